// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "planner/recovery/versions.h"
#include "widgets/theme/theme.h"

#include <QDialog>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace stratoplan::recovery {

class DifferencesView;

/// The versions of a document, each with what would become of the present design. Accepted when one
/// is to be restored.
class VersionsDialog : public QDialog
{
    Q_OBJECT

public:
    VersionsDialog(const QList<Version> &versions, const Design &present, const QString &name,
                   const theme::Theme &theme, QWidget *parent = nullptr);

    /// The chosen version as it was; nothing when it cannot be read.
    const std::optional<Design> &chosen() const { return m_chosen; }
    QDateTime chosenTime() const;

private:
    void showVersion();

    QList<Version> m_versions;
    Design m_present;
    std::optional<Design> m_chosen;
    QListWidget *m_list;
    QLabel *m_summary;
    QLabel *m_none;
    DifferencesView *m_differences;
    QPushButton *m_restore = nullptr;
};

/// The change that makes the design what the version was. The templates that it is linked to now
/// stay, and so do their sums: they say what is in files of today.
Change restoring(const Design &present, const Design &version);

} // namespace stratoplan::recovery
