// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/project/system.h"

#include "planner/project/add_facts.h"
#include "planner/sam/template.h"
#include "planner/store/store.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <map>

namespace stratoplan::project {

namespace {

/// One template of the system.
struct Part
{
    QString stack;
    QString path;
    Opened opened;
    QHash<ElementId, ElementId> ids; ///< from the part's to the system's
};

/// Names that say nothing of what is in the file.
bool isUsualName(const QString &name)
{
    static const QStringList usual{QStringLiteral("template"), QStringLiteral("sam"),
                                   QStringLiteral("stack"), QStringLiteral("cloudformation")};
    return usual.contains(name.toLower());
}

QString stackName(const File &file, const QList<Part> &others)
{
    const QFileInfo info(file.path);
    const QString folder = info.absoluteDir().dirName();
    QString wish = info.completeBaseName();
    if (isUsualName(wish) && !folder.isEmpty())
        wish = folder;
    const auto isTaken = [&others](const QString &name) {
        return std::any_of(others.begin(), others.end(),
                           [&name](const Part &part) { return part.stack == name; });
    };
    QString name = wish;
    for (int number = 2; isTaken(name); ++number)
        name = wish + QString::number(number);
    return name;
}

/// What an outside element of one part is in another part.
struct Join
{
    qsizetype part = -1;
    ElementId element; ///< of that part
    QString evidence;
};

class System
{
public:
    explicit System(QList<Part> parts)
        : m_parts(std::move(parts))
    {
    }

    Expected<Opened> result(const QString &folder)
    {
        for (qsizetype i = 0; i < m_parts.size(); ++i)
            join(i);
        giveNames();
        giveIds();
        Change change;
        for (qsizetype i = 0; i < m_parts.size(); ++i)
            take(i);
        dropEmptyNetworks();
        for (auto &[id, element] : m_elements)
            change.elements.push_back({id, std::nullopt, std::move(element)});
        change.settings = {Settings(), settings(folder)};
        Expected<Design> design = apply(Design(), change);
        if (!design)
            return failure(design.error());
        return opened(*std::move(design));
    }

private:
    /// Looks for what each outside element of a part is in the others.
    void join(qsizetype index)
    {
        const sam::Imported &imported = *m_parts.at(index).opened.imported;
        for (const auto *outside : {&imported.outsideServices, &imported.outside}) {
            for (auto named = outside->cbegin(); named != outside->cend(); ++named) {
                const ElementId id = m_parts.at(index).opened.design.idOf(named.key());
                if (!id || named->position >= 0)
                    continue;
                const Join found = standingFor(index, id, *named);
                if (found.element)
                    m_joins.insert({index, id}, found);
            }
        }
    }

    Join standingFor(qsizetype index, ElementId id, const sam::OutsideNaming &naming) const
    {
        const Design &own = m_parts.at(index).opened.design;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            if (i == index)
                continue;
            const Opened &other = m_parts.at(i).opened;
            for (const sam::Output &output : other.imported->outputs) {
                const ElementId element = other.design.idOf(output.element);
                if (!naming.import.isEmpty() && output.exportName == naming.import
                    && fits(*own.find(id), other.design.find(element), false))
                    return {i, element, QLatin1String("Exports.") + naming.import};
            }
        }
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            if (i == index)
                continue;
            const Opened &other = m_parts.at(i).opened;
            for (const QString &name : naming.names) {
                const ElementId element = other.design.idOf(
                    other.imported->physicalNames.value(QLatin1String("ssm:") + name));
                if (fits(*own.find(id), other.design.find(element), false))
                    return {i, element, QLatin1String("Parameters.") + name};
            }
        }
        return named(index, id, naming);
    }

