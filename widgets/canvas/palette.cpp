// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/palette.h"

#include "widgets/theme/clear_button.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/tile.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace stratoplan::canvas {

namespace {

using theme::Token;

/// Groups have no entry above them; an entry carries the number of its group plus one.
constexpr quintptr isGroup = 0;

constexpr int entryShift = 16;
constexpr int leastRow = 28;
constexpr int textMargins = 6; ///< above and below the text of a row, together

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const override
    {
        // Asked of every row at once: their pictures are made when they are seen.
        return {0, std::max(option.fontMetrics.height() + textMargins, leastRow)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        // Entries stand under the title of their group, not behind its arrow as well.
        QStyleOptionViewItem shifted = option;
        if (index.parent().isValid())
            shifted.rect.setLeft(option.rect.left() - entryShift);
        QStyledItemDelegate::paint(painter, shifted, index);
    }
};

} // namespace

PaletteModel::PaletteModel(std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QAbstractItemModel(parent)
    , m_catalog(std::move(catalog))
    , m_groups(placeableGroups(*m_catalog))
{
}

void PaletteModel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    for (int group = 0; group < m_groups.size(); ++group) {
        const QModelIndex parent = index(group, 0);
        Q_EMIT dataChanged(parent, parent);
        Q_EMIT dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, 0, parent));
    }
}

void PaletteModel::retranslate()
{
    beginResetModel();
    m_groups = placeableGroups(*m_catalog);
    endResetModel();
}

QModelIndex PaletteModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : isGroup);
}

QModelIndex PaletteModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isGroup)
        return {};
    return createIndex(int(index.internalId() - 1), 0, isGroup);
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() == isGroup && parent.column() == 0)
        return int(m_groups.at(parent.row()).entries.size());
    return 0;
}

int PaletteModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const Placeable *PaletteModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isGroup)
        return nullptr;
    return &m_groups.at(qsizetype(index.internalId() - 1)).entries.at(index.row());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Placeable *entry = entryAt(index);
    if (!entry) {
        const PlaceableGroup &group = m_groups.at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return group.title;
        case Qt::FontRole:
            return theme::sans(12, true);
        case Qt::ForegroundRole:
            return m_theme.color(Token::Muted);
        default:
            return {};
        }
    }
    switch (role) {
    case Qt::DisplayRole:
        return entry->label;
    case Qt::DecorationRole:
        return theme::tileOf(entry->icon, entry->category, listTileSize, m_theme, m_icons,
                             qApp->devicePixelRatio());
    case Qt::ToolTipRole:
        if (!entry->sentence.isEmpty())
            return entry->sentence;
        return tr("%1: drag it onto the drawing, or press Enter").arg(entry->label);
    case WhatRole:
        return entry->what;
    case SearchRole:
        return QStringList{entry->label, entry->what, entry->aliases.join(QLatin1Char(' '))}.join(
            QLatin1Char(' '));
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return entryAt(index) ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList PaletteModel::mimeTypes() const
{
    return {QString::fromLatin1(placeableMimeType)};
}

QMimeData *PaletteModel::mimeData(const QModelIndexList &indexes) const
{
    for (const QModelIndex &index : indexes) {
        if (const Placeable *entry = entryAt(index)) {
            auto *data = new QMimeData;
            data->setData(QString::fromLatin1(placeableMimeType), entry->what.toUtf8());
            return data;
        }
    }
    return nullptr;
}

Palette::Palette(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_model(new PaletteModel(std::move(catalog), this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit)
    , m_view(new QTreeView)
{
    m_found->setSourceModel(m_model);
    m_found->setRecursiveFilteringEnabled(true);
    m_found->setFilterRole(PaletteModel::SearchRole);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_search->setObjectName(QStringLiteral("paletteSearch"));
    m_search->setProperty("search", true);
    theme::addClearButton(*m_search);
    m_search->installEventFilter(this);

    m_view->setObjectName(QStringLiteral("paletteList"));
    m_view->setModel(m_found);
    m_view->setHeaderHidden(true);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setIconSize({listTileSize, listTileSize});
    m_view->setIndentation(14);
    m_view->setUniformRowHeights(false);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setExpandsOnDoubleClick(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->installEventFilter(this);
    m_view->expandAll();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 0);
    column->setSpacing(4);
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(0, 0, 8, 0);
    searchRow->addWidget(m_search);
    column->addLayout(searchRow);
    column->addWidget(m_view);
    setFocusProxy(m_search);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setFilterFixedString(text.trimmed());
        m_view->expandAll();
        if (!text.isEmpty())
            selectFirst();
    });
    connect(m_view, &QTreeView::doubleClicked, this, [this] {
        if (const QString what = currentWhat(); !what.isEmpty())
            Q_EMIT placeRequested(what);
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    retranslate();
}

void Palette::setTheme(const theme::Theme &theme)
{
    m_model->setTheme(theme);
}

void Palette::retranslate()
{
    m_search->setPlaceholderText(tr("Add: type a name"));
    m_search->setAccessibleName(tr("Search the palette"));
    m_search->setToolTip(tr("Search the palette"));
    m_view->setAccessibleName(tr("Palette"));
    m_model->retranslate();
    m_view->expandAll();
}

void Palette::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QString Palette::currentWhat() const
{
    return m_view->currentIndex().data(PaletteModel::WhatRole).toString();
}

void Palette::selectFirst()
{
    const QModelIndex group = m_found->index(0, 0);
    if (const QModelIndex first = m_found->index(0, 0, group); first.isValid())
        m_view->setCurrentIndex(first);
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter) {
        if (const QString what = currentWhat(); !what.isEmpty())
            Q_EMIT placeRequested(what);
        return true;
    }
    if (watched == m_search && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        QApplication::sendEvent(m_view, event);
        return true;
    }
    if (watched == m_search && key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stratoplan::canvas
