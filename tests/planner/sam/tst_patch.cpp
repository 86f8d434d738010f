// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"

#include <QRegularExpression>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

QStringList path(const char *dotted)
{
    return QString::fromUtf8(dotted).split(QLatin1Char('.'));
}

Expected<QByteArray> patchedText(const QByteArray &text, const QList<TemplateEdit> &edits)
{
    return patched(text, QStringLiteral("template.yaml"), edits);
}

QString whyNot(const Expected<QByteArray> &result)
{
    return result ? QString() : toString(result.error().first());
}

struct Row
{
    const char *name;
    QByteArray text;
    QList<TemplateEdit> edits;
    QByteArray expected;
};

void checkRows(const QList<Row> &rows)
{
    for (const Row &row : rows) {
        const auto result = patchedText(row.text, row.edits);
        QVERIFY2(result,
                 qPrintable(QLatin1String(row.name) + QLatin1String(": ") + whyNot(result)));
        if (*result != row.expected)
            qInfo("%s\n%s", row.name, result->constData());
        QCOMPARE(*result, row.expected);
    }
}

yaml::NewValue ref(const char *id)
{
    return yaml::NewValue::text(QString::fromUtf8(id), "!Ref");
}

} // namespace

class TestPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths();
    void resources();
    void renames();
    void refused();
    void corpusRenamedAndBack();
};

void TestPatch::paths()
{
    const QByteArray text = R"(Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b # entry
      Runtime: python3.13
      # who calls
      Events:
        Api:
          Type: Api
      Memo: !Ref M
  Bare:
    Type: AWS::Serverless::Function
)";
    const auto with = [&](const char *before, const char *after) {
        QByteArray changed = text;
        return changed.replace(before, after);
    };
    checkRows({
        {"behind the runtime",
         text,
         {InsertKey{path("Resources.Fn.Properties.MemorySize"), yaml::NewValue::number(512)}},
         with("python3.13\n", "python3.13\n      MemorySize: 512\n")},
        {"two of one mapping",
         text,
         {InsertKey{path("Resources.Fn.Properties.MemorySize"), yaml::NewValue::number(512)},
          InsertKey{path("Resources.Fn.Properties.Timeout"), yaml::NewValue::number(9)}},
         with("python3.13\n", "python3.13\n      MemorySize: 512\n      Timeout: 9\n")},
        {"missing mappings",
         text,
         {InsertKey{path("Resources.Bare.Properties.VpcConfig.SubnetIds"),
                    yaml::NewValue::sequence({ref("A")})}},
         text + "    Properties:\n      VpcConfig:\n        SubnetIds:\n          - !Ref A\n"},
        {"one in what the other made",
         text,
         {InsertKey{path("Resources.Bare.Properties.VpcConfig.SubnetIds"),
                    yaml::NewValue::sequence({ref("A")})},
          InsertKey{path("Resources.Bare.Properties.VpcConfig.SubnetIds.-"), ref("B")}},
         text
             + "    Properties:\n      VpcConfig:\n        SubnetIds:\n          - !Ref A\n"
               "          - !Ref B\n"},
        {"set and removed",
         text,
         {SetValue{path("Resources.Fn.Properties.Handler"),
                   yaml::NewValue::text(QStringLiteral("c.d"))},
          RemoveKey{path("Resources.Fn.Properties.Events")}},
         with("a.b", "c.d")
             .replace("      # who calls\n      Events:\n        Api:\n          "
                      "Type: Api\n",
                      "")},
        {"expression, when asked",
         text,
         {SetValue{path("Resources.Fn.Properties.Memo"), yaml::NewValue::number(1), true}},
         with("!Ref M", "1")},
    });
}

void TestPatch::resources()
{
    const QByteArray text = "Resources:\n  A:\n    Type: X\n\n  # the b\n  B:\n    Type: Y\n"
                            "Outputs:\n  O:\n    Value: !Ref B\n";
    const auto value = yaml::NewValue::mapping(
        {{"Type", yaml::NewValue::text(QStringLiteral("AWS::SQS::Queue"))}});
    checkRows({
        {"added",
         text,
         {AddResource{QStringLiteral("Q"), value}},
         QByteArray(text).replace("Outputs", "\n  Q:\n    Type: AWS::SQS::Queue\nOutputs")},
        {"removed",
         text,
         {RemoveKey{path("Outputs.O")}, RemoveResource{QStringLiteral("B")}},
         "Resources:\n  A:\n    Type: X\nOutputs: {}\n"},
        {"added and removed",
         text,
         {AddResource{QStringLiteral("Q"), value}, RemoveResource{QStringLiteral("Q")}},
         text},
    });
}

