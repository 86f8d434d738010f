// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/placeable.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModel>
#include <QWidget>

#include <memory>

class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace stratoplan::canvas {

/// The palette as a tree of two levels: groups and what they hold.
class PaletteModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role
    {
        WhatRole = Qt::UserRole,
        SearchRole
    };

    explicit PaletteModel(std::shared_ptr<const catalog::Catalog> catalog,
                          QObject *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Makes the texts again, in the language of now.
    void retranslate();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    const Placeable *entryAt(const QModelIndex &index) const;

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<PlaceableGroup> m_groups;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
};

/// Search field and list of everything that can be placed: drag it, double click it, or Enter.
class Palette : public QWidget
{
    Q_OBJECT

public:
    explicit Palette(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// Puts the cursor into the search field.
    void startSearch();

    QSize sizeHint() const override { return {188, 480}; }

Q_SIGNALS:
    /// Enter or a double click: place it at once.
    void placeRequested(const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString currentWhat() const;
    void selectFirst();

    PaletteModel *m_model = nullptr;
    QSortFilterProxyModel *m_found = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeView *m_view = nullptr;
};

} // namespace stratoplan::canvas
