// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/replaced.h"

#include "planner/sam/intrinsics.h"
#include "planner/sam/node_values.h"
#include "planner/sam/patch_references.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

using catalog::Replacement;
using yaml::Node;

Node resourcesOf(const yaml::Tree &tree)
{
    return tree.root().resolved()["Resources"].resolved();
}

/// A property that differs, with the places where it stands; no node where it is absent.
struct ChangedProperty
{
    QStringList path;
    Node before;
    Node after;
};

void collectChanges(const QStringList &path, Node before, Node after,
                    QList<ChangedProperty> &changes)
{
    if (sameContent(before, after))
        return;
    const Node a = before.resolved();
    const Node b = after.resolved();
    if (isPlainMapping(a) && isPlainMapping(b)) {
        for (int i = 0; i < a.size(); ++i) {
            const Node key = a.keyAt(i);
            collectChanges(path + QStringList{key.text()}, a.at(i), b[key.scalarView()], changes);
        }
        for (int i = 0; i < b.size(); ++i) {
            const Node key = b.keyAt(i);
            if (!a.has(key.scalarView()))
                collectChanges(path + QStringList{key.text()}, {}, b.at(i), changes);
        }
    } else if (a.isSequence() && b.isSequence() && a.size() == b.size()) {
        for (int i = 0; i < a.size(); ++i)
            collectChanges(path + QStringList{QString::number(i)}, a.at(i), b.at(i), changes);
    } else {
        changes.append({path, before, after});
    }
}

bool keeps(Node resource, const char *policy)
{
    const QByteArray value = resource[policy].resolved().scalar();
    return value == "Retain" || value == "Snapshot" || value == "RetainExceptOnCreate";
}

class Comparison
{
public:
    Comparison(const yaml::Tree &before, const yaml::Tree &after,
               const QList<RenameResource> &renames, const catalog::Catalog &catalog)
        : m_before(before)
        , m_after(after)
        , m_catalog(catalog)
    {
        for (const RenameResource &rename : renames)
            m_newIds.insert(rename.from, rename.to);
        for (const Mention &mention : mentions(after))
            m_mentions[mention.node.index()].append(QString::fromUtf8(mention.id));
    }

    QList<ReplacedResource> find()
    {
        const Node resources = resourcesOf(m_before);
        for (int i = 0; i < resources.size(); ++i)
            compare(resources.keyAt(i), resources.at(i).resolved());
        changedParameters();
        // What is replaced gets another physical id, which may reach further resources.
        for (bool found = true; found;) {
            found = false;
            for (int i = 0; i < resources.size(); ++i)
                found = findReferences(resources.keyAt(i), resources.at(i).resolved()) || found;
        }
        std::stable_sort(m_found.begin(), m_found.end(), [&](const auto &a, const auto &b) {
            return m_order.value(a.logicalId) < m_order.value(b.logicalId);
        });
        return m_found;
    }

private:
    Node newNode(const QString &id) const
    {
        const QString now = m_newIds.value(id, id);
        return resourcesOf(m_after)[now.toUtf8()].resolved();
    }

    void compare(Node key, Node before)
    {
        const QString id = key.text();
        m_order.insert(id, m_order.size());
        ReplacedResource found;
        found.logicalId = id;
        found.type = before["Type"].resolved().text();
        found.stateful = catalog::stateful(found.type, m_catalog);
        found.lineBefore = key.line();
        const Node after = newNode(id);
        if (!after.isValid()) {
            // That what somebody takes out goes is no news, unless data goes with it.
            if (!needsConsent(found))
                return;
            found.cause = ReplacementCause::Removed;
            found.kept = keeps(before, "DeletionPolicy");
        } else if (m_newIds.contains(id)) {
            const QString now = m_newIds.value(id);
            found.cause = ReplacementCause::LogicalId;
            found.detail = now;
            found.kept = keeps(before, "DeletionPolicy");
            found.lineAfter = resourcesOf(m_after).keyOf(now.toUtf8()).line();
        } else if (!sameContent(before["Type"], after["Type"])) {
            found.cause = ReplacementCause::Type;
            found.detail = after["Type"].resolved().text();
            found.kept = keeps(after, "UpdateReplacePolicy");
            found.lineBefore = before["Type"].line();
            found.lineAfter = after["Type"].line();
        } else {
            properties(found, before["Properties"], after["Properties"],
                       keeps(after, "UpdateReplacePolicy"));
            return;
        }
        add(std::move(found));
    }

