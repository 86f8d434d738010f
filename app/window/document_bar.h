// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/document_tabs.h"
#include "widgets/document/design_document.h"
#include "widgets/template/content.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QTime>
#include <QWidget>

class QLabel;
class QToolButton;

namespace stratoplan::window {

/// The line above the drawing: the tabs of the open documents at its left end; at its right end
/// whether the one that is shown is saved, and by how many lines its template differs from it.
class DocumentBar : public QWidget
{
    Q_OBJECT

public:
    /// `anew` is the action that opens an empty document.
    DocumentBar(DesignDocument &document, QAction &anew, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// What the template becomes by the design, made anew after every change.
    void setContent(const templates::Content &content);
    /// The document was written at this time of the day; invalid = never, since it was opened.
    void setSaved(QTime time);
    /// The document's name or state is another one.
    void refresh();

    DocumentTabs &tabs() { return *m_tabs; }
    const DocumentTabs &tabs() const { return *m_tabs; }

    /// "template.yaml: 3 lines differ"; empty for a design without a template.
    QString difference() const;
    /// "Saved 14:02"; empty while there is nothing to say.
    QString state() const;

Q_SIGNALS:
    void templateRequested();

private:
    DesignDocument &m_document;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QTime m_saved;
    QString m_file; ///< of the template; empty = none
    int m_differing = 0;
    bool m_refused = false;
    int m_conflicts = 0; ///< among what is refused
    DocumentTabs *m_tabs = nullptr;
    QToolButton *m_new = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_difference = nullptr;
};

} // namespace stratoplan::window
