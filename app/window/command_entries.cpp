// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/command_entries.h"

#include "app/window/menu_places.h"
#include "planner/model/names.h"
#include "widgets/document/drawing.h"
#include "widgets/findings/findings_model.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenuBar>

#include <algorithm>

namespace stratoplan::window {

namespace {

/// The name of what an element stands in, where it stands in something.
QString placeOf(const Element &element, const Design &design)
{
    ElementId around;
    if (const auto *function = std::get_if<Function>(&element))
        around = function->subnets.isEmpty() ? ElementId{} : function->subnets.first();
    else if (const auto *service = std::get_if<Service>(&element))
        around = service->subnets.isEmpty() ? ElementId{} : service->subnets.first();
    else if (const auto *zone = std::get_if<Zone>(&element))
        around = zone->vpc;
    else if (const auto *subnet = std::get_if<Subnet>(&element))
        around = subnet->zone ? subnet->zone : subnet->vpc;
    const Element *container = design.find(around);
    return container ? common(*container).name : QString();
}

} // namespace

QList<command::Entry> actionEntries(const QMenuBar &bar, const QString &recent)
{
    QList<command::Entry> entries;
    for (const PlacedAction &placed : placedActions(bar)) {
        QAction *action = placed.action;
        command::Entry entry;
        const bool isFile = action->parent() && action->parent()->objectName() == recent;
        entry.kind = isFile ? command::Kind::File : command::Kind::Action;
        entry.title = plainText(*action);
        entry.detail = isFile ? action->statusTip() : placed.place;
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.enabled = action->isEnabled();
        entry.checked = action->isCheckable() && action->isChecked();
        entry.icon = action->icon();
        entry.run = [action] { action->trigger(); };
        entries.append(entry);
    }
    // Files come after all that can be done.
    std::stable_partition(entries.begin(), entries.end(), [](const command::Entry &entry) {
        return entry.kind == command::Kind::Action;
    });
    return entries;
}

QList<command::Entry> elementEntries(const Design &design, const catalog::Catalog &catalog,
                                     const std::function<void(ElementId)> &go)
{
    QList<command::Entry> entries;
    QList<command::Entry> connections;
    const Names names(design);
    for (const auto &[id, element] : design.elements()) {
        const bool isConnection = std::holds_alternative<Connection>(*element);
        command::Entry entry;
        entry.kind = command::Kind::Element;
        if (isConnection) {
            entry.title = names.of(id).replace(QStringLiteral("->"), QStringLiteral(" → "));
            entry.detail = QCoreApplication::translate("Commands", "Connection");
            entry.glyph = QStringLiteral("connect");
        } else {
            const drawing::BoxContent content = drawing::contentOf(*element, design, catalog);
            const QString place = placeOf(*element, design);
            entry.title = names.shown(id);
            entry.detail = place.isEmpty()
                ? content.kind
                : QCoreApplication::translate("Commands", "%1 in %2", "a kind and its container")
                      .arg(content.kind, place);
            entry.glyph = content.icon;
            entry.category = content.category;
        }
        entry.run = [go, shown = id] { go(shown); };
        (isConnection ? connections : entries).append(entry);
    }
    return entries + connections;
}

QList<command::Entry> findingEntries(const QList<review::Finding> &findings,
                                     const std::function<void(const QString &)> &go)
{
    QList<command::Entry> entries;
    for (const review::Finding &finding : findings) {
        if (finding.status == review::Status::Suppressed)
            continue;
        command::Entry entry;
        entry.kind = command::Kind::Finding;
        entry.title = toString(finding.message);
        entry.detail = finding.rule;
        entry.mark = findings::markOf(finding);
        entry.run = [go, key = finding.key] { go(key); };
        entries.append(entry);
    }
    return entries;
}

} // namespace stratoplan::window
