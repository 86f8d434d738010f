// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/followers_list.h"

#include "planner/sketch/kinds.h"
#include "widgets/theme/tile.h"

#include <QHeaderView>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

constexpr int rowOfList = 28;
constexpr qsizetype mostRows = 7;

QString meaning(const sketch::Follower &follower)
{
    if (follower.what.startsWith(patternPrefix))
        return {};
    switch (follower.role) {
    case Role::Trigger:
        return FollowersList::tr("triggers", "what a new connection to this kind does");
    case Role::Call:
        return FollowersList::tr("calls", "what a new connection to this kind does");
    case Role::Access:
        return follower.reads
            ? FollowersList::tr("reads and writes", "what a new connection to this kind does")
            : FollowersList::tr("writes", "what a new connection to this kind does");
    case Role::FailureTarget:
        break;
    }
    return FollowersList::tr("on failure", "what a new connection to this kind does");
}

/// 0 = it is called so, 1 = one of its words begins so, 2 = it is something else.
int distance(const Placeable &entry, const QString &text)
{
    const QString like = text.toLower();
    int best = 2;
    const QStringList names = QStringList{entry.what, entry.label} + entry.aliases;
    for (const QString &name : names) {
        const QString lower = name.toLower();
        if (lower == like)
            return 0;
        const bool begins
            = lower.startsWith(like) || lower.contains(u' ' + like) || lower.contains(u'-' + like);
        best = std::min(best, begins ? 1 : 2);
    }
    return best;
}

/// What the first words say, the longest way.
QString kindAtTheBeginning(const QString &text, const catalog::Catalog &catalog)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype count = words.size(); count > 0; --count) {
        const QString what = sketch::kindNamed(QStringList(words.first(count)).join(u' '), catalog);
        if (!what.isEmpty())
            return what;
    }
    return {};
}

} // namespace

FollowersList::FollowersList(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("followers"));
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setIconSize({listTileSize, listTileSize});
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

void FollowersList::setFollowers(const QList<sketch::Follower> &followers,
                                 const catalog::Catalog &catalog, const theme::Theme &theme)
{
    setAccessibleName(tr("What may follow"));
    m_theme = theme;
    m_all.clear();
    for (const sketch::Follower &follower : followers) {
        if (const std::optional<Placeable> shown = placeable(follower.what, catalog))
            m_all.append({follower, *shown});
    }
    filter({}, catalog);
}

void FollowersList::setPatterns(const catalog::Catalog &catalog, const theme::Theme &theme)
{
    setAccessibleName(tr("Patterns"));
    m_theme = theme;
    m_all.clear();
    const QList<PlaceableGroup> groups = placeableGroups(catalog);
    for (const PlaceableGroup &group : groups) {
        for (const Placeable &entry : group.entries) {
            if (entry.what.startsWith(patternPrefix))
                m_all.append({{entry.what}, entry});
        }
    }
    filter({}, catalog);
}

QString FollowersList::sentence() const
{
    const std::optional<sketch::Follower> now = current();
    for (const Entry &entry : m_all) {
        if (now && entry.follower.what == now->what)
            return entry.shown.sentence;
    }
    return {};
}

void FollowersList::filter(const QString &text, const catalog::Catalog &catalog)
{
    const QString meant = kindAtTheBeginning(text, catalog);
    QList<std::pair<int, const Entry *>> fitting;
    for (const Entry &entry : std::as_const(m_all)) {
        const int far = text.isEmpty()     ? 1
            : entry.follower.what == meant ? 0
                                           : distance(entry.shown, text);
        if (far < 2)
            fitting.append({far, &entry});
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    clear();
    m_left.clear();
    for (const auto &[far, entry] : std::as_const(fitting)) {
        auto *item = new QTreeWidgetItem(this, {entry->shown.label, meaning(entry->follower)});
        item->setIcon(0,
                      theme::tileOf(entry->shown.icon, entry->shown.category, listTileSize, m_theme,
                                    m_icons, devicePixelRatioF()));
        item->setForeground(1, m_theme.color(theme::Token::Muted));
        item->setSizeHint(0, QSize(0, rowOfList));
        m_left.append(entry->follower);
    }
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    setFixedHeight(int(std::min(mostRows, m_left.size())) * rowOfList + 2);
    setVisible(!m_left.isEmpty());
}

void FollowersList::walk(int steps)
{
    const int count = topLevelItemCount();
    if (count == 0)
        return;
    const int row = indexOfTopLevelItem(currentItem()) + steps;
    setCurrentItem(topLevelItem((row + count) % count));
    scrollToItem(currentItem());
}

std::optional<sketch::Follower> FollowersList::current() const
{
    const int row = indexOfTopLevelItem(currentItem());
    return row < 0 ? std::nullopt : std::optional(m_left.at(row));
}

} // namespace stratoplan::canvas
