// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/search/search.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QFrame>
#include <QPointer>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeWidget;

namespace stratoplan::search {

/// Finds what is typed in names, labels, kinds, notes and properties, and goes from hit to hit;
/// with a second row it replaces what is found in names, as one undo entry, after showing what
/// becomes of which name. The design is searched again with every change.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    FindBar(DesignDocument &document, Selection &selection,
            std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    /// Shows the bar with the cursor in its first field.
    void find();
    void replace();
    /// To the next (1) or the former (-1) element; shows the bar where nothing is looked for yet.
    void step(int by);
    void close();

    void setTheme(const theme::Theme &theme);
    void retranslate();

    /// Elements with hits, each once, in the order in which they are gone to.
    const QList<ElementId> &found() const { return m_found; }
    /// A query is there, so that what was not found may step back.
    bool isSearching() const;

Q_SIGNALS:
    /// Other elements are found, or nothing is looked for any more.
    void foundChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Query query() const;
    void open(bool replacing);
    void search(bool reveal);
    void showCurrent(bool reveal);
    void showRenamings();
    void rename();
    QString kindOf(const Element &element) const;
    QString describe(const Hit &hit) const;

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Icons m_icons;
    theme::Theme m_theme = theme::light();
    QList<Hit> m_hits;
    QList<ElementId> m_found;
    Renamings m_renamings;
    ElementId m_current;
    QPointer<QWidget> m_before; ///< had the focus when the bar was opened

    QLineEdit *m_field;
    QToolButton *m_case;
    QToolButton *m_words;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_state;
    QToolButton *m_close;
    QWidget *m_replaceRow;
    QLineEdit *m_replacement;
    QPushButton *m_rename;
    QLabel *m_trouble;
    QTreeWidget *m_preview;
};

} // namespace stratoplan::search
