// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"
#include "planner/sam/intrinsics.h"

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

/// What the template can write for one subnet or security group.
struct Named
{
    NewValue value;
    /// The expression is a list by itself ("!Ref SubnetIds").
    bool isList = false;
};

bool isSeveral(const Editing &editing, ElementId id)
{
    const Element *element = editing.element(id);
    const auto *subnet = element ? std::get_if<Subnet>(element) : nullptr;
    return subnet && subnet->several;
}

const QList<ElementId> &idsOf(const Function &function, bool subnets)
{
    return subnets ? function.subnets : function.securityGroups;
}

QString keyOf(bool subnets)
{
    return subnets ? QStringLiteral("SubnetIds") : QStringLiteral("SecurityGroupIds");
}

/// How another function of the template names what stands outside of it.
std::optional<Named> asOthersDo(const Editing &editing, ElementId id, bool subnets)
{
    for (const Function *other : editing.before().all<Function>()) {
        const QList<ElementId> &ids = idsOf(*other, subnets);
        const qsizetype place = ids.indexOf(id);
        if (place < 0)
            continue;
        const QString key = keyOf(subnets);
        Node list = editing.at(editing.propertyPath(other->id, {QStringLiteral("VpcConfig"), key}));
        if (!list.isValid())
            list = editing.global(other->id, QStringLiteral("VpcConfig")).resolved()[key.toUtf8()];
        const Node node = list.resolved();
        if (!intrinsicName(node).isEmpty() && ids.size() == 1)
            return Named{yaml::NewValue::of(node), true};
        if (intrinsicName(node).isEmpty() && node.isSequence()
            && node.size() == static_cast<int>(ids.size()))
            return Named{yaml::NewValue::of(node.at(static_cast<int>(place))), false};
    }
    return std::nullopt;
}

std::optional<Named> named(const Editing &editing, ElementId id, bool subnets)
{
    const QString name = editing.nameOf(id);
    if (editing.isResource(id)) {
        // The group of a resource is its Ref in a VPC of the template, its GroupId outside of one.
        if (!subnets)
            return Named{editing.attribute(name, QStringLiteral("GroupId")), false};
        return Named{editing.reference(name), false};
    }
    if (std::optional<Named> other = asOthersDo(editing, id, subnets))
        return other;
    if (editing.at({QStringLiteral("Parameters"), name}).isValid())
        return Named{editing.reference(name), isSeveral(editing, id)};
    return std::nullopt;
}

/// How a part of a network that lives elsewhere names that network.
std::optional<NewValue> vpcAsOthersDo(const Editing &editing, ElementId vpc)
{
    const auto named = [&](const auto &parts) -> std::optional<NewValue> {
        for (const auto *part : parts) {
            const Node node
                = editing.resource(part->id)["Properties"].resolved()["VpcId"].resolved();
            if (part->vpc == vpc && node.isValid())
                return yaml::NewValue::of(node);
        }
        return std::nullopt;
    };
    if (std::optional<NewValue> own = named(editing.before().all<Subnet>()))
        return own;
    return named(editing.before().all<SecurityGroup>());
}

} // namespace

std::optional<NewValue> Editing::outsideName(ElementId id) const
{
    const Element *found = element(id);
    const bool isSubnet = found && std::holds_alternative<Subnet>(*found);
    const bool isGroup = found && std::holds_alternative<SecurityGroup>(*found);
    if (found && std::holds_alternative<Vpc>(*found) && !isResource(id))
        return vpcAsOthersDo(*this, id);
    if ((!isSubnet && !isGroup) || isResource(id))
        return std::nullopt;
    const std::optional<Named> own = named(*this, id, isSubnet);
    return own ? std::optional(own->value) : std::nullopt;
}

