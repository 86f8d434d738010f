// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curves_head.h"

#include "widgets/curves/curve_style.h"
#include "widgets/curves/figure_line.h"

#include <QActionGroup>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QMap>
#include <QMenu>
#include <QToolButton>

namespace stratoplan::curves {

namespace {

QToolButton *iconButton(const char *name, bool checkable = false)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setFixedSize(26, 26);
    button->setIconSize({16, 16});
    button->setCheckable(checkable);
    return button;
}

} // namespace

CurvesHead::CurvesHead(MemoryHandle &handle, QWidget *parent)
    : QWidget(parent)
    , m_functions(new QComboBox)
    , m_sections(new QFrame)
    , m_sectionButtons(new QButtonGroup(this))
    , m_sectionBox(new QComboBox)
    , m_memory(new MemoryField(handle))
    , m_most(handle.most())
    , m_compare(new QToolButton)
    , m_compareMenu(new QMenu(this))
    , m_axis(iconButton("curvesAxis"))
    , m_table(iconButton("curvesAsTable", true))
    , m_export(iconButton("curvesExport"))
    , m_exportMenu(new QMenu(this))
{
    m_functions->setObjectName(QStringLiteral("curvesFunction"));
    m_functions->setMinimumWidth(120);
    m_functions->setMaximumWidth(220);
    m_sections->setProperty("segmented", true);
    auto *segments = new QHBoxLayout(m_sections);
    segments->setContentsMargins(3, 0, 3, 0);
    segments->setSpacing(0);
    for (int i = 0; i < sectionCount; ++i) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        segments->addWidget(button);
        m_sectionButtons->addButton(button, i);
        m_sectionBox->addItem(QString());
    }
    m_sectionBox->setObjectName(QStringLiteral("curvesSection"));
    m_sectionBox->hide();
    m_sectionButtons->button(0)->setChecked(true);
    connect(m_sectionButtons, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT sectionChosen(Section(id)); });
    connect(m_sectionBox, &QComboBox::activated, this,
            [this](int id) { Q_EMIT sectionChosen(Section(id)); });

    m_compare->setObjectName(QStringLiteral("curvesCompare"));
    m_compare->setPopupMode(QToolButton::InstantPopup);
    m_compare->setMenu(m_compareMenu);
    // Only when it opens: an analysis may arrive while it is open.
    connect(m_compareMenu, &QMenu::aboutToShow, this, &CurvesHead::fillCompareMenu);
    m_compare->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_compare->setIconSize({14, 14});

    auto *axisMenu = new QMenu(m_axis);
    auto *scales = new QActionGroup(this);
    m_logarithmic = axisMenu->addAction(QString());
    m_linear = axisMenu->addAction(QString());
    for (QAction *action : {m_logarithmic, m_linear}) {
        action->setCheckable(true);
        scales->addAction(action);
    }
    axisMenu->addSeparator();
    m_long = axisMenu->addAction(QString());
    m_long->setCheckable(true);
    m_logarithmic->setChecked(true);
    m_axis->setMenu(axisMenu);
    m_axis->setPopupMode(QToolButton::InstantPopup);
    for (QAction *action : {m_logarithmic, m_linear, m_long})
        connect(action, &QAction::triggered, this, &CurvesHead::tellScale);

    m_export->setMenu(m_exportMenu);
    m_export->setPopupMode(QToolButton::InstantPopup);
    connect(m_table, &QToolButton::toggled, this, &CurvesHead::tableToggled);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_functions);
    layout->addWidget(m_memory);
    layout->addWidget(m_sections);
    layout->addWidget(m_sectionBox);
    layout->addStretch(1);
    layout->addWidget(m_compare);
    layout->addWidget(m_axis);
    layout->addWidget(m_table);
    layout->addWidget(m_export);
    // The widest thing of the head must not widen the pane.
    setMinimumWidth(200);
    retranslate();
}

bool CurvesHead::isTable() const
{
    return m_table->isChecked();
}

void CurvesHead::setTheme(const theme::Theme &theme)
{
    const QColor ink = theme.color(theme::Token::Muted);
    const QColor pale = theme.color(theme::Token::Strong);
    m_compare->setIcon(m_icons.icon(QStringLiteral("chevron-down"), ink, pale));
    m_axis->setIcon(m_icons.icon(QStringLiteral("settings"), ink, pale));
    m_table->setIcon(m_icons.icon(QStringLiteral("table"), ink, pale));
    m_export->setIcon(m_icons.icon(QStringLiteral("export"), ink, pale));
}

