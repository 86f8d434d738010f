// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facts of outside networks in the window, and what the line above the drawing says meanwhile.
#include "app/window/document_bar.h"
#include "app/window/facts_adder.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/window_arguments.h"
#include "planner/store/store.h"
#include "tests/support/corpus.h"
#include "widgets/template/template_panel.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

const QByteArray templateText = R"(Transform: AWS::Serverless-2016-10-31
Parameters:
  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: python3.13
      CodeUri: .
      VpcConfig: {SubnetIds: !Ref SubnetIds}
)";

// As `aws ec2 describe-subnets` writes it; the names are in a file of ours.
const QByteArray subnetsJson = R"({"Subnets": [
 {"SubnetId": "subnet-0a1", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1a", "CidrBlock": "10.0.1.0/24"},
 {"SubnetId": "subnet-0b2", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1b", "CidrBlock": "10.0.2.0/28"}]})";
const QByteArray namesYaml = R"(stratoplanFacts: 1
date: 2026-11-20
source: the network team
names: {SubnetIds: [subnet-0a1, subnet-0b2]}
vpcs: [{id: vpc-01, cidrs: [10.0.0.0/16]}]
)";

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    QTranslator m_english;

    QString file(const char *name, const QByteArray &text) const
    {
        QFile out(m_folder->filePath(QString::fromLatin1(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return out.fileName();
    }
    std::unique_ptr<MainWindow> opened(const QString &path, const QStringList &facts = {}) const
    {
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->show();
        QSignalSpy ready(&window->analysis(), &AnalysisRunner::analysisReady);
        window->openPath(path, facts, OpenAs::Document);
        if (!QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000))
            qFatal("the file was not opened");
        settle(*window);
        return window;
    }
    static void settle(MainWindow &window)
    {
        const auto *adder = window.findChild<FactsAdder *>();
        QVERIFY(QTest::qWaitFor(
            [&] { return !adder->isRunning() && !window.templatePane().isWorking(); }, 20000));
    }
    static QStringList subnetsOf(const MainWindow &window)
    {
        QStringList names;
        const Design &design = const_cast<MainWindow &>(window).document().design();
        for (const Subnet *subnet : design.all<Subnet>())
            names.append(subnet->name);
        names.sort();
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
        QVERIFY(m_english.load(QStringLiteral(":/i18n/stratoplan_en.qm")));
        QCoreApplication::installTranslator(&m_english);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
    }

    void addsThemAsAnUndoStep()
    {
        const auto window = opened(file("t.yaml", templateText));
        const QStringList placeholder{QStringLiteral("SubnetIds")};
        const QStringList known{QStringLiteral("subnet-0a1"), QStringLiteral("subnet-0b2")};
        QCOMPARE(subnetsOf(*window), placeholder);
        auto *adder = window->findChild<FactsAdder *>();
        QSignalSpy added(adder, &FactsAdder::added);
        adder->add({file("s.json", subnetsJson), file("n.yaml", namesYaml)});
        settle(*window);
        QCOMPARE(added.size(), 1);
        QCOMPARE(subnetsOf(*window), known);
        QVERIFY(window->isWindowModified());
        QCOMPARE(window->document().design().settings().facts.size(), 2);
        // The problems are shown: nothing says how the VPC is routed.
        const auto *notice = window->findChild<NoticeBar *>();
        QVERIFY(notice->isVisible());
        QCOMPARE(notice->problems().first().code, QStringLiteral("facts.no-routes"));
        // It is nothing that the template says.
        QVERIFY(window->templatePane().content().text.refusals.isEmpty());
        QCOMPARE(window->templatePane().content().differing, 0);

        window->document().undoStack().undo();
        QCOMPARE(subnetsOf(*window), placeholder);
        QVERIFY(window->document().design().settings().facts.isEmpty());
        QVERIFY(!window->isWindowModified());
        window->document().undoStack().redo();
        QCOMPARE(subnetsOf(*window), known);

        // Saving keeps them beside the template, which stays as it is.
        QVERIFY(window->save());
        QCOMPARE(fileText(m_folder->filePath(QStringLiteral("t.yaml"))), templateText);
        const auto again = opened(m_folder->filePath(QStringLiteral("t.yaml")));
        QCOMPARE(subnetsOf(*again), known);
        QCOMPARE(again->templatePane().content().differing, 0);
    }

    void whatCannotBeReadIsTold()
    {
        const auto window = opened(file("t.yaml", templateText));
        window->findChild<FactsAdder *>()->add({file("broken.json", "{\"Subnets\": [")});
        settle(*window);
        QVERIFY(window->findChild<NoticeBar *>()->isVisible());
        QVERIFY(!window->isWindowModified());
        QCOMPARE(window->document().undoStack().count(), 0);
        window->findChild<FactsAdder *>()->add({QStringLiteral("/nonexistent/facts.yaml")});
        settle(*window);
        QCOMPARE(window->findChild<NoticeBar *>()->problems().first().code,
                 QStringLiteral("document.unreadable"));
    }

    void givenWithTheFile()
    {
        const auto window = opened(file("t.yaml", templateText),
                                   {file("s.json", subnetsJson), file("n.yaml", namesYaml)});
        QCOMPARE(subnetsOf(*window).size(), 2);
        QCOMPARE(window->document().undoStack().count(), 1);
    }

    // A design without a file keeps the way to them when it gets one.
    void aDesignWithoutAFile()
    {
        const QString facts = file("n.yaml", namesYaml);
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.newDesign();
        DocumentEdit edit = window.document().edit(QStringLiteral("outside"));
        Vpc vpc;
        vpc.name = QStringLiteral("vpc-01");
        vpc.outside = true;
        edit.add(vpc);
        QVERIFY(edit.commit().isEmpty());
        window.findChild<FactsAdder *>()->add({facts});
        settle(window);
        const QString plan = m_folder->filePath(QStringLiteral("plan.stratoplan"));
        QVERIFY(window.document().save(plan).isEmpty());
        const auto kept = store::read(fileText(plan), plan);
        QVERIFY(kept);
        QCOMPARE(kept->settings().facts.size(), 1);
        QCOMPARE(kept->settings().facts.first().path, QStringLiteral("n.yaml"));
    }

    void theLineAboveTheDrawing()
    {
        const auto window = opened(file("t.yaml", templateText));
        auto *bar = window->findChild<DocumentBar *>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->difference(), QStringLiteral("t.yaml: no line differs"));
        QCOMPARE(bar->state(), QString());
        const auto set = [&](int memory, int timeout) {
            DocumentEdit edit = window->document().edit(QStringLiteral("set"));
            const ElementId id = edit.idOf(QStringLiteral("Fn"));
            edit.set(id, &Function::memory, MiB{memory});
            if (timeout > 0)
                edit.set(id, &Function::timeout, Seconds{timeout});
            QVERIFY(edit.commit().isEmpty());
            settle(*window);
        };
        set(512, 0);
        QCOMPARE(bar->difference(), QStringLiteral("t.yaml: 1 line differs"));
        QCOMPARE(bar->state(), QStringLiteral("Not saved"));
        set(1024, 30);
        QCOMPARE(bar->difference(), QStringLiteral("t.yaml: 2 lines differ"));
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("panels"));
        tabs->setCurrentIndex(0);
        QTest::mouseClick(bar->findChild<QToolButton *>(QStringLiteral("templateDifference")),
                          Qt::LeftButton);
        QCOMPARE(tabs->currentWidget(), &window->templatePane());
        window->document().undoStack().undo();
        window->document().undoStack().undo();
        settle(*window);
        QCOMPARE(bar->difference(), QStringLiteral("t.yaml: no line differs"));
        QCOMPARE(bar->state(), QString());
        DocumentEdit edit = window->document().edit(QStringLiteral("move"));
        edit.setPosition(edit.idOf(QStringLiteral("Fn")), Point{640, 64});
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(window->save());
        QVERIFY(bar->state().startsWith(QStringLiteral("Saved ")));
        // A design without a template has none to differ from.
        MainWindow other(m_knowledge, *m_settings);
        other.show();
        other.newDesign();
        settle(other);
        QCOMPARE(other.findChild<DocumentBar *>()->difference(), QString());
    }

    void arguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("opens");
        QTest::addColumn<int>("files");
        QTest::addColumn<QStringList>("facts");
        const QString here = QCoreApplication::applicationFilePath();
        const QString facts = QStringLiteral("--facts");
        const QString f = QStringLiteral("f.yaml");
        const QString g = QStringLiteral("g.json");
        QTest::newRow("nothing") << QStringList() << true << 0 << QStringList();
        QTest::newRow("a file") << QStringList{here} << true << 1 << QStringList();
        QTest::newRow("two files") << QStringList{here, here} << true << 2 << QStringList();
        QTest::newRow("facts") << QStringList{here, facts, f, facts + QStringLiteral("=g.json")}
                               << true << 1 << QStringList{f, g};
        QTest::newRow("facts before") << QStringList{facts, f, here} << true << 1 << QStringList{f};
        QTest::newRow("facts of nothing") << QStringList{facts, f} << false << 0 << QStringList();
        QTest::newRow("no facts") << QStringList{here, facts} << false << 0 << QStringList();
        QTest::newRow("another option")
            << QStringList{here, QStringLiteral("--region")} << false << 0 << QStringList();
        QTest::newRow("no file") << QStringList{QStringLiteral("/nonexistent")} << false << 0
                                 << QStringList();
    }
    void arguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, opens);
        const auto found = windowArguments(arguments);
        QCOMPARE(found.has_value(), opens);
        if (!found)
            return;
        QTEST(int(found->files.size()), "files");
        QTEST(found->facts, "facts");
    }
};

QTEST_MAIN(TestFacts)
#include "tst_facts.moc"
