// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/dialog_buttons.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>

namespace stratoplan::templates {

DialogButtons addButtons(QDialog &dialog, const QString &deed, const QString &name)
{
    DialogButtons made;
    made.box = new QDialogButtonBox(&dialog);
    made.deed = made.box->addButton(deed, QDialogButtonBox::AcceptRole);
    made.deed->setObjectName(name);
    made.deed->setProperty("primary", true);
    made.box->addButton(QCoreApplication::translate("TemplateDialogs", "Cancel"),
                        QDialogButtonBox::RejectRole);
    QObject::connect(made.box, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(made.box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    return made;
}

} // namespace stratoplan::templates
