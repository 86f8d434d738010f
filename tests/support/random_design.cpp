// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_design.h"

#include "planner/model/edit.h"
#include "planner/store/fields.h"

#include <cmath>

namespace stratoplan {

namespace {

/// Visitor of fields.h that makes values up.
class Filler
{
public:
    Filler(RandomDesign &random, const QHash<QString, QList<ElementId>> &candidates)
        : m_random(random)
        , m_candidates(candidates)
    {
    }

    template <class T>
    void operator()(const char *key, T &member)
    {
        if (m_random.chance(40))
            required(key, member);
        else
            member = T{};
    }
    template <class T>
    void stated(const char *key, T &member)
    {
        required(key, member);
    }
    template <class T>
    void required(const char *key, T &member)
    {
        m_key = QString::fromLatin1(key);
        fill(member);
    }
    void ownId(const char *, ElementId) { }
    void unknownKeys(QString &lines)
    {
        static const QStringList kept{
            {},
            QStringLiteral("future: 1\n"),
            QStringLiteral(
                "# why it is there\nfuture: |\n  a\n\n    b\nmore: {x: !Ref Y, z: [1, 'two']}\n"),
            QStringLiteral("deep:\n  - list: yes # beside\n    of: \"two\"\n  - 3\n")};
        lines = m_random.chance(80) ? QString() : kept.at(m_random.below(4));
    }

private:
    void fill(QString &value) { value = m_random.text(); }
    void fill(bool &value) { value = m_random.chance(50); }
    void fill(int &value) { value = m_random.below(20000) - 100; }
    void fill(double &value)
    {
        const double size = std::pow(10.0, m_random.below(24) - 12);
        value = m_random.chance(50) ? m_random.below(5000) : m_random.below(100000) * size / 7.0;
    }
    void fill(QDate &value) { value = QDate(2000, 1, 1).addDays(m_random.below(15000)); }
    template <class Unit, class Number>
    void fill(Quantity<Unit, Number> &value)
    {
        fill(value.value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void fill(Enum &value)
    {
        int count = 0;
        while (!id(static_cast<Enum>(count)).isEmpty())
            ++count;
        value = static_cast<Enum>(m_random.below(count));
    }
    void fill(Point &point) { point = {m_random.below(4000) - 1000.0, m_random.below(3000) / 8.0}; }
    void fill(Size &size) { size = {m_random.below(500) + 0.5, m_random.below(500) * 1.0}; }
    void fill(QVariant &value)
    {
        switch (m_random.below(5)) {
        case 0:
            value = m_random.chance(50);
            break;
        case 1:
            value = static_cast<qint64>(m_random.below(100000));
            break;
        case 2:
            value = m_random.below(1000) / 4.0;
            break;
        case 3:
            value = QStringList{m_random.text(), m_random.text()};
            break;
        default:
            value = m_random.text();
            break;
        }
    }
    void fill(ElementId &id)
    {
        const QList<ElementId> candidates = m_candidates.value(m_key);
        id = candidates.isEmpty()
            ? ElementId{}
            : candidates.at(m_random.below(static_cast<int>(candidates.size())));
    }
    void fill(QList<ElementId> &ids)
    {
        ids.clear();
        for (int i = m_random.below(3); i >= 0 && !m_candidates.value(m_key).isEmpty(); --i)
            fill(ids.emplaceBack());
    }
    template <class T>
    void fill(Field<T> &field)
    {
        field = {};
        const int form = m_random.below(10);
        if (form < 7)
            fill(field.value.emplace());
        if (form >= 6)
            field.expression = m_random.text();
        field.origin = Origin::User;
        if (form > 4)
            fill(field.origin);
    }
    template <class T>
    void fill(std::optional<T> &value)
    {
        fill(value.emplace());
    }
    template <class T>
    void fill(QList<T> &values)
    {
        values.clear();
        for (int i = m_random.below(3); i >= 0; --i)
            fill(values.emplaceBack());
    }
    template <class T>
    void fill(QMap<QString, T> &values)
    {
        values.clear();
        for (int i = m_random.below(3); i >= 0; --i)
            fill(values[m_random.text().left(20)]);
    }
    template <class T>
    requires requires(Filler &filler, T &group) { store::fields(filler, group); }
    void fill(T &group) { store::fields(*this, group); }

    RandomDesign &m_random;
    const QHash<QString, QList<ElementId>> &m_candidates;
    QString m_key;
};

/// What each key of the file may refer to.
QHash<QString, QList<ElementId>> candidates(const Design &design, const Edit &edit)
{
    QHash<QString, QList<ElementId>> found;
    const auto add = [&](ElementId id, std::initializer_list<const char *> keys) {
        for (const char *key : keys)
            found[QLatin1String(key)].append(id);
    };
    for (const auto &[id, before] : design.elements()) {
        const Element *element = edit.find(id);
        if (!element)
            continue;
        if (std::holds_alternative<Function>(*element) || std::holds_alternative<Service>(*element))
            add(id, {"from", "to", "members"});
        else if (std::holds_alternative<Vpc>(*element))
            add(id, {"vpc", "members"});
        else if (std::holds_alternative<Note>(*element))
            add(id, {"members"});
        else if (std::holds_alternative<Zone>(*element))
            add(id, {"zone"});
        else if (std::holds_alternative<Subnet>(*element))
            add(id, {"subnet", "subnets"});
        else if (std::holds_alternative<RouteTable>(*element))
            add(id, {"routeTable", "routeTables"});
        else if (std::holds_alternative<Gateway>(*element)
                 || std::holds_alternative<Endpoint>(*element))
            add(id, {"target"});
        else if (std::holds_alternative<SecurityGroup>(*element))
            add(id, {"group", "securityGroups"});
    }
    return found;
}

/// Makes an element of the kind up, with the name given.
template <class T>
Element made(Filler &filler, const T &before, const QString &name)
{
    T element = before;
    store::elementFields(filler, element);
    element.name = std::is_same_v<T, Connection> ? QString() : name;
    return element;
}

} // namespace

QString RandomDesign::text()
{
    static const QStringList odd{QStringLiteral("yes"),
                                 QStringLiteral("No"),
                                 QStringLiteral("~"),
                                 QStringLiteral("null"),
                                 QStringLiteral("0123"),
                                 QStringLiteral("1e3"),
                                 QStringLiteral("12:30:00"),
                                 QStringLiteral("2010-09-09"),
                                 QStringLiteral("0x1F"),
                                 QStringLiteral(".inf"),
                                 QStringLiteral("=x"),
                                 QStringLiteral("<<"),
                                 QStringLiteral("a: b"),
                                 QStringLiteral("a #b"),
                                 QStringLiteral("- x"),
                                 QStringLiteral(" lead"),
                                 QStringLiteral("trail "),
                                 QStringLiteral("!Ref X"),
                                 QStringLiteral("*a"),
                                 QStringLiteral("&a"),
                                 QStringLiteral("{a}"),
                                 QStringLiteral("[a"),
                                 QStringLiteral("'"),
                                 QStringLiteral("\"q\" \\ "),
                                 QStringLiteral("two\nlines"),
                                 QStringLiteral("two\nlines\n"),
                                 QStringLiteral("\nlead"),
                                 QStringLiteral("a\n\n\n"),
                                 QStringLiteral("a\n  b\n# c"),
                                 QStringLiteral("a\n   \nb"),
                                 QStringLiteral("tab\tin"),
                                 QStringLiteral("\ttab"),
                                 QStringLiteral("cr\rlf\r\n"),
                                 QStringLiteral("\u0001\u007f"),
                                 QStringLiteral("nel\u0085x"),
                                 QStringLiteral("ls\u2028x\ny"),
                                 QStringLiteral("\ufeffbom"),
                                 QStringLiteral("gr\u00fc\u00dfe \u20ac"),
                                 QStringLiteral("\U0001F600 a"),
                                 QStringLiteral("AWS::SQS::Queue"),
                                 QStringLiteral("10.0.0.0/16"),
                                 QStringLiteral("x:"),
                                 QStringLiteral("---"),
                                 QStringLiteral("x, y]"),
                                 QStringLiteral("%TAG"),
                                 QStringLiteral("true"),
                                 QStringLiteral("@x"),
                                 QStringLiteral("a  b")};
    if (chance(50))
        return odd.at(below(static_cast<int>(odd.size())));
    QString plain;
    for (int i = below(12); i >= 0; --i)
        plain += QLatin1Char(static_cast<char>('a' + below(26)));
    if (chance(5))
        plain = plain.repeated(40);
    return plain;
}

Change RandomDesign::change(const Design &design)
{
    Edit edit(design);
    QList<ElementId> ids;
    for (const auto &[id, element] : design.elements())
        ids.append(id);
    for (int gestures = 1 + below(3); gestures > 0; --gestures) {
        const auto known = candidates(design, edit);
        Filler filler(*this, known);
        const ElementId at
            = ids.isEmpty() ? ElementId{} : ids.at(below(static_cast<int>(ids.size())));
        const Element *element = edit.find(at);
        const bool grows = !element || design.size() < m_usualSize;
        const int gesture = grows ? below(element ? 100 : 1) : 35 + below(65);
        if (gesture < 45) {
            Element fresh = Function();
            const int kind = below(20);
            const bool hasVpc = known.contains(QStringLiteral("vpc"));
            if (kind < 3)
                fresh = Service();
            else if (kind < 8 && known.contains(QStringLiteral("from")))
                fresh = Connection();
            else if (kind == 8 || (kind < 13 && !hasVpc))
                fresh = Vpc();
            else if (kind < 10)
                fresh = Zone();
            else if (kind < 13)
                fresh = Subnet();
            else if (kind == 13)
                fresh = RouteTable();
            else if (kind == 14)
                fresh = Gateway();
            else if (kind == 15)
                fresh = Endpoint();
            else if (kind == 16)
                fresh = SecurityGroup();
            else if (kind == 17)
                fresh = Note();
            else if (kind == 18)
                fresh = Group();
            edit.add(std::visit(
                [&](const auto &before) { return made(filler, before, edit.freeName(text())); },
                fresh));
        } else if (gesture < 60) {
            edit.replace(
                at,
                std::visit(
                    [&](const auto &before) { return made(filler, before, common(*element).name); },
                    *element));
        } else if (gesture < 70) {
            edit.setPosition(at, Point{below(2000) * 1.0, below(2000) * 1.0});
        } else if (gesture < 80) {
            if (!std::holds_alternative<Connection>(*element))
                edit.rename(at, edit.freeName(text()));
        } else if (gesture < 95) {
            edit.remove(at);
        } else {
            Settings settings;
            store::fields(filler, settings);
            filler.unknownKeys(settings.unknownKeys);
            edit.setSettings(settings);
        }
    }
    return edit.change();
}

Design RandomDesign::design(int elements)
{
    Design design;
    m_usualSize = elements + 1;
    while (design.size() < elements) {
        Expected<Design> next = apply(design, change(design));
        if (!next)
            qFatal("random design: %s", qPrintable(toString(next.error().first())));
        design = *std::move(next);
    }
    return design;
}

int rounds(int usual)
{
    return qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? usual * 20 : usual;
}

} // namespace stratoplan
