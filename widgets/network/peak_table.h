// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/peak_model.h"

#include <QTableView>

namespace stratoplan::network {

/// The functions and the peaks that are tried.
class PeakTable : public QTableView
{
    Q_OBJECT

public:
    explicit PeakTable(QWidget *parent = nullptr);

    PeakModel &model() { return *m_model; }
    void retranslate();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    PeakModel *m_model;
};

} // namespace stratoplan::network
