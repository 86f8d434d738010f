// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>

namespace stratoplan {

/// What a call of the program left behind.
struct CommandOutcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs a command of the program in this process, with buffers for its streams.
inline CommandOutcome runCommand(const QStringList &arguments, const QByteArray &input = {})
{
    QByteArray text = input;
    QBuffer in(&text);
    QBuffer out;
    QBuffer err;
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    CommandOutcome outcome;
    outcome.status = cli::run(arguments, {&in, &out, &err});
    outcome.out = out.data();
    outcome.err = err.data();
    return outcome;
}

} // namespace stratoplan
