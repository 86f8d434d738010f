// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/history_dialog.h"

#include <QFrame>
#include <QLabel>
#include <QUndoStack>
#include <QUndoView>
#include <QVBoxLayout>

namespace stratoplan::window {

HistoryDialog::HistoryDialog(QUndoStack &stack, QWidget *parent)
    : QDialog(parent)
    , m_hint(new QLabel)
    , m_steps(new QUndoView(&stack))
{
    setObjectName(QStringLiteral("historyDialog"));
    m_steps->setObjectName(QStringLiteral("historySteps"));
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setIconSize({16, 16});
    m_steps->setTextElideMode(Qt::ElideRight);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("caption"));
    auto *frame = new QFrame;
    frame->setProperty("card", true);
    auto *framed = new QVBoxLayout(frame);
    framed->setContentsMargins(4, 4, 4, 4);
    framed->addWidget(m_steps);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(frame, 1);
    column->addWidget(m_hint);
    resize(300, 420);
    retranslate();
}

void HistoryDialog::setTheme(const theme::Theme &theme)
{
    m_steps->setCleanIcon(m_icons.icon(QStringLiteral("save"), theme.color(theme::Token::Muted)));
}

void HistoryDialog::retranslate()
{
    setWindowTitle(tr("History"));
    m_steps->setEmptyLabel(tr("As it was opened"));
    m_steps->setAccessibleName(tr("Changes"));
    m_hint->setText(tr("Choose a step to go back or forth to it. The disk marks what was saved."));
}

} // namespace stratoplan::window
