// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace stratoplan;

class TestCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shellsReadIt_data();
    void shellsReadIt();
    void bashCompletes_data();
    void bashCompletes();
    void unknownShell();
};

void TestCompletion::shellsReadIt_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

// Every command is there, and the shell itself finds nothing wrong with the script.
void TestCompletion::shellsReadIt()
{
    QFETCH(QString, shell);
    const CommandOutcome outcome = runCommand({QStringLiteral("completion"), shell});
    QCOMPARE(outcome.status, 0);
    for (const cli::Command *command : cli::commands::allCommands())
        QVERIFY2(outcome.out.contains(command->name), command->name);
    QVERIFY(outcome.out.contains("fail-on"));
    if (QStandardPaths::findExecutable(shell).isEmpty())
        QSKIP("the shell is not installed");
    QTemporaryFile script;
    QVERIFY(script.open());
    script.write(outcome.out);
    script.close();
    QProcess check;
    check.start(shell, {QStringLiteral("-n"), script.fileName()});
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError());
}

void TestCompletion::bashCompletes_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("command") << QStringLiteral("stratoplan imp") << QStringLiteral("import");
    QTest::newRow("option") << QStringLiteral("stratoplan review --fail")
                            << QStringLiteral("--fail-on");
    QTest::newRow("value") << QStringLiteral("stratoplan review t.yaml --format sar")
                           << QStringLiteral("sarif");
    QTest::newRow("behind an option")
        << QStringLiteral("stratoplan --verbose di") << QStringLiteral("diagram");
    QTest::newRow("file") << QStringLiteral("stratoplan review t.ya") << QString();
}

void TestCompletion::bashCompletes()
{
    QFETCH(QString, words);
    QFETCH(QString, expected);
    if (QStandardPaths::findExecutable(QStringLiteral("bash")).isEmpty())
        QSKIP("bash is not installed");
    const CommandOutcome script
        = runCommand({QStringLiteral("completion"), QStringLiteral("bash")});
    QProcess bash;
    bash.start(QStringLiteral("bash"), {QStringLiteral("--norc"), QStringLiteral("-s")});
    bash.write(script.out);
    bash.write("COMP_WORDS=(" + words.toUtf8() + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]}-1))\n"
               + "_stratoplan\necho \"${COMPREPLY[@]}\"\n");
    bash.closeWriteChannel();
    QVERIFY(bash.waitForFinished());
    QCOMPARE(QString::fromUtf8(bash.readAllStandardOutput()).trimmed(), expected);
}

void TestCompletion::unknownShell()
{
    const CommandOutcome outcome
        = runCommand({QStringLiteral("completion"), QStringLiteral("csh")});
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
