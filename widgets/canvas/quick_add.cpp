// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/quick_add.h"

#include "planner/model/edit.h"
#include "planner/sketch/kinds.h"
#include "widgets/canvas/additions.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/followers_list.h"
#include "widgets/canvas/placeable.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace stratoplan::canvas {

namespace {

constexpr int columnGap = 64;
constexpr int ownWidth = 340;
constexpr qsizetype mostSuggestions = 6;

} // namespace

QuickAdd::QuickAdd(CanvasView &view)
    : QFrame(&view) // above the legend, which stands on the view too
    , m_view(view)
    , m_field(new QLineEdit(this))
    , m_hint(new QLabel(this))
    , m_list(new FollowersList(this))
{
    setObjectName(QStringLiteral("quickAdd"));
    m_field->setObjectName(QStringLiteral("quickAddField"));
    m_field->installEventFilter(this);
    // A click on the hint or the list leaves the keyboard in the field, not to the canvas below.
    setFocusPolicy(Qt::ClickFocus);
    setFocusProxy(m_field);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setBuddy(m_field);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_hint);
    column->addWidget(m_list);
    m_list->hide();
    hide();
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_chosen = false;
        offer();
        showHint();
    });
    connect(m_list, &QTreeWidget::itemClicked, this, [this] {
        if (isOfferingPatterns())
            insert();
        else if (const std::optional<sketch::Follower> clicked = m_list->current())
            place(*clicked);
    });
    retranslate();
}

void QuickAdd::retranslate()
{
    m_field->setAccessibleName(tr("Add elements"));
    m_field->setPlaceholderText(tr("sqs orders", "what to type, in the notation of drawings"));
    showHint();
}

void QuickAdd::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
}

QString QuickAdd::hint() const
{
    return m_hint->text();
}

QString QuickAdd::patternWord()
{
    return tr("pattern", "the word to type for a list of patterns");
}

bool QuickAdd::isOfferingPatterns() const
{
    return !isFollowing()
        && m_field->text().trimmed().startsWith(patternWord(), Qt::CaseInsensitive);
}

void QuickAdd::offer()
{
    const catalog::Catalog &catalog = m_view.canvas().catalog();
    const QString text = m_field->text().trimmed();
    if (isFollowing()) {
        m_list->filter(text, catalog);
    } else if (isOfferingPatterns()) {
        m_list->setPatterns(catalog, m_theme);
        m_list->filter(text.sliced(patternWord().size()).trimmed(), catalog);
    } else {
        m_list->hide();
    }
}

void QuickAdd::insert()
{
    const std::optional<sketch::Follower> marked = m_list->current();
    if (marked && m_view.placeAt(marked->what, m_at, {}))
        close();
}

void QuickAdd::begin(const QPointF &at)
{
    m_at = at;
    m_chosen = false;
    m_field->clear();
    m_list->setVisible(isFollowing());
    showHint();
    show();
    raise();
    moveToSpot();
    m_field->setFocus(Qt::OtherFocusReason);
}

void QuickAdd::open(const QPointF &at)
{
    m_last = m_view.canvas().selection().current();
    m_port.reset();
    begin(at);
}

bool QuickAdd::openAfter(ElementId from, Port port, const QPointF &at, ElementId container)
{
    const catalog::Catalog &catalog = m_view.canvas().catalog();
    const QList<sketch::Follower> followers = sketch::followers(
        m_view.canvas().document().design(), from, port == Port::Failure, catalog);
    if (followers.isEmpty())
        return false;
    m_last = from;
    m_port = port;
    m_container = container;
    m_list->setFollowers(followers, catalog, m_theme);
    begin(at);
    return true;
}

