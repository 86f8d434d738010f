// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/journal.h"

#include "planner/recovery/records.h"
#include "planner/store/store.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QThreadPool>
#include <QUuid>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace stratoplan::recovery {

namespace {

constexpr QLatin1String ending(".journal");
constexpr int format = 1;
/// A journal is made anew when it is larger than this and than so many times what it has to hold.
constexpr qint64 smallSize = qint64{1} << 20;
constexpr qint64 mostOvertaken = 4;

namespace key {
constexpr QLatin1String format("stratoplan-journal");
constexpr QLatin1String file("file");
constexpr QLatin1String sha256("sha256");
constexpr QLatin1String designPath("designPath");
constexpr QLatin1String design("design");
constexpr QLatin1String beside("beside");
constexpr QLatin1String unexported("unexported");
constexpr QLatin1String source("template");
constexpr QLatin1String path("path");
constexpr QLatin1String text("text");
constexpr QLatin1String known("known");
constexpr QLatin1String isDocument("isDocument");
constexpr QLatin1String sameText("sameText");
constexpr QLatin1String lacksOthers("lacksOthers");
constexpr QLatin1String edited("edited");
} // namespace key

Problem problemOf(const char *code, const QString &path, Text what)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.where.file = path;
    return problem;
}

QByteArray packed(const QCborMap &map)
{
    return recordOf(qCompress(map.toCborValue().toCbor()));
}

QByteArray packed(const Start &start)
{
    QCborMap map{{key::format, format},
                 {key::file, start.file},
                 {key::sha256, start.sha256},
                 {key::designPath, start.designPath},
                 {key::design, store::write(*start.design)},
                 {key::beside, start.beside},
                 {key::unexported, QCborArray::fromStringList(start.unexported)}};
    if (start.source)
        map.insert(key::source,
                   QCborMap{{key::path, start.source->path},
                            {key::text, start.source->text},
                            {key::known, start.source->known},
                            {key::design, store::write(*start.source->design)},
                            {key::isDocument, start.source->isDocument},
                            {key::sameText, start.source->sameText},
                            {key::lacksOthers, start.source->lacksOthers}});
    return packed(map);
}

QByteArray packed(const Design &design, const QDateTime &edited)
{
    return packed(
        QCborMap{{key::edited, edited.toMSecsSinceEpoch()}, {key::design, store::write(design)}});
}

Expected<Design> designOf(const QCborMap &map, const QString &path)
{
    return store::read(map.value(key::design).toByteArray(), path);
}

Expected<Start> startOf(const QCborMap &map, const QString &path)
{
    Expected<Design> design = designOf(map, path);
    if (!design)
        return failure(design.error());
    Start start;
    start.file = map.value(key::file).toString();
    start.sha256 = map.value(key::sha256).toString();
    start.designPath = map.value(key::designPath).toString();
    start.design = std::make_shared<const Design>(*std::move(design));
    start.beside = map.value(key::beside).toString();
    const QCborArray unexported = map.value(key::unexported).toArray();
    for (const auto &name : unexported)
        start.unexported.append(name.toString());
    const QCborMap source = map.value(key::source).toMap();
    if (source.isEmpty())
        return start;
    Expected<Design> reading = designOf(source, path);
    if (!reading)
        return failure(reading.error());
    start.source = TemplateState{
        source.value(key::path).toString(),     source.value(key::text).toByteArray(),
        source.value(key::known).toByteArray(), std::make_shared<const Design>(*std::move(reading)),
        source.value(key::isDocument).toBool(), source.value(key::sameText).toBool(),
        source.value(key::lacksOthers).toBool()};
    return start;
}

