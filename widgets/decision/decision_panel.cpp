// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision/decision_panel.h"

#include "planner/decision/choice.h"
#include "planner/model/names.h"
#include "widgets/decision/comb_view.h"
#include "widgets/decision/function_list.h"
#include "widgets/decision/outcome_column.h"
#include "widgets/decision/question_card.h"
#include "widgets/decision/words.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::decision {

namespace {

constexpr int functionsWidth = 276;
constexpr int sideWidth = 330;
constexpr int lowSideWidth = 300;
constexpr double lowSideShare = 0.45;
constexpr int leastWidth = 200;
constexpr int leastCardWidth = 560;
/// Below this the picture of the tree would show nothing.
constexpr int lowHeight = 460;
/// Of the height, that the question may take from the tree.
constexpr double cardShare = 0.5;

QScrollArea *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

} // namespace

DecisionPanel::DecisionPanel(DesignDocument &document, Selection &selection,
                             std::shared_ptr<const catalog::Catalog> catalog, QList<Tree> trees,
                             QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_trees(std::move(trees))
    , m_work([this](const Outlook &outlook) { showOutlook(outlook); })
    , m_title(new QLabel)
    , m_decided(new QLabel)
    , m_progress(new QProgressBar)
    , m_functions(new FunctionList)
    , m_askAll(new QPushButton)
    , m_treeBox(new QComboBox)
    , m_treeFaults(new QLabel)
    , m_card(new QuestionCard)
    , m_combView(new CombView)
    , m_side(new OutcomeColumn)
{
    m_title->setProperty("role", QStringLiteral("title"));
    m_decided->setProperty("role", QStringLiteral("caption"));
    m_progress->setTextVisible(false);
    m_askAll->setObjectName(QStringLiteral("decisionAskAll"));
    m_askAll->setCheckable(true);
    m_treeBox->setObjectName(QStringLiteral("decisionTrees"));
    m_treeBox->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_treeFaults->setObjectName(QStringLiteral("decisionTreeFaults"));
    m_treeFaults->setWordWrap(true);
    m_treeFaults->setTextFormat(Qt::PlainText);
    m_treeFaults->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_treeFaults->hide();
    m_cardArea = scrolling(m_card);
    m_cardArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_combArea = scrolling(m_combView);
    m_sideArea = scrolling(m_side);
    m_sideArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *left = new QWidget;
    left->setFixedWidth(functionsWidth);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_decided);
    auto *functions = new QVBoxLayout(left);
    functions->setContentsMargins(8, 8, 8, 8);
    functions->setSpacing(6);
    functions->addLayout(head);
    functions->addWidget(m_progress);
    functions->addWidget(m_functions, 1);
    functions->addWidget(m_treeFaults);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(6);
    foot->addWidget(m_treeBox, 1);
    foot->addWidget(m_askAll);
    functions->addLayout(foot);

    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(8, 8, 8, 8);
    middle->setSpacing(8);
    middle->addWidget(m_cardArea);
    middle->addWidget(m_combArea, 1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(left);
    layout->addLayout(middle, 1);
    layout->addWidget(m_sideArea);
    connectParts();
    retranslate();
}

DecisionPanel::~DecisionPanel()
{
    // A field with the keyboard tells of its text when it loses it, before the card goes.
    m_card->disconnect(this);
}

void DecisionPanel::connectParts()
{
    connect(m_functions, &QListWidget::currentRowChanged, this, [this] {
        if (function())
            m_selection.set({function()});
        showFunction();
    });
    connect(&m_selection, &Selection::changed, this, &DecisionPanel::followSelection);
    connect(m_card, &QuestionCard::answered, this, &DecisionPanel::answer);
    connect(m_card, &QuestionCard::withdrawn, this, &DecisionPanel::withdraw);
    connect(m_card, &QuestionCard::backWanted, this, &DecisionPanel::back);
    connect(m_card, &QuestionCard::nextFunctionWanted, this, &DecisionPanel::nextFunction);
    connect(m_card, &QuestionCard::evidenceWanted, this, [this] {
        if (m_step >= 0)
            m_selection.reveal(m_comb.steps.at(m_step).answer.elements);
    });
    connect(m_card, &QuestionCard::remarked, this, [this] {
        if (m_step < 0)
            return;
        const Answer &shown = m_comb.steps.at(m_step).answer;
        m_card->markGiven();
        if (shown.by != m_card->by() || shown.reason != m_card->reason()) {
            changeAnswer(tr("Say why"),
                         DecisionAnswer{shown.question, shown.answer, m_card->by(), shown.date,
                                        m_card->reason()});
        }
    });
    connect(m_combView, &CombView::chosen, this, &DecisionPanel::showStep);
    connect(m_side, &OutcomeColumn::chosen, this, &DecisionPanel::showStep);
    connect(m_side, &OutcomeColumn::applyWanted, this, &DecisionPanel::apply);
    connect(m_askAll, &QPushButton::clicked, this, [this](bool checked) {
        if (checked)
            askAllOpen();
        else
            m_asksAll = false;
    });
    connect(m_treeBox, &QComboBox::activated, this, &DecisionPanel::chooseTree);
    for (QWidget *widget : std::initializer_list<QWidget *>{
             m_functions, m_side->answers(), m_combView, m_side->applyButton(), m_askAll})
        watch(widget);
}

// Lists and buttons take letters and arrows for themselves, and the window has shortcuts of its
// own; while one of ours has the keyboard, an answer's key is an answer.
void DecisionPanel::watch(QWidget *widget)
{
    widget->installEventFilter(this);
}

const Branch *DecisionPanel::branchOf(int key) const
{
    const Question *asked = question();
    if (!asked || !m_comb.steps.at(m_step).reached)
        return nullptr;
    for (const Branch &branch : asked->branches) {
        if (keyOf(*asked, branch.answer).unicode() == static_cast<char32_t>(key))
            return &branch;
    }
    return nullptr;
}

bool DecisionPanel::isOurs(int key) const
{
    return key == Qt::Key_Left || key == Qt::Key_Right || branchOf(key);
}

void DecisionPanel::press(int key)
{
    if (key == Qt::Key_Left)
        back();
    else if (key == Qt::Key_Right)
        nextFunction();
    else if (const Branch *branch = branchOf(key))
        answer(QString(branch->answer)); // a copy: answering replaces the tree that it stands in
}

bool DecisionPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isPlain
            = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
        if (isPlain && isOurs(key->key())) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                press(key->key());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

ElementId DecisionPanel::function() const
{
    return m_functions->function();
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

const Question *DecisionPanel::question() const
{
    return m_analysis && m_step >= 0 && m_step < m_comb.steps.size()
        ? m_analysis->tree.question(m_comb.steps.at(m_step).question)
        : nullptr;
}

void DecisionPanel::setTheme(const theme::Theme &theme)
{
    m_functions->setTheme(theme);
    m_card->setTheme(theme);
    m_combView->setTheme(theme);
    m_side->setTheme(theme);
    m_treeFaults->setStyleSheet(
        QStringLiteral("color: %1").arg(theme.severity(theme::Mark::High).ink.name()));
    showFunction();
}

void DecisionPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    m_functions->setAnalysis(analysis, m_selection.current());
    fillTrees();
    showProgress();
    showFunction();
    if (m_asksAll && m_comb.openStep() < 0)
        askAllOpen();
}

void DecisionPanel::retranslate()
{
    m_title->setText(tr("Functions"));
    m_functions->setAccessibleName(tr("Functions"));
    m_askAll->setText(tr("Ask all open"));
    m_askAll->setToolTip(tr("Go from one open question to the next, over all functions"));
    m_treeBox->setAccessibleName(tr("Decision tree"));
    m_treeBox->setToolTip(tr("The decision tree that the functions are walked through"));
    m_card->retranslate();
    m_side->retranslate();
    fillTrees();
    showProgress();
    showFunction();
}

void DecisionPanel::showProgress()
{
    const int all = m_functions->count();
    const int decided = m_functions->decided();
    m_decided->setText(all > 0 ? tr("%1 of %2 decided").arg(decided).arg(all) : QString());
    m_progress->setRange(0, std::max(1, all));
    m_progress->setValue(decided);
    m_askAll->setEnabled(decided < all);
    if (decided == all)
        m_asksAll = false;
    m_askAll->setChecked(m_asksAll);
}

// ---- the tree

void DecisionPanel::fillTrees()
{
    QList<std::pair<QString, QString>> lines; // name and id
    const TreeChoice &choice = m_document.design().settings().decisionTree;
    for (const Tree &tree : m_trees) {
        if (choice.text.isEmpty() || tree.id != choice.id)
            lines.append({translated(tree.name), tree.id});
    }
    if (!choice.text.isEmpty()) {
        const bool isRead = m_analysis && m_analysis->tree.id == choice.id;
        lines.append({isRead ? translated(m_analysis->tree.name) : choice.id, choice.id});
    }
    const QString own = tr("A tree of your own …");
    const QSignalBlocker quiet(m_treeBox);
    // The list may be open: it is made anew where something in it is other.
    const auto isSame = [&] {
        if (m_treeBox->count() != int(lines.size()) + 2
            || m_treeBox->itemText(m_treeBox->count() - 1) != own)
            return false;
        for (int i = 0; i < lines.size(); ++i) {
            if (m_treeBox->itemText(i) != lines.at(i).first
                || m_treeBox->itemData(i).toString() != lines.at(i).second)
                return false;
        }
        return true;
    };
    if (!isSame()) {
        m_treeBox->clear();
        for (const auto &[name, id] : lines)
            m_treeBox->addItem(name, id);
        m_treeBox->insertSeparator(m_treeBox->count());
        m_treeBox->addItem(own);
    }
    m_treeBox->setCurrentIndex(m_treeBox->findData(treeIdOf(m_document.design().settings())));
}

void DecisionPanel::chooseTree(int index)
{
    const QString id = m_treeBox->itemData(index).toString();
    if (id.isEmpty()) {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a decision tree"), QFileInfo(m_document.path()).absolutePath(),
            tr("Decision trees (*.yaml *.yml)"));
        fillTrees();
        if (!path.isEmpty())
            openTree(path);
        return;
    }
    m_treeFaults->hide();
    if (id == treeIdOf(m_document.design().settings()))
        return;
    setTree({id, {}, {}});
}

