// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sketch/connect.h"
#include "planner/sketch/notation.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/theme/theme.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace stratoplan::canvas {

class CanvasView;
class FollowersList;

/// A field on the drawing where elements are typed in the notation of planner/sketch: Enter adds
/// them, Tab also connects the last node to the first of them. It stays open for the next ones
/// until Escape, and says while one types what will come of it.
///
/// After a connection was drawn to nowhere it offers what may follow, in a list: chosen by mouse,
/// arrows or typing, the new element comes connected, as one undo entry, and the field closes.
/// After the word "pattern" the list offers the patterns.
class QuickAdd : public QFrame
{
    Q_OBJECT

public:
    explicit QuickAdd(CanvasView &view);

    /// Opens with the first new node's corner there, in scene coordinates. What is selected is the
    /// node that Tab connects.
    void open(const QPointF &at);
    /// Opens with what may follow `from`, drawn from that port to a point. The new element stands
    /// there, in `container` where its kind belongs into one. False where nothing may follow.
    bool openAfter(ElementId from, Port port, const QPointF &at, ElementId container);
    void setTheme(const theme::Theme &theme);
    void retranslate();

    QLineEdit *field() const { return m_field; }
    QString hint() const;
    FollowersList &followers() const { return *m_list; }

Q_SIGNALS:
    void closed();

public Q_SLOTS:
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showHint();
    /// Adds what is typed; false where that cannot be.
    bool add(bool connectLast);
    void moveToSpot();
    void begin(const QPointF &at);
    bool isFollowing() const { return m_port.has_value(); }
    static QString patternWord();
    bool isOfferingPatterns() const;
    /// Shows in the list what fits the text.
    void offer();
    /// Inserts the pattern that is marked.
    void insert();
    /// What Enter does while the list is offered.
    void follow();
    /// Places the kind, connected, and opens its name unless it was typed.
    void place(const sketch::Follower &follower);
    bool refuse(const Problems &problems);
    Expected<Connection> connectionTo(const Design &design, ElementId target) const;
    /// The corner of a new node that the drawn line reaches.
    QPointF cornerAtLine() const;
    QString preview(const QString &text) const;
    QString suggestions(const QString &beginning) const;

    CanvasView &m_view;
    QLineEdit *m_field;
    QLabel *m_hint;
    FollowersList *m_list;
    QPointF m_at;
    ElementId m_last;
    std::optional<Port> m_port; ///< of m_last that the line was drawn from; none = plain typing
    ElementId m_container;
    bool m_chosen = false; ///< by arrow keys, so that it counts more than what is typed
    theme::Theme m_theme;
};

} // namespace stratoplan::canvas
