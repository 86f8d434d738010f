// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/properties.h"

#include <QSet>
#include <QTest>

using namespace stratoplan;

class TestProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void readAndWritten_data() { names_data(); }
    void readAndWritten();
};

namespace {

QVariant anyValue(const PropertyRow &row)
{
    switch (row.type) {
    case ValueType::Integer:
        return static_cast<int>(row.least.value_or(1)) + 1;
    case ValueType::Real:
        return row.most.value_or(8) / 4;
    case ValueType::Text:
        return QStringLiteral("text");
    case ValueType::Truth:
        return true;
    case ValueType::Word:
        break;
    }
    return row.words.isEmpty() ? QStringLiteral("python3.12") : row.words.last().word;
}

} // namespace

void TestProperties::names_data()
{
    QTest::addColumn<Element>("element");
    QTest::addColumn<QStringList>("documented");
    // As the command line documents them.
    const auto split = [](const char *text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    QTest::newRow("function") << Element(Function())
                              << split("memory timeout runtime architecture handler "
                                       "reservedConcurrency provisionedConcurrency tracing "
                                       "durationMs p95Ms cpuShare parallelShare coldShare "
                                       "packageMb loadedMb logKb initMs connections");
    QTest::newRow("service") << Element(Service()) << split("ratePerS peakPerS");
    QTest::newRow("connection") << Element(Connection()) << split("retries share batchSize");
    QTest::newRow("gateway") << Element(Gateway()) << split("gbMonth");
    QTest::newRow("endpoint") << Element(Endpoint()) << split("gbMonth");
    QTest::newRow("subnet") << Element(Subnet()) << split("cidr");
    QTest::newRow("zone") << Element(Zone()) << split("zone");
}

void TestProperties::names()
{
    QFETCH(Element, element);
    QFETCH(QStringList, documented);
    QSet<QString> known;
    for (const PropertyRow &row : rowsOf(element)) {
        QVERIFY2(!known.contains(row.name), qPrintable(row.name));
        known.insert(row.name);
    }
    for (const QString &name : documented)
        QVERIFY2(known.contains(name), qPrintable(name));
}

// Each row writes what it reads, and nothing but its own field.
void TestProperties::readAndWritten()
{
    QFETCH(Element, element);
    const QList<PropertyRow> &rows = rowsOf(element);
    for (const PropertyRow &row : rows) {
        const QByteArray name = row.name.toUtf8();
        QVERIFY2(row.read(element).isUnset(), name.constData());
        Element changed = element;
        const QVariant value = anyValue(row);
        row.write(changed, Field<QVariant>(value));
        QCOMPARE(row.read(changed).value.value_or(QVariant()), value);
        QCOMPARE(row.read(changed).origin, Origin::User);
        for (const PropertyRow &other : rows) {
            if (other.name != row.name)
                QVERIFY2(other.read(changed).isUnset(), name + " changes " + other.name.toUtf8());
        }
        row.write(changed, Field<QVariant>());
        QVERIFY2(changed == element, name.constData());
    }
}

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
