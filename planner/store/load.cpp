// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/fields.h"
#include "planner/store/store.h"

#include "planner/model/was.h"
#include "planner/yaml/reader.h"

#include <QSet>

#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

namespace stratoplan::store {

namespace {

/// Ids stay far from the end of their type, so that counting on never wraps.
constexpr qint64 largestId = std::numeric_limits<qint32>::max();

/// What a file says of one element before its members are read.
struct Entry
{
    yaml::Node node;
    ElementId id;
    QString name;
};

/// What the readers of all elements share.
struct Names
{
    QHash<QString, ElementId> ids;
    QHash<ElementId, QString> shown;
    /// Where an element refers to another, for faults that only the whole design shows.
    QHash<std::pair<QString, QString>, Where> references;
};

std::optional<Execution> fromWord(Execution, QStringView word)
{
    return executionFromId(word);
}
std::optional<Role> fromWord(Role, QStringView word)
{
    return roleFromId(word);
}
std::optional<GatewayKind> fromWord(GatewayKind, QStringView word)
{
    return gatewayKindFromId(word);
}
std::optional<EndpointKind> fromWord(EndpointKind, QStringView word)
{
    return endpointKindFromId(word);
}
std::optional<Idempotent> fromWord(Idempotent, QStringView word)
{
    return idempotentFromId(word);
}
std::optional<Origin> fromWord(Origin, QStringView word)
{
    return originFromId(word);
}

template <class Enum>
QStringList wordsOf()
{
    QStringList words;
    for (int value = 0; !id(static_cast<Enum>(value)).isEmpty(); ++value)
        words.append(id(static_cast<Enum>(value)));
    return words;
}

/// Visitor of fields.h that reads the members of one mapping.
class Loader
{
public:
    Loader(yaml::Reader reader, Names &names, QString owner = {})
        : m_reader(std::move(reader))
        , m_names(names)
        , m_owner(std::move(owner))
    {
    }

    template <class T>
    void operator()(const char *key, T &member)
    {
        if (yaml::Reader reader = m_reader.member(key); reader.isValid())
            get(reader, member);
    }
    template <class T>
    void stated(const char *key, T &member)
    {
        (*this)(key, member);
    }
    template <class T>
    void required(const char *key, T &member)
    {
        if (yaml::Reader reader = m_reader.demandedMember(key); reader.isValid())
            get(reader, member);
    }
    /// Ids are given before the members are read.
    void ownId(const char *key, ElementId) { m_reader.member(key); }
    void unknownKeys(QString &lines) { lines = QString::fromUtf8(m_reader.others()); }

