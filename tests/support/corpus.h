// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace stratoplan {

/// The templates of the corpus beside the project, by path, in order; empty where it is not there:
/// a test skips then, with corpusMissing as its message.
QStringList corpusTemplates();
inline constexpr const char *corpusMissing = "The corpus of templates is not beside the project";

/// The whole file; empty when it cannot be read.
QByteArray fileText(const QString &path);

/// The path of a Python 3 that can import the module; empty when there is none.
QString pythonWith(const QString &module);

} // namespace stratoplan
