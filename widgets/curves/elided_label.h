// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace stratoplan::curves {

/// One line of plain text that takes what room there is and ends in dots where that is too little.
/// What it says as a whole is for its tool tip to tell.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace stratoplan::curves
