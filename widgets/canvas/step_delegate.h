// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace stratoplan::canvas {

/// One step of a path on two lines: number, name and cost, below them how a request comes there and
/// when it has ended, and its share of the cost as a bar.
class StepDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role
    {
        NumberRole = Qt::UserRole,
        NameRole,
        CostRole, ///< text
        HowRole,
        EndRole, ///< text
        ShareRole, ///< 0 to 1
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const theme::Theme &theme) { m_theme = theme; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    theme::Theme m_theme = theme::light();
};

} // namespace stratoplan::canvas
