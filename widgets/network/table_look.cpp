// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/table_look.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>

namespace stratoplan::network {

void prepareTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(30);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false);
    table.setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                          | QAbstractItemView::AnyKeyPressed);
}

bool isKeyOfTable(const QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->modifiers() == Qt::NoModifier
        && (key->key() == Qt::Key_F2 || key->key() == Qt::Key_Delete);
}

} // namespace stratoplan::network
