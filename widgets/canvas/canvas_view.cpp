// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvas_view.h"

#include "planner/sketch/place.h"
#include "widgets/canvas/accessible.h"
#include "widgets/canvas/additions.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/grouping.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/overview.h"
#include "widgets/canvas/placeable.h"
#include "widgets/canvas/quick_add.h"
#include "widgets/canvas/tools/connect_tool.h"
#include "widgets/canvas/tools/pan_tool.h"
#include "widgets/canvas/tools/place_tool.h"
#include "widgets/canvas/tools/select_tool.h"

#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

constexpr double grid = 16;
constexpr double smallestZoom = 0.05;
constexpr double largestZoom = 4;
constexpr double largestPresented = 2;
constexpr int presentedSentence = 128; ///< height of the strip below, px
constexpr double zoomStep = 1.25;
/// Space round the drawing that can be scrolled to, in scene units.
constexpr double sheetMargin = 400;

} // namespace

CanvasView::CanvasView(CanvasScene &scene, QWidget *parent)
    : QGraphicsView(&scene, parent)
    , m_scene(scene)
    , m_tool(std::make_unique<SelectTool>(*this))
    , m_pan(std::make_unique<PanTool>(*this))
    , m_legend(new Legend(this))
    , m_minimap(new Minimap(*this))
    , m_renameField(new QLineEdit(viewport()))
{
    installAccessibility();
    setObjectName(QStringLiteral("canvas"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setCacheMode(QGraphicsView::CacheBackground);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setResizeAnchor(QGraphicsView::NoAnchor);
    setMouseTracking(true);
    setAcceptDrops(true);
    setMinimumSize(320, 240);
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);

    m_renameField->hide();
    m_renameField->setObjectName(QStringLiteral("renameField"));
    connect(m_renameField, &QLineEdit::editingFinished, this, [this] { finishRename(true); });
    m_renameField->installEventFilter(this);
    m_legend->installEventFilter(this);
    connect(m_minimap, &Minimap::shownChanged, this, &CanvasView::settleLegend);

    connect(&scene, &CanvasScene::contentChanged, this, [this] {
        updateSceneRect();
        m_legend->setContent(m_scene.content());
        if (isRenaming() && !m_scene.box(m_renamed))
            finishRename(false);
        settleEmptyState();
    });
    connect(&scene, &CanvasScene::zoneLossChanged, this, &CanvasView::showZoneLoss);
    connect(&scene, &CanvasScene::overlayChanged, this, [this] {
        m_legend->setOverlay(m_scene.overlay());
        settleLegend();
    });
    connect(&scene, &CanvasScene::focusElementChanged, this, [this] { announceFocus(*this); });
    connect(&scene.selection(), &Selection::revealRequested, this, &CanvasView::reveal);
    m_legend->setContent(scene.content());
    updateSceneRect();
    retranslate();
}

CanvasView::~CanvasView()
{
    // A name with the keyboard is taken when it loses it; it goes with the view.
    m_renameField->disconnect(this);
    // Tools let go of the scene, which must still be there.
    m_tool->deactivate();
}

void CanvasView::retranslate()
{
    setAccessibleName(tr("Drawing"));
    m_renameField->setAccessibleName(tr("Name"));
    m_legend->retranslate();
    m_minimap->retranslate();
    if (m_quickAdd)
        m_quickAdd->retranslate();
    settleEmptyState();
}

void CanvasView::setTheme(const theme::Theme &theme)
{
    m_scene.setTheme(theme);
    m_legend->setTheme(theme);
    if (m_quickAdd)
        m_quickAdd->setTheme(theme);
    settleEmptyState();
    viewport()->update();
}

void CanvasView::setTool(ToolKind kind)
{
    std::unique_ptr<Tool> next;
    switch (kind) {
    case ToolKind::Place: // only startPlacing() knows what to place
    case ToolKind::Select:
        kind = ToolKind::Select;
        next = std::make_unique<SelectTool>(*this);
        break;
    case ToolKind::Connect:
        next = std::make_unique<ConnectTool>(*this);
        break;
    case ToolKind::Pan:
        next = std::make_unique<PanTool>(*this);
        break;
    }
    takeTool(kind, std::move(next));
}

void CanvasView::takeTool(ToolKind kind, std::unique_ptr<Tool> next)
{
    if (m_quickAdd)
        m_quickAdd->close();
    m_tool->deactivate();
    // A tool may put itself down in the middle of its own gesture.
    m_formerTool = std::exchange(m_tool, std::move(next));
    m_toolKind = kind;
    m_tool->activate();
    updateCursor();
    viewport()->update();
    Q_EMIT toolChanged(kind);
    Q_EMIT messageChanged(m_tool->statusText());
}

void CanvasView::startPlacing(const QString &what)
{
    takeTool(ToolKind::Place, std::make_unique<PlaceTool>(*this, what));
}

void CanvasView::startConnecting(ElementId from, Port port)
{
    auto next = std::make_unique<ConnectTool>(*this);
    ConnectTool *tool = next.get();
    takeTool(ToolKind::Connect, std::move(next));
    tool->begin(from, port, true);
}

bool CanvasView::perform(const QString &name, const Change &change)
{
    const Problems refused = m_scene.document().apply(name, change);
    if (refused.isEmpty())
        return true;
    Q_EMIT messageChanged(toString(refused.first().what));
    return false;
}

QString CanvasView::sentenceOf(const Problem &problem)
{
    const QString what = toString(problem.what);
    return problem.remedy.isEmpty() ? what : what + QStringLiteral(". ") + toString(problem.remedy);
}

bool CanvasView::placeAt(const QString &what, const QPointF &at, ElementId container)
{
    if (what.startsWith(patternPrefix))
        return insertPattern(*this, what.sliced(patternPrefix.size()), at);
    const Expected<sketch::Placed> placed = sketch::place(
        m_scene.document().design(), what, Point{at.x(), at.y()}, container, m_scene.catalog());
    if (!placed) {
        Q_EMIT messageChanged(sentenceOf(placed.error().first()));
        return false;
    }
    const std::optional<Placeable> thing = placeable(what, m_scene.catalog());
    if (!perform(tr("Place %1").arg(thing ? thing->label : what), placed->change))
        return false;
    m_scene.selection().set({placed->id});
    m_scene.setFocusElement(placed->id);
    return true;
}

void CanvasView::placeNow(const QString &what)
{
    ElementId container;
    QRectF wanted = nodeInTheMiddle();
    const ElementId current = m_scene.selection().current();
    const BoxItem *item = m_scene.box(current);
    if (item && what == QLatin1String("group")) {
        // No group holds another.
        if (const BoxItem *around = m_scene.box(item->content().container))
            item = around;
        wanted = QRectF(item->box().bottomLeft() + QPointF(0, 32), emptyGroupSize());
    } else if (item) {
        container = item->isContainer() ? current : item->content().container;
        wanted.moveTopLeft(item->isContainer() ? item->box().topLeft() + QPointF(16, 64)
                                               : item->box().bottomLeft() + QPointF(0, 32));
    }
    if (!placeAt(what, freeSpot(wanted), container))
        return;
    reveal(m_scene.selection().ids());
    nameNew(what, m_scene.selection().current());
}

void CanvasView::nameNew(const QString &what, ElementId id)
{
    // Its kind is its name yet: what people state next.
    if (what != QLatin1String("note") && !what.startsWith(patternPrefix))
        rename(id);
}

void CanvasView::quickAdd()
{
    QRectF wanted = nodeInTheMiddle();
    if (const BoxItem *item = m_scene.box(m_scene.selection().current()))
        wanted.moveTopLeft(item->box().topRight() + QPointF(64, 0));
    quickAdd(freeSpot(wanted));
}

void CanvasView::quickAdd(const QPointF &at)
{
    quickAddField().open(snapped(at));
    settleEmptyState();
}

bool CanvasView::offerFollowers(ElementId from, Port port, const QPointF &at)
{
    return quickAddField().openAfter(from, port, at, containerAt(at));
}

QuickAdd &CanvasView::quickAddField()
{
    if (!m_quickAdd) {
        m_quickAdd = new QuickAdd(*this);
        m_quickAdd->setTheme(m_scene.look().theme);
        connect(m_quickAdd, &QuickAdd::closed, this, [this] {
            // A line that waited for its end goes with the field.
            if (m_toolKind == ToolKind::Connect)
                setTool(ToolKind::Select);
            settleEmptyState();
        });
    }
    return *m_quickAdd;
}

QPointF CanvasView::freeSpot(const QRectF &wanted) const
{
    const auto isFree = [&](const QRectF &spot) {
        for (const auto &[id, content] : m_scene.content().boxes) {
            const bool isNode
                = content.shape == layout::Shape::Node || content.shape == layout::Shape::Chip;
            if (isNode && content.rect.adjusted(-8, -8, 8, 8).intersects(spot))
                return false;
        }
        return true;
    };
    QRectF spot(snapped(wanted.topLeft()), wanted.size());
    // Down a column, then the next column to the right.
    for (int column = 0; column < 8; ++column) {
        QRectF tried = spot.translated(column * 224, 0);
        for (int row = 0; row < 12; ++row, tried.translate(0, 96)) {
            if (isFree(tried))
                return tried.topLeft();
        }
    }
    return spot.topLeft();
}

double CanvasView::zoom() const
{
    return transform().m11();
}

void CanvasView::setZoom(double factor)
{
    setZoom(factor, viewport()->rect().center());
}

void CanvasView::setZoom(double factor, const QPoint &anchor)
{
    factor = std::clamp(factor, smallestZoom, largestZoom);
    const QPointF kept = mapToScene(anchor);
    {
        const QScopedValueRollback moving(m_isMoving, true);
        setTransform(QTransform::fromScale(factor, factor));
        m_scene.setSeenFromAfar(detailAt(factor) == Detail::Boxes);
        updateSceneRect();
        const QPointF moved = mapFromScene(kept) - anchor;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value()
                                        + int(std::lround(moved.x())));
        verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::lround(moved.y())));
    }
    followView();
    Q_EMIT zoomChanged(factor);
}

