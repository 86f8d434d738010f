// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/changes_view.h"

#include "planner/sam/patch_diff.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::templates {

namespace {

using theme::Token;

constexpr int leastNoticesHeight = 34;
constexpr double noticesShare = 0.3; ///< of the height at most, where there is text to show too
constexpr int noticePadding = 10;
constexpr int noticeIconRoom = 44;
constexpr int elementRole = Qt::UserRole;
constexpr int lineRole = Qt::UserRole + 1;

/// Two buttons of which one is pressed.
QFrame *segments(QToolButton *first, QToolButton *second)
{
    auto *frame = new QFrame;
    frame->setProperty("segmented", true);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(2, 0, 2, 0);
    row->setSpacing(0);
    auto *group = new QButtonGroup(frame);
    for (QToolButton *button : {first, second}) {
        button->setCheckable(true);
        group->addButton(button);
        row->addWidget(button);
    }
    first->setChecked(true);
    return frame;
}

} // namespace

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_head(new QLabel)
    , m_file(new QLabel)
    , m_changes(new QToolButton)
    , m_whole(new QToolButton)
    , m_unified(new QToolButton)
    , m_columns(new QToolButton)
    , m_copy(new QToolButton)
    , m_notices(new QListWidget)
    , m_pages(new QStackedWidget)
    , m_split(new QSplitter)
    , m_left(new CodeView)
    , m_right(new CodeView)
    , m_nothing(new QLabel)
{
    m_head->setObjectName(QStringLiteral("templateHead"));
    m_head->setProperty("role", QStringLiteral("title"));
    m_file->setProperty("role", QStringLiteral("caption"));
    m_changes->setObjectName(QStringLiteral("templateChanges"));
    m_whole->setObjectName(QStringLiteral("templateWhole"));
    m_unified->setObjectName(QStringLiteral("templateUnified"));
    m_columns->setObjectName(QStringLiteral("templateColumns"));
    m_copy->setObjectName(QStringLiteral("templateCopy"));
    m_extent = segments(m_changes, m_whole);
    m_form = segments(m_unified, m_columns);

    const auto row = [](std::initializer_list<QWidget *> widgets) {
        auto *made = new QHBoxLayout;
        made->setSpacing(8);
        for (QWidget *widget : widgets)
            made->addWidget(widget);
        return made;
    };
    m_words = row({m_head, m_file});
    m_words->addStretch(1);
    m_controls = row({m_form, m_extent, m_copy});
    m_top = new QBoxLayout(QBoxLayout::LeftToRight);
    m_top->setContentsMargins(12, 6, 8, 6);
    m_top->setSpacing(8);
    m_top->addLayout(m_words, 1);
    m_top->addLayout(m_controls);

    m_notices->setObjectName(QStringLiteral("templateNotices"));
    m_notices->setFrameShape(QFrame::NoFrame);
    m_notices->setWordWrap(true);
    m_notices->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_left->setObjectName(QStringLiteral("templateText"));
    m_right->setObjectName(QStringLiteral("templateTextAfter"));
    m_split->addWidget(m_left);
    m_split->addWidget(m_right);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    for (const auto &[from, to] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(),
                &QScrollBar::setValue);
        connect(from->horizontalScrollBar(), &QScrollBar::valueChanged, to->horizontalScrollBar(),
                &QScrollBar::setValue);
        connectView(from);
    }
    m_nothing->setObjectName(QStringLiteral("templateNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("role", QStringLiteral("kind"));
    m_nothing->setContentsMargins(24, 8, 24, 8);
    // Whoever comes by keyboard finds the sentence.
    m_nothing->setFocusPolicy(Qt::TabFocus);
    m_pages->addWidget(m_split);
    m_pages->addWidget(m_nothing);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_top);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);

    for (QToolButton *button : {m_changes, m_whole, m_unified, m_columns})
        connect(button, &QToolButton::toggled, this, [this](bool on) {
            if (!on)
                return;
            const std::pair<int, int> top = m_left->topLine();
            showRows();
            m_left->scrollTo(top);
        });
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(textToCopy())); });
    const auto choose = [this](const QListWidgetItem *item) {
        const ElementId element{item->data(elementRole).toUInt()};
        const int line = item->data(lineRole).toInt();
        if (element)
            Q_EMIT chosen(element);
        if (line > 0 && !m_content.text.refusals.isEmpty()) {
            setWhole(true);
            m_left->showLine(line);
        }
    };
    connect(m_notices, &QListWidget::itemClicked, this, choose);
    connect(m_notices, &QListWidget::itemActivated, this, choose);
    retranslate();
}

