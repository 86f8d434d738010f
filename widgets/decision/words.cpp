// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/words.h"

#include <QLocale>

namespace stratoplan::decision {

QString translated(const QString &text)
{
    return text.isEmpty() ? text
                          : QCoreApplication::translate("DecisionTree", text.toUtf8().constData());
}

QString answerLabel(const CombStep &step)
{
    if (step.answer.answer.isEmpty())
        return {};
    if (step.answer.answer == step.down)
        return translated(step.downLabel);
    for (const CombExit &way : step.exits) {
        if (way.answer == step.answer.answer)
            return translated(way.label);
    }
    return step.answer.answer;
}

QString sourceOf(const Answer &answer)
{
    switch (answer.from) {
    case AnswerFrom::User: {
        QStringList parts;
        parts.append(answer.by.isEmpty() ? Words::tr("answered here") : answer.by);
        if (answer.date.isValid())
            parts.append(QLocale().toString(answer.date, QLocale::ShortFormat));
        return parts.join(QStringLiteral(", "));
    }
    case AnswerFrom::Drawing:
        return Words::tr("from the drawing");
    case AnswerFrom::Template:
        return Words::tr("from the template");
    case AnswerFrom::Open:
        break;
    }
    return Words::tr("open");
}

QString sourceIcon(const Answer &answer)
{
    switch (answer.from) {
    case AnswerFrom::User:
        return QStringLiteral("person");
    case AnswerFrom::Drawing:
        return QStringLiteral("evidence");
    case AnswerFrom::Template:
        return QStringLiteral("template");
    case AnswerFrom::Open:
        break;
    }
    return QStringLiteral("question");
}

QString labelOf(const Branch &branch)
{
    return branch.label.isEmpty() ? branch.answer : translated(branch.label);
}

QChar keyOf(const Question &question, const QString &answer)
{
    QString taken;
    for (const Branch &branch : question.branches) {
        QChar key;
        for (const QChar letter : branch.answer.toUpper()) {
            if (letter.isLetterOrNumber() && !taken.contains(letter)) {
                key = letter;
                break;
            }
        }
        if (branch.answer == answer)
            return key;
        taken.append(key);
    }
    return {};
}

QString money(double usd)
{
    return QLatin1Char('$') + QLocale().toString(usd, 'f', 2);
}

} // namespace stratoplan::decision
