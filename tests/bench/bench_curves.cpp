// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time from a movement of the memory line to everything painted anew: all four charts and the
// figures, with one function and with three variants over it, in the dock and filling the window.
// Then what an analysis that arrives costs the panel: seen, seen with three variants, and behind
// another tab.
// Beside it a floor: the same number of bare QChartViews of that size with one line each, painted
// once.
#include "tests/support/design_text.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/curves/trade_chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineSeries>
#include <QMouseEvent>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace stratoplan;
using namespace stratoplan::curves;

namespace {

constexpr double goalMs = 16;

/// Wall and processor time of each step: on a machine that does other things the latter tells what
/// the program takes.
struct Times
{
    std::vector<double> wall;
    std::vector<double> processor;

    template <class Step>
    void measure(Step step)
    {
        QElapsedTimer timer;
        timer.start();
        const std::clock_t before = std::clock();
        step();
        processor.push_back(1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    static double at(const std::vector<double> &times, double share)
    {
        std::vector<double> sorted = times;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(static_cast<size_t>(share * static_cast<double>(sorted.size() - 1)));
    }
};

void report(const char *what, const Times &times)
{
    std::printf("%-44s p50 %6.2f ms  p95 %6.2f ms  processor p50 %6.2f ms  p95 %6.2f ms  (%zu)\n",
                what, Times::at(times.wall, 0.5), Times::at(times.wall, 0.95),
                Times::at(times.processor, 0.5), Times::at(times.processor, 0.95),
                times.wall.size());
}

/// What a window does between two movements: everything that is due to be painted is painted.
void paintAll()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

Times dragged(CurvesPanel &panel)
{
    CostChart &chart = panel.cost();
    QWidget *viewport = chart.viewport();
    const auto send = [&](QEvent::Type type, const QPointF &place, Qt::MouseButton button) {
        QMouseEvent event(type, place, viewport->mapToGlobal(place), button, Qt::LeftButton,
                          Qt::ShiftModifier);
        QApplication::sendEvent(viewport, &event);
    };
    const double y = chart.height() / 2.0;
    send(QEvent::MouseButtonPress, {chart.xOf(panel.handle().chosen()->value), y}, Qt::LeftButton);
    Times times;
    for (int i = 0; i < 400; ++i) {
        // To and fro over the whole axis, by another MB each time.
        const int step = i % 200;
        const double share = (i < 200 ? step : 199 - step) / 199.0;
        const double memory = 130 * std::pow(2900.0 / 130, share);
        times.measure([&] {
            send(QEvent::MouseMove, {chart.xOf(memory), y}, Qt::NoButton);
            paintAll();
        });
    }
    QTest::keyClick(&chart, Qt::Key_Escape);
    return times;
}

/// The same analysis anew, as after an edit elsewhere.
Times analysed(CurvesPanel &panel, const Analysis &analysis)
{
    Times times;
    for (int i = 0; i < 60; ++i) {
        const auto arrived = std::make_shared<const Analysis>(analysis);
        times.measure([&] {
            panel.setAnalysis(arrived);
            paintAll();
        });
    }
    return times;
}

/// Bare charts of the same sizes, with an empty plot or with one line, painted whole.
Times floorOf(const CurvesPanel &panel, bool withLine)
{
    QWidget window;
    window.resize(panel.size());
    std::vector<QChartView *> views;
    for (const ChartView *chart : panel.findChildren<ChartView *>()) {
        if (!chart->isVisible())
            continue;
        auto *view = new QChartView(&window);
        view->setRenderHint(QPainter::Antialiasing);
        view->setGeometry(QRect(chart->mapTo(&panel, QPoint()), chart->size()));
        auto *line = new QLineSeries;
        for (int i = 0; withLine && i < 46; ++i)
            line->append(i, i % 7);
        view->chart()->addSeries(line);
        view->chart()->createDefaultAxes();
        views.push_back(view);
    }
    window.show();
    paintAll();
    Times times;
    for (int i = 0; i < 100; ++i) {
        times.measure([&] {
            for (QChartView *view : views)
                view->viewport()->update();
            paintAll();
        });
    }
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const auto catalog = catalog::builtIn();
    const auto trees = decision::readTrees();
    if (!catalog || !trees)
        return 1;
    DesignDocument document;
    document.reset(designFromText(QStringLiteral(
        "fn Api 512 10 runtime=nodejs24.x architecture=x86_64 packageType=zip duration=310 p95=640 "
        "cpuShare=0.15 packageMb=1.8 init=110 rate=4 coldShare=0.01; "
        "fn Other 1024 10 runtime=java21 architecture=arm64 packageType=zip duration=90 "
        "cpuShare=0.5 rate=1")));
    Selection selection(document);
    CurvesPanel panel(document, selection, *catalog);
    const auto analysis = analyze(document.snapshot(), **catalog, *trees);
    if (!analysis)
        return 1;
    bool reached = true;
    for (const QSize size : {QSize(1090, 172), QSize(1420, 760)}) {
        panel.resize(size);
        panel.show();
        panel.setAnalysis(std::make_shared<const Analysis>(*analysis));
        panel.setCompared({});
        paintAll();
        std::printf("%d x %d\n", size.width(), size.height());
        const Times one = dragged(panel);
        report("  a step of the line, one function", one);
        panel.setCompared(panel.choices().mid(0, 3));
        paintAll();
        const Times four = dragged(panel);
        report("  a step of the line, three variants over it", four);
        report("  an analysis, three variants compared", analysed(panel, *analysis));
        panel.setCompared({});
        report("  an analysis, one function", analysed(panel, *analysis));
        panel.hide();
        report("  an analysis, while hidden", analysed(panel, *analysis));
        panel.show();
        paintAll();
        report("  floor: empty chart views, painted", floorOf(panel, false));
        report("  floor: chart views with a line, painted", floorOf(panel, true));
        reached = reached && Times::at(one.processor, 0.95) <= goalMs
            && Times::at(four.processor, 0.95) <= goalMs;
    }
    std::printf("goal %.0f ms of the processor at p95: %s\n", goalMs,
                reached ? "reached" : "missed");
    return 0;
}
