// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "planner/sam/write_part.h"

#include <QMap>
#include <QSet>

#include <list>
#include <optional>
#include <vector>

namespace stratoplan::sam {

/// Where a resource stands in the text.
enum class Section
{
    Entry,
    Functions,
    Workflow,
    Messaging,
    Data,
    Network,
    Support
};

/// What is there already where a design is written into a template that somebody else wrote.
struct Standing
{
    QHash<ElementId, QString> ids; ///< of the elements that the template has
    QSet<QString> taken; ///< logical ids and parameters that no new one may have
    /// Users whose permissions are statements: their role, or their other permissions, have no SAM
    /// policy templates.
    QSet<ElementId> byStatement;
};

/// What a new template is made of while it is written.
class Writing
{
public:
    Writing(const Design &drawn, const catalog::Catalog &facts, Standing there = {});
    Writing(const Writing &) = delete;
    Writing &operator=(const Writing &) = delete;

    const Design &design;
    const catalog::Catalog &catalog;
    const Graph graph;
    const Names names;
    const Standing standing;
    Part parameters;
    Part outputs;
    Problems problems;
    QMap<QString, QString> logicalIds; ///< by name of the element
    QHash<ElementId, QString> functionGroups; ///< security group that is made for a VPC's functions

    /// Logical id of an element, made of its name: "order-archive" is OrderArchive.
    QString idOf(ElementId element) const { return m_ids.value(element); }
    /// An id that nothing has yet, kept from then on.
    QString freeId(const QString &wish);
    /// The id of a part that an element has one of, under the wished name or the first that is
    /// free; the same each time.
    QString partId(const QString &wish);
    /// The id under which a template reading finds the element where it is another one.
    void standsFor(ElementId element, const QString &id);

    /// Adds a resource and gives its properties. It stands in the section of its owner, behind what
    /// the owner has already. The reference holds until the end.
    Part &add(ElementId owner, const QString &id, const char *type);
    /// The same under the element's own id.
    Part &add(ElementId element, const char *type);
    /// What stands between Type and Properties: DependsOn, DeletionPolicy and the like.
    Part &attributes(const QString &id);
    /// Properties of a resource; null when there is none.
    Part *properties(const QString &id);
    Part *properties(ElementId element) { return properties(idOf(element)); }
    bool hasResource(const QString &id) const { return m_resourceOfId.contains(id); }
    bool hasResource(ElementId element) const { return hasResource(idOf(element)); }
    struct Resource
    {
        QString id;
        ElementId owner;
        Section section;
        QByteArray type;
        Part attributes;
        Part properties;
    };
    /// In the order of the text.
    std::vector<const Resource *> resources() const;

    /// The parameter of that name, made when it is not there yet. Returns "!Ref NAME" (with a
    /// number where something else has the name).
    Part parameter(const QString &name, const char *type, const QString &description,
                   const QString &standard = {});
    /// The parameter that stands for an element which lives elsewhere, under the element's own id.
    Part ownParameter(ElementId element, const char *type, const QString &description);
    /// !Ref of the parameter Stage.
    Part stage();

    /// A field as a template states it: its value; a parameter where only deployment knows it;
    /// nothing where it is unset or a documented default.
    template <class T>
    std::optional<Part> stated(const Field<T> &field, ElementId owner, const char *what)
    {
        if (field.value && field.origin != Origin::Default)
            return scalarOf(*field.value);
        if (!field.value && !field.expression.isEmpty())
            return open(owner, what, std::is_same_v<T, QString> || std::is_same_v<T, QVariant>);
        return std::nullopt;
    }
    /// Sets the property when the field is stated.
    template <class T>
    void setStated(Part &part, const char *key, const Field<T> &field, ElementId owner)
    {
        if (std::optional<Part> value = stated(field, owner, key))
            part.set(key, *std::move(value));
    }

    /// The catalogue's entry of a service; null for functions and unknown kinds.
    const catalog::ServiceKind *kindOf(ElementId element) const;
    QString kindWordOf(ElementId element) const; ///< "function", or the kind of a service
    bool isKind(ElementId element, QLatin1String kind) const { return kindWordOf(element) == kind; }
    /// Value of a service's field, stated or default.
    QVariant field(ElementId service, const char *key) const;

