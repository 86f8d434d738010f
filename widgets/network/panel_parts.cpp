// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/panel_parts.h"

#include "widgets/network/block_delegate.h"
#include "widgets/network/peak_model.h"
#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::network {

namespace {

constexpr int rowHeight = 30;
constexpr int widestColumn = 300;

QLabel *label(const QString &role)
{
    auto *made = new QLabel;
    made->setProperty("role", role);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    return made;
}

void prepare(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(rowHeight);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false);
    table.setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                          | QAbstractItemView::AnyKeyPressed);
}

/// F2 and Del are the table's while it has the keyboard, not the drawing's.
bool isOwnKey(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    return key->modifiers() == Qt::NoModifier
        && (key->key() == Qt::Key_F2 || key->key() == Qt::Key_Delete);
}

QString sentencesOf(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems) {
        const QString remedy = toString(problem.remedy);
        words.append(toString(problem.what)
                     + (remedy.isEmpty() ? QString() : QStringLiteral("; ") + remedy));
    }
    return words.join(QStringLiteral(". "));
}

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

SubnetTable::SubnetTable(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QTableView(parent)
    , m_model(new SubnetModel(std::move(catalog), this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("subnetTable"));
    prepare(*this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SubnetModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    // Rows keep their place while figures change; a click on the head sorts anew.
    m_sorted->setDynamicSortFilter(false);
    setModel(m_sorted);
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    // What decides stands first; narrow panes cut off the rest.
    for (const int column :
         {SubnetModel::ResidentsColumn, SubnetModel::SideColumn, SubnetModel::RoutesColumn}) {
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column),
                                        SubnetModel::ColumnCount - 1);
    }
    setEditTriggers(QAbstractItemView::DoubleClicked);
    setItemDelegateForColumn(SubnetModel::BlockColumn,
                             new BlockDelegate(
                                 [this](const QModelIndex &index, const QString &text) {
                                     const Problems faults = m_model->faultsWith(
                                         m_sorted->mapToSource(index).row(), text);
                                     Q_EMIT faultsTyped(faults);
                                     return faults;
                                 },
                                 this));
}

void SubnetTable::setTheme(const theme::Theme &theme)
{
    m_model->setTheme(theme);
}

void SubnetTable::setOutlook(const OutlookPointer &outlook, bool keepWidths)
{
    m_model->setOutlook(outlook);
    if (!outlook)
        return;
    const bool compared = outlook->other.has_value();
    bool changed = false;
    const auto hide = [&](int column, bool hidden) {
        changed = changed || isColumnHidden(column) != hidden;
        setColumnHidden(column, hidden);
    };
    hide(SubnetModel::VpcColumn, outlook->plan.networks.size() < 2);
    hide(SubnetModel::NowColumn, outlook->loss.lost.isEmpty());
    for (const int column : {SubnetModel::OtherNeededColumn, SubnetModel::OtherZoneLostColumn,
                             SubnetModel::OtherVerdictColumn, SubnetModel::WhyColumn})
        hide(column, !compared);
    if (!keepWidths || changed)
        fitColumns();
}

void SubnetTable::fitColumns()
{
    resizeColumnsToContents();
    for (int column = 0; column < SubnetModel::ColumnCount; ++column) {
        if (!isColumnHidden(column) && columnWidth(column) > widestColumn)
            setColumnWidth(column, widestColumn);
    }
}

void SubnetTable::retranslate()
{
    m_model->retranslate();
    setAccessibleName(tr("Subnets"));
    if (m_model->rowCount() > 0)
        fitColumns();
}

ElementId SubnetTable::currentSubnet() const
{
    const QModelIndex current = m_sorted->mapToSource(currentIndex());
    return m_model->subnetAt(current.isValid() ? current.row() : -1);
}

void SubnetTable::setCurrentSubnet(ElementId subnet)
{
    const int row = m_model->rowOf(subnet);
    if (row < 0 || subnet == currentSubnet())
        return;
    // The column stays where the keyboard is.
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, column)));
}

