// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "planner/base/version.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QStringList>

#include <sstream>

namespace stratoplan::cli {

namespace {

QString translated(const char *source)
{
    return QCoreApplication::translate("CommandLine", source);
}

// The parser of the whole program: its own options, and each command's behind the command's name.
class Parser
{
public:
    Parser()
        : m_app(translated("Planner for serverless architectures on AWS Lambda").toStdString(),
                "stratoplan")
    {
        m_app.set_version_flag("--version",
                               std::string("stratoplan ") + versionNumber() + " (" + versionCommit()
                                   + ")");
        m_app.add_flag("--verbose", m_verbose,
                       translated("Log what the program does to standard error").toStdString());
        m_app.require_subcommand(1);
        m_app.fallthrough();
        for (const Command *command : commands::allCommands()) {
            CLI::App *sub
                = m_app.add_subcommand(command->name, translated(command->summary).toStdString());
            m_prepared.emplace_back(sub, command->prepare(*sub));
        }
    }

    CLI::App &app() { return m_app; }
    bool verbose() const { return m_verbose; }

    Run chosen() const
    {
        for (const auto &[sub, runner] : m_prepared) {
            if (sub->parsed())
                return runner;
        }
        return {};
    }

private:
    CLI::App m_app;
    bool m_verbose = false;
    std::vector<std::pair<CLI::App *, Run>> m_prepared;
};

} // namespace

int run(const QStringList &arguments, const Streams &streams)
{
    Parser parser;
    // CLI11 takes the arguments last one first.
    std::vector<std::string> reversed;
    reversed.reserve(static_cast<size_t>(arguments.size()));
    for (auto it = arguments.rbegin(); it != arguments.rend(); ++it)
        reversed.push_back(it->toStdString());
    try {
        parser.app().parse(std::move(reversed));
    } catch (const CLI::ParseError &error) {
        // Help and version come as errors too, with status 0.
        std::ostringstream out;
        std::ostringstream err;
        const int status = parser.app().exit(error, out, err);
        streams.print(QString::fromStdString(out.str()));
        streams.err->write(QByteArray::fromStdString(err.str()));
        return status == 0 ? Done : BadCommandLine;
    }
    if (parser.verbose())
        QLoggingCategory::setFilterRules(QStringLiteral("stratoplan.*=true"));
    return parser.chosen()(streams);
}

const Command *commandOf(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument.startsWith(QLatin1Char('-')))
            continue;
        for (const Command *command : commands::allCommands()) {
            if (argument == QLatin1String(command->name))
                return command;
        }
        return nullptr;
    }
    return nullptr;
}

} // namespace stratoplan::cli
