// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace stratoplan::shortcuts {

/// What the keys of one action are, or of something that is done by keys and is no action.
struct Row
{
    QString id; ///< stable; empty for fixed ones
    QString text;
    QString place; ///< the menu that it stands in
    QList<QKeySequence> initial; ///< as the program comes
    QList<QKeySequence> keys; ///< as they are now; empty = none
    bool fixed = false; ///< cannot be changed

    bool isChanged() const { return keys != initial; }
    bool operator==(const Row &) const = default;
};

/// A key that two rows have, as indexes.
struct Clash
{
    qsizetype one = 0;
    qsizetype other = 0;
    QKeySequence key;

    bool operator==(const Clash &) const = default;
};

/// Every pair of rows with a key in common, in their order. A sequence clashes with one that begins
/// as it does.
QList<Clash> clashesOf(const QList<Row> &rows);

/// The clash as a sentence that names both and says how to mend it.
QString sentenceOf(const Clash &clash, const QList<Row> &rows);

/// Takes keys away from rows with their initial ones where a changed row has them: what a person
/// chose outlasts what a newer program comes with.
QList<Row> settled(QList<Row> rows);

/// As people read them: "Ctrl+Y, Ctrl+Shift+Z".
QString textOf(const QList<QKeySequence> &keys);

/// All rows as a page: a table for each place, in the order of the rows.
QString htmlOf(const QList<Row> &rows, const QString &title);

} // namespace stratoplan::shortcuts
