// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/analysis.h"
#include "planner/model/edit.h"
#include "planner/review/review.h"
#include "tests/support/built_in_facts.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;
using review::Finding;
using review::Status;

namespace {

// Events that fail are lost (ASYNC-001, high), and the API waits too little (FLOW-001, medium).
const QString twoFaults
    = QStringLiteral("bucket In -> Make; fn Make; http-api Api -> Create; fn Create 512 30");

Analysis analysisOf(const Design &design, const QStringList &rules = {})
{
    AnalysisOptions options;
    options.rules = rules;
    auto analysis = analyze(std::make_shared<const Design>(design), *builtInFacts().catalog,
                            builtInFacts().trees, options);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *std::move(analysis);
}

Design with(const QString &text, const QList<Suppression> &suppressions, QDate date = {})
{
    Edit edit(designFromText(text));
    Settings settings = edit.settings();
    settings.suppressions = suppressions;
    settings.date = date;
    edit.setSettings(settings);
    return *edit.result();
}

Suppression suppression(const QString &rule, const QStringList &elements)
{
    Suppression made;
    made.rule = rule;
    made.elements = elements;
    made.reason = QStringLiteral("Losing one is fine");
    made.author = QStringLiteral("Data lead");
    made.date = QDate(2026, 11, 12);
    return made;
}

QStringList keys(const QList<Finding> &findings, const QString &rule)
{
    QStringList keys;
    for (const Finding &finding : findings) {
        if (finding.rule.startsWith(rule))
            keys.append(QStringLiteral("%1 %2").arg(review::id(finding.status), finding.key));
    }
    return keys;
}

const Finding *named(const QList<Finding> &findings, const QString &key)
{
    for (const Finding &finding : findings) {
        if (finding.key == key)
            return &finding;
    }
    return nullptr;
}

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysDoNotDependOnLabelsOrOrder();
    void sortsBySeverityRuleAndKey();
    void runsOnlyTheRulesAskedFor();
    void suppresses();
    void suppressesOnlyWhatItNames();
    void suppressionWithoutElementsHoldsEverywhere();
    void suppressionExpires_data();
    void suppressionExpires();
    void tellsSuppressionsThatMatchNothing();
    void unmatchedSuppressionCanBeRemoved();
    void leavesSuppressionsOfOtherRulesAlone();
    void tellsOfSuppressionsAlone();
    void personsAnswerKeepsFunctionInVpc();
    void emptyDesignHasNoFindings();
    void figuresBeyondAllMeasure();
    void catalogueIsComplete();
};

void TestReview::keysDoNotDependOnLabelsOrOrder()
{
    const QString plain = QStringLiteral("bucket In -> Make; fn Make");
    const QString other
        = QStringLiteral("note N text; fn Other; fn Make label=Maker; bucket In -> Make");
    QCOMPARE(keys(analysisOf(designFromText(plain)).findings, QStringLiteral("ASYNC")),
             QStringList{QStringLiteral("open ASYNC-001 Make")});
    QCOMPARE(keys(analysisOf(designFromText(other)).findings, QStringLiteral("ASYNC")),
             QStringList{QStringLiteral("open ASYNC-001 Make")});
    const Analysis labelled = analysisOf(designFromText(other), {QStringLiteral("ASYNC-001")});
    QVERIFY(toString(labelled.findings.first().message).startsWith(QLatin1String("Maker: ")));
}

void TestReview::sortsBySeverityRuleAndKey()
{
    const QList<Finding> findings
        = analysisOf(designFromText(twoFaults
                                    + QStringLiteral("; queue Jobs -> B; fn B 512 60;"
                                                     " bucket Zoo -> Also; fn Also")))
              .findings;
    for (qsizetype i = 1; i < findings.size(); ++i) {
        const Finding &a = findings.at(i - 1);
        const Finding &b = findings.at(i);
        QVERIFY(std::tie(a.severity, a.rule, a.key) < std::tie(b.severity, b.rule, b.key));
    }
    QCOMPARE(findings.first().rule, QStringLiteral("ESM-002a"));
    QCOMPARE(keys(findings, QStringLiteral("ASYNC")),
             (QStringList{QStringLiteral("open ASYNC-001 Also"),
                          QStringLiteral("open ASYNC-001 Make")}));
}

void TestReview::runsOnlyTheRulesAskedFor()
{
    const QList<Finding> findings
        = analysisOf(designFromText(twoFaults), {QStringLiteral("FLOW-001")}).findings;
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().key, QStringLiteral("FLOW-001 Create,Api"));
}

