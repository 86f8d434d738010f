// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/measurement_taker.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace stratoplan::window {

namespace {

// Endings of what the window opens as a design.
constexpr std::array<QLatin1String, 4> ofDesigns{QLatin1String(".stratoplan"),
                                                 QLatin1String(".yaml"), QLatin1String(".yml"),
                                                 QLatin1String(".template")};

bool isDesign(const QUrl &url)
{
    return std::any_of(ofDesigns.begin(), ofDesigns.end(), [&url](QLatin1String ending) {
        return url.path().endsWith(ending, Qt::CaseInsensitive);
    });
}

} // namespace

MeasurementTaker::MeasurementTaker(DesignDocument &document, const Selection &selection,
                                   std::shared_ptr<const catalog::Catalog> catalog, QWidget &window)
    : QObject(&window)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_window(window)
{
}

void MeasurementTaker::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    open(data ? calibration::materialOf(*data, tr("Clipboard")) : QList<calibration::Material>());
}

bool MeasurementTaker::takes(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return !calibration::materialOf(data, {}).isEmpty()
        && std::none_of(urls.begin(), urls.end(), isDesign);
}

void MeasurementTaker::drop(const QMimeData &data)
{
    open(calibration::materialOf(data, tr("Dropped text")));
}

void MeasurementTaker::open(const QList<calibration::Material> &materials)
{
    if (!m_dialog) {
        m_dialog = new calibration::CalibrationDialog(m_document, m_catalog, m_selection.current(),
                                                      m_theme, &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->open();
    }
    if (!materials.isEmpty())
        m_dialog->setMaterial(materials);
}

} // namespace stratoplan::window
