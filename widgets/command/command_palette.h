// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/command/entry.h"
#include "widgets/theme/icons.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace stratoplan::command {

class ResultsModel;

/// One field over the upper middle of its window that leads to everything: what is typed is looked
/// for among the entries, Up, Down and the page keys choose, Enter or a click runs, Escape or a
/// click elsewhere closes. The focus goes back to where it was.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    /// Opens with nothing typed.
    void open(QList<Entry> entries);
    void close();
    void setTheme(const theme::Theme &theme);
    void retranslate();

    QLineEdit *field() const { return m_field; }
    QListView *list() const { return m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class RowDelegate;

    void search();
    void run();
    void moveToSpot();
    void announceCurrent();

    QWidget *m_window;
    ResultsModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_hint;
    QPointer<QWidget> m_before; ///< had the focus when the palette opened
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
};

} // namespace stratoplan::command
