# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares templates before and after an edit, with PyYAML alone: it shares no line with the program.

    check_edits.py MANIFEST

MANIFEST is JSON: [{"name", "action", "function", "before", "after", "value"...}] with file names. Of each
case the tree after the edit must be the tree before it with just that edit (tags, types and order
included), and the differing lines must be those that the edit needs. Prints the counts as JSON and
every case that is wrong.
"""
import difflib
import json
import re
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Keep(Loader):
    """Resolves no more than plain types; tags stay."""


def plain(node):
    if isinstance(node, yaml.ScalarNode):
        return ("scalar", node.tag, node.value)
    if isinstance(node, yaml.SequenceNode):
        return ("seq", node.tag, [plain(item) for item in node.value])
    return ("map", node.tag, [(plain(key), plain(value)) for key, value in node.value])


def from_json(value):
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        return ("map", MAP, [(("scalar", STR, k), from_json(v)) for k, v in value])
    if isinstance(value, list):
        return ("seq", SEQ, [from_json(v) for v in value])
    if isinstance(value, bool):
        return ("scalar", BOOL, "true" if value else "false")
    if value is None:
        return ("scalar", "tag:yaml.org,2002:null", "null")
    if isinstance(value, str):
        return ("scalar", STR, value)
    return ("scalar", INT, str(value))


MAP, SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
STR, INT, BOOL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool"
trees = {}


def tree(path):
    if path in trees:
        return trees[path]
    with open(path, "rb") as file:
        text = file.read().decode("utf-8-sig")
    try:
        # An empty object has no pairs: it is told apart from an empty list by a marker.
        result = from_json(json.loads(text, object_pairs_hook=lambda p: p or [("", None)]))
    except ValueError:
        result = plain(yaml.compose(text, Loader=Keep))
    if len(trees) > 8:
        trees.clear()
    trees[path] = result
    return result


def get(node, path):
    for key in path:
        if node is None or node[0] != "map":
            return None
        node = next((value for name, value in node[2] if name[2] == key), None)
    return node


def without(node, path):
    """The tree without one entry; a mapping that is empty then goes too, as nobody would write it."""
    kind, tag, entries = node
    kept = []
    for key, value in entries:
        if key[2] == path[0]:
            if len(path) == 1:
                continue
            if value[0] == "map":
                value = without(value, path[1:])
                if not value[2]:
                    continue
        kept.append((key, value))
    return (kind, tag, kept)


def scalar(value):
    return from_json(value)


def lines(case):
    with open(case["before"], "rb") as file:
        before = file.read().decode("utf-8").split("\n")
    with open(case["after"], "rb") as file:
        after = file.read().decode("utf-8").split("\n")
    removed = added = 0
    # What both have at the beginning and at the end does not count, and takes long to compare.
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    before, after = before[same:], after[same:]
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += i2 - i1
            added += j2 - j1
    return removed, added


def same_but(case, paths):
    before, after = tree(case["before"]), tree(case["after"])
    for path in paths:
        before, after = without(before, path), without(after, path)
    return before == after


def properties(case, *rest):
    return ["Resources", case["function"], "Properties", *rest]


def is_inline(case):
    """The function's properties stand in brackets, or share a line with others."""
    with open(case["before"], "rb") as file:
        return case.get("inline") or file.read().count(b"\n") < 3


def is_shared(case):
    """An alias stands for the function's properties, or for one of them, or the other way round: the
    function gets values of its own then, and more than one line changes."""
    with open(case["before"], "rb") as file:
        text = file.read().decode("utf-8-sig")
    if "*" not in text or "&" not in text:
        return False
    seen = {}

    def count(node):
        seen[id(node)] = seen.get(id(node), 0) + 1
        if seen[id(node)] == 1 and not isinstance(node, yaml.ScalarNode):
            for part in node.value:
                for one in part if isinstance(part, tuple) else (part,):
                    count(one)

    def entry(node, key):
        return next((value for name, value in getattr(node, "value", []) if name.value == key), None)

    root = yaml.compose(text, Loader=Keep)
    count(root)
    own = entry(entry(entry(root, "Resources"), case["function"]), "Properties")
    nodes = [own] + [value for _, value in getattr(own, "value", [])]
    return any(seen.get(id(node), 0) > 1 for node in nodes)


