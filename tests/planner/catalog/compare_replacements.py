# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the resource schemas that cfn-lint carries and compares them with what the program's catalogue says of
replacements.

Usage: compare_replacements.py < REPLACEMENTS.json, an object of {"always": [...], "maybe": [...]} by type. Prints
one line a difference and, last, how many types were compared; exits with 77 where cfn-lint is not installed or is
of another version than the catalogue's source.
"""
import importlib.metadata
import json
import pathlib
import sys

VERSION = "1.51.0"

try:
    installed = importlib.metadata.version("cfn-lint")
except importlib.metadata.PackageNotFoundError:
    installed = "none"
if installed != VERSION:
    print(f"cfn-lint {VERSION} is needed, {installed} is installed")
    sys.exit(77)

from cfnlint.data.schemas.providers import us_east_1  # noqa: E402

folder = pathlib.Path(us_east_1.__file__).parents[1] / "resources"
compared = 0


def paths(pointers):
    return {pointer.removeprefix("/properties/").replace("/", ".") for pointer in pointers}


for name, ours in json.load(sys.stdin).items():
    if name not in us_east_1.types or "*" in ours["maybe"]:
        continue
    compared += 1
    schema = json.loads((folder / (us_east_1.types[name] + ".json")).read_text(encoding="utf-8"))
    always = paths(schema.get("createOnlyProperties", []))
    maybe = paths(schema.get("conditionalCreateOnlyProperties", [])) - always
    for kind, theirs in (("always", always), ("maybe", maybe)):
        if set(ours[kind]) != theirs:
            print(f"{name} {kind}: catalogue {sorted(ours[kind])}, schema {sorted(theirs)}")
    for path in always | maybe:
        if path.split(".")[0] not in schema["properties"]:
            print(f"{name}: the schema itself has no {path}")
print(compared)
