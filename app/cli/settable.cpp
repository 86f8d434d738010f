// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settable.h"

#include "app/cli/input.h"
#include "app/cli/settable_parts.h"
#include "planner/catalog/behaviour.h"
#include "planner/decision/choice.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::cli {

namespace {

/// One field that the catalogue has for the service's kind.
Settable catalogSettable(ElementId id, const catalog::FieldSpec &spec)
{
    Settable settable;
    settable.name = spec.key;
    settable.designOnly = spec.cfnPath.isEmpty();
    const Range range{spec.minimum, spec.maximum};
    if (!spec.choices.isEmpty())
        settable.values = words("one of %1").arg(spec.choices.join(QLatin1String(", ")));
    else if (spec.type == QLatin1String("bool"))
        settable.values = words("true or false");
    else if (spec.type == QLatin1String("string"))
        settable.values = words("a text");
    else
        settable.values = range.toText();

    const QString key = spec.key;
    settable.read = [id, key](const Design &design) {
        const auto *service = design.get<Service>(id);
        const Field<QVariant> field = service ? service->properties.value(key) : Field<QVariant>();
        return field.value ? field->toString() : field.expression;
    };
    const QString type = spec.type;
    const QStringList choices = spec.choices;
    const QString values = settable.values;
    settable.write
        = [id, key, type, choices, values, range](Edit &edit, const QString &text) -> Fault {
        const auto *service = edit.get<Service>(id);
        if (!service)
            return std::nullopt;
        QMap<QString, Field<QVariant>> properties = service->properties;
        const auto put = [&](const auto &field) -> Fault {
            if (!field)
                return field.error();
            if (*field)
                properties.insert(key, Field<QVariant>(QVariant::fromValue(**field)));
            else
                properties.remove(key);
            edit.set(id, &Service::properties, properties);
            return std::nullopt;
        };
        if (type == QLatin1String("int"))
            return put(fieldFrom<qint64>(text, values, range, choices));
        if (type == QLatin1String("real"))
            return put(fieldFrom<double>(text, values, range, choices));
        if (type == QLatin1String("bool"))
            return put(fieldFrom<bool>(text, values, {}, choices));
        return put(fieldFrom<QString>(text, values, {}, choices));
    };
    return settable;
}

void appendRows(QList<Settable> &all, const QList<PropertyRow> &rows, ElementId id)
{
    for (const PropertyRow &row : rows)
        all.append(rowSettable(row, id));
}

QList<Settable> serviceSettables(const Service &service, const catalog::Catalog &catalog)
{
    QList<Settable> all;
    if (const catalog::ServiceKind *kind = catalog::kindOf(service, catalog)) {
        for (const catalog::FieldSpec &spec : kind->fields)
            all.append(catalogSettable(service.id, spec));
    }
    appendRows(all, serviceRows(), service.id);
    all.append(logicalIdSettable(service.id));
    return all;
}

Settable roleSettable(ElementId id)
{
    Settable settable;
    settable.name = QStringLiteral("kind");
    settable.values = words("one of %1").arg(QLatin1String("trigger, call, access, failure"));
    settable.read = [id](const Design &design) {
        const auto *connection = design.get<Connection>(id);
        return connection ? QString(stratoplan::id(connection->role)) : QString();
    };
    const QString values = settable.values;
    settable.write = [id, values](Edit &edit, const QString &text) -> Fault {
        const std::optional<Role> role = roleFromId(text);
        if (!role)
            return words("\"%1\" is not %2").arg(text, values);
        edit.set(id, &Connection::role, *role);
        return std::nullopt;
    };
    return settable;
}

QList<Settable> connectionSettables(const Connection &connection)
{
    QList<Settable> all{roleSettable(connection.id)};
    appendRows(all, connectionRows(), connection.id);
    return all;
}

Settable settingText(const char *name, QString Settings::*member, const QStringList &choices)
{
    Settable settable;
    settable.name = QString::fromLatin1(name);
    settable.designOnly = true;
    settable.values = choices.isEmpty() ? words("a text")
                                        : words("one of %1").arg(choices.join(QLatin1String(", ")));
    settable.read = [member](const Design &design) { return design.settings().*member; };
    const QString values = settable.values;
    settable.write = [member, choices, values](Edit &edit, const QString &text) -> Fault {
        if (!choices.isEmpty() && !choices.contains(text))
            return words("\"%1\" is not %2").arg(text, values);
        Settings settings = edit.settings();
        settings.*member = text;
        edit.setSettings(settings);
        return std::nullopt;
    };
    return settable;
}

template <class T>
Settable accountNumber(const char *name, Field<T> AccountProfile::*member,
                       std::optional<double> most = {})
{
    Settable settable;
    settable.name = QString::fromLatin1(name);
    settable.designOnly = true;
    const Range range{0.0, most};
    settable.values = range.toText();
    settable.read
        = [member](const Design &design) { return fieldText(design.settings().account.*member); };
    const QString values = settable.values;
    settable.write = [member, range, values](Edit &edit, const QString &text) -> Fault {
        const auto field = fieldFrom<T>(text, values, range, {});
        if (!field)
            return field.error();
        Settings settings = edit.settings();
        settings.account.*member = *field;
        edit.setSettings(settings);
        return std::nullopt;
    };
    return settable;
}

Settable freeTier()
{
    Settable settable;
    settable.name = QStringLiteral("freeTier");
    settable.designOnly = true;
    settable.values = words("true or false");
    settable.read = [](const Design &design) {
        return design.settings().account.freeTier ? QStringLiteral("true")
                                                  : QStringLiteral("false");
    };
    const QString values = settable.values;
    settable.write = [values](Edit &edit, const QString &text) -> Fault {
        if (text != QLatin1String("true") && text != QLatin1String("false"))
            return words("\"%1\" is not %2").arg(text, values);
        Settings settings = edit.settings();
        settings.account.freeTier = text == QLatin1String("true");
        edit.setSettings(settings);
        return std::nullopt;
    };
    return settable;
}

} // namespace

