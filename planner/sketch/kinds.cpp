// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/kinds.h"

#include <algorithm>
#include <array>

namespace stratoplan::sketch {

namespace {

struct OwnKind
{
    const char *what;
    const char *words; ///< divided by commas, the one to write first
};

constexpr std::array<OwnKind, 11> ownKinds{{
    {"function", "fn,lambda,handler"},
    {"vpc", "vpc,network,virtual private cloud"},
    {"zone", "zone,az,availability zone"},
    {"subnet", "subnet,network block,cidr"},
    {"nat-gateway", "nat,egress"},
    {"internet-gateway", "igw,public gateway"},
    {"egress-only-gateway", "eigw,ipv6 gateway"},
    {"gateway-endpoint", "vpce,s3 endpoint,dynamodb endpoint"},
    {"interface-endpoint", "privatelink"},
    {"note", "note,remark,comment"},
    {"group", "group,frame,bounded context"},
}};

struct PlacedGateway
{
    GatewayKind kind;
    const char *what;
};

constexpr std::array<PlacedGateway, 3> placedGateways{{
    {GatewayKind::Nat, "nat-gateway"},
    {GatewayKind::Internet, "internet-gateway"},
    {GatewayKind::EgressOnly, "egress-only-gateway"},
}};

bool isPlaceable(const catalog::ServiceKind &kind)
{
    return kind.category != catalog::Category::Configuration
        && kind.kind != QLatin1String("unknown");
}

bool isCalled(const QString &words, const QString &id, const QString &label,
              const QStringList &others)
{
    const auto same = [&words](const QString &name) {
        return !words.isEmpty() && words.compare(name, Qt::CaseInsensitive) == 0;
    };
    return same(id) || same(label) || same(QString(id).replace(u'-', u' '))
        || std::any_of(others.begin(), others.end(), same);
}

} // namespace

QStringList ownWords(const QString &what)
{
    for (const OwnKind &own : ownKinds) {
        if (what == QLatin1String(own.what))
            return QString::fromLatin1(own.words).split(u',');
    }
    return {};
}

QString kindNamed(const QString &words, const catalog::Catalog &catalog)
{
    for (const OwnKind &own : ownKinds) {
        const QString what = QString::fromLatin1(own.what);
        if (isCalled(words, what, {}, ownWords(what)))
            return what;
    }
    // What a kind is called goes before what people also call it.
    for (const catalog::ServiceKind &kind : catalog.services()) {
        if (isPlaceable(kind) && isCalled(words, kind.kind, kind.label, {}))
            return kind.kind;
    }
    for (const catalog::ServiceKind &kind : catalog.services()) {
        if (isPlaceable(kind) && isCalled(words, kind.kind, kind.label, kind.aliases))
            return kind.kind;
    }
    return {};
}

QString wordFor(const QString &what, const catalog::Catalog &catalog)
{
    if (const QStringList own = ownWords(what); !own.isEmpty())
        return own.first();
    const catalog::ServiceKind *kind = catalog.service(what);
    QString best = what;
    for (const QString &word : kind ? kind->aliases : QStringList()) {
        if (!word.contains(u' ') && word.size() < best.size() && kindNamed(word, catalog) == what)
            best = word;
    }
    return best;
}

QString kindOf(GatewayKind gateway)
{
    for (const PlacedGateway &placed : placedGateways) {
        if (placed.kind == gateway)
            return QString::fromLatin1(placed.what);
    }
    return {};
}

std::optional<GatewayKind> gatewayNamed(const QString &what)
{
    for (const PlacedGateway &placed : placedGateways) {
        if (what == QLatin1String(placed.what))
            return placed.kind;
    }
    return std::nullopt;
}

QString defaultName(const QString &what)
{
    QString name;
    for (const QString &part : what.split(u'-', Qt::SkipEmptyParts))
        name += part.left(1).toUpper() + part.mid(1);
    return name;
}

} // namespace stratoplan::sketch
