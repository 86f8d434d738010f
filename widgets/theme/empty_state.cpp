// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::theme {

namespace {

constexpr int glyphSize = 40;
constexpr int widest = 380;
constexpr int narrowest = 120;

} // namespace

EmptyState::EmptyState(const QString &glyph, QWidget *parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_picture(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setMouseTracking(true);
    for (QLabel *label : {m_picture, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        label->setMouseTracking(true);
    }
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("role", QStringLiteral("empty"));
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setCursor(Qt::ArrowCursor);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::wanted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
}

void EmptyState::setTexts(const QString &sentence, const QString &button)
{
    m_picture->setVisible(!sentence.isEmpty());
    m_sentence->setText(sentence);
    fitSentence();
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

void EmptyState::fitSentence()
{
    // A layout would ask for the height at its own width, not at the label's.
    m_sentence->ensurePolished();
    const int lineWidth = std::clamp(contentsRect().width(), narrowest, widest);
    // No sentence has no height.
    m_sentence->setFixedSize(lineWidth, std::max(m_sentence->heightForWidth(lineWidth), 0));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitSentence();
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSentence();
}

void EmptyState::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fitSentence();
}

void EmptyState::setTheme(const Theme &theme)
{
    m_picture->setPixmap(
        m_icons.pixmap(m_glyph, theme.color(Token::Faint), glyphSize, devicePixelRatioF()));
}

} // namespace stratoplan::theme
