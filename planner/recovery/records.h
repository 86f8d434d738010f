// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stratoplan::recovery {

/// The bytes of one record: its length (four bytes, the highest first), the SHA-256 of length and
/// payload, and the payload. A record tells by itself whether it is whole.
QByteArray recordOf(const QByteArray &payload);

struct Records
{
    QList<QByteArray> payloads;
    qsizetype whole = 0; ///< bytes that they take; what follows is no whole record
};

/// The records from the beginning up to the first that is cut off or damaged.
Records readRecords(const QByteArray &bytes);

} // namespace stratoplan::recovery
