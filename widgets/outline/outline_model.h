// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/design_document.h"
#include "widgets/outline/outline_tree.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModel>
#include <QHash>

namespace stratoplan::outline {

/// The tree of a design for views. Names are edited in place; what is dragged onto a container that
/// takes it, or onto a title, is told by moveRequested().
class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    OutlineModel(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
                 QObject *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Reads the design again.
    void refresh();

    ElementId idOf(const QModelIndex &index) const;
    QModelIndex indexOf(ElementId id) const;
    /// Whether all of them may be put there; none = out of every network and group.
    bool takes(ElementId container, const QList<ElementId> &ids) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// Nothing was renamed, for that reason.
    void refused(const QString &why);
    /// These are to stand in that container; none = out of every network and group.
    void moveRequested(const QList<stratoplan::ElementId> &ids, stratoplan::ElementId container);

private:
    /// A node of the tree with its way up.
    struct Item
    {
        const Node *node = nullptr;
        int parent = -1;
        int row = 0;
        std::vector<int> children;
    };

    void flatten(const std::vector<Node> &nodes, int parent);
    const Item &item(const QModelIndex &index) const { return m_items[index.internalId()]; }

    DesignDocument &m_document;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    std::vector<Node> m_tree;
    std::vector<Item> m_items;
    std::vector<int> m_roots;
    QHash<ElementId, int> m_byId;
};

} // namespace stratoplan::outline
