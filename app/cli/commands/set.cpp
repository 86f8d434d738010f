// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changed_input.h"
#include "app/cli/replacement_check.h"
#include "app/cli/settable.h"
#include "app/cli/table.h"
#include "planner/model/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::cli::commands::set {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::vector<std::string> assignments;
    std::vector<std::string> listed;
    bool lists = false;
    std::string output;
    bool allowReplacement = false;
};

/// ELEMENT.PROPERTY=VALUE, or += for what is added.
struct Assignment
{
    QString element;
    QString property;
    QString value;
    bool adds = false;
};

std::optional<Assignment> assignmentOf(const QString &text)
{
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals <= 0)
        return std::nullopt;
    Assignment assignment;
    QString target = text.left(equals);
    assignment.value = text.mid(equals + 1);
    assignment.adds = target.endsWith(QLatin1Char('+'));
    if (assignment.adds)
        target.chop(1);
    const qsizetype dot = target.lastIndexOf(QLatin1Char('.'));
    if (dot <= 0 || dot == target.size() - 1)
        return std::nullopt;
    assignment.element = target.left(dot);
    assignment.property = target.mid(dot + 1);
    return assignment;
}

class Elements
{
public:
    explicit Elements(const Design &design)
        : m_design(design)
        , m_names(design)
    {
    }

    bool has(const QString &name) const { return isWhole(name) || m_names.find(name); }

    QList<Settable> settables(const QString &name) const
    {
        const catalog::Catalog &catalog = *builtIn().catalog;
        if (const ElementId id = m_names.find(name))
            return settablesOf(id, m_design, catalog);
        return name == QLatin1String("account") ? accountSettables() : designSettables(catalog);
    }

    QStringList names() const
    {
        QStringList all{QStringLiteral("account"), QStringLiteral("design")};
        for (const auto &[id, element] : m_design.elements())
            all.append(m_names.of(id));
        return all;
    }

private:
    static bool isWhole(const QString &name)
    {
        return name == QLatin1String("account") || name == QLatin1String("design");
    }

    const Design &m_design;
    Names m_names;
};

/// The property of that name, with or without the unit at its end ("visibilityTimeout").
const Settable *settableNamed(const QList<Settable> &settables, const QString &name)
{
    for (const Settable &one : settables) {
        if (one.name == name)
            return &one;
    }
    const Settable *found = nullptr;
    for (const Settable &one : settables) {
        for (const char *unit : {"Ms", "Mb", "S", "Days", "PerS", "Kb", "GbMonth"}) {
            if (one.name == name + QLatin1String(unit)) {
                if (found)
                    return nullptr;
                found = &one;
            }
        }
    }
    return found;
}

void sayUnknownElement(const QString &name, const Elements &elements, const Streams &streams)
{
    streams.message(
        tr("%1 is no element; there are %2").arg(name, elements.names().join(QLatin1String(", "))));
}

int list(const Options &options, const Design &design, const Streams &streams)
{
    const Elements elements(design);
    QStringList names;
    for (const std::string &name : options.listed)
        names.append(QString::fromStdString(name));
    if (names.isEmpty())
        names = elements.names();
    QList<QStringList> rows;
    for (const QString &name : std::as_const(names)) {
        if (!elements.has(name)) {
            sayUnknownElement(name, elements, streams);
            return BadCommandLine;
        }
        const QList<Settable> settables = elements.settables(name);
        for (const Settable &one : settables) {
            const QString value = one.read(design);
            rows.append({name + QLatin1Char('.') + one.name,
                         value.isEmpty() ? QStringLiteral("-") : value, one.values});
        }
    }
    streams.print(textTable(rows, 3, 3));
    return Done;
}

/// What the assignments make of a design.
struct Edited
{
    Edit edit;
    bool isDesignOnly = false; ///< something that a template does not hold is among it
};

/// The edit that the assignments make; what is wrong with them is printed.
std::optional<Edited> edited(const Options &options, const Design &design, const Streams &streams)
{
    const Elements elements(design);
    Edit edit(design);
    bool ok = true;
    bool isDesignOnly = false;
    for (const std::string &given : options.assignments) {
        const QString text = QString::fromStdString(given);
        const std::optional<Assignment> assignment = assignmentOf(text);
        if (!assignment) {
            streams.message(tr("%1: write it as ELEMENT.PROPERTY=VALUE").arg(text));
            ok = false;
            continue;
        }
        if (!elements.has(assignment->element)) {
            sayUnknownElement(assignment->element, elements, streams);
            ok = false;
            continue;
        }
        const QList<Settable> settables = elements.settables(assignment->element);
        const Settable *settable = settableNamed(settables, assignment->property);
        if (!settable) {
            QStringList names;
            for (const Settable &one : settables)
                names.append(one.name);
            streams.message(tr("%1 has no property %2; it has %3")
                                .arg(assignment->element, assignment->property,
                                     names.join(QLatin1String(", "))));
            ok = false;
        } else if (settable->isAdded != assignment->adds) {
            streams.message(settable->isAdded
                                ? tr("%1: events are added, with += instead of =").arg(text)
                                : tr("%1: this is set, with = instead of +=").arg(text));
            ok = false;
        } else if (const Fault fault = settable->write(edit, assignment->value)) {
            streams.message(tr("%1: %2").arg(text, *fault));
            ok = false;
        } else {
            isDesignOnly = isDesignOnly || settable->designOnly;
        }
    }
    return ok ? std::optional(Edited{edit, isDesignOnly}) : std::nullopt;
}

int execute(const Options &options, const Streams &streams)
{
    if (options.lists == !options.assignments.empty()) {
        streams.message(tr("Give ELEMENT.PROPERTY=VALUE, or --list to see what there is"));
        return BadCommandLine;
    }
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    if (options.lists)
        return list(options, *input->design, streams);
    const std::optional<Edited> changed = edited(options, *input->design, streams);
    if (!changed)
        return BadCommandLine;
    const auto files
        = filesAfter(*input,
                     {changed->edit.change(), changed->isDesignOnly, options.allowReplacement,
                      QString::fromStdString(options.output)},
                     streams);
    return files ? writeOutputs(*files, streams) : files.error();
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addTo(app);
    app.add_option("ELEMENT.PROPERTY=VALUE", options->assignments,
                   tr("What to change: Orders.memory=1024, Orders.subnets=none, "
                      "Orders.events+=queue:Jobs")
                       .toStdString());
    CLI::Option *listed = app.add_option(
        "--list", options->listed,
        tr("Print what can be set, with the present values; of one element or of all")
            .toStdString());
    listed->expected(0, 1);
    app.add_option("-o,--output", options->output,
                   tr("File to write instead of INPUT; - for standard output").toStdString());
    addAllowReplacement(app, options->allowReplacement);
    return [options, listed](const Streams &streams) {
        options->lists = listed->count() > 0;
        if (options->listed.size() == 1 && options->listed.front().empty())
            options->listed.clear();
        return execute(*options, streams);
    };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "set",
    .summary = QT_TRANSLATE_NOOP("CommandLine", "Change properties of a design or a template"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::set
