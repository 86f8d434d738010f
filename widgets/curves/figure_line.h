// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"
#include "widgets/curves/memory_handle.h"

#include <QSpinBox>

class QLabel;
class QPushButton;

namespace stratoplan::curves {

/// The memory as a number to type, to the MB. Enter keeps it, Esc takes it back; the arrows go by
/// settings, with Ctrl by MB.
class MemoryField : public QSpinBox
{
    Q_OBJECT

public:
    explicit MemoryField(MemoryHandle &handle, QWidget *parent = nullptr);

    void retranslate();
    void stepBy(int steps) override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void follow();

    MemoryHandle &m_handle;
};

/// What the memory line means in a sentence that follows it, and the buttons that keep it or take
/// it back. Also where a refusal is told.
class FigureLine : public QWidget
{
    Q_OBJECT

public:
    explicit FigureLine(MemoryHandle &handle, QWidget *parent = nullptr);

    void retranslate();
    /// `chosen` is where the line stands; nothing where that is not known. `remark` is said of it
    /// besides, without a full stop; empty = nothing.
    void setFigures(const std::optional<estimate::MemoryPoint> &now,
                    const std::optional<estimate::MemoryPoint> &chosen, const QString &remark);
    /// Stands in place of the figures until those change.
    void tell(const QString &text);
    bool isTelling() const { return m_telling; }
    /// What the line says when nothing else is told.
    const QString &figures() const { return m_figures; }
    QString text() const;

private:
    void follow();

    MemoryHandle &m_handle;
    QString m_figures;
    bool m_telling = false;
    QLabel *m_sentence = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_back = nullptr;
};

} // namespace stratoplan::curves
