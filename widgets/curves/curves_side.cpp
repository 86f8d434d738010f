// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curves_side.h"

#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/document/phase_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/phase_colors.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace stratoplan::curves {

namespace {

using theme::Token;

QLabel *titleLabel()
{
    auto *label = new QLabel;
    label->setFont(theme::sans(13, true));
    label->setWordWrap(true);
    return label;
}

QLabel *captionLabel()
{
    auto *label = new QLabel;
    label->setProperty("role", QStringLiteral("caption"));
    label->setWordWrap(true);
    return label;
}

QPixmap sampleOf(const estimate::PhaseTime &phase, const theme::Theme &theme, qreal ratio)
{
    const QSize size(16, 11);
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QColor color
        = phase.time ? theme.chart(theme::chartOf(phase.phase)) : theme.color(Token::Faint);
    const QRectF rect(0.5, 0.5, 15, 10);
    painter.setPen(QPen(color, 1, phase.time ? Qt::SolidLine : Qt::DashLine));
    if (phase.time && phase.basis == estimate::Basis::Measured)
        painter.setBrush(color);
    painter.drawRect(rect);
    if (phase.time && phase.basis == estimate::Basis::Modelled) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(rect);
        for (double x = -10; x < 16; x += 5)
            painter.drawLine(QPointF(x, 11), QPointF(x + 11, 0));
    }
    return pixmap;
}

bool isTheSameButItsTime(const estimate::PhaseTime &one, estimate::PhaseTime other)
{
    if (one.time.has_value() != other.time.has_value())
        return false;
    other.time = one.time;
    other.low = one.low;
    other.high = one.high;
    return one == other;
}

} // namespace

