// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <utility>

namespace stratoplan::window {

/// The place of a panel, which is made when it is first shown or asked for: to make all panels
/// takes longer than all else at the start of a window, and many are never looked at.
template <typename Panel>
class LatePanel : public QWidget
{
public:
    /// `make` gives a new panel with this place as its parent; `inform` tells it, once it has its
    /// size, what it has missed.
    LatePanel(std::function<Panel *(QWidget *parent)> make, std::function<void(Panel &)> inform)
        : m_make(std::move(make))
        , m_inform(std::move(inform))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
    }

    Panel &panel()
    {
        if (!m_panel) {
            m_panel = m_make(this);
            layout()->addWidget(m_panel);
            setFocusProxy(m_panel);
            m_panel->show();
            layout()->activate();
            m_inform(*m_panel);
        }
        return *m_panel;
    }

    /// Tells the panel something that it is informed of later otherwise.
    template <typename Tell>
    void tell(Tell &&tell)
    {
        if (m_panel)
            std::forward<Tell>(tell)(*m_panel);
    }

protected:
    void showEvent(QShowEvent *event) override
    {
        panel();
        QWidget::showEvent(event);
    }

private:
    std::function<Panel *(QWidget *parent)> m_make;
    std::function<void(Panel &)> m_inform;
    Panel *m_panel = nullptr;
};

} // namespace stratoplan::window
