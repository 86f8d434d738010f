// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnostics.h"

#include "app/cli/command.h"
#include "planner/recovery/state_folder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QMutexLocker>

#include <cstdio>
#include <exception>

namespace stratoplan {

namespace {

constexpr qint64 largestLog = qint64{1024} * 1024;

// Qt's message handler is a plain function, so what it writes to has to be found from one.
struct Sink
{
    QMutex mutex;
    QFile file;
    QtMessageHandler before = nullptr;
};

Sink &sink()
{
    static Sink instance;
    return instance;
}

QLatin1String levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QLatin1String("debug");
    case QtInfoMsg:
        return QLatin1String("info");
    case QtWarningMsg:
        return QLatin1String("warning");
    case QtCriticalMsg:
        return QLatin1String("critical");
    case QtFatalMsg:
        break;
    }
    return QLatin1String("fatal");
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    Sink &to = sink();
    const QMutexLocker lock(&to.mutex);
    const QString line = QStringLiteral("%1 %2 %3: %4\n")
                             .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                  levelWord(type), QString::fromUtf8(context.category), message);
    if (to.file.isOpen()) {
        to.file.write(line.toUtf8());
        to.file.flush();
    }
    // Below a warning a category is only on when somebody asked for it.
    const bool asked = QByteArrayView(context.category).startsWith("stratoplan");
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg || asked)
        std::fprintf(stderr, "%s: %s\n", levelWord(type).data(), qUtf8Printable(message));
}

} // namespace

QString Diagnostics::logFilePath()
{
    return recovery::stateFolder() + QLatin1String("/stratoplan.log");
}

Diagnostics::Diagnostics()
{
    Sink &to = sink();
    const QString path = logFilePath();
    QDir().mkpath(QFileInfo(path).path());
    if (QFileInfo(path).size() > largestLog) {
        QFile::remove(path + QLatin1String(".1"));
        QFile::rename(path, path + QLatin1String(".1"));
    }
    to.file.setFileName(path);
    // A home that cannot be written to is no reason to stop: then there is no log.
    (void)to.file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Text);
    to.before = qInstallMessageHandler(handle);
}

Diagnostics::~Diagnostics()
{
    qInstallMessageHandler(sink().before);
    sink().file.close();
}

int guarded(const std::function<int()> &work)
{
    QString what;
    try {
        return work();
    } catch (const std::exception &fault) {
        what = QString::fromUtf8(fault.what());
    } catch (...) {
        what = QStringLiteral("unknown exception");
    }
    qCritical(
        "%s",
        qUtf8Printable(QCoreApplication::translate(
                           "CommandLine",
                           "Stratoplan has a fault of its own: %1. The log is %2. Files are as "
                           "they were before the step that failed.")
                           .arg(what, Diagnostics::logFilePath())));
    return cli::OwnFault;
}

} // namespace stratoplan
