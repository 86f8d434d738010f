// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/design_text.h"

#include "planner/base/problem.h"
#include "planner/store/store.h"
#include "planner/yaml/writer.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace stratoplan {

namespace {

using Entry = QList<std::pair<QString, QByteArray>>;

/// Translates the statements into a design file.
class Translator
{
public:
    QByteArray translate(const QString &text)
    {
        for (const QString &statement : statements(text)) {
            m_statement = statement;
            m_words = words(statement);
            m_at = 0;
            if (!m_words.isEmpty())
                translateStatement();
        }
        return file();
    }

private:
    [[noreturn]] void refuse(const QString &what) const
    {
        qFatal("design text: %s in: %s", qPrintable(what), qPrintable(m_statement));
    }

    static QStringList statements(const QString &text)
    {
        QStringList found{QString()};
        bool inQuotes = false;
        for (const QChar c : text) {
            if (c == QLatin1Char('"'))
                inQuotes = !inQuotes;
            if (!inQuotes && (c == QLatin1Char(';') || c == QLatin1Char('\n')))
                found.append(QString());
            else
                found.last() += c;
        }
        return found;
    }

    static QStringList words(const QString &statement)
    {
        QStringList found;
        bool inQuotes = false;
        bool inWord = false;
        for (const QChar c : statement) {
            if (c == QLatin1Char('"'))
                inQuotes = !inQuotes;
            if (c == QLatin1Char('#') && !inWord && !inQuotes)
                break;
            if (c.isSpace() && !inQuotes) {
                inWord = false;
                continue;
            }
            if (!inWord)
                found.append(QString());
            inWord = true;
            found.last() += c;
        }
        return found;
    }

    bool atEnd() const { return m_at >= m_words.size(); }
    QString peek() const { return atEnd() ? QString() : m_words.at(m_at); }
    QString next()
    {
        if (atEnd())
            refuse(QStringLiteral("a word is missing"));
        return m_words.at(m_at++);
    }
    static bool isArrow(const QString &word) { return roles().contains(word); }
    static const QHash<QString, QByteArray> &roles()
    {
        static const QHash<QString, QByteArray> words{{QStringLiteral("->"), "trigger"},
                                                      {QStringLiteral("=>"), "call"},
                                                      {QStringLiteral("--"), "access"},
                                                      {QStringLiteral("!>"), "failure"}};
        return words;
    }
    /// A word that states something of its own, not an option.
    bool isFree() const
    {
        static const QRegularExpression option(QStringLiteral("^[A-Za-z0-9]+="));
        return !atEnd() && !isArrow(peek()) && peek() != QLatin1String("in")
            && !option.match(peek()).hasMatch();
    }

    static QByteArray one(const QString &word)
    {
        if (word.startsWith(QLatin1Char('"')))
            return yaml::quotedText(word.mid(1, word.size() - 2));
        bool isNumber = false;
        word.toDouble(&isNumber);
        if (isNumber || word == QLatin1String("true") || word == QLatin1String("false"))
            return word.toUtf8();
        return yaml::scalarText(word);
    }
    static QByteArray list(const QStringList &texts)
    {
        QList<QByteArray> parts;
        for (const QString &text : texts)
            parts.append(one(text));
        return '[' + parts.join(", ") + ']';
    }
    static QByteArray value(const QString &word)
    {
        if (word.startsWith(QLatin1Char('?')))
            return "{expression: " + yaml::quotedText(word.mid(1)) + ", from: own}";
        if (word.contains(QLatin1Char(',')) && !word.startsWith(QLatin1Char('"')))
            return list(word.split(QLatin1Char(',')));
        return one(word);
    }
    void options(Entry &entry)
    {
        while (!atEnd() && !isArrow(peek()) && peek() != QLatin1String("in")) {
            const QString word = next();
            const qsizetype equals = word.indexOf(QLatin1Char('='));
            if (equals <= 0)
                refuse(QStringLiteral("%1 is not expected").arg(word));
            entry.append({word.left(equals), value(word.mid(equals + 1))});
        }
    }
    QStringList container()
    {
        if (peek() != QLatin1String("in"))
            return {};
        next();
        return next().split(QLatin1Char(','));
    }

    void declare(const QString &section, const QString &name, Entry entry)
    {
        entry.prepend({QStringLiteral("name"), yaml::quotedText(name)});
        add(section, entry);
    }
    void add(const QString &section, Entry entry)
    {
        entry.append({QStringLiteral("id"), QByteArray::number(++m_lastId)});
        m_sections[section].append(entry);
    }

