// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <yaml-cpp/yaml.h>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

QByteArray source(const Tree &tree, Span span)
{
    return tree.text().mid(static_cast<qsizetype>(span.begin), static_cast<qsizetype>(span.size()));
}

/// A scalar's content in a text of its own that means the same.
QByteArray alone(const Node &node)
{
    const QByteArray content = source(*node.tree(), node.contentSpan());
    const bool isBlockScalar = node.style() == Style::Literal || node.style() == Style::Folded;
    if (!isBlockScalar)
        return content;
    // An indentation indicator counts from the collection that the scalar stands in.
    Node around = node.parent();
    while (around && around.style() != Style::Block)
        around = around.parent();
    const int indentation = around ? around.indentation() : 0;
    return QByteArray(indentation, ' ') + "k: " + content;
}

/// The same events that PyYAML is asked for, one line each.
void appendEvents(const Node &node, QByteArray &out)
{
    const QByteArray tag = node.tag();
    const QByteArray fullTag = tag.startsWith("!!") ? "tag:yaml.org,2002:" + tag.mid(2) : tag;
    switch (node.kind()) {
    case Kind::Scalar:
        out += "s " + fullTag + ' ' + node.scalar().toHex() + '\n';
        break;
    case Kind::Alias:
        out += "a " + node.anchor() + '\n';
        break;
    case Kind::Sequence:
    case Kind::Mapping:
        out += (node.isMapping() ? "m " : "q ") + fullTag + '\n';
        for (int i = 0; i < node.size(); ++i) {
            if (node.isMapping())
                appendEvents(node.keyAt(i), out);
            appendEvents(node.at(i), out);
        }
        out += "e\n";
        break;
    }
}

constexpr const char *pythonEvents = R"(
import sys, yaml
for path in sys.stdin.read().splitlines():
    print('file', path)
    with open(path, 'rb') as file:
        for e in yaml.parse(file, Loader=yaml.SafeLoader):
            tag = (getattr(e, 'tag', None) or '')
            if isinstance(e, yaml.ScalarEvent):
                print('s', tag, e.value.encode('utf-8', 'surrogatepass').hex())
            elif isinstance(e, yaml.AliasEvent):
                print('a', e.anchor)
            elif isinstance(e, yaml.MappingStartEvent):
                print('m', tag)
            elif isinstance(e, yaml.SequenceStartEvent):
                print('q', tag)
            elif isinstance(e, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                print('e')
)";

} // namespace

class TestCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void spans();
    void sameAsPyYaml();
    void sameAsYamlCpp();
    void sameAsQt();

private:
    QStringList m_paths;
};

void TestCorpus::initTestCase()
{
    m_paths = corpusTemplates();
    if (m_paths.isEmpty())
        QSKIP(corpusMissing);
    QCOMPARE_GE(m_paths.size(), 121);
}

void TestCorpus::spans()
{
    int scalars = 0;
    for (const QString &path : std::as_const(m_paths)) {
        const auto tree = parse(fileText(path), path);
        QVERIFY2(tree, qPrintable(path));
        size_t lastBegin = 0;
        for (int i = 0; i < tree->nodeCount(); ++i) {
            const Node node = tree->node(i);
            const QByteArray place = path.toUtf8() + ':' + QByteArray::number(node.line()) + ' '
                + source(*tree, node.span());
            // Nodes follow the text, children stand inside their parents and behind each other.
            QVERIFY2(node.span().begin >= lastBegin, place.constData());
            lastBegin = node.span().begin;
            QVERIFY2(node.span().begin <= node.contentSpan().begin
                         && node.contentSpan().begin <= node.span().end,
                     place.constData());
            if (const Node parent = node.parent()) {
                QVERIFY2(node.span().begin >= parent.contentSpan().begin, place.constData());
                QVERIFY2(node.span().end <= parent.span().end, place.constData());
            }
            if (!node.isScalar())
                continue;
            ++scalars;
            const auto again = parse(alone(node), {});
            QVERIFY2(again, place.constData());
            const Node root = again->root().isMapping() && again->root().has("k")
                    && node.style() >= Style::Literal && node.style() != Style::Json
                ? again->root()["k"]
                : again->root();
            QVERIFY2(root.scalar() == node.scalar(), place.constData());
        }
    }
    QVERIFY(scalars > 20000);
}

