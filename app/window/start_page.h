// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "widgets/theme/theme.h"

#include <QHash>
#include <QPixmap>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace stratoplan::window {

/// What a window shows before there is a design: new, open, recent files, samples.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// While a file is being opened, which will take the place of the page, nothing is made of it.
    void setWaiting(bool waiting);
    void setRecent(const QStringList &files);
    /// Files of the samples, in the order shown.
    static QStringList samples();

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void fileRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Builds the page again when it is seen, once for all that changed before.
    void outdate();
    void rebuildSoon();
    void rebuildIfSeen();
    void rebuild();
    QWidget *leftColumn();
    QWidget *rightColumn();
    QWidget *sampleCard(const QString &path);

    theme::Theme m_theme = theme::light();
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QHash<QString, QPixmap> m_pictures; ///< of the samples in the present theme
    QStringList m_recent;
    QVBoxLayout *m_column = nullptr;
    bool m_waiting = false;
    bool m_outdated = true;
};

} // namespace stratoplan::window
