// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sketch/notation.h"
#include "widgets/theme/theme.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace stratoplan::canvas {

class CanvasView;

/// A field on the drawing where elements are typed in the notation of planner/sketch: Enter adds
/// them, Tab also connects the last node to the first of them. It stays open for the next ones
/// until Escape, and says while one types what will come of it.
class QuickAdd : public QFrame
{
    Q_OBJECT

public:
    explicit QuickAdd(CanvasView &view);

    /// Opens with the first new node's corner there, in scene coordinates. What is selected is the
    /// node that Tab connects.
    void open(const QPointF &at);
    void setTheme(const theme::Theme &theme);
    void retranslate();

    QLineEdit *field() const { return m_field; }
    QString hint() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showHint();
    /// Adds what is typed; false where that cannot be.
    bool add(bool connectLast);
    void moveToSpot();
    void close();
    QString preview(const QString &text) const;
    QString suggestions(const QString &beginning) const;

    CanvasView &m_view;
    QLineEdit *m_field;
    QLabel *m_hint;
    QPointF m_at;
    ElementId m_last;
    theme::Theme m_theme;
};

} // namespace stratoplan::canvas
