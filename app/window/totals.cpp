// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/totals.h"

#include "planner/model/names.h"
#include "widgets/document/figure_text.h"
#include "widgets/findings/findings_model.h"
#include "widgets/theme/severity.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include <cmath>
#include <limits>
#include <utility>

namespace stratoplan::window {

namespace {

using theme::Token;

constexpr int differenceShown = 4000; ///< ms

/// A button cannot show two weights; a label inside it can.
void setRichText(QToolButton *button, const QString &html, const QString &plain)
{
    auto *label = button->findChild<QLabel *>();
    label->setText(html);
    button->setAccessibleName(plain);
    button->setFixedWidth(label->sizeHint().width() + 16);
}

QPixmap dotOf(const QColor &color, bool ring, qreal dpr)
{
    QPixmap pixmap(QSize(10, 10) * dpr);
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(ring ? QPen(color, 2) : QPen(Qt::NoPen));
    painter.setBrush(ring ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawEllipse(QRectF(1.5, 1.5, 7, 7));
    return pixmap;
}

} // namespace

Totals totalsOf(const Analysis &analysis)
{
    Totals totals;
    const Names names(*analysis.design);
    totals.cost = money(analysis.estimates.totalPerMonth);
    totals.costPerMonth = analysis.estimates.totalPerMonth.value;
    std::optional<UsDollars> dearest;
    for (const estimate::Component &component : analysis.estimates.components) {
        if (!component.perMonth || component.perMonth->value <= (dearest ? dearest->value : 0))
            continue;
        dearest = component.perMonth;
        totals.dearestId = component.element;
    }
    if (dearest)
        totals.dearest = names.shown(totals.dearestId) + QLatin1Char(' ') + money(*dearest);
    totals.unpriced = int(analysis.estimates.unpriced.size());
    if (analysis.estimates.slowestPath) {
        const estimate::PathLatency &path = *analysis.estimates.slowestPath;
        totals.slowest = path.p95 ? duration(*path.p95) : QString();
        totals.slowestElements = path.elements;
        if (!path.elements.isEmpty()) {
            totals.slowestPath = names.shown(path.elements.first());
            if (path.elements.size() > 1)
                totals.slowestPath += QStringLiteral(" → ") + names.shown(path.elements.last());
        }
    }
    totals.findings = findings::countsOf(analysis.findings).open;
    qint64 least = std::numeric_limits<qint64>::max();
    for (const network::VpcPlan &vpc : analysis.network.networks) {
        for (const network::SubnetPlan &subnet : vpc.subnets) {
            const std::optional<qint64> needed
                = subnet.neededAfterZoneLoss ? subnet.neededAfterZoneLoss : subnet.needed;
            if (!subnet.usable || !needed || *subnet.usable - *needed >= least)
                continue;
            least = *subnet.usable - *needed;
            totals.tightest = names.shown(subnet.subnet);
            totals.tightestId = subnet.subnet;
            totals.tightestFree = least;
            totals.tightestUsable = *subnet.usable;
        }
    }
    return totals;
}

TotalsBar::TotalsBar(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(2);
    const auto divider = [&] {
        auto *line = new QFrame(this);
        line->setFixedSize(1, 16);
        line->setProperty("hairline", true);
        m_dividers.append(line);
        row->addWidget(line);
    };
    m_cost = addPart();
    divider();
    m_slowest = addPart();
    divider();
    m_findings = addPart();
    divider();
    m_tightest = addPart();
    row->addStretch(1);
    m_dot = new QLabel;
    m_stateText = new QLabel;
    row->addWidget(m_dot);
    row->addSpacing(4);
    row->addWidget(m_stateText);

    // The findings' part holds a shape and a number for each severity.
    delete m_findings->findChild<QLabel *>();
    auto *counts = new QHBoxLayout(m_findings);
    counts->setContentsMargins(8, 0, 8, 0);
    counts->setSpacing(10);
    for (QLabel *&label : m_counts) {
        label = new QLabel;
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        counts->addWidget(label);
    }
    connect(m_findings, &QToolButton::clicked, this, &TotalsBar::findingsRequested);
    connect(m_slowest, &QToolButton::clicked, this,
            [this] { Q_EMIT elementsRequested(m_totals.slowestElements); });
    connect(m_tightest, &QToolButton::clicked, this, [this] {
        if (m_totals.tightestId)
            Q_EMIT elementsRequested({m_totals.tightestId});
    });
    m_differenceTime = new QTimer(this);
    m_differenceTime->setSingleShot(true);
    m_differenceTime->setInterval(differenceShown);
    connect(m_differenceTime, &QTimer::timeout, this, [this] {
        m_difference.clear();
        refresh();
    });
    connect(m_cost, &QToolButton::clicked, this, [this] {
        if (m_totals.dearestId)
            Q_EMIT elementsRequested({m_totals.dearestId});
    });
    clear();
}

QToolButton *TotalsBar::addPart()
{
    auto *part = new QToolButton(this);
    part->setAutoRaise(true);
    part->setFixedHeight(24);
    part->setFocusPolicy(Qt::TabFocus);
    auto *label = new QLabel(part);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->setGeometry(8, 0, 800, 24);
    label->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    layout()->addWidget(part);
    return part;
}

void TotalsBar::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    refresh();
}

void TotalsBar::retranslate()
{
    refresh();
}

void TotalsBar::setAnalysis(const AnalysisPointer &analysis, qint64 milliseconds)
{
    const Totals before = std::exchange(m_totals, totalsOf(*analysis));
    // Of the same design, that is: another one has not changed anything.
    const double change = m_totals.costPerMonth - before.costPerMonth;
    if (m_known && std::abs(change) >= 0.005) {
        const QString amount = money(UsDollars(std::abs(change)));
        m_difference = (change > 0 ? QStringLiteral("+") : QStringLiteral("−")) + amount;
        m_differenceTime->start();
    }
    m_milliseconds = milliseconds;
    m_known = true;
    m_state = State::Ready;
    refresh();
}

void TotalsBar::setRunning()
{
    m_state = State::Running;
    refresh();
}

void TotalsBar::setFailed(const QString &reason)
{
    m_state = State::Failed;
    m_reason = reason;
    refresh();
}

void TotalsBar::clear()
{
    m_known = false;
    m_difference.clear();
    m_differenceTime->stop();
    m_state = State::None;
    m_totals = {};
    refresh();
}

void TotalsBar::refresh()
{
    if (!m_known) {
        for (QWidget *divider : m_dividers)
            divider->hide();
        for (QToolButton *part : {m_cost, m_slowest, m_findings, m_tightest})
            part->hide();
        showState(Whole);
        return;
    }
    showFindings();
    for (int brevity = Whole; brevity <= Briefest; ++brevity) {
        showParts(Brevity(brevity));
        showState(Brevity(brevity));
        if (widthOfParts() <= width())
            break;
    }
}

int TotalsBar::widthOfParts() const
{
    int needed = 16 + m_dot->sizeHint().width() + 6 + m_stateText->sizeHint().width() + 8;
    for (const QToolButton *part : {m_cost, m_slowest, m_findings, m_tightest}) {
        if (part->isVisibleTo(this))
            needed += part->width() + 5;
    }
    return needed;
}

void TotalsBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void TotalsBar::showParts(Brevity brevity)
{
    const QString faint = m_theme.color(Token::Faint).name();
    const QString muted = m_theme.color(Token::Muted).name();
    const QString text = m_theme.color(Token::Text).name();
    const auto show = [&](QToolButton *part, const QString &label, const QString &value,
                          const QString &remark, const QString &tip) {
        const QString html
            = QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp; <b style=\"color:%3\">%4"
                             "</b> <span style=\"color:%5\">%6</span>")
                  .arg(faint, label.toHtmlEscaped(), text, value.toHtmlEscaped(), muted,
                       remark.toHtmlEscaped());
        setRichText(part, html, QStringList{label, value, remark}.join(QLatin1Char(' ')));
        part->setToolTip(tip);
    };
    const bool remarks = brevity < WithoutRemarks;

