// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "widgets/report/pdf.h"
#include "widgets/report/picture_pen.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::report;

namespace {

/// Runs one of the tools that read PDF; its output, empty when it fails.
QString toolOutput(const QString &tool, const QStringList &arguments)
{
    QProcess process;
    process.start(tool, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Words of each page, line by line from top to bottom.
QList<QStringList> linesOfPages(const QString &file)
{
    QString text = toolOutput(QStringLiteral("pdftotext"),
                              {QStringLiteral("-layout"), file, QStringLiteral("-")});
    text.chop(1); // the form feed after the last page
    QList<QStringList> pages;
    for (const QString &page : text.split(QLatin1Char('\f'))) {
        QStringList lines;
        for (const QString &line : page.split(QLatin1Char('\n'))) {
            if (!line.trimmed().isEmpty())
                lines.append(line.simplified());
        }
        pages.append(lines);
    }
    return pages;
}

QString words(QRandomGenerator &random, int most)
{
    QStringList made;
    for (int i = random.bounded(1, most); i > 0; --i)
        made.append(QStringLiteral("word%1").arg(random.bounded(1000)));
    return made.join(QLatin1Char(' '));
}

Table longTable(QRandomGenerator &random, int rows)
{
    Table table;
    table.caption = QStringLiteral("Rows");
    table.columns = {{QStringLiteral("Firstcolumn"), false}, {QStringLiteral("Second"), true}};
    for (int i = 0; i < rows; ++i)
        table.rows.append({QStringLiteral("row ") + words(random, 20), QString::number(i)});
    return table;
}

/// A report of blocks in a random order and of random length.
Contents randomContents(quint32 seed)
{
    QRandomGenerator random(seed);
    Contents contents;
    contents.title = QStringLiteral("Random");
    contents.subtitle = QStringLiteral("Test");
    for (int s = 0; s < 6; ++s) {
        Section section;
        section.title = QStringLiteral("CHAPTER %1").arg(s + 1);
        section.anchor = section.title;
        section.startsPage = random.bounded(2) == 0;
        for (int b = 0; b < 12; ++b) {
            const int level = random.bounded(2, 4);
            section.blocks.append(
                Heading{level, QStringLiteral("HEADING %1-%2").arg(s + 1).arg(b), {}});
            switch (random.bounded(4)) {
            case 0:
                section.blocks.append(Paragraph{words(random, 200), random.bounded(2) == 0});
                break;
            case 1:
                section.blocks.append(longTable(random, random.bounded(1, 60)));
                break;
            case 2:
                section.blocks.append(Bullets{{words(random, 30), words(random, 60)}});
                break;
            default:
                section.blocks.append(FindingList{{FindingEntry{Severity::High,
                                                                false,
                                                                false,
                                                                QStringLiteral("high"),
                                                                QStringLiteral("X-001"),
                                                                words(random, 40),
                                                                {words(random, 60)}}}});
                break;
            }
        }
        contents.sections.append(section);
    }
    return contents;
}

bool isHeading(const QString &line)
{
    return line.contains(QLatin1String("HEADING ")) || line.contains(QLatin1String("CHAPTER "));
}

} // namespace

class TestPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty()
            || QStandardPaths::findExecutable(QStringLiteral("qpdf")).isEmpty())
            QSKIP("poppler-utils and qpdf are not installed");
        m_catalog = catalog::builtIn().value();
        m_trees = decision::readTrees().value();
    }

    void examples_data();
    void examples();
    void headingsStayWithTheirText_data();
    void headingsStayWithTheirText();
    void tablesRepeatTheirHead();
    void contentsLeadToPages();
    void largeDrawingsAreSplit();
    void sameInputSameBytes();
    void paper_data();
    void paper();
    void aPageOfOnePicture();

