// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layout.h"
#include "widgets/report/figures.h"
#include "widgets/report/picture_pen.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

constexpr double canvasWidth = 640;
constexpr double rowHeight = 64;
constexpr double rowGap = 22;
/// More rows than this say less than the table beside them.
constexpr int mostRows = 16;

/// A stretch of addresses that one row shows: free, or a part of a subnet.
struct Piece
{
    quint64 begin = 0;
    quint64 end = 0; ///< one past the last
    const network::SubnetPlan *subnet = nullptr;
};

QList<Piece> piecesOf(const network::Cidr &block, const network::VpcPlan &vpc)
{
    QList<Piece> taken;
    for (const network::SubnetPlan &subnet : vpc.subnets) {
        if (subnet.cidr && block.contains(*subnet.cidr))
            taken.append({subnet.cidr->base, subnet.cidr->base + subnet.cidr->size(), &subnet});
    }
    std::sort(taken.begin(), taken.end(),
              [](const Piece &a, const Piece &b) { return a.begin < b.begin; });
    QList<Piece> all;
    quint64 at = block.base;
    for (const Piece &piece : std::as_const(taken)) {
        if (piece.begin > at)
            all.append({at, piece.begin, nullptr});
        all.append(piece);
        at = std::max(at, piece.end);
    }
    if (at < block.base + block.size())
        all.append({at, block.base + block.size(), nullptr});
    return all;
}

QString address(quint64 value)
{
    return network::Cidr{static_cast<quint32>(value), 32}.toString().section(QLatin1Char('/'), 0,
                                                                             0);
}

class Map
{
public:
    Map(PicturePen &pen, const Design &design, const theme::Theme &theme)
        : m_pen(pen)
        , m_design(design)
        , m_theme(theme)
    {
    }

    void row(double y, quint64 begin, quint64 size, const QList<Piece> &pieces)
    {
        for (const Piece &piece : pieces) {
            const quint64 from = std::max(piece.begin, begin);
            const quint64 to = std::min(piece.end, begin + size);
            if (from >= to)
                continue;
            const double x1
                = canvasWidth * static_cast<double>(from - begin) / static_cast<double>(size);
            const double x2
                = canvasWidth * static_cast<double>(to - begin) / static_cast<double>(size);
            draw(QRectF(x1 + 1, y, x2 - x1 - 2, rowHeight), piece);
        }
        m_pen.text({0, y + rowHeight + 13}, address(begin),
                   Lettering{11, m_theme.color(theme::Token::Faint), false, true, Qt::AlignLeft});
    }

private:
    void draw(const QRectF &rect, const Piece &piece)
    {
        using theme::Token;
        if (!piece.subnet) {
            m_pen.hatchedRect(rect, 4, m_theme.color(Token::Border));
            label(rect, tr("free"), {}, m_theme.color(Token::Muted));
            return;
        }
        const Subnet *subnet = m_design.get<Subnet>(piece.subnet->subnet);
        const bool isPublic = subnet && layout::isPublic(*subnet, m_design);
        m_pen.rect(
            rect, 4, m_theme.color(isPublic ? Token::SubnetPublic : Token::SubnetPrivate),
            Stroke{m_theme.color(isPublic ? Token::SubnetPublicFrame : Token::SubnetPrivateFrame),
                   1,
                   {},
                   0,
                   false});
        label(rect, subnet ? (subnet->label.isEmpty() ? subnet->name : subnet->label) : QString(),
              piece.subnet->cidr->toString(), m_theme.color(Token::Text));
        useBar(rect, *piece.subnet);
    }

    void label(const QRectF &rect, const QString &name, const QString &block, const QColor &color)
    {
        const double room = rect.width() - 8;
        // Fewer letters say nothing.
        constexpr double least = 26;
        if (room < least && widthOf(name, 11, true) > room)
            return;
        m_pen.text({rect.x() + 5, rect.y() + 17}, fitted(name, 11, true, room),
                   Lettering{11, color, true, false, Qt::AlignLeft});
        if (!block.isEmpty() && widthOf(block, 9, false, true) <= room)
            m_pen.text(
                {rect.x() + 5, rect.y() + 32}, block,
                Lettering{9, m_theme.color(theme::Token::Muted), false, true, Qt::AlignLeft});
    }

    void useBar(const QRectF &rect, const network::SubnetPlan &plan)
    {
        if (!plan.usable || !plan.needed || *plan.usable <= 0 || rect.width() < 16)
            return;
        const double share = std::clamp(
            static_cast<double>(*plan.needed) / static_cast<double>(*plan.usable), 0.0, 1.0);
        const QRectF track(rect.x() + 5, rect.bottom() - 14, rect.width() - 10, 6);
        const bool tooSmall = plan.verdict == network::Verdict::TooSmall;
        m_pen.rect(track, 3, m_theme.color(theme::Token::Surface));
        m_pen.rect(
            QRectF(track.x(), track.y(), std::max(4.0, track.width() * share), track.height()), 3,
            tooSmall ? m_theme.severity(Severity::High).ink : m_theme.color(theme::Token::Accent));
    }

    PicturePen &m_pen;
    const Design &m_design;
    const theme::Theme &m_theme;
};

struct Row
{
    quint64 begin = 0;
    quint64 size = 0;
    qsizetype block = 0;
};

} // namespace

Picture addressMapPicture(const network::VpcPlan &vpc, const Design &design,
                          const theme::Theme &theme)
{
    QList<Row> rows;
    QList<QList<Piece>> pieces;
    for (qsizetype i = 0; i < vpc.cidrs.size(); ++i) {
        const network::Cidr &block = vpc.cidrs.at(i);
        pieces.append(piecesOf(block, vpc));
        // Rows of one /24, of larger networks one /20.
        const quint64 wish = block.prefix < 20 ? quint64{1} << 12 : quint64{1} << 8;
        const quint64 size = std::min(block.size(), wish);
        for (quint64 at = block.base; at < quint64{block.base} + block.size(); at += size) {
            // A row that nothing stands in is told by its neighbours; only the first one is shown.
            const bool used = std::any_of(
                pieces.at(i).begin(), pieces.at(i).end(), [at, size](const Piece &piece) {
                    return piece.subnet && piece.begin < at + size && piece.end > at;
                });
            if (used || rows.isEmpty() || rows.last().block != i)
                rows.append({at, size, i});
        }
    }
    if (rows.isEmpty() || rows.size() > mostRows)
        return {};
    PicturePen pen(
        QRectF(0, 0, canvasWidth, static_cast<double>(rows.size()) * (rowHeight + rowGap)),
        tr("Addresses to scale"));
    Map map(pen, design, theme);
    double y = 1;
    for (const Row &row : std::as_const(rows)) {
        map.row(y, row.begin, row.size, pieces.at(row.block));
        y += rowHeight + rowGap;
    }
    return pen.take();
}

} // namespace stratoplan::report