    QString cost = tr("a month");
    if (m_totals.unpriced > 0)
        cost = tr("a month, %n part(s) not priced", nullptr, m_totals.unpriced);
    QString costShown = remarks ? cost : QString();
    if (!m_difference.isEmpty())
        costShown = m_difference + QStringLiteral("  ") + costShown;
    show(m_cost, tr("Cost"), m_totals.cost, costShown,
         m_totals.dearest.isEmpty()
             ? cost
             : cost + QLatin1Char('\n') + tr("Most of it: %1").arg(m_totals.dearest));
    m_cost->setVisible(true);

    const QString slowest = m_totals.slowest.isEmpty() ? tr("not known") : m_totals.slowest;
    show(m_slowest, tr("Slowest path p95"), slowest,
         brevity < WithoutPath ? m_totals.slowestPath : QString(), m_totals.slowestPath);
    m_slowest->setVisible(brevity < Briefest && !m_totals.slowestPath.isEmpty());

    m_findings->setVisible(true);

    const QString room = tr("%1 of %2 addresses free")
                             .arg(QLocale().toString(m_totals.tightestFree),
                                  QLocale().toString(m_totals.tightestUsable));
    show(m_tightest, tr("Tightest subnet"), m_totals.tightest, remarks ? room : QString(), room);
    m_tightest->setVisible(brevity < WithoutTightest && !m_totals.tightest.isEmpty());

