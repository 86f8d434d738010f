// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/memory_handle.h"
#include "widgets/curves/variant.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QActionGroup;
class QButtonGroup;
class QComboBox;
class QFrame;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace stratoplan::curves {

class MemoryField;

/// What of the curves is seen.
enum class Section
{
    Overview,
    ColdStart,
    Duration,
    Cost,
    Trade,
    BreakEven
};
inline constexpr int sectionCount = 6;

/// The controls above the charts. In narrow panes the sections become a box.
class CurvesHead : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesHead(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    void setSection(Section section);
    void setScale(bool logarithmic, bool long_);
    /// Rows of the chooser, and those of them that lie over the function.
    void setChoices(const QList<VariantChoice> &choices, const QList<VariantChoice> &chosen);
    QComboBox &functions() { return *m_functions; }
    QMenu &exportMenu() { return *m_exportMenu; }
    QMenu &compareMenu() { return *m_compareMenu; }
    bool isTable() const;

Q_SIGNALS:
    void sectionChosen(stratoplan::curves::Section section);
    void scaleChosen(bool logarithmic, bool long_);
    void comparedChanged(const QList<stratoplan::curves::VariantChoice> &chosen);
    void tableToggled(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Sections as buttons, or as a box where they are too wide.
    void fit();
    void fillCompareMenu();
    void tellScale();

    QComboBox *m_functions = nullptr;
    QFrame *m_sections = nullptr;
    QButtonGroup *m_sectionButtons = nullptr;
    QComboBox *m_sectionBox = nullptr;
    MemoryField *m_memory = nullptr;
    MiB m_most; ///< the largest setting there is
    QToolButton *m_compare = nullptr;
    QMenu *m_compareMenu = nullptr;
    QToolButton *m_axis = nullptr;
    QAction *m_logarithmic = nullptr;
    QAction *m_linear = nullptr;
    QAction *m_long = nullptr;
    QToolButton *m_table = nullptr;
    QToolButton *m_export = nullptr;
    QMenu *m_exportMenu = nullptr;
    QList<VariantChoice> m_choices;
    QList<VariantChoice> m_chosen;
    theme::Icons m_icons;
};

} // namespace stratoplan::curves
