// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/node_text.h"

#include "planner/yaml/positions.h"
#include "planner/yaml/writer.h"

#include <algorithm>

namespace stratoplan::yaml {

namespace {

bool hasReference(Node node)
{
    if (node.kind() == Kind::Alias || !node.anchor().isEmpty())
        return true;
    for (int i = 0; i < node.size(); ++i) {
        if (hasReference(node.at(i)) || (node.isMapping() && hasReference(node.keyAt(i))))
            return true;
    }
    return false;
}

// Where it begins a line, readers pass over it.
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

bool isSafePlain(QByteArrayView text)
{
    return !text.isEmpty() && !text.contains(byteOrderMark)
        && std::none_of(text.begin(), text.end(), [](char c) {
               return QByteArrayView(",[]{}#:&*!|>'\"%@`?\n\r\t").contains(c);
           });
}

// Written behind a question mark, which its span does not have.
bool isExplicit(Node key)
{
    const QByteArray &source = key.tree()->text();
    auto after = static_cast<qsizetype>(key.span().end);
    while (after < source.size() && (source.at(after) == ' ' || source.at(after) == '\t'))
        ++after;
    return after >= source.size() || source.at(after) != ':';
}

} // namespace

QByteArray flowText(Node given)
{
    const Node node = given.resolved();
    QByteArray out;
    if (const QByteArray tag = node.tag(); !tag.isEmpty())
        out += (tag.startsWith('!') ? tag : "!<" + tag + '>') + ' ';
    switch (node.kind()) {
    case Kind::Scalar:
        if (node.isQuoted() || !(isSafePlain(node.scalarView()) || node.isNull()))
            out += quotedText(node.text());
        else
            out += node.isNull() ? QByteArray("null") : node.scalar();
        break;
    case Kind::Sequence:
        out += '[';
        for (int i = 0; i < node.size(); ++i)
            out += (i > 0 ? ", " : "") + flowText(node.at(i));
        out += ']';
        break;
    case Kind::Mapping:
        out += '{';
        for (int i = 0; i < node.size(); ++i)
            out += (i > 0 ? ", " : "") + flowText(node.keyAt(i)) + ": " + flowText(node.at(i));
        out += '}';
        break;
    case Kind::Alias:
        break;
    }
    return out;
}

QByteArray entryText(Node mapping, int i)
{
    const Node key = mapping.keyAt(i);
    const Node value = mapping.at(i);
    if (mapping.style() != Style::Block || isExplicit(key)
        || key.scalarView().startsWith(byteOrderMark) || hasReference(key) || hasReference(value))
        return flowText(key) + ": " + flowText(value) + '\n';

    const QByteArray &source = mapping.tree()->text();
    const int indentation = mapping.indentation();
    const auto begin = static_cast<qsizetype>(key.span().begin);
    auto end = static_cast<qsizetype>(std::max(value.span().end, key.span().end));
    // To the end of the line, where nothing but a comment can follow.
    if (end == 0 || source.at(end - 1) != '\n') {
        while (end < source.size() && source.at(end) != '\n' && source.at(end) != '\r')
            ++end;
    }
    const Span comments = key.commentsAbove();
    const QByteArray entry = source.mid(static_cast<qsizetype>(comments.begin),
                                        static_cast<qsizetype>(comments.size()))
        + source.mid(begin, end - begin);

    QByteArray out;
    const Positions lines(entry);
    for (int line = 1; line <= lines.lineCount(); ++line) {
        const auto from = static_cast<qsizetype>(lines.lineBegin(line));
        QByteArrayView text = QByteArrayView(entry).sliced(
            from, static_cast<qsizetype>(lines.lineEnd(line)) - from);
        if (text.isEmpty() && line == lines.lineCount())
            break;
        for (int blank = 0; blank < indentation && text.startsWith(' '); ++blank)
            text = text.sliced(1);
        out.append(text);
        out.append('\n');
    }
    return out;
}

} // namespace stratoplan::yaml
