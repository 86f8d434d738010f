// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody draws the sample of six functions from nothing, in the real window and only with the
// keyboard or only with the mouse. What that takes is counted and printed.
#include "app/window/main_window.h"
#include "planner/model/names.h"
#include "planner/store/store.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/followers_list.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/items/edge_item.h"
#include "widgets/canvas/palette.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/property_row.h"
#include "widgets/inspector/section.h"
#include "widgets/theme/style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>
#include <QtTest>

#include <algorithm>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

/// Hands that work the window, and what they do.
class Person
{
public:
    explicit Person(MainWindow &window)
        : m_window(window)
    {
    }

    void key(Qt::Key code, Qt::KeyboardModifiers keys = {})
    {
        QTest::keyClick(where(), code, keys);
        ++strokes;
        settle();
    }
    /// Types a text. What stands in «» is a name and in ‹› a value, which are counted apart.
    void type(const QString &text)
    {
        int *counted = &strokes;
        for (const QChar c : text) {
            if (c == u'«')
                counted = &nameLetters;
            else if (c == u'‹')
                counted = &valueLetters;
            else if (c == u'»' || c == u'›')
                counted = &strokes;
            else {
                // Test events know ASCII and Latin-1; what is not there is typed as text.
                if (c.unicode() < 128)
                    QTest::keyClick(where(), c.toLatin1());
                else
                    QTest::sendKeyEvent(QTest::Click, where(), Qt::Key_unknown, QString(c),
                                        Qt::NoModifier);
                ++*counted;
            }
        }
        settle();
    }
    void line(const QString &text)
    {
        type(text);
        key(Qt::Key_Return);
    }

    void click(QWidget *at, const QPoint &point)
    {
        QTest::mouseMove(at, point);
        QTest::mouseClick(at, Qt::LeftButton, {}, point);
        ++clicks;
        settle();
    }
    void click(QWidget *at) { click(at, at->rect().center()); }
    void doubleClick(QWidget *at, const QPoint &point)
    {
        QTest::mouseMove(at, point);
        QTest::mouseClick(at, Qt::LeftButton, {}, point);
        QTest::mouseDClick(at, Qt::LeftButton, {}, point);
        clicks += 2;
        settle();
    }
    void drag(QWidget *at, const QPoint &from, const QPoint &to)
    {
        QTest::mouseMove(at, from);
        QTest::mousePress(at, Qt::LeftButton, {}, from);
        QTest::mouseMove(at, from + QPoint(12, 12));
        QTest::mouseMove(at, (from + to) / 2);
        QTest::mouseMove(at, to);
        QTest::mouseRelease(at, Qt::LeftButton, {}, to);
        ++drags;
        settle();
    }
    /// Turns the wheel until the entry is in sight.
    void scrollTo(QAbstractItemView *view, const QModelIndex &index)
    {
        for (int turns = 0; turns < 100; ++turns) {
            const QRect row = view->visualRect(index);
            if (view->viewport()->rect().contains(row.center()))
                return;
            wheel(view->viewport(), row.top() < 0);
        }
    }
    void wheel(QWidget *viewport, bool up)
    {
        const QPointF middle = viewport->rect().center();
        QWheelEvent turn(middle, viewport->mapToGlobal(middle), {}, {0, up ? 120 : -120},
                         Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(viewport, &turn);
        ++wheelTurns;
    }
    void pick(QAbstractItemView *view, const QModelIndex &index, bool twice = false)
    {
        scrollTo(view, index);
        const QPoint at = view->visualRect(index).center();
        if (twice)
            doubleClick(view->viewport(), at);
        else
            click(view->viewport(), at);
    }

    int strokes = 0; ///< besides what stands in names and values
    int nameLetters = 0;
    int valueLetters = 0;
    int clicks = 0;
    int drags = 0;
    int wheelTurns = 0;

private:
    /// What the window does between two strokes of a person.
    static void settle() { QTest::qWait(0); }

    QWidget *where() const
    {
        QWidget *focus = QApplication::focusWidget();
        return focus ? focus : &m_window;
    }

    MainWindow &m_window;
};

/// What the drawing shows of a design, names instead of ids: kinds, containers, what connections
/// mean and which way they go.
QStringList drawingOf(const Design &design)
{
    QStringList lines;
    const auto name = [&](ElementId id) { return common(*design.find(id)).name; };
    for (const auto &[id, element] : design.elements()) {
        if (const auto *connection = std::get_if<Connection>(element.get())) {
            const QString reads = QLatin1String(connection->reads.valueOr(false) ? "reads" : "");
            const QString writes = QLatin1String(connection->writes.valueOr(false) ? "writes" : "");
            lines.append(QStringList{name(connection->from), QString(::id(connection->role)), reads,
                                     writes, name(connection->to)}
                             .join(u' '));
            continue;
        }
        const auto *service = std::get_if<Service>(element.get());
        QStringList places;
        for (const ElementId place : references(*element))
            places.append(name(place));
        lines.append((service ? service->kind : QString(kindWord(*element))) + u' ' + name(id)
                     + u'@' + places.join(u'+'));
    }
    lines.sort();
    return lines;
}

/// All that the design file says but for ids and positions.
QStringList everythingOf(const Design &design)
{
    QStringList lines;
    const Names names(design);
    for (const store::Entry &entry : store::entries(design.settings()))
        lines.append(QStringLiteral("design.") + entry.key + u'=' + QString::fromUtf8(entry.value));
    for (const auto &[id, element] : design.elements()) {
        for (const store::Entry &entry : store::entries(*element, design)) {
            if (entry.key != QLatin1String("position"))
                lines.append(names.of(id) + u'.' + entry.key + u'='
                             + QString::fromUtf8(entry.value));
        }
    }
    lines.sort();
    return lines;
}

QString differences(QStringList is, QStringList wanted)
{
    const QStringList all = is;
    for (const QString &line : all) {
        if (wanted.removeOne(line))
            is.removeOne(line);
    }
    return QStringLiteral("too much:\n") + is.join(u'\n') + QStringLiteral("\nmissing:\n")
        + wanted.join(u'\n');
}

} // namespace

