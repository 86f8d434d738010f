// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/map_text.h"

#include "widgets/document/harm_text.h"
#include "widgets/network/verdict.h"

#include <QLocale>

#include <algorithm>
#include <bit>

namespace stratoplan::network {

namespace {

using drawing::AddressPiece;
using drawing::addressText;

QString row(const QString &text, const QString &value)
{
    return QStringLiteral("<tr><td>%1</td><td align=\"right\" style=\"padding-left:12px\">"
                          "<b>%2</b></td></tr>")
        .arg(text.toHtmlEscaped(), value.toHtmlEscaped());
}

} // namespace

QString count(quint64 value)
{
    return QLocale().toString(value);
}

QString blockText(const Subnet *subnet, const SubnetPlan *plan)
{
    if (plan && plan->cidr)
        return plan->cidr->toString();
    if (!subnet)
        return QStringLiteral("?");
    return subnet->cidr.expression.isEmpty() ? subnet->cidr.valueOr(QStringLiteral("?"))
                                             : subnet->cidr.expression;
}

const VpcPlan *planOf(ElementId vpc, const Outlook &outlook)
{
    const QList<VpcPlan> &all = outlook.plan.networks;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const VpcPlan &plan) { return plan.vpc == vpc; });
    return found == all.end() ? nullptr : &*found;
}

QString figuresOf(const Ipv6Space &space)
{
    if (!space.all || !space.free)
        return Words::tr("its block is not known");
    return Words::tr("%1 of %2 /64 taken · %3 free")
        .arg(count(*space.all - *space.free), count(*space.all), count(*space.free));
}

QString ipv6Text(const MapChip &chip)
{
    if (!chip.piece)
        return Words::tr("/64, not known yet");
    const int bits = chip.piece->count() > 1 ? int(std::bit_width(chip.piece->count() - 1)) : 0;
    // Subnets have blocks; the block of several /64 has their first address.
    return bits == 0 ? chip.piece->first64()
                     : chip.piece->first64().section(QLatin1Char('/'), 0, 0) + QLatin1Char('/')
            + QString::number(64 - bits);
}

QString spokenItem(const MapItem &item, const Outlook &outlook)
{
    const Design &design = *outlook.analysis->design;
    const QString vpc = shownName(design, item.vpc);
    if (item.piece.kind != AddressPiece::Kind::Subnet) {
        const QString known = item.piece.kind == AddressPiece::Kind::Free
            ? Words::tr("free, %1 addresses, %2 to %3, in %4")
            : Words::tr("not known, %1 addresses, %2 to %3, in %4");
        return known.arg(count(item.piece.size()), addressText(item.piece.begin),
                         addressText(item.piece.end - 1), vpc);
    }
    const SubnetPlan *plan = outlook.plan.subnet(item.piece.subnet);
    QStringList parts{shownName(design, item.piece.subnet)};
    if (!plan)
        return parts.first();
    parts.append(blockText(design.get<Subnet>(item.piece.subnet), plan));
    if (plan->usable && plan->needed)
        parts.append(Words::tr("needs %1 of %2 addresses")
                         .arg(count(quint64(*plan->needed)), count(quint64(*plan->usable))));
    parts.append(verdictWord(plan->verdict));
    const VpcPlan *network = planOf(item.vpc, outlook);
    if (network && network->ipv6) {
        for (const Ipv6Piece &piece : network->ipv6->pieces) {
            if (piece.subnet == item.piece.subnet)
                parts.append(
                    Words::tr("IPv6 %1").arg(ipv6Text({item.vpc, piece.subnet, piece, {}})));
        }
    }
    if (const Effect *effect = outlook.loss.on(item.piece.subnet))
        parts.append(harmWord(effect->harm));
    if (item.piece.outside)
        parts.append(Words::tr("outside the blocks of %1").arg(vpc));
    if (item.piece.overlapping)
        parts.append(Words::tr("overlaps another subnet"));
    return parts.join(QStringLiteral(", "));
}

QString tooltipOf(const MapChip &chip, const Outlook &outlook)
{
    const QString name
        = chip.subnet ? shownName(*outlook.analysis->design, chip.subnet) : Words::tr("free");
    QStringList lines{QStringLiteral("<b>%1</b>").arg(name.toHtmlEscaped())};
    if (chip.piece && !chip.subnet && chip.piece->count() > 1)
        lines.append(
            Words::tr("%1 to %2: %3 free")
                .arg(chip.piece->first64(), chip.piece->last64(), count(chip.piece->count())));
    else
        lines.append(ipv6Text(chip));
    if (chip.piece && chip.piece->outside)
        lines.append(Words::tr("outside the blocks of %1")
                         .arg(shownName(*outlook.analysis->design, chip.vpc).toHtmlEscaped()));
    if (chip.piece && chip.piece->overlapping)
        lines.append(Words::tr("overlaps another subnet"));
    return lines.join(QStringLiteral("<br>"));
}

QString tooltipOf(const MapItem &item, const Outlook &outlook)
{
    QString text = QStringLiteral("<b>%1</b>").arg(spokenItem(item, outlook).toHtmlEscaped());
    if (item.piece.kind == AddressPiece::Kind::Free) {
        text += QStringLiteral("<br>")
            + Words::tr("Drag along it, or press N, to make a subnet of it").toHtmlEscaped();
        return text;
    }
    const SubnetPlan *plan = outlook.plan.subnet(item.piece.subnet);
    if (!plan)
        return text;
    if (const Effect *effect = outlook.loss.on(item.piece.subnet))
        text += QStringLiteral("<br>") + toString(effect->reason).toHtmlEscaped();
    text += QStringLiteral("<table cellspacing=\"0\">");
    for (const Term &term : plan->terms)
        text += row(toString(term.text), term.value ? number(*term.value, 1) : QStringLiteral("?"));
    text += QStringLiteral("</table>");
    return text;
}

} // namespace stratoplan::network
