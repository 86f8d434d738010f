// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/notice_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/severity.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::window {

namespace {

/// The problem with its line. Its file is the one that the window speaks of already, in a message
/// about a line; else its name without its folders.
QString lineOf(Problem problem)
{
    const int line = problem.where.line;
    problem.where.file = line > 0 ? QString() : QFileInfo(problem.where.file).fileName();
    const QString text = toString(problem);
    return line > 0 ? NoticeBar::tr("Line %1: %2").arg(line).arg(text) : text;
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel)
    , m_text(new QLabel)
    , m_more(new QPushButton)
    , m_close(new QToolButton)
    , m_list(new QLabel)
{
    setObjectName(QStringLiteral("notice"));
    m_text->setWordWrap(true);
    m_more->setProperty("quiet", true);
    m_list->setWordWrap(true);
    m_list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setAlignment(Qt::AlignTop);
    m_list->setContentsMargins(36, 0, 12, 8);
    auto *area = new QScrollArea;
    area->setWidget(m_list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFixedHeight(140);
    m_listArea = area;

    auto *row = new QHBoxLayout;
    m_row = row;
    row->setContentsMargins(12, 5, 8, 5);
    row->setSpacing(8);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    row->addWidget(m_more);
    row->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_listArea);

    connect(m_more, &QPushButton::clicked, this, [this] {
        m_open = !m_open;
        showProblems();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    const theme::Icons icons;
    m_close->setIcon(icons.icon(QStringLiteral("close"), theme.color(theme::Token::Muted)));
    showProblems();
}

void NoticeBar::setProblems(const QString &head, const Problems &problems,
                            const QList<NoticeChoice> &choices)
{
    for (QPushButton *button : std::as_const(m_choices)) {
        // One of them may be what is being clicked.
        button->hide();
        button->deleteLater();
    }
    m_choices.clear();
    for (const NoticeChoice &choice : choices) {
        auto *button = new QPushButton(choice.text);
        button->setObjectName(choice.id);
        m_row->insertWidget(m_row->indexOf(m_close), button);
        connect(button, &QPushButton::clicked, this, [this, act = choice.act] {
            setProblems({}, {});
            act();
        });
        m_choices.append(button);
    }
    m_head = head;
    m_problems = problems;
    m_open = false;
    showProblems();
    setVisible(!problems.isEmpty());
    if (!problems.isEmpty())
        Q_EMIT told();
}

void NoticeBar::retranslate()
{
    showProblems();
}

void NoticeBar::showProblems()
{
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    m_listArea->setVisible(m_open);
    if (m_problems.isEmpty())
        return;
    Severity worst = Severity::Info;
    QStringList lines;
    for (const Problem &problem : m_problems) {
        worst = std::min(worst, problem.severity);
        lines.append(lineOf(problem));
    }
    const theme::SeverityColors &colors = m_theme.severity(worst);
    setStyleSheet(QStringLiteral("#notice { background: %1; border-bottom: 1px solid %2; } "
                                 "#notice QScrollArea, #notice QScrollArea QWidget { background: "
                                 "transparent; }")
                      .arg(colors.soft.name(), m_theme.color(theme::Token::Border).name()));
    m_glyph->setPixmap(
        theme::severityPixmap(theme::markOf(worst), m_theme, 16, devicePixelRatioF()));
    m_text->setText(
        QStringLiteral("<b>%1</b> %2").arg(m_head.toHtmlEscaped(), lines.first().toHtmlEscaped()));
    m_more->setVisible(lines.size() > 1);
    m_more->setText(m_open ? tr("Show less")
                           : tr("Show all %n problem(s)", nullptr, int(lines.size())));
    m_list->setText(lines.join(QLatin1Char('\n')));
}

} // namespace stratoplan::window
