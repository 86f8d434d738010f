// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include "planner/report/sections.h"

namespace stratoplan::report {

namespace {

// The colours are those of the window's themes; paper is white whatever the screen is.
const char *const styleSheet = R"(
:root { color-scheme: light dark; --ground: #fff; --text: #19212e; --muted: #4a5566; --line: #e3e7ed;
  --strong: #7a8696; --chosen: #eaedf2; --link: #2b5bc7; --blocker: #7f0a3d; --high: #b93a0b;
  --medium: #7d5a00; --low: #1a6a9e; --info: #596575; --unanswered: #6a45b5; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #1c2129; --text: #e8ecf2; --muted: #b0bac8; --line: #323a46; --strong: #8b97a9;
    --chosen: #2a313c; --link: #8fb4ff; --blocker: #ff9dbb; --high: #ff9d73; --medium: #f0c255;
    --low: #7cc4f2; --info: #b0bac8; --unanswered: #c9b2ff; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; color: var(--text);
  background: var(--ground); max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.5rem; margin: 3rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
.muted, figcaption, caption { color: var(--muted); }
.verdict { font-weight: bold; font-size: 1.1rem; margin: 1.25rem 0 .5rem; }
nav ol { columns: 2; padding-left: 1.25rem; }
a { color: var(--link); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line);
  font-weight: normal; overflow-wrap: break-word; }
thead th { color: var(--muted); border-bottom-color: var(--strong); }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.chosen > * { background: var(--chosen); font-weight: bold; }
dl.key { display: flex; flex-wrap: wrap; gap: .5rem 2rem; border-top: 2px solid var(--text);
  border-bottom: 1px solid var(--strong); padding: .5rem 0; margin: .75rem 0; }
dl.key div { min-width: 7rem; }
dl.key dt { color: var(--muted); font-size: .85rem; }
dl.key dd { margin: 0; font-size: 1.25rem; font-weight: bold; }
dl.key.score div { min-width: 5.5rem; } dl.score .none dd { color: var(--muted); font-weight: normal; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; display: block; }
figure.drawing svg { min-width: 56rem; }
figcaption { margin-bottom: .25rem; }
.pair { display: flex; flex-wrap: wrap; gap: 0 1.5rem; } .pair figure { flex: 1 1 18rem; margin: 0; }
ul.findings { list-style: none; padding: 0; }
ul.findings li { padding: .4rem 0 .4rem 8.5rem; border-bottom: 1px solid var(--line); position: relative; }
ul.findings .word { position: absolute; left: 0; top: .4rem; width: 8rem; font-weight: bold; }
ul.findings code { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; margin-right: .5rem; }
ul.findings .detail { display: block; color: var(--muted); }
.blocker { color: var(--blocker); } .high { color: var(--high); } .medium { color: var(--medium); }
.low { color: var(--low); } .info { color: var(--info); } .unanswered { color: var(--unanswered); }
.accepted { color: var(--muted); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .5rem; color: var(--muted); font-size: .85rem; }
@media (max-width: 40rem) { nav ol { columns: 1; } ul.findings li { padding-left: 0; } ul.findings .word { position: static; margin-right: .5rem; } }
@media print { @page { margin: 18mm; } body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  h2.page, h3.page { break-before: page; } h2, h3, h4 { break-after: avoid; } thead { display: table-header-group; }
  tr, li, figure, dl { break-inside: avoid; } figure.drawing svg { min-width: 0; } nav, .skip { display: none; } }
)";

// An SVG that stands in an HTML text: without the declaration that only a file of its own has.
QByteArray embedded(const QByteArray &svg)
{
    const qsizetype begin = svg.indexOf("<svg");
    return begin < 0 ? QByteArray() : svg.mid(begin);
}

// An id of the report: no name of an element, which its drawing gives to its groups, has a colon.
QString idOf(const QString &anchor)
{
    return QLatin1String("report:") + anchor;
}

class Writer
{
public:
    explicit Writer(const Figures &figures)
        : m_figures(figures)
    {
    }

    QByteArray take() { return m_out.toUtf8(); }
    void raw(const QString &text) { m_out += text; }
    void element(const char *name, const QString &text, const QString &attributes = {})
    {
        m_out += QStringLiteral("<%1%2>%3</%1>\n")
                     .arg(QLatin1String(name),
                          attributes.isEmpty() ? QString() : QLatin1Char(' ') + attributes,
                          text.toHtmlEscaped());
    }

