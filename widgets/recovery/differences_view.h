// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/recovery/differences.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QTreeWidget>

namespace stratoplan::recovery {

/// What differs between two designs: a line for each element, its properties below it.
class DifferencesView : public QTreeWidget
{
    Q_OBJECT

public:
    explicit DifferencesView(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setDifferences(const QList<Difference> &differences);

private:
    void fill();

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QList<Difference> m_differences;
};

/// "2 added, 1 removed, 4 changed", or that nothing differs.
QString summaryOf(const QList<Difference> &differences);

/// The widget in a card of the house.
QFrame *cardOf(QWidget *content);

/// A moment as people say it: the time of day today, with the date before.
QString momentWords(const QDateTime &moment, const QDateTime &now);

} // namespace stratoplan::recovery
