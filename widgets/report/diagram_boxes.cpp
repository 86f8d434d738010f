// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_boxes.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::report {

namespace {

using drawing::BoxContent;
using drawing::Headroom;
using theme::Mark;
using theme::Theme;
using theme::Token;

constexpr double tile = 28;
constexpr double chipTile = 20;
constexpr double disc = 22;
constexpr double badgeSize = 16;

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagram", text);
}

const QColor &networkInk(const Theme &theme)
{
    return theme.category(catalog::Category::Network).icon;
}

void drawTile(DiagramPen &pen, const QPointF &at, double size, const BoxContent &box,
              const Theme &theme)
{
    const theme::CategoryColors &colors = theme.category(box.category);
    const double glyph = size * 0.64;
    const double inset = (size - glyph) / 2;
    pen.rect({at.x(), at.y(), size, size}, size / 4, colors.soft);
    pen.icon({at.x() + inset, at.y() + inset}, box.icon, glyph, colors.icon);
}

void drawFrame(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF edge = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ground = theme.color(Token::Border);
    ground.setAlphaF(0.5F);
    pen.rect(edge.translated(0, 1.5), 8, ground);
    Stroke frame{theme.color(Token::Border), 1, {}, 0, false};
    if (box.dashed)
        frame = {theme.color(Token::Strong), 1, QStringLiteral("5 3"), 0, false};
    pen.rect(edge, 8, theme.color(Token::Surface), frame);
}

// A bar across zones says where they meet, and where its interfaces stand.
void drawNetworkMarks(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    for (double notch : box.notches) {
        const double x = rect.x() + notch;
        for (double y : {rect.top(), rect.bottom() - 6})
            pen.line({x, y}, {x, y + 6}, Stroke{theme.color(Token::ZoneFrame), 1.5, {}, 0, false});
    }
    for (double place : box.interfaces) {
        // So low that it leaves the figures above it alone.
        const QPointF center(rect.x() + place, rect.bottom() + 2);
        pen.rect({center.x() - 10, center.y() - 4.5, 20, 9}, 4.5, theme.color(Token::Surface),
                 Stroke{networkInk(theme), 1.2, {}, 0, false});
        pen.circle(center, 1.8, networkInk(theme));
    }
}

void drawNode(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    drawFrame(pen, box, theme);
    drawTile(pen, rect.topLeft() + QPointF(8, 8), tile, box, theme);
    const double left = rect.x() + 8 + tile + 8;
    const double width = rect.right() - 10 - left;
    const QString kind = box.monoKind ? fitted(box.kind, 11, false, width, true)
                                      : fittedParts(box.kind, 12, width);
    pen.text({left, rect.y() + 18}, kind,
             Lettering{box.monoKind ? 11.0 : 12.0, theme.color(Token::Faint), false, box.monoKind,
                       Qt::AlignLeft});
    pen.text({left, rect.y() + 35}, fitted(box.name, 15, true, width),
             Lettering{15, theme.color(Token::Text), true, false, Qt::AlignLeft});
    if (box.figure.isEmpty())
        return;
    pen.line({rect.x() + 1, rect.y() + 42.5}, {rect.right() - 1, rect.y() + 42.5},
             Stroke{theme.color(Token::Grid), 1, {}, 0, false});
    pen.text({rect.x() + 10, rect.y() + 57}, fittedParts(box.figure, 13, rect.width() - 20),
             Lettering{13, theme.color(Token::Muted), false, false, Qt::AlignLeft});
}

void drawChip(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    pen.rect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, theme.color(Token::Surface),
             Stroke{theme.color(Token::Border), 1, {}, 0, false});
    drawTile(pen, rect.topLeft() + QPointF(6, 6), chipTile, box, theme);
    const double left = rect.x() + 6 + chipTile + 6;
    const double width = rect.right() - 8 - left;
    pen.text({left, rect.y() + 13}, fitted(box.kind, 11, false, width, box.monoKind),
             Lettering{11, theme.color(Token::Faint), false, box.monoKind, Qt::AlignLeft});
    pen.text({left, rect.y() + 26.5}, fitted(box.name, 12, true, width),
             Lettering{12, theme.color(Token::Text), true, false, Qt::AlignLeft});
}

