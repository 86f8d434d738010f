// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "widgets/document/design_document.h"

#include <QWidget>

class QToolButton;

namespace stratoplan::window {

/// What every figure of the window hangs on, at the right end of the menu bar: region, price book
/// and network model. A click changes it.
class ContextBar : public QWidget
{
    Q_OBJECT

public:
    ContextBar(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
               QWidget *parent = nullptr);

    void retranslate();

private:
    struct Choice
    {
        QString value;
        QString label;
    };

    /// Shows what the design says now.
    void refresh();
    void fill(QToolButton *button, const QString &undoName, QString Settings::*member,
              const QList<Choice> &choices);

    DesignDocument &m_document;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QToolButton *m_region = nullptr;
    QToolButton *m_priceBook = nullptr;
    QToolButton *m_model = nullptr;
};

} // namespace stratoplan::window
