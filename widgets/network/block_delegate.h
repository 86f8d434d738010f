// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QStyledItemDelegate>

#include <functional>

namespace stratoplan::network {

/// Types a block of addresses in the table and says while it is typed what would be wrong with it.
class BlockDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// What would be wrong with the block of that row of the source model.
    using Check = std::function<Problems(const QModelIndex &index, const QString &text)>;

    explicit BlockDelegate(Check check, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    Check m_check;
};

} // namespace stratoplan::network