void drawHeadroom(DiagramPen &pen, const QRectF &bar, const Headroom &headroom, const Theme &theme)
{
    const double share = headroom.share();
    const QColor &ink = share > 1 ? theme.severity(Mark::High).ink : networkInk(theme);
    pen.rect(bar, 2, theme.color(Token::Sunken));
    if (headroom.used > 0)
        pen.rect(
            {bar.x(), bar.y(), std::max(3.0, bar.width() * std::min(1.0, share)), bar.height()}, 2,
            ink);
}

void drawVpc(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    pen.rect(rect, 10, theme.color(Token::Vpc),
             Stroke{theme.color(Token::VpcFrame), 1.5,
                    box.dashed ? QStringLiteral("6 4") : QString(), 0, false});
    pen.icon(rect.topLeft() + QPointF(11, 8), box.icon, 16, networkInk(theme));
    double right = rect.right() - 14;
    const double base = rect.y() + 21;
    if (box.headroom) {
        const QString free
            = tr(QT_TRANSLATE_NOOP("Diagram", "%1 of %2 free"))
                  .arg(std::max<qint64>(0, box.headroom->usable - box.headroom->used))
                  .arg(box.headroom->usable);
        pen.text({right, base}, free,
                 Lettering{11, theme.color(Token::Muted), false, false, Qt::AlignRight});
        right -= widthOf(free, 11) + 8 + 64;
        drawHeadroom(pen, {right, base - 6, 64, 4}, *box.headroom, theme);
        right -= 12;
    } else if (box.dashed) {
        pen.text({right, base}, box.kind,
                 Lettering{11, theme.color(Token::Muted), false, false, Qt::AlignRight});
        right -= widthOf(box.kind, 11) + 12;
    }
    const double left = rect.x() + 34;
    const QString name = fitted(box.name, 14, true, right - left);
    pen.text({left, base}, name,
             Lettering{14, theme.color(Token::Text), true, false, Qt::AlignLeft});
    const double after = left + widthOf(name, 14, true) + 10;
    if (right - after > 60) {
        pen.text({after, base}, fitted(box.detail, 11, false, right - after, true),
                 Lettering{11, theme.color(Token::Muted), false, true, Qt::AlignLeft});
    }
}

void drawZone(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    pen.rect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, theme.color(Token::Zone),
             Stroke{theme.color(Token::ZoneFrame), 1, QStringLiteral("4 3"), 0, false});
    pen.icon(rect.topLeft() + QPointF(9, 5), box.icon, 14, networkInk(theme));
    pen.text({rect.x() + 28, rect.y() + 17}, fitted(box.name, 12, true, rect.width() - 38),
             Lettering{12, theme.color(Token::Muted), true, false, Qt::AlignLeft});
}

void drawSubnet(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF &rect = box.rect;
    const Token fill = box.isPublic ? Token::SubnetPublic : Token::SubnetPrivate;
    const Token frame = box.isPublic ? Token::SubnetPublicFrame : Token::SubnetPrivateFrame;
    pen.rect(
        rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, theme.color(fill),
        Stroke{theme.color(frame), 1, box.dashed ? QStringLiteral("5 3") : QString(), 0, false});
    const double left = rect.x() + 10;
    double right = rect.right() - 10;
    if (box.headroom) {
        const QString used
            = QStringLiteral("%1 / %2").arg(box.headroom->used).arg(box.headroom->usable);
        pen.text({right, rect.y() + 17}, used,
                 Lettering{11, theme.color(Token::Muted), false, false, Qt::AlignRight});
        right -= widthOf(used, 11) + 6;
        const double share = box.headroom->share();
        if (share >= 0.8) {
            pen.severity({right - 6, rect.y() + 13}, 12, share > 1 ? Mark::High : Mark::Medium,
                         theme);
            right -= 18;
        }
        drawHeadroom(pen, {left, rect.y() + 39, rect.width() - 20, 4}, *box.headroom, theme);
    }
    pen.text({left, rect.y() + 17}, fitted(box.name, 12, true, right - left),
             Lettering{12, theme.color(Token::Text), true, false, Qt::AlignLeft});
    right = rect.right() - 10;
    if (box.isPublic) {
        const QString word = tr(QT_TRANSLATE_NOOP("Diagram", "public"));
        pen.text({right, rect.y() + 32}, word,
                 Lettering{11, theme.color(Token::Muted), false, false, Qt::AlignRight});
        right -= widthOf(word, 11) + 6;
    }
    pen.text({left, rect.y() + 32}, fitted(box.detail, 11, false, right - left, true),
             Lettering{11, theme.color(Token::Muted), false, true, Qt::AlignLeft});
}

