// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/measurements.h"

#include "tests/planner/measurements/texts.h"
#include "tests/support/piecewise_device.h"

#include <QBuffer>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::measurements;

namespace {

Expected<Reading> readText(const QByteArray &text, const ReadOptions &options = {})
{
    QBuffer buffer;
    buffer.setData(text);
    buffer.open(QIODevice::ReadOnly);
    return measurements::read(buffer, QStringLiteral("m.log"), options);
}

// The first 4 KB are put together to see what it is; empty lines put the records behind them, where
// they are cut at any place. A table says what it is in its first line. What is one word, a link or
// base64, is put together whole.
QByteArray spacedOut(const QByteArray &text)
{
    const QByteArray lines(4096, '\n');
    const qsizetype end = text.indexOf('\n') + 1;
    const QByteArray first = text.first(end);
    const bool isJson = text.startsWith('{') || text.startsWith('[');
    if (!isJson && (first.contains("memory_mb") || first.contains(",@")))
        return first + lines + text.sliced(end);
    const bool isWord = !isJson && !text.trimmed().contains('\n') && !text.contains("REPORT");
    return isWord ? text : lines + text;
}

// What a reading says, in one line: source, records, settings with warm and cold means, what was
// left out, billing.
QString summary(const Expected<Reading> &reading)
{
    if (!reading)
        return reading.error().first().code;
    QStringList parts{id(reading->source),
                      QStringLiteral("%1/%2").arg(reading->recordsUsed).arg(reading->recordsRead)};
    for (const Setting &setting : reading->settings) {
        QString text = QStringLiteral("%1:").arg(setting.memory.value);
        if (setting.warm)
            text += QStringLiteral(" %1").arg(setting.warm->mean.value, 0, 'g', 8);
        if (setting.warm && setting.warm->count)
            text += QStringLiteral("x%1").arg(*setting.warm->count);
        if (setting.init)
            text += QStringLiteral(" init %1").arg(setting.init->mean.value, 0, 'g', 8);
        if (setting.restore)
            text += QStringLiteral(" restore %1").arg(setting.restore->mean.value, 0, 'g', 8);
        if (setting.maxMemoryUsed)
            text += QStringLiteral(" used %1").arg(setting.maxMemoryUsed->value);
        parts.append(text);
    }
    for (auto it = reading->leftOut.cbegin(); it != reading->leftOut.cend(); ++it)
        parts.append(QStringLiteral("%1 %2").arg(id(it.key())).arg(*it));
    if (reading->billing != Billing::Unknown)
        parts.append(id(reading->billing));
    return parts.join(QStringLiteral("; "));
}

} // namespace

class TestRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void refusals_data();
    void refusals();
    void readsTheSameInAnyPieces_data() { kinds_data(); }
    void readsTheSameInAnyPieces();
    void aDeviceThatFails();
    void timesAndEnvironments();
    void statisticsByHand();
    void costIsKept();
    void memoryThatIsNotSaidIsTaken();
    void namedFunctionIsPicked_data();
    void namedFunctionIsPicked();
    void severalFunctionsAreNamed_data() { namedFunctionIsPicked_data(); }
    void severalFunctionsAreNamed();
    void functionsOfOneNameAreNotGuessed();
    void anotherFunctionIsTakenWithANote();
    void countlessFunctionsAreNotKept();
    void initialisationWithinIsOfItsStream();
    void droppedRecordsAreTold();
    void joinsReadings();
};

