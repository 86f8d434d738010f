// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/store/store.h"
#include "tests/support/design_text.h"
#include "widgets/document/open_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;

namespace {

QString written(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

} // namespace

class TestOpenFile : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void aDesignFileKeepsItsPositions()
    {
        const Design design = designFromText(QStringLiteral("fn A 512; queue Q -> A"));
        Edit edit(design);
        edit.setPosition(design.idOf(QStringLiteral("A")), Point{320, 48});
        const QString path
            = written(m_folder, QStringLiteral("d.stratoplan"), store::write(*edit.result()));
        const Expected<OpenedFile> opened = openFile(path, *m_catalog);
        QVERIFY(opened);
        QVERIFY(!opened->isTemplate);
        QCOMPARE(opened->savePath, path);
        QVERIFY(opened->design == *edit.result());
    }

    void aTemplateIsLaidOutAndSavedBesideIt()
    {
        const QString path = written(
            m_folder, QStringLiteral("t.yaml"),
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: "
            "AWS::Serverless::Function\n    Properties: {Runtime: nodejs20.x, Handler: a.b}\n  Q:\n"
            "    Type: AWS::SQS::Queue\n");
        const Expected<OpenedFile> opened = openFile(path, *m_catalog);
        QVERIFY(opened);
        QVERIFY(opened->isTemplate);
        QCOMPARE(opened->savePath, m_folder.filePath(QStringLiteral("t.stratoplan")));
        QCOMPARE(opened->design.size(), 2);
        for (const auto &[id, element] : opened->design.elements())
            QVERIFY2(common(*element).position, qPrintable(common(*element).name));
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("broken YAML") << QByteArray("a: [") << QStringLiteral("yaml.");
        QTest::newRow("no resources") << QByteArray("a: b\n") << QStringLiteral("sam.no-resources");
        QTest::newRow("empty") << QByteArray() << QString();
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const QString path = written(m_folder, QStringLiteral("bad.yaml"), text);
        const Expected<OpenedFile> opened = openFile(path, *m_catalog);
        QVERIFY(!opened);
        QVERIFY2(opened.error().first().code.startsWith(code),
                 qPrintable(opened.error().first().code));
    }

    void aMissingFileIsTold()
    {
        const Expected<OpenedFile> opened
            = openFile(m_folder.filePath(QStringLiteral("missing")), *m_catalog);
        QVERIFY(!opened);
        QCOMPARE(opened.error().first().code, QStringLiteral("document.unreadable"));
    }
};

QTEST_MAIN(TestOpenFile)
#include "tst_open_file.moc"