/// Asks the system to put the file onto the disk, so that a power cut takes nothing either. A busy
/// disk takes its time for it, and edits are not to wait.
void toDisk(const QFile &file, const std::shared_ptr<std::atomic_bool> &isRunning)
{
#ifdef Q_OS_UNIX
    if (isRunning->exchange(true))
        return;
    QThreadPool::globalInstance()->start([descriptor = dup(file.handle()), isRunning] {
        if (descriptor >= 0) {
            fsync(descriptor);
            close(descriptor);
        }
        *isRunning = false;
    });
#else
    Q_UNUSED(file);
    Q_UNUSED(isRunning);
#endif
}

} // namespace

Expected<Journal> readJournal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(problemOf("recovery.unreadable", path,
                                 {STRATOPLAN_TEXT("Recovery", "The file cannot be read: {reason}"),
                                  {{QStringLiteral("reason"), file.errorString()}}}));
    std::optional<QCborMap> start;
    std::optional<QCborMap> edit;
    for (const QByteArray &record : readRecords(file.readAll()).payloads) {
        const QCborMap map = QCborValue::fromCbor(qUncompress(record)).toMap();
        if (map.contains(key::format))
            start = map;
        else if (map.contains(key::edited))
            edit = map;
    }
    if (!start || !edit)
        return failure(
            problemOf("recovery.nothing-whole", path,
                      {STRATOPLAN_TEXT("Recovery", "Nothing in the journal is whole"), {}}));
    if (start->value(key::format).toInteger() != format)
        return failure(problemOf(
            "recovery.unreadable", path,
            {STRATOPLAN_TEXT("Recovery", "The journal is of another version of the program"), {}}));
    Expected<Start> from = startOf(*start, path);
    Expected<Design> design = designOf(*edit, path);
    if (!from || !design)
        return failure(from ? design.error() : from.error());
    return Journal{*std::move(from), *std::move(design),
                   QDateTime::fromMSecsSinceEpoch(edit->value(key::edited).toInteger(), Qt::UTC)};
}

Problems JournalWriter::write(const std::shared_ptr<const Start> &start, const Design &design,
                              const QDateTime &edited)
{
    const auto unwritable = [this](const QFileDevice &file) -> Problems {
        m_start.reset();
        return {problemOf("recovery.unwritable", m_path,
                          {STRATOPLAN_TEXT("Recovery", "The file cannot be written: {reason}"),
                           {{QStringLiteral("reason"), file.errorString()}}})};
    };
    const QByteArray state = packed(design, edited);
    const QByteArray head = m_start == start ? QByteArray() : packed(*start);
    const bool isOvertaken = m_size > smallSize && m_size > mostOvertaken * m_needed;
    if (!isOvertaken) {
        QFile file(m_path);
        // A journal that somebody took away or cut is begun anew.
        const bool isThere = m_start && QFileInfo(m_path).size() == m_size;
        if (file.open(isThere ? QIODevice::WriteOnly | QIODevice::Append
                              : QIODevice::WriteOnly | QIODevice::Truncate)) {
            const QByteArray text = (isThere ? head : packed(*start)) + state;
            if (file.write(text) != text.size() || !file.flush())
                return unwritable(file);
            toDisk(file, m_syncing);
            m_size = (isThere ? m_size : 0) + text.size();
            m_needed = isThere && head.isEmpty() ? m_needed : text.size();
            m_start = start;
            return {};
        }
        return unwritable(file);
    }
    const QByteArray whole = packed(*start) + state;
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(whole) != whole.size() || !file.commit())
        return unwritable(file);
    m_start = start;
    m_size = whole.size();
    m_needed = whole.size();
    return {};
}

void JournalWriter::remove()
{
    QFile::remove(m_path);
    m_start.reset();
    m_size = 0;
}

QStringList journals(const QString &folder)
{
    QStringList paths;
    const QDir files(folder, QLatin1Char('*') + ending, QDir::Time | QDir::Reversed, QDir::Files);
    for (const QFileInfo &file : files.entryInfoList())
        paths.append(file.absoluteFilePath());
    return paths;
}

QString newJournalPath(const QString &folder)
{
    QDir().mkpath(folder);
    // What is in them is the person's own business.
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + ending);
}

} // namespace stratoplan::recovery
