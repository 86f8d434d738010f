// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/outcome_column.h"

#include "widgets/decision/words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::decision {

namespace {

constexpr int iconRole = Qt::UserRole;
constexpr int sourceRole = Qt::UserRole + 1;
constexpr int differsRole = Qt::UserRole + 2;
constexpr int stepIcon = 16;

QLabel *label(const char *role, bool wraps = true)
{
    auto *made = new QLabel;
    made->setProperty("role", QString::fromLatin1(role));
    made->setWordWrap(wraps);
    made->setTextFormat(Qt::PlainText);
    return made;
}

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString iconOf(const Gateway &gateway)
{
    switch (gateway.kind) {
    case GatewayKind::Nat:
    case GatewayKind::RegionalNat:
        return QStringLiteral("nat-gateway");
    case GatewayKind::EgressOnly:
        return QStringLiteral("egress-only-gateway");
    default:
        return QStringLiteral("internet-gateway");
    }
}

/// The glyph of what a step is about.
QString iconOf(ElementId id, const Change &change)
{
    for (const ElementChange &one : change.elements) {
        if (one.id != id || !one.after)
            continue;
        if (const auto *gateway = std::get_if<Gateway>(&*one.after))
            return iconOf(*gateway);
        if (std::holds_alternative<Vpc>(*one.after))
            return QStringLiteral("vpc");
        if (std::holds_alternative<Zone>(*one.after))
            return QStringLiteral("zone");
        if (std::holds_alternative<Subnet>(*one.after))
            return QStringLiteral("subnet");
        if (std::holds_alternative<RouteTable>(*one.after))
            return QStringLiteral("route");
        if (std::holds_alternative<Endpoint>(*one.after))
            return QStringLiteral("endpoint");
        if (std::holds_alternative<SecurityGroup>(*one.after))
            return QStringLiteral("security-group");
        if (std::holds_alternative<Service>(*one.after))
            return QStringLiteral("place");
    }
    return QStringLiteral("function");
}

QString signedMoney(double usd)
{
    return (usd < 0 ? QStringLiteral("−") : QStringLiteral("+")) + money(qAbs(usd));
}

/// Question with its answer, and below it where that comes from.
class AnswerDelegate : public QStyledItemDelegate
{
public:
    AnswerDelegate(QObject *parent, const theme::Theme &theme, const theme::Icons &icons)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_icons(icons)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {160, 40};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        using theme::Token;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(0, 1, -4, -1);
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(isCurrent ? Token::AccentSoft : Token::Sunken));
            painter->drawRoundedRect(row, 6, 6);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(m_theme.color(Token::Accent), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const QColor muted = m_theme.color(Token::Muted);
        painter->drawPixmap(QPointF(row.left() + 8, row.center().y() - 8),
                            m_icons.pixmap(index.data(iconRole).toString(), muted, 16,
                                           painter->device()->devicePixelRatioF()));
        const QRectF words = row.adjusted(34, 2, -6, -2);
        const auto line = [&](const QRectF &rect, const QFont &font, const QColor &ink,
                              const QString &text) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(rect, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
        };
        const double half = words.height() / 2;
        line({words.left(), words.top(), words.width(), half}, theme::sans(12, true),
             m_theme.color(Token::Text), index.data(Qt::DisplayRole).toString());
        line({words.left(), words.top() + half, words.width(), half}, theme::sans(11),
             index.data(differsRole).toBool() ? m_theme.severity(theme::Mark::High).ink : muted,
             index.data(sourceRole).toString());
        painter->restore();
    }

private:
    const theme::Theme &m_theme;
    const theme::Icons &m_icons;
};

} // namespace

