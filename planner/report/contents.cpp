// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include "planner/report/sections.h"

#include <array>

namespace stratoplan::report {

Contents contents(const Analysis &analysis, const catalog::Catalog &catalog, const Options &options)
{
    const Design &design = *analysis.design;
    const Settings &settings = design.settings();
    const Material material{analysis, design, catalog, Names(design), Graph(design)};

    Contents made;
    made.language = Words::tr("en", "code of the language that this is translated to");
    made.title = settings.title.isEmpty() ? Words::tr("Untitled design") : settings.title;
    made.subtitle = Words::tr("Architecture review");
    made.version = settings.version;
    const QDate date = options.date.isValid() ? options.date : settings.date;
    if (date.isValid())
        made.date = date.toString(Qt::ISODate);
    made.authors = settings.authors;
    made.reviewers = settings.reviewers;
    made.verdict = verdict(material);
    made.score = scoreCard(material);
    made.footer
        = Words::tr("price book %1 · network model %2")
              .arg(analysis.estimates.priceBook, QString(network::id(analysis.network.model)));

    constexpr std::array order{summarySection,     drawingSection,   decisionSection,
                               networkSection,     functionsSection, costSection,
                               trafficSection,     findingsSection,  practicesSection,
                               assumptionsSection, glossarySection};
    for (const auto make : order) {
        Section section = make(material);
        if (!section.blocks.isEmpty())
            made.sections.append(std::move(section));
    }
    if (!design.isEmpty())
        made.overview = drawingId();
    return made;
}

QString Contents::facts() const
{
    QStringList facts;
    if (!version.isEmpty())
        facts.append(Words::tr("Version %1").arg(version));
    if (!date.isEmpty())
        facts.append(date);
    return facts.join(QStringLiteral(" · "));
}

} // namespace stratoplan::report
