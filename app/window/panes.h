// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

namespace stratoplan::window {

/// The panes of a window in the order in which a key walks them. A pane takes the focus where it
/// had it last, else where it begins. The pane that a key led to is framed until the mouse is used.
class Panes : public QObject
{
    Q_OBJECT

public:
    explicit Panes(QWidget *window);
    ~Panes() override;

    /// `begin` gives the widget that takes the focus first, or none for the first that can.
    void add(QWidget *pane, std::function<QWidget *()> begin = {});

    /// Focus to the next or the former pane that is visible, round and round.
    void step(int by);
    /// Focus into this pane, which must be visible.
    void enter(QWidget *pane);

    void setColor(const QColor &color);

    /// The first visible widget in a pane that Tab would stop at; a list or table before buttons.
    static QWidget *firstIn(QWidget *pane);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Pane
    {
        QPointer<QWidget> widget;
        std::function<QWidget *()> begin;
        QPointer<QWidget> last; ///< had the focus when it was left
    };
    class Frame;

    Pane *paneOf(const QWidget *widget);
    void enter(Pane &pane);
    void focusMoved(QWidget *old, QWidget *now);

    QWidget *m_window;
    QList<Pane> m_panes;
    Frame *m_frame;
};

} // namespace stratoplan::window
