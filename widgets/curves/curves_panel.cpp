// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curves_panel.h"

#include "planner/model/names.h"
#include "widgets/curves/break_even_part.h"
#include "widgets/curves/chart_accessible.h"
#include "widgets/curves/chart_card.h"
#include "widgets/curves/chart_export.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/curve_key.h"
#include "widgets/curves/curves_side.h"
#include "widgets/curves/figure_line.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/trade_chart.h"
#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::curves {

namespace {

/// From this height on the charts stand above each other over one axis, with the side beside them.
constexpr int stackedHeight = 420;
constexpr int sideWidth = 760; ///< below it the side gives its room to the charts
constexpr int rightWidth = 320;
constexpr int stackedChartHeight = 140;
/// Narrower ones turn their axis labels into dots.
constexpr int narrowest = 210;
constexpr int narrowestColdStart = 250;

// Whether no curve can tell the two apart: places, names and decisions are on none.
bool drawTheSame(const Function &one, const Function &other)
{
    Function moved = one;
    moved.position = other.position;
    moved.name = other.name;
    moved.label = other.label;
    moved.decision = other.decision;
    moved.vpcPolicyNote = other.vpcPolicyNote;
    return moved == other;
}

} // namespace

CurvesPanel::CurvesPanel(DesignDocument &document, Selection &selection,
                         std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_handle(new MemoryHandle(this))
{
    installChartAccessibility();
    setObjectName(QStringLiteral("curvesPanel"));
    setMinimumWidth(280);
    const auto quota = [&](const char *key, int otherwise) {
        const catalog::Quota *found = m_catalog->quota(QLatin1String(key));
        return MiB(found ? static_cast<int>(found->value) : otherwise);
    };
    m_handle->setLimits(quota("lambda.memory.minimum", 128), quota("lambda.memory.maximum", 10240));

    m_head = new CurvesHead(*m_handle);
    m_figures = new FigureLine(*m_handle);
    m_key = new ChartKey;
    m_coldStart = new ColdStartChart(*m_handle);
    m_duration = new DurationChart(*m_handle);
    m_cost = new CostChart(*m_handle);
    m_trade = new TradeChart(*m_handle);
    m_coldStartCard = new ChartCard(m_coldStart);
    m_durationCard = new ChartCard(m_duration);
    m_costCard = new ChartCard(m_cost);
    m_tradeCard = new ChartCard(m_trade);
    m_breakEven = new BreakEvenPart(m_catalog);
    m_side = new CurvesSide(m_catalog);

    m_charts = new QWidget;
    m_charts->setBackgroundRole(QPalette::Base);
    m_chartsLayout = new QBoxLayout(QBoxLayout::LeftToRight, m_charts);
    m_chartsLayout->setContentsMargins(0, 0, 0, 0);
    m_chartsLayout->setSpacing(8);
    for (ChartCard *card : cards())
        m_chartsLayout->addWidget(card, card == m_coldStartCard ? narrowestColdStart : narrowest);
    m_chartsArea = new QScrollArea;
    m_chartsArea->setFrameShape(QFrame::NoFrame);
    m_chartsArea->setWidgetResizable(true);
    m_chartsArea->setFocusPolicy(Qt::NoFocus);
    m_chartsArea->setWidget(m_charts);

    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("curvesTable"));
    m_tableModel = new TableModel(this);
    m_table->setModel(m_tableModel);
    prepareTable(*m_table);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);

    m_content = new QStackedWidget;
    m_content->addWidget(m_chartsArea);
    m_content->addWidget(m_table);
    m_content->addWidget(m_breakEven);

    m_right = new QWidget;
    m_rightLayout = new QVBoxLayout(m_right);
    m_rightLayout->setContentsMargins(0, 0, 0, 0);
    m_rightLayout->setSpacing(8);
    m_rightLayout->addWidget(m_side, 1);
    m_right->setFixedWidth(rightWidth);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(4);
    left->addWidget(m_figures);
    left->addWidget(m_key);
    left->addWidget(m_content, 1);
    auto *halves = new QHBoxLayout;
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(12);
    halves->addLayout(left, 1);
    halves->addWidget(m_right);

    auto *shown = new QWidget;
    auto *column = new QVBoxLayout(shown);
    column->setContentsMargins(12, 4, 12, 4);
    column->setSpacing(4);
    column->addWidget(m_head);
    column->addLayout(halves, 1);
    m_nothing = new QLabel;
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_pages = new QStackedWidget;
    m_pages->addWidget(shown);
    m_pages->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connectParts();
    m_pages->setCurrentWidget(m_nothing);
    retranslate();
    placeParts();
}

