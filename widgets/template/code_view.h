// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/template/content.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPlainTextEdit>

namespace stratoplan::templates {

/// One row of a view of a template.
struct Row
{
    enum class Kind
    {
        Line,
        Gap, ///< stands for `hidden` lines that are the same
        Filler ///< nothing, where the other column has a line
    };

    Kind kind = Kind::Line;
    Line line;
    int hidden = 0;
};

/// The rows of the changed lines with three around them, old and new below each other.
std::vector<Row> changedRows(const std::vector<Line> &lines);
/// The same in two columns of equal length: old and new beside each other.
struct Columns
{
    std::vector<Row> before;
    std::vector<Row> after;
};
Columns changedColumns(const std::vector<Line> &lines);
/// The new text as a whole. In a new template nothing is told from what was.
std::vector<Row> wholeRows(const std::vector<Line> &lines, bool isNew);

/// The colour of a part of the text.
QColor colorOf(Part part, const theme::Theme &theme);

/// Lines of a template to read, with a margin: icons of the elements, numbers, signs. Moving over a
/// line or the caret through it points at the line's element; a click or Return chooses it.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Numbers
    {
        Before,
        After,
        Both
    };

    explicit CodeView(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// `withSigns`: lines begin with "+", "-" or a space, as in a diff. The place in the text
    /// stays.
    void setRows(std::vector<Row> rows, Numbers numbers, bool withSigns);
    const std::vector<Row> &rows() const { return m_rows; }
    /// Lines of these elements are marked in the margin.
    void setSelected(const QList<ElementId> &elements);
    /// Scrolls to the element: to its first changed line, else to its first. False when it has
    /// none.
    bool reveal(ElementId element);
    /// Numbers in the old and the new text of the first line in view; 0 = not in it.
    std::pair<int, int> topLine() const;
    /// Brings that line, or the next that is here, to the top.
    void scrollTo(std::pair<int, int> line);
    /// Puts the caret to a line of the new text, in the middle of the view.
    void showLine(int line);
    void retranslate();

Q_SIGNALS:
    /// No element: the pointer left.
    void pointed(stratoplan::ElementId element);
    void chosen(stratoplan::ElementId element);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    class Highlighter;
    class Margin;

    QString textOf(const Row &row) const;
    const Row *rowOf(const QTextBlock &block) const;
    ElementId elementOf(const QTextBlock &block) const;
    QColor groundOf(const Row &row) const;
    void point(ElementId element);
    void layOutMargin();
    void paintMargin(QPaintEvent *event);

    std::vector<Row> m_rows;
    Numbers m_numbers = Numbers::Both;
    bool m_withSigns = false;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QList<ElementId> m_selected;
    ElementId m_pointed;
    Highlighter *m_highlighter = nullptr;
    QWidget *m_margin = nullptr;
};

} // namespace stratoplan::templates
