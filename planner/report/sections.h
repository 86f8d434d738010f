// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "planner/report/contents.h"

#include <QCoreApplication>

namespace stratoplan::report {

/// Translation context of every word of the report.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

/// What the sections of one report are made from.
struct Material
{
    const Analysis &analysis;
    const Design &design;
    const catalog::Catalog &catalog;
    Names names;
    Graph graph;
};

// One function a section of the report. A section with nothing to say has no blocks and is left
// out.
Section summarySection(const Material &material);
Section drawingSection(const Material &material);
Section decisionSection(const Material &material);
Section networkSection(const Material &material);
Section functionsSection(const Material &material);
Section costSection(const Material &material);
Section trafficSection(const Material &material);
Section findingsSection(const Material &material);
Section practicesSection(const Material &material);
Section assumptionsSection(const Material &material);
Section glossarySection(const Material &material);

/// The sum of what is priced; nothing when no part is.
std::optional<UsDollars> totalPerMonth(const estimate::Estimates &estimates);
/// "outside", or the VPC and in how many of its subnets.
QString placeOf(const Function &function, const Material &material);

/// What the findings come to, for the title page and the summary.
QString verdict(const Material &material);
ScoreCard scoreCard(const Material &material);
/// Id of the figure that shows the design.
QString drawingId();

/// Anchor made of a word and a name: lower case, letters, digits and dashes.
QString anchor(const QString &kind, const QString &name = {});

// Figures as people read them, in the C locale; what is unknown is a question mark, never zero.
QString money(std::optional<UsDollars> amount); ///< "$12.33"; four decimals below one cent
QString duration(std::optional<Milliseconds> time); ///< "145 ms", "2.1 s"
QString memory(std::optional<MiB> size); ///< "512 MB"
QString rate(std::optional<PerSecond> perSecond); ///< "4/s"
QString amount(std::optional<double> value, int decimals = 1);
QString unknownMark();

/// The entries of findings about an element, or all of them when it is none.
FindingList findingList(const Material &material, ElementId element = {});
FindingEntry entryOf(const review::Finding &finding, const Material &material);
QString severityWord(Severity severity);
/// What a phase of a cold start is called, by its id ("firstInvoke"); the id where it is not known.
QString phaseWord(const QString &phase);
/// Names joined; where there are more than `most`, how many more.
QString shortList(QStringList names, qsizetype most = 6,
                  const QString &separator = QStringLiteral(", "));

} // namespace stratoplan::report
