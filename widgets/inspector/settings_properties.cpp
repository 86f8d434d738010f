// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/field_access.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

QVariant orInvalid(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

void bindText(Property &property, QString Settings::*member)
{
    property.read = [member](const Design &design) {
        return PropertyValue{orInvalid(design.settings().*member), {}, Origin::User};
    };
    property.write = [member](Edit &edit, const QVariant &value) {
        Settings settings = edit.settings();
        settings.*member = value.toString();
        edit.setSettings(settings);
    };
}

void bindAccount(Property &property, Field<int> AccountProfile::*member)
{
    property.minimum = 0;
    property.read
        = [member](const Design &design) { return valueOf(design.settings().account.*member); };
    property.write = [member](Edit &edit, const QVariant &value) {
        Settings settings = edit.settings();
        settings.account.*member = fieldFrom<int>(value);
        edit.setSettings(settings);
    };
}

} // namespace

QList<Property> settingsProperties(const catalog::Catalog &catalog)
{
    const QString design = Words::tr("Design");
    const QString account = Words::tr("Account");
    const auto make
        = [](const char *id, const QString &section, const QString &label, Editor editor) {
              Property property;
              property.id = QString::fromLatin1(id);
              property.section = section;
              property.label = label;
              property.editor = editor;
              return property;
          };

    Property title = make("title", design, Words::tr("Title"), Editor::Text);
    bindText(title, &Settings::title);
    Property description = make("description", design, Words::tr("Description"), Editor::LongText);
    bindText(description, &Settings::description);
    Property version = make("version", design, Words::tr("Version"), Editor::Text);
    bindText(version, &Settings::version);
    Property date = make("date", design, Words::tr("Date"), Editor::Date);
    date.hint = Words::tr("The date of the design, which its reports carry");
    date.read = [](const Design &from) {
        const QDate stated = from.settings().date;
        return PropertyValue{stated.isValid() ? QVariant(stated) : QVariant(), {}, Origin::User};
    };
    date.write = [](Edit &edit, const QVariant &value) {
        Settings settings = edit.settings();
        settings.date = value.toDate();
        edit.setSettings(settings);
    };

    Property region = make("region", account, Words::tr("Region"), Editor::Choice);
    region.required = true;
    for (const catalog::Region &one : catalog.regions())
        region.choices.append({one.id, one.id});
    bindText(region, &Settings::region);
    Property book = make("priceBook", account, Words::tr("Price book"), Editor::Choice);
    book.assumed = Words::tr("the newest");
    for (const catalog::PriceBook &one : catalog.priceBooks())
        book.choices.append({one.name, one.name});
    bindText(book, &Settings::priceBook);
    Property model = make("networkModel", account, Words::tr("Network model"), Editor::Choice);
    model.required = true;
    model.choices
        = {{QStringLiteral("hyperplane"), Words::tr("Hyperplane (today)")},
           {QStringLiteral("per-container-eni"), Words::tr("per container (until 2019)")}};
    bindText(model, &Settings::networkModel);

    Property concurrency
        = make("accountConcurrency", account, Words::tr("Concurrency quota"), Editor::Integer);
    bindAccount(concurrency, &AccountProfile::concurrency);
    if (const catalog::Quota *quota = catalog.quota(QStringLiteral("lambda.concurrency")))
        concurrency.assumed = Words::tr("%1 by default").arg(quota->value);
    Property other
        = make("accountOtherLoad", account, Words::tr("Used by others"), Editor::Integer);
    other.hint = Words::tr("Concurrent executions of functions that are not drawn");
    bindAccount(other, &AccountProfile::otherLoad);
    Property freeTier = make("accountFreeTier", account, Words::tr("Free tier"), Editor::Choice);
    freeTier.required = true;
    freeTier.choices = {{false, Words::tr("left aside")}, {true, Words::tr("taken off")}};
    freeTier.hint = Words::tr("Take the free amounts of each month off the cost");
    freeTier.read = [](const Design &from) {
        return PropertyValue{from.settings().account.freeTier, {}, Origin::User};
    };
    freeTier.write = [](Edit &edit, const QVariant &value) {
        Settings settings = edit.settings();
        settings.account.freeTier = value.toBool();
        edit.setSettings(settings);
    };
    Property discount
        = make("accountDiscount", account, Words::tr("Discount on all prices"), Editor::Real);
    discount.unit = Words::tr("%");
    discount.assumed = Words::tr("none");
    discount.minimum = 0;
    discount.maximum = 100;
    discount.read
        = [](const Design &from) { return valueOf(from.settings().account.discountPercent); };
    discount.write = [](Edit &edit, const QVariant &value) {
        Settings settings = edit.settings();
        settings.account.discountPercent = fieldFrom<double>(value);
        edit.setSettings(settings);
    };
    return {title, description, version, date,     region,  book,
            model, concurrency, other,   freeTier, discount};
}

} // namespace stratoplan::inspector
