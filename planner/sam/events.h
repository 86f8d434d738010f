// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Turns every SAM event of functions and state machines into a trigger, with the source that it
/// names: a resource, something outside, or what SAM generates for it (an implicit API, a rule, a
/// schedule), called as SAM calls it. Function URLs are triggers too.
void readEvents(Template &reading);

/// Settings of an event source mapping, as SAM events and AWS::Lambda::EventSourceMapping both have
/// them.
void readMappingSettings(Template &reading, const Resource &resource, const Value &properties,
                         Connection &connection);

/// Prefix and suffix of an S3 notification's Filter.
void readObjectFilter(Template &reading, const Value &filter, Connection &connection);

/// A dead-letter queue or on-failure destination: `target` names it. Nothing when it says nothing.
void connectFailureTarget(Template &reading, ElementId from, const Value &target,
                          const QString &kind, const QString &evidence);

/// Kind of the service that an ARN belongs to ("queue" for "arn:aws:sqs:..."); empty when it is not
/// told.
QString kindOfArn(const Template &reading, const Value &value);

} // namespace stratoplan::sam
