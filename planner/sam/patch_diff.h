// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stratoplan::sam {

/// The differences of two texts by lines, as `diff -u` prints them: with three lines of context,
/// "\ No newline at end of file" included; empty for equal texts. Names are printed as they are
/// given.
QByteArray unifiedDiff(const QByteArray &before, const QByteArray &after, const QString &nameBefore,
                       const QString &nameAfter);

} // namespace stratoplan::sam
