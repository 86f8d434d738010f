// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include "planner/report/sections.h"

namespace stratoplan::report {

namespace {

// Colours of the light theme's text and severities; a printed report is black on white either way.
const char *const styleSheet = R"(
:root { color-scheme: light; }
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; color: #19212e; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 2rem; margin: 0; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid #d3d9e2; padding-bottom: .25rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
.muted, figcaption, caption { color: #4a5566; }
nav ol { columns: 2; padding-left: 1.25rem; }
a { color: #2b5bc7; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #e3e7ed; }
th { font-weight: normal; color: #4a5566; border-bottom-color: #7a8696; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.chosen td { background: #eaedf2; font-weight: bold; }
dl.key { display: flex; flex-wrap: wrap; gap: .5rem 2rem; border-top: 2px solid #19212e;
  border-bottom: 1px solid #7a8696; padding: .5rem 0; margin: .75rem 0; }
dl.key div { min-width: 7rem; }
dl.key dt { color: #4a5566; font-size: .85rem; }
dl.key dd { margin: 0; font-size: 1.25rem; font-weight: bold; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
ul.findings { list-style: none; padding: 0; }
ul.findings li { padding: .4rem 0 .4rem 8.5rem; border-bottom: 1px solid #e3e7ed; position: relative; }
ul.findings .word { position: absolute; left: 0; top: .4rem; width: 8rem; font-weight: bold; }
ul.findings code { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; margin-right: .5rem; }
ul.findings .detail { display: block; color: #4a5566; }
.blocker { color: #7f0a3d; } .high { color: #b93a0b; } .medium { color: #7d5a00; }
.low { color: #1a6a9e; } .info { color: #596575; } .unanswered { color: #6a45b5; } .accepted { color: #4a5566; }
footer { margin-top: 3rem; border-top: 1px solid #d3d9e2; padding-top: .5rem; color: #4a5566; font-size: .85rem; }
@media print { h2.page { break-before: page; } tr, li, figure { break-inside: avoid; } nav { display: none; }
  body { max-width: none; margin: 0; } }
)";

// An SVG that stands in an HTML text: without the declaration that only a file of its own has.
QByteArray embedded(const QByteArray &svg)
{
    const qsizetype begin = svg.indexOf("<svg");
    return begin < 0 ? QByteArray() : svg.mid(begin);
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

    void operator()(const Heading &block)
    {
        const QString attributes = block.anchor.isEmpty()
            ? QString()
            : QStringLiteral("id=\"%1\"").arg(block.anchor.toHtmlEscaped());
        element(block.level <= 2 ? "h3" : "h4", block.text, attributes);
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
    void operator()(const Table &block)
    {
        raw(QStringLiteral("<table>\n"));
        if (!block.caption.isEmpty())
            element("caption", block.caption);
        raw(QStringLiteral("<thead><tr>"));
        for (const Column &column : block.columns)
            cell("th", column.title, column.number);
        raw(QStringLiteral("</tr></thead>\n<tbody>\n"));
        for (qsizetype i = 0; i < block.rows.size(); ++i) {
            raw(i == block.emphasized ? QStringLiteral("<tr class=\"chosen\">")
                                      : QStringLiteral("<tr>"));
            const QStringList &row = block.rows.at(i);
            for (qsizetype c = 0; c < row.size(); ++c)
                cell("td", row.at(c), c < block.columns.size() && block.columns.at(c).number);
            raw(QStringLiteral("</tr>\n"));
        }
        raw(QStringLiteral("</tbody>\n</table>\n"));
    }
    void operator()(const Figure &block)
    {
        const QByteArray svg = embedded(m_figures.value(block.id));
        if (svg.isEmpty())
            return;
        raw(QStringLiteral("<figure id=\"figure-%1\">\n").arg(block.id.toHtmlEscaped()));
        raw(QString::fromUtf8(svg));
        element("figcaption", block.caption);
        raw(QStringLiteral("</figure>\n"));
    }
    void operator()(const FindingList &block)
    {
        raw(QStringLiteral("<ul class=\"findings\">\n"));
        for (const FindingEntry &entry : block.entries) {
            const QString kind = entry.unanswered ? QStringLiteral("unanswered")
                : entry.accepted                  ? QStringLiteral("accepted")
                                                  : QString(id(entry.severity));
            const QString word = entry.unanswered ? Words::tr("unanswered")
                : entry.accepted                  ? Words::tr("accepted")
                                                  : severityWord(entry.severity);
            raw(QStringLiteral("<li><span class=\"word %1\">%2</span><code>%3</code>%4")
                    .arg(kind, word.toHtmlEscaped(), entry.rule.toHtmlEscaped(),
                         entry.message.toHtmlEscaped()));
            if (!entry.detail.isEmpty())
                raw(QStringLiteral("<span class=\"detail\">%1</span>")
                        .arg(entry.detail.toHtmlEscaped()));
            raw(QStringLiteral("</li>\n"));
        }
        raw(QStringLiteral("</ul>\n"));
    }

private:
    void cell(const char *name, const QString &text, bool isNumber)
    {
        raw(QStringLiteral("<%1%2>%3</%1>")
                .arg(QLatin1String(name), isNumber ? QStringLiteral(" class=\"n\"") : QString(),
                     text.toHtmlEscaped()));
    }

    const Figures &m_figures;
    QString m_out;
};

} // namespace

QByteArray toHtml(const Contents &contents, const Figures &figures)
{
    Writer writer(figures);
    writer.raw(QStringLiteral("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                              "<meta name=\"viewport\" content=\"width=device-width\">\n"));
    writer.element("title", contents.title + QStringLiteral(" · ") + contents.subtitle);
    writer.raw(QStringLiteral("<style>%1</style>\n</head>\n<body>\n<header>\n")
                   .arg(QLatin1String(styleSheet)));
    writer.element("h1", contents.title);
    QStringList facts{contents.subtitle};
    if (!contents.version.isEmpty())
        facts.append(Words::tr("Version %1").arg(contents.version));
    if (!contents.date.isEmpty())
        facts.append(contents.date);
    writer.element("p", facts.join(QStringLiteral(" · ")), QStringLiteral("class=\"muted\""));
    writer.raw(QStringLiteral("</header>\n<nav>\n<ol>\n"));
    for (const Section &section : contents.sections)
        writer.raw(QStringLiteral("<li><a href=\"#%1\">%2</a></li>\n")
                       .arg(section.anchor.toHtmlEscaped(), section.title.toHtmlEscaped()));
    writer.raw(QStringLiteral("</ol>\n</nav>\n<main>\n"));
    for (const Section &section : contents.sections) {
        QString attributes = QStringLiteral("id=\"%1\"").arg(section.anchor.toHtmlEscaped());
        if (section.startsPage)
            attributes += QLatin1String(" class=\"page\"");
        writer.element("h2", section.title, attributes);
        for (const Block &block : section.blocks)
            std::visit(writer, block);
    }
    writer.raw(QStringLiteral("</main>\n<footer>Stratoplan · %1</footer>\n</body>\n</html>\n")
                   .arg(contents.footer.toHtmlEscaped()));
    return writer.take();
}

} // namespace stratoplan::report
