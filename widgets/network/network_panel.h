// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"
#include "widgets/network/outlook.h"
#include "widgets/network/subnet_model.h"

#include <QWidget>

class QAction;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace stratoplan::theme {
class EmptyState;
}

namespace stratoplan::network {

class AddressMap;
class NoteLine;
class PanelHead;
class PeakModel;
class PeakTable;
class SubnetSide;
class SubnetTable;
class ZoneBoard;

/// Which part of the view is seen.
enum class Section
{
    Overview, ///< map, subnets and zones, one below the other
    Addresses,
    Subnets,
    Zones,
    Peak
};

/// The networks of the design: the map of their addresses, the table of subnets, the zones that can
/// be switched off, and what another peak or the other network model would need. All of them show
/// one outlook and one selection.
class NetworkPanel : public QWidget
{
    Q_OBJECT

public:
    /// `allZonesOn` is what the window has for it in its menu and as a key; it must stay.
    NetworkPanel(DesignDocument &document, Selection &selection,
                 const std::shared_ptr<const catalog::Catalog> &catalog, QAction &allZonesOn,
                 QWidget *parent = nullptr);
    ~NetworkPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();
    /// From then on the section stays; before, the height of the panel decides.
    void setSection(Section section);
    Section section() const { return m_section; }

    SubnetModel &model();
    AddressMap &map() { return *m_map; }
    ZoneBoard &zones() { return *m_zones; }
    OutlookRunner &outlook() { return *m_runner; }

Q_SIGNALS:
    /// The person chose the subnet here; it is selected. A drawing that is in sight may show it,
    /// one that gave its room to this panel keeps out of the way.
    void subnetChosen(stratoplan::ElementId subnet);
    /// The person wants a VPC, and there is none.
    void networkWanted();
    /// What the lost zones do, for whoever draws the design; without effects when all are on.
    void zoneLossChanged(const stratoplan::network::ZoneLoss &loss);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectParts();
    void showOutlook(const OutlookPointer &outlook);
    void followSelection();
    void choose(ElementId subnet);
    void editBlock(ElementId subnet);
    void carryOut(const QString &name, const Change &change);
    void placeParts();
    void nameNothing();
    void tellTrial();
    /// What the other network model changes, in a sentence.
    QString comparison(const Outlook &outlook) const;

    DesignDocument &m_document;
    Selection &m_selection;
    OutlookRunner *m_runner = nullptr;
    theme::Theme m_theme = theme::light();
    Section m_section = Section::Overview;
    bool m_sectionChosen = false;
    ElementId m_subnet; ///< that map, table and side stand on
    bool m_following = false; ///< something changes because something else did

    PanelHead *m_head = nullptr;
    QStackedWidget *m_pages = nullptr;
    QSplitter *m_split = nullptr;
    QSplitter *m_parts = nullptr;
    AddressMap *m_map = nullptr;
    SubnetTable *m_table = nullptr;
    ZoneBoard *m_zones = nullptr;
    PeakTable *m_peak = nullptr;
    SubnetSide *m_side = nullptr;
    NoteLine *m_note = nullptr;
    theme::EmptyState *m_nothing = nullptr;
};

} // namespace stratoplan::network
