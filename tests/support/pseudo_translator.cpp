// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pseudo_translator.h"

#include <QRegularExpression>

namespace stratoplan::test {

namespace {

constexpr QChar opening{0x27E6};
constexpr QChar closing{0x27E7};
constexpr qsizetype longestPadding = 8;

QString accented(const QString &text)
{
    static const QString plain = QStringLiteral("aceiounyACEIOUNY");
    static const QString marked = QStringLiteral("áçéíóúñýÁÇÉÍÓÚÑÝ");
    QString result = text;
    for (QChar &c : result) {
        if (const qsizetype at = plain.indexOf(c); at >= 0)
            c = marked.at(at);
    }
    return result;
}

} // namespace

QString PseudoTranslator::pseudo(const QString &text)
{
    static const QRegularExpression kept(
        QStringLiteral("%L?\\d+|%n|%%|\\{\\w+\\}|<[^>]*>|&[a-z]+;|\\(\\*[^)]*\\)"));
    QString body;
    qsizetype at = 0;
    QRegularExpressionMatchIterator found = kept.globalMatch(text);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        body += accented(text.mid(at, match.capturedStart() - at)) + match.captured();
        at = match.capturedEnd();
    }
    body += accented(text.mid(at));
    const qsizetype padding = std::max<qsizetype>(1, text.size() * 3 / 10 - 2);
    // Longer languages have more words and longer ones, but no word of half a line.
    QString rest(padding, QLatin1Char('~'));
    for (qsizetype end = longestPadding; end < rest.size(); end += longestPadding)
        rest[end] = QLatin1Char(' ');
    return opening + body + rest + closing;
}

bool PseudoTranslator::isPseudo(const QString &text)
{
    return text.contains(opening) && text.contains(closing);
}

QString PseudoTranslator::translate(const char *context, const char *sourceText,
                                    const char * /*disambiguation*/, int n) const
{
    // Qt's own texts come from Qt's own translations.
    const QLatin1String from(context);
    if (from.startsWith(QLatin1String("Q")) && from != QLatin1String("Quantities"))
        return {};
    QString text = pseudo(QString::fromUtf8(sourceText));
    if (n >= 0)
        text.replace(QLatin1String("%n"), QString::number(n));
    return text;
}

} // namespace stratoplan::test
