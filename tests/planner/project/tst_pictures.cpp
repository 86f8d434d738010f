// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the samples and of real templates, looked at with rules that know nothing of how
// they were made.
#include "planner/sam/read.h"
#include "planner/store/store.h"
#include "tests/planner/layout/picture.h"
#include "tests/support/built_in.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::layout;
using namespace stratoplan::layout::testing;

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_kinds = configurationKinds(facts()); }

    void samples_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(":/examples"));
        for (const QString &name : folder.entryList({QStringLiteral("*.stratoplan")}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void samples()
    {
        QFETCH(QString, path);
        const Expected<Design> design = store::read(fileText(path), path);
        QVERIFY(design);
        // As their files place them, and as they are arranged.
        checkPicture(*design);
        checkArranged(*design);
    }

    void templates_data()
    {
        QTest::addColumn<QString>("path");
        const QStringList paths = corpusTemplates();
        if (paths.isEmpty())
            QTest::newRow("no corpus") << QString();
        for (const QString &path : paths)
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
    }
    void templates()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            QSKIP(corpusMissing);
        const auto imported = sam::read(fileText(path), path, facts());
        QVERIFY(imported);
        checkArranged(imported->design);
    }

private:
    void checkArranged(const Design &design)
    {
        const Expected<Design> placed = apply(design, arrange(design, m_kinds));
        QVERIFY(placed);
        checkPicture(*placed);
    }

    void checkPicture(const Design &design)
    {
        const Scene drawn = scene(design, m_kinds);
        const QString ofBoxes = faultOfBoxes(drawn, design);
        QVERIFY2(ofBoxes.isEmpty(), qPrintable(ofBoxes));
        const QString ofLines = faultOfLines(drawn, design);
        QVERIFY2(ofLines.isEmpty(), qPrintable(ofLines));
    }

    QSet<QString> m_kinds;
};

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
