// SPDX-License-Identifier: GPL-3.0-or-later
//
// A random walk of gestures through the real window. After each one the open canvas holds what one
// made fresh from the design would hold; in the end undo leads back to where it began, redo to
// where it ended, and the saved file holds the design.
#include "app/window/main_window.h"
#include "planner/store/store.h"
#include "tests/support/random_design.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/followers_list.h"
#include "widgets/canvas/quick_add.h"
#include "widgets/theme/style.h"

#include <QLineEdit>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;
using canvas::CanvasScene;
using canvas::CanvasView;

namespace {

// What is typed into the field; %1 is a number.
const QStringList typed{
    QStringLiteral("fn Work%1"),
    QStringLiteral("api Front%1 -> fn Take%1 -> ddb Kept%1"),
    QStringLiteral("sqs Jobs%1 -> batchSize=5 fn Job%1 memory=512"),
    QStringLiteral("sns Told%1 -> fn Bill%1, fn Ship%1"),
    QStringLiteral("vpc; subnet Net%1@vpc; fn Deep%1@Net%1"),
    QStringLiteral("fn In%1@vpc -> rds Db%1@vpc"),
    QStringLiteral("note"),
    QStringLiteral("fn Fail%1 -f-> sqs Dead%1"),
    QStringLiteral("no such thing %1"),
    QStringLiteral("nat; igw"),
    QStringLiteral("group Team%1"),
};
const QStringList chosen{QString(), QStringLiteral("sqs Next%1"), QStringLiteral("q"),
                         QStringLiteral("fn Then%1 -> s3 Out%1")};

class Walk
{
public:
    Walk(MainWindow &window, quint32 seed, const QString &file,
         std::shared_ptr<const catalog::Catalog> catalog)
        : m_window(window)
        , m_catalog(std::move(catalog))
        , m_random(seed)
        , m_file(file)
    {
        m_first = design();
    }

    const Design &design() const { return m_window.document().design(); }
    const QStringList &log() const { return m_log; }
    const QHash<QString, int> &counts() const { return m_counts; }

    /// What is wrong after one more gesture; empty where nothing is.
    QString step()
    {
        gesture();
        settle();
        return difference();
    }

    /// Undoes everything and does it again.
    QString backAndForth()
    {
        view().setFocus();
        press(Qt::Key_Escape);
        while (enabled("redo"))
            press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        const Design last = design();
        while (enabled("undo")) {
            press(Qt::Key_Z, Qt::ControlModifier);
            if (const QString wrong = difference(); !wrong.isEmpty())
                return QStringLiteral("undo: ") + wrong;
        }
        if (!(design() == m_first))
            return QStringLiteral("undoing everything does not lead back");
        while (enabled("redo")) {
            press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            if (const QString wrong = difference(); !wrong.isEmpty())
                return QStringLiteral("redo: ") + wrong;
        }
        return design() == last ? QString()
                                : QStringLiteral("doing everything again does not lead forth");
    }

    QString save()
    {
        press(Qt::Key_S, Qt::ControlModifier);
        QFile file(m_file);
        if (!file.open(QIODevice::ReadOnly))
            return QStringLiteral("nothing was saved");
        const Expected<Design> read = store::read(file.readAll(), {});
        if (!read)
            return toString(read.error().first());
        if (!(*read == design()))
            return QStringLiteral("the file holds another design");
        return m_window.document().isModified() ? QStringLiteral("saved and yet modified")
                                                : QString();
    }

private:
    CanvasView &view() { return m_window.canvasView(); }
    CanvasScene &scene() { return view().canvas(); }
    static void settle() { QTest::qWait(0); }

    void press(Qt::Key key, Qt::KeyboardModifiers keys = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &m_window, key, keys);
        settle();
    }
    void type(const QString &text)
    {
        if (QWidget *focus = QApplication::focusWidget())
            QTest::keyClicks(focus, text);
        settle();
    }
    bool enabled(const char *action) const
    {
        return m_window.findChild<QAction *>(QLatin1String(action))->isEnabled();
    }

