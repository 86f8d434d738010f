// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settings.h"

namespace stratoplan::window {

QStringList withRecent(QStringList files, const QString &path)
{
    files.removeAll(path);
    files.prepend(path);
    return files.mid(0, mostRecentFiles);
}

} // namespace stratoplan::window
