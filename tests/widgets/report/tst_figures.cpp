// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/store/store.h"
#include "tests/support/design_text.h"
#include "widgets/report/diagram_svg.h"
#include "widgets/report/figures.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace stratoplan;
using namespace stratoplan::report;

namespace {

/// An SVG as far as a reader of it cares.
struct Svg
{
    QString error;
    QStringList texts;
    QStringList elements; ///< "kind name parent" of each group with a kind
    QStringList ids;
};

Svg read(const QByteArray &bytes)
{
    Svg svg;
    QXmlStreamReader reader(bytes);
    QString kind;
    QString parent;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        if (attributes.hasAttribute(QLatin1String("id")))
            svg.ids.append(attributes.value(QLatin1String("id")).toString());
        if (reader.name() == QLatin1String("g")) {
            kind = attributes.value(QLatin1String("data-kind")).toString();
            parent = attributes.value(QLatin1String("data-parent")).toString();
        } else if (reader.name() == QLatin1String("title") && !kind.isEmpty()) {
            svg.elements.append(kind + QLatin1Char(' ') + reader.readElementText()
                                + QLatin1Char(' ') + parent);
            kind.clear();
        } else if (reader.name() == QLatin1String("text")) {
            svg.texts.append(reader.readElementText());
        }
    }
    svg.error = reader.errorString();
    return svg;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_catalog = catalog::builtIn().value();
        m_trees = decision::readTrees().value();
    }

    void everyFigureOfTheExamples_data();
    void everyFigureOfTheExamples();
    void theDrawingNamesEveryElement();
    void theDrawingFramesGroups();
    void theCombAsksAndAnswers();
    void aSharedCombSaysNothingOfOneFunction();
    void theCurvesShowTheirNumbers();
    void theAddressMapNamesSubnets();
    void theAddressMapShowsUnknownBlocksAndManyRows();

private:
    Analysis analysisOf(const QString &example) const
    {
        QFile file(QStringLiteral(":/examples/") + example);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no such example");
        const auto design = store::read(file.readAll(), example);
        return analyze(std::make_shared<const Design>(design.value()), *m_catalog, m_trees).value();
    }

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;
};

void TestFigures::everyFigureOfTheExamples_data()
{
    QTest::addColumn<QString>("example");
    for (const char *name :
         {"order-service", "order-service-faulty", "image-resize", "primes-2018"})
        QTest::newRow(name) << QLatin1String(name) + QStringLiteral(".stratoplan");
}

void TestFigures::everyFigureOfTheExamples()
{
    QFETCH(QString, example);
    const Analysis analysis = analysisOf(example);
    const Contents made = contents(analysis, *m_catalog);
    const Pictures pictures = picturesOf(made, analysis, *m_catalog, theme::light());
    const Figures figures = figuresOf(pictures);
    int named = 0;
    for (const Section &section : made.sections) {
        for (const Block &block : section.blocks) {
            const auto *figure = std::get_if<Figure>(&block);
            if (!figure)
                continue;
            ++named;
            QVERIFY2(pictures.contains(figure->id), qPrintable(figure->id));
            const Svg svg = read(figures.value(figure->id));
            QVERIFY2(svg.error.isEmpty(), qPrintable(svg.error));
            QVERIFY2(svg.texts.size() >= 3, qPrintable(figure->id));
            QCOMPARE(QSet<QString>(svg.ids.begin(), svg.ids.end()).size(), svg.ids.size());
        }
    }
    QVERIFY(named > 0);
    QCOMPARE(figures.size(), named);
    QVERIFY(pictures.contains(made.overview));
    // The same input gives the same bytes.
    QCOMPARE(figuresOf(picturesOf(made, analysis, *m_catalog, theme::light())), figures);
}

void TestFigures::theDrawingNamesEveryElement()
{
    const Analysis analysis = analysisOf(QStringLiteral("order-service.stratoplan"));
    const Design &design = *analysis.design;
    const Svg svg = read(diagramSvg(design, &analysis, *m_catalog, theme::light()));
    const Names names(design);
    // One group for each element, containers and connections included, each in its own container.
    for (const Function *function : design.all<Function>()) {
        const QString start = QStringLiteral("function ") + function->name + QLatin1Char(' ');
        QCOMPARE(svg.elements.filter(start).size(), 1);
        QVERIFY2(svg.texts.contains(names.shown(function->id)), qPrintable(function->name));
    }
    for (const Subnet *subnet : design.all<Subnet>())
        QVERIFY2(svg.elements.contains(
                     QStringLiteral("subnet %1 %2").arg(subnet->name, names.of(subnet->zone))),
                 qPrintable(subnet->name));
    for (const Connection *connection : design.all<Connection>())
        QVERIFY(
            svg.elements.contains(QStringLiteral("connection %1 ").arg(names.of(connection->id))));
}

