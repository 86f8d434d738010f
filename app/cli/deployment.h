// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"

#include <QMap>

namespace stratoplan::cli {

/// What deployment would give a template.
struct Deployment
{
    QMap<QString, QString> parameters;
    QString region; ///< empty = not stated
};

/// From the options: the environment of samconfig.toml, over it the file of parameters, over that
/// single parameters and the region. Nothing, with messages, when one of them cannot be read.
std::optional<Deployment> deploymentOf(const InputOptions &options, const Streams &streams);

} // namespace stratoplan::cli
