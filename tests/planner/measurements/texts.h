// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Texts that hold measurements, of every kind. All ids and figures in them are made up.

#include <QByteArray>
#include <QList>
#include <QString>

namespace stratoplan {

// A REPORT line; fields as given, joined by tabs as Lambda does.
inline QByteArray report(const char *id, const QList<QByteArray> &fields)
{
    return QByteArray("REPORT RequestId: ") + id + '\t' + fields.join('\t') + "\t\n";
}

// The variants of measurement-formats.md, 2, by letter.
inline const QByteArray lineA = report("a",
                                       {"Duration: 41.27 ms", "Billed Duration: 42 ms",
                                        "Memory Size: 512 MB", "Max Memory Used: 83 MB"});
inline const QByteArray lineB
    = report("b",
             {"Duration: 41.27 ms", "Billed Duration: 252 ms", "Memory Size: 512 MB",
              "Max Memory Used: 83 MB", "Init Duration: 210.55 ms"});
inline const QByteArray lineC
    = report("c",
             {"Duration: 41.27 ms", "Billed Duration: 100 ms", "Memory Size: 512 MB",
              "Max Memory Used: 83 MB", "Init Duration: 210.55 ms"});
inline const QByteArray lineD = report(
    "d",
    {"Duration: 338.66 ms", "Billed Duration: 521 ms", "Memory Size: 1024 MB",
     "Max Memory Used: 173 MB", "Restore Duration: 398.97 ms", "Billed Restore Duration: 182 ms"});
inline const QByteArray lineE = report("e",
                                       {"Duration: 3.10 ms", "Billed Duration: 4 ms",
                                        "Memory Size: 128 MB", "Max Memory Used: 40 MB"})
    + "XRAY TraceId: 1-65000000-0123456789abcdef01234567\tSegmentId: 0123456789abcdef\tSampled: "
      "true\t\n";
inline const QByteArray lineF
    = "REPORT RequestId: f\tDuration: 3000.00 ms\tBilled Duration: 3000 "
      "ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\tStatus: timeout\n";
inline const QByteArray lineG
    = "REPORT RequestId: g Duration: 1.5 ms Billed Duration: 2 ms Memory Size: "
      "128 MB Max Memory Used: 40 MB\n";

inline QByteArray reportEvent(const char *id, double duration, int billed, int memory,
                              const char *more = "", const char *status = "success")
{
    return QStringLiteral(
               R"({"time":"2026-01-02T03:04:05.678Z","type":"platform.report","record":{"requestId":"%1",)"
               R"("status":"%2","metrics":{"durationMs":%3,"billedDurationMs":%4,"memorySizeMB":%5,)"
               R"("maxMemoryUsedMB":83%6}}})")
        .arg(QLatin1String(id), QLatin1String(status))
        .arg(duration)
        .arg(billed)
        .arg(memory)
        .arg(QLatin1String(more))
        .toUtf8();
}

// The example of measurement-formats.md, 1.1, with 5 of 1.2 for its address.
inline const QByteArray fragment = "gAAAAukG;ACBLRABAS0MAAHJC;J4PlNcDa5jVW6O41";
inline const QByteArray tuned
    = R"({"power": 1769, "cost": 1.78e-06, "duration": 60.5, "stateMachine": {"executionCost": 0.00037,
 "lambdaCost": 0.00021, "visualization": "https://lambda-power-tuning.show/#)"
    + fragment + R"("},
 "stats": [{"value": 128, "averagePrice": 1.71e-06, "averageDuration": 812.5},
           {"value": 512, "averagePrice": 1.72e-06, "averageDuration": 203.25},
           {"value": 1769, "averagePrice": 1.78e-06, "averageDuration": 60.5}]})";
inline const QByteArray tunedWithoutStats
    = R"({"power": "1769", "cost": 1.78e-06, "duration": 60.5, "stateMachine": {"visualization": "https://tuner.example/show#)"
    + fragment + R"("}})";

inline QByteArray quoted(QByteArray json)
{
    json.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    return '"' + json + '"';
}

inline QByteArray execution(const char *status, const QByteArray &output, const char *input)
{
    return R"({"executionArn": "arn:aws:states:eu-west-1:111122223333:execution:t:1",
 "stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:t", "status": ")"
        + QByteArray(status) + R"(", "input": )" + quoted(input) + R"(, "output": )"
        + quoted(output) + "}";
}

inline const char *const input
    = R"({"lambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:orders", "num": 50})";

inline QByteArray segment(const char *name, double start, double length, const char *more = "",
                          double init = 0)
{
    QString initialization;
    if (init > 0)
        initialization
            = QStringLiteral(R"(,{"id":"2","name":"Initialization","start_time":%1,"end_time":%2})")
                  .arg(start - 0.002 - init, 0, 'f', 3)
                  .arg(start - 0.002, 0, 'f', 3);
    return QStringLiteral(
               R"({"id":"0123456789abcdef","trace_id":"1-65000000-0123456789abcdef01234567","name":"%1",)"
               R"("origin":"AWS::Lambda::Function","start_time":%2,"end_time":%3%4,"subsegments":[)"
               R"({"id":"1","name":"Invocation","start_time":%2,"end_time":%3}%5]})")
        .arg(QLatin1String(name))
        .arg(start, 0, 'f', 3)
        .arg(start + length, 0, 'f', 3)
        .arg(QLatin1String(more), initialization)
        .toUtf8();
}

inline QByteArray traces(const QList<QByteArray> &documents)
{
    QByteArrayList segments;
    for (const QByteArray &document : documents)
        segments.append(R"({"Id":"1","Document":)" + quoted(document) + "}");
    return R"({"Traces":[{"Id":"1-65000000-0123456789abcdef01234567","Duration":0.3,"Segments":[)"
        + segments.join(',') + R"(]}],"UnprocessedTraceIds":[]})";
}

} // namespace stratoplan
