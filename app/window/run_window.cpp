// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

#include "app/window/settings.h"
#include "app/window/windows.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMessageBox>
#include <QTranslator>

namespace stratoplan::window {

namespace {

/// Texts of the program and of Qt's own dialogs. English has a file too, for its plurals.
void installLanguage(QApplication &application, const QString &chosen)
{
    const QLocale locale = chosen.isEmpty() ? QLocale() : QLocale(chosen);
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qt);
    auto *english = new QTranslator(&application);
    if (english->load(QStringLiteral(":/i18n/stratoplan_en.qm")))
        application.installTranslator(english);
    auto *own = new QTranslator(&application);
    if (locale.language() != QLocale::English
        && own->load(locale, QStringLiteral("stratoplan"), QStringLiteral("_"),
                     QStringLiteral(":/i18n")))
        application.installTranslator(own);
}

/// The facts are part of the program; a fault in them is the program's own and is told as such.
std::optional<Knowledge> readKnowledge()
{
    Expected<std::shared_ptr<const catalog::Catalog>> catalog = catalog::builtIn();
    Expected<QList<decision::Tree>> trees = decision::readTrees();
    if (catalog && trees)
        return Knowledge{*std::move(catalog), *std::move(trees)};
    QStringList lines;
    for (const Problems &problems :
         {catalog ? Problems() : catalog.error(), trees ? Problems() : trees.error()}) {
        for (const Problem &problem : problems)
            lines.append(toString(problem));
    }
    QMessageBox::critical(nullptr, QStringLiteral("Stratoplan"),
                          QCoreApplication::translate("Window",
                                                      "The program's own facts cannot be "
                                                      "read:\n%1")
                              .arg(lines.join(QLatin1Char('\n'))));
    return std::nullopt;
}

} // namespace

int runWindow(QApplication &application, const WindowArguments &arguments)
{
    QSettings settings;
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Stratoplan"));
    QApplication::setWindowIcon(theme::applicationIcon());
    installLanguage(application, window::settings::language.read(settings));
    std::optional<Knowledge> knowledge = readKnowledge();
    if (!knowledge)
        return 1;
    Windows windows(application, *std::move(knowledge), settings);
    if (arguments.files.isEmpty())
        windows.open({});
    for (const QString &file : arguments.files)
        windows.open(file, arguments.facts);
    windows.offerRecovery();
    windows.tidy();
    return QApplication::exec();
}

} // namespace stratoplan::window
