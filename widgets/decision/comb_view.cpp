// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/comb_view.h"

#include "widgets/decision/words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace stratoplan::decision {

namespace {

constexpr double margin = 8;
constexpr double spineWidth = 388;
constexpr double spineX = 62; ///< of the line down
constexpr double exitX = 564;
constexpr double exitWidth = 222;
constexpr double boxHeight = 46;
constexpr double rowHeight = 71;
constexpr double exitGap = 6;
constexpr double walked = 3;
constexpr double notTaken = 1.2;

QString evidenceOf(const CombStep &step)
{
    if (!step.reached)
        return {};
    const QString evidence = toString(step.answer.evidence);
    // Where answer and drawing differ, what is drawn is what is to be talked about.
    return step.answer.from == AnswerFrom::User && !step.answer.reason.isEmpty() && !step.conflict
        ? step.answer.reason
        : evidence;
}

void text(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &ink,
          const QString &words, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(align) | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(words, Qt::ElideRight, rect.width()));
}

/// A title with a line of detail below; without one it takes two lines where it needs them.
void titled(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &ink,
            const QString &title, const QString &detail, const QColor &detailInk)
{
    if (!detail.isEmpty()) {
        const double half = rect.height() / 2;
        text(painter, {rect.topLeft(), QSizeF(rect.width(), half)}, font, ink, title);
        text(painter, {rect.left(), rect.top() + half, rect.width(), half}, theme::sans(11),
             detailInk, detail);
        return;
    }
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap, title);
}

void arrow(QPainter &painter, const QPointF &tip, bool down, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (down)
        painter.drawPolygon(QPolygonF{tip, tip + QPointF(-5, -8), tip + QPointF(5, -8)});
    else
        painter.drawPolygon(QPolygonF{tip, tip + QPointF(-8, -5), tip + QPointF(-8, 5)});
}

} // namespace

CombView::CombView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("decisionTree"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void CombView::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    update();
}

void CombView::setComb(const Comb &comb)
{
    m_comb = comb;
    m_current = -1;
    describe();
    setMinimumSize(sizeHint());
    resize(sizeHint().expandedTo(parentWidget() ? parentWidget()->size() : QSize()));
    update();
}

void CombView::setCurrent(int step)
{
    m_current = step;
    update();
}

double CombView::heightOf(const CombStep &step) const
{
    const double exits = static_cast<double>(step.exits.size()) * (boxHeight + exitGap);
    return std::max(rowHeight, exits + 10);
}

QRectF CombView::boxOf(int step) const
{
    double y = margin;
    for (int i = 0; i < step; ++i)
        y += heightOf(m_comb.steps.at(i));
    return {margin, y, spineWidth, boxHeight};
}

QSize CombView::sizeHint() const
{
    double height = 2 * margin + boxHeight;
    for (const CombStep &step : m_comb.steps)
        height += heightOf(step);
    return {int(exitX + exitWidth + margin), int(height)};
}

// Who does not see the picture hears the way as sentences.
void CombView::describe()
{
    setAccessibleName(Words::tr("Decision tree"));
    QStringList lines;
    for (const CombStep &step : m_comb.steps) {
        if (!step.reached)
            continue;
        const QString answer = answerLabel(step);
        lines.append(QStringLiteral("%1. %2 %3 (%4)")
                         .arg(step.number)
                         .arg(translated(step.text),
                              answer.isEmpty() ? QStringLiteral("?") : answer,
                              sourceOf(step.answer)));
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

int CombView::stepAt(const QPointF &at) const
{
    for (int i = 0; i < m_comb.steps.size(); ++i) {
        if (m_comb.steps.at(i).reached && boxOf(i).contains(at))
            return i;
    }
    return -1;
}

void CombView::mousePressEvent(QMouseEvent *event)
{
    const int step = stepAt(event->position());
    if (event->button() == Qt::LeftButton && step >= 0)
        Q_EMIT chosen(step);
}

void CombView::mouseMoveEvent(QMouseEvent *event)
{
    const int step = stepAt(event->position());
    setCursor(step < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setToolTip(step < 0 ? QString() : translated(m_comb.steps.at(step).reason));
}

void CombView::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int wanted = m_current + by;
    if (by == 0) {
        QWidget::keyPressEvent(event);
    } else if (wanted >= 0 && wanted < m_comb.steps.size() && m_comb.steps.at(wanted).reached) {
        Q_EMIT chosen(wanted);
    }
}

void CombView::focusInEvent(QFocusEvent *)
{
    update();
}

void CombView::focusOutEvent(QFocusEvent *)
{
    update();
}

void CombView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_comb.steps.size(); ++i)
        paintStep(painter, i);
    if (!m_comb.steps.isEmpty())
        paintFoot(painter);
}

