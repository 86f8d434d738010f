// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/calibration/calibration_dialog.h"
#include "widgets/document/selection.h"

#include <QPointer>

namespace stratoplan::window {

/// Brings measurements that are pasted or dropped onto the window into the calibration dialog, for
/// the selected function at first.
class MeasurementTaker : public QObject
{
    Q_OBJECT

public:
    MeasurementTaker(DesignDocument &document, const Selection &selection,
                     std::shared_ptr<const catalog::Catalog> catalog, QWidget &window);

    void setTheme(const theme::Theme &theme) { m_theme = theme; }
    /// Opens the dialog on what the clipboard holds; empty where it holds nothing of use.
    void paste();
    /// True for files that are neither designs nor templates by name, and for text.
    static bool takes(const QMimeData &data);
    void drop(const QMimeData &data);
    /// The dialog, while it is open.
    calibration::CalibrationDialog *dialog() const { return m_dialog; }

private:
    void open(const QList<calibration::Material> &materials);

    DesignDocument &m_document;
    const Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QWidget &m_window;
    theme::Theme m_theme = theme::light();
    QPointer<calibration::CalibrationDialog> m_dialog;
};

} // namespace stratoplan::window