void ChangesView::connectView(CodeView *view)
{
    connect(view, &CodeView::pointed, this, &ChangesView::pointed);
    connect(view, &CodeView::chosen, this, &ChangesView::chosen);
}

void ChangesView::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_left->setTheme(theme);
    m_right->setTheme(theme);
    m_copy->setIcon(m_icons.icon(QStringLiteral("copy"), theme.color(Token::Muted),
                                 theme.color(Token::Strong)));
    fillNotices();
}

void ChangesView::setContent(Content content)
{
    m_content = std::move(content);
    showContent();
}

void ChangesView::retranslate()
{
    m_changes->setText(tr("Changes"));
    m_changes->setToolTip(tr("Show the lines that differ, with three around them"));
    m_whole->setText(tr("Whole text"));
    m_whole->setToolTip(tr("Show the whole template as it would be written"));
    m_unified->setText(tr("Unified"));
    m_unified->setToolTip(tr("Show old and new lines below each other"));
    m_columns->setText(tr("Two columns"));
    m_columns->setToolTip(tr("Show old and new lines beside each other"));
    m_copy->setToolTip(tr("Copy what is shown"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_notices->setAccessibleName(tr("Problems and replaced resources"));
    m_left->retranslate();
    m_right->retranslate();
    showContent();
}

bool ChangesView::showsWhole() const
{
    return m_content.isNew || m_whole->isChecked();
}

void ChangesView::setWhole(bool whole)
{
    (whole ? m_whole : m_changes)->setChecked(true);
}

void ChangesView::setColumns(bool columns)
{
    (columns ? m_columns : m_unified)->setChecked(true);
}

bool ChangesView::isNothingYet() const
{
    const Problems &refusals = m_content.text.refusals;
    return m_content.isNew && refusals.size() == 1
        && refusals.first().code == QLatin1String("sam.write.nothing");
}

void ChangesView::sayHead()
{
    const bool refused = !m_content.text.refusals.isEmpty();
    if (const auto places = m_content.text.conflicts.size(); places > 0)
        m_head->setText(tr("Changed by others, too, in %n place(s)", nullptr, int(places)));
    else if (isNothingYet())
        m_head->setText(tr("New template"));
    else if (refused)
        m_head->setText(tr("Cannot be written"));
    else if (m_content.isNew)
        m_head->setText(tr("New template, %n line(s)", nullptr, int(m_content.lines.size())));
    else if (m_content.differing > 0)
        m_head->setText(tr("%n line(s) differ", nullptr, m_content.differing));
    else
        m_head->setText(tr("No line differs"));
    m_file->setText(QFileInfo(m_content.path).fileName());
    m_file->setToolTip(m_content.path);
}

Problems ChangesView::notices() const
{
    Problems all = isNothingYet() ? Problems() : m_content.text.refusals;
    for (const sam::ReplacedResource &resource : m_content.text.replaced)
        all.append(sam::problemOf(resource, {}));
    all += m_content.text.notes;
    std::stable_sort(all.begin(), all.end(),
                     [](const Problem &a, const Problem &b) { return a.severity < b.severity; });
    return all;
}

void ChangesView::fillNotices()
{
    m_notices->clear();
    for (Problem problem : notices()) {
        problem.where.file.clear();
        const int line = problem.where.line;
        const QString words = toString(problem);
        auto *item
            = new QListWidgetItem(QIcon(theme::severityPixmap(theme::markOf(problem.severity),
                                                              m_theme, 16, devicePixelRatioF())),
                                  line > 0 ? tr("Line %1: %2").arg(line).arg(words) : words);
        item->setToolTip(item->text());
        item->setData(lineRole, line);
        for (const Line &one : m_content.lines) {
            if (one.owner && one.owner->name == problem.where.element)
                item->setData(elementRole, one.owner->element.value);
        }
        m_notices->addItem(item);
    }
    m_notices->setVisible(m_notices->count() > 0);
    layOutNotices();
}

void ChangesView::layOutNotices()
{
    const QFontMetrics metrics(m_notices->font());
    const QRect room(0, 0, std::max(100, width() - noticeIconRoom), 1000);
    int height = 4;
    for (int i = 0; i < m_notices->count(); ++i) {
        QListWidgetItem *item = m_notices->item(i);
        const int lines = metrics.boundingRect(room, Qt::TextWordWrap, item->text()).height();
        item->setSizeHint({0, lines + noticePadding});
        height += lines + noticePadding;
    }
    const bool isAlone = m_pages->currentWidget() == m_nothing;
    const int most = std::max(leastNoticesHeight,
                              int(this->height() * (isAlone ? 2 * noticesShare : noticesShare)));
    m_notices->setFixedHeight(std::min(height, most));
}

void ChangesView::layOutTop()
{
    const QMargins margins = m_top->contentsMargins();
    const int sides = margins.left() + margins.right();
    const int controls = m_controls->sizeHint().width();
    const int wanted = m_words->sizeHint().width() + m_top->spacing() + controls + sides;
    setMinimumWidth(controls + sides);
    const bool isNarrow = wanted > width();
    m_top->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_controls->setAlignment(isNarrow ? Qt::AlignLeft : Qt::AlignRight);
}

void ChangesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOutTop();
    layOutNotices();
}

void ChangesView::showContent()
{
    sayHead();
    fillNotices();
    m_extent->setVisible(!m_content.isNew);
    showRows();
}

void ChangesView::showRows()
{
    const bool refused = !m_content.text.refusals.isEmpty();
    const bool whole = showsWhole();
    const bool nothing = whole ? m_content.lines.empty() : m_content.differing == 0;
    m_form->setVisible(!whole);
    m_copy->setEnabled(!nothing);
    m_pages->setCurrentWidget(nothing ? static_cast<QWidget *>(m_nothing) : m_split);
    if (!m_content.text.conflicts.isEmpty())
        m_nothing->setText(tr("Put the design onto the template and choose what is to stand there; "
                              "everything else is kept from both."));
    else if (refused && !isNothingYet())
        m_nothing->setText(
            tr("Nothing is written as long as these changes stand. Undo them, or mend what is said "
               "above."));
    else if (m_content.isNew)
        m_nothing->setText(tr("There is nothing to write yet. Place a function or a service."));
    else
        m_nothing->setText(tr("The template is the same, byte for byte."));
    const bool columns = !whole && m_columns->isChecked();
    m_right->setVisible(columns);
    if (whole) {
        m_left->setRows(wholeRows(m_content.lines, m_content.isNew), CodeView::Numbers::After,
                        false);
    } else if (columns) {
        Columns both = changedColumns(m_content.lines);
        m_left->setRows(std::move(both.before), CodeView::Numbers::Before, true);
        m_right->setRows(std::move(both.after), CodeView::Numbers::After, true);
    } else {
        m_left->setRows(changedRows(m_content.lines), CodeView::Numbers::Both, true);
    }
    const QString name = QFileInfo(m_content.path).fileName();
    m_left->setAccessibleName(whole         ? tr("Text of the template")
                                  : columns ? tr("%1 as it is").arg(name)
                                            : tr("Changes of %1").arg(name));
    m_right->setAccessibleName(tr("%1 as it will be").arg(name));
    layOutTop();
    layOutNotices();
}

void ChangesView::setSelected(const QList<ElementId> &elements)
{
    m_left->setSelected(elements);
    m_right->setSelected(elements);
}

bool ChangesView::reveal(ElementId element)
{
    const bool left = m_left->reveal(element);
    return (m_right->isVisibleTo(this) && m_right->reveal(element)) || left;
}

QByteArray ChangesView::textToCopy() const
{
    if (showsWhole())
        return m_content.text.after;
    const QString name = QFileInfo(m_content.path).fileName();
    return sam::unifiedDiff(m_content.text.before, m_content.text.after, name, name);
}

} // namespace stratoplan::templates
