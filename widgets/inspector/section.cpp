// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/section.h"

#include "widgets/theme/fonts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace stratoplan::inspector {

SectionBox::SectionBox(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_head(new QToolButton(this))
    , m_summary(new QLabel(this))
    , m_inside(new QWidget(this))
    , m_body(new QVBoxLayout(m_inside))
{
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(1);
    line->setProperty("hairline", true);

    m_head->setText(title);
    m_head->setFont(theme::sans(13, true));
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setCheckable(true);
    m_head->setChecked(true);
    m_head->setAutoRaise(true);
    m_head->setProperty("section", true);
    connect(m_head, &QToolButton::toggled, this, [this](bool open) {
        m_inside->setVisible(open);
        updateArrow();
        Q_EMIT foldedChanged(!open);
    });
    m_summary->setProperty("role", QStringLiteral("caption"));
    m_summary->setContentsMargins(0, 0, 12, 0);
    m_summary->hide();

    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 4, 4, 0);
    head->addWidget(m_head);
    head->addStretch();
    head->addWidget(m_summary);

    m_body->setContentsMargins(22, 2, 14, 10);
    m_body->setSpacing(6);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(line);
    column->addLayout(head);
    column->addWidget(m_inside);
}

void SectionBox::setSummary(const QString &text)
{
    m_summary->setText(text);
    m_summary->setVisible(!text.isEmpty());
}

bool SectionBox::isFolded() const
{
    return !m_head->isChecked();
}

void SectionBox::setFolded(bool folded)
{
    m_head->setChecked(!folded);
}

void SectionBox::setArrows(const QIcon &open, const QIcon &folded)
{
    m_openArrow = open;
    m_foldedArrow = folded;
    updateArrow();
}

void SectionBox::updateArrow()
{
    m_head->setIcon(m_head->isChecked() ? m_openArrow : m_foldedArrow);
}

} // namespace stratoplan::inspector
