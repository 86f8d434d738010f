// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree_data.h"

#include <limits>
#include <optional>

namespace stratoplan::yaml {

namespace {

bool mayBeJson(const QByteArray &text)
{
    qsizetype at = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text.size() && QByteArrayView(" \t\r\n").contains(text.at(at)))
        ++at;
    return at < text.size() && (text.at(at) == '{' || text.at(at) == '[');
}

Problem encodingProblem(const QByteArray &text, const QString &file, size_t byte)
{
    const auto [line, column] = Positions(text).at(byte);
    Problem problem;
    problem.code = QStringLiteral("yaml.encoding");
    problem.what = Text{STRATOPLAN_TEXT("yaml", "The text is not UTF-8 here"), {}};
    problem.where = {file, line, column, {}};
    problem.remedy = Text{STRATOPLAN_TEXT("yaml", "Save the file as UTF-8"), {}};
    return problem;
}

} // namespace

Expected<Tree> parse(const QByteArray &text, const QString &file, const Limits &limits)
{
    const size_t maximumBytes
        = std::min(limits.bytes, static_cast<size_t>(std::numeric_limits<qint32>::max()));
    if (static_cast<size_t>(text.size()) > maximumBytes) {
        Problem problem;
        problem.code = QStringLiteral("yaml.limit");
        problem.what = Text{STRATOPLAN_TEXT("yaml", "The text is longer than {limit} bytes"),
                            {{QStringLiteral("limit"), static_cast<qint64>(maximumBytes)}}};
        problem.where.file = file;
        return failure(problem);
    }
    if (const std::optional<size_t> invalid = firstInvalidUtf8(text))
        return failure(encodingProblem(text, file, *invalid));

    std::optional<TreeBuilder> json;
    if (mayBeJson(text)) {
        json.emplace(text, file, limits, true);
        parseJson(text, *json);
        if (!json->hasFailed())
            return json->finish();
    }
    TreeBuilder yaml(text, file, limits, false);
    parseYaml(text, yaml);
    // A text that reads as JSON beyond its first bracket was meant to be JSON.
    if (json && yaml.hasFailed() && json->nodeCount() > 1)
        return json->finish();
    return yaml.finish();
}

} // namespace stratoplan::yaml
