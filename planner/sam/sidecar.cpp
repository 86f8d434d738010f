// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/sidecar.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/names.h"
#include "planner/model/template_part.h"
#include "planner/model/was.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace stratoplan::sam {

namespace {

bool isDesignOnlyService(const Service &service, const catalog::Catalog &catalog)
{
    const catalog::ServiceKind *kind = catalog.service(service.kind);
    return kind && kind->cfnTypes.isEmpty() && kind->samEventTypes.isEmpty();
}

Problem problem(const char *code, Text what, Text remedy)
{
    Problem low;
    low.severity = Severity::Low;
    low.code = QString::fromLatin1(code);
    low.what = std::move(what);
    low.remedy = std::move(remedy);
    return low;
}

/// The element without what the catalogue says that no template holds.
Element exportedPart(Element element, const catalog::Catalog &catalog)
{
    element = templatePart(std::move(element));
    auto *service = std::get_if<Service>(&element);
    const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, catalog) : nullptr;
    if (!kind)
        return element;
    for (const catalog::FieldSpec &field : kind->fields) {
        if (field.cfnPath.isEmpty())
            service->properties.remove(field.key);
    }
    return element;
}

/// A fresh element with what the design file adds to it.
Element joined(Element fresh, const Element &kept, const catalog::Catalog &catalog)
{
    fresh = withDesignPart(std::move(fresh), kept);
    auto *service = std::get_if<Service>(&fresh);
    const auto *other = std::get_if<Service>(&kept);
    const catalog::ServiceKind *kind
        = service && other ? catalog::kindOf(*service, catalog) : nullptr;
    if (!kind)
        return fresh;
    for (const catalog::FieldSpec &field : kind->fields) {
        const auto stated = other->properties.constFind(field.key);
        if (field.cfnPath.isEmpty() && stated != other->properties.constEnd()
            && stated->origin == Origin::User)
            service->properties.insert(field.key, *stated);
    }
    return fresh;
}

/// Turns the design file into what template and design file say together.
class Laying
{
public:
    Laying(const Design &reading, const Design &sidecar, const catalog::Catalog &catalog)
        : m_reading(reading)
        , m_sidecar(sidecar)
        , m_catalog(catalog)
        , m_readNames(reading)
        , m_names(sidecar)
        , m_nextId(sidecar.nextId())
    {
    }

    Expected<Laid> result(bool keepsRegion)
    {
        match();
        Change change;
        for (const auto &[id, element] : m_reading.elements()) {
            const ElementId own = m_ids.value(id);
            const Element *kept = m_sidecar.find(own);
            Element fresh = remapped(*element, m_ids);
            common(fresh).id = own;
            if (kept)
                fresh = joined(std::move(fresh), *kept, m_catalog);
            change.elements.push_back(
                {own, kept ? std::optional(*kept) : std::nullopt, std::move(fresh)});
        }
        leave(change);
        change.settings = {m_sidecar.settings(), m_sidecar.settings()};
        change.settings->after.templateLink = m_reading.settings().templateLink;
        if (keepsRegion)
            change.settings->after.region = m_reading.settings().region;
        change.was = {m_sidecar.was(), Was()};
        Expected<Design> design = apply(m_sidecar, change);
        if (!design)
            return failure(design.error());
        const QStringList unexported = allUnexported();
        return Laid{*std::move(design), problems(unexported), unexported};
    }

private:
    /// The id that each element of the reading gets: that of its namesake, else a new one.
    void match()
    {
        for (const auto &[id, element] : m_reading.elements()) {
            const ElementId namesake = m_names.find(m_readNames.of(id));
            const Element *kept = m_sidecar.find(namesake);
            if (kept && kept->index() == element->index()) {
                m_ids.insert(id, namesake);
                m_matched.insert(namesake);
            } else {
                m_ids.insert(id, m_nextId);
                m_nextId.value += 1;
            }
        }
    }

    bool stays(ElementId id, const Element &element) const
    {
        return isDesignOnly(element, m_sidecar, m_catalog)
            || (!m_sidecar.was().elements.count(id) && isOfFacts(element));
    }

    /// What facts told of networks elsewhere has no resource either.
    bool isOfFacts(const Element &element) const
    {
        const ElementId vpc = std::visit(
            [](const auto &part) {
                if constexpr (requires { part.vpc; })
                    return part.vpc;
                else
                    return ElementId{};
            },
            element);
        const auto *network = m_sidecar.get<Vpc>(vpc);
        return common(element).cfnType.isEmpty() && network && network->outside
            && m_matched.contains(vpc);
    }

