// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/preview.h"

#include "widgets/report/figures.h"
#include "widgets/report/pdf.h"

#include <QCoreApplication>
#include <QPrintPreviewDialog>
#include <QPrinter>

namespace stratoplan::report {

void showPreview(QWidget *parent, const Analysis &analysis, const catalog::Catalog &catalog)
{
    const Contents made = contents(analysis, catalog);
    // Paper is white in every theme.
    const theme::Theme theme = theme::light();
    const Pictures pictures = picturesOf(made, analysis, catalog, theme);
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setFullPage(true);
    printer.setDocName(made.title);
    QPrintPreviewDialog dialog(&printer, parent);
    dialog.setObjectName(QStringLiteral("printPreview"));
    dialog.setWindowTitle(QCoreApplication::translate("Report", "Report of %1").arg(made.title));
    dialog.resize(1000, 820);
    QObject::connect(&dialog, &QPrintPreviewDialog::paintRequested, &dialog,
                     [&](QPrinter *device) { print(*device, made, pictures, theme); });
    dialog.exec();
}

QByteArray pdfOf(const Analysis &analysis, const catalog::Catalog &catalog)
{
    const Contents made = contents(analysis, catalog);
    const theme::Theme theme = theme::light();
    return toPdf(made, picturesOf(made, analysis, catalog, theme), theme, Paper::A4,
                 analysis.design->settings().date);
}

} // namespace stratoplan::report
