// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/placeable.h"

#include "planner/sketch/kinds.h"
#include "planner/sketch/patterns.h"

#include <QCoreApplication>

#include <array>

namespace stratoplan::canvas {

namespace {

using catalog::Category;

struct OwnKind
{
    const char *what;
    const char *label;
    const char *icon;
};

constexpr OwnKind functionKind{"function", QT_TRANSLATE_NOOP("Palette", "Function"), "function"};

constexpr std::array<OwnKind, 8> networkKinds{{
    {"vpc", QT_TRANSLATE_NOOP("Palette", "VPC"), "vpc"},
    {"zone", QT_TRANSLATE_NOOP("Palette", "Availability zone"), "zone"},
    {"subnet", QT_TRANSLATE_NOOP("Palette", "Subnet"), "subnet"},
    {"nat-gateway", QT_TRANSLATE_NOOP("Palette", "NAT gateway"), "nat-gateway"},
    {"internet-gateway", QT_TRANSLATE_NOOP("Palette", "Internet gateway"), "internet-gateway"},
    {"egress-only-gateway", QT_TRANSLATE_NOOP("Palette", "Egress-only gateway"),
     "egress-only-gateway"},
    {"gateway-endpoint", QT_TRANSLATE_NOOP("Palette", "Gateway endpoint"), "endpoint"},
    {"interface-endpoint", QT_TRANSLATE_NOOP("Palette", "Interface endpoint"),
     "interface-endpoint"},
}};

constexpr OwnKind noteKind{"note", QT_TRANSLATE_NOOP("Palette", "Note"), "note"};
constexpr OwnKind groupKind{"group", QT_TRANSLATE_NOOP("Palette", "Group"), "group"};

struct GroupTitle
{
    Category category;
    const char *title;
};

constexpr std::array<GroupTitle, 7> groupTitles{{
    {Category::Compute, QT_TRANSLATE_NOOP("Palette", "Compute")},
    {Category::Entry, QT_TRANSLATE_NOOP("Palette", "Entry")},
    {Category::Messaging, QT_TRANSLATE_NOOP("Palette", "Messaging")},
    {Category::Data, QT_TRANSLATE_NOOP("Palette", "Data")},
    {Category::Workflow, QT_TRANSLATE_NOOP("Palette", "Workflow")},
    {Category::Network, QT_TRANSLATE_NOOP("Palette", "Network")},
    {Category::Outside, QT_TRANSLATE_NOOP("Palette", "Outside")},
}};

QString translated(const char *text)
{
    return QCoreApplication::translate("Palette", text);
}

Placeable entryOf(const OwnKind &kind, Category category)
{
    return {QString::fromLatin1(kind.what),
            translated(kind.label),
            QString::fromLatin1(kind.icon),
            category,
            sketch::ownWords(QString::fromLatin1(kind.what)),
            {}};
}

} // namespace

QList<PlaceableGroup> placeableGroups(const catalog::Catalog &catalog)
{
    QList<PlaceableGroup> groups;
    for (const GroupTitle &group : groupTitles) {
        PlaceableGroup made{translated(group.title), {}};
        if (group.category == Category::Compute)
            made.entries.append(entryOf(functionKind, Category::Compute));
        if (group.category == Category::Network) {
            for (const OwnKind &kind : networkKinds)
                made.entries.append(entryOf(kind, Category::Network));
        }
        for (const catalog::ServiceKind &kind : catalog.services()) {
            if (kind.category != group.category || kind.kind == QLatin1String("unknown"))
                continue;
            const QString label
                = QCoreApplication::translate("Catalog", kind.label.toUtf8().constData());
            made.entries.append({kind.kind, label, kind.icon, kind.category, kind.aliases, {}});
        }
        if (group.category == Category::Outside) {
            made.entries.append(entryOf(noteKind, Category::Outside));
            made.entries.append(entryOf(groupKind, Category::Outside));
        }
        if (!made.entries.isEmpty())
            groups.append(made);
    }
    PlaceableGroup whole{translated(QT_TRANSLATE_NOOP("Palette", "Patterns")), {}};
    for (const sketch::Pattern &pattern : sketch::patterns()) {
        const auto inWords = [](const QString &text) {
            return QCoreApplication::translate("Patterns", text.toUtf8().constData());
        };
        whole.entries.append({patternPrefix + pattern.key,
                              inWords(pattern.name),
                              QStringLiteral("group"),
                              Category::Outside,
                              {QStringLiteral("pattern")},
                              inWords(pattern.sentence)});
    }
    groups.append(whole);
    return groups;
}

std::optional<Placeable> placeable(const QString &what, const catalog::Catalog &catalog)
{
    for (const PlaceableGroup &group : placeableGroups(catalog)) {
        for (const Placeable &entry : group.entries) {
            if (entry.what == what)
                return entry;
        }
    }
    return std::nullopt;
}

} // namespace stratoplan::canvas
