// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/figure_line.h"

#include "widgets/curves/elided_label.h"
#include "widgets/curves/words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSignalBlocker>

namespace stratoplan::curves {

namespace {

bool isKeepKey(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

MemoryField::MemoryField(MemoryHandle &handle, QWidget *parent)
    : QSpinBox(parent)
    , m_handle(handle)
{
    setObjectName(QStringLiteral("curvesMemory"));
    setFixedWidth(100);
    setKeyboardTracking(true);
    connect(this, &QSpinBox::valueChanged, this,
            [this](int value) { m_handle.moveTo(value, true); });
    connect(&m_handle, &MemoryHandle::changed, this, &MemoryField::follow);
    follow();
    retranslate();
}

void MemoryField::retranslate()
{
    setSuffix(tr(" MB"));
    setAccessibleName(tr("Memory"));
    setToolTip(tr("Any memory in MB; Enter keeps it, Esc takes it back"));
}

void MemoryField::stepBy(int steps)
{
    m_handle.step(steps, QApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    selectAll();
}

void MemoryField::keyPressEvent(QKeyEvent *event)
{
    if (isKeepKey(event->key())) {
        interpretText();
        m_handle.commit();
        selectAll();
    } else if (event->key() == Qt::Key_Escape && m_handle.isMoved()) {
        m_handle.cancel();
        selectAll();
    } else {
        QSpinBox::keyPressEvent(event);
    }
}

bool MemoryField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (isKeepKey(key) || key == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QSpinBox::event(event);
}

void MemoryField::follow()
{
    const QSignalBlocker quiet(this);
    setRange(m_handle.least().value, m_handle.most().value);
    setEnabled(m_handle.chosen().has_value());
    // Writing the same number anew would move the cursor of whoever types it.
    if (m_handle.chosen() && value() != m_handle.chosen()->value)
        setValue(m_handle.chosen()->value);
}

FigureLine::FigureLine(MemoryHandle &handle, QWidget *parent)
    : QWidget(parent)
    , m_handle(handle)
    , m_sentence(new ElidedLabel)
    , m_use(new QPushButton)
    , m_back(new QPushButton)
{
    m_sentence->setObjectName(QStringLiteral("curvesSentence"));
    m_use->setObjectName(QStringLiteral("curvesUse"));
    m_back->setObjectName(QStringLiteral("curvesBack"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_sentence, 1);
    for (QPushButton *button : {m_use, m_back}) {
        // Nothing jumps: they keep their room while there is nothing to keep or to take back.
        QSizePolicy policy = button->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        button->setSizePolicy(policy);
        row->addWidget(button);
    }
    connect(m_use, &QPushButton::clicked, &m_handle, &MemoryHandle::commit);
    connect(m_back, &QPushButton::clicked, &m_handle, &MemoryHandle::cancel);
    connect(&m_handle, &MemoryHandle::changed, this, &FigureLine::follow);
    retranslate();
    follow();
}

void FigureLine::retranslate()
{
    m_use->setText(tr("Use it"));
    m_use->setToolTip(tr("Give the function this memory"));
    m_back->setText(tr("Back"));
    m_back->setToolTip(tr("Back to the memory that the function has"));
}

void FigureLine::follow()
{
    m_use->setVisible(m_handle.isMoved());
    m_back->setVisible(m_handle.isMoved());
}

void FigureLine::setFigures(const std::optional<estimate::MemoryPoint> &now,
                            const std::optional<estimate::MemoryPoint> &chosen,
                            const QString &remark)
{
    QString text
        = chosen ? choiceSentence(now, *chosen) : tr("The function's memory is not known.");
    if (!remark.isEmpty())
        text = tr("%1 %2.").arg(text, remark);
    if (text == m_figures)
        return;
    m_figures = text;
    m_telling = false;
    m_sentence->setText(text);
    m_sentence->setToolTip(text);
}

void FigureLine::tell(const QString &text)
{
    m_telling = true;
    m_sentence->setText(text);
    m_sentence->setToolTip(text);
}

QString FigureLine::text() const
{
    return m_sentence->text();
}

} // namespace stratoplan::curves