    void translateStatement()
    {
        if (m_words.size() > 1 && isArrow(m_words.at(1))) {
            connectFrom(next());
            return;
        }
        const QString word = next();
        if (word == QLatin1String("set"))
            options(m_settings);
        else if (word == QLatin1String("fn"))
            function();
        else if (word == QLatin1String("vpc"))
            vpc();
        else if (word == QLatin1String("zone"))
            zone();
        else if (word == QLatin1String("subnet"))
            subnet();
        else if (word == QLatin1String("table") && m_words.value(2) == QLatin1String("in"))
            table();
        else if (word == QLatin1String("gateway"))
            gateway();
        else if (word == QLatin1String("endpoint"))
            endpoint();
        else if (word == QLatin1String("group"))
            group();
        else if (word == QLatin1String("note"))
            note();
        else if (word == QLatin1String("frame"))
            frame();
        else
            service(word);
        if (!atEnd())
            refuse(QStringLiteral("%1 is not expected").arg(peek()));
    }

    void connectFrom(const QString &from)
    {
        Entry entry{{QStringLiteral("from"), yaml::quotedText(from)}};
        const QByteArray role = roles().value(next());
        entry.append({QStringLiteral("to"), yaml::quotedText(next())});
        entry.append({QStringLiteral("role"), role});
        options(entry);
        add(QStringLiteral("connections"), entry);
    }
    /// `in SUBNETS` and a connection at the end of a function or service.
    void placeAndConnect(const QString &section, const QString &name, Entry entry, bool isFunction)
    {
        const QStringList subnets = container();
        if (!subnets.isEmpty()) {
            entry.append({QStringLiteral("subnets"), list(subnets)});
            if (isFunction)
                entry.append({QStringLiteral("inVpc"), "true"});
            options(entry);
        }
        declare(section, name, entry);
        if (isArrow(peek()))
            connectFrom(name);
    }

    void function()
    {
        const QString name = next();
        Entry entry;
        if (isFree())
            entry.append({QStringLiteral("memory"), value(next())});
        if (isFree())
            entry.append({QStringLiteral("timeout"), value(next())});
        options(entry);
        placeAndConnect(QStringLiteral("functions"), name, entry, true);
    }

    void service(const QString &kind)
    {
        static const QStringList own{QStringLiteral("id"),
                                     QStringLiteral("label"),
                                     QStringLiteral("position"),
                                     QStringLiteral("type"),
                                     QStringLiteral("condition"),
                                     QStringLiteral("subnets"),
                                     QStringLiteral("securityGroups"),
                                     QStringLiteral("rate"),
                                     QStringLiteral("peakRate")};
        const QString name = next();
        Entry given;
        options(given);
        Entry entry{{QStringLiteral("kind"), yaml::quotedText(kind)}};
        QList<QByteArray> properties;
        for (const auto &[key, text] : given) {
            if (own.contains(key))
                entry.append({key, text});
            else
                properties.append(yaml::scalarText(key) + ": " + text);
        }
        if (!properties.isEmpty())
            entry.append({QStringLiteral("properties"), '{' + properties.join(", ") + '}'});
        placeAndConnect(QStringLiteral("services"), name, entry, false);
    }

    void vpc()
    {
        const QString name = next();
        Entry entry;
        QStringList cidrs;
        while (isFree())
            cidrs.append(next());
        if (!cidrs.isEmpty())
            entry.append({QStringLiteral("cidrs"), list(cidrs)});
        options(entry);
        m_vpcOf.insert(name, name);
        declare(QStringLiteral("vpcs"), name, entry);
    }

    QString vpcOf(const QString &container) const
    {
        if (!m_vpcOf.contains(container))
            refuse(QStringLiteral("%1 is not declared before").arg(container));
        return m_vpcOf.value(container);
    }
    /// Notes the VPC of what stands in `container`, which may be a VPC, a zone or a subnet.
    void stand(Entry &entry, const QString &container)
    {
        entry.append({QStringLiteral("vpc"), yaml::quotedText(vpcOf(container))});
    }

    void zone()
    {
        const QString name = next();
        Entry entry;
        options(entry);
        const QString container = this->container().value(0);
        stand(entry, container);
        options(entry);
        m_vpcOf.insert(name, vpcOf(container));
        m_zones.insert(name);
        declare(QStringLiteral("zones"), name, entry);
    }

    void subnet()
    {
        const QString name = next();
        Entry entry;
        if (isFree())
            entry.append({QStringLiteral("cidr"), value(next())});
        options(entry);
        const QString container = this->container().value(0);
        stand(entry, container);
        if (m_zones.contains(container))
            entry.append({QStringLiteral("zone"), yaml::quotedText(container)});
        if (peek() == QLatin1String("public") || peek() == QLatin1String("private")) {
            const bool isPublic = next() == QLatin1String("public");
            entry.append({QStringLiteral("public"), isPublic ? "true" : "false"});
        }
        options(entry);
        m_vpcOf.insert(name, vpcOf(container));
        m_subnets.insert(name);
        declare(QStringLiteral("subnets"), name, entry);
    }

