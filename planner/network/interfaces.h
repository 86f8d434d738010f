// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/limits.h"
#include "planner/network/plan.h"

#include <QSet>

namespace stratoplan::network {

/// A number of interfaces that an unknown load may leave open.
struct Count
{
    qint64 low = 0;
    std::optional<qint64> high; ///< nothing = no bound is known

    /// The number, where both ends agree.
    std::optional<qint64> known() const { return high == low ? high : std::nullopt; }
};

/// The interfaces that the functions of one VPC put into its subnets.
class Interfaces
{
public:
    /// One function with its subnets in this VPC.
    struct Tenant
    {
        ElementId function;
        QString name;
        QList<ElementId> subnets;
        QList<ElementId> groups; ///< security groups, sorted
        /// All its connections (hyperplane) or all its interfaces before rounding
        /// (per-container-eni).
        double low = 0;
        std::optional<double> high;
        /// How many subnets it has is not known.
        bool open = false;
        Term how; ///< how the amount comes about
        bool assumed = false; ///< one connection an environment was not stated
    };

    /// `also` are functions that count as tenants although they have no subnet in the VPC yet.
    Interfaces(ElementId vpc, const Design &design, const Limits &limits,
               const QHash<ElementId, Load> &loads, const Options &options,
               const QList<ElementId> &also = {});

    const QList<Tenant> &tenants() const { return m_tenants; }
    bool stands(ElementId subnet) const;

    /// Interfaces in one subnet while these zones are lost; the arithmetic is added to `terms`.
    Count in(ElementId subnet, const QSet<ElementId> &lost = {},
             QList<Term> *terms = nullptr) const;
    /// The most that `zonesLost` zones other than its own can bring it to.
    Count worstIn(ElementId subnet, int zonesLost, QList<Term> *terms = nullptr) const;
    /// What each of `zones` subnets, one a zone, takes when all functions of the VPC are spread
    /// evenly over those of them that are left.
    Count evenly(int zonesLeft) const;

private:
    struct Share
    {
        double low = 0;
        std::optional<double> high;
        int zones = 1;
        int subnets = 1; ///< of the function in the subnet's zone
    };

    Tenant tenantOf(const Function &function, const QHash<ElementId, Load> &loads) const;
    Share shareOf(const Tenant &tenant, ElementId subnet, const QSet<ElementId> &lost) const;
    Count rounded(double low, std::optional<double> high) const;
    ElementId zoneOf(ElementId subnet) const { return m_zones.value(subnet, subnet); }

    Limits m_limits;
    Options m_options;
    QList<Tenant> m_tenants;
    QHash<ElementId, ElementId> m_zones; ///< of the subnets whose zone is known
    QHash<ElementId, QString> m_groupNames;
};

} // namespace stratoplan::network