void QuickAdd::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    m_list->hide();
    m_port.reset();
    if (hadFocus)
        m_view.setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void QuickAdd::moveToSpot()
{
    const QSize size(ownWidth, layout()->totalHeightForWidth(ownWidth));
    const QRect room = m_view.viewport()->geometry().adjusted(8, 8, -8, -8);
    QPoint corner = m_view.mapFromScene(m_at) + m_view.viewport()->pos();
    corner.setX(
        std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - size.width())));
    corner.setY(
        std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - size.height())));
    // The node that Tab connects stays in sight.
    const QRect last = m_view.mapFromScene(m_view.canvas().rectOf({m_last}))
                           .boundingRect()
                           .translated(m_view.viewport()->pos())
                           .adjusted(-8, -8, 8, 8);
    if (!last.isEmpty() && last.intersects(QRect(corner, size))) {
        const bool fitsBelow = last.bottom() + size.height() <= room.bottom();
        corner.setY(fitsBelow ? last.bottom() : std::max(room.top(), last.top() - size.height()));
    }
    setGeometry(QRect(corner, size));
}

// What the last word may become: "sqs: Queue, secret: Secret".
QString QuickAdd::suggestions(const QString &beginning) const
{
    QStringList found;
    const auto begins = [&beginning](const QString &word) {
        return word.startsWith(beginning, Qt::CaseInsensitive);
    };
    for (const PlaceableGroup &group : placeableGroups(m_view.canvas().catalog())) {
        for (const Placeable &entry : group.entries) {
            if (entry.what.startsWith(patternPrefix))
                continue;
            const bool fits = begins(entry.what) || begins(entry.label)
                || std::any_of(entry.aliases.begin(), entry.aliases.end(), begins);
            if (fits && found.size() < mostSuggestions)
                found.append(
                    tr("%1: %2", "a word to type and the kind that it stands for")
                        .arg(sketch::wordFor(entry.what, m_view.canvas().catalog()), entry.label));
        }
    }
    if (patternWord().startsWith(beginning, Qt::CaseInsensitive) && found.size() < mostSuggestions)
        found.append(tr("%1: %2").arg(patternWord(), tr("a list of patterns")));
    return found.join(QStringLiteral(" · "));
}

QString QuickAdd::preview(const QString &text) const
{
    const Design &design = m_view.canvas().document().design();
    const catalog::Catalog &catalog = m_view.canvas().catalog();
    const Expected<sketch::Sketched> sketched = sketch::read(text, design, catalog);
    if (!sketched) {
        const QString last = text.mid(text.lastIndexOf(u' ') + 1);
        if (isFollowing() && m_list->left() > 0)
            return tr("Enter adds what is marked below");
        const QString like = last.isEmpty() ? QString() : suggestions(last);
        return like.isEmpty() ? toString(sketched.error().first().what) : like;
    }
    const Design after = *apply(design, sketched->change);
    QStringList added;
    for (const ElementId id : sketched->added)
        added.append(common(*after.find(id)).name);
    const QString what = added.isEmpty() ? tr("Nothing new")
                                         : tr("Adds %1").arg(QLocale().createSeparatedList(added));
    const Element *last = design.find(m_last);
    if (last && isFollowing())
        return tr("%1, connected to %2").arg(what, common(*last).name);
    return last ? tr("%1. Tab also connects %2 to it").arg(what, common(*last).name) : what;
}

void QuickAdd::showHint()
{
    const QString text = m_field->text().trimmed();
    const Element *last = m_view.canvas().document().design().find(m_last);
    if (isOfferingPatterns())
        m_hint->setText(m_list->sentence());
    else if (!text.isEmpty())
        m_hint->setText(preview(text));
    else if (isFollowing() && last)
        m_hint->setText(
            tr("What follows %1: choose it, or type a kind and a name").arg(common(*last).name));
    else
        m_hint->setText(tr("A kind and a name, or several: api orders -> fn Create -> ddb Orders. "
                           "Or: pattern"));
    if (isVisible())
        moveToSpot();
}

bool QuickAdd::refuse(const Problems &problems)
{
    m_hint->setText(CanvasView::sentenceOf(problems.first()));
    moveToSpot();
    return false;
}

Expected<Connection> QuickAdd::connectionTo(const Design &design, ElementId target) const
{
    const catalog::Catalog &catalog = m_view.canvas().catalog();
    return m_port == Port::Failure ? sketch::failureBetween(design, m_last, target, catalog)
                                   : sketch::connectionBetween(design, m_last, target, catalog);
}

