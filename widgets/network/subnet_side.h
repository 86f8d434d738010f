// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/outlook.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QVBoxLayout;

namespace stratoplan::network {

/// The chosen subnet: its verdict under each model that is shown, and how that was worked out.
class SubnetSide : public QWidget
{
    Q_OBJECT

public:
    explicit SubnetSide(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setOutlook(const OutlookPointer &outlook);
    void setSubnet(ElementId subnet);
    void retranslate();

private:
    void fill();
    void addVerdict(const Plan &plan, const SubnetPlan &subnet);
    void addTerms(const Plan &plan, const SubnetPlan &subnet, bool named);

    OutlookPointer m_outlook;
    ElementId m_subnet;
    theme::Theme m_theme = theme::light();
    QLabel *m_name = nullptr;
    QLabel *m_place = nullptr;
    QVBoxLayout *m_verdicts = nullptr;
    QTreeWidget *m_terms = nullptr;
    QLabel *m_faults = nullptr;
};

} // namespace stratoplan::network
