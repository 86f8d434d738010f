// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window as it was last looked at and found good. A picture that differs fails; the picture as
// it is now and one that shows the differences in red are written to the build folder. After a
// change that was looked at, run this test with STRATOPLAN_RENEW_PICTURES=1 and commit the
// pictures.
//
// To look at the same states in other ways: STRATOPLAN_PICTURES_TO=FOLDER writes them there and
// compares nothing; STRATOPLAN_PICTURES_THEME=light|dark takes all in that theme,
// STRATOPLAN_PICTURES_PSEUDO=1 in the language that nobody speaks, QT_SCALE_FACTOR as large as
// wanted.
#include "app/window/main_window.h"
#include "app/window/totals.h"
#include "planner/decision/tree.h"
#include "tests/support/pseudo_translator.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/command/command_palette.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/decision/decision_panel.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/network/network_panel.h"
#include "widgets/template/template_panel.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/style.h"

#include <QDir>
#include <QFontDatabase>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

constexpr QSize windowSize(1440, 900);
/// A pixel differs when one of its colours differs by more than this.
constexpr int tolerated = 12;
/// Of one picture: what another version of the font's renderer may do to the edges of letters. A
/// button that moves by one pixel changes more.
constexpr double toleratedShare = 0.00005;

struct Difference
{
    int pixels = 0;
    QImage shown; ///< the expected picture, pale, with the differing pixels in red
};

