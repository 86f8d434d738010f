// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/finding.h"

#include <QByteArray>

namespace stratoplan::cli {

/// A finding in the words of the installed translators, with its place in the input.
struct ReviewedFinding
{
    review::Finding finding;
    QString message;
    QStringList elements; ///< names
    QString file; ///< the input; empty for standard input
    int line = 0; ///< from 1; 0 = not known
    int column = 0; ///< in characters, from 1; 0 = not known
};

/// What all inputs of one run of `stratoplan review` came to.
struct Reviewed
{
    QStringList inputs;
    /// Ids of the rules that were run.
    QStringList rules;
    /// By input, then as review() sorts them; without those that the baseline has.
    QList<ReviewedFinding> findings;
    int inBaseline = 0;
    /// Open findings from here on are failures; nothing = none is.
    std::optional<Severity> failOn;

    bool isFailure(const ReviewedFinding &finding) const;
    bool hasFailure() const;
    int count(review::Status status) const;
    int countOpen(Severity severity) const;
};

/// The formats of `stratoplan review`: bytes with a final line end, the same for the same input.
QByteArray toText(const Reviewed &reviewed);
/// Contract: {"findings":[...],"counts":{...}}.
QByteArray toJson(const Reviewed &reviewed);
/// SARIF 2.1.0 (OASIS standard of 27 March 2020): blocker and high are errors, medium warnings, low
/// and info notes; an unanswered question is a result of kind "open".
QByteArray toSarif(const Reviewed &reviewed);
/// JUnit XML: one suite an input, one case a finding and one for each rule that found nothing.
/// Failures are the findings that fail the run; questions and accepted findings are skipped.
QByteArray toJunit(const Reviewed &reviewed);
QByteArray toMarkdown(const Reviewed &reviewed);
/// RFC 4180 with a header line.
QByteArray toCsv(const Reviewed &reviewed);

/// "high", for people.
QString shown(Severity severity);

} // namespace stratoplan::cli
