// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch.h"

#include "planner/sam/intrinsics.h"
#include "planner/sam/patch_rename.h"
#include "planner/yaml/own_values.h"

#include <QSet>

#include <array>
#include <span>

namespace stratoplan::sam {

namespace {

using yaml::Node;

// In this order people write the parts of a resource, and the properties of a function.
constexpr std::array resourceOrder{
    "Type",          "Condition",      "DependsOn",           "Metadata",
    "IgnoreGlobals", "Properties",     "Connectors",          "CreationPolicy",
    "UpdatePolicy",  "DeletionPolicy", "UpdateReplacePolicy",
};
constexpr std::array functionOrder{
    "FunctionName",
    "Description",
    "PackageType",
    "CodeUri",
    "InlineCode",
    "ImageUri",
    "ImageConfig",
    "Code",
    "Handler",
    "Runtime",
    "Architectures",
    "MemorySize",
    "Timeout",
    "EphemeralStorage",
    "Tracing",
    "TracingConfig",
    "ReservedConcurrentExecutions",
    "AutoPublishAlias",
    "ProvisionedConcurrencyConfig",
    "SnapStart",
    "DeadLetterQueue",
    "DeadLetterConfig",
    "EventInvokeConfig",
    "VpcConfig",
    "Layers",
    "Environment",
    "Role",
    "Policies",
    "FunctionUrlConfig",
    "Events",
    "Tags",
};
constexpr std::array networkOrder{"SubnetIds", "SecurityGroupIds"};
constexpr std::array eventOrder{"Type", "Properties"};

/// A value of the tree, or how far the path goes.
struct Place
{
    Node node;
    qsizetype found = 0; ///< keys of the path that are there
    Node holder; ///< the collection that holds the node
    int entry = -1;
};

int itemOf(Node sequence, const QString &key)
{
    bool isNumber = false;
    const int number = key.toInt(&isNumber);
    return isNumber && number >= 0 && number < sequence.size() ? number : -1;
}

int entryOf(Node mapping, const QString &key)
{
    const QByteArray name = key.toUtf8();
    const Node wanted = mapping.keyOf(name);
    for (int i = 0; wanted.isValid() && i < mapping.size(); ++i) {
        if (mapping.keyAt(i) == wanted)
            return i;
    }
    return -1;
}

bool isExpression(Node node)
{
    return node.kind() == yaml::Kind::Alias || !intrinsicName(node).isEmpty();
}

/// Puts edits into one patch as long as they do not depend on each other.
class Round
{
public:
    Round(const yaml::Tree &tree, const QString &file)
        : m_tree(tree)
        , m_patch(tree, file)
    {
    }

    const yaml::Patch &patch() const { return m_patch; }
    const Problems &problems() const { return m_problems; }

    /// False where the edit has to wait for what is in the patch already.
    bool take(const TemplateEdit &edit)
    {
        return std::visit([this](const auto &one) { return add(one); }, edit);
    }

private:
    /// Notes a path as changed; false when that meets a change there already.
    bool claim(const QStringList &path, bool isItem)
    {
        QStringList part;
        if (m_changed.contains(part))
            return false;
        for (const QString &key : path) {
            part.append(key);
            if (m_changed.contains(part))
                return false;
        }
        if (m_above.contains(path))
            return false;
        // Numbers of items are those of the list as it is.
        const QStringList list = path.mid(0, path.size() - 1);
        if (isItem && m_lists.contains(list))
            return false;
        if (isItem)
            m_lists.insert(list);
        m_changed.insert(path);
        part.clear();
        for (const QString &key : path) {
            m_above.insert(part);
            part.append(key);
        }
        return true;
    }

    Place find(const QStringList &path) const
    {
        Place place;
        place.node = m_tree.root();
        for (const QString &key : path) {
            const Node node = place.node.resolved();
            const int entry = node.isSequence() ? itemOf(node, key) : entryOf(node, key);
            if (entry < 0 || (isExpression(node) && place.found > 0))
                return place;
            place.holder = node;
            place.entry = entry;
            place.node = node.at(entry);
            ++place.found;
        }
        return place;
    }