private:
    struct Report
    {
        Contents contents;
        Pictures pictures;
        QDate date;
    };

    Report reportOf(const QString &example) const
    {
        QFile file(QStringLiteral(":/examples/") + example);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no such example");
        const auto design
            = std::make_shared<const Design>(store::read(file.readAll(), example).value());
        const Analysis analysis = analyze(design, *m_catalog, m_trees).value();
        Report report;
        report.contents = contents(analysis, *m_catalog);
        report.pictures = picturesOf(report.contents, analysis, *m_catalog, theme::light());
        report.date = design->settings().date;
        return report;
    }

    QString write(const QByteArray &pdf)
    {
        const QString path = m_folder.filePath(QStringLiteral("report-%1.pdf").arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
            qFatal("cannot write to the temporary folder");
        return path;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;
};

void TestPdf::examples_data()
{
    QTest::addColumn<QString>("example");
    QTest::addColumn<QStringList>("inFigures");
    QTest::newRow("order-service")
        << QStringLiteral("order-service.stratoplan")
        << QStringList{QStringLiteral("PaymentProvider"), QStringLiteral("256 MB · p95 65 ms"),
                       QStringLiteral("Is IPv6 egress enough?"), QStringLiteral("in part modelled"),
                       QStringLiteral("10.20.0.64/26")};
    QTest::newRow("primes-2018") << QStringLiteral("primes-2018.stratoplan")
                                 << QStringList{QStringLiteral("24.64")};
}

// What the review board gets: sound, small, with text that can be searched, also in figures.
void TestPdf::examples()
{
    QFETCH(QString, example);
    QFETCH(QStringList, inFigures);
    const Report report = reportOf(example);
    const QByteArray pdf
        = toPdf(report.contents, report.pictures, theme::light(), Paper::A4, report.date);
    QVERIFY2(pdf.size() < 1'000'000, qPrintable(QString::number(pdf.size())));
    const QString file = write(pdf);
    QVERIFY(toolOutput(QStringLiteral("qpdf"), {QStringLiteral("--check"), file})
                .contains(QLatin1String("No syntax or stream encoding errors")));

    const QString fonts = toolOutput(QStringLiteral("pdffonts"), {file});
    const QStringList rows = fonts.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
    QVERIFY(!rows.isEmpty());
    for (const QString &row : rows)
        QVERIFY2(row.simplified().contains(QLatin1String("yes yes yes")), qPrintable(row));
    const QString images = toolOutput(QStringLiteral("pdfimages"), {QStringLiteral("-list"), file});
    QCOMPARE(images.split(QLatin1Char('\n'), Qt::SkipEmptyParts).size(), 2); // two lines of head

    const QString info = toolOutput(QStringLiteral("pdfinfo"), {file});
    QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Title: +")
                                              + QRegularExpression::escape(report.contents.title))),
             qPrintable(info));
    QVERIFY2(info.contains(QLatin1String("Architecture review")), qPrintable(info));

    const QList<QStringList> pages = linesOfPages(file);
    QString all;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        QVERIFY2(pages.at(i).size() >= 4, qPrintable(pages.at(i).join(u'\n'))); // no empty page
        QVERIFY2(
            pages.at(i).last().endsWith(QStringLiteral("%1 of %2").arg(i + 1).arg(pages.size())),
            qPrintable(pages.at(i).last()));
        all += pages.at(i).join(QLatin1Char('\n'));
    }
    for (const QString &text : inFigures)
        QVERIFY2(all.contains(text), qPrintable(text));
}

void TestPdf::headingsStayWithTheirText_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
}

void TestPdf::headingsStayWithTheirText()
{
    QFETCH(quint32, seed);
    const QList<QStringList> pages
        = linesOfPages(write(toPdf(randomContents(seed), {}, theme::light(), Paper::A4, {})));
    QVERIFY(pages.size() > 5);
    int headings = 0;
    // The table of contents, which is nothing but headings, is on the second page or two.
    for (qsizetype i = 4; i < pages.size(); ++i) {
        const QStringList &page = pages.at(i);
        headings += static_cast<int>(std::count_if(page.begin(), page.end(), isHeading));
        // The last line is the foot of the page.
        const QString &last = page.at(page.size() - 2);
        QVERIFY2(!isHeading(last), qPrintable(QStringLiteral("page %1: %2").arg(i + 1).arg(last)));
    }
    QVERIFY(headings > 30);
}

void TestPdf::tablesRepeatTheirHead()
{
    QRandomGenerator random(7);
    Contents contents;
    contents.title = QStringLiteral("Table");
    Section section{QStringLiteral("Rows"), QStringLiteral("rows"), true, {}};
    section.blocks.append(longTable(random, 150));
    contents.sections.append(section);
    const QList<QStringList> pages
        = linesOfPages(write(toPdf(contents, {}, theme::light(), Paper::Letter, {})));
    int heads = 0;
    int rows = 0;
    for (const QStringList &page : pages) {
        const auto begun = page.filter(QRegularExpression(QStringLiteral("^row "))).size();
        const auto head = page.filter(QStringLiteral("Firstcolumn")).size();
        rows += static_cast<int>(begun);
        heads += static_cast<int>(head);
        QCOMPARE(head, begun > 0 ? 1 : 0);
        QVERIFY(begun != 1); // no row stands alone
    }
    QCOMPARE(rows, 150);
    QVERIFY(heads > 2);
}

