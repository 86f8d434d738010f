// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace stratoplan::yaml {

/// The text in double quotes, on one line.
QByteArray quotedText(const QString &text);
/// The text as a scalar on one line: plain where readers of YAML 1.1 and 1.2 both take it for this
/// very text, else in double quotes ("yes", "0123", "10.0.0.0/16", "a: b").
QByteArray scalarText(const QString &text);
/// A number that reads as the same double again, with a point where it has an exponent (YAML 1.1
/// takes "1e-06" for a text). `keepsType`: with a point always, so that 5.0 is not read as an
/// integer.
QByteArray scalarText(double number, bool keepsType = false);

/// Writes a text of block mappings and lists, two blanks a level, one entry a line:
///
///     writer.entry("title", scalarText(title));
///     writer.beginList("functions");
///     writer.beginItem();
///     writer.entry("name", "Orders");
///     writer.endItem();
///     writer.endList();
///
/// yaml-cpp's emitter cannot do what a design file needs: text of unknown entries as it was
/// written,
/// `|-` blocks, and quotes for what YAML 1.1 would take for a boolean, a number or a date.
class Writer
{
public:
    /// "key: value"; the value is a scalar or flow text on one line.
    void entry(const QString &key, const QByteArray &value);
    /// A text: on one line, or as a literal block where it has several lines that one can hold.
    void text(const QString &key, const QString &text);
    /// "key: [a, b]", or one item a line where that is longer than a line should be.
    void items(const QString &key, const QList<QByteArray> &values);
    void beginMapping(const QString &key);
    void endMapping();
    void beginList(const QString &key);
    void endList();
    /// A mapping as an item of the list; it needs at least one entry.
    void beginItem();
    void endItem();
    /// Lines of a block mapping without indentation, as Reader::others() gives them.
    void raw(const QByteArray &lines);
    /// An empty line.
    void space();

    const QByteArray &result() const { return m_out; }

private:
    void line(const QByteArray &text);

    QByteArray m_out;
    qsizetype m_indentation = 0;
    bool m_atDash = false; ///< the next line is the first of an item
};

} // namespace stratoplan::yaml
