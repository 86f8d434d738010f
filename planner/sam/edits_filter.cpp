// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"
#include "planner/sam/intrinsics.h"
#include "planner/sam/writing.h"
#include "planner/sam/written_value.h"

#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

/// How an event says which of its source's messages it takes (SAM specification, "EventSource").
enum class Form
{
    Criteria, ///< FilterCriteria: a list of patterns as texts
    Json, ///< a mapping
    Words
};
struct FilterRow
{
    const char *event;
    const char *key;
    Form form;
};
constexpr std::array filterRows{
    FilterRow{"SQS", "FilterCriteria", Form::Criteria},
    FilterRow{"Kinesis", "FilterCriteria", Form::Criteria},
    FilterRow{"DynamoDB", "FilterCriteria", Form::Criteria},
    FilterRow{"MSK", "FilterCriteria", Form::Criteria},
    FilterRow{"SelfManagedKafka", "FilterCriteria", Form::Criteria},
    FilterRow{"MQ", "FilterCriteria", Form::Criteria},
    FilterRow{"DocumentDB", "FilterCriteria", Form::Criteria},
    FilterRow{"AWS::Lambda::EventSourceMapping", "FilterCriteria", Form::Criteria},
    FilterRow{"SNS", "FilterPolicy", Form::Json},
    FilterRow{"EventBridgeRule", "Pattern", Form::Json},
    FilterRow{"CloudWatchEvent", "Pattern", Form::Json},
    FilterRow{"CloudWatchLogs", "FilterPattern", Form::Words},
    FilterRow{"IoTRule", "Sql", Form::Words},
};

class FilterEditor
{
public:
    FilterEditor(Editing &editing, const Connection &is, const QStringList &place)
        : m_editing(editing)
        , m_is(is)
        , m_place(place)
        , m_type(editing.at(place.mid(0, place.size() - 1) + QStringList{QStringLiteral("Type")})
                     .text())
    {
    }

    void filter()
    {
        const QString property = QStringLiteral("filter");
        const auto row = std::find_if(filterRows.begin(), filterRows.end(),
                                      [this](const FilterRow &candidate) {
                                          return m_type == QLatin1String(candidate.event);
                                      });
        if (row == filterRows.end()) {
            m_editing.cannot(m_is.id, property,
                             {STRATOPLAN_TEXT("Sam", "events of this type have none"), {}});
            return;
        }
        const QStringList path = m_place + QStringList{QString::fromLatin1(row->key)};
        if (!m_is.filter) {
            m_editing.hold(m_is.id, property, path, held(m_is.filter));
        } else if (row->form == Form::Criteria) {
            criteria(path);
        } else if (row->form == Form::Words) {
            m_editing.set(m_is.id, property, path, NewValue::text(*m_is.filter));
        } else if (const std::optional<Part> pattern = jsonPart(*m_is.filter)) {
            m_editing.set(m_is.id, property, path, valueOf(*pattern));
        } else {
            m_editing.cannot(m_is.id, property,
                             {STRATOPLAN_TEXT("Sam", "events of this type take JSON"), {}});
        }
    }

    /// A rule of an S3 event: "prefix" or "suffix".
    void objects(const QString &name, const Field<QString> &field)
    {
        if (m_type != QLatin1String("S3")) {
            m_editing.cannot(m_is.id, name,
                             {STRATOPLAN_TEXT("Sam", "events of this type have none"), {}});
            return;
        }
        const QStringList path = m_place
            + QStringList{QStringLiteral("Filter"), QStringLiteral("S3Key"),
                          QStringLiteral("Rules")};
        const Node rules = m_editing.at(path).resolved();
        QStringList own;
        for (int i = 0; rules.isSequence() && i < rules.size(); ++i) {
            const QString known = rules.at(i).resolved()["Name"].resolved().text();
            if (known.compare(name, Qt::CaseInsensitive) == 0)
                own = path + QStringList{QString::number(i)};
        }
        if (!own.isEmpty() && field) {
            m_editing.set(m_is.id, name, own + QStringList{QStringLiteral("Value")},
                          NewValue::text(*field));
        } else if (!field) {
            m_editing.hold(m_is.id, name, own.isEmpty() ? path : own, held(field));
        } else {
            const NewValue rule = NewValue::mapping(
                {{"Name", NewValue::text(name)}, {"Value", NewValue::text(*field)}});
            if (rules.isSequence())
                m_editing.insert(path + QStringList{QStringLiteral("-")}, rule);
            else if (rules.isValid())
                m_editing.set(m_is.id, name, path, NewValue::sequence({rule}));
            else
                m_editing.appendTo(path, rule);
        }
    }

private:
    /// Pattern by pattern where as many are there.
    void criteria(const QStringList &path)
    {
        const QString property = QStringLiteral("filter");
        const QStringList patterns = m_is.filter->split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        const QStringList list = path + QStringList{QStringLiteral("Filters")};
        const Node there = m_editing.at(list).resolved();
        if (there.isSequence() && there.size() == patterns.size()) {
            for (int i = 0; i < there.size(); ++i) {
                const Node known = there.at(i).resolved()["Pattern"];
                if (known.resolved().text() != patterns.at(i)) {
                    m_editing.set(m_is.id, property,
                                  list + QStringList{QString::number(i), QStringLiteral("Pattern")},
                                  NewValue::text(patterns.at(i)));
                }
            }
            return;
        }
        NewValue filters = NewValue::sequence({});
        for (const QString &pattern : patterns)
            filters.items.push_back(NewValue::mapping({{"Pattern", NewValue::text(pattern)}}));
        m_editing.set(m_is.id, property, path,
                      NewValue::mapping({{"Filters", std::move(filters)}}));
    }

    Editing &m_editing;
    const Connection &m_is;
    const QStringList &m_place;
    QString m_type;
};

} // namespace

void editFilters(Editing &editing, const Connection &was, const Connection &is,
                 const QList<QStringList> &places)
{
    const bool sameFilter = sameValue(was.filter, is.filter);
    const bool samePrefix = sameValue(was.prefix, is.prefix);
    const bool sameSuffix = sameValue(was.suffix, is.suffix);
    if (places.isEmpty() && !(sameFilter && samePrefix && sameSuffix)) {
        editing.cannot(is.id, QStringLiteral("filter"),
                       {STRATOPLAN_TEXT("Sam", "no event or mapping makes this connection"), {}});
    }
    for (const QStringList &place : places) {
        FilterEditor editor(editing, is, place);
        if (!sameFilter)
            editor.filter();
        if (!samePrefix)
            editor.objects(QStringLiteral("prefix"), is.prefix);
        if (!sameSuffix)
            editor.objects(QStringLiteral("suffix"), is.suffix);
    }
}

} // namespace stratoplan::sam
