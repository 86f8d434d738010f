// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/project/open.h"
#include "widgets/document/design_document.h"
#include "widgets/document/newest_wins.h"

#include <QObject>

namespace stratoplan::window {

/// Lays facts of networks elsewhere over the document's design, as one undo entry. The files are
/// read on a worker.
class FactsAdder : public QObject
{
    Q_OBJECT

public:
    FactsAdder(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
               QObject *parent);

    /// Facts files, JSON of the AWS command line, cdk.context.json: those that the design names
    /// already and these, later ones win.
    void add(const QStringList &paths);
    bool isRunning() const { return m_work.isRunning(); }

Q_SIGNALS:
    /// The design has them; `notes` are what people should know of them.
    void added(const stratoplan::Problems &notes);
    /// The design is as it was.
    void refused(const stratoplan::Problems &problems);

private:
    struct Outcome
    {
        QStringList paths;
        std::shared_ptr<const Design> before;
        int opened = 0;
        Expected<project::WithFacts> result;
    };

    void finish(const Outcome &outcome);

    DesignDocument &m_document;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    int m_opened = 0; ///< counts the designs that this document has held
    NewestWins<Outcome> m_work;
};

} // namespace stratoplan::window