    void section(const Section &section)
    {
        const QString id = idOf(section.anchor).toHtmlEscaped();
        raw(QStringLiteral("<section aria-labelledby=\"%1\">\n").arg(id));
        element("h2", section.title,
                QStringLiteral("id=\"%1\"").arg(id)
                    + (section.startsPage ? QStringLiteral(" class=\"page\"") : QString()));
        for (qsizetype i = 0; i < section.blocks.size(); ++i) {
            if (isNarrow(section.blocks.at(i)))
                i = pair(section.blocks, i);
            else
                std::visit(*this, section.blocks.at(i));
        }
        raw(QStringLiteral("</section>\n"));
    }

    void operator()(const Heading &block)
    {
        QString attributes;
        if (!block.anchor.isEmpty())
            attributes = QStringLiteral("id=\"%1\"").arg(idOf(block.anchor).toHtmlEscaped());
        if (block.startsPage)
            attributes += QStringLiteral(" class=\"page\"");
        element(block.level <= 2 ? "h3" : "h4", block.text, attributes.trimmed());
    }
    void operator()(const Paragraph &block)
    {
        element("p", block.text, block.muted ? QStringLiteral("class=\"muted\"") : QString());
    }
    void operator()(const Bullets &block)
    {
        raw(QStringLiteral("<ul>\n"));
        for (const QString &item : block.items)
            element("li", item);
        raw(QStringLiteral("</ul>\n"));
    }
    void operator()(const KeyFigures &block)
    {
        raw(QStringLiteral("<dl class=\"key\">\n"));
        for (const auto &[name, value] : block.items)
            raw(QStringLiteral("<div><dt>%1</dt><dd>%2</dd></div>\n")
                    .arg(name.toHtmlEscaped(), value.toHtmlEscaped()));
        raw(QStringLiteral("</dl>\n"));
    }
    void operator()(const ScoreCard &block)
    {
        raw(QStringLiteral("<dl class=\"key score\">\n"));
        for (const ScoreItem &item : block.items)
            raw(QStringLiteral("<div class=\"%1\"><dt>%2</dt><dd>%3</dd></div>\n")
                    .arg(item.count == 0 ? QStringLiteral("none") : classOf(item),
                         item.word.toHtmlEscaped())
                    .arg(item.count));
        raw(QStringLiteral("</dl>\n"));
    }
    void operator()(const Table &block)
    {
        if (block.rows.isEmpty())
            return;
        raw(QStringLiteral("<div class=\"wide\"><table>\n"));
        if (!block.caption.isEmpty())
            element("caption", block.caption);
        raw(QStringLiteral("<thead><tr>"));
        for (const Column &column : block.columns)
            cell(QStringLiteral("th scope=\"col\""), column.title, column.number);
        raw(QStringLiteral("</tr></thead>\n<tbody>\n"));
        for (qsizetype i = 0; i < block.rows.size(); ++i) {
            raw(i == block.emphasized ? QStringLiteral("<tr class=\"chosen\">")
                                      : QStringLiteral("<tr>"));
            const QStringList &row = block.rows.at(i);
            for (qsizetype c = 0; c < row.size(); ++c)
                cell(c == 0 ? QStringLiteral("th scope=\"row\"") : QStringLiteral("td"), row.at(c),
                     c < block.columns.size() && block.columns.at(c).number);
            raw(QStringLiteral("</tr>\n"));
        }
        raw(QStringLiteral("</tbody>\n</table></div>\n"));
    }
    void operator()(const Figure &block)
    {
        const QByteArray svg = embedded(m_figures.value(block.id));
        if (svg.isEmpty())
            return;
        raw(QStringLiteral("<figure id=\"%1\"%2>\n")
                .arg(idOf(QLatin1String("figure-") + block.id).toHtmlEscaped(),
                     block.kind == FigureKind::Drawing ? QStringLiteral(" class=\"drawing\"")
                                                       : QString()));
        element("figcaption", block.caption);
        raw(QString::fromUtf8(svg));
        raw(QStringLiteral("</figure>\n"));
    }
    void operator()(const FindingList &block)
    {
        raw(QStringLiteral("<ul class=\"findings\">\n"));
        for (const FindingEntry &entry : block.entries) {
            const QString kind = entry.unanswered ? QStringLiteral("unanswered")
                : entry.accepted                  ? QStringLiteral("accepted")
                                                  : QString(id(entry.severity));
            raw(QStringLiteral("<li><span class=\"word %1\">%2</span> <code>%3</code>%4")
                    .arg(kind, entry.word.toHtmlEscaped(), entry.rule.toHtmlEscaped(),
                         entry.message.toHtmlEscaped()));
            for (const QString &detail : entry.details)
                raw(QStringLiteral("<span class=\"detail\">%1</span>").arg(detail.toHtmlEscaped()));
            raw(QStringLiteral("</li>\n"));
        }
        raw(QStringLiteral("</ul>\n"));
    }

private:
    static bool isNarrow(const Block &block)
    {
        const auto *figure = std::get_if<Figure>(&block);
        return figure && figure->narrow;
    }

