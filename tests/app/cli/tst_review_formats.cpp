// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/baseline.h"
#include "app/cli/formats/reviewed.h"
#include "app/cli/input_files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace stratoplan;
using namespace stratoplan::cli;

namespace {

ReviewedFinding finding(const char *rule, Severity severity, review::Status status,
                        const QString &file, int line)
{
    ReviewedFinding made;
    made.finding.rule = QLatin1String(rule);
    made.finding.severity = severity;
    made.finding.status = status;
    made.finding.key = QLatin1String(rule) + QStringLiteral(" Make");
    made.finding.figures = {{QStringLiteral("wanted"), 16}};
    made.finding.fixable = status == review::Status::Open;
    if (status == review::Status::Suppressed)
        made.finding.reason = QStringLiteral("Fine, \"for now\" (Lead)");
    made.message = QStringLiteral("Make: a|b <c> & \"d\"");
    made.elements = {QStringLiteral("Make")};
    made.file = file;
    made.line = line;
    made.column = line > 0 ? 3 : 0;
    return made;
}

// One finding of each kind in a template, and one in a design.
Reviewed example()
{
    const QString file = QStringLiteral("a folder/template.yaml");
    Reviewed reviewed;
    reviewed.inputs = {file, QStringLiteral("design.stratoplan")};
    reviewed.rules
        = {QStringLiteral("ASYNC-001"), QStringLiteral("CAP-018"), QStringLiteral("ESM-002a"),
           QStringLiteral("FN-004"), QStringLiteral("REL-005")};
    reviewed.findings = {finding("ESM-002a", Severity::Blocker, review::Status::Open, file, 12),
                         finding("ASYNC-001", Severity::High, review::Status::Suppressed, file, 7),
                         finding("FN-004", Severity::High, review::Status::Unanswered, file, 0),
                         finding("CAP-018", Severity::Medium, review::Status::Open,
                                 QStringLiteral("design.stratoplan"), 0)};
    reviewed.failOn = Severity::High;
    return reviewed;
}

QJsonObject object(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

class TestReviewFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thresholdCountsOpenFindingsOnly();
    void json();
    void sarif();
    void junit();
    void markdown();
    void csv();
    void text();
    void baseline();
    void baselineRefusesOtherText();
    void looksIntoFolders();
    void knowsInputs_data();
    void knowsInputs();
};

void TestReviewFormats::thresholdCountsOpenFindingsOnly()
{
    Reviewed reviewed = example();
    QVERIFY(reviewed.hasFailure());
    reviewed.findings.removeFirst();
    QVERIFY(!reviewed.hasFailure());
    reviewed.failOn = Severity::Medium;
    QVERIFY(reviewed.hasFailure());
    reviewed.failOn.reset();
    QVERIFY(!reviewed.hasFailure());
}

void TestReviewFormats::json()
{
    const QJsonObject document = object(toJson(example()));
    const QJsonArray findings = document.value(QStringLiteral("findings")).toArray();
    QCOMPARE(findings.size(), 4);
    const QJsonObject first = findings.at(0).toObject();
    QCOMPARE(first.keys(),
             (QStringList{QStringLiteral("column"), QStringLiteral("elements"),
                          QStringLiteral("figures"), QStringLiteral("file"), QStringLiteral("fix"),
                          QStringLiteral("key"), QStringLiteral("line"), QStringLiteral("message"),
                          QStringLiteral("reason"), QStringLiteral("rule"),
                          QStringLiteral("severity"), QStringLiteral("status")}));
    QCOMPARE(first.value(QStringLiteral("severity")).toString(), QStringLiteral("blocker"));
    QCOMPARE(first.value(QStringLiteral("line")).toInt(), 12);
    QCOMPARE(first.value(QStringLiteral("fix")).toBool(), true);
    QVERIFY(first.value(QStringLiteral("reason")).isNull());
    QCOMPARE(first.value(QStringLiteral("figures")).toObject().value(QStringLiteral("wanted")),
             QJsonValue(16));
    QVERIFY(findings.at(2).toObject().value(QStringLiteral("line")).isNull());
    QCOMPARE(findings.at(1).toObject().value(QStringLiteral("status")).toString(),
             QStringLiteral("suppressed"));
    const QJsonObject counts = document.value(QStringLiteral("counts")).toObject();
    QCOMPARE(counts.value(QStringLiteral("blocker")).toInt(), 1);
    QCOMPARE(counts.value(QStringLiteral("high")).toInt(), 0);
    QCOMPARE(counts.value(QStringLiteral("medium")).toInt(), 1);
    QCOMPARE(counts.value(QStringLiteral("suppressed")).toInt(), 1);
    QCOMPARE(counts.value(QStringLiteral("unanswered")).toInt(), 1);
}

void TestReviewFormats::sarif()
{
    const QJsonObject document = object(toSarif(example()));
    QCOMPARE(document.value(QStringLiteral("version")).toString(), QStringLiteral("2.1.0"));
    const QJsonObject run = document.value(QStringLiteral("runs")).toArray().at(0).toObject();
    const QJsonArray rules = run.value(QStringLiteral("tool"))
                                 .toObject()
                                 .value(QStringLiteral("driver"))
                                 .toObject()
                                 .value(QStringLiteral("rules"))
                                 .toArray();
    QCOMPARE(rules.size(), 5);
    const QJsonArray results = run.value(QStringLiteral("results")).toArray();
    QStringList levels;
    for (const QJsonValue value : results) {
        const QJsonObject result = value.toObject();
        levels.append(result.value(QStringLiteral("level")).toString());
        const int index = result.value(QStringLiteral("ruleIndex")).toInt();
        QCOMPARE(rules.at(index).toObject().value(QStringLiteral("id")),
                 result.value(QStringLiteral("ruleId")));
    }
    QCOMPARE(levels,
             (QStringList{QStringLiteral("error"), QStringLiteral("error"), QStringLiteral("none"),
                          QStringLiteral("warning")}));
    QCOMPARE(results.at(2).toObject().value(QStringLiteral("kind")).toString(),
             QStringLiteral("open"));
    QVERIFY(results.at(1).toObject().contains(QStringLiteral("suppressions")));
    QVERIFY(!results.at(0).toObject().contains(QStringLiteral("suppressions")));
    const QJsonObject place = results.at(0)
                                  .toObject()
                                  .value(QStringLiteral("locations"))
                                  .toArray()
                                  .at(0)
                                  .toObject()
                                  .value(QStringLiteral("physicalLocation"))
                                  .toObject();
    QCOMPARE(place.value(QStringLiteral("artifactLocation"))
                 .toObject()
                 .value(QStringLiteral("uri"))
                 .toString(),
             QStringLiteral("a%20folder/template.yaml"));
    QCOMPARE(
        place.value(QStringLiteral("region")).toObject().value(QStringLiteral("startLine")).toInt(),
        12);
}

void TestReviewFormats::junit()
{
    QXmlStreamReader xml(toJunit(example()));
    QMap<QString, int> elements;
    int tests = 0;
    int failures = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        ++elements[xml.name().toString()];
        if (xml.name() == QLatin1String("testsuite")) {
            tests += xml.attributes().value(QLatin1String("tests")).toInt();
            failures += xml.attributes().value(QLatin1String("failures")).toInt();
        }
        if (xml.name() == QLatin1String("failure"))
            QCOMPARE(xml.attributes().value(QLatin1String("message")),
                     QLatin1String("Make: a|b <c> & \"d\""));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(elements.value(QStringLiteral("testsuite")), 2);
    // Four findings, and 2 + 4 rules that found nothing in one of the inputs.
    QCOMPARE(elements.value(QStringLiteral("testcase")), 10);
    QCOMPARE(tests, 10);
    QCOMPARE(elements.value(QStringLiteral("failure")), 1);
    QCOMPARE(failures, 1);
    QCOMPARE(elements.value(QStringLiteral("skipped")), 2);
    QCOMPARE(elements.value(QStringLiteral("system-out")), 1);
}

void TestReviewFormats::markdown()
{
    const QString text = QString::fromUtf8(toMarkdown(example()));
    QVERIFY(text.contains(QStringLiteral("| blocker | ESM-002a | Make: a\\|b \\<c\\> & \"d\" | "
                                         "a folder/template.yaml:12 |")));
    QCOMPARE(text.count(QStringLiteral("\n## ")), 3);
    QVERIFY(toMarkdown(Reviewed()).contains("Nothing found"));
}

void TestReviewFormats::csv()
{
    const QString text = QString::fromUtf8(toCsv(example()));
    const QStringList lines = text.split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.at(1),
             QStringLiteral("a folder/template.yaml,12,3,blocker,ESM-002a,open,Make,"
                            "\"Make: a|b <c> & \"\"d\"\"\",ESM-002a Make,true,"));
    QVERIFY(lines.at(2).endsWith(QStringLiteral("false,\"Fine, \"\"for now\"\" (Lead)\"")));
}

