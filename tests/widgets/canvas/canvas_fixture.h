// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/design_text.h"
#include "widgets/canvas/canvas_view.h"

#include <QtTest>

namespace stratoplan::canvas {

/// A canvas with everything round it.
struct Fixture
{
    explicit Fixture(const Design &design, const std::shared_ptr<const catalog::Catalog> &catalog)
        : selection(document)
        , scene(document, selection, catalog)
        , view(scene)
    {
        document.reset(design);
        view.resize(1200, 800);
        view.show();
        view.activateWindow();
        view.setFocus();
        exposed = QTest::qWaitForWindowActive(&view);
        view.setZoom(1);
        view.centerOn(scene.content().bounds.center());
    }

    ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
    QPoint at(const QPointF &scenePoint) const { return view.mapFromScene(scenePoint); }
    QPoint middle(const char *name) const { return at(scene.box(id(name))->box().center()); }
    QWidget *port() { return view.viewport(); }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseMove(port(), from);
        QTest::mousePress(port(), Qt::LeftButton, keys, from);
        QTest::mouseMove(port(), from + QPoint(20, 10));
        QTest::mouseMove(port(), (from + to) / 2);
        QTest::mouseMove(port(), to);
        QTest::mouseRelease(port(), Qt::LeftButton, keys, to);
    }
    void key(int code, Qt::KeyboardModifiers keys = {})
    {
        QTest::keyClick(&view, Qt::Key(code), keys);
    }

    DesignDocument document;
    Selection selection;
    CanvasScene scene;
    CanvasView view;
    bool exposed = false;
};

/// The design of the text with positions.
inline Design placed(const QString &text, const QList<QPair<const char *, Point>> &positions)
{
    const Design design = designFromText(text);
    Edit edit(design);
    for (const auto &[name, position] : positions)
        edit.setPosition(design.idOf(QLatin1String(name)), position);
    return *edit.result();
}

} // namespace stratoplan::canvas