Difference differenceOf(const QImage &expected, const QImage &actual)
{
    Difference difference;
    difference.shown = expected.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < expected.height(); ++y) {
        for (int x = 0; x < expected.width(); ++x) {
            const QRgb a = expected.pixel(x, y);
            const QRgb b = actual.pixel(x, y);
            const int worst = std::max(
                {qAbs(qRed(a) - qRed(b)), qAbs(qGreen(a) - qGreen(b)), qAbs(qBlue(a) - qBlue(b))});
            if (worst > tolerated) {
                ++difference.pixels;
                difference.shown.setPixel(x, y, qRgb(220, 0, 0));
            } else {
                const int pale = 192 + qGray(a) / 4;
                difference.shown.setPixel(x, y, qRgb(pale, pale, pale));
            }
        }
    }
    return difference;
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    QTranslator m_english;
    test::PseudoTranslator m_pseudo;

    std::unique_ptr<MainWindow> windowOf(const theme::Theme &asked)
    {
        const QByteArray chosen = qgetenv("STRATOPLAN_PICTURES_THEME");
        const theme::Theme theme = chosen.isEmpty() ? asked
            : chosen == "dark"                      ? theme::dark()
                                                    : theme::light();
        theme::install(*qApp, theme);
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->setTheme(theme);
        window->resize(windowSize);
        window->show();
        return window;
    }

    void open(MainWindow &window, const QString &example)
    {
        QSignalSpy ready(&window.analysis(), &AnalysisRunner::analysisReady);
        window.openPath(
            QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan").arg(example));
        QVERIFY(QTest::qWaitFor([&] { return !ready.isEmpty(); }, 60000));
    }

    static void compare(MainWindow &window, const QString &name)
    {
        // One that begins with the last edit says so until it is there.
        QVERIFY(QTest::qWaitFor([&] { return !window.analysis().isRunning(); }, 60000));
        // The time that the analysis took is no part of the picture, nor is who has the keyboard.
        if (const AnalysisPointer &analysis = window.analysis().latest())
            window.findChild<TotalsBar *>()->setAnalysis(analysis, 30);
        // The palette of commands is there as long as it has the keyboard.
        QWidget *focused = QApplication::focusWidget();
        if (focused && !window.findChild<command::CommandPalette *>()->isVisible())
            focused->clearFocus();
        // Nor does a pointer stand anywhere.
        for (QWidget *widget : window.findChildren<QWidget *>())
            widget->setAttribute(Qt::WA_UnderMouse, false);
        window.canvasView().fit();
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCoreApplication::processEvents();
        }
        const QImage actual = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        if (qEnvironmentVariableIsSet("STRATOPLAN_PICTURES_TO")) {
            const QDir folder(qEnvironmentVariable("STRATOPLAN_PICTURES_TO"));
            QVERIFY(folder.mkpath(QStringLiteral(".")));
            QVERIFY(actual.save(folder.filePath(name + QStringLiteral(".png"))));
            return;
        }
        QCOMPARE(actual.size(), windowSize);
        const QString path
            = QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/golden/pictures/%1.png").arg(name);
        if (qEnvironmentVariableIsSet("STRATOPLAN_RENEW_PICTURES")) {
            QVERIFY(actual.save(path));
            return;
        }
        const QImage expected = QImage(path).convertToFormat(QImage::Format_RGB32);
        QVERIFY2(!expected.isNull(), qPrintable(path));
        QCOMPARE(expected.size(), actual.size());
        const Difference difference = differenceOf(expected, actual);
        const double share = double(difference.pixels) / double(actual.width() * actual.height());
        if (share <= toleratedShare)
            return;
        const QDir folder(QStringLiteral(STRATOPLAN_DIFFERENCES));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        actual.save(folder.filePath(name + QStringLiteral("-now.png")));
        difference.shown.save(folder.filePath(name + QStringLiteral("-difference.png")));
        QFAIL(qPrintable(QStringLiteral("%1 pixels of %2.png differ; see %3")
                             .arg(difference.pixels)
                             .arg(name, folder.path())));
    }

    static void choose(MainWindow &window, int panel)
    {
        window.findChild<QTabWidget *>(QStringLiteral("panels"))->setCurrentIndex(panel);
    }
    /// What following the outcome takes is worked out beside the window.
    static void waitForDecision(MainWindow &window)
    {
        auto *panel = window.findChild<decision::DecisionPanel *>();
        QVERIFY(panel);
        QVERIFY(QTest::qWaitFor([&] { return !panel->isWorking(); }, 60000));
    }
    static void select(MainWindow &window, const char *name)
    {
        const ElementId id = window.document().design().idOf(QLatin1String(name));
        QVERIFY(id);
        window.selection().set({id});
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (theme::sansFamilies().value(0) != QLatin1String("Noto Sans")
            || theme::monoFamilies().value(0) != QLatin1String("Noto Sans Mono"))
            QSKIP("The pictures are painted with Noto Sans: install fonts-noto-core and "
                  "fonts-noto-mono");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setCursorFlashTime(0);
        QVERIFY(m_english.load(QStringLiteral(":/i18n/stratoplan_en.qm")));
        QCoreApplication::installTranslator(&m_english);
        if (qEnvironmentVariableIsSet("STRATOPLAN_PICTURES_PSEUDO"))
            QCoreApplication::installTranslator(&m_pseudo);
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
    }
    void init() { m_settings->clear(); }

    void start_data() { themes(); }
    void start()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        compare(*window, dark ? QStringLiteral("start-dark") : QStringLiteral("start-light"));
    }

    void mainWindow_data() { themes(); }
    void mainWindow()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service"));
        select(*window, "CreateOrder");
        choose(*window, 1);
        compare(*window, dark ? QStringLiteral("main-dark") : QStringLiteral("main-light"));
    }

    void findings()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        select(*window, "ChargePayment");
        window->findingsPane().next();
        compare(*window, QStringLiteral("findings"));
    }

    void curves()
    {
        const auto window = windowOf(theme::dark());
        open(*window, QStringLiteral("order-service-faulty"));
        select(*window, "ChargePayment");
        choose(*window, 1);
        compare(*window, QStringLiteral("curves-dark"));
    }

    void curvesView_data() { themes(); }
    void curvesView()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service"));
        select(*window, "ChargePayment");
        choose(*window, 1);
        window->actions()[ActionId::FillPanels]->trigger();
        curves::CurvesPanel &panel = *window->findChild<curves::CurvesPanel *>();
        for (const curves::VariantChoice &choice : panel.choices()) {
            if (choice.kind == curves::VariantChoice::Kind::Architecture)
                panel.setCompared({choice});
        }
        panel.handle().moveTo(1024, false);
        compare(*window,
                dark ? QStringLiteral("curves-view-dark") : QStringLiteral("curves-view-light"));
    }

    void breakEven()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service"));
        select(*window, "ChargePayment");
        choose(*window, 1);
        window->actions()[ActionId::FillPanels]->trigger();
        curves::CurvesPanel &panel = *window->findChild<curves::CurvesPanel *>();
        panel.setSection(curves::Section::BreakEven);
        compare(*window, QStringLiteral("break-even"));
    }

    void network()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service"));
        select(*window, "app-c");
        choose(*window, 2);
        const network::OutlookRunner &outlook = window->networkPane().outlook();
        QVERIFY(QTest::qWaitFor([&] { return outlook.latest() != nullptr; }, 60000));
        compare(*window, QStringLiteral("network"));
    }

    void networkView_data() { themes(); }
    void networkView()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        select(*window, "app-c");
        choose(*window, 2);
        window->actions()[ActionId::FillPanels]->trigger();
        network::OutlookRunner &outlook = window->networkPane().outlook();
        network::Scenario scenario;
        scenario.compare = true;
        scenario.peak.factor = 12;
        scenario.lost = {window->document().design().idOf(QStringLiteral("zone-b"))};
        outlook.setScenario(scenario);
        QVERIFY(
            QTest::qWaitFor([&] { return outlook.latest() && outlook.latest()->other; }, 60000));
        compare(*window,
                dark ? QStringLiteral("network-view-dark") : QStringLiteral("network-view-light"));
    }

    void zoneLost()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        choose(*window, 2);
        window->networkPane().setSection(network::Section::Zones);
        network::OutlookRunner &outlook = window->networkPane().outlook();
        outlook.setLost(window->document().design().idOf(QStringLiteral("zone-a")), true);
        QVERIFY(QTest::qWaitFor(
            [&] { return outlook.latest() && !outlook.latest()->loss.lost.isEmpty(); }, 60000));
        compare(*window, QStringLiteral("zone-lost"));
    }

    void overlays_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("example");
        QTest::addColumn<ActionId>("overlay");
        QTest::addColumn<QString>("picture");
        QTest::newRow("findings") << false << "order-service-faulty" << ActionId::OverlayFindings
                                  << "overlay-findings";
        QTest::newRow("cost") << true << "order-service" << ActionId::OverlayCost
                              << "overlay-cost-dark";
        QTest::newRow("execution")
            << false << "order-service" << ActionId::OverlayExecution << "overlay-execution";
    }
    void overlays()
    {
        QFETCH(bool, dark);
        QFETCH(QString, example);
        QFETCH(ActionId, overlay);
        QFETCH(QString, picture);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, example);
        window->actions()[overlay]->trigger();
        window->actions()[ActionId::ShowPanels]->trigger();
        compare(*window, picture);
    }

    void path_data() { themes(); }
    void path()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service"));
        select(*window, "ChargePayment");
        window->actions()[ActionId::FollowPath]->trigger();
        QVERIFY(QTest::qWaitFor([&] { return !window->pathPanel().isWorking(); }, 60000));
        compare(*window, dark ? QStringLiteral("path-dark") : QStringLiteral("path-light"));
    }

    void presentation_data() { themes(); }
    void presentation()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        window->actions()[ActionId::Present]->trigger();
        // As large as the others, whatever the screen of this machine.
        window->setWindowState(Qt::WindowNoState);
        window->resize(windowSize);
        if (dark) {
            for (int step = 0; step < 3; ++step)
                QTest::keyClick(&window->canvasView(), Qt::Key_Right);
        }
        compare(*window,
                dark ? QStringLiteral("presentation-step-dark")
                     : QStringLiteral("presentation-light"));
    }

    void severalSelected()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service"));
        const Design &design = window->document().design();
        QList<ElementId> ids;
        for (const char *name :
             {"NotifyQueue", "NotifyFailed", "GetOrder", "ReserveStock", "CreateOrder"})
            ids.append(design.idOf(QLatin1String(name)));
        window->selection().set(ids);
        compare(*window, QStringLiteral("several-selected"));
    }

    void groups()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("image-resize"));
        const Design &design = window->document().design();
        QList<ElementId> ids;
        for (const char *name : {"ResizeImage", "Thumbnails"})
            ids.append(design.idOf(QLatin1String(name)));
        window->selection().set(ids);
        window->actions()[ActionId::Group]->trigger();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Resizing"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        select(*window, "ResizeFailed");
        window->actions()[ActionId::Group]->trigger();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        window->actions()[ActionId::Arrange]->trigger();
        QVERIFY(
            QTest::qWaitFor([&] { return window->document().undoStack().count() == 4; }, 60000));
        // The keyboard is no part of this picture.
        QTest::mouseClick(window->canvasView().viewport(), Qt::LeftButton, {}, QPoint(5, 5));
        select(*window, "Group");
        window->findChild<QTabWidget *>(QStringLiteral("leftPanels"))->setCurrentIndex(1);
        window->actions()[ActionId::ShowPanels]->trigger();
        compare(*window, QStringLiteral("groups"));
    }

    void decisions()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        select(*window, "ReserveStock");
        choose(*window, 3);
        waitForDecision(*window);
        compare(*window, QStringLiteral("decisions"));
    }

    void commands()
    {
        const auto window = windowOf(theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        window->actions()[ActionId::GoToAnything]->trigger();
        compare(*window, QStringLiteral("commands"));
    }

    void findAndOutline_data() { themes(); }
    void findAndOutline()
    {
        QFETCH(bool, dark);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service"));
        window->findChild<QTabWidget *>(QStringLiteral("leftPanels"))->setCurrentIndex(1);
        window->actions()[ActionId::Replace]->trigger();
        QWidget *field = QApplication::focusWidget();
        QTest::keyClicks(field, QStringLiteral("order"));
        // The button that empties the field comes slowly.
        for (const QToolButton *button : field->findChildren<QToolButton *>())
            QTRY_COMPARE(button->property("opacity").toReal(), 1.0);
        compare(*window, dark ? QStringLiteral("find-dark") : QStringLiteral("find-light"));
    }

    void decisionsAtFullHeight_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("picture");
        QTest::newRow("light") << false << QStringLiteral("decision-tree-light");
        QTest::newRow("dark") << true << QStringLiteral("decision-tree-dark");
    }
    void decisionsAtFullHeight()
    {
        QFETCH(bool, dark);
        QFETCH(QString, picture);
        const auto window = windowOf(dark ? theme::dark() : theme::light());
        open(*window, QStringLiteral("order-service-faulty"));
        select(*window, "ChargePayment");
        choose(*window, 3);
        window->actions()[ActionId::FillPanels]->setChecked(true);
        waitForDecision(*window);
        compare(*window, picture);
    }

    void templateChanges()
    {
        const auto window = windowOf(theme::light());
        QFile file(m_folder.filePath(QStringLiteral("orders.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Transform: AWS::Serverless-2016-10-31\n"
                   "Resources:\n"
                   "  OrdersTable:\n"
                   "    Type: AWS::DynamoDB::Table\n"
                   "    Properties:\n"
                   "      BillingMode: PAY_PER_REQUEST # as long as nobody knows the load\n"
                   "  CreateOrder:\n"
                   "    Type: AWS::Serverless::Function\n"
                   "    Properties:\n"
                   "      Runtime: nodejs24.x\n"
                   "      Handler: index.handler\n"
                   "      MemorySize: 512\n"
                   "      Environment:\n"
                   "        Variables:\n"
                   "          TABLE: !Ref OrdersTable\n"
                   "      Policies:\n"
                   "        - DynamoDBCrudPolicy: {TableName: !Ref OrdersTable}\n");
        file.close();
        QSignalSpy ready(&window->analysis(), &AnalysisRunner::analysisReady);
        window->openPath(file.fileName());
        QVERIFY(QTest::qWaitFor([&] { return !ready.isEmpty(); }, 60000));
        select(*window, "CreateOrder");
        DocumentEdit edit = window->document().edit(QStringLiteral("edit"));
        const ElementId create = window->document().design().idOf(QStringLiteral("CreateOrder"));
        const ElementId orders = window->document().design().idOf(QStringLiteral("OrdersTable"));
        edit.set(create, &Function::memory, MiB{1024});
        edit.rename(orders, QStringLiteral("Orders"));
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(QTest::qWaitFor(
            [&] { return ready.size() > 1 && !window->templatePane().isWorking(); }, 60000));
        choose(*window, 4);
        compare(*window, QStringLiteral("template"));
    }

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
