// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "planner/base/text.h"

#include <QDir>
#include <QFile>
#include <QHashFunctions>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

namespace stratoplan::theme {

namespace {

constexpr QLatin1String folder(":/icons/");
constexpr QLatin1String suffix(".svg");
constexpr QLatin1String application("stratoplan");

QString fileOf(const QString &name)
{
    return folder + name + suffix;
}

} // namespace

QStringList iconNames()
{
    QStringList names;
    for (QString file : QDir(folder).entryList(QDir::Files, QDir::Name)) {
        file.chop(suffix.size());
        if (file != application)
            names.append(file);
    }
    return names;
}

bool hasIcon(const QString &name)
{
    return !name.isEmpty() && name != application && QFile::exists(fileOf(name));
}

QString iconPath(const QString &name)
{
    QFile file(fileOf(hasIcon(name) ? name : QStringLiteral("unknown")));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement
            && reader.name() == QLatin1String("path"))
            return reader.attributes().value(QLatin1String("d")).toString();
    }
    return {};
}

double iconStroke(double size)
{
    const double towardsSmall = std::clamp((24 - size) / 8, 0.0, 1.0);
    return 1.75 + 0.25 * towardsSmall;
}

QByteArray iconSvg(const QString &name, const QColor &color, double size)
{
    return QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">"
                          "<path d=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"%3\" "
                          "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>")
        .arg(iconPath(name), color.name(), number(iconStroke(size)))
        .toUtf8();
}

QIcon applicationIcon()
{
    QSvgRenderer renderer(fileOf(application));
    QIcon icon;
    for (int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        icon.addPixmap(pixmap);
    }
    return icon;
}

size_t Icons::KeyHash::operator()(const Key &key) const
{
    const auto &[name, color, size, dpr] = key;
    return qHashMulti(0, name, color, size, dpr);
}

QPixmap Icons::pixmap(const QString &name, const QColor &color, int size, qreal dpr) const
{
    const int pixels = static_cast<int>(std::ceil(size * dpr));
    const Key key{name, color.rgba(), size, pixels};
    if (const auto found = m_pixmaps.find(key); found != m_pixmaps.end())
        return found->second;

    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(iconSvg(name, color, size));
    {
        QPainter painter(&pixmap);
        painter.setOpacity(color.alphaF());
        renderer.render(&painter);
    }
    pixmap.setDevicePixelRatio(dpr);
    m_pixmaps.emplace(key, pixmap);
    return pixmap;
}

QIcon Icons::icon(const QString &name, const QColor &color, const QColor &disabled) const
{
    QIcon icon;
    for (int size : {16, 18, 20, 24}) {
        for (qreal dpr : {1.0, 2.0}) {
            icon.addPixmap(pixmap(name, color, size, dpr));
            if (disabled.isValid())
                icon.addPixmap(pixmap(name, disabled, size, dpr), QIcon::Disabled);
        }
    }
    return icon;
}

} // namespace stratoplan::theme
