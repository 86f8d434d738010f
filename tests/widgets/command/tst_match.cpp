// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command/entry.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace stratoplan::command;

class TestMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The letters that were typed, as places in the text; -1 alone = does not fit.
    void fits_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("at");
        const auto row = [](const char *pattern, const char *text, const QList<int> &at) {
            QTest::addRow("%s in %s", pattern, text)
                << QString::fromUtf8(pattern) << QString::fromUtf8(text) << at;
        };
        const QList<int> no{-1};
        row("", "Save", {});
        row("save", "Save", {0, 1, 2, 3});
        row("SA", "Save as", {0, 1});
        row("fs", "Fit the selection", {0, 8});
        row("fsel", "Fit the selection", {0, 8, 9, 10});
        row("cp", "chargePayment", {0, 6});
        row("b2", "bucket2", {0, 6});
        // One run may begin inside a word, a second one may not.
        row("pay", "Repayment", {2, 3, 4});
        row("rment", "Repayment", {0, 5, 6, 7, 8});
        row("emn", "Repayment", no);
        // The letters stand where they count most, not where they come first.
        row("ma", "Remove all margins", {11, 12});
        row("oq", "orders-out-queue", {0, 11});
        // Words in any order, each anywhere.
        row("selection fit", "Fit the selection", {0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        row("zoom x", "Zoom in", no);
        row("saves", "Save", no);
        row("größe", "Größe ändern", {0, 1, 2, 3, 4});
        row("Ä", "Größe ändern", {6});
    }
    void fits()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(QList<int>, at);
        const std::optional<Match> found = match(pattern, text);
        QCOMPARE(found ? found->at : QList<int>{-1}, at);
    }

    /// Of two texts the first fits better.
    void ranks_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const char *pattern, const char *better, const char *worse) {
            QTest::addRow("%s: %s before %s", pattern, better, worse)
                << QString::fromUtf8(pattern) << QString::fromUtf8(better)
                << QString::fromUtf8(worse);
        };
        row("save", "Save", "Save as"); // the whole text
        row("sav", "Save", "Select all versions"); // what begins so before initials
        row("redo", "Redo", "Reduce orders"); // one run before several
        row("order", "orders-queue", "reorder"); // the beginning before the inside
        row("queue", "orders queue", "requeue"); // the beginning of a word before its inside
        row("queue", "queue-orders", "orders-queue"); // the beginning of the text before a word's
        row("order", "order queue", "orders queue"); // a whole word before a part
        row("pal", "Palette", "Palettes"); // more of the text
    }
    void ranks()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto entry = [](const QString &title) {
            Entry one;
            one.title = title;
            return one;
        };
        for (const bool swapped : {false, true}) {
            const QList<Entry> entries{entry(swapped ? worse : better),
                                       entry(swapped ? better : worse)};
            const QList<Ranked> found = ranked(entries, pattern);
            QCOMPARE(found.size(), 2);
            QCOMPARE(entries.at(found.first().entry).title, better);
        }
    }

    /// The best of all ways to place the letters, tried out one by one, scores as much: on random
    /// words of few letters, so that there are many ways.
    void noWayScoresMoreThanTheFound()
    {
        QRandomGenerator random(20260726);
        const QString letters = QStringLiteral("abB -");
        const auto word = [&](int most, const QString &from) {
            QString text;
            for (int i = random.bounded(1, most + 1); i > 0; --i)
                text += from.at(random.bounded(int(from.size())));
            return text;
        };
        int fitting = 0;
        for (int round = 0; round < 3000; ++round) {
            const QString typed = word(4, QStringLiteral("ab"));
            const QString text = word(9, letters);
            const std::optional<Match> found = matchWord(typed, text);
            std::optional<int> best;
            const std::function<void(int, int, int, int, int)> place
                = [&](int letter, int from, int before, int slips, int score) {
                      if (letter == typed.size()) {
                          const bool ends
                              = before + 1 == text.size() || !text[before + 1].isLetterOrNumber();
                          const int total
                              = score + (ends ? 4 : 0) + (typed.size() == text.size() ? 8 : 0);
                          best = std::max(best.value_or(total), total);
                          return;
                      }
                      for (int i = from; i < text.size(); ++i) {
                          if (text[i].toLower() != typed[letter])
                              continue;
                          const bool isStart = i == 0 || !text[i - 1].isLetter()
                              || (text[i].isUpper() && text[i - 1].isLower());
                          const bool goesOn = letter > 0 && before == i - 1;
                          const int slip = !isStart && !goesOn ? 1 : 0;
                          if (slips + slip > 1)
                              continue;
                          int gain = i == 0 ? 14 : goesOn ? 10 : isStart ? 9 : -4;
                          if (letter == 0)
                              gain -= std::min(i, 4);
                          place(letter + 1, i + 1, i, slips + slip, score + gain);
                      }
                  };
            place(0, 0, -2, 0, 0);
            const QByteArray what = (typed + QStringLiteral(" in ") + text).toUtf8();
            QVERIFY2(found.has_value() == best.has_value(), what);
            if (!found)
                continue;
            ++fitting;
            QVERIFY2(found->score == *best, what);
            // And the places it names are those letters.
            QString there;
            for (const int at : found->at)
                there += text[at].toLower();
            QCOMPARE(there, typed);
        }
        QVERIFY(fitting > 500);
    }

    void theDetailCountsLessAndWhatCannotBeRunComesLater()
    {
        Entry inDetail;
        inDetail.title = QStringLiteral("Orders");
        inDetail.detail = QStringLiteral("Queue");
        Entry inTitle;
        inTitle.title = QStringLiteral("the queue");
        Entry disabled = inTitle;
        disabled.enabled = false;
        const QList<Entry> entries{inDetail, disabled, inTitle};
        QList<qsizetype> order;
        for (const Ranked &one : ranked(entries, QStringLiteral("queue")))
            order.append(one.entry);
        QCOMPARE(order, (QList<qsizetype>{2, 1, 0}));
        // Words may fit one the title, one the detail.
        QCOMPARE(ranked(entries, QStringLiteral("orders queue")).size(), 1);
        order.clear();
        for (const Ranked &one : ranked(entries, QString()))
            order.append(one.entry);
        QCOMPARE(order, (QList<qsizetype>{0, 1, 2}));
    }
};

QTEST_MAIN(TestMatch)
#include "tst_match.moc"
