// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/main_window.h"
#include "planner/model/edit.h"
#include "planner/store/store.h"
#include "tests/support/design_text.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace stratoplan::window {

/// A window with a design of a few lines, opened from a file and analysed.
class WindowFixture
{
public:
    explicit WindowFixture(const QString &text,
                           const QList<QPair<const char *, Point>> &positions = {})
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , window(knowledge(), m_settings)
    {
        const Design design = designFromText(text);
        Edit edit(design);
        for (const auto &[name, position] : positions)
            edit.setPosition(design.idOf(QLatin1String(name)), position);
        QFile file(m_folder.filePath(QStringLiteral("small.stratoplan")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no folder for the design");
        file.write(store::write(*edit.result()));
        file.close();
        window.setTheme(theme::light());
        window.resize(1440, 900);
        window.show();
        window.openPath(file.fileName());
        QSignalSpy ready(&window.analysis(), &AnalysisRunner::analysisReady);
        window.activateWindow();
        if (!QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000)
            || !QTest::qWaitForWindowActive(&window))
            qFatal("the design was not opened");
    }

    static const Knowledge &knowledge()
    {
        static const Knowledge read = [] {
            const auto catalog = catalog::builtIn();
            const auto trees = decision::readTrees();
            if (!catalog || !trees)
                qFatal("the built-in facts cannot be read");
            return Knowledge{*catalog, *trees};
        }();
        return read;
    }

    const Design &design() { return window.document().design(); }
    ElementId id(const char *name) { return design().idOf(QLatin1String(name)); }
    QAction *action(const char *name) { return window.findChild<QAction *>(QLatin1String(name)); }
    template <class T>
    T *find(const char *name)
    {
        return window.findChild<T *>(QLatin1String(name));
    }
    /// A key in whatever has the focus.
    void key(Qt::Key code, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window, code, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;

public:
    MainWindow window;
};

/// A drawing with a path, a queue beside it, and several findings.
inline const QString smallShop = QStringLiteral(
    "http-api Api rate=10 -> Orders; fn Orders 512 duration=100 p95=200; table Items; Orders -- "
    "Items; queue Jobs -> Mail; fn Mail 256 duration=50");
inline const QList<QPair<const char *, Point>> smallShopPlaces{{"Api", {0, 0}},
                                                               {"Orders", {288, 0}},
                                                               {"Items", {576, 0}},
                                                               {"Jobs", {0, 160}},
                                                               {"Mail", {288, 160}}};

} // namespace stratoplan::window
