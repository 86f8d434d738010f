// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

struct Outcome
{
    int status = -1;
    QString out;
    QString err;
};

Outcome run(const QStringList &arguments)
{
    const CommandOutcome made = runCommand(QStringList{QStringLiteral("plan")} + arguments);
    return {made.status, QString::fromUtf8(made.out), QString::fromUtf8(made.err)};
}

const char *const design = R"(stratoplan: 1
title: Jobs
date: 2026-03-04
functions:
  - { name: Work, id: 1, memory: 512, timeout: 60, runtime: nodejs24.x, duration: 100 }
services:
  - { name: Jobs, id: 2, kind: queue, properties: { visibilityTimeoutS: 30 } }
connections:
  - { id: 3, from: Jobs, to: Work, role: trigger }
)";

const char *const serverless = R"(# a comment that stays
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b, Runtime: nodejs24.x, InlineCode: "x" }
)";

} // namespace

class TestPlanCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void design_data();
    void design();
    void sameBytes();
    void failures();

private:
    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write to the temporary folder");
        return path;
    }

    QTemporaryDir m_folder;
};

void TestPlanCommand::design_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("files");
    const QStringList always{QStringLiteral("-findings.json"), QStringLiteral("-report.html"),
                             QStringLiteral("-report.pdf"),    QStringLiteral(".png"),
                             QStringLiteral(".stratoplan"),    QStringLiteral(".svg"),
                             QStringLiteral(".yaml")};
    QTest::newRow("design") << QStringLiteral("jobs.stratoplan") << QByteArray(::design) << always;
    QTest::newRow("template") << QStringLiteral("jobs.yaml") << QByteArray(serverless) << always;
}

void TestPlanCommand::design()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QStringList, files);
    const QString input = write(name, text);
    const QDir out(m_folder.filePath(name + QStringLiteral("-out/deeper")));
    const Outcome outcome = run({input, QStringLiteral("--out"), out.path()});
    QCOMPARE(outcome.status, int(cli::Done));
    QStringList expected;
    for (const QString &file : files)
        expected.append(QStringLiteral("jobs") + file);
    expected.sort();
    QStringList written = out.entryList(QDir::Files);
    written.sort();
    QCOMPARE(written, expected);
    for (const QString &file : expected) {
        QVERIFY2(out.exists(file) && !fileText(out.filePath(file)).isEmpty(), qPrintable(file));
        QVERIFY2(outcome.out.contains(out.filePath(file)), qPrintable(outcome.out));
    }
    QVERIFY2(outcome.out.contains(QLatin1String("1 functions")), qPrintable(outcome.out));
    const QJsonObject findings
        = QJsonDocument::fromJson(fileText(out.filePath(QStringLiteral("jobs-findings.json"))))
              .object();
    QVERIFY(findings.contains(QLatin1String("findings")));
    // A template is its own patch; a design becomes a new one.
    const QByteArray templateText = fileText(out.filePath(QStringLiteral("jobs.yaml")));
    if (name.endsWith(QLatin1String(".yaml")))
        QCOMPARE(templateText, text);
    else
        QVERIFY2(templateText.contains("Transform: AWS::Serverless"), templateText.constData());
    QCOMPARE(fileText(input), text);
}

void TestPlanCommand::sameBytes()
{
    const QString input = write(QStringLiteral("twice.stratoplan"), ::design);
    const QDir one(m_folder.filePath(QStringLiteral("one")));
    const QDir two(m_folder.filePath(QStringLiteral("two")));
    for (const QDir &folder : {one, two})
        QCOMPARE(run({input, QStringLiteral("--out"), folder.path()}).status, int(cli::Done));
    const QStringList names = one.entryList(QDir::Files);
    QCOMPARE(names.size(), 7);
    for (const QString &name : names)
        QVERIFY2(fileText(one.filePath(name)) == fileText(two.filePath(name)), qPrintable(name));
}

void TestPlanCommand::failures()
{
    const QString input = write(QStringLiteral("own.stratoplan"), ::design);
    QCOMPARE(run({input}).status, int(cli::BadCommandLine));
    QCOMPARE(run({m_folder.filePath(QStringLiteral("absent")), QStringLiteral("--out"),
                  m_folder.filePath(QStringLiteral("x"))})
                 .status,
             int(cli::UnreadableInput));
    // The input is not written over.
    const Outcome own = run({input, QStringLiteral("--out"), m_folder.path()});
    QCOMPARE(own.status, int(cli::UnwritableOutput));
    QVERIFY2(own.err.contains(QLatin1String("own.stratoplan")), qPrintable(own.err));
    QCOMPARE(fileText(input), QByteArray(::design));
    // A file stands where the folder should be.
    const Outcome file = run({input, QStringLiteral("--out"), input});
    QCOMPARE(file.status, int(cli::UnwritableOutput));
    QCOMPARE(fileText(input), QByteArray(::design));
}

QTEST_MAIN(TestPlanCommand)
#include "tst_plan.moc"
