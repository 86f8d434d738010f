// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcuts/shortcut_dialog.h"

#include "widgets/theme/clear_button.h"
#include "widgets/theme/fonts.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPdfWriter>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QTextDocument>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace stratoplan::shortcuts {

namespace {

using theme::Token;

/// Sentences about clashes that are shown at once.
constexpr qsizetype mostClashes = 3;
constexpr int rowHeight = 28;

/// Takes one key with its modifiers, at once. The base class waits for up to four.
class KeyField : public QKeySequenceEdit
{
protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
            event->ignore();
            return;
        }
        QKeySequenceEdit::keyPressEvent(event);
        const QKeySequence typed = keySequence();
        if (typed.isEmpty())
            return;
        setKeySequence(QKeySequence(typed[0]));
        Q_EMIT keySequenceChanged(keySequence());
    }
};

} // namespace

void printKeys(const QList<Row> &rows, QPagedPaintDevice &device)
{
    QTextDocument page;
    // Pixels are too small on paper: points it is, black in every theme.
    QFont font(theme::sans(12));
    font.setPointSizeF(10);
    page.setDefaultFont(font);
    page.setDefaultStyleSheet(QStringLiteral("h2, p, td { color: black; }"));
    page.setHtml(htmlOf(rows, ShortcutDialog::tr("Keys of Stratoplan")));
    page.print(&device);
}

ShortcutDialog::ShortcutDialog(QList<Row> rows, const theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_rows(std::move(rows))
    , m_theme(theme)
    , m_filter(new QLineEdit)
    , m_tree(new QTreeWidget)
    , m_name(new QLabel)
    , m_key(new KeyField)
    , m_second(new KeyField)
    , m_reset(new QPushButton(tr("&Reset")))
    , m_resetAll(new QPushButton(tr("Reset &all")))
    , m_clashes(new QLabel)
{
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    m_filter->setObjectName(QStringLiteral("shortcutFilter"));
    m_filter->setProperty("search", true);
    theme::addClearButton(*m_filter);
    m_filter->setPlaceholderText(tr("Search actions and keys"));
    m_filter->setAccessibleName(tr("Search actions and keys"));
    m_tree->setObjectName(QStringLiteral("shortcutTree"));
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(true);
    m_name->setProperty("role", QStringLiteral("title"));
    m_key->setObjectName(QStringLiteral("shortcutKey"));
    m_second->setObjectName(QStringLiteral("shortcutSecondKey"));
    m_key->setAccessibleName(tr("Key"));
    m_second->setAccessibleName(tr("Second key"));
    for (QKeySequenceEdit *edit : {m_key, m_second}) {
        edit->setClearButtonEnabled(true);
        connect(edit, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutDialog::editCurrent);
    }
    m_reset->setObjectName(QStringLiteral("resetShortcut"));
    m_resetAll->setObjectName(QStringLiteral("resetShortcuts"));
    m_clashes->setObjectName(QStringLiteral("shortcutClashes"));
    m_clashes->setWordWrap(true);
    m_clashes->setProperty("role", QStringLiteral("trouble"));

    auto *frame = new QFrame;
    frame->setProperty("card", true);
    auto *framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    framed->addWidget(m_tree);
    auto *keys = new QHBoxLayout;
    keys->setSpacing(8);
    auto *keyLabel = new QLabel(tr("&Key"));
    keyLabel->setBuddy(m_key);
    auto *secondLabel = new QLabel(tr("S&econd key"));
    secondLabel->setBuddy(m_second);
    keys->addWidget(keyLabel);
    keys->addWidget(m_key, 1);
    keys->addSpacing(8);
    keys->addWidget(secondLabel);
    keys->addWidget(m_second, 1);
    keys->addSpacing(8);
    keys->addWidget(m_reset);

    auto *box = new QDialogButtonBox;
    QPushButton *print = box->addButton(tr("&Print…"), QDialogButtonBox::ActionRole);
    QPushButton *pdf = box->addButton(tr("As P&DF…"), QDialogButtonBox::ActionRole);
    box->addButton(m_resetAll, QDialogButtonBox::ResetRole);
    m_accept = box->addButton(tr("&Use these keys"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("acceptShortcuts"));
    m_accept->setProperty("primary", true);
    box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(print, &QPushButton::clicked, this, &ShortcutDialog::print);
    connect(pdf, &QPushButton::clicked, this, &ShortcutDialog::savePdf);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutDialog::resetCurrent);
    connect(m_resetAll, &QPushButton::clicked, this, &ShortcutDialog::resetAll);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutDialog::filter);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutDialog::showCurrent);
    // Enter and a double click on an action lead to its key.
    connect(m_tree, &QTreeWidget::itemActivated, m_key, [this] { m_key->setFocus(); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(m_filter);
    column->addWidget(frame, 1);
    column->addWidget(m_name);
    column->addLayout(keys);
    column->addWidget(m_clashes);
    column->addWidget(box);
    resize(760, 620);
    fillTree();
    updateTree();
    m_tree->setCurrentItem(m_items.isEmpty() ? nullptr : m_items.first());
    m_filter->setFocus();
}

void ShortcutDialog::keyPressEvent(QKeyEvent *event)
{
    // Enter leads from the list to the key; it must not close the dialog on the way.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || qobject_cast<QPushButton *>(focusWidget()))
        QDialog::keyPressEvent(event);
}

void ShortcutDialog::fillTree()
{
    QHash<QString, QTreeWidgetItem *> places;
    for (const Row &row : std::as_const(m_rows)) {
        QTreeWidgetItem *&place = places[row.place];
        if (!place) {
            place = new QTreeWidgetItem(m_tree, {row.place});
            place->setFont(0, theme::sans(12, true));
            place->setFlags(Qt::ItemIsEnabled);
            place->setSizeHint(0, {0, rowHeight});
            place->setFirstColumnSpanned(true);
        }
        m_items.append(new QTreeWidgetItem(place, {row.text}));
        m_items.last()->setSizeHint(0, {0, rowHeight});
    }
    m_tree->expandAll();
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->resizeSection(1, 290);
}

void ShortcutDialog::updateTree()
{
    const QList<Clash> clashes = clashesOf(m_rows);
    QSet<qsizetype> clashing;
    QStringList sentences;
    for (const Clash &clash : clashes) {
        clashing.insert(clash.one);
        clashing.insert(clash.other);
        if (sentences.size() < mostClashes)
            sentences.append(sentenceOf(clash, m_rows));
    }
    bool anyChanged = false;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        QTreeWidgetItem *item = m_items.at(i);
        item->setText(1, textOf(row.keys));
        item->setFont(1, theme::sans(12, row.isChanged()));
        const Token ink = clashing.contains(i) ? Token::Fail
            : row.fixed                        ? Token::Faint
                                               : Token::Text;
        item->setIcon(1,
                      clashing.contains(i)
                          ? m_icons.icon(QStringLiteral("warning"), m_theme.color(Token::Fail))
                          : QIcon());
        item->setForeground(1, m_theme.color(ink));
        item->setToolTip(1,
                         row.isChanged() ? tr("At first: %1").arg(textOf(row.initial)) : QString());
        anyChanged = anyChanged || row.isChanged();
    }
    m_clashes->setText(sentences.join(QLatin1Char('\n')));
    m_clashes->setVisible(!sentences.isEmpty());
    m_accept->setEnabled(clashes.isEmpty());
    m_resetAll->setEnabled(anyChanged);
    const qsizetype now = current();
    m_reset->setEnabled(now >= 0 && m_rows.at(now).isChanged());
}

