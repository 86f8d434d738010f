// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QWidget>

class QStackedWidget;

namespace stratoplan::window {

class MainWindow;

/// A window on the desktop. It shows one of its documents at a time, each with panes, selection and
/// zoom of its own, and the tabs of all of them. It closes with its last document.
class TabbedWindow : public QWidget
{
    Q_OBJECT

public:
    explicit TabbedWindow(QSettings &settings);
    ~TabbedWindow() override;

    /// Parent of documents that are made for this window: one that comes from elsewhere is styled
    /// once more.
    QWidget &place() const;
    /// Takes the document as its last tab and shows it.
    void add(MainWindow *document);
    /// Gives the document to the caller, who puts it elsewhere.
    void release(MainWindow *document);
    void show(MainWindow *document);
    /// The document that is shown; none once all are closed.
    MainWindow *shown() const;
    /// In the order of the tabs.
    const QList<MainWindow *> &documents() const { return m_documents; }
    using QWidget::show;

Q_SIGNALS:
    /// The person went to this window.
    void activated();
    void windowOfItsOwnWanted(stratoplan::window::MainWindow *document);

protected:
    /// Closes the documents in turn; one that is not to be closed keeps the window open.
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tellTabs();
    void tellTitle();
    void step(int by);
    void forget(MainWindow *document);

    QSettings &m_settings;
    QStackedWidget *m_stack;
    QList<MainWindow *> m_documents;
};

} // namespace stratoplan::window
