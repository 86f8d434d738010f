// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "planner/base/table.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace stratoplan::theme {

namespace {

constexpr std::array<Word<Token>, tokenCount> tokenWords{{
    {Token::Window, QLatin1String("window")},
    {Token::Raised, QLatin1String("raised")},
    {Token::Surface, QLatin1String("surface")},
    {Token::Sunken, QLatin1String("sunken")},
    {Token::Canvas, QLatin1String("canvas")},
    {Token::Dot, QLatin1String("dot")},
    {Token::Text, QLatin1String("text")},
    {Token::Muted, QLatin1String("muted")},
    {Token::Faint, QLatin1String("faint")},
    {Token::Border, QLatin1String("border")},
    {Token::Grid, QLatin1String("grid")},
    {Token::Strong, QLatin1String("strong")},
    {Token::Accent, QLatin1String("accent")},
    {Token::AccentSoft, QLatin1String("accent-soft")},
    {Token::OnAccent, QLatin1String("on-accent")},
    {Token::Edge, QLatin1String("edge")},
    {Token::Access, QLatin1String("access")},
    {Token::Fail, QLatin1String("fail")},
    {Token::Ok, QLatin1String("ok")},
    {Token::OkSoft, QLatin1String("ok-soft")},
    {Token::Vpc, QLatin1String("vpc")},
    {Token::VpcFrame, QLatin1String("vpc-frame")},
    {Token::Zone, QLatin1String("zone")},
    {Token::ZoneFrame, QLatin1String("zone-frame")},
    {Token::SubnetPrivate, QLatin1String("subnet-private")},
    {Token::SubnetPrivateFrame, QLatin1String("subnet-private-frame")},
    {Token::SubnetPublic, QLatin1String("subnet-public")},
    {Token::SubnetPublicFrame, QLatin1String("subnet-public-frame")},
}};

constexpr std::array<Word<Mark>, markCount> markWords{{
    {Mark::Blocker, QLatin1String("blocker")},
    {Mark::High, QLatin1String("high")},
    {Mark::Medium, QLatin1String("medium")},
    {Mark::Low, QLatin1String("low")},
    {Mark::Info, QLatin1String("info")},
    {Mark::Unanswered, QLatin1String("unanswered")},
}};

constexpr std::array<Word<Chart>, chartCount> chartWords{{
    {Chart::Container, QLatin1String("container")},
    {Chart::Download, QLatin1String("download")},
    {Chart::Runtime, QLatin1String("runtime")},
    {Chart::Initialisation, QLatin1String("initialisation")},
    {Chart::FirstInvocation, QLatin1String("first-invocation")},
}};

constexpr std::array<Word<catalog::Category>, categoryCount> categoryWords{{
    {catalog::Category::Compute, QLatin1String("compute")},
    {catalog::Category::Entry, QLatin1String("entry")},
    {catalog::Category::Messaging, QLatin1String("messaging")},
    {catalog::Category::Data, QLatin1String("data")},
    {catalog::Category::Workflow, QLatin1String("workflow")},
    {catalog::Category::Outside, QLatin1String("outside")},
    {catalog::Category::Network, QLatin1String("network")},
    {catalog::Category::Configuration, QLatin1String("configuration")},
}};

// The themes are part of the program: a fault in them is a programmer's mistake.
QColor colorIn(const QJsonObject &object, QLatin1String key)
{
    const QColor color(object[key].toString());
    Q_ASSERT_X(color.isValid(), "theme", key.data());
    return color;
}

Theme read(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "theme", qPrintable(path));
    Q_UNUSED(opened)
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();

