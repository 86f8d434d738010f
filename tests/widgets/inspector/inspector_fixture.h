// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/design_text.h"
#include "widgets/inspector/facts.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/property_row.h"

#include <QLineEdit>
#include <QtTest>

namespace stratoplan::inspector {

/// An inspector in a window of its own.
struct Fixture
{
    Fixture(const QString &text, const std::shared_ptr<const catalog::Catalog> &catalog)
        : selection(document)
        , pane(document, selection, catalog)
    {
        document.reset(designFromText(text));
        pane.resize(288, 800);
        pane.show();
        pane.activateWindow();
        active = QTest::qWaitForWindowActive(&pane);
    }
    template <class Field>
    Field *field(const char *id) const
    {
        return qobject_cast<Field *>(pane.row(QLatin1String(id))->field());
    }
    QLineEdit *line(const char *id) const { return field<QLineEdit>(id); }
    const Function &function() const { return *document.design().all<Function>().first(); }

    DesignDocument document;
    Selection selection;
    Inspector pane;
    bool active = false;
};

} // namespace stratoplan::inspector
