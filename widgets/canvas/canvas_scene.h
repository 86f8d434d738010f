// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/zone_loss.h"
#include "planner/overlay/overlay.h"
#include "planner/overlay/request_path.h"
#include "widgets/canvas/content.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/items/edge_item.h"
#include "widgets/canvas/items_by_id.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/newest_wins.h"
#include "widgets/document/selection.h"

#include <QGraphicsScene>
#include <QTimer>

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace stratoplan::canvas {

/// The drawing of one document. Every edit recomputes the geometry and updates the items whose
/// content differs; an open canvas and one built fresh from the same design have the same content.
/// Of drawings with many lines their ways are found on a worker; until they are there the drawing
/// has provisional ones.
class CanvasScene : public QGraphicsScene
{
    Q_OBJECT

public:
    CanvasScene(DesignDocument &document, Selection &selection,
                std::shared_ptr<const catalog::Catalog> catalog, QObject *parent = nullptr);
    ~CanvasScene() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    /// Shows what stops, is cut off or overloaded while zones are switched off; without effects
    /// everything looks as usual. Elements that the drawing does not have are passed over.
    void setZoneLoss(const network::ZoneLoss &loss);
    const network::ZoneLoss &zoneLoss() const { return m_loss; }
    /// Asks all elements one question; none = the drawing as it is.
    void setOverlay(std::optional<overlay::Kind> kind);
    /// What they answer, of the newest design and analysis; nothing without an overlay.
    const std::optional<overlay::Overlay> &overlay() const { return m_overlay; }
    /// Lights what a request touches, with numbers in the order it comes there, and lets all else
    /// step back; none = shows all alike.
    void setPath(const std::optional<overlay::RequestPath> &path);
    /// Reads the design again, for texts that change with the language.
    void refresh();

    const Look &look() const { return m_look; }
    /// Boxes alone; the lines are in the content.
    const layout::Scene &geometry() const { return m_geometry; }
    /// The lines are provisional still.
    bool isRouting() const { return m_routed != nullptr; }
    const Content &content() const { return m_content; }
    DesignDocument &document() { return m_document; }
    const DesignDocument &document() const { return m_document; }
    Selection &selection() { return m_selection; }
    const Selection &selection() const { return m_selection; }
    const catalog::Catalog &catalog() const { return *m_catalog; }

    BoxItem *box(ElementId id) const;
    EdgeItem *edge(ElementId id) const;
    /// The item that paints a connection: its own, or that of its trunk.
    EdgeItem *line(ElementId id) const;
    /// What the hand takes as one with the element: all connections of its line, the trunk first;
    /// itself alone where it is no connection.
    QList<ElementId> together(ElementId id) const;
    /// Whether all of them, and there are some, are connections that one line is drawn for.
    bool isOneLine(const QList<ElementId> &ids) const;
    /// The uppermost element there: nodes before edges before containers.
    ElementId elementAt(const QPointF &at) const;
    /// The name of an element with a box, what a bundle of connections holds, what it says in the
    /// overlay, and one line for each effect of lost zones on it.
    QString toolTipOf(ElementId id) const;
    /// The port that is shown there at that zoom.
    std::optional<std::pair<ElementId, Port>> portNear(const QPointF &at, double zoom) const;
    QRectF rectOf(const QList<ElementId> &ids) const;
    /// The way of a connection, which need not be in the design, between its ends as they stand at
    /// the moment; nothing where one is not drawn.
    QList<QPointF> provisionalWay(const Connection &connection) const;

    /// The element that the keyboard stands on.
    ElementId focusElement() const { return m_focus; }
    void setFocusElement(ElementId id);
    void setHovered(ElementId id);
    void setDropTarget(ElementId id);
    /// Shows the elements away from their place for as long as a drag lasts; no elements = none.
    void setDragged(const QList<ElementId> &ids, const QPointF &distance);
    void setPortsOffered(bool offered);
    /// Lets everything step back that is not among these; nothing = shows all alike.
    void setFound(const std::optional<QSet<ElementId>> &ids);
    /// Nodes are painted to be read from afar, see Look::presenting.
    void setPresenting(bool presenting);
    /// Everything is seen at once: for speed alone.
    void setSeenFromAfar(bool seen);

Q_SIGNALS:
    void contentChanged();
    void focusElementChanged(stratoplan::ElementId id);
    void zoneLossChanged();
    void overlayChanged();
    /// What is seen from afar is not what it was.
    void overviewChanged();

protected:
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    void updateContent(layout::Scene geometry);
    /// Keeps no index of where items are while thousands of them move, and makes one when the hand
    /// rests: to keep it up to date takes longer than to do without.
    void watchIndex(const Content &next);
    void chooseIndex();
    /// Items overhang what they show, so that the index by default has each in a dozen of its
    /// parts.
    void sizeIndex();
    /// Lines that are as they were keep their hops until the others are there.
    void keepHops(std::map<ElementId, EdgeContent> &next) const;
    /// With the lines as they are shown.
    layout::Scene shownGeometry() const;
    bool updateBoxes(Content &next);
    bool updateEdges(Content &next);
    void indexEnds();
    /// Connections with an end at the element.
    std::span<const std::pair<ElementId, EdgeItem *>> edgesAt(ElementId id) const;
    void updateStates();
    /// Of these elements and of the connections at them.
    void updateStates(const QSet<ElementId> &ids);
    /// Of the connection, and of the trunk that paints it.
    void updateState(EdgeItem &edge);
    void updateSelection();
    /// Asks the present question again, and paints what answers differently; says whether any does.
    bool updateOverlay();
    ItemState stateOf(ElementId id) const;
    ItemState stateOf(const EdgeItem &edge) const;
    /// Views keep what is seen from afar as a picture.
    void repaintOverview();
    /// Everything that `ids` take along is dragged too.
    void setDraggedElements(const QList<ElementId> &ids);
    void followEnds(EdgeItem &edge, const QPointF &distance);
    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QSet<QString> m_configurationKinds;
    AnalysisPointer m_analysis;
    Look m_look;
    layout::Scene m_geometry;
    Content m_content;
    ItemsById<BoxItem> m_boxes;
    ItemsById<EdgeItem> m_edges;
    std::vector<std::pair<ElementId, EdgeItem *>> m_ends; ///< of all connections, by element
    /// The design whose lines are being found; null when they are there.
    std::shared_ptr<const Design> m_routed;
    ElementId m_focus;
    ElementId m_hovered;
    ElementId m_dropTarget;
    QList<ElementId> m_draggedFirst; ///< what the hand holds
    QSet<ElementId> m_dragged; ///< with what that holds
    QSet<ElementId> m_shownSelection;
    bool m_portsOffered = false;
    std::optional<QSet<ElementId>> m_found;
    std::optional<overlay::Overlay> m_overlay;
    bool m_hasMarks = false; ///< items may have marks of an overlay
    /// Of what is on the path that is shown: when a request comes there; of connections 1. Empty
    /// without a path.
    QHash<ElementId, int> m_steps;
    network::ZoneLoss m_loss;
    QSet<ElementId> m_broken; ///< connections that nothing passes any more
    bool m_seenFromAfar = false;
    QTimer m_unsettled; ///< runs after thousands have moved
    NewestWins<layout::Scene> m_routing;
};

} // namespace stratoplan::canvas
