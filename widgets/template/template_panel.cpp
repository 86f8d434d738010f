// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/template_panel.h"

#include <QVBoxLayout>

namespace stratoplan::templates {

TemplatePanel::TemplatePanel(DesignDocument &document, Selection &selection,
                             std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_work([this](const Content &content) {
        m_content = content;
        if (m_view) {
            m_view->setContent(m_content);
            m_view->setSelected(m_selection.ids());
        }
        Q_EMIT contentChanged();
    })
{
    setObjectName(QStringLiteral("template"));
    // It takes the room that there is, and pushes no neighbour away.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    connect(&document, &DesignDocument::designChanged, this, &TemplatePanel::update);
    connect(&document, &DesignDocument::designReset, this, &TemplatePanel::update);
    connect(&document, &DesignDocument::templateChanged, this, &TemplatePanel::update);
    connect(&selection, &Selection::changed, this, [this] {
        if (!m_view)
            return;
        m_view->setSelected(m_selection.ids());
        // Where the text itself was clicked it stays as it is.
        if (!m_choosing && m_selection.current())
            m_view->reveal(m_selection.current());
    });
    update();
}

ChangesView &TemplatePanel::view()
{
    if (m_view)
        return *m_view;
    m_view = new ChangesView(this);
    layout()->addWidget(m_view);
    m_view->setTheme(m_theme);
    m_view->setContent(m_content);
    m_view->setSelected(m_selection.ids());
    // Until now nobody saw the colours of the lines.
    update();
    connect(m_view, &ChangesView::pointed, this, &TemplatePanel::pointed);
    connect(m_view, &ChangesView::chosen, this, [this](ElementId element) {
        m_choosing = true;
        m_selection.reveal({element});
        m_choosing = false;
    });
    return *m_view;
}

void TemplatePanel::showEvent(QShowEvent *event)
{
    view().show();
    QWidget::showEvent(event);
}

void TemplatePanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    if (m_view)
        m_view->setTheme(theme);
}

void TemplatePanel::retranslate()
{
    if (m_view)
        m_view->retranslate();
}

void TemplatePanel::update()
{
    const TemplateSource *source = m_document.templateSource();
    m_work.request([design = m_document.snapshot(),
                    source = source ? std::optional(*source) : std::nullopt, catalog = m_catalog,
                    lines = m_view ? Lines::Coloured : Lines::Plain](const std::stop_token &) {
        return contentOf(*design, source ? &*source : nullptr, *catalog, lines);
    });
}

} // namespace stratoplan::templates
