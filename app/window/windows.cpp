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
    TabbedWindow *window = recent();
    // Panes lie in a new document as in the one that it is opened from.
    if (window)
        window->shown()->rememberPanes();
    else
        window = makeWindow();
    MainWindow *document = makeDocument(*window);
    window->add(document);
    window->show();
    if (!path.isEmpty())
        document->openPath(path, facts, as);
    return document;
}

MainWindow *Windows::makeDocument(TabbedWindow &window)
{
    auto *document = new MainWindow(m_knowledge, m_settings, &window.place());
    document->setAttribute(Qt::WA_DeleteOnClose);
    document->setTheme(m_look.theme());
    connect(document, &MainWindow::themeChosen, this, [this](const QString &name) {
        window::settings::theme.write(m_settings, name);
        applyTheme(name);
    });
    connect(document, &MainWindow::keysChanged, this, [this, document] {
        for (MainWindow *other : all()) {
            if (other != document)
                other->loadKeys();
        }
    });
    connect(document, &MainWindow::documentWanted, this,
            [this](const QString &wanted, const QStringList &given, OpenAs way) {
                MainWindow *opened = open(wanted, given, way);
                if (wanted.isEmpty())
                    opened->newDesign();
            });
    connect(document, &MainWindow::documentOfFileWanted, this,
            [this](const QString &file) { showDocument(documentOf(file)); });
    return document;
}

TabbedWindow *Windows::makeWindow()
{
    m_windows.removeIf([](const QPointer<TabbedWindow> &window) { return window.isNull(); });
    auto *window = new TabbedWindow(m_settings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &TabbedWindow::windowOfItsOwnWanted, this,
            [this, window](MainWindow *document) {
                window->release(document);
                TabbedWindow *own = makeWindow();
                own->add(document);
                own->show();
            });
    connect(window, &TabbedWindow::activated, this, [this, window] {
        m_windows.removeOne(window);
        m_windows.append(window);
    });
    m_windows.append(window);
    return window;
}

TabbedWindow *Windows::recent() const
{
    for (qsizetype i = m_windows.size() - 1; i >= 0; --i) {
        if (m_windows.at(i) && m_windows.at(i)->shown())
            return m_windows.at(i);
    }
    return nullptr;
}

TabbedWindow *Windows::windowWith(const MainWindow *document) const
{
    for (const QPointer<TabbedWindow> &window : m_windows) {
        if (window && window->documents().contains(document))
            return window;
    }
    return nullptr;
}

void Windows::showDocument(MainWindow *document) const
{
    if (TabbedWindow *window = windowWith(document)) {
        window->show(document);
        window->raise();
        window->activateWindow();
    }
}

QList<MainWindow *> Windows::all() const
{
    QList<MainWindow *> documents;
    for (const QPointer<TabbedWindow> &window : m_windows) {
        if (window)
            documents += window->documents();
    }
    return documents;
}

MainWindow *Windows::documentOf(const QString &file) const
{
    for (MainWindow *document : all()) {
        const QString own = document->documentFile();
        if (!own.isEmpty() && recovery::keyOf(own) == recovery::keyOf(file))
            return document;
    }
    return nullptr;
}

void Windows::offerRecovery()
{
    const auto left = std::make_shared<std::vector<LeftBehind>>(
        leftBehind(recovery::journalFolder(), *m_knowledge.catalog));
    if (left->empty() || !recent())
        return;
    QList<recovery::Offer> offers;
    for (const LeftBehind &one : *left)
        offers.append(one.offer);
    auto *dialog = new recovery::RecoveryDialog(offers, m_look.theme(), recent()->shown());
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
    // One that shows the file as it was saved, or nothing yet, is the one for it.
    MainWindow *document = journal.start.file.isEmpty() ? nullptr : documentOf(journal.start.file);
    if (document && document->document().isModified())
        document = nullptr;
    for (MainWindow *other : all()) {
        if (!document && !other->isInUse() && !other->isOpening())
            document = other;
    }
    if (!document)
        document = open({});
    document->recover(journal);
    showDocument(document);
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
    for (MainWindow *document : all())
        document->setTheme(m_look.theme());
}

} // namespace stratoplan::window
