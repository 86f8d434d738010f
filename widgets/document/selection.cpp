// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/selection.h"

#include "widgets/document/design_document.h"

namespace stratoplan {

Selection::Selection(const DesignDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &DesignDocument::designReset, this, &Selection::clear);
    connect(&document, &DesignDocument::designChanged, this, [this](const Change &change) {
        const bool removed = std::any_of(
            change.elements.begin(), change.elements.end(),
            [this](const ElementChange &one) { return !one.after && contains(one.id); });
        if (removed)
            set(m_ids);
    });
}

void Selection::set(const QList<ElementId> &ids)
{
    QList<ElementId> present;
    for (const ElementId id : ids) {
        if (m_document.design().find(id) && !present.contains(id))
            present.append(id);
    }
    if (present == m_ids)
        return;
    m_ids = present;
    Q_EMIT changed();
}

void Selection::reveal(const QList<ElementId> &ids)
{
    set(ids);
    if (!m_ids.isEmpty())
        Q_EMIT revealRequested(m_ids);
}

} // namespace stratoplan
