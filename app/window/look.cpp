// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/look.h"

#include "widgets/theme/style.h"

#include <QApplication>

namespace stratoplan::window {

Look::Look(QApplication &application)
    : m_application(application)
    , m_desktop(QApplication::palette())
{
}

theme::Theme Look::suiting(const QPalette &desktop)
{
    const bool dark = desktop.color(QPalette::WindowText).lightness()
        > desktop.color(QPalette::Window).lightness();
    return dark ? theme::dark() : theme::light();
}

void Look::choose(const QString &name, double fontScale)
{
    if (name == QLatin1String("light"))
        m_theme = theme::light();
    else if (name == QLatin1String("dark"))
        m_theme = theme::dark();
    else
        m_theme = suiting(m_desktop);
    theme::install(m_application, m_theme, fontScale);
}

} // namespace stratoplan::window