void TestFigures::theDrawingFramesGroups()
{
    Edit edit(designFromText(
        QStringLiteral("fn A; fn B; vpc Net; gateway internet Way in Net; frame Shop A,B,Net")));
    edit.setPosition(edit.idOf(QStringLiteral("A")), Point{0, 0});
    edit.setPosition(edit.idOf(QStringLiteral("B")), Point{0, 96});
    edit.setPosition(edit.idOf(QStringLiteral("Net")), Point{300, 0});
    const QByteArray bytes = diagramSvg(*edit.result(), nullptr, *m_catalog, theme::light());
    const Svg svg = read(bytes);
    QVERIFY2(svg.error.isEmpty(), qPrintable(svg.error));
    for (const char *element :
         {"group Shop ", "function A Shop", "function B Shop", "vpc Net Shop", "gateway Way Net"})
        QVERIFY2(svg.elements.contains(QLatin1String(element)),
                 qPrintable(svg.elements.join(u'\n')));
    QVERIFY(svg.texts.contains(QStringLiteral("Shop")));
    // The frame lies below what it holds, dashed, and hides no name on a border.
    QVERIFY(svg.elements.indexOf(QStringLiteral("group Shop ")) == 0);
    QVERIFY(bytes.contains("stroke-dasharray=\"5 4\""));
    QVERIFY(svg.texts.contains(QStringLiteral("Way")));
}

void TestFigures::theCombAsksAndAnswers()
{
    const Analysis analysis = analysisOf(QStringLiteral("order-service.stratoplan"));
    const ElementId function = analysis.design->idOf(QStringLiteral("ChargePayment"));
    for (const decision::Walk &walk : analysis.decisions) {
        if (walk.function != function)
            continue;
        const Picture picture = decisionPicture(walk, m_trees.last(), theme::light());
        const QString all = read(toSvg(picture)).texts.join(QLatin1Char('\n'));
        // The last outcome stands at the foot of the spine, the first question at its head.
        QVERIFY2(all.contains(QLatin1String("Does it need a resource inside a VPC?")),
                 qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("Private subnets, NAT in each zone")), qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("ChargePayment connects to PaymentProvider")),
                 qPrintable(all));
        return;
    }
    QFAIL("ChargePayment was not walked");
}

void TestFigures::aSharedCombSaysNothingOfOneFunction()
{
    const Analysis analysis = analysisOf(QStringLiteral("order-service.stratoplan"));
    const ElementId function = analysis.design->idOf(QStringLiteral("ChargePayment"));
    for (const bool shared : {false, true}) {
        Contents made;
        Section section;
        section.blocks.append(Figure{QStringLiteral("comb"), FigureKind::Decision, function,
                                     QString(), false, shared});
        made.sections.append(section);
        const Pictures pictures = picturesOf(made, analysis, *m_catalog, theme::light());
        QCOMPARE(toSvg(pictures.value(QStringLiteral("comb"))).contains("ChargePayment"), !shared);
    }
}

// The talk's table: 11.72 s at 128 MB, 1.47 s at 1024 MB; with the fee of 2018 a million runs cost
// $24.63 and $24.64 (a thousand: $0.024628 and $0.024638).
void TestFigures::theCurvesShowTheirNumbers()
{
    const Analysis analysis = analysisOf(QStringLiteral("primes-2018.stratoplan"));
    const estimate::FunctionEstimate &function = analysis.estimates.functions.first();
    const Svg duration = read(toSvg(durationPicture(function, MiB(1024), theme::light())));
    QVERIFY2(duration.texts.contains(QStringLiteral("12")), qPrintable(duration.texts.join(u' ')));
    QVERIFY2(duration.texts.contains(QStringLiteral("1.5")), qPrintable(duration.texts.join(u' ')));
    const Svg cost = read(toSvg(costPicture(function, MiB(1024), theme::light())));
    QVERIFY2(cost.texts.contains(QStringLiteral("24.63")), qPrintable(cost.texts.join(u' ')));
    QVERIFY2(cost.texts.contains(QStringLiteral("24.64")), qPrintable(cost.texts.join(u' ')));
    QVERIFY(duration.texts.contains(QStringLiteral("1024")));
    // Nothing is known of its start, so there is nothing to draw.
    QVERIFY(coldStartPicture(function, MiB(1024), theme::light()).isEmpty());
}

void TestFigures::theAddressMapNamesSubnets()
{
    const Analysis analysis = analysisOf(QStringLiteral("order-service.stratoplan"));
    const network::VpcPlan &vpc = analysis.network.networks.first();
    const Svg svg = read(toSvg(addressMapPicture(vpc, *analysis.design, theme::light())));
    for (const char *word :
         {"app-a", "10.20.0.0/26", "app-c", "10.20.0.128/26", "free", "10.20.0.0", "10.20.1.0"})
        QVERIFY2(svg.texts.contains(QLatin1String(word)), word);
}

void TestFigures::theAddressMapShowsUnknownBlocksAndManyRows()
{
    // 60 subnets of /28 far apart: fewer rows with more addresses each, not a missing figure; what
    // has no block stands beside the map and is not left out.
    QString text = QStringLiteral("vpc V 10.0.0.0/16; zone Z in V; subnet open ?!Ref_Cidr in Z");
    for (int i = 0; i < 60; ++i)
        text += QStringLiteral("; subnet s%1 10.0.%2.0/28 in Z").arg(i).arg(i * 4);
    const Design design = designFromText(text);
    const auto catalog = catalog::builtIn();
    QVERIFY(catalog);
    const network::Plan plan = network::plan(design, **catalog, {}, {});
    const Picture picture = addressMapPicture(plan.networks.first(), design, theme::light());
    QVERIFY(!picture.isEmpty());
    QVERIFY(picture.view.height() < 24 * 90 + 60);
    const Svg svg = read(toSvg(picture));
    for (const char *word : {"open", "!Ref_Cidr", "free"})
        QVERIFY2(svg.texts.contains(QLatin1String(word)), word);
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
