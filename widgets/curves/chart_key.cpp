// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_key.h"

#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace stratoplan::curves {

namespace {

constexpr double areaSample = 18;
/// Long enough for the longest pattern of dashes to be told from a solid line.
constexpr double lineSample = 32;
constexpr double lineHeight = 18;
constexpr double gap = 14;

double sampleWidth(const KeyEntry &entry)
{
    return entry.sample == KeyEntry::Sample::Line && !entry.dashes.isEmpty() ? lineSample
                                                                             : areaSample;
}

} // namespace

ChartKey::ChartKey(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartKey::setEntries(const QList<KeyEntry> &entries, const theme::Theme &theme)
{
    m_theme = theme;
    m_entries = entries;
    QStringList words;
    for (const KeyEntry &entry : entries)
        words.append(entry.text);
    setAccessibleName(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QList<QRectF> ChartKey::placed(double width) const
{
    const QFontMetricsF metrics(theme::sans(11));
    QList<QRectF> rects;
    double x = 0;
    double y = 0;
    for (const KeyEntry &entry : m_entries) {
        const double wide = sampleWidth(entry) + 6 + metrics.horizontalAdvance(entry.text) + 2;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += lineHeight;
        }
        rects.append({x, y, wide, lineHeight});
        x += wide + gap;
    }
    return rects;
}

int ChartKey::heightForWidth(int width) const
{
    const QList<QRectF> rects = placed(width);
    return rects.isEmpty() ? 0 : static_cast<int>(std::ceil(rects.last().bottom()));
}

QSize ChartKey::sizeHint() const
{
    return {300, heightForWidth(width() > 0 ? width() : 300)};
}

QSize ChartKey::minimumSizeHint() const
{
    return {60, m_entries.isEmpty() ? 0 : static_cast<int>(lineHeight)};
}

void ChartKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::sans(11));
    const QList<QRectF> rects = placed(width());
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const KeyEntry &entry = m_entries.at(i);
        const QRectF rect = rects.at(i);
        const QRectF sample(rect.left() + 0.5, rect.center().y() - 5, sampleWidth(entry) - 1, 10);
        painter.setPen(QPen(entry.color, 1));
        painter.setBrush(Qt::NoBrush);
        switch (entry.sample) {
        case KeyEntry::Sample::Solid:
            painter.setBrush(entry.color);
            painter.drawRect(sample);
            break;
        case KeyEntry::Sample::Hatched:
            painter.drawRect(sample);
            painter.save();
            painter.setClipRect(sample);
            for (double x = sample.left() - 10; x < sample.right(); x += 5)
                painter.drawLine(QPointF(x, sample.bottom()), QPointF(x + 10, sample.top()));
            painter.restore();
            break;
        case KeyEntry::Sample::Cap:
            painter.setPen(QPen(entry.color, 1, Qt::DashLine));
            painter.drawRect(sample);
            break;
        case KeyEntry::Sample::Line: {
            QPen pen(entry.color, 2);
            if (!entry.dashes.isEmpty())
                pen.setDashPattern(entry.dashes);
            painter.setPen(pen);
            painter.drawLine(QPointF(sample.left(), sample.center().y()),
                             QPointF(sample.right(), sample.center().y()));
            break;
        }
        }
        painter.setPen(m_theme.color(theme::Token::Muted));
        painter.drawText(rect.adjusted(sampleWidth(entry) + 6, 0, 4, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
}

} // namespace stratoplan::curves
