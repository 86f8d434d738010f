// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/style.h"

#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QFile>
#include <QRegularExpression>
#include <QStyleFactory>

#include <cmath>

namespace stratoplan::theme {

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) {
        palette.setColor(role, theme.color(token));
    };
    set(QPalette::Window, Token::Window);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Window);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::Faint);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::Highlight, Token::Accent);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::Light, Token::Raised);
    set(QPalette::Midlight, Token::Grid);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::Strong);
    set(QPalette::Shadow, Token::Border);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.color(Token::Faint));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.color(Token::Border));
    return palette;
}

QString styleSheetOf(const Theme &theme, double fontScale)
{
    QFile file(QStringLiteral(":/themes/application.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    const QString source = QString::fromUtf8(file.readAll());

    // "@token" is a colour, "@16px" a length that follows the font scale, "@pictures" the folder of
    // the arrows and ticks in this theme's colours, "@mono" the family of fixed width.
    static const QRegularExpression placeholder(QStringLiteral("@([a-z][a-z-]*|[0-9.]+px)"));
    QString sheet;
    qsizetype done = 0;
    auto matches = placeholder.globalMatch(source);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        sheet += QStringView(source).mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        const QStringView word = match.capturedView(1);
        if (word.endsWith(QLatin1String("px"))) {
            const double length = word.chopped(2).toDouble() * fontScale;
            sheet += QString::number(std::lround(length)) + QLatin1String("px");
        } else if (word == QLatin1String("pictures")) {
            sheet += theme.dark ? QLatin1String(":/themes/dark") : QLatin1String(":/themes/light");
        } else if (word == QLatin1String("mono")) {
            sheet += QLatin1Char('"') + monoFamilies().constFirst() + QLatin1Char('"');
        } else {
            const std::optional<Token> token = tokenFromId(word);
            Q_ASSERT_X(token, "styleSheetOf", qPrintable(word.toString()));
            sheet += theme.color(token.value_or(Token::Text)).name();
        }
    }
    sheet += QStringView(source).mid(done);
    return sheet;
}

void install(QApplication &application, const Theme &theme, double fontScale)
{
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(theme));
    application.setFont(sans(12 * fontScale));
    application.setStyleSheet(styleSheetOf(theme, fontScale));
}

} // namespace stratoplan::theme
