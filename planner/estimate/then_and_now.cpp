// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/then_and_now.h"

#include "planner/estimate/cost.h"
#include "planner/estimate/function_curve.h"
#include "planner/estimate/function_facts.h"

namespace stratoplan::estimate {

namespace {

// The timeout went from 5 to 15 minutes between the guide of July 2018 and this day (S08).
const QDate limitsOf2018End(2018, 10, 20);
// Interfaces of its own for each container: until 2019-09 (S02).
const QDate ownInterfacesEnd(2019, 9, 1);

InEra inEra(const Function &function, const Demand &demand, const catalog::Catalog &catalog,
            const catalog::PriceBook &book)
{
    InEra made;
    made.era = eraOf(book, catalog);
    Function then = function;
    made.architecture = architectureOf(function).value_or(QString());
    if (!book.price(gbSecondKey(made.architecture))
        && made.architecture == QLatin1String("arm64")) {
        made.architecture = QStringLiteral("x86_64");
        then.architecture = made.architecture;
    }
    made.timeoutFits = !function.timeout || !made.era.longestTimeout
        || *function.timeout <= *made.era.longestTimeout;
    Bill bill(book, false);
    const FunctionCurve curve(then, demand.rate, made.era.network, bill, catalog);
    if (!curve.present())
        return made;
    made.memoryFits = *curve.present() <= book.maximumMemory;
    bill.add(curve.uses(curve.alone(*curve.present())));
    made.point = curve.at(*curve.present());
    return made;
}

Text orUnknown(const std::optional<UsDollars> &cost)
{
    if (!cost)
        return {STRATOPLAN_TEXT("Estimate", "not known"), {}};
    return {STRATOPLAN_TEXT("Estimate", "${usd}"), {{QStringLiteral("usd"), cost->value}}};
}

Text milliseconds(const std::optional<Milliseconds> &time)
{
    if (!time)
        return {STRATOPLAN_TEXT("Estimate", "not known"), {}};
    return {STRATOPLAN_TEXT("Estimate", "{ms} ms"), {{QStringLiteral("ms"), time->value}}};
}

Text billing(const Era &era)
{
    if (era.billingIncrement.value <= 0)
        return {STRATOPLAN_TEXT("Estimate", "duration as it is"), {}};
    return {STRATOPLAN_TEXT("Estimate", "duration rounded up to {ms} ms"),
            {{QStringLiteral("ms"), era.billingIncrement.value}}};
}

Text init(const Era &era)
{
    return era.initBilled ? Text{STRATOPLAN_TEXT("Estimate", "billed"), {}}
                          : Text{STRATOPLAN_TEXT("Estimate", "free for zip packages"), {}};
}

Text memory(const InEra &in)
{
    const QVariantMap most{{QStringLiteral("maximumMiB"), in.era.mostMemory.value}};
    return in.memoryFits
        ? Text{STRATOPLAN_TEXT("Estimate", "up to {maximumMiB} MB"), most}
        : Text{STRATOPLAN_TEXT("Estimate", "up to {maximumMiB} MB: less than the function has"),
               most};
}

Text timeout(const InEra &in)
{
    if (!in.era.longestTimeout)
        return {STRATOPLAN_TEXT("Estimate", "not known"), {}};
    const QVariantMap most{{QStringLiteral("seconds"), in.era.longestTimeout->value}};
    return in.timeoutFits
        ? Text{STRATOPLAN_TEXT("Estimate", "up to {seconds} s"), most}
        : Text{STRATOPLAN_TEXT("Estimate", "up to {seconds} s: less than the function has"), most};
}

Text architecture(const InEra &in)
{
    return in.era.hasArm ? Text{STRATOPLAN_TEXT("Estimate", "x86_64 and arm64"), {}}
                         : Text{STRATOPLAN_TEXT("Estimate", "x86_64 alone"), {}};
}

Text interfaces(const Era &era)
{
    return era.network == network::Model::Hyperplane
        ? Text{STRATOPLAN_TEXT("Estimate", "shared interfaces, made when it is deployed"), {}}
        : Text{STRATOPLAN_TEXT("Estimate", "an interface made while the caller waits"), {}};
}

} // namespace

Era eraOf(const catalog::PriceBook &book, const catalog::Catalog &catalog)
{
    Era era;
    era.book = book.name;
    era.date = book.date;
    era.billingIncrement = book.billingIncrement;
    era.initBilled = book.initBilled;
    era.mostMemory = book.maximumMemory;
    era.hasArm = book.price(gbSecondKey(QStringLiteral("arm64")));
    const char *longest
        = book.date < limitsOf2018End ? "lambda-2018.timeout.maximum" : "lambda.timeout.maximum";
    if (const catalog::Quota *quota = catalog.quota(QLatin1String(longest)))
        era.longestTimeout = Seconds(static_cast<int>(quota->value));
    if (book.date < ownInterfacesEnd)
        era.network = network::Model::PerContainerEni;
    return era;
}

ThenAndNow thenAndNow(const Function &function, const Demand &demand,
                      const catalog::Catalog &catalog, const catalog::PriceBook &then,
                      const catalog::PriceBook &now)
{
    ThenAndNow both;
    both.function = function.id;
    both.then = inEra(function, demand, catalog, then);
    both.now = inEra(function, demand, catalog, now);
    const auto line = [&both](const char *id, Text what, Text before, Text after) {
        both.lines.append(
            {QLatin1String(id), std::move(what), std::move(before), std::move(after)});
    };
    const InEra &a = both.then;
    const InEra &b = both.now;
    line("billing", {STRATOPLAN_TEXT("Estimate", "Billing"), {}}, billing(a.era), billing(b.era));
    line("init", {STRATOPLAN_TEXT("Estimate", "Initialisation"), {}}, init(a.era), init(b.era));
    line("architecture", {STRATOPLAN_TEXT("Estimate", "Architecture"), {}}, architecture(a),
         architecture(b));
    line("memory", {STRATOPLAN_TEXT("Estimate", "Memory"), {}}, memory(a), memory(b));
    line("timeout", {STRATOPLAN_TEXT("Estimate", "Timeout"), {}}, timeout(a), timeout(b));
    if (standsInVpc(function))
        line("network", {STRATOPLAN_TEXT("Estimate", "In a VPC"), {}}, interfaces(a.era),
             interfaces(b.era));
    line("billed", {STRATOPLAN_TEXT("Estimate", "Billed of a warm invocation"), {}},
         milliseconds(a.point.billed), milliseconds(b.point.billed));
    line("cold-start", {STRATOPLAN_TEXT("Estimate", "Cold start"), {}},
         milliseconds(a.point.coldStart.total), milliseconds(b.point.coldStart.total));
    line("cost-per-million", {STRATOPLAN_TEXT("Estimate", "A million invocations"), {}},
         orUnknown(a.point.costPerMillion), orUnknown(b.point.costPerMillion));
    line("cost-per-month", {STRATOPLAN_TEXT("Estimate", "A month"), {}},
         orUnknown(a.point.costPerMonth), orUnknown(b.point.costPerMonth));
    return both;
}

std::optional<ThenAndNow> since2018(const Function &function, const Demand &demand,
                                    const catalog::Catalog &catalog, const QString &book)
{
    const catalog::PriceBook *then = catalog.priceBook(QStringLiteral("us-east-1-2018-02"));
    const catalog::PriceBook *now = catalog.priceBook(book);
    if (!then || !now || then->date >= now->date)
        return std::nullopt;
    return thenAndNow(function, demand, catalog, *then, *now);
}

} // namespace stratoplan::estimate
