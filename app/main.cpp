// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/diagnostics.h"
#include "app/window/run_window.h"
#include "planner/base/version.h"

#include <QApplication>
#include <QFile>
#include <QTranslator>

#include <cstdio>
#include <memory>

using namespace stratoplan;

namespace {

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("stratoplan"));
    QCoreApplication::setOrganizationName(QStringLiteral("stratoplan"));
    QCoreApplication::setApplicationVersion(QLatin1String(versionNumber()));
}

// A command must not need a display: without one, what it draws is drawn off the screen.
void drawOffScreen()
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int runCommand(int argc, char **argv, const cli::Command *command)
{
    std::unique_ptr<QCoreApplication> application;
    if (command && command->draws) {
        drawOffScreen();
        application = std::make_unique<QApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    nameProgram();
    // English has a file too: for its plurals. Commands never follow the environment's language.
    QTranslator english;
    if (english.load(QStringLiteral(":/i18n/stratoplan_en.qm")))
        QCoreApplication::installTranslator(&english);
    const Diagnostics diagnostics;
    QFile in;
    QFile out;
    QFile err;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly)
        || !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return cli::OwnFault;
    return guarded([&] {
        const int status
            = cli::run(QCoreApplication::arguments().mid(1), cli::Streams{&in, &out, &err});
        return out.flush() ? status : int(cli::UnwritableOutput);
    });
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const cli::Command *command = cli::commandOf(arguments);
    const std::optional<window::WindowArguments> opened = window::windowArguments(arguments);
    if (command || !opened)
        return runCommand(argc, argv, command);
    if (!hasDisplay()) {
        std::fputs("stratoplan: no display for the window; see stratoplan --help for the commands "
                   "that need none\n",
                   stderr);
        return cli::BadCommandLine;
    }

    QApplication application(argc, argv);
    nameProgram();
    const Diagnostics diagnostics;
    return guarded([&] { return window::runWindow(application, *opened); });
}
