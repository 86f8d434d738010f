// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_view.h"

#include "widgets/theme/fonts.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLegend>
#include <QLocale>
#include <QStyleOptionGraphicsItem>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>

namespace stratoplan::curves {

namespace {

using theme::Token;

/// Height that one interval of a value axis takes.
constexpr double intervalHeight = 44;
constexpr int mostIntervals = 6;

} // namespace

PaintedItem::PaintedItem(QGraphicsItem *chart, Paint paint)
    : QGraphicsItem(chart)
    , m_paint(std::move(paint))
{
    setAcceptedMouseButtons(Qt::NoButton);
    setFlag(ItemUsesExtendedStyleOption);
}

void PaintedItem::setRect(const QRectF &rect)
{
    if (rect != m_rect) {
        prepareGeometryChange();
        m_rect = rect;
    }
    update();
}

void PaintedItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    m_paint(*painter, option->exposedRect);
}

QMargins plotMargins(int height)
{
    constexpr int low = 150;
    // Left and right are the same for all, so that charts above each other share one axis.
    return height < low ? QMargins(48, 20, 16, 20) : QMargins(48, 27, 16, 22);
}

ChartView::ChartView(QWidget *parent)
    : QChartView(parent)
    , m_y(new QValueAxis)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(72);
    viewport()->setMouseTracking(true);
    QChart &shown = *chart();
    shown.setMargins({});
    shown.layout()->setContentsMargins(0, 0, 0, 0);
    shown.setBackgroundRoundness(0);
    shown.legend()->hide();
    shown.setAnimationOptions(QChart::NoAnimation);
    // Hovering is told by tool tips; the chart need not look for what lies beneath the pointer.
    shown.setAcceptHoverEvents(false);
    shown.addAxis(m_y, Qt::AlignLeft);
    m_sentence = overlay(
        [this](QPainter &painter, const QRectF &) {
            painter.setFont(theme::sans(12));
            painter.setPen(m_theme.color(Token::Muted));
            painter.drawText(plot(), Qt::AlignCenter | Qt::TextWordWrap, m_nothing);
        },
        30);
    ChartView::retranslate();
    dress(*m_y);
}

ChartView::~ChartView() = default;

void ChartView::retranslate()
{
    // Groups of digits would take the little room that there is.
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    chart()->setLocale(locale);
    chart()->setLocalizeNumbers(true);
}

void ChartView::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    chart()->setBackgroundBrush(theme.color(Token::Surface));
    setBackgroundBrush(theme.color(Token::Surface));
    dress(*m_y);
    if (m_x)
        dress(*m_x);
    viewport()->update();
}

void ChartView::setNothing(const QString &sentence)
{
    m_nothing = sentence;
    m_sentence->setVisible(!sentence.isEmpty());
    for (QAbstractAxis *axis : chart()->axes())
        axis->setVisible(sentence.isEmpty());
    m_sentence->update();
}

QString ChartView::tipAt(const QPointF &) const
{
    return {};
}

void ChartView::setTop(double top, const QString &prefix)
{
    m_top = top;
    m_prefix = prefix;
    scaleValues();
}

void ChartView::scaleValues()
{
    const int intervals
        = std::clamp(static_cast<int>(plot().height() / intervalHeight), 2, mostIntervals);
    const AxisRange range = rangeFor(m_top, intervals);
    // Each of these makes the chart lay itself out anew.
    if (m_y->max() != range.most || m_y->min() != 0)
        m_y->setRange(0, range.most);
    if (m_y->tickCount() != range.intervals() + 1)
        m_y->setTickCount(range.intervals() + 1);
    // Money has cents or none.
    const int decimals = m_prefix.isEmpty() || range.decimals != 1 ? range.decimals : 2;
    const QString format = m_prefix + QStringLiteral("%.%1f").arg(decimals);
    if (m_y->labelFormat() != format)
        m_y->setLabelFormat(format);
}

void ChartView::setXAxis(QAbstractAxis *axis)
{
    const QList<QAbstractSeries *> all = chart()->series();
    if (m_x) {
        chart()->removeAxis(m_x);
        delete m_x;
    }
    m_x = axis;
    dress(*axis);
    chart()->addAxis(axis, Qt::AlignBottom);
    for (QAbstractSeries *series : all)
        series->attachAxis(axis);
    axis->setVisible(m_nothing.isEmpty());
    // An axis that comes later has no labels until the chart is laid out.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
}

void ChartView::addSeries(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_y);
    if (m_x)
        series->attachAxis(m_x);
}

void ChartView::dress(QAbstractAxis &axis) const
{
    axis.setLabelsFont(theme::sans(11));
    axis.setLabelsColor(m_theme.color(Token::Faint));
    axis.setLinePen(QPen(m_theme.color(Token::Border), 1));
    axis.setGridLinePen(QPen(m_theme.color(Token::Grid), 1));
    axis.setMinorGridLineVisible(false);
}

QRectF ChartView::plot() const
{
    return QRectF(QPointF(), QSizeF(size())).marginsRemoved(margins());
}

double ChartView::yOf(double value) const
{
    const QRectF area = plot();
    return area.bottom() - value / m_y->max() * area.height();
}

PaintedItem *ChartView::overlay(PaintedItem::Paint paint, double z)
{
    auto *item = new PaintedItem(chart(), std::move(paint));
    item->setZValue(z);
    return item;
}

QRectF ChartView::writePlate(QPainter &painter, const QPointF &anchor, const QString &text,
                             const QColor &ink, bool leftwards) const
{
    const QFont font = theme::sans(11, true);
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(text) + 6;
    const double height = metrics.height();
    const QRectF plate(leftwards ? anchor.x() - width : anchor.x(), anchor.y() - height / 2, width,
                       height);
    QColor ground = m_theme.color(Token::Surface);
    ground.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(plate, Qt::AlignCenter, text);
    return plate;
}

void ChartView::layOut()
{
    // A scene never shrinks by itself, and what is larger than the view can be scrolled.
    setSceneRect(rect());
    chart()->setPlotArea(plot());
    // Another plot area alone moves the series and leaves the axes where they were.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
    scaleValues();
    m_sentence->setRect(rect());
    placeItems();
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    const QPoint place = event->reason() == QContextMenuEvent::Keyboard
        ? mapToGlobal(rect().center())
        : event->globalPos();
    Q_EMIT menuWanted(place);
    event->accept();
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    // The keys of a scrolling area would be lost here; whoever is around may want them.
    event->ignore();
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    // There is nothing to scroll here, but maybe around.
    event->ignore();
}

bool ChartView::event(QEvent *event)
{
    // Ctrl+C is the chart's while it has the keyboard.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QChartView::event(event);
}

bool ChartView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString tip = m_nothing.isEmpty() ? tipAt(help->pos()) : QString();
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QChartView::viewportEvent(event);
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    if (!hasFocus())
        return;
    QPen pen(m_theme.color(Token::Accent), 2);
    pen.setDashPattern({2, 1});
    pen.setCapStyle(Qt::FlatCap);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace stratoplan::curves
