// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/patterns.h"

#include "planner/store/store.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::sketch {

namespace {

QList<Pattern> readPatterns()
{
    QList<Pattern> found;
    const QDir folder(QStringLiteral(":/patterns"));
    const QStringList names = folder.entryList({QStringLiteral("*.stratoplan")}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        Pattern pattern;
        pattern.key = QFileInfo(name).completeBaseName();
        pattern.text = file.readAll();
        const Expected<Design> design = store::read(pattern.text, name);
        if (!design)
            continue;
        pattern.name = design->settings().title;
        pattern.sentence = design->settings().description;
        found.append(pattern);
    }
    std::sort(found.begin(), found.end(),
              [](const Pattern &a, const Pattern &b) { return a.name < b.name; });
    return found;
}

} // namespace

const QList<Pattern> &patterns()
{
    static const QList<Pattern> all = readPatterns();
    return all;
}

const Pattern *patternOf(const QString &key)
{
    const QList<Pattern> &all = patterns();
    const auto found
        = std::find_if(all.begin(), all.end(), [&](const Pattern &one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace stratoplan::sketch
