// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/template/changes_view.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace stratoplan::templates {

/// Shows what saving would change in a template, and asks. Where data may be lost at the next
/// deployment, that has to be agreed to by itself.
class SaveDialog : public QDialog
{
    Q_OBJECT

public:
    struct Facts
    {
        QString path; ///< of the template
        /// What the template does not hold (sam::heldOutside()), and the file that holds it.
        QStringList outside;
        QString besideName;
        /// Others changed the file since it was read; their changes are kept.
        bool isMerged = false;
        /// See TemplateSource.
        bool lacksOthers = false;
    };

    SaveDialog(Content content, const Facts &facts, const theme::Theme &theme,
               QWidget *parent = nullptr);

    /// The diff need not be shown before the next save.
    bool neverAgain() const;

private:
    ChangesView *m_view = nullptr;
    QCheckBox *m_consent = nullptr;
    QCheckBox *m_neverAgain = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace stratoplan::templates
