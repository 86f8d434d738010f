// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/look.h"
#include "app/window/main_window.h"
#include "app/window/tabbed_window.h"

#include <QPointer>

namespace stratoplan::window {

/// All windows of the program with what they share.
class Windows : public QObject
{
    Q_OBJECT

public:
    Windows(QApplication &application, Knowledge knowledge, QSettings &settings);

    /// The file as a new document, or the start page for an empty path, in the window that was used
    /// last.
    MainWindow *open(const QString &path, const QStringList &facts = {}, OpenAs as = OpenAs::Ask);
    /// Offers what former runs left unsaved, in a dialog over the first window. Does nothing
    /// without such documents.
    void offerRecovery();
    /// Removes old versions and locks of processes that are gone, on a worker.
    void tidy();

    /// All documents.
    QList<MainWindow *> all() const;

private:
    /// Shown in the window as soon as that is given it.
    MainWindow *makeDocument(TabbedWindow &window);
    TabbedWindow *makeWindow();
    /// The window that was used last; none when there is none.
    TabbedWindow *recent() const;
    TabbedWindow *windowWith(const MainWindow *document) const;
    void showDocument(MainWindow *document) const;
    void applyTheme(const QString &name);
    MainWindow *documentOf(const QString &file) const;
    void recover(const recovery::Journal &journal);

    Knowledge m_knowledge;
    QSettings &m_settings;
    Look m_look;
    QList<QPointer<TabbedWindow>> m_windows; ///< the one used last at the end
};

} // namespace stratoplan::window
