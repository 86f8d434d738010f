// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace stratoplan::cli {

void Streams::print(const QString &text) const
{
    out->write(text.toUtf8());
}

void Streams::message(const QString &line) const
{
    err->write((line + QLatin1Char('\n')).toUtf8());
}

void Streams::tell(const Problems &problems) const
{
    for (const Problem &problem : problems)
        message(toString(problem));
}

int Streams::fail(const Problems &problems, int status) const
{
    tell(problems);
    return status;
}

} // namespace stratoplan::cli
