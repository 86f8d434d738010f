// SPDX-License-Identifier: GPL-3.0-or-later
// The model of duration against published tables of duration by memory: fitted to every second
// setting, it has to predict the others. The tables are power_tables.csv beside this file; where
// the whole collection is beside the project, that.
#include "planner/catalog/csv.h"
#include "planner/estimate/calibration.h"
#include "planner/estimate/cost.h"

#include "tests/planner/estimate/facts.h"
#include "tests/support/corpus.h"

#include <algorithm>
#include <cmath>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

struct Row
{
    Measurement point;
    QString billing;
    std::optional<double> cost; ///< USD for one invocation
};

using Tables = QMap<QString, QList<Row>>;

const QString ownTables
    = QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/planner/estimate/power_tables.csv");
const QString allTables = QStringLiteral(STRATOPLAN_SOURCE_DIR "/../shared/facts/power-tables.csv");

Tables tablesOf(const QString &path)
{
    Problems problems;
    Tables tables;
    const auto rows = catalog::readCsv(fileText(path), path,
                                       {QStringLiteral("table"), QStringLiteral("billing"),
                                        QStringLiteral("memory_mb"), QStringLiteral("duration_ms"),
                                        QStringLiteral("cost_usd_per_invocation")},
                                       problems);
    for (const catalog::CsvRow &row : rows) {
        Row made;
        made.point.memory = MiB(row.count("memory_mb"));
        made.point.duration = Milliseconds(row.number("duration_ms"));
        made.billing = row.text("billing");
        if (!row.text("cost_usd_per_invocation").isEmpty())
            made.cost = row.number("cost_usd_per_invocation");
        tables[row.text("table")].append(made);
    }
    if (!problems.isEmpty())
        qFatal("%s", qPrintable(toString(problems.first())));
    for (QList<Row> &table : tables)
        std::sort(table.begin(), table.end(),
                  [](const Row &a, const Row &b) { return a.point.memory < b.point.memory; });
    return tables;
}

struct Prediction
{
    QString table;
    MiB memory;
    double error = 0; ///< predicted / measured - 1
    bool inside = false;
};

// Fitted to the 1st, 3rd, 5th ... setting (or the others), every other one is predicted.
QList<Prediction> predictions(const QString &table, const QList<Row> &rows, const Processor &cpu,
                              qsizetype first = 0)
{
    Function fitted;
    for (qsizetype i = first; i < rows.size(); i += 2)
        fitted.measurements.append(rows[i].point);
    QList<Prediction> list;
    if (fitted.measurements.size() < 2)
        return list;
    const DurationCurve curve(fitted, std::nullopt, cpu);
    for (qsizetype i = 1 - first; i < rows.size(); i += 2) {
        const Milliseconds measured = rows[i].point.duration;
        const Duration said = curve.at(rows[i].point.memory);
        list.append({table, rows[i].point.memory, *said.mean / measured - 1,
                     *said.low <= measured && measured <= *said.high});
    }
    return list;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Why points are missed by more than a quarter. Only these may be.
const QMap<QString, const char *> explained{
    {QStringLiteral("fn-a"),
     "its 128 MB run takes 253 ms and its 256 MB run 684 ms: at 128 MB it does not do its work "
     "(memory pressure), and 2048 MB is slower than 1024 MB (a single run: noise)"}};

} // namespace

class TestPowerTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void predictsEverySecondSetting_data();
    void predictsEverySecondSetting();
    void exponentIsTheChoiceWithoutTheTableUnderTest();
    void twoSettingsStayWithinTheirBound();
    void measuredSettingsComeBackAsMeasured();
    void costsAreReproduced_data() { predictsEverySecondSetting_data(); }
    void costsAreReproduced();
};

void TestPowerTables::predictsEverySecondSetting_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("own copy") << ownTables;
    if (QFile::exists(allTables))
        QTest::newRow("all") << allTables;
    else
        qInfo("The whole collection of tables is not beside the project: only the copy is tested");
}

void TestPowerTables::predictsEverySecondSetting()
{
    QFETCH(QString, path);
    const Tables tables = tablesOf(path);
    QVERIFY(tables.size() >= 8);
    const Processor cpu = processor(facts());
    QList<double> errors;
    int inside = 0;
    QStringList unexplained;
    for (auto it = tables.cbegin(); it != tables.cend(); ++it) {
        QString line;
        QList<double> own;
        for (const Prediction &one : predictions(it.key(), *it, cpu)) {
            errors.append(std::abs(one.error));
            own.append(std::abs(one.error));
            inside += one.inside ? 1 : 0;
            line += QStringLiteral("  %1: %2%3")
                        .arg(one.memory.value)
                        .arg(one.error * 100, 0, 'f', 1)
                        .arg(one.inside ? QString() : QStringLiteral("!"));
            if (std::abs(one.error) > 0.25 && !explained.contains(it.key()))
                unexplained.append(QStringLiteral("%1 at %2").arg(it.key()).arg(one.memory.value));
        }
        qInfo("%-38s median %4.1f %%, %s", qPrintable(it.key()), median(own) * 100,
              qPrintable(line));
        if (explained.contains(it.key()))
            qInfo("%-38s %s", "", explained.value(it.key()));
    }
    qInfo("all: median %.2f %% of %d predictions, %d inside their band", median(errors) * 100,
          int(errors.size()), inside);
    QVERIFY2(median(errors) <= 0.08, qPrintable(QString::number(median(errors))));
    QVERIFY2(unexplained.isEmpty(), qPrintable(unexplained.join(QStringLiteral(", "))));
    // The bands are of nine in ten; these tables are few, and one of them is broken.
    QVERIFY2(inside >= 0.85 * double(errors.size()), qPrintable(QString::number(inside)));
}

