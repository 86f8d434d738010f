// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <memory>

namespace stratoplan::cli::commands::completion {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// One option of a command as shells complete it.
struct Flag
{
    QStringList names; ///< "--format", "-o"
    QString help;
    bool takesValue = false;
    QStringList choices; ///< values that it takes; empty with takesValue = a file or any text
};

/// A command, or the program itself under an empty name.
struct Branch
{
    QString name;
    QString help;
    QList<Flag> flags;
};

QList<Flag> flagsOf(const CLI::App &app)
{
    // How the parser shows what an option takes: "TEXT:{text,json}".
    static const QRegularExpression choices(QStringLiteral("\\{([^{}]+)\\}"));
    QList<Flag> flags;
    for (const CLI::Option *option : app.get_options()) {
        Flag flag;
        for (const std::string &name : option->get_lnames())
            flag.names.append(QLatin1String("--") + QString::fromStdString(name));
        for (const std::string &name : option->get_snames())
            flag.names.append(QLatin1String("-") + QString::fromStdString(name));
        if (flag.names.isEmpty())
            continue;
        flag.help = QString::fromStdString(option->get_description());
        flag.takesValue = option->get_items_expected_max() > 0;
        const QRegularExpressionMatch match
            = choices.match(QString::fromStdString(option->get_type_name()));
        if (flag.takesValue && match.hasMatch())
            flag.choices = match.captured(1).split(QLatin1Char(','));
        flags.append(flag);
    }
    return flags;
}

QList<Branch> branchesOf(const CLI::App &root)
{
    QList<Branch> branches{{QString(), QString(), flagsOf(root)}};
    for (const CLI::App *command : root.get_subcommands({})) {
        branches.append({QString::fromStdString(command->get_name()),
                         QString::fromStdString(command->get_description()), flagsOf(*command)});
    }
    return branches;
}

QStringList commandNames(const QList<Branch> &branches)
{
    QStringList names;
    for (const Branch &branch : branches) {
        if (!branch.name.isEmpty())
            names.append(branch.name);
    }
    return names;
}

/// In single quotes, as all three shells read them.
QString quoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QLatin1String("'\\''"))
        + QLatin1Char('\'');
}

QString bash(const QList<Branch> &branches)
{
    QString script = QStringLiteral(
        "# bash completion of stratoplan: source it, or put it into\n"
        "# ~/.local/share/bash-completion/completions/stratoplan\n"
        "_stratoplan()\n{\n"
        "    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
        "    local command=\"\" word words=\"\"\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        case \"$word\" in -*) ;; *) command=\"$word\"; break ;; esac\n"
        "    done\n"
        "    case \"$command $previous\" in\n");
    for (const Branch &branch : branches) {
        for (const Flag &flag : branch.flags) {
            for (const QString &name : flag.names) {
                if (!flag.choices.isEmpty())
                    script += QStringLiteral("    %1) words=%2 ;;\n")
                                  .arg(quoted(branch.name + QLatin1Char(' ') + name),
                                       quoted(flag.choices.join(QLatin1Char(' '))));
            }
        }
    }
    script += QStringLiteral("    *) case \"$command $current\" in\n");
    for (const Branch &branch : branches) {
        QStringList names;
        for (const Flag &flag : branch.flags)
            names += flag.names;
        script += QStringLiteral("        %1-*) words=%2 ;;\n")
                      .arg(quoted(branch.name + QLatin1Char(' ')),
                           quoted(names.join(QLatin1Char(' '))));
    }
    script += QStringLiteral("        ' '*) words=%1 ;;\n"
                             "        esac ;;\n"
                             "    esac\n"
                             "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                             "}\n"
                             "complete -o default -F _stratoplan stratoplan\n")
                  .arg(quoted(commandNames(branches).join(QLatin1Char(' '))));
    return script;
}

/// A description as _arguments has it: brackets and colons have a meaning there.
QString zshHelp(QString text)
{
    for (const char special : {'[', ']', ':'})
        text.replace(QLatin1Char(special), QLatin1Char('\\') + QString(QLatin1Char(special)));
    return text;
}