    void refuse(const char *code, const QStringList &path, Node node, Text what, Text remedy)
    {
        Problem problem;
        problem.code = QString::fromLatin1(code);
        problem.what = std::move(what);
        problem.what.args.insert(QStringLiteral("path"), path.mid(2).join(QLatin1Char('.')));
        problem.remedy = std::move(remedy);
        problem.where = {m_patch.file(), node.line(), node.column(), path.value(1)};
        m_problems.append(std::move(problem));
    }
    void missing(const QStringList &path, Node node)
    {
        refuse("sam.no-such-path", path, node,
               {STRATOPLAN_TEXT("Sam", "The template has no {path} here"), {}},
               {STRATOPLAN_TEXT("Sam", "Correct the name"), {}});
    }
    void isComputed(const QStringList &path, Node node)
    {
        refuse("sam.expression", path, node,
               {STRATOPLAN_TEXT("Sam", "{path} is the expression {expression}"),
                {{QStringLiteral("expression"), oneLine(node)}}},
               {STRATOPLAN_TEXT("Sam",
                                "Change what the expression refers to, or ask for it to be "
                                "replaced"),
                {}});
    }

    bool add(const SetValue &edit)
    {
        const Place place = find(edit.path);
        if (!claim(edit.path, false))
            return false;
        if (place.found < edit.path.size())
            return missing(edit.path, place.node), true;
        if (isExpression(place.node) && !edit.replacesExpression)
            return isComputed(edit.path, place.node), true;
        m_patch.setValue(place.node, edit.value);
        return true;
    }

    bool add(const InsertKey &edit)
    {
        const Place place = find(edit.path.mid(0, edit.path.size() - 1));
        const Node node = place.node.resolved();
        const bool isItem = node.isSequence();
        // What is made above the key is as new as the key itself.
        if (!claim(edit.path.mid(0, place.found + 1), isItem))
            return false;
        const QStringList rest = edit.path.mid(place.found);
        if (!isItem && find(edit.path).found == edit.path.size()) {
            refuse("sam.path-exists", edit.path, node,
                   {STRATOPLAN_TEXT("Sam", "{path} is there already"), {}},
                   {STRATOPLAN_TEXT("Sam", "Change it instead"), {}});
            return true;
        }
        if (isExpression(place.node) && place.found > 0)
            return isComputed(edit.path.mid(0, place.found), place.node), true;
        yaml::NewValue value = edit.value;
        for (qsizetype i = rest.size() - 1; i > 0; --i)
            value = yaml::NewValue::mapping({{rest.at(i).toUtf8(), std::move(value)}});
        if (isItem) {
            // The number behind the last item's is the end, where order counts.
            const bool atEnd = rest.front() == QString::number(node.size());
            m_patch.insertItem(node, atEnd ? node.size() : itemOf(node, rest.front()),
                               std::move(value));
        } else if (node.isMapping()) {
            m_patch.insertEntry(node, placeFor(edit.path.mid(0, place.found), node, rest.front()),
                                rest.front().toUtf8(), std::move(value));
        } else if (node.isNull()) {
            m_patch.setValue(node,
                             yaml::NewValue::mapping({{rest.front().toUtf8(), std::move(value)}}));
        } else {
            missing(edit.path, node);
        }
        return true;
    }

    bool add(const RemoveKey &edit)
    {
        const Place place = find(edit.path);
        const bool isItem = place.holder.isSequence();
        if (!claim(edit.path, isItem))
            return false;
        if (place.found < edit.path.size() || !place.holder.isValid())
            return missing(edit.path, place.node), true;
        if (isItem)
            m_patch.removeItem(place.holder, place.entry);
        else
            m_patch.removeEntry(place.holder, place.entry);
        return true;
    }

    bool add(const RenameResource &edit)
    {
        if (!m_patch.isEmpty() || !claim({}, false))
            return false;
        m_problems.append(planRename(m_patch, edit));
        return true;
    }

    bool add(const AddResource &edit)
    {
        return add(InsertKey{{QStringLiteral("Resources"), edit.id}, edit.value});
    }

    bool add(const RemoveResource &edit)
    {
        if (!m_patch.isEmpty())
            return false;
        const Problems users = whoRefersTo(m_patch, edit.id);
        if (!users.isEmpty()) {
            m_problems.append(users);
            return true;
        }
        return add(RemoveKey{{QStringLiteral("Resources"), edit.id}});
    }

