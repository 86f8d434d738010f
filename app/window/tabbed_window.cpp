// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/tabbed_window.h"

#include "app/window/document_bar.h"
#include "app/window/main_window.h"
#include "app/window/settings.h"

#include <QCloseEvent>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace stratoplan::window {

namespace {

/// Frame and title bar that a window manager adds to the window: its size counts only once the
/// window is shown.
constexpr QSize frameRoom(8, 40);

} // namespace

TabbedWindow::TabbedWindow(QSettings &settings)
    : m_settings(settings)
    , m_stack(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    resize(usualSize.boundedTo(screen()->availableSize() - frameRoom));
    restoreGeometry(window::settings::geometry.read(settings));
}

TabbedWindow::~TabbedWindow()
{
    for (MainWindow *document : std::exchange(m_documents, {})) {
        document->disconnect(this);
        delete document;
    }
}

QWidget &TabbedWindow::place() const
{
    return *m_stack;
}

void TabbedWindow::add(MainWindow *document)
{
    m_documents.append(document);
    m_stack->addWidget(document);
    connect(document, &MainWindow::tabChanged, this, [this] {
        tellTabs();
        tellTitle();
    });
    connect(document, &MainWindow::closed, this, [this, document] { forget(document); });
    connect(document, &MainWindow::otherDocumentWanted, this, &TabbedWindow::step);
    connect(document, &MainWindow::windowOfItsOwnWanted, this,
            [this, document] { Q_EMIT windowOfItsOwnWanted(document); });
    const DocumentTabs &tabs = document->documentBar().tabs();
    connect(&tabs, &DocumentTabs::chosen, this, [this](int tab) { show(m_documents.value(tab)); });
    connect(&tabs, &DocumentTabs::moved, this,
            [this](int from, int to) { m_documents.move(from, to); });
    connect(&tabs, &DocumentTabs::closeWanted, this, [this](int tab) {
        // What is asked about is to be seen.
        if (MainWindow *wanted = m_documents.value(tab)) {
            if (wanted->isWindowModified())
                show(wanted);
            wanted->close();
        }
    });
    connect(&tabs, &DocumentTabs::windowOfItsOwnWanted, this, [this](int tab) {
        if (MainWindow *wanted = m_documents.value(tab))
            Q_EMIT windowOfItsOwnWanted(wanted);
    });
    show(document);
}

void TabbedWindow::release(MainWindow *document)
{
    document->disconnect(this);
    document->documentBar().tabs().disconnect(this);
    forget(document);
    document->setParent(nullptr);
}

void TabbedWindow::show(MainWindow *document)
{
    if (!document)
        return;
    // The whole screen is that document's alone.
    if (MainWindow *former = shown(); former && former != document)
        former->endPresentation();
    m_stack->setCurrentWidget(document);
    tellTabs();
    tellTitle();
}

MainWindow *TabbedWindow::shown() const
{
    return m_documents.isEmpty() ? nullptr : static_cast<MainWindow *>(m_stack->currentWidget());
}

void TabbedWindow::forget(MainWindow *document)
{
    const qsizetype place = m_documents.indexOf(document);
    const bool isShown = document == shown();
    m_documents.removeOne(document);
    // The neighbour first, so that no other one flashes up.
    if (isShown && !m_documents.isEmpty())
        show(m_documents.at(std::min(place, m_documents.size() - 1)));
    m_stack->removeWidget(document);
    if (m_documents.isEmpty())
        close();
    else
        show(shown());
}

void TabbedWindow::step(int by)
{
    const qsizetype many = m_documents.size();
    const qsizetype now = m_documents.indexOf(shown());
    show(m_documents.value((now + by + many) % many));
}

void TabbedWindow::tellTabs()
{
    QList<DocumentTab> tabs;
    for (const MainWindow *document : std::as_const(m_documents))
        tabs.append(document->documentTab());
    if (MainWindow *document = shown())
        document->setTabs(tabs, int(m_documents.indexOf(document)));
}

void TabbedWindow::tellTitle()
{
    const MainWindow *document = shown();
    if (!document)
        return;
    setWindowTitle(document->windowTitle());
    setWindowModified(document->isWindowModified());
    setWindowFilePath(document->windowFilePath());
}

void TabbedWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        Q_EMIT activated();
}

void TabbedWindow::closeEvent(QCloseEvent *event)
{
    window::settings::geometry.write(m_settings, saveGeometry());
    while (MainWindow *document = shown()) {
        if (!document->close()) {
            event->ignore();
            return;
        }
    }
    event->accept();
}

} // namespace stratoplan::window
