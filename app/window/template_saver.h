// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/design_document.h"
#include "widgets/document/open_file.h"
#include "widgets/theme/theme.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace stratoplan::window {

/// Saves a document that is a template, and puts designs onto templates: asks with the diff, merges
/// what others wrote meanwhile, and tells when they did. Holds what is known of the files.
class TemplateSaver : public QObject
{
    Q_OBJECT

public:
    enum class Outcome
    {
        Saved,
        GivenUp,
        Refused ///< see problems
    };
    struct Result
    {
        Outcome outcome = Outcome::Saved;
        Problems problems;
        /// The template and the design beside it, as far as they were written.
        QStringList written;
        /// Others' changes came into the template: the design as it is to be read now.
        std::optional<OpenedFile> merged;
    };

    TemplateSaver(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
                  QWidget &window);

    void setTheme(const theme::Theme &theme) { m_theme = theme; }
    /// A document was put into the window; `beside` and `unexported` as OpenedFile has them.
    void begin(const QString &beside, const QStringList &unexported);
    /// As begin() has them, by now.
    QString beside() const;
    const QStringList &unexported() const { return m_unexported; }
    /// The document was read again; what its template does not hold is as it is in the file.
    void goOn() { m_kept = m_document.snapshot(); }

    /// Looks at the template now, without waiting for the system to tell of a change.
    void look();

    /// Writes the document's template, and what it does not hold beside it.
    Result save();
    /// Puts the design onto a template, always with the diff first.
    Result putOnto(const QString &path);
    /// Writes the design as a template of its own.
    Result exportNew(const QString &path);

Q_SIGNALS:
    /// The document's template holds another text than this program knows.
    void changedByOthers(const QByteArray &text);

private:
    void watch();
    /// Asks whose values the conflicts get; nothing when the person gives up.
    std::optional<QList<sam::Side>> chosenSides(const QList<sam::MergeConflict> &conflicts,
                                                const QString &path);
    Result write(const TemplateSource &source, bool alwaysAsk, bool holdsDocument);
    /// Why what the template does not hold cannot be written beside it; empty when it can.
    Problems obstacles(const QString &beside) const;
    QStringList outsideWords() const;

    DesignDocument &m_document;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QWidget &m_window;
    theme::Theme m_theme = theme::light();
    QFileSystemWatcher m_watcher;
    QByteArray m_told; ///< text of others that was told already
    /// The design whose parts outside the template are in a file, or came from it.
    std::shared_ptr<const Design> m_kept;
    bool m_ownsBeside = false; ///< the design beside the template is of this template
    QStringList m_unexported; ///< would be lost from it
    bool m_asks = true;
};

} // namespace stratoplan::window
