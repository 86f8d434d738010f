// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/recovery/merge_designs.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <memory>
#include <optional>

namespace stratoplan::window {

/// What is known of the design file that a document is saved to: what it held when this window last
/// read or wrote it, and whether others have written it since. For templates TemplateSaver does the
/// same.
class DesignFile : public QObject
{
    Q_OBJECT

public:
    explicit DesignFile(QObject *parent = nullptr);

    /// The file holds `design`, with the SHA-256 of its bytes, as design files have it. An empty
    /// path: there is no file.
    void begin(const QString &path, std::shared_ptr<const Design> design, const QString &sha256);
    /// Looks at the file now, without waiting for the system to tell of a change.
    void look();

    /// The bytes that others wrote; nothing while the file holds what is known, or is gone.
    std::optional<QByteArray> others() const;
    /// What the document and the file both come from.
    const Design &base() const { return *m_base; }
    const QString &path() const { return m_path; }

Q_SIGNALS:
    /// Others have written the file; told once for each text.
    void changedByOthers();

private:
    QFileSystemWatcher m_watcher;
    QString m_path;
    QString m_known; ///< SHA-256
    QString m_told; ///< SHA-256 of others' bytes that were told already
    std::shared_ptr<const Design> m_base;
};

} // namespace stratoplan::window