bool DecisionPanel::openTree(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    QStringList faults;
    if (!file.open(QIODevice::ReadOnly)) {
        faults.append(tr("%1 cannot be read: %2").arg(name, file.errorString()));
    } else {
        const Expected<TreeChoice> own = ownTree(file.readAll(), name);
        if (own) {
            m_treeFaults->hide();
            setTree(*own);
            return true;
        }
        for (const Problem &problem : own.error())
            faults.append(toString(problem));
    }
    m_treeFaults->setText(faults.join(QLatin1Char('\n')));
    m_treeFaults->show();
    return false;
}

void DecisionPanel::setTree(const TreeChoice &choice)
{
    DocumentEdit edit = m_document.edit(tr("Choose a decision tree"));
    Settings settings = edit.settings();
    settings.decisionTree = choice;
    edit.setSettings(settings);
    edit.commit();
}

// ---- the function

void DecisionPanel::followSelection()
{
    const int row = m_functions->rowOf(m_selection.current());
    if (row < 0 || row == m_functions->currentRow())
        return;
    const QSignalBlocker quiet(m_functions);
    m_functions->setCurrentRow(row);
    showFunction();
}

void DecisionPanel::showFunction()
{
    const Walk *walked = walk();
    m_comb = walked ? comb(m_analysis->tree, *walked) : Comb();
    m_combView->setComb(m_comb);
    if (!walked) {
        m_step = -1;
        m_card->showNothing(tr("No function is drawn yet."),
                            tr("Place one and its decision stands here."));
        m_side->showNothing();
        fit();
        return;
    }
    const Outcome *outcome = m_analysis->tree.outcome(walked->outcome);
    m_side->showWalk(m_comb, translated(outcomeLabel(m_analysis->tree, *walked)),
                     outcome ? translated(outcome->advice) : QString(), walked->conflicts);
    const int open = m_comb.openStep();
    int last = 0;
    for (int i = 0; i < m_comb.steps.size(); ++i) {
        if (m_comb.steps.at(i).reached)
            last = i;
    }
    // Whoever writes is not taken to another question by what an edit elsewhere brings.
    const int written = m_comb.stepOf(m_card->writtenTo(function()));
    const bool stays = written >= 0 && m_comb.steps.at(written).reached;
    showStep(stays ? written : open >= 0 ? open : last);
    requestOutlook();
}

