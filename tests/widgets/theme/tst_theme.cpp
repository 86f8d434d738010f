// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/clear_button.h"
#include "widgets/theme/empty_state.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/severity.h"
#include "widgets/theme/style.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::theme;

namespace {

struct Pair
{
    const char *front;
    const char *back;
    double light;
    double dark;
};

// The contrasts that the visual language states for its tokens.
constexpr Pair stated[] = {
    {"text", "surface", 16.17, 13.52},        {"text", "canvas", 15.61, 14.44},
    {"text", "sunken", 13.78, 15.46},         {"muted", "surface", 7.55, 8.34},
    {"muted", "sunken", 6.43, 9.54},          {"muted", "subnet-private", 6.63, 7.23},
    {"faint", "surface", 5.41, 6.17},         {"faint", "canvas", 5.22, 6.59},
    {"faint", "sunken", 4.61, 7.06},          {"strong", "surface", 3.70, 4.20},
    {"strong", "window", 3.39, 4.67},         {"accent", "surface", 6.13, 7.49},
    {"accent", "canvas", 5.92, 8.00},         {"accent", "accent-soft", 5.17, 5.76},
    {"text", "accent-soft", 13.63, 10.41},    {"muted", "accent-soft", 6.36, 6.42},
    {"on-accent", "accent", 6.13, 8.45},      {"edge", "canvas", 9.24, 10.55},
    {"edge", "subnet-private", 8.40, 8.56},   {"access", "canvas", 4.58, 5.97},
    {"access", "subnet-private", 4.16, 4.85}, {"fail", "canvas", 5.52, 8.34},
    {"ok", "surface", 5.34, 10.67},           {"ok", "ok-soft", 4.64, 8.81},
    {"vpc-frame", "canvas", 3.49, 4.27},      {"zone-frame", "vpc", 3.03, 3.69},
    {"text", "subnet-private", 14.20, 11.72}, {"text", "subnet-public", 14.99, 11.83},
};

struct MarkContrast
{
    Mark mark;
    double lightSurface, lightSoft, darkSurface, darkSoft;
};
constexpr MarkContrast marks[] = {
    {Mark::Blocker, 10.43, 8.65, 6.16, 5.71}, {Mark::High, 5.72, 4.87, 7.81, 6.83},
    {Mark::Medium, 6.30, 5.54, 9.29, 7.57},   {Mark::Low, 5.83, 5.00, 6.92, 5.70},
    {Mark::Info, 5.93, 5.05, 7.45, 6.13},     {Mark::Unanswered, 6.71, 5.65, 9.52, 8.24},
};

struct CategoryContrast
{
    catalog::Category category;
    double light, dark;
};
constexpr CategoryContrast categories[] = {
    {catalog::Category::Compute, 5.50, 6.54},   {catalog::Category::Entry, 4.71, 6.61},
    {catalog::Category::Messaging, 5.41, 6.80}, {catalog::Category::Data, 4.83, 6.89},
    {catalog::Category::Workflow, 4.98, 7.20},  {catalog::Category::Outside, 5.22, 6.16},
    {catalog::Category::Network, 5.15, 6.57},
};

// Every glyph of the visual language's table, and one for every kind that a drawing may show.
const QStringList glyphs
    = QStringLiteral(
          "function state-machine container-function schedule http-api rest-api websocket-api "
          "graphql-api "
          "function-url load-balancer content-network identity queue fifo-queue topic event-bus "
          "pipe stream "
          "delivery-stream broker table table-stream bucket file-system relational-database "
          "database-proxy cache search secret parameter mail logs alarm tracing device "
          "outside-system unknown "
          "vpc zone subnet nat-gateway internet-gateway egress-only-gateway endpoint "
          "security-group peering "
          "note group fix evidence accept path person select connect pan layout present undo redo "
          "open save "
          "new report fit zoom-in zoom-out delete event-rule kafka memory-database "
          "document-database "
          "log-group iot-rule internet client code-repository email-receiver config-rule "
          "app-config "
          "cdn-function role policy permission mapping subscription layer certificate key dns "
          "dashboard "
          "route elastic-ip api-part configuration")
          .split(QLatin1Char(' '));

QImage painted(Mark mark, const Theme &theme, bool accepted, const QColor &paper)
{
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(paper);
    QPainter painter(&image);
    paintSeverity(painter, QRectF(0, 0, 64, 64), mark, theme, accepted);
    return image;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        // Black on white is 21 by definition; #777777 on white is the known 4.48.
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.001);
    }

    void everyTokenIsThere()
    {
        for (const Theme &theme : {light(), dark()}) {
            QSet<QString> words;
            for (size_t i = 0; i < tokenCount; ++i) {
                const auto token = static_cast<Token>(i);
                QVERIFY(theme.color(token).isValid());
                QVERIFY(!words.contains(id(token)));
                words.insert(id(token));
                QVERIFY(tokenFromId(QString(id(token))) == token);
            }
            QCOMPARE(theme.amount.size(), size_t(5));
        }
        QVERIFY(!light().dark);
        QVERIFY(dark().dark);
        QVERIFY(light() != dark());
        QCOMPARE(light(), light());
    }

    void contrastsAreAtLeastAsStated()
    {
        // Stated with two decimals, so half a unit of the last one is allowed.
        constexpr double slack = 0.005;
        const auto check
            = [](const QColor &front, const QColor &back, double wanted, const QString &what) {
                  const double found = contrast(front, back);
                  if (found < wanted - slack) {
                      QFAIL(qPrintable(
                          QStringLiteral("%1: %2, stated %3").arg(what).arg(found).arg(wanted)));
                  }
              };
        const Theme day = light();
        const Theme night = dark();
        for (const Pair &pair : stated) {
            const Token front = *tokenFromId(QString::fromLatin1(pair.front));
            const Token back = *tokenFromId(QString::fromLatin1(pair.back));
            const QString what = QStringLiteral("%1 on %2").arg(id(front), id(back));
            check(day.color(front), day.color(back), pair.light, what);
            check(night.color(front), night.color(back), pair.dark, what);
        }
        for (const MarkContrast &row : marks) {
            check(day.severity(row.mark).ink, day.color(Token::Surface), row.lightSurface,
                  id(row.mark));
            check(day.severity(row.mark).ink, day.severity(row.mark).soft, row.lightSoft,
                  id(row.mark));
            check(night.severity(row.mark).ink, night.color(Token::Surface), row.darkSurface,
                  id(row.mark));
            check(night.severity(row.mark).ink, night.severity(row.mark).soft, row.darkSoft,
                  id(row.mark));
            if (row.mark == Mark::Info)
                continue;
            const double onDiamond = row.mark == Mark::Medium ? 9.50 : 5.72;
            check(day.severity(row.mark).mark, day.severity(row.mark).fill, onDiamond,
                  id(row.mark));
            check(night.severity(row.mark).mark, night.severity(row.mark).fill, 6.95, id(row.mark));
        }
        for (const CategoryContrast &row : categories) {
            check(day.category(row.category).icon, day.category(row.category).soft, row.light,
                  QStringLiteral("category %1").arg(static_cast<int>(row.category)));
            check(night.category(row.category).icon, night.category(row.category).soft, row.dark,
                  QStringLiteral("category %1").arg(static_cast<int>(row.category)));
        }
        for (size_t i = 0; i < chartCount; ++i) {
            check(day.charts[i], day.color(Token::Surface), 3.07, id(static_cast<Chart>(i)));
            check(night.charts[i], night.color(Token::Surface), 5.38, id(static_cast<Chart>(i)));
        }
    }

    void textIsReadOnTints()
    {
        for (const Theme &theme : {light(), dark()}) {
            QList<QColor> grounds;
            for (const QColor &amount : theme.amount)
                grounds.append(theme.washed(amount));
            for (const QColor &series : theme.charts)
                grounds.append(theme.washed(series));
            for (const SeverityColors &severity : theme.severities)
                grounds.append(severity.soft);
            for (const QColor &ground : grounds) {
                for (const Token ink : {Token::Text, Token::Muted}) {
                    const double found = contrast(theme.color(ink), ground);
                    QVERIFY2(found >= 4.5,
                             qPrintable(QStringLiteral("%1 %2 on %3: %4")
                                            .arg(theme.name, id(ink), ground.name())
                                            .arg(found)));
                }
                // What bars are framed with is told from the tint beside it.
                QVERIFY(ground != theme.color(Token::Surface));
            }
            // Bars of groups stand out, and steps of amounts differ from their neighbours.
            for (const QColor &series : theme.charts)
                QVERIFY(contrast(series, theme.color(Token::Surface)) >= 3);
            for (size_t i = 0; i + 1 < theme.amount.size(); ++i)
                QVERIFY(contrast(theme.amount[i], theme.amount[i + 1]) >= 1.2);
        }
    }

    void highContrastDropsTints()
    {
        QPalette palette;
        palette.setColor(QPalette::Window, Qt::black);
        palette.setColor(QPalette::Base, Qt::black);
        palette.setColor(QPalette::Text, Qt::yellow);
        palette.setColor(QPalette::Highlight, Qt::cyan);
        palette.setColor(QPalette::HighlightedText, Qt::black);
        const Theme theme = fromPalette(palette);
        QVERIFY(theme.highContrast);
        QVERIFY(theme.dark);
        QCOMPARE(theme.color(Token::Text), QColor(Qt::yellow));
        QCOMPARE(theme.color(Token::Accent), QColor(Qt::cyan));
        for (const CategoryColors &colors : theme.categories)
            QCOMPARE(colors.soft, QColor(Qt::black));
        QCOMPARE(theme.washed(theme.amountOf(1)), theme.color(Token::Surface));
        QVERIFY(contrast(theme.color(Token::Faint), theme.color(Token::Surface)) >= 4.5);
        QVERIFY(contrast(theme.severity(Mark::High).mark, theme.severity(Mark::High).fill) >= 4.5);

        // A highlight that is no line on the base gives way to the text colour.
        palette.setColor(QPalette::Highlight, QColor(20, 20, 20));
        QCOMPARE(fromPalette(palette).color(Token::Accent), QColor(Qt::yellow));
    }

    void glyphsOfTheTableExist()
    {
        for (const QString &name : glyphs)
            QVERIFY2(hasIcon(name), qPrintable(name));
        QVERIFY(!hasIcon(QString()));
        QVERIFY(!hasIcon(QStringLiteral("no-such-glyph")));
        QCOMPARE(iconPath(QStringLiteral("no-such-glyph")), iconPath(QStringLiteral("unknown")));
    }

    void glyphsAreOneLineDrawingInOneColour()
    {
        const QStringList names = iconNames();
        QVERIFY(names.size() >= glyphs.size());
        for (const QString &name : names) {
            QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray svg = file.readAll();
            QXmlStreamReader reader(svg);
            int paths = 0;
            while (!reader.atEnd()) {
                if (reader.readNext() != QXmlStreamReader::StartElement)
                    continue;
                const QXmlStreamAttributes attributes = reader.attributes();
                if (reader.name() == QLatin1String("svg")) {
                    QCOMPARE(attributes.value(QLatin1String("viewBox")),
                             QLatin1String("0 0 24 24"));
                    QCOMPARE(attributes.value(QLatin1String("fill")), QLatin1String("none"));
                    QCOMPARE(attributes.value(QLatin1String("stroke")),
                             QLatin1String("currentColor"));
                    QCOMPARE(attributes.value(QLatin1String("stroke-width")),
                             QLatin1String("1.75"));
                    QCOMPARE(attributes.value(QLatin1String("stroke-linecap")),
                             QLatin1String("round"));
                } else {
                    QCOMPARE(reader.name(), QLatin1String("path"));
                    QCOMPARE(attributes.size(), 1);
                    ++paths;
                }
            }
            QVERIFY2(!reader.hasError(),
                     qPrintable(name + QLatin1Char(' ') + reader.errorString()));
            QCOMPARE(paths, 1);
            QVERIFY(QSvgRenderer(svg).isValid());
        }
    }

    // Painted at 8 times its size: something is there, and nothing reaches into the free margin.
    void glyphsKeepTheirMargin()
    {
        Icons icons;
        for (const QString &name : iconNames()) {
            const QImage image = icons.pixmap(name, Qt::black, 192).toImage();
            QRect ink;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (qAlpha(image.pixel(x, y)) > 8)
                        ink |= QRect(x, y, 1, 1);
                }
            }
            QVERIFY2(ink.width() >= 40 || ink.height() >= 40, qPrintable(name));
            const QRect allowed(10, 10, 172, 172); // 1.25 units, half a stroke outside of 2
            QVERIFY2(allowed.contains(ink),
                     qPrintable(QStringLiteral("%1: %2 %3 %4 %5")
                                    .arg(name)
                                    .arg(ink.left())
                                    .arg(ink.top())
                                    .arg(ink.right())
                                    .arg(ink.bottom())));
        }
    }

    void pixmapsAreKeptAndSharp()
    {
        Icons icons;
        const QString name = QStringLiteral("function");
        const QPixmap one = icons.pixmap(name, Qt::red, 18, 2);
        QCOMPARE(one.size(), QSize(36, 36));
        QCOMPARE(one.devicePixelRatio(), 2.0);
        QCOMPARE(icons.pixmap(name, Qt::red, 18, 2).cacheKey(), one.cacheKey());
        QVERIFY(icons.pixmap(name, Qt::blue, 18, 2).cacheKey() != one.cacheKey());
        QVERIFY(icons.pixmap(name, Qt::red, 18, 1).cacheKey() != one.cacheKey());
        QVERIFY(Icons().pixmap(name, Qt::red, 18, 2).cacheKey() != one.cacheKey());
        const QIcon icon = icons.icon(name, Qt::red, Qt::gray);
        QVERIFY(icon.pixmap(QSize(16, 16), QIcon::Disabled).toImage()
                != icon.pixmap(QSize(16, 16), QIcon::Normal).toImage());
        // An icon has every size sharp, and outlives what made it.
        const QIcon left = Icons().icon(name, Qt::red);
        QCOMPARE(left.pixmap(QSize(13, 13)).toImage(), icons.pixmap(name, Qt::red, 13).toImage());
        const QPixmap large = left.pixmap(QSize(20, 20), 2);
        QCOMPARE(large.size(), QSize(40, 40));
        QCOMPARE(large.toImage(), icons.pixmap(name, Qt::red, 20, 2).toImage());
        QVERIFY(left.pixmap(QSize(13, 13), QIcon::Disabled).toImage()
                != left.pixmap(QSize(13, 13)).toImage());
        const QIcon own = applicationIcon();
        QVERIFY(own.availableSizes().contains(QSize(256, 256)));
        for (const QSize &size : own.availableSizes()) {
            const QImage image = own.pixmap(size).toImage();
            QCOMPARE(image.size(), size);
            // Its corners are round: the middle is painted, the corner is not.
            QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
            QCOMPARE(image.pixelColor(size.width() / 2, size.height() / 2).alpha(), 255);
        }
        QCOMPARE(iconStroke(24), 1.75);
        QCOMPARE(iconStroke(16), 2.0);
    }

    // Every pair of marks differs in black and white too, accepted or not: never by colour alone.
    void severitiesDifferByShape()
    {
        Theme grey = light();
        for (SeverityColors &colors : grey.severities)
            colors = {Qt::black, Qt::white, Qt::black, Qt::white};
        for (size_t i = 0; i < markCount; ++i) {
            const auto a = static_cast<Mark>(i);
            QVERIFY(painted(a, grey, false, Qt::white) != painted(a, grey, true, Qt::white));
            for (size_t j = 0; j < i; ++j) {
                const auto b = static_cast<Mark>(j);
                for (bool accepted : {false, true}) {
                    const QImage first = painted(a, grey, accepted, Qt::white);
                    const QImage second = painted(b, grey, accepted, Qt::white);
                    int differing = 0;
                    for (int y = 0; y < 64; ++y) {
                        for (int x = 0; x < 64; ++x)
                            differing
                                += qAbs(qGray(first.pixel(x, y)) - qGray(second.pixel(x, y))) > 128;
                    }
                    QVERIFY2(
                        differing > 64 * 64 / 50,
                        qPrintable(QStringLiteral("%1 %2: %3").arg(id(a), id(b)).arg(differing)));
                }
            }
        }
    }

    void svgPathSaysTheSameAsThePainter()
    {
        for (size_t i = 0; i < markCount; ++i) {
            const SeverityGlyph glyph = severityGlyph(static_cast<Mark>(i));
            const QString svg
                = QStringLiteral("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
                                 "<path d='%1' fill='#000000'/></svg>")
                      .arg(svgPath(glyph.shape));
            QSvgRenderer renderer(svg.toUtf8());
            QVERIFY(renderer.isValid());
            QImage drawn(64, 64, QImage::Format_RGB32);
            drawn.fill(Qt::white);
            QPainter painter(&drawn);
            renderer.render(&painter);
            painter.end();
            QImage filled(64, 64, QImage::Format_RGB32);
            filled.fill(Qt::white);
            QPainter other(&filled);
            other.setRenderHint(QPainter::Antialiasing);
            other.scale(4, 4);
            other.fillPath(glyph.shape, Qt::black);
            other.end();
            int differing = 0;
            for (int y = 0; y < 64; ++y) {
                for (int x = 0; x < 64; ++x)
                    differing += qAbs(qGray(drawn.pixel(x, y)) - qGray(filled.pixel(x, y))) > 64;
            }
            QVERIFY2(differing < 10, id(static_cast<Mark>(i)).data());
        }
    }

    void marksOfSeverities()
    {
        for (Severity severity :
             {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
            QCOMPARE(id(markOf(severity)), stratoplan::id(severity));
    }

    void styleSheetIsFilledIn()
    {
        const QString day = styleSheetOf(light());
        QVERIFY(!day.contains(QLatin1Char('@')));
        QVERIFY(day.contains(light().color(Token::AccentSoft).name()));
        QVERIFY(styleSheetOf(dark()).contains(dark().color(Token::AccentSoft).name()));
        QVERIFY(!styleSheetOf(dark()).contains(light().color(Token::Accent).name()));
        // Rows of lists are 28 high at 100 % and follow the font scale.
        QVERIFY(day.contains(QLatin1String("min-height: 28px")));
        QVERIFY(styleSheetOf(light(), 1.5).contains(QLatin1String("min-height: 42px")));
    }

    void picturesOfTheStyleSheetExistInTheThemesColours()
    {
        for (const Theme &theme : {light(), dark()}) {
            const QString sheet = styleSheetOf(theme);
            static const QRegularExpression url(QStringLiteral("url\\(([^)]*)\\)"));
            auto matches = url.globalMatch(sheet);
            QVERIFY(matches.hasNext());
            while (matches.hasNext()) {
                QFile file(matches.next().captured(1));
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
                const QString svg = QString::fromUtf8(file.readAll());
                const bool tick = file.fileName().contains(QLatin1String("check"))
                    || file.fileName().contains(QLatin1String("some"));
                const QColor wanted = theme.color(tick ? Token::OnAccent : Token::Muted);
                QVERIFY2(svg.contains(wanted.name(), Qt::CaseInsensitive),
                         qPrintable(file.fileName()));
            }
        }
    }

    void paletteFollowsTheTheme()
    {
        for (const Theme &theme : {light(), dark()}) {
            const QPalette palette = paletteOf(theme);
            QCOMPARE(palette.color(QPalette::Window), theme.color(Token::Window));
            QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::HighlightedText),
                             palette.color(QPalette::Highlight))
                    >= 4.5);
            QVERIFY(
                contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base))
                >= 4.5);
        }
    }

    void aFieldIsEmptiedByItsButton()
    {
        QLineEdit field;
        addClearButton(field);
        QVERIFY(!field.findChild<QToolButton *>());
        QTest::keyClicks(&field, QStringLiteral("sqs"));
        QVERIFY(field.isClearButtonEnabled());
        field.findChild<QToolButton *>()->click();
        QCOMPARE(field.text(), QString());
        field.setText(QStringLiteral("sns"));
        QCOMPARE(field.findChildren<QToolButton *>().size(), 1);
    }

    void aSentenceKeepsItsLines_data()
    {
        QTest::addColumn<QSize>("room");
        QTest::newRow("narrow") << QSize(240, 240);
        QTest::newRow("wide and low") << QSize(1200, 180);
    }
    void aSentenceKeepsItsLines()
    {
        QFETCH(QSize, room);
        EmptyState state(QStringLiteral("curves"));
        const QString sentence = QStringLiteral("word ").repeated(20);
        state.setTexts(sentence, QStringLiteral("Begin"));
        state.setTheme(light());
        state.resize(room);
        state.show();
        QCoreApplication::processEvents();
        for (const QLabel *label : state.findChildren<QLabel *>()) {
            if (label->text() == sentence)
                QVERIFY(label->height() >= label->heightForWidth(label->width()));
            QVERIFY(state.rect().contains(label->geometry()));
        }
        QSignalSpy wanted(&state, &EmptyState::wanted);
        state.findChild<QPushButton *>()->click();
        QCOMPARE(wanted.size(), 1);
        state.setTexts(QString());
        QVERIFY(!state.findChild<QPushButton *>()->isVisible());
    }

    void fontsAreInPixels()
    {
        const Fonts fonts;
        QCOMPARE(fonts.name.pixelSize(), 15);
        QVERIFY(fonts.name.bold());
        QCOMPARE(fonts.caption.pixelSize(), 11);
        QCOMPARE(fonts.caption.pointSize(), -1);
        QCOMPARE(Fonts(2).body.pixelSize(), 24);
        QVERIFY(!sansFamilies().isEmpty());
        QVERIFY(!monoFamilies().isEmpty());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
