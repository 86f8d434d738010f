// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/decision_panel.h"

#include "planner/model/names.h"
#include "widgets/decision/flow_layout.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::decision {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int stateRole = Qt::UserRole + 1; ///< how the decision stands, in words
constexpr int inkRole = Qt::UserRole + 2; ///< token or severity of the state: a QColor
constexpr int functionRow = 42;
constexpr int sourceWidth = 150;

/// The trees are data; their texts are translated under one context.
QString translated(const QString &text)
{
    return text.isEmpty() ? text
                          : QCoreApplication::translate("DecisionTree", text.toUtf8().constData());
}

QString sourceOf(const Answer &answer)
{
    switch (answer.from) {
    case AnswerFrom::User:
        return answer.by.isEmpty() ? DecisionPanel::tr("answered here")
                                   : DecisionPanel::tr("answered by %1").arg(answer.by);
    case AnswerFrom::Drawing:
    case AnswerFrom::Template: {
        const QString from = answer.from == AnswerFrom::Drawing
            ? DecisionPanel::tr("from the drawing")
            : DecisionPanel::tr("from the template");
        return answer.evidence.isEmpty() ? from
                                         : from + QLatin1String(": ") + toString(answer.evidence);
    }
    case AnswerFrom::Open:
        break;
    }
    return DecisionPanel::tr("open");
}

QString labelOf(const CombStep &step)
{
    if (step.answer.answer.isEmpty())
        return {};
    if (step.answer.answer == step.down)
        return translated(step.downLabel);
    for (const CombExit &way : step.exits) {
        if (way.answer == step.answer.answer)
            return translated(way.label);
    }
    return step.answer.answer;
}

QLabel *wrapping(const QString &role)
{
    auto *label = new QLabel;
    label->setProperty("role", role);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

/// Two lines: the function, and how its decision stands.
class DecisionPanel::FunctionDelegate : public QStyledItemDelegate
{
public:
    explicit FunctionDelegate(const DecisionPanel &panel)
        : m_panel(panel)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {160, functionRow};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const theme::Theme &theme = m_panel.m_theme;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(0, 1, -4, -1);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        if (current || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(
                theme.color(current ? theme::Token::AccentSoft : theme::Token::Sunken));
            painter->drawRoundedRect(row, 6, 6);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.color(theme::Token::Accent), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const auto line = [&](const QRectF &rect, const QFont &font, const QColor &ink,
                              const QString &text) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(rect, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
        };
        const QRectF words = row.adjusted(8, 3, -8, -3);
        const double half = words.height() / 2;
        line({words.left(), words.top(), words.width(), half}, theme::sans(12, true),
             theme.color(theme::Token::Text), index.data(Qt::DisplayRole).toString());
        line({words.left(), words.top() + half, words.width(), half}, theme::sans(11),
             index.data(inkRole).value<QColor>(), index.data(stateRole).toString());
        painter->restore();
    }

private:
    const DecisionPanel &m_panel;
};

DecisionPanel::DecisionPanel(DesignDocument &document, Selection &selection, QList<Tree> trees,
                             QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_trees(std::move(trees))
    , m_functions(new QListWidget)
    , m_progress(wrapping(QStringLiteral("caption")))
    , m_question(wrapping({}))
    , m_reason(wrapping(QStringLiteral("caption")))
    , m_buttons(new QWidget)
    , m_buttonRow(new FlowLayout(m_buttons))
    , m_withdraw(new QPushButton(m_buttons))
    , m_way(new QTreeWidget)
    , m_outcome(wrapping(QStringLiteral("title")))
    , m_advice(wrapping({}))
    , m_conflicts(wrapping({}))
{
    m_question->setFont(theme::sans(17, true));
    m_functions->setFixedWidth(210);
    m_functions->setFrameShape(QFrame::NoFrame);
    m_functions->setObjectName(QStringLiteral("decisionFunctions"));
    m_functions->setItemDelegate(new FunctionDelegate(*this));
    m_functions->setMouseTracking(true);
    m_functions->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_buttonRow->setContentsMargins(0, 0, 0, 0);
    m_buttonRow->setSpacing(6);
    m_withdraw->setProperty("quiet", true);
    m_way->setRootIsDecorated(false);
    m_way->setFrameShape(QFrame::NoFrame);
    m_way->setColumnCount(3);
    m_way->header()->setStretchLastSection(false);
    m_way->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_way->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_way->header()->setSectionResizeMode(2, QHeaderView::Interactive);
    m_way->header()->resizeSection(2, sourceWidth);
    m_way->setIndentation(0);
    m_way->setObjectName(QStringLiteral("decisionWay"));

    auto *asked = new QWidget;
    asked->setBackgroundRole(QPalette::Base);
    auto *left = new QVBoxLayout(asked);
    left->setContentsMargins(0, 0, 8, 0);
    left->setSpacing(6);
    left->addWidget(m_progress);
    left->addWidget(m_question);
    left->addWidget(m_reason);
    left->addWidget(m_buttons);
    left->addWidget(m_outcome);
    left->addWidget(m_advice);
    left->addWidget(m_conflicts);
    left->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(asked);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_functions);
    layout->addWidget(scroll, 4);
    layout->addWidget(m_way, 6);

    connect(m_functions, &QListWidget::currentRowChanged, this, [this] {
        if (function())
            m_selection.set({function()});
        showFunction();
    });
    connect(&m_selection, &Selection::changed, this, &DecisionPanel::followSelection);
    connect(m_withdraw, &QPushButton::clicked, this, &DecisionPanel::withdraw);
    connect(m_way, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item)
            showStep(m_way->indexOfTopLevelItem(item));
    });
    retranslate();
}

