// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/conflict_dialog.h"

#include "widgets/template/dialog_buttons.h"
#include "widgets/theme/fonts.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

#include <algorithm>
#include <array>

namespace stratoplan::templates {

namespace {

constexpr int mostLines = 8;

/// "Charge, MemorySize"
QString placeOf(const QStringList &path)
{
    const bool inResource = path.value(0) == QLatin1String("Resources") && path.size() > 1;
    QStringList rest = path.mid(inResource ? 2 : 0);
    if (rest.value(0) == QLatin1String("Properties") && rest.size() > 1)
        rest.removeFirst();
    QStringList parts;
    if (inResource)
        parts.append(path.at(1));
    if (!rest.isEmpty())
        parts.append(rest.join(QLatin1Char('.')));
    return parts.join(QStringLiteral(", "));
}

/// A value to read, as high as its lines.
QWidget *valueBox(const QByteArray &text, const QString &nothing, const QString &name, int lines)
{
    auto *box = new QPlainTextEdit;
    box->setReadOnly(true);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setTabChangesFocus(true);
    box->setLineWrapMode(QPlainTextEdit::NoWrap);
    box->setLayoutDirection(Qt::LeftToRight);
    box->setFont(theme::mono(12));
    box->setPlainText(text.isEmpty() ? nothing : QString::fromUtf8(text));
    box->setAccessibleName(name);
    if (text.isEmpty())
        box->setEnabled(false);
    const int line = QFontMetrics(box->font()).lineSpacing();
    box->setFixedHeight(line * std::clamp(lines, 1, mostLines) + 26);
    return box;
}

} // namespace

ConflictDialog::ConflictDialog(const QList<sam::MergeConflict> &conflicts, const QString &path,
                               QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("conflicts"));
    setWindowTitle(tr("Changed by both"));
    auto *head = new QLabel(tr("%1 was changed by others, too. In %n place(s) both changes meet; "
                               "choose what is to stand "
                               "there.",
                               nullptr, int(conflicts.size()))
                                .arg(QFileInfo(path).fileName()));
    head->setWordWrap(true);
    auto *mine = new QPushButton(tr("All mine"));
    auto *theirs = new QPushButton(tr("All from the file"));
    mine->setObjectName(QStringLiteral("allMine"));
    theirs->setObjectName(QStringLiteral("allTheirs"));
    for (QPushButton *button : {mine, theirs})
        button->setAutoDefault(false);
    connect(mine, &QPushButton::clicked, this, [this] { chooseAll(sam::Side::Mine); });
    connect(theirs, &QPushButton::clicked, this, [this] { chooseAll(sam::Side::Theirs); });
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(head, 1);
    top->addWidget(mine, 0, Qt::AlignTop);
    top->addWidget(theirs, 0, Qt::AlignTop);

    auto *list = new QWidget;
    auto *cards = new QVBoxLayout(list);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(12);
    const std::array names{tr("Mine"), tr("In the file"), tr("Before")};
    for (const sam::MergeConflict &conflict : conflicts) {
        auto *card = new QFrame;
        card->setProperty("card", true);
        auto *grid = new QGridLayout(card);
        grid->setContentsMargins(12, 8, 12, 12);
        grid->setHorizontalSpacing(12);
        grid->setVerticalSpacing(6);
        auto *title = new QLabel(placeOf(conflict.path));
        title->setProperty("role", QStringLiteral("title"));
        title->setTextFormat(Qt::PlainText);
        grid->addWidget(title, 0, 0, 1, 3);
        auto *group = new QButtonGroup(card);
        const std::array texts{conflict.mine, conflict.theirs, conflict.base};
        qsizetype lines = 1;
        for (const QByteArray &text : texts)
            lines = std::max(lines, text.count('\n') + 1);
        for (int i = 0; i < 3; ++i) {
            const QString &name = names.at(size_t(i));
            auto *choice = new QRadioButton(name);
            choice->setAccessibleName(QStringLiteral("%1: %2").arg(placeOf(conflict.path), name));
            group->addButton(choice, i);
            grid->addWidget(choice, 1, i);
            const bool isKnown = i != 2 || conflict.isBaseKnown;
            choice->setEnabled(isKnown);
            grid->addWidget(valueBox(texts.at(size_t(i)),
                                     isKnown ? tr("not there") : tr("not known"),
                                     choice->accessibleName(), int(lines)),
                            2, i);
            grid->setColumnStretch(i, 1);
        }
        connect(group, &QButtonGroup::idToggled, this, &ConflictDialog::updateButton);
        m_groups.append(group);
        cards->addWidget(card);
    }
    cards->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);

    const DialogButtons buttons = addButtons(*this, tr("Use these"), QStringLiteral("useThese"));
    m_accept = buttons.deed;

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(area, 1);
    column->addWidget(buttons.box);
    resize(760, std::min(list->sizeHint().height() + 150, 600));
    updateButton();
    if (!m_groups.isEmpty())
        m_groups.first()->button(0)->setFocus();
}

QList<sam::Side> ConflictDialog::sides() const
{
    static constexpr std::array order{sam::Side::Mine, sam::Side::Theirs, sam::Side::Base};
    QList<sam::Side> all;
    for (const QButtonGroup *group : m_groups)
        all.append(group->checkedId() < 0 ? sam::Side::Theirs
                                          : order.at(size_t(group->checkedId())));
    return all;
}

void ConflictDialog::chooseAll(sam::Side side)
{
    for (QButtonGroup *group : std::as_const(m_groups))
        group->button(side == sam::Side::Mine ? 0 : 1)->setChecked(true);
}

void ConflictDialog::updateButton()
{
    m_accept->setEnabled(
        std::all_of(m_groups.begin(), m_groups.end(),
                    [](const QButtonGroup *group) { return group->checkedId() >= 0; }));
}

} // namespace stratoplan::templates
