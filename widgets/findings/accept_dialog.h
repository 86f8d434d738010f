// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/settings.h"
#include "planner/review/finding.h"

#include <QDialog>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace stratoplan::findings {

/// Asks for reason and author of accepting a finding, and until when.
class AcceptDialog : public QDialog
{
    Q_OBJECT

public:
    AcceptDialog(const QString &rule, const QStringList &elements, QWidget *parent = nullptr);

    /// `date` is the day of the acceptance.
    Suppression suppression(const QDate &date) const;

private:
    QString m_rule;
    QStringList m_elements;
    QPlainTextEdit *m_reason = nullptr;
    QLineEdit *m_author = nullptr;
    QCheckBox *m_expires = nullptr;
    QDateEdit *m_until = nullptr;
};

} // namespace stratoplan::findings
