// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/tokens.h"

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
        return {kind, {}, m_line, static_cast<int>(m_at - m_lineStart) + 1};
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
        for (++m_at; at(m_at) != u'"'; ++m_at) {
            if (m_at >= m_text.size() || at(m_at) == u'\n') {
                m_problems.append(problemAt(
                    token, "sketch.open-quote",
                    {STRATOPLAN_TEXT("Sketch", "A name begins with a quote and does not end"), {}},
                    {STRATOPLAN_TEXT("Sketch", "Close it with another quote in the same line"),
                     {}}));
                m_tokens.append(token);
                return;
            }
            if (at(m_at) == u'\\' && !at(m_at + 1).isNull())
                ++m_at;
            token.text += at(m_at);
        }
        ++m_at;
        m_tokens.append(token);
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

    void word()
    {
        Token token = here(Token::Kind::Word);
        const auto ends = [this](QChar c) {
            return c.isNull() || c.isSpace() || QStringView(u",;@+#\"\u2192").contains(c)
                || (QStringView(u"-=").contains(c) && at(m_at + 1) == u'>');
        };
        // A dash at its beginning is a part of it, where it began no arrow.
        do
            token.text += at(m_at++);
        while (m_at < m_text.size() && !ends(at(m_at)));
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
