// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_card.h"

#include "widgets/curves/elided_label.h"
#include "widgets/theme/fonts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace stratoplan::curves {

ChartCard::ChartCard(ChartView *chart, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_caption(new ElidedLabel)
    , m_chart(chart)
{
    m_title->setFont(theme::sans(12, true));
    m_caption->setProperty("role", QStringLiteral("caption"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 4, 0);
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_caption, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(chart, 1);
}

void ChartCard::setTitle(const QString &title, const QString &caption)
{
    m_title->setText(title);
    m_title->setToolTip(caption);
    m_caption->setText(caption);
    m_caption->setToolTip(caption);
    m_chart->setAccessibleName(title);
}

QString ChartCard::title() const
{
    return m_title->text();
}

void ChartCard::setCaptionShown(bool shown)
{
    m_caption->setVisible(shown);
    // Alone, the title must not widen a narrow card.
    m_title->setSizePolicy(shown ? QSizePolicy::Preferred : QSizePolicy::Ignored,
                           QSizePolicy::Preferred);
}

} // namespace stratoplan::curves
