// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/writer.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace stratoplan::yaml {

namespace {

constexpr qsizetype longestLine = 100;

/// Words that YAML 1.1 takes for a boolean or nothing when they are plain.
constexpr std::array reservedWords{
    QLatin1String("y"),    QLatin1String("n"),     QLatin1String("yes"),
    QLatin1String("no"),   QLatin1String("on"),    QLatin1String("off"),
    QLatin1String("true"), QLatin1String("false"), QLatin1String("null"),
};

bool isLetter(QChar c)
{
    return c.isLetter() || c.isSurrogate();
}

/// Narrower than YAML: nothing that any reader could take for something else, in a flow list
/// either.
bool mayBePlain(const QString &text, bool isInFlow)
{
    const QLatin1String marks(isInFlow ? " _-./()+" : " _-./()+,?!;'%&=");
    if (text.isEmpty() || text.endsWith(QLatin1Char(' ')) || text.endsWith(QLatin1Char(':')))
        return false;
    const QChar first = text.at(0);
    if (!isLetter(first) && first != QLatin1Char('_') && first != QLatin1Char('/'))
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isHarmless = isLetter(c) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
            || marks.contains(c) || (c == QLatin1Char(':') && text.at(i + 1) != QLatin1Char(' '));
        if (!isHarmless)
            return false;
    }
    return std::none_of(reservedWords.begin(), reservedWords.end(), [&](QLatin1String word) {
        return text.compare(word, Qt::CaseInsensitive) == 0;
    });
}

/// Several lines that a literal block gives back exactly, whichever reader reads it.
bool fitsLiteral(const QString &text)
{
    if (!text.contains(QLatin1Char('\n')) || text.at(0).isSpace()
        || text.endsWith(QLatin1String("\n\n")))
        return false;
    const QStringView body = text.endsWith(QLatin1Char('\n')) ? QStringView(text).chopped(1) : text;
    if (body.back().isSpace())
        return false;
    return std::all_of(body.begin(), body.end(), [](QChar c) {
        const bool isOtherBreak = c == QChar(0x85) || c == QChar(0x2028) || c == QChar(0x2029);
        return c == QLatin1Char('\n') || c == QLatin1Char('\t')
            || (c >= QLatin1Char(' ') && !(c >= QChar(0x7F) && c < QChar(0xA0)) && !isOtherBreak
                && c != QChar(0xFEFF) && c < QChar(0xFFFE));
    });
}

} // namespace

QByteArray quotedText(const QString &text)
{
    QString out = QStringLiteral("\"");
    for (const uint code : text.toUcs4()) {
        if (code == '"')
            out += QStringLiteral("\\\"");
        else if (code == '\\')
            out += QStringLiteral("\\\\");
        else if (code == '\n')
            out += QStringLiteral("\\n");
        else if (code == '\t')
            out += QStringLiteral("\\t");
        else if (code < 0x20 || (code >= 0x7F && code < 0xA0))
            out += QStringLiteral("\\x%1").arg(code, 2, 16, QLatin1Char('0'));
        else if (code == 0x2028 || code == 0x2029 || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE)
            out += QStringLiteral("\\U%1").arg(code, 8, 16, QLatin1Char('0'));
        else
            out += QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
    }
    return (out + QLatin1Char('"')).toUtf8();
}

QByteArray scalarText(const QString &text)
{
    return mayBePlain(text, true) ? text.toUtf8() : quotedText(text);
}

QByteArray scalarText(double number, bool keepsType)
{
    QByteArray text = QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    if (text.contains('.') || text.contains('n') || text.contains('i'))
        return text;
    const qsizetype exponent = text.indexOf('e');
    if (exponent >= 0)
        return text.insert(exponent, ".0");
    return keepsType ? text + ".0" : text;
}

void Writer::line(const QByteArray &text)
{
    if (m_atDash) {
        m_out += QByteArray(m_indentation - 2, ' ') + "- ";
        m_atDash = false;
    } else {
        m_out += QByteArray(m_indentation, ' ');
    }
    m_out += text + '\n';
}

void Writer::entry(const QString &key, const QByteArray &value)
{
    line(scalarText(key) + ": " + value);
}

void Writer::text(const QString &key, const QString &text)
{
    if (!fitsLiteral(text)) {
        entry(key, mayBePlain(text, false) ? text.toUtf8() : quotedText(text));
        return;
    }
    const bool endsLine = text.endsWith(QLatin1Char('\n'));
    line(scalarText(key) + (endsLine ? ": |" : ": |-"));
    m_indentation += 2;
    raw(endsLine ? text.toUtf8() : text.toUtf8() + '\n');
    m_indentation -= 2;
}

void Writer::items(const QString &key, const QList<QByteArray> &values)
{
    const QByteArray list = '[' + values.join(", ") + ']';
    const QByteArray name = scalarText(key);
    if (m_indentation + name.size() + 2 + list.size() <= longestLine) {
        line(name + ": " + list);
        return;
    }
    line(name + ':');
    for (const QByteArray &value : values)
        line("  - " + value);
}

void Writer::beginMapping(const QString &key)
{
    line(scalarText(key) + ':');
    m_indentation += 2;
}

void Writer::endMapping()
{
    m_indentation -= 2;
}

void Writer::beginList(const QString &key)
{
    line(scalarText(key) + ':');
    m_indentation += 2;
}

void Writer::endList()
{
    m_indentation -= 2;
}

void Writer::beginItem()
{
    m_indentation += 2;
    m_atDash = true;
}

void Writer::endItem()
{
    m_indentation -= 2;
}

void Writer::raw(const QByteArray &lines)
{
    qsizetype begin = 0;
    while (begin < lines.size()) {
        qsizetype end = lines.indexOf('\n', begin);
        if (end < 0)
            end = lines.size();
        const QByteArray content = lines.mid(begin, end - begin);
        if (content.isEmpty())
            m_out += '\n';
        else
            line(content);
        begin = end + 1;
    }
}

void Writer::space()
{
    m_out += '\n';
}

} // namespace stratoplan::yaml
