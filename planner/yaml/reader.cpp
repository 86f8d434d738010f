// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/reader.h"

#include "planner/yaml/node_text.h"

#include <cmath>

namespace stratoplan::yaml {

namespace {

/// `!Ref X` is not the text X.
bool isUntagged(Node node)
{
    return node.tag().isEmpty() || node.tag().startsWith("!!");
}

std::optional<QString> textOf(Node node)
{
    if (!node.isScalar() || node.isNull() || !isUntagged(node))
        return std::nullopt;
    return node.text();
}

std::optional<double> realOf(Node node)
{
    if (!node.isScalar() || node.isQuoted() || !isUntagged(node))
        return std::nullopt;
    bool ok = false;
    const double value = node.scalar().toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<qint64> integerOf(Node node)
{
    if (!node.isScalar() || node.isQuoted() || !isUntagged(node))
        return std::nullopt;
    // A leading zero means octal to some readers and nothing to others.
    const QByteArrayView text = node.scalarView();
    const qsizetype first = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
    if (text.size() > first + 1 && text[first] == '0')
        return std::nullopt;
    bool ok = false;
    const qint64 value = text.toByteArray().toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<bool> booleanOf(Node node)
{
    if (!node.isScalar() || node.isQuoted() || !isUntagged(node))
        return std::nullopt;
    if (node.scalarView() == "true")
        return true;
    if (node.scalarView() == "false")
        return false;
    return std::nullopt;
}

std::optional<QDate> dateOf(Node node)
{
    if (!node.isScalar() || node.scalarView().size() != 10 || !isUntagged(node))
        return std::nullopt;
    const QDate date = QDate::fromString(node.text(), QStringLiteral("yyyy-MM-dd"));
    return date.isValid() ? std::optional(date) : std::nullopt;
}

/// What the node is the value of, or is in the list of: the key that a person looks for.
QString nameOf(Node node)
{
    for (Node parent = node.parent(); parent; node = parent, parent = node.parent()) {
        for (int i = 0; parent.isMapping() && i < parent.size(); ++i) {
            if (parent.at(i) == node || parent.keyAt(i) == node)
                return parent.keyAt(i).text();
        }
    }
    return {};
}

Text expectation(const char *source, const QString &key)
{
    return Text{QByteArray("yaml"), QByteArray(source), {{QStringLiteral("key"), key}}};
}

constexpr const char *textExpected = QT_TRANSLATE_NOOP("yaml", "{key} takes a text");
constexpr const char *realExpected = QT_TRANSLATE_NOOP("yaml", "{key} takes a number");
constexpr const char *integerExpected = QT_TRANSLATE_NOOP("yaml", "{key} takes a whole number");
constexpr const char *booleanExpected = QT_TRANSLATE_NOOP("yaml", "{key} takes true or false");
constexpr const char *dateExpected
    = QT_TRANSLATE_NOOP("yaml", "{key} takes a date as 2026-05-31, without quotes or with");
constexpr const char *listExpected = QT_TRANSLATE_NOOP("yaml", "{key} takes a list");
constexpr const char *mappingExpected
    = QT_TRANSLATE_NOOP("yaml", "{key} takes keys with values (key: value)");

} // namespace

Reader::Reader(Node node, QString file, Problems &problems)
    : m_node(node.resolved())
    , m_file(std::move(file))
    , m_problems(&problems)
{
}

Where Reader::where() const
{
    return where(m_node);
}

Where Reader::where(Node node) const
{
    return {m_file, node.line(), node.column(), {}};
}

void Reader::report(QString code, Text what, Text remedy, Severity severity)
{
    report(m_node, std::move(code), std::move(what), std::move(remedy), severity);
}

void Reader::report(Node at, QString code, Text what, Text remedy, Severity severity)
{
    m_problems->append(
        Problem{severity, std::move(code), std::move(what), where(at), std::move(remedy)});
}

void Reader::wrongType(Node at, const char *expected)
{
    const QString name = nameOf(at);
    report(at, QStringLiteral("yaml.wrong-type"),
           expectation(expected, name.isEmpty() ? m_file : name));
}

Node Reader::take(QByteArrayView key)
{
    if (!isValid())
        return {};
    if (!m_node.isMapping()) {
        if (m_asked.isEmpty())
            wrongType(m_node, mappingExpected);
        m_asked.insert(key.toByteArray());
        return {};
    }
    m_asked.insert(key.toByteArray());
    return m_node[key].resolved();
}

Node Reader::demand(QByteArrayView key)
{
    const Node node = take(key);
    if (m_node.isMapping() && (!node || node.isNull())) {
        report(node ? node : m_node, QStringLiteral("yaml.missing-key"),
               Text{STRATOPLAN_TEXT("yaml", "{key} is missing"),
                    {{QStringLiteral("key"), QString::fromUtf8(key)}}});
        return {};
    }
    return node;
}

template <class Value>
std::optional<Value> Reader::converted(Node node, std::optional<Value> (*convert)(Node),
                                       const char *expected)
{
    if (!node || node.isNull())
        return std::nullopt;
    std::optional<Value> value = convert(node);
    if (!value)
        wrongType(node, expected);
    return value;
}

QString Reader::string(QByteArrayView key)
{
    return converted(demand(key), textOf, textExpected).value_or(QString());
}

double Reader::real(QByteArrayView key)
{
    return converted(demand(key), realOf, realExpected).value_or(0.0);
}

qint64 Reader::integer(QByteArrayView key)
{
    return converted(demand(key), integerOf, integerExpected).value_or(0);
}

bool Reader::boolean(QByteArrayView key)
{
    return converted(demand(key), booleanOf, booleanExpected).value_or(false);
}

QDate Reader::date(QByteArrayView key)
{
    return converted(demand(key), dateOf, dateExpected).value_or(QDate());
}

std::optional<QString> Reader::optionalString(QByteArrayView key)
{
    return converted(take(key), textOf, textExpected);
}

std::optional<double> Reader::optionalReal(QByteArrayView key)
{
    return converted(take(key), realOf, realExpected);
}

std::optional<qint64> Reader::optionalInteger(QByteArrayView key)
{
    return converted(take(key), integerOf, integerExpected);
}

std::optional<bool> Reader::optionalBoolean(QByteArrayView key)
{
    return converted(take(key), booleanOf, booleanExpected);
}

std::optional<QDate> Reader::optionalDate(QByteArrayView key)
{
    return converted(take(key), dateOf, dateExpected);
}

QStringList Reader::strings(QByteArrayView key)
{
    const Node node = take(key);
    QStringList found;
    const auto add = [&](Node item) {
        if (const auto text = converted(item, textOf, textExpected))
            found.append(*text);
        else if (item.isNull())
            wrongType(item, textExpected);
    };
    if (!node || node.isNull())
        return found;
    if (!node.isSequence()) {
        add(node);
        return found;
    }
    for (int i = 0; i < node.size(); ++i)
        add(node.at(i).resolved());
    return found;
}

Reader Reader::member(QByteArrayView key)
{
    const Node node = take(key);
    return Reader(node.isNull() ? Node() : node, m_file, *m_problems);
}

Reader Reader::demandedMember(QByteArrayView key)
{
    return Reader(demand(key), m_file, *m_problems);
}

void Reader::each(QByteArrayView key, const std::function<void(Reader)> &visit)
{
    member(key).eachItem(visit);
}

void Reader::eachEntry(QByteArrayView key,
                       const std::function<void(const QString &, Reader)> &visit)
{
    member(key).eachEntry(visit);
}

void Reader::eachItem(const std::function<void(Reader)> &visit)
{
    if (!isValid())
        return;
    if (!m_node.isSequence()) {
        wrongType(m_node, listExpected);
        return;
    }
    for (int i = 0; i < m_node.size(); ++i)
        visit(Reader(m_node.at(i), m_file, *m_problems));
}

void Reader::eachEntry(const std::function<void(const QString &, Reader)> &visit)
{
    if (!isValid())
        return;
    if (!m_node.isMapping()) {
        wrongType(m_node, mappingExpected);
        return;
    }
    for (int i = 0; i < m_node.size(); ++i) {
        const Node key = m_node.keyAt(i);
        m_asked.insert(key.scalar());
        if (const auto name = converted(key.resolved(), textOf, textExpected))
            visit(*name, Reader(m_node.at(i), m_file, *m_problems));
        else if (key.isNull())
            wrongType(key, textExpected);
    }
}

bool Reader::has(QByteArrayView key) const
{
    return m_node.has(key);
}

QString Reader::asString()
{
    return itself(textOf, textExpected).value_or(QString());
}

double Reader::asReal()
{
    return itself(realOf, realExpected).value_or(0.0);
}

qint64 Reader::asInteger()
{
    return itself(integerOf, integerExpected).value_or(0);
}

bool Reader::asBoolean()
{
    return itself(booleanOf, booleanExpected).value_or(false);
}

QDate Reader::asDate()
{
    return itself(dateOf, dateExpected).value_or(QDate());
}

template <class Value>
std::optional<Value> Reader::itself(std::optional<Value> (*convert)(Node), const char *expected)
{
    if (!isValid())
        return std::nullopt;
    const std::optional<Value> value = convert(m_node);
    if (!value)
        wrongType(m_node, expected);
    return value;
}

void Reader::refuseOthers()
{
    for (int i = 0; i < m_node.size(); ++i) {
        const Node key = m_node.keyAt(i);
        if (!key || m_asked.contains(key.scalar()))
            continue;
        report(key, QStringLiteral("yaml.unknown-key"),
               Text{STRATOPLAN_TEXT("yaml", "{key} is not a key that belongs here"),
                    {{QStringLiteral("key"), key.text()}}});
    }
}

QByteArray Reader::others() const
{
    QByteArray text;
    for (int i = 0; i < m_node.size(); ++i) {
        const Node key = m_node.keyAt(i);
        if (key && !m_asked.contains(key.scalar()))
            text += entryText(m_node, i);
    }
    return text;
}

} // namespace stratoplan::yaml
