// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/built_in_facts.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/canvas/step_delegate.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

const QString sample = QStringLiteral(
    "http-api Api rate=10; Api -> Get; Api -> Put; fn Get 1024 duration=100 p95=150; fn Put 1024 "
    "duration=300 p95=500; table T; Get -- T; Put -- T writes=true; queue Q; Put -- Q writes=true; "
    "Q -> Mail; fn Mail 512 duration=50; fn Alone 512");

} // namespace

class TestPathPanel : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;

    struct Shown : Fixture
    {
        Shown(const TestPathPanel &test, const Design &design)
            : Fixture(design, test.m_catalog)
            , panel(selection, test.m_catalog)
        {
            QObject::connect(&panel, &PathPanel::pathChanged, &scene, [this] {
                scene.setPath(panel.path() ? std::optional(*panel.path()) : std::nullopt);
            });
            panel.setAnalysis(std::make_shared<const Analysis>(
                *analyze(std::make_shared<const Design>(design), *test.m_catalog, test.m_trees)));
            panel.resize(300, 600);
        }
        bool wait()
        {
            return QTest::qWaitFor([this] { return !panel.isWorking(); }, 20000);
        }
        QListWidget *steps() const { return panel.findChild<QListWidget *>(); }
        QComboBox *choice() const { return panel.findChild<QComboBox *>(); }
        QString totals() const
        {
            return panel.findChild<QLabel *>(QStringLiteral("pathTotals"))->text();
        }
        bool lit(const char *name) const { return !scene.box(id(name))->state().faded; }
        int number(const char *name) const { return scene.box(id(name))->state().step; }

        PathPanel panel;
    };

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_catalog = builtInFacts().catalog;
        m_trees = builtInFacts().trees;
    }

    void lightsWhatARequestTouches()
    {
        Shown s(*this, designFromText(sample));
        QVERIFY(!s.panel.isVisible());
        s.panel.begin(s.id("Put"));
        QVERIFY(s.panel.isVisible());
        QVERIFY(s.wait());
        QCOMPARE(s.panel.paths().size(), 1);
        for (const char *name : {"Api", "Put", "T", "Q", "Mail"})
            QVERIFY2(s.lit(name), name);
        for (const char *name : {"Get", "Alone"})
            QVERIFY2(!s.lit(name), name);
        QCOMPARE(s.number("Api"), 1);
        QCOMPARE(s.number("Put"), 2);
        QCOMPARE(s.number("Get"), 0);
        const auto onPath = [&](const char *from, const char *to) {
            const ElementId id
                = connectionBetween(s.document.design(), QLatin1String(from), QLatin1String(to));
            return !s.scene.edge(id)->state().faded && s.scene.edge(id)->state().step > 0;
        };
        QVERIFY(onPath("Api", "Put") && onPath("Q", "Mail"));
        QVERIFY(!onPath("Api", "Get"));
        // Put has ended after 300 ms, Mail 50 ms later; nothing waits for Mail.
        QVERIFY(s.totals().contains(QStringLiteral("500 ms")));
        QVERIFY(s.totals().contains(QStringLiteral("350 ms")));
        QCOMPARE(s.steps()->count(), 5);

        s.panel.end();
        QVERIFY(!s.panel.isVisible());
        for (const char *name : {"Api", "Get", "Alone"})
            QVERIFY2(s.lit(name) && s.number(name) == 0, name);
    }

    void severalPathsAreNamedAndChosen()
    {
        Shown s(*this, designFromText(sample));
        s.panel.begin(s.id("T"));
        QVERIFY(s.wait());
        QCOMPARE(s.choice()->count(), 2);
        QCOMPARE(s.choice()->itemText(0), QStringLiteral("Api → Get"));
        QCOMPARE(s.choice()->itemText(1), QStringLiteral("Api → Put"));
        QVERIFY(s.lit("Get") && !s.lit("Put"));
        s.panel.show();
        s.choice()->setFocus();
        QTest::keyClick(s.choice(), Qt::Key_Down);
        QVERIFY(s.lit("Put") && !s.lit("Get"));
        QVERIFY(s.totals().contains(QStringLiteral("500 ms")));
        // New figures keep the way that was chosen.
        s.panel.setAnalysis(
            std::make_shared<const Analysis>(*analyze(s.document.snapshot(), *m_catalog, m_trees)));
        QVERIFY(s.wait());
        QVERIFY(s.lit("Put") && !s.lit("Get"));
    }

    void stepsHaveTheirSharesAndLeadToTheElements()
    {
        Shown s(*this, designFromText(sample));
        s.panel.begin(s.id("Put"));
        QVERIFY(s.wait());
        double sum = 0;
        for (int row = 0; row < s.steps()->count(); ++row)
            sum += s.steps()->item(row)->data(StepDelegate::ShareRole).toDouble();
        QVERIFY(std::abs(sum - 1) < 1e-9);
        s.steps()->setFocus();
        QTest::keyClick(s.steps(), Qt::Key_Home);
        QCOMPARE(s.selection.current(), s.id("Api"));
        QTest::keyClick(s.steps(), Qt::Key_Down);
        QCOMPARE(s.selection.current(), s.id("Put"));
        // The path is still the same.
        QCOMPARE(s.panel.paths().size(), 1);
        QVERIFY(s.lit("Mail"));
        // By mouse on the drawing: the row of what is on the path, another path for what is not.
        s.selection.set({s.id("Mail")});
        QCOMPARE(s.steps()->currentItem()->data(StepDelegate::NameRole).toString(),
                 QStringLiteral("Mail"));
        s.selection.set({s.id("Get")});
        QVERIFY(s.wait());
        QVERIFY(s.lit("Get") && !s.lit("Mail"));
    }

    void theStepOfWhatIsSelectedIsInSight()
    {
        QString chain = QStringLiteral("http-api Api rate=1 -> F0; fn F0");
        for (int i = 1; i < 20; ++i)
            chain += QStringLiteral("; fn F%1; F%2 => F%1").arg(i).arg(i - 1);
        Shown s(*this, designFromText(chain));
        s.selection.set({s.id("F18")});
        s.panel.begin(s.id("F18"));
        QVERIFY(s.wait());
        QCOMPARE(s.steps()->currentItem()->data(StepDelegate::NameRole).toString(),
                 QStringLiteral("F18"));
        const auto inSight = [&] {
            return s.steps()->viewport()->rect().contains(
                s.steps()->visualItemRect(s.steps()->currentItem()));
        };
        QTRY_VERIFY(inSight());
        s.panel.resize(300, 420);
        QTRY_VERIFY(inSight());
    }

    void whatIsNotKnownIsSaid()
    {
        Shown s(*this, designFromText(QStringLiteral("http-api Api -> A; fn A 512; note N \"x\"")));
        s.panel.begin(s.id("A"));
        QVERIFY(s.wait());
        QVERIFY(s.totals().contains(QStringLiteral("no traffic is stated")));
        QVERIFY(!s.totals().contains(QStringLiteral("$")));
        s.panel.begin(s.id("N"));
        QVERIFY(s.wait());
        QCOMPARE(s.totals(), QStringLiteral("No request comes here."));
        QVERIFY(!s.panel.path() && s.lit("A"));
    }

    void escapeEnds()
    {
        Shown s(*this, designFromText(sample));
        QSignalSpy active(&s.panel, &PathPanel::activeChanged);
        s.panel.begin({});
        QVERIFY(s.wait());
        QCOMPARE(s.panel.paths().size(), 2); // both ways of the API
        QTest::keyClick(s.steps(), Qt::Key_Escape);
        QVERIFY(!s.panel.isActive());
        QCOMPARE(active.count(), 2);
        // What was asked for before does not come back.
        s.panel.begin(s.id("Get"));
        s.panel.end();
        QVERIFY(s.wait());
        QVERIFY(!s.panel.isVisible() && s.lit("Alone"));
    }
};

QTEST_MAIN(TestPathPanel)
#include "tst_path_panel.moc"
