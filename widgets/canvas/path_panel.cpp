// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/path_panel.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/names.h"
#include "widgets/canvas/step_delegate.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr int leastWidth = 196;
constexpr int mostWidth = 300;

/// "$0.0000042": what one request costs has few digits, far behind the point.
QString requestPrice(UsDollars price)
{
    if (!(price.value > 0))
        return money(price);
    const int decimals = std::max(2, 2 - int(std::floor(std::log10(price.value))));
    return QLatin1Char('$') + QLocale().toString(price.value, 'f', std::min(decimals, 12));
}

QString perMillion(const std::optional<UsDollars> &price)
{
    return price && price->value > 0 ? money(price) : QString();
}

QString percent(double share)
{
    const int whole = int(std::lround(share * 100));
    return whole < 1 && share > 0 ? QStringLiteral("< 1 %") : QStringLiteral("%1 %").arg(whole);
}

} // namespace

PathPanel::PathPanel(Selection &selection, std::shared_ptr<const catalog::Catalog> catalog,
                     QWidget *parent)
    : QFrame(parent)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_title(new QLabel)
    , m_close(new QToolButton)
    , m_choice(new QComboBox)
    , m_totals(new QLabel)
    , m_steps(new QListWidget)
    , m_delegate(new StepDelegate(this))
    , m_work([this](const Found &found) { take(found); })
{
    setObjectName(QStringLiteral("pathPanel"));
    setMinimumWidth(leastWidth);
    setMaximumWidth(mostWidth);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setFont(theme::sans(13, true));
    m_close->setAutoRaise(true);
    m_close->setObjectName(QStringLiteral("endPath"));
    m_choice->setObjectName(QStringLiteral("pathChoice"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    m_totals->setObjectName(QStringLiteral("pathTotals"));
    m_totals->setTextFormat(Qt::RichText);
    m_totals->setWordWrap(true);
    m_steps->setObjectName(QStringLiteral("pathSteps"));
    m_steps->setItemDelegate(m_delegate);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setUniformItemSizes(true);
    // In a low window the figures stay whole, and the steps get what is left.
    m_steps->setMinimumHeight(40);
    m_steps->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_choice, m_steps, m_close})
        widget->installEventFilter(this);
    setFocusProxy(m_steps);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 6, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(12, 0, 12, 8);
    middle->setSpacing(8);
    middle->addWidget(m_choice);
    middle->addWidget(m_totals);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addLayout(middle);
    column->addWidget(m_steps, 1);

    connect(m_close, &QToolButton::clicked, this, &PathPanel::end);
    connect(m_choice, &QComboBox::activated, this, &PathPanel::choose);
    connect(m_steps, &QListWidget::currentRowChanged, this, &PathPanel::goToStep);
    // What is chosen stays in sight while the list gets its size.
    connect(m_steps->verticalScrollBar(), &QAbstractSlider::rangeChanged, m_steps,
            [this] { m_steps->scrollToItem(m_steps->currentItem()); });
    connect(&selection, &Selection::changed, this, &PathPanel::followSelection);
    hide();
    retranslate();
}

PathPanel::~PathPanel() = default;

void PathPanel::begin(ElementId through)
{
    m_through = through;
    request();
    if (m_active)
        return;
    m_active = true;
    m_chosen = -1;
    m_found.paths.clear();
    fill();
    show();
    Q_EMIT activeChanged(true);
}

void PathPanel::end()
{
    if (!m_active)
        return;
    m_active = false;
    m_found.paths.clear();
    m_chosen = -1;
    hide();
    Q_EMIT activeChanged(false);
    Q_EMIT pathChanged();
}

void PathPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    if (m_active)
        request();
    else
        m_found = {};
}

void PathPanel::request()
{
    if (!m_analysis)
        return;
    // Costs hang on the analysis alone.
    const auto costs = m_found.analysis == m_analysis ? m_found.costs : nullptr;
    m_work.request([analysis = m_analysis, catalog = m_catalog, through = m_through,
                    costs](const std::stop_token &stop) {
        Found found{analysis, costs, {}};
        if (!costs) {
            found.costs = std::make_shared<const QList<estimate::PathCost>>(estimate::pathCosts(
                *analysis->design, *catalog, analysis->network, analysis->estimates, stop));
        }
        found.paths = overlay::requestPaths(*analysis, *catalog, *found.costs, through, stop);
        return found;
    });
}

