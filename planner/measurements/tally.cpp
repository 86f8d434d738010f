// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/tally.h"

#include "planner/base/plural.h"

#include <algorithm>

namespace stratoplan::measurements {

namespace {

constexpr size_t mostStreams = 65536;
constexpr size_t mostFunctions = 64;

} // namespace

Problem problem(const QString &code, Text what, Text remedy, const QString &file)
{
    return {Severity::High, code, std::move(what), {file, 0, 0, {}}, std::move(remedy)};
}

Tally::Tally(Source source, QString file, ReadOptions options)
    : m_source(source)
    , m_file(std::move(file))
    , m_options(std::move(options))
{
}

FunctionTally *Tally::tallyOf(const QString &function)
{
    if (function.isEmpty())
        return &m_unnamed;
    const auto found = m_functions.find(function);
    if (found != m_functions.end())
        return &found->second;
    if (m_functions.size() >= mostFunctions && function != m_options.function)
        return nullptr;
    return &m_functions[function];
}

void Tally::add(const Record &record)
{
    m_kindSeen = true;
    if (FunctionTally *tally = tallyOf(record.function))
        tally->add(record);
    else
        ++m_ofFurther;
}

void Tally::add(const MeanRecord &record)
{
    m_kindSeen = true;
    m_unnamed.add(record);
}

void Tally::leaveOut(LeftOut reason, const QString &function)
{
    m_kindSeen = true;
    if (FunctionTally *tally = tallyOf(function))
        tally->leaveOut(reason);
    else
        ++m_ofFurther;
}

void Tally::sawStream(QByteArrayView name, const QString &function)
{
    FunctionTally *tally = tallyOf(function);
    if (name.isEmpty() || !tally)
        return;
    if (m_streamCount >= mostStreams)
        tally->sawMoreStreams();
    else if (tally->sawStream(qHash(name)))
        ++m_streamCount;
}

void Tally::sawFunction(const QString &name)
{
    tallyOf(name);
}

void Tally::note(Problem problem)
{
    // A log of millions of records may say the same as often.
    if (!m_notes.contains(problem) && m_notes.size() < 20)
        m_notes.append(std::move(problem));
}

void Tally::refuse(Problem problem)
{
    m_refused.append(std::move(problem));
}

// "stack-Orders-1ABC" is what a stack makes of "Orders".
bool Tally::isWanted(const QString &function) const
{
    const QLatin1Char dash('-');
    const QString name = dash + function + dash;
    return !m_options.function.isEmpty()
        && name.contains(dash + m_options.function + dash, Qt::CaseInsensitive);
}

// The function that is wanted, by its own name or as the only one that a stack may have made of it;
// empty for none.
QString Tally::chosenName() const
{
    if (m_functions.count(m_options.function) > 0)
        return m_options.function;
    QStringList matching;
    for (const auto &entry : m_functions) {
        if (isWanted(entry.first))
            matching.append(entry.first);
    }
    return matching.size() == 1 ? matching.first() : QString();
}

Problem Tally::severalFunctions() const
{
    QStringList names;
    for (const auto &entry : m_functions)
        names.append(entry.first);
    return problem(
        QStringLiteral("measurements.several-functions"),
        {STRATOPLAN_TEXT("Measurements", "It holds records of several functions: {functions}"),
         {{QStringLiteral("functions"), names}}},
        {STRATOPLAN_TEXT("Measurements",
                         "Give the records of one function, or those of a function that is called "
                         "as in the design"),
         {}},
        m_file);
}

// The records that count: of the only function, or of the one that is wanted.
Expected<FunctionTally> Tally::choose(Reading &reading)
{
    if (m_functions.size() + (m_ofFurther > 0 ? 1 : 0) <= 1) {
        FunctionTally only = std::move(m_unnamed);
        if (m_functions.empty())
            return only;
        const auto named = m_functions.begin();
        reading.function = named->first;
        only.merge(std::move(named->second));
        if (!m_options.function.isEmpty() && !isWanted(named->first)) {
            Problem other = problem(
                QStringLiteral("measurements.other-function"),
                {STRATOPLAN_TEXT("Measurements", "Its records are of {function}, not of {wanted}"),
                 {{QStringLiteral("function"), named->first},
                  {QStringLiteral("wanted"), m_options.function}}},
                {STRATOPLAN_TEXT("Measurements",
                                 "They were taken all the same; look whether it is the same "
                                 "function under another name"),
                 {}},
                m_file);
            other.severity = Severity::Medium;
            note(std::move(other));
        }
        return only;
    }
    const QString name = chosenName();
    if (name.isEmpty())
        return failure(severalFunctions());
    FunctionTally chosen = std::move(m_functions.at(name));
    // Where no record says its function, the names do not divide them.
    if (chosen.read() == 0 && m_unnamed.used() > 0)
        return failure(severalFunctions());
    reading.function = name;
    qint64 ofOthers = m_ofFurther;
    for (const auto &entry : m_functions)
        ofOthers += entry.first == name ? 0 : entry.second.read();
    if (ofOthers > 0)
        chosen.leaveOut(LeftOut::OtherFunction, ofOthers);
    if (m_unnamed.used() > 0)
        chosen.leaveOut(LeftOut::UnknownFunction, m_unnamed.used());
    chosen.mergeLeftOut(m_unnamed);
    return chosen;
}

Problems Tally::whyNothing(const FunctionTally &chosen) const
{
    if (!m_kindSeen)
        return {problem(
            QStringLiteral("measurements.unknown-kind"),
            {STRATOPLAN_TEXT("Measurements", "No measurements of a known kind are in it"), {}},
            {STRATOPLAN_TEXT("Measurements",
                             "Give CloudWatch REPORT lines or JSON platform events, a result of "
                             "power tuning, X-Ray segments, or CSV with memory_mb,duration_ms"),
             {}},
            m_file)};
    if (chosen.coldStarts() > 0)
        return {problem(QStringLiteral("measurements.all-cold"),
                        {STRATOPLAN_TEXT("Measurements",
                                         "Every invocation in it is a cold start; none tells how "
                                         "long a warm one takes"),
                         {}},
                        {STRATOPLAN_TEXT("Measurements",
                                         "Invoke the function several times in a row at each "
                                         "memory setting"),
                         {}},
                        m_file)};
    QStringList reasons;
    for (auto it = chosen.leftOut().cbegin(); it != chosen.leftOut().cend(); ++it)
        reasons.append(QStringLiteral("%1 %2").arg(*it).arg(label(it.key())));
    if (reasons.isEmpty())
        return {problem(QStringLiteral("measurements.no-records"),
                        {STRATOPLAN_TEXT("Measurements", "It has no invocation in it"), {}},
                        {STRATOPLAN_TEXT("Measurements",
                                         "Take a longer time, or a log level that keeps successful "
                                         "reports"),
                         {}},
                        m_file)};
    return {problem(
        QStringLiteral("measurements.no-records"),
        {STRATOPLAN_TEXT("Measurements", "None of its records can be used: {reasons}"),
         {{QStringLiteral("reasons"), reasons}}},
        {STRATOPLAN_TEXT("Measurements", "Give measurements of invocations that succeeded"), {}},
        m_file)};
}

Expected<Reading> Tally::finish()
{
    if (!m_refused.isEmpty())
        return failure(m_refused);
    Reading reading;
    reading.source = m_source;
    reading.file = m_file;
    Expected<FunctionTally> chosen = choose(reading);
    if (!chosen)
        return failure(chosen.error());
    if (chosen->hasTooManySettings())
        return failure(
            problem(QStringLiteral("measurements.too-many-settings"),
                    {STRATOPLAN_PLURAL("Measurements", "It has more than %n memory setting(s)"),
                     {},
                     FunctionTally::mostSettings},
                    {STRATOPLAN_TEXT("Measurements", "Read a part of it"), {}}, m_file));
    chosen->settleUnsaidMemory(m_options.memory);
    if (!chosen->hasWarm())
        return failure(whyNothing(*chosen));
    chosen->fill(reading);
    reading.notes = m_notes;
    if (chosen->memoryAssumed() > 0)
        reading.notes.append(
            {Severity::Low,
             QStringLiteral("measurements.memory-assumed"),
             {STRATOPLAN_PLURAL("Measurements",
                                "%n record(s) do not say their memory setting; they count as "
                                "measured at {memoryMiB} MB"),
              {{QStringLiteral("memoryMiB"), m_options.memory->value}},
              int(std::min<qint64>(chosen->memoryAssumed(), INT_MAX))},
             {m_file, 0, 0, {}},
             {}});
    return reading;
}

} // namespace stratoplan::measurements