OutcomeColumn::OutcomeColumn(QWidget *parent)
    : QWidget(parent)
    , m_outcome(label("title"))
    , m_advice(label("caption"))
    , m_conflicts(new QWidget)
    , m_conflictRows(new QVBoxLayout(m_conflicts))
    , m_heading(label("title"))
    , m_undo(label("caption", false))
    , m_steps(new QWidget)
    , m_stepRows(new QGridLayout(m_steps))
    , m_sum(label(""))
    , m_sumNote(label("caption"))
    , m_apply(new QPushButton)
    , m_answersTitle(label("title", false))
    , m_answers(new QListWidget)
{
    m_apply->setObjectName(QStringLiteral("decisionApply"));
    m_apply->setProperty("primary", true);
    m_sum->setObjectName(QStringLiteral("decisionCost"));
    m_sumNote->setObjectName(QStringLiteral("decisionUnpriced"));
    m_steps->setObjectName(QStringLiteral("decisionSteps"));
    m_answers->setObjectName(QStringLiteral("decisionWay"));
    m_answers->setFrameShape(QFrame::NoFrame);
    m_answers->setMouseTracking(true);
    m_answers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_answers->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_answers->setItemDelegate(new AnswerDelegate(m_answers, m_theme, m_icons));
    m_conflictRows->setContentsMargins(0, 0, 0, 0);
    m_conflictRows->setSpacing(6);
    m_stepRows->setContentsMargins(0, 0, 0, 0);
    m_stepRows->setHorizontalSpacing(8);
    m_stepRows->setVerticalSpacing(6);
    m_stepRows->setColumnStretch(1, 1);

    auto *heading = new QHBoxLayout;
    heading->addWidget(m_heading, 1);
    heading->addWidget(m_undo);
    auto *apply = new QHBoxLayout;
    apply->addWidget(m_apply);
    apply->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_outcome);
    column->addWidget(m_advice);
    column->addWidget(m_conflicts);
    column->addSpacing(6);
    column->addLayout(heading);
    column->addWidget(m_steps);
    column->addWidget(m_sum);
    column->addWidget(m_sumNote);
    column->addLayout(apply);
    column->addSpacing(10);
    column->addWidget(m_answersTitle);
    column->addWidget(m_answers);
    column->addStretch(1);

    connect(m_apply, &QPushButton::clicked, this, &OutcomeColumn::applyWanted);
    connect(m_answers, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT chosen(row);
    });
    retranslate();
    showNothing();
}

void OutcomeColumn::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_answers->viewport()->update();
}

void OutcomeColumn::retranslate()
{
    m_apply->setText(Words::tr("Apply to the drawing"));
    m_undo->setText(Words::tr("one undo step"));
    m_answersTitle->setText(Words::tr("Answers"));
    m_answers->setAccessibleName(Words::tr("Questions and answers"));
}

void OutcomeColumn::showNothing()
{
    showWalk({}, {}, {}, {});
    m_answersTitle->hide();
    m_heading->hide();
    m_undo->hide();
    m_steps->hide();
    m_sum->hide();
    m_sumNote->hide();
    m_apply->hide();
}

void OutcomeColumn::showWalk(const Comb &comb, const QString &outcome, const QString &advice,
                             const QList<Conflict> &conflicts)
{
    m_outcome->setText(outcome);
    m_outcome->setVisible(!outcome.isEmpty());
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    clear(*m_conflictRows);
    const theme::SeverityColors &high = m_theme.severity(theme::Mark::High);
    for (const Conflict &conflict : conflicts) {
        auto *card = label("");
        QString words = toString(conflict.what);
        if (!conflict.evidence.isEmpty())
            words += QLatin1Char('\n') + toString(conflict.evidence);
        card->setText(words);
        card->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 8px; "
                                           "padding: 8px 10px;")
                                .arg(high.soft.name(), m_theme.color(theme::Token::Text).name()));
        card->setAccessibleName(Words::tr("Answer and drawing differ"));
        m_conflictRows->addWidget(card);
    }
    m_conflicts->setVisible(!conflicts.isEmpty());

    const QSignalBlocker quiet(m_answers);
    m_answers->clear();
    for (const CombStep &step : comb.steps) {
        if (!step.reached)
            continue;
        const QString answer = answerLabel(step);
        // The answer first: it must not be what is cut off.
        auto *item = new QListWidgetItem(
            QStringLiteral("%1  %2 · %3")
                .arg(step.number)
                .arg(answer.isEmpty() ? QStringLiteral("?") : answer, translated(step.text)));
        QString source = sourceOf(step.answer);
        const QString why = step.answer.from == AnswerFrom::User
            ? (step.answer.reason.isEmpty() ? QString()
                                            : QStringLiteral("“%1”").arg(step.answer.reason))
            : toString(step.answer.evidence);
        if (!why.isEmpty())
            source += QStringLiteral(": ") + why;
        item->setData(sourceRole, source);
        item->setData(iconRole, sourceIcon(step.answer));
        item->setData(differsRole, step.conflict);
        item->setData(Qt::AccessibleTextRole, item->text() + QStringLiteral(" (%1)").arg(source));
        item->setToolTip(item->text() + QLatin1Char('\n') + source);
        m_answers->addItem(item);
    }
    m_answers->setFixedHeight(std::max(1, m_answers->count() * 40 + 2));
    m_answersTitle->setVisible(m_answers->count() > 0);
}

