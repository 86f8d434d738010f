// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what the readers of the formats add records to.

#include "planner/measurements/function_tally.h"
#include "planner/measurements/streams.h"

namespace stratoplan::measurements {

/// Sums up records by the function that they are of, and chooses one at the end. Memory is bounded:
/// 64 functions, and the one that is wanted, are told apart, and 65,536 log streams.
class Tally
{
public:
    Tally(Source source, QString file, ReadOptions options);

    void setSource(Source source) { m_source = source; }
    const QString &file() const { return m_file; }
    const ReadOptions &options() const { return m_options; }
    Streams &streams() { return m_logStreams; }

    void add(const Record &record);
    void add(const MeanRecord &record);
    void leaveOut(LeftOut reason, const QString &function = {});
    /// A log stream, which is one execution environment.
    void sawStream(QByteArrayView name, const QString &function);
    /// A function that the source names.
    void sawFunction(const QString &name);
    void note(Problem problem);
    /// Ends the reading with a problem: finish() then returns what was refused.
    void refuse(Problem problem);
    /// Something of the kind was there, though perhaps no record of use.
    void sawKind() { m_kindSeen = true; }
    bool isKindSeen() const { return m_kindSeen; }

    Expected<Reading> finish();

private:
    FunctionTally *tallyOf(const QString &function);
    bool isWanted(const QString &function) const;
    QString chosenName() const;
    Expected<FunctionTally> choose(Reading &reading);
    Problem severalFunctions() const;
    Problems whyNothing(const FunctionTally &chosen) const;

    Source m_source;
    QString m_file;
    ReadOptions m_options;
    Problems m_refused;
    Problems m_notes;
    bool m_kindSeen = false;
    FunctionTally m_unnamed; ///< records that do not say their function
    std::map<QString, FunctionTally> m_functions;
    qint64 m_ofFurther = 0; ///< records of functions beyond those that are told apart
    Streams m_logStreams;
    size_t m_streamCount = 0;
};

/// A problem of this room.
Problem problem(const QString &code, Text what, Text remedy, const QString &file);

} // namespace stratoplan::measurements
