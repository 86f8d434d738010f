// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/note_line.h"

#include "widgets/theme/severity.h"

#include <QHBoxLayout>
#include <QLabel>

namespace stratoplan::network {

namespace {

QString sentencesOf(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems) {
        const QString remedy = toString(problem.remedy);
        words.append(toString(problem.what)
                     + (remedy.isEmpty() ? QString() : QStringLiteral("; ") + remedy));
    }
    return words.join(QStringLiteral(". "));
}

} // namespace

NoteLine::NoteLine(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel)
    , m_text(new QLabel)
{
    m_text->setObjectName(QStringLiteral("networkNote"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 12, 3);
    layout->setSpacing(8);
    layout->addWidget(m_glyph, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void NoteLine::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fill();
}

void NoteLine::setTrial(const QString &text)
{
    m_trial = text;
    fill();
}

void NoteLine::refuse(const Problems &problems)
{
    m_refusal = sentencesOf(problems);
    fill();
}

void NoteLine::setTyped(const Problems &faults)
{
    m_typed = sentencesOf(faults);
    fill();
}

void NoteLine::clear()
{
    m_refusal.clear();
    fill();
}

void NoteLine::fill()
{
    const QString &wrong = m_refusal.isEmpty() ? m_typed : m_refusal;
    const QString &text = wrong.isEmpty() ? m_trial : wrong;
    setVisible(!text.isEmpty());
    m_text->setText(text);
    m_glyph->setPixmap(theme::severityPixmap(
        wrong.isEmpty() ? theme::Mark::Info : theme::Mark::High, m_theme, 16, devicePixelRatioF()));
}

} // namespace stratoplan::network
