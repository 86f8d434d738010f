// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/break_even_part.h"

#include "planner/estimate/bill.h"
#include "planner/model/names.h"
#include "widgets/curves/box_lines.h"
#include "widgets/curves/curve_style.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::curves {

namespace {

QString listed(const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    QString html = QStringLiteral("<p><b>%1</b>").arg(title.toHtmlEscaped());
    for (const QString &line : lines)
        html += QStringLiteral("<br>%1").arg(line.toHtmlEscaped());
    return html + QStringLiteral("</p>");
}

} // namespace

BreakEvenPart::BreakEvenPart(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(std::move(catalog))
    , m_chooser(new QComboBox)
    , m_axis(new QLabel)
    , m_key(new ChartKey)
    , m_chart(new BreakEvenChart)
    , m_table(new QTableView)
    , m_tableModel(new TableModel(this))
    , m_shown(new QStackedWidget)
    , m_words(new QLabel)
    , m_wordsArea(new QScrollArea)
{
    m_chooser->setObjectName(QStringLiteral("breakEvenChooser"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(24);
    m_axis->setProperty("role", QStringLiteral("caption"));
    m_axis->setAlignment(Qt::AlignRight);
    m_words->setObjectName(QStringLiteral("breakEvenWords"));
    m_words->setTextFormat(Qt::RichText);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setContentsMargins(12, 0, 8, 0);
    m_words->setBackgroundRole(QPalette::Base);
    m_wordsArea->setWidget(m_words);
    m_wordsArea->setWidgetResizable(true);
    m_wordsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_wordsArea->setMinimumWidth(180);

    prepareTable(*m_table);
    m_table->setObjectName(QStringLiteral("erasTable"));
    m_table->setModel(m_tableModel);
    m_shown->addWidget(m_chart);
    m_shown->addWidget(m_table);

    auto *left = new QVBoxLayout;
    left->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->addWidget(m_chooser, 1);
    row->addWidget(m_axis, 1);
    left->addLayout(row);
    left->addWidget(m_key);
    left->addWidget(m_shown, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(left, 3);
    layout->addWidget(m_wordsArea, 2);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &BreakEvenPart::choose);
    retranslate();
}

void BreakEvenPart::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_chart->setTheme(theme);
    choose();
}

void BreakEvenPart::retranslate()
{
    m_chooser->setAccessibleName(tr("Break-even chart"));
    m_chart->retranslate();
    m_stale = true;
    if (isVisible())
        fill();
}

void BreakEvenPart::setFunction(ElementId function, const AnalysisPointer &analysis)
{
    m_function = function;
    m_analysis = analysis;
    m_stale = true;
    if (isVisible())
        fill();
}

void BreakEvenPart::setTable(bool asTable)
{
    if (m_asTable == asTable)
        return;
    m_asTable = asTable;
    choose();
}

void BreakEvenPart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        fill();
}

void BreakEvenPart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_wordsArea->setMaximumWidth(std::max(180, width() * 2 / 5));
}

