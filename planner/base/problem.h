// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"

#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace stratoplan {

/// How bad a problem or a finding is, worst first. Blocker: refused at deployment, or cannot work.
enum class Severity
{
    Blocker,
    High,
    Medium,
    Low,
    Info
};

/// "blocker", "high", "medium", "low", "info": the words of files and JSON, never translated.
QLatin1String id(Severity severity);
/// The severity of one of those words; nothing for any other word.
std::optional<Severity> severityFromId(QStringView word);

/// Where a problem is: in a file (line and column from 1, column in characters; 0 = unknown) or at
/// an element of a design, by name.
struct Where
{
    QString file;
    int line = 0;
    int column = 0;
    QString element;

    bool operator==(const Where &) const = default;
};

/// Something that a user can cause and mend.
struct Problem
{
    Severity severity = Severity::High;
    /// Stable id for tests and JSON, lower case with dots: "yaml.duplicate-key".
    QString code;
    /// What is wrong.
    Text what;
    Where where;
    /// How to mend it.
    Text remedy;

    bool operator==(const Problem &) const = default;
};

using Problems = QList<Problem>;

/// A value, or every problem that kept it from being made.
template <class T>
using Expected = tl::expected<T, Problems>;

inline tl::unexpected<Problems> failure(Problem problem)
{
    return tl::unexpected<Problems>(Problems{std::move(problem)});
}
inline tl::unexpected<Problems> failure(Problems problems)
{
    return tl::unexpected<Problems>(std::move(problems));
}

/// "file:line:column: what; how to mend it", as the command line prints a problem. Parts that are
/// not known are left out; a problem of an element begins with the element's name.
QString toString(const Problem &problem);

} // namespace stratoplan