void TestCorpus::sameAsPyYaml()
{
    const QString python = pythonWith(QStringLiteral("yaml"));
    if (python.isEmpty())
        QSKIP("python3 with PyYAML is not installed");
    QByteArray events;
    for (const QString &path : std::as_const(m_paths)) {
        const auto tree = parse(fileText(path), path);
        QVERIFY2(tree, qPrintable(path));
        events += "file " + path.toUtf8() + '\n';
        if (tree->root())
            appendEvents(tree->root(), events);
    }
    QProcess process;
    process.start(python, {QStringLiteral("-c"), QString::fromLatin1(pythonEvents)});
    process.write(m_paths.join(QLatin1Char('\n')).toUtf8());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(240000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QList<QByteArray> expected = process.readAllStandardOutput().split('\n');
    const QList<QByteArray> found = events.split('\n');
    QByteArray file;
    for (qsizetype i = 0; i < std::min(found.size(), expected.size()); ++i) {
        if (found.at(i).startsWith("file "))
            file = found.at(i);
        QVERIFY2(found.at(i) == expected.at(i),
                 (file + ": " + found.at(i) + " instead of " + expected.at(i)).constData());
    }
    QCOMPARE(found.size(), expected.size());
}

namespace {

/// Compares where both readings agree by the notes on yaml-cpp: structure, keys and scalar texts.
bool isSame(const Node &given, const YAML::Node &other)
{
    const Node node = given.resolved();
    if (node.isScalar()) {
        // yaml-cpp loses the second byte of a no-break space in a block scalar, and makes a null of
        // an empty plain scalar.
        if (node.scalar().contains("\xC2\xA0"))
            return true;
        return other.IsNull() ? node.isNull()
                              : other.IsScalar() && other.Scalar() == node.scalar().toStdString();
    }
    if (static_cast<size_t>(node.size()) != other.size())
        return false;
    int i = 0;
    for (const auto &child : other) {
        if (node.isMapping()
                ? !isSame(node.keyAt(i), child.first) || !isSame(node.at(i), child.second)
                : !isSame(node.at(i), child))
            return false;
        ++i;
    }
    return true;
}

bool isSame(const Node &node, const QJsonValue &other)
{
    switch (other.type()) {
    case QJsonValue::Object: {
        const QJsonObject object = other.toObject();
        if (!node.isMapping() || node.size() != object.size())
            return false;
        for (int i = 0; i < node.size(); ++i) {
            if (!isSame(node.at(i), object.value(node.keyAt(i).text())))
                return false;
        }
        return true;
    }
    case QJsonValue::Array: {
        const QJsonArray array = other.toArray();
        if (!node.isSequence() || node.size() != array.size())
            return false;
        for (int i = 0; i < node.size(); ++i) {
            if (!isSame(node.at(i), array.at(i)))
                return false;
        }
        return true;
    }
    case QJsonValue::String:
        return node.isQuoted() && node.text() == other.toString();
    case QJsonValue::Double:
        return !node.isQuoted() && node.scalar().toDouble() == other.toDouble();
    case QJsonValue::Bool:
        return !node.isQuoted() && node.scalar() == (other.toBool() ? "true" : "false");
    case QJsonValue::Null:
        return node.isNull();
    case QJsonValue::Undefined:
        return false;
    }
    return false;
}

} // namespace

void TestCorpus::sameAsYamlCpp()
{
    int compared = 0;
    for (const QString &path : std::as_const(m_paths)) {
        const QByteArray text = fileText(path);
        const auto tree = parse(text, path);
        QVERIFY2(tree, qPrintable(path));
        try {
            QVERIFY2(isSame(tree->root(), YAML::Load(text.toStdString())), qPrintable(path));
            ++compared;
        } catch (const YAML::ParserException &exception) {
            qInfo("yaml-cpp refuses %s: %s", qPrintable(path), exception.what());
        }
    }
    QVERIFY2(compared > 115, qPrintable(QString::number(compared)));
}

void TestCorpus::sameAsQt()
{
    int documents = 0;
    for (const QString &path : std::as_const(m_paths)) {
        const QByteArray text = fileText(path);
        const QJsonDocument document = QJsonDocument::fromJson(text);
        const auto tree = parse(text, path);
        QCOMPARE(tree->isJson(), !document.isNull());
        if (document.isNull())
            continue;
        ++documents;
        QVERIFY2(isSame(tree->root(), document.object()), qPrintable(path));
    }
    QVERIFY(documents > 0);
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
