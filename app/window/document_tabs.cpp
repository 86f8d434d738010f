// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/document_tabs.h"

#include <QContextMenuEvent>
#include <QDir>
#include <QMenu>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace stratoplan::window {

namespace {

using theme::Token;

constexpr int glyphSide = 16;
constexpr int closeSide = 18;

} // namespace

DocumentTabs::DocumentTabs(QWidget *parent)
    : QTabBar(parent)
{
    setObjectName(QStringLiteral("documentTabs"));
    setDocumentMode(true);
    setDrawBase(false);
    setExpanding(false);
    setMovable(true);
    setElideMode(Qt::ElideMiddle);
    setIconSize({glyphSide, glyphSide});
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QTabBar::currentChanged, this, &DocumentTabs::choose);
    connect(this, &QTabBar::tabMoved, this, &DocumentTabs::follow);
}

// The window decides, and says which document it shows. What is pressed may be dragged yet: shown
// now, its own tabs would take the place of these under the hand.
void DocumentTabs::choose(int tab)
{
    if (m_isHeld)
        return;
    const QSignalBlocker quiet(this);
    setCurrentIndex(m_current);
    QMetaObject::invokeMethod(
        this, [this, tab] { Q_EMIT chosen(tab); }, Qt::QueuedConnection);
}

void DocumentTabs::follow(int from, int to)
{
    m_documents.move(from, to);
    if (m_current == from)
        m_current = to;
    else if (from < m_current && to >= m_current)
        --m_current;
    else if (from > m_current && to <= m_current)
        ++m_current;
    Q_EMIT moved(from, to);
}

void DocumentTabs::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    for (int i = 0; i < count(); ++i)
        makeCloseButton(i);
    fill();
}

void DocumentTabs::retranslate()
{
    setAccessibleName(tr("Open documents"));
    fill();
}

void DocumentTabs::setTabs(const QList<DocumentTab> &tabs, int current)
{
    m_documents = tabs;
    m_current = current;
    fill();
}

void DocumentTabs::fill()
{
    const QSignalBlocker quiet(this);
    while (count() > m_documents.size())
        removeTab(count() - 1);
    while (count() < m_documents.size())
        makeCloseButton(addTab(QString()));
    for (int i = 0; i < count(); ++i) {
        const DocumentTab &tab = m_documents.at(i);
        // Names may hold what would be a mnemonic.
        QString name = QString(tab.name).replace(QLatin1Char('&'), QLatin1String("&&"));
        //: A document's name in its tab, with a mark that it is not saved
        setTabText(i, tab.isModified ? tr("%1 •").arg(name) : name);
        const QString icon
            = tab.isTemplate ? QStringLiteral("template") : QStringLiteral("state-machine");
        setTabIcon(
            i, m_icons.icon(icon, m_theme.color(i == m_current ? Token::Accent : Token::Muted)));
        QStringList tips;
        if (!tab.file.isEmpty())
            tips.append(tr("File: %1").arg(QDir::toNativeSeparators(tab.file)));
        if (tab.isModified)
            tips.append(tr("Not saved"));
        setTabToolTip(i, tips.join(QLatin1Char('\n')));
        tabButton(i, QTabBar::RightSide)->setToolTip(tr("Close %1").arg(tab.name));
    }
    setCurrentIndex(m_current);
    // The other tabs' names may be shorter now.
    updateGeometry();
}

void DocumentTabs::makeCloseButton(int tab)
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("closeTab"));
    button->setAutoRaise(true);
    button->setFixedSize(closeSide, closeSide);
    button->setIconSize({14, 14});
    button->setFocusPolicy(Qt::NoFocus);
    button->setIcon(m_icons.icon(QStringLiteral("close"), m_theme.color(Token::Muted)));
    connect(button, &QToolButton::clicked, this, [this, button] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, QTabBar::RightSide) == button) {
                Q_EMIT closeWanted(i);
                return;
            }
        }
    });
    setTabButton(tab, QTabBar::RightSide, button);
}

void DocumentTabs::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::MiddleButton) {
        m_isHeld = event->button() == Qt::LeftButton;
        QTabBar::mousePressEvent(event);
        return;
    }
    m_pressed = tabAt(event->position().toPoint());
}

void DocumentTabs::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::MiddleButton) {
        QTabBar::mouseReleaseEvent(event);
        if (std::exchange(m_isHeld, false) && currentIndex() != m_current)
            choose(currentIndex());
        return;
    }
    const int tab = tabAt(event->position().toPoint());
    if (tab >= 0 && tab == m_pressed)
        Q_EMIT closeWanted(tab);
    m_pressed = -1;
}

void DocumentTabs::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int tab = byKey ? currentIndex() : tabAt(event->pos());
    if (tab < 0)
        return;
    QMenu menu(this);
    const QAction *close = menu.addAction(tr("&Close"));
    QAction *own = menu.addAction(tr("In a &window of its own"));
    own->setEnabled(count() > 1);
    const QPoint place = byKey ? mapToGlobal(tabRect(tab).bottomLeft()) : event->globalPos();
    const QAction *taken = menu.exec(place);
    if (taken == close)
        Q_EMIT closeWanted(tab);
    else if (taken == own)
        Q_EMIT windowOfItsOwnWanted(tab);
}

} // namespace stratoplan::window
