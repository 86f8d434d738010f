#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stratoplan import` over the corpus of templates, against a walk of the YAML by PyYAML that shares
nothing with the reader under test: import_corpus.py STRATOPLAN CORPUS

Every template is imported. Every resource is in the design and in --format json, and every SAM event
is a trigger from its source to its function or state machine. The templates that INDEX.tsv marks
NEGATIVE list their problems, and --strict refuses them with status 3 and all of these; it takes all
others. Exits with 77, which counts as skipped, where the corpus or PyYAML is not there."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
STRATOPLAN = sys.argv[1]
CORPUS = pathlib.Path(sys.argv[2])
try:
    import yaml
except ImportError:
    print("python3-yaml is not installed: skipped")
    sys.exit(SKIPPED)
if not (CORPUS / "INDEX.tsv").is_file():
    print(f"The corpus of templates is not at {CORPUS}: skipped")
    sys.exit(SKIPPED)


class Loader(yaml.SafeLoader):
    """Short functions become their long form."""


def tagged(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", tagged)


def resources_of(path):
    """[(id as the design calls it, type, content)]: a second entry of a name has a number behind it."""
    with open(path, encoding="utf-8") as file:
        root = yaml.compose(file, Loader=Loader)
    section = {key.value: node for key, node in root.value}["Resources"]
    found, seen = [], {}
    for key, node in section.value:
        content = Loader("").construct_object(node, deep=True)
        seen[key.value] = times = seen.get(key.value, 0) + 1
        name = key.value if times == 1 else f"{key.value}{times}"
        content = content if isinstance(content, dict) else {}
        found.append((name, content.get("Type") or "", content))
    return found


# The property of an event that names its source; the others have one that SAM makes.
SOURCE = {
    "S3": "Bucket", "SNS": "Topic", "SQS": "Queue", "Kinesis": "Stream", "DynamoDB": "Stream",
    "MSK": "Stream", "MQ": "Broker", "DocumentDB": "Cluster", "CloudWatchLogs": "LogGroupName",
    "Cognito": "UserPool", "Api": "RestApiId", "HttpApi": "ApiId",
}
GENERATED = ("Schedule", "ScheduleV2", "CloudWatchEvent", "EventBridgeRule", "IoTRule", "AlexaSkill",
             "SelfManagedKafka")


def named(value):
    """The logical id that a plain reference names; None for anything else."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    (function, argument), = value.items()
    if function == "Ref":
        return argument
    if function == "Fn::GetAtt":
        return argument.split(".")[0] if isinstance(argument, str) else argument[0]
    if function == "Fn::Sub" and isinstance(argument, str):
        match = re.fullmatch(r"\$\{(\w+)(\.\w+)?\}", argument)
        return match.group(1) if match else None
    return None


def source_of(owner, name, event, ids, types):
    """The name of the event's source; None where it lies outside of the template."""
    kind = event.get("Type")
    properties = event.get("Properties") or {}
    if kind in GENERATED:
        return owner + name
    if kind == "SNS" and properties.get("SqsSubscription") is True:
        return owner + name + "Queue"
    stated = properties.get(SOURCE.get(kind))
    if kind in ("Api", "HttpApi"):
        if stated is None:
            return "ServerlessRestApi" if kind == "Api" else "ServerlessHttpApi"
        if isinstance(stated, str):
            return stated if stated in ids else None
    target = named(stated)
    if target not in ids or types[target] == "AWS::Kinesis::StreamConsumer":
        return None
    return target


def run(*arguments):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    return subprocess.run([STRATOPLAN, "import", *map(str, arguments)], capture_output=True,
                          text=True, env=environment)


faults = []


def check(holds, *words):
    if not holds:
        faults.append(" ".join(map(str, words)))
    return holds


def check_template(path, design, negative, counts):
    result = run(path, "-o", design, "--format", "json")
    if not check(result.returncode == 0, path.name, "import ends with", result.returncode,
                 result.stderr):
        return
    told = json.loads(result.stdout)
    wanted = resources_of(path)
    counts["resources"] += len(wanted)
    check([(r["logicalId"], r["type"] or "") for r in told["resources"]]
          == [(name, kind) for name, kind, _ in wanted], path.name, "other resources in the JSON")
    written = yaml.load(design.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    elements = {element["name"] for section in written.values() if isinstance(section, list)
                for element in section if isinstance(element, dict) and "name" in element}
    for name, _, _ in wanted:
        check(name in elements, path.name, name, "is not in the design")

    ids = {name for name, _, _ in wanted}
    types = {name: kind for name, kind, _ in wanted}
    triggers = {evidence: connection for connection in told["connections"]
                if connection["role"] == "trigger" for evidence in connection["evidence"]}
    for owner, kind, content in wanted:
        if kind not in ("AWS::Serverless::Function", "AWS::Serverless::StateMachine"):
            continue
        for name, event in ((content.get("Properties") or {}).get("Events") or {}).items():
            counts["events"] += 1
            at = f"Resources.{owner}.Properties.Events.{name}"
            connection = triggers.get(at)
            if not check(connection, path.name, at, "is no trigger"):
                continue
            check(connection["to"] == owner, path.name, at, "ends at", connection["to"])
            check(connection["from"] in elements, path.name, at, "begins nowhere")
            source = source_of(owner, name, event, ids, types)
            counts["inside" if source else "outside"] += 1
            check(source in (None, connection["from"]), path.name, at, "begins at",
                  connection["from"], "instead of", source)

    strict = run(path, "-o", design.with_name("strict.stratoplan"), "--strict", "--format", "json")
    if not negative:
        check(strict.returncode == 0, path.name, "--strict ends with", strict.returncode,
              strict.stderr)
        return
    counts["refused"] += 1
    problems = told["problems"]
    check(any(problem["code"].startswith("sam.refused.") for problem in problems), path.name,
          "lists no problem that SAM refuses")
    check(strict.returncode == 3, path.name, "--strict ends with", strict.returncode)
    check(not design.with_name("strict.stratoplan").exists(), path.name, "--strict wrote a design")
    check(json.loads(strict.stdout)["problems"] == problems, path.name, "--strict tells other problems")
    for problem in problems:
        place = f'{problem["file"]}:{problem["line"]}:{problem["column"]}: '
        element = f'{problem["element"]}: ' if problem["element"] else ""
        line = f'{place}{element}{problem["what"]}; {problem["remedy"]}'
        check(line in strict.stderr.splitlines(), path.name, "--strict does not print", line)


def main():
    with open(CORPUS / "INDEX.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = dict.fromkeys(("templates", "resources", "events", "inside", "outside", "refused"), 0)
    for row in rows:
        # The index also names SAM's schema, which lies beside the templates.
        if "/" in row["file"]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            counts["templates"] += 1
            check_template(CORPUS / row["file"], pathlib.Path(folder) / "d.stratoplan",
                           row["why"].startswith("NEGATIVE"), counts)
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    check(counts["templates"] >= 121, "only", counts["templates"], "templates")
    check(counts["refused"] == 3, counts["refused"], "templates are marked NEGATIVE")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
