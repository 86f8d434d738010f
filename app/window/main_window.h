// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/actions.h"
#include "app/window/shortcuts.h"
#include "planner/decision/tree.h"
#include "planner/recovery/file_lock.h"
#include "planner/recovery/journal.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/open_file.h"
#include "widgets/document/selection.h"
#include "widgets/theme/theme.h"

#include <QFutureWatcher>
#include <QMainWindow>
#include <QSettings>

#include <optional>

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QTabWidget;
class QToolBar;
class QToolButton;

namespace stratoplan {
class JournalKeeper;
namespace canvas {
class CanvasScene;
class CanvasView;
class Palette;
class PathPanel;
} // namespace canvas
namespace inspector {
class Inspector;
}
namespace findings {
class FindingsPanel;
}
namespace curves {
class CurvesPanel;
}
namespace network {
class NetworkPanel;
}
namespace decision {
class DecisionPanel;
}
namespace templates {
class TemplatePanel;
}
namespace command {
class CommandPalette;
}
namespace search {
class FindBar;
}
namespace outline {
class OutlinePanel;
}
} // namespace stratoplan

namespace stratoplan::window {

class ContextBar;
class DesignFile;
class DocumentBar;
struct DocumentTab;
class FactsAdder;
class HistoryDialog;
template <typename Panel>
class LatePanel;
class MeasurementTaker;
class NoticeBar;
class Panes;
class Presentation;
class SearchEntry;
class StartPage;
class TemplateSaver;
class TotalsBar;

/// The built-in facts, read once at start.
struct Knowledge
{
    std::shared_ptr<const catalog::Catalog> catalog;
    QList<decision::Tree> trees;
};

struct PresentedStep;

/// How a file is opened.
enum class OpenAs
{
    Ask, ///< as the document, unless another window or process has it open: then it is asked
    Document,
    Copy ///< without a file: saving asks for one
};

/// As large as a window begins, where the screen has room for it, in pixels.
inline constexpr QSize usualSize(1440, 900);

/// One design with its panes, menus and bars: a window by itself, or what a tabbed window shows of
/// one of its documents. Introduces the rooms to one another and holds no logic of its own.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const Knowledge &knowledge, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Reads the file on a worker and shows it; asks first when the present design is not saved. A
    /// window that shows a design nobody has begun to draw is used for it. `facts` of outside
    /// networks are laid over it then, as an undo entry.
    void openPath(const QString &path, const QStringList &facts = {}, OpenAs as = OpenAs::Ask);
    void newDesign();
    /// Shows a document of a former run with its unsaved changes, as one undo entry; what the
    /// window showed is given up. The changes are in this window's own journal when it returns.
    void recover(const recovery::Journal &journal);
    /// False when it was not saved: refused by the disk or given up by the person.
    bool save();
    bool saveAs();
    /// Writes the report of the newest analysis as PDF; a fault is told in the window.
    bool writePdf(const QString &path);

    bool isOpening() const { return m_opening.isRunning(); }
    /// It shows a design that somebody has begun to draw.
    bool isInUse() const;
    /// What saving writes: the template, or the design file; empty for a document without a file.
    QString documentFile() const;
    /// What its tab says.
    DocumentTab documentTab() const;
    /// The documents that are open in the same window, and which of them this one is.
    void setTabs(const QList<DocumentTab> &tabs, int current);
    DocumentBar &documentBar() { return *m_documentBar; }
    /// Does nothing where the drawing is not presented.
    void endPresentation();
    /// Keeps for the next window how the panes lie now.
    void rememberPanes();
    void setTheme(const theme::Theme &theme);
    /// Takes the keys that the settings hold, and tells them wherever keys are told.
    void loadKeys();

