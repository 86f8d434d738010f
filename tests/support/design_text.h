// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan {

/// A design from a few lines, for tests. Statements end with `;` or a line break, `#` begins a
/// comment at the beginning of a word. A mistake in the text ends the program with its problems.
///
///     fn NAME [MEMORY [TIMEOUT]]             function; MiB, seconds
///     KIND NAME                              service of a catalogue kind: queue Jobs
///     vpc NAME [CIDR ...]
///     zone NAME in VPC
///     subnet NAME [CIDR] in VPC|ZONE [public|private]
///     table NAME in VPC [main] [DESTINATION>GATEWAY ...]       route table: 0.0.0.0/0>Nat; without
///                                            `in` right behind the name it is the service,
///                                            DynamoDB
///     gateway KIND NAME [in VPC|SUBNET]      internet, nat, regional-nat, egress-only, ...
///     endpoint gateway|interface NAME SERVICE [in VPC|SUBNET,SUBNET ...]
///     group NAME [in VPC]                    security group
///     note NAME "text"
///     frame NAME [MEMBER,MEMBER ...]         a group, which the drawing shows as a frame
///     set KEY=VALUE ...                      of the settings: set region=eu-west-1
///     A -> B    A => B    A -- B    A !> B   trigger, call, access, failure target
///
/// After functions and services may come `in SUBNET,SUBNET` (a function is in the VPC then), and
/// one connection from them: `queue Jobs fifo=true -> Orders batchSize=5`. What stands in `in` has
/// to be declared before, the rest may come later.
///
/// Everything takes KEY=VALUE with the keys of the design file (planner/store/FORMAT.md); keys that
/// a service does not have are its properties. `a,b` is a list, `"a b"` a text with blanks, and
/// `?text` is what a template says without a known value (memory=?!Ref_Size is the expression
/// "!Ref_Size").
///
/// Ids count the elements and connections from 1, in order of the text.
Design designFromText(const QString &text);

/// The one connection from `from` to `to`, by names; ends the program when there is none.
ElementId connectionBetween(const Design &design, const QString &from, const QString &to);

} // namespace stratoplan