void TestRead::kinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << text << QString::fromLatin1(expected);
    };
    // REPORT lines.
    row("report", lineA, "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("cold, initialisation billed", lineA + lineB,
        "report-lines; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("cold, initialisation not billed",
        lineA
            + report("b",
                     {"Duration: 41.27 ms", "Billed Duration: 42 ms", "Memory Size: 512 MB",
                      "Max Memory Used: 83 MB", "Init Duration: 210.55 ms"}),
        "report-lines; 2/2; 512: 41.27x1 init 210.55 used 83; without-init");
    row("by 100 ms", QByteArray(lineA).replace("42 ms", "100 ms") + lineC,
        "report-lines; 2/2; 512: 41.27x1 init 210.55 used 83; by-100-ms");
    row("snapshot",
        lineD
            + report("x",
                     {"Duration: 30.5 ms", "Billed Duration: 31 ms", "Memory Size: 1024 MB",
                      "Max Memory Used: 150 MB"}),
        "report-lines; 2/2; 1024: 30.5x1 restore 398.97 used 173; with-restore");
    row("second line of X-Ray", lineE, "report-lines; 1/1; 128: 3.1x1 used 40; init-unseen");
    row("timeout", lineE + lineF,
        "report-lines; 1/2; 128: 3.1x1 used 40; timed-out 1; init-unseen");
    row("blanks for tabs", lineG, "report-lines; 1/1; 128: 1.5x1 used 40; init-unseen");
    row("runs of blanks", QByteArray(lineA).replace('\t', "   "),
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("any order, unknown fields",
        report("h",
               {"Max Memory Used: 83 MB", "Colour: light blue", "Memory Size: 512 MB",
                "Billed Duration: 42 ms", "Duration: 41.27 ms"}),
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("CRLF", QByteArray(lineA).replace("\n", "\r\n"),
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("without a last line end", lineA.chopped(2),
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("prefixes",
        "2026/01/02/[$LATEST]0123456789abcdef 2026-01-02T03:04:05.678000 " + lineA
            + "2026-01-02T03:04:06.678Z " + QByteArray(lineA).replace("41.27", "41.31"),
        "report-lines; 2/2; 512: 41.29x2 used 83; init-unseen");
    row("mixed memories", lineA + lineE,
        "report-lines; 2/2; 128: 3.1x1 used 40; 512: 41.27x1 used 83; init-unseen");
    row("cut off", lineA + lineB.left(lineB.indexOf("Init") + 8),
        "report-lines; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");
    row("cut off within a number", lineA + lineB.left(lineB.indexOf("1.27") + 3) + "\n",
        "report-lines; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");
    row("cut off before the memory used", lineA + lineB.left(lineB.indexOf("Max")) + "\n",
        "report-lines; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");
    row("cut off behind the duration", lineA + lineB.left(lineB.indexOf("Billed")) + "\n",
        "report-lines; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");
    row("zero durations", lineA + QByteArray(lineA).replace("41.27", "0.00"),
        "report-lines; 1/2; 512: 41.27x1 used 83; no-duration 1; init-unseen");
    row("an impossible memory setting", lineA + QByteArray(lineA).replace("512", "51200"),
        "report-lines; 1/2; 512: 41.27x1 used 83; out-of-range 1; init-unseen");
    row("old timeout and exit",
        lineA
            + report("t",
                     {"Duration: 3000.00 ms", "Billed Duration: 3000 ms", "Memory Size: 512 MB",
                      "Max Memory Used: 83 MB"})
            + "2020-01-02T03:04:05.678Z t Task timed out after 3.00 seconds\n\n"
            + report("x",
                     {"Duration: 9.00 ms", "Billed Duration: 9 ms", "Memory Size: 512 MB",
                      "Max Memory Used: 83 MB"})
            + "RequestId: x Error: Runtime exited with error: exit status 1\n",
        "report-lines; 1/3; 512: 41.27x1 used 83; failed 1; timed-out 1; init-unseen");
    row("initialisation within the invocation",
        "INIT_REPORT Init Duration: 9999.79 ms\tPhase: init\tStatus: timeout\n"
        "INIT_REPORT Init Duration: 12000.00 ms\tPhase: invoke\tStatus: success\n"
            + report("s",
                     {"Duration: 12041.00 ms", "Billed Duration: 12041 ms", "Memory Size: 512 MB",
                      "Max Memory Used: 83 MB"})
            + lineA,
        "report-lines; 2/2; 512: 41.27x1 init 12000 used 83; init-unseen");
    row("among lines of an application",
        "START RequestId: a Version: $LATEST\n[INFO] {not: 'json'}\n{ key: 'value',\n  a: 1 }\n"
        "{\"level\":\"INFO\",\"message\":\"{\",\"requestId\":\"a\"}\nEND RequestId: a\n"
            + lineA,
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");

    row("lines of an application that look like power tuning",
        lineA
            + "{\"power\":512,\"duration\":12,\"cost\":1}\n"
              "{\"executionArn\":\"a\",\"stateMachineArn\":\"b\",\"status\":\"FAILED\"}\n"
              "Execution output:\n"
            + lineA,
        "report-lines; 2/2; 512: 41.27x2 used 83; init-unseen");
    row("behind a line that is cut off", "{\"level\": 1\n" + lineA,
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");

    // Platform events.
    const QByteArray warm = reportEvent("a", 41.27, 42, 512);
    const QByteArray cold = reportEvent("b", 41.27, 252, 512, R"(,"initDurationMs":210.55)");
    const char *const both = "platform-events; 2/2; 512: 41.27x1 init 210.55 used 83; with-init";
    row("events, one a line", warm + "\n" + cold + "\n", both);
    row("events, an array", "[" + warm + ",\n" + cold + "]", both);
    QByteArray pretty = warm + "\n" + cold;
    pretty.replace(R"({")", "{\n  \"").replace(R"(,")", ",\n  \"");
    row("events, laid out", pretty, both);
    row("events behind prefixes",
        "2026-01-02T03:04:05.678000+00:00 2026/01/02/[$LATEST]0123456789abcdef " + warm
            + "\n2026-01-02T03:04:05.678000+00:00 2026/01/02/[$LATEST]0123456789abcdef " + cold
            + "\n",
        both);
    row("events of an application",
        R"({"timestamp":"2026-01-02T03:04:05.678Z","level":"INFO","message":"hi","requestId":"a"})"
        "\n" + warm
            + "\n"
            + R"({"time":"2026-01-02T03:04:05.678Z","type":"function","record":"text"})"
              "\n"
            + cold,
        both);
    row("events that failed",
        warm + "\n" + reportEvent("c", 12, 12, 512, "", "failure")
            + reportEvent("d", 3000, 3000, 512, "", "timeout"),
        "platform-events; 1/3; 512: 41.27x1 used 83; failed 1; timed-out 1; init-unseen");
    row("an event that is cut off",
        reportEvent("c", 12, 12, 512).chopped(20) + "\n" + warm + "\n" + cold,
        "platform-events; 2/3; 512: 41.27x1 init 210.55 used 83; truncated 1; with-init");
    row("events, initialisation within the invocation",
        R"({"time":"2026-01-02T03:04:05.678Z","type":"platform.initReport","record":{"phase":"invoke","status":"success","metrics":{"durationMs":300.5}}})"
        "\n" + reportEvent("s", 341.5, 342, 512)
            + "\n" + warm,
        "platform-events; 2/2; 512: 41.27x1 init 300.5 used 83; init-unseen");

    // What they come in.
    const auto logEvent = [](const char *stream, qint64 time, const QByteArray &message) {
        return R"({"logStreamName":")" + QByteArray(stream) + R"(","timestamp":)"
            + QByteArray::number(time) + R"(,"message":)" + quoted(message)
            + R"(,"ingestionTime":1767323046000,"eventId":"1"})";
    };
    row("log events",
        R"({"events":[)" + logEvent("s1", 1767323045678, lineA) + ","
            + logEvent("s2", 1767323045679, lineB) + R"(],"nextToken":"x"})",
        "log-events; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("log events that are JSON",
        "{\n  \"events\": [\n" + logEvent("s1", 1767323045678, warm + "\n") + ",\n"
            + logEvent("s1", 1767323045679, cold) + "\n]}",
        "log-events; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("log events of two pages",
        R"({"events":[)" + logEvent("s1", 1767323045678, lineA) + "]}\n" + R"({"events":[)"
            + logEvent("s1", 1767323045678, lineB) + "]}",
        "log-events; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("insights, CSV of columns",
        "@timestamp,@requestId,@duration,@billedDuration,@initDuration,@memorySize,@maxMemoryUsed\n"
        "2026-01-02 03:04:05.678,a,41.27,42.0,,5.12E8,8.3E7\n"
        "2026-01-02 03:04:06.678,b,41.27,252.0,210.55,5.12E8,8.3E7\n",
        "logs-insights; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("insights, CSV of messages",
        "@timestamp,@message\n\"2026-01-02 03:04:05.678\",\"" + lineA
            + "\"\n2026-01-02 03:04:06.678,\"" + lineB
            + "\"\n2026-01-02 03:04:06.678,\"he said \"\"hi, there\"\"\"\n",
        "logs-insights; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("insights, CSV of messages in the JSON format",
        "@timestamp,@message\n2026-01-02 03:04:05.678,\""
            + reportEvent("a", 41.27, 42, 512).trimmed().replace("\"", "\"\"") + "\"\n",
        "logs-insights; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("insights, JSON of rows",
        R"([{"@timestamp":"2026-01-02 03:04:05.678","@duration":"41.27","@billedDuration":"42.0","@memorySize":"5.12E8","@maxMemoryUsed":8.3E7,"@type":"REPORT"},
{"@duration":"41.27","@billedDuration":"252.0","@initDuration":"210.55","@memorySize":"512000000","@maxMemoryUsed":"8.3E7"},
{"@duration":"1","@memorySize":"512000000","@type":"START"}])",
        "logs-insights; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    row("insights, answer of get-query-results",
        R"({"results":[[{"field":"@message","value":)" + quoted(lineA)
            + R"(},{"field":"@ptr","value":"x"}],[{"field":"@duration","value":"41.27"},{"field":"@billedDuration","value":"252"},
{"field":"@initDuration","value":"210.55"},{"field":"@memorySize","value":"5.12E8"},{"field":"@maxMemoryUsed","value":"8.3E7"}]],
"statistics":{"recordsMatched":2.0},"status":"Complete"})",
        "logs-insights; 2/2; 512: 41.27x1 init 210.55 used 83; with-init");
    // The last 4 KB of a log begin within a line.
    const QByteArray tail
        = (lineB.sliced(30) + "START RequestId: a Version: $LATEST\nEND RequestId: a\n" + lineA)
              .toBase64();
    row("invoke answer",
        R"({"StatusCode":200,"LogResult":")" + tail + R"(","ExecutedVersion":"$LATEST"})",
        "invoke-log; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");
    row("bare base64", tail + "\n",
        "invoke-log; 1/2; 512: 41.27x1 used 83; truncated 1; init-unseen");

    // Power tuning.
    const char *const three = "power-tuning; 3/3; 128: 812.5; 512: 203.25; 1769: 60.5";
    row("power tuning", tuned, three);
    row("power tuning under results", R"({"results": )" + tuned + "}", three);
    row("power tuning without stats", tunedWithoutStats, three);
    row("describe-execution", execution("SUCCEEDED", tuned, input),
        "power-tuning; 3/3; 128: 812.5x50; 512: 203.25x50; 1769: 60.5x50");
    row("console output", "-n .\n-n .\nSUCCEEDED\nExecution output: \n" + tuned + "\n", three);
    row("a setting without statistics", QByteArray(tuned).replace("203.25", "0"),
        "power-tuning; 2/3; 128: 812.5; 1769: 60.5; no-duration 1");
    const char *const link = "power-tuning-link; 3/3; 128: 812.5; 512: 203.25; 1769: 60.5";
    row("visualisation address", "https://lambda-power-tuning.show/#" + fragment + "\n", link);
    row("its address, percent-encoded",
        "https://tuner.example/?currency=CNY#" + fragment.toPercentEncoding(), link);

    // X-Ray.
    const QByteArray one = segment("orders", 1700000000.213, 0.041);
    const QByteArray first = segment("orders", 1700000000.213, 0.041, "", 0.21);
    row("traces",
        traces(
            {one, first,
             R"({"id":"f","trace_id":"1","name":"orders","origin":"AWS::Lambda","start_time":1.7E9,"end_time":1.7000000003E9})"}),
        "x-ray; 2/2; 1024: 41x1 init 210");
    row("bare segments", one + "\n" + first, "x-ray; 2/2; 1024: 41x1 init 210");
    row("an array of segments", "[" + one + "," + first + "]", "x-ray; 2/2; 1024: 41x1 init 210");
    row("initialised long before",
        R"({"trace_id":"1","name":"orders","origin":"AWS::Lambda::Function","start_time":1700000000,)"
        R"("end_time":1700000000.05,"subsegments":[)"
        R"({"name":"Initialization","start_time":1699999800.1,"end_time":1699999800.4},)"
        R"({"name":"Invocation","start_time":1.700000000005E9,"end_time":1700000000.046}]})",
        "x-ray; 1/1; 1024: 41x1");
    row("segments of no use",
        one + segment("orders", 1700000000.213, 0.041, R"(,"fault":true)")
            + segment("orders", 1700000000.213, 0.041, R"(,"throttle":true)")
            + segment("orders", 1700000000.213, 0.041, R"(,"in_progress":true)"),
        "x-ray; 1/4; 1024: 41x1; failed 1; throttled 1; in-progress 1");

    // Tables.
    row("table", "memory_mb,duration_ms\n128,812.5\n512,203.25\n",
        "table; 2/2; 128: 812.5; 512: 203.25");
    row("table with initialisation and samples",
        "\"memory_mb\",\"duration_ms\",\"init_ms\",\"samples\"\r\n128,812.5,400,20\r\n128,800.5,,"
        "10\r\n512,203.25,410,\r\n",
        "table; 3/3; 128: 808.5x30 init 400; 512: 203.25 init 410");
    row("table with a byte order mark", "\xef\xbb\xbfmemory_mb,duration_ms\n128,812.5\n",
        "table; 1/1; 128: 812.5");
    row("table without a memory setting", "memory_mb,duration_ms\n128,5\n0,9\n",
        "table; 1/2; 128: 5; out-of-range 1");
    row("table with a quote that nobody closed",
        "memory_mb,duration_ms\n128,5\n256,\"" + QByteArray(5'000'000, 'x') + "\n512,3\n",
        "table; 2/3; 128: 5; 512: 3; too-large 1");
    row("a log whose first line looks like a header",
        "{\"memory_mb\":512,\"duration_ms\":12}\n" + lineA,
        "report-lines; 1/1; 512: 41.27x1 used 83; init-unseen");
    row("table with faults",
        "memory_mb,duration_ms\n128,812.5\n256,\n512\n512,nan\n1024,0\n64,5\n2048,7,8,9\n",
        "table; 1/7; 128: 812.5; truncated 4; no-duration 1; out-of-range 1");
}

