// SPDX-License-Identifier: GPL-3.0-or-later
//
// The canvas beside a bare QGraphicsScene with as many plain rounded rectangles and paths at the
// same places: what drawing costs at least with this toolkit. Processor time, both sides in one
// run, as ratios; stratoplan_bench_canvas [NODES...].
#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"
#include "widgets/document/open_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsPathItem>
#include <QMouseEvent>
#include <QProcess>
#include <QRandomGenerator>
#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <malloc.h>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

constexpr quint32 seed = 1808;
constexpr int edgesOfHub = 10;
constexpr int makings = 5;
constexpr QSize windowSize(1600, 1000);

/// Several stacks beside one another: chains of services and functions with one and a half
/// connections a node, most of them to neighbours; the first function has ten.
Design designOf(int nodes)
{
    QRandomGenerator random(seed);
    Edit edit{Design()};
    QList<ElementId> ids;
    const int columns = int(std::ceil(std::sqrt(nodes * 0.7)));
    const QStringList kinds{QStringLiteral("queue"), QStringLiteral("topic"),
                            QStringLiteral("table"), QStringLiteral("bucket")};
    for (int i = 0; i < nodes; ++i) {
        const int row = i / columns;
        const Point at{(i % columns) * 288.0, row * 128.0};
        if (i % 2 == 0) {
            Function function;
            function.name = QStringLiteral("Function%1").arg(i);
            function.memory = MiB{512};
            function.runtime = QStringLiteral("nodejs24.x");
            function.position = at;
            ids.append(edit.add(function));
        } else {
            Service service;
            service.name = QStringLiteral("Service%1").arg(i);
            service.kind = kinds.at(i / 2 % kinds.size());
            service.position = at;
            ids.append(edit.add(service));
        }
    }
    QSet<std::pair<int, int>> taken;
    const auto connect = [&](int from, int to) {
        if (from == to || to < 0 || to >= nodes || taken.contains({from, to}))
            return false;
        taken.insert({from, to});
        Connection connection;
        connection.from = ids.at(from);
        connection.to = ids.at(to);
        const bool fromFunction = from % 2 == 0;
        connection.role = fromFunction ? Role::Access : Role::Trigger;
        edit.add(connection);
        return true;
    };
    for (int i = 1; i <= edgesOfHub && i < nodes; ++i)
        connect(0, 2 * i - 1);
    int made = edgesOfHub;
    while (made < nodes * 3 / 2) {
        const int from = random.bounded(nodes);
        const int far = random.bounded(20) == 0 ? 12 : 3;
        const int to = from + random.bounded(-far, far + 1) + columns * random.bounded(-2, 3);
        made += connect(from, (to / 2) * 2 + (from % 2 == 0 ? 1 : 0)) ? 1 : 0;
    }
    return *edit.result();
}

class FloorNode : public QGraphicsItem
{
public:
    explicit FloorNode(const QRectF &rect)
        : m_size(rect.size())
    {
        setPos(rect.topLeft());
    }
    QRectF boundingRect() const override { return QRectF({}, m_size).adjusted(-1, -1, 1, 1); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        painter->setPen(QPen(Qt::darkGray, 1));
        painter->setBrush(Qt::white);
        painter->drawRoundedRect(QRectF({}, m_size), 8, 8);
    }

private:
    QSizeF m_size;
};

/// The bare scene.
struct Floor
{
    explicit Floor(const Content &content)
    {
        for (const ElementId id : content.order) {
            auto *node = new FloorNode(content.boxes.at(id).rect);
            nodes.emplace(id, node);
            node->setZValue(1);
            scene.addItem(node);
        }
        for (const auto &[id, edge] : content.edges) {
            QPainterPath path;
            path.moveTo(edge.points.first());
            for (const QPointF &point : edge.points)
                path.lineTo(point);
            auto *item = new QGraphicsPathItem(path);
            edges.emplace(id, item);
            scene.addItem(item);
        }
    }
    QGraphicsScene scene;
    std::map<ElementId, FloorNode *> nodes;
    std::map<ElementId, QGraphicsPathItem *> edges;
};

double processorMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

template <class Step>
double measured(Step step)
{
    const double before = processorMs();
    step();
    return processorMs() - before;
}

size_t bytesInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

void paintAll()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

double at(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return times.at(size_t(share * double(times.size() - 1)));
}

