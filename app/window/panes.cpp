// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panes.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace stratoplan::window {

namespace {

constexpr int frameWidth = 2;

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled()
        && (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

} // namespace

/// A line round a pane, above everything and out of the mouse's way.
class Panes::Frame : public QWidget
{
public:
    explicit Frame(QWidget *window)
        : QWidget(window)
    {
        setObjectName(QStringLiteral("paneFrame"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

    void surround(QWidget *pane)
    {
        if (m_pane)
            m_pane->removeEventFilter(this);
        m_pane = pane;
        setVisible(pane);
        if (!pane)
            return;
        pane->installEventFilter(this);
        place();
        raise();
    }
    QWidget *pane() const { return m_pane; }
    void setColor(const QColor &color)
    {
        m_color = color;
        update();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_pane) {
            if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
                place();
            else if (event->type() == QEvent::Hide)
                hide();
        }
        return false;
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(QPen(m_color, frameWidth, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }

private:
    void place() { setGeometry({m_pane->mapTo(parentWidget(), QPoint()), m_pane->size()}); }

    QPointer<QWidget> m_pane;
    QColor m_color;
};

Panes::Panes(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_frame(new Frame(window))
{
    connect(qApp, &QApplication::focusChanged, this, &Panes::focusMoved);
}

Panes::~Panes() = default;

void Panes::add(QWidget *pane, std::function<QWidget *()> begin)
{
    m_panes.append({pane, std::move(begin), {}});
}

void Panes::setColor(const QColor &color)
{
    m_frame->setColor(color);
}

QWidget *Panes::firstIn(QWidget *pane)
{
    QWidget *first = nullptr;
    const QWidget *begin = pane;
    for (QWidget *widget = pane->nextInFocusChain(); widget && widget != begin;
         widget = widget->nextInFocusChain()) {
        if (!pane->isAncestorOf(widget) || !takesFocus(*widget))
            continue;
        if (qobject_cast<QAbstractItemView *>(widget))
            return widget;
        if (!first)
            first = widget;
    }
    return first;
}

Panes::Pane *Panes::paneOf(const QWidget *widget)
{
    const auto found = std::find_if(m_panes.begin(), m_panes.end(), [widget](const Pane &pane) {
        return pane.widget && widget
            && (pane.widget == widget || pane.widget->isAncestorOf(widget));
    });
    return found == m_panes.end() ? nullptr : &*found;
}

void Panes::step(int by)
{
    const qsizetype count = m_panes.size();
    const Pane *now = paneOf(QApplication::focusWidget());
    // From outside of all panes the first one comes next.
    qsizetype at = now ? now - m_panes.constData() : (by > 0 ? -1 : 0);
    for (qsizetype tried = 0; tried < count; ++tried) {
        at = (at + by + count) % count;
        Pane &pane = m_panes[at];
        if (pane.widget && pane.widget->isVisible()) {
            enter(pane);
            return;
        }
    }
}

void Panes::enter(QWidget *pane)
{
    if (Pane *known = paneOf(pane))
        enter(*known);
}

void Panes::enter(Pane &pane)
{
    QWidget *target = pane.last && takesFocus(*pane.last) ? pane.last.data() : nullptr;
    if (!target && pane.begin)
        target = pane.begin();
    if (!target)
        target = firstIn(pane.widget);
    if (!target)
        return;
    target->setFocus(Qt::TabFocusReason);
    if (!m_frame->pane() || !m_frame->isVisible())
        qApp->installEventFilter(this);
    m_frame->surround(pane.widget);
}

void Panes::focusMoved(QWidget *old, QWidget *now)
{
    if (Pane *left = paneOf(old); left && left != paneOf(now))
        left->last = old;
    if (!m_frame->isVisible() || !now)
        return;
    const Pane *entered = paneOf(now);
    m_frame->surround(entered ? entered->widget.data() : nullptr);
}

bool Panes::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        m_frame->surround(nullptr);
        qApp->removeEventFilter(this);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace stratoplan::window
