// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/design_document.h"
#include "widgets/inspector/property.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSlider;

namespace stratoplan::inspector {

/// Width of the longest word, in pixels: a label that wraps gets no narrower.
int longestWord(const QLabel &label);

/// One property with its editor. What is typed becomes an edit of the document when it is finished;
/// a value that cannot be is told beside the field, and the design keeps the old one. The editing
/// of one field between focus in and focus out is one undo entry.
class PropertyRow : public QWidget
{
    Q_OBJECT

public:
    PropertyRow(Property property, DesignDocument &document, QWidget *parent = nullptr);
    ~PropertyRow() override;

    const Property &property() const { return m_property; }
    /// Shows what the design holds now; leaves a field alone that somebody types in.
    void refresh();
    /// The widget that takes the keyboard, for tests and for jumping to a value.
    QWidget *field() const;

Q_SIGNALS:
    /// The value is typed in the field of another property.
    void fieldRequested(const QString &property);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeLine();
    void makeMemory();
    void makeChoice();
    void makeElements();
    void makeLongText();
    /// A long text takes as many lines as it has, within limits.
    void fitLongText();
    void commitText(const QString &text);
    void commit(const QVariant &value);
    void showFault(const QString &text);
    /// What stands in the empty field: the expression, what is assumed, or that it is not known.
    QString placeholder(const PropertyValue &value) const;

    Property m_property;
    DesignDocument &m_document;
    Gesture m_gesture;
    bool m_refreshing = false;
    QLineEdit *m_line = nullptr;
    QSlider *m_slider = nullptr;
    QComboBox *m_choice = nullptr;
    QListWidget *m_list = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_unit = nullptr;
    QLabel *m_fault = nullptr;
    QLabel *m_remark = nullptr;
};

} // namespace stratoplan::inspector
