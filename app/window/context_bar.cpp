// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/context_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace stratoplan::window {

ContextBar::ContextBar(DesignDocument &document, std::shared_ptr<const catalog::Catalog> catalog,
                       QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_catalog(std::move(catalog))
{
    auto *row = new QHBoxLayout(this);
    // A menu bar hangs its corner from the top; its own words stand in the middle of its height.
    row->setContentsMargins(0, 6, 8, 0);
    row->setSpacing(0);
    for (QToolButton **button : {&m_region, &m_priceBook, &m_model}) {
        *button = new QToolButton(this);
        (*button)->setPopupMode(QToolButton::InstantPopup);
        (*button)->setAutoRaise(true);
        (*button)->setProperty("context", true);
        (*button)->setMenu(new QMenu(*button));
        row->addWidget(*button);
    }
    m_region->setObjectName(QStringLiteral("contextRegion"));
    m_priceBook->setObjectName(QStringLiteral("contextPriceBook"));
    m_model->setObjectName(QStringLiteral("contextModel"));
    connect(&document, &DesignDocument::designChanged, this, [this](const Change &change) {
        if (change.settings)
            refresh();
    });
    connect(&document, &DesignDocument::designReset, this, &ContextBar::refresh);
    retranslate();
}

void ContextBar::retranslate()
{
    m_region->setToolTip(tr("Region: where the design stands"));
    m_priceBook->setToolTip(tr("Price book: what the figures are reckoned with"));
    m_model->setToolTip(tr("Network model: how functions take addresses in subnets"));

    QList<Choice> regions;
    for (const catalog::Region &region : m_catalog->regions())
        regions.append({region.id, QStringLiteral("%1  %2").arg(region.id, region.name)});
    fill(m_region, tr("Set region"), &Settings::region, regions);

    QList<Choice> books{{QString(), tr("The newest of the region")}};
    for (const catalog::PriceBook &one : m_catalog->priceBooks())
        books.append({one.name, one.name});
    fill(m_priceBook, tr("Set price book"), &Settings::priceBook, books);

    const QList<Choice> models{
        {QStringLiteral("hyperplane"), tr("Hyperplane interfaces (today)")},
        {QStringLiteral("per-container-eni"), tr("One interface a container (until 2019)")}};
    fill(m_model, tr("Set network model"), &Settings::networkModel, models);
    refresh();
}

void ContextBar::fill(QToolButton *button, const QString &undoName, QString Settings::*member,
                      const QList<Choice> &choices)
{
    QMenu *menu = button->menu();
    qDeleteAll(menu->findChildren<QActionGroup *>());
    menu->clear();
    auto *group = new QActionGroup(menu);
    for (const Choice &choice : choices) {
        QAction *action = menu->addAction(choice.label);
        action->setCheckable(true);
        action->setData(choice.value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, undoName, member, value = choice.value] {
            DocumentEdit edit = m_document.edit(undoName);
            Settings settings = edit.settings();
            settings.*member = value;
            edit.setSettings(settings);
            edit.commit();
        });
    }
}

void ContextBar::refresh()
{
    const Settings &settings = m_document.design().settings();
    const auto mark = [](const QToolButton *button, const QString &now) {
        for (QAction *action : button->menu()->actions())
            action->setChecked(action->data().toString() == now);
    };
    mark(m_region, settings.region);
    mark(m_priceBook, settings.priceBook);
    mark(m_model, settings.networkModel);

    QString book = settings.priceBook;
    if (book.isEmpty()) {
        const catalog::PriceBook *newest = m_catalog->newestPriceBook(settings.region);
        book = newest ? newest->name : tr("none for this region");
    }
    m_region->setText(settings.region);
    m_priceBook->setText(tr("price book %1").arg(book));
    m_model->setText(tr("network model %1").arg(settings.networkModel));
    for (QToolButton *button : {m_region, m_priceBook, m_model})
        button->setAccessibleName(button->toolTip() + QStringLiteral(": ") + button->text());
}

} // namespace stratoplan::window
