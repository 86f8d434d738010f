// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"

class QWidget;

namespace stratoplan::report {

/// Shows the report's pages as they would be printed, with the means to print them.
void showPreview(QWidget *parent, const Analysis &analysis, const catalog::Catalog &catalog);

/// The report as PDF, as the command line writes it.
QByteArray pdfOf(const Analysis &analysis, const catalog::Catalog &catalog);

} // namespace stratoplan::report
