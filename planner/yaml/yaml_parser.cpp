// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree_data.h"

#include <yaml.h>

#include <QString>

namespace stratoplan::yaml {

namespace {

constexpr QByteArrayView coreTagPrefix("tag:yaml.org,2002:");

/// One event of libyaml, freed at the end of its scope.
class Event
{
public:
    Event() = default;
    ~Event() { yaml_event_delete(&m_event); }
    Q_DISABLE_COPY_MOVE(Event)

    yaml_event_t *get() { return &m_event; }
    const yaml_event_t *operator->() const { return &m_event; }

private:
    yaml_event_t m_event{};
};

QByteArrayView view(const yaml_char_t *text)
{
    return text ? QByteArrayView(reinterpret_cast<const char *>(text)) : QByteArrayView();
}

bool isSpaceOrBreak(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class YamlParser
{
public:
    YamlParser(const QByteArray &text, TreeBuilder &builder)
        : m_text(text)
        , m_builder(builder)
        , m_bomSize(text.startsWith("\xEF\xBB\xBF") ? 3 : 0)
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(
            &m_parser, reinterpret_cast<const unsigned char *>(text.constData()) + m_bomSize,
            static_cast<size_t>(text.size()) - m_bomSize);
    }
    ~YamlParser() { yaml_parser_delete(&m_parser); }
    Q_DISABLE_COPY_MOVE(YamlParser)

    void run()
    {
        int documents = 0;
        for (;;) {
            Event event;
            if (!yaml_parser_parse(&m_parser, event.get())) {
                syntaxProblem();
                return;
            }
            if (event->type == YAML_STREAM_END_EVENT)
                return;
            if (event->type == YAML_DOCUMENT_START_EVENT && ++documents > 1) {
                m_builder.fail(
                    byteOf(event->start_mark), "yaml.several-documents",
                    Text{STRATOPLAN_TEXT("yaml", "A second document begins here"), {}},
                    Text{STRATOPLAN_TEXT("yaml", "Keep each document in a file of its own"), {}});
                return;
            }
            if (!take(event))
                return;
        }
    }

private:
    size_t size() const { return static_cast<size_t>(m_text.size()); }
    char at(size_t byte) const
    {
        return byte < size() ? m_text.at(static_cast<qsizetype>(byte)) : '\0';
    }
    size_t byteOf(const yaml_mark_t &mark) const
    {
        return m_builder.positions().byteOfCharacter(mark.index);
    }

    bool take(const Event &event)
    {
        const size_t begin = byteOf(event->start_mark);
        const size_t end = byteOf(event->end_mark);
        switch (event->type) {
        case YAML_ALIAS_EVENT:
            return m_builder.alias({begin, end}, view(event->data.alias.anchor));
        case YAML_SCALAR_EVENT:
            return scalar(event, begin, end);
        case YAML_SEQUENCE_START_EVENT: {
            const auto &data = event->data.sequence_start;
            return open(Kind::Sequence, data.style == YAML_FLOW_SEQUENCE_STYLE, begin, end,
                        data.tag, data.anchor);
        }
        case YAML_MAPPING_START_EVENT: {
            const auto &data = event->data.mapping_start;
            return open(Kind::Mapping, data.style == YAML_FLOW_MAPPING_STYLE, begin, end, data.tag,
                        data.anchor);
        }
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: {
            const bool isFlow = m_isFlow.back();
            m_isFlow.pop_back();
            // Only a closing bracket has a width: block collections and a single pair in a flow
            // sequence end where their last child does.
            return m_builder.close(isFlow && end > begin ? std::optional(end) : std::nullopt);
        }
        default:
            return true;
        }
    }

    bool open(Kind kind, bool isFlow, size_t begin, size_t mark, const yaml_char_t *tag,
              const yaml_char_t *anchor)
    {
        m_isFlow.push_back(isFlow);
        TreeBuilder::Start start;
        start.begin = begin;
        start.style = isFlow ? Style::Flow : Style::Block;
        // libyaml's mark stands at the first key or dash, but behind a bracket and behind the dash
        // of a sequence that is not indented.
        start.contentBegin = mark;
        const bool isBehindBracket = isFlow && mark > begin;
        const bool isBehindDash = kind == Kind::Sequence && !isFlow && at(mark) != '-';
        if (isBehindBracket || isBehindDash)
            --start.contentBegin;
        const QByteArray tagName = shortTag(tag);
        start.tag = tagName;
        start.anchor = view(anchor);
        return m_builder.open(kind, start);
    }

    static QByteArray shortTag(const yaml_char_t *tag)
    {
        const QByteArrayView name = view(tag);
        if (!name.startsWith(coreTagPrefix))
            return name.toByteArray();
        return "!!" + name.sliced(coreTagPrefix.size()).toByteArray();
    }

    bool scalar(const Event &event, size_t begin, size_t end)
    {
        const auto &data = event->data.scalar;
        const QByteArrayView value(reinterpret_cast<const char *>(data.value),
                                   static_cast<qsizetype>(data.length));
        const QByteArray tag = shortTag(data.tag);
        TreeBuilder::Start start;
        start.tag = tag;
        start.anchor = view(data.anchor);
        start.begin = begin;
        start.contentBegin = begin;
        if (!tag.isEmpty() || !start.anchor.isEmpty())
            start.contentBegin = std::min(behindProperties(begin), end);

        switch (data.style) {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE:
            start.style = Style::SingleQuoted;
            break;
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
            start.style = Style::DoubleQuoted;
            break;
        case YAML_LITERAL_SCALAR_STYLE:
        case YAML_FOLDED_SCALAR_STYLE:
            start.style = data.style == YAML_LITERAL_SCALAR_STYLE ? Style::Literal : Style::Folded;
            end = blockScalarEnd(start.contentBegin, end, value);
            break;
        default:
            start.style = Style::Plain;
            if (begin == end && m_builder.expectsValue())
                start.begin = start.contentBegin = end = missingValue(begin);
            break;
        }
        return m_builder.scalar(start, end, value);
    }

    /// First byte behind the tag and the anchor at `byte`, and behind blanks and comments after
    /// them.
    size_t behindProperties(size_t byte) const
    {
        bool tagSeen = false;
        bool anchorSeen = false;
        for (;;) {
            if (at(byte) == '!' && !tagSeen) {
                tagSeen = true;
                const bool isVerbatim = at(byte + 1) == '<';
                while (byte < size() && !isSpaceOrBreak(at(byte))
                       && (isVerbatim || at(byte) != ',')) {
                    if (isVerbatim && at(byte) == '>') {
                        ++byte;
                        break;
                    }
                    ++byte;
                }
            } else if (at(byte) == '&' && !anchorSeen) {
                anchorSeen = true;
                ++byte;
                const auto isNameCharacter = [](char c) {
                    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
                };
                while (isNameCharacter(at(byte)))
                    ++byte;
            } else {
                return byte;
            }
            byte = behindSpace(byte);
        }
    }

    /// First byte at or behind `byte` that is neither white space nor in a comment.
    size_t behindSpace(size_t byte) const
    {
        while (byte < size()) {
            if (at(byte) == '#') {
                while (byte < size() && at(byte) != '\n' && at(byte) != '\r')
                    ++byte;
            } else if (isSpaceOrBreak(at(byte))) {
                ++byte;
            } else {
                break;
            }
        }
        return byte;
    }
    bool isBlank(size_t begin, size_t end) const
    {
        while (begin < end && isSpaceOrBreak(at(begin)))
            ++begin;
        return begin == end;
    }

    /// libyaml puts a value that is not written here or there, up to the next token.
    size_t missingValue(size_t mark) const
    {
        const size_t behindKey = m_builder.lastEnd();
        const size_t colon = behindSpace(behindKey);
        if (colon >= mark)
            return behindKey;
        return at(colon) == ':' ? colon + 1 : mark;
    }

    /// libyaml counts the blank lines behind a block scalar to it.
    size_t blockScalarEnd(size_t begin, size_t end, QByteArrayView value) const
    {
        for (size_t i = begin + 1; i < end && !isSpaceOrBreak(at(i)); ++i) {
            if (at(i) == '+')
                return end;
        }
        // Blanks beyond the indentation are text; then the last line with blanks alone is no blank
        // line.
        qsizetype textEnd = value.size();
        while (textEnd > 0 && value[textEnd - 1] == '\n')
            --textEnd;
        qsizetype inked = textEnd;
        while (inked > 0 && (value[inked - 1] == ' ' || value[inked - 1] == '\t'))
            --inked;
        if (inked < textEnd && (inked == 0 || value[inked - 1] == '\n'))
            return end;

        const Positions &positions = m_builder.positions();
        const int headerLine = positions.lineOf(begin);
        int last = positions.lineOf(end > begin ? end - 1 : end);
        while (last > headerLine && isBlank(positions.lineBegin(last), positions.lineEnd(last))) {
            end = positions.lineBegin(last);
            --last;
        }
        return end;
    }

    void syntaxProblem()
    {
        if (m_parser.error == YAML_READER_ERROR) {
            m_builder.fail(
                m_parser.problem_offset + m_bomSize, "yaml.encoding",
                Text{
                    STRATOPLAN_TEXT(
                        "yaml", "The text has a control character here, which YAML does not allow"),
                    {}},
                Text{STRATOPLAN_TEXT("yaml", "Write it as an escape in double quotes"), {}});
            return;
        }
        QString detail = QString::fromLatin1(m_parser.problem ? m_parser.problem : "unknown fault");
        if (m_parser.context)
            detail += QLatin1Char(' ') + QString::fromLatin1(m_parser.context);
        const size_t byte = byteOf(m_parser.problem_mark);
        Text remedy;
        if (at(byte) == '\t')
            remedy = {STRATOPLAN_TEXT("yaml", "Indent with blanks instead of tabs"), {}};
        m_builder.fail(byte, "yaml.syntax",
                       Text{STRATOPLAN_TEXT("yaml", "The YAML text is broken here: {detail}"),
                            {{QStringLiteral("detail"), detail}}},
                       remedy);
    }

    const QByteArray &m_text;
    TreeBuilder &m_builder;
    size_t m_bomSize;
    yaml_parser_t m_parser{};
    std::vector<bool> m_isFlow; ///< of the open collections
};

/// libyaml compares every %TAG directive with all before it.
constexpr qsizetype maximumDirectives = 1000;

} // namespace

void parseYaml(const QByteArray &text, TreeBuilder &builder)
{
    qsizetype directives = 0;
    for (qsizetype at = text.indexOf("%TAG"); at >= 0; at = text.indexOf("%TAG", at + 1)) {
        const bool beginsLine = at == 0 || text.at(at - 1) == '\n' || text.at(at - 1) == '\r';
        if (beginsLine && ++directives > maximumDirectives) {
            builder.fail(
                static_cast<size_t>(at), "yaml.limit",
                Text{STRATOPLAN_TEXT("yaml", "The text has more than {limit} %TAG directives"),
                     {{QStringLiteral("limit"), static_cast<qint64>(maximumDirectives)}}});
            return;
        }
    }
    YamlParser(text, builder).run();
}

} // namespace stratoplan::yaml
