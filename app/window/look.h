// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QPalette>

class QApplication;

namespace stratoplan::window {

/// The look of the whole program: a theme by name, or the one that suits the desktop.
class Look
{
public:
    /// Remembers the desktop's own palette before anything covers it.
    explicit Look(QApplication &application);

    /// "light", "dark", or anything else for the desktop's.
    void choose(const QString &name, double fontScale);
    const theme::Theme &theme() const { return m_theme; }

    /// The theme that suits a desktop with that palette: the dark one where writing is lighter than
    /// its ground.
    static theme::Theme suiting(const QPalette &desktop);

private:
    QApplication &m_application;
    QPalette m_desktop;
    theme::Theme m_theme = theme::light();
};

} // namespace stratoplan::window