CurvesSide::CurvesSide(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QScrollArea(parent)
    , m_catalog(std::move(catalog))
    , m_picksTitle(titleLabel())
    , m_startTitle(titleLabel())
    , m_phaseGrid(new QGridLayout)
    , m_startNote(captionLabel())
    , m_fitTitle(titleLabel())
    , m_fit(captionLabel())
{
    setObjectName(QStringLiteral("curvesSide"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(250);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addWidget(m_picksTitle);
    for (PickCard &card : m_cards) {
        card.frame = new QFrame;
        card.frame->setProperty("card", true);
        card.title = new QLabel;
        card.title->setFont(theme::sans(12, true));
        card.words = captionLabel();
        card.use = new QPushButton;
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        words->addWidget(card.title);
        words->addWidget(card.words);
        auto *row = new QHBoxLayout(card.frame);
        row->setContentsMargins(10, 6, 8, 6);
        row->addLayout(words, 1);
        row->addWidget(card.use);
        column->addWidget(card.frame);
    }
    column->addSpacing(8);
    column->addWidget(m_startTitle);
    m_phaseGrid->setHorizontalSpacing(8);
    m_phaseGrid->setVerticalSpacing(3);
    m_phaseGrid->setColumnStretch(1, 1);
    column->addLayout(m_phaseGrid);
    column->addWidget(m_startNote);
    column->addSpacing(8);
    column->addWidget(m_fitTitle);
    column->addWidget(m_fit);
    column->addStretch(1);
    setWidget(content);
    retranslate();
}

void CurvesSide::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    forgetRows();
    showPhases();
}

void CurvesSide::retranslate()
{
    m_picksTitle->setText(tr("What to choose, compared with now"));
    m_fitTitle->setText(tr("How good is the duration?"));
    forgetRows();
    showPicks();
    showPhases();
    showFit();
}

void CurvesSide::forgetRows()
{
    for (PhaseRow &row : m_rows)
        row.shown.reset();
}

void CurvesSide::setFunction(const VariantPointer &function, const CurveValues &values,
                             const estimate::Recommendation &picks)
{
    m_function = function;
    m_values = values;
    m_picks = picks;
    const estimate::MemoryPoint *now = values.present ? values.at(*values.present) : nullptr;
    m_now = now ? std::optional(*now) : std::nullopt;
    showPicks();
    showFit();
}

void CurvesSide::setChosen(const std::optional<estimate::MemoryPoint> &chosen)
{
    m_chosen = chosen;
    showPhases();
}

void CurvesSide::showPicks()
{
    const std::array picks{m_picks.cheapest, m_picks.balanced, m_picks.fastest};
    const std::array names{tr("Cheapest"), tr("Balanced"), tr("Fastest")};
    bool any = false;
    for (size_t i = 0; i < m_cards.size(); ++i) {
        PickCard &card = m_cards.at(i);
        const estimate::MemoryPoint *point = picks.at(i) ? m_values.at(*picks.at(i)) : nullptr;
        card.frame->setVisible(point);
        if (!point)
            continue;
        any = true;
        const bool now = m_now && m_now->memory == point->memory;
        card.title->setText(QStringLiteral("%1  %2").arg(names.at(i), memory(point->memory)));
        QStringList lines{figures(*point)};
        const QString compared = m_now ? comparison(*m_now, *point) : QString();
        if (now)
            lines.prepend(tr("chosen now"));
        else if (!compared.isEmpty())
            lines.prepend(compared);
        card.words->setText(lines.join(QLatin1Char('\n')));
        card.use->setText(tr("Use"));
        card.use->setAccessibleName(tr("Use %1, %2").arg(memory(point->memory), names.at(i)));
        card.use->setVisible(!now);
        card.use->disconnect();
        connect(card.use, &QPushButton::clicked, this,
                [this, setting = point->memory] { Q_EMIT useWanted(setting); });
    }
    m_picksTitle->setVisible(any);
}

void CurvesSide::showPhases()
{
    const QList<estimate::PhaseTime> phases
        = m_chosen ? m_chosen->coldStart.phases : QList<estimate::PhaseTime>{};
    while (m_rows.size() < phases.size()) {
        PhaseRow row{new QLabel, new QLabel, new QLabel, new QLabel, {}};
        row.how->setProperty("role", QStringLiteral("caption"));
        // Longer languages go on in the next line instead of out of the column.
        row.name->setWordWrap(true);
        row.how->setWordWrap(true);
        row.time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int line = static_cast<int>(m_rows.size());
        m_phaseGrid->addWidget(row.sample, line, 0);
        m_phaseGrid->addWidget(row.name, line, 1);
        m_phaseGrid->addWidget(row.time, line, 2);
        m_phaseGrid->addWidget(row.how, line, 3);
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        PhaseRow &row = m_rows[i];
        const bool used = i < phases.size();
        for (QLabel *label : {row.sample, row.name, row.time, row.how})
            label->setVisible(used);
        // While the line is dragged, most phases stay what they are, and others change in time
        // alone.
        if (!used || row.shown == phases.at(i))
            continue;
        const estimate::PhaseTime &phase = phases.at(i);
        row.time->setText(duration(phase.time));
        if (row.shown && isTheSameButItsTime(*row.shown, phase)) {
            row.shown = phase;
            continue;
        }
        row.shown = phase;
        row.sample->setPixmap(sampleOf(phase, m_theme, devicePixelRatioF()));
        row.name->setText(phaseName(phase.phase));
        row.how->setText(QStringLiteral("%1, %2").arg(whose(phase), knownHow(phase)));
        const QString source = sourcesOf(phase, *m_catalog);
        for (QLabel *label : {row.name, row.time, row.how})
            label->setToolTip(phase.share ? QStringLiteral("%1\n%2").arg(howAndWhose(phase), source)
                                          : source);
    }
    m_startTitle->setVisible(!phases.isEmpty());
    if (!m_chosen) {
        m_startNote->clear();
        return;
    }
    m_startTitle->setText(
        m_chosen->coldStart.total
            ? tr("Cold start at %1: %2")
                  .arg(memory(m_chosen->memory), duration(m_chosen->coldStart.total))
            : tr("Cold start at %1: not known").arg(memory(m_chosen->memory)));
    QStringList notes;
    if (!m_chosen->coldStart.missing.isEmpty() && m_chosen->coldStart.total)
        notes.append(tr("What is not known is not in the total."));
    if (const auto without = m_chosen->coldStart.withoutShared())
        notes.append(tr("Starts that find a network interface take %1.").arg(duration(without)));
    if (m_chosen->coldStart.initP95)
        notes.append(
            tr("Runtime start, 95th percentile: %1.").arg(duration(m_chosen->coldStart.initP95)));
    if (m_chosen->coldStart.samples > 0)
        notes.append(tr("%n sample(s) of it.", nullptr, m_chosen->coldStart.samples));
    notes.append(tr("Starts of a hello-world function, without provisioned concurrency."));
    m_startNote->setText(notes.join(QLatin1Char(' ')));
}

void CurvesSide::showFit()
{
    m_fitTitle->setVisible(m_function != nullptr);
    if (!m_function) {
        m_fit->clear();
        return;
    }
    const std::optional<estimate::DurationFit> &fit = m_function->fit();
    if (!fit) {
        m_fit->setText(
            m_now && m_now->duration
                ? tr("Stated, not measured. Measurements at two settings or more give a fit and "
                     "its error.")
                : tr("Not known. State it, or paste measurements."));
        return;
    }
    QStringList lines{tr("Fitted to %n memory setting(s).", nullptr, fit->points),
                      tr("Waiting: %1.").arg(duration(fit->waiting)),
                      tr("Work at one vCPU: %1.")
                          .arg(duration(Milliseconds(fit->serial.value + fit->parallel.value))),
                      tr("The measured points lie %1 % off the fit (standard deviation).")
                          .arg(QLocale().toString(fit->residual * 100, 'f', 0))};
    if (!fit->parallelKnown)
        lines.append(tr("A point above 1769 MB would tell how much of the work runs in parallel."));
    m_fit->setText(lines.join(QLatin1Char('\n')));
}

} // namespace stratoplan::curves
