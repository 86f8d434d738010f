// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/panel_head.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace stratoplan::network {

namespace {

constexpr int sectionCount = 5;
constexpr int compareBoth = 2; ///< entry of the box of models
constexpr double mostFactor = 1000;

int nearestStep(double factor)
{
    const QList<double> &factors = peakFactors();
    int best = 0;
    for (int i = 1; i < factors.size(); ++i) {
        if (std::abs(factors.at(i) - factor) < std::abs(factors.at(best) - factor))
            best = i;
    }
    return best;
}

} // namespace

const QList<double> &peakFactors()
{
    static const QList<double> factors{0, 0.1, 0.25, 0.5, 0.75, 1,  1.25, 1.5, 2,  2.5, 3,
                                       4, 5,   7.5,  10,  15,   20, 30,   50,  75, 100};
    return factors;
}

PanelHead::PanelHead(QWidget *parent)
    : QWidget(parent)
    , m_sections(new QFrame)
    , m_sectionButtons(new QButtonGroup(this))
    , m_sectionBox(new QComboBox)
    , m_model(new QComboBox)
    , m_peak(new QLabel)
    , m_factor(new QDoubleSpinBox)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_reset(new QToolButton)
    , m_zoomOut(new QToolButton)
    , m_zoomIn(new QToolButton)
{
    m_sections->setProperty("segmented", true);
    auto *row = new QHBoxLayout(m_sections);
    row->setContentsMargins(3, 0, 3, 0);
    row->setSpacing(0);
    for (int i = 0; i < sectionCount; ++i) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        row->addWidget(button);
        m_sectionButtons->addButton(button, i);
        m_sectionBox->addItem(QString());
    }
    m_sectionBox->setObjectName(QStringLiteral("networkSection"));
    m_sectionButtons->button(0)->setChecked(true);
    connect(m_sectionButtons, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT sectionChosen(Section(id)); });
    connect(m_sectionBox, &QComboBox::activated, this,
            [this](int id) { Q_EMIT sectionChosen(Section(id)); });

    m_model->setObjectName(QStringLiteral("networkModel"));
    m_model->addItems({QString(), QString(), QString()});
    connect(m_model, &QComboBox::activated, this, [this](int index) {
        Q_EMIT modelChosen(index == compareBoth ? std::nullopt : std::optional(Model(index)));
    });

    m_factor->setObjectName(QStringLiteral("peakFactor"));
    m_factor->setRange(0, mostFactor);
    m_factor->setDecimals(2);
    m_factor->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_factor->setPrefix(QStringLiteral("× "));
    m_factor->setValue(1);
    m_factor->setFixedWidth(88);
    m_slider->setObjectName(QStringLiteral("peakSlider"));
    m_slider->setRange(0, static_cast<int>(peakFactors().size()) - 1);
    m_slider->setPageStep(3);
    m_slider->setFixedWidth(120);
    m_slider->setValue(nearestStep(1));
    connect(m_factor, &QDoubleSpinBox::valueChanged, this, &PanelHead::factorChosen);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int step) { Q_EMIT factorChosen(peakFactors().at(step)); });
    m_peak->setBuddy(m_factor);
    m_reset->setObjectName(QStringLiteral("peakReset"));
    connect(m_reset, &QToolButton::clicked, this, &PanelHead::resetWanted);
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(-1); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { Q_EMIT zoomWanted(1); });
    for (QToolButton *button : {m_reset, m_zoomOut, m_zoomIn}) {
        button->setFixedSize(26, 26);
        button->setIconSize({16, 16});
    }

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(8);
    layout->addWidget(m_sections);
    layout->addWidget(m_sectionBox);
    layout->addStretch(1);
    layout->addWidget(m_model);
    layout->addSpacing(8);
    layout->addWidget(m_peak);
    layout->addWidget(m_slider);
    layout->addWidget(m_factor);
    layout->addWidget(m_reset);
    layout->addSpacing(8);
    layout->addWidget(m_zoomOut);
    layout->addWidget(m_zoomIn);
    // The widest thing of the head must not widen the pane.
    setMinimumWidth(200);
    retranslate();
}

