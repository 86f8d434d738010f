// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "planner/yaml/tree.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"
#include "tests/support/random_design.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

// An independent walk with PyYAML: of each file its logical ids with types, and its SAM events with
// their types. It shares no line with the reader under test.
const char *const walk = R"(
import json, sys, yaml
class Loader(yaml.SafeLoader):
    pass
def tagged(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return {suffix: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {suffix: loader.construct_sequence(node, deep=True)}
    return {suffix: loader.construct_mapping(node, deep=True)}
Loader.add_multi_constructor('!', tagged)
def pairs(loader, node):
    return [(loader.construct_object(k, deep=True), v) for k, v in node.value]
found = {}
for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as f:
        root = yaml.compose(f, Loader=Loader)
    top = {k.value: v for k, v in root.value}
    resources, events = [], []
    for key, node in top['Resources'].value:
        loader = Loader('')
        value = loader.construct_object(node, deep=True)
        kind = value.get('Type') if isinstance(value, dict) else None
        resources.append([key.value, kind or ''])
        if kind in ('AWS::Serverless::Function', 'AWS::Serverless::StateMachine'):
            for name, event in ((value.get('Properties') or {}).get('Events') or {}).items():
                events.append([key.value, name, event.get('Type')])
    found[path] = {'resources': resources, 'events': events}
json.dump(found, sys.stdout)
)";

const QStringList negative{
    QStringLiteral("samtr-error-function-no-handler.yaml"),
    QStringLiteral("samtr-error-globals-unsupported-type.yaml"),
    QStringLiteral("samtr-error-missing-queue.yaml"),
};

/// The text of a tree with one to four of its nodes, none inside another, in other words or in the
/// words of other nodes.
QByteArray mutation(const yaml::Tree &tree, const QByteArrayList &words, QRandomGenerator &random)
{
    const auto below = [&](int bound) { return random.bounded(bound); };
    const auto source = [&](const yaml::Node &node) {
        return tree.text().mid(static_cast<qsizetype>(node.span().begin),
                               static_cast<qsizetype>(node.span().size()));
    };
    QList<yaml::Node> chosen;
    for (int left = 1 + below(4); left > 0; --left) {
        yaml::Node node = tree.node(1 + below(tree.nodeCount() - 1));
        const bool overlaps = std::any_of(chosen.begin(), chosen.end(), [&](const auto &other) {
            return node.span().begin < other.span().end && other.span().begin < node.span().end;
        });
        if (!overlaps)
            chosen.append(node);
    }
    // From behind, so that what is before keeps its place.
    std::sort(chosen.begin(), chosen.end(), [](const yaml::Node &one, const yaml::Node &other) {
        return one.index() > other.index();
    });
    QByteArray text = tree.text();
    for (const yaml::Node &node : std::as_const(chosen)) {
        QByteArray word = words.at(below(static_cast<int>(words.size())));
        const yaml::Node other = tree.node(below(tree.nodeCount()));
        if (below(2) == 0 && other.isScalar() && !source(other).contains('\n'))
            word = source(other);
        const QByteArray replaced = source(node);
        if (replaced.isEmpty()) // stands directly behind the colon or dash
            word.prepend(' ');
        if (replaced.endsWith('\n'))
            word.append('\n');
        text.replace(static_cast<qsizetype>(node.span().begin), replaced.size(), word);
    }
    return text;
}

} // namespace

class TestCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyResourceAndEvent();
    void refused();
    void sameTwice();
    void truncated();
    void mutated();
    void speed();

private:
    QStringList m_templates;
};

void TestCorpus::initTestCase()
{
    m_templates = corpusTemplates();
    if (m_templates.isEmpty())
        QSKIP(corpusMissing);
    QCOMPARE(m_templates.size(), 121);
}