void ShortcutDialog::filter()
{
    const QString wanted = m_filter->text().trimmed();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const bool found = row.text.contains(wanted, Qt::CaseInsensitive)
            || textOf(row.keys).contains(wanted, Qt::CaseInsensitive);
        m_items.at(i)->setHidden(!found);
    }
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *place = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < place->childCount(); ++j) {
            if (place->child(j)->isHidden())
                continue;
            any = true;
            if (!first)
                first = place->child(j);
        }
        place->setHidden(!any);
    }
    if (first && (!m_tree->currentItem() || m_tree->currentItem()->isHidden()))
        m_tree->setCurrentItem(first);
}

qsizetype ShortcutDialog::current() const
{
    return m_items.indexOf(m_tree->currentItem());
}

void ShortcutDialog::showCurrent()
{
    m_showing = true;
    const qsizetype now = current();
    const Row row = now < 0 ? Row() : m_rows.at(now);
    m_name->setText(row.fixed ? tr("%1: cannot be changed").arg(row.text) : row.text);
    m_key->setKeySequence(row.fixed ? QKeySequence() : row.keys.value(0));
    m_second->setKeySequence(row.fixed ? QKeySequence() : row.keys.value(1));
    for (QKeySequenceEdit *edit : {m_key, m_second})
        edit->setEnabled(now >= 0 && !row.fixed);
    m_reset->setEnabled(row.isChanged());
    m_showing = false;
}

void ShortcutDialog::editCurrent()
{
    const qsizetype now = current();
    if (m_showing || now < 0 || m_rows.at(now).fixed)
        return;
    Row &row = m_rows[now];
    QList<QKeySequence> keys = row.keys.mid(2);
    for (const QKeySequence &key : {m_second->keySequence(), m_key->keySequence()}) {
        if (!key.isEmpty() && !keys.contains(key))
            keys.prepend(key);
    }
    row.keys = keys;
    updateTree();
}

void ShortcutDialog::resetCurrent()
{
    if (const qsizetype now = current(); now >= 0)
        m_rows[now].keys = m_rows.at(now).initial;
    showCurrent();
    updateTree();
}

void ShortcutDialog::resetAll()
{
    for (Row &row : m_rows)
        row.keys = row.initial;
    showCurrent();
    updateTree();
}

void ShortcutDialog::print()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(windowTitle());
    QPrintPreviewDialog preview(&printer, this);
    preview.setObjectName(QStringLiteral("shortcutPreview"));
    preview.setWindowTitle(windowTitle());
    preview.resize(900, 760);
    connect(&preview, &QPrintPreviewDialog::paintRequested, this,
            [this](QPrinter *device) { printKeys(m_rows, *device); });
    preview.exec();
}

void ShortcutDialog::savePdf()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Write the list of keys"),
                                                      QStringLiteral("stratoplan-keys.pdf"),
                                                      tr("PDF files (*.pdf)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written) {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(windowTitle());
        printKeys(m_rows, writer);
        written = file.commit();
    }
    if (!written) {
        QMessageBox::warning(this, windowTitle(),
                             tr("The list was not written: %1").arg(file.errorString()));
    }
}

} // namespace stratoplan::shortcuts