QPointF QuickAdd::cornerAtLine() const
{
    const QSizeF node = CanvasView::nodeSize();
    const QPointF back
        = m_port == Port::Failure ? QPointF(node.width() / 2, 0) : QPointF(0, node.height() / 2);
    return m_view.freeSpot(QRectF(m_at - back, node));
}

bool QuickAdd::add(bool connectLast)
{
    const Design &design = m_view.canvas().document().design();
    const catalog::Catalog &catalog = m_view.canvas().catalog();
    Expected<sketch::Sketched> sketched = sketch::read(m_field->text(), design, catalog);
    if (!sketched)
        return refuse(sketched.error());
    if (sketched->nodes.isEmpty())
        return false;
    Change change = laidOut(m_view, *sketched, isFollowing() ? cornerAtLine() : m_at);
    const ElementId first = sketched->nodes.first();
    if (connectLast && design.find(m_last) && m_last != first) {
        const Design after = *apply(design, change);
        const Expected<Connection> connection = connectionTo(after, first);
        if (!connection)
            return refuse(connection.error());
        change = merged(change, sketch::connect(after, *connection).change);
    }
    if (!m_view.perform(tr("Add %n element(s)", nullptr, int(sketched->added.size())), change))
        return false;
    m_last = sketched->nodes.last();
    m_view.canvas().selection().set({m_last});
    m_view.canvas().setFocusElement(m_last);
    m_view.reveal({m_last});
    // The next one stands to the right of it.
    const QRectF box = m_view.canvas().rectOf({m_last});
    m_at = m_view.freeSpot(QRectF(box.topRight() + QPointF(columnGap, 0), CanvasView::nodeSize()));
    m_field->clear();
    moveToSpot();
    return true;
}

void QuickAdd::follow()
{
    const QString text = m_field->text().trimmed();
    const Design &design = m_view.canvas().document().design();
    const std::optional<sketch::Follower> marked = m_list->current();
    const bool isNotation
        = !text.isEmpty() && sketch::read(text, design, m_view.canvas().catalog()).has_value();
    if (marked && (m_chosen || !isNotation)) {
        place(*marked);
    } else if (add(true)) {
        close();
    }
}

void QuickAdd::place(const sketch::Follower &follower)
{
    const Design &design = m_view.canvas().document().design();
    const QPointF corner = cornerAtLine();
    const Expected<sketch::Placed> placed
        = sketch::place(design, follower.what, Point{corner.x(), corner.y()}, m_container,
                        m_view.canvas().catalog());
    if (!placed) {
        refuse(placed.error());
        return;
    }
    const Design after = *apply(design, placed->change);
    const Expected<Connection> connection = connectionTo(after, placed->id);
    if (!connection) {
        refuse(connection.error());
        return;
    }
    const Change change = merged(placed->change, sketch::connect(after, *connection).change);
    const QString name = common(*after.find(placed->id)).name;
    const ElementId added = placed->id;
    if (!m_view.perform(tr("Add %1").arg(name), change))
        return;
    close();
    m_view.canvas().selection().set({added});
    m_view.canvas().setFocusElement(added);
    m_view.reveal({added});
    m_view.nameNew(follower.what, added);
}

bool QuickAdd::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || !isVisible())
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            close();
    }
    // Keys that window shortcuts would take first.
    if (event->type() == QEvent::ShortcutOverride) {
        const int wanted = static_cast<QKeyEvent *>(event)->key();
        if (wanted == Qt::Key_Escape || wanted == Qt::Key_Tab)
            event->accept();
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!m_list->isVisible())
            return false;
        m_list->walk(key == Qt::Key_Down ? 1 : -1);
        m_chosen = true;
        if (isOfferingPatterns())
            showHint();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isFollowing())
            follow();
        else if (isOfferingPatterns())
            insert();
        else if (m_field->text().trimmed().isEmpty())
            close();
        else
            add(false);
        return true;
    case Qt::Key_Tab:
        if (isFollowing()) {
            follow();
            return true;
        }
        if (m_field->text().trimmed().isEmpty())
            return false;
        add(true);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace stratoplan::canvas
