// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector.h"

#include "planner/estimate/workload.h"
#include "planner/model/names.h"
#include "planner/review/rule.h"
#include "widgets/inspector/element_kind.h"
#include "widgets/inspector/property_parts.h"
#include "widgets/inspector/property_row.h"
#include "widgets/inspector/section.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QFontMetrics>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace stratoplan::inspector {

namespace {

/// Says the outcome of a decision as far as it has room, and all of it in its tip.
class OutcomeButton : public QPushButton
{
public:
    explicit OutcomeButton(const QString &outcome)
        : m_outcome(outcome)
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setAccessibleName(outcome);
        setToolTip(outcome + QLatin1Char('\n') + Words::tr("Show the questions and answers"));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QPushButton::resizeEvent(event);
        const int room = width() - 2 * outcomeMargin;
        setText(fontMetrics().elidedText(m_outcome, Qt::ElideRight, room));
    }

private:
    static constexpr int outcomeMargin = 14; ///< frame and padding, px
    QString m_outcome;
};

constexpr int tileSize = 36;
constexpr int headMargin = 16;
constexpr int headSpacing = 12;
constexpr int factSpacing = 6;
/// For the facts in a pane that is as narrow as it gets, px.
constexpr int leastFactsWidth = 190;
/// Longer remarks stand below their figure.
constexpr int shortRemark = 16;
constexpr int mostFindings = 8;
/// Rows of so many elements are there at once.
constexpr qsizetype fewTogether = 8;
/// More are not set together: their rows would take longer to make than people wait.
constexpr qsizetype mostTogether = 500;
/// A selection that grows under the hand is shown when the hand rests so long.
constexpr std::chrono::milliseconds handRests(80);

/// Sections that are open only when somebody opens them.
QSet<QString> foldedAtFirst()
{
    return {titleOf(Section::Failures), titleOf(Section::Batches)};
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

/// "Function · nodejs24.x · arm64", of what is known.
QString functionText(const Function &function)
{
    QStringList parts{Words::tr("Function"), function.runtime.valueOr({}),
                      function.architecture.valueOr({}), function.packageType.valueOr({})};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QLabel *makeCaption(const QString &text)
{
    auto *caption = new QLabel(text);
    caption->setProperty("role", QStringLiteral("caption"));
    caption->setWordWrap(true);
    caption->setContentsMargins(headMargin, 0, headMargin, 0);
    return caption;
}

QString several(qsizetype count, const QString &kind)
{
    return Words::tr("%1 × %2", "how many elements of a kind: 3 × Function")
        .arg(QLocale().toString(count), kind);
}

} // namespace

Inspector::Inspector(DesignDocument &document, Selection &selection,
                     std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_folded(foldedAtFirst())
    , m_tile(new QLabel(this))
    , m_name(new QLabel(this))
    , m_kind(new QLabel(this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("inspector"));
    m_tile->setFixedSize(tileSize, tileSize);
    m_name->setFont(theme::sans(17, true));
    m_name->setTextInteractionFlags(Qt::NoTextInteraction);
    m_kind->setProperty("role", QStringLiteral("kind"));
    m_kind->setWordWrap(true);
    m_kind->setTextFormat(Qt::RichText);
    m_kind->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    for (QLabel *label : {m_name, m_kind})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_kind);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(headMargin, 12, headMargin, 12);
    head->setSpacing(headSpacing);
    head->addWidget(m_tile, 0, Qt::AlignTop);
    head->addLayout(words, 1);

    auto *content = new QWidget(m_area->viewport());
    content->setObjectName(QStringLiteral("inspectorContent"));
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    for (QVBoxLayout **part : {&m_first, &m_facts, &m_rest}) {
        *part = new QVBoxLayout;
        (*part)->setContentsMargins(0, 0, 0, 0);
        (*part)->setSpacing(0);
        column->addLayout(*part);
    }
    column->addStretch();
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_area);

    connect(m_kind, &QLabel::linkActivated, this,
            [this](const QString &kind) { m_selection.set(selectedOf(kind)); });
    connect(&selection, &Selection::changed, this, [this] {
        const QList<ElementId> alike = alikeSelected();
        if (alike == m_shown && !m_rows.isEmpty())
            fillHead();
        else if (alike.size() <= fewTogether)
            rebuild();
        else
            m_settled.start();
    });
    m_settled.setSingleShot(true);
    m_settled.setInterval(handRests);
    connect(&m_settled, &QTimer::timeout, this, &Inspector::rebuild);
    connect(&document, &DesignDocument::designChanged, this, &Inspector::refresh);
    connect(&document, &DesignDocument::designReset, this, [this] {
        m_analysis.reset();
        rebuild();
    });
}