    DesignDocument &document() { return m_document; }
    Selection &selection() { return m_selection; }
    AnalysisRunner &analysis() { return m_runner; }
    canvas::CanvasView &canvasView() { return *m_canvas; }
    canvas::PathPanel &pathPanel() { return *m_path; }
    inspector::Inspector &inspectorPane() { return *m_inspector; }
    findings::FindingsPanel &findingsPane() { return *m_findings; }
    templates::TemplatePanel &templatePane() { return *m_template; }
    network::NetworkPanel &networkPane();
    MeasurementTaker &measurements() { return *m_measurements; }
    const Actions &actions() const { return *m_actions; }

Q_SIGNALS:
    /// The person chose "system", "light" or "dark".
    void themeChosen(const QString &name);
    /// The person set other keys; the settings hold them.
    void keysChanged();
    /// A file is to be opened although this window is in use.
    void documentWanted(const QString &path, const QStringList &facts,
                        stratoplan::window::OpenAs as);
    /// Name, file or state of the document changed.
    void tabChanged();
    /// It has been closed and will not be shown again.
    void closed();
    /// The document `by` tabs further is to be shown.
    void otherDocumentWanted(int by);
    void windowOfItsOwnWanted();
    /// The window that has the file open is to be shown.
    void documentOfFileWanted(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makePanes();
    /// The panels that wait until they are looked at.
    void makeLatePanels();
    void makeMenus();
    void makeToolBar();
    void connectRooms();
    void connectActions();
    void copySelection();
    void retranslate();
    void fillRecent();
    void fillSamples();
    void updateTitle();
    void updateActions();
    void updateZoom(double factor);
    void analyse();
    void showDesign(bool shown);
    void adopt(const Expected<OpenedFile> &opened);
    void remember(const QString &path);
    void chooseFile();
    /// Lays these elements out anew, or the whole drawing for none.
    void arrange(const QList<ElementId> &ids = {});
    QMenu *makeAlignMenu();
    QMenu *makeOverlayMenu();
    /// Overlays, paths and the map of the drawing.
    void connectSeeing();
    /// The steps of the path that is shown, else the findings that are open.
    QList<PresentedStep> presentedSteps() const;
    /// The panels take the room of the drawing and of the other panes, or give it back.
    void fillPanels(bool filled);
    QList<QAction *> viewActions() const;
    /// Gives the room of the drawing to a panel.
    void showView(QWidget *panel);
    /// Checks the action of what has the room of the drawing.
    void tellView();
    /// Shows the view switch where the tool bar has room for it.
    void fitToolBar();
    void resetLayout();
    void showContextMenu(const QPoint &global);
    void openCommandPalette();
    /// Brings a panel to the front and puts the focus into it.
    void goToPanel(QWidget *panel);
    /// The context menu of whatever has the focus.
    void openMenuOfFocus();
    void showShortcuts();
    void showHistory();
    void showFound();
    /// Puts elements into a container, or out of every network, at a free place.
    void moveInto(const QList<ElementId> &ids, ElementId container);
    /// Goes to the drawing and places one there.
    void place(const QString &what);
    void tellKeys();
    /// Which of grouping and ungrouping the selection allows, and why not.
    void updateGrouping();
    void editProperties();
    void showAbout();
    void showPreview();
    void savePdf();
    void showFindings();
    void nameFindingsTab();
    void showTemplate();
    void nameTemplateTab();
    bool saveTemplate();
    void exportTemplate();
    void putOntoTemplate();
    void chooseFacts();
    /// Puts a newer reading of the template in place of the present one, as an undo entry.
    void adoptAgain(const QString &name, const OpenedFile &opened);
    void templateChangedByOthers(const QByteArray &text);
    bool maySaveFirst();
    bool writeTo(const QString &path);
    /// Asks what to do when somebody has the file open; nothing when it is not to be opened.
    std::optional<OpenAs> wayToOpen(const QString &path);
    /// Asks before writing a file that somebody else has open.
    bool mayTake(const QString &path);
    /// The document is what its file holds, whose sum is given.
    void beginFile(const QString &sha256);

    /// What is to become of a design file that others have written.
    enum class AboutOthers
    {
        Merge,
        KeepMine,
        Elsewhere,
        GiveUp
    };
    AboutOthers askAboutOthers();
    void designChangedByOthers();
    /// What others wrote; told in the window when that is no design.
    std::optional<OpenedFile> fileOfOthers();
    bool perform(const QString &name, const Design &wanted);
    /// Takes what others wrote in place of the design, as an undo entry.
    bool reloadFile();
    /// Puts what others wrote and the design together, as an undo entry; false when it was given
    /// up.
    bool mergeFile();
    /// Saving will write over what others wrote, which is kept as a version.
    void keepMine();
    /// From now on the changes of the design are measured against what others wrote.
    void standOn(const OpenedFile &opened);
    QString currentSum() const;
    void showVersions();

    Knowledge m_knowledge;
    QSettings &m_settings;
    theme::Theme m_theme = theme::light();
    DesignDocument m_document;
    Selection m_selection;
    AnalysisRunner m_runner;
    QFutureWatcher<std::shared_ptr<Expected<OpenedFile>>> m_opening;
    QFutureWatcher<Change> m_arranging;
    std::shared_ptr<const Design> m_arranged;
    QList<ElementId> m_arrangedPart; ///< none = the whole drawing
    QString m_openingPath;
    QStringList m_openingFacts;
    OpenAs m_openingAs = OpenAs::Document;
    std::optional<recovery::FileLock> m_lock; ///< of documentFile(), unless somebody else has it
    bool m_designShown = false;

    Actions *m_actions = nullptr;
    canvas::CanvasScene *m_scene = nullptr;
    canvas::CanvasView *m_canvas = nullptr;
    canvas::Palette *m_palette = nullptr;
    canvas::PathPanel *m_path = nullptr;
    LatePanel<outline::OutlinePanel> *m_outline = nullptr;
    inspector::Inspector *m_inspector = nullptr;
    findings::FindingsPanel *m_findings = nullptr;
    LatePanel<curves::CurvesPanel> *m_curves = nullptr;
    LatePanel<network::NetworkPanel> *m_network = nullptr;
    LatePanel<decision::DecisionPanel> *m_decisions = nullptr;
    templates::TemplatePanel *m_template = nullptr;
    TemplateSaver *m_saver = nullptr;
    DesignFile *m_designFile = nullptr;
    JournalKeeper *m_keeper = nullptr;
    FactsAdder *m_facts = nullptr;
    MeasurementTaker *m_measurements = nullptr;
    command::CommandPalette *m_commands = nullptr;
    search::FindBar *m_findBar = nullptr;
    HistoryDialog *m_history = nullptr; ///< once it was wanted
    TotalsBar *m_totals = nullptr;
    StartPage *m_start = nullptr;
    NoticeBar *m_notice = nullptr;
    ContextBar *m_context = nullptr;
    DocumentBar *m_documentBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTabWidget *m_leftPanels = nullptr; ///< palette and outline
    QTabWidget *m_panels = nullptr;
    QDockWidget *m_paletteDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_panelsDock = nullptr;
    QToolBar *m_toolBar = nullptr;
    QToolBar *m_documentLine = nullptr;
    QToolButton *m_zoom = nullptr;
    QAction *m_views = nullptr; ///< the view switch in the tool bar
    SearchEntry *m_searchEntry = nullptr;
    Panes *m_panes = nullptr;
    Presentation *m_presentation = nullptr;
    std::optional<Shortcuts> m_shortcuts;
    QList<QMenu *> m_menus;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_sampleMenu = nullptr;
    QMenu *m_themeMenu = nullptr;
    QMenu *m_goToMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QMenu *m_alignMenu = nullptr;
    QMenu *m_overlayMenu = nullptr;
    QToolButton *m_overlay = nullptr;
    QByteArray m_firstLayout;

    /// The window before the panels were given all room.
    struct Unfilled
    {
        QByteArray panes;
        QPointF corner; ///< of the drawing, in the upper left
        double zoom = 1;
        bool fitted = false; ///< the whole drawing was to be seen
    };
    Unfilled m_unfilled;
};

} // namespace stratoplan::window
