// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/look.h"
#include "app/window/main_window.h"

#include <QPointer>

namespace stratoplan::window {

/// All windows of the program with what they share.
class Windows : public QObject
{
    Q_OBJECT

public:
    Windows(QApplication &application, Knowledge knowledge, QSettings &settings);

    /// A new window with the file, or with the start page for an empty path.
    MainWindow *open(const QString &path, const QStringList &facts = {}, OpenAs as = OpenAs::Ask);
    /// Offers what former runs left unsaved, in a dialog over the first window. Does nothing
    /// without such documents.
    void offerRecovery();
    /// Removes old versions and locks of processes that are gone, on a worker.
    void tidy();

    QList<MainWindow *> all() const;

private:
    void applyTheme(const QString &name);
    MainWindow *windowOf(const QString &file) const;
    void recover(const recovery::Journal &journal);

    Knowledge m_knowledge;
    QSettings &m_settings;
    Look m_look;
    QList<QPointer<MainWindow>> m_windows;
};

} // namespace stratoplan::window
