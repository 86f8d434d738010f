// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/save_dialog.h"

#include "widgets/template/dialog_buttons.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::templates {

namespace {

QLabel *paragraph(const QString &text, const QString &name)
{
    auto *label = new QLabel(text);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

SaveDialog::SaveDialog(Content content, const Facts &facts, const theme::Theme &theme,
                       QWidget *parent)
    : QDialog(parent)
    , m_view(new ChangesView)
    , m_neverAgain(new QCheckBox(tr("Do not ask again for this document")))
{
    const QString name = QFileInfo(facts.path).fileName();
    setObjectName(QStringLiteral("saveTemplate"));
    setWindowTitle(tr("Save %1").arg(name));
    QStringList losses;
    for (const sam::ReplacedResource &resource : content.text.replaced) {
        if (sam::needsConsent(resource))
            losses.append(resource.logicalId);
    }
    m_view->setTheme(theme);
    m_view->setContent(std::move(content));
    m_neverAgain->setObjectName(QStringLiteral("neverAgain"));

    auto *frame = new QFrame;
    frame->setProperty("card", true);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_view);

    const DialogButtons buttons
        = addButtons(*this, tr("Save template"), QStringLiteral("saveTemplateNow"));
    m_save = buttons.deed;

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    if (facts.isMerged)
        column->addWidget(paragraph(
            tr("Another program changed the file since it was opened. Its changes are kept, and "
               "yours are made in them."),
            QStringLiteral("mergedNote")));
    if (facts.lacksOthers)
        column->addWidget(paragraph(
            tr("Undo took back what another program wrote; saving takes it out of the file."),
            QStringLiteral("lacksOthersNote")));
    column->addWidget(frame, 1);
    if (!facts.outside.isEmpty())
        column->addWidget(
            paragraph(tr("Not in the template, but in %1 beside it: %2.")
                          .arg(facts.besideName, facts.outside.join(QStringLiteral(", "))),
                      QStringLiteral("outsideNote")));
    if (!losses.isEmpty()) {
        m_consent = new QCheckBox(tr("Data of %1 may be lost at the next deployment; that is meant")
                                      .arg(QLocale().createSeparatedList(losses)));
        m_consent->setObjectName(QStringLiteral("consent"));
        m_save->setEnabled(false);
        connect(m_consent, &QCheckBox::toggled, m_save, &QWidget::setEnabled);
        column->addWidget(m_consent);
    }
    column->addWidget(m_neverAgain);
    column->addWidget(buttons.box);
    const int rows = int(changedRows(m_view->content().lines).size());
    resize(760, std::clamp(240 + 17 * rows, 320, 600));
    m_save->setDefault(true);
    if (m_consent)
        m_consent->setFocus();
    else
        m_save->setFocus();
}

bool SaveDialog::neverAgain() const
{
    return m_neverAgain->isChecked();
}

} // namespace stratoplan::templates