    yaml::Reader &reader() { return m_reader; }

private:
    void get(yaml::Reader &reader, QString &value) { value = reader.asString(); }
    void get(yaml::Reader &reader, bool &value) { value = reader.asBoolean(); }
    void get(yaml::Reader &reader, double &value) { value = reader.asReal(); }
    void get(yaml::Reader &reader, QDate &value) { value = reader.asDate(); }
    void get(yaml::Reader &reader, int &value)
    {
        using Range = std::numeric_limits<int>;
        const qint64 number = reader.asInteger();
        if (number >= Range::min() && number <= Range::max())
            value = static_cast<int>(number);
        else
            reader.report(QStringLiteral("store.out-of-range"),
                          Text{STRATOPLAN_TEXT("Store", "{number} is too large a number"),
                               {{QStringLiteral("number"), number}}});
    }
    template <class Unit, class Number>
    void get(yaml::Reader &reader, Quantity<Unit, Number> &value)
    {
        get(reader, value.value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void get(yaml::Reader &reader, Enum &value)
    {
        const QString word = reader.asString();
        if (const std::optional<Enum> known = fromWord(Enum{}, word)) {
            value = *known;
        } else if (!word.isEmpty() || reader.node().isQuoted()) {
            reader.report(
                QStringLiteral("store.unknown-word"),
                Text{STRATOPLAN_TEXT("Store", "{word} is none of the words that fit here"),
                     {{QStringLiteral("word"), word}}},
                Text{STRATOPLAN_TEXT("Store", "Write one of {words}"),
                     {{QStringLiteral("words"), wordsOf<Enum>()}}});
        }
    }
    template <class T>
    void get(yaml::Reader &reader, std::optional<T> &value)
    {
        get(reader, value.emplace());
    }
    void get(yaml::Reader &reader, Point &point) { getPair(reader, point.x, point.y); }
    void get(yaml::Reader &reader, Size &size) { getPair(reader, size.width, size.height); }
    void getPair(yaml::Reader &reader, double &first, double &second)
    {
        if (!reader.node().isSequence() || reader.node().size() != 2) {
            reader.report(
                QStringLiteral("yaml.wrong-type"),
                Text{STRATOPLAN_TEXT("Store", "Two numbers are expected here: [96, 128]"), {}});
            return;
        }
        int place = 0;
        reader.eachItem([&](yaml::Reader item) { get(item, place++ == 0 ? first : second); });
    }
    void get(yaml::Reader &reader, ElementId &id)
    {
        const QString name = reader.asString();
        if (name.isEmpty())
            return;
        id = m_names.ids.value(name);
        if (id) {
            m_names.references.insert({m_owner, name}, reader.where());
            return;
        }
        reader.report(QStringLiteral("store.unknown-name"),
                      Text{STRATOPLAN_TEXT("Store", "No element of the file has the name {name}"),
                           {{QStringLiteral("name"), name}}},
                      Text{STRATOPLAN_TEXT("Store", "Add the element or correct the name"), {}});
    }
    void get(yaml::Reader &reader, QVariant &value)
    {
        const yaml::Node node = reader.node();
        if (node.isSequence()) {
            value = listOf(reader);
            return;
        }
        if (!node.isScalar() || node.isQuoted()) {
            value = reader.asString();
            return;
        }
        bool ok = false;
        const QByteArray text = node.scalar();
        if (text == "true" || text == "false")
            value = text == "true";
        else if (const qint64 integer = text.toLongLong(&ok); ok)
            value = integer;
        else if (const double real = text.toDouble(&ok); ok && std::isfinite(real))
            value = real;
        else
            value = reader.asString();
    }
    QVariant listOf(yaml::Reader &reader)
    {
        QVariantList values;
        bool isText = true;
        reader.eachItem([&](yaml::Reader item) {
            QVariant value;
            get(item, value);
            isText = isText && value.typeId() == QMetaType::QString;
            values.append(value);
        });
        return isText ? QVariant(QVariant(values).toStringList()) : QVariant(values);
    }

    /// A plain value is what a person states; else {value: 512, expression: "!Ref X", from: own}.
    template <class T>
    void get(yaml::Reader &reader, Field<T> &field)
    {
        if (!reader.node().isMapping()) {
            get(reader, field.value.emplace());
            field.origin = Origin::User;
            return;
        }
        Loader parts(reader, m_names, m_owner);
        parts("value", field.value);
        parts("expression", field.expression);
        field.origin = field.value && field.expression.isEmpty() ? Origin::User : Origin::Own;
        parts("from", field.origin);
        parts.reader().refuseOthers();
    }

    /// A scalar is a list of one: `subnets: Private`.
    template <class T>
    void get(yaml::Reader &reader, QList<T> &values)
    {
        if (reader.node().isScalar()) {
            get(reader, values.emplaceBack());
            return;
        }
        reader.eachItem([&](yaml::Reader item) {
            T value{};
            get(item, value);
            values.append(value);
        });
    }
    template <class T>
    void get(yaml::Reader &reader, QMap<QString, T> &values)
    {
        reader.eachEntry([&](const QString &key, yaml::Reader item) {
            T value{};
            get(item, value);
            values.insert(key, value);
        });
    }
    template <class T>
    requires requires(Loader &loader, T &group) { fields(loader, group); }
    void get(yaml::Reader &reader, T &group)
    {
        Loader members(reader, m_names, m_owner);
        fields(members, group);
        members.reader().refuseOthers();
    }

    yaml::Reader m_reader;
    Names &m_names;
    QString m_owner; ///< name of the element, as problems of the model have it
};

/// Reads one file.
class DesignReader
{
public:
    DesignReader(const yaml::Tree &tree, const QString &file)
        : m_file(file)
        , m_root(tree.root(), file, m_problems)
    {
        m_problems = tree.warnings();
    }

    Expected<Design> read()
    {
        if (!checkVersion())
            return failure(m_problems);
        forEachKind([this]<class T>() { collect<T>(); });
        collectWas();
        giveIds();
        Change change;
        readSettings(change);
        forEachKind([this, &change]<class T>() { readElements<T>(change); });
        readWas(change);
        const ElementId nextId = readNextId();
        change.settings->after.unknownKeys = QString::fromUtf8(m_root.others());
        return build(change, nextId);
    }

private:
    bool checkVersion()
    {
        if (!m_root.node().isMapping() || !m_root.has("stratoplan")) {
            m_problems.clear();
            m_root.report(
                QStringLiteral("store.no-design"),
                Text{STRATOPLAN_TEXT("Store",
                                     "The file is no Stratoplan design: it has no key stratoplan"),
                     {}},
                Text{STRATOPLAN_TEXT("Store", "A design file begins with stratoplan: {version}"),
                     {{QStringLiteral("version"), formatVersion}}});
            return false;
        }
        const qsizetype before = m_problems.size();
        const qint64 version = m_root.integer("stratoplan");
        if (m_problems.size() > before)
            return false;
        if (version > formatVersion) {
            m_problems.clear();
            m_root.report(m_root.node()["stratoplan"], QStringLiteral("store.newer-version"),
                          Text{STRATOPLAN_TEXT("Store",
                                               "The file has version {version} of the format, this "
                                               "program reads version {known} at most"),
                               {{QStringLiteral("version"), version},
                                {QStringLiteral("known"), formatVersion}}},
                          Text{STRATOPLAN_TEXT("Store", "Open it with a newer Stratoplan"), {}});
            return false;
        }
        if (version < 1) {
            m_root.report(m_root.node()["stratoplan"], QStringLiteral("store.no-version"),
                          Text{STRATOPLAN_TEXT("Store", "{version} is no version of the format"),
                               {{QStringLiteral("version"), version}}});
            return false;
        }
        return true;
    }

    template <class T>
    QList<Entry> &entriesOf()
    {
        return m_entries[sectionOf<T>()];
    }

    /// Names and ids of one section, so that elements can refer to later ones.
    template <class T>
    void collect()
    {
        m_root.each(sectionOf<T>().latin1(), [this](yaml::Reader item) {
            Entry entry;
            entry.node = item.node();
            const yaml::Node name = entry.node["name"].resolved();
            if (name.isScalar() && !std::is_same_v<T, Connection>) {
                entry.name = name.text();
                if (entry.name.isEmpty() && !name.isNull()) {
                    item.report(name, QStringLiteral("model.empty-name"),
                                Text{STRATOPLAN_TEXT("Store", "The name is empty"), {}},
                                Text{STRATOPLAN_TEXT("Store", "Give the element a name"), {}});
                }
            }
            readId(item, entry);
            entriesOf<T>().append(entry);
        });
    }

    void readId(yaml::Reader &item, Entry &entry)
    {
        const std::optional<qint64> number
            = entry.node.isMapping() ? item.optionalInteger("id") : std::nullopt;
        if (!number)
            return;
        const yaml::Node at = entry.node["id"];
        if (*number < 1 || *number > largestId) {
            item.report(
                at, QStringLiteral("store.out-of-range"),
                Text{STRATOPLAN_TEXT("Store", "The id {id} is not between 1 and {largest}"),
                     {{QStringLiteral("id"), *number}, {QStringLiteral("largest"), largestId}}});
            return;
        }
        const ElementId id{static_cast<quint32>(*number)};
        if (m_idPlaces.contains(id)) {
            item.report(at, QStringLiteral("store.duplicate-id"),
                        Text{STRATOPLAN_TEXT("Store", "The id {id} is the one of line {line}, too"),
                             {{QStringLiteral("id"), *number},
                              {QStringLiteral("line"), m_idPlaces.value(id).line}}},
                        Text{STRATOPLAN_TEXT("Store", "Remove one of the two ids"), {}});
            return;
        }
        m_idPlaces.insert(id, item.where(at));
        entry.id = id;
        m_lastId = std::max(m_lastId, id);
    }

    /// Elements without an id get one after the largest, in order of the file.
    void giveIds()
    {
        QList<Entry *> inOrder;
        forEachKind([this, &inOrder]<class T>() {
            for (Entry &entry : entriesOf<T>())
                inOrder.append(&entry);
        });
        std::sort(inOrder.begin(), inOrder.end(),
                  [](const Entry *a, const Entry *b) { return a->node.index() < b->node.index(); });
        QHash<QString, Where> places;
        for (Entry *entry : inOrder) {
            if (!entry->id)
                entry->id = ElementId{++m_lastId.value};
            if (entry->name.isEmpty())
                continue;
            const yaml::Node name = entry->node["name"];
            if (places.contains(entry->name)) {
                m_root.report(
                    name, QStringLiteral("model.duplicate-name"),
                    Text{STRATOPLAN_TEXT("Store",
                                         "{name} is the name of the element of line {line}, too"),
                         {{QStringLiteral("name"), entry->name},
                          {QStringLiteral("line"), places.value(entry->name).line}}},
                    Text{STRATOPLAN_TEXT("Store", "Give one of the two another name"), {}});
                continue;
            }
            places.insert(entry->name, m_root.where(name));
            m_names.ids.insert(entry->name, entry->id);
        }
    }

    void readSettings(Change &change)
    {
        change.settings = BeforeAfter<Settings>{};
        // The members of the settings are keys of the file itself.
        Loader loader(m_root, m_names);
        fields(loader, change.settings->after);
        m_root = loader.reader();
    }

    template <class T>
    void readElements(Change &change)
    {
        for (const Entry &entry : entriesOf<T>()) {
            T element;
            element.id = entry.id;
            const QString shown = entry.name.isEmpty()
                ? QStringLiteral("%1 %2").arg(kindWord(element)).arg(entry.id.value)
                : entry.name;
            Loader loader(yaml::Reader(entry.node, m_file, m_problems), m_names, shown);
            elementFields(loader, element);
            m_places.insert(shown, loader.reader().where());
            change.elements.push_back({entry.id, std::nullopt, Element(std::move(element))});
        }
    }

    /// Ids and names of the elements as they were in the template, before new ids are given.
    void collectWas()
    {
        m_wasReader = m_root.member("was");
        if (!m_wasReader->isValid())
            return;
        m_wasReader->each("added", [this](yaml::Reader item) {
            const ElementId id = idOf(item.asInteger());
            if (m_idPlaces.contains(id))
                m_was.elements[id] = nullptr;
            else
                unknownId(item, item.node());
        });
        forEachKind([this]<class T>() {
            m_wasReader->each(sectionOf<T>().latin1(), [this](yaml::Reader item) {
                const ElementId id = idOf(item.integer("id"));
                if (!id || m_was.elements.count(id)) {
                    unknownId(item, item.node()["id"]);
                    return;
                }
                T element;
                element.id = id;
                m_was.elements[id] = std::make_shared<const Element>(element);
                m_lastId = std::max(m_lastId, id);
                if (!std::is_same_v<T, Connection>)
                    m_wasNames.ids.insert(item.optionalString("name").value_or(QString()), id);
            });
        });
        m_wasReader->refuseOthers();
    }

    static ElementId idOf(qint64 number)
    {
        return {static_cast<quint32>(std::clamp<qint64>(number, 0, largestId))};
    }

    /// The elements as they were. They refer to each other, and to what is as it was, by the names
    /// of then.
    void readWas(Change &change)
    {
        if (!m_wasReader->isValid())
            return;
        for (auto now = m_names.ids.cbegin(); now != m_names.ids.cend(); ++now) {
            if (!m_was.elements.count(now.value()))
                m_wasNames.ids.insert(now.key(), now.value());
        }
        forEachKind([this]<class T>() {
            m_wasReader->each(sectionOf<T>().latin1(), [this](const yaml::Reader &item) {
                T element;
                element.id = idOf(item.node()["id"].resolved().scalar().toLongLong());
                Loader loader(item, m_wasNames, kindWord(Element(element)));
                elementFields(loader, element);
                const ElementId id = element.id;
                m_was.elements[id] = std::make_shared<const Element>(std::move(element));
            });
        });
        change.was = {Was(), m_was};
    }

    void unknownId(yaml::Reader &reader, yaml::Node at)
    {
        reader.report(at, QStringLiteral("store.unknown-id"),
                      Text{STRATOPLAN_TEXT("Store",
                                           "No element of the file has this id, or it is "
                                           "there twice"),
                           {}},
                      Text{STRATOPLAN_TEXT("Store", "Remove the entry"), {}});
    }

    ElementId readNextId()
    {
        const std::optional<qint64> number = m_root.optionalInteger("nextId");
        if (number && (*number < 1 || *number > largestId + 1)) {
            m_root.report(
                m_root.node()["nextId"], QStringLiteral("store.out-of-range"),
                Text{
                    STRATOPLAN_TEXT("Store", "The id {id} is not between 1 and {largest}"),
                    {{QStringLiteral("id"), *number}, {QStringLiteral("largest"), largestId + 1}}});
            return {};
        }
        return ElementId{static_cast<quint32>(number.value_or(0))};
    }

    Expected<Design> build(const Change &change, ElementId nextId)
    {
        Expected<Design> design = apply(Design(), change);
        if (!design)
            addModelProblems(design.error());
        else if (const Expected<Design> imported = asImported(*design); !imported) {
            Problem problem = imported.error().first();
            problem.where = m_wasReader->where();
            m_problems.append(problem);
        }
        if (!m_problems.isEmpty()) {
            std::stable_sort(m_problems.begin(), m_problems.end(),
                             [](const Problem &a, const Problem &b) {
                                 return std::pair(a.where.line, a.where.column)
                                     < std::pair(b.where.line, b.where.column);
                             });
            return failure(m_problems);
        }
        return nextId > design->nextId() ? withNextId(*design, nextId) : design;
    }

    /// What only the whole design shows, at the place where the file says it.
    void addModelProblems(const Problems &problems)
    {
        // These were told above, with better places.
        static const QSet<QString> known{QStringLiteral("model.dangling-reference"),
                                         QStringLiteral("model.duplicate-name"),
                                         QStringLiteral("model.empty-name")};
        for (Problem problem : problems) {
            if (known.contains(problem.code) && !m_problems.isEmpty())
                continue;
            const QString element = problem.where.element;
            const QString target = problem.what.args.value(QStringLiteral("target")).toString();
            problem.where = m_names.references.value({element, target}, m_places.value(element));
            problem.where.file = m_file;
            problem.where.element = element;
            m_problems.append(problem);
        }
    }

    /// The id counter is a trace of elements that came and went.
    static Expected<Design> withNextId(const Design &design, ElementId nextId)
    {
        Note passing;
        passing.name = QStringLiteral("passing");
        while (design.idOf(passing.name))
            passing.name += QLatin1Char('_');
        passing.id = ElementId{nextId.value - 1};
        Change change;
        change.elements.push_back({passing.id, std::nullopt, Element(passing)});
        Expected<Design> grown = apply(design, change);
        return grown ? apply(*grown, inverse(change)) : grown;
    }

    QString m_file;
    Problems m_problems;
    yaml::Reader m_root;
    Names m_names;
    QHash<QLatin1String, QList<Entry>> m_entries;
    QHash<ElementId, Where> m_idPlaces; ///< of ids that the file states
    std::optional<yaml::Reader> m_wasReader;
    Was m_was;
    Names m_wasNames; ///< of the elements as the template had them
    QHash<QString, Where> m_places; ///< of elements, by the names that problems have
    ElementId m_lastId;
};

} // namespace

bool looksLikeDesign(const QByteArray &text)
{
    qsizetype at = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    const auto skipLine = [&] {
        while (at < text.size() && text.at(at) != '\n' && text.at(at) != '\r')
            ++at;
    };
    while (at < text.size()) {
        const QByteArrayView rest = QByteArrayView(text).sliced(at);
        const char c = rest.front();
        if (c == '#' || c == '%' || rest.startsWith("---"))
            skipLine();
        else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '{' || c == '"'
                 || c == '\'')
            ++at;
        else
            break;
    }
    constexpr QByteArrayView key("stratoplan");
    if (!QByteArrayView(text).sliced(at).startsWith(key))
        return false;
    at += key.size();
    while (at < text.size() && (text.at(at) == '"' || text.at(at) == '\'' || text.at(at) == ' '))
        ++at;
    return at < text.size() && text.at(at) == ':';
}

Expected<Design> read(const QByteArray &text, const QString &file)
{
    const Expected<yaml::Tree> tree = yaml::parse(text, file);
    if (!tree)
        return failure(tree.error());
    if (!tree->root()) {
        Problem problem;
        problem.code = QStringLiteral("store.no-design");
        problem.what = Text{STRATOPLAN_TEXT("Store", "The file is empty"), {}};
        problem.where.file = file;
        return failure(problem);
    }
    return DesignReader(*tree, file).read();
}

} // namespace stratoplan::store