void DecisionPanel::showStep(int step)
{
    m_step = step;
    const Question *asked = question();
    if (!asked)
        return;
    const Names names(*m_analysis->design);
    m_card->show(function(), names.shown(function()), m_comb.steps.at(step),
                 int(m_comb.steps.size()), *asked);
    const QList<QPushButton *> answers = m_card->answers();
    for (QPushButton *button : answers)
        watch(button);
    m_combView->setCurrent(step);
    m_side->setCurrent(step);
    reveal();
    fit();
}

void DecisionPanel::reveal()
{
    if (m_step < 0)
        return;
    const QRect box = m_combView->boxOf(m_step).toRect();
    m_combArea->ensureVisible(box.left(), box.top(), 0, 16);
    // The outcome at the foot belongs to the last question.
    const bool isLast = m_step == int(m_comb.steps.size()) - 1;
    m_combArea->ensureVisible(box.left(), isLast ? m_combView->sizeHint().height() : box.bottom(),
                              0, 48);
}

void DecisionPanel::back()
{
    if (m_step > 0)
        showStep(m_step - 1);
}

void DecisionPanel::nextFunction()
{
    if (m_functions->count() > 0)
        m_functions->setCurrentRow((m_functions->currentRow() + 1) % m_functions->count());
}

void DecisionPanel::askAllOpen()
{
    m_asksAll = true;
    if (m_comb.openStep() >= 0)
        return;
    const int row = m_functions->nextOpenRow();
    if (row >= 0)
        m_functions->setCurrentRow(row);
    else
        m_asksAll = false;
    showProgress();
}

