// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calibration/calibration_dialog.h"
#include "widgets/calibration/fit_chart.h"

#include "planner/store/store.h"

#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::calibration;

namespace {

const char *const text = R"(stratoplan: 1
functions:
  - {name: Orders, id: 1, memory: 512, measurements: [{memory: 256, duration: 999}]}
  - {name: Jobs, id: 2, memory: 256}
)";

// 50 ms of waiting and 200 ms of work at 1769 MB; the last but one is cut off.
const QByteArray table = "memory_mb,duration_ms\n128,2814.0625\n512,741.015625\n1024,395.5078125\n"
                         "2048\n1536,280.33854166666669\n";

} // namespace

class TestCalibrationDialog : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::unique_ptr<DesignDocument> m_document;

    std::unique_ptr<CalibrationDialog> dialog(ElementId function = ElementId{1})
    {
        auto made
            = std::make_unique<CalibrationDialog>(*m_document, m_catalog, function, theme::light());
        made->show();
        return made;
    }
    static void read(CalibrationDialog &dialog, const QByteArray &bytes)
    {
        QSignalSpy done(&dialog, &CalibrationDialog::readingDone);
        dialog.setMaterial({{QStringLiteral("t.csv"), {}, bytes}});
        QVERIFY(QTest::qWaitFor([&] { return !done.isEmpty(); }, 20000));
    }
    static QPushButton *apply(CalibrationDialog &dialog)
    {
        return dialog.findChild<QPushButton *>(QStringLiteral("applyMeasurements"));
    }
    static QStringList notes(const CalibrationDialog &dialog)
    {
        QStringList list;
        for (const QWidget *note : dialog.findChildren<QWidget *>(QStringLiteral("note"))) {
            for (const QLabel *label : note->findChildren<QLabel *>()) {
                if (!label->text().isEmpty())
                    list.append(label->text());
            }
        }
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        auto loaded = catalog::builtIn();
        QVERIFY(loaded);
        m_catalog = *loaded;
    }
    void init()
    {
        m_document = std::make_unique<DesignDocument>();
        const auto design = store::read(text, QStringLiteral("d.stratoplan"));
        QVERIFY(design);
        m_document->reset(*design);
    }

    void showsWhatWasReadAndItsErrors();
    void figuresAreOfTheWidgetsLocale();
    void applyIsOneUndoStep();
    void anotherFunctionIsMeasured();
    void badMaterialCannotBeApplied();
    void oneSettingSaysThatThereIsNoFit();
    void pasteAndDrop();
    void aFileIsReadFromDisk();
    void worksByKeyboard();
    void emptyDesign();
};

void TestCalibrationDialog::showsWhatWasReadAndItsErrors()
{
    const auto shown = dialog();
    QVERIFY(!apply(*shown)->isEnabled());
    read(*shown, table);
    const auto *sources = shown->findChild<QLabel *>(QStringLiteral("sources"));
    QCOMPARE(sources->text(),
             QStringLiteral("t.csv: table, 4 of 5 records used; left out: 1 cut off"));
    const auto *settings = shown->findChild<QTableWidget *>(QStringLiteral("settings"));
    QCOMPARE(settings->rowCount(), 4);
    QCOMPARE(settings->item(0, 0)->text(), QStringLiteral("128 MB"));
    QCOMPARE(settings->item(0, 1)->text(), QStringLiteral("2,814.1 ms"));
    QCOMPARE(settings->item(0, 5)->text(), QStringLiteral("2,814.1 ms"));
    QCOMPARE(settings->item(0, 6)->text(), QStringLiteral("0.0 %"));
    const auto *model = shown->findChild<QLabel *>(QStringLiteral("model"));
    QVERIFY2(model->text().startsWith(
                 QLatin1String("Fit: 50.00 ms of waiting and 200.0 ms of work at one vCPU")),
             qPrintable(model->text()));
    QCOMPARE(notes(*shown).size(), 1);
    QVERIFY(notes(*shown).first().contains(QLatin1String("No setting above 1769 MB")));
    QVERIFY(apply(*shown)->isEnabled());
}

// German has a comma before the decimals and points between the thousands.
void TestCalibrationDialog::figuresAreOfTheWidgetsLocale()
{
    const auto shown = dialog();
    shown->setLocale(QLocale(QLocale::German, QLocale::Germany));
    QByteArray much = table;
    for (int i = 0; i < 1300; ++i)
        much += "1536,280.33854166666669\n";
    read(*shown, much);
    const auto *settings = shown->findChild<QTableWidget *>(QStringLiteral("settings"));
    QCOMPARE(settings->item(0, 1)->text(), QStringLiteral("2.814,1 ms"));
    QCOMPARE(settings->item(0, 6)->text(), QStringLiteral("0,0 %"));
    QCOMPARE(shown->findChild<QLabel *>(QStringLiteral("sources"))->text(),
             QStringLiteral("t.csv: table, 1.304 of 1.305 records used; left out: 1 cut off"));
    const QString model = shown->findChild<QLabel *>(QStringLiteral("model"))->text();
    QVERIFY2(model.startsWith(QLatin1String("Fit: 50,00 ms of waiting and 200,0 ms of work")),
             qPrintable(model));
    QVERIFY2(model.endsWith(QLatin1String("median 0,0 %, worst 0,0 %")), qPrintable(model));
    // A setting that lies off the fit of the others.
    read(*shown, "memory_mb,duration_ms\n128,2814.0625\n512,815.11\n1024,395.5078125\n");
    const QString error = settings->item(1, 6)->text();
    QVERIFY2(error.startsWith(QChar(0x2212)) && error.contains(QLatin1Char(',')),
             qPrintable(error));
}

