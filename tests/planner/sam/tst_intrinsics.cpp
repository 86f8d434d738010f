// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/intrinsics.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::sam;

namespace {

// What all rows share. `Value` is the entry under test.
const QByteArray preamble = R"(Parameters:
  Stage: {Type: String, Default: dev}
  Open: {Type: String}
  Subnets: {Type: CommaDelimitedList, Default: "subnet-a, subnet-b"}
  Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /the/name}
  Networks: {Type: 'List<AWS::EC2::Subnet::Id>'}
Mappings:
  Sizes:
    dev: {memory: 128, list: [a, b]}
    prod: {memory: 1024}
  Blocks:
    us-east-1: {cidr: 10.1.0.0/16}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: {"Fn::Equals": [{Ref: Stage}, prod]}
  IsOpen: !Equals [!Ref Open, x]
  Both: !And [!Condition IsDev, !Not [{Condition: IsProd}]]
  Either: !Or [{Condition: IsOpen}, {Condition: IsDev}]
  Neither: !And [{Condition: IsOpen}, {Condition: IsProd}]
  Unknown: !Or [{Condition: IsOpen}, {Condition: IsProd}]
  LoopA: {Condition: LoopB}
  LoopB: {Condition: LoopA}
  Same: !Equals [!Ref Open, !Sub '${Open}']
  Bool: !Equals [true, 'True']
Resources: {}
Value: )";

// kind and text of a value: "= text", "? canonical text", "[...]", "{...}", "-" for nothing.
QString shown(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Missing:
        return QStringLiteral("-");
    case Value::Kind::Null:
        return QStringLiteral("null");
    case Value::Kind::Scalar:
        return QLatin1String("= ") + value.text;
    case Value::Kind::Computed:
        return QLatin1String("? ") + value.text;
    case Value::Kind::List:
    case Value::Kind::Map:
        break;
    }
    QStringList parts;
    for (qsizetype i = 0; i < value.items.size(); ++i) {
        const QString key = value.isMap() ? value.keys.at(i) + QLatin1String(": ") : QString();
        parts.append(key + shown(value.items.at(i)));
    }
    const QString inner = parts.join(QLatin1String(", "));
    return value.isMap() ? QLatin1Char('{') + inner + QLatin1Char('}')
                         : QLatin1Char('[') + inner + QLatin1Char(']');
}

