// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes designs of which every function was brought in line with its decision, for the checks of
// what templates they become: the samples and made-up designs.
//
//     write_placed FOLDER FIRST_SEED COUNT SAMPLE...
#include "planner/placement/placement.h"
#include "planner/store/store.h"
#include "tests/planner/placement/made_up.h"
#include "tests/support/built_in.h"
#include "tests/support/corpus.h"
#include "tests/support/random_architecture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan {

namespace {

void write(const QString &folder, const QString &name, Design design, QRandomGenerator &random)
{
    const decision::Tree tree = decision::readTrees()->last();
    QList<ElementId> functions;
    for (const Function *function : design.all<Function>())
        functions.append(function->id);
    for (const ElementId function : functions)
        design = decided(design, tree, function, facts(), random);
    Problems refused;
    const placement::Placement placed
        = placement::placeAll(tree, functions, design, facts(), refused);
    QFile file(QDir(folder).filePath(name + QLatin1String(".stratoplan")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.write(store::write(*apply(design, placed.change)));
}

int run(const QStringList &arguments)
{
    const QString &folder = arguments.at(1);
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    const quint32 first = arguments.at(2).toUInt();
    const quint32 count = arguments.at(3).toUInt();
    for (quint32 seed = first; seed < first + count; ++seed) {
        QRandomGenerator random(seed);
        write(folder, QStringLiteral("placed-%1").arg(seed),
              spoiled(RandomArchitecture(seed, facts()).design(), random), random);
    }
    for (const QString &path : arguments.mid(4)) {
        const auto design = store::read(fileText(path), path);
        if (!design)
            qFatal("%s", qPrintable(toString(design.error().first())));
        QRandomGenerator random(1);
        write(folder, QFileInfo(path).completeBaseName(), *design, random);
    }
    return 0;
}

} // namespace

} // namespace stratoplan

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (arguments.size() < 4)
        return 2;
    return stratoplan::run(arguments);
}
