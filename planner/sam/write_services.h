// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/writing.h"

namespace stratoplan::sam {

/// Sets every property of the resource that the catalogue ties to a stated field.
void setFields(Writing &writing, const Service &service, Part &properties);
/// DeletionPolicy and UpdateReplacePolicy: "Retain" or "Snapshot".
void keepData(Writing &writing, const QString &id, const char *policy);

// One kind each. Passwords are made and kept by AWS Secrets Manager.
void writeRelationalDatabase(Writing &writing, const Service &service);
void writeDatabaseProxy(Writing &writing, const Service &service);
void writeCache(Writing &writing, const Service &service);
void writeMemoryDatabase(Writing &writing, const Service &service);
void writeDocumentDatabase(Writing &writing, const Service &service);
void writeGraphDatabase(Writing &writing, const Service &service);
void writeWarehouse(Writing &writing, const Service &service);
void writeFileSystem(Writing &writing, const Service &service);
void writeKafka(Writing &writing, const Service &service);
void writeBroker(Writing &writing, const Service &service);
/// What proxies tell of their databases, when both are there.
void writeDatabaseLinks(Writing &writing);

} // namespace stratoplan::sam
