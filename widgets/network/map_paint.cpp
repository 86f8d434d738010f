// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/map_paint.h"

#include "planner/layout/layout.h"
#include "widgets/document/harm_text.h"
#include "widgets/network/map_text.h"
#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QFontMetricsF>

#include <algorithm>

namespace stratoplan::network {

namespace {

using drawing::AddressPiece;
using drawing::addressText;
using theme::Token;

constexpr double padding = 6;
constexpr double markSize = 14;
constexpr double barHeight = 5;
constexpr double radius = 4;
/// Fewer letters say nothing.
constexpr double leastText = 24;
constexpr int ticks = 8;
constexpr double leastTickGap = 46;

double widthOf(const QFont &font, const QString &text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

/// Shortened at the end; left out where nearly nothing would be left.
void drawLine(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &ink,
              const QString &text, Qt::Alignment alignment = Qt::AlignLeft)
{
    if (text.isEmpty() || (rect.width() < leastText && widthOf(font, text) > rect.width()))
        return;
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
}

/// Text without its end is of no use: all of it or nothing.
void drawWhole(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &ink,
               const QString &text, Qt::Alignment alignment = Qt::AlignLeft)
{
    if (widthOf(font, text) <= rect.width())
        drawLine(painter, rect, font, ink, text, alignment);
}

class Painter
{
public:
    Painter(QPainter &painter, const MapLayout &layout, const Outlook &outlook,
            const MapState &state, const theme::Theme &theme, const theme::Icons &icons)
        : m_painter(painter)
        , m_layout(layout)
        , m_outlook(outlook)
        , m_design(*outlook.analysis->design)
        , m_state(state)
        , m_theme(theme)
        , m_icons(icons)
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
    }

    void paint(const QRectF &exposed)
    {
        for (const MapSection &section : m_layout.sections) {
            if (section.head.intersects(exposed))
                paintHead(section);
            if (section.unplaced.intersects(exposed)) {
                drawLine(m_painter, section.unplaced, theme::sans(11), color(Token::Muted),
                         Words::tr("Block not known, so without a place on the map:"));
            }
            if (section.ipv6.intersects(exposed))
                paintIpv6Head(section);
        }
        for (const MapChip &chip : m_layout.chips) {
            if (chip.rect.intersects(exposed))
                paintChip(chip);
        }
        for (const MapRow &row : m_layout.rows) {
            if (row.rect.adjusted(0, 0, 0, 24).intersects(exposed))
                paintAxis(row);
        }
        for (int i = 0; i < m_layout.items.size(); ++i)
            paintItem(i, exposed);
        if (m_layout.legend.intersects(exposed))
            paintLegend(m_layout.legend);
        if (m_state.current >= 0 && m_state.current < m_layout.items.size())
            paintFrame(m_layout.items.at(m_state.current));
        if (m_state.preview)
            paintPreview(*m_state.preview);
    }

private:
    QColor color(Token token) const { return m_theme.color(token); }

    void paintHead(const MapSection &section)
    {
        const Vpc *vpc = m_design.get<Vpc>(section.vpc);
        const VpcPlan *plan = planOf(section.vpc, m_outlook);
        if (!vpc || !plan)
            return;
        QRectF rest = section.head;
        const double dpr = m_painter.device()->devicePixelRatioF();
        m_painter.drawPixmap(QPointF(rest.left(), rest.center().y() - 8),
                             m_icons.pixmap(QStringLiteral("vpc"),
                                            m_theme.category(catalog::Category::Network).icon, 16,
                                            dpr));
        rest.setLeft(rest.left() + 24);
        const QFont bold = theme::sans(13, true);
        const QString name = shownName(m_design, section.vpc);
        const double nameWidth = std::min(widthOf(bold, name) + 1, rest.width());
        drawLine(m_painter, QRectF(rest.left(), rest.top(), nameWidth, rest.height()), bold,
                 color(Token::Text), name);
        rest.setLeft(rest.left() + nameWidth + 12);

        QStringList blocks;
        for (const Field<QString> &field : vpc->cidrs)
            blocks.append(field ? *field : field.expression);
        quint64 all = 0;
        for (const Cidr &block : plan->cidrs)
            all += block.size();
        QString figures = section.blocksKnown
            ? Words::tr("%1 of %2 addresses free · %3 to a row")
                  .arg(count(static_cast<quint64>(plan->freeAddresses)), count(all),
                       count(section.perRow))
            : Words::tr("its blocks are not known · %1 to a row").arg(count(section.perRow));
        if (m_outlook.other) {
            figures = Words::tr("upper bar %1, lower bar %2")
                          .arg(id(m_outlook.plan.model), id(m_outlook.other->model))
                + QStringLiteral(" · ") + figures;
        }
        const QFont caption = theme::sans(11);
        const double figuresWidth = widthOf(caption, figures) + 2;
        if (figuresWidth < rest.width()) {
            drawLine(m_painter,
                     QRectF(rest.right() - figuresWidth, rest.top(), figuresWidth, rest.height()),
                     caption, color(Token::Muted), figures, Qt::AlignRight);
            rest.setRight(rest.right() - figuresWidth - 12);
        }
        drawLine(m_painter, rest, theme::mono(12), color(Token::Muted),
                 blocks.join(QLatin1Char(' ')));
    }

    void paintIpv6Head(const MapSection &section)
    {
        const VpcPlan *plan = planOf(section.vpc, m_outlook);
        if (!plan || !plan->ipv6)
            return;
        QRectF rest = section.ipv6;
        const QFont bold = theme::sans(12, true);
        const QString head = Words::tr("IPv6");
        drawLine(m_painter, rest, bold, color(Token::Text), head);
        rest.setLeft(rest.left() + widthOf(bold, head) + 12);
        const QFont caption = theme::sans(11);
        const QString figures = figuresOf(*plan->ipv6);
        const double width = widthOf(caption, figures) + 2;
        if (width < rest.width()) {
            drawLine(m_painter, QRectF(rest.right() - width, rest.top(), width, rest.height()),
                     caption, color(Token::Muted), figures, Qt::AlignRight);
            rest.setRight(rest.right() - width - 12);
        }
        if (plan->ipv6->block)
            drawLine(m_painter, rest, theme::mono(12), color(Token::Muted),
                     plan->ipv6->block->toString());
        else if (plan->ipv6->provided)
            drawLine(m_painter, rest, caption, color(Token::Muted),
                     Words::tr("a block of Amazon's, given when the VPC is made"));
    }

    void paintChip(const MapChip &chip)
    {
        const QRectF rect = chip.rect.adjusted(1, 1, -1, -1);
        const Subnet *subnet = m_design.get<Subnet>(chip.subnet);
        if (!subnet) {
            hatch(rect, color(Token::Border), Qt::BDiagPattern, false);
            paintPlate(rect, Words::tr("%1 /64 free").arg(count(chip.piece->count())));
            return;
        }
        const bool isPublic = layout::isPublic(*subnet, m_design);
        const bool wrong = chip.piece && (chip.piece->outside || chip.piece->overlapping);
        QPen frame(color(isPublic ? Token::SubnetPublicFrame : Token::SubnetPrivateFrame), 1);
        if (wrong)
            frame = QPen(m_theme.severity(theme::Mark::Blocker).ink, 1.5);
        if (!chip.piece)
            frame.setDashPattern({4, 3});
        m_painter.setPen(frame);
        m_painter.setBrush(color(isPublic ? Token::SubnetPublic : Token::SubnetPrivate));
        m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const MapItem *current = m_layout.items.size() > m_state.current && m_state.current >= 0
            ? &m_layout.items.at(m_state.current)
            : nullptr;
        if (current && current->piece.subnet == chip.subnet) {
            m_painter.setPen(QPen(color(Token::Accent), 2));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(chip.rect, radius + 1, radius + 1);
        }
        QRectF line = rect.adjusted(padding, 4, -padding, 0);
        line.setHeight(17);
        if (wrong)
            theme::paintSeverity(
                m_painter, QRectF(line.right() - markSize + 2, line.top(), markSize, markSize),
                theme::Mark::Blocker, m_theme);
        QRectF name = line;
        name.setRight(line.right() - (wrong ? markSize + 2 : 0));
        m_painter.setFont(theme::sans(12, true));
        m_painter.setPen(color(Token::Text));
        m_painter.drawText(
            name, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            QFontMetricsF(m_painter.font())
                .elidedText(shownName(m_design, chip.subnet), Qt::ElideMiddle, name.width()));
        line.translate(0, 17);
        drawLine(m_painter, line, chip.piece ? theme::mono(11) : theme::sans(11),
                 color(Token::Muted), ipv6Text(chip));
    }

    void paintAxis(const MapRow &row)
    {
        const QFont font = theme::mono(11);
        const double top = row.rect.bottom() + 1;
        const QColor ink = color(Token::Faint);
        if (row.thin)
            return;
        const double step = row.rect.width() / ticks;
        for (int i = 0; i < ticks; ++i) {
            const double x = row.rect.left() + step * i;
            if (i > 0 && (step < leastTickGap || (row.end - row.begin) < ticks))
                break;
            m_painter.setPen(QPen(ink, 1));
            m_painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, top + 3));
            const quint64 address
                = row.begin + (row.end - row.begin) * static_cast<quint64>(i) / ticks;
            QString text = addressText(address);
            if (i > 0) {
                // Within a row the parts that change say enough.
                const int parts = row.end - row.begin > 256 ? 2 : 1;
                text = QLatin1Char('.') + text.section(QLatin1Char('.'), -parts);
                if (i == 1 && widthOf(font, addressText(row.begin)) > step - 8)
                    continue;
            } else if (row.folded > 0) {
                text += QStringLiteral(" … ")
                    + addressText(row.begin + row.perRow * (row.folded + 1) - 1);
            }
            m_painter.setFont(font);
            m_painter.setPen(ink);
            m_painter.drawText(QPointF(x + 2, top + 13), text);
            if (i == 0 && row.folded > 0)
                break;
        }
    }