void PathPanel::take(const Found &found)
{
    if (!m_active)
        return;
    std::optional<std::pair<ElementId, ElementId>> former;
    if (const overlay::RequestPath *shown = path())
        former = {shown->entry, shown->via};
    m_found = found;
    m_chosen = found.paths.isEmpty() ? -1 : 0;
    for (int i = 0; i < int(found.paths.size()); ++i) {
        const overlay::RequestPath &one = found.paths.at(i);
        if (former && one.entry == former->first && one.via == former->second)
            m_chosen = i;
    }
    fill();
    Q_EMIT pathChanged();
}

const overlay::RequestPath *PathPanel::path() const
{
    return m_chosen >= 0 && m_chosen < m_found.paths.size() ? &m_found.paths.at(m_chosen) : nullptr;
}

void PathPanel::choose(int index)
{
    if (index < 0 || index >= m_found.paths.size() || index == m_chosen)
        return;
    m_chosen = index;
    fill();
    Q_EMIT pathChanged();
}

void PathPanel::followSelection()
{
    const ElementId chosen = m_selection.current();
    if (!m_active || m_following || !chosen)
        return;
    if (const overlay::RequestPath *shown = path(); shown && shown->touched.contains(chosen)) {
        showStepOf(chosen);
        return;
    }
    begin(chosen);
}

void PathPanel::showStepOf(ElementId element)
{
    const overlay::RequestPath *shown = path();
    if (!shown || !element)
        return;
    const QSignalBlocker quiet(m_steps);
    for (int row = 0; row < int(shown->steps.size()); ++row) {
        const overlay::Step &step = shown->steps.at(row);
        if (step.element == element || step.by == element)
            m_steps->setCurrentRow(row);
    }
}

void PathPanel::goToStep(int row)
{
    const overlay::RequestPath *shown = path();
    if (!shown || row < 0 || row >= shown->steps.size())
        return;
    const QScopedValueRollback following(m_following, true);
    m_selection.reveal({shown->steps.at(row).element});
}

void PathPanel::fill()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    if (m_found.analysis) {
        const Names names(*m_found.analysis->design);
        for (const overlay::RequestPath &one : std::as_const(m_found.paths)) {
            const QString entry = names.shown(one.entry);
            m_choice->addItem(one.via ? tr("%1 → %2", "a path: where it enters and what is behind")
                                            .arg(entry, names.shown(one.via))
                                      : entry);
        }
    }
    m_choice->setCurrentIndex(m_chosen);
    m_choice->setVisible(m_choice->count() > 0);
    m_choice->setEnabled(m_choice->count() > 1);
    m_choice->setToolTip(tr("%n path(s)", nullptr, m_choice->count()));
    fillTotals();
    fillSteps();
}

void PathPanel::fillTotals()
{
    const overlay::RequestPath *shown = path();
    m_totals->setToolTip({});
    if (!shown) {
        m_totals->setText(isWorking() || !m_analysis ? tr("Working out the paths")
                                                     : tr("No request comes here."));
        return;
    }
    QList<std::pair<QString, QString>> lines;
    const bool answers = std::any_of(shown->steps.begin(), shown->steps.end(),
                                     [](const overlay::Step &step) { return step.waited; });
    if (answers) {
        lines.append({tr("Answer, p95"), duration(shown->p95)});
        lines.append({tr("Answer, mean"), duration(shown->mean)});
    } else {
        lines.append({tr("Answer"), tr("nobody waits")});
    }
    lines.append({tr("All done, mean"), duration(shown->end)});
    if (shown->slowest && shown->slowest->elements.first() != shown->entry) {
        const Names names(*m_found.analysis->design);
        lines.append({tr("Longest wait, p95"),
                      tr("%1 from %2", "a duration, and who waits")
                          .arg(duration(shown->slowest->p95),
                               names.shown(shown->slowest->elements.first()))});
    }
    if (shown->cost) {
        lines.append({tr("A million requests"), money(shown->cost->perMillion)});
        lines.append({tr("One request"), requestPrice(shown->cost->perRequest())});
        const QStringList unpriced = Names(*m_found.analysis->design).shown(shown->cost->unpriced);
        m_totals->setToolTip(unpriced.isEmpty()
                                 ? QString()
                                 : tr("Not priced: %1").arg(unpriced.join(QStringLiteral(", "))));
        if (!unpriced.isEmpty())
            lines.append({tr("Not priced in it"),
                          tr("%n part(s)", nullptr, int(shown->cost->unpriced.size()))});
    } else {
        lines.append({tr("A million requests"), tr("no traffic is stated")});
    }
    QString rows;
    for (const auto &[what, figure] : lines) {
        rows += QStringLiteral("<tr><td style='color:%1'>%2</td><td align='right' "
                               "style='color:%3'><b>%4</b></td></tr>")
                    .arg(m_theme.color(Token::Muted).name(), what.toHtmlEscaped(),
                         m_theme.color(Token::Text).name(), figure.toHtmlEscaped());
    }
    m_totals->setText(QStringLiteral("<table width='100%' cellspacing='0' cellpadding='1'>%1"
                                     "</table>")
                          .arg(rows));
}