void say(const char *what, double own, double floor, const char *unit, double goal)
{
    std::printf("  %-34s %10.2f %s   floor %10.2f   ratio %6.2f   goal %.1f\n", what, own, unit,
                floor, own / floor, goal);
}

void fitAll(QGraphicsView &view)
{
    if (auto *canvas = qobject_cast<CanvasView *>(&view))
        canvas->fit();
    else
        view.fitInView(view.scene()->itemsBoundingRect(), Qt::KeepAspectRatio);
}

void waitForRoutes(const CanvasScene &scene)
{
    while (scene.isRouting())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// In a process of its own with one heap, of which all is counted: threads that share one hinder
/// one another, which is nothing for the other figures.
int measureMemory(int nodes, const std::shared_ptr<const catalog::Catalog> &catalog)
{
    DesignDocument document;
    Selection selection(document);
    document.reset(designOf(nodes));
    const size_t before = bytesInUse();
    const CanvasScene scene(document, selection, catalog);
    waitForRoutes(scene);
    QThreadPool::globalInstance()->waitForDone();
    // Both are counted at rest, when what they wait to paint is forgotten. The question makes the
    // index.
    scene.items(QPointF());
    QCoreApplication::processEvents();
    const size_t own = bytesInUse() - before;
    const Floor floor(scene.content());
    floor.scene.items(QPointF());
    QCoreApplication::processEvents();
    std::printf("%zu %zu\n", own, bytesInUse() - before - own);
    return 0;
}

void sayMemory(int nodes)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--memory"), QString::number(nodes)});
    process.waitForFinished(-1);
    const QList<QByteArray> bytes = process.readAllStandardOutput().trimmed().split(' ');
    if (bytes.size() == 2)
        say("memory", bytes[0].toDouble() / 1e6, bytes[1].toDouble() / 1e6, "MB", 1.5);
}

