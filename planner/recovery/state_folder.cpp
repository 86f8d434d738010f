// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/state_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace stratoplan::recovery {

QString stateFolder()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (state.isEmpty())
        state = QDir::homePath() + QLatin1String("/.local/state");
    return state + QLatin1String("/stratoplan");
}

QString journalFolder()
{
    return stateFolder() + QLatin1String("/journals");
}

QString lockFolder()
{
    return stateFolder() + QLatin1String("/locks");
}

QString versionsFolder()
{
    return stateFolder() + QLatin1String("/versions");
}

QString keyOf(const QString &path)
{
    const QFileInfo file(path);
    // A file that is not there yet is known by its folder, which links may lead to as well.
    QString real = file.canonicalFilePath();
    if (real.isEmpty()) {
        const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
        real = folder.isEmpty() ? file.absoluteFilePath() : QDir(folder).filePath(file.fileName());
    }
    return QString::fromLatin1(
        QCryptographicHash::hash(real.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

} // namespace stratoplan::recovery
