// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findings/findings_panel.h"

#include "planner/model/names.h"
#include "planner/review/rule.h"
#include "widgets/findings/accept_dialog.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::findings {

namespace {

using theme::Token;

constexpr int leastPart = 220;

QString paragraph(const QString &head, const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style=\"margin:0 0 6px 0\"><b>%1</b> %2</p>")
        .arg(head.toHtmlEscaped(), text.toHtmlEscaped());
}

} // namespace

/// One line: shape, rule id, sentence, wrench where a fix exists.
class FindingsPanel::RowDelegate : public QStyledItemDelegate
{
public:
    explicit RowDelegate(FindingsPanel &panel)
        : QStyledItemDelegate(&panel)
        , m_panel(panel)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, 28};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const theme::Theme &theme = m_panel.m_theme;
        const bool current = option.state.testFlag(QStyle::State_Selected);
        const bool accepted = index.data(FindingsModel::AcceptedRole).toBool();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        QRectF row = QRectF(option.rect).adjusted(4, 1, -4, -1);
        if (current || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(current ? Token::AccentSoft : Token::Sunken));
            painter->drawRoundedRect(row, 6, 6);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.color(Token::Accent), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const auto mark = theme::Mark(index.data(FindingsModel::MarkRole).toInt());
        theme::paintSeverity(*painter, QRectF(row.left() + 8, row.center().y() - 8, 16, 16), mark,
                             theme, accepted);
        painter->setFont(theme::mono(12));
        painter->setPen(theme.color(Token::Muted));
        painter->drawText(QRectF(row.left() + 32, row.top(), 84, row.height()), Qt::AlignVCenter,
                          index.data(FindingsModel::RuleRole).toString());
        QRectF text(row.left() + 118, row.top(), row.width() - 118 - 10, row.height());
        if (index.data(FindingsModel::FixableRole).toBool()) {
            text.setRight(text.right() - 24);
            painter->drawPixmap(QPointF(text.right() + 8, row.center().y() - 8),
                                m_panel.m_icons.pixmap(QStringLiteral("fix"),
                                                       theme.color(Token::Accent), 16,
                                                       m_panel.devicePixelRatioF()));
        }
        const QFont font = theme::sans(12, current);
        painter->setFont(font);
        painter->setPen(theme.color(accepted ? Token::Faint : Token::Text));
        painter->drawText(text, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight,
                                                        int(text.width())));
        painter->restore();
    }

private:
    const FindingsPanel &m_panel;
};

FindingsPanel::FindingsPanel(DesignDocument &document, Selection &selection,
                             std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_model(new FindingsModel(this))
    , m_split(new QSplitter(this))
    , m_list(new QListView)
    , m_nothing(new QLabel)
    , m_acceptedChip(new QToolButton)
    , m_glyph(new QLabel)
    , m_title(new QLabel)
    , m_rule(new QLabel)
    , m_words(new QLabel)
    , m_fix(new QPushButton)
    , m_accept(new QPushButton)
    , m_withdraw(new QPushButton)
    , m_explanation(new QWidget(m_split))
{
    setObjectName(QStringLiteral("findings"));
    auto *left = new QWidget(m_split);
    auto *chips = new QHBoxLayout;
    chips->setContentsMargins(10, 6, 10, 2);
    chips->setSpacing(6);
    const auto prepare = [&](QToolButton *chip) {
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setProperty("chip", true);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chips->addWidget(chip);
        connect(chip, &QToolButton::toggled, this, [this] {
            QSet<int> shown;
            for (size_t mark = 0; mark < theme::markCount; ++mark) {
                if (m_chips[mark]->isChecked())
                    shown.insert(int(mark));
            }
            const QString key = m_currentKey;
            m_resetting = true;
            m_model->setShown(shown, m_acceptedChip->isChecked());
            m_resetting = false;
            m_list->setCurrentIndex(m_model->indexOf(key));
            fillExplanation(m_model->finding(m_list->currentIndex()));
        });
    };
    for (QToolButton *&chip : m_chips)
        chip = new QToolButton;
    for (QToolButton *chip : m_chips)
        prepare(chip);
    prepare(m_acceptedChip);
    m_acceptedChip->setToolButtonStyle(Qt::ToolButtonTextOnly);
    chips->addStretch();

    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(*this));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("role", QStringLiteral("kind"));

    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(2);
    leftColumn->addLayout(chips);
    leftColumn->addWidget(m_list, 1);
    leftColumn->addWidget(m_nothing, 1);

    m_title->setFont(theme::sans(14, true));
    m_title->setWordWrap(true);
    m_rule->setProperty("role", QStringLiteral("caption"));
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_words, &QLabel::linkActivated, this,
            [this](const QString &link) { m_selection.reveal({ElementId{link.toUInt()}}); });
    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(8);
    titleRow->addWidget(m_glyph, 0, Qt::AlignTop);
    titleRow->addWidget(m_title, 1);
    titleRow->addWidget(m_rule, 0, Qt::AlignTop);

    m_fix->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_fix, m_accept, m_withdraw})
        buttons->addWidget(button);
    buttons->addStretch();
    connect(m_fix, &QPushButton::clicked, this, &FindingsPanel::applyFix);
    connect(m_accept, &QPushButton::clicked, this, &FindingsPanel::accept);
    connect(m_withdraw, &QPushButton::clicked, this, &FindingsPanel::withdraw);

    auto *area = new QScrollArea(m_explanation);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *told = new QWidget(area->viewport());
    told->setBackgroundRole(QPalette::Base);
    auto *toldColumn = new QVBoxLayout(told);
    toldColumn->setContentsMargins(0, 0, 4, 0);
    toldColumn->setSpacing(6);
    toldColumn->addLayout(titleRow);
    toldColumn->addWidget(m_words);
    toldColumn->addStretch();
    area->setWidget(told);
    auto *column = new QVBoxLayout(m_explanation);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(6);
    column->addWidget(area, 1);
    column->addLayout(buttons);

    // Narrow panes cut their widest line rather than one another.
    left->setMinimumWidth(leastPart);
    m_explanation->setMinimumWidth(leastPart);
    m_split->addWidget(left);
    m_split->addWidget(m_explanation);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({640, 460});
    m_split->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_split);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_resetting)
            showCurrent(m_list->hasFocus() || m_list->underMouse());
    });
    connect(m_list, &QListView::activated, this, [this] { showCurrent(true); });
    connect(m_list, &QListView::clicked, this, [this] { showCurrent(true); });
    retranslate();
    fillExplanation(nullptr);
}

