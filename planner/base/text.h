// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantMap>

namespace stratoplan {

/// Named arguments of a message or figures of a finding. Names are camelCase and carry their unit
/// ("memoryMiB"); values are QString, QStringList, bool, qint64/int or double, unrounded.
using Args = QVariantMap;

/// A sentence that is not written yet: the source text (what translators see), its context and its
/// arguments. It is turned into words where it is shown, in the language shown there. In the source
/// a name in braces stands for an argument: "Timeout of {function} is {timeoutS} s". `count` >= 0
/// selects the plural form and is what "%n" stands for.
struct Text
{
    QByteArray context;
    QByteArray source;
    Args args;
    int count = -1;

    bool isEmpty() const { return source.isEmpty(); }
    bool operator==(const Text &) const = default;
};

/// The sentence in the language of the installed translators. Doubles are written with at most
/// three decimals and without trailing zeros, in the C locale; lists are joined by ", ". An
/// argument that is missing is left in braces, so that a mistake is seen.
QString toString(const Text &text);

/// A number as people read it in this program: at most `decimals` decimals, no trailing zeros, C
/// locale.
QString number(double value, int decimals = 3);

} // namespace stratoplan

/// Marks the source text of a Text for lupdate. lupdate reads QT_TRANSLATE_NOOP; this gives both
/// parts at once: Text{STRATOPLAN_TEXT("Context", "Source text {name}"), args}.
#define STRATOPLAN_TEXT(context, source)                                                           \
    QByteArray(context), QByteArray(QT_TRANSLATE_NOOP(context, source))
