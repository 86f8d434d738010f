// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/template/code_view.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace stratoplan::templates {

/// A template with what a design changes in it: how many lines differ, what cannot be written, what
/// would be replaced, and the lines themselves, below each other, in two columns or as a whole.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// The place in the text and what is chosen to be shown stay.
    void setContent(Content content);
    const Content &content() const { return m_content; }
    void retranslate();

    void setSelected(const QList<ElementId> &elements);
    /// Scrolls to the element where it is in view; false where it has no line there.
    bool reveal(ElementId element);

    bool showsWhole() const;
    void setWhole(bool whole);
    void setColumns(bool columns);

    /// The changes as `diff -u` has them, or the whole text where that is shown.
    QByteArray textToCopy() const;

Q_SIGNALS:
    /// No element: the pointer left.
    void pointed(stratoplan::ElementId element);
    void chosen(stratoplan::ElementId element);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Words and controls beside each other, or in a narrow pane below each other.
    void layOutTop();
    void layOutNotices();
    void showContent();
    void showRows();
    void fillNotices();
    /// A new template without any resource: nobody has done anything wrong.
    bool isNothingYet() const;
    void sayHead();
    void connectView(CodeView *view);
    Problems notices() const;

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    Content m_content;

    QBoxLayout *m_top = nullptr;
    QBoxLayout *m_words = nullptr;
    QBoxLayout *m_controls = nullptr;
    QLabel *m_head = nullptr;
    QLabel *m_file = nullptr;
    QFrame *m_extent = nullptr;
    QToolButton *m_changes = nullptr;
    QToolButton *m_whole = nullptr;
    QFrame *m_form = nullptr;
    QToolButton *m_unified = nullptr;
    QToolButton *m_columns = nullptr;
    QToolButton *m_copy = nullptr;
    QListWidget *m_notices = nullptr;
    QStackedWidget *m_pages = nullptr;
    QSplitter *m_split = nullptr;
    CodeView *m_left = nullptr;
    CodeView *m_right = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace stratoplan::templates
