// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measurements that are pasted or dropped onto the window.
#include "app/window/main_window.h"
#include "app/window/measurement_taker.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

const QByteArray designText = R"(stratoplan: 1
functions:
  - {name: Orders, id: 1, memory: 512}
  - {name: Jobs, id: 2, memory: 256}
)";

const QString table = QStringLiteral("memory_mb,duration_ms\n128,2814\n512,741\n1024,395\n");

} // namespace

class TestMeasurements : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;

    std::unique_ptr<MainWindow> opened() const
    {
        QFile file(m_folder->filePath(QStringLiteral("d.stratoplan")));
        if (!file.open(QIODevice::WriteOnly) || file.write(designText) != designText.size())
            qFatal("the design cannot be written");
        file.close();
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->show();
        QSignalSpy ready(&window->analysis(), &AnalysisRunner::analysisReady);
        window->openPath(file.fileName());
        if (!QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000))
            qFatal("the file was not opened");
        return window;
    }
    static bool isRead(MainWindow &window)
    {
        return QTest::qWaitFor(
            [&] {
                const auto *dialog = window.measurements().dialog();
                return dialog && dialog->reading().calibration;
            },
            20000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
    }

    void pastesForTheSelectedFunction()
    {
        const auto window = opened();
        window->selection().set({ElementId{2}});
        QGuiApplication::clipboard()->setText(table);
        window->actions()[ActionId::PasteMeasurements]->trigger();
        QVERIFY(isRead(*window));
        auto *dialog = window->measurements().dialog();
        QCOMPARE(dialog->function(), ElementId{2});
        dialog->accept();
        QCOMPARE(window->document().design().get<Function>(ElementId{2})->measurements.size(), 3);
        QCOMPARE(window->document().undoStack().count(), 1);
        QVERIFY(QTest::qWaitFor([&] { return !window->measurements().dialog(); }));
    }

    void takesADroppedText()
    {
        const auto window = opened();
        QMimeData data;
        data.setText(table);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &drop);
        QVERIFY(isRead(*window));
        // A second drop is read by the same dialog.
        auto *dialog = window->measurements().dialog();
        window->measurements().drop(data);
        QCOMPARE(window->measurements().dialog(), dialog);
        dialog->reject();
        QCOMPARE(window->document().undoStack().count(), 0);
    }

    void tellsDesignsFromMeasurements_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("taken");
        QTest::newRow("log") << QStringLiteral("/x/run.log") << true;
        QTest::newRow("JSON") << QStringLiteral("/x/result.json") << true;
        QTest::newRow("design") << QStringLiteral("/x/a.stratoplan") << false;
        QTest::newRow("template") << QStringLiteral("/x/template.YAML") << false;
    }
    void tellsDesignsFromMeasurements()
    {
        QFETCH(QString, path);
        QFETCH(bool, taken);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QCOMPARE(MeasurementTaker::takes(data), taken);
    }

    void nothingIsTakenBeforeADesignIsShown()
    {
        MainWindow window(m_knowledge, *m_settings);
        QVERIFY(!window.actions()[ActionId::PasteMeasurements]->isEnabled());
        QMimeData data;
        data.setText(table);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(!enter.isAccepted());
    }
};

QTEST_MAIN(TestMeasurements)
#include "tst_measurements.moc"
