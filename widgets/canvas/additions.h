// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sketch/notation.h"

#include <QPointF>

class QMimeData;

namespace stratoplan::canvas {

class CanvasView;

/// The change of a sketch with places for what it adds: laid out as Arrange would do it, near `at`
/// where it covers no other node. What stands in a network gets its place from the network. In an
/// empty design `at` does not count.
Change laidOut(const CanvasView &view, const sketch::Sketched &sketched, QPointF at);

/// The selection as the clipboard has it: the elements with what they hold, as a design file.
/// Empty where nothing is selected that can be copied.
QByteArray copiedSelection(const CanvasView &view);
/// The selection in the notation of planner/sketch.
QString selectionAsText(const CanvasView &view);

/// Pastes copied elements, a design file or a line of the notation, as one undo entry, and selects
/// what is new. What cannot be read is said by CanvasView::messageChanged().
void paste(CanvasView &view, const QString &text);
/// Inserts a pattern (planner/sketch/patterns.h), laid out with its corner near `at`, as one undo
/// entry, and selects it. False where there is none of that key.
bool insertPattern(CanvasView &view, const QString &key, const QPointF &at);
/// True when there is a text that paste() may take.
bool canPaste(const QMimeData *data);
/// Copies the selection beside itself.
void duplicate(CanvasView &view);

} // namespace stratoplan::canvas
