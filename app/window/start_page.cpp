// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/start_page.h"

#include "planner/store/store.h"
#include "widgets/canvas/picture.h"
#include "widgets/theme/fonts.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stratoplan::window {

namespace {

constexpr int leftWidth = 320;
constexpr int sampleColumns = 2;
constexpr QLatin1String sampleFolder(":/examples");

constexpr int cardWidth = 300;
constexpr QSize pictureSize(270, 140);

struct Sample
{
    Design design;
    QString title;
    QString description;
};

/// Title and first sentence of a sample; its file's name where it has none.
Sample sampleOf(const QString &path)
{
    Sample sample{{}, QFileInfo(path).completeBaseName(), {}};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return sample;
    if (const Expected<Design> design = store::read(file.readAll(), path)) {
        sample.design = *design;
        if (!design->settings().title.isEmpty())
            sample.title = design->settings().title;
        sample.description = design->settings().description.section(QStringLiteral(". "), 0, 0);
    }
    return sample;
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("title"));
    return label;
}

} // namespace

StartPage::StartPage(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(std::move(catalog))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("startPage"));
    m_column->setContentsMargins(0, 0, 0, 0);
}

QStringList StartPage::samples()
{
    QStringList files;
    const QDir folder(sampleFolder);
    for (const QString &name : folder.entryList({QStringLiteral("*.stratoplan")}, QDir::Files))
        files.append(folder.filePath(name));
    return files;
}

void StartPage::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_pictures.clear();
    outdate();
}

void StartPage::setWaiting(bool waiting)
{
    m_waiting = waiting;
    rebuildSoon();
}

void StartPage::setRecent(const QStringList &files)
{
    m_recent = files;
    outdate();
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        outdate();
    QWidget::changeEvent(event);
}

void StartPage::showEvent(QShowEvent *event)
{
    rebuildSoon();
    QWidget::showEvent(event);
}

void StartPage::outdate()
{
    m_outdated = true;
    rebuildIfSeen();
}

void StartPage::rebuildSoon()
{
    // What is shown in the same turn is not seen yet, and may be hidden again.
    QMetaObject::invokeMethod(this, &StartPage::rebuildIfSeen, Qt::QueuedConnection);
}

void StartPage::rebuildIfSeen()
{
    if (!m_outdated || m_waiting || !isVisible())
        return;
    m_outdated = false;
    rebuild();
}

void StartPage::rebuild()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(48, 40, 48, 24);
    row->setSpacing(48);
    row->addStretch(1);
    row->addWidget(leftColumn(), 0, Qt::AlignTop);
    row->addWidget(rightColumn(), 0, Qt::AlignTop);
    row->addStretch(1);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(content);
    m_column->addWidget(area, 1);
    auto *foot = new QLabel(tr("Stratoplan works offline and needs no AWS account."));
    foot->setAlignment(Qt::AlignCenter);
    foot->setProperty("role", QStringLiteral("kind"));
    foot->setContentsMargins(0, 8, 0, 12);
    m_column->addWidget(foot);
}

QWidget *StartPage::leftColumn()
{
    auto *left = new QWidget;
    left->setFixedWidth(leftWidth);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *name = new QLabel(QStringLiteral("Stratoplan"));
    name->setFont(theme::sans(28, true));
    column->addWidget(name);
    auto *what = new QLabel(tr("Plan a serverless architecture before you deploy it."));
    what->setWordWrap(true);
    what->setProperty("role", QStringLiteral("kind"));
    column->addWidget(what);
    column->addSpacing(12);

    auto *open = new QPushButton(tr("Open a design or template"));
    open->setObjectName(QStringLiteral("startOpen"));
    open->setProperty("primary", true);
    open->setMinimumHeight(34);
    auto *fresh = new QPushButton(tr("New design"));
    fresh->setObjectName(QStringLiteral("startNew"));
    fresh->setMinimumHeight(34);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
    column->addWidget(open);
    column->addWidget(fresh);

    if (!m_recent.isEmpty()) {
        column->addSpacing(16);
        column->addWidget(heading(tr("Recent files")));
        for (const QString &path : m_recent) {
            auto *file = new QPushButton(QFileInfo(path).fileName());
            file->setProperty("quiet", true);
            file->setStyleSheet(QStringLiteral("text-align: left; padding-left: 6px;"));
            file->setToolTip(QDir::toNativeSeparators(path));
            connect(file, &QPushButton::clicked, this,
                    [this, path] { Q_EMIT fileRequested(path); });
            column->addWidget(file);
        }
    }
    column->addStretch();
    return left;
}

QWidget *StartPage::rightColumn()
{
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(12);
    const QStringList files = samples();
    if (files.isEmpty())
        return right;
    column->addWidget(heading(tr("Samples to look at and change")));
    auto *grid = new QGridLayout;
    grid->setSpacing(16);
    for (int i = 0; i < files.size(); ++i)
        grid->addWidget(sampleCard(files[i]), i / sampleColumns, i % sampleColumns);
    column->addLayout(grid);
    return right;
}

QWidget *StartPage::sampleCard(const QString &path)
{
    const Sample sample = sampleOf(path);
    auto *card = new QFrame;
    card->setProperty("card", true);
    card->setFixedWidth(cardWidth);
    card->setCursor(Qt::PointingHandCursor);
    card->installEventFilter(this);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(14, 14, 14, 8);
    column->setSpacing(4);
    auto picture = m_pictures.constFind(path);
    if (picture == m_pictures.constEnd()) {
        picture = m_pictures.insert(
            path,
            canvas::pictureOf(sample.design, m_catalog, m_theme, pictureSize, devicePixelRatioF()));
    }
    auto *drawing = new QLabel;
    drawing->setPixmap(*picture);
    column->addWidget(drawing);
    column->addSpacing(4);
    auto *title = heading(sample.title);
    title->setWordWrap(true);
    column->addWidget(title);
    auto *words = new QLabel(sample.description);
    words->setWordWrap(true);
    words->setProperty("role", QStringLiteral("kind"));
    words->setAlignment(Qt::AlignTop);
    column->addWidget(words, 1);
    auto *open = new QPushButton(tr("Open sample"));
    open->setProperty("quiet", true);
    open->setStyleSheet(QStringLiteral("padding: 0 4px;"));
    open->setAccessibleName(tr("Open sample %1").arg(sample.title));
    open->setObjectName(QStringLiteral("sample-") + QFileInfo(path).completeBaseName());
    connect(open, &QPushButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
    column->addWidget(open, 0, Qt::AlignLeft);
    return card;
}

bool StartPage::eventFilter(QObject *watched, QEvent *event)
{
    // The whole card is its button.
    if (event->type() == QEvent::MouseButtonRelease && watched->property("card").toBool()) {
        if (auto *open = watched->findChild<QPushButton *>())
            open->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stratoplan::window
