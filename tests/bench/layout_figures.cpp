// SPDX-License-Identifier: GPL-3.0-or-later
// Prints, for each design or template named, how its picture comes out and how long that takes,
// with the crossings and bends of dot's own orthogonal picture of the same boxes beside it. Ends
// with 1 where a line goes through a box or boxes overlap.
#include "planner/catalog/catalog.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"
#include "tests/planner/layout/picture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QProcess>

#include <cstdio>
#include <map>

using namespace stratoplan;
using namespace stratoplan::layout;
using namespace stratoplan::layout::testing;

namespace {

constexpr double pointsPerInch = 72;

std::optional<Design> designOf(const QString &path, const catalog::Catalog &catalog)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    if (store::looksLikeDesign(text)) {
        const Expected<Design> read = store::read(text, path);
        return read ? std::optional(*read) : std::nullopt;
    }
    const auto imported = sam::read(text, path, catalog);
    return imported ? std::optional(imported->design) : std::nullopt;
}

/// The drawing as dot would make it, nodes of a VPC in a cluster.
QByteArray dotSource(const Scene &scene, const Design &design, const QHash<ElementId, int> &numbers)
{
    QByteArray text = "digraph g { rankdir=LR; splines=ortho; node [shape=box, fixedsize=true];\n";
    std::map<ElementId, QByteArray> clusters;
    for (const Scene::Box &box : scene.boxes) {
        if (!numbers.contains(box.id))
            continue;
        QByteArray &part = clusters[box.shape == Shape::Vpc ? ElementId() : box.container];
        part += QByteArray::number(numbers.value(box.id))
            + " [width=" + QByteArray::number(box.rect.width / pointsPerInch)
            + ", height=" + QByteArray::number(box.rect.height / pointsPerInch) + "];\n";
    }
    int cluster = 0;
    for (const auto &[container, part] : clusters) {
        if (container)
            text += "subgraph cluster_" + QByteArray::number(cluster++) + " {\n" + part + "}\n";
        else
            text += part;
    }
    for (const Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        text += QByteArray::number(numbers.value(connection->from)) + " -> "
            + QByteArray::number(numbers.value(connection->to)) + ";\n";
    }
    return text + "}\n";
}

struct OfDot
{
    int crossings = 0;
    int bends = 0;
    double ms = 0;
};

// "edge TAIL HEAD N X1 Y1 .. XN YN": points of a Bézier curve, of which every third is a corner.
std::optional<OfDot> drawnByDot(const Scene &scene, const Design &design)
{
    QHash<ElementId, int> numbers;
    for (const Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        for (ElementId id : {connection->from, connection->to}) {
            if (!numbers.contains(id))
                numbers.insert(id, static_cast<int>(numbers.size()));
        }
    }
    QElapsedTimer timer;
    timer.start();
    QProcess dot;
    dot.setStandardErrorFile(QProcess::nullDevice());
    dot.start(QStringLiteral("dot"), {QStringLiteral("-Tplain")});
    dot.write(dotSource(scene, design, numbers));
    dot.closeWriteChannel();
    if (!dot.waitForFinished() || dot.exitStatus() != QProcess::NormalExit || dot.exitCode() != 0)
        return std::nullopt;
    OfDot result;
    result.ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    std::vector<Trace> traces;
    for (const QByteArray &row : dot.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = row.split(' ');
        if (words.size() < 4 || words[0] != "edge")
            continue;
        Trace trace{words[1].toInt(), words[2].toInt(), {}};
        const int count = words[3].toInt();
        for (int i = 0; i < count; i += 3) {
            const Point next{words[4 + 2 * i].toDouble() * pointsPerInch,
                             words[5 + 2 * i].toDouble() * pointsPerInch};
            if (trace.points.size() > 1) {
                const Point &a = trace.points[trace.points.size() - 2];
                const Point &b = trace.points.back();
                const bool level = std::abs(a.y - b.y) < 0.5 && std::abs(b.y - next.y) < 0.5;
                const bool upright = std::abs(a.x - b.x) < 0.5 && std::abs(b.x - next.x) < 0.5;
                if (level || upright)
                    trace.points.pop_back();
            }
            trace.points.push_back(next);
        }
        result.bends += static_cast<int>(trace.points.size()) - 2;
        traces.push_back(std::move(trace));
    }
    result.crossings = crossingsOf(traces);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    const auto catalog = catalog::builtIn();
    if (!catalog)
        return 1;
    const QSet<QString> kinds = configurationKinds(**catalog);
    std::printf("%-60s %5s %5s %7s %7s %5s %5s %7s %11s %6s %6s\n", "file", "nodes", "edges",
                "arrange", "scene", "cross", "bends", "length", "size", "dot x", "dot b");
    Quality sum;
    OfDot sumOfDot;
    double arranging = 0;
    double drawing = 0;
    int faults = 0;
    for (int i = 1; i < argc; ++i) {
        const QString path = QString::fromLocal8Bit(argv[i]);
        const std::optional<Design> design = designOf(path, **catalog);
        const QByteArray name = QFileInfo(path).completeBaseName().left(60).toUtf8();
        if (!design) {
            std::printf("%-60s is not read\n", name.constData());
            continue;
        }
        QElapsedTimer timer;
        timer.start();
        const Design placed = *apply(*design, arrange(*design, kinds));
        const double arranged = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        const Scene drawn = scene(placed, kinds);
        const double routed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        const Quality quality = qualityOf(drawn, placed);
        const std::optional<OfDot> ofDot = drawnByDot(drawn, placed);
        for (const QString &fault : {faultOfBoxes(drawn, placed), faultOfLines(drawn, placed)}) {
            if (fault.isEmpty())
                continue;
            ++faults;
            std::printf("%-60s %s\n", name.constData(), qPrintable(fault));
        }
        std::printf("%-60s %5d %5d %7.1f %7.1f %5d %5d %7.0f %5.0fx%-5.0f %6s %6s\n",
                    name.constData(), quality.nodes, quality.edges, arranged, routed,
                    quality.crossings, quality.bends, quality.length, quality.size.width,
                    quality.size.height,
                    ofDot ? QByteArray::number(ofDot->crossings).constData() : "-",
                    ofDot ? QByteArray::number(ofDot->bends).constData() : "-");
        arranging += arranged;
        drawing += routed;
        sum.nodes += quality.nodes;
        sum.edges += quality.edges;
        if (ofDot) {
            sum.crossings += quality.crossings;
            sum.bends += quality.bends;
            sum.length += quality.length;
            sumOfDot.crossings += ofDot->crossings;
            sumOfDot.bends += ofDot->bends;
        }
    }
    std::printf("%-60s %5d %5d %7.1f %7.1f %5d %5d %7.0f %11s %6d %6d\n",
                "together (crossings, bends: where dot draws too)", sum.nodes, sum.edges, arranging,
                drawing, sum.crossings, sum.bends, sum.length, "", sumOfDot.crossings,
                sumOfDot.bends);
    std::printf("%d pictures with a fault\n", faults);
    return faults > 0 ? 1 : 0;
}