void CanvasView::showFrom(const QPointF &corner, double factor)
{
    setZoom(factor);
    setSceneRect(sceneRect() | QRectF(corner, QSizeF(viewport()->size()) / zoom()));
    const QPoint away = mapFromScene(corner);
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + away.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + away.y());
}

void CanvasView::zoomIn()
{
    setZoom(zoom() * zoomStep);
}

void CanvasView::zoomOut()
{
    setZoom(zoom() / zoomStep);
}

void CanvasView::showRect(const QRectF &wanted)
{
    const double across = viewport()->width() / std::max(1.0, wanted.width());
    const double down = viewport()->height() / std::max(1.0, wanted.height());
    {
        const QScopedValueRollback moving(m_isMoving, true);
        setZoom(std::min({isPresenting() ? largestPresented : 1.0, across, down}));
        centerOn(wanted.center());
    }
    followView();
}

void CanvasView::followView()
{
    if (m_isMoving)
        return;
    m_minimap->follow();
    settleEmptyState();
    if (isRenaming())
        placeRenameField();
}

void CanvasView::fit()
{
    const QRectF bounds = m_scene.content().bounds;
    if (!bounds.isEmpty())
        showRect(bounds.adjusted(-32, -32, 32, 32));
    m_fitted = {zoom(), horizontalScrollBar()->value(), verticalScrollBar()->value()};
    settleLegend();
}