Settable rowSettable(const PropertyRow &row, ElementId id, const QStringList &known)
{
    QStringList choices = known;
    for (const PropertyWord &word : row.words)
        choices.append(word.word);
    Settable settable;
    settable.name = row.name;
    settable.designOnly = !row.isInTemplate;
    const Range range{row.least, row.most};
    if (!choices.isEmpty())
        settable.values = words("one of %1").arg(choices.join(QLatin1String(", ")));
    else if (row.type == ValueType::Truth)
        settable.values = words("true or false");
    else if (row.type == ValueType::Text || row.type == ValueType::Word)
        settable.values = words("a text");
    else
        settable.values = range.toText();
    settable.read = [read = row.read, id](const Design &design) {
        const Element *element = design.find(id);
        const Field<QVariant> field = element ? read(*element) : Field<QVariant>();
        return field.value ? field->toString() : field.expression;
    };
    settable.write = [write = row.write, type = row.type, values = settable.values, id, range,
                      choices](Edit &edit, const QString &text) -> Fault {
        const Element *element = edit.find(id);
        if (!element)
            return std::nullopt;
        const auto put = [&](const auto &field) -> Fault {
            if (!field)
                return field.error();
            Element changed = *element;
            write(changed,
                  *field ? Field<QVariant>(QVariant::fromValue(**field)) : Field<QVariant>());
            edit.replace(id, std::move(changed));
            return std::nullopt;
        };
        switch (type) {
        case ValueType::Integer:
            return put(fieldFrom<int>(text, values, range, choices));
        case ValueType::Real:
            return put(fieldFrom<double>(text, values, range, choices));
        case ValueType::Truth:
            return put(fieldFrom<bool>(text, values, {}, choices));
        case ValueType::Text:
        case ValueType::Word:
            break;
        }
        return put(fieldFrom<QString>(text, values, {}, choices));
    };
    return settable;
}

Settable labelSettable(ElementId id)
{
    Settable settable;
    settable.name = QStringLiteral("label");
    settable.values = words("a text");
    settable.designOnly = true;
    settable.read = [id](const Design &design) {
        const Element *element = design.find(id);
        return element ? common(*element).label : QString();
    };
    settable.write = [id](Edit &edit, const QString &text) -> Fault {
        if (const Element *element = edit.find(id)) {
            Element changed = *element;
            common(changed).label = text;
            edit.replace(id, changed);
        }
        return std::nullopt;
    };
    return settable;
}

