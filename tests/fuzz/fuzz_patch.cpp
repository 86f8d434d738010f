// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a tree, and changes of it that the text itself chooses: what is proved reads again,
// and differs in the changed places alone.
#include "planner/yaml/changed_entry.h"
#include "planner/yaml/own_values.h"
#include "tests/fuzz/fuzz.h"

#include <QRandomGenerator>

#include <array>
#include <tuple>

using namespace stratoplan;
using namespace stratoplan::yaml;
using namespace stratoplan::fuzz;

namespace {

constexpr std::array texts{
    "",   "x",   "Ref", "12", "0123", "yes", "null",     "a: b",  "a #b",   "- a",
    "!x", "&x",  "*x",  "'",  "\"",   "|",   "> ",       " lead", "trail ", "two\nlines\n",
    "\n", "{a}", "[",   "%",  "@",    "`",   "\xC3\xA4", "...",   "---",    "a,b"};

class Chooser
{
public:
    explicit Chooser(const QByteArray &text)
        : m_random(static_cast<quint32>(qHash(text, 1)))
    {
    }

    int below(int bound) { return bound > 0 ? m_random.bounded(bound) : 0; }

    NewValue value(int depth = 0)
    {
        switch (below(depth > 2 ? 3 : 5)) {
        case 0:
            return NewValue::number(below(1000));
        case 1:
            return NewValue::text(text(), "!Ref");
        case 2:
            return NewValue::text(text());
        case 3: {
            std::vector<NewValue> items;
            for (int i = below(3); i > 0; --i)
                items.push_back(value(depth + 1));
            return NewValue::sequence(std::move(items));
        }
        default: {
            std::vector<std::pair<QByteArray, NewValue>> entries;
            for (int i = below(3); i > 0; --i)
                entries.emplace_back("K" + QByteArray::number(i), value(depth + 1));
            return NewValue::mapping(std::move(entries));
        }
        }
    }
    QString text() { return QString::fromUtf8(texts[static_cast<size_t>(below(texts.size()))]); }

    void change(Patch &patch)
    {
        const Tree &tree = patch.tree();
        const Node node = tree.node(below(tree.nodeCount()));
        const int place = below(node.size() + 1);
        if (!node.isMapping() && !node.isSequence()) {
            patch.setValue(node, value());
        } else if (node.size() > 0 && below(2) == 0) {
            if (node.isMapping())
                patch.removeEntry(node, place % node.size());
            else
                patch.removeItem(node, place % node.size());
        } else if (node.isMapping()) {
            patch.insertEntry(node, place - 1, "New", value());
        } else {
            patch.insertItem(node, place - 1, value());
        }
    }

private:
    QRandomGenerator m_random;
};

auto saidOf(const Tree &tree, int index)
{
    const Node node = tree.node(index);
    return std::tuple(node.kind(), node.style(), node.tag(), node.anchor(), node.scalar(),
                      node.size());
}

/// Where an entry was read alone, the whole text reads as what stood around it and the entry.
void checkEntry(const Patch &patch, const std::vector<TextEdit> &changes, const Tree &whole)
{
    const Tree &tree = patch.tree();
    const auto entry = changedEntry(patch, changes);
    const auto alone = entry ? parsedAlone(*entry, tree, changes) : std::nullopt;
    if (!alone)
        return;
    const int own = alone->nodeCount() - 1;
    const int first = entry->mapping.keyAt(entry->entry).index();
    require(whole.nodeCount() == tree.nodeCount() - entry->nodes + own, "no node is lost");
    for (int i = 0; i < whole.nodeCount(); ++i) {
        const bool isBefore = i < first;
        const bool isOwn = !isBefore && i < first + own;
        const auto expected = isBefore ? saidOf(tree, i)
            : isOwn                    ? saidOf(*alone, i - first + 1)
                                       : saidOf(tree, i - own + entry->nodes);
        require(saidOf(whole, i) == expected, "an entry alone reads as in the whole text");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = textOf(data, size);
    const auto tree = parse(text, {});
    if (!tree || !tree->root().isValid())
        return 0;
    Chooser chooser(text);
    Patch patch(*tree);
    for (int i = 1 + chooser.below(3); i > 0; --i)
        chooser.change(patch);
    const auto changes = edits(patch);
    const auto proved = prove(patch);
    if (!changes) {
        require(!proved && !changes.error().isEmpty(), "what cannot be written is not proved");
        return 0;
    }
    size_t last = 0;
    for (const TextEdit &edit : *changes) {
        require(edit.begin >= last && edit.end >= edit.begin, "edits follow the text");
        require(edit.end <= static_cast<size_t>(text.size()), "edits stand in the text");
        last = edit.end;
    }
    if (!proved) {
        require(!proved.error().isEmpty(), "a refusal says why");
    } else {
        require(*proved == yaml::apply(text, *changes), "nothing but the edits was made");
        const auto whole = parse(*proved, {});
        require(whole.has_value(), "a proved text reads");
        checkEntry(patch, *changes, *whole);
    }
    const Node shared = tree->node(chooser.below(tree->nodeCount()));
    if (isShared(shared)) {
        const auto own = withOwnValues(shared, {});
        require(!own || parse(*own, {}).has_value(), "a text with own values reads");
    }
    return 0;
}
