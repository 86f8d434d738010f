// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layout.h"
#include "widgets/document/address_space.h"
#include "widgets/report/diagram_pen.h"
#include "widgets/report/figures.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::report {

namespace {

using drawing::AddressPiece;
using drawing::AddressRow;
using drawing::AddressSpace;
using drawing::addressText;
using theme::Token;

/// Texts of the map.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

constexpr double canvasWidth = 640;
constexpr double rowHeight = 64;
constexpr double thinHeight = 22;
constexpr double rowGap = 22;
constexpr double chipHeight = 40;
constexpr double chipWidth = 152;
constexpr double chipGap = 8;
constexpr double markSize = 14;
/// More rows than this are made fewer by putting more addresses into each.
constexpr qsizetype mostRows = 24;

/// The shape that says a verdict; none for one that fits.
std::optional<theme::Mark> markOf(network::Verdict verdict)
{
    switch (verdict) {
    case network::Verdict::Fits:
        return std::nullopt;
    case network::Verdict::FitsUntilZoneLost:
        return theme::Mark::High;
    case network::Verdict::TooSmall:
        return theme::Mark::Blocker;
    case network::Verdict::Unanswered:
        break;
    }
    return theme::Mark::Unanswered;
}

bool isThin(const AddressRow &row)
{
    return row.folded > 0 && !row.pieces.first().subnet;
}

class Map
{
public:
    Map(DiagramPen &pen, const network::VpcPlan &vpc, const Design &design,
        const theme::Theme &theme)
        : m_pen(pen)
        , m_vpc(vpc)
        , m_design(design)
        , m_theme(theme)
    {
    }

    void row(double y, const AddressRow &row, quint64 perRow)
    {
        const bool thin = isThin(row);
        const quint64 end
            = thin ? row.begin + perRow * (row.folded + 1) : std::min(row.end, row.begin + perRow);
        const auto scale = canvasWidth / static_cast<double>(thin ? end - row.begin : perRow);
        const double height = thin ? thinHeight : rowHeight;
        for (const AddressPiece &piece : row.pieces) {
            const quint64 from = std::max(piece.begin, row.begin);
            const quint64 to = std::min(piece.end, end);
            const double lane = height / piece.lanes;
            const QRectF rect(scale * static_cast<double>(from - row.begin) + 1,
                              y + lane * piece.lane,
                              std::max(1.0, scale * static_cast<double>(to - from) - 2), lane - 1);
            if (piece.subnet)
                subnet(rect, piece);
            else
                stretch(rect, piece);
        }
        QString axis = addressText(row.begin);
        if (row.folded > 0)
            axis += QStringLiteral(" … ") + addressText(row.begin + perRow * (row.folded + 1) - 1);
        m_pen.text({0, y + height + 13}, axis,
                   Lettering{11, color(Token::Faint), false, true, Qt::AlignLeft});
    }

    /// A subnet whose block is not known, beside the map.
    void unplaced(const QRectF &rect, ElementId id)
    {
        m_pen.hatchedRect(rect, 4, color(Token::Border));
        const Subnet *subnet = m_design.get<Subnet>(id);
        const QString name = nameOf(id);
        const QString said = subnet && !subnet->cidr.expression.isEmpty()
            ? subnet->cidr.expression
            : Words::tr("block not known");
        const QRectF plate = rect.adjusted(5, 4, -5, -4);
        m_pen.rect(plate, 3, color(Token::Surface));
        m_pen.text({plate.x() + 4, plate.y() + 13}, fitted(name, 11, true, plate.width() - 24),
                   Lettering{11, color(Token::Text), true, false, Qt::AlignLeft});
        m_pen.text({plate.x() + 4, plate.y() + 27}, fitted(said, 9, false, plate.width() - 8, true),
                   Lettering{9, color(Token::Muted), false, true, Qt::AlignLeft});
        m_pen.severity({plate.right() - 10, plate.y() + 9}, markSize - 2, theme::Mark::Unanswered,
                       m_theme);
    }

private:
    QColor color(Token token) const { return m_theme.color(token); }

    QString nameOf(ElementId id) const
    {
        const Element *element = m_design.find(id);
        if (!element)
            return {};
        const Common &part = common(*element);
        return part.label.isEmpty() ? part.name : part.label;
    }

    void stretch(const QRectF &rect, const AddressPiece &piece)
    {
        m_pen.hatchedRect(rect, 4, color(Token::Border));
        const QString word
            = piece.kind == AddressPiece::Kind::Free ? Words::tr("free") : Words::tr("not known");
        const double width = widthOf(word, 11, true) + 8;
        if (width > rect.width())
            return;
        const QRectF plate(rect.x() + 3, rect.y() + 3, width, 15);
        m_pen.rect(plate, 3, color(Token::Surface));
        m_pen.text({plate.x() + 4, plate.y() + 12}, word,
                   Lettering{11, color(Token::Muted), true, false, Qt::AlignLeft});
    }

