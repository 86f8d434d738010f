// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/replacements.h"

#include "planner/catalog/catalog.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace stratoplan::catalog {

struct ReplacementTable::Late
{
    std::function<Facts()> read;
    std::once_flag once;
    Facts facts;
};

ReplacementTable::ReplacementTable(Facts facts)
    : ReplacementTable([facts = std::move(facts)] { return facts; })
{
}

ReplacementTable::ReplacementTable(std::function<Facts()> read)
    : m_late(std::make_shared<Late>())
{
    m_late->read = std::move(read);
}

const ReplacementTable::Facts &ReplacementTable::facts() const
{
    std::call_once(m_late->once, [this] {
        m_late->facts = m_late->read();
        m_late->read = nullptr;
    });
    return m_late->facts;
}

namespace {

bool isPosition(const QString &step)
{
    return std::all_of(step.cbegin(), step.cend(), [](QChar c) { return c.isDigit(); });
}

QStringList stepsOf(const QString &path)
{
    QStringList steps = path.split(u'.', Qt::SkipEmptyParts);
    steps.removeIf(isPosition);
    return steps;
}

enum class Match
{
    None,
    Part, ///< the pattern names something inside of what changes
    Whole ///< all that changes is what the pattern names
};

Match match(const QString &pattern, const QStringList &changed)
{
    if (pattern == QLatin1String("*"))
        return Match::Whole;
    const QStringList steps = pattern.split(u'.');
    const qsizetype shared = std::min(steps.size(), changed.size());
    if (!std::equal(steps.cbegin(), steps.cbegin() + shared, changed.cbegin()))
        return Match::None;
    return steps.size() <= changed.size() ? Match::Whole : Match::Part;
}

} // namespace

Replacement replacementOf(const ReplacementFacts &facts, const QString &propertyPath)
{
    const QStringList changed = stepsOf(propertyPath);
    if (changed.isEmpty())
        return Replacement::Unknown;
    Replacement worst = Replacement::Never;
    for (const QString &pattern : facts.always) {
        switch (match(pattern, changed)) {
        case Match::Whole:
            return Replacement::Always;
        case Match::Part:
            worst = Replacement::Maybe;
            break;
        case Match::None:
            break;
        }
    }
    for (const QString &pattern : facts.maybe) {
        if (match(pattern, changed) != Match::None)
            worst = Replacement::Maybe;
    }
    return worst;
}

Replacement replacementOf(const QString &cfnType, const QString &propertyPath,
                          const Catalog &catalog)
{
    const ReplacementFacts *facts = catalog.replacement(cfnType);
    return facts ? replacementOf(*facts, propertyPath) : Replacement::Unknown;
}

std::optional<bool> stateful(const QString &cfnType, const Catalog &catalog)
{
    const ReplacementFacts *facts = catalog.replacement(cfnType);
    return facts ? std::optional(facts->stateful) : std::nullopt;
}

} // namespace stratoplan::catalog
