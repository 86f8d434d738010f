// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/edits.h"
#include "planner/sam/edits_onto.h"
#include "planner/store/store.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

using MakeEdit = std::function<void(Edit &, ElementId)>;

/// Templates of our own with what the corpus has little of.
const QList<QPair<QString, QByteArray>> &ownTemplates()
{
    static const QList<QPair<QString, QByteArray>> all = [] {
        const QByteArray yaml = R"(# head
---
AWSTemplateFormatVersion: '2010-09-09' # date
Transform: AWS::Serverless-2016-10-31
Globals:
    Function:
        Timeout: 10
        Architectures: [x86_64]
Resources: # all
    # the function
    Fn: # fn
        Type: AWS::Serverless::Function
        Properties: # props
            # where
            CodeUri: src/
            Handler: "app.handler" # entry
            Runtime: 'python3.12'

            MemorySize: '512' # MB
            # last
    # the queue
    Jobs:
        Type: AWS::SQS::Queue
    Bare:
        Type: AWS::Serverless::Function
        Properties: {CodeUri: src/, Handler: a.b, Runtime: python3.12}
    Short:
        Properties:
            Runtime: python3.12
            Handler: a.b
            Environment:
                Variables:
                    A: |
                        ${Fn}
                    B: !Sub |
                        ${Fn} and ${!Fn}
        Type: AWS::Serverless::Function
Outputs:
    O:
        Value: !GetAtt
            - Fn
            - Arn)";
        QByteArray crlf = yaml;
        crlf.replace("\n", "\r\n");
        const QByteArray json = R"({
  "Transform": "AWS::Serverless-2016-10-31",
  "Resources": {
    "Fn": {
      "Type": "AWS::Serverless::Function",
      "Properties": {
        "CodeUri": "src/",
        "Handler": "a.b",
        "Runtime": "python3.12",
        "Timeout": 3
      }
    },
    "Out": {"Type": "AWS::SQS::Queue", "DependsOn": ["Fn"]}
  },
  "Outputs": {"A": {"Value": {"Fn::Sub": "${Fn.Arn}"}}}
}
)";
        const QByteArray anchors = R"(Resources:
  One:
    Type: AWS::Serverless::Function
    Properties: &common
      CodeUri: src/
      Handler: a.b
      Runtime: python3.12
  Two:
    Type: AWS::Serverless::Function
    Properties:
      <<: *common
      MemorySize: &size 256
  Three:
    Type: AWS::Serverless::Function
    Properties: *common
  Four:
    Type: AWS::Serverless::Function
    Properties:
      <<: *common
      MemorySize: *size
)";
        const QByteArray zero
            = "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n"
              "    Properties:\n    # no indent below\n      Runtime: python3.12\n"
              "      Handler: a.b\n      Layers:\n      - a\n      - b\n...\n";
        return QList<QPair<QString, QByteArray>>{
            {QStringLiteral("own.yaml"), yaml},
            {QStringLiteral("own-crlf.yaml"), crlf},
            {QStringLiteral("own-bom.yaml"), "\xEF\xBB\xBF" + yaml + '\n'},
            {QStringLiteral("own.json"), json},
            {QStringLiteral("own-compact.json"),
             QByteArray(json).replace("\n", "").replace("  ", "")},
            {QStringLiteral("own-anchors.yaml"), anchors},
            {QStringLiteral("own-zero.yaml"), zero},
        };
    }();
    return all;
}

struct Count
{
    int done = 0;
    QMap<QString, int> refused;
};

} // namespace

class TestCorpusEdits : public QObject
{
    Q_OBJECT

public:
    /// The long checks take longer than a test may otherwise.
    static void initMain()
    {
        if (qEnvironmentVariableIsSet("STRATOPLAN_LONG"))
            qputenv("QTEST_FUNCTION_TIMEOUT", "3000000");
    }

private Q_SLOTS:
    void everyFunction();
    void throughTheDesignFile();

private:
    struct Subject
    {
        QString file;
        QByteArray text;
        Design design;
        QString function;
        bool isSam = false;
    };

