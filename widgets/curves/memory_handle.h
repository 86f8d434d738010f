// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/memory_scale.h"

#include <QObject>

#include <optional>

namespace stratoplan::curves {

/// The memory line that runs through all charts: where it stands, and whether it has been moved
/// from the memory that the function runs with. Charts and the field beside them move it; who owns
/// it edits the function when it is let go.
class MemoryHandle : public QObject
{
    Q_OBJECT

public:
    explicit MemoryHandle(QObject *parent = nullptr);

    /// Every place it can take, from `least` to `most` MB, and the settings of the scale that it
    /// snaps to.
    void setLimits(MiB least, MiB most);
    void setScale(const MemoryScale &scale);
    /// What the function runs with; a line that is being moved stays where it is.
    void setPresent(std::optional<MiB> present);
    /// The same for another function: a move of the line ends.
    void reset(std::optional<MiB> present);

    std::optional<MiB> present() const { return m_present; }
    /// Where the line stands; nothing where the function's memory is not known and nothing was
    /// moved.
    std::optional<MiB> chosen() const { return m_chosen; }
    bool isMoved() const { return m_moved; }
    MiB least() const { return m_least; }
    MiB most() const { return m_most; }

    /// To the setting nearest to `memory` MB, or to the very MB.
    void moveTo(double memory, bool exactly);
    /// By settings, or by MB.
    void step(int steps, bool exactly);
    /// Keeps where it stands as what there is now and tells it; nothing where it was not moved.
    void commit();
    /// Back to what the function runs with.
    void cancel();

Q_SIGNALS:
    /// The line stands elsewhere, or is no longer moved.
    void changed();
    void committed(MiB memory);
    /// It belongs to another function: whoever drags it lets go.
    void wasReset();

private:
    void place(std::optional<MiB> chosen);

    MiB m_least;
    MiB m_most;
    MemoryScale m_scale;
    std::optional<MiB> m_present;
    std::optional<MiB> m_chosen;
    bool m_moved = false;
};

} // namespace stratoplan::curves
