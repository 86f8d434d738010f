// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curves_panel.h"

#include "planner/estimate/function_facts.h"
#include "planner/model/names.h"
#include "widgets/curves/box_lines.h"
#include "widgets/curves/break_even_part.h"
#include "widgets/curves/chart_accessible.h"
#include "widgets/curves/chart_export.h"
#include "widgets/curves/chart_menu.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/curve_key.h"
#include "widgets/curves/curves_side.h"
#include "widgets/curves/figure_line.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/trade_chart.h"
#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/empty_state.h"

#include <QComboBox>
#include <QMenu>
#include <QResizeEvent>
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
    , m_wanted(selection.current())
    , m_memory(estimate::memorySettings(*m_catalog))
    , m_comparison(m_catalog)
    , m_handle(new MemoryHandle(this))
{
    installChartAccessibility();
    setObjectName(QStringLiteral("curvesPanel"));
    setMinimumWidth(280);
    m_handle->setLimits(m_memory.least, m_memory.most);

    m_head = new CurvesHead(*m_handle);
    m_figures = new FigureLine(*m_handle);
    m_key = new ChartKey;
    m_board = new ChartBoard(*m_handle);
    m_breakEven = new BreakEvenPart(m_catalog);
    m_side = new CurvesSide(m_catalog);

    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("curvesTable"));
    m_tableModel = new TableModel(this);
    m_table->setModel(m_tableModel);
    prepareTable(*m_table);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);

    m_content = new QStackedWidget;
    m_content->addWidget(m_board);
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
    m_nothing = new theme::EmptyState(QStringLiteral("curves"));
    connect(m_nothing, &theme::EmptyState::wanted, this, &CurvesPanel::functionWanted);
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

CurvesPanel::~CurvesPanel()
{
    // A window that closes takes a drag back, and by then there is nothing left to follow it.
    m_handle->disconnect(this);
}

