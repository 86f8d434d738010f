// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QObject>

#include <array>
#include <map>

namespace stratoplan::window {

/// Everything that a person can tell the window to do. The table in actions.cpp gives each one its
/// text, shortcut and status tip.
enum class ActionId
{
    New,
    Open,
    Save,
    SaveAs,
    Versions,
    ExportTemplate,
    PutOntoTemplate,
    AddFacts,
    PrintPreview,
    SavePdf,
    WindowOfItsOwn,
    CloseDocument,
    Quit,
    Undo,
    Redo,
    History,
    Cut,
    Copy,
    CopyAsText,
    Paste,
    Duplicate,
    Rename,
    Delete,
    SelectAll,
    PasteMeasurements,
    Find,
    FindNext,
    FindPrevious,
    Replace,
    GoToAnything,
    ContextMenu,
    NextPane,
    PreviousPane,
    GoToOutline,
    GoToFindings,
    GoToCurves,
    GoToNetwork,
    GoToDecisions,
    GoToTemplate,
    NextDocument,
    PreviousDocument,
    SelectTool,
    ConnectTool,
    PanTool,
    PlaceNote,
    Arrange,
    ArrangeSelection,
    OwnWay,
    AlignLeft,
    AlignMiddle,
    AlignRight,
    AlignTop,
    AlignCentre,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    SameSize,
    Group,
    Ungroup,
    QuickAdd,
    SearchPalette,
    ZoomIn,
    ZoomOut,
    ActualSize,
    Fit,
    FitSelection,
    NoOverlay,
    OverlayFindings,
    OverlayCost,
    OverlayLatency,
    OverlayConcurrency,
    OverlayColdStart,
    OverlayExecution,
    OverlayZone,
    FollowPath,
    Present,
    ShowMinimap,
    ShowPalette,
    ShowInspector,
    ShowPanels,
    FillPanels,
    ViewDesign,
    ViewDecisions,
    ViewNetwork,
    ViewCurves,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ResetLayout,
    NextFinding,
    PreviousFinding,
    AllZonesOn,
    KeyboardShortcuts,
    About,
};

/// The actions of one window, made from the table.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    QAction *operator[](ActionId id) const { return m_actions.at(id); }
    QList<QAction *> all() const;

    /// Why an action is not to be had at the moment, with its tool tip and in the status bar;
    /// empty = it says what it does.
    void setRemark(ActionId id, const QString &remark);
    void retranslate();
    void setTheme(const theme::Theme &theme);

private:
    std::map<ActionId, QAction *> m_actions;
    theme::Icons m_icons;
};

} // namespace stratoplan::window