// The name goes beside the disc, away from the VPC, as far as nothing else stands there.
void drawBorder(DiagramPen &pen, const BoxContent &box, const Theme &theme,
                const drawing::Content &others)
{
    const QPointF center = box.rect.center();
    pen.circle(center, disc / 2, theme.color(Token::Surface),
               Stroke{networkInk(theme), 1.5, {}, 0, false});
    pen.icon(center - QPointF(7, 7), box.icon, 14, networkInk(theme));

    const auto vpc = others.boxes.find(box.container);
    const bool leftSide = vpc != others.boxes.end() && center.x() < vpc->second.rect.center().x();
    constexpr double most = 150;
    const QRectF strip = leftSide
        ? QRectF(center.x() - disc / 2 - 4 - most, center.y() - 8, most, 16)
        : QRectF(center.x() + disc / 2 + 4, center.y() - 8, most, 16);
    double room = most;
    for (const auto &[id, other] : others.boxes) {
        if (id == box.id || id == box.container || other.shape == layout::Shape::Group
            || !other.rect.intersects(strip))
            continue;
        room = std::min(
            room,
            (leftSide ? strip.right() - other.rect.right() : other.rect.left() - strip.left()) - 8);
    }
    if (room < 40)
        return;
    const QString name = fitted(box.name, 11, false, room);
    const double width = widthOf(name, 11);
    const double left = leftSide ? strip.right() - width : strip.left();
    QColor plate = theme.color(Token::Canvas);
    plate.setAlphaF(0.85F);
    pen.rect({left - 2, center.y() - 7, width + 4, 14}, 2, plate);
    pen.text({left, center.y() + 4}, name,
             Lettering{11, theme.color(Token::Muted), false, false, Qt::AlignLeft});
}

void drawNote(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const double fold = 14;
    QPainterPath sheet(rect.topLeft());
    sheet.lineTo(rect.topRight());
    sheet.lineTo(rect.right(), rect.bottom() - fold);
    sheet.lineTo(rect.right() - fold, rect.bottom());
    sheet.lineTo(rect.bottomLeft());
    sheet.closeSubpath();
    const Stroke frame{theme.color(Token::Strong), 1, {}, 0, false};
    pen.path(sheet, theme.color(Token::Surface), frame);
    pen.polyline({{rect.right() - fold, rect.bottom()},
                  {rect.right() - fold, rect.bottom() - fold},
                  {rect.right(), rect.bottom() - fold}},
                 frame);

    const double width = rect.width() - 20;
    double base = rect.top() + 20;
    QString line;
    const auto write = [&](const QString &text) {
        pen.text({rect.left() + 10, base}, fitted(text, 12, false, width),
                 Lettering{12, theme.color(Token::Text), false, false, Qt::AlignLeft});
        base += 16;
    };
    const QStringList paragraphs = box.detail.split(QLatin1Char('\n'));
    for (const QString &paragraph : paragraphs) {
        for (const QString &word : paragraph.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
            if (widthOf(longer, 12) <= width || line.isEmpty()) {
                line = longer;
                continue;
            }
            if (base + 16 > rect.bottom() - 4) {
                write(line + QStringLiteral(" …"));
                return;
            }
            write(line);
            line = word;
        }
        if (base > rect.bottom() - 4)
            return;
        write(line);
        line.clear();
    }
}

