// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cost.h"

#include "planner/estimate/function_facts.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

constexpr double million = 1'000'000;
const QString requestKey = QStringLiteral("lambda.request");
const QString ephemeralKey = QStringLiteral("lambda.ephemeral.gb-second");
const QString logKey = QStringLiteral("logs.ingest.gb");
const QString snapshotKey = QStringLiteral("lambda.snapstart.cache.gb-second");
const QString restoreKey = QStringLiteral("lambda.snapstart.restore.gb");

// Made once: a curve asks for them at each of its settings.
struct ArchitectureKeys
{
    QString running;
    QString provisioned;
    QString onProvisioned;
};

const ArchitectureKeys x86Keys{QStringLiteral("lambda.x86.gb-second"),
                               QStringLiteral("lambda.provisioned.x86.gb-second"),
                               QStringLiteral("lambda.provisioned.x86.duration.gb-second")};
const ArchitectureKeys armKeys{QStringLiteral("lambda.arm.gb-second"),
                               QStringLiteral("lambda.provisioned.arm.gb-second"),
                               QStringLiteral("lambda.provisioned.arm.duration.gb-second")};

const Text requestsLine{STRATOPLAN_TEXT("Estimate", "Requests"), {}};
const Text runningLine{STRATOPLAN_TEXT("Estimate", "Running time"), {}};
const Text initialisationLine{STRATOPLAN_TEXT("Estimate", "Initialisation"), {}};
const Text provisionedLine{STRATOPLAN_TEXT("Estimate", "Provisioned concurrency"), {}};
const Text onProvisionedLine{STRATOPLAN_TEXT("Estimate", "Running time on provisioned concurrency"),
                             {}};
const Text ephemeralLine{STRATOPLAN_TEXT("Estimate", "Ephemeral storage"), {}};
const Text logLine{STRATOPLAN_TEXT("Estimate", "Log"), {}};
const Text snapshotLine{STRATOPLAN_TEXT("Estimate", "SnapStart snapshot"), {}};
const Text restoresLine{STRATOPLAN_TEXT("Estimate", "SnapStart restores"), {}};

const ArchitectureKeys &keysOf(const QString &architecture)
{
    return architecture == QLatin1String("arm64") ? armKeys : x86Keys;
}

struct Part
{
    QString key;
    double amount = 0; ///< for one invocation
};

QList<Part> partsOf(const Invocation &one)
{
    const Milliseconds running = one.billed + one.billedInit;
    QList<Part> parts{{requestKey, 1}, {gbSecondKey(one.architecture), one.gbSeconds(running)}};
    if (one.ephemeralGb > 0)
        parts.append({ephemeralKey, one.ephemeralGb * running.value / 1000});
    return parts;
}

// What one increment costs on the list over what it costs by the GB-second.
double listRounding(MiB memory, const QString &architecture, const catalog::PriceBook &book)
{
    const catalog::Price *price = book.price(gbSecondKey(architecture));
    if (!book.incrementPriceDecimals || !price || price->tiers.isEmpty())
        return 1;
    const double exact
        = price->tiers.first().price * gigabyteSeconds(memory, book.billingIncrement).value;
    if (exact <= 0)
        return 1;
    const double unit = std::pow(10.0, -*book.incrementPriceDecimals);
    // Halves go up, also where the last bit of the product is short of one.
    return std::floor(exact / unit + 0.5 + 1e-6) * unit / exact;
}

} // namespace

double Invocation::gbSeconds(Milliseconds running) const
{
    return gigabyteSeconds(memory, running).value * listRounding;
}

double logGigabytes(double kb)
{
    return kb / (1024.0 * 1024.0);
}

bool paysForSnapStart(const Function &function)
{
    return function.snapStart.valueOr(false)
        && !function.runtime.valueOr({}).startsWith(QLatin1String("java"));
}

