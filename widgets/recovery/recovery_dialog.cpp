// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recovery/recovery_dialog.h"

#include "widgets/recovery/differences_view.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace stratoplan::recovery {

RecoveryDialog::RecoveryDialog(QList<Offer> offers, const theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_offers(std::move(offers))
    , m_list(new QListWidget)
    , m_place(new QLabel)
    , m_note(new QLabel)
    , m_summary(new QLabel)
    , m_differences(new DifferencesView)
{
    setObjectName(QStringLiteral("recovery"));
    setWindowTitle(tr("Unsaved changes of the last time"));
    auto *head = new QLabel(
        tr("Stratoplan ended before %n document(s) could be saved. What you did is still there.",
           nullptr, int(m_offers.size())));
    head->setWordWrap(true);
    head->setTextFormat(Qt::PlainText);

    m_list->setObjectName(QStringLiteral("offers"));
    m_list->setAccessibleName(tr("Documents"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(3);
    const QDateTime now = QDateTime::currentDateTime();
    for (int i = 0; i < m_offers.size(); ++i) {
        const Offer &offer = m_offers.at(i);
        auto *item = new QListWidgetItem(
            QStringLiteral("%1\n%2").arg(offer.name, momentWords(offer.edited, now)), m_list);
        item->setData(Qt::UserRole, i);
        item->setToolTip(QDir::toNativeSeparators(offer.file));
    }
    m_place->setWordWrap(true);
    m_place->setTextFormat(Qt::PlainText);
    m_note->setObjectName(QStringLiteral("offerNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setProperty("role", QStringLiteral("trouble"));
    m_summary->setProperty("role", QStringLiteral("title"));
    m_differences->setTheme(theme);

    QFrame *documents = cardOf(m_list);
    documents->setFixedWidth(214);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_summary);
    right->addWidget(m_place);
    right->addWidget(m_note);
    right->addWidget(cardOf(m_differences), 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(documents);
    middle->addLayout(right, 1);

    auto *box = new QDialogButtonBox;
    m_recover = box->addButton(tr("Recover"), QDialogButtonBox::ActionRole);
    m_recover->setObjectName(QStringLiteral("recover"));
    m_recover->setProperty("primary", true);
    m_discard = box->addButton(tr("Discard…"), QDialogButtonBox::ActionRole);
    m_discard->setObjectName(QStringLiteral("discard"));
    auto *later = box->addButton(tr("Later"), QDialogButtonBox::RejectRole);
    later->setObjectName(QStringLiteral("later"));
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_recover, &QPushButton::clicked, this, [this] {
        const int offer = current();
        settle();
        Q_EMIT recoverChosen(offer);
    });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        QMessageBox question(QMessageBox::NoIcon, tr("Discard changes"),
                             tr("The changes of %1 cannot be brought back afterwards.")
                                 .arg(m_offers.at(current()).name),
                             QMessageBox::NoButton, this);
        QPushButton *discard
            = question.addButton(tr("Discard changes"), QMessageBox::DestructiveRole);
        question.setDefaultButton(question.addButton(tr("Cancel"), QMessageBox::RejectRole));
        question.exec();
        if (question.clickedButton() != discard)
            return;
        const int offer = current();
        settle();
        Q_EMIT discardChosen(offer);
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(head);
    column->addLayout(middle, 1);
    column->addWidget(box);
    resize(760, 440);
    connect(m_list, &QListWidget::currentRowChanged, this, &RecoveryDialog::showOffer);
    m_list->setCurrentRow(0);
    m_recover->setDefault(true);
    m_recover->setFocus();
}

int RecoveryDialog::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toInt() : 0;
}

void RecoveryDialog::showOffer()
{
    if (m_list->count() == 0)
        return;
    const Offer &offer = m_offers.at(current());
    m_summary->setText(summaryOf(offer.differences));
    m_place->setText(offer.file.isEmpty()
                         ? tr("Never saved. Last edited: %1.")
                               .arg(momentWords(offer.edited, QDateTime::currentDateTime()))
                         : tr("Saved in %1. Last edited: %2.")
                               .arg(QDir::toNativeSeparators(offer.file),
                                    momentWords(offer.edited, QDateTime::currentDateTime())));
    m_note->setText(offer.note);
    m_note->setVisible(!offer.note.isEmpty());
    m_differences->setDifferences(offer.differences);
}

void RecoveryDialog::settle()
{
    delete m_list->takeItem(m_list->currentRow());
    if (m_list->count() == 0)
        accept();
    else
        showOffer();
}

} // namespace stratoplan::recovery
