// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/deployment.h"

namespace stratoplan::cli {

/// What a samconfig.toml says of `sam deploy` in one environment: parameter_overrides and region of
/// [ENVIRONMENT.deploy.parameters], over those of [ENVIRONMENT.global.parameters] (AWS SAM
/// Developer Guide, "AWS SAM CLI configuration file"). Problems: "samconfig.syntax",
/// "samconfig.no-environment", "samconfig.parameters".
Expected<Deployment> readSamConfig(const QByteArray &text, const QString &file,
                                   const QString &environment);

} // namespace stratoplan::cli
