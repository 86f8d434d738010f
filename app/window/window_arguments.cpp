// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_arguments.h"

#include <QFile>

namespace stratoplan::window {

std::optional<WindowArguments> windowArguments(const QStringList &arguments)
{
    static const QString option = QStringLiteral("--facts");
    WindowArguments found;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if (word == option && i + 1 < arguments.size()) {
            found.facts.append(arguments.at(i + 1));
            ++i;
        } else if (word.startsWith(option + QLatin1Char('='))) {
            found.facts.append(word.mid(option.size() + 1));
        } else if (!word.startsWith(QLatin1Char('-')) && QFile::exists(word)) {
            found.files.append(word);
        } else {
            return std::nullopt;
        }
    }
    if (found.files.isEmpty() && !found.facts.isEmpty())
        return std::nullopt;
    return found;
}

} // namespace stratoplan::window
