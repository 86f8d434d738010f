// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input_facts.h"

#include "app/cli/input.h"
#include "app/cli/input_files.h"
#include "planner/facts/apply.h"
#include "planner/facts/read.h"

namespace stratoplan::cli {

namespace {

void print(const Problems &problems, const Streams &streams)
{
    for (const Problem &problem : problems)
        streams.message(toString(problem));
}

} // namespace

std::optional<Design> withFacts(const Design &design,
                                const QMap<QString, sam::OutsideNaming> &outside,
                                const std::vector<std::string> &files, const Streams &streams)
{
    if (files.empty())
        return design;
    facts::Read known;
    for (const std::string &file : files) {
        const QString path = QString::fromStdString(file);
        const std::optional<QByteArray> text = readFile(path, streams);
        if (!text)
            return std::nullopt;
        const Expected<facts::Read> read = facts::read(*text, path);
        if (!read) {
            print(read.error(), streams);
            return std::nullopt;
        }
        known = facts::merged(std::move(known), *read);
    }
    facts::Mapping mapping;
    for (auto naming = outside.cbegin(); naming != outside.cend(); ++naming)
        mapping.insert(naming.key(), {naming->names, naming->position});
    Expected<facts::Applied> applied = facts::applyFacts(design, known.facts, mapping);
    if (!applied) {
        print(applied.error(), streams);
        return std::nullopt;
    }
    print(known.problems + applied->problems, streams);
    return std::move(applied->design);
}

} // namespace stratoplan::cli
