// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDialog>

class QLabel;
class QUndoStack;
class QUndoView;

namespace stratoplan::window {

/// All changes since the document was opened, by name. Choosing one goes back or forth to how the
/// design was after it; what was saved is marked. Stays beside the window.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    HistoryDialog(QUndoStack &stack, QWidget *parent);

    void setTheme(const theme::Theme &theme);
    void retranslate();

private:
    QLabel *m_hint;
    QUndoView *m_steps;
    theme::Icons m_icons;
};

} // namespace stratoplan::window
