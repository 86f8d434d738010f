// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/read.h"
#include "tests/support/corpus.h"
#include "tests/support/design_text.h"
#include "widgets/template/code_view.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::templates;

namespace {

using Kind = sam::DiffLine::Kind;

const QByteArray text = R"(Transform: AWS::Serverless-2016-10-31
# what takes money
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: "jobs" # as before
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      MemorySize: 512
      Role: !GetAtt Work.Arn
      Timeout: 10
)";

/// Rows in one line each: sign and text, "~n" for a gap, "." for a filler.
QStringList shown(const std::vector<Row> &rows)
{
    QStringList all;
    for (const Row &row : rows) {
        if (row.kind == Row::Kind::Gap)
            all.append(QStringLiteral("~%1").arg(row.hidden));
        else if (row.kind == Row::Kind::Filler)
            all.append(QStringLiteral("."));
        else
            all.append(QLatin1Char(row.line.kind == Kind::Added         ? '+'
                                       : row.line.kind == Kind::Removed ? '-'
                                                                        : ' ')
                       + row.line.text.trimmed());
    }
    return all;
}

std::vector<Line> linesOf(const QByteArray &before, const QByteArray &after)
{
    std::vector<Line> lines;
    for (const sam::DiffLine &one : sam::lineDiff(before, after)) {
        Line line;
        line.kind = one.kind;
        line.before = one.before;
        line.after = one.after;
        line.text = QString::fromUtf8(one.text).trimmed();
        lines.push_back(line);
    }
    return lines;
}

} // namespace

