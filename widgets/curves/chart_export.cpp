// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_export.h"

#include "widgets/theme/fonts.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace stratoplan::curves {

namespace {

constexpr int titleHeight = 30;
constexpr double pictureScale = 2;

QSize sizeOf(const ChartView &chart)
{
    return chart.size() + QSize(0, titleHeight);
}

void paint(QPainter &painter, const ChartView &chart, const QString &title)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(), sizeOf(chart)), chart.theme().color(theme::Token::Surface));
    painter.setFont(theme::sans(13, true));
    painter.setPen(chart.theme().color(theme::Token::Text));
    painter.drawText(QRect(12, 0, chart.width() - 24, titleHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
    const QRectF all(QPointF(), QSizeF(chart.size()));
    chart.scene()->render(&painter, all.translated(0, titleHeight), all);
}

/// For programs that know the format, and as text for all others.
void copyAs(const QString &format, const QByteArray &content)
{
    auto *data = new QMimeData;
    data->setData(format, content);
    data->setText(QString::fromUtf8(content));
    QGuiApplication::clipboard()->setMimeData(data);
}

Problems refused(const char *code, const QByteArray &context, const QByteArray &what,
                 const QByteArray &remedy, const QString &path, const QString &reason = {})
{
    Problem problem;
    problem.code = QLatin1String(code);
    problem.what
        = Text{context, what, {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}}};
    problem.remedy = Text{context, remedy, {}};
    return {problem};
}

} // namespace

QImage pictureOf(const ChartView &chart, const QString &title)
{
    QImage image(sizeOf(chart) * pictureScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pictureScale);
    QPainter painter(&image);
    paint(painter, chart, title);
    return image;
}

QByteArray svgOf(const ChartView &chart, const QString &title)
{
    QByteArray text;
    QBuffer buffer(&text);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sizeOf(chart));
    generator.setViewBox(QRect(QPoint(), sizeOf(chart)));
    generator.setTitle(title);
    QPainter painter(&generator);
    paint(painter, chart, title);
    painter.end();
    return text;
}

void copyPicture(const ChartView &chart, const QString &title)
{
    QGuiApplication::clipboard()->setImage(pictureOf(chart, title));
}

void copySvg(const ChartView &chart, const QString &title)
{
    copyAs(QStringLiteral("image/svg+xml"), svgOf(chart, title));
}

void copyCsv(const ChartTable &table)
{
    copyAs(QStringLiteral("text/csv"), csv(table));
}

Problems saveChart(const ChartView &chart, const ChartTable &table, const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    QByteArray content;
    if (ending == QLatin1String("png")) {
        QBuffer buffer(&content);
        buffer.open(QIODevice::WriteOnly);
        pictureOf(chart, table.title).save(&buffer, "PNG");
    } else if (ending == QLatin1String("svg")) {
        content = svgOf(chart, table.title);
    } else if (ending == QLatin1String("csv")) {
        content = csv(table);
    } else {
        return refused(
            "curves.unknown-format", STRATOPLAN_TEXT("Curves", "{path} is no picture and no table"),
            QByteArray(QT_TRANSLATE_NOOP("Curves", "end its name in .png, .svg or .csv")), path);
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return refused("curves.not-written",
                   STRATOPLAN_TEXT("Curves", "{path} cannot be written: {reason}"),
                   QByteArray(QT_TRANSLATE_NOOP("Curves", "choose a folder that you may write to")),
                   path, file.errorString());
}

} // namespace stratoplan::curves