void TestRead::kinds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(summary(readText(text, {MiB(1024), {}})), expected);
}

void TestRead::readsTheSameInAnyPieces()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    for (const qint64 size : {1, 7, 64}) {
        test::PiecewiseDevice drip(spacedOut(text), size);
        QCOMPARE(summary(measurements::read(drip, QStringLiteral("m.log"), {MiB(1024), {}})),
                 expected);
    }
}

void TestRead::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QByteArray &text, const char *code) {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    row("nothing", "", "measurements.unknown-kind");
    row("blanks", " \n\n \n", "measurements.unknown-kind");
    row("another log",
        "127.0.0.1 - - [02/Jan/2026:03:04:05 +0000] \"GET / HTTP/1.1\" 200 612\n"
        "Jan  2 03:04:05 host sshd[1]: Accepted publickey\n",
        "measurements.unknown-kind");
    row("another JSON", R"({"name": "x", "events": [1, 2], "duration": 12})",
        "measurements.unknown-kind");
    row("another CSV", "a,b\n1,2\n", "measurements.unknown-kind");
    row("another's words", "The report says: Duration: 41.27 ms\n", "measurements.unknown-kind");
    row("binary", QByteArray("\0\xff\xfe\x01{[\"\n\0", 9), "measurements.unknown-kind");
    row("a log without reports", "START RequestId: a Version: $LATEST\nEND RequestId: a\n",
        "measurements.no-records");
    row("no events", R"({"events": [], "nextToken": "x"})", "measurements.no-records");
    row("a table without rows", "memory_mb,duration_ms\n", "measurements.no-records");
    row("all cold", lineB + lineC, "measurements.all-cold");
    row("all restored", lineD, "measurements.all-cold");
    row("all cold, as events", reportEvent("b", 41.27, 252, 512, R"(,"initDurationMs":210.55)"),
        "measurements.all-cold");
    row("all cold, as traces", segment("orders", 1700000000.213, 0.041, "", 0.21),
        "measurements.all-cold");
    row("all failed", lineF, "measurements.no-records");
    row("all zero", QByteArray(lineA).replace("41.27", "0.00"), "measurements.no-records");
    row("all cut off", lineA.left(80), "measurements.no-records");
    row("all in progress",
        R"({"trace_id":"1","name":"o","origin":"AWS::Lambda::Function","start_time":1.7E9,"in_progress":true})",
        "measurements.no-records");
    row("several functions",
        segment("orders", 1700000000.213, 0.041) + segment("jobs", 1700000000.213, 0.041),
        "measurements.several-functions");
    row("several functions in a log",
        R"({"time":"x","type":"platform.initStart","record":{"functionName":"orders"}})"
        R"({"time":"x","type":"platform.initStart","record":{"functionName":"jobs"}})"
            + reportEvent("a", 41.27, 42, 512),
        "measurements.several-functions");
    row("run that failed", execution("FAILED", "", input), "measurements.failed-execution");
    row("run in progress",
        R"({"executionArn":"a","stateMachineArn":"arn:b","status":"RUNNING","input":"{}"})",
        "measurements.failed-execution");
    row("dry run", execution("SUCCEEDED", "null", input), "measurements.dry-run");
    row("cold starts only",
        execution(
            "SUCCEEDED", tuned,
            R"({"lambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:orders", "onlyColdStarts": true})"),
        "measurements.cold-only");
    row("address cut off", "https://lambda-power-tuning.show/#" + fragment.chopped(8),
        "measurements.wrong-link");
    row("address with a negative size",
        "https://lambda-power-tuning.show/#" + QByteArray("\xff\xff", 2).toBase64()
            + ";AABLRA==;AABLRA==",
        "measurements.wrong-link");
    QByteArray many = "memory_mb,duration_ms\n";
    for (int memory = 128; memory < 128 + 300; ++memory)
        many += QByteArray::number(memory) + ",5\n";
    row("too many settings", many, "measurements.too-many-settings");
}

