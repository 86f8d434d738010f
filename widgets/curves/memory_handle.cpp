// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/memory_handle.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

MemoryHandle::MemoryHandle(QObject *parent)
    : QObject(parent)
{
}

void MemoryHandle::setLimits(MiB least, MiB most)
{
    m_least = least;
    m_most = most;
}

void MemoryHandle::setScale(const MemoryScale &scale)
{
    m_scale = scale;
}

void MemoryHandle::setPresent(std::optional<MiB> present)
{
    m_present = present;
    place(m_moved ? m_chosen : present);
}

void MemoryHandle::reset(std::optional<MiB> present)
{
    m_present = present;
    Q_EMIT wasReset();
    place(present);
}

void MemoryHandle::moveTo(double memory, bool exactly)
{
    const double within = std::clamp(memory, double(m_least.value), double(m_most.value));
    place(exactly ? MiB(static_cast<int>(std::lround(within)))
                  : nearest(within, m_scale.settings, m_scale.logarithmic));
}

void MemoryHandle::step(int steps, bool exactly)
{
    const MiB from = m_chosen.value_or(m_least);
    if (exactly)
        moveTo(from.value + steps, true);
    else
        place(stepped(from, steps, m_scale.settings));
}

void MemoryHandle::commit()
{
    if (!m_moved || !m_chosen)
        return;
    m_present = m_chosen;
    place(m_chosen);
    Q_EMIT committed(*m_chosen);
}

void MemoryHandle::cancel()
{
    place(m_present);
}

void MemoryHandle::place(std::optional<MiB> chosen)
{
    const bool moved = chosen != m_present;
    if (chosen == m_chosen && moved == m_moved)
        return;
    m_chosen = chosen;
    m_moved = moved;
    Q_EMIT changed();
}

} // namespace stratoplan::curves
