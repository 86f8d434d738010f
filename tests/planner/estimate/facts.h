// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/estimate/estimates.h"
#include "planner/store/store.h"
#include "tests/support/design_text.h"

#include <QFile>
#include <QTest>

namespace stratoplan {

/// The built-in catalogue; ends the program where it cannot be read.
inline const catalog::Catalog &facts()
{
    static const std::shared_ptr<const catalog::Catalog> catalog = [] {
        auto loaded = catalog::builtIn();
        if (!loaded) {
            for (const Problem &problem : loaded.error())
                qCritical("%s", qUtf8Printable(toString(problem)));
            qFatal("The built-in catalogue cannot be read");
        }
        return *loaded;
    }();
    return *catalog;
}

/// Estimates of a design with its network plan, as analyze() makes them.
inline estimate::Estimates estimatesOf(const Design &design, const estimate::Options &options = {})
{
    network::Options networkOptions;
    networkOptions.model
        = network::modelFromId(design.settings().networkModel).value_or(network::Model::Hyperplane);
    const auto demand = estimate::demand(design, facts());
    const network::Plan plan
        = network::plan(design, facts(), estimate::networkLoads(design, demand), networkOptions);
    auto estimates = estimate::estimate(design, facts(), plan, options);
    if (!estimates)
        qFatal("%s", qUtf8Printable(toString(estimates.error().first())));
    return *estimates;
}

/// A sample of resources/examples by name; ends the program where it cannot be read.
inline Design sample(const QString &name)
{
    const QString path
        = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan").arg(name);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qUtf8Printable(path));
    auto design = store::read(file.readAll(), path);
    if (!design)
        qFatal("%s", qUtf8Printable(toString(design.error().first())));
    return *std::move(design);
}

/// |actual - expected| <= tolerance.
inline bool near(std::optional<double> actual, double expected, double tolerance)
{
    if (actual && std::abs(*actual - expected) <= tolerance)
        return true;
    qWarning("%s, expected %.12g",
             actual ? qPrintable(QString::number(*actual, 'g', 12)) : "nothing", expected);
    return false;
}
template <class Unit>
bool near(std::optional<Quantity<Unit, double>> actual, double expected, double tolerance)
{
    return near(actual ? std::optional(actual->value) : std::nullopt, expected, tolerance);
}
template <class Unit>
bool near(Quantity<Unit, double> actual, double expected, double tolerance)
{
    return near(std::optional(actual.value), expected, tolerance);
}

} // namespace stratoplan
