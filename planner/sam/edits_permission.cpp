// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_permission.h"

#include "planner/sam/intrinsics.h"
#include "planner/sam/written_value.h"

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

bool isStatement(const NewValue &value)
{
    return std::find(value.keys.begin(), value.keys.end(), "Effect") != value.keys.end();
}

/// The logical id that a Ref, or a GetAtt of an ARN, names; empty for every other node.
QString namedResource(Node node)
{
    const Node value = node.resolved();
    const QString name = value.isScalar() ? value.text()
        : value.isMapping()               ? value.at(0).resolved().text()
                                          : QString();
    if (!name.isEmpty())
        return intrinsicName(value).isEmpty() ? QString() : name.section(QLatin1Char('.'), 0, 0);
    // "Fn::GetAtt: [Role, Arn]"
    const Node list = value.isMapping() ? value.at(0).resolved() : value;
    return intrinsicName(value).isEmpty() ? QString() : list.at(0).resolved().text();
}

class PermissionEditor
{
public:
    PermissionEditor(Editing &editing, ElementId user)
        : m_editing(editing)
        , m_user(user)
    {
    }

    void edit(const Permissions &permissions)
    {
        const Node properties = m_editing.resource(m_user)["Properties"].resolved();
        m_role = properties["Role"];
        if (!m_role.isValid())
            m_role = m_editing.global(m_user, QStringLiteral("Role"));
        m_path = m_editing.propertyPath(m_user, {QStringLiteral("Policies")});
        if (m_role.isValid() || !m_editing.isSam(m_user)) {
            const QString id = namedResource(m_role);
            if (!m_role.isValid()) {
                cannot({STRATOPLAN_TEXT("Sam", "it has no role to give the permission to"), {}});
                return;
            }
            if (m_editing.resourceOf(id)["Type"].resolved().scalar() != "AWS::IAM::Role") {
                cannot(
                    {STRATOPLAN_TEXT("Sam",
                                     "its role {expression} is no resource of the template; give "
                                     "the permission there"),
                     {{QStringLiteral("expression"), oneLine(m_role)}}});
                return;
            }
            m_path = Editing::propertyPath(id, {QStringLiteral("Policies")});
            if (!permissions.granted.isEmpty())
                tellOthers(id);
        }
        withdraw(permissions.withdrawn);
        grant(permissions.granted);
    }

private:
    void cannot(const Text &why) { m_editing.cannot(m_user, QStringLiteral("access"), why); }

    /// A role may be that of several functions.
    void tellOthers(const QString &role)
    {
        for (const Function *other : m_editing.before().all<Function>()) {
            const Node own = m_editing.resource(other->id)["Properties"].resolved()["Role"];
            if (other->id == m_user || namedResource(own) != role)
                continue;
            m_editing.note(
                m_user,
                {STRATOPLAN_TEXT("Sam",
                                 "{other} has the role {role} too and is permitted the "
                                 "same"),
                 {{QStringLiteral("other"), other->name}, {QStringLiteral("role"), role}}});
        }
    }

    /// The statements of an item of the list, and where they stand below it.
    std::pair<Node, QStringList> statementsOf(Node policy) const
    {
        const Node item = policy.resolved();
        if (item.has("Statement"))
            return {item["Statement"].resolved(), {QStringLiteral("Statement")}};
        return {item["PolicyDocument"].resolved()["Statement"].resolved(),
                {QStringLiteral("PolicyDocument"), QStringLiteral("Statement")}};
    }

    /// Where the template has the permission just so; empty when it does not.
    QStringList find(const NewValue &permission) const
    {
        const Node policies = m_editing.at(m_path).resolved();
        for (int i = policies.isSequence() ? policies.size() - 1 : -1; i >= 0; --i) {
            const QStringList item = m_path + QStringList{QString::number(i)};
            if (isSameMeaning(yaml::NewValue::of(policies.at(i)), permission))
                return item;
            const auto [statements, below] = statementsOf(policies.at(i));
            for (int n = statements.isSequence() ? statements.size() - 1 : -1; n >= 0; --n) {
                if (isSameMeaning(yaml::NewValue::of(statements.at(n)), permission))
                    return item + below + QStringList{QString::number(n)};
            }
        }
        return {};
    }