class TestSessions : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    Design m_sample;

    std::unique_ptr<MainWindow> started()
    {
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->setTheme(theme::light());
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not come up");
        return window;
    }

private Q_SLOTS:
    void initTestCase();
    void byKeyboard();
    void byMouse();
};

void TestSessions::initTestCase()
{
    const auto catalog = catalog::builtIn();
    const auto trees = decision::readTrees();
    QVERIFY(catalog && trees);
    m_knowledge = {*catalog, *trees};
    m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                             QSettings::IniFormat);
    theme::install(*qApp, theme::light());
    // A list that opens under a press takes the first release as its own for that long.
    QApplication::setDoubleClickInterval(0);
    QFile file(QStringLiteral(":/examples/six-functions.stratoplan"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Expected<Design> sample = store::read(file.readAll(), {});
    QVERIFY(sample);
    m_sample = *sample;
}

void TestSessions::byKeyboard()
{
    const auto window = started();
    Person person(*window);
    person.key(Qt::Key_N, Qt::ControlModifier);
    person.type(QStringLiteral("/"));
    person.line(QStringLiteral(
        "api «BookingApi»->fn «CreateBooking»->ddb «Bookings»->fn «CountBookings»->ddb «Counts»"));
    person.line(QStringLiteral("«BookingApi»->fn «GetBooking» -r->«Bookings»"));
    person.line(QStringLiteral("«CreateBooking»->sqs «Confirmations»->sqs «ConfirmationsFailed»,fn "
                               "«SendConfirmation»"));
    person.line(QStringLiteral("«SendConfirmation»->mail «Guests»"));
    person.line(QStringLiteral("s3 «SeatPlans»->fn «ImportSeatPlan» -r->«SeatPlans»"));
    person.line(QStringLiteral("«ImportSeatPlan» -w->«Bookings»"));
    person.line(QStringLiteral("cron «EveryQuarterHour»->fn «ReleaseSeats»->«Bookings»"));
    person.line(QStringLiteral("«ImportSeatPlan»,«ReleaseSeats» -f->sqs «EventsFailed»"));
    person.line(QStringLiteral("«CountBookings» -f->sqs «StreamFailed»"));
    person.key(Qt::Key_Escape);
    const QStringList drawn = drawingOf(window->document().design());
    QVERIFY2(drawn == drawingOf(m_sample), qPrintable(differences(drawn, drawingOf(m_sample))));
    qInfo("drawing by keyboard: %d strokes and %d letters of names", person.strokes,
          person.nameLetters);
    QVERIFY2(person.strokes <= 120, qPrintable(QString::number(person.strokes)));

    const int before = person.strokes;
    person.nameLetters = 0;
    person.type(QStringLiteral("/"));
    const QString usual = QStringLiteral(
        " runtime=‹nodejs24.x› architecture=‹arm64› packageType=‹zip› tracing=‹yes› "
        "idempotent=‹yes›");
    const auto function = [&](const QString &name, const QString &figures) {
        person.line(u'«' + name + u'»' + usual + u' ' + figures);
    };
    function(QStringLiteral("CreateBooking"),
             QStringLiteral("memory=‹512› timeout=‹10› duration=‹65› p95=‹140› cpuShare=‹.3› "
                            "coldShare=‹.01› package=‹1.2› loaded=‹.9› init=‹80›"));
    function(QStringLiteral("GetBooking"),
             QStringLiteral("memory=‹256› timeout=‹5› duration=‹22› p95=‹55› cpuShare=‹.35› "
                            "coldShare=‹.01› package=‹1› loaded=‹.8› init=‹70›"));
    function(QStringLiteral("SendConfirmation"),
             QStringLiteral("memory=‹256› timeout=‹20› duration=‹180› p95=‹390› cpuShare=‹.1› "
                            "coldShare=‹.01› package=‹1.1› loaded=‹.8› init=‹75›"));
    function(QStringLiteral("ImportSeatPlan"),
             QStringLiteral("memory=‹1024› timeout=‹60› asyncRetries=‹2› duration=‹1400› "
                            "p95=‹3100› cpuShare=‹.6› coldShare=‹.2› package=‹2.4› loaded=‹1.9› "
                            "init=‹110›"));
    function(QStringLiteral("ReleaseSeats"),
             QStringLiteral("memory=‹512› timeout=‹60› asyncRetries=‹2› duration=‹2300› "
                            "p95=‹4200› cpuShare=‹.2› coldShare=‹.3› package=‹1.2› loaded=‹.9› "
                            "init=‹80›"));
    function(QStringLiteral("CountBookings"),
             QStringLiteral("memory=‹256› timeout=‹30› duration=‹40› p95=‹90› cpuShare=‹.3› "
                            "coldShare=‹.01› package=‹1› loaded=‹.8› init=‹70›"));
    person.line(QStringLiteral("«BookingApi» authorization=‹jwt› burstLimit=‹400› rateLimit=‹200› "
                               "ratePerS=‹12› peak=‹150›"));
    person.line(QStringLiteral(
        "«Bookings» billingMode=‹PAY_PER_REQUEST› itemKb=‹1.5› pointInTimeRecovery=‹yes› "
        "storageGb=‹18› streamEnabled=‹yes› streamShards=‹2› streamViewType=‹NEW_AND_OLD_IMAGES›"));
    person.line(QStringLiteral(
        "«Confirmations» maxReceiveCount=‹5› messageRetention=‹345600› visibilityTimeout=‹125›"));
    for (const char *queue : {"ConfirmationsFailed", "EventsFailed", "StreamFailed"})
        person.line(u'«' + QString::fromLatin1(queue)
                    + QStringLiteral("» messageRetention=‹1209600›"));
    person.line(QStringLiteral("«SeatPlans» objectMb=‹.2› storageGb=‹4› versioning=‹Enabled› "
                               "ratePerS=‹.01› peak=‹.2›"));
    person.line(QStringLiteral("«EveryQuarterHour» expression=‹\"rate(15 minutes)\"› "
                               "state=‹ENABLED› ratePerS=‹.00111› peak=‹.00111›"));
    person.line(QStringLiteral("«Counts» billingMode=‹PAY_PER_REQUEST› itemKb=‹.3› "
                               "pointInTimeRecovery=‹yes› storageGb=‹1›"));
    person.line(QStringLiteral("«BookingApi»->share=‹.2› payload=‹2› «CreateBooking»"));
    person.line(QStringLiteral("«BookingApi»->share=‹.8› payload=‹2› «GetBooking»"));
    person.line(QStringLiteral("«CreateBooking»->perEvent=‹2› payload=‹1.5› «Bookings»"));
    person.line(QStringLiteral("«CreateBooking»->perEvent=‹1› payload=‹1› «Confirmations»"));
    person.line(QStringLiteral("«GetBooking» -r->perEvent=‹1› payload=‹1.5› «Bookings»"));
    person.line(QStringLiteral("«Confirmations»->batchSize=‹10› batchWindow=‹5› "
                               "partialBatch=‹yes› maximumConcurrency=‹10› «SendConfirmation»"));
    person.line(QStringLiteral("«SendConfirmation»->perEvent=‹10› «Guests»"));
    person.line(QStringLiteral("«SeatPlans»->prefix=‹plans/› suffix=‹.json› «ImportSeatPlan»"));
    person.line(QStringLiteral("«ImportSeatPlan» -r->perEvent=‹1› payload=‹200› «SeatPlans»"));
    person.line(QStringLiteral("«ImportSeatPlan» -w->perEvent=‹120› payload=‹1.5› «Bookings»"));
    person.line(QStringLiteral("«ReleaseSeats»->perEvent=‹60› payload=‹1.5› «Bookings»"));
    person.line(QStringLiteral(
        "«Bookings»->batchSize=‹100› batchWindow=‹5› retries=‹5› maxRecordAge=‹21600› "
        "partialBatch=‹yes› bisect=‹yes› parallelization=‹1› «CountBookings»"));
    person.line(QStringLiteral("«CountBookings»->perEvent=‹1› payload=‹.3› «Counts»"));
    person.key(Qt::Key_Escape);

    // What holds for the design as a whole stands in the inspector while nothing is selected.
    person.key(Qt::Key_Escape);
    const auto *title = window->inspectorPane().row(QStringLiteral("title"));
    QVERIFY(title);
    for (int tabs = 0; tabs < 60 && !title->isAncestorOf(QApplication::focusWidget()); ++tabs)
        person.key(Qt::Key_Tab);
    QVERIFY(title->isAncestorOf(QApplication::focusWidget()));
    const auto value = [&](const QString &text) { person.type(u'‹' + text + u'›'); };
    value(m_sample.settings().title);
    person.key(Qt::Key_Tab);
    value(m_sample.settings().description);
    person.key(Qt::Key_Tab);
    value(m_sample.settings().version);
    person.key(Qt::Key_Tab);
    value(m_sample.settings().date.toString(Qt::ISODate));
    person.key(Qt::Key_Tab);
    const QStringList all = everythingOf(window->document().design());
    QVERIFY2(all == everythingOf(m_sample), qPrintable(differences(all, everythingOf(m_sample))));
    qInfo("settings by keyboard: %d strokes, %d letters of names and %d of values",
          person.strokes - before, person.nameLetters, person.valueLetters);
}

void TestSessions::byMouse()
{
    const auto window = started();
    Person person(*window);
    canvas::CanvasView &view = window->canvasView();
    const auto &design = [&]() -> const Design & { return window->document().design(); };
    const auto button = [&](const char *action) {
        for (auto *one : window->findChildren<QToolButton *>()) {
            if (one->defaultAction() && one->defaultAction()->objectName() == QLatin1String(action))
                return one;
        }
        qFatal("no button %s", action);
    };
    // A name stands in its field until the hand goes on, so elements are known by what was placed.
    QHash<QString, ElementId> placed;
    const auto fromPalette = [&](const char *what, const QString &name) {
        auto *list = window->findChild<QTreeView *>(QStringLiteral("paletteList"));
        const QModelIndexList found = list->model()->match(
            list->model()->index(0, 0), canvas::PaletteModel::WhatRole, QString::fromLatin1(what),
            1, Qt::MatchExactly | Qt::MatchRecursive);
        QVERIFY(!found.isEmpty());
        person.pick(list, found.first(), true);
        placed.insert(name, window->selection().current());
        person.type(u'«' + name + u'»');
    };
    const auto boxOf = [&](const char *name) {
        return view.canvas().box(placed.value(QLatin1String(name)))->box();
    };
    const auto at = [&](const QPointF &point) {
        const QPoint there = view.mapFromScene(point);
        if (!view.viewport()->rect().contains(there))
            qFatal("(%g, %g) is out of sight", point.x(), point.y());
        return there;
    };
    /// Draws a line from a port, over which the pointer goes first.
    const auto drawLine = [&](const char *from, canvas::Port port, const QPointF &to) {
        const QRectF box = boxOf(from);
        QTest::mouseMove(view.viewport(), at(box.center()) + QPoint(1, 1));
        QTest::mouseMove(view.viewport(), at(box.center()));
        person.drag(view.viewport(), at(canvas::portAt(box, port)), at(to));
    };
    const auto connectTo = [&](const char *from, canvas::Port port, const char *to) {
        drawLine(from, port, boxOf(to).center());
    };
    /// Draws to nowhere, so that the new node's left or upper edge stands there, and chooses.
    const auto follow = [&](const char *from, canvas::Port port, const QPointF &to,
                            const char *label, const QString &name) {
        drawLine(from, port, to);
        auto *list = window->findChild<canvas::FollowersList *>();
        QVERIFY(list && list->isVisible());
        const QModelIndexList found
            = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole,
                                   QString::fromLatin1(label), 1, Qt::MatchExactly);
        QVERIFY2(!found.isEmpty(), label);
        person.pick(list, found.first());
        placed.insert(name, window->selection().current());
        person.type(u'«' + name + u'»');
    };
    /// Chooses in a list of the inspector.
    const auto choose = [&](const char *row, const QString &entry) {
        const auto *place = window->inspectorPane().row(QLatin1String(row));
        QVERIFY(place);
        auto *box = place->findChild<QComboBox *>();
        QVERIFY(box && !box->visibleRegion().isEmpty());
        person.click(box);
        const QModelIndexList found = box->model()->match(
            box->model()->index(0, 0), Qt::DisplayRole, entry, 1, Qt::MatchExactly);
        QVERIFY(!found.isEmpty());
        QTRY_VERIFY(box->view()->isVisible());
        person.pick(box->view(), found.first());
    };
    const QString no = QStringLiteral("no");

    const auto start = [&] { return window->findChild<QPushButton *>(QStringLiteral("startNew")); };
    QTRY_VERIFY(start() && !start()->visibleRegion().isEmpty());
    person.click(start());
    person.click(button("showPanels"));
    person.click(button("zoomOut"));
    const QRectF seen = view.mapToScene(view.viewport()->rect()).boundingRect();
    // Columns and rows of the sheet that is seen, for the upper left corners of nodes.
    const auto column = [&](double number) { return seen.left() + 24 + number * 236; };
    const auto row = [&](double number) { return seen.top() + 88 + number * 144; };
    const QPointF toMiddle(96, 32);

    fromPalette("http-api", QStringLiteral("BookingApi"));
    person.drag(view.viewport(), at(boxOf("BookingApi").center()),
                at(QPointF(column(0), row(0)) + toMiddle));
    using canvas::Port;
    follow("BookingApi", Port::Output, {column(1), row(0) + 32}, "Function",
           QStringLiteral("CreateBooking"));
    follow("BookingApi", Port::Output, {column(1), row(1) + 32}, "Function",
           QStringLiteral("GetBooking"));
    follow("CreateBooking", Port::Output, {column(2), row(0) + 32}, "Queue",
           QStringLiteral("Confirmations"));
    follow("Confirmations", Port::Output, {column(3), row(0) + 32}, "Function",
           QStringLiteral("SendConfirmation"));
    follow("SendConfirmation", Port::Output, {column(4), row(0) + 32}, "Mail and messages",
           QStringLiteral("Guests"));
    follow("Confirmations", Port::Failure, {column(3) + 96, row(1)}, "Queue",
           QStringLiteral("ConfirmationsFailed"));
    follow("CreateBooking", Port::Output, {column(2), row(2) + 32}, "Table",
           QStringLiteral("Bookings"));
    connectTo("GetBooking", Port::Output, "Bookings");
    choose("writes", no);
    follow("Bookings", Port::Output, {column(3), row(2) + 32}, "Function",
           QStringLiteral("CountBookings"));
    follow("CountBookings", Port::Output, {column(4), row(2) + 32}, "Table",
           QStringLiteral("Counts"));
    follow("CountBookings", Port::Failure, {column(4) + 96, row(3)}, "Queue",
           QStringLiteral("StreamFailed"));

    fromPalette("bucket", QStringLiteral("SeatPlans"));
    person.drag(view.viewport(), at(boxOf("SeatPlans").center()),
                at(QPointF(column(0), row(2)) + toMiddle));
    follow("SeatPlans", Port::Output, {column(1), row(2) + 32}, "Function",
           QStringLiteral("ImportSeatPlan"));
    connectTo("ImportSeatPlan", Port::Output, "SeatPlans");
    choose("writes", no);
    connectTo("ImportSeatPlan", Port::Output, "Bookings");
    choose("reads", no);
    follow("ImportSeatPlan", Port::Failure, {column(2) + 96, row(3)}, "Queue",
           QStringLiteral("EventsFailed"));

    fromPalette("schedule", QStringLiteral("EveryQuarterHour"));
    person.drag(view.viewport(), at(boxOf("EveryQuarterHour").center()),
                at(QPointF(column(0), row(3)) + toMiddle));
    follow("EveryQuarterHour", Port::Output, {column(1), row(3) + 32}, "Function",
           QStringLiteral("ReleaseSeats"));
    connectTo("ReleaseSeats", Port::Output, "Bookings");
    connectTo("ReleaseSeats", Port::Failure, "EventsFailed");

    const QStringList drawn = drawingOf(design());
    QVERIFY2(drawn == drawingOf(m_sample), qPrintable(differences(drawn, drawingOf(m_sample))));
    // Nothing lies on anything else.
    for (const auto &[id, box] : view.canvas().content().boxes) {
        for (const auto &[other, otherBox] : view.canvas().content().boxes)
            QVERIFY(id == other || !box.rect.intersects(otherBox.rect));
    }
    QCOMPARE(person.strokes, 0);
    qInfo("drawing by mouse: %d clicks, %d drags, %d turns of the wheel and %d letters of names",
          person.clicks, person.drags, person.wheelTurns, person.nameLetters);

    const Person drawing = person;
    // The rest is set in the inspector: fields are clicked and values typed into them, choices
    // chosen. What is open is what the sample has and the design has not.
    const auto reach = [&](QWidget *field) {
        auto *area = window->inspectorPane().findChild<QScrollArea *>();
        for (int turns = 0; turns < 100; ++turns) {
            const QRect there(field->mapTo(area->viewport(), QPoint()), field->size());
            if (area->viewport()->rect().contains(there))
                return;
            person.wheel(area->viewport(), there.top() < 0);
        }
        qFatal("%s is not reached", qPrintable(field->objectName()));
    };
    const auto fill = [&](const QString &id, const QVariant &wanted) {
        inspector::PropertyRow *place = window->inspectorPane().row(id);
        if (!place)
            return false;
        if (!place->isVisible()) {
            // Its section is folded: the title line opens it.
            for (QWidget *box = place->parentWidget(); box; box = box->parentWidget()) {
                if (!qobject_cast<inspector::SectionBox *>(box))
                    continue;
                auto *head = box->findChild<QToolButton *>();
                reach(head);
                person.click(head);
                break;
            }
        }
        QWidget *field = place->field();
        reach(field);
        if (auto *box = qobject_cast<QComboBox *>(field)) {
            person.click(box);
            const QModelIndexList found = box->model()->match(
                box->model()->index(0, 0), Qt::UserRole, wanted, 1, Qt::MatchExactly);
            if (found.isEmpty())
                qFatal("%s has no such choice", qPrintable(id));
            if (!QTest::qWaitFor([&] { return box->view()->isVisible(); }))
                qFatal("%s does not open", qPrintable(id));
            person.pick(box->view(), found.first());
            return true;
        }
        person.click(field, field->rect().center());
        if (auto *line = qobject_cast<QLineEdit *>(field); line && !line->text().isEmpty()) {
            // What stands there is marked with the mouse and typed over.
            person.drag(line, {line->width() - 3, line->height() / 2}, {1, line->height() / 2});
        }
        person.type(u'‹' + inspector::written(place->property(), wanted) + u'›');
        return true;
    };
    const auto setAll = [&](ElementId theirs, const QString &name) {
        for (const inspector::Property &property :
             inspector::propertiesOf(theirs, m_sample, *m_knowledge.catalog)) {
            const QVariant wanted = property.read(m_sample).value;
            const auto *place = window->inspectorPane().row(property.id);
            if (property.id == QLatin1String("name")
                || (place && place->property().read(design()).value == wanted))
                continue;
            if (!wanted.isValid() || !fill(property.id, wanted))
                qFatal("%s of %s is not set", qPrintable(property.id), qPrintable(name));
        }
    };
    /// A point where a line is the only thing to hit.
    const auto clearOf = [&](ElementId id) {
        const canvas::EdgeItem *edge = view.canvas().edge(id);
        const QList<QPointF> points = edge->content().points;
        for (qsizetype i = 1; i < points.size(); ++i) {
            for (const double part : {0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9}) {
                const QPoint there
                    = view.mapFromScene(points.at(i - 1) * (1 - part) + points.at(i) * part);
                const QList<QGraphicsItem *> hit = view.items(there);
                const auto isLine = [](const QGraphicsItem *item) {
                    return qgraphicsitem_cast<const canvas::EdgeItem *>(item)
                        || qgraphicsitem_cast<const canvas::BoxItem *>(item);
                };
                if (view.viewport()->rect().contains(there)
                    && std::count_if(hit.begin(), hit.end(), isLine) == 1 && hit.contains(edge))
                    return there;
            }
        }
        qFatal("line %u is nowhere alone", id.value);
    };
    const Names sampleNames(m_sample);
    const QList<ElementId> mine = [&] {
        QList<ElementId> ids;
        for (const auto &[id, element] : design().elements())
            ids.append(id);
        return ids;
    }();
    for (const ElementId id : mine) {
        const QString name = Names(design()).of(id);
        if (const canvas::BoxItem *box = view.canvas().box(id))
            person.click(view.viewport(), at(box->box().center()));
        else
            person.click(view.viewport(), clearOf(id));
        QCOMPARE(window->selection().ids(), QList<ElementId>{id});
        setAll(sampleNames.find(name), name);
    }
    person.click(view.viewport(), QPoint(4, 4));
    QVERIFY(window->selection().ids().isEmpty());
    setAll({}, QStringLiteral("the design"));
    person.click(view.viewport(), QPoint(4, 4));
    const QStringList all = everythingOf(design());
    QVERIFY2(all == everythingOf(m_sample), qPrintable(differences(all, everythingOf(m_sample))));
    QCOMPARE(person.strokes, 0);
    qInfo("settings by mouse: %d clicks, %d drags, %d turns of the wheel and %d letters of values",
          person.clicks - drawing.clicks, person.drags - drawing.drags,
          person.wheelTurns - drawing.wheelTurns, person.valueLetters);
}

QTEST_MAIN(TestSessions)
#include "tst_sessions.moc"