void drawConfiguration(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    pen.rect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, theme.color(Token::Window),
             Stroke{theme.color(Token::Border), 1, {}, 0, false});
    pen.text(box.rect.topLeft() + QPointF(16, 25), box.name,
             Lettering{13, theme.color(Token::Muted), true, false, Qt::AlignLeft});
}

void drawGroup(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    QColor ground = theme.color(Token::Window);
    ground.setAlphaF(0.5F);
    pen.rect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, ground,
             Stroke{theme.color(Token::Strong), 1.2, QStringLiteral("5 4"), 0, false});
    pen.icon(box.rect.topLeft() + QPointF(10, 6), box.icon, 16, theme.color(Token::Muted));
    pen.text(box.rect.topLeft() + QPointF(32, 19),
             fitted(box.name, 13, true, box.rect.width() - 42),
             Lettering{13, theme.color(Token::Text), true, false, Qt::AlignLeft});
}

} // namespace

QString fittedParts(const QString &text, double pixels, double width)
{
    QStringList parts = text.split(QStringLiteral(" · "));
    while (parts.size() > 1 && widthOf(parts.join(QStringLiteral(" · ")), pixels) > width)
        parts.removeLast();
    return fitted(parts.join(QStringLiteral(" · ")), pixels, false, width);
}

void drawBox(DiagramPen &pen, const BoxContent &box, const Theme &theme,
             const drawing::Content &others)
{
    switch (box.shape) {
    case layout::Shape::Node:
        drawNode(pen, box, theme);
        drawNetworkMarks(pen, box, theme);
        break;
    case layout::Shape::Chip:
        drawChip(pen, box, theme);
        break;
    case layout::Shape::Vpc:
        drawVpc(pen, box, theme);
        break;
    case layout::Shape::Zone:
        drawZone(pen, box, theme);
        break;
    case layout::Shape::Subnet:
        drawSubnet(pen, box, theme);
        break;
    case layout::Shape::Border:
        drawBorder(pen, box, theme, others);
        break;
    case layout::Shape::Note:
        drawNote(pen, box, theme);
        break;
    case layout::Shape::ConfigurationBox:
        drawConfiguration(pen, box, theme);
        break;
    case layout::Shape::Group:
        drawGroup(pen, box, theme);
        break;
    }
}

void drawBadge(DiagramPen &pen, const BoxContent &box, const Theme &theme)
{
    const drawing::Badge &badge = box.badge;
    if (!badge.worst && !badge.question)
        return;
    const bool onBorder = box.shape == layout::Shape::Border;
    const QPointF corner = onBorder ? box.rect.topRight() : box.rect.topRight() - QPointF(14, 0);
    double right = corner.x();
    const auto plate = [&](double centerX, double width) {
        pen.rect({centerX - width / 2, corner.y() - 10, width, 20}, 10, theme.color(Token::Canvas));
    };
    if (badge.worst) {
        const bool many = badge.count > 1 && !onBorder;
        const QString count = many ? QStringLiteral("×%1").arg(badge.count) : QString();
        const double width = widthOf(count, 11, true);
        const double glyph = right - (many ? width + 3 : 0);
        plate((glyph + right) / 2, badgeSize + 5 + (right - glyph));
        pen.severity({glyph, corner.y()}, badgeSize, *badge.worst, theme);
        if (many) {
            pen.text({right + badgeSize / 2, corner.y() + 4}, count,
                     Lettering{11, theme.severity(*badge.worst).ink, true, false, Qt::AlignRight});
        }
        right = glyph - badgeSize - 5;
    }
    if (badge.question && !onBorder) {
        plate(right, badgeSize + 5);
        pen.severity({right, corner.y()}, badgeSize, Mark::Unanswered, theme);
    }
}

} // namespace stratoplan::report