    void paintItem(int index, const QRectF &exposed)
    {
        const MapItem &item = m_layout.items.at(index);
        const bool hovered = index == m_state.hovered;
        // The words stand in the widest part.
        qsizetype widest = 0;
        for (qsizetype i = 1; i < item.parts.size(); ++i) {
            if (item.parts.at(i).width() > item.parts.at(widest).width())
                widest = i;
        }
        for (qsizetype i = 0; i < item.parts.size(); ++i) {
            if (!item.parts.at(i).intersects(exposed))
                continue;
            const QRectF rect = item.parts.at(i).adjusted(1, 1, -1, -1);
            if (item.piece.kind == AddressPiece::Kind::Subnet)
                paintSubnet(item, rect, i == widest, hovered);
            else
                paintStretch(item, rect, i == widest, hovered);
        }
    }

    void hatch(const QRectF &rect, const QColor &ink, Qt::BrushStyle style, bool dashed)
    {
        QPen frame(ink, 1);
        if (dashed)
            frame.setDashPattern({4, 3});
        m_painter.setPen(frame);
        m_painter.setBrush(QBrush(ink, style));
        m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }

    void paintStretch(const MapItem &item, const QRectF &rect, bool words, bool hovered)
    {
        const bool known = item.piece.kind == AddressPiece::Kind::Free;
        hatch(rect, color(hovered ? Token::Strong : Token::Border),
              known ? Qt::BDiagPattern : Qt::DiagCrossPattern, !known);
        if (!words)
            return;
        QString text = known ? Words::tr("free") : Words::tr("not known");
        const QString more = known ? Words::tr("%1 free").arg(count(item.piece.size())) : text;
        const QString most = known
            ? Words::tr("%1 to %2: %3 free")
                  .arg(addressText(item.piece.begin), addressText(item.piece.end - 1),
                       count(item.piece.size()))
            : text;
        const QFont font = theme::sans(11);
        for (const QString &longer : {more, most}) {
            if (widthOf(font, longer) + 24 <= rect.width())
                text = longer;
        }
        paintPlate(rect, text);
    }

