// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/left_behind.h"

#include "planner/model/change.h"
#include "planner/sam/held_outside.h"
#include "planner/store/store.h"
#include "widgets/document/template_source.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

namespace stratoplan::window {

namespace {

Q_LOGGING_CATEGORY(log, "stratoplan.recovery")

std::optional<QByteArray> bytesIn(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

/// The same but for the sum of the template's text, which saving renews.
bool sameDesign(const Design &a, const Design &b)
{
    const Change change = diff(a, b);
    if (!change.elements.empty())
        return false;
    if (!change.settings)
        return true;
    Settings after = change.settings->after;
    after.templateLink = change.settings->before.templateLink;
    return after == change.settings->before;
}

/// The file holds the changes: the process ended right after saving.
bool isSaved(const recovery::Journal &journal, const QByteArray &bytes,
             const catalog::Catalog &catalog)
{
    const recovery::Start &start = journal.start;
    if (!start.source || !start.source->isDocument) {
        const Expected<Design> saved = store::read(bytes, start.file);
        return saved && sameDesign(*saved, journal.design);
    }
    const TemplateSource source{start.source->path,
                                start.source->text,
                                start.source->design,
                                start.source->known,
                                true,
                                start.source->sameText,
                                start.source->lacksOthers};
    const TemplateText text = templateTextOf(journal.design, &source, catalog);
    return text.refusals.isEmpty() && text.after == bytes
        && sam::heldOutside(*start.design, journal.design, catalog).isEmpty();
}

QString tr(const char *text)
{
    return QCoreApplication::translate("LeftBehind", text);
}

recovery::Offer offerOf(const recovery::Journal &journal, const std::optional<QByteArray> &bytes)
{
    recovery::Offer offer;
    offer.file = journal.start.file;
    offer.edited = journal.edited;
    offer.differences = recovery::differences(*journal.start.design, journal.design);
    const QString title = journal.design.settings().title;
    offer.name = !offer.file.isEmpty() ? QFileInfo(offer.file).fileName()
        : title.isEmpty()              ? tr(QT_TRANSLATE_NOOP("LeftBehind", "Untitled"))
                                       : title;
    if (offer.file.isEmpty())
        return offer;
    if (!bytes)
        offer.note = tr(QT_TRANSLATE_NOOP(
            "LeftBehind", "The file is gone. Saving the recovered document writes it anew."));
    else if (sha256(*bytes) != journal.start.sha256)
        offer.note = tr(QT_TRANSLATE_NOOP("LeftBehind",
                                          "The file was changed after these edits began. Once "
                                          "recovered, both can be merged."));
    return offer;
}

} // namespace

std::vector<LeftBehind> leftBehind(const QString &folder, const catalog::Catalog &catalog)
{
    std::vector<LeftBehind> all;
    for (const QString &path : recovery::journals(folder)) {
        std::optional<recovery::FileLock> lock
            = recovery::FileLock::take(recovery::journalLockPath(path));
        if (!lock)
            continue;
        Expected<recovery::Journal> journal = recovery::readJournal(path);
        if (!journal) {
            if (journal.error().first().code == QLatin1String("recovery.nothing-whole")) {
                QFile::remove(path);
                continue;
            }
            // Left where it is: a newer version of the program may be able to read it.
            qCWarning(log, "%s", qUtf8Printable(toString(journal.error().first())));
            continue;
        }
        const std::optional<QByteArray> bytes = bytesIn(journal->start.file);
        if (sameDesign(*journal->start.design, journal->design)
            || (bytes && isSaved(*journal, *bytes, catalog))) {
            QFile::remove(path);
            continue;
        }
        recovery::Offer offer = offerOf(*journal, bytes);
        all.push_back(LeftBehind{path, *std::move(lock), *std::move(journal), std::move(offer)});
    }
    return all;
}

} // namespace stratoplan::window
