// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/document_bar.h"

#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace stratoplan::window {

namespace {

using theme::Token;

constexpr int barHeight = 30;
constexpr int glyphSide = 16;

} // namespace

DocumentBar::DocumentBar(DesignDocument &document, QAction &anew, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_tabs(new DocumentTabs)
    , m_new(new QToolButton)
    , m_state(new QLabel)
    , m_difference(new QToolButton)
{
    setObjectName(QStringLiteral("documentBar"));
    setFixedHeight(barHeight);
    m_new->setObjectName(QStringLiteral("newTab"));
    m_new->setAutoRaise(true);
    m_new->setIconSize({glyphSide, glyphSide});
    m_new->setFixedSize(24, 24);
    m_new->setFocusPolicy(Qt::NoFocus);
    connect(m_new, &QToolButton::clicked, &anew, &QAction::trigger);
    m_state->setObjectName(QStringLiteral("documentState"));
    m_state->setProperty("role", QStringLiteral("caption"));
    m_difference->setObjectName(QStringLiteral("templateDifference"));
    m_difference->setAutoRaise(true);
    m_difference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_difference->setIconSize({glyphSide, glyphSide});
    m_difference->setFixedHeight(24);
    m_difference->setFocusPolicy(Qt::TabFocus);
    connect(m_difference, &QToolButton::clicked, this, &DocumentBar::templateRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addWidget(m_new);
    row->addStretch(1);
    row->addWidget(m_state);
    row->addWidget(m_difference);
    connect(&document, &DesignDocument::modifiedChanged, this, &DocumentBar::refresh);
    connect(&document, &DesignDocument::templateChanged, this, &DocumentBar::refresh);
    connect(&document, &DesignDocument::designReset, this, [this] { setSaved({}); });
}

void DocumentBar::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_tabs->setTheme(theme);
    m_new->setIcon(
        m_icons.icon(QStringLiteral("add"), theme.color(Token::Muted), theme.color(Token::Strong)));
    refresh();
}

void DocumentBar::retranslate()
{
    m_tabs->retranslate();
    m_new->setToolTip(tr("New document"));
    m_new->setAccessibleName(m_new->toolTip());
    refresh();
}

void DocumentBar::setContent(const templates::Content &content)
{
    m_file = content.isNew ? QString() : content.path;
    m_differing = content.differing;
    m_refused = !content.text.refusals.isEmpty();
    m_conflicts = int(content.text.conflicts.size());
    refresh();
}

void DocumentBar::setSaved(QTime time)
{
    m_saved = time;
    refresh();
}

QString DocumentBar::difference() const
{
    if (m_file.isEmpty())
        return {};
    const QString name = QFileInfo(m_file).fileName();
    if (m_conflicts > 0)
        return tr("%1: changed by others, too").arg(name);
    if (m_refused)
        return tr("%1: cannot be written").arg(name);
    return m_differing > 0 ? tr("%1: %n line(s) differ", nullptr, m_differing).arg(name)
                           : tr("%1: no line differs").arg(name);
}

QString DocumentBar::state() const
{
    if (m_document.isModified())
        return tr("Not saved");
    return m_saved.isValid() ? tr("Saved %1").arg(m_saved.toString(QStringLiteral("HH:mm")))
                             : QString();
}

void DocumentBar::refresh()
{
    m_state->setText(state());

    const QString words = difference();
    m_difference->setVisible(!words.isEmpty());
    m_difference->setText(words);
    m_difference->setToolTip(tr("Show the template with its changes"));
    m_difference->setAccessibleName(words);
    QIcon mark;
    if (m_refused) {
        mark = QIcon(theme::severityPixmap(theme::markOf(Severity::High), m_theme, glyphSide,
                                           devicePixelRatioF()));
    }
    m_difference->setIcon(mark);
    const bool isQuiet = !m_refused && m_differing == 0;
    if (m_difference->property("quiet") != isQuiet) {
        m_difference->setProperty("quiet", isQuiet);
        m_difference->style()->unpolish(m_difference);
        m_difference->style()->polish(m_difference);
    }
}

} // namespace stratoplan::window
