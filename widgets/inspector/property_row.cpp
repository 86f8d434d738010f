// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/property_row.h"

#include "widgets/inspector/property_parts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSlider>
#include <QStandardItemModel>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace stratoplan::inspector {

namespace {

constexpr int fieldWidth = 118;
/// Five digits and a unit.
constexpr int leastFieldWidth = 76;
constexpr int choiceWidth = 150;
constexpr int leastChoiceWidth = 96;
/// A long text takes as many lines as it has, within these.
constexpr int fewestLines = 2;
constexpr int mostLines = 7;
constexpr int tickHeight = 24;
constexpr int mostTicks = 9;
/// Steps of the memory slider: what Lambda takes is any whole MB, what people choose are multiples
/// of 64.
constexpr int memoryStep = 64;

/// Wraps between its words. It takes what its field leaves, and a field leaves it its longest word.
QLabel *labelFor(const Property &property, QWidget *parent)
{
    auto *label = new QLabel(property.label, parent);
    label->setWordWrap(true);
    label->setToolTip(property.hint);
    label->setMinimumWidth(longestWord(*label));
    QSizePolicy policy = label->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    label->setSizePolicy(policy);
    return label;
}

/// Gives way to a label with a long word; its list may be wider than the field. The list is not
/// made before it is opened, which takes longer than all else of a row.
class ChoiceField : public QComboBox
{
public:
    explicit ChoiceField(QWidget *parent)
        : QComboBox(parent)
    {
        setMinimumWidth(leastChoiceWidth);
        setMaximumWidth(choiceWidth);
        // The wheel scrolls the pane; what takes the keyboard by it would take the next turn, too.
        setFocusPolicy(Qt::StrongFocus);
    }

    QSize sizeHint() const override { return {choiceWidth, QComboBox::sizeHint().height()}; }

    void showPopup() override
    {
        int widest = 0;
        for (int row = 0; row < count(); ++row)
            widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(row)));
        view()->setMinimumWidth(widest + besideText);
        QComboBox::showPopup();
    }

private:
    static constexpr int besideText = 32;
};

} // namespace

int longestWord(const QLabel &label)
{
    label.ensurePolished();
    int longest = 0;
    for (const QString &word : label.text().split(QLatin1Char(' ')))
        longest = std::max(longest, label.fontMetrics().horizontalAdvance(word));
    return longest;
}

PropertyRow::PropertyRow(Property property, DesignDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_property(std::move(property))
    , m_document(document)
    , m_fault(new QLabel(this))
{
    setObjectName(m_property.id);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_fault->setWordWrap(true);
    m_fault->setProperty("role", QStringLiteral("caption"));
    m_fault->setProperty("fault", true);
    m_fault->hide();

    switch (m_property.editor) {
    case Editor::Memory:
        makeLine();
        makeMemory();
        break;
    case Editor::Integer:
    case Editor::Real:
    case Editor::Text:
    case Editor::Date:
        makeLine();
        break;
    case Editor::Choice:
        makeChoice();
        break;
    case Editor::Elements:
        makeElements();
        break;
    case Editor::LongText:
        makeLongText();
        break;
    }
    column->addWidget(m_fault);
    if (m_property.remark) {
        m_remark = new QLabel(this);
        m_remark->setWordWrap(true);
        m_remark->setProperty("role", QStringLiteral("caption"));
        column->addWidget(m_remark);
    }
    field()->setAccessibleName(m_property.label);
    field()->setToolTip(m_property.hint);
    field()->installEventFilter(this);
    refresh();
}

PropertyRow::~PropertyRow()
{
    // A line with the keyboard gives its text when it loses it; it goes with the row.
    if (m_line)
        m_line->disconnect(this);
}

QWidget *PropertyRow::field() const
{
    if (m_line)
        return m_line;
    if (m_choice)
        return m_choice;
    if (m_list)
        return m_list;
    return m_text;
}

void PropertyRow::makeLine()
{
    m_line = new QLineEdit(this);
    const bool isNumber = m_property.editor != Editor::Text && m_property.editor != Editor::Date;
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(labelFor(m_property, this), 1);
    if (isNumber) {
        m_line->setMinimumWidth(leastFieldWidth);
        m_line->setMaximumWidth(fieldWidth);
        m_line->setAlignment(Qt::AlignRight);
        if (!m_property.unit.isEmpty()) {
            m_unit = new QLabel(m_property.unit, m_line);
            m_unit->setProperty("role", QStringLiteral("caption"));
            m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
            auto *inside = new QHBoxLayout(m_line);
            inside->setContentsMargins(0, 0, 8, 0);
            inside->addWidget(m_unit, 0, Qt::AlignRight | Qt::AlignVCenter);
            m_line->setTextMargins(0, 0, m_unit->sizeHint().width() + 4, 0);
        }
        row->addWidget(m_line);
    } else {
        row->addWidget(m_line, 2);
    }
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (m_line->isModified())
            commitText(m_line->text());
    });
}

