// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/question_card.h"

#include "widgets/decision/flow_layout.h"
#include "widgets/decision/words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace stratoplan::decision {

namespace {

constexpr int glyphSize = 16;

QLabel *wrapping(const char *role = "")
{
    auto *label = new QLabel;
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// A button that shows the key by which it is pressed.
class AnswerButton : public QPushButton
{
public:
    AnswerButton(const QString &text, QChar key, const theme::Theme &theme, bool isChosen)
        : QPushButton(text)
        , m_key(key)
        , m_ink(theme.color(isChosen ? theme::Token::OnAccent : theme::Token::Muted))
    {
        setProperty("primary", isChosen);
        // The key stands right of the words, and the button is easily hit from afar.
        setStyleSheet(QStringLiteral("padding-left: 14px; padding-right: 42px; min-height: 30px; "
                                     "text-align: left;"));
        if (isChosen) {
            setIcon(
                theme::Icons().icon(QStringLiteral("check"), theme.color(theme::Token::OnAccent)));
        }
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPushButton::paintEvent(event);
        if (m_key.isNull())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF cap(width() - 32, height() / 2.0 - 9, 18, 18);
        painter.setPen(QPen(m_ink, 1));
        painter.drawRoundedRect(cap, 4, 4);
        painter.setFont(theme::sans(11, true));
        painter.drawText(cap, Qt::AlignCenter, m_key);
    }

private:
    QChar m_key;
    QColor m_ink;
};

} // namespace

QuestionCard::QuestionCard(QWidget *parent)
    : QFrame(parent)
    , m_progress(new QLabel)
    , m_glyph(new QLabel)
    , m_differs(new QLabel)
    , m_question(wrapping())
    , m_reason(wrapping())
    , m_evidence(new QToolButton)
    , m_buttons(new QWidget)
    , m_flow(new FlowLayout(m_buttons))
    , m_withdraw(new QPushButton)
    , m_remarks(new QWidget)
    , m_byLabel(new QLabel)
    , m_whyLabel(new QLabel)
    , m_by(new QLineEdit)
    , m_why(new QLineEdit)
    , m_back(new QPushButton)
    , m_next(new QPushButton)
{
    setObjectName(QStringLiteral("decisionQuestion"));
    m_progress->setProperty("role", QStringLiteral("caption"));
    m_evidence->setObjectName(QStringLiteral("decisionEvidence"));
    m_evidence->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_evidence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_flow->setSpacing(8);
    m_withdraw->setParent(m_buttons);
    m_withdraw->setStyleSheet(QStringLiteral("min-height: 30px;"));
    m_by->setObjectName(QStringLiteral("answerBy"));
    m_why->setObjectName(QStringLiteral("answerReason"));
    m_by->setMaximumWidth(180);
    for (QPushButton *button : {m_withdraw, m_back, m_next})
        button->setProperty("quiet", true);
    m_back->setObjectName(QStringLiteral("decisionBack"));
    m_next->setObjectName(QStringLiteral("decisionNext"));

    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_progress, 1);
    head->addWidget(m_glyph);
    head->addWidget(m_differs);
    auto *remarks = new QHBoxLayout(m_remarks);
    remarks->setContentsMargins(0, 0, 0, 0);
    remarks->setSpacing(6);
    remarks->addWidget(m_byLabel);
    remarks->addWidget(m_by, 2);
    remarks->addSpacing(6);
    remarks->addWidget(m_whyLabel);
    remarks->addWidget(m_why, 5);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(4);
    ways->addWidget(m_remarks, 1);
    ways->addWidget(m_back);
    ways->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 12);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_question);
    column->addWidget(m_reason);
    column->addWidget(m_evidence);
    column->addWidget(m_buttons);
    column->addLayout(ways);
    column->addStretch(1);

    connect(m_withdraw, &QPushButton::clicked, this, &QuestionCard::withdrawn);
    connect(m_evidence, &QToolButton::clicked, this, &QuestionCard::evidenceWanted);
    connect(m_back, &QPushButton::clicked, this, &QuestionCard::backWanted);
    connect(m_next, &QPushButton::clicked, this, &QuestionCard::nextFunctionWanted);
    for (QLineEdit *field : {m_by, m_why}) {
        connect(field, &QLineEdit::editingFinished, this, [this] {
            if (m_isPersons)
                Q_EMIT remarked();
        });
    }
    setLow(false);
    retranslate();
}

QuestionCard::~QuestionCard()
{
    // A field with the keyboard tells of its text when it loses it; it goes with the card.
    for (QLineEdit *field : {m_by, m_why})
        field->disconnect(this);
}

void QuestionCard::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_glyph->setPixmap(
        theme::severityPixmap(theme::Mark::High, theme, glyphSize, devicePixelRatioF()));
    m_differs->setStyleSheet(
        QStringLiteral("color: %1").arg(theme.severity(theme::Mark::High).ink.name()));
    m_evidence->setIcon(m_icons.icon(QStringLiteral("evidence"), theme.color(theme::Token::Muted)));
}

