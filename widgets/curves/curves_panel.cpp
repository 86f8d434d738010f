// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curves_panel.h"

#include "planner/model/names.h"
#include "widgets/curves/charts.h"
#include "widgets/document/figure_text.h"
#include "widgets/document/phase_text.h"
#include "widgets/theme/fonts.h"

#include <QChartView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace stratoplan::curves {

namespace {

enum Page
{
    Charts,
    AsTable,
    Nothing
};

QString sourceOf(estimate::DurationFrom from)
{
    switch (from) {
    case estimate::DurationFrom::Measured:
        return CurvesPanel::tr("measured");
    case estimate::DurationFrom::Fit:
        return CurvesPanel::tr("fitted");
    case estimate::DurationFrom::Given:
        return CurvesPanel::tr("stated");
    case estimate::DurationFrom::Unknown:
        break;
    }
    return CurvesPanel::tr("not known");
}

} // namespace

CurvesPanel::CurvesPanel(Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_functions(new QComboBox)
    , m_caption(new QLabel)
    , m_asTable(new QPushButton)
    , m_pages(new QStackedWidget)
    , m_table(new QTableWidget)
    , m_nothing(new QLabel)
{
    m_key = new QLabel;
    m_key->setObjectName(QStringLiteral("curvesKey"));
    m_key->setProperty("role", QStringLiteral("caption"));
    m_key->setTextFormat(Qt::RichText);
    m_functions->setMinimumWidth(180);
    m_functions->setObjectName(QStringLiteral("curvesFunction"));
    m_asTable->setCheckable(true);
    m_asTable->setObjectName(QStringLiteral("curvesAsTable"));
    m_caption->setProperty("role", QStringLiteral("caption"));
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_functions);
    head->addWidget(m_caption, 1);
    head->addWidget(m_asTable);

    auto *charts = new QWidget;
    charts->setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout(charts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    // Narrower ones turn their axis labels into dots.
    constexpr std::array narrowest{400, 240, 240};
    for (size_t i = 0; i < m_charts.size(); ++i) {
        QLabel *title = m_titles.at(i) = new QLabel;
        title->setFont(theme::sans(12, true));
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        QChartView *view = m_charts.at(i) = new QChartView;
        view->setRenderHint(QPainter::Antialiasing);
        view->setFrameShape(QFrame::NoFrame);
        view->setMinimumWidth(narrowest.at(i));
        view->setMinimumHeight(72);
        view->setFocusPolicy(Qt::NoFocus);
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(title);
        column->addWidget(view, 1);
        row->addLayout(column, narrowest.at(i));
    }
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(charts);

    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->setAlternatingRowColors(false);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);

    m_pages->addWidget(area);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_nothing);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_key);
    layout->addWidget(m_pages, 1);

    connect(m_functions, &QComboBox::currentIndexChanged, this, &CurvesPanel::showFunction);
    connect(m_asTable, &QPushButton::toggled, this, &CurvesPanel::showFunction);
    connect(&m_selection, &Selection::changed, this, &CurvesPanel::followSelection);
    retranslate();
}

CurvesPanel::~CurvesPanel() = default;

ElementId CurvesPanel::function() const
{
    return ElementId{m_functions->currentData().toUInt()};
}

void CurvesPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    showFunction();
}

void CurvesPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    fillFunctions();
    showFunction();
}

void CurvesPanel::retranslate()
{
    m_asTable->setText(tr("Table"));
    m_asTable->setToolTip(tr("Show the same numbers as a table"));
    m_functions->setAccessibleName(tr("Function"));
    m_table->setAccessibleName(tr("Cold start, duration and cost by memory"));
    m_nothing->setText(tr("No function is drawn yet. Place one and its curves stand here."));
    showFunction();
}

