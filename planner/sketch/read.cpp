// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/connect.h"
#include "planner/sketch/kinds.h"
#include "planner/sketch/notation.h"
#include "planner/sketch/standing.h"
#include "planner/sketch/stated.h"
#include "planner/sketch/tokens.h"

#include "planner/model/edit.h"

#include <array>

namespace stratoplan::sketch {

namespace {

constexpr qsizetype mostCharacters = 20'000;

struct StatedArrow
{
    QLatin1String word;
    Role role = Role::Call;
    std::optional<bool> reads = std::nullopt;
    std::optional<bool> writes = std::nullopt;
};

// The first that begins as it is written counts.
constexpr std::array<StatedArrow, 8> statedArrows{{
    {QLatin1String("trigger"), Role::Trigger},
    {QLatin1String("triggers"), Role::Trigger},
    {QLatin1String("call"), Role::Call},
    {QLatin1String("calls"), Role::Call},
    {QLatin1String("access"), Role::Access},
    {QLatin1String("reads"), Role::Access, true, false},
    {QLatin1String("writes"), Role::Access, false, true},
    {QLatin1String("fails"), Role::FailureTarget},
}};

QString kindOf(const Element &element)
{
    if (const auto *service = std::get_if<Service>(&element))
        return service->kind;
    if (const auto *gateway = std::get_if<Gateway>(&element))
        return sketch::kindOf(gateway->kind);
    return kindWord(element);
}

class NotationReader
{
public:
    NotationReader(const QString &text, const Design &design, const catalog::Catalog &catalog)
        : m_catalog(catalog)
        , m_design(design)
        , m_tokens(tokensOf(text, m_problems))
    {
    }

    Expected<Sketched> result(const Design &from)
    {
        while (m_at < m_tokens.size())
            statement();
        if (!m_problems.isEmpty())
            return failure(m_problems);
        m_sketched.change = diff(from, m_design);
        return m_sketched;
    }

private:
    const Token &token() const { return m_tokens.at(m_at); }
    bool is(Token::Kind kind) const { return m_at < m_tokens.size() && token().kind == kind; }

    void tell(const Token &at, const char *code, Text what, Text remedy)
    {
        m_problems.append(problemAt(at, code, std::move(what), std::move(remedy)));
    }

    void tell(const Token &at, Problems problems)
    {
        for (Problem &problem : problems) {
            problem.where.line = at.line;
            problem.where.column = at.column;
            m_problems.append(problem);
        }
    }

    void statement()
    {
        QList<ElementId> left = group();
        while (is(Token::Kind::Arrow)) {
            const Token arrow = token();
            ++m_at;
            const QList<Token> stated = settings();
            const QList<ElementId> right = group();
            for (const ElementId from : left) {
                for (const ElementId to : right) {
                    if (from && to)
                        connectBoth(arrow, stated, from, to);
                }
            }
            left = right;
        }
        if (m_at < m_tokens.size() && !is(Token::Kind::End)) {
            tell(
                token(), "sketch.missing-node",
                {STRATOPLAN_TEXT("Sketch", "There is no arrow before this"), {}},
                {STRATOPLAN_TEXT("Sketch", "Write -> between two nodes, or begin a new line"), {}});
            while (m_at < m_tokens.size() && !is(Token::Kind::End))
                ++m_at;
        }
        ++m_at;
    }

    // None for each node that could not be read.
    QList<ElementId> group()
    {
        QList<ElementId> nodes{node()};
        while (is(Token::Kind::Comma)) {
            ++m_at;
            nodes.append(node());
        }
        return nodes;
    }

    ElementId node()
    {
        QList<Token> words;
        while (is(Token::Kind::Word) || is(Token::Kind::Quoted))
            words.append(m_tokens.at(m_at++));
        QList<Token> places;
        while (is(Token::Kind::At) || (!places.isEmpty() && is(Token::Kind::Plus))) {
            ++m_at;
            if (is(Token::Kind::Word) || is(Token::Kind::Quoted))
                places.append(m_tokens.at(m_at++));
        }
        const QList<Token> stated = settings();
        if (words.isEmpty()) {
            const Token &at = !stated.isEmpty() ? stated.first()
                : m_at < m_tokens.size()        ? token()
                                                : m_tokens.last();
            tell(
                at, "sketch.missing-node",
                {STRATOPLAN_TEXT("Sketch", "A node is missing here"), {}},
                {STRATOPLAN_TEXT("Sketch", "Write a kind and a name, for example: fn Orders"), {}});
            return {};
        }
        const QList<ElementId> containers = containersOf(places);
        if (containers.size() < places.size())
            return {};
        const ElementId id = elementOf(words, containers);
        if (id && !containers.isEmpty())
            stand(words.first(), id, containers);
        if (id)
            set(id, stated);
        if (id && !m_sketched.nodes.contains(id))
            m_sketched.nodes.append(id);
        return id;
    }

