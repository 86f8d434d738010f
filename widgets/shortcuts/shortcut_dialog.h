// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shortcuts/key_table.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPagedPaintDevice;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace stratoplan::shortcuts {

/// Draws the list of all keys onto pages of the device.
void printKeys(const QList<Row> &rows, QPagedPaintDevice &device);

/// All actions by menu with their keys, to be changed, reset and printed. Keys that two actions
/// have are told, and not accepted.
class ShortcutDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutDialog(QList<Row> rows, const theme::Theme &theme, QWidget *parent = nullptr);

    /// As they are in the dialog now.
    const QList<Row> &rows() const { return m_rows; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillTree();
    void updateTree();
    void filter();
    void showCurrent();
    void editCurrent();
    void resetCurrent();
    void resetAll();
    void print();
    void savePdf();
    /// Index of the row that is chosen; -1 for none.
    qsizetype current() const;

    QList<Row> m_rows;
    theme::Theme m_theme;
    theme::Icons m_icons;
    QList<QTreeWidgetItem *> m_items; ///< one for each row
    QLineEdit *m_filter;
    QTreeWidget *m_tree;
    QLabel *m_name;
    QKeySequenceEdit *m_key;
    QKeySequenceEdit *m_second;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
    QLabel *m_clashes;
    QPushButton *m_accept = nullptr;
    bool m_showing = false; ///< the fields follow the list, nobody types in them
};

} // namespace stratoplan::shortcuts
