// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/selection.h"
#include "widgets/outline/outline_model.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QMenu;
class QTreeView;

namespace stratoplan::outline {

/// The design as a tree, in step with the selection of the window: F2 or a double click renames,
/// Delete removes, dragging or the menu puts into another container.
class OutlinePanel : public QWidget
{
    Q_OBJECT

public:
    OutlinePanel(DesignDocument &document, Selection &selection,
                 std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();

    OutlineModel &model() { return *m_model; }
    QTreeView &view() { return *m_view; }

Q_SIGNALS:
    /// A sentence for people.
    void messageChanged(const QString &text);
    void deleteRequested();
    void moveRequested(const QList<stratoplan::ElementId> &ids, stratoplan::ElementId container);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restore();
    void followSelection();
    void takeSelection();
    void showMenu(const QPoint &at);
    void fillMove(QMenu &menu);

    DesignDocument &m_document;
    Selection &m_selection;
    OutlineModel *m_model;
    QTreeView *m_view;
    QLabel *m_nothing;
    QSet<QString> m_toggled; ///< nodes that people opened or closed, by their keys
    bool m_following = false; ///< the view follows the selection or a reset, nobody chooses in it
    int m_scroll = 0; ///< before a reset
};

} // namespace stratoplan::outline