void CombView::paintStep(QPainter &painter, int index) const
{
    using theme::Token;
    const CombStep &step = m_comb.steps.at(index);
    const QRectF box = boxOf(index);
    const QColor accent = m_theme.color(Token::Accent);
    const QColor strong = m_theme.color(Token::Strong);
    const double middle = box.center().y();

    const auto plate = [&](const QPointF &center, const QString &label, bool taken) {
        const QFont font = theme::sans(11, taken);
        const QString shown
            = QFontMetricsF(font).elidedText(label, Qt::ElideRight, exitX - box.right() - 44);
        const double width = QFontMetricsF(font).horizontalAdvance(shown) + 18;
        const QRectF pill(center.x() - width / 2, center.y() - 10, width, 20);
        painter.setPen(QPen(taken ? accent : strong, 1));
        painter.setBrush(taken ? accent : m_theme.color(Token::Surface));
        painter.drawRoundedRect(pill, 10, 10);
        text(painter, pill, font, m_theme.color(taken ? Token::OnAccent : Token::Muted), shown,
             Qt::AlignCenter);
        return pill;
    };

    double exitY = middle;
    for (const CombExit &way : step.exits) {
        const QColor color = way.taken ? accent : strong;
        const QRectF exit(exitX, exitY - boxHeight / 2, exitWidth, boxHeight);
        painter.setPen(QPen(color, way.taken ? walked : notTaken));
        painter.setBrush(Qt::NoBrush);
        const double turn = box.right() + 14;
        painter.drawPolyline(QPolygonF{
            {box.right(), middle}, {turn, middle}, {turn, exitY}, {exit.left() - 6, exitY}});
        arrow(painter, {exit.left(), exitY}, false, color);
        plate({(turn + exit.left() - 4) / 2, exitY}, translated(way.label), way.taken);
        // Where the walk ends, as at the foot.
        const bool isEnd = way.taken && !way.advice.isEmpty();
        const Token frame = isEnd ? Token::Ok : way.taken ? Token::Accent : Token::Border;
        painter.setPen(QPen(m_theme.color(frame), way.taken ? 1.6 : 1));
        painter.setBrush(m_theme.color(isEnd ? Token::OkSoft : Token::Surface));
        painter.drawRoundedRect(exit, 8, 8);
        titled(painter, exit.adjusted(14, 5, -10, -5), theme::sans(12, true),
               m_theme.color(way.taken ? Token::Text : Token::Muted), translated(way.nextLabel),
               isEnd ? translated(way.advice) : QString(), m_theme.color(Token::Muted));
        exitY += boxHeight + exitGap;
    }

    const QColor down = step.downTaken ? accent : strong;
    const double next = box.top() + heightOf(step);
    painter.setPen(QPen(down, step.downTaken ? walked : notTaken));
    painter.drawLine(QPointF(spineX, box.bottom()), QPointF(spineX, next - 7));
    arrow(painter, {spineX, next}, true, down);
    const QRectF pill = [&] {
        const double width
            = QFontMetricsF(theme::sans(11, step.downTaken))
                  .horizontalAdvance(QFontMetricsF(theme::sans(11, step.downTaken))
                                         .elidedText(translated(step.downLabel), Qt::ElideRight,
                                                     exitX - box.right() - 44))
            + 18;
        return plate({spineX + 16 + width / 2, box.bottom() + (rowHeight - boxHeight) / 2},
                     translated(step.downLabel), step.downTaken);
    }();
    if (step.reached && (step.downTaken || step.isOpen())) {
        const QColor ink = m_theme.color(Token::Muted);
        const int size = 14;
        painter.drawPixmap(QPointF(pill.right() + 8, pill.center().y() - size / 2.0),
                           m_icons.pixmap(sourceIcon(step.answer), ink, size, devicePixelRatioF()));
        text(painter, {pill.right() + 27, pill.top(), box.right() - pill.right() - 27, 20},
             theme::sans(11), ink, sourceOf(step.answer));
    }

    const bool isCurrent = index == m_current;
    if (isCurrent) {
        QPen halo(accent, 2);
        if (hasFocus())
            halo.setDashPattern({3, 2});
        painter.setPen(halo);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 11, 11);
    }
    painter.setPen(
        QPen(step.reached ? accent : m_theme.color(Token::Border), step.reached ? 1.6 : 1));
    painter.setBrush(m_theme.color(isCurrent ? Token::AccentSoft : Token::Surface));
    painter.drawRoundedRect(box, 8, 8);
    const QPointF number(box.left() + 24, middle);
    painter.setPen(QPen(step.reached ? accent : strong, 1));
    painter.setBrush(step.reached ? accent : m_theme.color(Token::Surface));
    painter.drawEllipse(number, 11, 11);
    text(painter, QRectF(number.x() - 11, number.y() - 11, 22, 22), theme::sans(12, true),
         m_theme.color(step.reached ? Token::OnAccent : Token::Muted), QString::number(step.number),
         Qt::AlignCenter);
    const bool marked = step.conflict || step.isOpen();
    titled(painter, box.adjusted(46, 5, marked ? -34 : -10, -5), theme::sans(13, true),
           m_theme.color(step.reached ? Token::Text : Token::Muted), translated(step.text),
           evidenceOf(step),
           step.conflict ? m_theme.severity(theme::Mark::High).ink : m_theme.color(Token::Muted));
    if (marked) {
        theme::paintSeverity(painter, QRectF(box.right() - 28, middle - 8, 16, 16),
                             step.conflict ? theme::Mark::High : theme::Mark::Unanswered, m_theme);
    }
}