FindingsPanel::~FindingsPanel()
{
    m_list->selectionModel()->disconnect(this);
}

void FindingsPanel::retranslate()
{
    m_list->setAccessibleName(tr("Findings"));
    m_fix->setText(tr("Apply the fix"));
    m_accept->setText(tr("Accept…"));
    m_withdraw->setText(tr("No longer accept"));
    fillChips();
    fillExplanation(m_model->finding(m_list->currentIndex()));
}

void FindingsPanel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fillChips();
    fillExplanation(m_model->finding(m_list->currentIndex()));
    m_list->viewport()->update();
}

void FindingsPanel::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    const QString key = m_currentKey;
    const int row = std::max(0, m_list->currentIndex().row());
    m_resetting = true;
    m_model->setAnalysis(analysis);
    QModelIndex current = m_model->indexOf(key);
    // In place of a finding that was mended stands the one after it.
    if (!current.isValid() && m_model->rowCount() > 0)
        current = m_model->index(std::min(row, m_model->rowCount() - 1));
    m_list->setCurrentIndex(current);
    m_resetting = false;
    const review::Finding *finding = m_model->finding(current);
    m_currentKey = finding ? finding->key : QString();
    fillChips();
    fillExplanation(finding);
}

void FindingsPanel::fillChips()
{
    const Counts counts = m_analysis ? countsOf(m_analysis->findings) : Counts{};
    for (size_t i = 0; i < theme::markCount; ++i) {
        const auto mark = theme::Mark(i);
        QToolButton *chip = m_chips[i];
        chip->setIcon(QIcon(theme::severityPixmap(mark, m_theme, 16, devicePixelRatioF())));
        chip->setText(QLocale().toString(counts.of(mark)));
        const QString text = tr("%1: %2").arg(wordOf(mark)).arg(counts.of(mark));
        chip->setToolTip(text);
        chip->setAccessibleName(text);
    }
    m_acceptedChip->setText(tr("Accepted %1").arg(counts.accepted));
    m_acceptedChip->setToolTip(tr("Findings that somebody accepted with a reason"));
    m_acceptedChip->setVisible(counts.accepted > 0);
    const bool empty = m_model->rowCount() == 0;
    m_list->setVisible(!empty);
    m_nothing->setVisible(empty);
    m_nothing->setText(!m_analysis ? tr("Findings appear here when the design is analysed.")
                           : counts.total() + counts.accepted == 0
                           ? tr("Nothing was found. Every rule is content with this design.")
                           : tr("All findings are of kinds that are switched off above."));
}

