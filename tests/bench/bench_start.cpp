// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the start of the process to the first painted sample, beside an empty window with a view, a
// chart and four docks: what such a window costs at least with this toolkit. Processor time of all
// threads, the median of several starts of this program itself, both sides in turns.
#include "app/window/run_window.h"
#include "app/window/window_arguments.h"
#include "widgets/canvas/canvas_view.h"

#include <QApplication>
#include <QChartView>
#include <QDockWidget>
#include <QGraphicsView>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace stratoplan;

namespace {

constexpr int starts = 9;
constexpr QSize windowSize(1440, 900);

/// Prints the processor time of the process so far and ends it.
[[noreturn]] void tellAndEnd()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    std::printf("%.3f\n", 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec));
    std::fflush(stdout);
    std::_Exit(0);
}

/// Ends the process as soon as a view is painted that has something to show.
class EndAtFirstPicture : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || !watched->isWidgetType())
            return false;
        const auto *view = qobject_cast<QGraphicsView *>(watched->parent());
        if (!view || (qobject_cast<const canvas::CanvasView *>(view) && view->items().isEmpty()))
            return false;
        // What is painted with it comes before the next turn of the event loop.
        QMetaObject::invokeMethod(
            this, [] { tellAndEnd(); }, Qt::QueuedConnection);
        return false;
    }
};

int startProgram(QApplication &application, const QString &sample)
{
    QCoreApplication::setApplicationName(QStringLiteral("stratoplan"));
    window::WindowArguments arguments;
    arguments.files = {sample};
    return window::runWindow(application, arguments);
}

int startFloor()
{
    QMainWindow window;
    window.setCentralWidget(new QGraphicsView(new QGraphicsScene(&window)));
    for (int i = 0; i < 4; ++i) {
        auto *dock = new QDockWidget(QString::number(i), &window);
        dock->setWidget(i == 0 ? static_cast<QWidget *>(new QChartView) : new QWidget);
        window.addDockWidget(i % 2 == 0 ? Qt::LeftDockWidgetArea : Qt::BottomDockWidgetArea, dock);
    }
    window.resize(windowSize);
    window.show();
    return QApplication::exec();
}

double processorMsOf(const QStringList &arguments)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), arguments);
    process.waitForFinished(-1);
    return process.readAllStandardOutput().trimmed().toDouble();
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

} // namespace

int main(int argc, char **argv)
{
    const QString sample
        = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/order-service.stratoplan");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc == 2) {
        QApplication application(argc, argv);
        EndAtFirstPicture watch;
        application.installEventFilter(&watch);
        return qstrcmp(argv[1], "--program") == 0 ? startProgram(application, sample)
                                                  : startFloor();
    }
    const QCoreApplication application(argc, argv);
    // Settings, states and journals of its own.
    const QTemporaryDir home;
    for (const char *folder : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"})
        qputenv(folder, home.path().toLocal8Bit());
    std::vector<double> own;
    std::vector<double> floor;
    for (int i = 0; i < starts; ++i) {
        own.push_back(processorMsOf({QStringLiteral("--program")}));
        floor.push_back(processorMsOf({QStringLiteral("--floor")}));
    }
    std::printf("start to the first painted sample: %.1f ms   floor %.1f   ratio %.2f   goal 2.5\n",
                median(own), median(floor), median(own) / median(floor));
    return 0;
}
