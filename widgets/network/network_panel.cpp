// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_panel.h"

#include "widgets/network/address_map.h"
#include "widgets/network/note_line.h"
#include "widgets/network/panel_head.h"
#include "widgets/network/peak_table.h"
#include "widgets/network/subnet_side.h"
#include "widgets/network/subnet_table.h"
#include "widgets/network/verdict.h"
#include "widgets/network/zone_board.h"
#include "widgets/theme/empty_state.h"

#include <QLocale>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace stratoplan::network {

namespace {

/// Below this the parts stand one at a time.
constexpr int overviewHeight = 420;
/// Below this the side gives its room to the parts.
constexpr int sideWidth = 620;

} // namespace

NetworkPanel::NetworkPanel(DesignDocument &document, Selection &selection,
                           const std::shared_ptr<const catalog::Catalog> &catalog,
                           QAction &allZonesOn, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_runner(new OutlookRunner(catalog, this))
    , m_head(new PanelHead)
    , m_pages(new QStackedWidget)
    , m_split(new QSplitter(Qt::Horizontal))
    , m_parts(new QSplitter(Qt::Vertical))
    , m_map(new AddressMap(catalog))
    , m_table(new SubnetTable(catalog))
    , m_zones(new ZoneBoard(allZonesOn))
    , m_peak(new PeakTable)
    , m_side(new SubnetSide)
    , m_note(new NoteLine)
    , m_nothing(new theme::EmptyState(QStringLiteral("vpc")))
{
    setObjectName(QStringLiteral("networkPanel"));
    // The side stands aside below its width, and must not keep the panel from getting there.
    setMinimumWidth(280);
    for (QWidget *part : std::initializer_list<QWidget *>{m_map, m_table, m_zones, m_peak})
        m_parts->addWidget(part);
    m_parts->setChildrenCollapsible(false);
    m_parts->setSizes({320, 220, 180, 0});
    m_parts->setStretchFactor(0, 3);
    m_parts->setStretchFactor(1, 2);
    m_parts->setStretchFactor(2, 2);
    m_split->addWidget(m_parts);
    m_split->addWidget(m_side);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({760, 300});
    m_split->setChildrenCollapsible(false);

    auto *shown = new QWidget;
    auto *column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_split, 1);
    column->addWidget(m_note);
    connect(m_nothing, &theme::EmptyState::wanted, this, &NetworkPanel::networkWanted);
    m_pages->addWidget(shown);
    m_pages->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connectParts();
    m_pages->setCurrentWidget(m_nothing);
    placeParts();
    retranslate();
}

NetworkPanel::~NetworkPanel()
{
    // A field that is still open gives its text when it loses the keyboard; it goes with the panel.
    m_table->disconnect();
    m_table->model().disconnect(this);
    m_peak->model().disconnect(m_runner);
}