CurvesPanel::~CurvesPanel() = default;

void CurvesPanel::connectParts()
{
    connect(&m_head->functions(), &QComboBox::currentIndexChanged, this,
            &CurvesPanel::functionChanged);
    connect(&m_selection, &Selection::changed, this, &CurvesPanel::followSelection);
    connect(&m_document, &DesignDocument::designReset, this, [this] {
        m_before = nullptr;
        m_compared.clear();
        m_handle->reset({});
        m_shown = {};
        m_wanted = {};
    });
    connect(&m_head->functions(), &QComboBox::activated, this, [this] { m_wanted = function(); });
    connect(m_head, &CurvesHead::sectionChosen, this, &CurvesPanel::setSection);
    connect(m_head, &CurvesHead::scaleChosen, this, &CurvesPanel::setScale);
    // The chooser is made anew, which must wait until the line that was chosen is done with.
    connect(m_head, &CurvesHead::comparedChanged, this, &CurvesPanel::setCompared,
            Qt::QueuedConnection);
    connect(m_head, &CurvesHead::tableToggled, this, [this] {
        placeParts();
        fillTable();
    });
    connect(m_handle, &MemoryHandle::changed, this, &CurvesPanel::followLine);
    connect(m_handle, &MemoryHandle::committed, this, &CurvesPanel::carryOut);
    connect(m_side, &CurvesSide::useWanted, this, [this](MiB memory) {
        m_handle->moveTo(memory.value, true);
        m_handle->commit();
    });
    connect(m_breakEven, &BreakEvenPart::chosenChanged, this, &CurvesPanel::fillTable);
    for (ChartView *chart : std::initializer_list<ChartView *>{m_coldStart, m_duration, m_cost,
                                                               m_trade, &m_breakEven->chart()}) {
        connect(chart, &ChartView::menuWanted, this,
                [this, chart](const QPoint &global) { showMenu(*chart, global); });
        connect(chart, &ChartView::copyWanted, this,
                [this, chart] { copyPicture(*chart, titleOf(*chart)); });
    }
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        showMenu(presentChart(), m_table->viewport()->mapToGlobal(place));
    });
    connect(&m_head->exportMenu(), &QMenu::aboutToShow, this, [this] {
        m_head->exportMenu().clear();
        fillExportMenu(m_head->exportMenu(), [this]() -> ChartView & { return presentChart(); });
    });
}

QList<ChartCard *> CurvesPanel::cards() const
{
    return {m_coldStartCard, m_durationCard, m_costCard, m_tradeCard};
}

ElementId CurvesPanel::function() const
{
    return ElementId{m_head->functions().currentData().toUInt()};
}

MemoryScale CurvesPanel::scale() const
{
    MemoryScale scale;
    scale.least = m_handle->least();
    scale.logarithmic = m_logarithmic;
    // A function beyond the usual settings must be on its own chart.
    const std::optional<MiB> present = m_handle->present();
    if (m_long || (present && *present > scale.most))
        scale.most = m_handle->most();
    return scale;
}

void CurvesPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_head->setTheme(theme);
    for (ChartCard *card : cards())
        card->chart().setTheme(theme);
    m_breakEven->setTheme(theme);
    m_side->setTheme(theme);
    fillKey();
}

void CurvesPanel::setAnalysis(const AnalysisPointer &analysis)
{
    const Function *old = m_analysis ? m_analysis->design->get<Function>(m_shown) : nullptr;
    const Function *now = analysis ? analysis->design->get<Function>(m_shown) : nullptr;
    if (old && now && !drawTheSame(*old, *now))
        m_before = m_analysis;
    m_analysis = analysis;
    fillFunctions();
    if (function() != m_shown)
        functionChanged();
    else
        showFunction();
}

void CurvesPanel::retranslate()
{
    m_head->retranslate();
    m_figures->retranslate();
    for (ChartCard *card : cards())
        card->chart().retranslate();
    m_breakEven->retranslate();
    m_side->retranslate();
    nameCharts();
    showFunction();
}