    void subnet(const QRectF &rect, const AddressPiece &piece)
    {
        const Subnet *subnet = m_design.get<Subnet>(piece.subnet);
        const auto plan = std::find_if(
            m_vpc.subnets.begin(), m_vpc.subnets.end(),
            [&](const network::SubnetPlan &one) { return one.subnet == piece.subnet; });
        if (!subnet || plan == m_vpc.subnets.end())
            return;
        const bool isPublic = layout::isPublic(*subnet, m_design);
        const bool wrong = piece.outside || piece.overlapping;
        const QColor frame = wrong
            ? m_theme.severity(theme::Mark::Blocker).ink
            : color(isPublic ? Token::SubnetPublicFrame : Token::SubnetPrivateFrame);
        m_pen.rect(rect, 4, color(isPublic ? Token::SubnetPublic : Token::SubnetPrivate),
                   Stroke{frame, wrong ? 1.5 : 1, {}, 0, false});
        const std::optional<theme::Mark> mark
            = wrong ? std::optional(theme::Mark::Blocker) : markOf(plan->verdict);
        double room = rect.width() - 8;
        if (mark && rect.width() >= markSize + 2) {
            m_pen.severity({rect.right() - markSize / 2 - 3, rect.y() + markSize / 2 + 3}, markSize,
                           *mark, m_theme);
            room -= markSize + 2;
        }
        label(rect, nameOf(piece.subnet), plan->cidr->toString(), room);
        useBar(rect, *plan);
    }

    void label(const QRectF &rect, const QString &name, const QString &block, double room)
    {
        // Fewer letters say nothing.
        constexpr double least = 26;
        if (rect.height() < 20 || (room < least && widthOf(name, 11, true) > room))
            return;
        // A smaller name is read sooner than half of one.
        const double size = widthOf(name, 11, true) > room ? 9 : 11;
        m_pen.text({rect.x() + 5, rect.y() + 14}, fitted(name, size, true, room),
                   Lettering{size, color(Token::Text), true, false, Qt::AlignLeft});
        if (rect.height() < 44)
            return;
        const double whole = rect.width() - 8;
        const QString shown = widthOf(block, 9, false, true) <= whole
            ? block
            : QLatin1Char('/') + block.section(QLatin1Char('/'), 1);
        if (widthOf(shown, 9, false, true) <= whole)
            m_pen.text({rect.x() + 5, rect.y() + 30}, shown,
                       Lettering{9, color(Token::Muted), false, true, Qt::AlignLeft});
    }

    void useBar(const QRectF &rect, const network::SubnetPlan &plan)
    {
        if (!plan.usable || !plan.needed || *plan.usable <= 0 || rect.width() < 16
            || rect.height() < 28)
            return;
        const double share = std::clamp(
            static_cast<double>(*plan.needed) / static_cast<double>(*plan.usable), 0.0, 1.0);
        const QRectF track(rect.x() + 5, rect.bottom() - 12, rect.width() - 10, 6);
        m_pen.rect(track, 3, color(Token::Surface),
                   Stroke{color(Token::Border), 0.75, {}, 0, false});
        const std::optional<theme::Mark> mark = markOf(plan.verdict);
        m_pen.rect(
            QRectF(track.x(), track.y(), std::max(4.0, track.width() * share), track.height()), 3,
            mark ? m_theme.severity(*mark).ink : color(Token::Accent));
    }

    DiagramPen &m_pen;
    const network::VpcPlan &m_vpc;
    const Design &m_design;
    const theme::Theme &m_theme;
};

} // namespace

Picture addressMapPicture(const network::VpcPlan &vpc, const Design &design,
                          const theme::Theme &theme)
{
    quint64 perRow = drawing::usualRow(vpc);
    AddressSpace space = drawing::addressSpaceOf(vpc, design, perRow);
    while (space.rows.size() > mostRows && perRow < (quint64{1} << 32)) {
        perRow *= 2;
        space = drawing::addressSpaceOf(vpc, design, perRow);
    }
    if (space.rows.isEmpty() && space.unplaced.isEmpty())
        return {};
    const int chipsInRow = static_cast<int>((canvasWidth + chipGap) / (chipWidth + chipGap));
    const auto chipRows = (static_cast<int>(space.unplaced.size()) + chipsInRow - 1) / chipsInRow;
    double height = 1 + chipRows * (chipHeight + chipGap);
    for (const AddressRow &row : std::as_const(space.rows))
        height += (isThin(row) ? thinHeight : rowHeight) + rowGap;

    DiagramPen pen(QRectF(0, 0, canvasWidth, height), Words::tr("Addresses to scale"));
    Map map(pen, vpc, design, theme);
    double y = 1;
    for (const AddressRow &row : std::as_const(space.rows)) {
        map.row(y, row, perRow);
        y += (isThin(row) ? thinHeight : rowHeight) + rowGap;
    }
    for (int i = 0; i < space.unplaced.size(); ++i) {
        const int chipRow = i / chipsInRow;
        const int chipColumn = i % chipsInRow;
        map.unplaced(QRectF(chipColumn * (chipWidth + chipGap),
                            y + chipRow * (chipHeight + chipGap), chipWidth, chipHeight),
                     space.unplaced.at(i));
    }
    return pen.take();
}

} // namespace stratoplan::report