void CurvesPanel::connectParts()
{
    connect(&m_head->functions(), &QComboBox::currentIndexChanged, this, [this] {
        m_wanted = ElementId{m_head->functions().currentData().toUInt()};
        chooseFunction();
    });
    connect(&m_selection, &Selection::changed, this, [this] {
        m_wanted = m_selection.current();
        chooseFunction();
    });
    connect(&m_document, &DesignDocument::designReset, this, [this] {
        m_before = nullptr;
        m_compared.clear();
        m_handle->reset({});
        m_shown = {};
        m_wanted = {};
    });
    connect(m_head, &CurvesHead::sectionChosen, this, &CurvesPanel::setSection);
    connect(m_head, &CurvesHead::scaleChosen, this, &CurvesPanel::setScale);
    connect(m_head, &CurvesHead::comparedChanged, this, &CurvesPanel::setCompared);
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
    const QList<ChartView *> charts = m_board->charts() + QList<ChartView *>{&m_breakEven->chart()};
    for (ChartView *chart : charts) {
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

MemoryScale CurvesPanel::scale() const
{
    const MemoryScale usual = memoryScale(m_memory, false, m_logarithmic);
    // A function beyond the usual settings must be on its own chart.
    const std::optional<MiB> present = m_handle->present();
    const bool whole = m_long || (present && *present > usual.most);
    return whole ? memoryScale(m_memory, true, m_logarithmic) : usual;
}

void CurvesPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_head->setTheme(theme);
    m_board->setTheme(theme);
    m_breakEven->setTheme(theme);
    m_side->setTheme(theme);
    m_nothing->setTheme(theme);
    fillKey();
}

void CurvesPanel::setAnalysis(const AnalysisPointer &analysis)
{
    const Function *old = m_analysis ? m_analysis->design->get<Function>(m_shown) : nullptr;
    const Function *now = analysis ? analysis->design->get<Function>(m_shown) : nullptr;
    if (old && now && !drawTheSame(*old, *now))
        m_before = m_analysis;
    m_analysis = analysis;
    chooseFunction();
    refresh();
}

void CurvesPanel::retranslate()
{
    m_head->retranslate();
    m_figures->retranslate();
    m_board->retranslate();
    m_breakEven->retranslate();
    m_side->retranslate();
    nameCharts();
    m_comparison.forget();
    refresh();
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
    const bool hasScarce = !m_values.isEmpty() && m_values.first().measuredAboveUsed
        && *m_values.first().measuredAboveUsed > scale().least;
    m_board->setTitles(what, hasScarce);
}

void CurvesPanel::fillFunctions()
{
    QList<BoxLine> lines;
    if (m_analysis) {
        const Names names(*m_analysis->design);
        for (const estimate::FunctionEstimate &each : m_analysis->estimates.functions)
            lines.append({names.shown(each.function), each.function.value});
    }
    QComboBox &box = m_head->functions();
    const QSignalBlocker quiet(&box);
    setLines(box, lines);
    box.setCurrentIndex(box.findData(m_shown.value));
}

void CurvesPanel::chooseFunction()
{
    ElementId chosen;
    if (m_analysis) {
        const estimate::Estimates &estimates = m_analysis->estimates;
        if (estimates.function(m_wanted))
            chosen = m_wanted;
        else if (estimates.function(m_shown))
            chosen = m_shown;
        else if (!estimates.functions.isEmpty())
            chosen = estimates.functions.first().function;
    }
    if (chosen == m_shown)
        return;
    m_shown = chosen;
    m_before = nullptr;
    m_compared.clear();
    m_isStale = true;
    const Function *element = m_analysis ? m_analysis->design->get<Function>(m_shown) : nullptr;
    m_handle->reset(element ? estimate::memoryOf(*element, *m_catalog) : std::nullopt);
    refresh();
}

void CurvesPanel::refresh()
{
    m_isStale = true;
    if (isVisible() && !visibleRegion().isEmpty())
        showFunction();
}

void CurvesPanel::showFunction()
{
    m_variants.clear();
    m_values.clear();
    m_isStale = false;
    fillFunctions();
    m_comparison.set(m_shown, m_analysis, m_before);
    const VariantPointer itself = m_comparison.itself();
    m_pages->setCurrentIndex(itself ? 0 : 1);
    // Until the first analysis nobody knows whether there are functions.
    m_nothing->setTexts(m_analysis
                            ? tr("No function is drawn yet. Place one and its curves stand here.")
                            : QString(),
                        m_analysis ? tr("Place a function") : QString());
    if (!itself) {
        m_breakEven->setFunction({}, nullptr);
        fillKey();
        fillTable();
        return;
    }
    m_handle->setPresent(itself->present());
    m_variants.append(itself);
    // What is still possible.
    m_compared.removeIf(
        [this](const VariantChoice &choice) { return !choices().contains(choice); });
    for (const VariantChoice &choice : std::as_const(m_compared)) {
        if (const VariantPointer variant = m_comparison.with(choice))
            m_variants.append(variant);
    }
    const MemoryScale scale = this->scale();
    m_handle->setScale(scale);
    for (const VariantPointer &variant : std::as_const(m_variants))
        m_values.append(variant->values(scale.settings));
    const estimate::Recommendation picks = picksOf(m_values.first());
    m_board->setCurves(m_values, scale, picks);
    m_side->setFunction(itself, m_values.first(), picks);
    m_breakEven->setFunction(m_shown, m_analysis);
    m_head->setChoices(choices(), m_compared);
    m_head->setScale(m_logarithmic, m_long);
    nameCharts();
    fillKey();
    followLine();
    fillTable();
}

void CurvesPanel::followLine()
{
    if (m_variants.isEmpty() || m_isStale)
        return;
    // Most places of the line are settings whose figures are there already.
    const auto figuresAt = [this](qsizetype curve, MiB memory) {
        const estimate::MemoryPoint *known = m_values.at(curve).at(memory);
        return known ? *known : m_variants.at(curve)->at(memory);
    };
    QList<estimate::MemoryPoint> points;
    if (const std::optional<MiB> chosen = m_handle->chosen()) {
        for (qsizetype i = 0; i < m_variants.size(); ++i)
            points.append(figuresAt(i, *chosen));
    }
    const std::optional<MiB> present = m_variants.first()->present();
    const auto now = present ? std::optional(figuresAt(0, *present)) : std::nullopt;
    const auto chosen = points.isEmpty() ? std::nullopt : std::optional(points.first());
    m_figures->setFigures(now, chosen,
                          chosen ? roomWords(m_values.first(), chosen->memory) : QString());
    if (m_side->isVisibleTo(this))
        m_side->setChosen(chosen);
    m_board->setChosen(points, m_figures->figures());
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
    refresh();
}

void CurvesPanel::setScale(bool logarithmic, bool upTo10240)
{
    m_logarithmic = logarithmic;
    m_long = upTo10240;
    refresh();
}

void CurvesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeParts();
    followLine();
}

void CurvesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        showFunction();
}

void CurvesPanel::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    // A pane behind a tab counts as visible and is not told when it comes to the front.
    if (m_isStale) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_isStale)
                    showFunction();
            },
            Qt::QueuedConnection);
    }
}

void CurvesPanel::placeParts()
{
    const bool stacked = height() >= stackedHeight;
    const bool overview = m_section == Section::Overview;
    const bool asTable = m_head->isTable();
    const bool breakEven = m_section == Section::BreakEven;
    const bool right = stacked && width() >= sideWidth && !breakEven;

    m_board->place(m_section, stacked, right && overview && !asTable ? m_rightLayout : nullptr);
    // Break-evens keep their chooser beside the table.
    m_breakEven->setTable(asTable);
    m_content->setCurrentWidget(breakEven     ? static_cast<QWidget *>(m_breakEven)
                                    : asTable ? static_cast<QWidget *>(m_table)
                                              : m_board);
    m_right->setVisible(right);
    showLines();
}

void CurvesPanel::fillKey()
{
    const bool phases = (m_section == Section::Overview || m_section == Section::ColdStart)
        && m_board->coldStart().nothing().isEmpty();
    m_key->setEntries(keyOf(m_values,
                            phases ? m_board->coldStart().shownPhases() : QList<estimate::Phase>{},
                            m_theme),
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
    return m_section == Section::BreakEven ? static_cast<ChartView &>(m_breakEven->chart())
                                           : m_board->chartOf(m_section);
}

ChartTable CurvesPanel::tableOf(const ChartView &chart) const
{
    const std::optional<MiB> chosen = m_variants.isEmpty() ? std::nullopt : m_handle->present();
    if (&chart == &m_board->duration())
        return durationTable(m_values, chosen);
    if (&chart == &m_board->cost())
        return costTable(m_values, chosen);
    if (&chart == &m_board->trade())
        return tradeTable(m_values, chosen);
    if (&chart == &m_board->coldStart())
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

bool CurvesPanel::isDrawn() const
{
    return m_section != Section::BreakEven || m_breakEven->chosen();
}

void CurvesPanel::fillExportMenu(QMenu &menu, const std::function<ChartView &()> &chart)
{
    fillChartMenu(
        menu, *this, isDrawn(),
        [this, chart] {
            const ChartView &shown = chart();
            return ChartCopy{&shown, shownTable(shown), titleOf(shown)};
        },
        [this, chart] { saveAs(chart()); });
}

void CurvesPanel::showMenu(ChartView &chart, const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("curvesMenu"));
    fillExportMenu(*menu, [&chart]() -> ChartView & { return chart; });
    menu->popup(global);
}

void CurvesPanel::saveAs(ChartView &chart)
{
    const QString name = m_variants.isEmpty() ? QString() : m_variants.first()->name();
    const QString path = askWhereToSave(*this, name, isDrawn());
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
