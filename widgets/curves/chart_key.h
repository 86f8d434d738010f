// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

namespace stratoplan::curves {

/// One entry of the key beneath the head.
struct KeyEntry
{
    enum class Sample
    {
        Solid, ///< a phase or what is measured
        Hatched, ///< what is modelled
        Cap, ///< what is missing
        Line, ///< a curve
    };

    Sample sample = Sample::Solid;
    QColor color;
    QList<qreal> dashes; ///< of a line; empty = solid
    QString text;

    bool operator==(const KeyEntry &) const = default;
};

/// What colours, hatching and dashes stand for, in a line that breaks where it must.
class ChartKey : public QWidget
{
    Q_OBJECT

public:
    explicit ChartKey(QWidget *parent = nullptr);

    void setEntries(const QList<KeyEntry> &entries, const theme::Theme &theme);
    const QList<KeyEntry> &entries() const { return m_entries; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QRectF> placed(double width) const;

    QList<KeyEntry> m_entries;
    theme::Theme m_theme = theme::light();
};

} // namespace stratoplan::curves