    QList<Token> settings()
    {
        QList<Token> found;
        while (is(Token::Kind::Setting))
            found.append(m_tokens.at(m_at++));
        return found;
    }

    void set(ElementId id, const QList<Token> &settings)
    {
        if (settings.isEmpty())
            return;
        Element element = *m_design.find(id);
        for (const Token &setting : settings) {
            const bool isTakenBack = !setting.isQuoted && setting.value == QLatin1String("none");
            const std::optional<QString> value
                = isTakenBack ? std::nullopt : std::optional(setting.value);
            if (const auto wrong = state(element, setting.text, value, m_catalog))
                tell(setting, wrong->code, wrong->what, wrong->remedy);
        }
        Edit edit(m_design);
        edit.replace(id, std::move(element));
        m_design = *edit.result();
    }

    static QString joined(const QList<Token> &words)
    {
        QStringList texts;
        for (const Token &word : words)
            texts.append(word.text);
        return texts.join(u' ');
    }

    // How many of the words say a kind, the longest way; 0 = none.
    qsizetype kindWords(const QList<Token> &words) const
    {
        qsizetype plain = 0;
        while (plain < words.size() && words[plain].kind == Token::Kind::Word)
            ++plain;
        for (qsizetype count = plain; count > 0; --count) {
            if (!kindNamed(joined(words.first(count)), m_catalog).isEmpty())
                return count;
        }
        return 0;
    }

    ElementId inAnyCase(const QString &name) const
    {
        ElementId found;
        for (const auto &[id, element] : m_design.elements()) {
            if (common(*element).name.compare(name, Qt::CaseInsensitive) != 0)
                continue;
            if (found)
                return {};
            found = id;
        }
        return found;
    }

    ElementId elementOf(const QList<Token> &words, const QList<ElementId> &containers)
    {
        const QString all = joined(words);
        if (const ElementId there = m_design.idOf(all))
            return there;
        const qsizetype count = kindWords(words);
        if (count == 0) {
            if (const ElementId there = inAnyCase(all))
                return there;
            tell(words.first(), "sketch.unknown-word",
                 {STRATOPLAN_TEXT("Sketch", "“{word}” is neither a kind nor an element"),
                  {{QStringLiteral("word"), all}}},
                 {STRATOPLAN_TEXT("Sketch", "Write a kind before the name, for example: fn {word}"),
                  {{QStringLiteral("word"), words.last().text}}});
            return {};
        }
        const QString what = kindNamed(joined(words.first(count)), m_catalog);
        const QString name = joined(words.sliced(count));
        if (const ElementId there = m_design.idOf(name)) {
            if (kindOf(*m_design.find(there)) == what)
                return there;
            tell(words.first(), "sketch.other-kind",
                 {STRATOPLAN_TEXT("Sketch", "{name} is there already, as another kind"),
                  {{QStringLiteral("name"), name}}},
                 {STRATOPLAN_TEXT("Sketch", "Write its name alone, or give this one another name"),
                  {}});
            return {};
        }
        return add(words.first(), what, name, containers.value(0));
    }

    ElementId add(const Token &at, const QString &what, const QString &name, ElementId container)
    {
        const Expected<Placed> placed = place(m_design, what, std::nullopt, container, m_catalog);
        if (!placed) {
            tell(at, placed.error());
            return {};
        }
        Edit edit(*apply(m_design, placed->change));
        if (!name.isEmpty())
            edit.rename(placed->id, name);
        Expected<Design> next = edit.result();
        if (!next) {
            tell(at, next.error());
            return {};
        }
        m_design = *std::move(next);
        m_sketched.added.append(placed->id);
        return placed->id;
    }

    QList<ElementId> containersOf(const QList<Token> &places)
    {
        QList<ElementId> found;
        for (const Token &place : places) {
            if (const ElementId id = containerOf(place))
                found.append(id);
        }
        return found;
    }

