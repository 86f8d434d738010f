// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace stratoplan::window {

/// One thing that the program remembers of its user, with its key and what holds at first. Nothing
/// that changes a result is a setting: region, price book and network model are in the design.
template <class T>
struct Setting
{
    const char *key;
    T initial;

    T read(const QSettings &settings) const
    {
        const QVariant value = settings.value(QLatin1String(key));
        return value.isValid() ? value.value<T>() : initial;
    }
    void write(QSettings &settings, const T &value) const
    {
        settings.setValue(QLatin1String(key), QVariant::fromValue(value));
    }
};

/// All settings. "window/..." is of this computer, "choice/..." is of the person.
namespace settings {
inline const Setting<QByteArray> geometry{"window/geometry", {}};
inline const Setting<QByteArray> panes{"window/panes", {}};
inline const Setting<QStringList> recentFiles{"window/recentFiles", {}};
inline const Setting<QString> lastFolder{"window/lastFolder", {}};
/// "system", "light" or "dark".
inline const Setting<QString> theme{"choice/theme", QStringLiteral("system")};
/// Of the panes' text, 0.8 to 2.
inline const Setting<double> fontScale{"choice/fontScale", 1.0};
/// A language as "de"; empty = the desktop's.
inline const Setting<QString> language{"choice/language", {}};
inline const Setting<bool> legendFolded{"choice/legendFolded", false};
/// The map of the drawing is wanted where a part of it is out of sight.
inline const Setting<bool> minimap{"choice/minimap", true};
} // namespace settings

/// At most this many are remembered.
inline constexpr int mostRecentFiles = 10;
/// The list with `path` first, without repetitions.
QStringList withRecent(QStringList files, const QString &path);

} // namespace stratoplan::window
