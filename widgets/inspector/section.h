// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace stratoplan::inspector {

/// A titled part of the inspector that folds.
class SectionBox : public QWidget
{
    Q_OBJECT

public:
    explicit SectionBox(const QString &title, QWidget *parent = nullptr);

    QVBoxLayout *body() { return m_body; }
    /// A word at the right end of the title line.
    void setSummary(const QString &text);
    bool isFolded() const;
    void setFolded(bool folded);
    void setArrows(const QIcon &open, const QIcon &folded);

Q_SIGNALS:
    void foldedChanged(bool folded);

private:
    void updateArrow();

    QToolButton *m_head = nullptr;
    QLabel *m_summary = nullptr;
    QWidget *m_inside = nullptr;
    QVBoxLayout *m_body = nullptr;
    QIcon m_openArrow;
    QIcon m_foldedArrow;
};

} // namespace stratoplan::inspector