Inspector::~Inspector()
{
    // A field with the keyboard gives its text when it loses it; nothing is shown of that any more.
    m_document.disconnect(this);
    m_selection.disconnect(this);
}

void Inspector::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    if (m_isBuilt)
        rebuild();
}

void Inspector::retranslate()
{
    if (m_isBuilt)
        rebuild();
}

void Inspector::showEvent(QShowEvent *event)
{
    if (!m_isBuilt)
        rebuild();
    QWidget::showEvent(event);
}

void Inspector::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    rebuildFacts();
}

PropertyRow *Inspector::row(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const PropertyRow *row) {
        return row->property().id == id;
    });
    return found == m_rows.end() ? nullptr : *found;
}

void Inspector::edit(const QString &id)
{
    if (PropertyRow *found = row(id)) {
        for (QWidget *up = found->parentWidget(); up && up != this; up = up->parentWidget()) {
            if (auto *section = qobject_cast<SectionBox *>(up))
                section->setFolded(false);
        }
        found->field()->setFocus(Qt::OtherFocusReason);
        m_area->ensureWidgetVisible(found);
    }
}

QWidget *Inspector::firstField() const
{
    const auto isOpen = [](const QWidget *row) {
        for (const QWidget *up = row->parentWidget(); up; up = up->parentWidget()) {
            const auto *section = qobject_cast<const SectionBox *>(up);
            if (section && section->isFolded())
                return false;
        }
        return true;
    };
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const PropertyRow *row) {
        return row->field()->isEnabled() && isOpen(row);
    });
    return found == m_rows.end() ? nullptr : (*found)->field();
}

void Inspector::refresh(const Change &change)
{
    const bool present = std::all_of(m_shown.begin(), m_shown.end(), [this](ElementId id) {
        return m_document.design().find(id) != nullptr;
    });
    // What one can tick or choose hangs on the other elements too.
    const bool structure = std::any_of(
        change.elements.begin(), change.elements.end(), [this](const ElementChange &one) {
            const Element *some = one.after ? &*one.after : one.before ? &*one.before : nullptr;
            const bool cameOrWent = one.before.has_value() != one.after.has_value();
            const bool network = some
                && (std::holds_alternative<Subnet>(*some) || std::holds_alternative<Zone>(*some)
                    || std::holds_alternative<RouteTable>(*some));
            const bool roleChanged
                = m_shown.contains(one.id) && some && std::holds_alternative<Connection>(*some);
            const auto *before = one.before ? std::get_if<Function>(&*one.before) : nullptr;
            const auto *after = one.after ? std::get_if<Function>(&*one.after) : nullptr;
            // Kinds of work are for functions that were not measured.
            const bool measured = m_shown.contains(one.id) && before && after
                && estimate::takesWorkloadKind(*before) != estimate::takesWorkloadKind(*after);
            return (cameOrWent && network) || roleChanged || measured;
        });
    if (!present) {
        rebuild();
        return;
    }
    if (structure) {
        // The row that made this change is still at work.
        QTimer::singleShot(0, this, [this] {
            const QList<Property> wanted = properties();
            const bool isSame
                = std::equal(wanted.begin(), wanted.end(), m_rows.begin(), m_rows.end(),
                             [](const Property &property, const PropertyRow *row) {
                                 return haveTheSameRow(property, row->property());
                             });
            isSame ? refreshRows() : rebuild();
        });
        return;
    }
    refreshRows();
}

void Inspector::refreshRows()
{
    fillHead();
    for (PropertyRow *row : m_rows)
        row->refresh();
}

QList<Property> Inspector::properties() const
{
    if (m_shown.isEmpty())
        return propertiesOf({}, m_document.design(), *m_catalog);
    if (m_shown.size() > mostTogether)
        return {};
    return sharedProperties(m_shown, m_document.design(), *m_catalog);
}

SectionBox *Inspector::addSection(const QString &title, QVBoxLayout *column)
{
    auto *section = new SectionBox(title, column->parentWidget());
    const QColor ink = m_theme.color(theme::Token::Muted);
    section->setArrows(m_icons.icon(QStringLiteral("chevron-down"), ink),
                       m_icons.icon(QStringLiteral("chevron-right"), ink));
    section->setFolded(m_folded.contains(title));
    connect(section, &SectionBox::foldedChanged, this, [this, title](bool folded) {
        if (folded)
            m_folded.insert(title);
        else
            m_folded.remove(title);
    });
    column->addWidget(section);
    return section;
}

