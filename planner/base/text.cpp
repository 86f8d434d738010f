// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace stratoplan {

namespace {

QString shown(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
    case QMetaType::Float:
        return number(value.toDouble());
    case QMetaType::QStringList:
        return value.toStringList().join(QStringLiteral(", "));
    case QMetaType::QVariantList: {
        QStringList parts;
        const QVariantList list = value.toList();
        for (const QVariant &part : list)
            parts.append(shown(part));
        return parts.join(QStringLiteral(", "));
    }
    default:
        return value.toString();
    }
}

} // namespace

QString number(double value, int decimals)
{
    QString text = QLocale::c().toString(value, 'f', decimals);
    text.remove(QLatin1Char(','));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QString toString(const Text &text)
{
    if (text.isEmpty())
        return {};
    const QString pattern = QCoreApplication::translate(
        text.context.constData(), text.source.constData(), nullptr, text.count);
    QString out;
    out.reserve(pattern.size() + 32);
    qsizetype at = 0;
    while (at < pattern.size()) {
        const qsizetype open = pattern.indexOf(QLatin1Char('{'), at);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(QLatin1Char('}'), open);
        if (close < 0) {
            out += QStringView(pattern).mid(at);
            break;
        }
        out += QStringView(pattern).mid(at, open - at);
        const QString name = pattern.mid(open + 1, close - open - 1);
        const auto argument = text.args.constFind(name);
        out += argument == text.args.constEnd() ? pattern.mid(open, close - open + 1)
                                                : shown(*argument);
        at = close + 1;
    }
    return out;
}

} // namespace stratoplan
