// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace stratoplan::catalog {

class Catalog;

/// What CloudFormation does to a resource when one of its properties changes.
enum class Replacement
{
    Unknown, ///< nobody has told for this type; not the same as Never
    Never, ///< it is changed in place
    Maybe, ///< it, or a part that SAM makes of it, is replaced under conditions
    Always ///< a new resource is made and the old one removed
};

/// What one CloudFormation type says about changes. Properties are paths below Properties, dots
/// between, without the positions of list items.
struct ReplacementFacts
{
    QString cfnType; ///< a trailing "*" stands for the rest of a name: "Custom::*"
    QStringList always;
    QStringList maybe; ///< "*" is any property
    /// Removing it loses data, or what cannot be made a second time. This program's judgement.
    bool stateful = false;
    QDate asOf; ///< of the schema
    QString source;
};

/// The facts of all types. They are the largest part of the catalogue, and only who changes a
/// template wants to know them; so they may be read when they are first asked for. Copies share
/// what was read. For any thread.
class ReplacementTable
{
public:
    using Facts = QHash<QString, ReplacementFacts>; ///< by CloudFormation type

    explicit ReplacementTable(Facts facts = {});
    /// `read` is called once, on the thread that asks first.
    explicit ReplacementTable(std::function<Facts()> read);

    const Facts &facts() const;

private:
    struct Late;

    std::shared_ptr<Late> m_late;
};

/// What a change at the path does. A change of a whole object may replace when one of its members
/// would ("EncryptionConfiguration" with "EncryptionConfiguration.KmsKey"); below a property that
/// replaces, every change does. Numbers between the dots are positions in lists and do not matter.
/// An empty path is Unknown.
Replacement replacementOf(const ReplacementFacts &facts, const QString &propertyPath);

/// The same by type: Unknown for a type that the catalogue does not have. Where the logical id or
/// the type of a resource changes, it is always replaced, whatever this says of its properties.
Replacement replacementOf(const QString &cfnType, const QString &propertyPath,
                          const Catalog &catalog);

/// Whether removing a resource of the type loses data; nothing for a type that is not known, which
/// is better asked about than taken for a no.
std::optional<bool> stateful(const QString &cfnType, const Catalog &catalog);

} // namespace stratoplan::catalog
