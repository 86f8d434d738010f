// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/pdf.h"

#include "widgets/report/page_flow.h"
#include "widgets/report/pdf_outline.h"

#include <QBuffer>
#include <QPdfWriter>

namespace stratoplan::report {

namespace {

struct Drawn
{
    QByteArray bytes;
    int pages = 0;
    QList<Bookmark> bookmarks;
};

Drawn draw(const Contents &contents, const Figures &figures, const theme::Theme &theme, Paper paper,
           int pageCount)
{
    Drawn drawn;
    QBuffer buffer(&drawn.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(720); // one pixel is a tenth of a point
    writer.setPageSize(QPageSize(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(contents.title);
    writer.setCreator(QStringLiteral("Stratoplan"));
    PageFlow flow(writer, contents, figures, theme, pageCount);
    flow.run();
    drawn.pages = flow.pages();
    drawn.bookmarks = flow.bookmarks();
    return drawn;
}

} // namespace

QByteArray toPdf(const Contents &contents, const Figures &figures, const theme::Theme &theme,
                 Paper paper, const QDate &date)
{
    // The foot of each page names the last one, which is known only after they are all laid out.
    const int pages = draw(contents, figures, theme, paper, 0).pages;
    const Drawn drawn = draw(contents, figures, theme, paper, pages);
    return withOutline(drawn.bytes, drawn.bookmarks, date);
}

void print(QPagedPaintDevice &device, const Contents &contents, const Figures &figures,
           const theme::Theme &theme)
{
    const int pages
        = draw(contents, figures, theme,
               device.pageLayout().pageSize().id() == QPageSize::Letter ? Paper::Letter : Paper::A4,
               0)
              .pages;
    PageFlow(device, contents, figures, theme, pages).run();
}

} // namespace stratoplan::report
