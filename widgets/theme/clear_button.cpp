// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/clear_button.h"

#include <QLineEdit>

namespace stratoplan::theme {

void addClearButton(QLineEdit &field)
{
    QObject::connect(
        &field, &QLineEdit::textChanged, &field, [&field] { field.setClearButtonEnabled(true); },
        Qt::SingleShotConnection);
}

} // namespace stratoplan::theme
