// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what the edits of all kinds of elements need.

#include "planner/sam/edits.h"
#include "planner/sam/patch_references.h"

namespace stratoplan::sam {

/// A field as the template would hold it: a value, an expression or nothing.
struct Held
{
    std::optional<yaml::NewValue> value;
    bool isExpression = false;

    bool isNothing() const { return !value && !isExpression; }
};

inline yaml::NewValue newValue(const QString &text)
{
    return yaml::NewValue::text(text);
}
inline yaml::NewValue newValue(int number)
{
    return yaml::NewValue::number(number);
}
inline yaml::NewValue newValue(bool value)
{
    return yaml::NewValue::boolean(value);
}
template <class Unit>
yaml::NewValue newValue(const Quantity<Unit, int> &quantity)
{
    return yaml::NewValue::number(quantity.value);
}

/// A documented default is nothing that the template has to say.
template <class T>
Held held(const Field<T> &field)
{
    if (field.origin == Origin::Default || field.isUnset())
        return {};
    if (field.value)
        return {newValue(*field.value), false};
    return {std::nullopt, true};
}

/// True when two fields say the same, whoever said it.
template <class T>
bool sameValue(const Field<T> &a, const Field<T> &b)
{
    return a.value == b.value && a.expression == b.expression;
}

/// A template, the design read from it and the edits found so far.
class Editing
{
public:
    Editing(const yaml::Tree &tree, QString file, const Design &before, const Design &after,
            const catalog::Catalog &catalog, const EditOptions &options);

    const Design &before() const { return m_before; }
    const Design &after() const { return m_after; }
    const catalog::Catalog &catalog() const { return m_catalog; }
    Edits &result() { return m_result; }
    const Edits &result() const { return m_result; }
    const Problems &problems() const { return m_problems; }

    /// Name of an element in the template; for a new one the name that it gets.
    QString nameOf(ElementId id) const;
    const Element *element(ElementId id) const;
    /// The resource that an element is; no node for one that SAM generates or that is outside.
    yaml::Node resource(ElementId id) const;
    bool isResource(ElementId id) const;
    QByteArray typeOf(ElementId id) const;
    bool isSam(ElementId id) const { return typeOf(id).startsWith("AWS::Serverless::"); }
    /// The resource of a logical id; no node for one that the template does not have.
    yaml::Node resourceOf(const QString &id) const { return m_ids.resource(id.toUtf8()); }
    bool isParameter(const QString &id) const { return m_ids.isParameter(id.toUtf8()); }
    /// Logical ids and parameters, which no new resource may have.
    QSet<QString> takenIds() const;
    /// The id, with a number where the template or an edit has it.
    QString freeId(const QString &wish) const;
    /// A new element and the logical id that it gets.
    void becomes(ElementId element, const QString &id) { m_newIds.insert(element, id); }
    /// {"Resources", NAME, "Properties", REST...}
    QStringList propertyPath(ElementId id, const QStringList &rest) const;
    static QStringList propertyPath(const QString &resource, const QStringList &rest);
    /// The node at a path; no node where it ends before or inside an expression.
    yaml::Node at(const QStringList &path) const;
    /// What Globals say of a property of the resource's kind; no node when they are ignored.
    yaml::Node global(ElementId id, const QString &property) const;
    /// The path that evidence of a connection names ("Resources.Fn.Properties.Events.Api"), keys
    /// with dots included; empty when the template has it no more.
    QStringList pathOf(const QString &evidence) const;

    // Edits.
    void set(ElementId id, const QString &property, const QStringList &path,
             const yaml::NewValue &value);
    /// takeOut() of a property that Globals do not state; nothing where it is not there.
    void remove(ElementId id, const QString &property, const QStringList &path);
    /// Removes what stands at a path, and what is empty without it above it.
    void takeOut(const QStringList &path);
    /// set(), or remove() for nothing.
    void hold(ElementId id, const QString &property, const QStringList &path, const Held &value);
    void insert(QStringList path, yaml::NewValue value);
    /// Appends an item to a list that the edits make.
    void appendTo(const QStringList &path, yaml::NewValue item);
    /// True when an edit makes what stands at the path.
    bool isInserted(const QStringList &path) const;
    /// Keeps what Globals say of a property away from the resource.
    void ignoreGlobal(ElementId id, const QString &property);
    void cannot(ElementId id, const QString &property, const Text &why);
    void note(ElementId id, Text what, yaml::Node node = {});
    /// What the writer of new templates tells of its text, and what it cannot write.
    void tell(Problem told);
    void cannotWrite(Problem problem);

    // Expressions, in the form that the template uses.
    bool usesShortForms() const { return m_usesShortForms; }
    /// How the template names a VPC, a subnet or a security group that lives elsewhere; nothing
    /// where it does not, and for every other element.
    std::optional<yaml::NewValue> outsideName(ElementId id) const;
    yaml::NewValue reference(const QString &id) const;
    yaml::NewValue attribute(const QString &id, const QString &name) const;
    /// What names an element in an ARN's place: GetAtt or Ref; nothing for what is no resource.
    std::optional<yaml::NewValue> arn(ElementId id) const;

private:
    Problem problem(const char *code, ElementId id, const QString &property, yaml::Node node,
                    Text what, Text remedy) const;

    const yaml::Tree &m_tree;
    QString m_file;
    const Design &m_before;
    const Design &m_after;
    const catalog::Catalog &m_catalog;
    EditOptions m_options;
    LogicalIds m_ids;
    bool m_usesShortForms = true;
    QHash<ElementId, QString> m_newIds;
    Edits m_result;
    Problems m_problems;
};

// The kinds of elements, each in a file of its own.
void editFunction(Editing &editing, const Function &was, const Function &is);
void editService(Editing &editing, const Service &was, const Service &is);
/// Address blocks; what else was changed goes as the writer writes it.
void editNetworkPart(Editing &editing, const Element &was, const Element &is);
/// Subnets and security groups of a function.
void editPlacement(Editing &editing, const Function &was, const Function &is);

/// Filter, prefix and suffix of a trigger; `places` are the properties of its events and mappings.
void editFilters(Editing &editing, const Connection &was, const Connection &is,
                 const QList<QStringList> &places);
/// Settings of a connection whose ends and role are as they were.
void editConnection(Editing &editing, const Connection &was, const Connection &is);
/// Takes out what makes a trigger or a failure target.
void removeConnection(Editing &editing, const Connection &connection);
/// The dead-letter queue of a function whose failure targets changed.
void editFailureTarget(Editing &editing, ElementId function);
/// True for a connection that is a function's dead-letter queue or failure destination.
bool isFailureTargetOfFunction(const Editing &editing, const Connection &connection);

} // namespace stratoplan::sam
