// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

namespace stratoplan::network {

/// Texts of the network view outside its widgets.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(NetworkView)
};

/// The shape that stands for a verdict; none for one that fits.
std::optional<theme::Mark> markOf(Verdict verdict);
/// "fits", "fits until a zone is lost", "too small", "not known", in the language of the window.
QString verdictWord(Verdict verdict);
/// The mark as a picture of `side` px; a tick for what fits.
QPixmap verdictPixmap(Verdict verdict, const theme::Theme &theme, int side, qreal dpr);
void paintVerdict(QPainter &painter, const QRectF &rect, Verdict verdict,
                  const theme::Theme &theme);
/// Ink of the verdict's word.
QColor verdictInk(Verdict verdict, const theme::Theme &theme);
/// What a bar of used addresses is filled with: plain, hatched, crossed or dotted, so that the
/// verdict shows without its colour.
QBrush verdictBrush(Verdict verdict, const theme::Theme &theme);

/// What people call the element; "?" for none.
QString shownName(const Design &design, ElementId id);

} // namespace stratoplan::network