void TestReviewFormats::text()
{
    const QString text = QString::fromUtf8(toText(example()));
    QVERIFY(text.startsWith(QStringLiteral(
        "a folder/template.yaml:12:3: blocker: Make: a|b <c> & \"d\" [ESM-002a]\n    ")));
    QVERIFY(text.contains(QStringLiteral("design.stratoplan: medium: ")));
    QVERIFY(text.endsWith(QStringLiteral("\n1 blocker, 1 medium, 1 to be answered, 1 accepted\n")));
}

void TestReviewFormats::baseline()
{
    const Reviewed reviewed = example();
    const auto known = Baseline::read(toJson(reviewed), QStringLiteral("old.json"));
    QVERIFY(known);
    for (const ReviewedFinding &finding : reviewed.findings)
        QVERIFY(known->contains(finding.file, finding.finding));
    const ReviewedFinding &first = reviewed.findings.first();
    QVERIFY(known->contains(QStringLiteral("./a folder//template.yaml"), first.finding));
    QVERIFY(!known->contains(QStringLiteral("other.yaml"), first.finding));
    review::Finding other = first.finding;
    other.key = QStringLiteral("ESM-002a Other");
    QVERIFY(!known->contains(first.file, other));
    // One that was a question and is now a finding, or has become worse, is new.
    review::Finding answered = reviewed.findings.at(2).finding;
    answered.status = review::Status::Open;
    QVERIFY(!known->contains(first.file, answered));
    review::Finding worse = reviewed.findings.at(3).finding;
    worse.severity = Severity::High;
    QVERIFY(!known->contains(reviewed.findings.at(3).file, worse));
}