QString named(const Value &value)
{
    QStringList parts;
    for (const Reference &reference : value.references()) {
        parts.append(reference.attribute.isEmpty()
                         ? reference.id
                         : reference.id + QLatin1Char('.') + reference.attribute);
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestIntrinsics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluates_data();
    void evaluates();
    void conditions();
    void parametersOfTheDeployment();
    void expressionsOnOneLine_data();
    void expressionsOnOneLine();
    void mergesGlobals();
    void aliasesCannotExplode();
};

void TestIntrinsics::evaluates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("references");

    const auto row = [](const char *text, const char *value, const char *references = "") {
        QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(value)
                            << QString::fromUtf8(references);
    };
    row("plain", "= plain");
    row("012345678901", "= 012345678901");
    row("", "null");
    row("~", "null");
    row("!Ref Stage", "= dev");
    row("{Ref: Stage}", "= dev");
    row("!Ref Open", "? ${Open}");
    row("!Ref Secret", "? ${Secret}");
    row("!Ref Subnets", "[= subnet-a, = subnet-b]");
    row("!Ref Networks", "? ${Networks}");
    row("!Ref Queue", "? ${Queue}", "Queue");
    row("!Ref AWS::Region", "= eu-west-1");
    row("!Ref AWS::Partition", "= aws");
    row("!Ref AWS::AccountId", "? ${AWS::AccountId}");
    row("!Ref AWS::NoValue", "-");
    row("[a, !Ref AWS::NoValue, b]", "[= a, = b]");
    row("{a: 1, b: !Ref AWS::NoValue}", "{a: = 1}");
    row("!GetAtt Queue.Arn", "? ${Queue.Arn}", "Queue.Arn");
    row("!GetAtt Cluster.Endpoint.Address", "? ${Cluster.Endpoint.Address}",
        "Cluster.Endpoint.Address");
    row("{'Fn::GetAtt': [Queue, Arn]}", "? ${Queue.Arn}", "Queue.Arn");
    row("!Sub 'x-${Stage}'", "= x-dev");
    row("!Sub 'x-${!Stage}-${Stage}'", "= x-${Stage}-dev");
    row("!Sub 'arn:${AWS::Region}:${Queue.Arn}/${Topic}'", "? arn:eu-west-1:${Queue.Arn}/${Topic}",
        "Queue.Arn Topic");
    row("!Sub ['${a}-${b}-${Stage}', {a: 1, b: !Ref Queue}]", "? 1-${Queue}-dev", "Queue");
    row("!Sub ['${a}', {a: !Select [1, [x, y]]}]", "= y");
    row("!Sub 'open ${brace'", "= open ${brace");
    row("!Join ['-', [a, !Ref Stage, b]]", "= a-dev-b");
    row("!Join ['', [a, !GetAtt Q.Arn]]", "? a${Q.Arn}", "Q.Arn");
    row("!Join [',', !Ref Subnets]", "= subnet-a,subnet-b");
    row("!Select [1, !Ref Subnets]", "= subnet-b");
    row("!Select ['0', [a, b]]", "= a");
    row("!Select [5, [a, b]]", "? ${Select:5,a,b}");
    row("!Select [0, !GetAZs '']", "? ${Select:0,${GetAZs:}}");
    row("!Select [1, !Split ['/', 'a/b/c']]", "= b");
    row("!Split [',', !ImportValue Subnets]", "? ${Split:,,${ImportValue:Subnets}}");
    row("!ImportValue {'Fn::Sub': '${Open}-SubnetA'}", "? ${ImportValue:${Open}-SubnetA}");
    row("!FindInMap [Sizes, !Ref Stage, memory]", "= 128");
    row("!FindInMap [Sizes, dev, list]", "[= a, = b]");
    row("!FindInMap [Blocks, !Ref AWS::Region, cidr]", "? ${FindInMap:Blocks,eu-west-1,cidr}");
    row("!FindInMap [Sizes, none, memory, {DefaultValue: 5}]", "= 5");
    row("!If [IsDev, small, large]", "= small");
    row("!If [IsProd, small, !Ref AWS::NoValue]", "-");
    row("!If [IsOpen, !GetAtt A.Arn, !GetAtt B.Arn]", "? ${If:IsOpen:${A.Arn}:${B.Arn}}",
        "A.Arn B.Arn");
    row("!If [IsOpen, {a: 1}, !Ref AWS::NoValue]", "{a: = 1}");
    row("!If [IsDev, only]", "? ${If}");
    row("!Base64 hello", "= aGVsbG8=");
    // 10.0.0.0/22 cut into blocks of 8 host bits, by hand.
    row("!Cidr [10.0.0.0/22, 4, 8]",
        "[= 10.0.0.0/24, = 10.0.1.0/24, = 10.0.2.0/24, = 10.0.3.0/24]");
    row("!Cidr [10.0.0.0/22, 5, 8]", "? ${Cidr:10.0.0.0/22,5,8}");
    row("!Select [2, !Cidr [192.168.0.0/24, 6, 5]]", "= 192.168.0.64/27");
    row("!Cidr [!GetAtt Vpc.CidrBlock, 2, 8]", "? ${Cidr:${Vpc.CidrBlock},2,8}", "Vpc.CidrBlock");
    row("{'Fn::Length': [a, b, c]}", "= 3");
    row("!Transform {Name: X, Parameters: {a: !Ref Q}}", "? ${Transform:Name=X,Parameters=a=${Q}}",
        "Q");
    row("!Ref [not, a, name]", "? ${Ref:not,a,name}");
}

void TestIntrinsics::evaluates()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    QFETCH(QString, references);
    const auto tree = yaml::parse(preamble + text + '\n', {});
    QVERIFY2(tree, tree ? "" : qPrintable(toString(tree.error().first())));
    ReadOptions options;
    options.region = QStringLiteral("eu-west-1");
    Evaluator evaluator(*tree, {}, options);
    const Value result = evaluator.evaluate(tree->root()["Value"]);
    QCOMPARE(shown(result), value);
    QCOMPARE(named(result), references);
}

void TestIntrinsics::conditions()
{
    const auto tree = yaml::parse(preamble + "x\n", {});
    Evaluator evaluator(*tree, {}, {});
    const QMap<QString, bool> expected{
        {QStringLiteral("IsDev"), true},    {QStringLiteral("IsProd"), false},
        {QStringLiteral("Both"), true},     {QStringLiteral("Either"), true},
        {QStringLiteral("Neither"), false}, {QStringLiteral("Same"), true},
        {QStringLiteral("Bool"), true},
    };
    QCOMPARE(evaluator.conditions(), expected);
    QCOMPARE(evaluator.condition(QStringLiteral("Unknown")), std::nullopt);
    QCOMPARE(evaluator.condition(QStringLiteral("LoopA")), std::nullopt);
    QCOMPARE(evaluator.condition(QStringLiteral("NotThere")), std::nullopt);
}