void measureOne(int nodes, const std::shared_ptr<const catalog::Catalog> &catalog)
{
    const Design design = designOf(nodes);
    std::printf("%d nodes, %lld connections\n", nodes, (long long)design.all<Connection>().size());

    DesignDocument document;
    Selection selection(document);
    document.reset(design);
    const QSet<QString> kinds = configurationKinds(*catalog);
    const double routes = measured([&] { layout::scene(document.design(), kinds); });
    // In turns, so that both sides find the memory as the other has left it.
    std::unique_ptr<CanvasScene> scene;
    std::unique_ptr<Floor> floor;
    std::vector<double> wholes;
    std::vector<double> geometries;
    std::vector<double> floors;
    for (int i = 0; i < makings; ++i) {
        wholes.push_back(
            measured([&] { scene = std::make_unique<CanvasScene>(document, selection, catalog); }));
        geometries.push_back(
            measured([&] { layout::provisionalScene(document.design(), kinds, {}); }));
        waitForRoutes(*scene);
        // Both sides get their places given.
        floors.push_back(measured([&] { floor = std::make_unique<Floor>(scene->content()); }));
    }
    const double places = at(geometries, 0.5);
    const double creation = at(wholes, 0.5) - places;
    std::printf("  %-34s %10.2f ms, on a worker %.2f ms\n", "geometry", places, routes);
    say("creation", creation, at(floors, 0.5), "ms", 2.5);
    sayMemory(nodes);

    auto view = std::make_unique<CanvasView>(*scene);
    QGraphicsView bare(&floor->scene);
    bare.setRenderHint(QPainter::Antialiasing);
    bare.setFrameShape(QFrame::NoFrame);
    const auto show = [](QGraphicsView &shown) {
        shown.resize(windowSize);
        return measured([&] {
            fitAll(shown);
            shown.show();
            paintAll();
        });
    };
    const double floorShow = show(bare);
    const double ownShow = show(*view);
    say("first show", ownShow, floorShow, "ms", 3);

    const auto repaint = [](QGraphicsView &shown) {
        constexpr int runs = 7;
        std::vector<double> times;
        times.reserve(runs);
        for (int i = 0; i < runs; ++i) {
            times.push_back(measured([&] {
                shown.viewport()->update();
                paintAll();
            }));
        }
        return at(times, 0.5);
    };
    say("repaint of the whole graph", repaint(*view), repaint(bare), "ms", 0.3);

    // The hub is dragged over the drawing at 100 %, as the pointer would.
    const ElementId hub = design.idOf(QStringLiteral("Function0"));
    const QPointF start = scene->box(hub)->box().center();
    const auto showHub = [&](QGraphicsView &shown) {
        if (auto *canvas = qobject_cast<CanvasView *>(&shown))
            canvas->setZoom(1);
        else
            shown.resetTransform();
        shown.centerOn(start + QPointF(400, 200));
        paintAll();
    };
    showHub(*view);
    showHub(bare);
    std::atomic_bool stop = false;
    // What an analysis does beside: a thread that reads the design and allocates.
    const QFuture<void> analysis = QtConcurrent::run([&stop, design] {
        while (!stop) {
            size_t length = 0;
            for (const Function *function : design.all<Function>())
                length += size_t(QString(function->name + QLatin1Char('x')).size());
            if (length == 1)
                std::printf(" ");
        }
    });
    constexpr int steps = 200;
    std::vector<double> own;
    std::vector<double> wall;
    {
        QWidget *port = view->viewport();
        const auto send = [&](QEvent::Type type, const QPointF &place, Qt::MouseButton button,
                              Qt::MouseButtons held) {
            QMouseEvent event(type, place, port->mapToGlobal(place), button, held, {});
            QCoreApplication::sendEvent(port, &event);
        };
        const QPointF from = view->mapFromScene(start);
        send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        for (int i = 1; i <= steps; ++i) {
            QElapsedTimer timer;
            timer.start();
            own.push_back(measured([&] {
                send(QEvent::MouseMove, from + QPointF(16.0 * (i % 32), 16.0 * (i % 20)),
                     Qt::NoButton, Qt::LeftButton);
                paintAll();
            }));
            wall.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, {});
        QCoreApplication::sendEvent(view.get(), &escape);
        send(QEvent::MouseButtonRelease, from, Qt::LeftButton, {});
    }
    std::vector<double> least;
    FloorNode *floorHub = floor->nodes.at(hub);
    const QPointF home = floorHub->pos();
    std::vector<std::pair<QGraphicsPathItem *, QPointF>> ends;
    for (const auto &[id, edge] : scene->content().edges) {
        if (edge.from == hub)
            ends.emplace_back(floor->edges.at(id), edge.points.last());
    }
    for (int i = 1; i <= steps; ++i) {
        least.push_back(measured([&] {
            floorHub->setPos(home + QPointF(16.0 * (i % 32), 16.0 * (i % 20)));
            const QPointF middle = floorHub->sceneBoundingRect().center();
            for (const auto &[item, end] : ends) {
                QPainterPath path(middle);
                path.lineTo(middle.x(), end.y());
                path.lineTo(end);
                item->setPath(path);
            }
            paintAll();
        }));
    }
    stop = true;
    QFuture<void>(analysis).waitForFinished();
    say("drag step of a node with 10 edges", at(own, 0.5), at(least, 0.5), "ms", 1.5);
    std::printf("  %-34s p50 %6.2f ms  p95 %6.2f ms (goal 16), wall p95 %6.2f ms\n", "",
                at(own, 0.5), at(own, 0.95), at(wall, 0.95));

    QList<ElementId> all = scene->content().order;
    document.apply(QStringLiteral("Move"),
                   moveBy(document.design(), scene->geometry(), all, {64, 32}));
    const double undo = measured([&] {
        document.undoStack().undo();
        paintAll();
    });
    std::printf("  %-34s %10.2f ms (goal 200)\n", "undo of moving all", undo);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const bool memoryOnly = argc == 3 && qstrcmp(argv[1], "--memory") == 0;
    if (memoryOnly)
        mallopt(M_ARENA_MAX, 1);
    const QApplication application(argc, argv);
    const auto catalog = catalog::builtIn();
    if (!catalog)
        return 1;
    if (memoryOnly)
        return measureMemory(std::atoi(argv[2]), *catalog);
    QList<int> sizes;
    for (int i = 1; i < argc; ++i)
        sizes.append(std::atoi(argv[i]));
    if (sizes.isEmpty())
        sizes = {500, 2000, 10000};
    // Fonts and pictures are there when a drawing opens.
    {
        DesignDocument document;
        document.reset(designOf(20));
        Selection selection(document);
        CanvasScene scene(document, selection, *catalog);
        CanvasView view(scene);
        view.resize(windowSize);
        view.show();
        paintAll();
    }
    for (const int size : sizes)
        measureOne(size, *catalog);
    return 0;
}