    /// Words in the middle of what is hatched; none where they do not fit.
    void paintPlate(const QRectF &rect, const QString &text)
    {
        const QFont font = theme::sans(11);
        const double width = widthOf(font, text) + 10;
        if (width > rect.width())
            return;
        const QRectF plate(rect.center().x() - width / 2, rect.center().y() - 9, width, 18);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color(Token::Surface));
        m_painter.drawRoundedRect(plate, 3, 3);
        drawLine(m_painter, plate, font, color(Token::Muted), text, Qt::AlignHCenter);
    }

    void paintSubnet(const MapItem &item, const QRectF &rect, bool words, bool hovered)
    {
        const Subnet *subnet = m_design.get<Subnet>(item.piece.subnet);
        const SubnetPlan *plan = m_outlook.plan.subnet(item.piece.subnet);
        if (!subnet || !plan)
            return;
        const bool isPublic = layout::isPublic(*subnet, m_design);
        const bool wrong = item.piece.outside || item.piece.overlapping;
        QPen frame(color(isPublic ? Token::SubnetPublicFrame : Token::SubnetPrivateFrame), 1);
        if (hovered)
            frame.setColor(color(Token::Strong));
        if (wrong)
            frame = QPen(m_theme.severity(theme::Mark::Blocker).ink, 1.5);
        if (subnet->outside || item.isUnplaced())
            frame.setDashPattern({4, 3});
        m_painter.setPen(frame);
        m_painter.setBrush(color(isPublic ? Token::SubnetPublic : Token::SubnetPrivate));
        const QRectF box = rect.adjusted(0.5, 0.5, -0.5, -0.5);
        m_painter.drawRoundedRect(box, radius, radius);
        if (item.isUnplaced()) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(QBrush(color(Token::Border), Qt::BDiagPattern));
            m_painter.drawRoundedRect(box, radius, radius);
        }
        const Effect *effect = m_outlook.loss.on(item.piece.subnet);
        const bool stops = effect && effect->harm == Harm::Stops;
        if (stops) {
            // Below the name, which is still read.
            m_painter.setPen(QPen(color(Token::Strong), 1, Qt::DashLine));
            m_painter.setBrush(color(Token::Sunken));
            m_painter.drawRoundedRect(box, radius, radius);
            m_painter.setBrush(QBrush(color(Token::Border), Qt::BDiagPattern));
            m_painter.drawRoundedRect(box, radius, radius);
        }
        if (words)
            paintWords(item, *subnet, *plan, rect, isPublic, wrong);
        if (!stops)
            paintBars(*plan, rect);
        if (effect)
            paintHarm(*effect, box, words);
    }

    /// What the lost zones do to a subnet.
    void paintHarm(const Effect &effect, const QRectF &box, bool words)
    {
        const std::optional<theme::Mark> mark = stratoplan::markOf(effect.harm);
        if (mark) {
            QPen frame(m_theme.severity(*mark).ink, 2);
            if (effect.harm == Harm::Unknown)
                frame.setDashPattern({1, 2});
            m_painter.setPen(frame);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
        }
        if (!words || box.height() < 30)
            return;
        const QFont font = theme::sans(11, true);
        const QString word = harmWord(effect.harm);
        const double width = widthOf(font, word) + 24;
        const bool worded = width <= box.width() - 4;
        const QRectF plate(box.left() + 3, box.bottom() - 20, worded ? width : 18, 17);
        if (plate.right() > box.right())
            return;
        const QColor ink = mark ? m_theme.severity(*mark).ink : color(Token::Text);
        m_painter.setPen(QPen(ink, 1));
        m_painter.setBrush(color(Token::Surface));
        m_painter.drawRoundedRect(plate, 4, 4);
        const QRectF spot(plate.left() + 3, plate.center().y() - 6, 12, 12);
        if (mark)
            theme::paintSeverity(m_painter, spot, *mark, m_theme);
        else
            paintCross(spot, ink);
        if (worded)
            drawLine(m_painter, plate.adjusted(18, 0, -2, 0), font, ink, word);
    }

    void paintCross(const QRectF &spot, const QColor &ink)
    {
        m_painter.setPen(QPen(ink, 1.75, Qt::SolidLine, Qt::RoundCap));
        const QRectF cross = spot.adjusted(2, 2, -2, -2);
        m_painter.drawLine(cross.topLeft(), cross.bottomRight());
        m_painter.drawLine(cross.topRight(), cross.bottomLeft());
    }

    void paintLegend(const QRectF &area)
    {
        const QFont font = theme::sans(11);
        constexpr double sample = 26;
        double x = area.left();
        const auto entry = [&](const QString &text, const auto &draw) {
            const double width = sample + 6 + widthOf(font, text) + 18;
            if (x + width > area.right() + 18)
                return;
            draw(QRectF(x, area.center().y() - 4, sample, 8));
            drawLine(m_painter, QRectF(x + sample + 6, area.top(), width, area.height()), font,
                     color(Token::Muted), text);
            x += width;
        };
        for (const Verdict verdict :
             {Verdict::Fits, Verdict::FitsUntilZoneLost, Verdict::TooSmall, Verdict::Unanswered}) {
            entry(verdictWord(verdict), [&](const QRectF &rect) {
                const QBrush brush = verdictBrush(verdict, m_theme);
                m_painter.setPen(QPen(brush.color(), 1));
                m_painter.setBrush(brush);
                m_painter.drawRoundedRect(rect, 4, 4);
            });
        }
        entry(Words::tr("outlined: with a zone lost"), [&](const QRectF &rect) {
            m_painter.setPen(QPen(verdictBrush(Verdict::Fits, m_theme).color(), 1));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(rect, 4, 4);
        });
        entry(Words::tr("free"), [&](const QRectF &rect) {
            hatch(rect, color(Token::Border), Qt::BDiagPattern, false);
        });
    }

    void paintWords(const MapItem &item, const Subnet &subnet, const SubnetPlan &plan,
                    const QRectF &rect, bool isPublic, bool wrong)
    {
        QRectF room = rect.adjusted(padding, 3, -padding, 0);
        if (room.height() < 16)
            return;
        std::optional<theme::Mark> mark = markOf(plan.verdict);
        if (m_outlook.other) {
            // Of two models the worse one stands out.
            const SubnetPlan *other = m_outlook.other->subnet(plan.subnet);
            const std::optional<theme::Mark> theirs = other ? markOf(other->verdict) : std::nullopt;
            if (theirs && (!mark || *theirs < *mark))
                mark = theirs;
        }
        if (wrong)
            mark = theme::Mark::Blocker;
        if (mark) {
            // In a sliver the mark stands alone.
            const bool fits = rect.width() >= markSize + 2;
            const QRectF spot = rect.width() < 2 * markSize
                ? QRectF(rect.center().x() - markSize / 2, rect.top() + 4, markSize, markSize)
                : QRectF(room.right() - markSize + 2, rect.top() + 4, markSize, markSize);
            if (fits)
                theme::paintSeverity(m_painter, spot, *mark, m_theme);
            room.setRight(room.right() - markSize - 2);
        }
        const QString name = shownName(m_design, item.piece.subnet);
        // Where the name is a little too long for its block, a smaller one is read sooner than half
        // of it.
        QFont bold = theme::sans(12, true);
        if (widthOf(bold, name) > room.width()) {
            bold = theme::sans(11, true);
            room.adjust(-3, 0, 3, 0);
        }
        // The end of a name tells subnets apart as often as its beginning.
        const QRectF line(room.left(), room.top(), room.width(), 17);
        if (line.width() >= leastText || widthOf(bold, name) <= line.width()) {
            m_painter.setFont(bold);
            m_painter.setPen(color(Token::Text));
            m_painter.drawText(line, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                               QFontMetricsF(bold).elidedText(name, Qt::ElideMiddle, line.width()));
        }
        room.setRight(rect.right() - padding);
        if (room.height() < 36)
            return;
        const QRectF second(room.left(), room.top() + 16, room.width(), 15);
        const QFont mono = theme::mono(11);
        const QString block = blockText(&subnet, &plan);
        const QString word = isPublic ? Words::tr("public") : QString();
        const double wordWidth = word.isEmpty() ? 0 : widthOf(theme::sans(11), word) + 6;
        if (item.isUnplaced()) {
            drawLine(m_painter, second, mono, color(Token::Muted), block);
            return;
        }
        if (widthOf(mono, block) + wordWidth <= second.width()) {
            drawWhole(m_painter, second, mono, color(Token::Muted), block);
            drawWhole(m_painter, second, theme::sans(11), color(Token::Muted), word,
                      Qt::AlignRight);
        } else if (widthOf(mono, block) <= second.width()) {
            drawWhole(m_painter, second, mono, color(Token::Muted), block);
        } else {
            drawWhole(m_painter, second, mono, color(Token::Muted),
                      QLatin1Char('/') + block.section(QLatin1Char('/'), 1));
        }
    }

    void paintBars(const SubnetPlan &plan, const QRectF &rect)
    {
        const bool compared = m_outlook.other.has_value();
        const double height = rect.height() < 34 ? 3 : barHeight;
        double y = rect.bottom() - 5 - height;
        const double inset = std::min(padding, rect.width() / 6);
        const auto bar = [&](double top) {
            return QRectF(rect.left() + inset, top, rect.width() - 2 * inset, height);
        };
        if (compared) {
            if (const SubnetPlan *other = m_outlook.other->subnet(plan.subnet))
                paintBar(*other, bar(y));
            y -= height + 3;
        }
        paintBar(plan, bar(y));
    }

    void paintBar(const SubnetPlan &plan, const QRectF &track)
    {
        m_painter.setPen(QPen(color(Token::Border), 0.75));
        m_painter.setBrush(color(Token::Surface));
        const double round = track.height() / 2;
        m_painter.drawRoundedRect(track, round, round);
        if (!plan.usable || *plan.usable <= 0)
            return;
        const auto share = [&](std::optional<qint64> value) {
            return std::clamp(double(value.value_or(0)) / double(*plan.usable), 0.0, 1.0);
        };
        const QBrush brush = verdictBrush(plan.verdict, m_theme);
        const auto fill = [&](double part, const QBrush &with, const QPen &pen) {
            QRectF filled = track;
            filled.setWidth(std::max(track.height(), track.width() * part));
            m_painter.setPen(pen);
            m_painter.setBrush(with);
            m_painter.drawRoundedRect(filled, round, round);
        };
        const QPen outline(brush.color(), 1);
        if (plan.neededAfterZoneLoss.value_or(0) > plan.needed.value_or(0))
            fill(share(plan.neededAfterZoneLoss), Qt::NoBrush, outline);
        const qint64 used = plan.needed.value_or(plan.residents);
        if (used > 0)
            fill(share(used), brush, outline);
    }

    void paintFrame(const MapItem &item)
    {
        QPen pen(color(Token::Accent), 2);
        m_painter.setBrush(Qt::NoBrush);
        for (const QRectF &part : item.parts) {
            m_painter.setPen(pen);
            m_painter.drawRoundedRect(part.adjusted(0, 0, 0, 0), radius + 1, radius + 1);
        }
        if (!m_state.focused)
            return;
        pen.setDashPattern({2, 1});
        m_painter.setPen(pen);
        for (const QRectF &part : item.parts)
            m_painter.drawRoundedRect(part.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
    }

    void paintPreview(const MapPreview &preview)
    {
        const QColor ink
            = preview.refused ? m_theme.severity(theme::Mark::High).ink : color(Token::Accent);
        QPen pen(ink, 2);
        pen.setDashPattern({3, 2});
        QRectF last;
        for (const QRectF &rect : preview.rects) {
            QColor tint = ink;
            tint.setAlpha(28);
            m_painter.setPen(pen);
            m_painter.setBrush(tint);
            m_painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
            last = rect;
        }
        if (preview.text.isEmpty() || preview.rects.isEmpty())
            return;
        const QFont font = theme::sans(12, true);
        const double width = std::min(widthOf(font, preview.text) + 20, m_layout.size.width() - 24);
        QRectF plate(last.left(), last.bottom() + 4, width, 24);
        plate.moveLeft(std::clamp(plate.left(), 12.0, m_layout.size.width() - 12 - width));
        m_painter.setPen(QPen(ink, 1));
        m_painter.setBrush(color(Token::Raised));
        m_painter.drawRoundedRect(plate, 6, 6);
        drawLine(m_painter, plate.adjusted(10, 0, -8, 0), font, ink, preview.text);
    }

    QPainter &m_painter;
    const MapLayout &m_layout;
    const Outlook &m_outlook;
    const Design &m_design;
    const MapState &m_state;
    const theme::Theme &m_theme;
    const theme::Icons &m_icons;
};

} // namespace

void paintMap(QPainter &painter, const MapLayout &layout, const Outlook &outlook,
              const MapState &state, const theme::Theme &theme, const theme::Icons &icons,
              const QRectF &exposed)
{
    Painter(painter, layout, outlook, state, theme, icons).paint(exposed);
}

} // namespace stratoplan::network