    void withdraw(const QList<NewValue> &permissions)
    {
        QList<QStringList> places;
        for (const NewValue &permission : permissions) {
            if (const QStringList place = find(permission); !place.isEmpty())
                places.append(place);
        }
        if (places.size() < permissions.size()) {
            cannot({STRATOPLAN_TEXT("Sam", "policies permit it in a way of their own"), {}});
            return;
        }
        // From the last on, as numbers of items are those of the list as it is.
        std::sort(places.begin(), places.end(), [](const QStringList &a, const QStringList &b) {
            return std::pair(a.value(4).toInt(), a.back().toInt())
                > std::pair(b.value(4).toInt(), b.back().toInt());
        });
        for (const QStringList &place : std::as_const(places)) {
            // A policy goes with its last statement, also where it has a name and a version.
            const Node list = m_editing.at(place.mid(0, place.size() - 1)).resolved();
            m_editing.takeOut(list.size() == 1 ? place.mid(0, m_path.size() + 1) : place);
        }
    }

    void grant(const QList<NewValue> &permissions)
    {
        NewValue statements = NewValue::sequence({});
        for (const NewValue &permission : permissions) {
            if (!find(permission).isEmpty())
                continue;
            if (isStatement(permission))
                statements.items.push_back(permission);
            else
                append(permission);
        }
        if (statements.items.empty())
            return;
        if (!m_role.isValid() && m_editing.isSam(m_user)) {
            append(NewValue::mapping({{"Statement", std::move(statements)}}));
            return;
        }
        append(NewValue::mapping(
            {{"PolicyName", NewValue::text(freePolicyName())},
             {"PolicyDocument",
              NewValue::mapping({{"Version", NewValue::text(QStringLiteral("2012-10-17"))},
                                 {"Statement", std::move(statements)}})}}));
    }

    /// Policies of a role have names that differ.
    QString freePolicyName() const
    {
        const Node policies = m_editing.at(m_path).resolved();
        const auto isTaken = [&](const QString &name) {
            for (int i = 0; policies.isSequence() && i < policies.size(); ++i) {
                if (policies.at(i).resolved()["PolicyName"].resolved().text() == name)
                    return true;
            }
            return false;
        };
        const QString wish = m_editing.nameOf(m_user) + QLatin1String("Access");
        QString name = wish;
        for (int number = 2; isTaken(name); ++number)
            name = wish + QString::number(number);
        return name;
    }

    void append(NewValue policy)
    {
        const Node there = m_editing.at(m_path);
        if (!there.isValid()) {
            m_editing.appendTo(m_path, std::move(policy));
        } else if (!intrinsicName(there).isEmpty()) {
            cannot({STRATOPLAN_TEXT("Sam", "its policies are the expression {expression}"),
                    {{QStringLiteral("expression"), oneLine(there)}}});
        } else if (there.resolved().isSequence()) {
            m_editing.insert(m_path + QStringList{QStringLiteral("-")}, std::move(policy));
        } else {
            // One policy without a list around it.
            auto &edits = m_editing.result().edits;
            for (TemplateEdit &edit : edits) {
                auto *known = std::get_if<SetValue>(&edit);
                if (known && known->path == m_path) {
                    known->value.items.push_back(std::move(policy));
                    return;
                }
            }
            edits.append(SetValue{
                m_path, NewValue::sequence({yaml::NewValue::of(there), std::move(policy)}), true});
        }
    }

    Editing &m_editing;
    ElementId m_user;
    Node m_role;
    QStringList m_path; ///< of the list of policies
};

} // namespace

void editPermissions(Editing &editing, ElementId user, const Permissions &permissions)
{
    PermissionEditor(editing, user).edit(permissions);
}

} // namespace stratoplan::sam