void TestRead::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const Expected<Reading> reading = readText(text, {MiB(1024), {}});
    QCOMPARE(summary(reading), code);
    for (const Problem &problem : reading.error()) {
        QVERIFY(!toString(problem.what).isEmpty());
        QVERIFY(!toString(problem.remedy).isEmpty());
        QCOMPARE(problem.where.file, QStringLiteral("m.log"));
    }
}

void TestRead::aDeviceThatFails()
{
    // Behind the first report, and within what is put together first.
    for (const qint64 failsAt : {qint64(lineA.size()), qint64(4096 + lineA.size())}) {
        test::PiecewiseDevice device(QByteArray(failsAt > 4096 ? 4096 : 0, '\n') + lineA + lineA,
                                     4096 + lineA.size(), failsAt);
        test::PiecewiseDevice whole(QByteArray(failsAt > 4096 ? 4096 : 0, '\n') + lineA + lineA,
                                    4096 + lineA.size());
        QVERIFY(measurements::read(whole, QStringLiteral("m.log"), {}));
        QCOMPARE(summary(measurements::read(device, QStringLiteral("m.log"), {})),
                 QStringLiteral("measurements.unreadable"));
    }
}

void TestRead::timesAndEnvironments()
{
    const auto reading
        = readText("2026/01/02/[$LATEST]0123 2026-01-02T03:04:05.678000+01:00 " + lineA
                   + "2026/01/02/[$LATEST]4567 2026-01-02T03:04:07.5Z " + lineA
                   + "2026/01/02/[$LATEST]0123 2026-01-02T02:04:06 " + lineA);
    QVERIFY(reading);
    QCOMPARE(reading->first.toString(Qt::ISODateWithMs),
             QStringLiteral("2026-01-02T02:04:05.678Z"));
    QCOMPARE(reading->last.toString(Qt::ISODateWithMs), QStringLiteral("2026-01-02T03:04:07.500Z"));
    QCOMPARE(reading->environments, std::optional<qint64>(2));
    QVERIFY(!reading->environmentsAtLeast);
    // Without streams each cold start is an environment; there can have been more.
    const auto bare = readText(lineA + lineB + lineB);
    QCOMPARE(bare->environments, std::optional<qint64>(2));
    QVERIFY(bare->environmentsAtLeast);
    QVERIFY(!bare->first.isValid());
    QVERIFY(!readText(lineA)->environments);
}

