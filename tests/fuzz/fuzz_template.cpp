// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a template: it is refused with a reason, or becomes a sound design that can be saved.
#include "planner/catalog/catalog.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"
#include "tests/fuzz/fuzz.h"

using namespace stratoplan;
using namespace stratoplan::fuzz;

namespace {

const catalog::Catalog &facts()
{
    static const auto catalog = catalog::builtIn();
    require(catalog.has_value(), "the built-in catalogue reads");
    return **catalog;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = textOf(data, size);
    const auto imported = sam::read(text, QStringLiteral("t.yaml"), facts());
    if (!imported) {
        require(!imported.error().isEmpty(), "a refusal says why");
        for (const Problem &problem : imported.error())
            require(!problem.code.startsWith(QLatin1String("model.")), "the design is sound");
        return 0;
    }
    const QByteArray written = store::write(imported->design);
    const auto saved = store::read(written, QStringLiteral("t.stratoplan"));
    if (!saved)
        qFatal("%s\n%s", qUtf8Printable(toString(saved.error().first())), written.constData());
    require(*saved == imported->design, "an imported design can be saved");
    return 0;
}