    void table()
    {
        const QString name = next();
        Entry entry;
        stand(entry, container().value(0));
        QList<QByteArray> routes;
        while (isFree()) {
            const QString word = next();
            if (word == QLatin1String("main")) {
                entry.append({word, "true"});
                continue;
            }
            const QStringList ends = word.split(QLatin1Char('>'));
            QByteArray route = "{destination: " + yaml::quotedText(ends.first());
            if (ends.size() > 1)
                route += ", target: " + yaml::quotedText(ends.at(1));
            routes.append(route + '}');
        }
        if (!routes.isEmpty())
            entry.append({QStringLiteral("routes"), '[' + routes.join(", ") + ']'});
        options(entry);
        declare(QStringLiteral("routeTables"), name, entry);
    }

    void gateway()
    {
        Entry entry{{QStringLiteral("kind"), next().toUtf8()}};
        const QString name = next();
        options(entry);
        const QString container = this->container().value(0);
        if (!container.isEmpty())
            stand(entry, container);
        if (m_subnets.contains(container))
            entry.append({QStringLiteral("subnet"), yaml::quotedText(container)});
        options(entry);
        declare(QStringLiteral("gateways"), name, entry);
    }

    void endpoint()
    {
        Entry entry{{QStringLiteral("kind"), next().toUtf8()}};
        const QString name = next();
        entry.append({QStringLiteral("service"), yaml::quotedText(next())});
        options(entry);
        const QStringList containers = container();
        if (!containers.isEmpty())
            stand(entry, containers.first());
        if (m_subnets.contains(containers.value(0)))
            entry.append({QStringLiteral("subnets"), list(containers)});
        options(entry);
        declare(QStringLiteral("endpoints"), name, entry);
    }

    void group()
    {
        const QString name = next();
        Entry entry;
        options(entry);
        const QString container = this->container().value(0);
        if (!container.isEmpty())
            stand(entry, container);
        options(entry);
        declare(QStringLiteral("securityGroups"), name, entry);
    }

    void note()
    {
        const QString name = next();
        Entry entry;
        if (isFree())
            entry.append({QStringLiteral("text"), value(next())});
        options(entry);
        declare(QStringLiteral("notes"), name, entry);
    }

    void frame()
    {
        const QString name = next();
        Entry entry;
        if (isFree())
            entry.append({QStringLiteral("members"), list(next().split(QLatin1Char(',')))});
        options(entry);
        declare(QStringLiteral("groups"), name, entry);
    }

    QByteArray file() const
    {
        QByteArray out = "stratoplan: " + QByteArray::number(store::formatVersion) + '\n';
        for (const auto &[key, text] : m_settings)
            out += yaml::scalarText(key) + ": " + text + '\n';
        for (auto section = m_sections.begin(); section != m_sections.end(); ++section) {
            out += section.key().toUtf8() + ":\n";
            for (const Entry &entry : section.value()) {
                QByteArray dash = "- ";
                for (const auto &[key, text] : entry) {
                    out += dash + yaml::scalarText(key) + ": " + text + '\n';
                    dash = "  ";
                }
            }
        }
        return out;
    }

    QString m_statement;
    QStringList m_words;
    qsizetype m_at = 0;
    Entry m_settings;
    QMap<QString, QList<Entry>> m_sections;
    int m_lastId = 0;
    QHash<QString, QString> m_vpcOf; ///< of VPCs (themselves), zones and subnets
    QSet<QString> m_zones;
    QSet<QString> m_subnets;
};

} // namespace

Design designFromText(const QString &text)
{
    const QByteArray file = Translator().translate(text);
    const Expected<Design> design = store::read(file, QStringLiteral("design text"));
    if (!design) {
        QStringList problems;
        for (const Problem &problem : design.error())
            problems.append(toString(problem));
        qFatal("%s\n%s", qPrintable(problems.join(QLatin1Char('\n'))), file.constData());
    }
    return *design;
}

ElementId connectionBetween(const Design &design, const QString &from, const QString &to)
{
    for (const Connection *connection : design.all<Connection>()) {
        if (connection->from == design.idOf(from) && connection->to == design.idOf(to))
            return connection->id;
    }
    qFatal("no connection from %s to %s", qPrintable(from), qPrintable(to));
    return {};
}

} // namespace stratoplan