void NetworkPanel::connectParts()
{
    connect(m_runner, &OutlookRunner::outlookReady, this, &NetworkPanel::showOutlook);
    connect(m_runner, &OutlookRunner::scenarioChanged, this, &NetworkPanel::tellTrial);
    connect(&m_document, &DesignDocument::designReset, this, [this] {
        // Another design has other zones and functions: nothing of what was tried is about them.
        m_runner->setAnalysis(nullptr);
        m_runner->setScenario({});
        m_note->clear();
    });
    // A refusal is about the design as it was.
    connect(&m_document, &DesignDocument::designChanged, this, [this] { m_note->clear(); });
    connect(&m_selection, &Selection::changed, this, &NetworkPanel::followSelection);

    connect(m_head, &PanelHead::sectionChosen, this, [this](Section section) {
        setSection(section);
        // Who asks for a part wants to work in it.
        const QList<QWidget *> parts{m_map, m_map, m_table, m_zones, m_peak};
        parts.at(int(section))->setFocus();
    });
    connect(m_head, &PanelHead::modelChosen, this, [this](std::optional<Model> model) {
        const OutlookPointer &now = m_runner->latest();
        Scenario scenario = m_runner->scenario();
        scenario.compare = !model;
        scenario.modelStated = model && now && *model != now->analysis->network.model;
        scenario.model = model.value_or(Model::Hyperplane);
        m_runner->setScenario(scenario);
    });
    connect(m_head, &PanelHead::factorChosen, m_runner, &OutlookRunner::setFactor);
    connect(m_head, &PanelHead::resetWanted, m_runner, &OutlookRunner::resetPeak);
    connect(m_head, &PanelHead::zoomWanted, this,
            [this](int step) { m_map->setZoom(m_map->zoom() + step); });

    connect(m_map, &AddressMap::subnetChosen, this, &NetworkPanel::choose);
    connect(m_map, &AddressMap::changeWanted, this, &NetworkPanel::carryOut);
    connect(m_map, &AddressMap::refused, m_note, &NoteLine::refuse);
    connect(m_map, &AddressMap::blockEditWanted, this, &NetworkPanel::editBlock);
    connect(m_table, &SubnetTable::subnetChosen, this, &NetworkPanel::choose);
    connect(&m_table->model(), &SubnetModel::changeWanted, this, &NetworkPanel::carryOut);
    connect(&m_table->model(), &SubnetModel::refused, m_note, &NoteLine::refuse);
    connect(m_table, &SubnetTable::faultsTyped, m_note, &NoteLine::setTyped);
    connect(m_zones, &ZoneBoard::switched, m_runner, &OutlookRunner::setLost);
    connect(m_zones, &ZoneBoard::allOnWanted, m_runner, &OutlookRunner::setAllOn);
    connect(m_zones, &ZoneBoard::elementsChosen, &m_selection, &Selection::reveal);
    connect(&m_peak->model(), &PeakModel::peakWanted, m_runner, &OutlookRunner::setPeak);
}

SubnetModel &NetworkPanel::model()
{
    return m_table->model();
}

void NetworkPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_head->setTheme(theme);
    m_map->setTheme(theme);
    m_table->setTheme(theme);
    m_zones->setTheme(theme);
    m_peak->model().setTheme(theme);
    m_side->setTheme(theme);
    m_note->setTheme(theme);
    m_nothing->setTheme(theme);
}

void NetworkPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_runner->setAnalysis(analysis);
}

void NetworkPanel::showOutlook(const OutlookPointer &outlook)
{
    const bool hasNetwork = outlook && !outlook->plan.networks.isEmpty();
    const bool live
        = outlook && m_map->outlook() && m_map->outlook()->analysis == outlook->analysis;
    const ElementId before = m_subnet;
    m_following = true;
    // First, so that the parts have their sizes when they bring the subnet into sight.
    m_pages->setCurrentIndex(hasNetwork ? 0 : 1);
    m_map->setOutlook(hasNetwork ? outlook : nullptr);
    m_table->setOutlook(hasNetwork ? outlook : nullptr, live);
    m_zones->setOutlook(outlook);
    m_peak->model().setOutlook(outlook, m_runner->scenario().peak.peakConcurrency);
    m_side->setOutlook(outlook);
    ElementId subnet = m_table->model().rowOf(before) >= 0 ? before : ElementId{};
    if (!subnet)
        subnet = m_table->model().rowOf(m_selection.current()) >= 0 ? m_selection.current()
                                                                    : m_table->model().subnetAt(0);
    m_subnet = subnet;
    m_table->setCurrentSubnet(subnet);
    m_map->setCurrent(subnet);
    m_side->setSubnet(subnet);
    m_following = false;
    nameNothing();
    if (outlook)
        m_head->setScenario(m_runner->scenario(), outlook->analysis->network.model);
    tellTrial();
    Q_EMIT zoneLossChanged(outlook ? outlook->loss : ZoneLoss{});
}

void NetworkPanel::retranslate()
{
    nameNothing();
    m_head->retranslate();
    m_map->retranslate();
    m_table->retranslate();
    m_zones->retranslate();
    m_peak->retranslate();
    m_side->retranslate();
    tellTrial();
}

void NetworkPanel::nameNothing()
{
    // Until the first analysis nobody knows whether there is a network.
    m_nothing->setTexts(m_runner->latest()
                            ? tr("No function needs a VPC. That is the simplest network there is.")
                            : QString(),
                        m_runner->latest() ? tr("Draw a VPC") : QString());
}

void NetworkPanel::setSection(Section section)
{
    m_sectionChosen = true;
    m_section = section;
    placeParts();
}

void NetworkPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_sectionChosen)
        m_section = height() >= overviewHeight ? Section::Overview : Section::Addresses;
    placeParts();
}

void NetworkPanel::placeParts()
{
    const bool all = m_section == Section::Overview;
    m_map->setVisible(all || m_section == Section::Addresses);
    m_table->setVisible(all || m_section == Section::Subnets);
    m_zones->setVisible(all || m_section == Section::Zones);
    m_peak->setVisible(m_section == Section::Peak);
    m_side->setVisible(width() >= sideWidth);
    m_head->setSection(m_section);
}

void NetworkPanel::followSelection()
{
    const ElementId subnet = m_selection.current();
    if (m_table->model().rowOf(subnet) < 0 || subnet == m_subnet)
        return;
    m_following = true;
    m_subnet = subnet;
    m_table->setCurrentSubnet(subnet);
    m_map->setCurrent(subnet);
    m_side->setSubnet(subnet);
    m_following = false;
}

void NetworkPanel::choose(ElementId subnet)
{
    if (m_following)
        return;
    m_note->clear();
    m_following = true;
    m_subnet = subnet;
    m_table->setCurrentSubnet(subnet);
    m_map->setCurrent(subnet);
    m_side->setSubnet(subnet);
    m_following = false;
    m_selection.set({subnet});
    Q_EMIT subnetChosen(subnet);
}

void NetworkPanel::editBlock(ElementId subnet)
{
    if (!m_table->isVisible())
        setSection(Section::Subnets);
    m_table->editBlock(subnet);
}

void NetworkPanel::carryOut(const QString &name, const Change &change)
{
    m_note->clear();
    const Problems problems = m_document.apply(name, change);
    if (!problems.isEmpty())
        m_note->refuse(problems);
}

void NetworkPanel::tellTrial()
{
    const Scenario &scenario = m_runner->scenario();
    const OutlookPointer &now = m_runner->latest();
    QStringList tried;
    if (scenario.peak.factor != 1)
        tried.append(tr("peak × %1").arg(number(scenario.peak.factor, 2)));
    if (!scenario.peak.peakConcurrency.isEmpty())
        tried.append(tr("another peak of %n function(s)", nullptr,
                        static_cast<int>(scenario.peak.peakConcurrency.size())));
    if (scenario.modelStated)
        tried.append(QString(id(scenario.model)));
    if (now) {
        QStringList off;
        for (const ElementId zone : scenario.lost) {
            const Zone *known = now->analysis->design->get<Zone>(zone);
            off.append(known && known->zone ? *known->zone
                                            : shownName(*now->analysis->design, zone));
        }
        off.sort();
        if (!off.isEmpty())
            tried.append(tr("without %1").arg(off.join(QStringLiteral(", "))));
        m_head->setScenario(scenario, now->analysis->network.model);
    }
    QStringList sentences;
    if (now && now->other)
        sentences.append(comparison(*now));
    if (!tried.isEmpty()) {
        sentences.append(tr("Tried out: %1. The design and its findings stay as they are.")
                             .arg(tried.join(QStringLiteral(", "))));
    }
    m_note->setTrial(sentences.join(QLatin1Char(' ')));
}

QString NetworkPanel::comparison(const Outlook &outlook) const
{
    const auto interfaces = [](const Plan &plan) {
        qint64 sum = 0;
        for (const VpcPlan &vpc : plan.networks) {
            if (!vpc.interfaces)
                return QStringLiteral("?");
            sum += *vpc.interfaces;
        }
        return QLocale().toString(sum);
    };
    int differing = 0;
    for (const VpcPlan &vpc : outlook.plan.networks) {
        for (const SubnetPlan &subnet : vpc.subnets) {
            const SubnetPlan *other = outlook.other->subnet(subnet.subnet);
            if (other && other->verdict != subnet.verdict)
                ++differing;
        }
    }
    return tr("%1: %2 interfaces of functions; %3: %4.")
               .arg(id(outlook.plan.model), interfaces(outlook.plan), id(outlook.other->model),
                    interfaces(*outlook.other))
        + QLatin1Char(' ')
        + (differing > 0 ? tr("%n verdict(s) differ.", nullptr, differing)
                         : tr("All verdicts are the same."));
}

} // namespace stratoplan::network
