// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings in the notation.
#include "planner/model/properties.h"
#include "planner/sketch/notation.h"
#include "planner/store/store.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QtTest>

using namespace stratoplan;

namespace {

QList<ElementId> everything(const Design &design)
{
    QList<ElementId> ids;
    for (const auto &[id, element] : design.elements())
        ids.append(id);
    return ids;
}

/// What the tables know to be stated of the nodes and of the connections between them, by name:
/// "Worker.memory=512". Made from the tables of the model and of the catalogue themselves.
QStringList stated(const Design &design)
{
    QStringList lines;
    for (const auto &[id, element] : design.elements()) {
        const auto *connection = std::get_if<Connection>(element.get());
        const QString name = connection ? common(*design.find(connection->from)).name + u'>'
                + common(*design.find(connection->to)).name + u' ' + ::id(connection->role)
                                        : common(*element).name;
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (!connection && !isNode)
            continue;
        for (const PropertyRow &row : rowsOf(*element)) {
            const Field<QVariant> field = row.read(*element);
            const bool isWay
                = row.name == QLatin1String("reads") || row.name == QLatin1String("writes");
            if (field.value && !isWay)
                lines.append(name + u'.' + row.name + u'=' + field.value->toString());
        }
        const auto *service = std::get_if<Service>(element.get());
        const catalog::ServiceKind *kind = service ? facts().service(service->kind) : nullptr;
        for (const catalog::FieldSpec &spec : kind ? kind->fields : QList<catalog::FieldSpec>()) {
            if (const Field<QVariant> field = service->properties.value(spec.key); field.value)
                lines.append(name + u'.' + spec.key + u'=' + field.value->toString());
        }
        if (isNode && !common(*element).label.isEmpty())
            lines.append(name + QStringLiteral(".label=") + common(*element).label);
    }
    lines.sort();
    lines.removeDuplicates();
    return lines;
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *text, QStringList expected) {
            expected.sort();
            QTest::newRow(name) << QString::fromUtf8(text) << expected;
        };
        row("of a function", "fn Create memory=512 timeout=10 runtime=nodejs24.x tracing=yes",
            {QStringLiteral("Create.memory=512"), QStringLiteral("Create.timeout=10"),
             QStringLiteral("Create.runtime=nodejs24.x"), QStringLiteral("Create.tracing=true")});
        row("of each in a chain", "api A ratePerS=12.5 -> fn F memory=256, fn G memory=512",
            {QStringLiteral("A.ratePerS=12.5"), QStringLiteral("F.memory=256"),
             QStringLiteral("G.memory=512")});
        row("the unit left out", "sqs Q visibilityTimeout=60",
            {QStringLiteral("Q.visibilityTimeoutS=60")});
        row("in any case", "sqs Q VISIBILITYTIMEOUTS=60 -> fn F Memory=512",
            {QStringLiteral("Q.visibilityTimeoutS=60"), QStringLiteral("F.memory=512")});
        row("a value with spaces",
            "schedule S expression=\"rate(15 minutes)\" label=\"each \\\"q\\\"\"",
            {QStringLiteral("S.expression=rate(15 minutes)"),
             QStringLiteral("S.label=each \"q\"")});
        row("of a connection", "sqs Q -> batchSize=10 partialBatch=yes fn F",
            {QStringLiteral("Q>F trigger.batchSize=10"),
             QStringLiteral("Q>F trigger.partialBatch=true")});
        row("of several connections", "s3 B -> prefix=plans/ suffix=.json fn F, fn G",
            {QStringLiteral("B>F trigger.prefix=plans/"),
             QStringLiteral("B>F trigger.suffix=.json"),
             QStringLiteral("B>G trigger.prefix=plans/"),
             QStringLiteral("B>G trigger.suffix=.json")});
        row("behind a place", "vpc V; fn F@V memory=512", {QStringLiteral("F.memory=512")});
        row("no blank before an arrow", "fn F memory=512->ddb T", {QStringLiteral("F.memory=512")});
        row("of something that is there", "fn F memory=512 timeout=3\nF memory=1024 timeout=none",
            {QStringLiteral("F.memory=1024")});
        row("none as a choice and as a text", "rest api A authorization=none label=\"none\"",
            {QStringLiteral("A.authorization=none"), QStringLiteral("A.label=none")});
        row("negative", "stream S -> retries=-1 fn F", {QStringLiteral("S>F trigger.retries=-1")});
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        const auto sketched = sketch::read(text, {}, facts());
        QVERIFY2(sketched, sketched ? "" : qPrintable(toString(sketched.error().first())));
        QCOMPARE(stated(*apply({}, sketched->change)), expected);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem"); // LINE:COLUMN CODE
        const auto row = [](const char *name, const char *text, const char *problem) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(problem);
        };
        row("no such setting", "fn F memry=512", "1:6 sketch.unknown-setting");
        row("of another kind", "fn F\nsqs Q memory=512", "2:7 sketch.unknown-setting");
        row("a kind without settings", "vpc V memory=512", "1:7 sketch.unknown-setting");
        row("too small", "fn F memory=64", "1:6 sketch.bad-setting");
        row("no number", "fn F memory=much", "1:6 sketch.bad-setting");
        row("not whole", "fn F memory=512.5", "1:6 sketch.bad-setting");
        row("no word of it", "fn F architecture=mips", "1:6 sketch.bad-setting");
        row("no runtime", "fn F runtime=cobol", "1:6 sketch.bad-setting");
        row("nothing", "fn F memory=", "1:6 sketch.bad-setting");
        row("of a connection", "sqs Q -> batchSize=0 fn F", "1:10 sketch.bad-setting");
        row("before the node", "memory=512 fn F", "1:1 sketch.missing-node");
        row("an open quote", "schedule S expression=\"rate", "1:12 sketch.open-quote");
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto sketched = sketch::read(text, {}, facts());
        QVERIFY(!sketched);
        const Problem &problem = sketched.error().first();
        QTEST(QStringLiteral("%1:%2 %3")
                  .arg(problem.where.line)
                  .arg(problem.where.column)
                  .arg(problem.code),
              "problem");
        QVERIFY(!toString(problem).contains(u'{'));
    }

    // Arrows may be as short as their words allow.
    void arrowsMayBeShort()
    {
        const auto whole = sketch::read(
            QStringLiteral(
                "fn A -reads-> ddb T; A -writes-> s3 B; A -fails-> sqs D; A -call-> fn F"),
            {}, facts());
        const auto brief = sketch::read(
            QStringLiteral("fn A -r-> ddb T; A -w-> s3 B; A -f-> sqs D; A -c-> fn F"), {}, facts());
        QVERIFY(whole && brief);
        QVERIFY(*apply({}, whole->change) == *apply({}, brief->change));
    }

    void writesThemOnlyWhenAsked()
    {
        const Design design = *apply(
            {},
            sketch::read(QStringLiteral("sqs Q delayS=5 -> batchSize=10 fn F memory=512 -> ddb T"),
                         {}, facts())
                ->change);
        QCOMPARE(sketch::write(design, everything(design), facts()),
                 QStringLiteral("sqs Q -> fn F -> ddb T\n"));
        QCOMPARE(sketch::write(design, everything(design), facts(), sketch::Writing::WithSettings),
                 QStringLiteral("sqs Q delayS=5 -> batchSize=10 fn F memory=512 -> ddb T\n"));
    }

    void readsWhatItWrote()
    {
        QList<Design> designs;
        const QString folder = QStringLiteral(":/examples/");
        for (const QString &name : {QStringLiteral("six-functions"), QStringLiteral("image-resize"),
                                    QStringLiteral("order-service")}) {
            QFile file(folder + name + QStringLiteral(".stratoplan"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            designs.append(*store::read(file.readAll(), {}));
        }
        const quint32 seeds = static_cast<quint32>(rounds(60));
        for (quint32 seed = 1; seed <= seeds; ++seed)
            designs.append(RandomArchitecture(seed, facts()).design());
        qsizetype settings = 0;
        for (const Design &design : std::as_const(designs)) {
            const QString text
                = sketch::write(design, everything(design), facts(), sketch::Writing::WithSettings);
            const auto sketched = sketch::read(text, {}, facts());
            QVERIFY2(sketched,
                     qPrintable(sketched ? QString()
                                         : toString(sketched.error().first()) + u'\n' + text));
            const QStringList expected = stated(design);
            QStringList missing = expected;
            const QStringList found = stated(*apply({}, sketched->change));
            for (const QString &line : found)
                missing.removeOne(line);
            QVERIFY2(missing.isEmpty() && found.size() == expected.size(),
                     qPrintable(missing.join(u'\n') + u'\n' + text));
            settings += expected.size();
        }
        QVERIFY(settings > 1000);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