// The one figure of the model's shape that was chosen on these tables is, for each of them, the
// best on all the others.
void TestPowerTables::exponentIsTheChoiceWithoutTheTableUnderTest()
{
    if (!QFile::exists(allTables))
        QSKIP("The whole collection of tables is not beside the project");
    const Tables tables = tablesOf(allTables);
    const Processor built = processor(facts());
    const QList<double> candidates{1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4};
    QList<double> chosen;
    for (auto tested = tables.cbegin(); tested != tables.cend(); ++tested) {
        double best = 0;
        double bestError = std::numeric_limits<double>::infinity();
        for (const double candidate : candidates) {
            Processor cpu = built;
            cpu.throttledExponent = candidate;
            double sum = 0;
            int count = 0;
            for (auto it = tables.cbegin(); it != tables.cend(); ++it) {
                for (const qsizetype first : {0, 1}) {
                    if (it == tested)
                        continue;
                    for (const Prediction &one : predictions(it.key(), *it, cpu, first)) {
                        sum += std::abs(std::log1p(one.error));
                        ++count;
                    }
                }
            }
            if (sum / count < bestError) {
                bestError = sum / count;
                best = candidate;
            }
        }
        qInfo("without %s: %g", qPrintable(tested.key()), best);
        chosen.append(best);
    }
    QCOMPARE(chosen, QList<double>(chosen.size(), built.throttledExponent));
}

void TestPowerTables::twoSettingsStayWithinTheirBound()
{
    const Tables tables = tablesOf(QFile::exists(allTables) ? allTables : ownTables);
    const Processor cpu = processor(facts());
    QList<double> errors;
    for (const QList<Row> &rows : tables) {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            for (qsizetype j = i + 1; j < rows.size(); ++j) {
                if (rows[j].point.memory.value < 2 * rows[i].point.memory.value)
                    continue;
                const auto fit = fitDuration({rows[i].point, rows[j].point}, {}, cpu);
                QVERIFY(fit);
                for (const Row &row : rows) {
                    if (row.point.memory != rows[i].point.memory
                        && row.point.memory != rows[j].point.memory)
                        errors.append(std::abs(
                            std::log(fit->at(row.point.memory, cpu) / row.point.duration)));
                }
            }
        }
    }
    std::sort(errors.begin(), errors.end());
    const double nineInTen = errors[qsizetype(0.9 * double(errors.size()))];
    qInfo("nine in ten of %d predictions from two settings within %.3f", int(errors.size()),
          nineInTen);
    QVERIFY(nineInTen <= cpu.twoPointError);
}

void TestPowerTables::measuredSettingsComeBackAsMeasured()
{
    const Tables tables = tablesOf(ownTables);
    for (const QList<Row> &rows : tables) {
        Function function;
        for (const Row &row : rows)
            function.measurements.append(row.point);
        const DurationCurve curve(function, std::nullopt, processor(facts()));
        for (const Row &row : rows) {
            QCOMPARE(curve.at(row.point.memory).mean->value, row.point.duration.value);
            QCOMPARE(curve.at(row.point.memory).from, DurationFrom::Measured);
        }
    }
}

void TestPowerTables::costsAreReproduced()
{
    QFETCH(QString, path);
    const Tables tables = tablesOf(path);
    const auto book
        = [](const char *name) { return *facts().priceBook(QString::fromLatin1(name)); };
    int compared = 0;
    for (auto it = tables.cbegin(); it != tables.cend(); ++it) {
        for (const Row &row : *it) {
            if (!row.cost)
                continue;
            Function function;
            // Power tuning counts 1.7e-9 for 128 MB and a ms of arm64, 2 % above the price list,
            // and 2.1e-9 of x86_64, 0.8 % above it (its template.yml, S26).
            const bool isArm = row.billing.contains(QLatin1String("arm price"));
            function.architecture = isArm ? QStringLiteral("arm64") : QStringLiteral("x86_64");
            const bool isPerMs = row.billing.startsWith(QLatin1String("1 ms"));
            catalog::PriceBook prices = book(isPerMs ? "us-east-1-2026-10" : "2018-talk");
            if (row.billing.contains(QLatin1String("100 ms")))
                prices.billingIncrement = Milliseconds(100);
            const auto one = invocation(function, row.point.memory, row.point.duration, {}, prices);
            QVERIFY(one);
            double cost = costPerMillion(*one, prices)->value;
            if (!row.billing.contains(QLatin1String("+ request")))
                cost -= 0.2;
            if (isArm)
                cost *= 1.7e-9 * 8000
                    / prices.price(gbSecondKey(*function.architecture))->of(1).value;
            const double error = cost / 1e6 / *row.cost - 1;
            // The tool rounds the mean of what was billed, and each invocation is billed rounded
            // up: for a few ms that is up to a whole ms more than the mean duration rounded up.
            const double step = row.point.duration.value < 100 ? 1 / row.point.duration.value : 0;
            QVERIFY2(std::abs(error) <= 0.01 || (isPerMs && error < 0 && -error < step),
                     qPrintable(QStringLiteral("%1 at %2: %3 %")
                                    .arg(it.key())
                                    .arg(row.point.memory.value)
                                    .arg(error * 100)));
            if (std::abs(error) > 0.01)
                qInfo("%s at %d MB: %.1f %%, billed by the ms", qPrintable(it.key()),
                      row.point.memory.value, error * 100);
            ++compared;
        }
    }
    QVERIFY(compared >= 30);
}

QTEST_GUILESS_MAIN(TestPowerTables)
#include "tst_power_tables.moc"
