// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/scalar_text.h"

#include "planner/yaml/writer.h"

#include <algorithm>
#include <array>

namespace stratoplan::yaml {

namespace {

/// So many nodes tell how a text is written.
constexpr int sampledNodes = 2000;

/// Words that some reader of YAML 1.1 or 1.2 takes for something else than text, in lower case.
constexpr std::array<QByteArrayView, 14> otherWords{
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", ".nan"};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// A number, a date or a time, in any notation of YAML 1.1; wider rather than narrower.
bool looksLikeNumber(const QByteArray &text)
{
    const char first = text.at(0);
    const bool begins
        = (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
    constexpr QByteArrayView marks("0123456789abcdefABCDEFxXoOtTzZ_.,:+- ");
    return begins
        && std::all_of(text.begin(), text.end(), [&](char c) { return marks.contains(c); });
}

bool isControl(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029
        || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
}

bool hasControl(const QByteArray &text)
{
    const QList<uint> codes = QString::fromUtf8(text).toUcs4();
    return std::any_of(codes.begin(), codes.end(), [](uint code) { return isControl(code); });
}

QByteArray jsonQuoted(const QByteArray &text)
{
    QByteArray out = "\"";
    for (const char c : text) {
        constexpr QByteArrayView marks("\"\\\b\f\n\r\t");
        constexpr QByteArrayView names("\"\\bfnrt");
        if (const qsizetype known = c == '\0' ? -1 : marks.indexOf(c); known >= 0)
            out.append('\\').append(names[known]);
        else if (static_cast<unsigned char>(c) < 0x20)
            out += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        else
            out += c;
    }
    return out + '"';
}

QByteArray blanks(int count)
{
    return QByteArray(count, ' ');
}

QByteArray withTag(const NewValue &value, const QByteArray &text)
{
    return value.tag.isEmpty() ? text : value.tag + ' ' + text;
}

/// The step or offset that most collections of the sample have.
int mostFrequent(const std::map<int, int> &counts, int standard)
{
    int best = standard;
    int most = 0;
    for (const auto &[value, count] : counts) {
        if (count > most) {
            most = count;
            best = value;
        }
    }
    return best;
}

} // namespace

Manner mannerOf(const Tree &tree)
{
    Manner manner;
    const qsizetype firstBreak = tree.text().indexOf('\n');
    if (firstBreak > 0 && tree.text().at(firstBreak - 1) == '\r')
        manner.lineBreak = "\r\n";
    else if (firstBreak < 0 && tree.text().contains('\r'))
        manner.lineBreak = "\r";

    int single = 0;
    int doubled = 0;
    std::map<int, int> steps;
    std::map<int, int> offsets;
    for (int i = 0; i < std::min(tree.nodeCount(), sampledNodes); ++i) {
        const Node node = tree.node(i);
        single += node.style() == Style::SingleQuoted ? 1 : 0;
        doubled += node.style() == Style::DoubleQuoted ? 1 : 0;
        const Node parent = node.parent();
        if (node.style() != Style::Block || parent.style() != Style::Block || !parent.isMapping())
            continue;
        const int offset = node.indentation() - parent.indentation();
        if (node.isSequence() && offset >= 0)
            ++offsets[offset];
        else if (node.isMapping() && offset > 0)
            ++steps[offset];
    }
    manner.quotes = single > doubled ? Style::SingleQuoted : Style::DoubleQuoted;
    manner.step = mostFrequent(steps, manner.step);
    manner.sequenceOffset = mostFrequent(offsets, manner.step);
    return manner;
}

bool mayStandPlain(const QByteArray &text, Around around, bool isTagged)
{
    if (text.isEmpty() || isBlank(text.front()) || isBlank(text.back()) || text.endsWith(':')
        || around == Around::Json)
        return false;
    constexpr QByteArrayView indicators("-?:,[]{}#&*!|>'\"%@`=");
    if (indicators.contains(text.front()) || text.startsWith("---") || text.startsWith("..."))
        return false;
    if (text.contains(": ") || text.contains(":\t") || text.contains(" #") || text.contains("\t#"))
        return false;
    constexpr QByteArrayView brackets(",[]{}");
    if (around == Around::Flow
        && std::any_of(text.begin(), text.end(), [&](char c) { return brackets.contains(c); }))
        return false;
    if (hasControl(text))
        return false;
    if (isTagged)
        return true;
    const QByteArray lower = text.toLower();
    if (std::find(otherWords.begin(), otherWords.end(), QByteArrayView(lower)) != otherWords.end())
        return false;
    return !looksLikeNumber(text);
}

QByteArray scalarText(const NewValue &value, Style wish, Around around, const Manner &manner)
{
    const bool isText = value.kind == NewValue::Kind::Text;
    if (around == Around::Json)
        return isText || wish == Style::DoubleQuoted ? jsonQuoted(value.scalar) : value.scalar;
    const bool wantsQuotes = wish == Style::SingleQuoted || wish == Style::DoubleQuoted;
    if (!wantsQuotes && (!isText || mayStandPlain(value.scalar, around, !value.tag.isEmpty())))
        return value.scalar;
    const Style quotes = wantsQuotes ? wish : manner.quotes;
    if (quotes == Style::SingleQuoted && !hasControl(value.scalar)) {
        QByteArray inner = value.scalar;
        return '\'' + inner.replace('\'', "''") + '\'';
    }
    return quotedText(QString::fromUtf8(value.scalar));
}

std::optional<QByteArray> blockScalarText(const QByteArray &text, Style style, int indentation,
                                          const Manner &manner)
{
    QByteArray body = text;
    int ends = 0;
    while (body.endsWith('\n')) {
        body.chop(1);
        ++ends;
    }
    // Two line ends and more would need "|+", which takes the blank lines behind it as its own.
    if (body.isEmpty() || ends > 1 || isBlank(body.front()) || body.front() == '\n')
        return std::nullopt;
    const bool isFolded = style == Style::Folded && !body.contains('\n');
    QByteArray out = isFolded ? ">" : "|";
    if (ends == 0)
        out += '-';
    for (const QByteArray &line : body.split('\n')) {
        if (hasControl(QByteArray(line).replace('\t', ' ')))
            return std::nullopt;
        out += manner.lineBreak;
        if (!line.isEmpty())
            out += blanks(indentation) + line;
    }
    return out;
}

QByteArray flowText(const NewValue &value, Around around, const Manner &manner)
{
    if (!value.isCollection())
        return withTag(value, scalarText(value, Style::Plain, around, manner));
    const bool isMapping = value.kind == NewValue::Kind::Mapping;
    QByteArray out(1, isMapping ? '{' : '[');
    for (size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0)
            out += ", ";
        if (isMapping) {
            NewValue key;
            key.scalar = value.keys[i];
            out += scalarText(key, Style::Plain, around, manner) + ": ";
        }
        out += flowText(value.items[i], around, manner);
    }
    return withTag(value, out + (isMapping ? '}' : ']'));
}

QByteArray jsonText(const NewValue &value, const QByteArray &indentation, const QByteArray &unit,
                    const Manner &manner)
{
    if (value.items.empty())
        return flowText(value, Around::Json, manner);
    const bool isMapping = value.kind == NewValue::Kind::Mapping;
    const QByteArray inner = indentation + unit;
    QByteArray out(1, isMapping ? '{' : '[');
    for (size_t i = 0; i < value.items.size(); ++i) {
        out += (i > 0 ? "," : "") + manner.lineBreak + inner;
        if (isMapping)
            out += jsonQuoted(value.keys[i]) + ": ";
        out += jsonText(value.items[i], inner, unit, manner);
    }
    return out + manner.lineBreak + indentation + (isMapping ? '}' : ']');
}

void appendBlockLines(std::vector<QByteArray> &lines, const QByteArray &head, const NewValue &value,
                      int indentation, bool behindDash, const Manner &manner)
{
    if (!value.isCollection()) {
        const bool severalLines = value.scalar.contains('\n');
        const std::optional<QByteArray> block = severalLines
            ? blockScalarText(value.scalar, Style::Literal, indentation + manner.step, manner)
            : std::nullopt;
        lines.push_back(
            head + ' '
            + withTag(value,
                      block ? *block : scalarText(value, Style::Plain, Around::Block, manner)));
        return;
    }
    const bool isMapping = value.kind == NewValue::Kind::Mapping;
    if (value.items.empty() || (behindDash && !isMapping)) {
        lines.push_back(head + ' ' + flowText(value, Around::Flow, manner));
        return;
    }
    const bool isCompact = behindDash && value.tag.isEmpty();
    const int inner = indentation
        + (isCompact       ? 2
               : isMapping ? manner.step
                           : manner.sequenceOffset);
    if (!isCompact)
        lines.push_back(value.tag.isEmpty() ? head : head + ' ' + value.tag);
    for (size_t i = 0; i < value.items.size(); ++i) {
        QByteArray start = isCompact && i == 0 ? head + ' ' : blanks(inner);
        if (isMapping) {
            NewValue key;
            key.scalar = value.keys[i];
            start += scalarText(key, Style::Plain, Around::Block, manner) + ':';
        } else {
            start += '-';
        }
        appendBlockLines(lines, start, value.items[i], inner, !isMapping, manner);
    }
}

} // namespace stratoplan::yaml