void TestRead::statisticsByHand()
{
    // 1 to 20 ms: mean 10.5, the 10th is the median, the 19th the 95th percentile.
    QByteArray text;
    for (int i = 1; i <= 20; ++i)
        text += report("r",
                       {"Duration: " + QByteArray::number(i) + " ms",
                        "Billed Duration: " + QByteArray::number(i) + " ms", "Memory Size: 256 MB",
                        "Max Memory Used: 50 MB"});
    const auto reading = readText(text + QByteArray(lineB).replace("512 MB", "256 MB"));
    const Setting &setting = reading->settings.first();
    QCOMPARE(setting.warm->count, std::optional<qint64>(20));
    QCOMPARE(setting.warm->mean.value, 10.5);
    QCOMPARE(setting.warm->median->value, 10.0);
    QCOMPARE(setting.warm->p95->value, 19.0);
    QCOMPARE(setting.init->count, std::optional<qint64>(1));
    QCOMPARE(setting.init->p95->value, 210.55);
    QCOMPARE(setting.coldDuration->mean.value, 41.27);
    QCOMPARE(reading->billedRecords, 21);
    QCOMPARE(reading->billingFits, 21);
}

void TestRead::costIsKept()
{
    QCOMPARE(readText(tuned)->settings.first().cost->value, 1.71e-6);
    // The address holds them as float32.
    const auto link = readText("https://lambda-power-tuning.show/#" + fragment);
    QVERIFY(std::abs(link->settings.last().cost->value - 1.78e-6) < 1e-12);
}