void SubnetTable::editBlock(ElementId subnet)
{
    const int row = m_model->rowOf(subnet);
    if (row < 0)
        return;
    const QModelIndex block
        = m_sorted->mapFromSource(m_model->index(row, SubnetModel::BlockColumn));
    setCurrentIndex(block);
    scrollTo(block);
    setFocus();
    edit(block);
}

void SubnetTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    const ElementId subnet = currentSubnet();
    if (subnet && current.row() != previous.row())
        Q_EMIT subnetChosen(subnet);
}

void SubnetTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    Q_EMIT faultsTyped({});
}

bool SubnetTable::event(QEvent *event)
{
    if (isOwnKey(event)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void SubnetTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2 && currentSubnet()) {
        editBlock(currentSubnet());
        return;
    }
    QTableView::keyPressEvent(event);
}

PeakTable::PeakTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new PeakModel(this))
{
    setObjectName(QStringLiteral("peakTable"));
    prepare(*this);
    setModel(m_model);
    horizontalHeader()->setSectionResizeMode(PeakModel::NameColumn, QHeaderView::Stretch);
    for (const int column : {PeakModel::PeakColumn, PeakModel::TriedColumn})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    retranslate();
}

void PeakTable::retranslate()
{
    m_model->retranslate();
    setAccessibleName(tr("Peak of each function"));
    constexpr int least = 110;
    for (const int column : {PeakModel::PeakColumn, PeakModel::TriedColumn})
        horizontalHeader()->resizeSection(
            column, std::max(least, horizontalHeader()->sectionSizeHint(column) + 16));
}

bool PeakTable::event(QEvent *event)
{
    if (isOwnKey(event)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void PeakTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex tried = m_model->index(currentIndex().row(), PeakModel::TriedColumn);
    if (event->key() == Qt::Key_Delete && tried.isValid()) {
        m_model->setData(tried, QVariant(), Qt::EditRole);
        return;
    }
    // Any column of the row leads to its only field.
    if (event->key() == Qt::Key_F2 && tried.isValid())
        setCurrentIndex(tried);
    QTableView::keyPressEvent(event);
}

SubnetSide::SubnetSide(QWidget *parent)
    : QWidget(parent)
    , m_name(label(QStringLiteral("title")))
    , m_place(label(QStringLiteral("caption")))
    , m_verdicts(new QVBoxLayout)
    , m_terms(new QTreeWidget)
    , m_faults(label(QStringLiteral("caption")))
{
    m_verdicts->setSpacing(4);
    m_terms->setObjectName(QStringLiteral("subnetTerms"));
    m_terms->setColumnCount(2);
    m_terms->setHeaderHidden(true);
    m_terms->setRootIsDecorated(false);
    m_terms->setIndentation(0);
    m_terms->setFrameShape(QFrame::NoFrame);
    m_terms->header()->setStretchLastSection(false);
    m_terms->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_terms->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_name);
    layout->addWidget(m_place);
    layout->addLayout(m_verdicts);
    layout->addWidget(m_terms, 1);
    layout->addWidget(m_faults);
    retranslate();
}

void SubnetSide::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fill();
}

void SubnetSide::setOutlook(const OutlookPointer &outlook)
{
    m_outlook = outlook;
    fill();
}

void SubnetSide::setSubnet(ElementId subnet)
{
    m_subnet = subnet;
    fill();
}

void SubnetSide::retranslate()
{
    m_terms->setAccessibleName(tr("How it was worked out"));
    fill();
}

void SubnetSide::addVerdict(const Plan &plan, const SubnetPlan &subnet)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto *glyph = new QLabel;
    glyph->setPixmap(verdictPixmap(subnet.verdict, m_theme, 16, devicePixelRatioF()));
    auto *words = label({});
    words->setText(QStringLiteral("%1 · %2").arg(verdictWord(subnet.verdict), id(plan.model)));
    QFont bold = words->font();
    bold.setBold(true);
    words->setFont(bold);
    line->addWidget(glyph, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    m_verdicts->addWidget(row);
}