// ---- answers

void DecisionPanel::changeAnswer(const QString &name, const std::optional<DecisionAnswer> &answer)
{
    const Walk *walked = walk();
    const Function *element = m_document.design().get<Function>(function());
    const Question *asked = question();
    if (!walked || !element || !asked)
        return;
    Decision decision = element->decision;
    QList<DecisionAnswer> &answers = decision.answers[walked->tree];
    answers.removeIf([asked](const DecisionAnswer &each) { return each.question == asked->id; });
    if (answer)
        answers.append(*answer);
    if (answers.isEmpty())
        decision.answers.remove(walked->tree);
    DocumentEdit edit = m_document.edit(name);
    edit.set(element->id, &Function::decision, decision);
    edit.commit();
}

void DecisionPanel::answer(const QString &answer)
{
    const Function *element = m_document.design().get<Function>(function());
    const Question *asked = question();
    if (!element || !asked || !asked->branch(answer))
        return;
    // The date is the design's: a person's answer belongs to the version that is being reviewed.
    const QDate date = m_document.design().settings().date;
    m_card->markGiven();
    changeAnswer(tr("Answer a question about %1").arg(element->name),
                 DecisionAnswer{asked->id, answer, m_card->by(),
                                date.isValid() ? date : QDate::currentDate(), m_card->reason()});
}

void DecisionPanel::withdraw()
{
    if (const Function *element = m_document.design().get<Function>(function()))
        changeAnswer(tr("Clear an answer about %1").arg(element->name), std::nullopt);
}

// ---- what the outcome takes

void DecisionPanel::requestOutlook()
{
    const Walk *walked = walk();
    if (m_outlook && m_outlook->analysis == m_analysis && m_outlook->function == function()) {
        m_side->showPlacement(m_outlook->placement.get());
        return;
    }
    m_outlook.reset();
    if (!walked || walked->outcome.isEmpty()) {
        const Expected<placement::Placement> open = failure(Problems());
        m_side->showPlacement(&open);
        return;
    }
    m_side->showPlacement(nullptr);
    m_work.request(
        [analysis = m_analysis, id = function(), catalog = m_catalog](const std::stop_token &) {
            placement::Options options;
            options.zonesLost = analysis->network.zonesLost;
            return Outlook{analysis, id,
                           std::make_shared<Expected<placement::Placement>>(placement::place(
                               analysis->tree, id, *analysis->design, *catalog, options))};
        });
}

void DecisionPanel::showOutlook(const Outlook &outlook)
{
    if (outlook.analysis != m_analysis || outlook.function != function())
        return;
    m_outlook = outlook;
    m_side->showPlacement(outlook.placement.get());
}

void DecisionPanel::apply()
{
    const Function *element = m_document.design().get<Function>(function());
    if (!element || !m_outlook || m_outlook->function != function() || !*m_outlook->placement)
        return;
    // What was worked out for an older design is refused, and worked out anew soon.
    m_document.apply(tr("Bring %1 in line with its decision").arg(element->name),
                     (*m_outlook->placement)->change);
}

// ---- room

void DecisionPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
    // Once the parts have their new sizes.
    QMetaObject::invokeMethod(this, &DecisionPanel::reveal, Qt::QueuedConnection);
}

void DecisionPanel::fit()
{
    const bool isLow = height() < lowHeight;
    if (isLow != m_isLow || m_combArea->isHidden() != isLow) {
        m_isLow = isLow;
        m_card->setLow(isLow);
        m_combArea->setVisible(!isLow);
        m_functions->scrollToItem(m_functions->currentItem());
    }
    // In a narrow pane the question comes first.
    const int rest = width() - functionsWidth;
    m_sideArea->setVisible(rest >= 2 * leastWidth);
    m_sideArea->setFixedWidth(isLow ? std::clamp(int(rest * lowSideShare), leastWidth, lowSideWidth)
                                    : std::clamp(rest - leastCardWidth, lowSideWidth, sideWidth));
    if (isLow) {
        m_cardArea->setMinimumHeight(0);
        m_cardArea->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    const int room = m_cardArea->viewport()->width();
    const int wanted = m_card->layout()->hasHeightForWidth()
        ? m_card->layout()->totalHeightForWidth(room)
        : m_card->sizeHint().height();
    m_cardArea->setFixedHeight(std::min(wanted + 2, int(height() * cardShare)));
}

} // namespace stratoplan::decision