void Inspector::rebuild()
{
    m_isBuilt = true;
    m_settled.stop();
    // Who types goes on in the same field, as long as it is of the same elements.
    const QList<ElementId> before = std::exchange(m_shown, alikeSelected());
    QString held;
    for (const PropertyRow *row : m_rows) {
        if (before == m_shown && row->field()->hasFocus())
            held = row->property().id;
    }
    m_rows.clear();
    clear(m_first);
    clear(m_rest);
    QHash<QString, SectionBox *> sections;
    if (m_shown.size() > mostTogether)
        m_first->addWidget(makeCaption(
            Words::tr("At most %n element(s) are set together.", nullptr, int(mostTogether))));
    for (const Property &property : properties()) {
        SectionBox *&section = sections[property.section];
        if (!section)
            section = addSection(property.section, sections.size() == 1 ? m_first : m_rest);
        auto *row = new PropertyRow(property, m_document, section->body()->parentWidget());
        connect(row, &PropertyRow::fieldRequested, this, &Inspector::edit);
        section->body()->addWidget(row);
        m_rows.append(row);
    }
    if (const PropertyRow *again = row(held)) {
        // Not before it is shown, which comes with the next turn of the event loop.
        QMetaObject::invokeMethod(
            again->field(), [field = again->field()] { field->setFocus(Qt::TabFocusReason); },
            Qt::QueuedConnection);
    }
    fillHead();
    rebuildFacts();
}

QList<ElementId> Inspector::selectedOf(const QString &kind) const
{
    QList<ElementId> ids = m_selection.ids();
    ids.removeIf([&](ElementId id) {
        const Element *element = m_document.design().find(id);
        return !element || kindOf(*element, *m_catalog).id != kind;
    });
    return ids;
}

QList<ElementId> Inspector::alikeSelected() const
{
    const Element *current = m_document.design().find(m_selection.current());
    return current ? selectedOf(kindOf(*current, *m_catalog).id) : QList<ElementId>();
}

void Inspector::fillHead()
{
    const Design &design = m_document.design();
    const Element *element = m_shown.isEmpty() ? nullptr : design.find(m_shown.last());
    ElementKind kind;
    if (element)
        kind = kindOf(*element, *m_catalog);

    QString name;
    QString text;
    if (!element) {
        name = design.settings().title.isEmpty() ? m_document.displayName()
                                                 : design.settings().title;
        text = Words::tr("Design");
    } else if (m_shown.size() > 1) {
        name = several(m_shown.size(), kind.text);
    } else {
        const auto *function = std::get_if<Function>(element);
        name = std::holds_alternative<Connection>(*element) ? Names(design).of(m_shown.last())
                                                            : common(*element).name;
        text = function ? functionText(*function) : kind.text;
    }
    name.replace(QStringLiteral("->"), QStringLiteral(" → "));
    m_fullName = name;
    showName();
    fillKind(text);

    const qreal dpr = devicePixelRatioF();
    QPixmap tile(QSize(tileSize, tileSize) * dpr);
    tile.setDevicePixelRatio(dpr);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::CategoryColors &colors = m_theme.category(kind.category);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.soft);
    painter.drawRoundedRect(QRectF(0, 0, tileSize, tileSize), 7, 7);
    painter.drawPixmap(QPointF(7, 7), m_icons.pixmap(kind.icon, colors.icon, tileSize - 14, dpr));
    painter.end();
    m_tile->setPixmap(tile);
}

void Inspector::fillKind(const QString &text)
{
    struct Group
    {
        QString text;
        qsizetype count = 0;
    };
    const QSet<ElementId> shown(m_shown.begin(), m_shown.end());
    std::map<QString, Group> others; // by the id of their kind
    for (const ElementId id : m_selection.ids()) {
        const Element *element = m_document.design().find(id);
        if (!element || shown.contains(id))
            continue;
        const ElementKind kind = kindOf(*element, *m_catalog);
        Group &group = others[kind.id];
        group.text = kind.text;
        ++group.count;
    }
    QStringList links;
    for (const auto &[id, group] : others) {
        links.append(QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                         .arg(id.toHtmlEscaped(), m_theme.color(theme::Token::Accent).name(),
                              several(group.count, group.text).toHtmlEscaped()));
    }
    QStringList lines;
    if (!text.isEmpty())
        lines.append(text.toHtmlEscaped());
    if (!links.isEmpty())
        lines.append(Words::tr("Also selected: %1").arg(links.join(QStringLiteral(", "))));
    m_kind->setText(lines.join(QStringLiteral("<br>")));
    m_kind->setVisible(!lines.isEmpty());
}

