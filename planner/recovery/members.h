// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: the members of three values side by side, through the one table of the design
// file, so that none is left out.

#include "planner/store/fields.h"

#include <vector>

namespace stratoplan::recovery {

/// Groups, whose members are merged one by one.
template <class T>
constexpr bool isGroup
    = std::is_same_v<
          T, AccountProfile> || std::is_same_v<T, TemplateLink> || std::is_same_v<T, TreeChoice>;

/// Visitor of fields.h that collects where the members are, in the order of the table.
class Addresses
{
public:
    template <class T>
    void operator()(const char * /*key*/, const T &member)
    {
        if constexpr (isGroup<T>)
            store::fields(*this, const_cast<T &>(member)); // which is only looked at
        else
            m_all.push_back(&member);
    }
    template <class T>
    void stated(const char *key, const T &member)
    {
        (*this)(key, member);
    }
    template <class T>
    void required(const char *key, const T &member)
    {
        (*this)(key, member);
    }
    void ownId(const char * /*key*/, ElementId /*id*/) { }
    void unknownKeys(const QString &lines) { m_all.push_back(&lines); }

    template <class T>
    const T &at(size_t place) const
    {
        return *static_cast<const T *>(m_all.at(place));
    }

private:
    std::vector<const void *> m_all;
};

/// Visitor of fields.h that puts into each member what `merge(key, base, mine, theirs)` gives; the
/// visited value is theirs.
template <class Merge>
class Members
{
public:
    Members(const Addresses &base, const Addresses &mine, const Merge &merge)
        : m_base(base)
        , m_mine(mine)
        , m_merge(merge)
    {
    }

    template <class T>
    void operator()(const char *key, T &theirs)
    {
        const QString name = m_prefix + QString::fromLatin1(key);
        if constexpr (isGroup<T>) {
            m_prefix = name + QLatin1Char('.');
            store::fields(*this, theirs);
            m_prefix.clear();
        } else {
            const size_t place = m_place++;
            theirs = m_merge(name, m_base.at<T>(place), m_mine.at<T>(place), theirs);
        }
    }
    template <class T>
    void stated(const char *key, T &theirs)
    {
        (*this)(key, theirs);
    }
    template <class T>
    void required(const char *key, T &theirs)
    {
        (*this)(key, theirs);
    }
    void ownId(const char * /*key*/, ElementId /*id*/) { }
    void unknownKeys(QString &theirs) { (*this)("", theirs); }

private:
    const Addresses &m_base;
    const Addresses &m_mine;
    const Merge &m_merge;
    QString m_prefix;
    size_t m_place = 0;
};

} // namespace stratoplan::recovery
