// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_accessible.h"

#include "widgets/curves/break_even_chart.h"
#include "widgets/curves/line_chart.h"
#include "widgets/document/figure_text.h"

#include <QAccessibleWidget>

namespace stratoplan::curves {

namespace {

/// A chart; with a line on it also what the line stands at.
class ChartInterface : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    ChartInterface(ChartView *chart, MemoryHandle *handle)
        : QAccessibleWidget(chart, QAccessible::Chart)
        , m_handle(handle)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface && m_handle)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        const auto *chart = static_cast<const ChartView *>(object());
        if (kind == QAccessible::Description && !chart->nothing().isEmpty())
            return chart->nothing();
        if (kind == QAccessible::Value && m_handle && m_handle->chosen())
            return memory(*m_handle->chosen());
        return QAccessibleWidget::text(kind);
    }
    // What the parts of the scene are is in the table.
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }

    QVariant currentValue() const override
    {
        return m_handle->chosen() ? QVariant(m_handle->chosen()->value) : QVariant();
    }
    void setCurrentValue(const QVariant &value) override
    {
        m_handle->moveTo(value.toDouble(), true);
        m_handle->commit();
    }
    QVariant maximumValue() const override { return m_handle->most().value; }
    QVariant minimumValue() const override { return m_handle->least().value; }
    QVariant minimumStepSize() const override { return 1; }

private:
    MemoryHandle *m_handle;
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (auto *chart = qobject_cast<LineChart *>(object))
        return new ChartInterface(chart, &chart->handle());
    if (auto *chart = qobject_cast<BreakEvenChart *>(object))
        return new ChartInterface(chart, nullptr);
    return nullptr;
}

} // namespace

void installChartAccessibility()
{
    // Installing a factory that is there already does nothing.
    QAccessible::installFactory(interfaceOf);
}

void tellMemory(ChartView &chart, const MemoryHandle &handle)
{
    if (!QAccessible::isActive() || !chart.hasFocus() || !handle.chosen())
        return;
    QAccessibleValueChangeEvent event(&chart, handle.chosen()->value);
    QAccessible::updateAccessibility(&event);
}

} // namespace stratoplan::curves
