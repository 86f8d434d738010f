// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"

/// STRATOPLAN_TEXT for a sentence with a number in it ("%n zone(s)"), which is Text::count: lupdate
/// then asks for the plural forms of a language.
#define STRATOPLAN_PLURAL(context, source)                                                         \
    QByteArray(context), QByteArray(QT_TRANSLATE_N_NOOP(context, source))