void TestRead::memoryThatIsNotSaidIsTaken()
{
    const QByteArray trace = segment("orders", 1700000000.213, 0.041);
    QCOMPARE(summary(readText(trace)), QStringLiteral("measurements.no-records"));
    const auto reading = readText(trace, {MiB(256), {}});
    QCOMPARE(reading->settings.first().memory, MiB(256));
    QCOMPARE(reading->notes.first().code, QStringLiteral("measurements.memory-assumed"));
    QCOMPARE(reading->function, QStringLiteral("orders"));
}

// Each has one warm invocation of stack-Jobs-2DEF, of 500 ms at 256 MB, and others.
void TestRead::namedFunctionIsPicked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << text << QString::fromLatin1(expected);
    };
    const QByteArray jobs = report("j",
                                   {"Duration: 500.00 ms", "Billed Duration: 500 ms",
                                    "Memory Size: 256 MB", "Max Memory Used: 90 MB"});
    const QByteArray jobsEvent = reportEvent("j", 500, 500, 256);
    row("traces",
        segment("stack-Orders-1ABC", 1700000000.213, 0.041)
            + segment("stack-Orders-1ABC", 1700000000.213, 0.041, R"(,"throttle":true)")
            + segment("stack-Jobs-2DEF", 1700000000.213, 0.5)
            + segment("stack-Jobs-2DEF", 1700000000.213, 0.5, R"(,"in_progress":true)"),
        "x-ray; 1/4; 256: 500x1; in-progress 1; other-function 2");
    row("insights, CSV of columns",
        "@log,@timestamp,@duration,@billedDuration,@memorySize\n"
        "111122223333:/aws/lambda/stack-Orders-1ABC,2026-01-02 03:04:05.678,41.27,42.0,5.12E8\n"
        "111122223333:/aws/lambda/stack-Jobs-2DEF,2026-01-02 03:04:05.678,500,500.0,2.56E8\n"
        "111122223333:/aws/lambda/stack-Orders-1ABC,2026-01-02 03:04:05.678,41.29,42.0,5.12E8\n",
        "logs-insights; 1/3; 256: 500x1; other-function 2; by-100-ms");
    row("insights, JSON of messages",
        R"([{"@log":"111122223333:/aws/lambda/stack-Orders-1ABC","@message":)" + quoted(lineA)
            + R"(},{"@log":"111122223333:/aws/lambda/stack-Jobs-2DEF","@message":)" + quoted(jobs)
            + "}]",
        "logs-insights; 1/2; 256: 500x1 used 90; other-function 1; by-100-ms");
    row("log events with their group",
        R"({"events":[{"logGroupName":"/aws/lambda/stack-Jobs-2DEF","timestamp":1767323045678,"message":)"
            + quoted(jobs)
            + R"(},{"logGroup":"/aws/lambda/stack-Orders-1ABC","timestamp":1767323045678,"message":)"
            + quoted(reportEvent("a", 41.27, 42, 512)) + "}]}",
        "log-events; 1/2; 256: 500x1 used 90; other-function 1; by-100-ms");
    row("log events of a shared group, whose streams name the function",
        R"({"events":[{"logStreamName":"2026/01/02/stack-Jobs-2DEF[$LATEST]01","timestamp":1767323045678,"message":)"
            + quoted(jobs)
            + R"(},{"logStreamName":"2026/01/02/stack-Orders-1ABC[$LATEST]23","timestamp":1767323045678,"message":)"
            + quoted(lineA) + "}]}",
        "log-events; 1/2; 256: 500x1 used 90; other-function 1; by-100-ms");
    row("log events whose first names the function of the stream, or none does",
        R"({"events":[{"logStreamName":"s1","timestamp":1,"message":)"
            + quoted(
                R"({"time":"x","type":"platform.initStart","record":{"functionName":"stack-Jobs-2DEF"}})")
            + R"(},{"logStreamName":"s2","timestamp":1,"message":)"
            + quoted(
                R"({"time":"x","type":"platform.initStart","record":{"functionName":"stack-Orders-1ABC"}})")
            + R"(},{"logStreamName":"s3","timestamp":1,"message":)" + quoted(lineA)
            + R"(},{"logStreamName":"s2","timestamp":1,"message":)" + quoted(lineA)
            + R"(},{"logStreamName":"s1","timestamp":1,"message":)" + quoted(jobsEvent) + "}]}",
        "log-events; 1/3; 256: 500x1 used 83; other-function 1; unknown-function 1; by-100-ms");
    row("subscription data",
        R"({"logGroup":"/aws/lambda/stack-Orders-1ABC","logStream":"2026/01/02/[$LATEST]23","logEvents":[{"id":"1","timestamp":1767323045678,"message":)"
            + quoted(lineA)
            + R"(}]}{"logGroup":"/aws/lambda/stack-Jobs-2DEF","logStream":"2026/01/02/[$LATEST]01","logEvents":[{"id":"2","timestamp":1767323045678,"message":)"
            + quoted(jobs) + "}]}",
        "log-events; 1/2; 256: 500x1 used 90; other-function 1; by-100-ms");
    row("lines of a shared group",
        "2026-01-02T03:04:05 2026/01/02/stack-Jobs-2DEF[$LATEST]01 " + jobs
            + "2026/01/02/stack-Orders-1ABC[$LATEST]23 2026-01-02T03:04:05 " + lineA
            + "2026/01/02/stack-Orders-1ABC[$LATEST]23 " + reportEvent("a", 41.27, 42, 512) + "\n"
            + "2026/01/02/stack-Orders-1ABC[$LATEST]23 " + lineB.left(lineB.indexOf("Init") + 8)
            + "\n",
        "platform-events; 1/4; 256: 500x1 used 90; other-function 3; by-100-ms");
}