def check_value(case, key, wanted):
    path = properties(case, key)
    now = get(tree(case["after"]), path)
    was = get(tree(case["before"]), path)
    if now is None or now[2] != wanted[2] or (now[0] == "scalar" and now[1] not in (wanted[1], STR)):
        return "the value is %r" % (now,)
    # A quoted number stays quoted; nothing else becomes a text.
    if now[0] == "scalar" and now[1] != wanted[1] and (was is None or was[1] != STR):
        return "the type is %r" % (now,)
    paths = [path, ["Resources", case["function"], "IgnoreGlobals"]]
    if not same_but(case, paths):
        return "something else changed"
    return None


def check_scalar(case):
    wrong = check_value(case, case["key"], scalar(case["value"]))
    if wrong:
        return wrong
    was = get(tree(case["before"]), properties(case, case["key"]))
    if is_shared(case):
        return None
    removed, added = lines(case)
    if was == get(tree(case["after"]), properties(case, case["key"])):
        return None if (removed, added) == (0, 0) else "lines changed for the same value"
    one_line = was is not None and was[0] == "scalar" and "\n" not in was[2]
    if was is None:
        has_properties = get(tree(case["before"]), properties(case)) is not None
        ok = (removed, added) in ((0, 1), (1, 1)) if has_properties else (removed, added) == (0, 2)
        if removed == 1 and not is_inline(case):
            ok = False
    elif one_line:
        ok = (removed, added) == (1, 1)
    else:
        ok = added == 1 and removed >= 1
    return None if ok else "-%d +%d lines" % (removed, added)


def check_architecture(case):
    wrong = check_value(case, "Architectures", ("seq", SEQ, [("scalar", STR, case["value"])]))
    if wrong:
        return wrong
    if is_shared(case):
        return None
    removed, added = lines(case)
    return None if added <= 4 and removed <= 3 else "-%d +%d lines" % (removed, added)


def check_added(case):
    path = case["path"]
    if get(tree(case["after"]), path) is None:
        return "it is not there"
    if not same_but(case, [path] + case.get("also", [])):
        return "something else changed"
    if is_shared(case):
        return None
    removed, added = lines(case)
    limit = 0 if not is_inline(case) else 1
    return None if removed <= limit else "-%d +%d lines" % (removed, added)


def check_removed(case):
    path = case["path"]
    if get(tree(case["after"]), path) is not None:
        return "it is still there"
    if not same_but(case, [path] + case.get("also", [])):
        return "something else changed"
    removed, added = lines(case)
    # What Globals state is ignored from now on: a list of one.
    ignored = [get(tree(case[side]), properties(case)[:2] + ["IgnoreGlobals"]) for side in ("before", "after")]
    limit = (1 if is_inline(case) else 0) + (2 if ignored[0] != ignored[1] else 0)
    return None if added <= limit else "-%d +%d lines" % (removed, added)