QString PathPanel::howOf(const overlay::Step &step) const
{
    const Design &design = *m_found.analysis->design;
    const auto *by = design.get<Connection>(step.by);
    if (!by)
        return step.element == path()->entry ? tr("a request enters") : tr("paid for on the way");
    if (by->role == Role::Access)
        return tr("read or written");
    if (step.waited)
        return tr("waited for");
    const std::optional<Execution> model = catalog::executionOf(*by, design, *m_catalog);
    if (!model)
        return tr("goes on there");
    switch (*model) {
    case Execution::Synchronous:
        return tr("called");
    case Execution::Asynchronous:
        return tr("by an event");
    case Execution::Queue:
        return tr("from a queue");
    case Execution::Stream:
        break;
    }
    return tr("from a stream");
}

PathPanel::StepWords PathPanel::wordsOf(const overlay::Step &step, const Names &names) const
{
    const overlay::RequestPath &shown = *path();
    const double whole = shown.cost ? shown.cost->perMillion.value : 0;
    StepWords words;
    words.name = names.shown(step.element);
    words.share = step.perMillion && whole > 0 ? step.perMillion->value / whole : 0;
    words.how = howOf(step);
    if (step.mean)
        words.how += QStringLiteral(" · ") + duration(step.mean);
    if (step.p95)
        words.how += QStringLiteral(" · ") + tr("p95 %1").arg(duration(step.p95));
    if (step.by)
        words.end = tr("by %1", "a time after the request").arg(duration(step.end));
    words.cost = perMillion(step.perMillion);
    if (words.share > 0)
        words.cost += QStringLiteral(" · ") + percent(words.share);
    if (step.unpriced && !(words.share > 0))
        words.cost = money(std::nullopt);
    return words;
}

QString PathPanel::sentenceOf(int step) const
{
    if (!path() || step < 0 || step >= path()->steps.size())
        return {};
    const StepWords words = wordsOf(path()->steps.at(step), Names(*m_found.analysis->design));
    QStringList parts{words.how};
    for (const QString &part : {words.end, words.cost}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return QStringLiteral("%1: %2").arg(words.name, parts.join(QStringLiteral(" · ")));
}

void PathPanel::fillSteps()
{
    const QSignalBlocker quiet(m_steps);
    m_steps->clear();
    const overlay::RequestPath *shown = path();
    if (!shown)
        return;
    const Names names(*m_found.analysis->design);
    int number = 0;
    for (const overlay::Step &step : shown->steps) {
        auto *item = new QListWidgetItem(m_steps);
        const StepWords words = wordsOf(step, names);
        item->setData(StepDelegate::NumberRole, QString::number(++number));
        item->setData(StepDelegate::NameRole, words.name);
        item->setData(StepDelegate::CostRole, words.cost);
        item->setData(StepDelegate::HowRole, words.how);
        item->setData(StepDelegate::EndRole, words.end);
        item->setData(StepDelegate::ShareRole, words.share);
        QStringList said{tr("Step %1").arg(number), words.name, words.how};
        for (const QString &part : {words.end, words.cost}) {
            if (!part.isEmpty())
                said.append(part);
        }
        item->setData(Qt::AccessibleTextRole, said.join(QStringLiteral(", ")));
        item->setToolTip(said.join(QLatin1Char('\n')));
    }
    showStepOf(m_selection.current());
}

bool PathPanel::eventFilter(QObject *watched, QEvent *event)
{
    // Lists and fields keep Esc for themselves otherwise.
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        end();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void PathPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        end();
    else
        QFrame::keyPressEvent(event);
}

QSize PathPanel::sizeHint() const
{
    return {mostWidth, 400};
}

void PathPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_delegate->setTheme(theme);
    const theme::Icons icons;
    m_close->setIcon(icons.icon(QStringLiteral("close"), theme.color(Token::Muted)));
    fillTotals();
    update();
}

void PathPanel::retranslate()
{
    m_title->setText(tr("Path of a request"));
    m_close->setToolTip(tr("End (Esc)"));
    m_close->setAccessibleName(tr("End the path"));
    m_choice->setAccessibleName(tr("Path"));
    m_steps->setAccessibleName(tr("Steps of the path"));
    fill();
}

} // namespace stratoplan::canvas
