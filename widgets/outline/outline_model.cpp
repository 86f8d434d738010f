// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outline/outline_model.h"

#include "planner/layout/groups.h"
#include "planner/sketch/place.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/tile.h"

#include <QApplication>
#include <QMimeData>

#include <algorithm>

namespace stratoplan::outline {

namespace {

constexpr QLatin1String mimeType("application/x-stratoplan-outline");
constexpr int tileSize = 20;

QByteArray written(const QList<ElementId> &ids)
{
    QByteArrayList parts;
    for (const ElementId id : ids)
        parts.append(QByteArray::number(id.value));
    return parts.join(' ');
}

QList<ElementId> idsIn(const QMimeData &data, const Design &design)
{
    QList<ElementId> ids;
    for (const QByteArray &part : data.data(mimeType).split(' ')) {
        const ElementId id{part.toUInt()};
        // It may come from the outline of another window.
        if (design.find(id))
            ids.append(id);
    }
    return ids;
}

} // namespace

OutlineModel::OutlineModel(DesignDocument &document,
                           std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QAbstractItemModel(parent)
    , m_document(document)
    , m_catalog(std::move(catalog))
{
    connect(&document, &DesignDocument::designChanged, this, &OutlineModel::refresh);
    connect(&document, &DesignDocument::designReset, this, &OutlineModel::refresh);
    refresh();
}

void OutlineModel::setTheme(const theme::Theme &theme)
{
    beginResetModel();
    m_theme = theme;
    endResetModel();
}

void OutlineModel::refresh()
{
    std::vector<Node> tree = treeOf(m_document.design(), *m_catalog);
    // Most edits are none of the tree's.
    if (tree == m_tree)
        return;
    beginResetModel();
    m_tree = std::move(tree);
    m_items.clear();
    m_roots.clear();
    m_byId.clear();
    flatten(m_tree, -1);
    endResetModel();
}

void OutlineModel::flatten(const std::vector<Node> &nodes, int parent)
{
    int row = 0;
    for (const Node &node : nodes) {
        const int at = int(m_items.size());
        m_items.push_back({&node, parent, row++, {}});
        if (parent < 0)
            m_roots.push_back(at);
        else
            m_items[size_t(parent)].children.push_back(at);
        if (node.id)
            m_byId.insert(node.id, at);
        flatten(node.children, at);
    }
}

ElementId OutlineModel::idOf(const QModelIndex &index) const
{
    return index.isValid() ? item(index).node->id : ElementId{};
}

QModelIndex OutlineModel::indexOf(ElementId id) const
{
    const auto found = m_byId.constFind(id);
    if (found == m_byId.constEnd())
        return {};
    return createIndex(m_items[size_t(*found)].row, 0, quintptr(*found));
}

bool OutlineModel::takes(ElementId container, const QList<ElementId> &ids) const
{
    const Design &design = m_document.design();
    const QHash<ElementId, ElementId> groups = layout::groupsOf(design);
    return !ids.isEmpty() && std::all_of(ids.begin(), ids.end(), [&](ElementId id) {
        const Element *element = design.find(id);
        if (!element)
            return false;
        if (container)
            return sketch::takes(design, container, *element, *m_catalog);
        const auto *function = std::get_if<Function>(element);
        const auto *service = std::get_if<Service>(element);
        return groups.contains(id) || (function && !function->subnets.isEmpty())
            || (service && !service->subnets.isEmpty());
    });
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int> &siblings = parent.isValid() ? item(parent).children : m_roots;
    return createIndex(row, column, quintptr(siblings[size_t(row)]));
}

QModelIndex OutlineModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || item(index).parent < 0)
        return {};
    const int up = item(index).parent;
    return createIndex(m_items[size_t(up)].row, 0, quintptr(up));
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int(parent.isValid() ? item(parent).children.size() : m_roots.size());
}

int OutlineModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *item(index).node;
    switch (role) {
    case Qt::DisplayRole:
        return node.text;
    case Qt::EditRole: {
        const Element *element = m_document.design().find(node.id);
        return element ? common(*element).name : QString();
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return node.remark.isEmpty() ? node.text : tr("%1, %2").arg(node.text, node.remark);
    case Qt::FontRole:
        return node.id ? QVariant() : QVariant(theme::sans(12, true));
    case Qt::ForegroundRole:
        return node.id ? QVariant() : QVariant(m_theme.color(theme::Token::Muted));
    case Qt::DecorationRole: {
        if (node.icon.isEmpty())
            return {};
        return theme::tileOf(node.icon, node.category, tileSize, m_theme, m_icons,
                             qApp->devicePixelRatio());
    }
    default:
        return {};
    }
}

bool OutlineModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const ElementId id = idOf(index);
    const QString name = value.toString().trimmed();
    const Element *element = m_document.design().find(id);
    if (role != Qt::EditRole || !element || name == common(*element).name)
        return false;
    Edit edit(m_document.design());
    edit.rename(id, name);
    const Problems problems = m_document.apply(tr("Rename to %1").arg(name), edit.change());
    if (!problems.isEmpty())
        Q_EMIT refused(toString(problems.first().what));
    return problems.isEmpty();
}

Qt::ItemFlags OutlineModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const ElementId id = idOf(index);
    // Titles take what is dragged out of networks and groups.
    if (!id)
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!m_document.design().get<Connection>(id))
        flags |= Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    return flags;
}

QStringList OutlineModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *OutlineModel::mimeData(const QModelIndexList &indexes) const
{
    QList<ElementId> ids;
    for (const QModelIndex &index : indexes) {
        if (const ElementId id = idOf(index))
            ids.append(id);
    }
    auto *data = new QMimeData;
    data->setData(mimeType, written(ids));
    return data;
}

bool OutlineModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                   const QModelIndex &parent) const
{
    return data && data->hasFormat(mimeType) && parent.isValid()
        && takes(idOf(parent), idsIn(*data, m_document.design()));
}

bool OutlineModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QList<ElementId> ids = idsIn(*data, m_document.design());
    const ElementId container = idOf(parent);
    Q_EMIT moveRequested(ids, container);
    // The view must not take the rows away: the design has told of its change.
    return false;
}

} // namespace stratoplan::outline
