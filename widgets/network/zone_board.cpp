// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/zone_board.h"

#include "planner/network/spread.h"
#include "widgets/document/harm_text.h"
#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QAction>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::network {

namespace {

using theme::Token;

constexpr int switchHeight = 44;
constexpr int switchesWidth = 264;
constexpr int leastSwitches = 170;
constexpr int zoneIcon = 18;
constexpr QSize trackSize(34, 18);
constexpr int elementRole = Qt::UserRole;
constexpr int becauseRole = Qt::UserRole + 1;

/// A zone, or a subnet whose zone is not known, which counts as one of its own.
struct Place
{
    ElementId id;
    ElementId vpc;
    int subnets = 0;

    bool operator==(const Place &) const = default;
};

QList<Place> placesOf(const Design &design)
{
    QList<Place> places;
    const QList<const Zone *> zones = design.all<Zone>();
    for (const Zone *zone : zones)
        places.append({zone->id, zone->vpc, 0});
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        const ElementId here = placeOf(*subnet);
        const auto found = std::find_if(places.begin(), places.end(),
                                        [&](const Place &place) { return place.id == here; });
        if (found != places.end())
            ++found->subnets;
        else
            places.append({here, subnet->vpc, 1});
    }
    return places;
}

QString placeName(const Design &design, ElementId id)
{
    const Zone *zone = design.get<Zone>(id);
    if (!zone)
        return shownName(design, id);
    return zone->label.isEmpty() ? zone->zone.valueOr(zone->name) : zone->label;
}

QPixmap harmPixmap(Harm harm, const theme::Theme &theme, const theme::Icons &icons)
{
    constexpr int side = 16;
    constexpr qreal dpr = 2;
    const std::optional<theme::Mark> mark = stratoplan::markOf(harm);
    if (!mark)
        return icons.pixmap(QStringLiteral("cross"), theme.color(Token::Text), side, dpr);
    return theme::severityPixmap(*mark, theme, side, dpr);
}

} // namespace

ZoneSwitch::ZoneSwitch(ElementId zone, QWidget *parent)
    : QAbstractButton(parent)
    , m_zone(zone)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ZoneSwitch::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    update();
}

void ZoneSwitch::setCaption(const QString &caption)
{
    m_caption = caption;
    setAccessibleDescription(caption);
    update();
}

QSize ZoneSwitch::sizeHint() const
{
    return {leastSwitches - 30, switchHeight};
}

void ZoneSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPen frame(m_theme.color(underMouse() ? Token::Strong : Token::Border), 1);
    if (!on) {
        frame.setColor(m_theme.color(Token::Strong));
        frame.setDashPattern({4, 3});
    }
    if (hasFocus())
        frame = QPen(m_theme.color(Token::Accent), 2);
    painter.setPen(frame);
    painter.setBrush(m_theme.color(on ? Token::Surface : Token::Sunken));
    painter.drawRoundedRect(card, 8, 8);

    const QColor ink
        = on ? m_theme.category(catalog::Category::Network).icon : m_theme.color(Token::Faint);
    painter.drawPixmap(QPointF(10, (height() - zoneIcon) / 2.0),
                       m_icons.pixmap(QStringLiteral("zone"), ink, zoneIcon, devicePixelRatioF()));

    const QString word = on ? ZoneBoard::tr("on") : ZoneBoard::tr("off");
    const QFont caption = theme::sans(11);
    const QFont bold = theme::sans(13, true);
    const int wordWidth = QFontMetrics(caption).horizontalAdvance(word);
    const QRectF track(width() - 10 - trackSize.width(), (height() - trackSize.height()) / 2.0,
                       trackSize.width(), trackSize.height());
    const double left = 10 + zoneIcon + 10;
    const double right = track.left() - 8 - wordWidth;
    painter.setFont(caption);
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QRectF(right, 0, wordWidth + 2, height()), Qt::AlignVCenter, word);
    painter.setFont(bold);
    painter.setPen(m_theme.color(on ? Token::Text : Token::Muted));
    const QRectF name(left, 5, right - left - 8, 18);
    painter.drawText(name, Qt::AlignVCenter,
                     QFontMetricsF(bold).elidedText(text(), Qt::ElideMiddle, name.width()));
    painter.setFont(caption);
    painter.setPen(m_theme.color(Token::Muted));
    const QRectF line(left, 23, right - left - 8, 16);
    painter.drawText(line, Qt::AlignVCenter,
                     QFontMetricsF(caption).elidedText(m_caption, Qt::ElideRight, line.width()));

    painter.setPen(QPen(m_theme.color(on ? Token::Ok : Token::Strong), 1.5));
    painter.setBrush(m_theme.color(on ? Token::Ok : Token::Surface));
    const double round = track.height() / 2;
    painter.drawRoundedRect(track, round, round);
    const double knob = track.height() - 6;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(on ? Token::Surface : Token::Strong));
    painter.drawEllipse(
        QRectF(on ? track.right() - knob - 3 : track.left() + 3, track.top() + 3, knob, knob));
}