void TestIntrinsics::parametersOfTheDeployment()
{
    const auto tree = yaml::parse(preamble + "!Ref Stage\n", {});
    ReadOptions options;
    options.parameters = {{QStringLiteral("Stage"), QStringLiteral("prod")},
                          {QStringLiteral("Secret"), QStringLiteral("known")}};
    Evaluator evaluator(*tree, {}, options);
    QCOMPARE(shown(evaluator.evaluate(tree->root()["Value"])), QStringLiteral("= prod"));
    QCOMPARE(evaluator.condition(QStringLiteral("IsProd")), std::optional(true));
    QCOMPARE(evaluator.condition(QStringLiteral("Unknown")), std::optional(true));
}

void TestIntrinsics::expressionsOnOneLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("short") << QByteArray("!Ref Memory") << QStringLiteral("!Ref Memory");
    QTest::newRow("long") << QByteArray("{Ref: Memory}") << QStringLiteral("!Ref Memory");
    QTest::newRow("attribute") << QByteArray("{'Fn::GetAtt': [A, Arn]}")
                               << QStringLiteral("!GetAtt A.Arn");
    QTest::newRow("nested") << QByteArray("\n  Fn::Select:\n    - 0\n    - Fn::GetAZs: ''")
                            << QStringLiteral("!Select [0, !GetAZs '']");
    QTest::newRow("substitution") << QByteArray("!Sub \"${A}-b\"") << QStringLiteral("!Sub ${A}-b");
    QTest::newRow("condition") << QByteArray("!If [C, {Key: 'a, b'}, [x]]")
                               << QStringLiteral("!If [C, {Key: 'a, b'}, [x]]");
}

void TestIntrinsics::expressionsOnOneLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    const auto tree = yaml::parse("Value: " + text + '\n', {});
    QVERIFY(tree.has_value());
    QCOMPARE(oneLine(tree->root()["Value"]), line);
}

void TestIntrinsics::mergesGlobals()
{
    const auto tree = yaml::parse(R"(Globals:
  Environment: {Variables: {A: global, B: global}}
  Layers: [one, two]
  Timeout: 10
  Vpc: !If [IsDev, {a: 1}, {b: 2}]
  Only: {x: 1}
Own:
  Environment: {Variables: {B: own, C: own}}
  Layers: [two, three]
  Timeout: !Ref Open
  Vpc: {c: 3}
  Fresh: 5
)",
                                  {});
    Evaluator evaluator(*tree, {}, {});
    const Value merged = evaluator.merged(tree->root()["Globals"], tree->root()["Own"]);
    QCOMPARE(shown(merged),
             QStringLiteral("{Environment: {Variables: {A: = global, B: = own, C: = own}}, "
                            "Layers: [= one, = two, = two, = three], Timeout: ? ${Open}, "
                            "Vpc: {c: = 3}, Only: {x: = 1}, Fresh: = 5}"));
    QCOMPARE(merged.at(u"Environment.Variables.A").origin, Origin::Globals);
    QCOMPARE(merged.at(u"Environment.Variables.B").origin, Origin::Own);
    QCOMPARE(merged.at(u"Layers.0").origin, Origin::Globals);
    QCOMPARE(merged.at(u"Layers.2").origin, Origin::Own);
}

void TestIntrinsics::aliasesCannotExplode()
{
    // Each level holds the one before ten times: 10^12 nodes when followed.
    QByteArray text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
            + QByteArrayList(10, before).join(", ") + "]\n";
    }
    const auto tree = yaml::parse(text + "loop: &loop [*loop, *loop]\n", {});
    if (!tree)
        return; // the text's own limits may refuse it before
    Evaluator evaluator(*tree, {}, {});
    evaluator.evaluate(tree->root()["a11"]);
    evaluator.evaluate(tree->root()["loop"]);
    QCOMPARE(evaluator.problems().size(), 1);
    QCOMPARE(evaluator.problems().first().code, QStringLiteral("sam.too-large"));
}

QTEST_GUILESS_MAIN(TestIntrinsics)
#include "tst_intrinsics.moc"
