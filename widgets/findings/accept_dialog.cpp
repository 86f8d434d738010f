// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findings/accept_dialog.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace stratoplan::findings {

AcceptDialog::AcceptDialog(const QString &rule, const QStringList &elements, QWidget *parent)
    : QDialog(parent)
    , m_rule(rule)
    , m_elements(elements)
    , m_reason(new QPlainTextEdit)
    , m_author(new QLineEdit)
    , m_expires(new QCheckBox(tr("Until")))
    , m_until(new QDateEdit(QDate::currentDate().addMonths(6)))
{
    setWindowTitle(tr("Accept a finding"));
    auto *what = new QLabel(tr("%1 at %2").arg(rule, elements.join(QStringLiteral(", "))));
    what->setWordWrap(true);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(96);
    m_until->setCalendarPopup(true);
    m_until->setEnabled(false);
    connect(m_expires, &QCheckBox::toggled, m_until, &QWidget::setEnabled);

    auto *form = new QFormLayout;
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Author"), m_author);
    form->addRow(m_expires, m_until);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *accept = buttons->addButton(tr("Accept finding"), QDialogButtonBox::AcceptRole);
    accept->setProperty("primary", true);
    accept->setEnabled(false);
    const auto check = [this, accept] {
        accept->setEnabled(!m_reason->toPlainText().trimmed().isEmpty()
                           && !m_author->text().trimmed().isEmpty());
    };
    connect(m_reason, &QPlainTextEdit::textChanged, this, check);
    connect(m_author, &QLineEdit::textChanged, this, check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(buttons);
    resize(420, sizeHint().height());
}

Suppression AcceptDialog::suppression(const QDate &date) const
{
    Suppression made;
    made.rule = m_rule;
    made.elements = m_elements;
    made.reason = m_reason->toPlainText().trimmed();
    made.author = m_author->text().trimmed();
    made.date = date;
    if (m_expires->isChecked())
        made.expires = m_until->date();
    return made;
}

} // namespace stratoplan::findings