void TestPatch::renames()
{
    const QByteArray text = R"(Resources:
  Fn:
    Type: AWS::Serverless::Function
    Condition: Fn
    Properties:
      AutoPublishAlias: live
      Environment:
        Variables:
          SELF: !Ref Fn
          LONG: {Ref: Fn}
          ATT: !GetAtt Fn.Arn
          ATT2: !GetAtt [Fn, Arn]
          ATT3: {"Fn::GetAtt": ["Fn", "Arn"]}
          ATT4:
            Fn::GetAtt: Fn.Arn
          SUB: !Sub "${Fn}-${Fn.Arn}-${!Fn}-${Fnx}-${AWS::Region}"
          MAP: !Sub ["${Fn} ${Other}", {Fn: !GetAtt Fn.Arn, Other: x}]
          BLOCK: !Sub | # not ${Fn} here
            one ${Fn}

            two ${ Fn } ${Fn.Arn}
          PLAIN: Fn ${Fn}
          ROLE: !GetAtt FnRole.Arn
          ALIAS: !Ref Fn.Alias
          ALIAS2: !Ref FnAliaslive
          FAR: !Ref FnTable
      Events:
        E: {Type: Api, Properties: {RestApiId: Api}}
  FnTable:
    Type: AWS::DynamoDB::Table
    DependsOn: [Fn, FnEPermission]
  Other:
    Type: AWS::SQS::Queue
    DependsOn: Fn
    Connectors:
      C: {Properties: {Destination: [{Id: Fn}], Permissions: [Read]}}
  Con:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: "Fn"}, Destination: {Id: FnTable}}
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: Prod}
Conditions:
  Fn: !Equals [a, b]
Outputs:
  Fn:
    Value: !Sub 'https://${Api}.x/${ApiProdStage}'
    Export: {Name: Fn}
)";
    QByteArray renamed = text;
    renamed.replace("  Fn:\n    Type", "  Worker:\n    Type")
        .replace("SELF: !Ref Fn", "SELF: !Ref Worker")
        .replace("{Ref: Fn}", "{Ref: Worker}")
        .replace("ATT: !GetAtt Fn", "ATT: !GetAtt Worker")
        .replace("[Fn, Arn]", "[Worker, Arn]")
        .replace("[\"Fn\", \"Arn\"]", "[\"Worker\", \"Arn\"]")
        .replace("Fn::GetAtt: Fn.Arn", "Fn::GetAtt: Worker.Arn")
        .replace("\"${Fn}-${Fn.Arn}", "\"${Worker}-${Worker.Arn}")
        .replace("{Fn: !GetAtt Fn.Arn", "{Fn: !GetAtt Worker.Arn")
        .replace("one ${Fn}", "one ${Worker}")
        .replace(" ${Fn.Arn}\n", " ${Worker.Arn}\n")
        .replace("FnRole", "WorkerRole")
        .replace("!Ref Fn.Alias", "!Ref Worker.Alias")
        .replace("FnAliaslive", "WorkerAliaslive")
        .replace("[Fn, FnEPermission]", "[Worker, WorkerEPermission]")
        .replace("DependsOn: Fn", "DependsOn: Worker")
        .replace("[{Id: Fn}]", "[{Id: Worker}]")
        .replace("{Id: \"Fn\"}", "{Id: \"Worker\"}");
    // "${Fnx}" is nobody's: SAM would have to derive it from Fn.
    renamed.replace("${Fnx}", "${Workerx}");

    QByteArray api = text;
    api.replace("RestApiId: Api", "RestApiId: Front")
        .replace("  Api:\n", "  Front:\n")
        .replace("${Api}", "${Front}")
        .replace("${ApiProdStage}", "${FrontProdStage}");

    const QByteArray json = "{\"Resources\":{\"Fn\":{\"Type\":\"T\"},\"B\":{\"DependsOn\":\"Fn\","
                            "\"P\":{\"Fn::Sub\":\"a\\n\\u0024{Fn}${Fn}\"}}}}";
    checkRows({
        {"function",
         text,
         {RenameResource{QStringLiteral("Fn"), QStringLiteral("Worker")}},
         renamed},
        {"api", text, {RenameResource{QStringLiteral("Api"), QStringLiteral("Front")}}, api},
        {"there and back",
         text,
         {RenameResource{QStringLiteral("Fn"), QStringLiteral("Worker")},
          RenameResource{QStringLiteral("Worker"), QStringLiteral("Fn")}},
         text},
        {"JSON, with an escape",
         json,
         {RenameResource{QStringLiteral("Fn"), QStringLiteral("G")}},
         "{\"Resources\":{\"G\":{\"Type\":\"T\"},\"B\":{\"DependsOn\":\"G\","
         "\"P\":{\"Fn::Sub\":\"a\\n${G}${G}\"}}}}"},
    });
}

