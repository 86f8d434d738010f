// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStringList>

namespace stratoplan::theme {

/// Families in order of preference; those that are not installed are left out, so that metrics and
/// painting agree on the first one.
QStringList sansFamilies();
QStringList monoFamilies();

/// A font of `pixels` height (never points: a printer's resolution would scale them a second time).
QFont sans(double pixels, bool bold = false);
QFont mono(double pixels, bool bold = false);

/// The sizes of the visual language at 100 %, in pixels. `scale` is the user's font scale, 0.8
/// to 2.
struct Fonts
{
    QFont caption; ///< captions, axes, hints: 11
    QFont body; ///< text, fields, lists, buttons: 12
    QFont kind; ///< kind line of a node: 12
    QFont figure; ///< figure line of a node: 13
    QFont name; ///< name of a node: 15 bold
    QFont title; ///< title of a pane: 13.5 bold
    QFont value; ///< chosen value: 22 bold
    QFont question; ///< question of the decision view: 25 bold
    QFont mono; ///< blocks of addresses, rule ids, template text: 12

    explicit Fonts(double scale = 1);
};

} // namespace stratoplan::theme
