// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is laid over the drawing: overlays, the path of a request, the map.
#include "app/window/main_window.h"
#include "app/window/settings.h"
#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/path_panel.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

#include <array>

namespace stratoplan::window {

namespace {

/// Of the canvas, px.
constexpr int leastWidth = 320;
constexpr int leastBesideAPath = 180;

struct OverlayAction
{
    ActionId action = ActionId::NoOverlay;
    std::optional<overlay::Kind> kind;
};

constexpr std::array overlayActions{
    OverlayAction{ActionId::NoOverlay, std::nullopt},
    OverlayAction{ActionId::OverlayFindings, overlay::Kind::Findings},
    OverlayAction{ActionId::OverlayCost, overlay::Kind::Cost},
    OverlayAction{ActionId::OverlayLatency, overlay::Kind::Latency},
    OverlayAction{ActionId::OverlayConcurrency, overlay::Kind::Concurrency},
    OverlayAction{ActionId::OverlayColdStart, overlay::Kind::ColdStart},
    OverlayAction{ActionId::OverlayExecution, overlay::Kind::Execution},
    OverlayAction{ActionId::OverlayZone, overlay::Kind::Zone},
};

} // namespace

QMenu *MainWindow::makeOverlayMenu()
{
    using Id = ActionId;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("overlays"));
    menu->addAction((*m_actions)[Id::NoOverlay]);
    menu->addSeparator();
    for (const Id id :
         {Id::OverlayFindings, Id::OverlayCost, Id::OverlayLatency, Id::OverlayConcurrency,
          Id::OverlayColdStart, Id::OverlayExecution, Id::OverlayZone})
        menu->addAction((*m_actions)[id]);
    return menu;
}

void MainWindow::connectSeeing()
{
    auto *overlays = new QActionGroup(this);
    for (const OverlayAction &one : overlayActions) {
        QAction *action = (*m_actions)[one.action];
        overlays->addAction(action);
        connect(action, &QAction::triggered, m_scene,
                [this, kind = one.kind] { m_scene->setOverlay(kind); });
    }
    const auto showOverlay = [this] {
        const std::optional<overlay::Overlay> &shown = m_scene->overlay();
        for (const OverlayAction &one : overlayActions) {
            const bool isShown = shown ? one.kind == shown->kind : !one.kind;
            (*m_actions)[one.action]->setChecked(isShown);
        }
        m_overlay->setChecked(shown.has_value());
    };
    connect(m_scene, &canvas::CanvasScene::overlayChanged, this, showOverlay);
    showOverlay();

    QAction *follow = (*m_actions)[ActionId::FollowPath];
    connect(follow, &QAction::triggered, this, [this](bool on) {
        if (!on) {
            m_path->end();
            return;
        }
        const ElementId here = m_selection.current();
        m_path->begin(here ? here : m_scene->focusElement());
    });
    connect(m_path, &canvas::PathPanel::activeChanged, this, [this, follow](bool active) {
        follow->setChecked(active);
        // In a narrow window both have room beside the panes.
        m_canvas->setMinimumWidth(active ? leastBesideAPath : leastWidth);
        if (!active && m_designShown)
            m_canvas->setFocus();
    });
    connect(m_path, &canvas::PathPanel::pathChanged, m_scene, [this] {
        const overlay::RequestPath *path = m_path->path();
        m_scene->setPath(path ? std::optional(*path) : std::nullopt);
    });
    connect(m_canvas, &canvas::CanvasView::escaped, this, [this] {
        if (m_path->isActive())
            m_path->end();
        else
            m_scene->setOverlay({});
    });

    QAction *map = (*m_actions)[ActionId::ShowMinimap];
    map->setChecked(window::settings::minimap.read(m_settings));
    m_canvas->minimap().setWanted(map->isChecked());
    connect(map, &QAction::toggled, this, [this](bool wanted) {
        m_canvas->minimap().setWanted(wanted);
        window::settings::minimap.write(m_settings, wanted);
    });
}

} // namespace stratoplan::window
