// SPDX-License-Identifier: GPL-3.0-or-later
// A program of the planner alone: what it needs at run time is checked by the test beside it.
#include "planner/analysis.h"
#include "planner/decision/tree.h"
#include "planner/facts/apply.h"
#include "planner/layout/layout.h"
#include "planner/report/contents.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"

#include <cstdio>

using namespace stratoplan;

int main()
{
    const auto catalog = catalog::builtIn();
    const auto trees = decision::readTrees();
    if (!catalog || !trees)
        return 1;
    const auto imported = sam::read("Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n",
                                    QStringLiteral("queue.yaml"), **catalog);
    if (!imported)
        return 2;
    const Change change = layout::arrange(imported->design, {});
    const auto design = apply(imported->design, change);
    if (!design)
        return 3;
    const auto filled = facts::applyFacts(*design, {});
    if (!filled || filled->design != *design)
        return 6;
    const auto analysis = analyze(std::make_shared<const Design>(*design), **catalog, *trees);
    if (!analysis)
        return 4;
    const QByteArray html = report::toHtml(report::contents(*analysis, **catalog), {});
    const auto again = store::read(store::write(*design), QStringLiteral("queue.stratoplan"));
    std::printf("%lld bytes of report\n", static_cast<long long>(html.size()));
    return again && *again == *design && !html.isEmpty() ? 0 : 5;
}
