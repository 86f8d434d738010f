// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/pdf_outline.h"

// Says which of the two pointer types of qpdf 11 the code is written for: std::shared_ptr.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <vector>

namespace stratoplan::report {

namespace {

// One entry of the outline and where it hangs in it (PDF 1.7, 12.3.3: Parent, Prev, Next, First,
// Last).
struct Item
{
    QPDFObjectHandle object;
    int parent = -1;
    std::vector<size_t> children;
};

std::vector<Item> itemsOf(QPDF &pdf, const QList<Bookmark> &bookmarks,
                          std::vector<QPDFPageObjectHelper> &pages)
{
    std::vector<Item> items;
    int chapter = -1;
    for (const Bookmark &bookmark : bookmarks) {
        if (bookmark.page < 0 || static_cast<size_t>(bookmark.page) >= pages.size())
            continue;
        Item item;
        item.object = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        item.object.replaceKey("/Title",
                               QPDFObjectHandle::newUnicodeString(bookmark.title.toStdString()));
        QPDFObjectHandle target = QPDFObjectHandle::newArray();
        target.appendItem(pages.at(static_cast<size_t>(bookmark.page)).getObjectHandle());
        target.appendItem(QPDFObjectHandle::newName("/Fit"));
        item.object.replaceKey("/Dest", target);
        if (bookmark.level > 1)
            item.parent = chapter;
        else
            chapter = static_cast<int>(items.size());
        items.push_back(std::move(item));
    }
    for (size_t i = 0; i < items.size(); ++i) {
        if (items[i].parent >= 0)
            items[static_cast<size_t>(items[i].parent)].children.push_back(i);
    }
    return items;
}

void link(std::vector<Item> &items, const std::vector<size_t> &siblings, QPDFObjectHandle parent)
{
    if (siblings.empty())
        return;
    parent.replaceKey("/First", items[siblings.front()].object);
    parent.replaceKey("/Last", items[siblings.back()].object);
    for (size_t i = 0; i < siblings.size(); ++i) {
        QPDFObjectHandle object = items[siblings[i]].object;
        object.replaceKey("/Parent", parent);
        if (i > 0)
            object.replaceKey("/Prev", items[siblings[i - 1]].object);
        if (i + 1 < siblings.size())
            object.replaceKey("/Next", items[siblings[i + 1]].object);
    }
}

} // namespace

QByteArray withOutline(const QByteArray &text, const QList<Bookmark> &bookmarks, const QDate &date)
{
    try {
        QPDF pdf;
        pdf.processMemoryFile("report", text.constData(), static_cast<size_t>(text.size()));
        std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
        std::vector<Item> items = itemsOf(pdf, bookmarks, pages);
        std::vector<size_t> chapters;
        for (size_t i = 0; i < items.size(); ++i) {
            if (items[i].parent < 0)
                chapters.push_back(i);
            const auto shown = static_cast<long long>(items[i].children.size());
            if (shown > 0) {
                // A negative count keeps the chapter folded.
                items[i].object.replaceKey("/Count", QPDFObjectHandle::newInteger(-shown));
                link(items, items[i].children, items[i].object);
            }
        }
        QPDFObjectHandle outlines = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        outlines.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
        outlines.replaceKey("/Count",
                            QPDFObjectHandle::newInteger(static_cast<long long>(chapters.size())));
        link(items, chapters, outlines);
        pdf.getRoot().replaceKey("/Outlines", outlines);
        pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));

        const QDate day = date.isValid() ? date : QDate(1970, 1, 1);
        const std::string stamp
            = "D:" + day.toString(QStringLiteral("yyyyMMdd")).toStdString() + "000000Z";
        QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
        if (info.isDictionary()) {
            info.replaceKey("/CreationDate", QPDFObjectHandle::newString(stamp));
            info.removeKey("/ModDate");
        }
        // Qt's own metadata stream repeats the clock.
        pdf.getRoot().removeKey("/Metadata");

        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                          static_cast<qsizetype>(buffer->getSize()));
    } catch (const std::exception &) {
        return text;
    }
}

} // namespace stratoplan::report
