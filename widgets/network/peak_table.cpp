// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/peak_table.h"

#include "widgets/network/table_look.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace stratoplan::network {

PeakTable::PeakTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new PeakModel(this))
{
    setObjectName(QStringLiteral("peakTable"));
    prepareTable(*this);
    setModel(m_model);
    horizontalHeader()->setSectionResizeMode(PeakModel::NameColumn, QHeaderView::Stretch);
    for (const int column : {PeakModel::PeakColumn, PeakModel::TriedColumn})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    retranslate();
}

void PeakTable::retranslate()
{
    m_model->retranslate();
    setAccessibleName(tr("Peak of each function"));
    constexpr int least = 110;
    for (const int column : {PeakModel::PeakColumn, PeakModel::TriedColumn})
        horizontalHeader()->resizeSection(
            column, std::max(least, horizontalHeader()->sectionSizeHint(column) + 16));
}

bool PeakTable::event(QEvent *event)
{
    if (isKeyOfTable(event)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void PeakTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex tried = m_model->index(currentIndex().row(), PeakModel::TriedColumn);
    if (event->key() == Qt::Key_Delete && tried.isValid()) {
        m_model->setData(tried, QVariant(), Qt::EditRole);
        return;
    }
    // Any column of the row leads to its only field.
    if (event->key() == Qt::Key_F2 && tried.isValid())
        setCurrentIndex(tried);
    QTableView::keyPressEvent(event);
}

} // namespace stratoplan::network