void TestCorpus::everyResourceAndEvent()
{
    const QString python = pythonWith(QStringLiteral("yaml"));
    if (python.isEmpty())
        QSKIP("python3-yaml is not installed");
    QProcess process;
    process.start(python, QStringList{QStringLiteral("-c"), QLatin1String(walk)} + m_templates);
    QVERIFY(process.waitForFinished(120000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QJsonObject expected = QJsonDocument::fromJson(process.readAllStandardOutput()).object();

    qsizetype resources = 0;
    qsizetype known = 0;
    qsizetype events = 0;
    for (const QString &path : std::as_const(m_templates)) {
        const sam::Imported result = imported(fileText(path));
        const QJsonObject file = expected.value(path).toObject();
        const QJsonArray wanted = file.value(QLatin1String("resources")).toArray();
        QCOMPARE(result.resources.size(), wanted.size());
        QHash<QString, int> seen;
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            const sam::ImportedResource &resource = result.resources.at(i);
            const QString id = wanted.at(i).toArray().at(0).toString();
            const int times = ++seen[id];
            QCOMPARE(resource.logicalId, times == 1 ? id : id + QString::number(times));
            QCOMPARE(resource.type, wanted.at(i).toArray().at(1).toString());
            const Element *element = result.design.find(result.design.idOf(resource.logicalId));
            QVERIFY2(element, qPrintable(path + QLatin1Char(' ') + resource.logicalId));
            QCOMPARE(common(*element).cfnType, resource.type);
            known += resource.known ? 1 : 0;
        }
        resources += wanted.size();

        QHash<QString, const Connection *> byEvidence;
        for (const Connection *connection : result.design.all<Connection>()) {
            for (const QString &evidence : connection->evidence) {
                if (connection->role == Role::Trigger)
                    byEvidence.insert(evidence, connection);
            }
        }
        const QJsonArray wantedEvents = file.value(QLatin1String("events")).toArray();
        for (const QJsonValue event : wantedEvents) {
            const QString owner = event.toArray().at(0).toString();
            const QString at = QStringLiteral("Resources.%1.Properties.Events.%2")
                                   .arg(owner, event.toArray().at(1).toString());
            const Connection *connection = byEvidence.value(at);
            QVERIFY2(connection, qPrintable(path + QLatin1Char(' ') + at));
            QCOMPARE(connection->to, result.design.idOf(owner));
            QVERIFY(result.design.get<Service>(connection->from));
        }
        events += wantedEvents.size();
    }
    QCOMPARE(resources, 1470);
    qInfo("%lld resources, %lld known, %lld events", static_cast<long long>(resources),
          static_cast<long long>(known), static_cast<long long>(events));
    QVERIFY(known * 100 >= resources * 95);
}

void TestCorpus::refused()
{
    for (const QString &path : std::as_const(m_templates)) {
        const sam::Imported result = imported(fileText(path));
        const Problems refused = sam::refusedBySam(result.problems);
        const bool bad = negative.contains(QFileInfo(path).fileName());
        const QString first = refused.isEmpty() ? QString() : toString(refused.first());
        QVERIFY2(refused.isEmpty() != bad, qPrintable(path + QLatin1Char(' ') + first));
    }
}

void TestCorpus::sameTwice()
{
    for (const QString &path : std::as_const(m_templates)) {
        const QByteArray text = fileText(path);
        const sam::Imported one = imported(text);
        const sam::Imported other = imported(text);
        QVERIFY2(one.design == other.design, qPrintable(path));
        QVERIFY(one.problems == other.problems);
    }
}

void TestCorpus::truncated()
{
    // Every template cut short at random places, seeded by its place in the list.
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        const QByteArray text = fileText(m_templates.at(i));
        QRandomGenerator random(static_cast<quint32>(i));
        for (int cut = 0; cut < 2; ++cut) {
            const qsizetype size
                = random.bounded(static_cast<int>(std::min<qsizetype>(text.size(), 60000)));
            const auto result = sam::read(text.left(size), QStringLiteral("t"), facts());
            QVERIFY(result || !result.error().isEmpty());
        }
    }
}

