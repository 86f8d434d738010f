// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace stratoplan;
using namespace stratoplan::report;

namespace {

Contents sample()
{
    Contents contents;
    contents.title = QStringLiteral("Orders & <more>");
    contents.subtitle = QStringLiteral("Architecture review");
    contents.version = QStringLiteral("0.4");
    contents.date = QStringLiteral("2026-11-23");
    contents.footer = QStringLiteral("price book 2026-10");
    Table table;
    table.caption = QStringLiteral("By memory");
    table.columns = {{QStringLiteral("Memory"), true}, {QStringLiteral("Remark"), false}};
    table.rows = {{QStringLiteral("128 MB"), QStringLiteral("a|b")},
                  {QStringLiteral("512 MB"), QStringLiteral("chosen")}};
    table.emphasized = 1;
    FindingList findings;
    findings.entries = {
        {Severity::High,
         false,
         false,
         QStringLiteral("high"),
         QStringLiteral("FLOW-005"),
         QStringLiteral("A waits for B"),
         {QStringLiteral("Both are billed."), QStringLiteral("Use a queue.")}},
        {Severity::Low,
         true,
         false,
         QStringLiteral("unanswered"),
         QStringLiteral("CAP-012"),
         QStringLiteral("How many connections?"),
         {}},
        {Severity::Medium,
         false,
         true,
         QStringLiteral("accepted"),
         QStringLiteral("CAP-018"),
         QStringLiteral("Tight"),
         {QStringLiteral("Accepted: small")}},
    };
    contents.verdict = QStringLiteral("One thing is wrong.");
    contents.score.items = {
        {ScoreItem::Open, Severity::High, 1, QStringLiteral("high")},
        {ScoreItem::Accepted, Severity::Info, 0, QStringLiteral("accepted")},
    };
    contents.reviewers = {QStringLiteral("Ada"), QStringLiteral("Bob")};
    contents.sections = {
        {QStringLiteral("Summary"),
         QStringLiteral("summary"),
         false,
         {Heading{2, QStringLiteral("Key"), QStringLiteral("key"), false},
          Paragraph{QStringLiteral("Plain *text* with_marks"), false},
          Bullets{{QStringLiteral("one"), QStringLiteral("two")}},
          KeyFigures{{{QStringLiteral("Cost"), QStringLiteral("$12.33")}}}, table, findings,
          Figure{QStringLiteral("drawing"),
                 FigureKind::Drawing,
                 {},
                 QStringLiteral("The picture"),
                 false,
                 false},
          Figure{QStringLiteral("absent"),
                 FigureKind::Cost,
                 {},
                 QStringLiteral("Not drawn"),
                 true,
                 false}}},
    };
    return contents;
}

const QByteArray svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                       "width=\"10\" height=\"10\"><title>t</title></svg>";

} // namespace

class TestMarkup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The HTML is written so that an XML reader, which forgives nothing, can walk it too; only the
    // doctype and the two void elements of the head are HTML's own.
    void htmlIsWellFormed()
    {
        QByteArray html = toHtml(sample(), {{QStringLiteral("drawing"), svg}});
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        html.replace("<!DOCTYPE html>", "");
        html.replace("charset=\"utf-8\">", "charset=\"utf-8\"/>");
        html.replace("initial-scale=1\">", "initial-scale=1\"/>");
        QXmlStreamReader reader(html);
        int rows = 0;
        int figures = 0;
        int findings = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement())
                continue;
            rows += reader.name() == QLatin1String("tr");
            figures += reader.name() == QLatin1String("figure");
            findings += reader.name() == QLatin1String("li") && reader.attributes().isEmpty()
                && reader.lineNumber() > 0;
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(rows, 3); // the head and two rows
        QCOMPARE(figures, 1); // the one that is missing leaves no gap
        QVERIFY(findings >= 3);
    }

    void htmlEscapesAndMarks()
    {
        const QString html
            = QString::fromUtf8(toHtml(sample(), {{QStringLiteral("drawing"), svg}}));
        QVERIFY(html.contains(QLatin1String("Orders &amp; &lt;more&gt;")));
        QVERIFY(html.contains(QLatin1String("<tr class=\"chosen\">")));
        QVERIFY(html.contains(QLatin1String("<th scope=\"row\" class=\"n\">512 MB</th>")));
        QVERIFY(html.contains(QLatin1String("<td>chosen</td>")));
        QVERIFY(html.contains(QLatin1String("<html lang=\"en\">")));
        QVERIFY(html.contains(QLatin1String("<div class=\"high\"><dt>high</dt><dd>1</dd>")));
        QVERIFY(html.contains(QLatin1String("<div class=\"none\"><dt>accepted</dt><dd>0</dd>")));
        QVERIFY(html.contains(QLatin1String("word high")));
        QVERIFY(html.contains(QLatin1String("word unanswered")));
        QVERIFY(html.contains(QLatin1String("word accepted")));
        QVERIFY(html.contains(QLatin1String("<svg xmlns")));
        QVERIFY(!html.contains(QLatin1String("<?xml")));
        QVERIFY(!html.contains(QLatin1String("http://"))
                || html.count(QLatin1String("http://")) == 1);
        QVERIFY(!html.contains(QLatin1String("Not drawn")));
    }

    void markdown()
    {
        const QString text = QString::fromUtf8(toMarkdown(sample()));
        const QString expected = QStringLiteral(
            "# Orders & \\<more\\>\n\n"
            "*Architecture review · Version 0.4 · 2026-11-23 · price book 2026-10*\n\n"
            "Reviewers: Ada, Bob\n\n"
            "One thing is wrong.\n\n"
            "high 1 · accepted 0\n\n"
            "## Summary\n\n"
            "### Key\n\n"
            "Plain \\*text\\* with\\_marks\n\n"
            "- one\n- two\n\n"
            "- Cost: **$12.33**\n\n"
            "**By memory**\n\n"
            "| Memory | Remark |\n| ---: | --- |\n| 128 MB | a\\|b |\n| **512 MB** | **chosen** "
            "|\n\n"
            "- **FLOW-005** high: A waits for B Both are billed. Use a queue.\n"
            "- **CAP-012** unanswered: How many connections?\n"
            "- **CAP-018** accepted: Tight Accepted: small\n\n"
            "*Figure drawing: The picture*\n\n"
            "*Figure absent: Not drawn*\n");
        QCOMPARE(text, expected);
    }

    // Rules for dark screens hold on screens alone: what is printed is on white paper.
    void darkFiguresAreOnScreensAlone()
    {
        const QByteArray rule = "figure svg [fill=\"#ffffff\"] { fill: #1c2129 }\n";
        QVERIFY(toHtml(sample(), {}, rule)
                    .contains("@media screen and (prefers-color-scheme: dark) {\n" + rule + "}"));
        QVERIFY(!toHtml(sample(), {}).contains("#1c2129 }\n}"));
    }

    void sameInputSameBytes()
    {
        QCOMPARE(toHtml(sample(), {}), toHtml(sample(), {}));
        QCOMPARE(toMarkdown(sample()), toMarkdown(sample()));
    }
};

QTEST_GUILESS_MAIN(TestMarkup)
#include "tst_markup.moc"