void PropertyRow::makeMemory()
{
    Q_ASSERT(m_property.minimum && m_property.maximum);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setRange(int(*m_property.minimum) / memoryStep,
                       int(*m_property.maximum) / memoryStep);
    m_slider->setPageStep(8);
    m_slider->setAccessibleName(m_property.label);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_slider);
    m_slider->installEventFilter(this);
    connect(m_slider, &QSlider::sliderPressed, this,
            [this] { m_gesture = m_document.newGesture(); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { m_gesture = {}; });
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        if (!m_refreshing)
            commit(step * memoryStep);
    });
}

void PropertyRow::makeChoice()
{
    m_choice = new ChoiceField(this);
    if (!m_property.required)
        m_choice->addItem(QString(), QVariant());
    auto *entries = qobject_cast<QStandardItemModel *>(m_choice->model());
    for (const Choice &choice : m_property.choices) {
        m_choice->addItem(choice.label, choice.value);
        const int last = m_choice->count() - 1;
        entries->item(last)->setEnabled(choice.refused.isEmpty());
        m_choice->setItemData(last, choice.refused, Qt::ToolTipRole);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(labelFor(m_property, this), 1);
    row->addWidget(m_choice);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_choice, &QComboBox::activated, this, [this] {
        const QVariant value = m_choice->currentData();
        for (const Choice &choice : m_property.choices) {
            if (choice.value != value || choice.typedIn.isEmpty())
                continue;
            refresh();
            Q_EMIT fieldRequested(choice.typedIn);
            return;
        }
        commit(value);
    });
}

void PropertyRow::makeElements()
{
    m_list = new QListWidget(this);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    for (const Choice &choice : m_property.choices) {
        auto *item = new QListWidgetItem(choice.label, m_list);
        item->setData(Qt::UserRole, choice.value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setSizeHint({0, tickHeight});
    }
    const int rows = std::clamp(int(m_property.choices.size()), 1, mostTicks);
    m_list->setFixedHeight(rows * tickHeight);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = static_cast<QVBoxLayout *>(layout());
    if (m_property.choices.isEmpty()) {
        auto *nothing = new QLabel(Words::tr("The design has no subnets."));
        nothing->setWordWrap(true);
        nothing->setProperty("role", QStringLiteral("caption"));
        column->addWidget(nothing);
        m_list->hide();
    } else {
        m_fault->setText(m_property.assumed);
        column->addWidget(m_list);
    }
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        if (m_refreshing)
            return;
        QVariantList ticked;
        for (int row = 0; row < m_list->count(); ++row) {
            const QListWidgetItem *item = m_list->item(row);
            if (item->checkState() == Qt::Checked)
                ticked.append(item->data(Qt::UserRole));
        }
        commit(ticked);
    });
}

void PropertyRow::makeLongText()
{
    m_text = new QPlainTextEdit(this);
    m_text->setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PropertyRow::fitLongText);
    auto *column = static_cast<QVBoxLayout *>(layout());
    QLabel *label = labelFor(m_property, this);
    label->setWordWrap(false);
    column->addWidget(label);
    column->addWidget(m_text);
}

void PropertyRow::fitLongText()
{
    if (!m_text)
        return;
    const QFontMetrics metrics = m_text->fontMetrics();
    const int height = metrics
                           .boundingRect(0, 0, std::max(80, m_text->width() - 16), 10000,
                                         Qt::TextWordWrap, m_text->toPlainText())
                           .height();
    m_text->setFixedHeight(
        std::clamp(height, fewestLines * metrics.lineSpacing(), mostLines * metrics.lineSpacing())
        + 12);
}

void PropertyRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitLongText();
}

QString PropertyRow::placeholder(const PropertyValue &value) const
{
    if (value.differs)
        return Words::tr("various");
    if (!value.expression.isEmpty())
        return value.expression;
    return m_property.assumed.isEmpty() ? Words::tr("not known") : m_property.assumed;
}

