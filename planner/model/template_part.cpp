// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/template_part.h"

#include <tuple>

namespace stratoplan {

namespace {

// The members that design files alone hold, kind by kind.
constexpr std::tuple commonMembers{&Common::label, &Common::position, &Common::unknownKeys};

constexpr auto membersOf(const Function *)
{
    return std::tuple{&Function::duration,     &Function::p95,           &Function::cpuShare,
                      &Function::coldShare,    &Function::parallelShare, &Function::packageMb,
                      &Function::loadedMb,     &Function::logKb,         &Function::init,
                      &Function::connections,  &Function::idempotent,    &Function::measurements,
                      &Function::rate,         &Function::peakRate,      &Function::decision,
                      &Function::vpcPolicyNote};
}
constexpr auto membersOf(const Service *)
{
    return std::tuple{&Service::rate, &Service::peakRate};
}
constexpr auto membersOf(const Connection *)
{
    return std::tuple{&Connection::share, &Connection::perEvent, &Connection::payloadKb,
                      &Connection::waypoints};
}
constexpr auto membersOf(const Subnet *)
{
    return std::tuple{&Subnet::otherResidents};
}
constexpr auto membersOf(const Gateway *)
{
    return std::tuple{&Gateway::gbMonth};
}
constexpr auto membersOf(const Endpoint *)
{
    return std::tuple{&Endpoint::gbMonth};
}
constexpr auto membersOf(const Note *)
{
    return std::tuple{&Note::text, &Note::size};
}
constexpr auto membersOf(const Group *)
{
    return std::tuple{&Group::members};
}
constexpr std::tuple<> membersOf(const void *)
{
    return {};
}

// Members of networks that live outside of the template: it holds no more than their expression.
constexpr auto outsideMembersOf(const Vpc *)
{
    return std::tuple{&Vpc::cidrs, &Vpc::ipv6Cidr};
}
constexpr auto outsideMembersOf(const Subnet *)
{
    return std::tuple{&Subnet::zone, &Subnet::cidr, &Subnet::ipv6Cidr, &Subnet::routeTable,
                      &Subnet::isPublic};
}
constexpr auto outsideMembersOf(const SecurityGroup *)
{
    return std::tuple{&SecurityGroup::rules};
}
constexpr std::tuple<> outsideMembersOf(const void *)
{
    return {};
}

template <class T, class... Members>
void copy(T &to, const T &from, const std::tuple<Members...> &members)
{
    std::apply([&](auto... member) { ((to.*member = from.*member), ...); }, members);
}

template <class T>
bool saysNothing(const T &value)
{
    return value == T{};
}
template <class T>
bool saysNothing(const Field<T> &value)
{
    return !value.value;
}

template <class T, class... Members>
void fill(T &to, const T &from, const std::tuple<Members...> &members)
{
    const auto one = [&](auto member) {
        if (saysNothing(to.*member) && !saysNothing(from.*member))
            to.*member = from.*member;
    };
    std::apply([&](auto... member) { (one(member), ...); }, members);
}

template <class T>
bool isOutside(const T &element)
{
    if constexpr (requires { element.outside; })
        return element.outside;
    else
        return false;
}

} // namespace

Element templatePart(Element element)
{
    std::visit(
        [](auto &part) {
            using T = std::decay_t<decltype(part)>;
            const T nothing{};
            copy<Common>(part, nothing, commonMembers);
            copy(part, nothing, membersOf(&nothing));
            if (isOutside(part))
                copy(part, nothing, outsideMembersOf(&nothing));
        },
        element);
    return element;
}

Element withDesignPart(Element base, const Element &from)
{
    copy(common(base), common(from), commonMembers);
    std::visit(
        [&from](auto &part) {
            using T = std::decay_t<decltype(part)>;
            const T *other = std::get_if<T>(&from);
            if (!other)
                return;
            copy(part, *other, membersOf(other));
            if (isOutside(part))
                fill(part, *other, outsideMembersOf(other));
        },
        base);
    return base;
}

} // namespace stratoplan
