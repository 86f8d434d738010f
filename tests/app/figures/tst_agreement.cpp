// SPDX-License-Identifier: GPL-3.0-or-later
//
// One function computes the figures: charts, their tables, the report and the command line agree to
// the last digit. Each is asked by what anybody sees of it.
#include "planner/report/contents.h"
#include "planner/store/store.h"
#include "tests/support/built_in_facts.h"
#include "tests/support/command_run.h"
#include "widgets/curves/chart_table.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/trade_chart.h"

#include <QFile>
#include <QJsonArray>
#include <QToolButton>
#include <QXYSeries>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::curves;

namespace {

/// The y of a series at a memory; nothing where it has no such point.
std::optional<double> at(const QXYSeries &series, int memory)
{
    for (const QPointF &point : series.points()) {
        if (point.x() == memory)
            return point.y();
    }
    return std::nullopt;
}

std::optional<double> number(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

/// The figure of a cell by its row's memory and its column's title.
QVariant figure(const TableModel &model, int memory, const QString &title)
{
    int column = -1;
    for (int i = 0; i < model.columnCount(); ++i) {
        if (model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString() == title)
            column = i;
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data(TableModel::FigureRole).toInt() == memory)
            return model.index(row, column).data(TableModel::FigureRole);
    }
    return {};
}

bool same(const std::optional<double> &expected, const QVariant &value)
{
    return expected ? value.isValid() && value.toDouble() == *expected : !value.isValid();
}

} // namespace

