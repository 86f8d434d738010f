// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/actions.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace stratoplan::window {

namespace {

struct Spec
{
    ActionId action{};
    const char *id = ""; ///< stable: object name, settings
    const char *text = "";
    const char *shortcuts = ""; ///< portable, several divided by "; "
    const char *statusTip = "";
    const char *icon = "";
    bool checkable = false;
    const char *word = ""; ///< where there is room for one only
};

// clang-format off
constexpr auto specs = std::to_array<Spec>({
    {ActionId::New, "new", QT_TRANSLATE_NOOP("Actions", "&New"), "Ctrl+N",
     QT_TRANSLATE_NOOP("Actions", "Start an empty design"), "new"},
    {ActionId::Open, "open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "Ctrl+O",
     QT_TRANSLATE_NOOP("Actions", "Open a design or a template"), "open"},
    {ActionId::Save, "save", QT_TRANSLATE_NOOP("Actions", "&Save"), "Ctrl+S",
     QT_TRANSLATE_NOOP("Actions", "Write the design file, or the template that was opened"), "save"},
    {ActionId::SaveAs, "saveAs", QT_TRANSLATE_NOOP("Actions", "Save &as…"), "Ctrl+Shift+S",
     QT_TRANSLATE_NOOP("Actions", "Write the design to another file"), "save-as"},
    {ActionId::Versions, "versions", QT_TRANSLATE_NOOP("Actions", "Vers&ions…"), "Ctrl+H",
     QT_TRANSLATE_NOOP("Actions", "Show what the design was within the last day, and bring it back"), "history"},
    {ActionId::ExportTemplate, "exportTemplate", QT_TRANSLATE_NOOP("Actions", "&Export new template…"), "Ctrl+E",
     QT_TRANSLATE_NOOP("Actions", "Write the design as a SAM template of its own"), "export"},
    {ActionId::PutOntoTemplate, "putOntoTemplate", QT_TRANSLATE_NOOP("Actions", "Put on&to a template…"), "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("Actions", "Change an existing template, and nothing else in it"), "template"},
    {ActionId::AddFacts, "addFacts", QT_TRANSLATE_NOOP("Actions", "&Facts of outside networks…"), "",
     QT_TRANSLATE_NOOP("Actions", "Say what is known of networks that the template only names"), "import"},
    {ActionId::PrintPreview, "printPreview", QT_TRANSLATE_NOOP("Actions", "Print pre&view…"), "Ctrl+P",
     QT_TRANSLATE_NOOP("Actions", "Show the report's pages and print them"), "print"},
    {ActionId::SavePdf, "savePdf", QT_TRANSLATE_NOOP("Actions", "Report as &PDF…"), "Ctrl+Shift+P",
     QT_TRANSLATE_NOOP("Actions", "Write the report to a file"), "report"},
    {ActionId::WindowOfItsOwn, "windowOfItsOwn", QT_TRANSLATE_NOOP("Actions", "In a &window of its own"), "Ctrl+Shift+W",
     QT_TRANSLATE_NOOP("Actions", "Take this document out of the tabs, into another window")},
    {ActionId::CloseDocument, "close", QT_TRANSLATE_NOOP("Actions", "&Close"), "Ctrl+W",
     QT_TRANSLATE_NOOP("Actions", "Close this document, and the window with its last one"), "close"},
    {ActionId::Quit, "quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q",
     QT_TRANSLATE_NOOP("Actions", "Close all windows")},
    {ActionId::Undo, "undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z",
     QT_TRANSLATE_NOOP("Actions", "Take the last change back"), "undo"},
    {ActionId::Redo, "redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z; Ctrl+Y",
     QT_TRANSLATE_NOOP("Actions", "Make the change again that was taken back"), "redo"},
    {ActionId::History, "history", QT_TRANSLATE_NOOP("Actions", "&History…"), "Ctrl+Shift+H",
     QT_TRANSLATE_NOOP("Actions", "Show all changes by name, and go back or forth to any of them"), "history"},
    {ActionId::Cut, "cut", QT_TRANSLATE_NOOP("Actions", "Cu&t"), "Ctrl+X",
     QT_TRANSLATE_NOOP("Actions", "Take the selected elements to the clipboard"), "cut"},
    {ActionId::Copy, "copy", QT_TRANSLATE_NOOP("Actions", "&Copy"), "Ctrl+C",
     QT_TRANSLATE_NOOP("Actions", "Copy the selected elements with all that is known of them"), "copy"},
    {ActionId::CopyAsText, "copyAsText", QT_TRANSLATE_NOOP("Actions", "Copy as te&xt"), "Ctrl+Shift+C",
     QT_TRANSLATE_NOOP("Actions", "Copy the selected elements as lines like: api orders -> fn Create")},
    {ActionId::Paste, "paste", QT_TRANSLATE_NOOP("Actions", "&Paste"), "Ctrl+V",
     QT_TRANSLATE_NOOP("Actions", "Paste copied elements, or lines like: api orders -> fn Create"), "paste"},
    {ActionId::Duplicate, "duplicate", QT_TRANSLATE_NOOP("Actions", "Dupl&icate"), "Ctrl+D",
     QT_TRANSLATE_NOOP("Actions", "Copy the selected elements beside themselves"), "duplicate"},
    {ActionId::Rename, "rename", QT_TRANSLATE_NOOP("Actions", "Re&name"), "F2",
     QT_TRANSLATE_NOOP("Actions", "Give the selected element another name"), "edit"},
    {ActionId::Delete, "delete", QT_TRANSLATE_NOOP("Actions", "&Delete"), "Del; Backspace",
     QT_TRANSLATE_NOOP("Actions", "Remove the selected elements with their connections"), "delete"},
    {ActionId::SelectAll, "selectAll", QT_TRANSLATE_NOOP("Actions", "Select &all"), "Ctrl+A",
     QT_TRANSLATE_NOOP("Actions", "Select everything on the drawing")},
    {ActionId::PasteMeasurements, "pasteMeasurements", QT_TRANSLATE_NOOP("Actions", "Paste &measurements…"), "Ctrl+Shift+V",
     QT_TRANSLATE_NOOP("Actions", "Take a function's measurements from logs, power tuning, traces or a table")},
    {ActionId::Find, "find", QT_TRANSLATE_NOOP("Actions", "&Find…"), "Ctrl+F",
     QT_TRANSLATE_NOOP("Actions", "Find what names, labels, kinds, notes and properties say"), "search"},
    {ActionId::FindNext, "findNext", QT_TRANSLATE_NOOP("Actions", "Find next &one"), "F3",
     QT_TRANSLATE_NOOP("Actions", "Go to the next element that was found")},
    {ActionId::FindPrevious, "findPrevious", QT_TRANSLATE_NOOP("Actions", "Find pre&vious one"), "Shift+F3",
     QT_TRANSLATE_NOOP("Actions", "Go to the element found before")},
    {ActionId::Replace, "replace", QT_TRANSLATE_NOOP("Actions", "Rep&lace in names…"), "Ctrl+R",
     QT_TRANSLATE_NOOP("Actions", "Rename all elements whose names say something, as one step")},
    {ActionId::GoToAnything, "goToAnything", QT_TRANSLATE_NOOP("Actions", "&Go to anything…"), "Ctrl+K",
     QT_TRANSLATE_NOOP("Actions", "Search actions, elements, findings and recent files"), "search"},
    {ActionId::ContextMenu, "contextMenu", QT_TRANSLATE_NOOP("Actions", "M&enu of the element"), "Shift+F10",
     QT_TRANSLATE_NOOP("Actions", "Open the menu of what the keyboard stands on")},
    {ActionId::NextPane, "nextPane", QT_TRANSLATE_NOOP("Actions", "&Next pane"), "F6",
     QT_TRANSLATE_NOOP("Actions", "Go on to the next pane: drawing, inspector, panels, palette")},
    {ActionId::PreviousPane, "previousPane", QT_TRANSLATE_NOOP("Actions", "Pre&vious pane"), "Shift+F6",
     QT_TRANSLATE_NOOP("Actions", "Go back to the pane before")},
    {ActionId::GoToOutline, "goToOutline", QT_TRANSLATE_NOOP("Actions", "&Outline"), "Ctrl+Shift+O",
     QT_TRANSLATE_NOOP("Actions", "Go to the tree of all elements")},
    {ActionId::GoToFindings, "goToFindings", QT_TRANSLATE_NOOP("Actions", "&Findings"), "Ctrl+1",
     QT_TRANSLATE_NOOP("Actions", "Go to the list of findings")},
    {ActionId::GoToCurves, "goToCurves", QT_TRANSLATE_NOOP("Actions", "&Curves"), "Ctrl+2",
     QT_TRANSLATE_NOOP("Actions", "Go to the curves of cold start, duration and cost")},
    {ActionId::GoToNetwork, "goToNetwork", QT_TRANSLATE_NOOP("Actions", "Net&work"), "Ctrl+3",
     QT_TRANSLATE_NOOP("Actions", "Go to the map of addresses and the subnets")},
    {ActionId::GoToDecisions, "goToDecisions", QT_TRANSLATE_NOOP("Actions", "&Decisions"), "Ctrl+4",
     QT_TRANSLATE_NOOP("Actions", "Go to the questions whether functions need a VPC")},
    {ActionId::GoToTemplate, "goToTemplate", QT_TRANSLATE_NOOP("Actions", "&Template"), "Ctrl+5",
     QT_TRANSLATE_NOOP("Actions", "Go to the template and what differs in it")},
    {ActionId::NextDocument, "nextDocument", QT_TRANSLATE_NOOP("Actions", "Next document"), "Ctrl+Tab; Ctrl+PgDown",
     QT_TRANSLATE_NOOP("Actions", "Show the document of the next tab")},
    {ActionId::PreviousDocument, "previousDocument", QT_TRANSLATE_NOOP("Actions", "Previous document"), "Ctrl+Shift+Tab; Ctrl+PgUp",
     QT_TRANSLATE_NOOP("Actions", "Show the document of the tab before")},
    {ActionId::SelectTool, "selectTool", QT_TRANSLATE_NOOP("Actions", "&Select and move"), "V",
     QT_TRANSLATE_NOOP("Actions", "Select and move elements"), "select", true},
    {ActionId::ConnectTool, "connectTool", QT_TRANSLATE_NOOP("Actions", "&Connect"), "C",
     QT_TRANSLATE_NOOP("Actions", "Draw a connection from the selected element to another"),
     "connect", true},
    {ActionId::PanTool, "panTool", QT_TRANSLATE_NOOP("Actions", "&Move the sheet"), "H",
     QT_TRANSLATE_NOOP("Actions", "Move the sheet by dragging; holding Space does the same"), "pan",
     true},
    {ActionId::PlaceNote, "placeNote", QT_TRANSLATE_NOOP("Actions", "Place a n&ote"), "N",
     QT_TRANSLATE_NOOP("Actions", "Put a remark onto the drawing"), "note"},
    {ActionId::Arrange, "arrange", QT_TRANSLATE_NOOP("Actions", "&Arrange"), "Ctrl+L",
     QT_TRANSLATE_NOOP("Actions", "Lay the whole drawing out anew; one undo brings it back"),
     "layout"},
    {ActionId::ArrangeSelection, "arrangeSelection", QT_TRANSLATE_NOOP("Actions", "Arrange se&lection"), "Ctrl+Shift+L",
     QT_TRANSLATE_NOOP("Actions", "Lay the selected elements out anew and leave the others where they are")},
    {ActionId::OwnWay, "ownWay", QT_TRANSLATE_NOOP("Actions", "Lines find their own &way"), "",
     QT_TRANSLATE_NOOP("Actions", "Forget how the selected lines were led by hand")},
    {ActionId::AlignLeft, "alignLeft", QT_TRANSLATE_NOOP("Actions", "&Left edges"), "",
     QT_TRANSLATE_NOOP("Actions", "Line the left edges of the selected elements up"), "align-left"},
    {ActionId::AlignMiddle, "alignMiddle", QT_TRANSLATE_NOOP("Actions", "&Middles"), "",
     QT_TRANSLATE_NOOP("Actions", "Put the selected elements below one another, middle below middle"), "align-middle"},
    {ActionId::AlignRight, "alignRight", QT_TRANSLATE_NOOP("Actions", "&Right edges"), "",
     QT_TRANSLATE_NOOP("Actions", "Line the right edges of the selected elements up"), "align-right"},
    {ActionId::AlignTop, "alignTop", QT_TRANSLATE_NOOP("Actions", "&Top edges"), "",
     QT_TRANSLATE_NOOP("Actions", "Line the top edges of the selected elements up"), "align-top"},
    {ActionId::AlignCentre, "alignCentre", QT_TRANSLATE_NOOP("Actions", "&Centres"), "",
     QT_TRANSLATE_NOOP("Actions", "Put the selected elements beside one another, centre beside centre"), "align-centre"},
    {ActionId::AlignBottom, "alignBottom", QT_TRANSLATE_NOOP("Actions", "&Bottom edges"), "",
     QT_TRANSLATE_NOOP("Actions", "Line the bottom edges of the selected elements up"), "align-bottom"},
    {ActionId::DistributeAcross, "distributeAcross", QT_TRANSLATE_NOOP("Actions", "Distribute &across"), "",
     QT_TRANSLATE_NOOP("Actions", "Make the gaps between the selected elements equal, from left to right"), "distribute-across"},
    {ActionId::DistributeDown, "distributeDown", QT_TRANSLATE_NOOP("Actions", "Distribute &down"), "",
     QT_TRANSLATE_NOOP("Actions", "Make the gaps between the selected elements equal, from top to bottom"), "distribute-down"},
    {ActionId::SameSize, "sameSize", QT_TRANSLATE_NOOP("Actions", "Same &size of notes"), "",
     QT_TRANSLATE_NOOP("Actions", "Give the selected notes the size of the one selected last")},
    {ActionId::Group, "group", QT_TRANSLATE_NOOP("Actions", "Gro&up"), "Ctrl+G",
     QT_TRANSLATE_NOOP("Actions", "Put a named frame around the selected elements, which then move together"), "group"},
    {ActionId::Ungroup, "ungroup", QT_TRANSLATE_NOOP("Actions", "Ung&roup"), "Ctrl+Shift+G",
     QT_TRANSLATE_NOOP("Actions", "Remove the frames of the selected groups and keep what they hold")},
    {ActionId::QuickAdd, "quickAdd", QT_TRANSLATE_NOOP("Actions", "&Type elements…"), "/",
     QT_TRANSLATE_NOOP("Actions", "Type what to add, like: sqs orders; Tab also connects it"), "place"},
    {ActionId::SearchPalette, "searchPalette", QT_TRANSLATE_NOOP("Actions", "Search the &palette…"), "Ctrl+/",
     QT_TRANSLATE_NOOP("Actions", "Search the palette for something to place"), "search"},
    {ActionId::ZoomIn, "zoomIn", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "Ctrl++; Ctrl+=",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing larger"), "zoom-in"},
    {ActionId::ZoomOut, "zoomOut", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "Ctrl+-",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing smaller"), "zoom-out"},
    {ActionId::ActualSize, "actualSize", QT_TRANSLATE_NOOP("Actions", "&100 %"), "Ctrl+0",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing at its own size")},
    {ActionId::Fit, "fit", QT_TRANSLATE_NOOP("Actions", "&Fit the drawing"), "Ctrl+9",
     QT_TRANSLATE_NOOP("Actions", "Show the whole drawing"), "fit"},
    {ActionId::FitSelection, "fitSelection", QT_TRANSLATE_NOOP("Actions", "Fit the &selection"),
     "Ctrl+8", QT_TRANSLATE_NOOP("Actions", "Show the selected elements")},
    {ActionId::NoOverlay, "noOverlay", QT_TRANSLATE_NOOP("Actions", "&No tint"), "0",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing as it is"), "", true},
    {ActionId::OverlayFindings, "overlayFindings", QT_TRANSLATE_NOOP("Actions", "Tint by &findings"), "1",
     QT_TRANSLATE_NOOP("Actions", "Tint elements by their worst finding"), "findings", true},
    {ActionId::OverlayCost, "overlayCost", QT_TRANSLATE_NOOP("Actions", "Tint by &cost"), "2",
     QT_TRANSLATE_NOOP("Actions", "Tint elements by what they cost a month"), "cost", true},
    {ActionId::OverlayLatency, "overlayLatency", QT_TRANSLATE_NOOP("Actions", "Tint by &latency"), "3",
     QT_TRANSLATE_NOOP("Actions", "Tint functions by the 95th percentile of their duration"), "latency", true},
    {ActionId::OverlayConcurrency, "overlayConcurrency", QT_TRANSLATE_NOOP("Actions", "Tint by c&oncurrency"), "4",
     QT_TRANSLATE_NOOP("Actions", "Tint functions by their environments at peak"), "traffic", true},
    {ActionId::OverlayColdStart, "overlayColdStart", QT_TRANSLATE_NOOP("Actions", "Tint by cold-&start risk"), "5",
     QT_TRANSLATE_NOOP("Actions", "Tint functions by what cold starts add to a call"), "curves", true},
    {ActionId::OverlayExecution, "overlayExecution", QT_TRANSLATE_NOOP("Actions", "Tint by &execution model"), "6",
     QT_TRANSLATE_NOOP("Actions", "Tint functions by how they are triggered"), "play", true},
    {ActionId::OverlayZone, "overlayZone", QT_TRANSLATE_NOOP("Actions", "Tint by &zone"), "7",
     QT_TRANSLATE_NOOP("Actions", "Tint elements by the availability zones they stand in"), "zone", true},
    {ActionId::FollowPath, "followPath", QT_TRANSLATE_NOOP("Actions", "Path of a re&quest"), "8",
     QT_TRANSLATE_NOOP("Actions", "Light what a request through the selected element touches, with its times and costs"), "path", true},
    {ActionId::Present, "present", QT_TRANSLATE_NOOP("Actions", "Pr&esent"), "F5",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing alone on the whole screen; the right arrow goes on through findings or the path, Esc ends it"), "present", true},
    {ActionId::ShowMinimap, "showMinimap", QT_TRANSLATE_NOOP("Actions", "&Map of the drawing"), "M",
     QT_TRANSLATE_NOOP("Actions", "Show the whole drawing small where a part of it is out of sight"), "minimap", true},
    {ActionId::ShowPalette, "showPalette", QT_TRANSLATE_NOOP("Actions", "&Palette"), "F4",
     QT_TRANSLATE_NOOP("Actions", "Show or hide the palette"), "palette", true},
    {ActionId::ShowInspector, "showInspector", QT_TRANSLATE_NOOP("Actions", "I&nspector"), "Shift+F4",
     QT_TRANSLATE_NOOP("Actions", "Show or hide the inspector"), "inspector", true},
    {ActionId::ShowPanels, "showPanels", QT_TRANSLATE_NOOP("Actions", "P&anels below"), "F7",
     QT_TRANSLATE_NOOP("Actions", "Show or hide the panels below the drawing"), "dock", true},
    {ActionId::FillPanels, "fillPanels", QT_TRANSLATE_NOOP("Actions", "Panels at full &height"), "F11",
     QT_TRANSLATE_NOOP("Actions", "Give the panels the room of the drawing, and back"), "", true},
    {ActionId::ViewDesign, "viewDesign", QT_TRANSLATE_NOOP("Actions", "&Design view"), "Alt+1",
     QT_TRANSLATE_NOOP("Actions", "Show the drawing with its panes"), "", true,
     QT_TRANSLATE_NOOP("Actions", "Design")},
    {ActionId::ViewDecisions, "viewDecisions", QT_TRANSLATE_NOOP("Actions", "D&ecisions view"), "Alt+4",
     QT_TRANSLATE_NOOP("Actions", "Give the whole window to the questions whether functions need a VPC"), "", true,
     QT_TRANSLATE_NOOP("Actions", "Decisions")},
    {ActionId::ViewNetwork, "viewNetwork", QT_TRANSLATE_NOOP("Actions", "&Network view"), "Alt+3",
     QT_TRANSLATE_NOOP("Actions", "Give the whole window to the map of addresses and the subnets"), "", true,
     QT_TRANSLATE_NOOP("Actions", "Network")},
    {ActionId::ViewCurves, "viewCurves", QT_TRANSLATE_NOOP("Actions", "&Curves view"), "Alt+2",
     QT_TRANSLATE_NOOP("Actions", "Give the whole window to the curves of cold start, duration and cost"), "", true,
     QT_TRANSLATE_NOOP("Actions", "Curves")},
    {ActionId::ThemeSystem, "themeSystem", QT_TRANSLATE_NOOP("Actions", "As the &desktop"), "",
     QT_TRANSLATE_NOOP("Actions", "Light or dark, as the desktop is"), "", true},
    {ActionId::ThemeLight, "themeLight", QT_TRANSLATE_NOOP("Actions", "&Light"), "",
     QT_TRANSLATE_NOOP("Actions", "Dark writing on light ground"), "sun", true},
    {ActionId::ThemeDark, "themeDark", QT_TRANSLATE_NOOP("Actions", "Da&rk"), "",
     QT_TRANSLATE_NOOP("Actions", "Light writing on dark ground"), "moon", true},
    {ActionId::ResetLayout, "resetLayout", QT_TRANSLATE_NOOP("Actions", "&Reset layout"), "",
     QT_TRANSLATE_NOOP("Actions", "Put all panes back where they were at first")},
    {ActionId::NextFinding, "nextFinding", QT_TRANSLATE_NOOP("Actions", "&Next finding"), "F8",
     QT_TRANSLATE_NOOP("Actions", "Go to the next finding and its element"), "next"},
    {ActionId::PreviousFinding, "previousFinding",
     QT_TRANSLATE_NOOP("Actions", "&Previous finding"), "Shift+F8",
     QT_TRANSLATE_NOOP("Actions", "Go to the finding before"), "previous"},
    {ActionId::AllZonesOn, "allZonesOn", QT_TRANSLATE_NOOP("Actions", "&All zones on"), "F9",
     QT_TRANSLATE_NOOP("Actions", "Switch every zone on again that was tried without")},
    {ActionId::KeyboardShortcuts, "keyboardShortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts…"), "Ctrl+Alt+K",
     QT_TRANSLATE_NOOP("Actions", "Show all keys, change and print them"), "keyboard"},
    {ActionId::About, "about", QT_TRANSLATE_NOOP("Actions", "&About Stratoplan"), "",
     QT_TRANSLATE_NOOP("Actions", "Version, licence and what it is built from"), "information"},
});
// clang-format on

QString translated(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

} // namespace

Actions::Actions(QWidget *window)
    : QObject(window)
{
    for (const Spec &spec : specs) {
        auto *action = new QAction(window);
        action->setObjectName(QLatin1String(spec.id));
        action->setCheckable(spec.checkable);
        if (*spec.shortcuts != '\0')
            action->setShortcuts(QKeySequence::listFromString(QLatin1String(spec.shortcuts)));
        action->setShortcutContext(Qt::WindowShortcut);
        window->addAction(action);
        m_actions.emplace(spec.action, action);
    }
    retranslate();
}

QList<QAction *> Actions::all() const
{
    QList<QAction *> all;
    for (const Spec &spec : specs)
        all.append(m_actions.at(spec.action));
    return all;
}

void Actions::retranslate()
{
    for (const Spec &spec : specs) {
        QAction *action = m_actions.at(spec.action);
        action->setText(translated(spec.text));
        if (*spec.word != '\0')
            action->setIconText(translated(spec.word));
        action->setStatusTip(translated(spec.statusTip));
        QString plain = action->text();
        plain.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, keys));
    }
}

void Actions::setRemark(ActionId id, const QString &remark)
{
    QAction *action = m_actions.at(id);
    const QString first = action->toolTip().section(QLatin1Char('\n'), 0, 0);
    action->setToolTip(remark.isEmpty() ? first : first + QLatin1Char('\n') + remark);
    const auto spec = std::find_if(specs.begin(), specs.end(),
                                   [id](const Spec &one) { return one.action == id; });
    action->setStatusTip(remark.isEmpty() ? translated(spec->statusTip) : remark);
}

void Actions::setTheme(const theme::Theme &theme)
{
    for (const Spec &spec : specs) {
        if (*spec.icon != '\0') {
            m_actions.at(spec.action)
                ->setIcon(m_icons.icon(QLatin1String(spec.icon), theme.color(theme::Token::Muted),
                                       theme.color(theme::Token::Strong)));
        }
    }
}

} // namespace stratoplan::window
