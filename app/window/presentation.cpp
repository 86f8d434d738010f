// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/presentation.h"

#include "app/window/caption.h"
#include "widgets/canvas/canvas_view.h"

#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>

#include <chrono>

namespace stratoplan::window {

namespace {

/// A window manager gives a window its former size a moment after it was asked to.
constexpr std::chrono::milliseconds windowSettles(500);

} // namespace

Presentation::Presentation(QMainWindow &window, canvas::CanvasView &canvas,
                           std::function<QList<PresentedStep>()> steps)
    : QObject(&window)
    , m_window(window)
    , m_canvas(canvas)
    , m_steps(std::move(steps))
    , m_caption(new Caption(canvas))
{
    canvas.installEventFilter(this);
    m_settled.setSingleShot(true);
    m_settled.setInterval(windowSettles);
    connect(&m_settled, &QTimer::timeout, this, [this] { m_returning.reset(); });
}

void Presentation::begin()
{
    if (isOn())
        return;
    m_returning.reset();
    m_former = {m_window.saveState(),
                m_window.window()->windowState(),
                !m_window.menuBar()->isHidden(),
                !m_window.statusBar()->isHidden(),
                m_canvas.isFitted(),
                m_canvas.zoom(),
                m_canvas.mapToScene(QPoint())};
    m_window.menuBar()->hide();
    m_window.statusBar()->hide();
    for (QToolBar *bar : m_window.findChildren<QToolBar *>(Qt::FindDirectChildrenOnly))
        bar->hide();
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly))
        dock->hide();
    QWidget &whole = *m_window.window();
    whole.setWindowState(whole.windowState() | Qt::WindowFullScreen);
    m_canvas.setPresenting(true);
    m_canvas.fit();
    m_canvas.setFocus(Qt::OtherFocusReason);
    m_step = -1;
    Q_EMIT changed(true);
}

void Presentation::end()
{
    if (!isOn())
        return;
    show(-1);
    const Former former = *m_former;
    m_former.reset();
    m_canvas.setPresenting(false);
    m_window.window()->setWindowState(former.states);
    m_window.menuBar()->setVisible(former.menu);
    m_window.statusBar()->setVisible(former.status);
    m_window.restoreState(former.panes);
    m_returning = former;
    m_settled.start();
    placeAsBefore();
    Q_EMIT changed(false);
}

void Presentation::placeAsBefore()
{
    if (!m_returning)
        return;
    if (m_returning->fitted) {
        m_canvas.fit();
        return;
    }
    m_canvas.showFrom(m_returning->corner, m_returning->zoom);
}

void Presentation::next()
{
    show(m_step + 1 < m_steps().size() ? m_step + 1 : -1);
}

void Presentation::previous()
{
    show(m_step >= 0 ? m_step - 1 : int(m_steps().size()) - 1);
}

void Presentation::show(int step)
{
    const QList<PresentedStep> steps = m_steps();
    m_step = step < steps.size() ? step : -1;
    if (m_step < 0) {
        m_canvas.canvas().setFound({});
        m_caption->clear();
        return;
    }
    const PresentedStep &shown = steps.at(m_step);
    m_canvas.canvas().setFound(shown.elements);
    m_caption->tell(tr("%1 of %2", "which step of how many").arg(m_step + 1).arg(steps.size()),
                    shown.sentence, shown.mark);
    m_canvas.reveal(shown.elements.values());
}

void Presentation::setTheme(const theme::Theme &theme)
{
    m_caption->setTheme(theme);
}

bool Presentation::takesKey(int key)
{
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        next();
        return true;
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        previous();
        return true;
    case Qt::Key_Home:
        show(-1);
        return true;
    case Qt::Key_Escape:
        end();
        return true;
    default:
        return false;
    }
}

bool Presentation::eventFilter(QObject *watched, QEvent *event)
{
    if (m_returning && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &Presentation::placeAsBefore, Qt::QueuedConnection);
    if (!isOn() || event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    // What is in the hand is put down first, and other arrows move and follow as ever.
    const bool isFree = m_canvas.toolKind() == canvas::ToolKind::Select
        && QApplication::mouseButtons() == Qt::NoButton;
    const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
    return isFree && modifiers == Qt::NoModifier && takesKey(key->key());
}

} // namespace stratoplan::window
