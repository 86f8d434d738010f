// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every rule against its examples, rules/ID.txt. An example is
//
//     == what it shows
//     a design (tests/support/design_text.h)
//     --
//     STATUS SEVERITY KEY        a finding of the rule; all are listed, sorted by key
//     figures NAME=VALUE ...     some of its figures
//     fix                        it has a fix: applying it removes the finding, adds none of equal
//     or no fix                     higher severity, and its inverse gives the same design again
//
// A line that begins with # is a comment.
#include "planner/analysis.h"
#include "planner/review/review.h"
#include "tests/support/design_text.h"

#include <QDir>
#include <QTest>

using namespace stratoplan;

namespace {

struct Expectation
{
    QString finding; // "open high CAP-012 Db"
    QMap<QString, QString> figures;
    std::optional<bool> fix;
};

struct Example
{
    QString what;
    QString design;
    QList<Expectation> findings;
};

const QString folder = QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/planner/review/rules");

QList<Example> examplesOf(const QString &rule)
{
    QFile file(folder + QLatin1Char('/') + rule + QStringLiteral(".txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Example> examples;
    bool inDesign = false;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (line.startsWith(QLatin1Char('#')) || line.trimmed().isEmpty())
            continue;
        if (line.startsWith(QLatin1String("== "))) {
            examples.append({line.mid(3), {}, {}});
            inDesign = true;
        } else if (line == QLatin1String("--")) {
            inDesign = false;
        } else if (inDesign) {
            examples.last().design += line + QLatin1Char('\n');
        } else if (line == QLatin1String("fix") || line == QLatin1String("no fix")) {
            examples.last().findings.last().fix = line == QLatin1String("fix");
        } else if (line.startsWith(QLatin1String("figures "))) {
            const QStringList figures = line.mid(8).split(QLatin1Char(' '), Qt::SkipEmptyParts);
            for (const QString &figure : figures)
                examples.last().findings.last().figures.insert(
                    figure.section(QLatin1Char('='), 0, 0), figure.section(QLatin1Char('='), 1));
        } else {
            examples.last().findings.append({line, {}, {}});
        }
    }
    return examples;
}

struct Facts
{
    std::shared_ptr<const catalog::Catalog> catalog;
    QList<decision::Tree> trees;
};

const Facts &facts()
{
    static const Facts read = [] {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        if (!catalog || !trees)
            qFatal("the built-in facts cannot be read");
        return Facts{*catalog, *trees};
    }();
    return read;
}

Analysis analysisOf(const Design &design)
{
    const auto analysis
        = analyze(std::make_shared<const Design>(design), *facts().catalog, facts().trees);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *analysis;
}

QList<review::Finding> findingsOf(const Analysis &analysis, const QString &rule)
{
    QList<review::Finding> findings;
    for (const review::Finding &finding : analysis.findings) {
        if (finding.rule == rule)
            findings.append(finding);
    }
    std::sort(findings.begin(), findings.end(),
              [](const auto &a, const auto &b) { return a.key < b.key; });
    return findings;
}

QString lineOf(const review::Finding &finding)
{
    return QStringLiteral("%1 %2 %3")
        .arg(review::id(finding.status), id(finding.severity), finding.key);
}

bool equal(const QVariant &figure, const QString &expected)
{
    bool number = false;
    const double wanted = expected.toDouble(&number);
    if (number && figure.canConvert<double>() && figure.typeId() != QMetaType::QString)
        return qAbs(figure.toDouble() - wanted) <= 1e-9 * qMax(1.0, qAbs(wanted));
    if (figure.typeId() == QMetaType::QStringList)
        return figure.toStringList().join(QLatin1Char(',')) == expected;
    return figure.toString() == expected;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void papers_data();
    void papers();
    void examples_data();
    void examples();
    void everyExampleBelongsToARule();

private:
    void checkFix(const Analysis &before, const review::Finding &finding);
};

void TestRules::papers_data()
{
    QTest::addColumn<QString>("rule");
    for (const review::Rule *rule : review::ruleCatalogue())
        QTest::newRow(rule->id) << QString(QLatin1String(rule->id));
}

void TestRules::papers()
{
    QFETCH(QString, rule);
    const review::Rule *found = review::ruleById(rule);
    QVERIFY(found);
    for (const Text *text : {&found->title, &found->reason, &found->consequence, &found->mend}) {
        QCOMPARE(text->context, QByteArray("Rules"));
        QVERIFY(!toString(*text).trimmed().isEmpty());
        QVERIFY(!toString(*text).contains(QLatin1Char('!')));
    }
    QVERIFY(!toString(found->title).endsWith(QLatin1Char('.')));
    QVERIFY(!found->sources.isEmpty());
    for (const QString &source : found->sources)
        QVERIFY2(source.startsWith(QLatin1String("https://")), qPrintable(source));
    QVERIFY(!found->tags.isEmpty());
    if (rule.startsWith(QLatin1String("SUP-")))
        return;

    QVERIFY(found->check);
    const QList<Example> examples = examplesOf(rule);
    const auto has = [&](const QString &status) {
        return std::any_of(examples.begin(), examples.end(), [&](const Example &example) {
            return std::any_of(example.findings.begin(), example.findings.end(),
                               [&](const Expectation &expectation) {
                                   return expectation.finding.startsWith(status);
                               });
        });
    };
    QVERIFY2(has(QStringLiteral("open ")), "no example triggers it");
    QVERIFY2(has(QStringLiteral("unanswered ")), "no example lacks an input");
    QVERIFY2(std::any_of(examples.begin(), examples.end(),
                         [](const Example &example) { return example.findings.isEmpty(); }),
             "no example passes");
    const bool fixed = std::any_of(examples.begin(), examples.end(), [](const Example &example) {
        return std::any_of(
            example.findings.begin(), example.findings.end(),
            [](const Expectation &expectation) { return expectation.fix.value_or(false); });
    });
    QCOMPARE(found->fix != nullptr, fixed);
}

void TestRules::examples_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("index");
    for (const review::Rule *rule : review::rules::allRules()) {
        const QString id = QLatin1String(rule->id);
        const QList<Example> examples = examplesOf(id);
        for (int i = 0; i < examples.size(); ++i)
            QTest::newRow(qPrintable(id + QStringLiteral(": ") + examples.at(i).what)) << id << i;
    }
}

void TestRules::examples()
{
    QFETCH(QString, rule);
    QFETCH(int, index);
    const Example example = examplesOf(rule).at(index);
    const Analysis analysis = analysisOf(designFromText(example.design));
    const QList<review::Finding> findings = findingsOf(analysis, rule);

    QStringList lines;
    for (const review::Finding &finding : findings)
        lines.append(lineOf(finding));
    QStringList expected;
    for (const Expectation &expectation : example.findings)
        expected.append(expectation.finding);
    QCOMPARE(lines.join(QLatin1Char('\n')), expected.join(QLatin1Char('\n')));

    QSet<QString> keys;
    for (const review::Finding &finding : analysis.findings) {
        QVERIFY2(!keys.contains(finding.key), qPrintable(finding.key));
        keys.insert(finding.key);
        const QString message = toString(finding.message);
        QVERIFY2(!message.contains(QLatin1Char('{')) && !message.isEmpty(), qPrintable(message));
        QVERIFY2(finding.status != review::Status::Unanswered || message.contains(QLatin1Char('?')),
                 qPrintable(message));
    }
    for (int i = 0; i < findings.size(); ++i) {
        const review::Finding &finding = findings.at(i);
        const Expectation &expectation = example.findings.at(i);
        for (auto figure = expectation.figures.begin(); figure != expectation.figures.end();
             ++figure) {
            const QVariant value = finding.figures.value(figure.key());
            QVERIFY2(equal(value, figure.value()),
                     qPrintable(figure.key() + QLatin1Char('=') + value.toString()));
        }
        if (expectation.fix)
            QCOMPARE(finding.fixable, *expectation.fix);
        if (finding.fixable)
            checkFix(analysis, finding);
    }
}

void TestRules::checkFix(const Analysis &before, const review::Finding &finding)
{
    const std::optional<Change> change = fixOf(finding, before, *facts().catalog);
    QVERIFY(change);
    const auto mended = apply(*before.design, *change);
    QVERIFY2(mended, mended ? "" : qPrintable(toString(mended.error().first())));
    const auto restored = apply(*mended, inverse(*change));
    QVERIFY(restored);
    QCOMPARE(*restored, *before.design);

    QSet<QString> known;
    for (const review::Finding &old : before.findings)
        known.insert(old.key);
    const Analysis after = analysisOf(*mended);
    for (const review::Finding &now : after.findings) {
        QVERIFY2(now.key != finding.key, qPrintable(lineOf(now)));
        QVERIFY2(known.contains(now.key) || now.severity > finding.severity,
                 qPrintable(lineOf(now) + QStringLiteral(" is new")));
    }
    QVERIFY(after.network.problems.size() <= before.network.problems.size());
}

void TestRules::everyExampleBelongsToARule()
{
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.txt")}, QDir::Files);
    QCOMPARE(files.size(), qsizetype(review::rules::allRules().size()));
    for (const QString &file : files)
        QVERIFY2(review::ruleById(file.chopped(4)), qPrintable(file));
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