    QString save(const QByteArray &text);
    void add(const QString &name, const QString &check, const Subject &subject,
             const QByteArray &after, QJsonObject more = {});
    void replay(const QString &name, const Subject &subject, const Design &design,
                const QByteArray &expected);
    std::optional<QByteArray> edited(const QString &name, const Subject &subject,
                                     const MakeEdit &make);
    void values(const Subject &subject);
    void failureQueue(const Subject &subject);
    void changedEvent(const Subject &subject);
    void network(const Subject &subject);
    void rename(const Subject &subject);

    QTemporaryDir m_folder;
    QHash<QByteArray, QString> m_saved;
    QJsonArray m_cases;
    QMap<QString, Count> m_counts;
    QStringList m_reasons;
};

QString TestCorpusEdits::save(const QByteArray &text)
{
    const auto known = m_saved.constFind(text);
    if (known != m_saved.constEnd())
        return *known;
    const QString path = m_folder.filePath(QString::number(m_saved.size()));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qPrintable(path));
    m_saved.insert(text, path);
    return path;
}

void TestCorpusEdits::add(const QString &name, const QString &check, const Subject &subject,
                          const QByteArray &after, QJsonObject more)
{
    more.insert(QStringLiteral("name"), name);
    more.insert(QStringLiteral("check"), check);
    more.insert(QStringLiteral("template"), QFileInfo(subject.file).fileName());
    more.insert(QStringLiteral("function"), subject.function);
    if (!more.contains(QStringLiteral("before")))
        more.insert(QStringLiteral("before"), save(subject.text));
    more.insert(QStringLiteral("after"), save(after));
    const auto tree = yaml::parse(subject.text, {});
    const yaml::Node function
        = tree->root().resolved()["Resources"].resolved()[subject.function.toUtf8()].resolved();
    const bool isInline = function["Properties"].resolved().style() == yaml::Style::Flow
        || function.style() == yaml::Style::Flow;
    more.insert(QStringLiteral("inline"), isInline);
    m_cases.append(more);
}

/// What the design remembers of its edits makes the same text, without the ids that it was read
/// with.
void TestCorpusEdits::replay(const QString &name, const Subject &subject, const Design &design,
                             const QByteArray &expected)
{
    const auto tree = yaml::parse(subject.text, subject.file);
    for (const bool sameText : {true, false}) {
        const auto onto = editsOnto(*tree, subject.file, subject.design, design, facts(), sameText);
        const QString where = name + QLatin1String(": ") + subject.file;
        QVERIFY2(onto, qPrintable(where));
        QVERIFY2(onto->conflicts.isEmpty(), qPrintable(where));
        QVERIFY2(patched(subject.text, subject.file, onto->edits) == expected, qPrintable(where));
    }
}

/// The template with an edit of its design; refusals are counted by their code.
std::optional<QByteArray> TestCorpusEdits::edited(const QString &name, const Subject &subject,
                                                  const MakeEdit &make)
{
    Edit edit(subject.design);
    make(edit, subject.design.idOf(subject.function));
    const auto tree = yaml::parse(subject.text, subject.file);
    const auto edits = editsFor(*tree, subject.file, subject.design, edit.change(), facts(),
                                {.replacesExpressions = true});
    Problems problems;
    if (edits) {
        const auto text = patched(subject.text, subject.file, edits->edits);
        if (text) {
            replay(name, subject, *edit.result(), *text);
            ++m_counts[name].done;
            return *text;
        }
        problems = text.error();
    } else {
        problems = edits.error();
    }
    ++m_counts[name].refused[problems.first().code];
    m_reasons.append(name + QLatin1String(": ") + toString(problems.first()));
    return std::nullopt;
}