void BreakEvenPart::fill()
{
    m_stale = false;
    const QString before = m_chosen ? m_chosen->id : QString();
    const ElementId element = m_chosen ? m_chosen->element : ElementId{};
    const bool wasEras = m_eras && !m_chosen;
    m_charts.clear();
    m_eras.reset();
    const QSignalBlocker quiet(m_chooser);
    QList<BoxLine> lines;
    if (m_analysis && m_analysis->estimates.bill) {
        const Design &design = *m_analysis->design;
        const estimate::Estimates &estimates = m_analysis->estimates;
        const catalog::PriceBook &book = estimates.bill->book();
        const Function *function = design.get<Function>(m_function);
        const estimate::FunctionEstimate *estimated = estimates.function(m_function);
        if (function && estimated)
            m_charts += estimate::breakEvens(*function, *estimated, *m_catalog, book);
        if (function && estimated)
            m_eras = estimate::since2018(*function, estimated->demand, *m_catalog,
                                         estimates.priceBook);
        m_charts += estimate::breakEvens(design, *m_catalog, estimates, book);
        const Names names(design);
        for (const estimate::BreakEven &chart : std::as_const(m_charts)) {
            const QString name = names.shown(chart.element);
            const QString title = toString(chart.title);
            lines.append({name.isEmpty() || title.contains(name)
                              ? title
                              : QStringLiteral("%1: %2").arg(name, title),
                          {}});
        }
    }
    if (m_eras)
        lines.append({QStringLiteral("%1: %2").arg(Names(*m_analysis->design).shown(m_function),
                                                   erasTable(*m_eras).title),
                      {}});
    setLines(*m_chooser, lines);
    int index = m_chooser->count() == 0 ? -1 : 0;
    if (m_eras && wasEras)
        index = m_chooser->count() - 1;
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        if (m_charts.at(i).id == before && m_charts.at(i).element == element)
            index = static_cast<int>(i);
    }
    m_chooser->setCurrentIndex(index);
    m_chooser->setEnabled(m_chooser->count() > 0);
    choose();
}

void BreakEvenPart::choose()
{
    const int index = m_chooser->currentIndex();
    m_chosen
        = index >= 0 && index < m_charts.size() ? std::optional(m_charts.at(index)) : std::nullopt;
    m_chart->setChart(m_chosen);
    const bool eras = m_eras && !m_chosen && index >= 0;
    m_shown->setCurrentWidget(eras || m_asTable ? static_cast<QWidget *>(m_table) : m_chart);
    m_tableModel->setTable(table());
    m_table->setAccessibleName(m_tableModel->table().title);
    m_table->resizeColumnsToContents();
    QList<KeyEntry> entries;
    QStringList unpriced;
    QStringList assumptions;
    QStringList sentences;
    if (m_chosen) {
        for (qsizetype i = 0; i < m_chosen->options.size(); ++i) {
            const estimate::BreakEvenOption &option = m_chosen->options.at(i);
            const QString name = QStringLiteral("%1 %2").arg(letter(i), toString(option.name));
            entries.append({KeyEntry::Sample::Line, curveColor(i, m_theme),
                            option.isNow ? QList<qreal>{} : curveDashes(i),
                            option.isNow ? tr("%1 (now)").arg(name) : name});
        }
        for (const estimate::UnpricedOption &option : m_chosen->unpriced)
            unpriced.append(
                QStringLiteral("%1: %2").arg(toString(option.name), toString(option.reason)));
        for (const Text &text : m_chosen->assumptions)
            assumptions.append(toString(text));
        sentences = sentencesOf(*m_chosen);
    }
    if (eras) {
        qsizetype changed = 0;
        for (const estimate::Difference &line : m_eras->lines)
            changed += line.isOne() ? 1 : 0;
        sentences.append(tr("%n line(s) changed.", nullptr, static_cast<int>(changed)));
        if (m_eras->then.architecture != m_eras->now.architecture)
            sentences.append(tr("Then it ran on %1.").arg(m_eras->then.architecture));
        assumptions.append(tr("Warm calls take as long as they do now."));
        assumptions.append(tr("A month is that of this function alone."));
    }
    m_key->setEntries(entries, m_theme);
    m_axis->setText(m_chosen ? tr("USD a month by: %1").arg(axisTitle(m_chosen->axis)) : QString());
    m_words->setText(listed(tr("What it says"), sentences)
                     + listed(tr("Not drawn, for want of a price"), unpriced)
                     + listed(tr("Assumed"), assumptions));
    m_chart->setAccessibleName(m_chosen ? toString(m_chosen->title) : tr("Break-even"));
    m_chart->setAccessibleDescription(sentences.join(QLatin1Char(' ')));
    Q_EMIT chosenChanged();
}

ChartTable BreakEvenPart::table() const
{
    if (m_chosen)
        return breakEvenTable(*m_chosen);
    return m_eras && m_chooser->currentIndex() >= 0 ? erasTable(*m_eras) : ChartTable{};
}

} // namespace stratoplan::curves