void TestRead::namedFunctionIsPicked()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto reading = readText(text, {MiB(256), QStringLiteral("Jobs")});
    QCOMPARE(summary(reading), expected);
    QCOMPARE(reading->function, QStringLiteral("stack-Jobs-2DEF"));
    QVERIFY(reading->notes.isEmpty() || text.contains("trace_id"));
    qint64 leftOut = 0;
    for (const qint64 count : reading->leftOut)
        leftOut += count;
    QCOMPARE(reading->recordsUsed + leftOut, reading->recordsRead);
    // By its whole name, and of several only by that.
    QCOMPARE(summary(readText(text, {MiB(256), QStringLiteral("stack-Jobs-2DEF")})), expected);
}

void TestRead::severalFunctionsAreNamed()
{
    QFETCH(QByteArray, text);
    for (const char *wanted : {"", "Payments", "stack"}) {
        const auto reading = readText(text, {MiB(256), QString::fromLatin1(wanted)});
        QCOMPARE(summary(reading), QStringLiteral("measurements.several-functions"));
        const QString what = toString(reading.error().first().what);
        QVERIFY2(what.contains(QLatin1String("stack-Jobs-2DEF"))
                     && what.contains(QLatin1String("stack-Orders-1ABC")),
                 qPrintable(what));
    }
}

void TestRead::functionsOfOneNameAreNotGuessed()
{
    const QByteArray two = segment("blue-Jobs-1ABC", 1700000000.213, 0.041)
        + segment("green-Jobs-2DEF", 1700000000.213, 0.5);
    QCOMPARE(summary(readText(two, {MiB(256), QStringLiteral("Jobs")})),
             QStringLiteral("measurements.several-functions"));
    // Its own name goes before what looks like it.
    QCOMPARE(summary(readText(two + segment("Jobs", 1700000000.213, 0.25),
                              {MiB(256), QStringLiteral("Jobs")})),
             QStringLiteral("x-ray; 1/3; 256: 250x1; other-function 2"));
}