    QString difference()
    {
        Selection selection(m_window.document());
        CanvasScene fresh(m_window.document(), selection, m_catalog);
        fresh.setAnalysis(m_window.analysis().latest());
        if (!(scene().content() == fresh.content()))
            return QStringLiteral("the canvas holds something else than a fresh one");
        for (const auto &[id, content] : fresh.content().boxes) {
            if (!scene().box(id) || !(scene().box(id)->content() == content))
                return QStringLiteral("an item is missing or old");
            if (scene().box(id)->pos() != content.rect.topLeft())
                return QStringLiteral("an item stands elsewhere");
        }
        for (const ElementId id : m_window.selection().ids()) {
            if (!design().find(id))
                return QStringLiteral("something is selected that is not there");
        }
        return {};
    }

    /// Points of the view where an element is uppermost.
    std::optional<QPoint> pointOf(ElementId id)
    {
        const canvas::BoxItem *box = scene().box(id);
        if (!box)
            return std::nullopt;
        const QRectF rect = box->box();
        for (const QPointF &at : {rect.center(), rect.topLeft() + QPointF(40, 12)}) {
            const QPoint there = view().mapFromScene(at);
            const bool isFree
                = view().childAt(view().viewport()->pos() + there) == view().viewport();
            if (view().viewport()->rect().contains(there) && isFree && scene().elementAt(at) == id)
                return there;
        }
        return std::nullopt;
    }
    std::optional<ElementId> anyBox(bool isNode = false)
    {
        QList<ElementId> seen;
        for (const auto &[id, content] : scene().content().boxes) {
            const bool fits = !isNode || design().get<Function>(id) || design().get<Service>(id);
            if (fits && pointOf(id))
                seen.append(id);
        }
        return seen.isEmpty() ? std::nullopt
                              : std::optional(seen.at(m_random.below(int(seen.size()))));
    }
    QPoint anyPoint()
    {
        const QRect area = view().viewport()->rect().adjusted(8, 8, -8, -8);
        return {area.left() + m_random.below(area.width()),
                area.top() + m_random.below(area.height())};
    }
    void click(const QPoint &at, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseMove(view().viewport(), at);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, keys, at);
        settle();
    }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseMove(view().viewport(), from);
        QTest::mousePress(view().viewport(), Qt::LeftButton, keys, from);
        QTest::mouseMove(view().viewport(), from + QPoint(12, 12));
        QTest::mouseMove(view().viewport(), (from + to) / 2);
        QTest::mouseMove(view().viewport(), to);
        QTest::mouseRelease(view().viewport(), Qt::LeftButton, keys, to);
        settle();
    }
    QString filled(const QString &text)
    {
        return text.contains(u'%') ? text.arg(++m_number) : text;
    }
    void began(const char *what)
    {
        m_log.append(QString::fromLatin1(what));
        ++m_counts[m_log.last()];
    }

    void waitForArranging()
    {
        const bool isArranged = QTest::qWaitFor(
            [&] { return m_window.statusBar()->currentMessage() != QStringLiteral("Arranging"); },
            20000);
        if (!isArranged)
            m_log.last() += QStringLiteral(" without end");
    }

    void gesture()
    {
        if (design().size() > 90) {
            began("shrink");
            view().setFocus();
            press(Qt::Key_Escape);
            press(Qt::Key_A, Qt::ControlModifier);
            press(Qt::Key_Delete);
            return;
        }
        static const QList<void (Walk::*)()> all{
            &Walk::typeElements, &Walk::typeElements, &Walk::select,    &Walk::select,
            &Walk::moveOne,      &Walk::moveOne,      &Walk::drawLine,  &Walk::drawLine,
            &Walk::remove,       &Walk::undo,         &Walk::undo,      &Walk::redo,
            &Walk::copy,         &Walk::paste,        &Walk::duplicate, &Walk::rename,
            &Walk::arrange,      &Walk::rubberBand,   &Walk::keys,      &Walk::connectByKeys,
            &Walk::fromPalette,  &Walk::look,         &Walk::place,     &Walk::doubleClick,
            &Walk::lineUp,       &Walk::group,        &Walk::group,     &Walk::ungroup,
            &Walk::intoGroup,    &Walk::intoGroup,    &Walk::leadLine,  &Walk::leadLine};
        (this->*all.at(m_random.below(int(all.size()))))();
        // Some gestures leave a field open: that is a way to go on, too.
        if (m_random.chance(70)) {
            press(Qt::Key_Escape);
            view().setFocus();
        }
    }

    void typeElements()
    {
        began("type");
        view().setFocus();
        type(QStringLiteral("/"));
        const QString line = filled(typed.at(m_random.below(int(typed.size()))));
        m_log.last() += u' ' + line;
        type(line);
        press(m_random.chance(30) ? Qt::Key_Tab : Qt::Key_Return);
    }
    void select()
    {
        const auto id = anyBox();
        if (!id)
            return look();
        began("select");
        click(*pointOf(*id), m_random.chance(40) ? Qt::ShiftModifier : Qt::NoModifier);
    }
    void moveOne()
    {
        const auto id = anyBox();
        if (!id)
            return look();
        const auto into = anyBox();
        began("move");
        const QPoint to = into && m_random.chance(40)
            ? pointOf(*into).value_or(anyPoint()) + QPoint(m_random.below(20), m_random.below(9))
            : anyPoint();
        drag(*pointOf(*id), to, m_random.chance(20) ? Qt::ShiftModifier : Qt::NoModifier);
    }
    void drawLine()
    {
        const auto from = anyBox(true);
        if (!from)
            return typeElements();
        began("line");
        QTest::mouseMove(view().viewport(), *pointOf(*from));
        settle();
        const canvas::Port port
            = m_random.chance(30) ? canvas::Port::Failure : canvas::Port::Output;
        const QPoint start = view().mapFromScene(canvas::portAt(scene().box(*from)->box(), port));
        QTest::mouseMove(view().viewport(), start);
        const auto to = anyBox(true);
        drag(start, to && m_random.chance(50) ? pointOf(*to).value_or(anyPoint()) : anyPoint());
        auto *field = view().findChild<canvas::QuickAdd *>();
        if (!field || !field->isVisible())
            return;
        m_log.last() += QStringLiteral(" to nowhere");
        type(filled(chosen.at(m_random.below(int(chosen.size())))));
        for (int down = m_random.below(4); down > 0; --down)
            press(Qt::Key_Down);
        press(m_random.chance(85) ? Qt::Key_Return : Qt::Key_Escape);
        if (m_random.chance(50))
            type(QStringLiteral("Named%1").arg(++m_number));
    }
    // A run of a line is taken across its direction, by the hand or by keys, or all is forgotten.
    void leadLine()
    {
        QList<QPoint> runs;
        for (const auto &[id, edge] : scene().content().edges) {
            for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
                const QPointF middle = (edge.points[i] + edge.points[i + 1]) / 2;
                const QPoint there = view().mapFromScene(middle);
                const bool isFree = view().viewport()->rect().contains(there)
                    && view().childAt(view().viewport()->pos() + there) == view().viewport();
                if (isFree && scene().elementAt(middle) == id)
                    runs.append(there);
            }
        }
        if (runs.isEmpty())
            return drawLine();
        began("lead a line");
        const QPoint on = runs.at(m_random.below(int(runs.size())));
        click(on);
        if (m_random.chance(60))
            return drag(on, on + QPoint(m_random.below(300) - 150, m_random.below(300) - 150));
        view().setFocus();
        if (m_random.chance(60))
            return press(m_random.chance(50) ? Qt::Key_Down : Qt::Key_Right, Qt::AltModifier);
        m_log.last() += QStringLiteral(": own way");
        m_window.findChild<QAction *>(QStringLiteral("ownWay"))->trigger();
        settle();
    }
    void remove()
    {
        began("delete");
        view().setFocus();
        press(m_random.chance(50) ? Qt::Key_Delete : Qt::Key_Backspace);
    }
    void undo()
    {
        began("undo");
        view().setFocus();
        for (int times = 1 + m_random.below(4); times > 0; --times)
            press(Qt::Key_Z, Qt::ControlModifier);
    }
    void redo()
    {
        began("redo");
        view().setFocus();
        for (int times = 1 + m_random.below(4); times > 0; --times)
            press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void copy()
    {
        began("copy");
        view().setFocus();
        press(m_random.chance(70) ? Qt::Key_C : Qt::Key_X, Qt::ControlModifier);
    }
    void paste()
    {
        began("paste");
        view().setFocus();
        press(Qt::Key_V, Qt::ControlModifier);
    }
    void duplicate()
    {
        began("duplicate");
        view().setFocus();
        press(Qt::Key_D, Qt::ControlModifier);
    }
    void rename()
    {
        began("rename");
        view().setFocus();
        press(Qt::Key_F2);
        if (m_random.chance(90))
            type(QStringLiteral("Called%1").arg(m_random.below(40))); // at times one that is taken
        press(m_random.chance(80) ? Qt::Key_Return : Qt::Key_Escape);
    }
    void arrange()
    {
        began("arrange");
        view().setFocus();
        press(Qt::Key_L, Qt::ControlModifier);
        waitForArranging();
    }
    void lineUp()
    {
        began("line up");
        view().setFocus();
        if (m_random.chance(50))
            press(Qt::Key_A, Qt::ControlModifier);
        static const QStringList actions{
            QStringLiteral("alignLeft"),   QStringLiteral("alignMiddle"),
            QStringLiteral("alignBottom"), QStringLiteral("distributeAcross"),
            QStringLiteral("sameSize"),    QStringLiteral("distributeDown"),
            QStringLiteral("alignCentre"), QStringLiteral("arrangeSelection")};
        const QString &name = actions.at(m_random.below(int(actions.size())));
        m_log.last() += u' ' + name;
        // They stand in a menu and have no keys of their own.
        m_window.findChild<QAction *>(name)->trigger();
        waitForArranging();
    }
    void group()
    {
        began("group");
        view().setFocus();
        const auto id = anyBox();
        if (id && m_random.chance(60))
            click(*pointOf(*id), m_random.chance(60) ? Qt::ShiftModifier : Qt::NoModifier);
        press(Qt::Key_G, Qt::ControlModifier);
        if (m_random.chance(30))
            type(QStringLiteral("Frame%1").arg(m_random.below(40)));
    }
    void ungroup()
    {
        began("ungroup");
        view().setFocus();
        if (m_random.chance(50))
            press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    }
    // Into a frame, or out of one where the pointer is no longer in it.
    void intoGroup()
    {
        QList<QPoint> frames;
        for (const auto &[id, content] : scene().content().boxes) {
            const QPoint inside = view().mapFromScene(content.rect.bottomRight()
                                                      - QPointF(8 + m_random.below(20), 8));
            if (content.shape == layout::Shape::Group && view().viewport()->rect().contains(inside))
                frames.append(inside);
        }
        const auto id = anyBox(m_random.chance(70));
        if (frames.isEmpty() || !id)
            return group();
        began("into a group");
        drag(*pointOf(*id), frames.at(m_random.below(int(frames.size()))));
    }
    void rubberBand()
    {
        began("band");
        drag(anyPoint(), anyPoint());
    }
    void keys()
    {
        began("keys");
        view().setFocus();
        const QList<Qt::Key> arrows{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
        for (int times = m_random.below(6); times >= 0; --times) {
            const Qt::KeyboardModifiers keys = m_random.chance(40) ? Qt::ControlModifier
                : m_random.chance(30)                              ? Qt::ShiftModifier
                                                                   : Qt::NoModifier;
            press(arrows.at(m_random.below(4)), keys);
        }
    }
    void connectByKeys()
    {
        began("connect by keys");
        view().setFocus();
        press(Qt::Key_C);
        const QList<Qt::Key> arrows{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
        for (int times = m_random.below(4); times > 0; --times)
            press(arrows.at(m_random.below(4)));
        press(Qt::Key_Return);
        press(m_random.chance(50) ? Qt::Key_Return : Qt::Key_Escape);
    }
    void fromPalette()
    {
        began("palette");
        auto *list = m_window.findChild<QTreeView *>(QStringLiteral("paletteList"));
        const QRect area = list->viewport()->rect();
        const QPoint at(area.width() / 2, m_random.below(area.height()));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, at);
        settle();
    }
    void look()
    {
        began("look");
        view().setFocus();
        press(m_random.chance(60) ? Qt::Key_9 : Qt::Key_0, Qt::ControlModifier);
        if (m_random.chance(30))
            press(m_random.chance(50) ? Qt::Key_Minus : Qt::Key_Plus, Qt::ControlModifier);
    }
    void place()
    {
        began("note");
        view().setFocus();
        press(Qt::Key_N);
        click(anyPoint());
    }
    void doubleClick()
    {
        began("double click");
        const auto id = anyBox();
        const QPoint at = id && m_random.chance(60) ? *pointOf(*id) : anyPoint();
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, at);
        settle();
        type(filled(QStringLiteral("fn Twice%1")));
        press(Qt::Key_Return);
    }

    MainWindow &m_window;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    RandomDesign m_random;
    QString m_file;
    Design m_first;
    QStringList m_log;
    QHash<QString, int> m_counts;
    int m_number = 0;
};

} // namespace

