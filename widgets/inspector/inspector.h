// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"
#include "widgets/inspector/facts.h"
#include "widgets/inspector/property.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHash>
#include <QSet>
#include <QTimer>
#include <QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace stratoplan::inspector {

class PropertyRow;
class SectionBox;

/// The selected element: what can be set about it, what follows from it, what was found at it. Of
/// several that are alike, what can be set about all of them at once; the others of a selection are
/// named and can be chosen. Without a selection: the design as a whole.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    Inspector(DesignDocument &document, Selection &selection,
              std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    ~Inspector() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    /// The row of a property of what is shown; null when it has none of that id.
    PropertyRow *row(const QString &id) const;
    /// Puts the cursor into a property's field and brings it into view.
    void edit(const QString &id);
    /// The uppermost field that can be seen; null where none can.
    QWidget *firstField() const;

    QSize sizeHint() const override { return {288, 640}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// Makes the rows, which nobody needs before.
    void showEvent(QShowEvent *event) override;

Q_SIGNALS:
    void findingRequested(const QString &key);
    /// The outcome was clicked: show the questions that led to it.
    void decisionRequested(stratoplan::ElementId function);

private:
    void rebuild();
    void refresh(const Change &change);
    void refreshRows();
    /// Of what is shown.
    QList<Property> properties() const;
    void rebuildFacts();
    void fillHead();
    void showName();
    void fillKind(const QString &text);
    QList<ElementId> selectedOf(const QString &kind) const;
    /// Selected elements of the kind of the current one, which comes last; none = the design.
    QList<ElementId> alikeSelected() const;
    /// The one element that is shown; none of several.
    ElementId shownAlone() const { return m_shown.size() == 1 ? m_shown.first() : ElementId{}; }
    SectionBox *addSection(const QString &title, QVBoxLayout *column);
    void addFacts(const QString &title, const QList<Fact> &facts);
    void addPlacementFacts();
    void addFindings();

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    AnalysisPointer m_analysis;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    bool m_isBuilt = false;
    QTimer m_settled; ///< runs while a large selection changes
    QList<ElementId> m_shown; ///< none = the design
    QList<PropertyRow *> m_rows;
    QSet<QString> m_folded;
    QLabel *m_tile = nullptr;
    QLabel *m_name = nullptr; ///< shortened to the pane's width; in full: m_fullName
    QString m_fullName;
    QLabel *m_kind = nullptr;
    QScrollArea *m_area = nullptr;
    // From top to bottom: what is changed most, what follows from it, what else can be stated.
    QVBoxLayout *m_first = nullptr;
    QVBoxLayout *m_facts = nullptr;
    QVBoxLayout *m_rest = nullptr;
};

} // namespace stratoplan::inspector