void TestReviewFormats::baselineRefusesOtherText()
{
    for (const char *text : {"", "[]", "{}", "not json", "{\"findings\": 1}"}) {
        const auto baseline = Baseline::read(text, QStringLiteral("old.json"));
        QVERIFY(!baseline);
        QCOMPARE(baseline.error().first().code, QStringLiteral("review.no-baseline"));
    }
}

void TestReviewFormats::looksIntoFolders()
{
    QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &text) {
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(name).path()));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(QStringLiteral("b.yaml"), "Resources: {}\n");
    write(QStringLiteral("a/deep.json"), "{\n  \"Resources\": {}\n}\n");
    write(QStringLiteral("design.stratoplan"), "stratoplan: 1\n");
    write(QStringLiteral("values.yaml"), "resources:\n  Resources: 1\n");
    write(QStringLiteral("notes.txt"), "Resources: {}\n");
    write(QStringLiteral(".build/b.yaml"), "Resources: {}\n");
    QStringList found;
    for (const QString &path : inputsBelow(folder.path()))
        found.append(QDir(folder.path()).relativeFilePath(path));
    QCOMPARE(found,
             (QStringList{QStringLiteral("a/deep.json"), QStringLiteral("b.yaml"),
                          QStringLiteral("design.stratoplan")}));
}

void TestReviewFormats::knowsInputs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("input");
    QTest::newRow("template") << QByteArray("Transform: x\nResources:\n  A:\n") << true;
    QTest::newRow("CRLF") << QByteArray("Transform: x\r\nResources:\r\n") << true;
    QTest::newRow("version only") << QByteArray("AWSTemplateFormatVersion: '2010'\n") << true;
    QTest::newRow("one line of JSON") << QByteArray("{\"Resources\":{}}") << true;
    QTest::newRow("design") << QByteArray("stratoplan: 1\n") << true;
    QTest::newRow("nested") << QByteArray("a:\n  Resources:\n") << false;
    QTest::newRow("package.json") << QByteArray("{\"name\": \"Resources\"}") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestReviewFormats::knowsInputs()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, input);
    QCOMPARE(looksLikeInput(text), input);
}

QTEST_GUILESS_MAIN(TestReviewFormats)
#include "tst_review_formats.moc"