void TestCalibrationDialog::applyIsOneUndoStep()
{
    const auto shown = dialog();
    read(*shown, table);
    const Design before = m_document->design();
    shown->accept();
    QCOMPARE(shown->result(), int(QDialog::Accepted));
    QCOMPARE(m_document->undoStack().count(), 1);
    QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Measurements of Orders"));
    const auto *orders = m_document->design().get<Function>(ElementId{1});
    QCOMPARE(orders->measurements.size(), 4);
    QCOMPARE(orders->measurements.first().source, QStringLiteral("table"));
    m_document->undoStack().undo();
    QVERIFY(m_document->design() == before);
}

void TestCalibrationDialog::anotherFunctionIsMeasured()
{
    const auto shown = dialog();
    auto *functions = shown->findChild<QComboBox *>(QStringLiteral("measuredFunction"));
    QCOMPARE(functions->currentText(), QStringLiteral("Orders"));
    read(*shown, table);
    QSignalSpy done(shown.get(), &CalibrationDialog::readingDone);
    functions->setCurrentText(QStringLiteral("Jobs"));
    QVERIFY(QTest::qWaitFor([&] { return !done.isEmpty(); }, 20000));
    QCOMPARE(shown->function(), ElementId{2});
    shown->accept();
    QCOMPARE(m_document->design().get<Function>(ElementId{2})->measurements.size(), 4);
    QCOMPARE(m_document->design().get<Function>(ElementId{1})->measurements.size(), 1);
}

void TestCalibrationDialog::badMaterialCannotBeApplied()
{
    const auto shown = dialog();
    read(*shown, table);
    read(*shown, "127.0.0.1 GET / 200\n");
    QVERIFY(!apply(*shown)->isEnabled());
    QCOMPARE(notes(*shown).size(), 1);
    QVERIFY(notes(*shown).first().contains(QLatin1String("No measurements of a known kind")));
    QCOMPARE(shown->findChild<QTableWidget *>(QStringLiteral("settings"))->rowCount(), 0);
    shown->accept();
    QCOMPARE(m_document->undoStack().count(), 0);
    QVERIFY(shown->isVisible());
}

void TestCalibrationDialog::oneSettingSaysThatThereIsNoFit()
{
    const auto shown = dialog();
    read(*shown, "memory_mb,duration_ms\n512,20\n");
    QVERIFY(notes(*shown).first().contains(QLatin1String("there is no fit")));
    QVERIFY(apply(*shown)->isEnabled());
    QVERIFY(shown->findChild<QLabel *>(QStringLiteral("model"))->text().isEmpty());
}

void TestCalibrationDialog::pasteAndDrop()
{
    const auto shown = dialog();
    QSignalSpy done(shown.get(), &CalibrationDialog::readingDone);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(table));
    shown->findChild<QPushButton *>(QStringLiteral("pasteMeasurements"))->click();
    QVERIFY(QTest::qWaitFor([&] { return done.size() == 1; }, 20000));
    QCOMPARE(shown->reading().sources.first().file, QStringLiteral("Clipboard"));
    QMimeData data;
    data.setText(QStringLiteral("memory_mb,duration_ms\n512,20\n1024,10\n"));
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(shown.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(shown.get(), &drop);
    QVERIFY(QTest::qWaitFor([&] { return done.size() == 2; }, 20000));
    QCOMPARE(shown->reading().measured.size(), 2);
}

void TestCalibrationDialog::aFileIsReadFromDisk()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("m.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(table);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName()),
                  QUrl::fromLocalFile(folder.filePath(QStringLiteral("missing.log")))});
    const QList<Material> materials = materialOf(data, {});
    QCOMPARE(materials.size(), 2);
    const Reading reading
        = readFor(*m_document->design().get<Function>(ElementId{1}), materials, *m_catalog);
    QCOMPARE(reading.sources.size(), 1);
    QCOMPARE(reading.sources.first().file, QStringLiteral("m.csv"));
    QVERIFY(reading.calibration);
    QCOMPARE(reading.problems.first().code, QStringLiteral("measurements.unreadable"));
    QCOMPARE(reading.problems.first().where.file, QStringLiteral("missing.log"));
}

void TestCalibrationDialog::worksByKeyboard()
{
    const auto shown = dialog();
    shown->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(shown.get()));
    read(*shown, table);
    QTest::keyClick(shown.get(), Qt::Key_F, Qt::AltModifier);
    QVERIFY(shown->findChild<QComboBox *>(QStringLiteral("measuredFunction"))->hasFocus());
    QTest::keyClick(shown.get(), Qt::Key_Return);
    QCOMPARE(shown->result(), int(QDialog::Accepted));
    QCOMPARE(m_document->undoStack().count(), 1);
}

void TestCalibrationDialog::emptyDesign()
{
    m_document->reset(Design());
    const auto shown = dialog(ElementId());
    QVERIFY(!apply(*shown)->isEnabled());
    QVERIFY(notes(*shown).first().contains(QLatin1String("The design has no function")));
}

QTEST_MAIN(TestCalibrationDialog)
#include "tst_calibration_dialog.moc"
