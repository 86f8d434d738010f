// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several elements in the inspector: what they have in common is shown once and set at all of them.
#include "tests/widgets/inspector/inspector_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>

using namespace stratoplan;
using namespace stratoplan::inspector;

class TestSeveral : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static void select(Fixture &f, std::initializer_list<const char *> names)
    {
        QList<ElementId> ids;
        for (const char *name : names)
            ids.append(f.document.design().idOf(QLatin1String(name)));
        f.selection.set(ids);
    }
    static const Function &function(const Fixture &f, const char *name)
    {
        const Design &design = f.document.design();
        return *design.get<Function>(design.idOf(QLatin1String(name)));
    }
    /// A value that the property takes; none for ticks, and where the design has nothing to choose.
    static QVariant another(const Property &property)
    {
        if (property.editor != Editor::Choice && property.editor != Editor::Elements)
            return parsed(property, QStringLiteral("7")).value_or(QVariant());
        if (property.editor == Editor::Choice) {
            for (const Choice &choice : property.choices) {
                if (choice.typedIn.isEmpty() && choice.refused.isEmpty())
                    return choice.value;
            }
        }
        return {};
    }
    static QLabel *kindOf(const Fixture &f)
    {
        for (QLabel *label : f.pane.findChildren<QLabel *>()) {
            if (label->property("role") == QLatin1String("kind"))
                return label;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void oneElementHasAllItsProperties()
    {
        const Design design = designFromText(QStringLiteral("fn F 512; queue Q -> F"));
        for (const auto &[id, element] : design.elements()) {
            QStringList shared;
            for (const Property &property : sharedProperties({id}, design, *m_catalog))
                shared.append(property.id);
            QStringList own;
            for (const Property &property : propertiesOf(id, design, *m_catalog))
                own.append(property.id);
            QCOMPARE(shared, own);
        }
    }

    void aValueIsSetAtAllInOneStep()
    {
        Fixture f(QStringLiteral("fn A 512 timeout=30; fn B 256 timeout=30; fn C 128"), m_catalog);
        select(f, {"A", "B"});
        QCOMPARE(f.line("timeout")->text(), QStringLiteral("30"));
        QCOMPARE(f.line("memory")->text(), QString());
        QCOMPARE(f.line("memory")->placeholderText(), QStringLiteral("various"));
        QVERIFY(!f.pane.row(QStringLiteral("name")));
        QVERIFY(!f.pane.row(QStringLiteral("label")));

        f.pane.edit(QStringLiteral("memory"));
        QTest::keyClicks(f.line("memory"), QStringLiteral("1024"));
        QTest::keyClick(f.line("memory"), Qt::Key_Return);
        QCOMPARE(function(f, "A").memory->value, 1024);
        QCOMPARE(function(f, "B").memory->value, 1024);
        QCOMPARE(function(f, "C").memory->value, 128);
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.line("memory")->text(), QStringLiteral("1024"));

        f.document.undoStack().undo();
        QCOMPARE(function(f, "A").memory->value, 512);
        QCOMPARE(function(f, "B").memory->value, 256);
        QCOMPARE(f.line("memory")->text(), QString());
    }

    void whatDiffersStaysUntilAValueIsGiven()
    {
        Fixture f(QStringLiteral("fn A 512; fn B 256"), m_catalog);
        select(f, {"A", "B"});
        f.pane.edit(QStringLiteral("memory"));
        QTest::keyClicks(f.line("memory"), QStringLiteral("1"));
        QTest::keyClick(f.line("memory"), Qt::Key_Backspace);
        QTest::keyClick(f.line("memory"), Qt::Key_Return);
        f.pane.edit(QStringLiteral("timeout"));
        QCOMPARE(f.document.undoStack().count(), 0);
        QCOMPARE(f.line("memory")->placeholderText(), QStringLiteral("various"));

        // A value that cannot be is set at none.
        f.pane.edit(QStringLiteral("memory"));
        QTest::keyClicks(f.line("memory"), QStringLiteral("99999"));
        QTest::keyClick(f.line("memory"), Qt::Key_Return);
        QCOMPARE(f.document.undoStack().count(), 0);
        QVERIFY(f.line("memory")->property("invalid").toBool());
    }

    void aChoiceThatDiffersIsNoneOfThem()
    {
        Fixture f(QStringLiteral("fn A 512 architecture=arm64; fn B 256 architecture=x86_64"),
                  m_catalog);
        select(f, {"A", "B"});
        auto *architecture = f.field<QComboBox>("architecture");
        QCOMPARE(architecture->currentIndex(), -1);
        QCOMPARE(architecture->placeholderText(), QStringLiteral("various"));
        architecture->setCurrentIndex(architecture->findData(QStringLiteral("arm64")));
        Q_EMIT architecture->activated(architecture->currentIndex());
        QCOMPARE(*function(f, "B").architecture, QStringLiteral("arm64"));
        QCOMPARE(architecture->currentData().toString(), QStringLiteral("arm64"));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void ticksOfSomeStayTheirs()
    {
        Fixture f(QStringLiteral("vpc V; subnet A in V; subnet B in V; subnet C in V; fn F 512 in "
                                 "A,B; fn G 256 in A"),
                  m_catalog);
        select(f, {"F", "G"});
        const ElementId a = f.document.design().idOf(QStringLiteral("A"));
        const ElementId b = f.document.design().idOf(QStringLiteral("B"));
        const ElementId c = f.document.design().idOf(QStringLiteral("C"));
        auto *subnets = f.field<QListWidget>("subnets");
        const auto tickOf = [&](ElementId id) {
            for (int row = 0; row < subnets->count(); ++row) {
                if (subnets->item(row)->data(Qt::UserRole).toUInt() == id.value)
                    return subnets->item(row);
            }
            return static_cast<QListWidgetItem *>(nullptr);
        };
        QCOMPARE(tickOf(a)->checkState(), Qt::Checked);
        QCOMPARE(tickOf(b)->checkState(), Qt::PartiallyChecked);
        QCOMPARE(tickOf(c)->checkState(), Qt::Unchecked);

        tickOf(c)->setCheckState(Qt::Checked);
        QCOMPARE(function(f, "F").subnets, (QList<ElementId>{a, b, c}));
        QCOMPARE(function(f, "G").subnets, (QList<ElementId>{a, c}));
        tickOf(a)->setCheckState(Qt::Unchecked);
        QCOMPARE(function(f, "F").subnets, (QList<ElementId>{b, c}));
        QCOMPARE(function(f, "G").subnets, QList<ElementId>{c});
        tickOf(b)->setCheckState(Qt::Checked);
        QCOMPARE(function(f, "G").subnets, (QList<ElementId>{c, b}));
        QCOMPARE(tickOf(b)->checkState(), Qt::Checked);
        while (f.document.undoStack().canUndo())
            f.document.undoStack().undo();
        QCOMPARE(function(f, "F").subnets, (QList<ElementId>{a, b}));
        QCOMPARE(tickOf(b)->checkState(), Qt::PartiallyChecked);
    }

    void ofSeveralKindsTheCurrentOneIsShown()
    {
        Fixture f(QStringLiteral("fn A 512; queue Q -> A; queue R -> A; fn B 256"), m_catalog);
        select(f, {"Q", "A", "R", "B"});
        QVERIFY(f.pane.row(QStringLiteral("memory")));
        QCOMPARE(kindOf(f)->text().count(QLatin1String("<a ")), 1);
        QVERIFY(kindOf(f)->text().contains(QStringLiteral("href=\"queue\"")));
        QVERIFY(kindOf(f)->text().contains(QStringLiteral("2 × ")));

        Q_EMIT kindOf(f)->linkActivated(QStringLiteral("queue"));
        QCOMPARE(f.selection.ids().size(), 2);
        QVERIFY(!f.pane.row(QStringLiteral("memory")));
        QVERIFY(f.pane.row(QStringLiteral("visibilityTimeoutS")));
        QVERIFY(!kindOf(f)->text().contains(QLatin1String("<a ")));
    }

    /// Whatever can be set at two elements of a kind is set at both, and read back from both.
    void everySharedPropertyIsSetAtAll()
    {
        const Design design = designFromText(
            QStringLiteral("fn A 512; fn B 256; queue Q -> A; queue R -> B; table T; table U; A "
                           "-- T; B -- U; vpc V 10.0.0.0/16; zone Z in V; subnet S 10.0.0.0/24 in "
                           "Z; subnet P 10.0.1.0/24 in Z"));
        int written = 0;
        const auto check = [&](ElementId one, ElementId other) {
            for (const Property &property : sharedProperties({one, other}, design, *m_catalog)) {
                const QVariant value = another(property);
                if (!value.isValid())
                    continue;
                Edit edit(design);
                property.write(edit, value);
                const Expected<Design> changed = edit.result();
                QVERIFY2(changed, property.id.toUtf8());
                const PropertyValue read = property.read(*changed);
                QVERIFY2(!read.differs && read.value.isValid(), property.id.toUtf8());
                for (const ElementId id : {one, other}) {
                    const QList<Property> all = propertiesOf(id, *changed, *m_catalog);
                    const auto own = std::find_if(all.begin(), all.end(), [&](const Property &p) {
                        return p.id == property.id;
                    });
                    QVERIFY(own != all.end());
                    QCOMPARE(own->read(*changed).value, read.value);
                }
                ++written;
            }
        };
        for (const auto &[first, second] : QList<QPair<const char *, const char *>>{
                 {"A", "B"}, {"Q", "R"}, {"T", "U"}, {"S", "P"}})
            check(design.idOf(QLatin1String(first)), design.idOf(QLatin1String(second)));
        QVERIFY2(written > 25, QByteArray::number(written));
    }

    void aLargeSelectionIsShownWhenTheHandRests()
    {
        QStringList lines;
        for (int i = 0; i < 501; ++i)
            lines.append(QStringLiteral("fn F%1 512").arg(i));
        Fixture f(lines.join(QStringLiteral("; ")), m_catalog);
        QList<ElementId> ids;
        for (const Function *one : f.document.design().all<Function>())
            ids.append(one->id);
        f.selection.set(ids.first(20));
        QTRY_VERIFY(f.pane.row(QStringLiteral("memory")));
        QCOMPARE(f.line("memory")->text(), QStringLiteral("512"));
        f.selection.set(ids);
        QTRY_VERIFY(!f.pane.row(QStringLiteral("memory")));
        QVERIFY(!f.pane.row(QStringLiteral("region")));
    }

    void anElementThatGoesLeavesTheOthers()
    {
        Fixture f(QStringLiteral("fn A 512; fn B 256; fn C 128"), m_catalog);
        select(f, {"A", "B", "C"});
        DocumentEdit edit = f.document.edit(QStringLiteral("Delete"));
        edit.remove(f.document.design().idOf(QStringLiteral("C")));
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(f.selection.ids().size(), 2);
        f.pane.edit(QStringLiteral("memory"));
        QTest::keyClicks(f.line("memory"), QStringLiteral("1024"));
        QTest::keyClick(f.line("memory"), Qt::Key_Return);
        QCOMPARE(function(f, "A").memory->value, 1024);
        QCOMPARE(function(f, "B").memory->value, 1024);
    }
};

QTEST_MAIN(TestSeveral)
#include "tst_several.moc"
