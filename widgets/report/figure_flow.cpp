// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/figure_flow.h"

#include "widgets/report/table_flow.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

/// A figure's pixel at 100 % is three quarters of a point, as on the screen.
constexpr double usualScale = 0.75 * point;
/// Below it, names of a drawing are under 6 points and the lines above them under 5.
constexpr double readableScale = 0.4 * point;
constexpr double partScale = 0.55 * point;
constexpr qsizetype mostParts = 12;
/// A node stands whole on at least one part.
constexpr QSizeF overlap(200, 72);
/// Text lower than this says nothing on paper.
constexpr double leastText = 3.5 * point;
constexpr double sideGap = 15 * point;
constexpr double captionRoom = 24 * point;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

double scaleIn(const QSizeF &room, const QSizeF &natural)
{
    return std::min({usualScale, room.width() / natural.width(), room.height() / natural.height()});
}

struct Placed
{
    double width = 0; ///< of the room of one figure
    double caption = 0;
    QList<QSizeF> sizes;
    double height = 0; ///< of the highest figure
};

Placed place(const Sheet &sheet, const QList<Captioned> &figures, double shrink)
{
    Placed placed;
    const auto count = static_cast<double>(figures.size());
    placed.width = (sheet.width() - sideGap * (count - 1)) / count;
    for (const Captioned &figure : figures)
        placed.caption = std::max(placed.caption,
                                  captionHeight(sheet, figure.name, figure.caption, placed.width));
    const QSizeF room(placed.width, sheet.bottom() - sheet.top() - placed.caption - gap);
    for (const Captioned &figure : figures) {
        const QSizeF natural = figure.picture->view.size();
        placed.sizes.append(natural * scaleIn(room, natural) * shrink);
        placed.height = std::max(placed.height, placed.sizes.last().height());
    }
    return placed;
}

QRectF boundsOf(const Shape &shape)
{
    struct Bounds
    {
        QRectF operator()(const RectShape &rect) const { return rect.rect; }
        QRectF operator()(const CircleShape &circle) const
        {
            const QPointF r(circle.radius, circle.radius);
            return {circle.center - r, circle.center + r};
        }
        QRectF operator()(const PathShape &path) const { return path.path.controlPointRect(); }
        QRectF operator()(const TextShape &text) const
        {
            const Lettering &how = text.lettering;
            const double width = widthOf(text.text, how.pixels, how.bold, how.mono);
            const double left = how.anchor == Qt::AlignLeft ? 0
                : how.anchor == Qt::AlignRight              ? -width
                                                            : -width / 2;
            return {text.at.x() + left, text.at.y() - how.pixels, width, how.pixels * 1.3};
        }
        QRectF operator()(const IconShape &icon) const
        {
            return {icon.at, QSizeF(icon.size, icon.size)};
        }
        QRectF operator()(const GroupStart &) const { return {}; }
        QRectF operator()(const GroupEnd &) const { return {}; }
    };
    return std::visit(Bounds(), shape);
}

bool isGroup(const Shape &shape)
{
    return std::holds_alternative<GroupStart>(shape) || std::holds_alternative<GroupEnd>(shape);
}

/// A drawing cut into parts of one size that overlap.
struct Cut
{
    QPageLayout::Orientation orientation = QPageLayout::Portrait;
    double scale = partScale;
    QSizeF part; ///< in the drawing's pixels
    int columns = 1;
    int rows = 1;

    qsizetype parts() const { return qsizetype{columns} * rows; }
    static double begin(double whole, double one, int index, int count)
    {
        return count > 1 ? (whole - one) * index / (count - 1) : (whole - one) / 2;
    }
    QRectF area(const QRectF &view, int column, int row) const
    {
        return {view.x() + begin(view.width(), part.width(), column, columns),
                view.y() + begin(view.height(), part.height(), row, rows), part.width(),
                part.height()};
    }
};

int partsAlong(double whole, double part, double shared)
{
    return whole <= part ? 1 : static_cast<int>(std::ceil((whole - shared) / (part - shared)));
}

Cut cutAt(const Sheet &sheet, const QSizeF &whole, QPageLayout::Orientation orientation,
          double scale)
{
    Cut cut;
    cut.orientation = orientation;
    cut.scale = scale;
    const QSizeF room = sheet.room(orientation) - QSizeF(0, captionRoom);
    cut.part = room / scale;
    cut.columns = partsAlong(whole.width(), cut.part.width(), overlap.width());
    cut.rows = partsAlong(whole.height(), cut.part.height(), overlap.height());
    return cut;
}

