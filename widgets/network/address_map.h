// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "planner/network/limits.h"
#include "widgets/network/map_paint.h"

#include <QAbstractScrollArea>

class QMenu;

namespace stratoplan::network {

/// The addresses of every VPC to scale: its subnets filled by what they need, and what is free.
/// Subnets are split, merged and made by dragging, from the menu and from the keyboard; the map
/// says which change is wanted and carries nothing out.
///
/// Dragging an edge of a subnet inwards splits it; dragging a subnet or its edge over what lies
/// beside it merges both; dragging along free addresses makes a subnet of them. Keys: arrows walk,
/// S splits, M merges, N makes a subnet, F2 edits the block, +, - and 0 zoom, the menu key shows
/// all of it.
class AddressMap : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit AddressMap(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);
    ~AddressMap() override;

    void setTheme(const theme::Theme &theme);
    void setOutlook(const OutlookPointer &outlook);
    void retranslate();
    /// The subnet that the selection names; what is no subnet leaves the map as it is.
    void setCurrent(ElementId subnet);
    /// The subnet that stands out; none for free addresses, or nothing.
    ElementId currentSubnet() const;

    int zoom() const { return m_zoom; }
    void setZoom(int zoom);

    const MapLayout &mapLayout() const { return m_layout; }
    const OutlookPointer &outlook() const { return m_outlook; }
    int currentItem() const { return m_current; }
    /// `scrolls`: brings all of it into view, which the mouse does not want of what it points at.
    void setCurrentItem(int index, bool scrolls = true);
    /// The item at a place of the viewport; -1 where there is none.
    int itemAt(const QPoint &seen) const { return m_layout.itemAt(toLayout(seen)); }
    /// Rectangle of an item in coordinates of the viewport.
    QRect seenRect(int index) const;

    /// What the keys and the menu do with the current item.
    void split();
    void merge();
    void makeSubnet();

    QSize sizeHint() const override { return {640, 320}; }
    QSize minimumSizeHint() const override { return {240, 90}; }

Q_SIGNALS:
    void subnetChosen(stratoplan::ElementId subnet);
    void changeWanted(const QString &name, const stratoplan::Change &change);
    /// Why what was asked for cannot be done.
    void refused(const stratoplan::Problems &problems);
    /// The block of the subnet is to be typed.
    void blockEditWanted(stratoplan::ElementId subnet);
    void zoomChanged(int zoom);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    /// A change with what it is called; or why it cannot be.
    struct Deed
    {
        QString name;
        Expected<Change> change;
        ElementId vpc;
        Cidr block; ///< that the change gives a subnet
    };
    struct Drag
    {
        int item = -1;
        QPoint from;
        quint64 address = 0; ///< where it began
        enum class Edge
        {
            None,
            Low,
            High
        } edge
            = Edge::None;
        bool moving = false;
    };

    const Design &design() const { return *m_outlook->analysis->design; }
    void layOut();
    QPointF toLayout(const QPoint &seen) const;
    void ensureSeen(int index);
    void walk(int key);
    int nearest(int from, bool down) const;
    Drag::Edge edgeAt(int item, const QPointF &at) const;
    /// What the drag does if it ends there; nothing where it does nothing.
    std::optional<Deed> deedAt(const QPoint &seen) const;
    Deed splitDeed(const MapItem &item, bool upper) const;
    Deed widenDeed(const MapItem &item, const Cidr &block) const;
    Deed makeDeed(const MapItem &item, const Cidr &block) const;
    /// The block that merge() would make, and that makeSubnet() would.
    std::optional<Cidr> usualWider(const MapItem &item) const;
    std::optional<Cidr> usualNew(const MapItem &item) const;
    void carryOut(const Deed &deed);
    void showPreview(const std::optional<Deed> &deed);
    void endDrag();
    void fillMenu(QMenu &menu);

    std::shared_ptr<const catalog::Catalog> m_catalog;
    OutlookPointer m_outlook;
    Limits m_limits;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    MapLayout m_layout;
    int m_zoom = 0;
    int m_hovered = -1;
    int m_current = -1;
    std::optional<Drag> m_drag;
    std::optional<MapPreview> m_preview;
};

/// Makes the map and its items known to screen readers; called once.
void installMapAccessibility();

} // namespace stratoplan::network