void CurvesPanel::fillFunctions()
{
    const ElementId before = function();
    const QSignalBlocker quiet(m_functions);
    m_functions->clear();
    if (!m_analysis)
        return;
    const Names names(*m_analysis->design);
    for (const estimate::FunctionEstimate &each : m_analysis->estimates.functions)
        m_functions->addItem(names.shown(each.function), each.function.value);
    const ElementId wish
        = m_analysis->estimates.function(m_selection.current()) ? m_selection.current() : before;
    const int index = m_functions->findData(wish.value);
    m_functions->setCurrentIndex(index < 0 && m_functions->count() > 0 ? 0 : index);
}

void CurvesPanel::followSelection()
{
    const int index = m_functions->findData(m_selection.current().value);
    if (index >= 0)
        m_functions->setCurrentIndex(index);
}

void CurvesPanel::showFunction()
{
    const estimate::FunctionEstimate *estimated
        = m_analysis ? m_analysis->estimates.function(function()) : nullptr;
    const Function *element
        = estimated ? m_analysis->design->get<Function>(estimated->function) : nullptr;
    if (!element) {
        m_caption->clear();
        m_key->hide();
        m_pages->setCurrentIndex(Nothing);
        return;
    }
    const QStringList missing = estimated->now.coldStart.missing;
    QStringList words;
    for (const estimate::PhaseTime &phase : estimated->now.coldStart.phases) {
        if (missing.contains(estimate::id(phase.phase)))
            words.append(phaseName(phase.phase).toLower());
    }
    const QString source = tr("hello-world runtime start, no provisioned concurrency; solid is "
                              "measured, hatched is modelled");
    m_caption->setText(
        words.isEmpty()
            ? source
            : source + tr("; not in the totals: %1").arg(words.join(QStringLiteral(", "))));
    m_caption->setToolTip(m_caption->text());
    m_key->setVisible(!m_asTable->isChecked());
    if (m_asTable->isChecked()) {
        fillTable(*estimated);
        m_pages->setCurrentIndex(AsTable);
        return;
    }
    QStringList key;
    for (const KeyEntry &entry : coldStartKey(*estimated, m_theme)) {
        key.append(QStringLiteral("<span style=\"color:%1\">■</span>&nbsp;%2")
                       .arg(entry.color.name(), entry.name.toHtmlEscaped()));
    }
    m_key->setText(key.join(QStringLiteral(" &nbsp; ")));
    const std::optional<MiB> chosen = element->memory.value;
    std::array charts{coldStartChart(*estimated, m_theme),
                      durationChart(*estimated, chosen, m_theme),
                      costChart(*estimated, chosen, m_theme)};
    for (size_t i = 0; i < charts.size(); ++i) {
        const QString title = charts.at(i)->title();
        charts.at(i)->setTitle({});
        m_titles.at(i)->setText(title);
        m_titles.at(i)->setToolTip(title);
        m_charts.at(i)->setBackgroundBrush(m_theme.color(theme::Token::Surface));
        m_charts.at(i)->setAccessibleName(title);
        const std::unique_ptr<QChart> old(m_charts.at(i)->chart());
        m_charts.at(i)->setChart(charts.at(i).release());
    }
    m_pages->setCurrentIndex(Charts);
}

void CurvesPanel::fillTable(const estimate::FunctionEstimate &function)
{
    const QStringList titles{tr("Memory"), tr("Cold start"),  tr("Duration"),    tr("Known how"),
                             tr("Billed"), tr("Per million"), tr("Cost a month")};
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setRowCount(static_cast<int>(function.memory.size()));
    int row = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        const QStringList cells{stratoplan::memory(point.memory), duration(point.coldStart.total),
                                duration(point.duration),         sourceOf(point.durationFrom),
                                duration(point.billed),           money(point.costPerMillion),
                                money(point.costPerMonth)};
        for (int column = 0; column < cells.size(); ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            if (column != 3)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
        ++row;
    }
    m_table->resizeColumnsToContents();
}

} // namespace stratoplan::curves
