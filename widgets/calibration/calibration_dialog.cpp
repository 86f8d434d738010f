// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calibration/calibration_dialog.h"

#include "widgets/calibration/fit_chart.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stratoplan::calibration {

namespace {

enum Column
{
    MemoryColumn,
    MeasuredColumn,
    SamplesColumn,
    P95Column,
    InitColumn,
    OthersColumn,
    ErrorColumn,
    ColumnCount
};

QTableWidgetItem *cell(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

// Measured times are given to more digits than estimates.
QString exactly(const std::optional<Milliseconds> &time, const QLocale &locale)
{
    if (!time)
        return QStringLiteral("–");
    // The same decimals in a column, so that its figures stand below each other.
    return CalibrationDialog::tr("%1 ms").arg(
        locale.toString(time->value, 'f', time->value < 100 ? 2 : 1));
}

QString signedPercent(double share, const QLocale &locale)
{
    const QString none = locale.toString(0.0, 'f', 1);
    QString text = locale.toString(std::abs(share * 100), 'f', 1);
    if (text != none)
        text.prepend(share < 0 ? QChar(0x2212) : QLatin1Char('+'));
    return CalibrationDialog::tr("%1 %").arg(text);
}

// Columns as wide as what they hold; the last takes what is left.
void fitColumns(QTableWidget &table)
{
    table.horizontalHeader()->setStretchLastSection(false);
    table.resizeColumnsToContents();
    table.horizontalHeader()->setStretchLastSection(true);
}

QString sourceText(const measurements::Reading &source, const QLocale &locale)
{
    QStringList parts{CalibrationDialog::tr("%1: %2, %3 of %4 records used")
                          .arg(source.file, measurements::label(source.source),
                               locale.toString(source.recordsUsed),
                               locale.toString(source.recordsRead))};
    QStringList leftOut;
    for (auto it = source.leftOut.cbegin(); it != source.leftOut.cend(); ++it)
        leftOut.append(
            QStringLiteral("%1 %2").arg(locale.toString(*it), measurements::label(it.key())));
    if (!leftOut.isEmpty())
        parts.append(CalibrationDialog::tr("left out: %1").arg(leftOut.join(QStringLiteral(", "))));
    if (source.environments)
        parts.append((source.environmentsAtLeast
                          ? CalibrationDialog::tr("at least %n execution environment(s)", nullptr,
                                                  int(*source.environments))
                          : CalibrationDialog::tr("%n execution environment(s)", nullptr,
                                                  int(*source.environments))));
    if (source.billedRecords > 0)
        parts.append(measurements::label(source.billing));
    return parts.join(QStringLiteral("; "));
}

} // namespace

CalibrationDialog::CalibrationDialog(DesignDocument &document,
                                     std::shared_ptr<const catalog::Catalog> catalog,
                                     ElementId function, const theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_document(document)
    , m_catalog(std::move(catalog))
    , m_theme(theme)
    , m_functions(new QComboBox)
    , m_sources(new QLabel)
    , m_settings(new QTableWidget(0, ColumnCount))
    , m_chart(new FitChart)
    , m_model(new QLabel)
    , m_work([this](const Reading &reading) { showReading(reading); })
{
    setObjectName(QStringLiteral("calibration"));
    setWindowTitle(tr("Measurements"));
    setAcceptDrops(true);

    m_functions->setObjectName(QStringLiteral("measuredFunction"));
    m_functions->setMinimumWidth(200);
    auto *label = new QLabel(tr("&Function"));
    label->setBuddy(m_functions);
    auto *pasteButton = new QPushButton(tr("&Paste"));
    pasteButton->setObjectName(QStringLiteral("pasteMeasurements"));
    auto *openButton = new QPushButton(tr("&Open files…"));
    openButton->setObjectName(QStringLiteral("openMeasurements"));
    for (QPushButton *button : {pasteButton, openButton})
        button->setAutoDefault(false);
    auto *head = new QHBoxLayout;
    head->addWidget(label);
    head->addWidget(m_functions);
    head->addStretch(1);
    head->addWidget(pasteButton);
    head->addWidget(openButton);

    m_sources->setObjectName(QStringLiteral("sources"));
    m_sources->setWordWrap(true);
    m_sources->setTextFormat(Qt::PlainText);
    m_sources->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_settings->setObjectName(QStringLiteral("settings"));
    m_settings->setAccessibleName(tr("Measured memory settings"));
    m_settings->setHorizontalHeaderLabels({tr("Memory"), tr("Measured"), tr("Samples"), tr("p95"),
                                           tr("Init"), tr("Predicted"), tr("Error")});
    m_settings->horizontalHeaderItem(OthersColumn)
        ->setToolTip(tr("What the fit of all other settings says of this one"));
    m_settings->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_settings->horizontalHeader()->setHighlightSections(false);
    m_settings->verticalHeader()->hide();
    m_settings->verticalHeader()->setDefaultSectionSize(26);
    m_settings->setShowGrid(false);
    m_settings->setTabKeyNavigation(false);
    m_settings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_settings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_settings->setMinimumSize(480, 160);
    fitColumns(*m_settings);

    m_chart->setTheme(theme);
    m_chart->setAccessibleName(tr("Duration by memory"));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addWidget(m_settings, 3);
    middle->addWidget(m_chart, 2);

    m_model->setObjectName(QStringLiteral("model"));
    m_model->setWordWrap(true);
    m_model->setTextFormat(Qt::PlainText);
    m_notes = new QVBoxLayout;
    m_notes->setSpacing(6);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("applyMeasurements"));
    m_apply->setProperty("primary", true);
    m_apply->setEnabled(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &CalibrationDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_sources);
    column->addLayout(middle, 1);
    column->addWidget(m_model);
    column->addLayout(m_notes);
    column->addWidget(buttons);
    resize(980, 560);
    // A default button is one of a dialog: it must be in it by now.
    m_apply->setDefault(true);

    fillFunctions(function);
    showReading(Reading());
    connect(m_functions, &QComboBox::currentIndexChanged, this, &CalibrationDialog::request);
    connect(pasteButton, &QPushButton::clicked, this, &CalibrationDialog::paste);
    connect(openButton, &QPushButton::clicked, this, &CalibrationDialog::openFiles);
}

void CalibrationDialog::fillFunctions(ElementId chosen)
{
    QList<const Function *> functions = m_document.design().all<Function>();
    std::sort(functions.begin(), functions.end(), [](const Function *a, const Function *b) {
        return a->name.localeAwareCompare(b->name) < 0;
    });
    for (const Function *function : functions) {
        m_functions->addItem(function->label.isEmpty() ? function->name : function->label,
                             QVariant::fromValue(function->id.value));
        if (function->id == chosen)
            m_functions->setCurrentIndex(m_functions->count() - 1);
    }
    m_functions->setEnabled(m_functions->count() > 1);
}

ElementId CalibrationDialog::function() const
{
    return ElementId{m_functions->currentData().value<decltype(ElementId::value)>()};
}

void CalibrationDialog::setMaterial(const QList<Material> &materials)
{
    m_materials = materials;
    request();
}

void CalibrationDialog::request()
{
    const auto *chosen = m_document.design().get<Function>(function());
    if (!chosen || m_materials.isEmpty())
        return;
    m_apply->setEnabled(false);
    m_sources->setText(tr("Reading…"));
    m_work.request([function = *chosen, materials = m_materials, catalog = m_catalog](
                       const std::stop_token &) { return readFor(function, materials, *catalog); });
}

void CalibrationDialog::showReading(const Reading &reading)
{
    m_reading = reading;
    showSources();
    showSettings();
    showNotes();
    const auto *chosen = m_document.design().get<Function>(function());
    m_chart->setCalibration(reading.calibration,
                            chosen ? chosen->parallelShare.value : std::nullopt, *m_catalog);
    m_apply->setEnabled(chosen && reading.calibration);
    Q_EMIT readingDone();
}

void CalibrationDialog::showSources()
{
    QStringList lines;
    for (const measurements::Reading &source : std::as_const(m_reading.sources))
        lines.append(sourceText(source, locale()));
    if (lines.isEmpty())
        lines.append(tr("Paste or drop CloudWatch REPORT lines or JSON events, Logs Insights "
                        "results, a power-tuning result or its address, X-Ray segments, or CSV "
                        "with memory_mb,duration_ms."));
    m_sources->setText(lines.join(QLatin1Char('\n')));
}

void CalibrationDialog::showSettings()
{
    m_settings->setRowCount(0);
    m_model->clear();
    if (!m_reading.calibration)
        return;
    const estimate::Calibration &calibration = *m_reading.calibration;
    const auto exact
        = [this](const std::optional<Milliseconds> &time) { return exactly(time, locale()); };
    m_settings->setRowCount(static_cast<int>(calibration.points.size()));
    int row = 0;
    for (const Measurement &point : calibration.points) {
        const auto heldOut = std::find_if(
            calibration.heldOut.begin(), calibration.heldOut.end(),
            [&](const estimate::HeldOut &each) { return each.memory == point.memory; });
        const bool isHeldOut = heldOut != calibration.heldOut.end();
        m_settings->setItem(row, MemoryColumn, cell(memory(point.memory)));
        m_settings->setItem(row, MeasuredColumn, cell(exact(point.duration)));
        m_settings->setItem(
            row, SamplesColumn,
            cell(point.samples ? locale().toString(*point.samples) : QStringLiteral("–")));
        m_settings->setItem(row, P95Column, cell(exact(point.p95)));
        m_settings->setItem(row, InitColumn, cell(exact(point.init)));
        m_settings->setItem(
            row, OthersColumn,
            cell(exact(isHeldOut ? std::optional(heldOut->predicted) : std::nullopt)));
        auto *error
            = cell(isHeldOut ? signedPercent(heldOut->error(), locale()) : QStringLiteral("–"));
        if (isHeldOut)
            error->setToolTip(
                tr("90 % band: %1 to %2").arg(exact(heldOut->low), exact(heldOut->high)));
        m_settings->setItem(row, ErrorColumn, error);
        ++row;
    }
    fitColumns(*m_settings);
    QStringList parts;
    if (calibration.fit) {
        const estimate::DurationFit &fit = *calibration.fit;
        parts.append(tr("Fit: %1 of waiting and %2 of work at one vCPU")
                         .arg(exact(fit.waiting), exact(fit.serial + fit.parallel)));
        if (fit.parallel.value > 0)
            parts.append(tr("%1 of it in parallel").arg(exact(fit.parallel)));
    }
    if (calibration.medianError)
        parts.append(tr("error on settings left out of the fit: median %1 %, worst %2 %")
                         .arg(locale().toString(*calibration.medianError * 100, 'f', 1),
                              locale().toString(*calibration.worstError * 100, 'f', 1)));
    m_model->setText(parts.join(QStringLiteral("; ")));
}

void CalibrationDialog::showNotes()
{
    while (QLayoutItem *item = m_notes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    Problems notes = m_reading.problems;
    if (m_reading.calibration)
        notes.append(m_reading.calibration->notes);
    if (m_functions->count() == 0)
        notes.append({Severity::High,
                      QStringLiteral("calibration.no-function"),
                      {STRATOPLAN_TEXT("Calibration", "The design has no function"), {}},
                      {},
                      {STRATOPLAN_TEXT("Calibration", "Draw one first"), {}}});
    for (const Problem &note : std::as_const(notes)) {
        auto *line = new QWidget;
        line->setObjectName(QStringLiteral("note"));
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto *glyph = new QLabel;
        glyph->setPixmap(
            theme::severityPixmap(theme::markOf(note.severity), m_theme, 16, devicePixelRatioF()));
        auto *text = new QLabel(toString(note));
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
        row->addWidget(glyph, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        m_notes->addWidget(line);
    }
}

void CalibrationDialog::paste()
{
    const QMimeData *held = QGuiApplication::clipboard()->mimeData();
    if (!held)
        return;
    const QList<Material> materials = materialOf(*held, tr("Clipboard"));
    if (!materials.isEmpty())
        setMaterial(materials);
}

void CalibrationDialog::openFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        this, tr("Measurements"), {},
        tr("Logs, JSON, CSV (*.log *.txt *.json *.jsonl *.csv);;All files (*)"));
    QList<Material> materials;
    for (const QString &path : paths)
        materials.append({QFileInfo(path).fileName(), path, {}});
    if (!materials.isEmpty())
        setMaterial(materials);
}

void CalibrationDialog::dragEnterEvent(QDragEnterEvent *event)
{
    // What the dialog itself says is no material.
    const auto *from = qobject_cast<const QWidget *>(event->source());
    if (!(from && isAncestorOf(from)) && !materialOf(*event->mimeData(), {}).isEmpty())
        event->acceptProposedAction();
}

void CalibrationDialog::dropEvent(QDropEvent *event)
{
    setMaterial(materialOf(*event->mimeData(), tr("Dropped text")));
    event->acceptProposedAction();
}

void CalibrationDialog::accept()
{
    const auto *chosen = m_document.design().get<Function>(function());
    if (!chosen || !m_reading.calibration)
        return;
    DocumentEdit edit = m_document.edit(tr("Measurements of %1").arg(chosen->name));
    edit.set(chosen->id, &Function::measurements, m_reading.calibration->points);
    const Problems problems = edit.commit();
    if (problems.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_reading.problems = problems;
    showNotes();
}

} // namespace stratoplan::calibration