void Inspector::showName()
{
    const int width = this->width() - tileSize - 2 * headMargin - headSpacing;
    // A title goes on in a second line, a name has no place to break.
    const bool breaks
        = m_fullName.contains(QLatin1Char(' ')) && !m_fullName.contains(QChar(0x2192));
    const QFontMetrics metrics(m_name->font());
    m_name->setWordWrap(breaks);
    // Lines end before the edge where a word does not fit.
    m_name->setText(breaks ? metrics.elidedText(m_fullName, Qt::ElideRight, width * 17 / 10)
                           : metrics.elidedText(m_fullName, Qt::ElideMiddle, width));
    m_name->setToolTip(m_fullName);
}

void Inspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showName();
}

void Inspector::rebuildFacts()
{
    clear(m_facts);
    const ElementId alone = shownAlone();
    if (!alone)
        return;
    if (m_analysis && m_analysis->design->find(alone)) {
        addPlacementFacts();
        addFacts(Words::tr("Estimate"), estimateFacts(alone, *m_analysis));
        addFacts(Words::tr("Addresses"), networkFacts(alone, *m_analysis));
        addFindings();
    }
    addFacts(Words::tr("Group"), groupFacts(alone, m_document.design()));
    addFacts(Words::tr("Connections"), connectionFacts(alone, m_document.design()));
}

void Inspector::addPlacementFacts()
{
    const QString outcome = outcomeOf(shownAlone(), *m_analysis);
    if (outcome.isEmpty())
        return;
    SectionBox *section = addSection(Words::tr("Network decision"), m_facts);
    auto *button = new OutcomeButton(outcome);
    button->setObjectName(QStringLiteral("outcome"));
    connect(button, &QPushButton::clicked, this,
            [this] { Q_EMIT decisionRequested(shownAlone()); });
    section->body()->addWidget(button);
}

void Inspector::addFacts(const QString &title, const QList<Fact> &facts)
{
    if (facts.isEmpty())
        return;
    SectionBox *section = addSection(title, m_facts);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(factSpacing);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const Fact &fact : facts) {
        auto *label = new QLabel(fact.label);
        auto *value = new QLabel(fact.value);
        value->setFont(theme::sans(12, true));
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
        value->setWordWrap(true);
        // Labels give way before a figure does.
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(label, row, 0);
        grid->addWidget(value, row, 1);
        if (!fact.remark.isEmpty()) {
            auto *remark = new QLabel(fact.remark);
            remark->setProperty("role", QStringLiteral("caption"));
            remark->setAlignment(Qt::AlignRight | Qt::AlignTop);
            remark->setWordWrap(true);
            const int besideIt = longestWord(*label) + value->sizeHint().width()
                + longestWord(*remark) + 2 * factSpacing;
            if (fact.remark.size() <= shortRemark && besideIt <= leastFactsWidth)
                grid->addWidget(remark, row, 2);
            else
                grid->addWidget(remark, ++row, 0, 1, 3);
        }
        ++row;
    }
    section->body()->addLayout(grid);
}

void Inspector::addFindings()
{
    QList<const review::Finding *> here;
    for (const review::Finding &finding : m_analysis->findings) {
        if (finding.elements.contains(shownAlone()) && finding.status != review::Status::Suppressed)
            here.append(&finding);
    }
    if (here.isEmpty())
        return;
    SectionBox *section = addSection(Words::tr("Findings"), m_facts);
    section->setSummary(QLocale().toString(here.size()));
    for (const review::Finding *finding : here.mid(0, mostFindings)) {
        const theme::Mark mark = finding->status == review::Status::Unanswered
            ? theme::Mark::Unanswered
            : theme::markOf(finding->severity);
        auto *glyph = new QLabel;
        glyph->setPixmap(theme::severityPixmap(mark, m_theme, 16, devicePixelRatioF()));
        const review::Rule *rule = review::ruleById(finding->rule);
        auto *title = new QLabel(
            QStringLiteral("<b>%1</b> %2")
                .arg(finding->rule, (rule ? toString(rule->title) : QString()).toHtmlEscaped()));
        title->setWordWrap(true);
        auto *sentence = new QLabel(
            QStringLiteral("<a href=\"%1\" style=\"color:%2; text-decoration:none\">%3</a>")
                .arg(finding->key.toHtmlEscaped(), m_theme.color(theme::Token::Muted).name(),
                     toString(finding->message).toHtmlEscaped()));
        sentence->setWordWrap(true);
        sentence->setTextInteractionFlags(Qt::LinksAccessibleByMouse
                                          | Qt::LinksAccessibleByKeyboard);
        connect(sentence, &QLabel::linkActivated, this, &Inspector::findingRequested);
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        words->addWidget(title);
        words->addWidget(sentence);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(glyph, 0, Qt::AlignTop);
        row->addLayout(words, 1);
        section->body()->addLayout(row);
    }
}

} // namespace stratoplan::inspector
