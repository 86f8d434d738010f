// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/calibration/calibration_reader.h"
#include "widgets/document/design_document.h"
#include "widgets/document/newest_wins.h"
#include "widgets/theme/theme.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace stratoplan::calibration {

class FitChart;

/// Shows what pasted or dropped measurements come to for a function: what was read and what was
/// left out, each memory setting with the error of a fit without it, the fit with its band.
/// Accepting it puts them in place of the function's measurements, as one undo entry.
class CalibrationDialog : public QDialog
{
    Q_OBJECT

public:
    /// `function` is chosen at first, where it is one. The document must outlive the dialog.
    CalibrationDialog(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
                      ElementId function, const theme::Theme &theme, QWidget *parent = nullptr);

    /// Reads the material on a worker; readingDone() is told then.
    void setMaterial(const QList<Material> &materials);
    ElementId function() const;
    const Reading &reading() const { return m_reading; }

    void accept() override;

Q_SIGNALS:
    void readingDone();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void fillFunctions(ElementId chosen);
    void request();
    void showReading(const Reading &reading);
    void showSources();
    void showSettings();
    void showNotes();
    void paste();
    void openFiles();

    DesignDocument &m_document;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme;
    QList<Material> m_materials;
    Reading m_reading;
    QComboBox *m_functions = nullptr;
    QLabel *m_sources = nullptr;
    QTableWidget *m_settings = nullptr;
    FitChart *m_chart = nullptr;
    QLabel *m_model = nullptr;
    QVBoxLayout *m_notes = nullptr;
    QPushButton *m_apply = nullptr;
    NewestWins<Reading> m_work;
};

} // namespace stratoplan::calibration
