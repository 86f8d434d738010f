// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/records.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace stratoplan::recovery {

namespace {

constexpr qsizetype lengthSize = 4;
constexpr qsizetype sumSize = 32;
constexpr quint32 largestPayload = quint32{1} << 30;

QByteArray sumOf(const QByteArray &length, QByteArrayView payload)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(length);
    hash.addData(payload);
    return hash.result();
}

} // namespace

QByteArray recordOf(const QByteArray &payload)
{
    QByteArray length(lengthSize, '\0');
    qToBigEndian(quint32(payload.size()), length.data());
    return length + sumOf(length, payload) + payload;
}

Records readRecords(const QByteArray &bytes)
{
    Records records;
    while (bytes.size() - records.whole >= lengthSize + sumSize) {
        const QByteArray length = bytes.mid(records.whole, lengthSize);
        const auto size = qFromBigEndian<quint32>(length.constData());
        const qsizetype begin = records.whole + lengthSize + sumSize;
        if (size > largestPayload || bytes.size() - begin < qsizetype(size))
            break;
        const QByteArrayView payload = QByteArrayView(bytes).sliced(begin, qsizetype(size));
        if (sumOf(length, payload)
            != QByteArrayView(bytes).sliced(records.whole + lengthSize, sumSize))
            break;
        records.payloads.append(payload.toByteArray());
        records.whole = begin + qsizetype(size);
    }
    return records;
}

} // namespace stratoplan::recovery
