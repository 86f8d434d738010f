// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/facts/facts.h"

namespace stratoplan::facts {

/// Facts with what could not be taken from the text: cut-off lists ("facts.cut-off"), routes that
/// lead nowhere ("facts.blackhole"), a file without anything about networks ("facts.nothing").
struct Read
{
    Facts facts;
    Problems problems; ///< low
};

/// Reads a facts text of any kind; the kind is told from the content:
/// - a facts file of this program (FORMAT.md), told by its key `stratoplanFacts`;
/// - output of `aws ec2 describe-subnets`, `describe-route-tables`, `describe-vpc-endpoints`,
///   `describe-vpcs`, `describe-nat-gateways` and `describe-security-groups` in JSON or YAML, one
///   or several of them in one object;
/// - a `cdk.context.json` with entries of `vpc-provider` and `ssm`.
/// Refused: what does not parse ("yaml.*"), what is none of these ("facts.unknown-kind"), a newer
/// facts file ("facts.newer-version"), and what is not written as its kind has it ("yaml.*").
Expected<Read> read(const QByteArray &text, const QString &file);

/// Both together. What only one says is taken from it; where both say something else of one thing,
/// the later one is taken and told ("facts.contradiction", low).
Read merged(Read earlier, const Read &later);

} // namespace stratoplan::facts
