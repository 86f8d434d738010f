// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/pdf_outline.h"

// Says which of the two pointer types of qpdf 11 the code is written for: std::shared_ptr.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <array>
#include <set>
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

using Pages = std::vector<QPDFPageObjectHelper>;

bool isOn(int page, const Pages &pages)
{
    return page >= 0 && static_cast<size_t>(page) < pages.size();
}

// A PDF counts from the lower edge of the page, in points.
double heightOf(QPDFPageObjectHelper &page)
{
    return page.getMediaBox().getArrayItem(3).getNumericValue();
}

QPDFObjectHandle real(double value)
{
    return QPDFObjectHandle::newReal(value, 2);
}

// The place, at the left edge and with the zoom that the reader has.
QPDFObjectHandle destination(const Bookmark &mark, Pages &pages)
{
    constexpr double above = 8;
    QPDFPageObjectHelper &page = pages.at(static_cast<size_t>(mark.page));
    QPDFObjectHandle target = QPDFObjectHandle::newArray();
    target.appendItem(page.getObjectHandle());
    target.appendItem(QPDFObjectHandle::newName("/XYZ"));
    target.appendItem(QPDFObjectHandle::newNull());
    target.appendItem(real(heightOf(page) - mark.top / point + above));
    target.appendItem(QPDFObjectHandle::newNull());
    return target;
}

void addLink(QPDF &pdf, const Link &link, Pages &pages)
{
    QPDFPageObjectHelper &page = pages.at(static_cast<size_t>(link.page));
    const double height = heightOf(page);
    QPDFObjectHandle rect = QPDFObjectHandle::newArray();
    for (const double edge : {link.rect.left() / point, height - link.rect.bottom() / point,
                              link.rect.right() / point, height - link.rect.top() / point})
        rect.appendItem(real(edge));
    QPDFObjectHandle border = QPDFObjectHandle::newArray();
    for (int i = 0; i < 3; ++i)
        border.appendItem(QPDFObjectHandle::newInteger(0));
    QPDFObjectHandle note = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    note.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
    note.replaceKey("/Subtype", QPDFObjectHandle::newName("/Link"));
    note.replaceKey("/Rect", rect);
    note.replaceKey("/Border", border);
    note.replaceKey("/Dest", destination(link.target, pages));
    QPDFObjectHandle notes = page.getObjectHandle().getKey("/Annots");
    if (!notes.isArray())
        notes = QPDFObjectHandle::newArray();
    notes.appendItem(note);
    page.getObjectHandle().replaceKey("/Annots", notes);
}

std::string titleOf(const Bookmark &mark)
{
    return (mark.number.isEmpty() ? mark.title : mark.number + QLatin1String("  ") + mark.title)
        .toStdString();
}

std::vector<Item> itemsOf(QPDF &pdf, const QList<Bookmark> &bookmarks, Pages &pages)
{
    std::vector<Item> items;
    int chapter = -1;
    for (const Bookmark &bookmark : bookmarks) {
        if (!isOn(bookmark.page, pages))
            continue;
        Item item;
        item.object = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        item.object.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(titleOf(bookmark)));
        item.object.replaceKey("/Dest", destination(bookmark, pages));
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

void addOutline(QPDF &pdf, const QList<Bookmark> &bookmarks, Pages &pages)
{
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
}

// What a font is called, without the slash and the tag of a subset; empty when it has no name.
std::string fontName(QPDFObjectHandle font, const char *key)
{
    QPDFObjectHandle name = font.getKey(key);
    if (!name.isName())
        return {};
    const std::string whole = name.getName();
    const size_t tag = whole.find('+');
    return whole.substr(tag == std::string::npos ? 1 : tag + 1);
}

// The names of subsets begin with six letters and a plus sign (9.6.4). Qt writes them in one of two
// places, with letters that differ from run to run; here it is AAAAAA for the first name.
void tagSubsets(QPDF &pdf)
{
    constexpr std::array keys{"/BaseFont", "/FontName"};
    std::vector<QPDFObjectHandle> fonts;
    std::set<std::string> names;
    for (QPDFObjectHandle &object : pdf.getAllObjects()) {
        if (!object.isDictionary() || !(object.hasKey(keys[0]) || object.hasKey(keys[1])))
            continue;
        fonts.push_back(object);
        for (const char *key : keys)
            names.insert(fontName(object, key));
    }
    names.erase(std::string());
    for (QPDFObjectHandle &font : fonts) {
        for (const char *key : keys) {
            const auto name = names.find(fontName(font, key));
            if (name == names.end())
                continue;
            const char letter = static_cast<char>('A' + std::distance(names.begin(), name) % 26);
            font.replaceKey(
                key, QPDFObjectHandle::newName("/AAAAA" + std::string(1, letter) + '+' + *name));
        }
    }
}

void addMetadata(QPDF &pdf, const PdfInfo &about)
{
    const QDate day = about.date.isValid() ? about.date : QDate(1970, 1, 1);
    const std::string stamp
        = "D:" + day.toString(QStringLiteral("yyyyMMdd")).toStdString() + "000000Z";
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    if (info.isDictionary()) {
        info.replaceKey("/CreationDate", QPDFObjectHandle::newString(stamp));
        info.removeKey("/ModDate");
        if (!about.subtitle.isEmpty())
            info.replaceKey("/Subject",
                            QPDFObjectHandle::newUnicodeString(about.subtitle.toStdString()));
        if (!about.authors.isEmpty())
            info.replaceKey("/Author",
                            QPDFObjectHandle::newUnicodeString(
                                about.authors.join(QStringLiteral(", ")).toStdString()));
    }
    // Qt's own metadata stream repeats the clock.
    pdf.getRoot().removeKey("/Metadata");
    pdf.getRoot().replaceKey("/Lang",
                             QPDFObjectHandle::newUnicodeString(about.language.toStdString()));
    QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    pdf.getRoot().replaceKey("/ViewerPreferences", preferences);
}

} // namespace

QByteArray withOutline(const QByteArray &text, const PdfInfo &info, const Layout &layout)
{
    try {
        QPDF pdf;
        pdf.processMemoryFile("report", text.constData(), static_cast<size_t>(text.size()));
        Pages pages = QPDFPageDocumentHelper(pdf).getAllPages();
        if (!layout.bookmarks.isEmpty())
            addOutline(pdf, layout.bookmarks, pages);
        for (const Link &link : layout.links) {
            if (isOn(link.page, pages) && isOn(link.target.page, pages))
                addLink(pdf, link, pages);
        }
        tagSubsets(pdf);
        addMetadata(pdf, info);

        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        // Object streams would show in which order Qt wrote the fonts, which is another one each
        // time.
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.write();
        const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                          static_cast<qsizetype>(buffer->getSize()));
    } catch (const std::exception &) {
        return text;
    }
}

} // namespace stratoplan::report
