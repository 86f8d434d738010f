// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"

#include <QElapsedTimer>
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
        for (const QJsonValue &event : wantedEvents) {
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
    // Lines removed, doubled, swapped or indented otherwise, words exchanged: what still parses
    // must be read without a crash, and what is read must be a sound design (apply() checks it).
    const QByteArrayList words{"Ref",
                               "Fn::GetAtt",
                               "!Sub",
                               "[]",
                               "{}",
                               "~",
                               "Resources",
                               "Properties",
                               "AWS::EC2::Subnet",
                               "AWS::Serverless::Function",
                               "!If [X, a, b]",
                               "-1",
                               "Fn::Transform",
                               "!Ref VPC",
                               "99999999999999999999"};
    int read = 0;
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        const QByteArrayList lines = fileText(m_templates.at(i)).split('\n');
        if (lines.size() > 1500)
            continue;
        for (quint32 round = 0; round < 3; ++round) {
            const quint32 seed = static_cast<quint32>(i) * 100 + round;
            QRandomGenerator random(seed);
            QByteArrayList changed = lines;
            for (int step = 0; step < 8 && changed.size() > 2; ++step) {
                const qsizetype at = random.bounded(static_cast<int>(changed.size() - 1));
                switch (random.bounded(5)) {
                case 0:
                    changed.removeAt(at);
                    break;
                case 1:
                    changed.insert(at, changed.at(at));
                    break;
                case 2:
                    changed.swapItemsAt(at, at + 1);
                    break;
                case 3:
                    changed[at].prepend("  ");
                    break;
                default: {
                    const QByteArray word
                        = words.at(random.bounded(static_cast<int>(words.size())));
                    const qsizetype colon = changed.at(at).indexOf(':');
                    changed[at] = changed.at(at).left(colon + 1) + ' ' + word;
                    break;
                }
                }
            }
            const auto result = sam::read(changed.join('\n'), QStringLiteral("t"), facts());
            if (!result) {
                for (const Problem &problem : result.error()) {
                    QVERIFY2(!problem.code.startsWith(QLatin1String("model.")),
                             qPrintable(QStringLiteral("seed %1: ").arg(seed) + toString(problem)));
                }
            }
            read += result ? 1 : 0;
        }
    }
    qInfo("%d mutated templates were read", int(read));
    QVERIFY(read > 0); // were none readable, this would test the parser alone
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
    QElapsedTimer timer;
    timer.start();
    const sam::Imported result = imported(text);
    const qint64 once = timer.elapsed();
    QCOMPARE(result.resources.size(), 500);
    QCOMPARE(result.design.all<Connection>().size(), 125 * 4);
    qInfo("500 resources in %lld ms", static_cast<long long>(once));
    // 0.2 s in a release build; this also runs unoptimised and under sanitizers.
    QVERIFY(once < 5000);
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
