// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/yaml/patch.h"

#include <QStringList>

#include <variant>

namespace stratoplan::sam {

// Edits of a template by logical paths: the keys from the root, with numbers for items of lists
// ({"Resources", "Fn", "Properties", "Architectures", "0"}).

/// Replaces a value that is there. An expression ("!Ref Memory") or an alias is replaced only
/// where that is asked for.
struct SetValue
{
    QStringList path;
    yaml::NewValue value;
    bool replacesExpression = false;
};

/// Adds a key with its value, and the mappings above it that are missing; in a list, an item before
/// that number, or behind all for the number of its items ("-" = wherever it is written best). It
/// stands where people look for it: a function's MemorySize behind its Runtime, not behind its
/// Events.
struct InsertKey
{
    QStringList path;
    yaml::NewValue value;
};

/// Removes a key with its value, or an item of a list.
struct RemoveKey
{
    QStringList path;
};

/// Changes a logical id everywhere: at the resource itself, in Ref, GetAtt and Sub in short and
/// long form, in DependsOn, connectors and plain ids of APIs, and in ids that SAM derives from it
/// ("FnRole", "FnAliaslive"). A name that a Sub maps itself, "${!Literal}" and everything that is
/// no logical id stay. Refused where the new id is taken or would come to mean something else
/// ("sam.rename-collision", "sam.bad-logical-id").
struct RenameResource
{
    QString from;
    QString to;
};

struct AddResource
{
    QString id;
    yaml::NewValue value; ///< a mapping with its Type
};

/// Refused while something refers to it ("sam.still-referenced").
struct RemoveResource
{
    QString id;
};

using TemplateEdit
    = std::variant<SetValue, InsertKey, RemoveKey, RenameResource, AddResource, RemoveResource>;

/// The template with the edits made one after the other, each proved (see yaml::prove). What an
/// edit would change elsewhere too, behind an anchor or an alias, gets values of its own first (see
/// yaml::withOwnValues). Refused, as
/// a whole, are edits that miss their place ("sam.no-such-path", "sam.path-exists"), that would
/// replace an expression ("sam.expression"), and what yaml::prove() refuses.
Expected<QByteArray> patched(const QByteArray &text, const QString &file,
                             const QList<TemplateEdit> &edits);
/// The same where the text is a tree already.
Expected<QByteArray> patched(const yaml::Tree &tree, const QString &file,
                             const QList<TemplateEdit> &edits);

} // namespace stratoplan::sam