void OutcomeColumn::setCurrent(int step)
{
    const QSignalBlocker quiet(m_answers);
    m_answers->setCurrentRow(step);
}

void OutcomeColumn::showPlacement(const Expected<placement::Placement> *placement)
{
    clear(*m_stepRows);
    m_heading->show();
    m_steps->hide();
    m_sum->hide();
    m_sumNote->hide();
    m_apply->hide();
    m_undo->hide();
    if (!placement) {
        m_heading->setText(Words::tr("Working out what it takes …"));
        return;
    }
    if (!*placement) {
        // A question is open; the card asks it.
        m_heading->setVisible(!placement->error().isEmpty());
        m_heading->setText(Words::tr("Nothing can be applied"));
        QStringList lines;
        for (const Problem &problem : placement->error())
            lines.append(toString(problem));
        m_sumNote->setText(lines.join(QLatin1Char('\n')));
        m_sumNote->setVisible(!lines.isEmpty());
        return;
    }
    if ((*placement)->change.isEmpty()) {
        m_heading->setText((*placement)->left.isEmpty()
                               ? Words::tr("The drawing follows the outcome")
                               : Words::tr("Nothing to build"));
        return;
    }
    m_heading->setText(Words::tr("Bring the drawing in line"));
    m_undo->show();
    m_apply->show();
    fillSteps(**placement);
}

void OutcomeColumn::fillSteps(const placement::Placement &placement)
{
    QStringList unpriced;
    int row = 0;
    for (const placement::Step &step : placement.steps) {
        auto *icon = new QLabel;
        icon->setPixmap(m_icons.pixmap(iconOf(step.element, placement.change),
                                       m_theme.color(theme::Token::Muted), stepIcon,
                                       devicePixelRatioF()));
        icon->setAlignment(Qt::AlignTop);
        auto *words = label("");
        words->setText(toString(step.text));
        m_stepRows->addWidget(icon, row, 0, Qt::AlignTop);
        m_stepRows->addWidget(words, row, 1);
        if (step.perMonth) {
            auto *cost = label("", false);
            cost->setText(signedMoney(step.perMonth->value));
            cost->setFont(theme::sans(12, true));
            m_stepRows->addWidget(cost, row, 2, Qt::AlignTop | Qt::AlignRight);
        }
        for (const Text &reason : step.unpriced) {
            const QString line = toString(reason);
            if (!unpriced.contains(line))
                unpriced.append(line);
        }
        ++row;
    }
    m_steps->show();
    if (placement.costBefore && placement.costAfter) {
        m_sum->setText(
            Words::tr("A month: %1 becomes %2")
                .arg(money(placement.costBefore->value), money(placement.costAfter->value)));
        const double more = placement.costAfter->value - placement.costBefore->value;
        m_apply->setText(qAbs(more) < 0.005
                             ? Words::tr("Apply to the drawing")
                             : Words::tr("Apply, %1 a month").arg(signedMoney(more)));
    } else {
        m_sum->setText(Words::tr("What it costs a month is not known"));
        m_apply->setText(Words::tr("Apply to the drawing"));
    }
    m_sum->show();
    QStringList notes;
    if (!unpriced.isEmpty())
        notes.append(Words::tr("Not priced: %1").arg(unpriced.join(QLatin1Char(' '))));
    for (const Text &open : placement.open)
        notes.append(toString(open));
    m_sumNote->setText(notes.join(QLatin1Char('\n')));
    m_sumNote->setVisible(!notes.isEmpty());
}

} // namespace stratoplan::decision
