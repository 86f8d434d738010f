// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command/results_model.h"

#include "widgets/command/command_palette.h"

namespace stratoplan::command {

void ResultsModel::setEntries(QList<Entry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_rows = ranked(m_entries, m_pattern);
    endResetModel();
}

void ResultsModel::setPattern(const QString &pattern)
{
    beginResetModel();
    m_pattern = pattern;
    m_rows = ranked(m_entries, m_pattern);
    endResetModel();
}

const Entry *ResultsModel::entry(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_rows.size()
        ? &m_entries.at(m_rows.at(index.row()).entry)
        : nullptr;
}

const QList<int> &ResultsModel::typedLetters(const QModelIndex &index) const
{
    return m_rows.at(index.row()).at;
}

int ResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    const Entry *shown = entry(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown->title;
    case Qt::ToolTipRole:
        return shown->detail.isEmpty() ? shown->title
                                       : shown->title + QLatin1Char('\n') + shown->detail;
    case Qt::AccessibleTextRole: {
        QStringList parts{shown->title, wordOf(shown->kind)};
        for (const QString &part : {shown->detail, shown->keys}) {
            if (!part.isEmpty())
                parts.append(part);
        }
        if (shown->checked)
            parts.append(CommandPalette::tr("on"));
        if (!shown->enabled)
            parts.append(CommandPalette::tr("not available now"));
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

Qt::ItemFlags ResultsModel::flags(const QModelIndex &index) const
{
    // What cannot be run can still be looked at: it says why it is not found elsewhere.
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace stratoplan::command