void PropertyRow::refresh()
{
    const PropertyValue value = m_property.read(m_document.design());
    m_refreshing = true;
    if (m_line && !(m_line->hasFocus() && m_line->isModified())) {
        const QString text = written(m_property, value.value);
        if (m_line->text() != text) {
            m_line->setText(text);
            // A text that is too long for its field shows how it begins.
            m_line->setCursorPosition(0);
        }
        m_line->setPlaceholderText(placeholder(value));
        showFault({});
    }
    if (m_slider) {
        m_slider->setEnabled(true);
        m_slider->setValue(value.value.isValid() ? value.value.toInt() / memoryStep : 0);
    }
    if (m_choice) {
        if (!m_property.required)
            m_choice->setItemText(0, placeholder(PropertyValue{{}, value.expression}));
        m_choice->setPlaceholderText(placeholder(value));
        int at = m_property.required || value.differs ? -1 : 0;
        for (int row = 0; row < m_choice->count(); ++row) {
            if (value.value.isValid() && m_choice->itemData(row) == value.value)
                at = row;
        }
        if (at <= 0 && value.value.isValid()
            && m_choice->itemData(std::max(at, 0)) != value.value) {
            // A value that the catalogue does not know stays as it is.
            m_choice->addItem(value.value.toString(), value.value);
            at = m_choice->count() - 1;
        }
        m_choice->setCurrentIndex(at);
        const bool isUnknown = !value.value.isValid();
        if (m_choice->property("unknown").toBool() != isUnknown) {
            m_choice->setProperty("unknown", isUnknown);
            m_choice->style()->unpolish(m_choice);
            m_choice->style()->polish(m_choice);
        }
        const QString chosen = m_choice->currentText();
        m_choice->setToolTip(
            m_property.hint.isEmpty() ? chosen : m_property.hint + QLatin1Char('\n') + chosen);
    }
    if (m_list) {
        const QVariantList ticked = value.value.toList();
        for (int row = 0; row < m_list->count(); ++row) {
            QListWidgetItem *item = m_list->item(row);
            const QVariant id = item->data(Qt::UserRole);
            item->setCheckState(ticked.contains(id)                ? Qt::Checked
                                    : value.somewhere.contains(id) ? Qt::PartiallyChecked
                                                                   : Qt::Unchecked);
        }
    }
    if (m_text && !m_text->hasFocus()) {
        m_text->setPlaceholderText(value.differs ? placeholder(value) : QString());
        if (m_text->toPlainText() != value.value.toString())
            m_text->setPlainText(value.value.toString());
    }
    if (m_remark) {
        const QString remark = m_property.remark(m_document.design());
        m_remark->setText(remark);
        m_remark->setVisible(!remark.isEmpty());
        field()->setAccessibleDescription(remark);
    }
    m_refreshing = false;
}

void PropertyRow::commitText(const QString &text)
{
    // An empty field of several elements says that they differ, not that nothing is to be stated.
    if (text.trimmed().isEmpty() && m_property.read(m_document.design()).differs) {
        m_line->setModified(false);
        refresh();
        return;
    }
    const tl::expected<QVariant, QString> value = parsed(m_property, text);
    if (!value) {
        showFault(value.error());
        return;
    }
    m_line->setModified(false);
    commit(*value);
}

void PropertyRow::commit(const QVariant &value)
{
    DocumentEdit edit = m_document.edit(Words::tr("Set %1").arg(m_property.label), m_gesture);
    m_property.write(edit, value);
    const Problems refused = edit.commit();
    if (refused.isEmpty())
        showFault({});
    else
        showFault(toString(refused.first().what));
    refresh();
    if (!refused.isEmpty())
        showFault(toString(refused.first().what));
}

void PropertyRow::showFault(const QString &text)
{
    m_fault->setText(text);
    m_fault->setVisible(!text.isEmpty());
    if (!m_line || m_line->property("invalid").toBool() == !text.isEmpty())
        return;
    m_line->setProperty("invalid", !text.isEmpty());
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
}

bool PropertyRow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        m_gesture = m_document.newGesture();
        break;
    case QEvent::FocusOut:
        if (m_text && watched == m_text
            && m_text->toPlainText() != m_property.read(m_document.design()).value.toString())
            commit(m_text->toPlainText().isEmpty() ? QVariant() : QVariant(m_text->toPlainText()));
        m_gesture = {};
        break;
    case QEvent::Wheel:
        // Scrolling the pane must not change what lies under the pointer.
        if (!static_cast<QWidget *>(watched)->hasFocus()) {
            event->ignore();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (m_line && watched == m_line && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape
            && m_line->isModified()) {
            m_line->setModified(false);
            refresh();
            return true;
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stratoplan::inspector
