// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "widgets/theme/severity.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QSet>
#include <QTimer>

#include <functional>
#include <optional>

class QMainWindow;

namespace stratoplan::canvas {
class CanvasView;
}

namespace stratoplan::window {

class Caption;

/// One thing to speak about: its elements stay, all else steps back.
struct PresentedStep
{
    QSet<ElementId> elements;
    QString sentence;
    std::optional<theme::Mark> mark; ///< of a finding
};

/// Shows the drawing alone on the whole screen, to be read from afar. The right arrow goes on
/// through the steps and back to the whole, the left arrow back, Home to the whole; Esc ends it and
/// leaves everything as it was. The drawing can be edited meanwhile.
class Presentation : public QObject
{
    Q_OBJECT

public:
    /// `steps` is asked at each key, so that it may follow edits.
    Presentation(QMainWindow &window, canvas::CanvasView &canvas,
                 std::function<QList<PresentedStep>()> steps);

    bool isOn() const { return m_former.has_value(); }
    void begin();
    void end();

    void setTheme(const theme::Theme &theme);

Q_SIGNALS:
    void changed(bool on);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// How the window was before.
    struct Former
    {
        QByteArray panes;
        Qt::WindowStates states;
        bool menu = false;
        bool status = false;
        bool fitted = false;
        double zoom = 1;
        QPointF corner; ///< upper left corner of what was seen of the drawing
    };

    void next();
    void previous();
    void show(int step);
    void placeAsBefore();
    bool takesKey(int key);

    QMainWindow &m_window;
    canvas::CanvasView &m_canvas;
    std::function<QList<PresentedStep>()> m_steps;
    Caption *m_caption;
    std::optional<Former> m_former;
    std::optional<Former> m_returning; ///< while the window takes its former size
    QTimer m_settled;
    int m_step = -1; ///< that is shown, from 0; -1 = the whole
};

} // namespace stratoplan::window
