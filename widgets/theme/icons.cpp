// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "planner/base/text.h"

#include <QDir>
#include <QFile>
#include <QHashFunctions>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace stratoplan::theme {

namespace {

constexpr QLatin1String folder(":/icons/");
constexpr QLatin1String suffix(".svg");
constexpr QLatin1String application("stratoplan");

QString fileOf(const QString &name)
{
    return folder + name + suffix;
}

/// Painted when it is asked for: not every desktop does, and none takes all sizes.
class ApplicationIconEngine : public QIconEngine
{
public:
    QIconEngine *clone() const override { return new ApplicationIconEngine(*this); }

    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        QList<QSize> sizes;
        for (int size : {16, 24, 32, 48, 64, 128, 256})
            sizes.append({size, size});
        return sizes;
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        QSvgRenderer(fileOf(application)).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }
};

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
    return QIcon(new ApplicationIconEngine);
}

/// What was painted so far.
class Icons::Glyphs
{
public:
    QPixmap pixmap(const QString &name, const QColor &color, int size, qreal dpr)
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

private:
    using Key = std::tuple<QString, QRgb, int, int>;
    struct KeyHash
    {
        size_t operator()(const Key &key) const
        {
            const auto &[name, color, size, dpr] = key;
            return qHashMulti(0, name, color, size, dpr);
        }
    };
    std::unordered_map<Key, QPixmap, KeyHash> m_pixmaps;
};

/// Paints a glyph in the size that is asked for, so that nothing is painted for sizes and states
/// that nobody sees.
class Icons::Engine : public QIconEngine
{
public:
    Engine(std::shared_ptr<Glyphs> glyphs, QString name, const QColor &color,
           const QColor &disabled)
        : m_glyphs(std::move(glyphs))
        , m_name(std::move(name))
        , m_color(color)
        , m_disabled(disabled)
    {
        if (!m_disabled.isValid()) {
            m_disabled = color;
            m_disabled.setAlphaF(color.alphaF() / 2);
        }
    }

    QIconEngine *clone() const override { return new Engine(*this); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        if (side <= 0)
            return;
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        painter->drawPixmap(square, glyph(side, painter->device()->devicePixelRatioF(), mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    /// `size` in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = std::min(size.width(), size.height());
        return side > 0 ? glyph(static_cast<int>(std::lround(side / scale)), scale, mode)
                        : QPixmap();
    }

private:
    QPixmap glyph(int side, qreal dpr, QIcon::Mode mode) const
    {
        return m_glyphs->pixmap(m_name, mode == QIcon::Disabled ? m_disabled : m_color, side, dpr);
    }

    std::shared_ptr<Glyphs> m_glyphs;
    QString m_name;
    QColor m_color;
    QColor m_disabled;
};

Icons::Icons()
    : m_glyphs(std::make_shared<Glyphs>())
{
}

QPixmap Icons::pixmap(const QString &name, const QColor &color, int size, qreal dpr) const
{
    return m_glyphs->pixmap(name, color, size, dpr);
}

QIcon Icons::icon(const QString &name, const QColor &color, const QColor &disabled) const
{
    return QIcon(new Engine(m_glyphs, name, color, disabled));
}

} // namespace stratoplan::theme