ZoneBoard::ZoneBoard(QAction &allOn, QWidget *parent)
    : QWidget(parent)
    , m_allOn(allOn)
    , m_allOnButton(new QPushButton)
    , m_summary(new QLabel)
    , m_scroll(new QScrollArea)
    , m_effects(new QTreeWidget)
{
    m_allOnButton->setObjectName(QStringLiteral("allZonesOn"));
    connect(&m_allOn, &QAction::triggered, this, &ZoneBoard::allOnWanted);
    connect(&m_allOn, &QAction::changed, this, &ZoneBoard::tellAllOn);
    connect(m_allOnButton, &QPushButton::clicked, &m_allOn, &QAction::trigger);

    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFixedWidth(switchesWidth);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);

    m_effects->setObjectName(QStringLiteral("zoneEffects"));
    m_effects->setColumnCount(3);
    m_effects->setRootIsDecorated(false);
    m_effects->setIndentation(0);
    m_effects->setFrameShape(QFrame::NoFrame);
    m_effects->setUniformRowHeights(true);
    m_effects->header()->setStretchLastSection(true);
    const auto choose = [this](QTreeWidgetItem *item) {
        if (!item)
            return;
        QList<ElementId> ids;
        const QVariantList because = item->data(0, becauseRole).toList();
        for (const QVariant &one : because)
            ids.append(ElementId{one.value<quint32>()});
        ids.append(ElementId{item->data(0, elementRole).value<quint32>()});
        Q_EMIT elementsChosen(ids);
    };
    connect(m_effects, &QTreeWidget::itemClicked, this, choose);
    connect(m_effects, &QTreeWidget::itemActivated, this, choose);

    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_summary, 1);
    head->addWidget(m_allOnButton);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    right->addLayout(head);
    right->setAlignment(head, Qt::AlignTop);
    right->addWidget(m_effects, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_scroll);
    layout->addLayout(right, 1);
    m_effects->setMinimumWidth(120);
    m_summary->setMinimumWidth(80);
    retranslate();
}

ZoneBoard::~ZoneBoard() = default;

void ZoneBoard::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    for (ZoneSwitch *one : std::as_const(m_switches))
        one->setTheme(theme);
    fillEffects();
}

void ZoneBoard::setOutlook(const OutlookPointer &outlook)
{
    m_outlook = outlook;
    makeSwitches();
    fillEffects();
}

void ZoneBoard::retranslate()
{
    tellAllOn();
    m_effects->setHeaderLabels({tr("Element"), tr("What happens"), tr("Why")});
    m_effects->setAccessibleName(tr("What the lost zones do"));
    makeSwitches();
    fillEffects();
}

void ZoneBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_scroll->setFixedWidth(std::clamp(width() * 2 / 5, leastSwitches, switchesWidth));
}

