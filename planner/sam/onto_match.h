// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room.

#include "planner/model/names.h"

#include <set>

namespace stratoplan::sam {

/// Which elements of a design are which of a reading of its template. The ids of a design stay what
/// they are while its template is read again and again, so names tell it: those that the template
/// had when the design was made from it. References live as long as this.
class Matching
{
public:
    /// `was` and `mine` are one by their ids. With `byIds`, what no name tells has the id that it
    /// got when `theirs`, this very text, was read.
    Matching(const Design &was, const Design &mine, const Design &theirs, bool byIds);

    /// True for what the template had; false for what was added in the design, with this program or
    /// by hand in its file.
    bool wasThere(ElementId own) const { return m_was.find(own) && !m_drawn.count(own); }

    ElementId theirs(ElementId own) const { return m_theirIds.value(own); }
    ElementId own(ElementId theirs) const { return m_ownIds.value(theirs); }
    void match(ElementId own, ElementId theirs);

    /// An element of the design with their ids in it. What the template does not have gets an id
    /// that nothing else has.
    Element mapped(const Element &own) const;
    static bool isForeign(ElementId id);
    /// A mapped element without what the template does not have; nothing for what cannot stand
    /// without it.
    static std::optional<Element> withoutForeign(Element element);

    /// What an element is called: by their id or a foreign one.
    QString nameOf(ElementId id) const;
    /// By the id in the design, as the template calls it or did.
    QString ownName(ElementId own) const;

private:
    void findDrawn();
    void matchNodes(bool byIds);
    void matchNode(ElementId own, ElementId theirs, const Element &element);
    void matchConnections();
    ElementId connectionLike(const Connection &own) const;

    const Design &m_was;
    const Design &m_mine;
    const Design &m_theirs;
    Names m_wasNames;
    Names m_mineNames;
    Names m_theirNames;
    std::set<ElementId> m_drawn; ///< by hand
    QHash<ElementId, ElementId> m_theirIds; ///< by the design's
    QHash<ElementId, ElementId> m_ownIds; ///< by theirs
};

} // namespace stratoplan::sam