class TestGestures : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    QHash<QString, int> m_counts;
    /// Gestures in one window: a function that runs for minutes would be taken for one that hangs.
    static constexpr int stretch = 250;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        theme::install(*qApp, theme::light());
    }

    // Each stretch saves, closes the window and opens the file in another one.
    void theWindowAlwaysShowsTheDesign_data()
    {
        const quint32 seed = qEnvironmentVariableIsSet("STRATOPLAN_SEED")
            ? qEnvironmentVariable("STRATOPLAN_SEED").toUInt()
            : 1;
        const int all = qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? 20'000 : 500;
        QTest::addColumn<quint32>("seed");
        for (int done = 0; done < all; done += stretch)
            QTest::addRow("%d", done) << seed + quint32(done);
    }
    void theWindowAlwaysShowsTheDesign()
    {
        QFETCH(quint32, seed);
        const QString file = m_folder.filePath(QStringLiteral("walk.stratoplan"));
        if (!QFile::exists(file)) {
            QFile sample(QStringLiteral(":/examples/order-service.stratoplan"));
            QVERIFY(sample.copy(file));
            QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        }
        MainWindow window(m_knowledge, *m_settings);
        window.setTheme(theme::light());
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.openPath(file);
        QTRY_VERIFY_WITH_TIMEOUT(
            !window.isOpening() && window.isVisible() && window.documentFile() == file, 20000);
        Walk walk(window, seed, file, m_knowledge.catalog);
        const auto where = [&](const QString &wrong) {
            return QStringLiteral("seed %1, gesture %2: %3\n%4")
                .arg(seed)
                .arg(walk.log().size())
                .arg(wrong, walk.log().mid(walk.log().size() - 12).join(u'\n'));
        };
        for (int one = 0; one < stretch; ++one) {
            const QString wrong = walk.step();
            QVERIFY2(wrong.isEmpty(), qPrintable(where(wrong)));
        }
        const QString turned = walk.backAndForth();
        QVERIFY2(turned.isEmpty(), qPrintable(where(turned)));
        const QString saved = walk.save();
        QVERIFY2(saved.isEmpty(), qPrintable(where(saved)));
        for (auto it = walk.counts().begin(); it != walk.counts().end(); ++it)
            m_counts[it.key()] += it.value();
        qInfo("seed %u, %d gestures", seed, stretch);
    }

    void everyGestureWasMade()
    {
        QStringList told;
        for (auto it = m_counts.begin(); it != m_counts.end(); ++it)
            told.append(QStringLiteral("%1 %2").arg(it.key()).arg(it.value()));
        told.sort();
        qInfo("%s", qPrintable(told.join(QStringLiteral(", "))));
        QVERIFY(m_counts.size() >= 22);
    }
};

QTEST_MAIN(TestGestures)
#include "tst_gestures.moc"