void TestCorpusEdits::values(const Subject &subject)
{
    struct Row
    {
        const char *name;
        const char *key;
        QJsonValue value;
        MakeEdit make;
    };
    const auto *function = subject.design.named<Function>(subject.function);
    const QString runtime = function->runtime.value == QLatin1String("provided.al2023")
        ? QStringLiteral("java25")
        : QStringLiteral("provided.al2023");
    const QList<Row> rows{
        {"memory", "MemorySize", 1769,
         [](Edit &edit, ElementId id) { edit.set(id, &Function::memory, MiB{1769}); }},
        {"timeout", "Timeout", 77,
         [](Edit &edit, ElementId id) { edit.set(id, &Function::timeout, Seconds{77}); }},
        {"runtime", "Runtime", runtime,
         [&](Edit &edit, ElementId id) { edit.set(id, &Function::runtime, runtime); }},
        {"reserved", "ReservedConcurrentExecutions", 5,
         [](Edit &edit, ElementId id) { edit.set(id, &Function::reservedConcurrency, 5); }},
    };
    for (const Row &row : rows) {
        const QString name = QString::fromLatin1(row.name);
        if (const auto text = edited(name, subject, row.make)) {
            add(name, QStringLiteral("scalar"), subject, *text,
                {{QStringLiteral("key"), QString::fromLatin1(row.key)},
                 {QStringLiteral("value"), row.value}});
        }
    }
    const QString other
        = function->architecture && *function->architecture == QLatin1String("arm64")
        ? QStringLiteral("x86_64")
        : QStringLiteral("arm64");
    const QString architecture = QStringLiteral("architecture");
    if (const auto text = edited(architecture, subject, [&](Edit &edit, ElementId id) {
            edit.set(id, &Function::architecture, other);
        })) {
        add(architecture, architecture, subject, *text, {{QStringLiteral("value"), other}});
        // What the program itself reads there now.
        const Imported again = imported(*text);
        QCOMPARE(*again.design.named<Function>(subject.function)->architecture, other);
    }
}

void TestCorpusEdits::failureQueue(const Subject &subject)
{
    const QString queue = QStringLiteral("StratoplanDeadLetters");
    const auto hasOne = [&] {
        const ElementId id = subject.design.idOf(subject.function);
        for (const Connection *connection : subject.design.all<Connection>()) {
            if (connection->from == id && connection->role == Role::FailureTarget)
                return true;
        }
        return false;
    };
    if (hasOne())
        return;
    const QString name = QStringLiteral("dead-letter queue added");
    const auto text = edited(name, subject, [&](Edit &edit, ElementId id) {
        Service service;
        service.name = queue;
        service.kind = QStringLiteral("queue");
        Connection connection;
        connection.from = id;
        connection.to = edit.add(service);
        connection.role = Role::FailureTarget;
        edit.add(connection);
    });
    if (!text)
        return;
    const QString key
        = subject.isSam ? QStringLiteral("DeadLetterQueue") : QStringLiteral("DeadLetterConfig");
    const QJsonArray path{QStringLiteral("Resources"), subject.function,
                          QStringLiteral("Properties"), key};
    const QJsonArray also{QJsonValue(QJsonArray{QStringLiteral("Resources"), queue})};
    add(name, QStringLiteral("added"), subject, *text,
        {{QStringLiteral("path"), path}, {QStringLiteral("also"), also}});
    Subject with = subject;
    with.text = *text;
    with.design = imported(*text).design;
    const QString removed = QStringLiteral("dead-letter queue removed");
    if (const auto back
        = edited(removed, with, [&](Edit &edit, ElementId) { edit.remove(edit.idOf(queue)); })) {
        add(removed, QStringLiteral("same"), subject, *back);
    }
}

void TestCorpusEdits::changedEvent(const Subject &subject)
{
    const QString queue = QStringLiteral("StratoplanJobs");
    const QString name = QStringLiteral("event added");
    const auto text = edited(name, subject, [&](Edit &edit, ElementId id) {
        Service service;
        service.name = queue;
        service.kind = QStringLiteral("queue");
        Connection connection;
        connection.from = edit.add(service);
        connection.to = id;
        connection.role = Role::Trigger;
        connection.batchSize = 5;
        edit.add(connection);
    });
    if (!text)
        return;
    QJsonArray path{QStringLiteral("Resources"), subject.function, QStringLiteral("Properties"),
                    QStringLiteral("Events"), queue};
    if (!subject.isSam)
        path = {QStringLiteral("Resources"),
                QString(subject.function + queue + QLatin1String("Mapping"))};
    const QJsonArray also{QJsonValue(QJsonArray{QStringLiteral("Resources"), queue})};
    add(name, QStringLiteral("added"), subject, *text,
        {{QStringLiteral("path"), path}, {QStringLiteral("also"), also}});
    Subject with = subject;
    with.text = *text;
    with.design = imported(*text).design;
    const QString removed = QStringLiteral("event removed");
    if (const auto back
        = edited(removed, with, [&](Edit &edit, ElementId) { edit.remove(edit.idOf(queue)); })) {
        add(removed, QStringLiteral("same"), subject, *back);
    }
}