void ZoneBoard::makeSwitches()
{
    const QList<Place> places = m_outlook ? placesOf(*m_outlook->analysis->design) : QList<Place>{};
    bool same = places.size() == m_switches.size();
    for (qsizetype i = 0; same && i < places.size(); ++i)
        same = m_switches.at(i)->zone() == places.at(i).id;
    if (!same || !m_scroll->widget()) {
        m_switches.clear();
        auto *column = new QWidget;
        auto *layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 12, 0);
        layout->setSpacing(6);
        for (const Place &place : places) {
            auto *made = new ZoneSwitch(place.id);
            made->setTheme(m_theme);
            connect(made, &QAbstractButton::clicked, this,
                    [this, made](bool on) { Q_EMIT switched(made->zone(), !on); });
            layout->addWidget(made);
            m_switches.append(made);
        }
        layout->addStretch(1);
        m_scroll->setWidget(column);
        // Who comes to the board comes to its first switch.
        setFocusProxy(m_switches.value(0));
    }
    if (!m_outlook)
        return;
    const Design &design = *m_outlook->analysis->design;
    const bool several = design.all<Vpc>().size() > 1;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const Place &place = places.at(i);
        ZoneSwitch *one = m_switches.at(i);
        one->setText(placeName(design, place.id));
        one->setAccessibleName(tr("Zone %1").arg(one->text()));
        QStringList caption;
        if (several)
            caption.append(shownName(design, place.vpc));
        caption.append(design.get<Zone>(place.id) ? tr("%n subnet(s)", nullptr, place.subnets)
                                                  : tr("subnet, zone not known"));
        one->setCaption(caption.join(QStringLiteral(" · ")));
        one->setToolTip(tr("Switch %1 off to see what stops without it").arg(one->text()));
        one->setChecked(!m_outlook->loss.lost.contains(place.id));
    }
}

QString ZoneBoard::summary() const
{
    if (!m_outlook || m_switches.isEmpty())
        return tr("There is no zone to switch off.");
    const ZoneLoss &loss = m_outlook->loss;
    if (loss.lost.isEmpty())
        return tr("All zones are on. Switch one off to see what stops without it.");
    QStringList names;
    for (const ZoneSwitch *one : m_switches) {
        if (loss.lost.contains(one->zone()))
            names.append(one->text());
    }
    QStringList counts;
    for (const Harm harm : {Harm::Stops, Harm::CutOff, Harm::Overloaded, Harm::Unknown}) {
        const qsizetype many = loss.harmed(harm).size();
        if (many > 0)
            counts.append(QStringLiteral("%1 %2").arg(many).arg(harmWord(harm)));
    }
    const QString what
        = counts.isEmpty() ? tr("nothing else changes") : counts.join(QStringLiteral(", "));
    return tr("Without %1: %2").arg(names.join(QStringLiteral(", ")), what);
}

void ZoneBoard::tellAllOn()
{
    const QString keys = m_allOn.shortcut().toString(QKeySequence::NativeText);
    m_allOnButton->setText(keys.isEmpty() ? tr("All on") : tr("All on (%1)").arg(keys));
    m_allOnButton->setEnabled(m_allOn.isEnabled());
}

void ZoneBoard::fillEffects()
{
    m_summary->setText(summary());
    const bool lost = m_outlook && !m_outlook->loss.lost.isEmpty();
    m_allOn.setEnabled(lost);
    m_effects->setVisible(lost && !m_outlook->loss.effects.isEmpty());
    m_effects->clear();
    if (!lost)
        return;
    const Design &design = *m_outlook->analysis->design;
    // The worst first; among equals in the order of the design.
    QList<const Effect *> effects;
    for (const Effect &effect : m_outlook->loss.effects)
        effects.append(&effect);
    std::stable_sort(effects.begin(), effects.end(),
                     [](const Effect *a, const Effect *b) { return a->harm < b->harm; });
    for (const Effect *effect : std::as_const(effects)) {
        auto *item = new QTreeWidgetItem(
            {shownName(design, effect->element), harmWord(effect->harm), toString(effect->reason)});
        item->setIcon(0, QIcon(harmPixmap(effect->harm, m_theme, m_icons)));
        item->setFont(0, theme::sans(12, true));
        item->setToolTip(2, item->text(2));
        item->setData(0, elementRole, effect->element.value);
        QVariantList because;
        for (const ElementId id : effect->because)
            because.append(id.value);
        item->setData(0, becauseRole, because);
        m_effects->addTopLevelItem(item);
    }
    m_effects->resizeColumnToContents(0);
    m_effects->resizeColumnToContents(1);
}

} // namespace stratoplan::network
