// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/line_diff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stratoplan::sam;

namespace {

/// "-old", "+new", " same" with the numbers of both texts.
QString described(const std::vector<DiffLine> &lines)
{
    QStringList all;
    for (const DiffLine &line : lines) {
        const QChar mark = line.kind == DiffLine::Kind::Same ? QLatin1Char(' ')
            : line.kind == DiffLine::Kind::Added             ? QLatin1Char('+')
                                                             : QLatin1Char('-');
        all.append(mark + QString::fromUtf8(line.text).trimmed()
                   + QStringLiteral("@%1,%2").arg(line.before).arg(line.after));
    }
    return all.join(QLatin1Char('|'));
}

QStringList wordsOf(const QString &line, const QList<TextRange> &ranges)
{
    QStringList words;
    for (const TextRange &range : ranges)
        words.append(line.mid(range.begin, range.size));
    return words;
}

} // namespace

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("equal") << QByteArray("a\nb\n") << QByteArray("a\nb\n")
                               << QStringLiteral(" a@1,1| b@2,2");
        QTest::newRow("changed") << QByteArray("a\nb\nc\n") << QByteArray("a\nB\nc\n")
                                 << QStringLiteral(" a@1,1|-b@2,0|+B@0,2| c@3,3");
        // Removed lines of one change come before the added ones.
        QTest::newRow("two changed") << QByteArray("a\nb\nc\n") << QByteArray("A\nB\nc\n")
                                     << QStringLiteral("-a@1,0|-b@2,0|+A@0,1|+B@0,2| c@3,3");
        QTest::newRow("last line break")
            << QByteArray("a\nb") << QByteArray("a\nb\n") << QStringLiteral(" a@1,1|-b@2,0|+b@0,2");
        QTest::newRow("from nothing")
            << QByteArray() << QByteArray("a\n") << QStringLiteral("+a@0,1");
    }
    void lines()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, expected);
        QCOMPARE(described(lineDiff(before, after)), expected);
    }

    // Whatever the texts, the lines of the diff put both together again, in order.
    void bothTextsAreInIt()
    {
        const quint32 seed = 20261126;
        QRandomGenerator random(seed);
        for (int round = 0; round < 300; ++round) {
            const auto text = [&] {
                QByteArray made;
                const int lines = random.bounded(12);
                for (int i = 0; i < lines; ++i)
                    made += QByteArray(1, char('a' + random.bounded(4))) + '\n';
                return made;
            };
            const QByteArray before = text();
            const QByteArray after = text();
            QByteArray old;
            QByteArray fresh;
            int oldLine = 0;
            int freshLine = 0;
            for (const DiffLine &line : lineDiff(before, after)) {
                if (line.kind != DiffLine::Kind::Added) {
                    old += line.text;
                    QCOMPARE(line.before, ++oldLine);
                }
                if (line.kind != DiffLine::Kind::Removed) {
                    fresh += line.text;
                    QCOMPARE(line.after, ++freshLine);
                }
            }
            QVERIFY2(old == before && fresh == after,
                     qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
        }
    }

    void words_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("old");
        QTest::addColumn<QStringList>("fresh");
        QTest::newRow("a number") << QStringLiteral("MemorySize: 512")
                                  << QStringLiteral("MemorySize: 1024")
                                  << QStringList{QStringLiteral("512")}
                                  << QStringList{QStringLiteral("1024")};
        QTest::newRow("nothing") << QStringLiteral("a b") << QStringLiteral("a b") << QStringList{}
                                 << QStringList{};
        QTest::newRow("an item") << QStringLiteral("[a, b]") << QStringLiteral("[a, b, c]")
                                 << QStringList{} << QStringList{QStringLiteral(", c")};
        QTest::newRow("neighbours are one")
            << "Handler: old name.x"
            << "Handler: new word.x" << QStringList{QStringLiteral("old name")}
            << QStringList{QStringLiteral("new word")};
        QTest::newRow("all") << QStringLiteral("alpha") << QStringLiteral("beta")
                             << QStringList{QStringLiteral("alpha")}
                             << QStringList{QStringLiteral("beta")};
    }
    void words()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const ChangedWords changed = changedWords(before, after);
        QTEST(wordsOf(before, changed.before), "old");
        QTEST(wordsOf(after, changed.after), "fresh");
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_line_diff.moc"
