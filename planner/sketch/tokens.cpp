// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/tokens.h"

#include <optional>

namespace stratoplan::sketch {

namespace {

class Tokens
{
public:
    Tokens(const QString &text, Problems &problems)
        : m_text(text)
        , m_problems(problems)
    {
    }

    QList<Token> all()
    {
        while (m_at < m_text.size())
            next();
        end();
        return m_tokens;
    }

private:
    QChar at(qsizetype index) const { return index < m_text.size() ? m_text[index] : QChar(); }

    Token here(Token::Kind kind) const
    {
        Token token;
        token.kind = kind;
        token.line = m_line;
        token.column = static_cast<int>(m_at - m_lineStart) + 1;
        return token;
    }

    void end()
    {
        if (!m_tokens.isEmpty() && m_tokens.last().kind != Token::Kind::End)
            m_tokens.append(here(Token::Kind::End));
    }

    void single(Token::Kind kind)
    {
        m_tokens.append(here(kind));
        ++m_at;
    }

    void next()
    {
        const QChar c = at(m_at);
        if (c == u'\n') {
            // An arrow or a comma goes on in the next line.
            const bool goesOn = !m_tokens.isEmpty()
                && (m_tokens.last().kind == Token::Kind::Arrow
                    || m_tokens.last().kind == Token::Kind::Comma);
            if (!goesOn)
                end();
            ++m_at;
            ++m_line;
            m_lineStart = m_at;
        } else if (c.isSpace()) {
            ++m_at;
        } else if (c == u'#') {
            while (m_at < m_text.size() && at(m_at) != u'\n')
                ++m_at;
        } else if (c == u';') {
            end();
            ++m_at;
        } else if (c == u',') {
            single(Token::Kind::Comma);
        } else if (c == u'@') {
            single(Token::Kind::At);
        } else if (c == u'+') {
            single(Token::Kind::Plus);
        } else if (c == u'"') {
            quoted();
        } else if (!arrow()) {
            word();
        }
    }

    void quoted()
    {
        Token token = here(Token::Kind::Quoted);
        if (std::optional<QString> text = quotedText(token))
            token.text = *std::move(text);
        m_tokens.append(token);
    }

    // What stands between the quotes here; told where they do not end.
    std::optional<QString> quotedText(const Token &where)
    {
        QString text;
        for (++m_at; at(m_at) != u'"'; ++m_at) {
            if (m_at >= m_text.size() || at(m_at) == u'\n') {
                m_problems.append(problemAt(
                    where, "sketch.open-quote",
                    {STRATOPLAN_TEXT("Sketch", "A name begins with a quote and does not end"), {}},
                    {STRATOPLAN_TEXT("Sketch", "Close it with another quote in the same line"),
                     {}}));
                return std::nullopt;
            }
            const bool isEscaped = at(m_at) == u'\\' && m_at + 1 < m_text.size();
            if (isEscaped)
                ++m_at;
            text += isEscaped && at(m_at) == u'n' ? QChar(u'\n') : at(m_at);
        }
        ++m_at;
        return text;
    }

    // "->", "→", "=>" or "-word->".
    bool arrow()
    {
        const QStringView rest = QStringView(m_text).sliced(m_at);
        Token token = here(Token::Kind::Arrow);
        qsizetype length = 0;
        if (rest.startsWith(u"->") || rest.startsWith(u"=>")) {
            length = 2;
        } else if (rest.startsWith(u'\u2192')) {
            length = 1;
        } else if (rest.startsWith(u'-')) {
            qsizetype letters = 1;
            while (letters < rest.size() && rest[letters].isLetter())
                ++letters;
            if (letters == 1 || !rest.sliced(letters).startsWith(u"->"))
                return false;
            token.text = rest.sliced(1, letters - 1).toString().toLower();
            length = letters + 2;
        } else {
            return false;
        }
        m_at += length;
        m_tokens.append(token);
        return true;
    }

    bool isArrowAt(qsizetype index) const
    {
        return (QStringView(u"-=").contains(at(index)) && at(index + 1) == u'>')
            || at(index) == u'\u2192';
    }

    void word()
    {
        Token token = here(Token::Kind::Word);
        const auto ends = [this](QChar c) {
            return c.isNull() || c.isSpace() || QStringView(u",;@+#\"").contains(c)
                || isArrowAt(m_at);
        };
        // A dash at its beginning is a part of it, where it began no arrow.
        do
            token.text += at(m_at++);
        while (m_at < m_text.size() && !ends(at(m_at)) && !isSetting(token.text));
        if (isSetting(token.text))
            setting(token);
        else
            m_tokens.append(token);
    }

    // "memory" of "memory=512" was read.
    bool isSetting(const QString &name) const
    {
        return at(m_at) == u'=' && at(m_at + 1) != u'>' && name[0].isLetter();
    }

    // Its value goes to the next space; one with spaces stands in quotes.
    void setting(Token token)
    {
        token.kind = Token::Kind::Setting;
        ++m_at;
        token.isQuoted = at(m_at) == u'"';
        if (token.isQuoted) {
            token.value = quotedText(token).value_or(QString());
        } else {
            while (m_at < m_text.size() && !at(m_at).isSpace()
                   && !QStringView(u",;").contains(at(m_at)) && !isArrowAt(m_at))
                token.value += at(m_at++);
        }
        m_tokens.append(token);
    }

    const QString &m_text;
    Problems &m_problems;
    QList<Token> m_tokens;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
};

} // namespace

QList<Token> tokensOf(const QString &text, Problems &problems)
{
    return Tokens(text, problems).all();
}

Problem problemAt(const Token &token, const char *code, Text what, Text remedy)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.where.line = token.line;
    problem.where.column = token.column;
    problem.remedy = std::move(remedy);
    return problem;
}

} // namespace stratoplan::sketch