    void properties(const ReplacedResource &found, Node before, Node after, bool kept)
    {
        QList<ChangedProperty> changes;
        // Without Properties at all the properties are those of an empty mapping.
        const Node a = before.resolved();
        const Node b = after.resolved();
        if (isPlainMapping(a) && !b.isMapping()) {
            for (int i = 0; i < a.size(); ++i)
                changes.append({{a.keyAt(i).text()}, a.at(i), {}});
        } else if (isPlainMapping(b) && !a.isMapping()) {
            for (int i = 0; i < b.size(); ++i)
                changes.append({{b.keyAt(i).text()}, {}, b.at(i)});
        } else {
            collectChanges({}, before, after, changes);
        }
        std::optional<ReplacedResource> worst;
        for (const ChangedProperty &change : changes) {
            const Replacement does
                = replacementOf(found.type, change.path.join(QLatin1Char('.')), m_catalog);
            if (does != Replacement::Always && does != Replacement::Maybe)
                continue;
            if (worst && (worst->certain || does == Replacement::Maybe))
                continue;
            worst = found;
            worst->cause = ReplacementCause::Property;
            worst->detail = change.path.join(QLatin1Char('.'));
            worst->certain = does == Replacement::Always;
            worst->kept = kept;
            worst->lineBefore = change.before.isValid() ? change.before.line() : 0;
            worst->lineAfter = change.after.isValid() ? change.after.line() : 0;
        }
        if (worst)
            add(*std::move(worst));
    }

    void changedParameters()
    {
        const Node before = m_before.root().resolved()["Parameters"].resolved();
        const Node after = m_after.root().resolved()["Parameters"].resolved();
        for (int i = 0; i < before.size(); ++i) {
            const QByteArray name = before.keyAt(i).scalar();
            if (!sameContent(before.at(i).resolved()["Default"], after[name].resolved()["Default"]))
                m_moved.insert(QString::fromUtf8(name));
        }
    }

    bool findReferences(Node key, Node before)
    {
        const QString id = key.text();
        if (m_known.contains(id))
            return false;
        const Node after = newNode(id);
        ReplacedResource found;
        found.logicalId = id;
        found.type = before["Type"].resolved().text();
        found.stateful = catalog::stateful(found.type, m_catalog);
        found.cause = ReplacementCause::Reference;
        found.certain = false;
        found.kept = keeps(after, "UpdateReplacePolicy");
        if (!walk(after["Properties"], {}, found))
            return false;
        add(std::move(found));
        return true;
    }

    /// Fills `found` with the first property that may replace it.
    bool walk(Node node, const QStringList &path, ReplacedResource &found) const
    {
        const bool names = mentionsMoved(node);
        if (names && !path.isEmpty()) {
            const Replacement does
                = replacementOf(found.type, path.join(QLatin1Char('.')), m_catalog);
            if (does == Replacement::Always || does == Replacement::Maybe) {
                found.detail = path.join(QLatin1Char('.'));
                found.lineAfter = node.line();
                return true;
            }
        }
        const bool isFunction = !intrinsicName(node).isEmpty();
        for (int i = 0; i < node.size(); ++i) {
            const QString step = node.isMapping() ? node.keyAt(i).text() : QString::number(i);
            if (walk(node.at(i), isFunction ? path : path + QStringList{step}, found))
                return true;
        }
        return false;
    }

    bool mentionsMoved(Node node) const
    {
        const QStringList names = m_mentions.value(node.index());
        return std::any_of(names.begin(), names.end(),
                           [this](const QString &name) { return m_moved.contains(name); });
    }

