// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/facts_adder.h"

#include "widgets/document/open_file.h"

#include <QDir>
#include <QFileInfo>

namespace stratoplan::window {

FactsAdder::FactsAdder(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
                       QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_catalog(std::move(catalog))
    , m_work([this](const Outcome &outcome) { finish(outcome); })
{
    connect(&document, &DesignDocument::designReset, this, [this] { ++m_opened; });
}

void FactsAdder::add(const QStringList &paths)
{
    const QString path = m_document.path();
    const QString folder = path.isEmpty() ? QDir::currentPath() : QFileInfo(path).absolutePath();
    std::optional<project::File> named;
    if (const TemplateSource *source = m_document.templateSource())
        named = project::File{source->path, source->text};
    m_work.request([paths, folder, named, before = m_document.snapshot(), catalog = m_catalog,
                    opened = m_opened](const std::stop_token &) {
        QList<project::File> files;
        for (const QString &one : paths) {
            Expected<QByteArray> text = bytesOf(one);
            if (!text)
                return Outcome{paths, before, opened, failure(text.error())};
            files.append({one, *std::move(text)});
        }
        return Outcome{paths, before, opened,
                       project::withFacts(*before, folder, files, named, *catalog)};
    });
}

void FactsAdder::finish(const Outcome &outcome)
{
    if (outcome.opened != m_opened)
        return; // they were meant for another design
    // An edit in the meantime: the facts belong to what the design is now.
    if (outcome.before != m_document.snapshot()) {
        add(outcome.paths);
        return;
    }
    if (!outcome.result) {
        Q_EMIT refused(outcome.result.error());
        return;
    }
    const Problems problems = m_document.apply(tr("Facts of outside networks"),
                                               diff(*outcome.before, outcome.result->design));
    if (problems.isEmpty())
        Q_EMIT added(outcome.result->notes);
    else
        Q_EMIT refused(problems);
}

} // namespace stratoplan::window
