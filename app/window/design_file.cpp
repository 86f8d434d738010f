// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/design_file.h"

#include "widgets/document/template_source.h"

#include <QFile>

namespace stratoplan::window {

DesignFile::DesignFile(QObject *parent)
    : QObject(parent)
    , m_base(std::make_shared<const Design>())
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &DesignFile::look);
}

void DesignFile::begin(const QString &path, std::shared_ptr<const Design> design,
                       const QString &sha256)
{
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_path = path;
    m_base = std::move(design);
    m_known = sha256;
    m_told.clear();
    if (!path.isEmpty() && QFile::exists(path))
        m_watcher.addPath(path);
}

std::optional<QByteArray> DesignFile::others() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    return sha256(bytes) == m_known ? std::nullopt : std::optional(bytes);
}

void DesignFile::look()
{
    // A file that was put in the place of the watched one is another file to the watcher.
    if (!m_path.isEmpty() && !m_watcher.files().contains(m_path) && QFile::exists(m_path))
        m_watcher.addPath(m_path);
    const std::optional<QByteArray> bytes = others();
    if (!bytes || sha256(*bytes) == m_told)
        return;
    m_told = sha256(*bytes);
    Q_EMIT changedByOthers();
}

} // namespace stratoplan::window
