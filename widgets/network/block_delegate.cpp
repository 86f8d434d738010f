// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/block_delegate.h"

#include "widgets/theme/fonts.h"

#include <QLineEdit>
#include <QPersistentModelIndex>
#include <QStyle>

namespace stratoplan::network {

namespace {

constexpr int leastWidth = 150;

void showFaults(QLineEdit *field, const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(toString(problem.what) + QStringLiteral("; ") + toString(problem.remedy));
    const QString words = lines.join(QLatin1Char('\n'));
    const bool wrong = !problems.isEmpty() && problems.first().severity != Severity::Low;
    if (field->property("invalid").toBool() != wrong) {
        field->setProperty("invalid", wrong);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
    field->setToolTip(words);
    field->setAccessibleDescription(words);
}

} // namespace

BlockDelegate::BlockDelegate(Check check, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_check(std::move(check))
{
}

QWidget *BlockDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    auto *field = new QLineEdit(parent);
    field->setFont(theme::mono(12));
    field->setPlaceholderText(QStringLiteral("10.0.0.0/24"));
    const QPersistentModelIndex here(index);
    connect(field, &QLineEdit::textEdited, field, [this, field, here](const QString &text) {
        if (here.isValid())
            showFaults(field, m_check(here, text));
    });
    return field;
}

void BlockDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Live figures come in while somebody types: their text stays.
    auto *field = static_cast<QLineEdit *>(editor);
    if (!field->isModified())
        field->setText(index.data(Qt::EditRole).toString());
}

void BlockDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    QRect rect = option.rect;
    rect.setWidth(std::max(rect.width(), leastWidth));
    editor->setGeometry(rect);
}

} // namespace stratoplan::network
