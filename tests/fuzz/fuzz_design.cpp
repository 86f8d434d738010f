// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a design file: what can be read can be written, and reads again as the same.
#include "planner/store/store.h"
#include "tests/fuzz/fuzz.h"

using namespace stratoplan;
using namespace stratoplan::fuzz;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = textOf(data, size);
    const QString file = QStringLiteral("t.stratoplan");
    const auto design = store::read(text, file);
    if (!design) {
        require(!design.error().isEmpty(), "a refusal says why");
        return 0;
    }
    const QByteArray written = store::write(*design);
    const auto again = store::read(written, file);
    if (!again)
        qFatal("%s\n%s", qUtf8Printable(toString(again.error().first())), written.constData());
    require(*again == *design, "read(write(design)) == design");
    require(store::write(*again) == written, "the same design gives the same bytes");
    return 0;
}
