// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QDialog;
class QDialogButtonBox;
class QPushButton;

namespace stratoplan::templates {

/// The lower end of a dialog: a deed, which accepts it, and Cancel.
struct DialogButtons
{
    QDialogButtonBox *box = nullptr;
    QPushButton *deed = nullptr;
};

/// `name` is the object name of the deed's button.
DialogButtons addButtons(QDialog &dialog, const QString &deed, const QString &name);

} // namespace stratoplan::templates
