// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sam_config.h"

#include <toml++/toml.h>

namespace stratoplan::cli {

namespace {

Problem problem(const char *code, const QString &file, const toml::source_position &place,
                Text what, Text remedy)
{
    return {.severity = Severity::Blocker,
            .code = QString::fromLatin1(code),
            .what = std::move(what),
            .where = {.file = file,
                      .line = static_cast<int>(place.line),
                      .column = static_cast<int>(place.column),
                      .element = {}},
            .remedy = std::move(remedy)};
}

// `Key=Value Key="Value with blanks" ParameterKey=Key,ParameterValue=Value`, a backslash before
// what is meant as it is: as `sam deploy --parameter-overrides` takes them. False for other text.
bool readOverrides(const QString &text, QMap<QString, QString> &parameters)
{
    static const QString longKey = QStringLiteral("ParameterKey=");
    static const QString longValue = QStringLiteral(",ParameterValue=");
    qsizetype at = 0;
    while (true) {
        while (at < text.size() && text.at(at).isSpace())
            ++at;
        if (at == text.size())
            return true;
        const bool isLong = QStringView(text).mid(at).startsWith(longKey);
        const qsizetype start = isLong ? at + longKey.size() : at;
        const QString separator = isLong ? longValue : QStringLiteral("=");
        const qsizetype end = text.indexOf(separator, start);
        if (end <= start)
            return false;
        const QString key = text.mid(start, end - start);
        at = end + separator.size();
        const bool quoted = at < text.size() && text.at(at) == QLatin1Char('"');
        QString value;
        bool closed = !quoted;
        for (at += quoted ? 1 : 0; at < text.size(); ++at) {
            const QChar character = text.at(at);
            if (quoted ? character == QLatin1Char('"') : character.isSpace()) {
                closed = true;
                at += quoted ? 1 : 0;
                break;
            }
            if (character == QLatin1Char('\\') && at + 1 < text.size())
                ++at;
            value += text.at(at);
        }
        if (!closed)
            return false;
        parameters.insert(key, value);
    }
}

QString textOf(const toml::node &node)
{
    return QString::fromStdString(node.value_or(std::string()));
}

std::optional<Problem> addOverrides(const toml::node &node, const QString &file,
                                    QMap<QString, QString> &parameters)
{
    bool understood = true;
    if (const toml::array *list = node.as_array()) {
        for (const toml::node &item : *list)
            understood = understood && item.is_string() && readOverrides(textOf(item), parameters);
    } else {
        understood = node.is_string() && readOverrides(textOf(node), parameters);
    }
    if (understood)
        return std::nullopt;
    return problem(
        "samconfig.parameters", file, node.source().begin,
        {STRATOPLAN_TEXT("CommandLine", "parameter_overrides are not written as Key=Value"), {}},
        {STRATOPLAN_TEXT("CommandLine", "Write Key=Value, with quotes around a value with blanks"),
         {}});
}

// The library tells faults by exceptions; here they become values.
Expected<toml::table> parsed(const QByteArray &text, const QString &file)
{
    try {
        return toml::parse(std::string_view(text.constData(), static_cast<size_t>(text.size())));
    } catch (const toml::parse_error &error) {
        return failure(
            problem("samconfig.syntax", file, error.source().begin,
                    {STRATOPLAN_TEXT("CommandLine", "It is no TOML: {fault}"),
                     {{QStringLiteral("fault"),
                       QString::fromUtf8(error.description().data(),
                                         static_cast<qsizetype>(error.description().size()))}}},
                    {STRATOPLAN_TEXT("CommandLine", "Correct the line"), {}}));
    }
}

} // namespace

Expected<Deployment> readSamConfig(const QByteArray &text, const QString &file,
                                   const QString &environment)
{
    const Expected<toml::table> root = parsed(text, file);
    if (!root)
        return failure(root.error());
    const toml::table *chosen = (*root)[environment.toStdString()].as_table();
    if (!chosen) {
        QStringList known;
        for (const auto &[key, node] : *root) {
            if (node.is_table())
                known.append(
                    QString::fromUtf8(key.str().data(), static_cast<qsizetype>(key.str().size())));
        }
        return failure(problem("samconfig.no-environment", file, {},
                               {STRATOPLAN_TEXT("CommandLine", "It has no environment {name}"),
                                {{QStringLiteral("name"), environment}}},
                               {STRATOPLAN_TEXT("CommandLine", "Use one of: {names}"),
                                {{QStringLiteral("names"), known}}}));
    }
    Deployment deployment;
    for (const char *command : {"global", "deploy"}) {
        const auto section = (*chosen)[command]["parameters"];
        if (const toml::node *overrides = section["parameter_overrides"].node()) {
            if (auto fault = addOverrides(*overrides, file, deployment.parameters))
                return failure(*std::move(fault));
        }
        if (const auto region = section["region"].value<std::string>())
            deployment.region = QString::fromStdString(*region);
    }
    return deployment;
}

} // namespace stratoplan::cli