void PanelHead::setTheme(const theme::Theme &theme)
{
    const QColor ink = theme.color(theme::Token::Muted);
    const QColor pale = theme.color(theme::Token::Strong);
    m_reset->setIcon(m_icons.icon(QStringLiteral("undo"), ink, pale));
    m_zoomOut->setIcon(m_icons.icon(QStringLiteral("zoom-out"), ink, pale));
    m_zoomIn->setIcon(m_icons.icon(QStringLiteral("zoom-in"), ink, pale));
}

void PanelHead::retranslate()
{
    const QStringList names{tr("Overview"), tr("Addresses"), tr("Subnets"), tr("Zones"),
                            tr("Peak")};
    const QStringList tips{tr("Map, subnets and zones"), tr("The addresses to scale"),
                           tr("The table of subnets"), tr("Switch zones off and see what stops"),
                           tr("Try another peak of each function")};
    for (int i = 0; i < sectionCount; ++i) {
        auto *button = static_cast<QToolButton *>(m_sectionButtons->button(i));
        button->setText(names.at(i));
        button->setToolTip(tips.at(i));
        m_sectionBox->setItemText(i, names.at(i));
    }
    m_sectionBox->setAccessibleName(tr("Part of the network view"));
    m_model->setItemText(int(Model::Hyperplane), tr("%1 (today)").arg(id(Model::Hyperplane)));
    m_model->setItemText(int(Model::PerContainerEni),
                         tr("%1 (until 2019)").arg(id(Model::PerContainerEni)));
    m_model->setItemText(compareBoth, tr("Compare both"));
    m_model->setToolTip(tr("How functions take addresses: today, or until 2019"));
    m_model->setAccessibleName(tr("Network model"));
    m_peak->setText(tr("Pea&k"));
    m_factor->setToolTip(tr("Factor on the peak concurrency of every function; tried out only"));
    m_factor->setAccessibleName(tr("Factor on the peak"));
    m_slider->setToolTip(m_factor->toolTip());
    m_slider->setAccessibleName(m_factor->accessibleName());
    m_reset->setToolTip(tr("Back to the peak of the design"));
    m_reset->setAccessibleName(m_reset->toolTip());
    m_zoomOut->setToolTip(tr("Show more addresses in a row (-)"));
    m_zoomOut->setAccessibleName(m_zoomOut->toolTip());
    m_zoomIn->setToolTip(tr("Show fewer addresses in a row (+)"));
    m_zoomIn->setAccessibleName(m_zoomIn->toolTip());
    fit();
}

void PanelHead::setSection(Section section)
{
    m_sectionButtons->button(int(section))->setChecked(true);
    m_sectionBox->setCurrentIndex(int(section));
    const bool map = section == Section::Overview || section == Section::Addresses;
    m_zoomIn->setEnabled(map);
    m_zoomOut->setEnabled(map);
}

void PanelHead::setScenario(const Scenario &scenario, Model designed)
{
    const QSignalBlocker quietFactor(m_factor);
    const QSignalBlocker quietSlider(m_slider);
    // Writing the same number anew would move the cursor of whoever types it.
    if (m_factor->value() != scenario.peak.factor)
        m_factor->setValue(scenario.peak.factor);
    m_slider->setValue(nearestStep(scenario.peak.factor));
    m_reset->setEnabled(scenario.peak.factor != 1 || !scenario.peak.peakConcurrency.isEmpty());
    const Model shown = scenario.modelStated ? scenario.model : designed;
    m_model->setCurrentIndex(scenario.compare ? compareBoth : int(shown));
}

void PanelHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void PanelHead::fit()
{
    const QList<QWidget *> giveWay{m_slider, m_zoomIn, m_zoomOut, m_peak};
    m_sections->setVisible(true);
    m_sectionBox->setVisible(false);
    for (QWidget *widget : giveWay)
        widget->setVisible(true);
    const auto tooWide = [this] {
        layout()->invalidate();
        return layout()->sizeHint().width() > width();
    };
    for (QWidget *widget : giveWay) {
        if (!tooWide())
            return;
        widget->setVisible(false);
    }
    if (tooWide()) {
        m_sections->setVisible(false);
        m_sectionBox->setVisible(true);
    }
}

} // namespace stratoplan::network