void TestCorpusEdits::network(const Subject &subject)
{
    using yaml::NewValue;
    const auto part = [](const char *type) {
        return NewValue::mapping({{"Type", NewValue::text(QString::fromLatin1(type))}});
    };
    const auto base = patched(
        subject.text, subject.file,
        {AddResource{QStringLiteral("StratoplanSubnet"), part("AWS::EC2::Subnet")},
         AddResource{QStringLiteral("StratoplanGroup"), part("AWS::EC2::SecurityGroup")}});
    if (!base)
        qFatal("%s", qPrintable(toString(base.error().first())));
    Subject inTemplate = subject;
    inTemplate.text = *base;
    inTemplate.design = imported(*base).design;
    const QString into = QStringLiteral("into a VPC");
    const QString out = QStringLiteral("out of a VPC");
    const QJsonArray path{QStringLiteral("Resources"), subject.function,
                          QStringLiteral("Properties"), QStringLiteral("VpcConfig")};
    const QJsonArray also{QJsonValue(QJsonArray{QStringLiteral("Resources"), subject.function,
                                                QStringLiteral("IgnoreGlobals")})};
    const auto leave = [](Edit &edit, ElementId id) {
        edit.set(id, &Function::inVpc, false);
        edit.set(id, &Function::subnets, QList<ElementId>());
        edit.set(id, &Function::securityGroups, QList<ElementId>());
    };
    const bool isInside = inTemplate.design.named<Function>(subject.function)->inVpc;
    if (isInside) {
        if (const auto text = edited(out, inTemplate, leave)) {
            add(out, QStringLiteral("removed"), inTemplate, *text,
                {{QStringLiteral("path"), path}, {QStringLiteral("also"), also}});
            QVERIFY(!imported(*text).design.named<Function>(subject.function)->inVpc);
        }
        return;
    }
    const auto text = edited(into, inTemplate, [](Edit &edit, ElementId id) {
        edit.set(id, &Function::inVpc, true);
        edit.set(id, &Function::subnets,
                 QList<ElementId>{edit.idOf(QStringLiteral("StratoplanSubnet"))});
        edit.set(id, &Function::securityGroups,
                 QList<ElementId>{edit.idOf(QStringLiteral("StratoplanGroup"))});
    });
    if (!text)
        return;
    add(into, QStringLiteral("added"), inTemplate, *text,
        {{QStringLiteral("path"), path}, {QStringLiteral("also"), also}});
    Subject inside = inTemplate;
    inside.text = *text;
    inside.design = imported(*text).design;
    QCOMPARE(inside.design.named<Function>(subject.function)->subnets.size(), 1);
    if (const auto back = edited(out, inside, leave)) {
        // What Globals say stays ignored.
        const bool ignores = !text->contains("IgnoreGlobals") || base->contains("IgnoreGlobals");
        add(out, ignores ? QStringLiteral("same") : QStringLiteral("removed"), inTemplate, *back,
            {{QStringLiteral("path"), path}, {QStringLiteral("also"), also}});
    }
}

void TestCorpusEdits::rename(const Subject &subject)
{
    const QString to = QStringLiteral("StratoplanWorker");
    const QString name = QStringLiteral("renamed");
    if (const auto text
        = edited(name, subject, [&](Edit &edit, ElementId id) { edit.rename(id, to); }))
        add(name, name, subject, *text, {{QStringLiteral("value"), to}});
}

