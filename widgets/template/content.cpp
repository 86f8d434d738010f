// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/content.h"

#include "widgets/document/drawing.h"

#include <algorithm>

namespace stratoplan::templates {

namespace {

using Kind = sam::DiffLine::Kind;
using yaml::Node;

/// What each byte of a text is; 0 = nothing of its own.
class Painting
{
public:
    explicit Painting(const yaml::Tree &tree)
        : m_tree(tree)
        , m_parts(size_t(tree.text().size()), 0)
    {
        collectKeys();
        for (int i = 0; i < tree.nodeCount(); ++i)
            paint(tree.node(i));
        comments();
    }

    std::vector<QList<Piece>> lines() const
    {
        const QByteArray &text = m_tree.text();
        std::vector<QList<Piece>> all;
        for (qsizetype from = 0; from < text.size();) {
            const qsizetype found = text.indexOf('\n', from);
            const qsizetype end = found < 0 ? text.size() : found;
            all.push_back(line(from, end));
            from = end + 1;
        }
        return all;
    }

private:
    static char codeOf(Part part) { return char(int(part) + 1); }

    void fill(size_t begin, size_t end, Part part)
    {
        std::fill(m_parts.begin() + qsizetype(begin),
                  m_parts.begin() + qsizetype(std::min(end, m_parts.size())), codeOf(part));
    }

    static bool isLiteral(const QByteArray &text)
    {
        if (text == "true" || text == "false" || text == "null" || text == "~" || text == "yes"
            || text == "no")
            return true;
        bool isNumber = false;
        text.toDouble(&isNumber);
        return isNumber;
    }

    void paint(Node node)
    {
        const yaml::Span whole = node.span();
        const yaml::Span content = node.contentSpan();
        if (node.kind() == yaml::Kind::Alias) {
            fill(whole.begin, whole.end, Part::Tag);
            return;
        }
        if (content.begin > whole.begin)
            fill(whole.begin, content.begin, Part::Tag);
        if (!node.isScalar())
            return;
        if (m_keys[size_t(node.index())])
            fill(content.begin, content.end, Part::Key);
        else if (node.isQuoted())
            fill(content.begin, content.end, Part::Text);
        else if (isLiteral(node.scalar()))
            fill(content.begin, content.end, Part::Literal);
    }

    void collectKeys()
    {
        m_keys.assign(size_t(m_tree.nodeCount()), false);
        for (int i = 0; i < m_tree.nodeCount(); ++i) {
            const Node node = m_tree.node(i);
            for (int j = 0; node.isMapping() && j < node.size(); ++j)
                m_keys[size_t(node.keyAt(j).index())] = true;
        }
    }

    /// A "#" at the beginning of a line or behind space, outside of every scalar.
    void comments()
    {
        if (m_tree.isJson())
            return;
        std::vector<bool> taken(m_parts.size(), false);
        for (int i = 0; i < m_tree.nodeCount(); ++i) {
            if (const Node node = m_tree.node(i); node.isScalar()) {
                const yaml::Span span = node.span();
                std::fill(taken.begin() + qsizetype(span.begin),
                          taken.begin() + qsizetype(std::min(span.end, taken.size())), true);
            }
        }
        const QByteArray &text = m_tree.text();
        for (qsizetype at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
            const char before = at == 0 ? '\n' : text.at(at - 1);
            if (taken[size_t(at)] || (before != '\n' && before != ' ' && before != '\t'))
                continue;
            const qsizetype found = text.indexOf('\n', at);
            const qsizetype end = found < 0 ? text.size() : found;
            fill(size_t(at), size_t(end), Part::Comment);
            at = end - 1;
        }
    }

    /// Bytes as characters: only the first byte of a character counts, and those beyond the first
    /// plane as two.
    QList<Piece> line(qsizetype from, qsizetype end) const
    {
        QList<Piece> pieces;
        int character = 0;
        char open = 0;
        for (qsizetype i = from; i < end; ++i) {
            const auto byte = static_cast<unsigned char>(m_tree.text().at(i));
            if ((byte & 0xC0U) == 0x80U)
                continue;
            const int width = byte >= 0xF0U ? 2 : 1;
            const char part = m_parts[size_t(i)];
            if (part != 0 && part == open)
                pieces.last().size += width;
            else if (part != 0)
                pieces.append({character, width, Part(part - 1)});
            open = part;
            character += width;
        }
        return pieces;
    }

    const yaml::Tree &m_tree;
    std::vector<char> m_parts;
    std::vector<bool> m_keys; ///< by the node's number
};

/// The elements of a text's lines.
class Owners
{
public:
    Owners(const Design &design, const Design *former, const QMap<QString, QString> &names,
           const catalog::Catalog &catalog)
        : m_design(design)
        , m_former(former)
        , m_names(names)
        , m_catalog(catalog)
    {
    }

