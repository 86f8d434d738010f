// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the fuzz targets share.

#include <QByteArray>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace stratoplan::fuzz {

/// The input as a text of its own: a reader that looks behind its end is seen.
inline QByteArray textOf(const uint8_t *data, size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

/// Ends the program, which libFuzzer takes for a find, where a promise is broken.
inline void require(bool kept, const char *promise)
{
    if (!kept)
        qFatal("Broken: %s", promise);
}

} // namespace stratoplan::fuzz