// Each edit on one function of every third template, or, for the long checks, on all functions of
// all: the independent checker compares the trees, the numbers are printed.
void TestCorpusEdits::everyFunction()
{
    const QString python = pythonWith(QStringLiteral("yaml"));
    if (python.isEmpty())
        QSKIP("python3-yaml is not installed");
    QList<QPair<QString, QByteArray>> templates = ownTemplates();
    const bool all = qEnvironmentVariableIsSet("STRATOPLAN_LONG");
    const QStringList corpus = corpusTemplates();
    for (qsizetype i = 0; i < corpus.size(); i += all ? 1 : 3)
        templates.append({corpus.at(i), fileText(corpus.at(i))});

    int functions = 0;
    int used = 0;
    for (const auto &[file, text] : templates) {
        const Imported read = imported(text);
        if (!refusedBySam(read.problems).isEmpty())
            continue;
        ++used;
        const bool isOwn = file.startsWith(QLatin1String("own"));
        for (const Function *function : read.design.all<Function>()) {
            if (function->cfnType.isEmpty())
                continue;
            const Subject subject{file, text, read.design, function->name,
                                  function->cfnType.startsWith(QLatin1String("AWS::Serverless"))};
            ++functions;
            values(subject);
            failureQueue(subject);
            changedEvent(subject);
            network(subject);
            rename(subject);
            if (!all && !isOwn)
                break;
        }
    }

    QFile manifest(m_folder.filePath(QStringLiteral("manifest.json")));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    manifest.write(QJsonDocument(m_cases).toJson());
    manifest.close();
    QProcess process;
    process.start(python,
                  {QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/planner/sam/check_edits.py"),
                   manifest.fileName()});
    QVERIFY(process.waitForFinished(-1));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QJsonObject result = QJsonDocument::fromJson(process.readAllStandardOutput()).object();

    qInfo("%d functions of %d templates that SAM takes", functions, used);
    const QJsonObject counts = result.value(QLatin1String("counts")).toObject();
    for (auto count = m_counts.cbegin(); count != m_counts.cend(); ++count) {
        const QJsonObject checked = counts.value(count.key()).toObject();
        QStringList refused;
        for (auto code = count->refused.cbegin(); code != count->refused.cend(); ++code)
            refused.append(QStringLiteral("%1 %2").arg(code.value()).arg(code.key()));
        qInfo("%s: right %d, wrong %d, refused: %s", qPrintable(count.key()),
              checked.value(QLatin1String("right")).toInt(),
              checked.value(QLatin1String("wrong")).toInt(),
              qPrintable(refused.isEmpty() ? QStringLiteral("none")
                                           : refused.join(QLatin1String(", "))));
    }
    if (all || qEnvironmentVariableIsSet("STRATOPLAN_REASONS")) {
        for (const QString &reason : std::as_const(m_reasons))
            qInfo("%s", qPrintable(reason));
    }
    const QJsonArray wrong = result.value(QLatin1String("wrong")).toArray();
    for (const QJsonValue one : wrong)
        qWarning("%s", qPrintable(one.toString()));
    if (!wrong.isEmpty())
        m_folder.setAutoRemove(false);
    QVERIFY(wrong.isEmpty());
    QVERIFY(functions > 10);
}

// A design that was saved and read again without an edit changes nothing in its template.
void TestCorpusEdits::throughTheDesignFile()
{
    const QStringList corpus = corpusTemplates();
    if (corpus.isEmpty())
        QSKIP(corpusMissing);
    for (const QString &path : corpus) {
        const QByteArray text = fileText(path);
        const Design base = imported(text).design;
        const auto design = store::read(store::write(base), {});
        QVERIFY2(design, qPrintable(path));
        const auto tree = yaml::parse(text, path);
        for (const bool sameText : {true, false}) {
            const auto edits = editsOnto(*tree, path, base, *design, facts(), sameText);
            QVERIFY2(edits,
                     qPrintable(path + (edits ? QString() : toString(edits.error().first()))));
            QVERIFY2(edits->conflicts.isEmpty() && edits->edits.isEmpty(), qPrintable(path));
            QCOMPARE(*patched(text, path, edits->edits), text);
        }
    }
}

QTEST_GUILESS_MAIN(TestCorpusEdits)
#include "tst_corpus_edits.moc"