void FindingsPanel::showCurrent(bool reveal)
{
    const review::Finding *finding = m_model->finding(m_list->currentIndex());
    m_currentKey = finding ? finding->key : QString();
    fillExplanation(finding);
    if (finding && reveal)
        m_selection.reveal(finding->elements.mid(0, 1));
}

void FindingsPanel::fillExplanation(const review::Finding *finding)
{
    m_explanation->setVisible(finding != nullptr);
    if (!finding)
        return;
    const review::Rule *rule = review::ruleById(finding->rule);
    const bool accepted = finding->status == review::Status::Suppressed;
    const theme::Mark mark = markOf(*finding);
    m_glyph->setPixmap(theme::severityPixmap(mark, m_theme, 18, devicePixelRatioF(), accepted));
    m_title->setText(rule ? toString(rule->title) : finding->rule);
    m_rule->setText(wordOf(mark) + QStringLiteral(" · ") + finding->rule);

    QString words = paragraph({}, toString(finding->message));
    if (accepted)
        words += paragraph(tr("Accepted:"), finding->reason);
    if (rule) {
        words += paragraph({},
                           toString(rule->reason) + QLatin1Char(' ') + toString(rule->consequence));
        words += paragraph(tr("To mend it:"), toString(rule->mend));
    }
    const Names names(m_analysis->design ? *m_analysis->design : m_document.design());
    QStringList links;
    for (const ElementId id : finding->elements) {
        links.append(QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                         .arg(QString::number(id.value), m_theme.color(Token::Accent).name(),
                              names.shown(id).toHtmlEscaped()));
    }
    if (!links.isEmpty()) {
        words += QStringLiteral("<p style=\"margin:0 0 6px 0\"><b>%1</b> %2</p>")
                     .arg(tr("Elements:").toHtmlEscaped(), links.join(QStringLiteral(", ")));
    }
    m_words->setText(words);
    m_fix->setVisible(finding->fixable && !accepted);
    m_accept->setVisible(!accepted && finding->status == review::Status::Open);
    m_withdraw->setVisible(accepted);
}

void FindingsPanel::show(const QString &key)
{
    const QModelIndex found = m_model->indexOf(key);
    if (!found.isValid())
        return;
    m_list->setCurrentIndex(found);
    m_list->scrollTo(found);
    showCurrent(true);
}

void FindingsPanel::show(ElementId element)
{
    const QModelIndex found = m_model->indexOf(element);
    if (found.isValid())
        show(found.data(FindingsModel::KeyRole).toString());
}

void FindingsPanel::next()
{
    step(1);
}

void FindingsPanel::previous()
{
    step(-1);
}

void FindingsPanel::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = m_list->currentIndex();
    const int from = current.isValid() ? current.row() : (by > 0 ? -1 : 0);
    const QModelIndex wanted = m_model->index((from + by + rows) % rows);
    m_list->setCurrentIndex(wanted);
    m_list->scrollTo(wanted);
    showCurrent(true);
}

void FindingsPanel::applyFix()
{
    const review::Finding *finding = m_model->finding(m_list->currentIndex());
    if (!finding || !m_analysis)
        return;
    const std::optional<Change> change = fixOf(*finding, *m_analysis, *m_catalog);
    if (!change)
        return;
    m_document.apply(tr("Fix %1").arg(finding->rule), *change);
    // The button goes away with its finding; who walks the list goes on walking it.
    m_list->setFocus();
}

void FindingsPanel::accept()
{
    const review::Finding *finding = m_model->finding(m_list->currentIndex());
    if (!finding || !m_analysis)
        return;
    const Names names(*m_analysis->design);
    AcceptDialog dialog(finding->rule, names.of(finding->elements), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    DocumentEdit edit = m_document.edit(tr("Accept %1").arg(dialog.suppression({}).rule));
    Settings settings = edit.settings();
    settings.suppressions.append(dialog.suppression(QDate::currentDate()));
    edit.setSettings(settings);
    edit.commit();
    m_list->setFocus();
}

void FindingsPanel::withdraw()
{
    const review::Finding *finding = m_model->finding(m_list->currentIndex());
    if (!finding || !m_analysis)
        return;
    const Names names(*m_analysis->design);
    const QStringList elements = names.of(finding->elements);
    DocumentEdit edit = m_document.edit(tr("No longer accept %1").arg(finding->rule));
    Settings settings = edit.settings();
    settings.suppressions.removeIf([&](const Suppression &one) {
        const bool matches
            = std::all_of(one.elements.begin(), one.elements.end(),
                          [&](const QString &name) { return elements.contains(name); });
        return one.rule == finding->rule && matches;
    });
    edit.setSettings(settings);
    edit.commit();
}

} // namespace stratoplan::findings
