// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/design_document.h"
#include "widgets/document/newest_wins.h"
#include "widgets/document/selection.h"
#include "widgets/template/changes_view.h"

namespace stratoplan::templates {

/// The template of the design in the window, as saving or exporting would write it, made anew on a
/// worker after every change.
class TemplatePanel : public QWidget
{
    Q_OBJECT

public:
    TemplatePanel(DesignDocument &document, Selection &selection,
                  std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();

    const Content &content() const { return m_content; }
    /// Made when it is first shown or asked for; the content is worked out without it, but for the
    /// colours of its lines.
    ChangesView &view();
    /// True while a newer text than the shown one is made.
    bool isWorking() const { return m_work.isRunning(); }

Q_SIGNALS:
    void contentChanged();
    /// The canvas is to light this element; none = no more.
    void pointed(stratoplan::ElementId element);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void update();

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme = theme::light();
    Content m_content;
    ChangesView *m_view = nullptr;
    bool m_choosing = false;
    NewestWins<Content> m_work;
};

} // namespace stratoplan::templates
