// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree_data.h"

#include <QString>

namespace stratoplan::yaml {

namespace {

/// RFC 8259, without recursion.
class JsonParser
{
public:
    JsonParser(const QByteArray &text, TreeBuilder &builder)
        : m_text(text)
        , m_builder(builder)
        , m_size(static_cast<size_t>(text.size()))
        , m_at(text.startsWith("\xEF\xBB\xBF") ? 3 : 0)
    {
    }

    void run()
    {
        skipSpace();
        if (!value())
            return;
        while (!m_objects.empty()) {
            if (!next())
                return;
        }
        skipSpace();
        if (m_at < m_size)
            expected("the end of the text");
    }

private:
    char peek() const { return m_at < m_size ? m_text.at(static_cast<qsizetype>(m_at)) : '\0'; }
    bool isDigit() const { return peek() >= '0' && peek() <= '9'; }
    void skipSpace()
    {
        while (m_at < m_size
               && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }
    bool expected(const char *what)
    {
        return m_builder.fail(
            m_at, "yaml.syntax",
            Text{STRATOPLAN_TEXT("yaml", "The JSON text is broken here: {what} expected"),
                 {{QStringLiteral("what"), QString::fromLatin1(what)}}});
    }

    TreeBuilder::Start start() const
    {
        TreeBuilder::Start here;
        here.style = Style::Json;
        here.begin = m_at;
        here.contentBegin = m_at;
        return here;
    }

    /// What follows inside the innermost array or object, which is not closed.
    bool next()
    {
        const bool inObject = m_objects.back();
        const char closing = inObject ? '}' : ']';
        skipSpace();
        if (peek() == closing && m_at < m_size) {
            ++m_at;
            m_objects.pop_back();
            m_isFirst = false;
            return m_builder.close(m_at);
        }
        if (!m_isFirst) {
            if (peek() != ',')
                return expected(inObject ? "',' or '}'" : "',' or ']'");
            ++m_at;
            skipSpace();
        }
        m_isFirst = false;
        if (!inObject)
            return value();
        if (peek() != '"')
            return expected("a key in double quotes");
        if (!string())
            return false;
        skipSpace();
        if (peek() != ':')
            return expected("':'");
        ++m_at;
        skipSpace();
        return value();
    }

    bool value()
    {
        switch (peek()) {
        case '{':
        case '[': {
            const bool isObject = peek() == '{';
            if (!m_builder.open(isObject ? Kind::Mapping : Kind::Sequence, start()))
                return false;
            ++m_at;
            m_objects.push_back(isObject);
            m_isFirst = true;
            return true;
        }
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    bool word(QByteArrayView word)
    {
        if (!QByteArrayView(m_text).sliced(static_cast<qsizetype>(m_at)).startsWith(word))
            return expected("a value");
        const TreeBuilder::Start here = start();
        m_at += static_cast<size_t>(word.size());
        return m_builder.scalar(here, m_at, word);
    }

    bool number()
    {
        const TreeBuilder::Start here = start();
        const auto digits = [&] {
            const size_t first = m_at;
            while (isDigit())
                ++m_at;
            return m_at > first;
        };
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return expected(m_at == here.begin ? "a value" : "a digit");
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return expected("a digit");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return expected("a digit");
        }
        return m_builder.scalar(
            here, m_at,
            QByteArrayView(m_text).sliced(static_cast<qsizetype>(here.begin),
                                          static_cast<qsizetype>(m_at - here.begin)));
    }

    std::optional<char16_t> hexUnit()
    {
        unsigned unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = peek();
            if (c >= '0' && c <= '9')
                unit = unit * 16 + static_cast<unsigned>(c - '0');
            else if (c >= 'a' && c <= 'f')
                unit = unit * 16 + static_cast<unsigned>(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                unit = unit * 16 + static_cast<unsigned>(c - 'A' + 10);
            else
                return std::nullopt;
        }
        return static_cast<char16_t>(unit);
    }

    /// Appends the character of `\uXXXX`, or of two of them that are a surrogate pair.
    bool unicodeEscape(QByteArray &decoded, size_t backslash)
    {
        const std::optional<char16_t> first = hexUnit();
        if (!first)
            return expected("four hexadecimal digits");
        QChar units[2] = {QChar(*first), QChar()};
        int count = 1;
        if (units[0].isHighSurrogate() && peek() == '\\'
            && m_text.mid(static_cast<qsizetype>(m_at), 2) == "\\u") {
            m_at += 2;
            const std::optional<char16_t> second = hexUnit();
            if (!second)
                return expected("four hexadecimal digits");
            units[1] = QChar(*second);
            count = 2;
        }
        const bool isPair = count == 2 && units[1].isLowSurrogate();
        if (units[0].isSurrogate() && !isPair) {
            return m_builder.fail(
                backslash, "yaml.encoding",
                Text{STRATOPLAN_TEXT("yaml", "The escape stands for one half of a character"), {}});
        }
        decoded.append(QStringView(units, count).toUtf8());
        return true;
    }

    bool string()
    {
        const TreeBuilder::Start here = start();
        ++m_at;
        const size_t first = m_at;
        bool hasEscapes = false;
        QByteArray decoded;
        size_t copied = m_at;
        while (peek() != '"') {
            if (m_at >= m_size)
                return expected("a closing double quote");
            if (static_cast<unsigned char>(peek()) < 0x20)
                return expected("an escape instead of a control character");
            if (peek() != '\\') {
                ++m_at;
                continue;
            }
            hasEscapes = true;
            const size_t backslash = m_at;
            decoded.append(m_text.constData() + copied, static_cast<qsizetype>(m_at - copied));
            ++m_at;
            const char escape = peek();
            constexpr QByteArrayView names("\"\\/bfnrt");
            constexpr QByteArrayView meanings("\"\\/\b\f\n\r\t");
            const qsizetype known = escape == '\0' ? -1 : names.indexOf(escape);
            if (known >= 0) {
                decoded.append(meanings[known]);
                ++m_at;
            } else if (escape == 'u') {
                ++m_at;
                if (!unicodeEscape(decoded, backslash))
                    return false;
            } else {
                return expected("an escape that JSON knows");
            }
            copied = m_at;
        }
        if (hasEscapes)
            decoded.append(m_text.constData() + copied, static_cast<qsizetype>(m_at - copied));
        const QByteArrayView raw = QByteArrayView(m_text).sliced(
            static_cast<qsizetype>(first), static_cast<qsizetype>(m_at - first));
        ++m_at;
        return m_builder.scalar(here, m_at, hasEscapes ? QByteArrayView(decoded) : raw);
    }

    const QByteArray &m_text;
    TreeBuilder &m_builder;
    size_t m_size;
    size_t m_at;
    std::vector<bool> m_objects; ///< of the open collections: object or array
    bool m_isFirst = false; ///< nothing read yet in the innermost one
};

} // namespace

void parseJson(const QByteArray &text, TreeBuilder &builder)
{
    JsonParser(text, builder).run();
}

} // namespace stratoplan::yaml
