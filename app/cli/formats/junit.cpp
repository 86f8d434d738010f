// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"
#include "planner/review/rule.h"

#include <QSet>
#include <QXmlStreamWriter>

namespace stratoplan::cli {

namespace {

void writeFinding(QXmlStreamWriter &xml, const ReviewedFinding &reviewed, bool failure)
{
    const review::Finding &finding = reviewed.finding;
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), finding.rule);
    xml.writeAttribute(QStringLiteral("name"), finding.key);
    if (!reviewed.file.isEmpty())
        xml.writeAttribute(QStringLiteral("file"), reviewed.file);
    if (reviewed.line > 0)
        xml.writeAttribute(QStringLiteral("line"), QString::number(reviewed.line));
    const review::Rule *rule = review::ruleById(finding.rule);
    if (failure) {
        xml.writeStartElement(QStringLiteral("failure"));
        xml.writeAttribute(QStringLiteral("type"), id(finding.severity));
        xml.writeAttribute(QStringLiteral("message"), reviewed.message);
        if (rule)
            xml.writeCharacters(toString(rule->consequence) + QLatin1Char('\n')
                                + toString(rule->mend));
        xml.writeEndElement();
    } else if (finding.status == review::Status::Open) {
        xml.writeTextElement(QStringLiteral("system-out"),
                             QStringLiteral("%1: %2").arg(id(finding.severity), reviewed.message));
    } else {
        xml.writeStartElement(QStringLiteral("skipped"));
        xml.writeAttribute(QStringLiteral("message"),
                           finding.reason.isEmpty()
                               ? reviewed.message
                               : reviewed.message + QStringLiteral(": ") + finding.reason);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

void writeSuite(QXmlStreamWriter &xml, const QString &input, const Reviewed &reviewed)
{
    QList<const ReviewedFinding *> findings;
    QSet<QString> found;
    int failures = 0;
    int skipped = 0;
    for (const ReviewedFinding &finding : reviewed.findings) {
        if (finding.file != input)
            continue;
        findings.append(&finding);
        found.insert(finding.finding.rule);
        failures += reviewed.isFailure(finding);
        skipped += finding.finding.status != review::Status::Open;
    }
    QStringList passed;
    for (const QString &rule : reviewed.rules) {
        if (!found.contains(rule))
            passed.append(rule);
    }
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), input.isEmpty() ? QStringLiteral("-") : input);
    xml.writeAttribute(QStringLiteral("tests"), QString::number(findings.size() + passed.size()));
    xml.writeAttribute(QStringLiteral("failures"), QString::number(failures));
    xml.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
    xml.writeAttribute(QStringLiteral("skipped"), QString::number(skipped));
    for (const ReviewedFinding *finding : std::as_const(findings))
        writeFinding(xml, *finding, reviewed.isFailure(*finding));
    for (const QString &rule : std::as_const(passed)) {
        xml.writeEmptyElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), rule);
        xml.writeAttribute(QStringLiteral("name"), rule);
    }
    xml.writeEndElement();
}

} // namespace

QByteArray toJunit(const Reviewed &reviewed)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("stratoplan review"));
    for (const QString &input : reviewed.inputs)
        writeSuite(xml, input, reviewed);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes.endsWith('\n') ? bytes : bytes + '\n';
}

} // namespace stratoplan::cli