namespace {

/// The value of SubnetIds or SecurityGroupIds; nothing, with a problem, where one has no name.
std::optional<NewValue> listOf(Editing &editing, const Function &is, bool subnets)
{
    const QString property = subnets ? QStringLiteral("subnets") : QStringLiteral("securityGroups");
    std::vector<NewValue> items;
    for (const ElementId id : idsOf(is, subnets)) {
        const std::optional<Named> one = named(editing, id, subnets);
        if (!one) {
            editing.cannot(is.id, property,
                           {STRATOPLAN_TEXT("Sam",
                                            "{name} stands outside of the template, and nothing in "
                                            "it tells its id"),
                            {{QStringLiteral("name"), editing.nameOf(id)}}});
            return std::nullopt;
        }
        if (one->isList) {
            if (idsOf(is, subnets).size() == 1)
                return one->value;
            editing.cannot(is.id, property,
                           {STRATOPLAN_TEXT("Sam",
                                            "{name} is a list already and cannot stand beside "
                                            "others"),
                            {{QStringLiteral("name"), editing.nameOf(id)}}});
            return std::nullopt;
        }
        items.push_back(one->value);
    }
    return NewValue::sequence(std::move(items));
}

/// Changes a list item by item where the template has one item for each element.
void editList(Editing &editing, const Function &was, const Function &is, bool subnets)
{
    const QList<ElementId> &before = idsOf(was, subnets);
    const QList<ElementId> &after = idsOf(is, subnets);
    if (before == after)
        return;
    const QString property = subnets ? QStringLiteral("subnets") : QStringLiteral("securityGroups");
    const QStringList path
        = editing.propertyPath(is.id, {QStringLiteral("VpcConfig"), keyOf(subnets)});
    const Node there = editing.at(path);
    if (after.isEmpty()) {
        editing.takeOut(path);
        return;
    }
    const std::optional<NewValue> list = listOf(editing, is, subnets);
    if (!list)
        return;
    const bool byItem = there.isSequence() && intrinsicName(there).isEmpty()
        && there.size() == static_cast<int>(before.size()) && list->kind == NewValue::Kind::Sequence
        && list->tag.isEmpty();
    const auto stays = [&](ElementId id) { return after.contains(id); };
    if (!byItem || std::none_of(before.begin(), before.end(), stays)) {
        editing.set(is.id, property, path, *list);
        return;
    }
    for (qsizetype i = before.size() - 1; i >= 0; --i) {
        if (!after.contains(before.at(i)))
            editing.result().edits.append(RemoveKey{path + QStringList{QString::number(i)}});
    }
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (!before.contains(after.at(i)))
            editing.insert(path + QStringList{QStringLiteral("-")},
                           list->items[static_cast<size_t>(i)]);
    }
}

} // namespace

void editPlacement(Editing &editing, const Function &was, const Function &is)
{
    const QString vpcConfig = QStringLiteral("VpcConfig");
    const auto isInside
        = [](const Function &function) { return function.inVpc || !function.subnets.isEmpty(); };
    const bool dualStackChanged = !sameValue(was.ipv6DualStack, is.ipv6DualStack);
    if (was.subnets == is.subnets && was.securityGroups == is.securityGroups
        && isInside(was) == isInside(is)) {
        if (dualStackChanged) {
            editing.hold(
                is.id, QStringLiteral("ipv6DualStack"),
                editing.propertyPath(is.id, {vpcConfig, QStringLiteral("Ipv6AllowedForDualStack")}),
                held(is.ipv6DualStack));
        }
        return;
    }
    const QStringList path = editing.propertyPath(is.id, {vpcConfig});
    const Node own = editing.at(path);
    const bool hasGlobal = editing.global(is.id, vpcConfig).isValid();
    if (!isInside(is)) {
        editing.takeOut(path);
        if (hasGlobal)
            editing.ignoreGlobal(is.id, vpcConfig);
        return;
    }
    // SAM joins the lists of Globals and of the function.
    if (hasGlobal)
        editing.ignoreGlobal(is.id, vpcConfig);
    const bool isWritten = own.isMapping() && intrinsicName(own).isEmpty() && !hasGlobal;
    if (isWritten) {
        editList(editing, was, is, true);
        editList(editing, was, is, false);
        if (dualStackChanged) {
            editing.hold(is.id, QStringLiteral("ipv6DualStack"),
                         path + QStringList{QStringLiteral("Ipv6AllowedForDualStack")},
                         held(is.ipv6DualStack));
        }
    } else {
        std::vector<std::pair<QByteArray, NewValue>> entries;
        for (const bool subnets : {true, false}) {
            if (idsOf(is, subnets).isEmpty())
                continue;
            std::optional<NewValue> list = listOf(editing, is, subnets);
            if (!list)
                return;
            entries.emplace_back(keyOf(subnets).toUtf8(), *std::move(list));
        }
        if (const Held dualStack = held(is.ipv6DualStack); dualStack.value)
            entries.emplace_back("Ipv6AllowedForDualStack", *dualStack.value);
        editing.set(is.id, QStringLiteral("subnets"), path, NewValue::mapping(std::move(entries)));
    }
    if (is.securityGroups.isEmpty()) {
        editing.note(is.id,
                     {STRATOPLAN_TEXT("Sam",
                                      "Lambda wants at least one security group beside the "
                                      "subnets"),
                      {}});
    }
    if (!editing.isSam(is.id) && !isInside(was)) {
        editing.note(is.id,
                     {STRATOPLAN_TEXT("Sam",
                                      "The function's role needs the policy "
                                      "AWSLambdaVPCAccessExecutionRole, which SAM would give it"),
                      {}});
    }
}

} // namespace stratoplan::sam
