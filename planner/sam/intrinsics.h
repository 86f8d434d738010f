// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/sam/read.h"
#include "planner/sam/value.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <functional>
#include <optional>

namespace stratoplan::sam {

/// Evaluates the nodes of one template: Ref, GetAtt, Sub, Join, Select, Split, If, FindInMap,
/// Equals, And, Or, Not, Condition, Base64, Cidr, Length, in short and long form; ImportValue,
/// GetAZs and whatever else deployment alone knows stay Computed. YAML merge keys ("<<") are
/// followed, and Fn::ForEach is unrolled where its collection is known.
///
/// A condition whose value is unknown: of two structures the first is taken (the drawing rather
/// shows too much than too little), a scalar stays Computed.
class Evaluator
{
public:
    /// `tree` must outlive the evaluator.
    Evaluator(const yaml::Tree &tree, QString file, const ReadOptions &options);

    Value evaluate(yaml::Node node, Origin origin = Origin::Own);
    /// Globals and a resource's own part merged as SAM does: maps key by key, lists one after the
    /// other with Globals first, everything else (intrinsic functions too) as the resource states
    /// it.
    Value merged(yaml::Node globals, yaml::Node own);

    /// Fn::ForEach, its three arguments in `loop`: calls `each` with the body for every item of the
    /// collection, while the loop's variable has that value. False, and no call, when the
    /// collection is not known or the loop is malformed.
    bool forEach(yaml::Node loop, const std::function<void(yaml::Node body)> &each);
    /// The text with ${Name} and &{Name} of the loops around it replaced; of the latter the letters
    /// and digits alone.
    QString unrolled(const QString &text) const;

    /// Value of a condition; nothing when it is unknown.
    std::optional<bool> condition(const QString &name);
    /// Every condition with a known value.
    QMap<QString, bool> conditions();

    /// True for a name that the template's Parameters have.
    bool isParameter(const QString &name) const { return m_parameters.contains(name); }

    /// The Systems Manager parameter that a template parameter stands for; empty for another type,
    /// and where its name is not known.
    QString systemsManagerName(const QString &parameter) const;

    /// Faults found on the way: each once, with its place.
    const Problems &problems() const { return m_problems; }
    /// Logical ids that were named, with the first place of each.
    const QHash<QString, yaml::Node> &named() const { return m_named; }

private:
    Value evaluateScalar(yaml::Node node, Origin origin) const;
    Value evaluateMapping(yaml::Node node, Origin origin);
    Value evaluateSequence(yaml::Node node, Origin origin);
    void appendEntries(Value &map, yaml::Node node, Origin origin, QSet<QString> &own);
    Value intrinsic(const QByteArray &name, yaml::Node argument, yaml::Node node, Origin origin);
    Value reference(const QString &id, yaml::Node node, Origin origin);
    Value attribute(yaml::Node argument, yaml::Node node, Origin origin);
    Value substitution(yaml::Node argument, yaml::Node node, Origin origin);
    Value join(const Value &argument, yaml::Node node, Origin origin);
    Value select(const Value &argument, yaml::Node node, Origin origin);
    Value split(const Value &argument, yaml::Node node, Origin origin);
    Value choice(yaml::Node argument, yaml::Node node, Origin origin);
    Value mapping(const Value &argument, yaml::Node node, Origin origin);
    Value cidr(const Value &argument, yaml::Node node, Origin origin);
    Value unknown(const QByteArray &name, const Value &argument, yaml::Node node, Origin origin);
    std::optional<bool> test(yaml::Node node);
    std::optional<bool> testFunction(const QByteArray &name, yaml::Node argument);
    std::optional<bool> equal(yaml::Node argument);
    Value parameter(yaml::Node definition, const QString &name, yaml::Node node, Origin origin);
    void fault(yaml::Node node, const QString &code, Text what, Text remedy);
    bool enter(yaml::Node node);

    QString m_file;
    ReadOptions m_options;
    QHash<QString, yaml::Node> m_parameters;
    QHash<QString, yaml::Node> m_mappings;
    QHash<QString, yaml::Node> m_conditionNodes;
    QStringList m_conditionOrder;
    QHash<QString, std::optional<bool>> m_conditionValues;
    QSet<QString> m_conditionsInProgress;
    QHash<QString, QString> m_loopVariables;
    QHash<QString, yaml::Node> m_named;
    Problems m_problems;
    QSet<int> m_faulty;
    size_t m_visited = 0;
    int m_depth = 0;
};

/// True for the key of an Fn::ForEach: "Fn::ForEach::Topics".
bool isForEach(const QByteArray &key);

/// Name of the intrinsic function that a node is, without "Fn::": from its tag or from its only key
/// ("Ref", "Sub", ...); empty when it is none.
QByteArray intrinsicName(yaml::Node node);

} // namespace stratoplan::sam
