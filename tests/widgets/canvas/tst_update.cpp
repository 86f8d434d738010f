// SPDX-License-Identifier: GPL-3.0-or-later
//
// An open canvas after a change shows what a canvas built fresh from the same design shows.
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"
#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/palette.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

const QString start = QStringLiteral(
    "fn Orders 512; fn Mail 256; queue Jobs -> Mail; table Items; vpc Main 10.0.0.0/16; zone Za in "
    "Main; zone Zb in Main; subnet A 10.0.0.0/24 in Za; subnet B 10.0.1.0/24 in Zb; gateway nat "
    "Nat "
    "in A; gateway internet Out in Main; endpoint gateway S3 s3 in Main; group G in Main; table R "
    "in "
    "Main; fn Inside in A,B; relational-database Db in A; note N \"remember\"; Orders -- Items; "
    "Orders => Mail");

} // namespace

class TestUpdate : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    /// What items paint, taken from the items themselves.
    static QMap<quint32, QString> shown(const CanvasScene &scene)
    {
        QMap<quint32, QString> all;
        for (const auto &[id, content] : scene.content().boxes) {
            const BoxItem *item = scene.box(id);
            QString text = QStringLiteral("missing");
            if (item && item->content() == content) {
                const QRectF box = item->box();
                text = QStringLiteral("%1 %2 %3 %4 %5 %6")
                           .arg(box.x())
                           .arg(box.y())
                           .arg(box.width())
                           .arg(box.height())
                           .arg(spoken(content))
                           .arg(int(content.shape));
            }
            all.insert(id.value, text);
        }
        for (const auto &[id, content] : scene.content().edges) {
            const EdgeItem *item = scene.edge(id);
            all.insert(id.value,
                       item && item->content() == content
                           ? QString::number(item->content().points.size())
                           : QStringLiteral("missing"));
        }
        return all;
    }

    void compare(DesignDocument &document, const CanvasScene &open, const char *what)
    {
        Selection selection(document);
        const CanvasScene fresh(document, selection, m_catalog);
        QVERIFY2(open.content() == fresh.content(), what);
        QCOMPARE(shown(open), shown(fresh));
        QVERIFY2(!shown(open).values().contains(QStringLiteral("missing")), what);
        int items = 0;
        for (const QGraphicsItem *item : open.items()) {
            Q_UNUSED(item)
            ++items;
        }
        QCOMPARE(items, int(open.content().boxes.size() + open.content().edges.size()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void everyKindOfChange_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"Orders", "Jobs", "Items", "Main", "Za", "A", "Nat", "Out", "S3",
                                 "G", "R", "Inside", "Db", "N"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyKindOfChange()
    {
        QFETCH(QString, name);
        DesignDocument document;
        Selection selection(document);
        CanvasScene open(document, selection, m_catalog);
        document.reset(designFromText(start));
        compare(document, open, "reset");
        const ElementId id = document.design().idOf(name);
        QVERIFY(id);
        const auto change = [&](const char *what, auto act) {
            DocumentEdit edit = document.edit(QString::fromLatin1(what));
            act(edit);
            QVERIFY2(edit.commit().isEmpty(), what);
            compare(document, open, what);
        };
        change("rename", [&](Edit &edit) { edit.rename(id, name + QStringLiteral("2")); });
        change("label", [&](Edit &edit) {
            Element element = *edit.find(id);
            common(element).label = QStringLiteral("Shown");
            edit.replace(id, element);
        });
        change("move", [&](Edit &edit) { edit.setPosition(id, Point{960, 640}); });
        change("remove", [&](Edit &edit) { edit.remove(id); });
        const int entries = document.undoStack().count();
        for (int i = 0; i < entries; ++i) {
            document.undoStack().undo();
            compare(document, open, "undo");
        }
        for (int i = 0; i < entries; ++i) {
            document.undoStack().redo();
            compare(document, open, "redo");
        }
    }

    void aRandomWalkOfEdits()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        const QByteArray message = QByteArrayLiteral("seed ") + QByteArray::number(seed);
        RandomDesign random(seed);
        DesignDocument document;
        Selection selection(document);
        CanvasScene open(document, selection, m_catalog);
        document.reset(random.design(25));
        for (int step = 0; step < rounds(60); ++step) {
            QVERIFY2(
                document.apply(QString::number(step), random.change(document.design())).isEmpty(),
                message.constData());
            if (random.chance(20))
                document.undoStack().undo();
            if (step % 6 == 0)
                compare(document, open, message.constData());
        }
        document.undoStack().setIndex(0);
        compare(document, open, message.constData());
    }

    void aSettingsChangeChangesNoBox()
    {
        DesignDocument document;
        Selection selection(document);
        CanvasScene open(document, selection, m_catalog);
        document.reset(designFromText(start));
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the scene changes its own
        const Content before = open.content();
        DocumentEdit edit = document.edit(QStringLiteral("Title"));
        Settings settings = edit.settings();
        settings.title = QStringLiteral("Another");
        edit.setSettings(settings);
        edit.commit();
        QVERIFY(open.content() == before);
    }

    void connectionsComeAndGo()
    {
        DesignDocument document;
        Selection selection(document);
        CanvasScene open(document, selection, m_catalog);
        document.reset(designFromText(start));
        DocumentEdit edit = document.edit(QStringLiteral("Connect"));
        Connection connection;
        connection.from = document.design().idOf(QStringLiteral("Mail"));
        connection.to = document.design().idOf(QStringLiteral("Db"));
        connection.role = Role::Access;
        const ElementId id = edit.add(connection);
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(open.edge(id));
        compare(document, open, "connect");
        DocumentEdit role = document.edit(QStringLiteral("Role"));
        role.set(id, &Connection::role, Role::Call);
        role.commit();
        compare(document, open, "role");
        document.undoStack().setIndex(0);
        QVERIFY(!open.edge(id));
        compare(document, open, "undo");
    }

    void thePaletteIsASoundModel()
    {
        PaletteModel model(m_catalog);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.rowCount() >= 6);
        int entries = 0;
        for (int group = 0; group < model.rowCount(); ++group)
            entries += model.rowCount(model.index(group, 0));
        QVERIFY(entries >= 40);
        model.setTheme(theme::dark());
        model.retranslate();
    }

    void enterInThePalettePlacesTheFirstFound()
    {
        Palette palette(m_catalog);
        QSignalSpy placed(&palette, &Palette::placeRequested);
        palette.show();
        palette.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&palette));
        palette.startSearch();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("sqs"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(placed.size(), 1);
        QCOMPARE(placed.first().first().toString(), QStringLiteral("queue"));
    }
};

QTEST_MAIN(TestUpdate)
#include "tst_update.moc"