void TestCorpus::mutated()
{
    // Values, keys and whole collections in the place of others: the text stays well-formed, so
    // that it is the reader that meets the nonsense. What it makes of it is a sound design
    // (apply() checks it) that can be saved.
    const QByteArrayList words{"Ref",
                               "Fn::GetAtt",
                               "!Sub 'x${Nobody}'",
                               "[]",
                               "{}",
                               "~",
                               "Properties",
                               "AWS::EC2::Subnet",
                               "AWS::EC2::RouteTable",
                               "AWS::Serverless::Function",
                               "AWS::Lambda::EventSourceMapping",
                               "!If [X, a, b]",
                               "!Select [1, [a]]",
                               "-1",
                               "Fn::Transform",
                               "!Ref VPC",
                               "[[{a: [b]}], c]",
                               "99999999999999999999"};
    int texts = 0;
    int read = 0;
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        const QByteArray text = fileText(m_templates.at(i));
        const auto tree = yaml::parse(text, {});
        QVERIFY2(tree, qPrintable(m_templates.at(i)));
        if (tree->nodeCount() > 5000)
            continue;
        for (int round = 0; round < rounds(4); ++round) {
            const quint32 seed = static_cast<quint32>(i) * 100 + static_cast<quint32>(round);
            QRandomGenerator random(seed);
            const QByteArray changed = mutation(*tree, words, random);
            if (!yaml::parse(changed, {})) // a text of another's style may not fit its new place
                continue;
            ++texts;
            const auto result = sam::read(changed, QStringLiteral("t"), facts());
            const QString name = QStringLiteral("seed %1: ").arg(seed);
            if (!result) {
                const Problem &problem = result.error().first();
                QVERIFY2(problem.code == QLatin1String("sam.no-resources"),
                         qPrintable(name + toString(problem)));
                continue;
            }
            ++read;
            const auto saved = store::read(store::write(result->design), {});
            QVERIFY2(saved, saved ? "" : qPrintable(name + toString(saved.error().first())));
            QVERIFY2(*saved == result->design, qPrintable(name));
        }
    }
    qInfo("%d of %d mutated templates were read", read, texts);
    QVERIFY(texts > 400);
    QVERIFY(read * 100 > texts * 95); // a root or a key Resources that is lost
}

void TestCorpus::speed()
{
    // 500 resources: functions with events, policies and variables, and what they name.
    QByteArray text
        = "Globals: {Function: {Runtime: nodejs24.x, Handler: h, Timeout: 30}}\nResources:\n";
    for (int i = 0; i < 125; ++i) {
        const QByteArray n = QByteArray::number(i);
        text += "  F" + n
            + ":\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n"
              "        Api: {Type: Api, Properties: {Path: /"
            + n
            + ", Method: get}}\n"
              "        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Q"
            + n
            + ".Arn}}\n"
              "      Policies:\n        - DynamoDBCrudPolicy: {TableName: !Ref T"
            + n
            + "}\n"
              "        - Statement: [{Effect: Allow, Action: ['sns:Publish'], Resource: !Ref N"
            + n
            + "}]\n"
              "      Environment: {Variables: {A: !Ref T"
            + n + ", B: !Sub '${N" + n
            + "}-x'}}\n"
              "      VpcConfig: {SubnetIds: [!ImportValue A, !ImportValue B]}\n"
              "  Q"
            + n
            + ": {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 180}}\n"
              "  T"
            + n
            + ": {Type: 'AWS::DynamoDB::Table'}\n"
              "  N"
            + n + ": {Type: 'AWS::SNS::Topic'}\n";
    }
    sam::Imported result;
    QBENCHMARK
    {
        result = imported(text);
    }
    QCOMPARE(result.resources.size(), 500);
    QCOMPARE(result.design.all<Connection>().size(), 125 * 4);
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
