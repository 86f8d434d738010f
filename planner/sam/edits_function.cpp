// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"
#include "planner/sam/intrinsics.h"

#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

/// A property of a function and where it stands; an empty path: this kind of resource has no
/// place for it.
struct Row
{
    const char *property;
    const char *samPath;
    const char *cfnPath;
    bool (*isSame)(const Function &, const Function &);
    Held (*held)(const Function &);
};

template <auto Member>
bool isSame(const Function &a, const Function &b)
{
    return sameValue(a.*Member, b.*Member);
}
template <auto Member>
Held heldOf(const Function &function)
{
    return held(function.*Member);
}

/// A switch that the template names by words.
template <auto Member>
Held word(const Function &function, const char *on, const char *off)
{
    const Field<bool> &field = function.*Member;
    if (field.origin == Origin::Default || field.isUnset())
        return {};
    if (!field)
        return {std::nullopt, true};
    return {NewValue::text(QString::fromLatin1(*field ? on : off)), false};
}
Held heldTracing(const Function &function)
{
    return word<&Function::tracing>(function, "Active", "PassThrough");
}
Held heldSnapStart(const Function &function)
{
    return word<&Function::snapStart>(function, "PublishedVersions", "None");
}

constexpr std::array rows{
    Row{"handler", "Handler", "Handler", isSame<&Function::handler>, heldOf<&Function::handler>},
    Row{"runtime", "Runtime", "Runtime", isSame<&Function::runtime>, heldOf<&Function::runtime>},
    Row{"memory", "MemorySize", "MemorySize", isSame<&Function::memory>, heldOf<&Function::memory>},
    Row{"timeout", "Timeout", "Timeout", isSame<&Function::timeout>, heldOf<&Function::timeout>},
    Row{"ephemeralStorageMb", "EphemeralStorage.Size", "EphemeralStorage.Size",
        isSame<&Function::ephemeralStorageMb>, heldOf<&Function::ephemeralStorageMb>},
    Row{"tracing", "Tracing", "TracingConfig.Mode", isSame<&Function::tracing>, heldTracing},
    Row{"reservedConcurrency", "ReservedConcurrentExecutions", "ReservedConcurrentExecutions",
        isSame<&Function::reservedConcurrency>, heldOf<&Function::reservedConcurrency>},
    Row{"provisionedConcurrency", "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
        "", isSame<&Function::provisionedConcurrency>, heldOf<&Function::provisionedConcurrency>},
    Row{"snapStart", "SnapStart.ApplyOn", "SnapStart.ApplyOn", isSame<&Function::snapStart>,
        heldSnapStart},
    Row{"asyncRetries", "EventInvokeConfig.MaximumRetryAttempts", "",
        isSame<&Function::asyncRetries>, heldOf<&Function::asyncRetries>},
    Row{"asyncMaxEventAge", "EventInvokeConfig.MaximumEventAgeInSeconds", "",
        isSame<&Function::asyncMaxEventAge>, heldOf<&Function::asyncMaxEventAge>},
};

QStringList pathOf(const Row &row, bool isSam)
{
    const QString path = QString::fromLatin1(isSam ? row.samPath : row.cfnPath);
    return path.isEmpty() ? QStringList() : path.split(QLatin1Char('.'));
}

bool isImage(const Function &function)
{
    return function.packageType && *function.packageType == QLatin1String("image");
}

bool isAbsentFromImages(const Row &row)
{
    const QLatin1String property(row.property);
    return property == QLatin1String("runtime") || property == QLatin1String("handler");
}

void editArchitecture(Editing &editing, const Function &was, const Function &is)
{
    if (sameValue(was.architecture, is.architecture))
        return;
    const QString property = QStringLiteral("architecture");
    const QStringList path = editing.propertyPath(is.id, {QStringLiteral("Architectures")});
    const Held architecture = held(is.architecture);
    const bool hasGlobal = editing.global(is.id, path.back()).isValid();
    if (architecture.isNothing()) {
        editing.takeOut(path);
        return;
    }
    if (!architecture.value) {
        editing.hold(is.id, property, path, architecture);
        return;
    }
    // SAM joins lists of Globals and of a resource, and a function has one architecture.
    if (hasGlobal)
        editing.ignoreGlobal(is.id, path.back());
    const Node there = editing.at(path);
    const bool isList = intrinsicName(there).isEmpty() && there.isSequence() && there.size() == 1;
    if (isList) {
        editing.set(is.id, property, path + QStringList{QStringLiteral("0")}, *architecture.value);
    } else {
        editing.set(is.id, property, path, NewValue::sequence({*architecture.value}));
    }
}

void editAlias(Editing &editing, const Function &is)
{
    const QString property = QStringLiteral("AutoPublishAlias");
    const QStringList path = editing.propertyPath(is.id, {property});
    if (editing.at(path).isValid() || editing.global(is.id, property).isValid())
        return;
    editing.insert(path, NewValue::text(QStringLiteral("live")));
    editing.note(is.id,
                 {STRATOPLAN_TEXT("Sam",
                                  "Provisioned concurrency needs an alias: AutoPublishAlias is "
                                  "\"live\""),
                  {}});
}

} // namespace

void editFunction(Editing &editing, const Function &was, const Function &is)
{
    if (!editing.isResource(is.id)) {
        editing.cannot(is.id, QStringLiteral("function"),
                       {STRATOPLAN_TEXT("Sam", "it is no resource of this template"), {}});
        return;
    }
    const bool isSam = editing.isSam(is.id);
    // In the order in which people write them, as keys at one place keep the order of the edits.
    editArchitecture(editing, was, is);
    for (const Row &row : rows) {
        if (row.isSame(was, is))
            continue;
        const QString property = QString::fromLatin1(row.property);
        const QStringList path = pathOf(row, isSam);
        const Held value = row.held(is);
        if (path.isEmpty()) {
            editing.cannot(is.id, property,
                           {STRATOPLAN_TEXT("Sam",
                                            "a plain Lambda function has it at a resource of its "
                                            "own"),
                            {}});
        } else if (value.value && isImage(is) && isAbsentFromImages(row)) {
            editing.cannot(is.id, property,
                           {STRATOPLAN_TEXT("Sam", "a container image brings its own"), {}});
        } else {
            if (value.value && property == QLatin1String("provisionedConcurrency"))
                editAlias(editing, is);
            editing.hold(is.id, property, editing.propertyPath(is.id, path), value);
        }
    }
    editPlacement(editing, was, is);

    const auto refuse = [&](bool same, const char *property, const Text &why) {
        if (!same)
            editing.cannot(is.id, QString::fromLatin1(property), why);
    };
    refuse(sameValue(was.packageType, is.packageType), "packageType",
           {STRATOPLAN_TEXT("Sam", "the place of the code would change with it"), {}});
    refuse(sameValue(was.managedInstances, is.managedInstances), "managedInstances",
           {STRATOPLAN_TEXT("Sam", "the capacity provider would have to be named"), {}});
}

} // namespace stratoplan::sam