Milliseconds billedDuration(Milliseconds duration, const catalog::PriceBook &book)
{
    const double step = book.billingIncrement.value;
    if (step <= 0)
        return duration;
    // A sum that should be whole must not be pushed up by its last bit.
    return Milliseconds(std::ceil(duration.value / step - 1e-9) * step);
}

QString gbSecondKey(const QString &architecture)
{
    return keysOf(architecture).running;
}

std::optional<Invocation> invocation(const Function &function, MiB memory,
                                     std::optional<Milliseconds> duration, const ColdStart &start,
                                     const catalog::PriceBook &book)
{
    const std::optional<QString> architecture = architectureOf(function);
    if (!architecture || !duration || memory.value <= 0 || memory > book.maximumMemory)
        return std::nullopt;
    Invocation one;
    one.memory = memory;
    one.architecture = *architecture;
    one.billed = billedDuration(*duration, book);
    one.listRounding = listRounding(memory, *architecture, book);
    const std::optional<Milliseconds> init = start.billedInit();
    if (book.initBilled && function.coldShare && init)
        one.billedInit
            = (billedDuration(*duration + *init, book) - one.billed) * *function.coldShare;
    const int included = book.includedStorage.value;
    one.ephemeralGb
        = std::max(0, function.ephemeralStorageMb.valueOr(included) - included) / 1024.0;
    if (book.price(logKey))
        one.logGb = logGigabytes(function.logKb.valueOr(0));
    if (paysForSnapStart(function)) {
        if (book.price(snapshotKey))
            one.snapshotGb = gigabytes(memory);
        if (book.price(restoreKey))
            one.restoredGb = gigabytes(memory) * function.coldShare.valueOr(0);
    }
    return one;
}

std::optional<UsDollars> costPerMillion(const Invocation &invocation,
                                        const catalog::PriceBook &book)
{
    UsDollars sum;
    for (const Part &part : partsOf(invocation)) {
        const catalog::Price *price = book.price(part.key);
        if (!price || price->tiers.isEmpty())
            return std::nullopt;
        sum += UsDollars(price->tiers.first().price * part.amount * million);
    }
    return sum;
}

QList<Use> functionUses(const Function &function, const Invocation &invocation, PerSecond rate)
{
    const double calls = rate.value * secondsPerMonth;
    const double provisioned = function.provisionedConcurrency.valueOr(0);
    const double busy = rate.value * invocation.billed.value / 1000;
    const double onProvisioned = busy > 0 ? std::min(1.0, provisioned / busy) : 0;

    QList<Use> uses;
    const auto use = [&](const QString &key, double amount, const Text &line) {
        uses.append({function.id, key, amount, line});
    };
    const ArchitectureKeys &keys = keysOf(invocation.architecture);
    const double running = calls * invocation.gbSeconds(invocation.billed);
    const double starting = calls * invocation.gbSeconds(invocation.billedInit);
    use(requestKey, calls, requestsLine);
    if (onProvisioned < 1)
        use(keys.running, running * (1 - onProvisioned), runningLine);
    if (starting > 0 && onProvisioned < 1)
        use(keys.running, starting * (1 - onProvisioned), initialisationLine);
    if (provisioned > 0) {
        use(keys.provisioned, provisioned * gigabytes(invocation.memory) * secondsPerMonth,
            provisionedLine);
        use(keys.onProvisioned, running * onProvisioned, onProvisionedLine);
    }
    if (invocation.ephemeralGb > 0) {
        use(ephemeralKey,
            calls * invocation.ephemeralGb * (invocation.billed + invocation.billedInit).value
                / 1000,
            ephemeralLine);
    }
    if (invocation.logGb > 0)
        use(logKey, calls * invocation.logGb, logLine);
    if (invocation.snapshotGb > 0)
        use(snapshotKey, invocation.snapshotGb * secondsPerMonth, snapshotLine);
    if (invocation.restoredGb > 0)
        use(restoreKey, calls * invocation.restoredGb, restoresLine);
    return uses;
}

} // namespace stratoplan::estimate
