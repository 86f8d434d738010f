// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/tree.h"
#include "tests/support/design_text.h"
#include "widgets/findings/findings_panel.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::findings;

namespace {

review::Finding made(const char *rule, Severity severity, quint32 element,
                     review::Status status = review::Status::Open)
{
    review::Finding finding;
    finding.rule = QLatin1String(rule);
    finding.severity = severity;
    finding.elements = {ElementId{element}};
    finding.key = finding.rule + QLatin1Char(' ') + QString::number(element);
    finding.status = status;
    finding.message = Text{"Test", "message", {}};
    return finding;
}

AnalysisPointer analysisOf(const Design &design, const QList<review::Finding> &findings)
{
    auto analysis = std::make_shared<Analysis>();
    analysis->design = std::make_shared<const Design>(design);
    analysis->findings = findings;
    return analysis;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    QList<review::Finding> some() const
    {
        return {made("NET-002", Severity::High, 1),
                made("CAP-018", Severity::High, 2, review::Status::Suppressed),
                made("REL-005", Severity::Medium, 2),
                made("CAP-012", Severity::Medium, 1, review::Status::Unanswered)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void countsByMark()
    {
        const Counts counts = countsOf(some());
        QCOMPARE(counts.of(theme::Mark::High), 1);
        QCOMPARE(counts.of(theme::Mark::Medium), 1);
        QCOMPARE(counts.of(theme::Mark::Unanswered), 1);
        QCOMPARE(counts.accepted, 1);
        QCOMPARE(counts.total(), 3);
    }

    void theModelIsSoundAndPutsAcceptedOnesLast()
    {
        FindingsModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAnalysis(analysisOf(designFromText(QStringLiteral("fn A; fn B")), some()));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3).data(FindingsModel::RuleRole).toString(),
                 QStringLiteral("CAP-018"));
        QVERIFY(model.index(3).data(FindingsModel::AcceptedRole).toBool());
        QCOMPARE(model.indexOf(QStringLiteral("REL-005 2")).row(), 1);
        QCOMPARE(model.indexOf(ElementId{2}).row(), 1);
        model.setShown({int(theme::Mark::Medium)}, false);
        QCOMPARE(model.rowCount(), 1);
        model.setAnalysis(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void showingAFindingSelectsItsElement()
    {
        const Design design = designFromText(QStringLiteral("fn A; fn B"));
        DesignDocument document;
        document.reset(design);
        Selection selection(document);
        QSignalSpy revealed(&selection, &Selection::revealRequested);
        FindingsPanel panel(document, selection, m_catalog);
        panel.setAnalysis(analysisOf(design, some()));
        QVERIFY(selection.ids().isEmpty());
        panel.show(QStringLiteral("REL-005 2"));
        QCOMPARE(selection.ids(), QList<ElementId>{ElementId{2}});
        QCOMPARE(revealed.size(), 1);
        panel.next();
        QCOMPARE(selection.ids(), QList<ElementId>{ElementId{1}});
        panel.next();
        panel.next(); // round to the first
        QCOMPARE(selection.ids(), QList<ElementId>{ElementId{1}});
        panel.previous();
        QCOMPARE(selection.ids(), QList<ElementId>{ElementId{2}});
    }

    void aNewAnalysisKeepsThePlaceAndSelectsNothing()
    {
        const Design design = designFromText(QStringLiteral("fn A; fn B"));
        DesignDocument document;
        document.reset(design);
        Selection selection(document);
        FindingsPanel panel(document, selection, m_catalog);
        panel.setAnalysis(analysisOf(design, some()));
        panel.show(QStringLiteral("REL-005 2"));
        selection.clear();
        QList<review::Finding> more = some();
        more.prepend(made("FLOW-001", Severity::Blocker, 1));
        panel.setAnalysis(analysisOf(design, more));
        auto *list = panel.findChild<QListView *>();
        QCOMPARE(list->currentIndex().row(), 2);
        QVERIFY(selection.ids().isEmpty());
    }

    void aFixIsOneUndoEntryAndMends()
    {
        // A stream with batches of ten that fail as one: REL-005 has a fix.
        const Design design = designFromText(
            QStringLiteral("fn Worker 512 30; stream Clicks -> Worker batchSize=10"));
        const auto trees = decision::readTrees();
        QVERIFY(trees);
        const auto analysed = [&](const Design &value) {
            const auto result = analyze(std::make_shared<const Design>(value), *m_catalog, *trees);
            return std::make_shared<const Analysis>(*result);
        };
        DesignDocument document;
        document.reset(design);
        Selection selection(document);
        FindingsPanel panel(document, selection, m_catalog);
        panel.setAnalysis(analysed(design));
        QString key;
        for (const review::Finding &finding : panel.model().finding(panel.model().index(0))
                 ? analysed(design)->findings
                 : QList<review::Finding>()) {
            if (finding.rule == QLatin1String("REL-005"))
                key = finding.key;
        }
        QVERIFY(!key.isEmpty());
        panel.show(key);
        QPushButton *fix = nullptr;
        for (QPushButton *button : panel.findChildren<QPushButton *>()) {
            if (button->property("primary").toBool())
                fix = button;
        }
        QVERIFY(fix && fix->isVisibleTo(&panel));
        fix->click();
        QCOMPARE(document.undoStack().count(), 1);
        const AnalysisPointer after = analysed(document.design());
        for (const review::Finding &finding : after->findings)
            QVERIFY(finding.key != key);
        document.undoStack().undo();
        QVERIFY(document.design() == design);
    }

    /// Where a finding is mended its place is taken by the one after it, so that a list is walked
    /// from above to below.
    void theNextFindingTakesThePlaceOfAMendedOne()
    {
        DesignDocument document;
        document.reset(designFromText(QStringLiteral("fn A; fn B")));
        Selection selection(document);
        FindingsPanel panel(document, selection, m_catalog);
        panel.setVisible(true);
        const QList<review::Finding> before{made("NET-002", Severity::High, 1),
                                            made("REL-005", Severity::Medium, 2),
                                            made("REL-006", Severity::Medium, 1)};
        panel.setAnalysis(analysisOf(document.design(), before));
        auto *list = panel.findChild<QListView *>();
        list->setCurrentIndex(list->model()->index(1, 0));
        QCOMPARE(list->currentIndex().data(FindingsModel::RuleRole).toString(),
                 QStringLiteral("REL-005"));
        panel.setAnalysis(analysisOf(document.design(), {before.at(0), before.at(2)}));
        QCOMPARE(list->currentIndex().data(FindingsModel::RuleRole).toString(),
                 QStringLiteral("REL-006"));
        panel.setAnalysis(analysisOf(document.design(), {before.at(0)}));
        QCOMPARE(list->currentIndex().data(FindingsModel::RuleRole).toString(),
                 QStringLiteral("NET-002"));
    }
};

QTEST_MAIN(TestFindings)
#include "tst_findings.moc"