    std::vector<std::optional<Owner>> of(const yaml::Tree &tree) const
    {
        std::vector<std::optional<Owner>> lines;
        const Node resources = tree.root().resolved()["Resources"].resolved();
        for (int i = 0; resources.isMapping() && i < resources.size(); ++i) {
            const std::optional<Owner> owner = ownerOf(resources.keyAt(i).text());
            if (!owner)
                continue;
            const size_t first = size_t(resources.keyAt(i).line());
            const yaml::Span span = resources.at(i).span();
            const size_t end = span.size() > 0 ? span.end - 1 : span.end;
            const size_t last = std::max(first, size_t(tree.position(end).first));
            if (lines.size() <= last)
                lines.resize(last + 1);
            for (size_t line = first; line <= last; ++line)
                lines[line] = owner;
        }
        return lines;
    }

private:
    std::optional<Owner> ownerOf(const QString &logicalId) const
    {
        const QString name = m_names.value(logicalId, logicalId);
        ElementId id = m_design.idOf(name);
        // A renamed one has its former id, in a text that knows its former name.
        if (!id && m_former)
            id = m_former->idOf(name);
        const Element *element = m_design.find(id);
        if (!element)
            return std::nullopt;
        const drawing::BoxContent content = drawing::contentOf(*element, m_design, m_catalog);
        return Owner{id, content.name, content.icon, content.category};
    }

    const Design &m_design;
    const Design *m_former;
    const QMap<QString, QString> &m_names;
    const catalog::Catalog &m_catalog;
};

/// What is shown of one of the two texts.
struct Side
{
    std::vector<QList<Piece>> pieces;
    std::vector<std::optional<Owner>> owners; ///< by the line's number, from 1

    void apply(Line &line, int number) const
    {
        if (size_t(number - 1) < pieces.size())
            line.pieces = pieces[size_t(number - 1)];
        if (size_t(number) < owners.size())
            line.owner = owners[size_t(number)];
    }
};

Side sideOf(const QByteArray &text, const QString &path, const Owners &owners)
{
    const Expected<yaml::Tree> tree = yaml::parse(text, path);
    return tree ? Side{piecesOf(*tree), owners.of(*tree)} : Side();
}

/// Marks the words that differ in lines that stand for each other, and counts lines.
int markChanges(std::vector<Line> &lines)
{
    int differing = 0;
    for (size_t at = 0; at < lines.size();) {
        if (lines[at].kind == Kind::Same) {
            ++at;
            continue;
        }
        size_t added = at;
        while (added < lines.size() && lines[added].kind == Kind::Removed)
            ++added;
        size_t end = added;
        while (end < lines.size() && lines[end].kind == Kind::Added)
            ++end;
        for (size_t i = 0; at + i < added && added + i < end; ++i) {
            Line &old = lines[at + i];
            Line &fresh = lines[added + i];
            const sam::ChangedWords words = sam::changedWords(old.text, fresh.text);
            old.changed = words.before;
            fresh.changed = words.after;
        }
        differing += int(std::max(added - at, end - added));
        at = end;
    }
    return differing;
}

Content made(const Design &design, const Design *former, const QString &path, TemplateText text,
             const catalog::Catalog &catalog, Lines lines)
{
    Content content;
    content.path = path;
    content.isNew = path.isEmpty();
    content.text = std::move(text);
    const Owners owners(design, former, content.text.elementNames, catalog);
    Side before;
    Side after;
    if (lines == Lines::Coloured) {
        before = sideOf(content.text.before, path, owners);
        after = content.text.after == content.text.before
            ? before
            : sideOf(content.text.after, path, owners);
    }
    const std::vector<sam::DiffLine> diff = sam::lineDiff(content.text.before, content.text.after);
    content.lines.reserve(diff.size());
    for (const sam::DiffLine &one : diff) {
        Line line;
        line.kind = one.kind;
        line.before = one.before;
        line.after = one.after;
        line.text = QString::fromUtf8(one.text);
        while (line.text.endsWith(QLatin1Char('\n')) || line.text.endsWith(QLatin1Char('\r')))
            line.text.chop(1);
        if (one.after > 0)
            after.apply(line, one.after);
        else
            before.apply(line, one.before);
        for (const sam::ReplacedResource &replaced : content.text.replaced) {
            const bool isOld = one.kind == Kind::Removed && one.before == replaced.lineBefore;
            const bool isFresh = one.kind != Kind::Removed && one.after == replaced.lineAfter;
            line.isDanger = line.isDanger || isOld || isFresh;
        }
        content.lines.push_back(std::move(line));
    }
    content.differing = markChanges(content.lines);
    return content;
}

} // namespace

std::vector<QList<Piece>> piecesOf(const yaml::Tree &tree)
{
    return Painting(tree).lines();
}

Content contentOf(const Design &design, const TemplateSource *source,
                  const catalog::Catalog &catalog, Lines lines)
{
    const bool shareIds = source && source->isDocument;
    return made(design, shareIds ? source->design.get() : nullptr,
                source ? source->path : QString(), templateTextOf(design, source, catalog), catalog,
                lines);
}

Content contentOf(const Design &design, const QString &path, const TemplateText &text,
                  const catalog::Catalog &catalog)
{
    return made(design, nullptr, path, text, catalog, Lines::Coloured);
}

} // namespace stratoplan::templates