Cut cutOf(const Sheet &sheet, const QSizeF &whole)
{
    for (double scale = partScale;; scale *= 0.9) {
        const Cut upright = cutAt(sheet, whole, QPageLayout::Portrait, scale);
        const Cut lying = cutAt(sheet, whole, QPageLayout::Landscape, scale);
        const Cut &best = lying.parts() < upright.parts() ? lying : upright;
        if (best.parts() <= mostParts || scale * 0.9 < readableScale)
            return best;
    }
}

void writeParts(Sheet &sheet, const Captioned &drawing)
{
    const QRectF &view = drawing.picture->view;
    const Cut cut = cutOf(sheet, view.size());
    int number = 0;
    for (int row = 0; row < cut.rows; ++row) {
        for (int column = 0; column < cut.columns; ++column) {
            sheet.newPage(cut.orientation);
            ++number;
            writeCaption(sheet, drawing.name,
                         tr("Part %1 of %2: row %3, column %4")
                             .arg(number)
                             .arg(cut.parts())
                             .arg(row + 1)
                             .arg(column + 1),
                         sheet.left(), sheet.width());
            const QRectF target(QPointF(sheet.left(), sheet.y + captionRoom), cut.part * cut.scale);
            QPainter &painter = sheet.painter();
            painter.save();
            painter.setClipRect(target);
            paint(partOf(*drawing.picture, cut.area(view, column, row)), painter, target);
            painter.restore();
            sheet.y = target.bottom() + gap;
        }
    }
}

} // namespace

double figureHeight(const Sheet &sheet, const QList<Captioned> &figures, double shrink)
{
    const Placed placed = place(sheet, figures, shrink);
    return placed.caption + placed.height + gap;
}

void writeFigures(Sheet &sheet, const QList<Captioned> &figures, double shrink)
{
    sheet.require(figureHeight(sheet, figures, shrink));
    const Placed placed = place(sheet, figures, shrink);
    double x = sheet.left();
    for (qsizetype i = 0; i < figures.size(); ++i) {
        const Captioned &figure = figures.at(i);
        writeCaption(sheet, figure.name, figure.caption, x, placed.width);
        paint(*figure.picture, sheet.painter(),
              QRectF(QPointF(x, sheet.y + placed.caption), placed.sizes.at(i)), leastText);
        x += placed.width + sideGap;
    }
    sheet.y += placed.caption + placed.height + 1.3 * gap;
}

QPageLayout::Orientation orientationFor(const Sheet &sheet, const Picture &drawing)
{
    const QSizeF used(0, 2 * captionRoom);
    const QSizeF size = drawing.view.size();
    const double upright = scaleIn(sheet.room(QPageLayout::Portrait) - used, size);
    const double lying = scaleIn(sheet.room(QPageLayout::Landscape) - used, size);
    // A page that lies on its side is turned by hand: only where that makes the drawing readable,
    // or at least better.
    return upright < readableScale && lying > upright * 1.05 ? QPageLayout::Landscape
                                                             : QPageLayout::Portrait;
}

void writeDrawing(Sheet &sheet, const Captioned &drawing)
{
    const double caption
        = captionHeight(sheet, drawing.name, drawing.caption, sheet.width()) + gap / 2;
    const QSizeF room(sheet.width(), sheet.bottom() - sheet.y - caption);
    const QSizeF natural = drawing.picture->view.size();
    const double scale = scaleIn(room, natural);
    const bool readable = scale >= readableScale;
    const QString text
        = readable ? drawing.caption : tr("%1: overview; the parts follow").arg(drawing.caption);
    writeCaption(sheet, drawing.name, text, sheet.left(), sheet.width());
    const QRectF target(QPointF(sheet.left(), sheet.y + caption), natural * scale);
    paint(*drawing.picture, sheet.painter(), target, leastText);
    sheet.y = target.bottom() + 2 * gap;
    if (!readable)
        writeParts(sheet, drawing);
}

Picture partOf(const Picture &picture, const QRectF &area)
{
    Picture part{area, picture.title, {}};
    for (const Shape &shape : picture.shapes) {
        // The bounds of a level line have no height, so they intersect nothing.
        const QRectF bounds = boundsOf(shape).adjusted(-1, -1, 1, 1);
        if (isGroup(shape) || bounds.intersects(area))
            part.shapes.append(shape);
    }
    return part;
}

} // namespace stratoplan::report