QString zsh(const QList<Branch> &branches)
{
    QString script
        = QStringLiteral("#compdef stratoplan\n"
                         "# zsh completion of stratoplan: put it into a folder of $fpath as "
                         "_stratoplan\n"
                         "_stratoplan()\n{\n"
                         "    local -a commands\n"
                         "    commands=(\n");
    for (const Branch &branch : branches) {
        if (!branch.name.isEmpty())
            script += QStringLiteral("        %1\n")
                          .arg(quoted(branch.name + QLatin1Char(':') + zshHelp(branch.help)));
    }
    script += QStringLiteral("    )\n"
                             "    if (( CURRENT == 2 )); then\n"
                             "        _describe command commands\n"
                             "        _files\n"
                             "        return\n"
                             "    fi\n"
                             "    shift words\n"
                             "    (( CURRENT-- ))\n"
                             "    case $words[1] in\n");
    for (const Branch &branch : branches) {
        if (branch.name.isEmpty())
            continue;
        script += QStringLiteral("    %1)\n        _arguments").arg(branch.name);
        for (const Flag &flag : branch.flags) {
            const QString value = !flag.takesValue ? QString()
                : flag.choices.isEmpty()
                ? QStringLiteral(":value:_files")
                : QStringLiteral(":value:(%1)").arg(flag.choices.join(QLatin1Char(' ')));
            for (const QString &name : flag.names) {
                script
                    += QStringLiteral(" \\\n            %1")
                           .arg(quoted(
                               QStringLiteral("*%1[%2]%3").arg(name, zshHelp(flag.help), value)));
            }
        }
        script += QStringLiteral(" \\\n            '*:input:_files'\n        ;;\n");
    }
    return script + QStringLiteral("    esac\n}\n_stratoplan \"$@\"\n");
}

QString fish(const QList<Branch> &branches)
{
    QString script = QStringLiteral("# fish completion of stratoplan: put it into "
                                    "~/.config/fish/completions/stratoplan.fish\n");
    for (const Branch &branch : branches) {
        const QString condition = branch.name.isEmpty()
            ? QStringLiteral("__fish_use_subcommand")
            : QLatin1String("__fish_seen_subcommand_from ") + branch.name;
        if (!branch.name.isEmpty())
            script
                += QStringLiteral("complete -c stratoplan -n __fish_use_subcommand -a %1 -d %2\n")
                       .arg(branch.name, quoted(branch.help));
        for (const Flag &flag : branch.flags) {
            script += QLatin1String("complete -c stratoplan -n ") + quoted(condition);
            for (const QString &name : flag.names) {
                const bool isLong = name.startsWith(QLatin1String("--"));
                script += (isLong ? QLatin1String(" -l ") : QLatin1String(" -s "))
                    + name.mid(isLong ? 2 : 1);
            }
            if (flag.takesValue)
                script += QLatin1String(" -r");
            if (!flag.choices.isEmpty())
                script += QLatin1String(" -f -a ") + quoted(flag.choices.join(QLatin1Char(' ')));
            script += QLatin1String(" -d ") + quoted(flag.help) + QLatin1Char('\n');
        }
    }
    return script;
}

Run prepare(CLI::App &app)
{
    const auto shell = std::make_shared<std::string>();
    app.add_option("SHELL", *shell, tr("bash, zsh or fish").toStdString())
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    return [shell, root = app.get_parent()](const Streams &streams) {
        const QList<Branch> branches = branchesOf(*root);
        streams.print(*shell == "bash"      ? bash(branches)
                          : *shell == "zsh" ? zsh(branches)
                                            : fish(branches));
        return int(Done);
    };
}

} // namespace

extern const Command entry;
const Command entry{.name = "completion",
                    .summary
                    = QT_TRANSLATE_NOOP("CommandLine", "Print the completion script of a shell"),
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::completion
