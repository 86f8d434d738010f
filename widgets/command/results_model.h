// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/command/entry.h"

#include <QAbstractListModel>

namespace stratoplan::command {

/// The entries that fit what is typed, best first.
class ResultsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<Entry> entries);
    void setPattern(const QString &pattern);

    /// Null for an index that shows none.
    const Entry *entry(const QModelIndex &index) const;
    const QList<int> &typedLetters(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Entry> m_entries;
    QList<Ranked> m_rows;
    QString m_pattern;
};

} // namespace stratoplan::command
