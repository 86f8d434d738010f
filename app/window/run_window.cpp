// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

#include "app/window/look.h"
#include "app/window/main_window.h"
#include "app/window/settings.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPointer>
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

/// All windows of the program with what they share.
class Windows : public QObject
{
public:
    Windows(QApplication &application, Knowledge knowledge, QSettings &settings)
        : m_knowledge(std::move(knowledge))
        , m_settings(settings)
        , m_look(application)
    {
        applyTheme(window::settings::theme.read(settings));
    }

    MainWindow *open(const QString &path, const QStringList &facts = {})
    {
        auto *window = new MainWindow(m_knowledge, m_settings);
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->setTheme(m_look.theme());
        m_windows.append(window);
        connect(window, &MainWindow::themeChosen, this, [this](const QString &name) {
            window::settings::theme.write(m_settings, name);
            applyTheme(name);
        });
        connect(window, &MainWindow::windowWanted, this,
                [this](const QString &wanted, const QStringList &given) { open(wanted, given); });
        window->show();
        if (!path.isEmpty())
            window->openPath(path, facts);
        return window;
    }

private:
    void applyTheme(const QString &name)
    {
        m_look.choose(name, window::settings::fontScale.read(m_settings));
        m_windows.removeIf([](const QPointer<MainWindow> &window) { return window.isNull(); });
        for (const QPointer<MainWindow> &window : m_windows)
            window->setTheme(m_look.theme());
    }

    Knowledge m_knowledge;
    QSettings &m_settings;
    Look m_look;
    QList<QPointer<MainWindow>> m_windows;
};

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
    return QApplication::exec();
}

} // namespace stratoplan::window