    const std::array behind{m_slowest, m_findings, m_tightest};
    for (size_t i = 0; i < behind.size(); ++i)
        m_dividers[qsizetype(i)]->setVisible(behind[i]->isVisibleTo(this));
}

void TotalsBar::showFindings()
{
    QStringList spoken;
    int width = 16;
    for (size_t i = 0; i < theme::markCount; ++i) {
        const auto mark = theme::Mark(i);
        const int count = m_totals.findings[i];
        const qreal dpr = devicePixelRatioF();
        QFont font = this->font();
        font.setBold(count > 0);
        const int used = 19 + QFontMetrics(font).horizontalAdvance(QString::number(count));
        QPixmap glyph(QSize(used + 1, 16) * dpr);
        glyph.setDevicePixelRatio(dpr);
        glyph.fill(Qt::transparent);
        QPainter painter(&glyph);
        theme::paintSeverity(painter, QRectF(0, 1, 14, 14), mark, m_theme);
        painter.setFont(font);
        painter.setPen(m_theme.color(count > 0 ? Token::Text : Token::Faint));
        painter.drawText(QRectF(19, 0, used, 16), Qt::AlignVCenter, QString::number(count));
        painter.end();
        m_counts[i]->setPixmap(glyph);
        m_counts[i]->setFixedWidth(used + 1);
        width += used + 11;
        spoken.append(QStringLiteral("%1 %2").arg(findings::wordOf(mark)).arg(count));
    }
    m_findings->setFixedWidth(width - 10);
    m_findings->setAccessibleName(tr("Findings: %1").arg(spoken.join(QStringLiteral(", "))));
    m_findings->setToolTip(spoken.join(QStringLiteral(", ")));
}

void TotalsBar::showState(Brevity brevity)
{
    QString text;
    switch (m_state) {
    case State::None:
        m_dot->clear();
        break;
    case State::Running:
        m_dot->setPixmap(dotOf(m_theme.color(Token::Accent), true, devicePixelRatioF()));
        text = tr("Analysing");
        break;
    case State::Ready:
        m_dot->setPixmap(dotOf(m_theme.color(Token::Ok), false, devicePixelRatioF()));
        text = tr("Analysed in %1 ms").arg(m_milliseconds);
        break;
    case State::Failed:
        m_dot->setPixmap(dotOf(m_theme.color(Token::Fail), false, devicePixelRatioF()));
        text = m_reason;
        break;
    }
    m_dot->setToolTip(text);
    m_dot->setAccessibleName(text);
    // A failure is always told.
    const bool shown = brevity < WithoutStateText || m_state == State::Failed;
    m_stateText->setText(shown ? text : QString());
}

} // namespace stratoplan::window
