// SPDX-License-Identifier: GPL-3.0-or-later
// Parsed once for all rooms of planner/. Sources still include what they use: the clang build has
// no precompiled headers.
#include <QByteArray>
#include <QCoreApplication>
#include <QDate>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <tl/expected.hpp>
#include <variant>
#include <vector>