    // Ways to name another element. A user is the element whose resource says it: where the two
    // need each other, the target is named by the name that it is given instead of by reference.

    /// ARN of the target; nothing when a template cannot know it.
    std::optional<Part> arn(ElementId target, ElementId user, const QString &below = {});
    /// What `Ref` gives: a name, an URL or an ARN.
    std::optional<Part> variable(ElementId target, ElementId user);
    /// The name of the target as policy templates want it: `attribute` where it is no Ref.
    Part name(ElementId target, ElementId user, const char *attribute = nullptr);
    bool isByName(ElementId target, ElementId user) const
    {
        return m_byName.contains({user, target});
    }
    /// The two are not to be tied at all: CloudFormation could not make one before the other.
    bool isLeftOut(ElementId target, ElementId user) const
    {
        return m_leftOut.contains({user, target});
    }
    void useByName(ElementId target, ElementId user);
    /// All that are named so or left out, as user and target.
    QSet<QPair<ElementId, ElementId>> brokenTies() const { return m_byName + m_leftOut; }
    void leaveOut(ElementId target, ElementId user) { m_leftOut.insert({user, target}); }
    /// Gives the resource of a nameable element its name where that is needed.
    void nameResource(ElementId element, Part &properties);
    /// "${AWS::StackName}-orders": the name that an element is given.
    Part ownName(ElementId element) const { return Part::sub(givenName(element)); }
    /// What the environment variable holds where the catalogue's attribute does not fit.
    void setValue(ElementId element, const QString &attribute) { m_values[element] = attribute; }

    void report(Severity severity, const char *code, ElementId element, Text what, Text remedy);
    /// Something that the template needs and the design does not say.
    void reportOpen(ElementId element, const QString &property, const QString &instead);
    /// A connection for which there is no form.
    void reportConnection(const Connection &connection);

    /// The field as stated; else a parameter, which is told.
    template <class T>
    Part demanded(const Field<T> &field, ElementId owner, const char *what,
                  const char *type = "String")
    {
        if (std::optional<Part> value = stated(field, owner, what))
            return *std::move(value);
        const Part made
            = parameter(idOf(owner) + QString::fromLatin1(what), type,
                        QStringLiteral("%1 of %2").arg(QString::fromLatin1(what), idOf(owner)));
        reportOpen(owner, QString::fromLatin1(what), QString::fromUtf8(made.scalar()));
        return made;
    }

    static Part scalarOf(const QString &text) { return Part::text(text); }
    static Part scalarOf(int number) { return Part::number(number); }
    static Part scalarOf(double number) { return Part::real(number); }
    static Part scalarOf(bool value) { return Part::boolean(value); }
    static Part scalarOf(const QVariant &value);
    template <class Unit, class Number>
    static Part scalarOf(const Quantity<Unit, Number> &value)
    {
        return scalarOf(value.value);
    }

private:
    Part open(ElementId owner, const char *what, bool isText);
    Section sectionOf(ElementId owner) const;
    QString pattern(const QString &text, ElementId target) const;
    QString givenName(ElementId element) const;

    QHash<ElementId, QString> m_ids;
    QSet<QString> m_taken;
    std::list<Resource> m_resources;
    QHash<QString, Resource *> m_resourceOfId;
    QSet<QPair<ElementId, ElementId>> m_byName; ///< user and target
    QSet<QPair<ElementId, ElementId>> m_leftOut;
    QSet<ElementId> m_named;
    QHash<QString, QString> m_partIds; ///< by the name wished
    QHash<QString, QString> m_parameterIds; ///< by the name wished
    QHash<ElementId, QString> m_values;
};

/// True for a part of a network that another stack has made: it is known here, but no resource.
bool livesElsewhere(const Design &design, const Element &element);

/// The words of a name: "order-archive", "OrderArchive" and "order archive" have two.
QStringList wordsOf(const QString &name);
QString upperSnake(const QString &name); ///< "ORDER_ARCHIVE"
QString kebab(const QString &name); ///< "order-archive"
/// A text of JSON as a part; nothing when it is none.
std::optional<Part> jsonPart(const QString &text);

} // namespace stratoplan::sam