void SubnetSide::addTerms(const Plan &plan, const SubnetPlan &subnet, bool named)
{
    if (named) {
        auto *head = new QTreeWidgetItem({QString(id(plan.model)), QString()});
        head->setFont(0, theme::sans(12, true));
        m_terms->addTopLevelItem(head);
    }
    for (const Term &term : subnet.terms) {
        auto *item = new QTreeWidgetItem(
            {toString(term.text), term.value ? number(*term.value, 1) : QStringLiteral("?")});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setFont(1, theme::sans(12, true));
        item->setToolTip(0, item->text(0));
        m_terms->addTopLevelItem(item);
    }
}

void SubnetSide::fill()
{
    m_terms->clear();
    clearLayout(m_verdicts);
    m_name->clear();
    m_place->clear();
    m_faults->clear();
    const SubnetPlan *plan = m_outlook ? m_outlook->plan.subnet(m_subnet) : nullptr;
    if (!plan)
        return;
    const Design &design = *m_outlook->analysis->design;
    const SubnetPlan *other = m_outlook->other ? m_outlook->other->subnet(m_subnet) : nullptr;
    m_name->setText(shownName(design, m_subnet));
    m_place->setText(tr("%1 · growth × %2 · %n zone(s) lost", nullptr, m_outlook->plan.zonesLost)
                         .arg(plan->cidr ? plan->cidr->toString() : tr("block not known"),
                              number(m_outlook->plan.growth, 2)));
    addVerdict(m_outlook->plan, *plan);
    if (other)
        addVerdict(*m_outlook->other, *other);
    addTerms(m_outlook->plan, *plan, other != nullptr);
    if (other)
        addTerms(*m_outlook->other, *other, true);
    QStringList faults;
    for (const Problem &problem : m_outlook->plan.problems)
        faults.append(toString(problem));
    constexpr int most = 3;
    if (faults.size() > most) {
        const int more = static_cast<int>(faults.size()) - most;
        m_faults->setToolTip(faults.join(QLatin1Char('\n')));
        faults = faults.mid(0, most);
        faults.append(tr("and %n more", nullptr, more));
    } else {
        m_faults->setToolTip({});
    }
    m_faults->setText(faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!faults.isEmpty());
}

NoteLine::NoteLine(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel)
    , m_text(label({}))
{
    m_text->setObjectName(QStringLiteral("networkNote"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 12, 3);
    layout->setSpacing(8);
    layout->addWidget(m_glyph, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void NoteLine::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fill();
}

void NoteLine::setTrial(const QString &text)
{
    m_trial = text;
    fill();
}

void NoteLine::refuse(const Problems &problems)
{
    m_refusal = sentencesOf(problems);
    fill();
}

void NoteLine::setTyped(const Problems &faults)
{
    m_typed = sentencesOf(faults);
    fill();
}

void NoteLine::clear()
{
    m_refusal.clear();
    fill();
}

void NoteLine::fill()
{
    const QString &wrong = m_refusal.isEmpty() ? m_typed : m_refusal;
    const QString &text = wrong.isEmpty() ? m_trial : wrong;
    setVisible(!text.isEmpty());
    m_text->setText(text);
    QPixmap glyph(QSize(16, 16) * devicePixelRatioF());
    glyph.setDevicePixelRatio(devicePixelRatioF());
    glyph.fill(Qt::transparent);
    QPainter painter(&glyph);
    theme::paintSeverity(painter, QRectF(0, 0, 16, 16),
                         wrong.isEmpty() ? theme::Mark::Info : theme::Mark::High, m_theme);
    painter.end();
    m_glyph->setPixmap(glyph);
}

} // namespace stratoplan::network
