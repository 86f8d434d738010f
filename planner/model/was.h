// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

namespace stratoplan {

/// What was changed since the design was read from its template, as Design::was() remembers it: the
/// replay of it onto a newer reading is what exporting does. `before` is what the template said,
/// with the place, label and figures of now; `after` is the element as it is. Settings are none of
/// it. Empty for a design without a template.
Change changeSinceImport(const Design &design);

/// The design as the template had it: without what was changed since, but with the places, labels
/// and figures that a template does not hold.
Expected<Design> asImported(const Design &design);

/// The change that links the design to another text of its template, which from then on says what
/// the design says: nothing was changed since, and what people stated is what the template states.
Change relinked(const Design &design, const TemplateLink &link);

/// The design linked to a text of its template that says what `held`, an earlier or later value of
/// the design, says: what differs from that was changed since.
Expected<Design> relinked(const Design &design, const Design &held, const TemplateLink &link);

/// The same change as something that the template or other files say, not as an edit.
Change asRead(const Design &design, Change change);

} // namespace stratoplan
