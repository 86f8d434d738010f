// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/box_lines.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace stratoplan::curves {

namespace {

bool has(const QComboBox &box, const QList<BoxLine> &lines)
{
    if (box.count() != int(lines.size()))
        return false;
    for (int i = 0; i < box.count(); ++i) {
        if (box.itemText(i) != lines.at(i).text || box.itemData(i) != lines.at(i).data)
            return false;
    }
    return true;
}

} // namespace

void setLines(QComboBox &box, const QList<BoxLine> &lines)
{
    if (has(box, lines))
        return;
    const QSignalBlocker quiet(&box);
    box.hidePopup();
    box.clear();
    for (const BoxLine &line : lines)
        box.addItem(line.text, line.data);
}

} // namespace stratoplan::curves