void QuestionCard::setLow(bool low)
{
    // A style sheet's sizes follow the font scale; a role changes the letters at once.
    m_question->setProperty("role", low ? QStringLiteral("title") : QStringLiteral("question"));
    m_question->style()->unpolish(m_question);
    m_question->style()->polish(m_question);
    m_isLow = low;
    m_reason->setVisible(!low);
    setProperty("card", !low);
    style()->unpolish(this);
    style()->polish(this);
    layout()->setContentsMargins(low ? QMargins(0, 0, 8, 0) : QMargins(16, 10, 16, 12));
}

void QuestionCard::retranslate()
{
    m_differs->setText(Words::tr("differs from the drawing"));
    m_withdraw->setText(Words::tr("Clear the answer"));
    m_byLabel->setText(Words::tr("By"));
    m_whyLabel->setText(Words::tr("Because"));
    m_by->setPlaceholderText(Words::tr("who answers"));
    m_why->setPlaceholderText(Words::tr("why"));
    m_by->setAccessibleName(Words::tr("Who answers"));
    m_why->setAccessibleName(Words::tr("Why"));
    m_back->setText(Words::tr("Back"));
    m_back->setToolTip(Words::tr("The question before (Left)"));
    m_next->setText(Words::tr("Next function"));
    m_next->setToolTip(Words::tr("The next function (Right)"));
}

void QuestionCard::show(ElementId function, const QString &name, const CombStep &step, int steps,
                        const Question &question)
{
    const bool isSame = m_function == function && m_asked == step.question;
    m_function = function;
    m_asked = step.question;
    m_progress->setText(Words::tr("Question %1 of %2 · %3").arg(step.number).arg(steps).arg(name));
    m_glyph->setVisible(step.conflict);
    m_differs->setVisible(step.conflict);
    m_question->setText(translated(step.text));
    m_reason->setText(translated(step.reason));
    m_question->setToolTip(translated(step.reason));
    m_reason->setVisible(!m_isLow);
    const QString evidence = toString(step.answer.evidence);
    m_evidence->setVisible(!evidence.isEmpty());
    m_evidence->setText(evidence);
    m_evidence->setToolTip(step.answer.elements.isEmpty()
                               ? evidence
                               : Words::tr("%1. Show it on the drawing").arg(evidence));
    m_isPersons = step.answer.from == AnswerFrom::User;
    fillRemarks(step, isSame);
    m_remarks->show();
    m_back->show();
    m_next->show();
    m_back->setEnabled(step.number > 1);
    fillAnswers(step, question);
}

void QuestionCard::fillRemarks(const CombStep &step, bool isSame)
{
    const auto fill = [isSame](QLineEdit &field, const QString &words) {
        // Even the same words set anew would move the cursor and end what is being composed.
        if ((isSame && field.isModified()) || field.text().trimmed() == words.trimmed())
            return;
        const QSignalBlocker quiet(&field);
        field.setText(words);
    };
    // Who answered last goes on answering.
    if (m_isPersons)
        fill(*m_by, step.answer.by);
    fill(*m_why, m_isPersons ? step.answer.reason : QString());
    if (!isSame)
        markGiven();
}

void QuestionCard::markGiven()
{
    m_by->setModified(false);
    m_why->setModified(false);
}

void QuestionCard::showNothing(const QString &title, const QString &words)
{
    m_function = {};
    m_asked.clear();
    m_progress->clear();
    m_question->setText(title);
    m_reason->setText(words);
    m_question->setToolTip(words);
    m_reason->show();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_glyph, m_differs, m_evidence,
                                                            m_remarks, m_back, m_next})
        widget->hide();
    fillAnswers({}, {});
}

void QuestionCard::fillAnswers(const CombStep &step, const Question &question)
{
    // Who answers by keyboard goes on by keyboard.
    const bool hadFocus = m_buttons->isAncestorOf(QApplication::focusWidget());
    while (QLayoutItem *item = m_flow->takeAt(0))
        delete item;
    for (QPushButton *button : std::as_const(m_answers)) {
        button->hide();
        button->deleteLater();
    }
    m_answers.clear();
    m_withdraw->hide();
    for (const Branch &branch : question.branches) {
        if (!step.reached)
            break;
        auto *button = new AnswerButton(labelOf(branch), keyOf(question, branch.answer), m_theme,
                                        branch.answer == step.answer.answer);
        button->setObjectName(QStringLiteral("answer-") + branch.answer);
        connect(button, &QPushButton::clicked, this,
                [this, given = branch.answer] { Q_EMIT answered(given); });
        m_flow->addWidget(button);
        m_answers.append(button);
        // Layouts show their widgets later, and what is hidden takes no focus.
        button->show();
        if (hadFocus && m_answers.size() == 1)
            button->setFocus();
    }
    if (m_isPersons && step.reached) {
        m_flow->addWidget(m_withdraw);
        m_withdraw->show();
    }
    m_buttons->updateGeometry();
}

QString QuestionCard::by() const
{
    return m_by->text().trimmed();
}

QString QuestionCard::reason() const
{
    return m_why->text().trimmed();
}

QString QuestionCard::writtenTo(ElementId function) const
{
    const bool isWriting
        = m_by->hasFocus() || m_why->hasFocus() || m_by->isModified() || m_why->isModified();
    return isWriting && function == m_function ? m_asked : QString();
}

} // namespace stratoplan::decision
