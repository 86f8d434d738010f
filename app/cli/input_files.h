// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <QStringList>

#include <optional>

namespace stratoplan::cli {

/// The bytes of a file, "-" for standard input; nothing, with a message, when it cannot be read.
std::optional<QByteArray> readFile(const QString &path, const Streams &streams);

/// True when the text begins like a design or has the root keys of a template. A quick look, so
/// that the other files of a folder can be passed over: it does not say that the text can be read.
bool looksLikeInput(const QByteArray &text);

/// The designs and templates below a folder, sorted by path, hidden files and folders left out.
/// A design file that is read with the template beside it is none of its own.
QStringList inputsBelow(const QString &folder);

} // namespace stratoplan::cli
