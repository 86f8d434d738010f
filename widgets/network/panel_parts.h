// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_panel.h"
#include "widgets/theme/icons.h"

#include <QTableView>

class QLabel;
class QSortFilterProxyModel;
class QTreeWidget;
class QVBoxLayout;

namespace stratoplan::network {

/// The table of subnets: sorted by a click on a head, the block typed in place.
class SubnetTable : public QTableView
{
    Q_OBJECT

public:
    explicit SubnetTable(std::shared_ptr<const catalog::Catalog> catalog,
                         QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setOutlook(const OutlookPointer &outlook, bool keepWidths);
    void retranslate();
    SubnetModel &model() { return *m_model; }

    ElementId currentSubnet() const;
    void setCurrentSubnet(ElementId subnet);
    void editBlock(ElementId subnet);

Q_SIGNALS:
    void subnetChosen(stratoplan::ElementId subnet);
    /// What would be wrong with the block that is being typed; nothing when nobody types.
    void faultsTyped(const stratoplan::Problems &faults);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitColumns();

    SubnetModel *m_model;
    QSortFilterProxyModel *m_sorted;
};

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

/// One line below the parts: why something was refused, else what is wrong with what is typed, else
/// what is tried out.
class NoteLine : public QWidget
{
    Q_OBJECT

public:
    explicit NoteLine(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Empty = nothing is tried out.
    void setTrial(const QString &text);
    /// Shown in place of the trial until clear().
    void refuse(const Problems &problems);
    /// Shown in place of the trial until it is empty.
    void setTyped(const Problems &faults);
    void clear();

private:
    void fill();

    theme::Theme m_theme = theme::light();
    QString m_trial;
    QString m_refusal;
    QString m_typed;
    QLabel *m_glyph = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace stratoplan::network