    /// Writes the narrow figures from `first` on side by side; the index of the last.
    qsizetype pair(const QList<Block> &blocks, qsizetype first)
    {
        raw(QStringLiteral("<div class=\"pair\">\n"));
        qsizetype last = first;
        for (qsizetype i = first; i < blocks.size() && isNarrow(blocks.at(i)); ++i) {
            std::visit(*this, blocks.at(i));
            last = i;
        }
        raw(QStringLiteral("</div>\n"));
        return last;
    }

    static QString classOf(const ScoreItem &item)
    {
        switch (item.kind) {
        case ScoreItem::Unanswered:
            return QStringLiteral("unanswered");
        case ScoreItem::Accepted:
            return QStringLiteral("accepted");
        case ScoreItem::Open:
            break;
        }
        return id(item.severity);
    }

    void cell(const QString &opening, const QString &text, bool isNumber)
    {
        raw(QStringLiteral("<%1%2>%3</%4>")
                .arg(opening, isNumber ? QStringLiteral(" class=\"n\"") : QString(),
                     text.toHtmlEscaped(), opening.left(2)));
    }

    const Figures &m_figures;
    QString m_out;
};

} // namespace

QByteArray toHtml(const Contents &contents, const Figures &figures, const QByteArray &darkFigures)
{
    Writer writer(figures);
    writer.raw(QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta "
                              "charset=\"utf-8\">\n<meta name=\"viewport\" "
                              "content=\"width=device-width, initial-scale=1\">\n")
                   .arg(contents.language.toHtmlEscaped()));
    writer.element("title", contents.title + QStringLiteral(" · ") + contents.subtitle);
    writer.raw(QStringLiteral("<style>%1").arg(QLatin1String(styleSheet)));
    if (!darkFigures.isEmpty())
        writer.raw(QStringLiteral("@media screen and (prefers-color-scheme: dark) {\n%1}\n")
                       .arg(QString::fromUtf8(darkFigures)));
    writer.raw(QStringLiteral("</style>\n</head>\n<body>\n"));
    const QString mainId = idOf(QStringLiteral("main"));
    writer.element("a", Words::tr("To the report"),
                   QStringLiteral("class=\"skip\" href=\"#%1\"").arg(mainId));
    writer.raw(QStringLiteral("<header>\n"));
    writer.element("h1", contents.title);
    QStringList facts{contents.subtitle, contents.facts()};
    if (!contents.authors.isEmpty())
        facts.append(Words::tr("By %1").arg(contents.authors.join(QStringLiteral(", "))));
    if (!contents.reviewers.isEmpty())
        facts.append(Words::tr("Reviewers: %1").arg(contents.reviewers.join(QStringLiteral(", "))));
    facts.removeAll(QString());
    writer.element("p", facts.join(QStringLiteral(" · ")), QStringLiteral("class=\"muted\""));
    if (!contents.verdict.isEmpty())
        writer.element("p", contents.verdict, QStringLiteral("class=\"verdict\""));
    if (!contents.score.items.isEmpty())
        writer(contents.score);
    writer.raw(QStringLiteral("</header>\n<nav aria-label=\"%1\">\n<ol>\n")
                   .arg(Words::tr("Contents").toHtmlEscaped()));
    for (const Section &section : contents.sections)
        writer.raw(QStringLiteral("<li><a href=\"#%1\">%2</a></li>\n")
                       .arg(idOf(section.anchor).toHtmlEscaped(), section.title.toHtmlEscaped()));
    writer.raw(QStringLiteral("</ol>\n</nav>\n<main id=\"%1\">\n").arg(mainId));
    for (const Section &section : contents.sections)
        writer.section(section);
    writer.raw(QStringLiteral("</main>\n<footer>Stratoplan · %1</footer>\n</body>\n</html>\n")
                   .arg(contents.footer.toHtmlEscaped()));
    return writer.take();
}

} // namespace stratoplan::report
