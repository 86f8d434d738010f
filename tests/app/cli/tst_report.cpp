// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include "tests/support/corpus.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    return runCommand(QStringList{QStringLiteral("report")} + arguments, input);
}

const QString example
    = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/order-service-faulty.stratoplan");

const char *const small = R"(stratoplan: 1
title: "Small & <simple>"
version: "2"
date: 2026-03-04
reviewers: [Ada]
functions:
  - { name: Work, id: 1, memory: 512, timeout: 10, runtime: nodejs24.x, architecture: arm64, duration: 100 }
services:
  - { name: Jobs, id: 2, kind: queue }
connections:
  - { id: 3, from: Jobs, to: Work, role: trigger }
)";

QString textOf(const QString &pdf)
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {pdf, QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestReportCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownToStandardOutput();
    void formats_data();
    void formats();
    void htmlStandsAlone();
    void dateAndPaper();
    void wrongWords_data();
    void wrongWords();
    void unreadableInput();
    void unwritableOutputKeepsTheOldFile();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestReportCommand::markdownToStandardOutput()
{
    const QStringList arguments{QStringLiteral("-"), QStringLiteral("-o"), QStringLiteral("-")};
    const Outcome outcome = run(arguments, small);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.err, QByteArray());
    QVERIFY2(outcome.out.startsWith("# Small & \\<simple\\>\n"), outcome.out);
    QVERIFY2(outcome.out.contains("Version 2 · 2026-03-04"), outcome.out);
    for (const char *heading : {"## Summary", "## The design", "## VPC decisions", "## Functions",
                                "### Work", "## Traffic and concurrency", "## Findings",
                                "## Practices", "## Assumptions and sources", "## Glossary"})
        QVERIFY2(outcome.out.contains(QByteArray("\n") + heading + "\n"), heading);
    QCOMPARE(run(arguments, small).out, outcome.out);
}

void TestReportCommand::formats_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("pdf") << QStringLiteral("pdf") << QByteArray("%PDF-1.");
    QTest::newRow("html") << QStringLiteral("html") << QByteArray("<!DOCTYPE html>");
    QTest::newRow("upper case") << QStringLiteral("HTML") << QByteArray("<!DOCTYPE html>");
    QTest::newRow("md") << QStringLiteral("md") << QByteArray("# Small");
}

void TestReportCommand::formats()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, begins);
    QByteArray written;
    // The same bytes for the same input, a PDF as well.
    for (const char *name : {"one.", "two."}) {
        const QString file = path(QLatin1String(name) + suffix);
        const Outcome outcome = run({QStringLiteral("-"), QStringLiteral("-o"), file}, small);
        QCOMPARE(outcome.status, int(cli::Done));
        QCOMPARE(outcome.out, QByteArray());
        const QByteArray bytes = fileText(file);
        QVERIFY2(bytes.startsWith(begins), bytes.left(60));
        QVERIFY(written.isEmpty() || written == bytes);
        written = bytes;
    }
}

// Read by Python's own parsers: the tags are balanced, no address is fetched from outside, every
// link leads to an id, ids are given once, tables have heads and pictures names.
void TestReportCommand::htmlStandsAlone()
{
    const QString python = pythonWith(QStringLiteral("html.parser"));
    if (python.isEmpty())
        QSKIP("no python3");
    const QString file = path(QStringLiteral("report.html"));
    QCOMPARE(run({example, QStringLiteral("-o"), file}).status, int(cli::Done));
    QProcess check;
    check.start(python,
                {QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/app/cli/check_html.py"), file});
    QVERIFY(check.waitForFinished());
    const QByteArray said = check.readAllStandardOutput() + check.readAllStandardError();
    QVERIFY2(check.exitCode() == 0, said);
}

void TestReportCommand::dateAndPaper()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("poppler-utils is not installed");
    const QString a4 = path(QStringLiteral("a4.pdf"));
    const QString letter = path(QStringLiteral("letter.pdf"));
    QCOMPARE(run({QStringLiteral("-"), QStringLiteral("-o"), a4}, small).status, int(cli::Done));
    QCOMPARE(run({QStringLiteral("-"), QStringLiteral("-o"), letter, QStringLiteral("--paper"),
                  QStringLiteral("letter"), QStringLiteral("--date"), QStringLiteral("2027-01-31")},
                 small)
                 .status,
             int(cli::Done));
    QVERIFY(textOf(a4).contains(QLatin1String("2026-03-04")));
    QVERIFY(textOf(letter).contains(QLatin1String("2027-01-31")));
    QVERIFY(!textOf(letter).contains(QLatin1String("2026-03-04")));
    for (const auto &[file, box] : {std::pair{a4, "595"}, std::pair{letter, "612"}}) {
        QProcess info;
        info.start(QStringLiteral("pdfinfo"), {file});
        QVERIFY(info.waitForFinished());
        QVERIFY(info.readAllStandardOutput().contains(box));
    }
}

void TestReportCommand::wrongWords_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QString file = QStringLiteral("x.pdf");
    QTest::newRow("no output") << QStringList{QStringLiteral("-")} << QByteArray("output");
    QTest::newRow("suffix") << QStringList{QStringLiteral("-"), QStringLiteral("-o"),
                                           QStringLiteral("x.docx")}
                            << QByteArray(".pdf, .html or .md");
    QTest::newRow("paper") << QStringList{QStringLiteral("-"), QStringLiteral("-o"), file,
                                          QStringLiteral("--paper"), QStringLiteral("a3")}
                           << QByteArray("letter");
    QTest::newRow("date") << QStringList{QStringLiteral("-"), QStringLiteral("-o"), file,
                                         QStringLiteral("--date"), QStringLiteral("31.1.2027")}
                          << QByteArray("YYYY-MM-DD");
}

void TestReportCommand::wrongWords()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(arguments, small);
    QCOMPARE(outcome.status, int(cli::BadCommandLine));
    QVERIFY2(outcome.err.contains(says), outcome.err);
    QCOMPARE(outcome.out, QByteArray());
}

void TestReportCommand::unreadableInput()
{
    const QString file = path(QStringLiteral("never.pdf"));
    const Outcome broken
        = run({QStringLiteral("-"), QStringLiteral("-o"), file}, "stratoplan: 1\nfunctions: 7\n");
    QCOMPARE(broken.status, int(cli::UnreadableInput));
    QVERIFY2(broken.err.contains(":2:"), broken.err);
    QCOMPARE(run({path(QStringLiteral("absent.stratoplan")), QStringLiteral("-o"), file}).status,
             int(cli::UnreadableInput));
    QVERIFY(!QFile::exists(file));
}

void TestReportCommand::unwritableOutputKeepsTheOldFile()
{
    const QString file = path(QStringLiteral("nowhere/report.md"));
    const Outcome outcome = run({QStringLiteral("-"), QStringLiteral("-o"), file}, small);
    QCOMPARE(outcome.status, int(cli::UnwritableOutput));
    QVERIFY2(outcome.err.contains("nowhere/report.md"), outcome.err);

    // A folder of that name cannot be replaced by a file, for root neither.
    const QString taken = path(QStringLiteral("taken.md"));
    QVERIFY(QDir().mkpath(taken));
    QFile old(taken + QStringLiteral("/old"));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("as it was");
    old.close();
    QCOMPARE(run({QStringLiteral("-"), QStringLiteral("-o"), taken}, small).status,
             int(cli::UnwritableOutput));
    QCOMPARE(fileText(taken + QStringLiteral("/old")), QByteArray("as it was"));
}

QTEST_MAIN(TestReportCommand)
#include "tst_report.moc"
