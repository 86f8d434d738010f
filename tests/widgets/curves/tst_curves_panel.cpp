// SPDX-License-Identifier: GPL-3.0-or-later
//
// The curves by mouse and keyboard: the memory line in all charts, one undo step for each move,
// what lies over what, tables and files, and what is said where there is nothing to draw.
#include "tests/support/design_text.h"
#include "widgets/curves/break_even_part.h"
#include "widgets/curves/chart_export.h"
#include "widgets/curves/chart_key.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/trade_chart.h"
#include "widgets/curves/words.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGraphicsTextItem>
#include <QLabel>
#include <QLineSeries>
#include <QMainWindow>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::curves;

namespace {

constexpr const char *drawn
    = "fn Api 512 10 runtime=nodejs24.x architecture=x86_64 packageType=zip duration=310 p95=640 "
      "cpuShare=0.15 packageMb=1.8 init=110 rate=4 coldShare=0.01; "
      "fn Other 1024 10 runtime=java21 architecture=arm64 packageType=zip duration=90 cpuShare=0.5 "
      "rate=1; fn Bare; queue Jobs";

} // namespace

class TestCurvesPanel : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;

    struct Fixture
    {
        explicit Fixture(const TestCurvesPanel &owner, const QString &text = QLatin1String(drawn),
                         const QSize &size = {1090, 172})
            : test(owner)
            , selection(document)
            , panel(document, selection, owner.m_catalog)
        {
            document.reset(designFromText(text));
            panel.resize(size);
            panel.show();
            analyse();
            // As the window does, but at once.
            QObject::connect(&document, &DesignDocument::designChanged, &panel, [this] {
                if (analyses)
                    analyse();
            });
            QCoreApplication::processEvents();
        }
        void analyse()
        {
            const auto made
                = stratoplan::analyze(document.snapshot(), *test.m_catalog, test.m_trees);
            analysis = made ? std::make_shared<const Analysis>(*made) : nullptr;
            panel.setAnalysis(analysis);
        }
        ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
        const Function &function(const char *name) const
        {
            return *document.design().get<Function>(id(name));
        }
        void show(const char *name)
        {
            selection.set({id(name)});
            QCoreApplication::processEvents();
        }
        template <class T>
        T *find(const char *name) const
        {
            return panel.findChild<T *>(QLatin1String(name));
        }
        QString sentence() const { return find<QLabel>("curvesSentence")->text(); }
        QList<ChartView *> charts() const { return panel.findChildren<ChartView *>(); }

        const TestCurvesPanel &test;
        DesignDocument document;
        Selection selection;
        CurvesPanel panel;
        AnalysisPointer analysis;
        bool analyses = true; ///< each edit at once; else the analysis falls behind
    };

    static QPoint onLine(const MemoryChart &chart, double memory)
    {
        return {int(chart.xOf(memory)), chart.height() / 2};
    }
    static void drag(MemoryChart &chart, double from, double to,
                     Qt::KeyboardModifiers modifiers = {}, bool letGo = true)
    {
        QWidget *viewport = chart.viewport();
        QTest::mousePress(viewport, Qt::LeftButton, modifiers, onLine(chart, from));
        for (const double share : {0.3, 0.7, 1.0}) {
            const QPoint place = onLine(chart, from + (to - from) * share);
            QMouseEvent move(QEvent::MouseMove, place, viewport->mapToGlobal(place), Qt::NoButton,
                             Qt::LeftButton, modifiers);
            QApplication::sendEvent(viewport, &move);
        }
        if (letGo)
            QTest::mouseRelease(viewport, Qt::LeftButton, modifiers, onLine(chart, to));
    }
    MemoryChart &memoryChart(Fixture &f, int which) const
    {
        const std::array<MemoryChart *, 3> all{&f.panel.coldStart(), &f.panel.duration(),
                                               &f.panel.cost()};
        return *all.at(size_t(which));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_catalog = *catalog;
        m_trees = *trees;
    }

    void theLineIsDraggedInEachChart_data()
    {
        QTest::addColumn<int>("chart");
        QTest::addColumn<double>("to");
        QTest::addColumn<bool>("shift");
        QTest::addColumn<int>("memory");
        QTest::newRow("cold start") << 0 << 1030.0 << false << 1024;
        QTest::newRow("duration") << 1 << 1500.0 << false << 1472;
        QTest::newRow("cost") << 2 << 140.0 << false << 128;
        QTest::newRow("beyond the end") << 2 << 20000.0 << false << 3008;
    }
    void theLineIsDraggedInEachChart()
    {
        QFETCH(int, chart);
        QFETCH(double, to);
        QFETCH(bool, shift);
        QFETCH(int, memory);
        Fixture f(*this);
        f.show("Api");
        MemoryChart &shown = memoryChart(f, chart);
        drag(shown, 512, to, shift ? Qt::ShiftModifier : Qt::NoModifier);
        // A pixel stands for some MB: what was let go at lies within the step of the settings.
        QVERIFY2(std::abs(f.function("Api").memory.value->value - memory) <= 64,
                 qPrintable(QString::number(f.function("Api").memory.value->value)));
        QCOMPARE((f.function("Api").memory.value->value - 128) % 64, 0);
        QCOMPARE(f.document.undoStack().count(), 1);
        f.document.undoStack().undo();
        QCOMPARE(f.function("Api").memory.value, MiB(512));
        QCOMPARE(f.function("Api").duration.value, Milliseconds(310));
        QCOMPARE(f.panel.handle().chosen(), MiB(512));
    }

    void shiftTakesAnyMemory()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 700});
        f.show("Api");
        f.panel.setScale(false, false);
        QCoreApplication::processEvents();
        MemoryChart &chart = f.panel.cost();
        const int exact = int(std::lround(chart.memoryAt(onLine(chart, 777).x())));
        QVERIFY((exact - 128) % 64 != 0);
        drag(chart, 512, 777, Qt::ShiftModifier);
        QCOMPARE(f.function("Api").memory.value, MiB(exact));
    }

    /// Nothing is edited before the line is let go; all charts and the figures follow.
    void draggingIsAPreview()
    {
        Fixture f(*this);
        f.show("Api");
        const QString before = f.sentence();
        drag(f.panel.duration(), 512, 1024, {}, false);
        QVERIFY(f.panel.handle().isMoved());
        QCOMPARE(f.document.undoStack().count(), 0);
        QCOMPARE(f.function("Api").memory.value, MiB(512));
        const MiB moved = *f.panel.handle().chosen();
        for (const MemoryChart *chart : std::initializer_list<const MemoryChart *>{
                 &f.panel.coldStart(), &f.panel.duration(), &f.panel.cost()}) {
            QCOMPARE(chart->chosen().size(), 1);
            QCOMPARE(chart->chosen().first().memory, moved);
        }
        QVERIFY(f.sentence() != before);
        QVERIFY(f.sentence().startsWith(QStringLiteral("Now 512 MB: 310 ms, ")));
        QVERIFY(f.sentence().contains(QStringLiteral("% dearer, ")));
        QVERIFY(f.sentence().endsWith(QStringLiteral("% faster).")));
        QVERIFY(f.find<QLabel>("curvesSentence")->isVisible());
        bool barStands = false;
        for (const PhaseBar &bar : f.panel.coldStart().bars())
            barStands = barStands || (bar.chosen && bar.memory == moved);
        QVERIFY(barStands);
        // Esc takes it back, and letting go afterwards does nothing.
        QTest::keyClick(&f.panel.duration(), Qt::Key_Escape);
        QTest::mouseRelease(f.panel.duration().viewport(), Qt::LeftButton, {},
                            onLine(f.panel.duration(), 1024));
        QCOMPARE(f.panel.handle().chosen(), MiB(512));
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void theOtherButtonTakesTheDragBack()
    {
        Fixture f(*this);
        f.show("Api");
        drag(f.panel.cost(), 512, 1024, {}, false);
        QTest::mousePress(f.panel.cost().viewport(), Qt::RightButton, {},
                          onLine(f.panel.cost(), 1024));
        QTest::mouseRelease(f.panel.cost().viewport(), Qt::LeftButton, {},
                            onLine(f.panel.cost(), 1024));
        QCOMPARE(f.panel.handle().chosen(), MiB(512));
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    /// A drag whose end nobody tells does not go on by itself.
    void aDragEndsWithItsRelease_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             {"another window", "another field", "hidden", "button is up", "disabled", "function"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void aDragEndsWithItsRelease()
    {
        QFETCH(QString, what);
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        TradeChart &trade = f.panel.trade();
        CostChart &cost = f.panel.cost();
        const QPoint ring
            = trade.placeOf(trade.trade().points.at(trade.trade().indexOf(MiB(512)))).toPoint();
        const QPoint aside = ring - QPoint(40, -40);
        const QList<std::tuple<LineChart *, QPoint, QPoint>> cases{
            {&cost, onLine(cost, 512), onLine(cost, 1024)}, {&trade, ring, aside}};
        for (const auto &[chart, from, to] : cases) {
            QWidget *viewport = chart->viewport();
            const auto move = [&, target = viewport](const QPoint &place, Qt::MouseButtons down) {
                QMouseEvent event(QEvent::MouseMove, place, target->mapToGlobal(place),
                                  Qt::NoButton, down, {});
                QApplication::sendEvent(target, &event);
            };
            chart->setFocus();
            QTest::mousePress(viewport, Qt::LeftButton, {}, from);
            move(to, Qt::LeftButton);
            QVERIFY(f.panel.handle().isMoved());
            QWidget other;
            if (what == QLatin1String("another window")) {
                other.show();
                other.activateWindow();
                QVERIFY(QTest::qWaitForWindowActive(&other));
                other.hide();
            } else if (what == QLatin1String("another field")) {
                f.find<QSpinBox>("curvesMemory")->setFocus();
            } else if (what == QLatin1String("hidden")) {
                chart->hide();
                chart->show();
            } else if (what == QLatin1String("button is up")) {
                move(to, Qt::NoButton);
            } else if (what == QLatin1String("disabled")) {
                chart->setEnabled(false);
                chart->setEnabled(true);
            } else {
                f.show("Other");
                f.show("Api");
            }
            QVERIFY(!f.panel.handle().isMoved());
            // What the pointer does afterwards is no drag, and its release keeps nothing.
            move(to + QPoint(30, 0), Qt::LeftButton);
            QTest::mouseRelease(viewport, Qt::LeftButton, {}, to + QPoint(30, 0));
            QCOMPARE(f.panel.handle().chosen(), MiB(512));
            QCOMPARE(f.document.undoStack().count(), 0);
            f.panel.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        }
    }

    /// Behind another tab, an analysis costs nothing until the curves are seen again.
    void nobodySeesNothingIsMade_data()
    {
        QTest::addColumn<bool>("docks");
        QTest::newRow("hidden") << false;
        QTest::newRow("behind the tab of a dock") << true;
    }
    void nobodySeesNothingIsMade()
    {
        QFETCH(bool, docks);
        Fixture f(*this);
        f.show("Api");
        QMainWindow window;
        auto *dock = new QDockWidget(QStringLiteral("Curves"), &window);
        auto *front = new QDockWidget(QStringLiteral("Front"), &window);
        if (docks) {
            f.panel.setParent(dock);
            dock->setWidget(&f.panel);
            front->setWidget(new QWidget);
            window.addDockWidget(Qt::BottomDockWidgetArea, dock);
            window.addDockWidget(Qt::BottomDockWidgetArea, front);
            window.resize(1100, 400);
            window.show();
            window.tabifyDockWidget(dock, front);
            front->raise();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QTRY_VERIFY(f.panel.visibleRegion().isEmpty());
            QVERIFY(f.panel.isVisible());
        } else {
            f.panel.hide();
        }
        const auto edit = [&](double ms) {
            DocumentEdit change = f.document.edit(QStringLiteral("Set duration"));
            change.set(f.id("Api"), &Function::duration, Field<Milliseconds>(Milliseconds(ms)));
            QVERIFY(change.commit().isEmpty());
        };
        edit(155);
        edit(100);
        QCOMPARE(f.panel.curves().first().at(MiB(512))->duration, Milliseconds(310));
        if (docks)
            dock->raise();
        else
            f.panel.show();
        QTRY_COMPARE(f.panel.curves().first().at(MiB(512))->duration, Milliseconds(100));
        QVERIFY(f.sentence().startsWith(QStringLiteral("Now 512 MB: 100 ms")));
        // What it was before the last edit is known all the same.
        QCOMPARE(f.panel.choices().first().kind, VariantChoice::Kind::Before);
        f.panel.setCompared({f.panel.choices().first()});
        QCOMPARE(f.panel.curves().at(1).at(MiB(512))->duration, Milliseconds(155));
        // A function that is chosen meanwhile is the one that is seen.
        if (docks)
            front->raise();
        else
            f.panel.hide();
        QTRY_VERIFY(f.panel.visibleRegion().isEmpty());
        f.show("Other");
        QCOMPARE(f.panel.function(), f.id("Other"));
        if (docks)
            dock->raise();
        else
            f.panel.show();
        QTRY_COMPARE(f.panel.curves().first().at(MiB(1024))->duration, Milliseconds(90));
        QCOMPARE(f.find<QComboBox>("curvesFunction")->currentText(), QStringLiteral("Other"));
        f.panel.setParent(nullptr);
    }

    /// What hangs open stays as it is when an analysis arrives.
    void openMenusStay()
    {
        Fixture f(*this);
        f.show("Api");
        QMenu *menu = f.find<QToolButton>("curvesCompare")->menu();
        menu->popup({});
        const QList<QAction *> before = menu->actions();
        menu->setActiveAction(before.first());
        f.analyse();
        QCOMPARE(menu->actions(), before);
        QCOMPARE(menu->activeAction(), before.first());
        // And it still does what it says.
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(f.panel.compared().size(), 1);
        QCOMPARE(f.panel.curves().size(), 2);
        menu->popup({});
        QVERIFY(menu->actions().first()->isChecked());
        menu->close();

        auto *box = f.find<QComboBox>("curvesFunction");
        box->showPopup();
        const QModelIndex second = box->model()->index(1, 0);
        box->view()->setCurrentIndex(second);
        f.analyse();
        QVERIFY(box->view()->isVisible());
        QCOMPARE(box->view()->currentIndex(), second);
        box->hidePopup();
    }

    /// Where the sections become a box, the keyboard stays with them, and elsewhere it is left
    /// alone.
    void theKeyboardStaysWithTheSections()
    {
        Fixture f(*this);
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        auto *box = f.find<QComboBox>("curvesSection");
        QVERIFY(!box->isVisible());
        f.panel.setSection(Section::Cost);
        QToolButton *cost = nullptr;
        for (QToolButton *button : f.panel.findChildren<QToolButton *>()) {
            if (button->isCheckable() && button->isChecked())
                cost = button;
        }
        QVERIFY(cost);
        cost->setFocus();
        f.panel.resize(1080, 172);
        QVERIFY(cost->hasFocus());
        f.panel.resize(500, 172);
        QVERIFY(box->isVisible() && !cost->isVisible());
        QVERIFY(box->hasFocus());
        QCOMPARE(box->currentIndex(), int(Section::Cost));
        f.panel.resize(480, 172);
        QVERIFY(box->hasFocus());
        f.panel.resize(1090, 172);
        QVERIFY(cost->hasFocus());
        auto *memory = f.find<QSpinBox>("curvesMemory");
        memory->setFocus();
        f.panel.resize(500, 172);
        QVERIFY(memory->hasFocus());
    }

    /// Samples of the phases are painted once, not at each step of a drag.
    void draggingPaintsNoSamples()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        const auto samples = [&] {
            QList<qint64> keys;
            for (const QLabel *label : f.panel.findChildren<QLabel *>()) {
                if (!label->pixmap(Qt::ReturnByValue).isNull())
                    keys.append(label->pixmap(Qt::ReturnByValue).cacheKey());
            }
            return keys;
        };
        // From here on no phase is measured any more.
        f.panel.handle().moveTo(576, false);
        const QList<qint64> before = samples();
        QVERIFY(before.size() >= 4);
        f.panel.handle().moveTo(640, false);
        f.panel.handle().moveTo(2048, false);
        QCOMPARE(samples(), before);
        // In another theme they look otherwise.
        f.panel.setTheme(theme::dark());
        QVERIFY(samples() != before);
    }

    void aPressBesideTheLineMovesNothing()
    {
        Fixture f(*this);
        f.show("Api");
        drag(f.panel.cost(), 1500, 2500);
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void keys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<int>("memory");
        QTest::newRow("right") << int(Qt::Key_Right) << 0 << 576;
        QTest::newRow("left") << int(Qt::Key_Left) << 0 << 448;
        QTest::newRow("up") << int(Qt::Key_Up) << 0 << 576;
        QTest::newRow("down") << int(Qt::Key_Down) << 0 << 448;
        QTest::newRow("eight") << int(Qt::Key_Right) << int(Qt::ShiftModifier) << 1024;
        QTest::newRow("one MB") << int(Qt::Key_Left) << int(Qt::ControlModifier) << 511;
        QTest::newRow("page up") << int(Qt::Key_PageUp) << 0 << 1024;
        QTest::newRow("home") << int(Qt::Key_Home) << 0 << 128;
        QTest::newRow("end") << int(Qt::Key_End) << 0 << 3008;
    }
    void keys()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(int, memory);
        Fixture f(*this);
        f.show("Api");
        for (ChartView *chart : std::initializer_list<ChartView *>{
                 &f.panel.coldStart(), &f.panel.duration(), &f.panel.cost(), &f.panel.trade()}) {
            QTest::keyClick(chart, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
            QCOMPARE(f.panel.handle().chosen(), MiB(memory));
            QCOMPARE(f.document.undoStack().count(), 0);
            QTest::keyClick(chart, Qt::Key_Escape);
            QCOMPARE(f.panel.handle().chosen(), MiB(512));
        }
        QTest::keyClick(&f.panel.trade(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QTest::keyClick(&f.panel.trade(), Qt::Key_Return);
        QCOMPARE(f.function("Api").memory.value, MiB(memory));
        QCOMPARE(f.document.undoStack().count(), 1);
        // Enter again has nothing to keep.
        QTest::keyClick(&f.panel.trade(), Qt::Key_Return);
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void anyMemoryIsTyped()
    {
        Fixture f(*this);
        f.show("Api");
        auto *field = f.find<QSpinBox>("curvesMemory");
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("777"));
        QCOMPARE(f.panel.handle().chosen(), MiB(777));
        QCOMPARE(f.document.undoStack().count(), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->value(), 512);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("777"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.function("Api").memory.value, MiB(777));
        QCOMPARE(f.document.undoStack().count(), 1);
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(f.panel.handle().chosen(), MiB(832));
        QTest::mouseClick(f.find<QPushButton>("curvesBack"), Qt::LeftButton);
        QCOMPARE(f.panel.handle().chosen(), MiB(777));
        QTest::keyClick(field, Qt::Key_Up);
        QTest::mouseClick(f.find<QPushButton>("curvesUse"), Qt::LeftButton);
        QCOMPARE(f.function("Api").memory.value, MiB(832));
    }

    /// What was shown while dragging is what is there afterwards.
    void theFigureDoesNotJumpWhenTheLineIsLetGo()
    {
        Fixture f(*this);
        f.show("Api");
        drag(f.panel.cost(), 512, 1900, {}, false);
        const estimate::MemoryPoint before = f.panel.cost().chosen().first();
        QTest::mouseRelease(f.panel.cost().viewport(), Qt::LeftButton);
        const estimate::MemoryPoint after = f.panel.cost().chosen().first();
        QCOMPARE(after.memory, before.memory);
        QVERIFY(std::abs(after.duration->value - before.duration->value) < 1e-9);
        QVERIFY(std::abs(after.costPerMillion->value - before.costPerMillion->value) < 1e-9);
    }

    void theRingIsDraggedAlongTheCurve()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        TradeChart &chart = f.panel.trade();
        const Trade &trade = chart.trade();
        const auto place = [&](int memory) {
            return chart.placeOf(trade.points.at(trade.indexOf(MiB(memory)))).toPoint();
        };
        QWidget *viewport = chart.viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, place(512));
        QMouseEvent move(QEvent::MouseMove, place(192), viewport->mapToGlobal(place(192)),
                         Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(viewport, &move);
        QCOMPARE(f.panel.handle().chosen(), MiB(192));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, place(192));
        QCOMPARE(f.function("Api").memory.value, MiB(192));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    /// Series are changed in place: a drag makes none and takes none away.
    void draggingRebuildsNothing()
    {
        Fixture f(*this);
        f.show("Api");
        QList<const void *> before;
        for (const ChartView *chart : f.charts()) {
            for (const QAbstractSeries *series : chart->chart()->series())
                before.append(series);
            for (const QAbstractAxis *axis : chart->chart()->axes())
                before.append(axis);
        }
        QSignalSpy replaced(&f.panel.duration().line(0), &QXYSeries::pointsReplaced);
        drag(f.panel.duration(), 512, 2000, {}, false);
        QList<const void *> after;
        for (const ChartView *chart : f.charts()) {
            for (const QAbstractSeries *series : chart->chart()->series())
                after.append(series);
            for (const QAbstractAxis *axis : chart->chart()->axes())
                after.append(axis);
        }
        QCOMPARE(after, before);
        QCOMPARE(replaced.size(), 0);
    }

    void variantsLieOverEachOther()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        QList<VariantChoice> wanted;
        for (const VariantChoice &choice : f.panel.choices()) {
            if (choice.kind == VariantChoice::Kind::Architecture
                || choice.kind == VariantChoice::Kind::Function
                || (choice.kind == VariantChoice::Kind::Runtime
                    && choice.id == QLatin1String("java21")))
                wanted.append(choice);
        }
        QVERIFY(wanted.size() >= 3);
        f.panel.setCompared(wanted);
        QCOMPARE(f.panel.curves().size(), 4);
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(f.panel.cost().line(i).points(), costLine(f.panel.curves().at(i)));
            QCOMPARE(f.panel.coldStart().totals(i).points(),
                     coldStartTotals(f.panel.curves().at(i)));
        }
        // The first has no colour of its chart's own among others: one key holds for all charts.
        const auto inkOf = [](const QXYSeries &line) { return line.pen().color(); };
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(inkOf(f.panel.cost().line(i)), inkOf(f.panel.duration().line(i)));
            QCOMPARE(inkOf(f.panel.coldStart().totals(i)), inkOf(f.panel.duration().line(i)));
        }
        // Another runtime has the same duration: the lines of both are seen, where they are one.
        const QList<CurveValues> &drawnCurves = f.panel.curves();
        int together = 0;
        for (int i = 0; i < 4; ++i) {
            const Shared shared = sharedLine(drawnCurves, i, Figure::Duration);
            together = std::max(together, shared.count);
            const QColor color = curveColor(i, theme::light());
            QCOMPARE(f.panel.duration().line(i).pen(), curvePen(i, color, 1.8, shared));
        }
        QVERIFY(together > 1);
        QSet<qsizetype> bars;
        for (const PhaseBar &bar : f.panel.coldStart().bars())
            bars.insert(bar.curve);
        QCOMPARE(bars.size(), 4);
        // Each curve has a letter, a colour and dashes of its own in the key.
        QStringList named;
        QSet<QRgb> colors;
        for (const KeyEntry &entry : f.panel.findChild<ChartKey *>()->entries()) {
            if (entry.sample != KeyEntry::Sample::Line || entry.text.at(1) != QLatin1Char(' '))
                continue;
            QCOMPARE(entry.color, inkOf(f.panel.cost().line(named.size())));
            named.append(entry.text.left(1));
            colors.insert(entry.color.rgb());
        }
        QCOMPARE(named.join(QString()), QStringLiteral("ABCD"));
        QCOMPARE(colors.size(), 4);
        // Three variants are enough: the chooser offers no fourth.
        int offered = 0;
        QMenu *menu = f.find<QToolButton>("curvesCompare")->menu();
        menu->popup({});
        QVERIFY(!menu->actions().isEmpty());
        for (const QAction *action : menu->actions()) {
            if (action->isCheckable() && !action->isChecked() && action->isEnabled())
                ++offered;
        }
        QCOMPARE(offered, 0);
        menu->close();
        f.panel.setCompared({});
        QCOMPARE(f.panel.curves().size(), 1);
        QVERIFY(f.panel.cost().line(3).points().isEmpty());
    }

    void beforeAndAfterAnEdit()
    {
        Fixture f(*this);
        f.show("Api");
        const auto offersBefore = [&] {
            const auto choices = f.panel.choices();
            return std::any_of(choices.begin(), choices.end(), [](const VariantChoice &choice) {
                return choice.kind == VariantChoice::Kind::Before;
            });
        };
        QVERIFY(!offersBefore());
        DocumentEdit edit = f.document.edit(QStringLiteral("Set duration"));
        edit.set(f.id("Api"), &Function::duration, Field<Milliseconds>(Milliseconds(155)));
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(offersBefore());
        f.panel.setCompared({f.panel.choices().first()});
        QCOMPARE(f.panel.curves().size(), 2);
        QCOMPARE(f.panel.curves().at(0).at(MiB(512))->duration, Milliseconds(155));
        QCOMPARE(f.panel.curves().at(1).at(MiB(512))->duration, Milliseconds(310));
        // Another function was not edited.
        f.show("Other");
        QVERIFY(!offersBefore());
        QCOMPARE(f.panel.curves().size(), 1);
    }

    void theScaleChangesTheAxis()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        QCOMPARE(f.panel.curves().first().points.size(), 46);
        for (const bool logarithmic : {true, false}) {
            f.panel.setScale(logarithmic, false);
            QCoreApplication::processEvents();
            const DurationChart &chart = f.panel.duration();
            for (const int memory : {128, 512, 3008}) {
                // Where the line stands is where Qt Charts draws the setting.
                const QPointF drawnAt = chart.chart()->mapToPosition(
                    QPointF(memory, 0), const_cast<QXYSeries *>(&chart.line(0)));
                QVERIFY2(std::abs(drawnAt.x() - chart.xOf(memory)) < 1,
                         qPrintable(QString::number(memory)));
                QVERIFY(std::abs(chart.memoryAt(chart.xOf(memory)) - memory) < 0.01);
            }
        }
        f.panel.setScale(true, true);
        QCOMPARE(f.panel.curves().first().points.last().memory, MiB(10240));
    }

    void aMemoryBeyondTheUsualOnesIsOnTheChart()
    {
        Fixture f(*this,
                  QStringLiteral("fn Big 6000 runtime=nodejs24.x architecture=x86_64 "
                                 "packageType=zip duration=100 cpuShare=0.5 rate=1"));
        QVERIFY(f.panel.curves().first().at(MiB(6000)));
        QCOMPARE(f.panel.handle().chosen(), MiB(6000));
        QCOMPARE(f.panel.cost().scale().most, MiB(10240));
    }

    void eachChartHasATable_data()
    {
        QTest::addColumn<int>("section");
        QTest::addColumn<QString>("column");
        QTest::newRow("overview") << int(Section::Overview) << "Billed, ms";
        QTest::newRow("cold start") << int(Section::ColdStart) << "Runtime start, ms";
        QTest::newRow("duration") << int(Section::Duration) << "90 % to, ms";
        QTest::newRow("cost") << int(Section::Cost) << "A month, USD";
        QTest::newRow("trade") << int(Section::Trade) << "Pareto front";
        QTest::newRow("break-even") << int(Section::BreakEven) << "Crossing";
    }
    void eachChartHasATable()
    {
        QFETCH(int, section);
        QFETCH(QString, column);
        Fixture f(*this);
        f.show("Api");
        f.panel.setSection(Section(section));
        auto *button = f.find<QToolButton>("curvesAsTable");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        // Break-evens have a table of their own, beside their chooser.
        const auto *view
            = f.find<QTableView>(section == int(Section::BreakEven) ? "erasTable" : "curvesTable");
        QVERIFY(view->isVisible());
        QVERIFY(view->model()->rowCount() > 1);
        QVERIFY(!view->accessibleName().isEmpty());
        QAbstractItemModelTester tester(&f.panel.table());
        QStringList titles;
        for (int i = 0; i < f.panel.table().columnCount(); ++i)
            titles.append(
                f.panel.table().headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        QVERIFY2(titles.contains(column), qPrintable(titles.join(QStringLiteral("|"))));
        QVERIFY(f.panel.table().rowCount() > 1);
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(!view->isVisible());
    }

    void copiesAndFiles()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        QTest::keyClick(&f.panel.duration(), Qt::Key_C, Qt::ControlModifier);
        const QImage copied = QApplication::clipboard()->image();
        QCOMPARE(copied.width(), 2 * f.panel.duration().width());
        QTemporaryDir folder;
        const QString csvPath = folder.filePath(QStringLiteral("chart.csv"));
        f.panel.save(f.panel.cost(), csvPath);
        QFile written(csvPath);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), csv(f.panel.tableOf(f.panel.cost())));
        const QString svgPath = folder.filePath(QStringLiteral("chart.svg"));
        f.panel.save(f.panel.coldStart(), svgPath);
        QFile svg(svgPath);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        QVERIFY(QSvgRenderer(text).isValid());
        QVERIFY(text.contains("<text"));
        QVERIFY(!text.contains("<image"));
        QVERIFY(text.contains("512 MB"));
        const QString pngPath = folder.filePath(QStringLiteral("chart.png"));
        f.panel.save(f.panel.trade(), pngPath);
        QVERIFY(!QImage(pngPath).isNull());
        QVERIFY(f.sentence().startsWith(QStringLiteral("Saved as ")));
        // Refusals are told where the figures stand, and leave no file.
        f.panel.save(f.panel.trade(), folder.filePath(QStringLiteral("chart.doc")));
        QVERIFY(f.sentence().contains(QStringLiteral("chart.doc is no picture and no table")));
        f.panel.save(f.panel.trade(), folder.filePath(QStringLiteral("none/chart.csv")));
        QVERIFY(f.sentence().contains(QStringLiteral("cannot be written")));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3);
    }

    void theMenuCopiesWhatItWasAskedFor()
    {
        Fixture f(*this);
        f.show("Api");
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10},
                                f.panel.mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(&f.panel.cost(), &event);
        auto *menu = f.panel.findChild<QMenu *>(QStringLiteral("curvesMenu"));
        QVERIFY(menu && menu->isVisible());
        QAction *asCsv = nullptr;
        for (QAction *action : menu->actions()) {
            if (action->text().contains(QStringLiteral("CSV")))
                asCsv = action;
        }
        QVERIFY(asCsv);
        asCsv->trigger();
        menu->close();
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), csv(f.panel.tableOf(f.panel.cost())));
    }

    void whatIsNotKnownSaysWhatToDo()
    {
        Fixture f(*this);
        f.show("Bare");
        for (ChartView *chart : std::initializer_list<ChartView *>{
                 &f.panel.coldStart(), &f.panel.duration(), &f.panel.cost(), &f.panel.trade()}) {
            QVERIFY2(chart->nothing().endsWith(QLatin1Char('.')), qPrintable(chart->nothing()));
            for (const QAbstractAxis *axis : chart->chart()->axes())
                QVERIFY(!axis->isVisible());
            // No line to move where there is no curve.
            QTest::keyClick(chart, Qt::Key_Right);
            QVERIFY(!f.panel.handle().isMoved());
        }
    }

    void withoutAFunctionItSaysWhatWouldBeHere()
    {
        Fixture f(*this, QStringLiteral("queue Jobs"));
        QVERIFY(!f.panel.function());
        const auto labels = f.panel.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(QStringLiteral("No function"));
        }));
    }

    // What was shown of a function must not outlive it.
    void theLastFunctionMayGo()
    {
        Fixture f(*this);
        f.show("Api");
        f.document.reset(designFromText(QStringLiteral("queue Jobs")));
        f.analyse();
        QVERIFY(!f.panel.function());
        f.panel.setTheme(theme::dark());
        QVERIFY(f.panel.curves().isEmpty());
    }

    // Two steps of the line before the analysis of the first is there are as good as one.
    void stepsDoNotWaitForTheAnalysis()
    {
        const auto moved = [this](const QList<int> &steps) {
            Fixture f(*this);
            f.show("Api");
            f.analyses = false;
            for (const int memory : steps) {
                f.panel.handle().moveTo(memory, true);
                f.panel.handle().commit();
            }
            return f.function("Api");
        };
        const Function once = moved({2048});
        const Function twice = moved({1024, 2048});
        QCOMPARE(twice.memory, once.memory);
        for (const auto &[one, other] : {std::pair(once.duration->value, twice.duration->value),
                                         std::pair(once.p95->value, twice.p95->value),
                                         std::pair(*once.cpuShare, *twice.cpuShare)})
            QVERIFY2(std::abs(one - other) < 1e-9 * one,
                     qPrintable(QStringLiteral("%1 and %2").arg(one).arg(other)));
    }

    // A function that was chosen in the box stays when it is edited, whatever is selected.
    void theChosenFunctionStays()
    {
        Fixture f(*this);
        f.show("Api");
        auto *box = f.find<QComboBox>("curvesFunction");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(f.panel.function(), f.id("Other"));
        f.panel.handle().moveTo(2048, true);
        f.panel.handle().commit();
        QCOMPARE(f.function("Other").memory.value, MiB(2048));
        QCOMPARE(f.panel.function(), f.id("Other"));
        QCOMPARE(f.panel.compared().size(), 0);
        QVERIFY(!f.panel.choices().isEmpty());
        QCOMPARE(f.panel.choices().first().kind, VariantChoice::Kind::Before);
        // Its place on the drawing is on no curve.
        const VariantChoice before = f.panel.choices().first();
        DocumentEdit edit = f.document.edit(QStringLiteral("Move"));
        edit.setPosition(f.id("Other"), Point{400, 300});
        QVERIFY(edit.commit().isEmpty());
        f.panel.setCompared({before});
        QCOMPARE(f.panel.curves().at(1).present, MiB(1024));
    }

    // The table of break-evens follows edits while it is shown.
    void breakEvensAsATableAreFresh()
    {
        Fixture f(*this);
        f.show("Api");
        auto *button = f.find<QToolButton>("curvesAsTable");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        f.panel.setSection(Section::BreakEven);
        const auto *view = f.find<QTableView>("erasTable");
        QVERIFY(view->isVisible() && view->model()->rowCount() > 1);
        const ChartTable old = f.panel.breakEven().table();
        f.panel.handle().moveTo(3008, true);
        f.panel.handle().commit();
        QVERIFY(!(f.panel.breakEven().table().rows == old.rows));
        QCOMPARE(view->model()->rowCount(), int(f.panel.breakEven().table().rows.size()));
    }

    void theFunctionFollowsTheSelection()
    {
        Fixture f(*this);
        f.show("Other");
        QCOMPARE(f.panel.function(), f.id("Other"));
        QCOMPARE(f.panel.handle().chosen(), MiB(1024));
        f.show("Api");
        QCOMPARE(f.panel.function(), f.id("Api"));
        // What has no curves leaves the function as it is.
        f.show("Jobs");
        QCOMPARE(f.panel.function(), f.id("Api"));
        auto *box = f.find<QComboBox>("curvesFunction");
        box->setCurrentIndex(box->findText(QStringLiteral("Other")));
        QCOMPARE(f.panel.function(), f.id("Other"));
    }

    void aMoveEndsWithItsFunction()
    {
        Fixture f(*this);
        f.show("Api");
        QTest::keyClick(&f.panel.cost(), Qt::Key_Right);
        QVERIFY(f.panel.handle().isMoved());
        f.show("Other");
        QVERIFY(!f.panel.handle().isMoved());
        QCOMPARE(f.document.undoStack().count(), 0);
        f.show("Api");
        QTest::keyClick(&f.panel.cost(), Qt::Key_Right);
        f.document.reset(designFromText(QStringLiteral("fn Third 256 duration=5")));
        f.analyse();
        QVERIFY(!f.panel.handle().isMoved());
        QCOMPARE(f.panel.handle().chosen(), MiB(256));
    }

    /// The dock is low: its axes must show figures all the same, not dots.
    void noLabelIsShortened_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("logarithmic");
        QTest::newRow("dock") << QSize(1090, 172) << true;
        QTest::newRow("dock of a small window") << QSize(960, 172) << true;
        QTest::newRow("dock, linear") << QSize(960, 172) << false;
        QTest::newRow("full") << QSize(1400, 760) << true;
        QTest::newRow("full, linear") << QSize(1400, 760) << false;
    }
    void noLabelIsShortened()
    {
        QFETCH(QSize, size);
        QFETCH(bool, logarithmic);
        Fixture f(*this, QLatin1String(drawn), size);
        f.show("Api");
        f.panel.setScale(logarithmic, false);
        QCoreApplication::processEvents();
        for (const ChartView *view : std::initializer_list<const ChartView *>{
                 &f.panel.coldStart(), &f.panel.duration(), &f.panel.cost(), &f.panel.trade()}) {
            QVERIFY2(view->isVisible(), qPrintable(view->accessibleName()));
            int labels = 0;
            for (const QGraphicsItem *item : view->scene()->items()) {
                const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
                if (!text || !text->isVisible() || text->toPlainText().isEmpty())
                    continue;
                ++labels;
                QVERIFY2(!text->toPlainText().contains(QStringLiteral("..."))
                             && !text->toPlainText().contains(QChar(0x2026)),
                         qPrintable(view->accessibleName()));
                // And none is cut off at the edge of the chart.
                QVERIFY2(QRectF(view->rect())
                             .adjusted(-1, -1, 1, 3)
                             .contains(text->mapRectToScene(text->boundingRect())),
                         qPrintable(view->accessibleName() + text->toPlainText()));
            }
            QVERIFY(labels >= 6);
        }
    }

    void chartsAreKnownToReadersOfTheScreen()
    {
        Fixture f(*this);
        f.show("Api");
        for (ChartView *chart : std::initializer_list<ChartView *>{
                 &f.panel.coldStart(), &f.panel.duration(), &f.panel.cost(), &f.panel.trade()}) {
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(chart);
            QVERIFY(interface);
            QCOMPARE(interface->role(), QAccessible::Chart);
            QVERIFY(!interface->text(QAccessible::Name).isEmpty());
            QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("512 MB"));
            QVERIFY(interface->text(QAccessible::Description)
                        .startsWith(QStringLiteral("Now 512 MB: 310 ms")));
            QAccessibleValueInterface *value = interface->valueInterface();
            QVERIFY(value);
            QCOMPARE(value->currentValue().toInt(), 512);
        }
        QAccessible::queryAccessibleInterface(&f.panel.cost())
            ->valueInterface()
            ->setCurrentValue(640);
        QCOMPARE(f.function("Api").memory.value, MiB(640));
    }

    void picksAreUsedByAButton()
    {
        Fixture f(*this, QLatin1String(drawn), {1400, 760});
        f.show("Api");
        const auto picks
            = estimate::recommend(f.panel.curves().first().points, f.function("Api").timeout.value);
        QPushButton *use = nullptr;
        for (QPushButton *button : f.panel.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->accessibleName().startsWith(QStringLiteral("Use "))
                && button->accessibleName().contains(QStringLiteral("Fastest")))
                use = button;
        }
        QVERIFY(use);
        QTest::mouseClick(use, Qt::LeftButton);
        QCOMPARE(f.function("Api").memory.value, picks.fastest);
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void breakEvenCharts()
    {
        Fixture f(*this,
                  QStringLiteral("fn Api 512 10 runtime=nodejs24.x architecture=x86_64 "
                                 "packageType=zip duration=310 rate=4; "
                                 "rest-api Web rate=40 -> Api"),
                  {1400, 760});
        f.panel.setSection(Section::BreakEven);
        QCoreApplication::processEvents();
        BreakEvenPart &part = f.panel.breakEven();
        QVERIFY(part.isVisible());
        QComboBox &chooser = part.chooser();
        QVERIFY(chooser.count() > 2);
        bool anyCrossing = false;
        bool eras = false;
        for (int i = 0; i < chooser.count(); ++i) {
            chooser.setCurrentIndex(i);
            if (!part.chosen()) {
                // The last line: what changed since 2018, as a table.
                QCOMPARE(i, chooser.count() - 1);
                const ChartTable table = part.table();
                QVERIFY(f.find<QTableView>("erasTable")->isVisible());
                QVERIFY(table.rows.size() > 6);
                const auto cost = std::find_if(
                    table.rows.begin(), table.rows.end(), [](const QList<TableCell> &row) {
                        return row.first().text == QLatin1String("A million invocations");
                    });
                QVERIFY(cost != table.rows.end());
                // 310 ms were billed as 400 ms then.
                QVERIFY(cost->at(1).value.toDouble() > cost->at(2).value.toDouble());
                eras = true;
                continue;
            }
            const estimate::BreakEven &chart = *part.chosen();
            const double unit = readableUnit(chart.axis.most);
            QCoreApplication::processEvents();
            // Both axes are labelled: beneath the plot at least two figures.
            int beneath = 0;
            for (const QGraphicsItem *item : part.chart().scene()->items()) {
                const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
                if (text && text->isVisible() && !text->toPlainText().isEmpty()
                    && text->scenePos().y() > part.chart().height() - 30
                    && text->scenePos().x() > 30)
                    ++beneath;
            }
            QVERIFY2(chart.options.isEmpty() || beneath >= 2, qPrintable(chart.id));
            for (int option = 0; option < chart.options.size(); ++option) {
                const QList<QPointF> points = part.chart().line(option).points();
                QCOMPARE(points.size(), chart.options.at(option).points.size());
                QCOMPARE(points.last(),
                         QPointF(chart.options.at(option).points.last().x / unit,
                                 chart.options.at(option).points.last().perMonth.value));
            }
            QCOMPARE(part.chart().crossings().count(), int(chart.crossings.size()));
            anyCrossing = anyCrossing || !chart.crossings.isEmpty();
            const QString words = f.find<QLabel>("breakEvenWords")->text();
            for (const estimate::UnpricedOption &option : chart.unpriced)
                QVERIFY(words.contains(toString(option.name).toHtmlEscaped()));
        }
        QVERIFY(anyCrossing && eras);
    }

    void chartsLieOnTheThemesGround()
    {
        Fixture f(*this);
        for (const theme::Theme &theme : {theme::dark(), theme::light()}) {
            f.panel.setTheme(theme);
            for (const ChartView *view : f.charts()) {
                QCOMPARE(view->chart()->backgroundBrush().color(),
                         theme.color(theme::Token::Surface));
            }
        }
    }
};

QTEST_MAIN(TestCurvesPanel)
#include "tst_curves_panel.moc"