    /// The resource that is called so by both: they may still be two of one name in two accounts.
    Join named(qsizetype index, ElementId id, const sam::OutsideNaming &naming) const
    {
        const Design &own = m_parts.at(index).opened.design;
        for (const QString &text : naming.names) {
            const std::optional<sam::Arn> arn = sam::arnOf(text);
            const QString name = arn ? arn->name() : text;
            if (name.isEmpty() || name.contains(QLatin1String("${")))
                continue;
            for (qsizetype i = 0; i < m_parts.size(); ++i) {
                const Opened &other = m_parts.at(i).opened;
                const QMap<QString, QString> &names = other.imported->physicalNames;
                for (auto known = names.cbegin(); i != index && known != names.cend(); ++known) {
                    const ElementId element = other.design.idOf(*known);
                    if (known.key().section(QLatin1Char(':'), 1) == name
                        && !known.key().startsWith(QLatin1String("ssm:"))
                        && fits(*own.find(id), other.design.find(element), true))
                        return {i, element, QLatin1String("Names.") + known.key()};
                }
            }
        }
        return {};
    }

    /// True where an outside element can be that one. A mere name has to be one of the same kind.
    static bool fits(const Element &outside, const Element *other, bool isNameOnly)
    {
        if (!other)
            return false;
        const auto *service = std::get_if<Service>(&outside);
        if (!service) {
            const auto *subnet = std::get_if<Subnet>(&outside);
            return outside.index() == other->index() && !(subnet && subnet->several);
        }
        const auto *otherService = std::get_if<Service>(other);
        if (isNameOnly)
            return otherService && otherService->kind == service->kind;
        return otherService || std::holds_alternative<Function>(*other);
    }

