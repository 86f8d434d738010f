// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/figure_colors.h"

#include <QSet>

namespace stratoplan::report {

namespace {

/// Writes a rule for each colour once: what comes first counts.
class Rules
{
public:
    void add(const char *element, const char *property, const QColor &from, const QColor &to)
    {
        const QByteArray what = QByteArray("figure svg ") + element + '[' + property + "=\""
            + from.name().toLatin1() + "\"]";
        if (from == to || m_written.contains(what))
            return;
        m_written.insert(what);
        m_text += what + " { " + property + ": " + to.name().toLatin1() + " }\n";
    }

    /// A colour of lines and areas, and of text.
    void addAll(const QColor &from, const QColor &to)
    {
        add("", "fill", from, to);
        add("", "stroke", from, to);
    }

    const QByteArray &text() const { return m_text; }

private:
    QSet<QByteArray> m_written;
    QByteArray m_text;
};

} // namespace

QByteArray recoloring(const theme::Theme &drawn, const theme::Theme &shown)
{
    Rules rules;
    // White is a surface, but as text it stands on an accent.
    rules.add("text", "fill", drawn.color(theme::Token::OnAccent),
              shown.color(theme::Token::OnAccent));
    // Most used first, for colours that several tokens share.
    for (const theme::Token token :
         {theme::Token::Surface, theme::Token::Text, theme::Token::Muted, theme::Token::Faint})
        rules.addAll(drawn.color(token), shown.color(token));
    for (size_t i = 0; i < theme::tokenCount; ++i)
        rules.addAll(drawn.tokens.at(i), shown.tokens.at(i));
    for (size_t i = 0; i < theme::markCount; ++i) {
        rules.addAll(drawn.severities.at(i).ink, shown.severities.at(i).ink);
        rules.addAll(drawn.severities.at(i).fill, shown.severities.at(i).fill);
    }
    for (size_t i = 0; i < theme::categoryCount; ++i) {
        rules.addAll(drawn.categories.at(i).icon, shown.categories.at(i).icon);
        rules.addAll(drawn.categories.at(i).soft, shown.categories.at(i).soft);
    }
    for (size_t i = 0; i < theme::chartCount; ++i)
        rules.addAll(drawn.charts.at(i), shown.charts.at(i));
    return rules.text();
}

} // namespace stratoplan::report
