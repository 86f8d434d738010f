// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/choice.h"

namespace stratoplan::decision {

QString treeIdOf(const Settings &settings)
{
    const QString &id = settings.decisionTree.id;
    return id.isEmpty() ? QString(usualTree) : id;
}

Expected<QList<Tree>> treesFor(const Settings &settings, const QList<Tree> &builtIn)
{
    const TreeChoice &choice = settings.decisionTree;
    if (choice.text.isEmpty())
        return builtIn;
    const QString place = choice.file.isEmpty() ? QStringLiteral("decisionTree") : choice.file;
    Expected<Tree> own = readTree(choice.text.toUtf8(), place);
    if (!own)
        return failure(std::move(own.error()));
    QList<Tree> trees = builtIn;
    trees.removeIf([&own](const Tree &tree) { return tree.id == own->id; });
    trees.append(*std::move(own));
    return trees;
}

Expected<TreeChoice> ownTree(const QByteArray &text, const QString &file)
{
    const Expected<Tree> tree = readTree(text, file);
    if (!tree)
        return failure(tree.error());
    return TreeChoice{tree->id, QString::fromUtf8(text), file};
}

} // namespace stratoplan::decision