void CurvesPanel::nameCharts()
{
    const Function *element = m_variants.isEmpty() ? nullptr : &m_variants.first()->function();
    QStringList what;
    if (element) {
        const catalog::Runtime *runtime = m_catalog->runtime(element->runtime.valueOr({}));
        what.append(runtime ? runtime->name : element->runtime.valueOr(tr("runtime not known")));
        if (element->architecture)
            what.append(*element->architecture);
        if (element->packageType)
            what.append(*element->packageType);
        if (element->packageMb)
            what.append(tr("%1 MB package").arg(amount(*element->packageMb)));
    }
    m_coldStartCard->setTitle(
        tr("Cold start by phase, ms"),
        tr("median, whisker to the 95th percentile of the runtime's start; %1")
            .arg(what.join(QStringLiteral(", "))));
    m_durationCard->setTitle(tr("Warm call, ms"),
                             tr("rings measured, squares stated, dashed fitted or modelled, shaded "
                                "its 90 % band, triangle the stated 95th percentile"));
    m_costCard->setTitle(tr("Cost per million, USD"),
                         tr("requests and billed duration, squares where it was measured"));
    m_tradeCard->setTitle(tr("Cost per million by ms"), tr("solid: the Pareto front"));
}

void CurvesPanel::fillFunctions()
{
    QComboBox &box = m_head->functions();
    const QSignalBlocker quiet(&box);
    box.clear();
    if (!m_analysis)
        return;
    const Names names(*m_analysis->design);
    for (const estimate::FunctionEstimate &each : m_analysis->estimates.functions)
        box.addItem(names.shown(each.function), each.function.value);
    const ElementId wish = m_analysis->estimates.function(m_wanted) ? m_wanted : m_shown;
    const int index = box.findData(wish.value);
    box.setCurrentIndex(index < 0 && box.count() > 0 ? 0 : index);
}

void CurvesPanel::followSelection()
{
    m_wanted = m_selection.current();
    const int index = m_head->functions().findData(m_selection.current().value);
    if (index >= 0)
        m_head->functions().setCurrentIndex(index);
}

void CurvesPanel::functionChanged()
{
    m_shown = function();
    m_before = nullptr;
    m_compared.clear();
    const Function *element = m_analysis ? m_analysis->design->get<Function>(m_shown) : nullptr;
    const VariantPointer variant = element ? asItIs(m_shown, m_analysis, m_catalog) : nullptr;
    m_handle->reset(variant ? variant->present() : std::nullopt);
    showFunction();
}

QList<VariantChoice> CurvesPanel::choices() const
{
    if (m_variants.isEmpty())
        return {};
    return choicesFor(m_variants.first()->function(), *m_analysis, *m_catalog, m_before);
}

void CurvesPanel::showFunction()
{
    m_variants.clear();
    m_values.clear();
    const VariantPointer itself = asItIs(m_shown, m_analysis, m_catalog);
    m_pages->setCurrentIndex(itself ? 0 : 1);
    // Until the first analysis nobody knows whether there are functions.
    m_nothing->setText(m_analysis
                           ? tr("No function is drawn yet. Place one and its curves stand here.")
                           : QString());
    if (!itself) {
        m_breakEven->setFunction({}, nullptr);
        fillKey();
        fillTable();
        return;
    }
    m_handle->setPresent(itself->present());
    m_variants.append(itself);
    const QList<VariantChoice> possible
        = choicesFor(itself->function(), *m_analysis, *m_catalog, m_before);
    // What is still possible, by the names that it has now.
    QList<VariantChoice> kept;
    for (const VariantChoice &choice : std::as_const(m_compared)) {
        if (const qsizetype at = possible.indexOf(choice); at >= 0)
            kept.append(possible.at(at));
    }
    m_compared = kept;
    for (const VariantChoice &choice : std::as_const(m_compared)) {
        if (const auto variant = curves::compared(choice, m_shown, m_analysis, m_before, m_catalog))
            m_variants.append(variant);
    }
    m_handle->setScale(scale());
    const QList<MiB> settings = settingsOf(scale());
    for (const VariantPointer &variant : std::as_const(m_variants))
        m_values.append(variant->values(settings));
    for (MemoryChart *chart :
         std::initializer_list<MemoryChart *>{m_coldStart, m_duration, m_cost}) {
        chart->setScale(scale());
        chart->setCurves(m_values);
    }
    m_trade->setCurves(m_values);
    m_duration->setPicks(picksOf(m_values.first()));
    m_side->setFunction(itself, m_values.first());
    m_breakEven->setFunction(m_shown, m_analysis);
    m_head->setChoices(possible, m_compared);
    m_head->setScale(m_logarithmic, m_long);
    nameCharts();
    fillKey();
    followLine();
    fillTable();
}

