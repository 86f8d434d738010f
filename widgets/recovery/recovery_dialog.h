// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/recovery/differences.h"
#include "widgets/theme/theme.h"

#include <QDateTime>
#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace stratoplan::recovery {

class DifferencesView;

/// A document with unsaved changes that a former run of the program left behind.
struct Offer
{
    QString name; ///< of the document
    QString file; ///< empty = it was never saved
    QDateTime edited;
    QList<Difference> differences; ///< of the unsaved changes
    /// The file holds something else than the changes began with, or is gone.
    QString note;
};

/// Offers unsaved changes of a former run, document by document, with what differs. Closing it
/// leaves what was not decided for the next start.
class RecoveryDialog : public QDialog
{
    Q_OBJECT

public:
    RecoveryDialog(QList<Offer> offers, const theme::Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    /// What is to become of an offer, by its place in the list given at first.
    void recoverChosen(int offer);
    void discardChosen(int offer);

private:
    void showOffer();
    /// The chosen offer is decided.
    void settle();
    int current() const;

    QList<Offer> m_offers;
    QListWidget *m_list;
    QLabel *m_place;
    QLabel *m_note;
    QLabel *m_summary;
    DifferencesView *m_differences;
    QPushButton *m_recover;
    QPushButton *m_discard;
};

} // namespace stratoplan::recovery
