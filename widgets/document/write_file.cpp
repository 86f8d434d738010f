// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/write_file.h"

#include "planner/model/edit.h"
#include "planner/store/store.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace stratoplan {

Problems writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    Problem problem;
    problem.code = QStringLiteral("store.unwritable");
    problem.what = Text{STRATOPLAN_TEXT("Document", "The file cannot be written: {reason}"),
                        {{QStringLiteral("reason"), file.errorString()}}};
    problem.where.file = path;
    problem.remedy
        = Text{STRATOPLAN_TEXT("Document", "Choose another folder, or make room there"), {}};
    return {problem};
}

Problems writeDesign(const Design &design, const QString &path)
{
    const QString linked = design.settings().templateLink.path;
    if (linked.isEmpty() || QDir::isRelativePath(linked))
        return writeFile(path, store::write(design));
    Edit edit(design);
    Settings settings = design.settings();
    settings.templateLink.path = QFileInfo(path).absoluteDir().relativeFilePath(linked);
    edit.setSettings(settings);
    const Expected<Design> moved = edit.result();
    return moved ? writeFile(path, store::write(*moved)) : moved.error();
}

} // namespace stratoplan
