// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"
#include "app/cli/render.h"

#include "widgets/report/diagram_svg.h"
#include "widgets/report/pdf.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace stratoplan::cli::commands::diagram {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

enum class Format
{
    Svg,
    Png,
    Pdf
};

std::optional<Format> formatOf(const QString &path)
{
    if (path == QLatin1String("-"))
        return Format::Svg;
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg"))
        return Format::Svg;
    if (suffix == QLatin1String("png"))
        return Format::Png;
    if (suffix == QLatin1String("pdf"))
        return Format::Pdf;
    return std::nullopt;
}

struct Options
{
    InputOptions input;
    std::string output;
    std::string theme = "light";
};

QByteArray rendered(const report::Picture &picture, Format format, const QString &title,
                    const QDate &date)
{
    switch (format) {
    case Format::Png:
        return pngOf(picture);
    case Format::Pdf:
        return report::toPdfPage(picture, title, date);
    case Format::Svg:
        break;
    }
    return report::toSvg(picture);
}

int runDiagram(const Options &options, const Streams &streams)
{
    const QString path = QString::fromStdString(options.output);
    const std::optional<Format> format = formatOf(path);
    if (!format) {
        streams.message(
            tr("-o %1: the suffix says what is written; it is .svg, .png or .pdf").arg(path));
        return BadCommandLine;
    }
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const std::optional<Analysis> analysis = analyzed(input->design, streams);
    if (!analysis)
        return BadCommandLine;
    const theme::Theme theme = options.theme == "dark" ? theme::dark() : theme::light();
    const report::Picture picture
        = report::diagram(*input->design, &*analysis, *builtIn().catalog, theme);
    const QString title = input->design->settings().title;
    return writeOutput(path,
                       rendered(picture, *format,
                                title.isEmpty() ? QFileInfo(input->path).completeBaseName() : title,
                                input->design->settings().date),
                       streams);
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.addSeveralTo(app);
    app.add_option("-o,--output", options->output,
                   tr("FILE.svg, FILE.png or FILE.pdf; - prints SVG").toStdString())
        ->required();
    app.add_option("--theme", options->theme, tr("Colours of the picture").toStdString())
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runDiagram(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{.name = "diagram",
                    .summary = QT_TRANSLATE_NOOP("CommandLine", "Draw the design"),
                    .draws = true,
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::diagram
