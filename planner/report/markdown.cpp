// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/contents.h"

#include "planner/report/sections.h"

namespace stratoplan::report {

namespace {

QString escaped(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (QStringLiteral("\\`*_[]<>|#").contains(c))
            out += QLatin1Char('\\');
        out += c == QLatin1Char('\n') ? QLatin1Char(' ') : c;
    }
    return out;
}

class Writer
{
public:
    QString take() { return std::move(m_out); }

    void heading(int level, const QString &text)
    {
        m_out += QString(level, QLatin1Char('#')) + QLatin1Char(' ') + escaped(text)
            + QLatin1String("\n\n");
    }

    void operator()(const Heading &block) { heading(block.level + 1, block.text); }
    void operator()(const Paragraph &block)
    {
        const QString text = escaped(block.text);
        m_out += (block.muted ? QLatin1Char('*') + text + QLatin1Char('*') : text)
            + QLatin1String("\n\n");
    }
    void operator()(const Bullets &block)
    {
        for (const QString &item : block.items)
            m_out += QLatin1String("- ") + escaped(item) + QLatin1Char('\n');
        m_out += QLatin1Char('\n');
    }
    void operator()(const KeyFigures &block)
    {
        for (const auto &[name, value] : block.items)
            m_out += QLatin1String("- ") + escaped(name) + QLatin1String(": **") + escaped(value)
                + QLatin1String("**\n");
        m_out += QLatin1Char('\n');
    }
    void operator()(const ScoreCard &block)
    {
        QStringList counts;
        for (const ScoreItem &item : block.items)
            counts.append(QStringLiteral("%1 %2").arg(escaped(item.word)).arg(item.count));
        m_out += counts.join(QStringLiteral(" · ")) + QLatin1String("\n\n");
    }
    void operator()(const Table &block)
    {
        if (block.rows.isEmpty())
            return;
        if (!block.caption.isEmpty())
            m_out += QLatin1String("**") + escaped(block.caption) + QLatin1String("**\n\n");
        QStringList titles;
        QStringList rules;
        for (const Column &column : block.columns) {
            titles.append(escaped(column.title));
            rules.append(column.number ? QStringLiteral("---:") : QStringLiteral("---"));
        }
        row(titles);
        row(rules);
        for (qsizetype i = 0; i < block.rows.size(); ++i) {
            QStringList cells;
            for (const QString &cell : block.rows.at(i))
                cells.append(i == block.emphasized && !cell.isEmpty()
                                 ? QLatin1String("**") + escaped(cell) + QLatin1String("**")
                                 : escaped(cell));
            row(cells);
        }
        m_out += QLatin1Char('\n');
    }
    void operator()(const Figure &block)
    {
        m_out += QLatin1Char('*')
            + Words::tr("Figure %1: %2").arg(escaped(block.id), escaped(block.caption))
            + QLatin1String("*\n\n");
    }
    void operator()(const FindingList &block)
    {
        for (const FindingEntry &entry : block.entries) {
            m_out += QStringLiteral("- **%1** %2: %3")
                         .arg(escaped(entry.rule), escaped(entry.word), escaped(entry.message));
            for (const QString &detail : entry.details)
                m_out += QLatin1Char(' ') + escaped(detail);
            m_out += QLatin1Char('\n');
        }
        m_out += QLatin1Char('\n');
    }

private:
    void row(const QStringList &cells)
    {
        m_out += QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
    }

    QString m_out;
};

} // namespace

QByteArray toMarkdown(const Contents &contents)
{
    Writer writer;
    writer.heading(1, contents.title);
    QStringList facts{contents.subtitle, contents.facts()};
    facts.removeAll(QString());
    facts.append(contents.footer);
    writer(Paragraph{facts.join(QStringLiteral(" · ")), true});
    if (!contents.reviewers.isEmpty())
        writer(Paragraph{
            Words::tr("Reviewers: %1").arg(contents.reviewers.join(QStringLiteral(", "))), false});
    if (!contents.verdict.isEmpty())
        writer(Paragraph{contents.verdict, false});
    if (!contents.score.items.isEmpty())
        writer(contents.score);
    for (const Section &section : contents.sections) {
        writer.heading(2, section.title);
        for (const Block &block : section.blocks)
            std::visit(writer, block);
    }
    QString text = writer.take();
    while (text.endsWith(QLatin1String("\n\n")))
        text.chop(1);
    return text.toUtf8();
}

} // namespace stratoplan::report
