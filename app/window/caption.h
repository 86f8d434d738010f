// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/severity.h"
#include "widgets/theme/theme.h"

#include <QFrame>

#include <optional>

class QLabel;

namespace stratoplan::window {

/// A sentence over the lower edge of another widget, to be read from afar: two lines at most.
class Caption : public QFrame
{
    Q_OBJECT

public:
    explicit Caption(QWidget &below);

    /// `place` is where it stands among others: "3 of 12".
    void tell(const QString &place, const QString &sentence, std::optional<theme::Mark> mark);
    void clear();
    void setTheme(const theme::Theme &theme);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();

    QWidget &m_below;
    theme::Theme m_theme = theme::light();
    QString m_whole;
    std::optional<theme::Mark> m_mark;
    QLabel *m_glyph;
    QLabel *m_place;
    QLabel *m_sentence;
};

} // namespace stratoplan::window