    /// Number of the entry before which a key belongs; -1 = anywhere.
    int placeFor(const QStringList &path, Node mapping, const QString &key) const
    {
        std::span<const char *const> order;
        const bool isResource = path.size() >= 2 && path.front() == QLatin1String("Resources");
        const QByteArray type = isResource ? m_tree.root()
                                                 .resolved()["Resources"]
                                                 .resolved()[path.at(1).toUtf8()]
                                                 .resolved()["Type"]
                                                 .resolved()
                                                 .scalar()
                                           : QByteArray();
        if (isResource && path.size() == 2)
            order = resourceOrder;
        else if (path.size() == 3 && type.endsWith("::Function"))
            order = functionOrder;
        else if (path.size() == 4 && path.back() == QLatin1String("VpcConfig"))
            order = networkOrder;
        else if (path.size() == 5 && path.at(3) == QLatin1String("Events"))
            order = eventOrder;
        const QByteArray name = key.toUtf8();
        const auto own = std::find_if(order.begin(), order.end(),
                                      [&](const char *candidate) { return name == candidate; });
        if (own == order.end())
            return -1;
        for (auto before = own; before != order.begin(); --before) {
            const int entry = entryOf(mapping, QString::fromLatin1(*(before - 1)));
            if (entry >= 0)
                return entry + 1;
        }
        for (auto after = own + 1; after != order.end(); ++after) {
            const int entry = entryOf(mapping, QString::fromLatin1(*after));
            if (entry >= 0)
                return entry;
        }
        return -1;
    }

    const yaml::Tree &m_tree;
    yaml::Patch m_patch;
    Problems m_problems;
    QSet<QStringList> m_changed;
    QSet<QStringList> m_above;
    QSet<QStringList> m_lists;
};

} // namespace

namespace {

QStringList pathOf(const TemplateEdit &edit)
{
    if (const auto *set = std::get_if<SetValue>(&edit))
        return set->path;
    if (const auto *inserted = std::get_if<InsertKey>(&edit))
        return inserted->path;
    if (const auto *removed = std::get_if<RemoveKey>(&edit))
        return removed->path;
    return {};
}

/// The outermost node on the path of an edit that would change elsewhere too.
Node sharedOn(const yaml::Tree &tree, const TemplateEdit &edit)
{
    if (tree.aliases().empty())
        return {};
    const QStringList path = pathOf(edit);
    Node node = tree.root();
    for (qsizetype i = 0; i < path.size() && node.isValid(); ++i) {
        const int entry = node.isSequence() ? itemOf(node, path.at(i)) : entryOf(node, path.at(i));
        if (entry < 0)
            return {};
        node = node.at(entry);
        // An alias at the end of the path is replaced or removed itself.
        const bool isItself = i + 1 == path.size() && node.kind() == yaml::Kind::Alias;
        if (!isItself && yaml::isShared(node))
            return node;
    }
    return {};
}

} // namespace

Expected<QByteArray> patched(const QByteArray &text, const QString &file,
                             const QList<TemplateEdit> &edits)
{
    if (edits.isEmpty())
        return text;
    const Expected<yaml::Tree> tree = yaml::parse(text, file);
    return tree ? patched(*tree, file, edits) : failure(tree.error());
}

Expected<QByteArray> patched(const yaml::Tree &tree, const QString &file,
                             const QList<TemplateEdit> &edits)
{
    QByteArray now = tree.text();
    std::optional<yaml::Tree> changed;
    qsizetype next = 0;
    bool isFirst = true;
    while (next < edits.size()) {
        if (!isFirst) {
            Expected<yaml::Tree> again = yaml::parse(now, file);
            if (!again)
                return failure(again.error());
            changed = std::move(*again);
        }
        isFirst = false;
        const yaml::Tree &current = changed ? *changed : tree;
        if (const Node shared = sharedOn(current, edits.at(next)); shared.isValid()) {
            Expected<QByteArray> own = yaml::withOwnValues(shared, file);
            if (!own)
                return failure(own.error());
            now = *std::move(own);
            continue;
        }
        Round round(current, file);
        while (next < edits.size() && !sharedOn(current, edits.at(next)).isValid()
               && round.take(edits.at(next)))
            ++next;
        if (!round.problems().isEmpty())
            return failure(round.problems());
        Expected<QByteArray> proved = yaml::prove(round.patch());
        if (!proved)
            return failure(proved.error());
        now = *std::move(proved);
    }
    return now;
}

} // namespace stratoplan::sam
