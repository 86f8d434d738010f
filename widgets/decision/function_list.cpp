// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/function_list.h"

#include "planner/model/names.h"
#include "widgets/decision/words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace stratoplan::decision {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int outcomeRole = Qt::UserRole + 1;
constexpr int stateRole = Qt::UserRole + 2; ///< in words
constexpr int standingRole = Qt::UserRole + 3;
constexpr int rowHeight = 62;

enum Standing
{
    Decided,
    Open,
    Differs
};

/// Who decided: the last person on the way, else the drawing.
QString deciderOf(const Walk &walk)
{
    for (auto answer = walk.answers.rbegin(); answer != walk.answers.rend(); ++answer) {
        if (answer->from == AnswerFrom::User)
            return sourceOf(*answer);
    }
    return walk.answers.isEmpty() ? QString() : sourceOf(walk.answers.last());
}

bool isOpen(const Walk &walk)
{
    return walk.answers.isEmpty() || walk.answers.last().answer.isEmpty();
}

} // namespace

class FunctionList::Delegate : public QStyledItemDelegate
{
public:
    explicit Delegate(FunctionList &list)
        : QStyledItemDelegate(&list)
        , m_list(list)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {160, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        using theme::Token;
        const theme::Theme &theme = m_list.m_theme;
        const auto standing = static_cast<Standing>(index.data(standingRole).toInt());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(2, 2, -6, -2);
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(isCurrent ? Token::AccentSoft : Token::Sunken));
            painter->drawRoundedRect(row, 6, 6);
        }
        if (isCurrent) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(Token::Accent));
            painter->drawRoundedRect(QRectF(row.left(), row.top(), 3, row.height()), 1.5, 1.5);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.color(Token::Accent), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const theme::CategoryColors &tint = theme.category(catalog::Category::Compute);
        const QRectF tile(row.left() + 12, row.center().y() - 14, 28, 28);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tint.soft);
        painter->drawRoundedRect(tile, 6, 6);
        painter->drawPixmap(tile.topLeft() + QPointF(5, 5),
                            m_list.m_icons.pixmap(QStringLiteral("function"), tint.icon, 18,
                                                  painter->device()->devicePixelRatioF()));
        paintStanding(*painter, QRectF(row.right() - 26, row.center().y() - 9, 18, 18), standing);
        const auto line = [&](int number, const QFont &font, const QColor &ink,
                              const QString &text) {
            const QRectF rect(tile.right() + 10, row.top() + 4 + number * 17,
                              row.right() - 34 - tile.right() - 10, 17);
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(rect, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
        };
        line(0, theme::sans(13, true), theme.color(Token::Text),
             index.data(Qt::DisplayRole).toString());
        line(1, theme::sans(12), theme.color(Token::Text), index.data(outcomeRole).toString());
        const QColor ink = standing == Differs ? theme.severity(theme::Mark::High).ink
            : standing == Open                 ? theme.severity(theme::Mark::Unanswered).ink
                                               : theme.color(Token::Muted);
        line(2, theme::sans(11), ink, index.data(stateRole).toString());
        painter->restore();
    }

private:
    void paintStanding(QPainter &painter, const QRectF &rect, Standing standing) const
    {
        using theme::Token;
        const theme::Theme &theme = m_list.m_theme;
        if (standing != Decided) {
            theme::paintSeverity(painter, rect,
                                 standing == Differs ? theme::Mark::High : theme::Mark::Unanswered,
                                 theme);
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Ok));
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
        painter.drawPixmap(rect.topLeft() + QPointF(3, 3),
                           m_list.m_icons.pixmap(QStringLiteral("check"),
                                                 theme.color(Token::OnAccent), 12,
                                                 painter.device()->devicePixelRatioF()));
    }

    const FunctionList &m_list;
};

FunctionList::FunctionList(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("decisionFunctions"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new Delegate(*this));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
}

FunctionList::~FunctionList() = default;

void FunctionList::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

void FunctionList::setAnalysis(const AnalysisPointer &analysis, ElementId wish)
{
    m_analysis = analysis;
    const ElementId before = function();
    const QSignalBlocker quiet(this);
    clear();
    fill();
    int row = rowOf(wish);
    if (row < 0)
        row = rowOf(before);
    setCurrentRow(row < 0 && count() > 0 ? 0 : row);
}

void FunctionList::fill()
{
    if (!m_analysis)
        return;
    const Names names(*m_analysis->design);
    for (const Walk &walk : m_analysis->decisions) {
        const QString label = translated(outcomeLabel(m_analysis->tree, walk));
        const QString outcome = label.isEmpty() ? Words::tr("a question is open") : label;
        Standing standing = Decided;
        QString state = deciderOf(walk);
        if (isOpen(walk)) {
            standing = Open;
            const Question *question = m_analysis->tree.question(
                walk.answers.isEmpty() ? QString() : walk.answers.last().question);
            state = question ? translated(question->text) : QString();
        }
        if (!walk.conflicts.isEmpty()) {
            standing = Differs;
            state = Words::tr("differs from the drawing");
        }
        auto *item = new QListWidgetItem(names.shown(walk.function));
        item->setData(idRole, walk.function.value);
        item->setData(outcomeRole, outcome);
        item->setData(stateRole, state);
        item->setData(standingRole, standing);
        QString spoken = names.shown(walk.function) + QStringLiteral(": ") + outcome;
        if (standing != Decided && state != outcome)
            spoken += QStringLiteral("; ") + state;
        item->setData(Qt::AccessibleTextRole, spoken);
        item->setToolTip(spoken);
        addItem(item);
    }
}

ElementId FunctionList::function() const
{
    const QListWidgetItem *item = currentItem();
    return item ? ElementId{item->data(idRole).toUInt()} : ElementId{};
}

int FunctionList::rowOf(ElementId function) const
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(idRole).toUInt() == function.value)
            return row;
    }
    return -1;
}

int FunctionList::nextOpenRow() const
{
    if (!m_analysis)
        return -1;
    const int from = currentRow() + 1;
    for (int i = 0; i < count(); ++i) {
        const int row = (from + i) % count();
        if (isOpen(m_analysis->decisions.at(row)))
            return row;
    }
    return -1;
}

int FunctionList::decided() const
{
    int number = 0;
    for (const Walk &walk : m_analysis ? m_analysis->decisions : QList<Walk>())
        number += isOpen(walk) ? 0 : 1;
    return number;
}

} // namespace stratoplan::decision
