// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/tools/tool.h"

#include <QGraphicsView>

#include <compare>
#include <memory>
#include <optional>
#include <tuple>

class QLineEdit;

namespace stratoplan::theme {
class EmptyState;
}

namespace stratoplan::canvas {

class Legend;
class Minimap;
class QuickAdd;

enum class ToolKind
{
    Select,
    Connect,
    Place,
    Pan
};

/// The canvas: shows the scene, carries the tools, zooms and pans. Everything a tool can do by
/// mouse can be done by keyboard: arrows walk, Ctrl+arrows follow connections, Alt+arrows move by
/// one step of the grid, C connects, Enter places or edits.
class CanvasView : public QGraphicsView
{
    Q_OBJECT

public:
    explicit CanvasView(CanvasScene &scene, QWidget *parent = nullptr);
    ~CanvasView() override;

    CanvasScene &canvas() { return m_scene; }
    const CanvasScene &canvas() const { return m_scene; }

    ToolKind toolKind() const { return m_toolKind; }
    void setTool(ToolKind kind);
    /// Takes the place tool into the hand with this thing.
    void startPlacing(const QString &what);
    /// Takes the connect tool into the hand with this source.
    void startConnecting(ElementId from, Port port);
    /// Places at once, at a free spot near the middle or inside the selected container, selects it
    /// and opens its name.
    void placeNow(const QString &what);
    /// Carries out a change as an undo entry; a refusal is shown. True when it was carried out.
    bool perform(const QString &name, const Change &change);
    /// What is wrong and how to mend it, as one line for people.
    static QString sentenceOf(const Problem &problem);
    /// Places with the upper left corner there and selects it; a refusal is shown.
    bool placeAt(const QString &what, const QPointF &at, ElementId container);

    double zoom() const;
    /// Keeps the point of the viewport where it is; by default its middle.
    void setZoom(double factor);
    void setZoom(double factor, const QPoint &anchor);
    /// With that point of the drawing in the upper left corner.
    void showFrom(const QPointF &corner, double factor);
    void zoomIn();
    void zoomOut();
    /// The whole drawing, at most at 100 %. The legend takes the corner where it covers least. The
    /// drawing stays fitted while the canvas changes its size, until it is zoomed or moved.
    void fit();
    void fitSelection();
    /// Scrolls, and zooms out when it must, so that the elements are seen.
    void reveal(const QList<ElementId> &ids);

    /// Shows the drawing alone, to be read from afar: no grid, no map, no scroll bars, a ring as
    /// pointer; it may be larger than 100 % when it is fitted. A strip below is left to sentences.
    void setPresenting(bool presenting);
    bool isPresenting() const { return m_scene.look().presenting; }
    /// The drawing is where fit() put it.
    bool isFitted() const;

    void deleteSelection();
    void selectAll();
    /// Opens the name of what was just placed, but for notes, which have a text, and patterns,
    /// which are many.
    void nameNew(const QString &what, ElementId id);
    /// Opens the name of the element for typing; of the current one for none.
    void rename(ElementId id = {});
    bool isRenaming() const;
    /// Opens the field for typing elements, beside what is selected or near the middle.
    void quickAdd();
    /// The same with the first new element's corner there.
    void quickAdd(const QPointF &at);
    /// Opens it with what may follow `from`, as its port was drawn to that point; false where
    /// nothing may.
    bool offerFollowers(ElementId from, Port port, const QPointF &at);

    Legend &legend() { return *m_legend; }
    Minimap &minimap() { return *m_minimap; }
    void setTheme(const theme::Theme &theme);
    void retranslate();

    /// The nearest container that takes `what` at that point.
    ElementId containerAt(const QPointF &at) const;
    static QPointF snapped(const QPointF &at);
    /// Of a node on the drawing.
    static QSizeF nodeSize();
    /// Of a group that holds nothing.
    static QSizeF emptyGroupSize();
    /// A corner near that of `wanted` where a node of its size covers no other.
    QPointF freeSpot(const QRectF &wanted) const;

Q_SIGNALS:
    void toolChanged(stratoplan::canvas::ToolKind kind);
    void zoomChanged(double factor);
    /// A sentence for the status bar; empty = none.
    void messageChanged(const QString &text);
    /// A badge was clicked.
    void findingRequested(stratoplan::ElementId id);
    /// Enter was pressed on an element: its properties are to be edited.
    void editRequested(stratoplan::ElementId id);
    void contextMenuWanted(const QPoint &global);
    /// Esc was pressed with nothing in the hand and nothing selected.
    void escaped();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    /// Pinching: on a touchpad, which tells of gestures, and on a screen.
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QuickAdd &quickAddField();
    void drawGrid(QPainter &painter, const QRectF &rect) const;
    Pointer pointerOf(const QMouseEvent &event) const;
    Tool &tool() { return m_panning ? *m_pan : *m_tool; }
    void takeTool(ToolKind kind, std::unique_ptr<Tool> next);
    void updateCursor();
    void showRect(const QRectF &wanted);
    QRectF nodeInTheMiddle() const;
    void updateSceneRect();
    void startPanning();
    void stopPanning();
    void finishRename(bool keep);
    void placeRenameField();
    /// What of the drawing an area of the view covers.
    struct Covered
    {
        int boxes = 0;
        int edges = 0;
        auto operator<=>(const Covered &) const = default;
    };
    Covered coveredBy(const QRect &area) const;
    QRect legendAt(Qt::Corner corner, const QSize &size) const;
    /// Takes the corner where a legend of that size covers least, and tells what it covers there.
    Covered chooseLegendCorner(const QSize &size);
    void placeLegend();
    /// Tells in the legend what the marks of lost zones mean.
    void showZoneLoss();
    /// A legend of that size is small beside the canvas, and has a corner where it covers no node.
    bool hasRoomFor(const QSize &legend);
    /// Folds the legend where there is no room for it, and places it.
    void settleLegend();
    /// What hangs on the part that is seen goes with it, once it has arrived.
    void followView();
    void placeMinimap();
    /// Says in the middle how to begin, as long as nothing is drawn nor typed.
    void settleEmptyState();

    CanvasScene &m_scene;
    ToolKind m_toolKind = ToolKind::Select;
    std::unique_ptr<Tool> m_tool;
    std::unique_ptr<Tool> m_formerTool;
    std::unique_ptr<Tool> m_pan;
    /// Zoom and scroll position that fit() left behind.
    std::optional<std::tuple<double, int, int>> m_fitted;
    bool m_isMoving = false; ///< it is on its way to a place
    bool m_panning = false; ///< for as long as space or the middle button is held
    Legend *m_legend = nullptr;
    Minimap *m_minimap = nullptr;
    Qt::Corner m_legendCorner = Qt::BottomLeftCorner;
    QuickAdd *m_quickAdd = nullptr; ///< from when it is first wanted
    theme::EmptyState *m_emptyState = nullptr; ///< from when there is first nothing
    QLineEdit *m_renameField = nullptr;
    ElementId m_renamed;
};

} // namespace stratoplan::canvas
