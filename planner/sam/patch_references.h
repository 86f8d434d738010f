// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: where a template's text names its resources.

#include "planner/yaml/patch.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace stratoplan::sam {

/// One place that names something by its logical id.
struct Mention
{
    yaml::Node node; ///< the scalar in which it stands
    qsizetype begin = 0; ///< first byte of the id in the decoded scalar
    QByteArray id;
    /// Number of the "${" before it, counted in the decoded scalar; -1 = not inside a Sub.
    int placeholder = -1;
    /// Names that the Sub around it maps itself.
    QSet<QByteArray> shadowed;
};

/// Every mention, in order of the text.
std::vector<Mention> mentions(const yaml::Tree &tree);

/// Who is called what in a template.
class LogicalIds
{
public:
    explicit LogicalIds(const yaml::Tree &tree);

    bool isResource(const QByteArray &id) const { return m_resources.contains(id); }
    bool isParameter(const QByteArray &id) const { return m_parameters.contains(id); }
    yaml::Node resource(const QByteArray &id) const { return m_resources.value(id); }
    /// The resource that a name stands for: itself, or the SAM resource from which it is derived
    /// (the longest whose id it begins with); empty for a parameter and for what nobody has.
    QByteArray ownerOf(const QByteArray &name) const;
    /// Ids that SAM makes for a resource and that its text tells.
    QList<QByteArray> generatedBy(const QByteArray &id, const QByteArray &as) const;
    QList<QByteArray> resources() const { return m_resources.keys(); }

    /// The same with a resource under another id.
    LogicalIds renamed(const QByteArray &from, const QByteArray &to) const;

private:
    QHash<QByteArray, yaml::Node> m_resources;
    QSet<QByteArray> m_parameters;
};

} // namespace stratoplan::sam
