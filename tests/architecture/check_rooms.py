#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sources against the plan of the house: which room may use which.

Checks every #include and every target_link_libraries line below planner/, widgets/ and app/, that the
planner uses no Qt module but Core, and that every source file carries the licence.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()

# Each room with the doors it has. "planner" is the folder planner/ itself (analysis.h).
PLAN = {
    "planner/base": [],
    "planner/model": ["planner/base"],
    "planner/yaml": ["planner/base"],
    "planner/catalog": ["planner/yaml", "planner/model", "planner/base"],
    "planner/store": ["planner/yaml", "planner/model", "planner/base"],
    "planner/facts": ["planner/yaml", "planner/model", "planner/base"],
    "planner/measurements": ["planner/model", "planner/base"],
    "planner/decision": ["planner/catalog", "planner/yaml", "planner/model", "planner/base"],
    "planner/network": ["planner/decision", "planner/catalog", "planner/model", "planner/base"],
    "planner/estimate": ["planner/network", "planner/decision", "planner/catalog", "planner/model",
                         "planner/base"],
    "planner/placement": ["planner/estimate", "planner/network", "planner/decision",
                          "planner/catalog", "planner/model", "planner/base"],
    "planner/review": ["planner/estimate", "planner/network", "planner/decision",
                       "planner/catalog", "planner/model", "planner/base"],
    "planner/sam": ["planner/catalog", "planner/yaml", "planner/model", "planner/base"],
    "planner/project": ["planner/sam", "planner/facts", "planner/store", "planner/catalog",
                        "planner/yaml", "planner/model", "planner/base"],
    "planner/recovery": ["planner/sam", "planner/store", "planner/catalog", "planner/yaml",
                         "planner/model", "planner/base"],
    "planner/layout": ["planner/model", "planner/base"],
    "planner/sketch": ["planner/layout", "planner/store", "planner/catalog", "planner/model", "planner/base"],
    "planner/search": ["planner/model", "planner/base"],
    "planner": ["planner/review", "planner/estimate", "planner/network", "planner/decision",
                "planner/catalog", "planner/model", "planner/base"],
    "planner/overlay": ["planner", "planner/review", "planner/estimate", "planner/network",
                        "planner/decision", "planner/catalog", "planner/model", "planner/base"],
    "planner/report": ["planner", "planner/review", "planner/estimate", "planner/network",
                       "planner/decision", "planner/catalog", "planner/model", "planner/base"],
}
PLANNER = [room for room in PLAN if room.startswith("planner")]
# Rooms of widgets/ use the planner, the theme and the document, never each other.
WIDGETS = ["theme", "document", "calibration", "canvas", "inspector", "decision", "network", "curves",
           "findings", "report", "template", "recovery", "command",
           "shortcuts", "search", "outline"]
for room in WIDGETS:
    shared = [] if room == "theme" else ["widgets/theme"]
    if room not in ("theme", "document"):
        shared.append("widgets/document")
    PLAN["widgets/" + room] = PLANNER + shared
PLAN["app/cli"] = PLANNER + ["widgets/report", "widgets/theme"]
PLAN["app/window"] = PLANNER + ["widgets/" + room for room in WIDGETS]
PLAN["app"] = PLANNER + ["app/cli", "app/window"] + ["widgets/" + room for room in WIDGETS]

# What may be linked besides rooms.
OTHER_LINKS = {
    "planner": {"Qt6::Core", "PkgConfig::LIBYAML", "yaml-cpp", "Eigen3::Eigen", "Threads::Threads",
                "stratoplan_data", "stratoplan_flags", "tl::expected"},
    "widgets": None,
    "app": None,
}
NOT_IN_PLANNER = re.compile(r"#include\s*<(Qt(Gui|Widgets|Charts|PrintSupport|Svg|Network)\b|Q(Widget"
                            r"|Painter|Color|Font|Image|Pixmap|Icon|Application|GuiApplication|Chart"
                            r"|Graphics\w*|Main\w*|Svg\w*|Print\w*)\b)")
INCLUDE = re.compile(r'^\s*#include\s*"([^"]+)"', re.MULTILINE)
LINK = re.compile(r"target_link_libraries\(\s*(\w+)\s+([^)]*)\)", re.DOTALL)


def room_of(path: str):
    """The deepest room that the path lies in."""
    parts = path.split("/")[:-1]
    while parts:
        room = "/".join(parts)
        if room in PLAN:
            return room
        parts.pop()
    return None


def target_room(target: str):
    if target == "planner_analysis":
        return "planner"
    room = target.replace("_", "/", 1)
    return room if room in PLAN else None


def check_includes(faults):
    count = 0
    for top in ("planner", "widgets", "app"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix not in (".cpp", ".h"):
                continue
            relative = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            room = room_of(relative)
            if top == "planner" and NOT_IN_PLANNER.search(text):
                faults.append(f"{relative}: the planner knows no Qt module but Core")
            for include in INCLUDE.findall(text):
                count += 1
                if not include.startswith(("planner/", "widgets/", "app/")):
                    if not include.endswith((".moc",)):
                        faults.append(f"{relative}: write #include \"{include}\" from the root")
                    continue
                other = room_of(include)
                if other != room and other not in PLAN.get(room, []):
                    faults.append(f"{relative}: {room} has no door to {other} ({include})")
    return count


def check_licences(faults):
    count = 0
    for top in ("planner", "widgets", "app", "tests", "cmake"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix not in (".cpp", ".h", ".py", ".sh", ".cmake") \
                    and path.name != "CMakeLists.txt":
                continue
            count += 1
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text(
                    encoding="utf-8")[:200]:
                faults.append(f"{path.relative_to(ROOT).as_posix()}: no licence line")
    return count


def check_links(faults):
    count = 0
    for top in ("planner", "widgets", "app"):
        for path in sorted((ROOT / top).rglob("CMakeLists.txt")):
            relative = path.relative_to(ROOT).as_posix()
            for target, names in LINK.findall(path.read_text(encoding="utf-8")):
                room = target_room(target) or room_of(relative)
                for name in names.split():
                    if name in ("PUBLIC", "PRIVATE", "INTERFACE") or name.startswith("${"):
                        continue
                    count += 1
                    other = target_room(name)
                    if other is None:
                        allowed = OTHER_LINKS[top]
                        if allowed is not None and name not in allowed:
                            faults.append(f"{relative}: {room} must not link {name}")
                    elif other not in PLAN.get(room, []):
                        faults.append(f"{relative}: {room} has no door to {other}")
    return count


def check_plan(faults):
    """The plan itself has no way back: a room is never above one that it uses."""
    def reach(room, seen):
        for other in PLAN[room]:
            if other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen
    for room in PLAN:
        if room in reach(room, set()):
            faults.append(f"the plan goes in a circle at {room}")


def main():
    faults = []
    check_plan(faults)
    includes = check_includes(faults)
    links = check_links(faults)
    licences = check_licences(faults)
    for fault in faults:
        print(fault)
    print(f"{includes} includes and {links} links held against the plan, {licences} files for their "
          f"licence, {len(faults)} faults")
    if includes < 100 or links < 40 or licences < 100:
        print("that is fewer than the house has: the check looks in the wrong place")
        return 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