void CurvesPanel::followLine()
{
    if (m_variants.isEmpty())
        return;
    QList<estimate::MemoryPoint> points;
    if (const std::optional<MiB> chosen = m_handle->chosen()) {
        for (const VariantPointer &variant : std::as_const(m_variants))
            points.append(variant->at(*chosen));
    }
    m_coldStart->setChosen(points);
    m_duration->setChosen(points);
    m_cost->setChosen(points);
    m_trade->setChosen(points);
    const std::optional<MiB> present = m_variants.first()->present();
    const auto now = present ? std::optional(m_variants.first()->at(*present)) : std::nullopt;
    const auto chosen = points.isEmpty() ? std::nullopt : std::optional(points.first());
    m_figures->setFigures(now, chosen);
    if (m_side->isVisibleTo(this))
        m_side->setChosen(chosen);
    for (ChartCard *card : cards())
        card->chart().setAccessibleDescription(m_figures->figures());
    showLines();
}

void CurvesPanel::showLines()
{
    // In a low dock key and figures share one line.
    const bool stacked = height() >= stackedHeight;
    const bool curves = m_section != Section::BreakEven;
    m_figures->setVisible(m_figures->isTelling() || (curves && (stacked || m_handle->isMoved())));
    m_key->setVisible(curves && !m_head->isTable() && (stacked || !m_figures->isVisibleTo(this)));
}

void CurvesPanel::carryOut(MiB memory)
{
    const Function *element = m_document.design().get<Function>(m_shown);
    if (!element || m_variants.isEmpty())
        return;
    DocumentEdit edit
        = m_document.edit(tr("Set the memory of %1 to %2")
                              .arg(m_variants.first()->name(), stratoplan::memory(memory)));
    // The design may be ahead of the analysis: the curve must be that of the function as it is.
    const Variant now(m_variants.first()->name(), {}, m_analysis, *element, m_catalog);
    edit.replace(m_shown, withMemory(now, memory));
    const Problems problems = edit.commit();
    if (problems.isEmpty())
        return;
    m_handle->reset(m_variants.first()->present());
    m_figures->tell(toString(problems.first()));
    showLines();
}

void CurvesPanel::setSection(Section section)
{
    m_section = section;
    m_head->setSection(section);
    placeParts();
    fillTable();
    followLine();
}

void CurvesPanel::setCompared(const QList<VariantChoice> &choices)
{
    m_compared = choices.mid(0, mostCurves - 1);
    showFunction();
}

void CurvesPanel::setScale(bool logarithmic, bool upTo10240)
{
    m_logarithmic = logarithmic;
    m_long = upTo10240;
    showFunction();
}

void CurvesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeParts();
    followLine();
}

void CurvesPanel::placeParts()
{
    const bool stacked = height() >= stackedHeight;
    const bool overview = m_section == Section::Overview;
    const bool asTable = m_head->isTable();
    const bool breakEven = m_section == Section::BreakEven;
    const bool right = stacked && width() >= sideWidth && !breakEven;

    // The chart of cost against speed shares no axis with the others and stands beside them.
    QBoxLayout *home = right && overview && !asTable ? m_rightLayout : m_chartsLayout;
    if (home->indexOf(m_tradeCard) < 0) {
        if (home == m_rightLayout)
            home->insertWidget(0, m_tradeCard);
        else
            home->addWidget(m_tradeCard, narrowest);
    }
    m_tradeCard->setFixedHeight(home == m_rightLayout ? 240 : QWIDGETSIZE_MAX);
    if (home != m_rightLayout)
        m_tradeCard->setMinimumHeight(0);
    m_chartsLayout->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const QList<Section> sections{Section::ColdStart, Section::Duration, Section::Cost,
                                  Section::Trade};
    for (qsizetype i = 0; i < sections.size(); ++i) {
        ChartCard *card = cards().at(i);
        card->setVisible(overview || m_section == sections.at(i));
        card->setCaptionShown(stacked || !overview);
        const int wide = card == m_coldStartCard ? narrowestColdStart : narrowest;
        card->chart().setMinimumWidth(wide);
        card->chart().setMinimumHeight(stacked && overview ? stackedChartHeight : 72);
    }
    m_chartsArea->setVerticalScrollBarPolicy(stacked ? Qt::ScrollBarAsNeeded
                                                     : Qt::ScrollBarAlwaysOff);
    // Break-evens keep their chooser beside the table.
    m_breakEven->setTable(asTable);
    m_content->setCurrentWidget(breakEven     ? static_cast<QWidget *>(m_breakEven)
                                    : asTable ? static_cast<QWidget *>(m_table)
                                              : m_chartsArea);
    m_right->setVisible(right);
    showLines();
}

