// SPDX-License-Identifier: GPL-3.0-or-later
//
// The path that the window lights costs and takes what the command line says of it.
#include "planner/model/names.h"
#include "planner/store/store.h"
#include "tests/support/built_in_facts.h"
#include "tests/support/command_run.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/document/design_document.h"

#include <QFile>
#include <QJsonArray>
#include <QtTest>

using namespace stratoplan;

class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyoneSaysTheSame_data()
    {
        QTest::addColumn<QString>("example");
        for (const char *name : {"order-service", "image-resize", "six-functions"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyoneSaysTheSame()
    {
        QFETCH(QString, example);
        const QString file
            = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan")
                  .arg(example);
        const CommandOutcome printed = runCommand(
            {QStringLiteral("estimate"), file, QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(printed.status, 0);
        const QJsonObject estimates = printed.json();

        const BuiltInFacts &facts = builtInFacts();
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::ReadOnly));
        const auto design = store::read(opened.readAll(), file);
        QVERIFY(design);
        DesignDocument document;
        document.reset(*design);
        Selection selection(document);
        canvas::PathPanel panel(selection, facts.catalog);
        panel.setAnalysis(std::make_shared<const Analysis>(
            *analyze(document.snapshot(), *facts.catalog, facts.trees)));
        panel.begin({});
        QVERIFY(QTest::qWaitFor([&] { return !panel.isWorking(); }, 60000));

        const Names names(*design);
        QHash<QString, const overlay::RequestPath *> found;
        std::optional<double> slowest;
        for (const overlay::RequestPath &path : panel.paths()) {
            found.insert(names.of(path.entry) + u'>' + names.of(path.via), &path);
            if (path.slowest && path.slowest->p95)
                slowest = std::max(slowest, std::optional(path.slowest->p95->value));
        }
        const QJsonArray paths = estimates[QStringLiteral("paths")].toArray();
        QVERIFY(!paths.isEmpty());
        for (const auto value : paths) {
            const QJsonObject said = value.toObject();
            const QString key = said[QStringLiteral("entry")].toString() + u'>'
                + said[QStringLiteral("via")].toString();
            const overlay::RequestPath *path = found.value(key);
            QVERIFY2(path && path->cost, qPrintable(key));
            QCOMPARE(path->cost->perMillion.value,
                     said[QStringLiteral("costPerMillionUsd")].toDouble());
            QCOMPARE(path->cost->perRequest().value,
                     said[QStringLiteral("costPerRequestUsd")].toDouble());
            for (const auto part : said[QStringLiteral("parts")].toArray()) {
                const overlay::Step *step
                    = path->step(names.find(part[QStringLiteral("name")].toString()));
                QVERIFY(step && step->perMillion);
                QCOMPARE(step->perMillion->value,
                         part[QStringLiteral("costPerMillionUsd")].toDouble());
            }
        }
        const QJsonValue said = estimates[QStringLiteral("slowestPath")];
        QCOMPARE(slowest.has_value(), said.isObject());
        if (slowest)
            QCOMPARE(*slowest, said[QStringLiteral("p95Ms")].toDouble());
    }
};

QTEST_MAIN(TestPaths)
#include "tst_paths.moc"
