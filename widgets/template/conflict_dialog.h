// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/merge.h"

#include <QDialog>

class QButtonGroup;
class QPushButton;

namespace stratoplan::templates {

/// Places that were changed both in the window and in the file, each with three values beside each
/// other to choose from. Nothing is chosen at first, and it can only be accepted when every place
/// has its value.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    ConflictDialog(const QList<sam::MergeConflict> &conflicts, const QString &path,
                   QWidget *parent = nullptr);

    /// In the order of the conflicts.
    QList<sam::Side> sides() const;

private:
    void chooseAll(sam::Side side);
    void updateButton();

    QList<QButtonGroup *> m_groups;
    QPushButton *m_accept = nullptr;
};

} // namespace stratoplan::templates