def renamed_tree(root, old, new):
    """Renames a resource the way CloudFormation understands templates, on plain trees."""
    resources = get(root, ["Resources"])
    ids = [key[2] for key, _ in resources[2]]
    parameters = [key[2] for key, _ in (get(root, ["Parameters"]) or (0, 0, []))[2]]

    def name(text):
        head, dot, rest = text.partition(".")
        if head in parameters or (head in ids and head != old):
            return text
        if head == old:
            return new + dot + rest
        owners = [i for i in ids if head.startswith(i)
                  and ((get(root, ["Resources", i, "Type"]) or (0, 0, ""))[2] or "").startswith("AWS::Serverless::")]
        if owners and max(owners, key=len) == old:
            return new + head[len(old):] + dot + rest
        return text

    def scalar_name(node):
        return (node[0], node[1], name(node[2])) if node[0] == "scalar" else node

    def sub(node, mapped):
        def one(match):
            inner = match.group(1)
            if inner.startswith("!") or inner in mapped or not inner:
                return match.group(0)
            return "${" + name(inner) + "}"
        return (node[0], node[1], re.sub(r"\$\{([^}]*)\}", one, node[2])) if node[0] == "scalar" else node

    def function(which, argument):
        if which == "Ref":
            return scalar_name(argument)
        if which == "GetAtt":
            if argument[0] == "seq":
                return ("seq", argument[1], [scalar_name(walk(argument[2][0]))] + [walk(x) for x in argument[2][1:]])
            return scalar_name(argument)
        if argument[0] == "seq":
            mapped = [k[2] for k, _ in argument[2][1][2]] if len(argument[2]) > 1 and argument[2][1][0] == "map" else []
            return ("seq", argument[1], [sub(argument[2][0], mapped)] + [walk(x) for x in argument[2][1:]])
        return sub(argument, [])

    def walk(node):
        kind, tag, value = node
        if tag in ("!Ref", "!GetAtt", "!Sub"):
            return function(tag[1:], node)
        if kind == "seq":
            return (kind, tag, [walk(item) for item in value])
        if kind == "map":
            if len(value) == 1 and value[0][0][2] in ("Ref", "Fn::GetAtt", "Fn::Sub"):
                key, argument = value[0]
                return (kind, tag, [(key, function(key[2].replace("Fn::", ""), argument))])
            return (kind, tag, [(key, walk(item)) for key, item in value])
        return node

    def names(node):
        if node[0] == "seq":
            return ("seq", node[1], [scalar_name(item) for item in node[2]])
        return scalar_name(node)

    def each(node, keys, change):
        if node[0] != "map":
            return node
        return (node[0], node[1], [(k, change(v) if keys is None or k[2] in keys else v) for k, v in node[2]])

    def connector(node):
        def end(value):
            if value[0] == "seq":
                return ("seq", value[1], [each(item, ("Id",), scalar_name) for item in value[2]])
            return each(value, ("Id",), scalar_name)
        return each(node, ("Source", "Destination"), end)

    def resource(node):
        node = each(node, ("DependsOn",), names)
        kind = (get(node, ["Type"]) or (0, 0, ""))[2]
        node = each(node, ("Connectors",),
                    lambda c: each(c, None, lambda one: each(one, ("Properties",), connector)))
        if kind == "AWS::Serverless::Connector":
            node = each(node, ("Properties",), connector)
        if kind.startswith("AWS::Serverless::"):
            plain_id = lambda v: scalar_name(v) if v[1] == STR else v
            event = lambda e: each(e, ("Properties",), lambda p: each(p, ("RestApiId", "ApiId"), plain_id))
            node = each(node, ("Properties",), lambda p: each(p, ("Events",), lambda es: each(es, None, event)))
        return node

    def all_resources(node):
        return (node[0], node[1], [((k[0], k[1], new) if k[2] == old else k, resource(v)) for k, v in node[2]])

    return each(walk(root), ("Resources",), all_resources)


def check_renamed(case):
    wanted = renamed_tree(tree(case["before"]), case["function"], case["value"])
    if wanted != tree(case["after"]):
        return "the trees differ"
    removed, added = lines(case)
    return None if removed == added else "-%d +%d lines" % (removed, added)


def check_same(case):
    if is_shared(case):
        return None if same_but(case, []) else "the trees differ"
    with open(case["before"], "rb") as before, open(case["after"], "rb") as after:
        return None if before.read() == after.read() else "the bytes differ"


checks = {
    "scalar": check_scalar,
    "architecture": check_architecture,
    "added": check_added,
    "removed": check_removed,
    "renamed": check_renamed,
    "same": check_same,
}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    counts = {}
    wrong = []
    for case in cases:
        count = counts.setdefault(case["name"], {"right": 0, "wrong": 0})
        try:
            fault = checks[case["check"]](case)
        except Exception as error:  # a text that PyYAML does not read
            fault = "%s: %s" % (type(error).__name__, error)
        count["wrong" if fault else "right"] += 1
        if fault:
            wrong.append("%s %s %s: %s (%s -> %s)" % (case["template"], case["function"], case["name"], fault,
                                                      case["before"], case["after"]))
    json.dump({"counts": counts, "wrong": wrong}, sys.stdout)


main()
