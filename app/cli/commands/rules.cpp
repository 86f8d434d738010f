// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "planner/review/review.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace stratoplan::cli::commands::rules {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    std::string rule;
    std::string format = "text";
};

QJsonObject toJson(const review::Rule &rule)
{
    return {{QStringLiteral("id"), QLatin1String(rule.id)},
            {QStringLiteral("severity"), QString(id(rule.severity))},
            {QStringLiteral("title"), toString(rule.title)},
            {QStringLiteral("reason"), toString(rule.reason)},
            {QStringLiteral("consequence"), toString(rule.consequence)},
            {QStringLiteral("mend"), toString(rule.mend)},
            {QStringLiteral("slides"), QLatin1String(rule.slides)},
            {QStringLiteral("sources"), QJsonArray::fromStringList(rule.sources)},
            {QStringLiteral("tags"), QJsonArray::fromStringList(rule.tags)},
            {QStringLiteral("fix"), rule.fix != nullptr}};
}

QString line(const review::Rule &rule)
{
    return QStringLiteral("%1  %2  %3\n")
        .arg(QLatin1String(rule.id), -9)
        .arg(id(rule.severity), -7)
        .arg(toString(rule.title));
}

QString explained(const review::Rule &rule)
{
    const QString indent = QStringLiteral("\n  ");
    QString text = QStringLiteral("%1 (%2): %3\n")
                       .arg(QLatin1String(rule.id), id(rule.severity), toString(rule.title));
    const auto part = [&](const QString &title, const QString &body) {
        text += QLatin1Char('\n') + title + indent + body + QLatin1Char('\n');
    };
    part(tr("Why"), toString(rule.reason));
    part(tr("What happens"), toString(rule.consequence));
    part(tr("How to mend it"), toString(rule.mend));
    if (qstrlen(rule.slides) > 0)
        part(tr("Slides of the talk"), QLatin1String(rule.slides));
    part(tr("Sources"), rule.sources.join(indent));
    if (rule.fix)
        text += QLatin1Char('\n') + tr("There is a fix for it.") + QLatin1Char('\n');
    return text;
}

QString markdown(const review::Rule &rule)
{
    QString text = QStringLiteral("## %1: %2\n\n*%3*\n\n%4 %5\n\n%6\n")
                       .arg(QLatin1String(rule.id), toString(rule.title), id(rule.severity),
                            toString(rule.reason), toString(rule.consequence), toString(rule.mend));
    if (qstrlen(rule.slides) > 0)
        text += QStringLiteral("\n%1: %2\n")
                    .arg(tr("Slides of the talk"), QLatin1String(rule.slides));
    text += QLatin1Char('\n');
    for (const QString &source : rule.sources)
        text += QStringLiteral("- <%1>\n").arg(source);
    return text;
}

int runRules(const Options &options, const Streams &streams)
{
    QList<const review::Rule *> chosen = review::ruleCatalogue();
    if (!options.rule.empty()) {
        const QString id = QString::fromStdString(options.rule);
        const review::Rule *rule = review::ruleById(id);
        if (!rule) {
            QStringList valid;
            for (const review::Rule *known : std::as_const(chosen))
                valid.append(QLatin1String(known->id));
            streams.message(tr("%1: there is no such rule; the rules are %2")
                                .arg(id, valid.join(QStringLiteral(", "))));
            return BadCommandLine;
        }
        chosen = {rule};
    }
    if (options.format == "json") {
        QJsonArray rules;
        for (const review::Rule *rule : std::as_const(chosen))
            rules.append(toJson(*rule));
        printJson({{QStringLiteral("rules"), rules}}, streams);
    } else if (options.format == "markdown") {
        QStringList pages;
        for (const review::Rule *rule : std::as_const(chosen))
            pages.append(markdown(*rule));
        streams.print(QStringLiteral("# %1\n\n").arg(tr("Rules")) + pages.join(QLatin1Char('\n')));
    } else if (!options.rule.empty()) {
        streams.print(explained(*chosen.first()));
    } else {
        for (const review::Rule *rule : std::as_const(chosen))
            streams.print(line(*rule));
    }
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("ID", options->rule, tr("One rule, explained").toStdString());
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json", "markdown"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runRules(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{.name = "rules",
                    .summary = QT_TRANSLATE_NOOP(
                        "CommandLine", "The rules of the review, or one of them explained"),
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::rules
