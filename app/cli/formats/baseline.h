// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/review/finding.h"

#include <QHash>

namespace stratoplan::cli {

/// The findings of an earlier `stratoplan review --format json`, by file and key.
class Baseline
{
public:
    /// Refused: text that is no such document ("review.no-baseline").
    static Expected<Baseline> read(const QByteArray &text, const QString &file);

    /// Whether the finding was there, no less severe and of the same status. Files are compared as
    /// they were given to the command, cleaned of "./" and the like; empty = standard input.
    bool contains(const QString &file, const review::Finding &finding) const;

private:
    struct Known
    {
        Severity severity = Severity::Info;
        QString status;
    };
    QHash<QString, Known> m_known;
};

} // namespace stratoplan::cli
