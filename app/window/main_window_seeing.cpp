// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the drawing is seen: overlays, the path of a request, the map, the presentation.
#include "app/window/main_window.h"
#include "app/window/presentation.h"
#include "app/window/settings.h"
#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/findings/findings_model.h"
#include "widgets/search/find_bar.h"

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

    m_presentation = new Presentation(*this, *m_canvas, [this] { return presentedSteps(); });
    QAction *present = (*m_actions)[ActionId::Present];
    connect(present, &QAction::triggered, this, [this](bool on) {
        if (!on) {
            m_presentation->end();
            return;
        }
        (*m_actions)[ActionId::FillPanels]->setChecked(false);
        m_findBar->close();
        m_presentation->begin();
    });
    connect(m_presentation, &Presentation::changed, this, [this, present](bool on) {
        present->setChecked(on);
        // The path stays lit without its list.
        m_path->setHidden(on || !m_path->isActive());
    });
}

void MainWindow::endPresentation()
{
    m_presentation->end();
}

QList<PresentedStep> MainWindow::presentedSteps() const
{
    QList<PresentedStep> steps;
    if (const overlay::RequestPath *path = m_path->path()) {
        for (int i = 0; i < path->steps.size(); ++i) {
            const overlay::Step &step = path->steps.at(i);
            PresentedStep shown{{step.element}, m_path->sentenceOf(i), {}};
            if (step.by)
                shown.elements.insert(step.by);
            if (step.from >= 0)
                shown.elements.insert(path->steps.at(step.from).element);
            steps.append(shown);
        }
        return steps;
    }
    if (!m_runner.latest())
        return steps;
    for (const review::Finding &finding : m_runner.latest()->findings) {
        if (finding.status == review::Status::Suppressed)
            continue;
        steps.append({QSet<ElementId>(finding.elements.begin(), finding.elements.end()),
                      toString(finding.message), findings::markOf(finding)});
    }
    return steps;
}

} // namespace stratoplan::window
