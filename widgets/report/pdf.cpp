// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/pdf.h"

#include "widgets/report/page_flow.h"
#include "widgets/report/pdf_outline.h"

#include <QBuffer>
#include <QPdfWriter>

namespace stratoplan::report {

namespace {

void prepare(QPdfWriter &writer, const QPageSize &size, const QString &title)
{
    writer.setResolution(720); // one pixel is a tenth of a point
    writer.setPageSize(size);
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Stratoplan"));
}

struct Drawn
{
    QByteArray bytes;
    Layout layout;
};

Drawn draw(const Contents &contents, const Pictures &pictures, const theme::Theme &theme,
           Paper paper, const Layout &known)
{
    Drawn drawn;
    QBuffer buffer(&drawn.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    prepare(writer, QPageSize(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter),
            contents.title);
    drawn.layout = PageFlow(writer, contents, pictures, theme, Turning::Pages, known).run();
    return drawn;
}

// Numbers of pages are known only after they are all laid out.
Layout layoutOf(const Contents &contents, const Pictures &pictures, const theme::Theme &theme,
                Paper paper)
{
    return draw(contents, pictures, theme, paper, {}).layout;
}

} // namespace

QByteArray toPdf(const Contents &contents, const Pictures &pictures, const theme::Theme &theme,
                 Paper paper, const QDate &date)
{
    const Layout known = layoutOf(contents, pictures, theme, paper);
    const Drawn drawn = draw(contents, pictures, theme, paper, known);
    return withOutline(drawn.bytes, {contents.subtitle, contents.authors, contents.language, date},
                       drawn.layout);
}

QByteArray toPdfPage(const Picture &picture, const QString &title, const QDate &date)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    prepare(
        writer,
        QPageSize(picture.view.size() * 0.75, QPageSize::Point, QString(), QPageSize::ExactMatch),
        title);
    QPainter painter(&writer);
    paint(picture, painter, QRectF(0, 0, writer.width(), writer.height()));
    painter.end();
    return withOutline(bytes, {{}, {}, Contents().language, date}, {});
}

void print(QPagedPaintDevice &device, const Contents &contents, const Pictures &pictures,
           const theme::Theme &theme)
{
    const bool letter = device.pageLayout().pageSize().id() == QPageSize::Letter;
    const Layout known = layoutOf(contents, pictures, theme, letter ? Paper::Letter : Paper::A4);
    PageFlow(device, contents, pictures, theme, Turning::Content, known).run();
}

} // namespace stratoplan::report
