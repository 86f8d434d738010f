// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QList>
#include <QObject>

namespace stratoplan {

class DesignDocument;

/// The elements that all rooms of a window speak of, the current one last. Elements that leave the
/// design leave the selection.
class Selection : public QObject
{
    Q_OBJECT

public:
    explicit Selection(const DesignDocument &document, QObject *parent = nullptr);

    const QList<ElementId> &ids() const { return m_ids; }
    bool contains(ElementId id) const { return m_ids.contains(id); }
    /// The element that the inspector shows; none when nothing is selected.
    ElementId current() const { return m_ids.isEmpty() ? ElementId{} : m_ids.last(); }

    /// Ids that the design does not have are left out.
    void set(const QList<ElementId> &ids);
    void clear() { set({}); }
    /// Selects the elements and asks the canvas to bring them into view.
    void reveal(const QList<ElementId> &ids);

Q_SIGNALS:
    void changed();
    void revealRequested(const QList<stratoplan::ElementId> &ids);

private:
    const DesignDocument &m_document;
    QList<ElementId> m_ids;
};

} // namespace stratoplan
