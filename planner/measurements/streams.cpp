// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/streams.h"

#include <QHashFunctions>

namespace stratoplan::measurements {

namespace {

constexpr size_t mostStreams = 65536;

template <class Value>
void insertBounded(std::unordered_map<size_t, Value> &values, size_t key, const Value &value)
{
    if (values.size() < mostStreams || values.count(key) > 0)
        values[key] = value;
}

} // namespace

QString functionOfLogGroup(QByteArrayView group)
{
    const QByteArrayView prefix("/aws/lambda/");
    const qsizetype at = group.indexOf(prefix);
    return at < 0 ? QString() : QString::fromUtf8(group.sliced(at + prefix.size()).trimmed());
}

QString functionOfStream(QByteArrayView stream)
{
    // The date is eleven characters long.
    const qsizetype bracket = stream.indexOf('[');
    if (bracket <= 11 || stream[4] != '/' || stream[7] != '/' || stream[10] != '/')
        return {};
    return QString::fromUtf8(stream.sliced(11, bracket - 11));
}

void Streams::sawInitWithin(const Origin &origin, double init)
{
    insertBounded(m_initWithin, qHash(origin.stream), init);
}

std::optional<double> Streams::takeInitWithin(const Origin &origin)
{
    if (m_initWithin.empty())
        return std::nullopt;
    const auto found = m_initWithin.find(qHash(origin.stream));
    if (found == m_initWithin.end())
        return std::nullopt;
    const double init = found->second;
    m_initWithin.erase(found);
    return init;
}

void Streams::sawFunction(const Origin &origin, const QString &function)
{
    if (!origin.stream.isEmpty() && !function.isEmpty())
        insertBounded(m_functions, qHash(origin.stream), function);
}

QString Streams::functionOf(const Origin &origin) const
{
    if (!origin.function.isEmpty())
        return origin.function;
    if (origin.stream.isEmpty())
        return {};
    const QString named = functionOfStream(origin.stream);
    if (!named.isEmpty() || m_functions.empty())
        return named;
    const auto found = m_functions.find(qHash(origin.stream));
    return found == m_functions.end() ? QString() : found->second;
}

} // namespace stratoplan::measurements
