// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace stratoplan::test {

/// A device that gives at most so many bytes at a time, as a pipe may, and may fail on its way.
class PiecewiseDevice : public QIODevice
{
public:
    /// Fails once `failsAt` bytes are read; -1 = it does not.
    PiecewiseDevice(QByteArray text, qint64 most, qint64 failsAt = -1)
        : m_text(std::move(text))
        , m_most(most)
        , m_failsAt(failsAt)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (m_failsAt >= 0 && m_at >= m_failsAt)
            return -1;
        const qint64 count = std::min({size, m_most, qint64(m_text.size()) - m_at});
        std::copy_n(m_text.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_text;
    qint64 m_most;
    qint64 m_failsAt;
    qint64 m_at = 0;
};

} // namespace stratoplan::test