class TestAgreement : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_catalog = builtInFacts().catalog;
        m_trees = builtInFacts().trees;
    }

    void everyoneSaysTheSame_data()
    {
        QTest::addColumn<QString>("example");
        for (const char *name : {"order-service", "image-resize", "primes-2018", "six-functions"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyoneSaysTheSame()
    {
        QFETCH(QString, example);
        const QString path
            = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan")
                  .arg(example);
        // What the command line prints, for the 46 settings and for those of the report.
        const CommandOutcome printed = runCommand(
            {QStringLiteral("estimate"), path, QStringLiteral("--memory"), QStringLiteral("all"),
             QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(printed.status, 0);
        const CommandOutcome shortly = runCommand(
            {QStringLiteral("estimate"), path, QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(shortly.status, 0);

        QVERIFY(QFile::exists(path));
        DesignDocument document;
        const auto design = readDesign(path);
        QVERIFY(design);
        document.reset(*design);
        Selection selection(document);
        CurvesPanel panel(document, selection, m_catalog);
        panel.resize(1400, 760);
        panel.show();
        const auto made = analyze(document.snapshot(), *m_catalog, m_trees);
        QVERIFY(made);
        const auto analysis = std::make_shared<const Analysis>(*made);
        panel.setAnalysis(analysis);
        auto *asTable = panel.findChild<QToolButton *>(QStringLiteral("curvesAsTable"));

        const report::Contents contents = report::contents(*analysis, *m_catalog, {});
        int functions = 0;
        int compared = 0;
        for (const auto value : printed.json()[QStringLiteral("functions")].toArray()) {
            const QJsonObject function = value.toObject();
            const QString name = function[QStringLiteral("name")].toString();
            selection.set({document.design().idOf(name)});
            QCOMPARE(panel.function(), document.design().idOf(name));
            ++functions;
            for (const auto setting : function[QStringLiteral("memory")].toArray()) {
                const QJsonObject point = setting.toObject();
                const int memory = point[QStringLiteral("memoryMiB")].toInt();
                const auto duration = number(point[QStringLiteral("durationMs")]);
                const auto cost = number(point[QStringLiteral("costPerMillionUsd")]);
                const QJsonObject start = point[QStringLiteral("coldStart")].toObject();
                const auto total = number(start[QStringLiteral("totalMs")]);
                const bool measured
                    = point[QStringLiteral("durationFrom")] == QLatin1String("measured");
                // The charts. A measured point is on its own series, and on the line without a fit.
                const bool fitted = panel.curves().first().fitted;
                const QXYSeries &durations
                    = measured && fitted ? panel.duration().measured(0) : panel.duration().line(0);
                QCOMPARE(at(durations, memory), duration);
                if (measured)
                    QCOMPARE(at(panel.duration().measured(0), memory), duration);
                const QXYSeries &costs
                    = measured && fitted ? panel.cost().measured(0) : panel.cost().line(0);
                QCOMPARE(at(costs, memory), cost);
                QCOMPARE(at(panel.coldStart().totals(0), memory), total);
                const auto low = number(point[QStringLiteral("durationLowMs")]);
                const auto high = number(point[QStringLiteral("durationHighMs")]);
                if (low && high) {
                    QCOMPARE(at(panel.duration().low(0), memory), low);
                    QCOMPARE(at(panel.duration().high(0), memory), high);
                }
                const Trade &trade = panel.trade().trade();
                const qsizetype index = trade.indexOf(MiB(memory));
                if (index >= 0)
                    QCOMPARE(trade.points.at(index), QPointF(*duration, *cost));
                compared += duration ? 1 : 0;
            }
            // The tables of the charts.
            for (const auto &[section, title, key] :
                 {std::tuple(Section::Duration, QStringLiteral("Duration, ms"),
                             QStringLiteral("durationMs")),
                  std::tuple(Section::Cost, QStringLiteral("Per million, USD"),
                             QStringLiteral("costPerMillionUsd")),
                  std::tuple(Section::Cost, QStringLiteral("A month, USD"),
                             QStringLiteral("costPerMonthUsd")),
                  std::tuple(Section::Overview, QStringLiteral("Billed, ms"),
                             QStringLiteral("billedMs"))}) {
                panel.setSection(section);
                if (!asTable->isChecked())
                    asTable->click();
                for (const auto setting : function[QStringLiteral("memory")].toArray()) {
                    const QJsonObject point = setting.toObject();
                    const int memory = point[QStringLiteral("memoryMiB")].toInt();
                    QVERIFY2(same(number(point[key]), figure(panel.table(), memory, title)),
                             qPrintable(QStringLiteral("%1 %2 %3").arg(name, title).arg(memory)));
                }
            }
            asTable->click();
            panel.setSection(Section::Overview);
        }
        QVERIFY(functions > 0 && compared >= 40);
        checkReport(contents, shortly.json());
    }

private:
    static std::optional<Design> readDesign(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        const auto design = store::read(file.readAll(), path);
        return design ? std::optional(*design) : std::nullopt;
    }

    // As planner/report/sections.h says that the report writes them.
    static QString dollars(double value)
    {
        const bool small = value != 0 && std::abs(value) < 0.01;
        return QLatin1Char('$') + QString::number(value, 'f', small ? 4 : 2);
    }
    static QString time(double ms)
    {
        if (ms >= 10'000)
            return stratoplan::number(ms / 1000, 1) + QStringLiteral(" s");
        if (ms >= 1'000)
            return stratoplan::number(ms / 1000, 2) + QStringLiteral(" s");
        return stratoplan::number(ms, ms < 10 ? 1 : 0) + QStringLiteral(" ms");
    }

    /// The report writes what people read: each cell is the figure of the command line, rounded.
    static void checkReport(const report::Contents &contents, const QJsonObject &printed)
    {
        int rows = 0;
        for (const auto value : printed[QStringLiteral("functions")].toArray()) {
            const QJsonObject function = value.toObject();
            const report::Table *table
                = tableOf(contents, function[QStringLiteral("name")].toString());
            if (!table)
                continue; // of a function without any figure there is none
            const QJsonArray settings = function[QStringLiteral("memory")].toArray();
            QCOMPARE(table->rows.size(), settings.size());
            for (qsizetype i = 0; i < settings.size(); ++i) {
                const QJsonObject point = settings.at(i).toObject();
                const QStringList row = table->rows.at(i);
                const QJsonObject start = point[QStringLiteral("coldStart")].toObject();
                QCOMPARE(row.at(0),
                         QStringLiteral("%1 MB").arg(point[QStringLiteral("memoryMiB")].toInt()));
                if (const auto ms = number(start[QStringLiteral("totalMs")]))
                    QCOMPARE(row.at(1), time(*ms));
                if (const auto ms = number(point[QStringLiteral("durationMs")]))
                    QCOMPARE(row.at(2), time(*ms));
                if (const auto ms = number(point[QStringLiteral("billedMs")]))
                    QCOMPARE(row.at(3), time(*ms));
                if (const auto usd = number(point[QStringLiteral("costPerMillionUsd")]))
                    QCOMPARE(row.at(4), dollars(*usd));
                if (const auto usd = number(point[QStringLiteral("costPerMonthUsd")]))
                    QCOMPARE(row.at(5), dollars(*usd));
                ++rows;
            }
        }
        QVERIFY(rows > 0);
    }

    /// The table by memory beneath the function's heading.
    static const report::Table *tableOf(const report::Contents &contents, const QString &function)
    {
        bool beneath = false;
        for (const report::Section &section : contents.sections) {
            for (const report::Block &block : section.blocks) {
                if (const auto *heading = std::get_if<report::Heading>(&block)) {
                    if (heading->level == 2)
                        beneath = heading->text == function;
                }
                const auto *table = std::get_if<report::Table>(&block);
                if (beneath && table && table->caption.startsWith(QStringLiteral("By memory")))
                    return table;
            }
        }
        return nullptr;
    }
};

QTEST_MAIN(TestAgreement)
#include "tst_agreement.moc"
