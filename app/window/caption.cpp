// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/caption.h"

#include "widgets/theme/fonts.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace stratoplan::window {

namespace {

constexpr int letters = 24; ///< px
constexpr int smallLetters = 15;
constexpr int widest = 1100;
constexpr int away = 24; ///< from the edges below and beside
constexpr int padding = 16;
constexpr int glyphSize = 24;
constexpr int mostLines = 2;

/// As many words as two lines of that width take.
QString shortened(const QString &text, const QFont &font, int width)
{
    const QFontMetrics metrics(font);
    const auto fits = [&](const QString &tried) {
        return metrics.boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, tried).height()
            <= mostLines * metrics.lineSpacing();
    };
    if (fits(text))
        return text;
    QString tried = text;
    while (!tried.isEmpty() && !fits(tried + QStringLiteral("…"))) {
        const qsizetype blank = tried.lastIndexOf(QLatin1Char(' '));
        tried.truncate(blank > 0 ? blank : tried.size() - 1);
    }
    return tried + QStringLiteral("…");
}

} // namespace

Caption::Caption(QWidget &below)
    : QFrame(&below)
    , m_below(below)
    , m_glyph(new QLabel)
    , m_place(new QLabel)
    , m_sentence(new QLabel)
{
    setObjectName(QStringLiteral("caption"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_sentence->setFont(theme::sans(letters));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setObjectName(QStringLiteral("captionSentence"));
    m_place->setFont(theme::sans(smallLetters));
    m_place->setObjectName(QStringLiteral("captionPlace"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(padding, padding, padding, padding);
    row->setSpacing(padding);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_place, 0, Qt::AlignBottom);
    below.installEventFilter(this);
    hide();
}

void Caption::tell(const QString &place, const QString &sentence, std::optional<theme::Mark> mark)
{
    m_place->setText(place);
    m_whole = sentence;
    m_mark = mark;
    layOut();
    show();
    raise();
}

void Caption::clear()
{
    hide();
}

void Caption::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    if (!isHidden())
        layOut();
}

void Caption::layOut()
{
    m_glyph->setVisible(m_mark.has_value());
    if (m_mark) {
        m_glyph->setPixmap(theme::severityPixmap(*m_mark, m_theme, glyphSize, devicePixelRatioF()));
    }
    const int whole = std::min(widest, m_below.width() - 2 * away);
    const int others = 2 * padding + (m_mark ? glyphSize + padding : 0)
        + (m_place->sizeHint().width() + padding);
    const int room = std::max(1, whole - others - 2);
    m_sentence->setText(shortened(m_whole, m_sentence->font(), room));
    const int height = m_sentence->heightForWidth(room) + 2 * padding + 2;
    setGeometry((m_below.width() - whole) / 2, m_below.height() - height - away, whole, height);
}

bool Caption::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !isHidden())
        layOut();
    return QFrame::eventFilter(watched, event);
}

} // namespace stratoplan::window