    /// Elements of the design file without a namesake: they stay as far as no template could hold
    /// them, without their references to those that go.
    void leave(Change &change)
    {
        std::map<ElementId, Element> staying;
        QList<ElementId> going;
        for (const auto &[id, element] : m_sidecar.elements()) {
            if (m_matched.contains(id))
                continue;
            const bool isNameFree = !m_reading.idOf(common(*element).name);
            if (isNameFree && stays(id, *element)) {
                staying.emplace(id, *element);
                continue;
            }
            going.append(id);
            (wasAdded(id) ? m_unexported : m_vanished).append(m_names.of(id));
        }
        for (qsizetype i = 0; i < going.size(); ++i) {
            for (auto it = staying.begin(); it != staying.end();) {
                std::optional<Element> left = withoutReference(it->second, going.at(i));
                if (left) {
                    it->second = *std::move(left);
                    ++it;
                } else {
                    going.append(it->first);
                    it = staying.erase(it);
                }
            }
        }
        for (const ElementId id : std::as_const(going))
            change.elements.push_back({id, *m_sidecar.find(id), std::nullopt});
        for (const auto &[id, element] : staying) {
            if (!(element == *m_sidecar.find(id)))
                change.elements.push_back({id, *m_sidecar.find(id), element});
        }
    }

    bool wasAdded(ElementId id) const
    {
        const auto was = m_sidecar.was().elements.find(id);
        return was != m_sidecar.was().elements.end() && !was->second;
    }

    QStringList allUnexported() const
    {
        QStringList names = sam::unexported(m_sidecar, m_catalog);
        for (const QString &name : m_unexported) {
            if (!names.contains(name))
                names.append(name);
        }
        return names;
    }

    Problems problems(const QStringList &unexported) const
    {
        Problems found;
        if (!m_vanished.isEmpty()) {
            found.append(problem(
                "sidecar.vanished",
                {STRATOPLAN_TEXT("Sam",
                                 "The template has no {names} any more; what the design file "
                                 "beside it says of that is not used"),
                 {{QStringLiteral("names"), m_vanished}}},
                {STRATOPLAN_TEXT("Sam", "Where something was renamed, rename it there too"), {}}));
        }
        if (!unexported.isEmpty()) {
            found.append(problem(
                "sidecar.unexported",
                {STRATOPLAN_TEXT("Sam",
                                 "The design file beside the template changes {names}, which the "
                                 "template does not say; the template counts"),
                 {{QStringLiteral("names"), unexported}}},
                {STRATOPLAN_TEXT("Sam",
                                 "Put the changes onto the template with stratoplan export "
                                 "--onto"),
                 {}}));
        }
        return found;
    }

    const Design &m_reading;
    const Design &m_sidecar;
    const catalog::Catalog &m_catalog;
    Names m_readNames;
    Names m_names;
    ElementId m_nextId;
    QHash<ElementId, ElementId> m_ids; ///< from the reading's to those of the result
    QSet<ElementId> m_matched; ///< ids of the design file
    QStringList m_vanished;
    QStringList m_unexported;
};

} // namespace

QString sidecarPath(const QString &templatePath)
{
    const QFileInfo info(templatePath);
    return info.dir().filePath(info.completeBaseName() + QLatin1String(".stratoplan"));
}

bool isSidecarOf(const Design &sidecar, const QString &sidecarPath, const QString &templatePath,
                 const QByteArray &templateText)
{
    const TemplateLink &link = sidecar.settings().templateLink;
    if (link.sha256.isEmpty())
        return false;
    const QByteArray hash
        = QCryptographicHash::hash(templateText, QCryptographicHash::Sha256).toHex();
    if (link.sha256 == QString::fromLatin1(hash))
        return true;
    return !link.path.isEmpty()
        && QFileInfo(QFileInfo(sidecarPath).dir(), link.path) == QFileInfo(templatePath);
}

Expected<Laid> laidOver(const Design &reading, const Design &sidecar,
                        const catalog::Catalog &catalog, bool keepsRegion)
{
    return Laying(reading, sidecar, catalog).result(keepsRegion);
}

QStringList unexported(const Design &design, const catalog::Catalog &catalog)
{
    const Change change = changeSinceImport(design);
    const Expected<Design> before = apply(design, inverse(change));
    const Names names(design);
    QStringList changed;
    for (const ElementChange &step : change.elements) {
        const bool isHeld = step.after ? !isDesignOnly(*step.after, design, catalog)
                                       : before && !isDesignOnly(*step.before, *before, catalog);
        const bool isSame = step.before && step.after
            && exportedPart(*step.before, catalog) == exportedPart(*step.after, catalog);
        if (!isHeld || isSame)
            continue;
        changed.append(step.after || !before ? names.of(step.id) : Names(*before).of(step.id));
    }
    return changed;
}

bool isDesignOnly(const Element &element, const Design &design, const catalog::Catalog &catalog)
{
    if (isAnnotation(element))
        return true;
    if (const auto *service = std::get_if<Service>(&element))
        return isDesignOnlyService(*service, catalog);
    const auto *connection = std::get_if<Connection>(&element);
    if (!connection)
        return false;
    for (const ElementId end : {connection->from, connection->to}) {
        const auto *service = design.get<Service>(end);
        if (service && isDesignOnlyService(*service, catalog))
            return true;
    }
    return false;
}

} // namespace stratoplan::sam
