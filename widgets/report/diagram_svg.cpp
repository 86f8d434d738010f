// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_svg.h"

#include "planner/layout/layout.h"
#include "planner/model/names.h"
#include "widgets/report/diagram_boxes.h"
#include "widgets/report/diagram_edges.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

using theme::Theme;
using theme::Token;

constexpr double margin = 32;
constexpr double legendGap = 24;

/// Ids of an XML document: the names, made safe, each given once.
class Ids
{
public:
    QString of(const QString &name)
    {
        QString safe;
        for (const QChar c : name) {
            const bool letter = (c >= QLatin1Char('a') && c <= QLatin1Char('z'))
                || (c >= QLatin1Char('A') && c <= QLatin1Char('Z')) || c == QLatin1Char('_')
                || (c.unicode() >= 0xC0 && c.isLetter());
            const bool inside = (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
                || c == QLatin1Char('-') || c == QLatin1Char('.');
            if (letter)
                safe += c;
            else if (inside)
                safe += safe.isEmpty() ? QStringLiteral("_") + c : QString(c);
            else
                safe += QLatin1Char('_');
        }
        if (safe.isEmpty())
            safe = QStringLiteral("_");
        QString unique = safe;
        for (int i = 2; m_given.contains(unique); ++i)
            unique = safe + QLatin1Char('-') + QString::number(i);
        m_given.insert(unique);
        return unique;
    }

private:
    QSet<QString> m_given;
};

QString kindOf(const Element &element)
{
    if (const auto *service = std::get_if<Service>(&element))
        return service->kind;
    return kindWord(element);
}

QString titleOf(const Design &design)
{
    const QString &title = design.settings().title;
    return title.isEmpty() ? QCoreApplication::translate("Diagram", "Design") : title;
}

class Document
{
public:
    Document(const Design &design, const Analysis *analysis, const catalog::Catalog &catalog,
             const Theme &theme)
        : m_design(design)
        , m_theme(theme)
        , m_names(design)
        , m_content(drawing::contentOf(design, layout::scene(design, configurationKinds(catalog)),
                                       catalog, analysis))
        , m_edges(m_content, theme)
    {
    }

    Picture draw()
    {
        QRectF drawn = m_content.bounds;
        if (m_content.boxes.empty())
            drawn = {0, 0, 320, 64};
        const QList<drawing::Relation> relations = m_edges.relations();
        const double width = std::max(drawn.width(), 480.0);
        const QPointF legend(drawn.left(), drawn.bottom() + legendGap);
        const QSizeF legendSize = drawLegend(nullptr, legend, width, relations, m_theme);
        QRectF view = drawn;
        if (!legendSize.isEmpty())
            view = view.united(QRectF(legend, legendSize));
        view.adjust(-margin, -margin, margin, margin);
        view = QRectF(std::floor(view.x()), std::floor(view.y()), std::ceil(view.width()),
                      std::ceil(view.height()));

        DiagramPen pen(view, titleOf(m_design));
        pen.rect(view, 0, m_theme.color(Token::Canvas));
        if (m_content.boxes.empty()) {
            pen.text(drawn.center(), QCoreApplication::translate("Diagram", "The design is empty."),
                     Lettering{13, m_theme.color(Token::Faint), false, false, Qt::AlignHCenter});
        }
        // Edges run over containers and under nodes.
        writeBoxes(pen, true);
        for (const auto &[id, edge] : m_content.edges)
            writeEdge(pen, edge);
        writeBoxes(pen, false);
        if (!relations.isEmpty()) {
            pen.openPlainGroup(m_ids.of(QStringLiteral("legend")));
            drawLegend(&pen, legend, width, relations, m_theme);
            pen.closeGroup();
        }
        return pen.take();
    }

private:
    static bool isContainer(layout::Shape shape)
    {
        return shape == layout::Shape::Vpc || shape == layout::Shape::Zone
            || shape == layout::Shape::Subnet || shape == layout::Shape::ConfigurationBox
            || shape == layout::Shape::Group;
    }

    void writeBoxes(DiagramPen &pen, bool containers)
    {
        for (ElementId id : m_content.order) {
            const drawing::BoxContent &box = m_content.boxes.at(id);
            if (isContainer(box.shape) != containers)
                continue;
            const Element *element = m_design.find(id);
            if (element) {
                const QString name = m_names.of(id);
                pen.openGroup(m_ids.of(name), kindOf(*element), m_names.of(box.container), name);
            } else {
                pen.openPlainGroup(m_ids.of(QStringLiteral("configuration")));
            }
            drawBox(pen, box, m_theme, m_content);
            drawBadge(pen, box, m_theme);
            pen.closeGroup();
        }
    }

    void writeEdge(DiagramPen &pen, const drawing::EdgeContent &edge)
    {
        const auto *connection = m_design.get<Connection>(edge.id);
        const QString name = m_names.of(edge.id);
        pen.openGroup(m_ids.of(QString(name).replace(QLatin1String("->"), QLatin1String("--"))),
                      QStringLiteral("connection"), {}, name,
                      {{QStringLiteral("data-from"), m_names.of(edge.from)},
                       {QStringLiteral("data-to"), m_names.of(edge.to)},
                       {QStringLiteral("data-role"), id(connection->role)}});
        // Each element has its group; what is bundled is drawn in that of its trunk.
        if (!edge.isBundled())
            m_edges.draw(pen, edge);
        pen.closeGroup();
    }

    const Design &m_design;
    const Theme &m_theme;
    Names m_names;
    drawing::Content m_content;
    DiagramEdges m_edges;
    Ids m_ids;
};

} // namespace

Picture diagram(const Design &design, const Analysis *analysis, const catalog::Catalog &catalog,
                const Theme &theme)
{
    return Document(design, analysis, catalog, theme).draw();
}

QByteArray diagramSvg(const Design &design, const Analysis *analysis,
                      const catalog::Catalog &catalog, const Theme &theme)
{
    return toSvg(diagram(design, analysis, catalog, theme));
}

} // namespace stratoplan::report