    void add(ReplacedResource found)
    {
        m_known.insert(found.logicalId);
        if (found.cause != ReplacementCause::Removed)
            m_moved.insert(m_newIds.value(found.logicalId, found.logicalId));
        m_found.append(std::move(found));
    }

    const yaml::Tree &m_before;
    const yaml::Tree &m_after;
    const catalog::Catalog &m_catalog;
    QHash<QString, QString> m_newIds;
    QHash<int, QStringList> m_mentions; ///< in the new text, by the number of the node
    QHash<QString, qsizetype> m_order;
    QSet<QString> m_known;
    QSet<QString> m_moved; ///< what refers to these has another value after the deployment
    QList<ReplacedResource> m_found;
};

Text sentenceOf(const ReplacedResource &resource)
{
    const Args args{{QStringLiteral("type"), resource.type},
                    {QStringLiteral("detail"), resource.detail}};
    switch (resource.cause) {
    case ReplacementCause::Removed:
        return {STRATOPLAN_TEXT("Sam", "CloudFormation would delete this {type}"), args};
    case ReplacementCause::LogicalId:
        return {STRATOPLAN_TEXT("Sam",
                                "CloudFormation would replace this {type}, as its logical id "
                                "becomes {detail}"),
                args};
    case ReplacementCause::Type:
        return {STRATOPLAN_TEXT("Sam",
                                "CloudFormation would replace this {type}, as its type becomes "
                                "{detail}"),
                args};
    case ReplacementCause::Reference:
        return {STRATOPLAN_TEXT("Sam",
                                "CloudFormation may replace this {type}, as what its {detail} "
                                "refers to changes"),
                args};
    case ReplacementCause::Property:
        break;
    }
    if (!resource.certain)
        return {STRATOPLAN_TEXT("Sam",
                                "CloudFormation may replace this {type}, as its {detail} changes"),
                args};
    return {
        STRATOPLAN_TEXT("Sam", "CloudFormation would replace this {type}, as its {detail} changes"),
        args};
}

Text remedyOf(const ReplacedResource &resource)
{
    if (!needsConsent(resource))
        return {};
    if (resource.kept)
        return {STRATOPLAN_TEXT("Sam",
                                "Its policy keeps the old one with its data, and the new one "
                                "begins empty"),
                {}};
    if (!resource.stateful)
        return {
            STRATOPLAN_TEXT("Sam", "It is not known whether it holds data; look before you deploy"),
            {}};
    return {STRATOPLAN_TEXT("Sam",
                            "Its data would be lost; back it up, or keep the old one with "
                            "UpdateReplacePolicy and DeletionPolicy"),
            {}};
}

} // namespace

QList<ReplacedResource> replacedResources(const yaml::Tree &before, const yaml::Tree &after,
                                          const QList<RenameResource> &renames,
                                          const catalog::Catalog &catalog)
{
    return Comparison(before, after, renames, catalog).find();
}

QList<RenameResource> renamesIn(const QList<TemplateEdit> &edits)
{
    QList<RenameResource> renames;
    for (const TemplateEdit &edit : edits) {
        if (const auto *rename = std::get_if<RenameResource>(&edit))
            renames.append(*rename);
    }
    return renames;
}

bool needsConsent(const ReplacedResource &resource)
{
    return resource.stateful.value_or(true);
}

Problem problemOf(const ReplacedResource &resource, const QString &file)
{
    const bool consent = needsConsent(resource);
    Problem problem;
    problem.severity = consent ? Severity::High : Severity::Medium;
    problem.code = consent ? QStringLiteral("sam.loses-data") : QStringLiteral("sam.replaces");
    problem.what = sentenceOf(resource);
    problem.remedy = remedyOf(resource);
    problem.where.file = file;
    problem.where.line = resource.lineAfter > 0 ? resource.lineAfter : resource.lineBefore;
    problem.where.element = resource.logicalId;
    return problem;
}

} // namespace stratoplan::sam