DecisionPanel::~DecisionPanel() = default;

ElementId DecisionPanel::function() const
{
    const QListWidgetItem *item = m_functions->currentItem();
    return item ? ElementId{item->data(idRole).toUInt()} : ElementId{};
}

const Walk *DecisionPanel::walk() const
{
    if (!m_analysis)
        return nullptr;
    for (const Walk &each : m_analysis->decisions) {
        if (each.function == function())
            return &each;
    }
    return nullptr;
}

const Tree *DecisionPanel::tree() const
{
    const Walk *walked = walk();
    for (const Tree &each : m_trees) {
        if (walked && each.id == walked->tree)
            return &each;
    }
    return nullptr;
}

void DecisionPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fillFunctions();
    showFunction();
}

void DecisionPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    fillFunctions();
    showFunction();
}

void DecisionPanel::retranslate()
{
    m_functions->setAccessibleName(tr("Functions"));
    m_way->setAccessibleName(tr("Questions and answers"));
    m_way->setHeaderLabels({tr("Question"), tr("Answer"), tr("Where from")});
    m_withdraw->setText(tr("Clear the answer"));
    showFunction();
}

void DecisionPanel::fillFunctions()
{
    const ElementId wish = m_selection.current();
    const ElementId before = function();
    const QSignalBlocker quiet(m_functions);
    m_functions->clear();
    if (!m_analysis)
        return;
    const Names names(*m_analysis->design);
    int row = -1;
    for (const Walk &each : m_analysis->decisions) {
        const auto walked = std::find_if(m_trees.begin(), m_trees.end(),
                                         [&](const Tree &tree) { return tree.id == each.tree; });
        const Outcome *outcome = walked == m_trees.end() ? nullptr : walked->outcome(each.outcome);
        QString state = outcome ? translated(outcome->label) : tr("a question is open");
        QColor ink = outcome ? m_theme.color(theme::Token::Muted)
                             : m_theme.severity(theme::Mark::Unanswered).ink;
        if (!each.conflicts.isEmpty()) {
            state = tr("differs from the drawing");
            ink = m_theme.severity(theme::Mark::High).ink;
        }
        auto *item = new QListWidgetItem(names.shown(each.function));
        item->setData(idRole, each.function.value);
        item->setData(stateRole, state);
        item->setData(inkRole, ink);
        item->setData(Qt::AccessibleTextRole,
                      names.shown(each.function) + QStringLiteral(": ") + state);
        item->setToolTip(item->data(Qt::AccessibleTextRole).toString());
        m_functions->addItem(item);
        if (each.function == wish || (row < 0 && each.function == before))
            row = m_functions->count() - 1;
    }
    m_functions->setCurrentRow(row < 0 && m_functions->count() > 0 ? 0 : row);
}

void DecisionPanel::followSelection()
{
    for (int row = 0; row < m_functions->count(); ++row) {
        if (m_functions->item(row)->data(idRole).toUInt() == m_selection.current().value
            && m_functions->currentRow() != row) {
            const QSignalBlocker quiet(m_functions);
            m_functions->setCurrentRow(row);
            showFunction();
            return;
        }
    }
}

