// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outline/outline_panel.h"

#include "planner/layout/groups.h"
#include "planner/model/names.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace stratoplan::outline {

namespace {

/// Titles and parts of networks are open at first; the connections of an element are not.
bool isOpenAtFirst(const QModelIndex &index, const OutlineModel &model, const Design &design)
{
    const Element *element = design.find(model.idOf(index));
    return !element
        || !(std::holds_alternative<Function>(*element)
             || std::holds_alternative<Service>(*element));
}

QString keyOf(const QModelIndex &index, const OutlineModel &model)
{
    const ElementId id = model.idOf(index);
    return id ? QString::number(id.value) : index.data().toString();
}

} // namespace

OutlinePanel::OutlinePanel(DesignDocument &document, Selection &selection,
                           std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_model(new OutlineModel(document, std::move(catalog), this))
    , m_view(new QTreeView)
    , m_nothing(new QLabel)
{
    setObjectName(QStringLiteral("outline"));
    m_view->setObjectName(QStringLiteral("outlineTree"));
    m_view->setModel(m_model);
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(14);
    m_view->setIconSize({20, 20});
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTextElideMode(Qt::ElideMiddle);
    // The frame of the current row belongs round its words, not round the way to them.
    m_view->setStyleSheet(QStringLiteral("QTreeView { show-decoration-selected: 0; }"));
    m_view->installEventFilter(this);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(12, 24, 12, 0);
    m_nothing->setProperty("role", QStringLiteral("caption"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_nothing);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_following = true;
        m_scroll = m_view->verticalScrollBar()->value();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &OutlinePanel::restore);
    connect(m_model, &OutlineModel::refused, this, &OutlinePanel::messageChanged);
    connect(m_model, &OutlineModel::moveRequested, this, &OutlinePanel::moveRequested,
            Qt::QueuedConnection);
    const auto toggle = [this](const QModelIndex &index) {
        const QString key = keyOf(index, *m_model);
        if (!m_following && !m_toggled.remove(key))
            m_toggled.insert(key);
    };
    connect(m_view, &QTreeView::expanded, this, toggle);
    connect(m_view, &QTreeView::collapsed, this, toggle);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OutlinePanel::takeSelection);
    connect(m_view, &QWidget::customContextMenuRequested, this, &OutlinePanel::showMenu);
    connect(&selection, &Selection::changed, this, &OutlinePanel::followSelection);
    connect(&document, &DesignDocument::designReset, this, [this] { m_toggled.clear(); });
    retranslate();
    restore();
}

void OutlinePanel::setTheme(const theme::Theme &theme)
{
    m_model->setTheme(theme);
}

void OutlinePanel::retranslate()
{
    m_view->setAccessibleName(tr("Outline"));
    m_nothing->setText(tr("The elements of the design stand here as a tree."));
    m_model->refresh();
}

void OutlinePanel::restore()
{
    m_following = true;
    const std::function<void(const QModelIndex &)> open = [&](const QModelIndex &parent) {
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            const bool first = isOpenAtFirst(index, *m_model, m_document.design());
            m_view->setExpanded(index, first != m_toggled.contains(keyOf(index, *m_model)));
            open(index);
        }
    };
    open({});
    m_nothing->setVisible(m_model->rowCount() == 0);
    m_view->setVisible(m_model->rowCount() > 0);
    m_following = false;
    followSelection();
    m_view->verticalScrollBar()->setValue(m_scroll);
}

void OutlinePanel::followSelection()
{
    if (m_following)
        return;
    m_following = true;
    QItemSelection rows;
    QModelIndex current;
    for (const ElementId id : m_selection.ids()) {
        if (const QModelIndex index = m_model->indexOf(id); index.isValid()) {
            rows.select(index, index);
            current = index;
        }
    }
    m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        m_view->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(current);
    }
    m_following = false;
}

void OutlinePanel::takeSelection()
{
    if (m_following)
        return;
    QList<ElementId> ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes()) {
        const ElementId id = m_model->idOf(index);
        if (id && index != m_view->currentIndex())
            ids.append(id);
    }
    // The row that one stands on is the one that the inspector shows.
    if (m_view->selectionModel()->isSelected(m_view->currentIndex()))
        ids.append(m_model->idOf(m_view->currentIndex()));
    m_following = true;
    if (ids.isEmpty())
        m_selection.clear();
    else
        m_selection.reveal(ids);
    m_following = false;
}

void OutlinePanel::fillMove(QMenu &menu)
{
    const QList<ElementId> ids = m_selection.ids();
    const Names names(m_document.design());
    for (const auto &[id, element] : m_document.design().elements()) {
        const ElementId container = id;
        if (!m_model->takes(container, ids))
            continue;
        const ElementId around = containerOf(*element, m_document.design());
        const QString text = around
            ? tr("%1 in %2").arg(names.shown(container), names.shown(around))
            : names.shown(container);
        menu.addAction(text, this,
                       [this, ids, container] { Q_EMIT moveRequested(ids, container); });
    }
    if (m_model->takes({}, ids)) {
        const QHash<ElementId, ElementId> groups = layout::groupsOf(m_document.design());
        const bool grouped = std::all_of(ids.begin(), ids.end(),
                                         [&](ElementId id) { return groups.contains(id); });
        menu.addSeparator();
        menu.addAction(grouped ? tr("Out of the group") : tr("Out of the network"), this,
                       [this, ids] { Q_EMIT moveRequested(ids, {}); });
    }
    menu.setEnabled(!menu.isEmpty());
}

void OutlinePanel::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->currentIndex();
    if (!m_model->idOf(index))
        return;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("outlineMenu"));
    QAction *rename = menu.addAction(tr("Rename"), this, [this, index] { m_view->edit(index); });
    rename->setEnabled(m_model->flags(index).testFlag(Qt::ItemIsEditable));
    menu.addAction(tr("Delete"), this, &OutlinePanel::deleteRequested);
    menu.addSeparator();
    QMenu *move = menu.addMenu(tr("Move into"));
    move->setObjectName(QStringLiteral("outlineMove"));
    fillMove(*move);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

bool OutlinePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view
        || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool removes = key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace;
    const bool own = key.modifiers() == Qt::NoModifier && (removes || key.key() == Qt::Key_F2);
    if (!own)
        return QWidget::eventFilter(watched, event);
    // These are keys of the drawing too; here they are the tree's.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (!removes)
        return QWidget::eventFilter(watched, event);
    Q_EMIT deleteRequested();
    return true;
}

} // namespace stratoplan::outline
