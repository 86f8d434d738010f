// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include "planner/report/sections.h"

#include <QLocale>

#include <array>

namespace stratoplan::report {

Contents contents(const Analysis &analysis, const catalog::Catalog &catalog,
                  const QList<decision::Tree> &trees, const Options &options)
{
    const Design &design = *analysis.design;
    const Settings &settings = design.settings();
    const Material material{analysis, design, catalog, trees, Names(design), Graph(design)};

    Contents made;
    made.title = settings.title.isEmpty() ? Words::tr("Untitled design") : settings.title;
    made.subtitle = Words::tr("Architecture review");
    made.version = settings.version;
    const QDate date = options.date.isValid() ? options.date : settings.date;
    if (date.isValid())
        made.date = date.toString(Qt::ISODate);
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
    return made;
}

} // namespace stratoplan::report