class TestContent : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    TemplateSource source() const
    {
        const QString path = QStringLiteral("/work/orders.yaml");
        auto read = sam::read(text, path, *m_catalog);
        if (!read)
            qFatal("%s", qPrintable(toString(read.error().first())));
        return {path, text, std::make_shared<const Design>(read->design), text, true, true};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void nothingChangedIsNoLine()
    {
        const TemplateSource from = source();
        const Content content = contentOf(*from.design, &from, *m_catalog);
        QCOMPARE(content.differing, 0);
        QCOMPARE(content.text.after, text);
        QVERIFY(content.text.refusals.isEmpty());
        QCOMPARE(content.lines.size(), size_t(14));
    }

    void oneChangedPropertyIsOneLine()
    {
        const TemplateSource from = source();
        const ElementId charge = from.design->idOf(QStringLiteral("Charge"));
        Edit edit(*from.design);
        edit.set(charge, &Function::memory, MiB{1024});
        const Content content = contentOf(*edit.result(), &from, *m_catalog);
        QCOMPARE(content.differing, 1);
        QByteArray expected = text;
        QCOMPARE(content.text.after, expected.replace("512", "1024"));
        QCOMPARE(shown(changedRows(content.lines)),
                 QStringList(
                     {QStringLiteral("~8"), QStringLiteral(" Type: AWS::Serverless::Function"),
                      QStringLiteral(" Properties:"), QStringLiteral(" Runtime: nodejs24.x"),
                      QStringLiteral("-MemorySize: 512"), QStringLiteral("+MemorySize: 1024"),
                      QStringLiteral(" Role: !GetAtt Work.Arn"), QStringLiteral(" Timeout: 10")}));
        // The word that changed, and whose line it is.
        const auto added = std::find_if(content.lines.begin(), content.lines.end(),
                                        [](const Line &line) { return line.kind == Kind::Added; });
        QVERIFY(added != content.lines.end());
        QCOMPARE(added->changed, QList<sam::TextRange>({{18, 4}}));
        QVERIFY(added->owner);
        QCOMPARE(added->owner->element, charge);
        QCOMPARE(added->owner->icon, QStringLiteral("function"));
        QVERIFY(!added->isDanger);
        QVERIFY(!content.lines[2].owner); // Resources:
        QCOMPARE(content.lines[3].owner->name, QStringLiteral("Jobs"));
        QCOMPARE(content.lines[6].owner->name, QStringLiteral("Jobs"));
    }

    // What was saved in between is no difference any more; what is undone afterwards is one again.
    void differencesAreThoseOfTheFile()
    {
        TemplateSource from = source();
        Edit edit(*from.design);
        edit.set(from.design->idOf(QStringLiteral("Charge")), &Function::memory, MiB{1024});
        const Design changed = *edit.result();
        from.known = contentOf(changed, &from, *m_catalog).text.after;
        QCOMPARE(contentOf(changed, &from, *m_catalog).differing, 0);
        const Content undone = contentOf(*from.design, &from, *m_catalog);
        QCOMPARE(undone.differing, 1);
        QCOMPARE(undone.text.after, text);
    }

    void aLostQueueIsADanger()
    {
        const TemplateSource from = source();
        Edit edit(*from.design);
        edit.remove(from.design->idOf(QStringLiteral("Jobs")));
        const Content content = contentOf(*edit.result(), &from, *m_catalog);
        QCOMPARE(content.text.replaced.size(), 1);
        QCOMPARE(content.text.replaced.first().logicalId, QStringLiteral("Jobs"));
        QVERIFY(content.lines[3].isDanger);
        QCOMPARE(content.lines[3].kind, Kind::Removed);
        QVERIFY(!content.lines[4].isDanger);
    }

    void aDesignWithoutTemplateIsANewOne()
    {
        const Design design = designFromText(QStringLiteral("fn Work 512; queue Jobs -> Work"));
        const Content content = contentOf(design, nullptr, *m_catalog);
        QVERIFY(content.isNew);
        QVERIFY(content.text.after.startsWith("AWSTemplateFormatVersion:"));
        QVERIFY(std::any_of(content.lines.begin(), content.lines.end(), [&](const Line &line) {
            return line.owner && line.owner->element == design.idOf(QStringLiteral("Work"))
                && line.text.contains(QLatin1String("AWS::Serverless::Function"));
        }));
        const Content nothing = contentOf(Design(), nullptr, *m_catalog);
        QVERIFY(nothing.lines.empty());
        QCOMPARE(nothing.text.refusals.size(), 1);
    }

    void piecesAreWhatTheTextSays()
    {
        const auto tree = yaml::parse("# über\nKey: \"a # b\" # c\nÄ: [1, !Ref x, &y true, *y]\n"
                                      "Block: |\n  text # no comment\n",
                                      QString());
        QVERIFY(tree);
        const std::vector<QList<Piece>> lines = piecesOf(*tree);
        QCOMPARE(lines.size(), size_t(5));
        QCOMPARE(lines[0], QList<Piece>({{0, 6, Part::Comment}}));
        QCOMPARE(lines[1],
                 QList<Piece>({{0, 3, Part::Key}, {5, 7, Part::Text}, {13, 3, Part::Comment}}));
        // Columns count characters, not bytes.
        QCOMPARE(lines[2].first(), (Piece{0, 1, Part::Key}));
        QVERIFY(lines[2].contains(Piece{4, 1, Part::Literal}));
        QCOMPARE(lines[2].last().part, Part::Tag);
        QCOMPARE(lines[4].size(), 1);
        QCOMPARE(lines[4].first().part, Part::Text);
    }

    // Every text of the corpus is coloured within its lines.
    void piecesOfTheCorpus()
    {
        const QStringList files = corpusTemplates();
        if (files.isEmpty())
            QSKIP(corpusMissing);
        for (const QString &path : files) {
            const QByteArray content = fileText(path);
            const auto tree = yaml::parse(content, path);
            if (!tree)
                continue;
            const std::vector<QList<Piece>> lines = piecesOf(*tree);
            const QStringList texts = QString::fromUtf8(content).split(QLatin1Char('\n'));
            QVERIFY2(qsizetype(lines.size()) >= texts.size() - 1, qPrintable(path));
            for (size_t i = 0; i < lines.size(); ++i) {
                int end = 0;
                for (const Piece &piece : lines[i]) {
                    QVERIFY2(piece.begin >= end && piece.size > 0, qPrintable(path));
                    end = piece.begin + piece.size;
                }
                QVERIFY2(end <= texts.at(qsizetype(i)).size(), qPrintable(path));
            }
        }
    }

    void rows_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("unified");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        const auto row = [](const char *name, const char *before, const char *after,
                            const char *unified, const char *left, const char *right) {
            QTest::newRow(name) << QByteArray(before).replace(' ', '\n')
                                << QByteArray(after).replace(' ', '\n')
                                << QString::fromUtf8(unified) << QString::fromUtf8(left)
                                << QString::fromUtf8(right);
        };
        row("middle", "a b c d e f g h i ", "a b c d E f g h i ", " a, b, c, d,-e,+E, f, g, h, i",
            " a, b, c, d,-e, f, g, h, i", " a, b, c, d,+E, f, g, h, i");
        row("far", "1 2 a b c d e f g 3 4 ", "1 2 a b c D e f g 3 4 ",
            "~2, a, b, c,-d,+D, e, f, g,~2", "~2, a, b, c,-d, e, f, g,~2",
            "~2, a, b, c,+D, e, f, g,~2");
        row("more on one side", "a b ", "a x y b ", " a,+x,+y, b", " a,.,., b", " a,+x,+y, b");
        row("less", "a x y b ", "a b ", " a,-x,-y, b", " a,-x,-y, b", " a,.,., b");
        row("two for one", "a x b ", "a y z b ", " a,-x,+y,+z, b", " a,-x,., b", " a,+y,+z, b");
    }
    void rows()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const std::vector<Line> lines = linesOf(before, after);
        QTEST(shown(changedRows(lines)).join(QLatin1Char(',')), "unified");
        const Columns columns = changedColumns(lines);
        QTEST(shown(columns.before).join(QLatin1Char(',')), "left");
        QTEST(shown(columns.after).join(QLatin1Char(',')), "right");
        QCOMPARE(columns.before.size(), columns.after.size());
        QString whole;
        for (const Row &row : wholeRows(lines, false))
            whole += row.line.text + QLatin1Char('\n');
        QCOMPARE(whole.toUtf8(), after);
    }

    // WCAG 2.1: text has 4.5 on everything that it stands on.
    void colorsAreReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void colorsAreReadable()
    {
        QFETCH(bool, dark);
        const theme::Theme theme = dark ? theme::dark() : theme::light();
        for (const QColor &ground :
             {theme.color(theme::Token::Surface), theme.color(theme::Token::OkSoft),
              theme.severity(Severity::High).soft}) {
            for (const Part part : {Part::Key, Part::Text, Part::Literal, Part::Tag, Part::Comment})
                QVERIFY2(theme::contrast(colorOf(part, theme), ground) >= 4.5,
                         qPrintable(QStringLiteral("%1 on %2: %3")
                                        .arg(int(part))
                                        .arg(ground.name())
                                        .arg(theme::contrast(colorOf(part, theme), ground))));
        }
    }
};

QTEST_MAIN(TestContent)
#include "tst_content.moc"
