// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/zone_loss.h"
#include "widgets/canvas/content.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/items/edge_item.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"

#include <QGraphicsScene>

#include <map>
#include <memory>

namespace stratoplan::canvas {

/// The drawing of one document. Every edit recomputes the geometry and updates the items whose
/// content differs; an open canvas and one built fresh from the same design have the same content.
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
    /// Reads the design again, for texts that change with the language.
    void refresh();

    const Look &look() const { return m_look; }
    const layout::Scene &geometry() const { return m_geometry; }
    const Content &content() const { return m_content; }
    DesignDocument &document() { return m_document; }
    const DesignDocument &document() const { return m_document; }
    Selection &selection() { return m_selection; }
    const Selection &selection() const { return m_selection; }
    const catalog::Catalog &catalog() const { return *m_catalog; }

    BoxItem *box(ElementId id) const;
    EdgeItem *edge(ElementId id) const;
    /// The uppermost element there: nodes before edges before containers.
    ElementId elementAt(const QPointF &at) const;
    /// The port that is shown there at that zoom.
    std::optional<std::pair<ElementId, Port>> portNear(const QPointF &at, double zoom) const;
    QRectF rectOf(const QList<ElementId> &ids) const;

    /// The element that the keyboard stands on.
    ElementId focusElement() const { return m_focus; }
    void setFocusElement(ElementId id);
    void setHovered(ElementId id);
    void setDropTarget(ElementId id);
    /// Shows the elements away from their place for as long as a drag lasts; no elements = none.
    void setDragged(const QList<ElementId> &ids, const QPointF &distance);
    void setPortsOffered(bool offered);

Q_SIGNALS:
    void contentChanged();
    void focusElementChanged(stratoplan::ElementId id);
    void zoneLossChanged();

private:
    void updateContent();
    void updateStates();
    ItemState stateOf(ElementId id) const;
    /// Why, for tooltips: one line for each effect on the element.
    QString toolTipOf(ElementId id) const;

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QSet<QString> m_configurationKinds;
    AnalysisPointer m_analysis;
    Look m_look;
    layout::Scene m_geometry;
    Content m_content;
    std::map<ElementId, std::unique_ptr<BoxItem>> m_boxes;
    std::map<ElementId, std::unique_ptr<EdgeItem>> m_edges;
    ElementId m_focus;
    ElementId m_hovered;
    ElementId m_dropTarget;
    QSet<ElementId> m_dragged;
    bool m_portsOffered = false;
    network::ZoneLoss m_loss;
    QSet<ElementId> m_broken; ///< connections that nothing passes any more
};

} // namespace stratoplan::canvas
