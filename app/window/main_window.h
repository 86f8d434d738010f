// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/actions.h"
#include "planner/decision/tree.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/open_file.h"
#include "widgets/document/selection.h"
#include "widgets/theme/theme.h"

#include <QDateTime>
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
namespace canvas {
class CanvasScene;
class CanvasView;
class Palette;
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
} // namespace stratoplan

namespace stratoplan::window {

class ContextBar;
class DocumentBar;
class FactsAdder;
class MeasurementTaker;
class NoticeBar;
class StartPage;
class TemplateSaver;
class TotalsBar;

/// By what a file is recognised as the one that was read or written.
struct FileStamp
{
    QDateTime modified;
    qint64 size = 0;

    static std::optional<FileStamp> of(const QString &path);
    bool operator==(const FileStamp &) const = default;
};

/// The built-in facts, read once at start.
struct Knowledge
{
    std::shared_ptr<const catalog::Catalog> catalog;
    QList<decision::Tree> trees;
};

/// One window with one design. Introduces the rooms to one another and holds no logic of its own.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const Knowledge &knowledge, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Reads the file on a worker and shows it; asks first when the present design is not saved. A
    /// window that shows a design nobody has begun to draw is used for it. `facts` of outside
    /// networks are laid over it then, as an undo entry.
    void openPath(const QString &path, const QStringList &facts = {});
    void newDesign();
    /// False when it was not saved: refused by the disk or given up by the person.
    bool save();
    bool saveAs();
    /// Writes the report of the newest analysis as PDF; a fault is told in the window.
    bool writePdf(const QString &path);

    bool isOpening() const { return m_opening.isRunning(); }
    void setTheme(const theme::Theme &theme);

    DesignDocument &document() { return m_document; }
    Selection &selection() { return m_selection; }
    AnalysisRunner &analysis() { return m_runner; }
    canvas::CanvasView &canvasView() { return *m_canvas; }
    inspector::Inspector &inspectorPane() { return *m_inspector; }
    findings::FindingsPanel &findingsPane() { return *m_findings; }
    templates::TemplatePanel &templatePane() { return *m_template; }
    network::NetworkPanel &networkPane() { return *m_network; }
    MeasurementTaker &measurements() { return *m_measurements; }
    const Actions &actions() const { return *m_actions; }

Q_SIGNALS:
    /// The person chose "system", "light" or "dark".
    void themeChosen(const QString &name);
    /// A file is to be opened although this window is in use.
    void windowWanted(const QString &path, const QStringList &facts);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePanes();
    void makeMenus();
    void makeToolBar();
    void connectRooms();
    void connectActions();
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
    void arrange();
    /// The panels take the room of the drawing and of the other panes, or give it back.
    void fillPanels(bool filled);
    void resetLayout();
    void showContextMenu(const QPoint &global);
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
    /// Asks when another program has written the file since this window read or wrote it. False
    /// when the person gives up; sets `elsewhere` when another file is wanted.
    bool mayOverwrite(const QString &path, bool &elsewhere);
    bool writeTo(const QString &path);

    Knowledge m_knowledge;
    QSettings &m_settings;
    theme::Theme m_theme = theme::light();
    DesignDocument m_document;
    Selection m_selection;
    AnalysisRunner m_runner;
    QFutureWatcher<std::shared_ptr<Expected<OpenedFile>>> m_opening;
    QFutureWatcher<Change> m_arranging;
    std::shared_ptr<const Design> m_arranged;
    QString m_openingPath;
    QStringList m_openingFacts;
    std::optional<FileStamp> m_stamp; ///< of the file at the document's path, as last seen
    bool m_designShown = false;

    Actions *m_actions = nullptr;
    canvas::CanvasScene *m_scene = nullptr;
    canvas::CanvasView *m_canvas = nullptr;
    canvas::Palette *m_palette = nullptr;
    inspector::Inspector *m_inspector = nullptr;
    findings::FindingsPanel *m_findings = nullptr;
    curves::CurvesPanel *m_curves = nullptr;
    network::NetworkPanel *m_network = nullptr;
    decision::DecisionPanel *m_decisions = nullptr;
    templates::TemplatePanel *m_template = nullptr;
    TemplateSaver *m_saver = nullptr;
    FactsAdder *m_facts = nullptr;
    MeasurementTaker *m_measurements = nullptr;
    TotalsBar *m_totals = nullptr;
    StartPage *m_start = nullptr;
    NoticeBar *m_notice = nullptr;
    ContextBar *m_context = nullptr;
    DocumentBar *m_documentBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTabWidget *m_panels = nullptr;
    QDockWidget *m_paletteDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_panelsDock = nullptr;
    QToolBar *m_toolBar = nullptr;
    QToolBar *m_documentLine = nullptr;
    QToolButton *m_zoom = nullptr;
    QList<QMenu *> m_menus;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_sampleMenu = nullptr;
    QMenu *m_themeMenu = nullptr;
    QByteArray m_firstLayout;
    QByteArray m_unfilled; ///< panes as they were before the panels were given all room
};

} // namespace stratoplan::window