void TestRead::anotherFunctionIsTakenWithANote()
{
    const QByteArray rows = "@log,@duration,@memorySize\n1:/aws/lambda/Orders,41,5.12E8\n";
    const auto taken = readText(rows, {MiB(512), QStringLiteral("Jobs")});
    QVERIFY(taken);
    QCOMPARE(taken->recordsUsed, 1);
    QCOMPARE(taken->function, QStringLiteral("Orders"));
    QCOMPARE(taken->notes.size(), 1);
    QCOMPARE(taken->notes.first().code, QStringLiteral("measurements.other-function"));
    QCOMPARE(toString(taken->notes.first().what),
             QStringLiteral("Its records are of Orders, not of Jobs"));
    for (const char *same : {"", "Orders", "orders"})
        QVERIFY(readText(rows, {MiB(512), QString::fromLatin1(same)})->notes.isEmpty());
}

void TestRead::countlessFunctionsAreNotKept()
{
    QByteArray rows = "@log,@duration,@memorySize\n";
    for (int i = 0; i < 200; ++i)
        rows += "1:/aws/lambda/f" + QByteArray::number(i) + ",41,5.12E8\n";
    QCOMPARE(summary(readText(rows, {{}, QStringLiteral("f180")})),
             QStringLiteral("logs-insights; 1/200; 512: 41x1; other-function 199"));
    QCOMPARE(summary(readText(rows)), QStringLiteral("measurements.several-functions"));
}

void TestRead::initialisationWithinIsOfItsStream()
{
    const QByteArray slow = report("s",
                                   {"Duration: 341.50 ms", "Billed Duration: 342 ms",
                                    "Memory Size: 512 MB", "Max Memory Used: 83 MB"});
    const auto event = [](const char *stream, const QByteArray &message) {
        return R"({"logStreamName":")" + QByteArray(stream) + R"(","timestamp":1,"message":)"
            + quoted(message) + "}";
    };
    const QString expected
        = QStringLiteral("log-events; 2/2; 512: 41.27x1 init 300.5 used 83; init-unseen");
    // Between an initialisation and its report comes the report of another environment.
    QCOMPARE(
        summary(readText(
            R"({"events":[)"
            + event("s1", "INIT_REPORT Init Duration: 300.50 ms\tPhase: invoke\tStatus: success\n")
            + "," + event("s2", lineA) + "," + event("s1", slow) + "]}")),
        expected);
    QCOMPARE(
        summary(readText(
            R"({"events":[)"
            + event(
                "s1",
                R"({"time":"x","type":"platform.initReport","record":{"phase":"invoke","metrics":{"durationMs":300.5}}})")
            + "," + event("s2", lineA) + "," + event("s1", slow) + "]}")),
        expected);
    const QByteArray one = "2026/01/02/[$LATEST]01 ";
    const QByteArray two = "2026/01/02/[$LATEST]23 ";
    QCOMPARE(summary(readText(one
                              + "INIT_REPORT Init Duration: 300.50 ms\tPhase: invoke\tStatus: "
                                "success\n"
                              + two + lineA + one + slow)),
             QStringLiteral("report-lines; 2/2; 512: 41.27x1 init 300.5 used 83; init-unseen"));
}

void TestRead::droppedRecordsAreTold()
{
    const auto reading = readText(
        reportEvent("a", 41.27, 42, 512)
        + R"({"time":"x","type":"platform.logsDropped","record":{"droppedBytes":1,"droppedRecords":1,"reason":"x"}})");
    QVERIFY(reading);
    QCOMPARE(reading->notes.first().code, QStringLiteral("measurements.incomplete"));
}

void TestRead::joinsReadings()
{
    const auto first = readText("memory_mb,duration_ms,samples\n128,100,30\n512,20,10\n");
    const auto second = readText("memory_mb,duration_ms,init_ms,samples\n128,200,300,10\n");
    const QList<Measurement> joined = measured({*first, *second, *readText(lineE)});
    QCOMPARE(joined.size(), 2);
    // (30 x 100 + 10 x 200 + 1 x 3.1) / 41 = 122.026829...
    QVERIFY(std::abs(joined.first().duration.value - 5003.1 / 41) < 1e-9);
    QCOMPARE(joined.first().samples, std::optional(41));
    QCOMPARE(joined.first().init->value, 300.0);
    QCOMPARE(joined.first().maxMemoryUsed, std::optional(MiB(40)));
    QCOMPARE(joined.first().source, QStringLiteral("table, report-lines"));
    QVERIFY(!joined.first().p95);
    QCOMPARE(joined.last().memory, MiB(512));
    QCOMPARE(joined.last().samples, std::optional(10));
}

QTEST_GUILESS_MAIN(TestRead)
#include "tst_read.moc"
