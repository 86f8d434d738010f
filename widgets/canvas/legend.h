// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/overlay/overlay.h"
#include "widgets/canvas/content.h"
#include "widgets/document/harm_text.h"

#include <QFrame>

#include <optional>

class QToolButton;

namespace stratoplan::canvas {

/// The lines that are on the canvas, with their names, and what an overlay means. Folds to its
/// title.
class Legend : public QFrame
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setContent(const Content &content);
    const QList<Relation> &relations() const { return m_relations; }
    /// The zones that are switched off, by what people call them, and what that does on the
    /// drawing. No zones = nothing of it is told.
    void setZoneLoss(const QStringList &zones, const QList<network::Harm> &harms);
    const QList<network::Harm> &harms() const { return m_harms; }
    /// Scale and groups of what is laid over the drawing; they come first. Nothing = no overlay.
    void setOverlay(const std::optional<overlay::Overlay> &overlay);
    /// What the legend says of the overlay, line by line, as screen readers hear it.
    QStringList overlayLines() const;
    /// What the person chose; without room it shows its title all the same.
    bool isFolded() const { return m_folded; }
    void setFolded(bool folded);
    /// How much of it there is room for.
    enum class Room
    {
        All,
        Overlay, ///< what is laid over the drawing, without the connections
        Title
    };
    /// Shows no more for as long as there is little room, unless the person unfolds it.
    void setRoom(Room room);
    /// Its size when it is not folded; without an overlay there is nothing between all and title.
    QSize sizeFor(Room room) const;
    bool hasOverlay() const { return m_overlay.has_value(); }
    void retranslate();

    QSize sizeHint() const override;

Q_SIGNALS:
    void foldedChanged(bool folded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString nameOf(Relation relation) const;
    QString lossTitle() const;
    /// Of a legend that shows no more.
    QString title() const;
    void paintHarmSample(QPainter &painter, const QRectF &rect, network::Harm harm) const;
    bool hasContent() const;
    Room shownRoom() const;

    theme::Theme m_theme = theme::light();
    QList<Relation> m_relations;
    std::optional<overlay::Overlay> m_overlay; ///< without its elements
    QStringList m_zones;
    QList<network::Harm> m_harms;
    bool m_folded = false;
    Room m_room = Room::All;
    bool m_openedAnyway = false;
    QToolButton *m_fold = nullptr;
};

} // namespace stratoplan::canvas