void CurvesPanel::fillKey()
{
    const bool phases = (m_section == Section::Overview || m_section == Section::ColdStart)
        && m_coldStart->nothing().isEmpty();
    m_key->setEntries(
        keyOf(m_values, phases ? m_coldStart->shownPhases() : QList<estimate::Phase>{}, m_theme),
        m_theme);
}

void CurvesPanel::fillTable()
{
    fillKey();
    if (!m_head->isTable())
        return;
    const ChartTable table = shownTable(presentChart());
    m_tableModel->setTable(table);
    m_table->setAccessibleName(table.title);
    m_table->resizeColumnsToContents();
}

ChartView &CurvesPanel::presentChart() const
{
    switch (m_section) {
    case Section::Overview:
        for (ChartCard *card : cards()) {
            if (card->chart().hasFocus())
                return card->chart();
        }
        break;
    case Section::ColdStart:
        break;
    case Section::Duration:
        return *m_duration;
    case Section::Cost:
        return *m_cost;
    case Section::Trade:
        return *m_trade;
    case Section::BreakEven:
        return m_breakEven->chart();
    }
    return *m_coldStart;
}

ChartTable CurvesPanel::tableOf(const ChartView &chart) const
{
    const std::optional<MiB> chosen = m_variants.isEmpty() ? std::nullopt : m_handle->present();
    if (&chart == m_duration)
        return durationTable(m_values, chosen);
    if (&chart == m_cost)
        return costTable(m_values, chosen);
    if (&chart == m_trade)
        return tradeTable(m_values, chosen);
    if (&chart == m_coldStart)
        return coldStartTable(m_values, chosen, *m_catalog);
    return m_breakEven->table();
}

ChartTable CurvesPanel::shownTable(const ChartView &chart) const
{
    if (!m_head->isTable() || m_section != Section::Overview)
        return tableOf(chart);
    return overviewTable(m_values, m_variants.isEmpty() ? std::nullopt : m_handle->present());
}

QString CurvesPanel::titleOf(const ChartView &chart) const
{
    const QString title = tableOf(chart).title;
    return m_variants.isEmpty() || &chart == &m_breakEven->chart()
        ? title
        : QStringLiteral("%1: %2").arg(m_variants.first()->name(), title);
}

void CurvesPanel::fillExportMenu(QMenu &menu, const std::function<ChartView &()> &chart)
{
    const auto add = [&](const QString &text, auto act) {
        QAction *action = menu.addAction(text);
        connect(action, &QAction::triggered, this, [chart, act] { act(chart()); });
        return action;
    };
    // What stands there as a table has no picture.
    const bool drawn = m_section != Section::BreakEven || m_breakEven->chosen();
    add(tr("Copy as &image"), [this](ChartView &shown) {
        copyPicture(shown, titleOf(shown));
    })->setEnabled(drawn);
    add(tr("Copy as &SVG"), [this](ChartView &shown) {
        copySvg(shown, titleOf(shown));
    })->setEnabled(drawn);
    add(tr("Copy as &CSV"), [this](ChartView &shown) { copyCsv(shownTable(shown)); });
    menu.addSeparator();
    add(tr("S&ave as…"), [this](ChartView &shown) { askWhereToSave(shown); });
}

void CurvesPanel::showMenu(ChartView &chart, const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("curvesMenu"));
    fillExportMenu(*menu, [&chart]() -> ChartView & { return chart; });
    menu->popup(global);
}

void CurvesPanel::askWhereToSave(ChartView &chart)
{
    const bool drawn = m_section != Section::BreakEven || m_breakEven->chosen();
    QString name = m_variants.isEmpty() ? QString() : m_variants.first()->name();
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the chart"),
        name + (drawn ? QStringLiteral(".svg") : QStringLiteral(".csv")),
        drawn ? tr("Drawing (*.svg);;Picture (*.png);;Table (*.csv)") : tr("Table (*.csv)"));
    if (!path.isEmpty())
        save(chart, path);
}

void CurvesPanel::save(const ChartView &chart, const QString &path)
{
    ChartTable table = shownTable(chart);
    table.title = titleOf(chart);
    const Problems problems = saveChart(chart, table, path);
    m_figures->tell(problems.isEmpty() ? tr("Saved as %1.").arg(path) : toString(problems.first()));
    followLine();
}

} // namespace stratoplan::curves