    ElementId containerOf(const Token &place)
    {
        ElementId id = m_design.idOf(place.text);
        if (!id)
            id = inAnyCase(place.text);
        if (m_design.get<Vpc>(id) || m_design.get<Zone>(id) || m_design.get<Subnet>(id))
            return id;
        const QList<const Vpc *> all = m_design.all<Vpc>();
        if (place.kind == Token::Kind::Word && all.size() <= 1
            && kindNamed(place.text, m_catalog) == QLatin1String("vpc")) {
            if (!all.isEmpty())
                return all.first()->id;
            ElementId made;
            grow(made);
            return made;
        }
        tell(place, "sketch.unknown-place",
             {STRATOPLAN_TEXT("Sketch", "There is no subnet, zone or VPC “{name}”"),
              {{QStringLiteral("name"), place.text}}},
             {STRATOPLAN_TEXT("Sketch", "Draw it before, for example: vpc {name}"),
              {{QStringLiteral("name"), place.text}}});
        return {};
    }

    // Gives the network private subnets; what is new counts as added.
    void grow(ElementId &container)
    {
        const Design next = withPrivateSubnets(m_design, container);
        for (const auto &[id, element] : next.elements()) {
            if (!m_design.find(id))
                m_sketched.added.append(id);
        }
        m_design = next;
    }

    void stand(const Token &at, ElementId id, const QList<ElementId> &containers)
    {
        Element element = *m_design.find(id);
        // What is a part of a network got its place when it was made.
        const bool isNode
            = std::holds_alternative<Function>(element) || std::holds_alternative<Service>(element);
        if (!isNode)
            return;
        QList<ElementId> subnets;
        for (ElementId container : containers) {
            if (privateSubnets(m_design, container).isEmpty())
                grow(container);
            subnets.append(privateSubnets(m_design, container));
        }
        for (const ElementId subnet : std::as_const(subnets)) {
            if (!takes(m_design, subnet, element, m_catalog)) {
                tell(at, "sketch.cannot-stand",
                     {STRATOPLAN_TEXT("Sketch", "{name} has no address in a network"),
                      {{QStringLiteral("name"), common(element).name}}},
                     {STRATOPLAN_TEXT("Sketch", "Leave out what follows the @"), {}});
                return;
            }
            putInto(element, m_design, subnet, true, m_catalog);
        }
        Edit edit(m_design);
        edit.replace(id, element);
        m_design = *edit.result();
    }

    Expected<Connection> connectionFor(const Token &arrow, ElementId from, ElementId to) const
    {
        if (arrow.text.isEmpty())
            return meaningOf(m_design, from, to, m_catalog);
        for (const StatedArrow &stated : statedArrows) {
            if (!stated.word.startsWith(arrow.text))
                continue;
            Expected<Connection> made = connectionAs(stated.role, m_design, from, to);
            if (made && stated.reads)
                made->reads = *stated.reads;
            if (made && stated.writes)
                made->writes = *stated.writes;
            return made;
        }
        return failure(problemAt(
            arrow, "sketch.unknown-arrow",
            {STRATOPLAN_TEXT("Sketch", "“{word}” is not what a connection can mean"),
             {{QStringLiteral("word"), arrow.text}}},
            {STRATOPLAN_TEXT("Sketch", "Write trigger, call, access, reads, writes or fails"),
             {}}));
    }

    ElementId connectionOf(ElementId from, ElementId to, Role role) const
    {
        for (const Connection *existing : m_design.all<Connection>()) {
            if (existing->from == from && existing->to == to && existing->role == role)
                return existing->id;
        }
        return {};
    }

    void connectBoth(const Token &arrow, const QList<Token> &settings, ElementId from, ElementId to)
    {
        const Expected<Connection> made = connectionFor(arrow, from, to);
        if (!made) {
            tell(arrow, made.error());
            return;
        }
        if (!isConnected(m_design, from, to, made->role))
            m_design = *apply(m_design, connect(m_design, *made).change);
        set(connectionOf(from, to, made->role), settings);
    }

    const catalog::Catalog &m_catalog;
    Design m_design;
    Problems m_problems;
    QList<Token> m_tokens;
    qsizetype m_at = 0;
    Sketched m_sketched;
};

} // namespace

Expected<Sketched> read(const QString &text, const Design &design, const catalog::Catalog &catalog)
{
    if (text.size() > mostCharacters) {
        Problem problem;
        problem.code = QStringLiteral("sketch.too-long");
        problem.what = {STRATOPLAN_TEXT("Sketch", "The text has over {most} characters"),
                        {{QStringLiteral("most"), mostCharacters}}};
        problem.remedy = {STRATOPLAN_TEXT("Sketch", "Draw a part of it at a time"), {}};
        return failure(problem);
    }
    return NotationReader(text, design, catalog).result(design);
}

} // namespace stratoplan::sketch
