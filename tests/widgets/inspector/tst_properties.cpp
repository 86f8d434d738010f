// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/design_text.h"
#include "widgets/inspector/property.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::inspector;

namespace {

Design everything()
{
    return designFromText(QStringLiteral(
        "fn F 512; queue Q -> F; table T; outside-system O; relational-database Db; F -- T; F => "
        "O; "
        "vpc V 10.0.0.0/16; zone Z in V; subnet S 10.0.0.0/24 in Z; gateway nat N in S; "
        "gateway internet I in V; endpoint interface E sqs in S; note R \"text\"; group G in V"));
}

/// A value that suits the property and is not the present one.
QVariant another(const Property &property, const QVariant &now)
{
    switch (property.editor) {
    case Editor::Integer:
    case Editor::Memory: {
        const int least = int(property.minimum.value_or(0));
        return now == QVariant(least + 1) ? least + 2 : least + 1;
    }
    case Editor::Real:
        return now == QVariant(0.25) ? 0.5 : 0.25;
    case Editor::Choice:
        for (const Choice &choice : property.choices) {
            if (choice.value != now)
                return choice.value;
        }
        return now;
    case Editor::Elements:
        return property.choices.isEmpty() ? now
                                          : QVariant(QVariantList{property.choices.first().value});
    case Editor::Date:
        return now == QVariant(QDate(2026, 1, 2)) ? QDate(2026, 1, 3) : QDate(2026, 1, 2);
    case Editor::Text:
    case Editor::LongText:
        break;
    }
    return QStringLiteral("Another");
}

} // namespace

class TestProperties : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    /// Whatever is written is read back, survives the design file, and can be taken back.
    void everyPropertyOfEveryElementCanBeSet()
    {
        const Design design = everything();
        QList<ElementId> ids{ElementId{}};
        for (const auto &[id, element] : design.elements())
            ids.append(id);
        int properties = 0;
        for (const ElementId id : ids) {
            QSet<QString> seen;
            for (const Property &property : propertiesOf(id, design, *m_catalog)) {
                const QByteArray what
                    = (QString::number(id.value) + QLatin1Char(' ') + property.id).toUtf8();
                QVERIFY2(!seen.contains(property.id), what);
                seen.insert(property.id);
                QVERIFY2(!property.label.isEmpty() && !property.section.isEmpty(), what);
                const PropertyValue before = property.read(design);
                const QVariant value = another(property, before.value);
                if (value == before.value)
                    continue;
                Edit edit(design);
                property.write(edit, value);
                const Expected<Design> changed = edit.result();
                QVERIFY2(changed, what);
                QCOMPARE(property.read(*changed).value, value);
                QVERIFY2(!(*changed == design), what);
                const Expected<Design> read
                    = store::read(store::write(*changed), QStringLiteral("x.stratoplan"));
                QVERIFY2(read, what);
                QVERIFY2(*read == *changed, what);
                ++properties;
                if (property.required || property.editor == Editor::Elements)
                    continue;
                Edit back(*changed);
                property.write(back, QVariant());
                const Expected<Design> unset = back.result();
                QVERIFY2(unset, what);
                QVERIFY2(!property.read(*unset).value.isValid()
                             || property.read(*unset).value.toString().isEmpty(),
                         what);
            }
        }
        QVERIFY(properties > 60);
    }

    void readsWhatIsTyped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result"); // "!" = refused
        QTest::newRow("number") << "512"
                                << "512";
        QTest::newRow("blanks") << " 512 "
                                << "512";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("word") << "much"
                              << "!";
        QTest::newRow("fraction") << "512.5"
                                  << "!";
        QTest::newRow("too small") << "127"
                                   << "!";
        QTest::newRow("least") << "128"
                               << "128";
        QTest::newRow("most") << "10240"
                              << "10240";
        QTest::newRow("too large") << "10241"
                                   << "!";
        QTest::newRow("beyond every number") << "1e300"
                                             << "!";
    }
    void readsWhatIsTyped()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const Design design = designFromText(QStringLiteral("fn F"));
        const QList<Property> all = propertiesOf(ElementId{1}, design, *m_catalog);
        const auto memory = std::find_if(all.begin(), all.end(), [](const Property &property) {
            return property.id == QLatin1String("memory");
        });
        QVERIFY(memory != all.end());
        const auto value = parsed(*memory, text);
        QCOMPARE(value ? value->toString() : QStringLiteral("!"), result);
    }

    void noWholeNumberIsBeyondTheDesign()
    {
        const Design design = designFromText(QStringLiteral("fn F; queue Q -> F"));
        int asked = 0;
        for (const auto &[id, element] : design.elements()) {
            for (const Property &property : propertiesOf(id, design, *m_catalog)) {
                if (property.editor != Editor::Integer && property.editor != Editor::Memory)
                    continue;
                for (const char *text : {"1e300", "-1e300", "2147483648", "nan", "inf"}) {
                    const auto value = parsed(property, QLatin1String(text));
                    QVERIFY2(!value,
                             (property.id + QLatin1Char(' ') + QLatin1String(text)).toUtf8());
                }
                ++asked;
            }
        }
        QVERIFY(asked > 5);
    }

    void anExpressionStaysVisible()
    {
        const Design design = designFromText(QStringLiteral("fn F memory=?!Ref_Size"));
        for (const Property &property : propertiesOf(ElementId{1}, design, *m_catalog)) {
            if (property.id == QLatin1String("memory")) {
                QVERIFY(!property.read(design).value.isValid());
                QCOMPARE(property.read(design).expression, QStringLiteral("!Ref_Size"));
                return;
            }
        }
        QFAIL("no memory");
    }
};

QTEST_MAIN(TestProperties)
#include "tst_properties.moc"