void TestPatch::refused()
{
    const QByteArray text = R"(Parameters:
  P: {Type: String}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: !Ref P
      Timeout: &t 3
      Environment: {Variables: {A: !Sub ["${Fn}", {X: y}], B: !Ref FnUrl, C: !Ref Missing}}
      Events: {E: {Type: Api}}
  Two:
    Type: AWS::Serverless::Function
    Properties: {Timeout: *t, Tags: {A: !Ref Q}}
  Q: {Type: AWS::SQS::Queue}
  NewRole: {Type: AWS::IAM::Role}
)";
    struct Case
    {
        TemplateEdit edit;
        const char *code;
    };
    const auto rename = [](const char *from, const char *to) {
        return RenameResource{QString::fromUtf8(from), QString::fromUtf8(to)};
    };
    const auto one = yaml::NewValue::number(1);
    const QList<Case> cases{
        {rename("Fn", "Q"), "sam.rename-collision"},
        {rename("Fn", "P"), "sam.rename-collision"},
        {rename("Fn", "X"), "sam.rename-collision"}, // the Sub maps X
        {rename("Fn", "New"), "sam.rename-collision"}, // SAM would make NewRole
        {rename("Q", "TwoRole"), "sam.rename-collision"}, // SAM makes TwoRole
        {rename("Q", "FnUrl"), "sam.rename-collision"}, // what FnUrl stands for would change
        {rename("Q", "Missing"), "sam.rename-collision"},
        {rename("Q", "a-b"), "sam.bad-logical-id"},
        {rename("Nobody", "Z"), "sam.no-such-path"},
        {SetValue{path("Resources.Fn.Properties.MemorySize"), one}, "sam.expression"},
        {SetValue{path("Resources.Two.Properties.Timeout"), one}, "sam.expression"},
        {SetValue{path("Resources.Fn.Properties.Nothing"), one}, "sam.no-such-path"},
        {InsertKey{path("Resources.Fn.Properties.Timeout"), one}, "sam.path-exists"},
        {InsertKey{path("Resources.Fn.Properties.Timeout.X"), one}, "sam.no-such-path"},
        {InsertKey{path("Resources.Fn.Properties.MemorySize.X"), one}, "sam.expression"},
        {AddResource{QStringLiteral("Q"), one}, "sam.path-exists"},
        {RemoveResource{QStringLiteral("Q")}, "sam.still-referenced"},
        {RemoveResource{QStringLiteral("Nobody")}, "sam.no-such-path"},
    };
    int number = 0;
    for (const Case &one_ : cases) {
        const auto result = patchedText(text, {one_.edit});
        QVERIFY2(!result, qPrintable(QString::number(number)));
        QCOMPARE(result.error().first().code, QLatin1String(one_.code));
        QVERIFY(!toString(result.error().first()).contains(QLatin1Char('{')));
        ++number;
    }
}

void TestPatch::corpusRenamedAndBack()
{
    const QStringList templates = corpusTemplates();
    if (templates.isEmpty())
        QSKIP(corpusMissing);
    int renamed = 0;
    for (const QString &file : templates) {
        const QByteArray text = fileText(file);
        QHash<QString, int> count;
        const auto tree = yaml::parse(text, file);
        const yaml::Node resources = tree->root().resolved()["Resources"].resolved();
        for (int i = 0; i < resources.size(); ++i)
            ++count[resources.keyAt(i).text()];
        // All of them take minutes without optimisation.
        QStringList ids = count.keys();
        std::sort(ids.begin(), ids.end());
        const bool all = qEnvironmentVariableIsSet("STRATOPLAN_LONG");
        for (qsizetype i = 0; i < ids.size(); i += all || ids.size() < 8 ? 1 : ids.size() / 4) {
            const auto id = count.constFind(ids.at(i));
            // CloudFormation refuses ids with other characters; a few templates have them.
            static const QRegularExpression others(QStringLiteral("[^A-Za-z0-9]"));
            const bool isRefused = id.key().contains(others);
            const QString other = QStringLiteral("Zz9") + QString(id.key()).remove(others);
            const auto there = patched(text, file, {RenameResource{id.key(), other}});
            if (id.value() > 1) {
                QVERIFY(!there);
                continue;
            }
            QVERIFY2(there, qPrintable(file + QLatin1Char(' ') + id.key() + whyNot(there)));
            QVERIFY(*there != text);
            const auto back = patched(*there, file, {RenameResource{other, id.key()}});
            if (isRefused) {
                QCOMPARE(back.error().first().code, QStringLiteral("sam.bad-logical-id"));
                continue;
            }
            QVERIFY2(back, qPrintable(file + QLatin1Char(' ') + id.key() + whyNot(back)));
            QCOMPARE(*back, text);
            ++renamed;
        }
    }
    qInfo("%d logical ids of %d templates renamed and renamed back", renamed,
          int(templates.size()));
}

QTEST_GUILESS_MAIN(TestPatch)
#include "tst_patch.moc"