// The numbers in the table of contents are those of the pages on which the headings stand.
void TestPdf::contentsLeadToPages()
{
    const Report report = reportOf(QStringLiteral("order-service.stratoplan"));
    const QString file
        = write(toPdf(report.contents, report.pictures, theme::light(), Paper::A4, report.date));
    const QList<QStringList> pages = linesOfPages(file);
    const QRegularExpression entry(QStringLiteral("^([0-9.]+) (.+) ([0-9]+)$"));
    int found = 0;
    for (const QString &line : pages.at(1)) {
        const QRegularExpressionMatch match = entry.match(line);
        if (!match.hasMatch())
            continue;
        const QString heading = match.captured(1) + QLatin1Char(' ') + match.captured(2);
        const int page = match.captured(3).toInt();
        QVERIFY2(pages.value(page - 1).contains(heading),
                 qPrintable(QStringLiteral("%1 is not on page %2").arg(heading).arg(page)));
        ++found;
    }
    QVERIFY2(found >= 20, qPrintable(QString::number(found)));

    // Bookmarks and links say the same in the file's own words.
    const QString json = toolOutput(QStringLiteral("qpdf"), {QStringLiteral("--json=1"), file});
    QCOMPARE(json.count(QLatin1String("\"/Subtype\": \"/Link\"")), found);
    QVERIFY(json.contains(QLatin1String("\"/PageMode\": \"/UseOutlines\"")));
    QVERIFY(json.contains(QLatin1String("\"/Lang\": \"en\"")));
}

// A drawing of 3000 x 3000 pixels cannot be read on one page: an overview and parts follow, which
// together show every word of it, each whole on at least one of them.
void TestPdf::largeDrawingsAreSplit()
{
    PicturePen pen(QRectF(0, 0, 3000, 3000), QStringLiteral("Large"));
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 15; ++column)
            pen.text({column * 200.0 + 10, row * 150.0 + 40},
                     QStringLiteral("Box%1x%2").arg(row).arg(column), {15, Qt::black, true});
    }
    Contents contents;
    contents.title = QStringLiteral("Large");
    Section section{QStringLiteral("The design"), QStringLiteral("design"), true, {}};
    section.blocks = {Figure{QStringLiteral("drawing"),
                             FigureKind::Drawing,
                             {},
                             QStringLiteral("All"),
                             false,
                             false},
                      Paragraph{QStringLiteral("After the drawing"), false}};
    contents.sections.append(section);
    const QString file = write(
        toPdf(contents, {{QStringLiteral("drawing"), pen.take()}}, theme::light(), Paper::A4, {}));
    const QList<QStringList> pages = linesOfPages(file);
    QString parts;
    int count = 0;
    for (const QStringList &page : pages) {
        const QString text = page.join(QLatin1Char(' '));
        if (!text.contains(QRegularExpression(QStringLiteral("Part \\d+ of \\d+"))))
            continue;
        ++count;
        parts += text;
    }
    QVERIFY2(count >= 4 && count <= 16, qPrintable(QString::number(count)));
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 15; ++column) {
            const QString name = QStringLiteral("Box%1x%2").arg(row).arg(column);
            QVERIFY2(parts.contains(QRegularExpression(name + QStringLiteral("\\b"))),
                     qPrintable(name));
        }
    }
    QVERIFY(pages.last().join(u' ').contains(QLatin1String("After the drawing")));
}

void TestPdf::sameInputSameBytes()
{
    const Report report = reportOf(QStringLiteral("image-resize.stratoplan"));
    const QByteArray first
        = toPdf(report.contents, report.pictures, theme::light(), Paper::A4, report.date);
    QCOMPARE(toPdf(report.contents, report.pictures, theme::light(), Paper::A4, report.date),
             first);
    const QString info
        = toolOutput(QStringLiteral("pdfinfo"), {QStringLiteral("-rawdates"), write(first)});
    QVERIFY2(info.contains(QStringLiteral("D:") + report.date.toString(QStringLiteral("yyyyMMdd"))),
             qPrintable(info));
}

void TestPdf::paper_data()
{
    QTest::addColumn<int>("paper");
    QTest::addColumn<QString>("size");
    QTest::newRow("a4") << int(Paper::A4) << QStringLiteral("595 x 842 pts (A4)");
    QTest::newRow("letter") << int(Paper::Letter) << QStringLiteral("612 x 792 pts (letter)");
}

void TestPdf::paper()
{
    QFETCH(int, paper);
    QFETCH(QString, size);
    const QString file = write(toPdf(randomContents(1), {}, theme::light(), Paper(paper), {}));
    QVERIFY(toolOutput(QStringLiteral("pdfinfo"), {file}).contains(size));
}

void TestPdf::aPageOfOnePicture()
{
    PicturePen pen(QRectF(0, 0, 400, 200), QStringLiteral("t"));
    pen.text({20, 40}, QStringLiteral("Selectable"), {15, Qt::black});
    const Picture picture = pen.take();
    const QByteArray pdf = toPdfPage(picture, QStringLiteral("One"), QDate(2026, 1, 2));
    QCOMPARE(toPdfPage(picture, QStringLiteral("One"), QDate(2026, 1, 2)), pdf);
    const QString file = write(pdf);
    QCOMPARE(linesOfPages(file), (QList<QStringList>{{QStringLiteral("Selectable")}}));
    QVERIFY(toolOutput(QStringLiteral("pdfinfo"), {file}).contains(QLatin1String("300 x 150 pts")));
}

QTEST_MAIN(TestPdf)
#include "tst_pdf.moc"
