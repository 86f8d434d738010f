// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_view.h"

#include <QWidget>

class QLabel;

namespace stratoplan::curves {

/// A chart beneath its title and, where there is room, a caption that says what it shows.
class ChartCard : public QWidget
{
    Q_OBJECT

public:
    explicit ChartCard(ChartView *chart, QWidget *parent = nullptr);

    ChartView &chart() const { return *m_chart; }
    void setTitle(const QString &title, const QString &caption);
    QString title() const;
    void setCaptionShown(bool shown);

private:
    QLabel *m_title = nullptr;
    QLabel *m_caption = nullptr;
    ChartView *m_chart = nullptr;
};

} // namespace stratoplan::curves
