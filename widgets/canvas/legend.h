// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/content.h"

#include <QFrame>

class QToolButton;

namespace stratoplan::canvas {

/// The lines that are on the canvas, with their names. Folds to its title.
class Legend : public QFrame
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setContent(const Content &content);
    const QList<Relation> &relations() const { return m_relations; }
    bool isFolded() const { return m_folded; }
    void setFolded(bool folded);
    void retranslate();

    QSize sizeHint() const override;

Q_SIGNALS:
    void foldedChanged(bool folded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString nameOf(Relation relation) const;

    theme::Theme m_theme = theme::light();
    QList<Relation> m_relations;
    bool m_folded = false;
    QToolButton *m_fold = nullptr;
};

} // namespace stratoplan::canvas