void DecisionPanel::showFunction()
{
    const QSignalBlocker quiet(m_way);
    m_way->clear();
    const Walk *walked = walk();
    const Tree *walkedTree = tree();
    m_comb = walked && walkedTree ? comb(*walkedTree, *walked) : Comb();
    m_outcome->clear();
    m_advice->clear();
    m_conflicts->clear();
    if (!walked || !walkedTree) {
        m_step = -1;
        m_progress->clear();
        m_question->setText(tr("No function is drawn yet."));
        m_reason->setText(tr("Place one and its decision stands here."));
        showStep(-1);
        return;
    }
    for (const CombStep &step : std::as_const(m_comb.steps)) {
        auto *item = new QTreeWidgetItem(
            {QStringLiteral("%1  %2").arg(step.number).arg(translated(step.text)), labelOf(step),
             step.reached ? sourceOf(step.answer) : QString()});
        item->setToolTip(0, translated(step.text) + QLatin1Char('\n') + translated(step.reason));
        item->setToolTip(2, item->text(2));
        if (!step.reached) {
            for (int column = 0; column < 3; ++column)
                item->setForeground(column, m_theme.color(theme::Token::Faint));
        } else if (step.conflict) {
            item->setForeground(1, m_theme.severity(Severity::High).ink);
        }
        m_way->addTopLevelItem(item);
    }
    const Outcome *outcome = walkedTree->outcome(walked->outcome);
    if (outcome) {
        m_outcome->setText(translated(outcome->label));
        m_advice->setText(translated(outcome->advice));
    }
    QStringList conflicts;
    for (const Conflict &conflict : walked->conflicts)
        conflicts.append(toString(conflict.what));
    m_conflicts->setText(conflicts.join(QLatin1Char('\n')));
    m_conflicts->setStyleSheet(
        QStringLiteral("color: %1").arg(m_theme.severity(Severity::High).ink.name()));
    const int open = m_comb.openStep();
    int last = 0;
    for (int i = 0; i < m_comb.steps.size(); ++i) {
        if (m_comb.steps.at(i).reached)
            last = i;
    }
    showStep(open >= 0 ? open : last);
}

void DecisionPanel::showStep(int step)
{
    m_step = step;
    // Who answers by keyboard goes on by keyboard.
    const bool hadFocus = m_buttons->isAncestorOf(QApplication::focusWidget());
    while (QLayoutItem *item = m_buttonRow->takeAt(0)) {
        if (item->widget() && item->widget() != m_withdraw) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_withdraw->hide();
    if (step < 0 || step >= m_comb.steps.size())
        return;
    const CombStep &shown = m_comb.steps.at(step);
    m_progress->setText(tr("Question %1 of %2").arg(shown.number).arg(m_comb.steps.size()));
    m_question->setText(translated(shown.text));
    m_reason->setText(translated(shown.reason));
    const Tree *walkedTree = tree();
    const Question *question = walkedTree ? walkedTree->question(shown.question) : nullptr;
    if (!question || !shown.reached)
        return;
    for (const Branch &branch : question->branches) {
        auto *button
            = new QPushButton(branch.label.isEmpty() ? branch.answer : translated(branch.label));
        button->setProperty("primary", branch.answer == shown.answer.answer);
        button->setObjectName(QStringLiteral("answer-") + branch.answer);
        connect(button, &QPushButton::clicked, this,
                [this, given = branch.answer] { answer(given); });
        m_buttonRow->addWidget(button);
        // Layouts show their widgets later, and what is hidden takes no focus.
        button->show();
        if (hadFocus && m_buttonRow->count() == 1)
            button->setFocus();
    }
    if (shown.answer.from == AnswerFrom::User) {
        m_buttonRow->addWidget(m_withdraw);
        m_withdraw->show();
    }
}

void DecisionPanel::answer(const QString &answer)
{
    const Walk *walked = walk();
    const Function *element = m_document.design().get<Function>(function());
    if (!walked || !element || m_step < 0 || m_step >= m_comb.steps.size())
        return;
    const QString question = m_comb.steps.at(m_step).question;
    Decision decision = element->decision;
    QList<DecisionAnswer> &answers = decision.answers[walked->tree];
    answers.removeIf([&question](const DecisionAnswer &each) { return each.question == question; });
    DecisionAnswer given;
    given.question = question;
    given.answer = answer;
    // The date is the design's: a person's answer belongs to the version that is being reviewed.
    given.date = m_document.design().settings().date;
    answers.append(given);
    DocumentEdit edit = m_document.edit(tr("Answer a question about %1").arg(element->name));
    edit.set(element->id, &Function::decision, decision);
    edit.commit();
}

void DecisionPanel::withdraw()
{
    const Walk *walked = walk();
    const Function *element = m_document.design().get<Function>(function());
    if (!walked || !element || m_step < 0 || m_step >= m_comb.steps.size())
        return;
    const QString question = m_comb.steps.at(m_step).question;
    Decision decision = element->decision;
    decision.answers[walked->tree].removeIf(
        [&question](const DecisionAnswer &each) { return each.question == question; });
    if (decision.answers.value(walked->tree).isEmpty())
        decision.answers.remove(walked->tree);
    DocumentEdit edit = m_document.edit(tr("Clear an answer about %1").arg(element->name));
    edit.set(element->id, &Function::decision, decision);
    edit.commit();
}

} // namespace stratoplan::decision