Settable logicalIdSettable(ElementId id)
{
    Settable settable;
    settable.name = QStringLiteral("logicalId");
    settable.values = words("letters and digits");
    settable.read = [id](const Design &design) {
        const Element *element = design.find(id);
        return element ? common(*element).name : QString();
    };
    const QString values = settable.values;
    settable.write = [id, values](Edit &edit, const QString &text) -> Fault {
        const bool fits = std::all_of(text.begin(), text.end(), [](QChar c) {
            return c.unicode() < 128 && c.isLetterOrNumber();
        });
        if (text.isEmpty() || !fits)
            return words("\"%1\" is not %2").arg(text, values);
        if (const ElementId other = edit.idOf(text); other && other != id)
            return words("another element is called %1").arg(text);
        edit.rename(id, text);
        return std::nullopt;
    };
    return settable;
}

QList<Settable> settablesOf(ElementId id, const Design &design, const catalog::Catalog &catalog)
{
    QList<Settable> all;
    const Element *element = design.find(id);
    if (!element)
        return all;
    if (const auto *function = std::get_if<Function>(element))
        all = functionSettables(*function, design, catalog);
    else if (const auto *service = std::get_if<Service>(element))
        all = serviceSettables(*service, catalog);
    else if (const auto *connection = std::get_if<Connection>(element))
        all = connectionSettables(*connection);
    else {
        appendRows(all, rowsOf(*element), id);
        // Zones and annotations are no resources.
        if (!isAnnotation(*element) && !std::holds_alternative<Zone>(*element))
            all.append(logicalIdSettable(id));
    }
    all.append(labelSettable(id));
    return all;
}

QList<Settable> accountSettables()
{
    return {accountNumber("concurrency", &AccountProfile::concurrency),
            accountNumber("otherLoad", &AccountProfile::otherLoad), freeTier(),
            accountNumber("discountPercent", &AccountProfile::discountPercent, 100.0)};
}

namespace {

/// A tree of the program by its id, or a team's own from its file, which the design keeps.
Settable decisionTree()
{
    Settable settable;
    settable.name = QStringLiteral("decisionTree");
    settable.values = words("today, talk-2018, or a file with a tree");
    settable.designOnly = true;
    settable.read = [](const Design &design) { return decision::treeIdOf(design.settings()); };
    settable.write = [](Edit &edit, const QString &text) -> Fault {
        Settings settings = edit.settings();
        const QList<decision::Tree> &trees = builtIn().trees;
        if (std::any_of(trees.begin(), trees.end(),
                        [&text](const decision::Tree &tree) { return tree.id == text; })) {
            settings.decisionTree = {text, {}, {}};
        } else {
            QFile file(text);
            if (!file.open(QIODevice::ReadOnly))
                return words("\"%1\" is neither a tree nor a file that can be read").arg(text);
            const Expected<TreeChoice> own
                = decision::ownTree(file.readAll(), QFileInfo(text).fileName());
            if (!own) {
                QStringList faults;
                for (const Problem &problem : own.error())
                    faults.append(toString(problem));
                return faults.join(QLatin1Char('\n'));
            }
            settings.decisionTree = *own;
        }
        edit.setSettings(settings);
        return std::nullopt;
    };
    return settable;
}

} // namespace

QList<Settable> designSettables(const catalog::Catalog &catalog)
{
    QStringList regions;
    for (const catalog::Region &region : catalog.regions())
        regions.append(region.id);
    QStringList books;
    for (const catalog::PriceBook &book : catalog.priceBooks())
        books.append(book.name);
    return {settingText("title", &Settings::title, {}),
            settingText("version", &Settings::version, {}),
            settingText("region", &Settings::region, regions),
            settingText("priceBook", &Settings::priceBook, books),
            settingText("networkModel", &Settings::networkModel,
                        {QStringLiteral("hyperplane"), QStringLiteral("per-container-eni")}),
            decisionTree()};
}

} // namespace stratoplan::cli
