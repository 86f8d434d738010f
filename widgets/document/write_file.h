// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan {

/// Writes the bytes by QSaveFile: the file is the new one as a whole or stays as it was
/// ("store.unwritable"). Empty when it was written.
Problems writeFile(const QString &path, const QByteArray &bytes);

/// Writes a design file. The path of its template is told from the design file's own folder, so
/// that both can be moved together.
Problems writeDesign(const Design &design, const QString &path);

} // namespace stratoplan
