// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/subnet_side.h"

#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace stratoplan::network {

namespace {

QLabel *label(const QString &role)
{
    auto *made = new QLabel;
    made->setProperty("role", role);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    return made;
}

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

SubnetSide::SubnetSide(QWidget *parent)
    : QWidget(parent)
    , m_name(label(QStringLiteral("title")))
    , m_place(label(QStringLiteral("caption")))
    , m_verdicts(new QVBoxLayout)
    , m_terms(new QTreeWidget)
    , m_faults(label(QStringLiteral("caption")))
{
    m_verdicts->setSpacing(4);
    m_terms->setObjectName(QStringLiteral("subnetTerms"));
    m_terms->setColumnCount(2);
    m_terms->setHeaderHidden(true);
    m_terms->setRootIsDecorated(false);
    m_terms->setIndentation(0);
    m_terms->setFrameShape(QFrame::NoFrame);
    m_terms->header()->setStretchLastSection(false);
    m_terms->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_terms->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_name);
    layout->addWidget(m_place);
    layout->addLayout(m_verdicts);
    layout->addWidget(m_terms, 1);
    layout->addWidget(m_faults);
    retranslate();
}

void SubnetSide::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fill();
}

void SubnetSide::setOutlook(const OutlookPointer &outlook)
{
    m_outlook = outlook;
    fill();
}

void SubnetSide::setSubnet(ElementId subnet)
{
    m_subnet = subnet;
    fill();
}

void SubnetSide::retranslate()
{
    m_terms->setAccessibleName(tr("How it was worked out"));
    fill();
}

void SubnetSide::addVerdict(const Plan &plan, const SubnetPlan &subnet)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto *glyph = new QLabel;
    glyph->setPixmap(verdictPixmap(subnet.verdict, m_theme, 16, devicePixelRatioF()));
    auto *words = label({});
    words->setText(QStringLiteral("%1 · %2").arg(verdictWord(subnet.verdict), id(plan.model)));
    QFont bold = words->font();
    bold.setBold(true);
    words->setFont(bold);
    line->addWidget(glyph, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    m_verdicts->addWidget(row);
}

void SubnetSide::addTerms(const Plan &plan, const SubnetPlan &subnet, bool named)
{
    if (named) {
        auto *head = new QTreeWidgetItem({QString(id(plan.model)), QString()});
        head->setFont(0, theme::sans(12, true));
        m_terms->addTopLevelItem(head);
    }
    for (const Term &term : subnet.terms) {
        auto *item = new QTreeWidgetItem(
            {toString(term.text), term.value ? number(*term.value, 1) : QStringLiteral("?")});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setFont(1, theme::sans(12, true));
        item->setToolTip(0, item->text(0));
        m_terms->addTopLevelItem(item);
    }
}

void SubnetSide::fill()
{
    m_terms->clear();
    clearLayout(m_verdicts);
    m_name->clear();
    m_place->clear();
    m_faults->clear();
    const SubnetPlan *plan = m_outlook ? m_outlook->plan.subnet(m_subnet) : nullptr;
    if (!plan)
        return;
    const Design &design = *m_outlook->analysis->design;
    const SubnetPlan *other = m_outlook->other ? m_outlook->other->subnet(m_subnet) : nullptr;
    m_name->setText(shownName(design, m_subnet));
    m_place->setText(tr("%1 · growth × %2 · %n zone(s) lost", nullptr, m_outlook->plan.zonesLost)
                         .arg(plan->cidr ? plan->cidr->toString() : tr("block not known"),
                              number(m_outlook->plan.growth, 2)));
    addVerdict(m_outlook->plan, *plan);
    if (other)
        addVerdict(*m_outlook->other, *other);
    addTerms(m_outlook->plan, *plan, other != nullptr);
    if (other)
        addTerms(*m_outlook->other, *other, true);
    QStringList faults;
    for (const Problem &problem : m_outlook->plan.problems)
        faults.append(toString(problem));
    constexpr int most = 3;
    if (faults.size() > most) {
        const int more = static_cast<int>(faults.size()) - most;
        m_faults->setToolTip(faults.join(QLatin1Char('\n')));
        faults = faults.mid(0, most);
        faults.append(tr("and %n more", nullptr, more));
    } else {
        m_faults->setToolTip({});
    }
    m_faults->setText(faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!faults.isEmpty());
}

} // namespace stratoplan::network
