// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include "tests/support/corpus.h"

#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

const char *const design = R"(stratoplan: 1
title: Jobs
functions:
  - { name: Work, id: 1, memory: 512, subnets: [inner] }
services:
  - { name: Jobs, id: 2, kind: queue, label: "Jobs & more" }
connections:
  - { id: 3, from: Jobs, to: Work, role: trigger }
vpcs:
  - { name: net, id: 4, cidrs: [10.0.0.0/24] }
zones:
  - { name: zone, id: 5, vpc: net, zone: us-east-1a }
subnets:
  - { name: inner, id: 6, vpc: net, zone: zone, cidr: 10.0.0.0/26 }
)";

Outcome run(const QStringList &arguments, const QByteArray &input = design)
{
    return runCommand(QStringList{QStringLiteral("diagram"), QStringLiteral("-")}
                          + QStringList{QStringLiteral("-o")} + arguments,
                      input);
}

} // namespace

class TestDiagramCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void svgToStandardOutput();
    void formats_data();
    void formats();
    void themes();
    void failures();

private:
    QTemporaryDir m_folder;
};

// The contract of the drawing: a group for each element with its kind, its container and its name.
void TestDiagramCommand::svgToStandardOutput()
{
    const Outcome outcome = run({QStringLiteral("-")});
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.err, QByteArray());
    QXmlStreamReader reader(outcome.out);
    QStringList groups;
    QStringList texts;
    QString group;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        if (attributes.hasAttribute(QLatin1String("data-kind")))
            group = QStringList{attributes.value(QLatin1String("id")).toString(),
                                attributes.value(QLatin1String("data-kind")).toString(),
                                attributes.value(QLatin1String("data-parent")).toString()}
                        .join(QLatin1Char('|'));
        else if (reader.name() == QLatin1String("title") && !group.isEmpty())
            groups.append(std::exchange(group, {}) + QLatin1Char('|') + reader.readElementText());
        else if (reader.name() == QLatin1String("text"))
            texts.append(reader.readElementText());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    groups.sort();
    QCOMPARE(
        groups,
        (QStringList{QStringLiteral("Jobs--Work|connection||Jobs->Work"),
                     QStringLiteral("Jobs|queue||Jobs"), QStringLiteral("Work|function|inner|Work"),
                     QStringLiteral("inner|subnet|zone|inner"), QStringLiteral("net|vpc||net"),
                     QStringLiteral("zone|zone|net|zone")}));
    QVERIFY2(texts.contains(QStringLiteral("Jobs & more")), qPrintable(texts.join(u'\n')));
    QVERIFY(texts.contains(QStringLiteral("Work")));
    QCOMPARE(run({QStringLiteral("-")}).out, outcome.out);
}

void TestDiagramCommand::formats_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("svg") << QStringLiteral("svg") << QByteArray("<?xml");
    QTest::newRow("png") << QStringLiteral("png") << QByteArray("\x89PNG");
    QTest::newRow("pdf") << QStringLiteral("pdf") << QByteArray("%PDF-1.");
}

void TestDiagramCommand::formats()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, begins);
    QByteArray written;
    for (const char *name : {"one.", "two."}) {
        const QString file = m_folder.filePath(QLatin1String(name) + suffix);
        QCOMPARE(run({file}).status, int(cli::Done));
        const QByteArray bytes = fileText(file);
        QVERIFY2(bytes.startsWith(begins), bytes.left(20));
        QVERIFY(written.isEmpty() || written == bytes);
        written = bytes;
    }
    if (suffix != QLatin1String("png"))
        return;
    // Two pixels for each of the drawing's own.
    const QImage image = QImage::fromData(written);
    QXmlStreamReader svg(run({QStringLiteral("-")}).out);
    QVERIFY(svg.readNextStartElement());
    QCOMPARE(image.width(), svg.attributes().value(QLatin1String("width")).toInt() * 2);
    QCOMPARE(image.height(), svg.attributes().value(QLatin1String("height")).toInt() * 2);
}

void TestDiagramCommand::themes()
{
    const QByteArray light
        = run({QStringLiteral("-"), QStringLiteral("--theme"), QStringLiteral("light")}).out;
    const QByteArray dark
        = run({QStringLiteral("-"), QStringLiteral("--theme"), QStringLiteral("dark")}).out;
    QCOMPARE(run({QStringLiteral("-")}).out, light);
    QVERIFY(!dark.isEmpty() && dark != light);
}

void TestDiagramCommand::failures()
{
    const Outcome suffix = run({QStringLiteral("x.gif")});
    QCOMPARE(suffix.status, int(cli::BadCommandLine));
    QVERIFY2(suffix.err.contains(".svg, .png or .pdf"), suffix.err);
    QCOMPARE(run({QStringLiteral("-"), QStringLiteral("--theme"), QStringLiteral("blue")}).status,
             int(cli::BadCommandLine));
    const Outcome input = run({QStringLiteral("-")}, "stratoplan: 1\nfunctions: 7\n");
    QCOMPARE(input.status, int(cli::UnreadableInput));
    QCOMPARE(input.out, QByteArray());

    const QString taken = m_folder.filePath(QStringLiteral("taken.svg"));
    QVERIFY(QDir().mkpath(taken));
    QCOMPARE(run({taken}).status, int(cli::UnwritableOutput));
    QVERIFY(QDir(taken).exists());
    QCOMPARE(run({m_folder.filePath(QStringLiteral("nowhere/x.svg"))}).status,
             int(cli::UnwritableOutput));
}

QTEST_MAIN(TestDiagramCommand)
#include "tst_diagram.moc"
