// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sketch/connect.h"
#include "widgets/canvas/placeable.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QTreeWidget>

#include <optional>

namespace stratoplan::canvas {

/// The kinds that may follow an element, each with what the connection would mean; or the patterns.
/// It never takes the keyboard: whoever has it moves the current row.
class FollowersList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit FollowersList(QWidget *parent);

    void setFollowers(const QList<sketch::Follower> &followers, const catalog::Catalog &catalog,
                      const theme::Theme &theme);
    void setPatterns(const catalog::Catalog &catalog, const theme::Theme &theme);
    /// Keeps the kinds that a word of theirs begins with the text, or that the text begins with and
    /// goes on with a name; the first of them becomes the current one.
    void filter(const QString &text, const catalog::Catalog &catalog);
    /// Up (-1) or down (1), from the end to the beginning.
    void walk(int steps);
    /// What is current among those that are left.
    std::optional<sketch::Follower> current() const;
    /// What the current pattern is for.
    QString sentence() const;
    qsizetype left() const { return m_left.size(); }

private:
    struct Entry
    {
        sketch::Follower follower;
        Placeable shown;
    };

    QList<Entry> m_all;
    QList<sketch::Follower> m_left;
    theme::Theme m_theme;
    theme::Icons m_icons;
};

} // namespace stratoplan::canvas