    /// Names that several parts have get their stack in front.
    void giveNames()
    {
        QHash<QString, int> counts;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            for (const auto &[id, element] : m_parts.at(i).opened.design.elements()) {
                const QString &name = common(*element).name;
                if (!name.isEmpty() && !m_joins.contains({i, id}))
                    ++counts[name];
            }
        }
        for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
            if (*count > 1)
                m_ambiguous.insert(count.key());
        }
    }

    QString nameIn(qsizetype part, const QString &name) const
    {
        return m_ambiguous.contains(name) ? m_parts.at(part).stack + QLatin1Char('/') + name : name;
    }

    void giveIds()
    {
        quint32 next = 1;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            for (const auto &[id, element] : m_parts.at(i).opened.design.elements()) {
                if (!m_joins.contains({i, id}))
                    m_parts[i].ids.insert(id, ElementId{next++});
            }
        }
        // What was joined is the other element. Two that name each other are outside of both.
        for (auto join = m_joins.cbegin(); join != m_joins.cend(); ++join) {
            const ElementId there = m_parts.at(join->part).ids.value(join->element);
            m_parts[join.key().first].ids.insert(join.key().second, there);
        }
    }

    void take(qsizetype index)
    {
        const Part &part = m_parts.at(index);
        for (const auto &[id, element] : part.opened.design.elements()) {
            if (m_joins.contains({index, id}))
                continue;
            Element taken = remapped(*element, part.ids);
            Common &own = common(taken);
            own.id = part.ids.value(id);
            own.stack = part.stack;
            own.position.reset();
            if (!own.name.isEmpty())
                own.name = nameIn(index, own.name);
            if (auto *connection = std::get_if<Connection>(&taken)) {
                connection->waypoints.clear();
                const auto &before = std::get<Connection>(*element);
                for (const ElementId end : {before.from, before.to}) {
                    if (m_joins.contains({index, end}))
                        connection->evidence.append(m_joins.value({index, end}).evidence);
                }
            }
            m_elements.emplace(own.id, std::move(taken));
        }
    }

    /// A network elsewhere that is one of the system after all leaves an empty one behind.
    void dropEmptyNetworks()
    {
        for (bool isChanged = true; isChanged;) {
            isChanged = false;
            for (auto it = m_elements.begin(); it != m_elements.end(); ++it) {
                const auto *vpc = std::get_if<Vpc>(&it->second);
                const bool isLeft = vpc && vpc->outside && wasEmptied(it->first)
                    && std::none_of(m_elements.begin(), m_elements.end(), [&it](const auto &other) {
                                        return references(other.second).contains(it->first);
                                    });
                if (isLeft) {
                    m_elements.erase(it);
                    isChanged = true;
                    break;
                }
            }
        }
    }

    /// True when something that was joined stood in the network.
    bool wasEmptied(ElementId vpc) const
    {
        for (auto join = m_joins.cbegin(); join != m_joins.cend(); ++join) {
            const Part &part = m_parts.at(join.key().first);
            const QList<ElementId> named = references(*part.opened.design.find(join.key().second));
            for (const ElementId one : named) {
                if (part.ids.value(one) == vpc)
                    return true;
            }
        }
        return false;
    }

    Settings settings(const QString &folder) const
    {
        Settings settings = m_parts.first().opened.design.settings();
        settings.templateLink = {};
        settings.description.clear();
        settings.suppressions.clear();
        settings.openQuestions.clear();
        QStringList stacks;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            const Settings &own = m_parts.at(i).opened.design.settings();
            Stack stack{m_parts.at(i).stack, own.templateLink};
            stack.link.path
                = QDir(folder).relativeFilePath(QFileInfo(m_parts.at(i).path).absoluteFilePath());
            settings.stacks.append(stack);
            stacks.append(stack.name);
            for (Suppression suppression : own.suppressions) {
                for (QString &name : suppression.elements)
                    name = nameIn(i, name);
                settings.suppressions.append(suppression);
            }
            settings.openQuestions.append(own.openQuestions);
        }
        settings.title = stacks.join(QLatin1String(", "));
        return settings;
    }

    Opened opened(Design design) const
    {
        Opened system;
        sam::Imported all;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            const Opened &own = m_parts.at(i).opened;
            for (sam::ImportedResource resource : own.imported->resources) {
                resource.logicalId = nameIn(i, resource.logicalId);
                resource.where.element = resource.logicalId;
                all.resources.append(std::move(resource));
            }
            const auto &outside = own.imported->outside;
            for (auto named = outside.cbegin(); named != outside.cend(); ++named)
                all.outside.insert(nameIn(i, named.key()), *named);
            all.problems.append(own.imported->problems);
            system.notes.append(own.notes);
        }
        all.design = design;
        system.design = std::move(design);
        system.imported = std::move(all);
        return system;
    }

    QList<Part> m_parts;
    QMap<std::pair<qsizetype, ElementId>, Join> m_joins; ///< by part and outside element
    QSet<QString> m_ambiguous;
    std::map<ElementId, Element> m_elements;
};

} // namespace

Expected<Opened> openSystem(const QList<File> &files, const catalog::Catalog &catalog,
                            const OpenOptions &options)
{
    OpenOptions own = options;
    own.facts.clear();
    QList<Part> parts;
    Problems problems;
    for (const File &file : files) {
        if (store::looksLikeDesign(file.text) || file.path.isEmpty()) {
            Problem problem;
            problem.code = QStringLiteral("system.no-template");
            problem.what
                = {STRATOPLAN_TEXT("Project", "A system is made of templates that are files"), {}};
            problem.where.file = file.path;
            problem.remedy
                = {STRATOPLAN_TEXT("Project", "Name a SAM or CloudFormation template"), {}};
            problems.append(problem);
            continue;
        }
        Expected<Opened> opened = open(file, catalog, own);
        if (!opened) {
            problems.append(opened.error());
            continue;
        }
        const QString name = stackName(file, parts);
        parts.append({name, file.path, *std::move(opened), {}});
    }
    if (!problems.isEmpty())
        return failure(problems);
    const QString folder = QFileInfo(files.first().path).absolutePath();
    Expected<Opened> system = System(std::move(parts)).result(folder);
    if (!system)
        return system;
    if (const Expected<void> added = addFacts(*system, folder, options.facts); !added)
        return failure(added.error());
    system->imported->design = system->design;
    return system;
}

} // namespace stratoplan::project