bool CanvasView::isFitted() const
{
    return m_fitted
        == std::tuple{zoom(), horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

void CanvasView::fitSelection()
{
    const QRectF bounds = m_scene.rectOf(m_scene.selection().ids());
    if (bounds.isEmpty())
        fit();
    else
        showRect(bounds.adjusted(-64, -64, 64, 64));
}

void CanvasView::reveal(const QList<ElementId> &ids)
{
    const QRectF wanted = m_scene.rectOf(ids);
    if (wanted.isEmpty())
        return;
    const QRectF padded = wanted.adjusted(-24, -24, 24, 24);
    if (padded.width() * zoom() > viewport()->width()
        || padded.height() * zoom() > viewport()->height())
        showRect(padded);
    else
        ensureVisible(padded, 0, 0);
}

void CanvasView::setPresenting(bool presenting)
{
    m_scene.setPresenting(presenting);
    const Qt::ScrollBarPolicy bars = presenting ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded;
    setHorizontalScrollBarPolicy(bars);
    setVerticalScrollBarPolicy(bars);
    // Sentences have a place of their own, so that they cover nothing that they speak of.
    setViewportMargins(0, 0, 0, presenting ? presentedSentence : 0);
    m_minimap->follow();
    settleEmptyState();
    updateCursor();
}

void CanvasView::updateSceneRect()
{
    // What is seen always belongs to the sheet, so that nothing jumps when the drawing changes.
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    QRectF bounds = m_scene.content().bounds;
    if (bounds.isEmpty())
        bounds = QRectF(0, 0, 1, 1);
    const double margin = sheetMargin / std::min(1.0, zoom());
    setSceneRect(bounds.adjusted(-margin, -margin, margin, margin) | seen);
}

void CanvasView::deleteSelection()
{
    const QList<ElementId> ids = m_scene.selection().ids();
    if (ids.isEmpty() || isRenaming())
        return;
    perform(tr("Delete %n element(s)", nullptr, int(ids.size())),
            emptiedInPlace(m_scene.document().design(), m_scene.geometry(),
                           canvas::remove(m_scene.document().design(), ids)));
}

void CanvasView::selectAll()
{
    QList<ElementId> ids = m_scene.content().order;
    ids.removeAll(ElementId{});
    m_scene.selection().set(ids);
}

void CanvasView::rename(ElementId id)
{
    if (!id)
        id = m_scene.selection().current();
    const Element *element = m_scene.document().design().find(id);
    const BoxItem *item = m_scene.box(id);
    if (!element || !item)
        return;
    m_scene.selection().set({id});
    reveal({id});
    m_renamed = id;
    m_renameField->setText(common(*element).name);
    m_renameField->setProperty("invalid", false);
    placeRenameField();
    m_renameField->show();
    m_renameField->selectAll();
    m_renameField->setFocus();
}

bool CanvasView::isRenaming() const
{
    return bool(m_renamed);
}

void CanvasView::placeRenameField()
{
    const BoxItem *item = m_scene.box(m_renamed);
    if (!item)
        return;
    const QRect name = mapFromScene(item->nameRectAt(zoom()).translated(item->pos()))
                           .boundingRect()
                           .adjusted(-6, 0, 6, 0);
    const int height = 26;
    m_renameField->setGeometry(name.left(), name.center().y() - height / 2,
                               std::max(160, name.width()), height);
}

void CanvasView::finishRename(bool keep)
{
    if (!m_renamed)
        return;
    const ElementId id = m_renamed;
    const QString name = m_renameField->text().trimmed();
    if (keep) {
        const Change change = canvas::rename(m_scene.document().design(), id, name);
        const Problems refused = m_scene.document().apply(tr("Rename to %1").arg(name), change);
        if (!refused.isEmpty()) {
            const QString why = toString(refused.first().what);
            m_renameField->setProperty("invalid", true);
            m_renameField->setToolTip(why);
            QToolTip::showText(m_renameField->mapToGlobal(QPoint(0, m_renameField->height())), why,
                               m_renameField);
            Q_EMIT messageChanged(why);
            if (m_renameField->hasFocus())
                return;
        }
    }
    m_renamed = {};
    m_renameField->setToolTip({});
    const bool hadFocus = m_renameField->hasFocus();
    m_renameField->hide();
    if (hadFocus)
        setFocus();
}

ElementId CanvasView::containerAt(const QPointF &at) const
{
    ElementId found;
    for (const layout::Scene::Box &box : m_scene.geometry().boxes) {
        const bool isContainer = box.shape == layout::Shape::Vpc || box.shape == layout::Shape::Zone
            || box.shape == layout::Shape::Subnet || box.shape == layout::Shape::Group;
        if (isContainer && box.rect.contains(layout::Rect{at.x(), at.y(), 0, 0}))
            found = box.id;
    }
    return found;
}

QSizeF CanvasView::nodeSize()
{
    const Size node = layout::Metrics().node;
    return {node.width, node.height};
}

QSizeF CanvasView::emptyGroupSize()
{
    const Size group = layout::Metrics().emptyGroup;
    return {group.width, group.height};
}

QRectF CanvasView::nodeInTheMiddle() const
{
    QRectF node(QPointF(), nodeSize());
    node.moveCenter(mapToScene(viewport()->rect().center()));
    return node;
}

QPointF CanvasView::snapped(const QPointF &at)
{
    return {std::round(at.x() / grid) * grid, std::round(at.y() / grid) * grid};
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    const bool fitted = isFitted();
    QGraphicsView::resizeEvent(event);
    updateSceneRect();
    // Not whenever it had no size before: one that is shown again has not either.
    if (fitted || !m_fitted)
        fit();
    else
        settleLegend();
    placeMinimap();
    settleEmptyState();
}

void CanvasView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    settleEmptyState();
}

void CanvasView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    followView();
}

void CanvasView::drawBackground(QPainter *painter, const QRectF &rect)
{
    QGraphicsView::drawBackground(painter, rect);
    if (detailAt(zoom()) == Detail::Boxes)
        paintOverview(*painter, m_scene, rect);
    if (zoom() >= 0.5 && !isPresenting())
        drawGrid(*painter, rect);
    if (m_scene.look().stillPainted && detailAt(zoom()) != Detail::Boxes)
        paintStill(*painter, m_scene, rect);
}

void CanvasView::drawGrid(QPainter &painter, const QRectF &rect) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_scene.look().theme.color(theme::Token::Dot), 1.2 / zoom()));
    QList<QPointF> dots;
    for (double y = std::floor(rect.top() / grid) * grid; y < rect.bottom(); y += grid) {
        for (double x = std::floor(rect.left() / grid) * grid; x < rect.right(); x += grid)
            dots.append({x, y});
    }
    painter.drawPoints(dots.constData(), int(dots.size()));
    painter.setRenderHint(QPainter::Antialiasing);
}

void CanvasView::drawForeground(QPainter *painter, const QRectF &)
{
    m_tool->paint(*painter);
}

} // namespace stratoplan::canvas
