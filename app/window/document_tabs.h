// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QTabBar>

namespace stratoplan::window {

/// What a tab says of a document.
struct DocumentTab
{
    QString name;
    QString file; ///< empty = none yet
    bool isTemplate = false;
    bool isModified = false;

    friend bool operator==(const DocumentTab &, const DocumentTab &) = default;
};

/// The tabs of the documents that one window shows. It asks for what is done with a tab and changes
/// only when it is told to.
class DocumentTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit DocumentTabs(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    void setTabs(const QList<DocumentTab> &tabs, int current);
    const QList<DocumentTab> &documents() const { return m_documents; }

Q_SIGNALS:
    void chosen(int tab);
    void closeWanted(int tab);
    void moved(int from, int to);
    void windowOfItsOwnWanted(int tab);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void choose(int tab);
    /// A tab was dragged to another place.
    void follow(int from, int to);
    void fill();
    void makeCloseButton(int tab);

    QList<DocumentTab> m_documents;
    int m_current = 0;
    int m_pressed = -1; ///< by the middle button
    bool m_isHeld = false; ///< a tab, by the left button
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
};

} // namespace stratoplan::window
