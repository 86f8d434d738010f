// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"

#include "planner/base/text.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <map>

namespace stratoplan::layout {

namespace {

constexpr double pointsPerInch = 72;

// Node positions only: `splines=ortho` aborts the program on large graphs, and edges are routed
// here.
QByteArray source(const LayerGraph &graph)
{
    QString text
        = QStringLiteral("digraph g {\nrankdir=LR; splines=false; nodesep=0.45; ranksep=1;\n"
                         "node [shape=box, fixedsize=true, label=\"\"];\n");
    for (size_t i = 0; i < graph.sizes.size(); ++i) {
        text += QStringLiteral("%1 [width=%2, height=%3];\n")
                    .arg(QString::number(i), number(graph.sizes[i].width / pointsPerInch),
                         number(graph.sizes[i].height / pointsPerInch));
    }
    for (const LayerGraph::Arc &arc : graph.arcs)
        text += QStringLiteral("%1 -> %2;\n").arg(arc.from).arg(arc.to);
    text += QLatin1String("}\n");
    return text.toUtf8();
}

// "node NAME X Y WIDTH HEIGHT ...", in inches, y upwards.
std::optional<Layers> parsed(const QByteArray &plain, size_t count)
{
    std::vector<bool> seen(count, false);
    std::map<qint64, std::vector<std::pair<double, int>>> byX;
    size_t found = 0;
    for (const QByteArray &line : plain.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 4 || words[0] != "node")
            continue;
        bool okName = false;
        bool okX = false;
        bool okY = false;
        const int node = words[1].toInt(&okName);
        const double x = words[2].toDouble(&okX);
        const double y = words[3].toDouble(&okY);
        if (!okName || !okX || !okY || node < 0 || static_cast<size_t>(node) >= count
            || seen[static_cast<size_t>(node)])
            return std::nullopt;
        seen[static_cast<size_t>(node)] = true;
        ++found;
        byX[qRound64(x * pointsPerInch)].push_back({-y, node});
    }
    if (found != count)
        return std::nullopt;
    Layers layers;
    for (auto &[x, nodes] : byX) {
        std::sort(nodes.begin(), nodes.end());
        layers.emplace_back();
        for (const auto &[y, node] : nodes)
            layers.back().push_back(node);
    }
    return layers;
}

} // namespace

std::optional<Layers> dotLayers(const LayerGraph &graph, int limitMs)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dot"));
    if (program.isEmpty())
        return std::nullopt;
    QProcess dot;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    dot.setProcessEnvironment(environment);
    dot.setStandardErrorFile(QProcess::nullDevice());
    dot.start(program, {QStringLiteral("-Tplain")});
    if (!dot.waitForStarted(limitMs))
        return std::nullopt;
    dot.write(source(graph));
    dot.closeWriteChannel();
    if (!dot.waitForFinished(limitMs)) {
        dot.kill();
        dot.waitForFinished();
        return std::nullopt;
    }
    if (dot.exitStatus() != QProcess::NormalExit || dot.exitCode() != 0)
        return std::nullopt;
    return parsed(dot.readAllStandardOutput(), graph.sizes.size());
}

} // namespace stratoplan::layout
