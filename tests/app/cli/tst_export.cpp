// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    return runCommand(arguments, input);
}

const char *const design = R"(stratoplan: 1
title: Two parts
functions:
  - name: Work
    id: 1
    runtime: nodejs24.x
services:
  - name: Jobs
    kind: queue
    id: 2
connections:
  - from: Jobs
    to: Work
    role: trigger
    id: 3
)";

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheTemplateToStandardOutput();
    void writesTheTemplateToAFile();
    void tellsOnStandardErrorWhatItCannotSay();
    void takesATemplateAsItsInput();
    void exitStatus_data();
    void exitStatus();
    void keepsTheOldFileWhenItCannotWrite();
};

void TestExport::writesTheTemplateToStandardOutput()
{
    const Outcome outcome = run({QStringLiteral("export"), QStringLiteral("-")}, design);
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY(outcome.out.startsWith("AWSTemplateFormatVersion: \"2010-09-09\"\n"
                                   "Transform: AWS::Serverless-2016-10-31\n"
                                   "Description: Two parts\n"));
    QVERIFY(outcome.out.endsWith('\n'));
    QCOMPARE(outcome.err, QByteArray());
}

void TestExport::writesTheTemplateToAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("template.yaml"));
    const Outcome outcome
        = run({QStringLiteral("export"), QStringLiteral("-"), QStringLiteral("-o"), path}, design);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(fileText(path), run({QStringLiteral("export"), QStringLiteral("-")}, design).out);
}

void TestExport::tellsOnStandardErrorWhatItCannotSay()
{
    QByteArray text = design;
    text.replace("    runtime: nodejs24.x\n", "");
    const Outcome outcome = run({QStringLiteral("export"), QStringLiteral("-")}, text);
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY2(outcome.err.startsWith("Work: Work has no runtime"), outcome.err.constData());
    QVERIFY(outcome.out.contains("Runtime: !Ref Runtime\n"));
}

// A template that is read and written anew has the same resources.
void TestExport::takesATemplateAsItsInput()
{
    const QByteArray first = run({QStringLiteral("export"), QStringLiteral("-")}, design).out;
    const Outcome outcome = run({QStringLiteral("export"), QStringLiteral("-")}, first);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.out, first);
}

void TestExport::exitStatus_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("status");

    const QString word = QStringLiteral("export");
    const QString dash = QStringLiteral("-");
    QTest::newRow("no input") << QStringList{word} << QByteArray() << int(cli::BadCommandLine);
    QTest::newRow("unknown option") << QStringList{word, dash, QStringLiteral("--nonsense")}
                                    << QByteArray(design) << int(cli::BadCommandLine);
    QTest::newRow("no design") << QStringList{word, dash} << QByteArray("{")
                               << int(cli::UnreadableInput);
    QTest::newRow("nothing to write")
        << QStringList{word, dash} << QByteArray("stratoplan: 1\n") << int(cli::UnreadableInput);
    QTest::newRow("no such file") << QStringList{word, QStringLiteral("/nonexistent/x")}
                                  << QByteArray() << int(cli::UnreadableInput);
    QTest::newRow("no such folder")
        << QStringList{word, dash, QStringLiteral("-o"), QStringLiteral("/nonexistent/x.yaml")}
        << QByteArray(design) << int(cli::UnwritableOutput);
}

void TestExport::exitStatus()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    QFETCH(int, status);
    const Outcome outcome = run(arguments, input);
    QCOMPARE(outcome.status, status);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(!outcome.err.isEmpty());
}

void TestExport::keepsTheOldFileWhenItCannotWrite()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("template.yaml"));
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QCOMPARE(run({QStringLiteral("export"), QStringLiteral("-"), QStringLiteral("-o"), path},
                 "stratoplan: 1\n")
                 .status,
             int(cli::UnreadableInput));
    QCOMPARE(fileText(path), QByteArray("old"));
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
