// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QVariant>

class QComboBox;

namespace stratoplan::curves {

/// What a box shows, and what stands behind it.
struct BoxLine
{
    QString text;
    QVariant data;
};

/// Gives a box its lines. Where they are what it has they stay, since its list may be open; an open
/// list of other lines is closed. The box tells nothing of it.
void setLines(QComboBox &box, const QList<BoxLine> &lines);

} // namespace stratoplan::curves
