// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: where a record comes from, and what was seen of each log stream.

#include <QByteArray>
#include <QString>

#include <optional>
#include <unordered_map>

namespace stratoplan::measurements {

/// What the container of a record says of it.
struct Origin
{
    qint64 time = -1; ///< ms since 1970; -1 = not said
    QByteArray stream; ///< log stream, which is one execution environment; empty = not said
    QString function; ///< empty = not said
};

/// The function of a log group, "/aws/lambda/orders" or "111122223333:/aws/lambda/orders"; empty
/// for a group of another name.
QString functionOfLogGroup(QByteArrayView group);
/// The function that the stream of a shared log group names, "2026/01/02/orders[$LATEST]0123" (AWS
/// Lambda Developer Guide, "Configuring CloudWatch log groups"); empty where it names none.
QString functionOfStream(QByteArrayView stream);

/// What earlier records of a stream said of the later ones. Records of unnamed streams count as of
/// one. Of more than 65,536 streams with something to say, the later ones are passed over.
class Streams
{
public:
    /// Initialisation that ran again within the invocation whose report comes next, in ms.
    void sawInitWithin(const Origin &origin, double init);
    /// It, once.
    std::optional<double> takeInitWithin(const Origin &origin);
    /// The platform names the function when it starts an environment. Does nothing for an unnamed
    /// stream, which may be of several.
    void sawFunction(const Origin &origin, const QString &function);
    /// The function of a record: its own, that of its stream, or that which was named earlier in
    /// it.
    QString functionOf(const Origin &origin) const;

private:
    std::unordered_map<size_t, double> m_initWithin; ///< by the hash of the stream
    std::unordered_map<size_t, QString> m_functions;
};

} // namespace stratoplan::measurements