void CurvesHead::retranslate()
{
    const QStringList names{tr("Overview"), tr("Cold start"),     tr("Duration"),
                            tr("Cost"),     tr("Cost and speed"), tr("Break-even")};
    const QStringList tips{tr("All charts of the function"),
                           tr("Cold start, stacked by phase"),
                           tr("Duration of a warm call with its 90 % band"),
                           tr("Cost of a million calls"),
                           tr("Cost against duration, and the settings that no other beats"),
                           tr("From where on another way to pay is cheaper")};
    for (int i = 0; i < sectionCount; ++i) {
        auto *button = static_cast<QToolButton *>(m_sectionButtons->button(i));
        button->setText(names.at(i));
        button->setToolTip(tips.at(i));
        m_sectionBox->setItemText(i, names.at(i));
    }
    m_sectionBox->setAccessibleName(tr("Part of the curves"));
    m_functions->setAccessibleName(tr("Function"));
    m_memory->retranslate();
    m_compare->setText(tr("Compare with"));
    m_compare->setToolTip(tr("Lay other functions or variants over this one, up to three"));
    m_axis->setToolTip(tr("Axis of memory"));
    m_axis->setAccessibleName(m_axis->toolTip());
    m_logarithmic->setText(tr("&Logarithmic"));
    m_linear->setText(tr("L&inear"));
    m_long->setText(tr("&Up to %1 MB").arg(m_most.value));
    m_table->setToolTip(tr("Show the same numbers as a table"));
    m_table->setAccessibleName(tr("Table"));
    m_export->setToolTip(tr("Copy or save the chart"));
    m_export->setAccessibleName(m_export->toolTip());
    fit();
}

void CurvesHead::setSection(Section section)
{
    m_sectionButtons->button(int(section))->setChecked(true);
    m_sectionBox->setCurrentIndex(int(section));
    // Ways to pay have neither variants nor an axis of memory.
    const bool curves = section != Section::BreakEven;
    m_compare->setEnabled(curves);
    m_axis->setEnabled(curves);
}

void CurvesHead::setScale(bool logarithmic, bool long_)
{
    (logarithmic ? m_logarithmic : m_linear)->setChecked(true);
    m_long->setChecked(long_);
}

void CurvesHead::tellScale()
{
    Q_EMIT scaleChosen(m_logarithmic->isChecked(), m_long->isChecked());
}

void CurvesHead::setChoices(const QList<VariantChoice> &choices, const QList<VariantChoice> &chosen)
{
    m_choices = choices;
    m_chosen = chosen;
}

void CurvesHead::fillCompareMenu()
{
    m_compareMenu->clear();
    for (QMenu *within : m_compareMenu->findChildren<QMenu *>())
        within->deleteLater();
    // Kinds of which there are many have a menu of their own.
    const QMap<VariantChoice::Kind, QString> titles{
        {VariantChoice::Kind::PriceBook, tr("Other &prices")},
        {VariantChoice::Kind::Runtime, tr("Another &runtime")},
        {VariantChoice::Kind::Function, tr("Another &function")}};
    QMap<VariantChoice::Kind, QMenu *> menus;
    for (const VariantChoice &choice : std::as_const(m_choices)) {
        QMenu *menu = m_compareMenu;
        if (titles.contains(choice.kind)) {
            QMenu *&within = menus[choice.kind];
            if (!within)
                within = m_compareMenu->addMenu(titles.value(choice.kind));
            menu = within;
        }
        QAction *action = menu->addAction(choice.name);
        action->setCheckable(true);
        action->setChecked(m_chosen.contains(choice));
        action->setEnabled(action->isChecked() || m_chosen.size() + 1 < mostCurves);
        connect(action, &QAction::triggered, this, [this, choice](bool checked) {
            QList<VariantChoice> wanted = m_chosen;
            wanted.removeAll(choice);
            if (checked)
                wanted.append(choice);
            Q_EMIT comparedChanged(wanted);
        });
    }
    m_compareMenu->addSeparator();
    QAction *none = m_compareMenu->addAction(tr("&Nothing"));
    none->setEnabled(!m_chosen.isEmpty());
    connect(none, &QAction::triggered, this, [this] { Q_EMIT comparedChanged({}); });
}

void CurvesHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CurvesHead::fit()
{
    // One of the two has room in the layout; its own width is exchanged for that of the buttons.
    layout()->invalidate();
    int wide = layout()->sizeHint().width();
    if (m_sections->isHidden())
        wide += m_sections->sizeHint().width() - m_sectionBox->sizeHint().width();
    const bool asBox = wide > width();
    if (asBox == m_sections->isHidden())
        return;
    // Whoever goes through the head by keyboard stays at the sections.
    const bool hadFocus
        = m_sections->isAncestorOf(QApplication::focusWidget()) || m_sectionBox->hasFocus();
    m_sections->setVisible(!asBox);
    m_sectionBox->setVisible(asBox);
    if (hadFocus)
        (asBox ? static_cast<QWidget *>(m_sectionBox) : m_sectionButtons->checkedButton())
            ->setFocus();
}

} // namespace stratoplan::curves