void TestReview::suppresses()
{
    const QList<Finding> findings
        = analysisOf(
              with(twoFaults, {suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Make")})}))
              .findings;
    const Finding *finding = named(findings, QStringLiteral("ASYNC-001 Make"));
    QVERIFY(finding);
    QCOMPARE(finding->status, Status::Suppressed);
    QCOMPARE(finding->reason, QStringLiteral("Losing one is fine (Data lead, 2026-11-12)"));
    QVERIFY(finding->fixable);
    QCOMPARE(named(findings, QStringLiteral("FLOW-001 Create,Api"))->status, Status::Open);
    QVERIFY(keys(findings, QStringLiteral("SUP")).isEmpty());
}

void TestReview::suppressesOnlyWhatItNames()
{
    const QString two = QStringLiteral("bucket In -> A; In -> B; fn A; fn B; http-api Api -> A; "
                                       "rest-api Old -> A; set title=Two");
    QCOMPARE(keys(analysisOf(
                      with(two, {suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("A")})}))
                      .findings,
                  QStringLiteral("ASYNC")),
             (QStringList{QStringLiteral("suppressed ASYNC-001 A"),
                          QStringLiteral("open ASYNC-001 B")}));
    // One of the elements of a finding is enough to name it; all that are named have to be there.
    const QString slow = QStringLiteral("http-api Api -> A; rest-api Old -> A; fn A 512 60");
    QCOMPARE(
        keys(analysisOf(
                 with(slow, {suppression(QStringLiteral("FLOW-001"), {QStringLiteral("Old")})}))
                 .findings,
             QStringLiteral("FLOW")),
        (QStringList{QStringLiteral("open FLOW-001 A,Api"),
                     QStringLiteral("suppressed FLOW-001 A,Old")}));
}

void TestReview::suppressionWithoutElementsHoldsEverywhere()
{
    const QString two = QStringLiteral("bucket In -> A; In -> B; fn A; fn B");
    QCOMPARE(keys(analysisOf(with(two, {suppression(QStringLiteral("ASYNC-001"), {})})).findings,
                  QStringLiteral("ASYNC")),
             (QStringList{QStringLiteral("suppressed ASYNC-001 A"),
                          QStringLiteral("suppressed ASYNC-001 B")}));
}

void TestReview::suppressionExpires_data()
{
    QTest::addColumn<QDate>("date");
    QTest::addColumn<QString>("finding");
    QTest::addColumn<QStringList>("own");

    QTest::newRow("before") << QDate(2027, 3, 30) << "suppressed" << QStringList();
    QTest::newRow("last day") << QDate(2027, 3, 31) << "suppressed" << QStringList();
    QTest::newRow("after") << QDate(2027, 4, 1) << "open"
                           << QStringList{QStringLiteral("open SUP-001 Make ASYNC-001")};
    QTest::newRow("no date") << QDate() << "suppressed"
                             << QStringList{QStringLiteral("unanswered SUP-001 Make ASYNC-001")};
}

void TestReview::suppressionExpires()
{
    QFETCH(QDate, date);
    QFETCH(QString, finding);
    QFETCH(QStringList, own);
    Suppression accepted = suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Make")});
    accepted.expires = QDate(2027, 3, 31);
    const QList<Finding> findings = analysisOf(with(twoFaults, {accepted}, date)).findings;
    QCOMPARE(review::id(named(findings, QStringLiteral("ASYNC-001 Make"))->status), finding);
    QCOMPARE(keys(findings, QStringLiteral("SUP")), own);
}

void TestReview::tellsSuppressionsThatMatchNothing()
{
    const QList<Finding> findings
        = analysisOf(with(twoFaults,
                          {suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Create")}),
                           suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Gone")}),
                           suppression(QStringLiteral("NO-999"), {})}))
              .findings;
    QCOMPARE(keys(findings, QStringLiteral("SUP")),
             (QStringList{QStringLiteral("open SUP-002 ASYNC-001 Gone"),
                          QStringLiteral("open SUP-002 Create ASYNC-001"),
                          QStringLiteral("open SUP-002 NO-999")}));
}

void TestReview::unmatchedSuppressionCanBeRemoved()
{
    const Suppression good = suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Make")});
    const Suppression stale = suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Gone")});
    const Analysis analysis = analysisOf(with(twoFaults, {stale, good}));
    const Finding *finding = named(analysis.findings, QStringLiteral("SUP-002 ASYNC-001 Gone"));
    QVERIFY(finding && finding->fixable);
    const auto change = fixOf(*finding, analysis, *builtInFacts().catalog);
    QVERIFY(change);
    const auto mended = apply(*analysis.design, *change);
    QVERIFY(mended);
    QCOMPARE(mended->settings().suppressions, QList<Suppression>{good});
    QCOMPARE(*apply(*mended, inverse(*change)), *analysis.design);
}

void TestReview::leavesSuppressionsOfOtherRulesAlone()
{
    const QList<Finding> findings
        = analysisOf(
              with(twoFaults, {suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Make")})}),
              {QStringLiteral("FLOW-001")})
              .findings;
    QVERIFY(keys(findings, QStringLiteral("SUP")).isEmpty());
}

void TestReview::tellsOfSuppressionsAlone()
{
    const QList<Finding> findings
        = analysisOf(with(twoFaults,
                          {suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Make")}),
                           suppression(QStringLiteral("ASYNC-001"), {QStringLiteral("Gone")})}),
                     {QStringLiteral("SUP-002")})
              .findings;
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().key, QStringLiteral("SUP-002 ASYNC-001 Gone"));
}

void TestReview::personsAnswerKeepsFunctionInVpc()
{
    const Design design = designFromText(
        QStringLiteral("vpc Net 10.0.0.0/16; subnet S 10.0.0.0/24 in Net; fn A 512 in S"));
    const QStringList only{QStringLiteral("NET-101")};
    QCOMPARE(analysisOf(design, only).findings.size(), 1);
    Edit edit(design);
    Decision decision;
    DecisionAnswer answer;
    answer.question = QStringLiteral("private-resource");
    answer.answer = QStringLiteral("yes");
    decision.answers[QStringLiteral("today")] = {answer};
    edit.set(design.idOf(QStringLiteral("A")), &Function::decision, decision);
    QVERIFY(analysisOf(*edit.result(), only).findings.isEmpty());
}

void TestReview::emptyDesignHasNoFindings()
{
    QVERIFY(analysisOf(Design()).findings.isEmpty());
}

// Nobody states such figures on purpose; the sanitizers must find no number that its type cannot
// hold.
void TestReview::figuresBeyondAllMeasure()
{
    const Design drawn = designFromText(
        QStringLiteral("http-api Api rate=1e30 -> A; fn A 512 900 duration=1e9; queue Q rate=1e300 "
                       "-> B; fn B 128 duration=1e30; vpc V 10.0.0.0/16; zone Z in V; subnet S "
                       "10.0.0.0/24 in Z; relational-database Db in S; A -- Db"));
    Edit edit(drawn);
    edit.set(drawn.idOf(QStringLiteral("A")), &Function::reservedConcurrency, Field<int>(5));
    const Analysis analysis = analysisOf(*edit.result());
    const QStringList found = keys(analysis.findings, QStringLiteral("CAP-001"));
    QVERIFY2(!found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    for (const Finding &finding : analysis.findings) {
        if (finding.rule == QLatin1String("CAP-001"))
            QVERIFY(!finding.fixable); // no account has that much
    }
}

void TestReview::catalogueIsComplete()
{
    QStringList ids;
    for (const review::Rule *rule : review::ruleCatalogue())
        ids.append(QLatin1String(rule->id));
    const QStringList expected{
        QStringLiteral("ASYNC-001"), QStringLiteral("CAP-001"),  QStringLiteral("CAP-012"),
        QStringLiteral("CAP-018"),   QStringLiteral("COST-002"), QStringLiteral("ESM-002a"),
        QStringLiteral("ESM-002b"),  QStringLiteral("FLOW-001"), QStringLiteral("FLOW-005"),
        QStringLiteral("FLOW-008"),  QStringLiteral("FN-004"),   QStringLiteral("NET-002"),
        QStringLiteral("NET-101"),   QStringLiteral("NET-102"),  QStringLiteral("REL-005"),
        QStringLiteral("REL-010"),   QStringLiteral("SUP-001"),  QStringLiteral("SUP-002")};
    for (const QString &id : expected)
        QVERIFY2(ids.contains(id), qPrintable(id));
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
    QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    QVERIFY(!review::ruleById(QStringLiteral("NO-999")));
}

QTEST_GUILESS_MAIN(TestReview)
#include "tst_review.moc"