    Theme theme;
    theme.name = root[QLatin1String("name")].toString();
    theme.dark = root[QLatin1String("dark")].toBool();
    const QJsonObject tokens = root[QLatin1String("tokens")].toObject();
    for (const auto &[token, word] : tokenWords)
        theme.tokens[static_cast<size_t>(token)] = colorIn(tokens, word);
    const QJsonObject severities = root[QLatin1String("severities")].toObject();
    for (const auto &[mark, word] : markWords) {
        const QJsonObject colors = severities[word].toObject();
        theme.severities[static_cast<size_t>(mark)]
            = {colorIn(colors, QLatin1String("ink")), colorIn(colors, QLatin1String("soft")),
               colorIn(colors, QLatin1String("fill")), colorIn(colors, QLatin1String("mark"))};
    }
    const QJsonObject categories = root[QLatin1String("categories")].toObject();
    for (const auto &[category, word] : categoryWords) {
        const QJsonObject colors = categories[word].toObject();
        theme.categories[static_cast<size_t>(category)]
            = {colorIn(colors, QLatin1String("icon")), colorIn(colors, QLatin1String("soft"))};
    }
    const QJsonObject charts = root[QLatin1String("charts")].toObject();
    for (const auto &[chart, word] : chartWords)
        theme.charts[static_cast<size_t>(chart)] = colorIn(charts, word);
    const QJsonArray amount = root[QLatin1String("amount")].toArray();
    Q_ASSERT(amount.size() == static_cast<qsizetype>(theme.amount.size()));
    for (size_t i = 0; i < theme.amount.size(); ++i)
        theme.amount[i] = QColor(amount[static_cast<qsizetype>(i)].toString());
    return theme;
}

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

} // namespace

QLatin1String id(Token token)
{
    return wordOf(tokenWords, token);
}

std::optional<Token> tokenFromId(QStringView word)
{
    return valueOf(tokenWords, word);
}

QLatin1String id(Mark mark)
{
    return wordOf(markWords, mark);
}

QLatin1String id(Chart chart)
{
    return wordOf(chartWords, chart);
}

Mark markOf(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
        return Mark::Blocker;
    case Severity::High:
        return Mark::High;
    case Severity::Medium:
        return Mark::Medium;
    case Severity::Low:
        return Mark::Low;
    case Severity::Info:
        break;
    }
    return Mark::Info;
}

const QColor &Theme::amountOf(double share) const
{
    const double last = static_cast<double>(amount.size() - 1);
    return amount[static_cast<size_t>(std::lround(std::clamp(share, 0.0, 1.0) * last))];
}

QColor Theme::washed(const QColor &color) const
{
    const QColor &ground = this->color(Token::Surface);
    if (highContrast)
        return ground;
    // Dark grounds take less before text of little contrast suffers.
    const double part = dark ? 0.20 : 0.28;
    const auto mix = [part](int a, int b) { return int(std::lround(a * part + b * (1 - part))); };
    return {mix(color.red(), ground.red()), mix(color.green(), ground.green()),
            mix(color.blue(), ground.blue())};
}

Theme light()
{
    return read(QStringLiteral(":/themes/light.json"));
}

Theme dark()
{
    return read(QStringLiteral(":/themes/dark.json"));
}

Theme fromPalette(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    Theme theme = luminance(base) < luminance(text) ? dark() : light();
    theme.name = QStringLiteral("system");
    theme.highContrast = true;

    const auto set = [&theme](std::initializer_list<Token> which, const QColor &color) {
        for (Token token : which)
            theme.tokens[static_cast<size_t>(token)] = color;
    };
    set({Token::Window, Token::Sunken}, window);
    set({Token::Raised, Token::Surface, Token::Canvas, Token::AccentSoft, Token::OkSoft, Token::Vpc,
         Token::Zone, Token::SubnetPrivate, Token::SubnetPublic},
        base);
    set({Token::Text, Token::Muted, Token::Faint, Token::Border, Token::Strong, Token::Edge,
         Token::Access, Token::Fail, Token::Ok, Token::VpcFrame, Token::ZoneFrame,
         Token::SubnetPrivateFrame, Token::SubnetPublicFrame},
        text);
    set({Token::Grid, Token::Dot}, palette.color(QPalette::Mid));
    // A highlight made for filled rows can be too close to the base to be a line on it.
    const QColor highlight = palette.color(QPalette::Highlight);
    const bool readable = contrast(highlight, base) >= 3;
    set({Token::Accent}, readable ? highlight : text);
    set({Token::OnAccent}, readable ? palette.color(QPalette::HighlightedText) : base);
    for (SeverityColors &colors : theme.severities)
        colors = {text, base, text, base};
    theme.severities[static_cast<size_t>(Mark::Info)].mark = text;
    for (CategoryColors &colors : theme.categories)
        colors = {text, base};
    return theme;
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace stratoplan::theme
