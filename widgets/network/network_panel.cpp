// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_panel.h"

#include "planner/base/text.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace stratoplan::network {

namespace {

QLabel *label(const QString &role)
{
    auto *made = new QLabel;
    made->setProperty("role", role);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    return made;
}

} // namespace

NetworkPanel::NetworkPanel(Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new SubnetModel(this))
    , m_pages(new QStackedWidget)
    , m_table(new QTableView)
    , m_modelName(label(QStringLiteral("caption")))
    , m_chosen(label(QStringLiteral("title")))
    , m_terms(new QTreeWidget)
    , m_faults(label(QStringLiteral("caption")))
    , m_nothing(label({}))
{
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setObjectName(QStringLiteral("subnetTable"));
    m_terms->setColumnCount(2);
    m_terms->setHeaderHidden(true);
    m_terms->setRootIsDecorated(false);
    m_terms->setIndentation(0);
    m_terms->setFrameShape(QFrame::NoFrame);
    m_terms->header()->setStretchLastSection(false);
    m_terms->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_terms->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_nothing->setAlignment(Qt::AlignCenter);

    auto *side = new QWidget;
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(12, 0, 0, 0);
    sideLayout->setSpacing(4);
    sideLayout->addWidget(m_chosen);
    sideLayout->addWidget(m_modelName);
    sideLayout->addWidget(m_terms, 1);
    sideLayout->addWidget(m_faults);

    auto *split = new QSplitter;
    split->addWidget(m_table);
    split->addWidget(side);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    split->setSizes({680, 340});
    split->setChildrenCollapsible(false);
    m_pages->addWidget(split);
    m_pages->addWidget(m_nothing);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_pages);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                showTerms();
                const ElementId subnet = m_model->subnetAt(current.row());
                if (subnet && !m_following)
                    m_selection.reveal({subnet});
            });
    connect(&m_selection, &Selection::changed, this, &NetworkPanel::followSelection);
    retranslate();
}

NetworkPanel::~NetworkPanel() = default;

void NetworkPanel::setTheme(const theme::Theme &theme)
{
    m_model->setTheme(theme);
}

void NetworkPanel::setAnalysis(const AnalysisPointer &analysis)
{
    const ElementId before = m_model->subnetAt(m_table->currentIndex().row());
    m_following = true;
    m_analysis = analysis;
    m_model->setAnalysis(analysis);
    m_table->resizeColumnsToContents();
    const int row = m_model->rowOf(before);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(row < 0 ? 0 : row, 0));
    m_following = false;
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    showTerms();
}

void NetworkPanel::retranslate()
{
    m_model->retranslate();
    m_table->setAccessibleName(tr("Subnets"));
    m_terms->setAccessibleName(tr("How it was worked out"));
    m_nothing->setText(tr("No function needs a VPC. That is the simplest network there is."));
    showTerms();
}

void NetworkPanel::followSelection()
{
    const int row = m_model->rowOf(m_selection.current());
    if (row < 0 || row == m_table->currentIndex().row())
        return;
    m_following = true;
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_following = false;
}

void NetworkPanel::showTerms()
{
    m_terms->clear();
    m_chosen->clear();
    m_modelName->clear();
    m_faults->clear();
    const int row = m_table->currentIndex().row();
    const SubnetPlan *plan = m_model->planAt(row);
    if (!plan || !m_analysis)
        return;
    m_chosen->setText(m_model->index(row, SubnetModel::NameColumn).data().toString()
                      + QLatin1String(": ")
                      + m_model->index(row, SubnetModel::VerdictColumn).data().toString());
    m_modelName->setText(tr("Model %1, %n zone(s) lost", nullptr, m_analysis->network.zonesLost)
                             .arg(QString(id(m_analysis->network.model))));
    for (const Term &term : plan->terms) {
        auto *item = new QTreeWidgetItem(
            {toString(term.text), term.value ? number(*term.value, 1) : QStringLiteral("?")});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(0, item->text(0));
        m_terms->addTopLevelItem(item);
    }
    QStringList faults;
    for (const Problem &problem : m_analysis->network.problems)
        faults.append(toString(problem));
    m_faults->setText(faults.join(QLatin1Char('\n')));
}

} // namespace stratoplan::network
