// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windows.h"

#include "app/window/left_behind.h"
#include "app/window/settings.h"
#include "planner/recovery/state_folder.h"
#include "planner/recovery/versions.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

namespace stratoplan::window {

Windows::Windows(QApplication &application, Knowledge knowledge, QSettings &settings)
    : m_knowledge(std::move(knowledge))
    , m_settings(settings)
    , m_look(application)
{
    applyTheme(window::settings::theme.read(settings));
}

MainWindow *Windows::open(const QString &path, const QStringList &facts, OpenAs as)
{
    auto *window = new MainWindow(m_knowledge, m_settings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setTheme(m_look.theme());
    m_windows.append(window);
    connect(window, &MainWindow::themeChosen, this, [this](const QString &name) {
        window::settings::theme.write(m_settings, name);
        applyTheme(name);
    });
    connect(window, &MainWindow::keysChanged, this, [this, window] {
        for (MainWindow *other : all()) {
            if (other != window)
                other->loadKeys();
        }
    });
    connect(window, &MainWindow::windowWanted, this,
            [this](const QString &wanted, const QStringList &given, OpenAs way) {
                open(wanted, given, way);
            });
    connect(window, &MainWindow::windowOfFileWanted, this, [this](const QString &file) {
        if (MainWindow *other = windowOf(file)) {
            other->raise();
            other->activateWindow();
        }
    });
    window->show();
    if (!path.isEmpty())
        window->openPath(path, facts, as);
    return window;
}

QList<MainWindow *> Windows::all() const
{
    QList<MainWindow *> windows;
    for (const QPointer<MainWindow> &window : m_windows) {
        if (window)
            windows.append(window);
    }
    return windows;
}

MainWindow *Windows::windowOf(const QString &file) const
{
    for (MainWindow *window : all()) {
        const QString own = window->documentFile();
        if (!own.isEmpty() && recovery::keyOf(own) == recovery::keyOf(file))
            return window;
    }
    return nullptr;
}

void Windows::offerRecovery()
{
    const auto left = std::make_shared<std::vector<LeftBehind>>(
        leftBehind(recovery::journalFolder(), *m_knowledge.catalog));
    if (left->empty() || all().isEmpty())
        return;
    QList<recovery::Offer> offers;
    for (const LeftBehind &one : *left)
        offers.append(one.offer);
    auto *dialog = new recovery::RecoveryDialog(offers, m_look.theme(), all().first());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &recovery::RecoveryDialog::recoverChosen, this, [this, left](int offer) {
        const LeftBehind &one = left->at(size_t(offer));
        recover(one.journal);
        QFile::remove(one.path);
    });
    connect(dialog, &recovery::RecoveryDialog::discardChosen, this,
            [left](int offer) { QFile::remove(left->at(size_t(offer)).path); });
    dialog->open();
}

void Windows::recover(const recovery::Journal &journal)
{
    // A window that shows the file as it was saved, or nothing yet, is the one for it.
    MainWindow *window = journal.start.file.isEmpty() ? nullptr : windowOf(journal.start.file);
    if (window && window->document().isModified())
        window = nullptr;
    for (MainWindow *other : all()) {
        if (!window && !other->isInUse() && !other->isOpening())
            window = other;
    }
    if (!window)
        window = open({});
    window->recover(journal);
}

void Windows::tidy()
{
    (void)QtConcurrent::run([] {
        recovery::tidyVersions(recovery::versionsFolder(), QDateTime::currentDateTimeUtc());
        // Taking the lock of a process that is gone removes it.
        for (const QFileInfo &file : QDir(recovery::lockFolder()).entryInfoList(QDir::Files))
            recovery::FileLock::take(file.absoluteFilePath());
    });
}

void Windows::applyTheme(const QString &name)
{
    m_look.choose(name, window::settings::fontScale.read(m_settings));
    m_windows.removeIf([](const QPointer<MainWindow> &window) { return window.isNull(); });
    for (const QPointer<MainWindow> &window : m_windows)
        window->setTheme(m_look.theme());
}

} // namespace stratoplan::window
