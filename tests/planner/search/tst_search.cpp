// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/search/search.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::search;

class TestSearch : public QObject
{
    Q_OBJECT

    static Design design()
    {
        return designFromText(QStringLiteral(
            "fn OrderWorker 512 30 handler=src/orders.handler label=\"Orders of today\"; queue "
            "orders visibilityTimeoutS=181 -> OrderWorker filter=\"{order:[1]}\"; table Preorder; "
            "vpc Main 10.0.0.0/16; subnet Inner 10.0.7.0/24 in Main; note Remark \"Ask about the "
            "order of events\"; fn Other condition=HasOrders"));
    }
    static QString kindOf(const Element &element)
    {
        if (const auto *service = std::get_if<Service>(&element))
            return service->kind;
        return std::holds_alternative<Function>(element) ? QStringLiteral("Function") : QString();
    }

private Q_SLOTS:
    /// "ELEMENT.PART" of every hit; a property after a colon.
    void finds_data()
    {
        QTest::addColumn<Query>("query");
        QTest::addColumn<QString>("hits");
        const auto row = [](const Query &query, const char *hits) {
            QTest::newRow(qPrintable(QStringLiteral("%1%2%3").arg(
                query.text, query.matchCase ? QStringLiteral(" Aa") : QString(),
                query.wholeWords ? QStringLiteral(" whole") : QString())))
                << query << QString::fromLatin1(hits);
        };
        row({QString()}, "");
        row({QStringLiteral("nothing like it")}, "");
        row({QStringLiteral("order")},
            "OrderWorker.0 OrderWorker.1 OrderWorker.4:handler orders.0 Preorder.0 Remark.3 "
            "Other.4:condition .4:filter");
        row({QStringLiteral("Order"), true}, "OrderWorker.0 OrderWorker.1 Other.4:condition");
        row({QStringLiteral("order"), false, true}, "Remark.3 .4:filter");
        row({QStringLiteral("orders"), false, true},
            "OrderWorker.1 OrderWorker.4:handler orders.0");
        row({QStringLiteral("queue")}, "orders.2");
        row({QStringLiteral("10.0.")}, "Main.4:cidrs Inner.4:cidr");
        row({QStringLiteral("181")}, "orders.4:visibilityTimeoutS");
        // Nothing of it is a pattern.
        row({QStringLiteral("[1]")}, ".4:filter");
        row({QStringLiteral("o.ders")}, "");
        row({QStringLiteral(".handler")}, "OrderWorker.4:handler");
    }
    void finds()
    {
        QFETCH(Query, query);
        QFETCH(QString, hits);
        const Design searched = design();
        QStringList found;
        for (const Hit &hit : find(searched, query, kindOf)) {
            QString one = QStringLiteral("%1.%2")
                              .arg(common(*searched.find(hit.element)).name)
                              .arg(int(hit.part));
            if (!hit.property.isEmpty())
                one += QLatin1Char(':') + hit.property;
            found.append(one);
            QCOMPARE(hit.text.mid(hit.at, hit.length).toLower(), query.text.toLower());
        }
        QCOMPARE(found.join(QLatin1Char(' ')), hits);
    }

    void renames_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<Query>("query");
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<QString>("renamings"); // ! = cannot be
        const auto row = [](const char *what, const char *names, const Query &query,
                            const char *replacement, const char *renamings) {
            QTest::newRow(what) << QString::fromLatin1(names) << query
                                << QString::fromLatin1(replacement)
                                << QString::fromLatin1(renamings);
        };
        const Query order{QStringLiteral("order")};
        row("all occurrences", "orderByOrder Other", order, "bill", "orderByOrder>billBybill");
        row("in case", "orderByOrder", {QStringLiteral("Order"), true}, "Bill",
            "orderByOrder>orderByBill");
        row("whole words", "order-queue reorder", {QStringLiteral("order"), false, true}, "bill",
            "order-queue>bill-queue");
        row("nothing changes", "order", order, "order", "");
        row("with one that stays", "order bill", order, "bill", "order>bill!");
        row("with each other", "order1 order2", {QStringLiteral("order1")}, "order2",
            "order1>order2!");
        row("two to one", "xorder orderx", order, "", "xorder>x! orderx>x!");
        row("empty", "order orders", order, "", "order>! orders>s");
        // What one name gives up another may take: order2 becomes order, which becomes ''.
        row("one after the other", "a aa", {QStringLiteral("a")}, "aa", "a>aa aa>aaaa");
        row("blanks at the ends", "order", order, " bill ", "order>bill");
        row("no pattern in what is put there", "order", order, "\\1", "order>\\1");
    }
    void renames()
    {
        QFETCH(QString, names);
        QFETCH(Query, query);
        QFETCH(QString, replacement);
        QFETCH(QString, renamings);
        Edit edit{Design()};
        for (const QString &name : names.split(QLatin1Char(' '))) {
            Service service;
            service.kind = QStringLiteral("queue");
            service.name = name;
            edit.add(service);
        }
        const Design before = *edit.result();
        const Renamings made = search::renamings(before, query, replacement);
        QStringList told;
        for (const Renaming &one : made.list) {
            told.append(one.before + QLatin1Char('>') + one.after
                        + (one.trouble.isEmpty() ? QString() : QStringLiteral("!")));
        }
        QCOMPARE(told.join(QLatin1Char(' ')), renamings);
        QCOMPARE(made.isRefused(), renamings.contains(QLatin1Char('!')));
        QCOMPARE(made.change.isEmpty(), made.isRefused() || made.list.isEmpty());
    }

    /// The name of a stack is no part of the name that people give.
    void theStackStays()
    {
        Edit edit{Design()};
        Service service;
        service.kind = QStringLiteral("queue");
        service.stack = QStringLiteral("orders");
        service.name = QStringLiteral("orders/orders-queue");
        edit.add(service);
        const Renamings made
            = renamings(*edit.result(), {QStringLiteral("orders")}, QStringLiteral("bills"));
        QCOMPARE(made.list.size(), 1);
        QCOMPARE(made.list[0].after, QStringLiteral("orders/bills-queue"));
    }

    /// In random designs: a change is given exactly where the model accepts these names, and it
    /// does what the list says and nothing else.
    void theModelAcceptsWhatIsNotRefused()
    {
        RandomDesign random(4711);
        QRandomGenerator letters(4712);
        int refused = 0;
        int carriedOut = 0;
        for (int round = 0; round < rounds(60); ++round) {
            const Design before = random.design(random.chance(50) ? 4 : 60);
            const QString wanted(QChar(u'a' + letters.bounded(26)));
            const QString instead = letters.bounded(3) == 0
                ? QString()
                : QString(QChar(u'a' + letters.bounded(26))).repeated(letters.bounded(1, 3));
            const Renamings made = renamings(before, {wanted}, instead);
            Edit edit(before);
            for (const Renaming &one : made.list)
                edit.rename(one.id, one.after);
            QCOMPARE(bool(edit.result()), !made.isRefused());
            refused += made.isRefused();
            if (made.isRefused() || made.list.isEmpty()) {
                QVERIFY(made.change.isEmpty());
                continue;
            }
            ++carriedOut;
            const Expected<Design> after = apply(before, made.change);
            QVERIFY(after);
            QVERIFY(*after == *edit.result());
        }
        QVERIFY(refused > 3 && carriedOut > 3);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
