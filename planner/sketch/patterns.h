// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace stratoplan::sketch {

/// A part of an architecture that is drawn again and again, to insert as a whole.
struct Pattern
{
    QString key; ///< "queue-worker"
    QString name; ///< in English; translated with context "Patterns"
    QString sentence; ///< what it is for; likewise
    QByteArray text; ///< a design file, for pasted()
};

/// The patterns of the program, one design file each in resources/patterns, in the order of their
/// names. A file that is no design is left out.
const QList<Pattern> &patterns();

/// Null where there is none of that key.
const Pattern *patternOf(const QString &key);

} // namespace stratoplan::sketch
