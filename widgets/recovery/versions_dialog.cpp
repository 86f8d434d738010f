// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recovery/versions_dialog.h"

#include "planner/model/change.h"
#include "planner/store/store.h"
#include "widgets/recovery/differences_view.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace stratoplan::recovery {

VersionsDialog::VersionsDialog(const QList<Version> &versions, const Design &present,
                               const QString &name, const theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_versions(versions)
    , m_present(present)
    , m_list(new QListWidget)
    , m_summary(new QLabel)
    , m_none(new QLabel)
    , m_differences(new DifferencesView)
{
    setObjectName(QStringLiteral("versions"));
    setWindowTitle(tr("Versions of %1").arg(name));
    auto *head
        = new QLabel(tr("What the document was within the last day: one version a minute for "
                        "an hour, then one each 15 minutes. Restoring can be undone."));
    head->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("versionList"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(3);
    const QDateTime now = QDateTime::currentDateTime();
    for (const Version &version : m_versions) {
        const QString kind
            = version.kind == VersionKind::InFile ? tr("as the file was") : tr("edited");
        m_list->addItem(QStringLiteral("%1\n%2").arg(momentWords(version.at, now), kind));
    }
    m_summary->setProperty("role", QStringLiteral("title"));
    m_summary->setWordWrap(true);
    m_none->setWordWrap(true);
    m_none->setText(tr("No versions yet: they are kept while you edit."));
    m_none->setVisible(m_versions.isEmpty());
    m_differences->setTheme(theme);
    QFrame *times = cardOf(m_list);
    times->setFixedWidth(214);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_summary);
    right->addWidget(m_none);
    right->addWidget(cardOf(m_differences), 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(times);
    middle->addLayout(right, 1);

    auto *box = new QDialogButtonBox;
    m_restore = box->addButton(tr("Restore"), QDialogButtonBox::AcceptRole);
    m_restore->setObjectName(QStringLiteral("restore"));
    m_restore->setProperty("primary", true);
    box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(head);
    column->addLayout(middle, 1);
    column->addWidget(box);
    resize(760, 440);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsDialog::showVersion);
    m_list->setCurrentRow(0);
    showVersion();
    // The newest is often what is shown already.
    if (!m_chosen && m_list->count() > 1)
        m_list->setCurrentRow(1);
    m_list->setFocus();
}

QDateTime VersionsDialog::chosenTime() const
{
    const int row = m_list->currentRow();
    return row < 0 ? QDateTime() : m_versions.at(row).at;
}

void VersionsDialog::showVersion()
{
    m_chosen.reset();
    m_differences->setDifferences({});
    m_summary->clear();
    const int row = m_list->currentRow();
    if (row >= 0) {
        QFile file(m_versions.at(row).path);
        Expected<Design> design = file.open(QIODevice::ReadOnly)
            ? store::read(file.readAll(), file.fileName())
            : failure(Problems());
        if (design) {
            const Expected<Design> restored = apply(m_present, restoring(m_present, *design));
            const QList<Difference> all = differences(m_present, restored ? *restored : *design);
            m_differences->setDifferences(all);
            m_summary->setText(all.isEmpty() ? tr("The same as now")
                                             : tr("Restoring: %1").arg(summaryOf(all)));
            if (!all.isEmpty())
                m_chosen = *std::move(design);
        } else {
            m_summary->setText(tr("This version cannot be read any more."));
        }
    }
    m_restore->setEnabled(m_chosen.has_value());
}

Change restoring(const Design &present, const Design &version)
{
    Change change = diff(present, version);
    // What was() tells follows from the change itself.
    change.was.reset();
    if (change.settings) {
        Settings &after = change.settings->after;
        after.templateLink = present.settings().templateLink;
        after.stacks = present.settings().stacks;
        if (after == change.settings->before)
            change.settings.reset();
    }
    return change;
}

} // namespace stratoplan::recovery