void CombView::paintFoot(QPainter &painter) const
{
    using theme::Token;
    const QRectF last = boxOf(int(m_comb.steps.size()) - 1);
    const QRectF box(last.left(), last.top() + heightOf(m_comb.steps.last()), spineWidth,
                     boxHeight);
    const bool taken = m_comb.outcomeTaken;
    painter.setPen(QPen(m_theme.color(taken ? Token::Ok : Token::Border), taken ? 1.6 : 1));
    painter.setBrush(m_theme.color(taken ? Token::OkSoft : Token::Surface));
    painter.drawRoundedRect(box, 8, 8);
    if (taken) {
        const QPointF center(box.left() + 24, box.center().y());
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Ok));
        painter.drawEllipse(center, 11, 11);
        painter.drawPixmap(center - QPointF(8, 8),
                           m_icons.pixmap(QStringLiteral("check"), m_theme.color(Token::OnAccent),
                                          16, devicePixelRatioF()));
    }
    titled(painter, box.adjusted(taken ? 46 : 14, 5, -10, -5), theme::sans(13, true),
           m_theme.color(taken ? Token::Text : Token::Muted), translated(m_comb.outcomeLabel),
           taken ? translated(m_comb.outcomeAdvice) : QString(), m_theme.color(Token::Muted));
}

} // namespace stratoplan::decision
