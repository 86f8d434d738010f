// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"
#include "planner/sam/draft.h"
#include "planner/sam/intrinsics.h"
#include "planner/sam/value.h"

#include <QHash>

#include <vector>

namespace stratoplan::sam {

/// One entry of Resources.
struct Resource
{
    QString id; ///< logical id
    QString type; ///< "AWS::SQS::Queue"; empty when it is not stated
    QString condition;
    yaml::Node key;
    yaml::Node node;
    Value properties; ///< with Globals, evaluated
    Value connectors; ///< SAM connectors inside the resource, evaluated
    ElementId element; ///< what it became in the draft

    /// "Resources.ID.Properties.REST"
    QString path(const QString &rest = {}) const;
};

/// A template while it is turned into a design: what every part of the reading needs to know.
class Template
{
public:
    Template(const yaml::Tree &tree, QString file, const catalog::Catalog &facts,
             const ReadOptions &options);

    const yaml::Tree &tree;
    const QString file;
    const catalog::Catalog &catalog;
    Evaluator evaluator;
    Draft draft;
    Problems problems;
    std::vector<Resource> resources; ///< in order of the text
    QMap<QString, OutsideNaming> networksOutside; ///< by element name
    QMap<QString, OutsideNaming> servicesOutside; ///< by element name
    /// Nested templates by the logical ids of the resources that name them.
    QHash<QString, std::shared_ptr<const Imported>> nested;
    QHash<QString, QString> nestedPaths;

    /// The first resource of that logical id; null when there is none.
    const Resource *resource(const QString &id) const;
    /// The element of a logical id: of a resource, or one that SAM would generate. An alias or a
    /// version of a function stands for the function.
    ElementId elementOf(const QString &id) const;
    template <class T>
    ElementId elementOf(const Value &value) const
    {
        for (const Reference &reference : value.references()) {
            const ElementId id = elementOf(reference.id);
            if (draft.get<T>(id))
                return id;
        }
        return {};
    }
    /// What a value names, as the end of a connection: the first function or service among its
    /// references that is no mere configuration, else the one whose physical name its ARN carries.
    ElementId target(const Value &value) const;
    /// Every such function or service.
    QList<ElementId> targets(const Value &value) const;
    /// Lets a logical id that has no resource of its own stand for an element.
    void alias(const QString &id, ElementId element) { m_elements.insert(id, element); }

    /// The resource that carries a name: `service` as in ARNs ("sqs"), the name as the template
    /// writes it.
    ElementId named(const QString &service, const Value &name) const;
    /// Names of elements by what they are called at deployment, as Imported has them.
    QMap<QString, QString> physicalNames() const;
    /// A service outside the template that a value names, of the catalogue's kind; one for each
    /// distinct expression. No element for a value that says nothing.
    ElementId outside(const QString &kind, const Value &value);
    /// target(), or the service outside that the value names.
    ElementId targetOrOutside(const Value &value, const QString &kind);
    /// An element that SAM generates for an event; its name is the logical id that SAM would give.
    ElementId generated(const QString &id, const QString &kind, const QString &cfnType,
                        const Resource &from);

    /// Catalogue kind of a CloudFormation type; "unknown" when it has none.
    QString kindOf(const QString &cfnType) const;
    /// True for a service that only configures others.
    bool isConfiguration(ElementId id) const;
    /// Catalogue category of a function or service; nothing for unknown kinds and other elements.
    std::optional<catalog::Category> category(ElementId id) const;
    /// A call where the end runs something, else an access.
    Role useOf(ElementId target) const;

    /// Actions that a function or state machine may do with every resource: they say nothing of
    /// which it uses, but how it uses those that it is known to.
    void permitEverywhere(ElementId principal, const QStringList &actions)
    {
        m_everywhere[principal].append(actions);
    }
    QStringList permittedEverywhere(ElementId principal) const
    {
        return m_everywhere.value(principal);
    }

    /// Fills the index of elements; call once when every resource has its element.
    void indexElements();

    /// Reports a fault at a node.
    void report(Severity severity, const QString &code, yaml::Node node, const Resource *resource,
                Text what, Text remedy);

    Field<QString> text(const Value &value) const;
    Field<int> integer(const Value &value, const Resource &resource);
    Field<bool> boolean(const Value &value, const Resource &resource);
    Field<Seconds> seconds(const Value &value, const Resource &resource);

private:
    void indexPhysicalName(const Resource &resource);

    QHash<QString, size_t> m_byId;
    QHash<QString, ElementId> m_elements;
    QHash<QString, ElementId> m_physical; ///< by "service:name"
    QHash<QString, ElementId> m_outside; ///< by "kind:expression"
    QHash<ElementId, QStringList> m_everywhere;
    QSet<ElementId> m_configuration;
};

/// A name for something that lives elsewhere, made of the expression that stands for it: the name
/// of a parameter, of an export, or the last part of an ARN.
QString outsideName(const Value &value);

/// How the template names what lives elsewhere.
OutsideNaming outsideNaming(const Value &value, const Evaluator &evaluator);

/// The parts of an ARN; placeholders stay whole. Empty for other text.
struct Arn
{
    QString service;
    QString resource; ///< "function:name", "table/name/stream/...", "name"
    /// The name that the resource's own property carries.
    QString name() const;
};
std::optional<Arn> arnOf(const QString &text);

/// A value and its path below Properties.
struct Found
{
    QString path;
    Value value;
};
/// Stated values at a path in which "*" stands for every item of a list or every value of a map;
/// where a list belongs, a single entry counts as a list of one.
QList<Found> findEach(const Value &value, QStringView path);
QList<Value> each(const Value &value, QStringView path);

} // namespace stratoplan::sam
