#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the rooms must fail where the plan is broken: each fault is put into a copy."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1]).resolve()
CHECK = ROOT / "tests/architecture/check_rooms.py"
FAULTS = [
    ("planner/model/names.h", '#include "planner/network/plan.h"\n', "has no door to planner/network"),
    ("planner/base/text.cpp", "#include <QPainter>\n", "knows no Qt module but Core"),
    ("planner/estimate/CMakeLists.txt", "target_link_libraries(planner_estimate PUBLIC Qt6::Gui)\n",
     "must not link Qt6::Gui"),
    ("planner/network/CMakeLists.txt",
     "target_link_libraries(planner_network PUBLIC planner_review)\n", "has no door to planner/review"),
    ("widgets/canvas/CMakeLists.txt",
     "target_link_libraries(widgets_canvas PUBLIC widgets_findings)\n",
     "has no door to widgets/findings"),
    ("planner/base/new.cpp", "int number = 0;\n", "new.cpp: no licence line"),
]


def run(folder):
    return subprocess.run([sys.executable, str(CHECK), str(folder)], capture_output=True, text=True)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        copy = pathlib.Path(temporary) / "house"
        for top in ("planner", "widgets", "app"):
            shutil.copytree(ROOT / top, copy / top)
        for path, line, expected in FAULTS:
            file = copy / path
            before = file.read_text(encoding="utf-8") if file.exists() else None
            file.write_text((before or "") + line, encoding="utf-8")
            result = run(copy)
            if result.returncode == 0 or expected not in result.stdout:
                print(f"not found: {line.strip()} in {path}")
                failed += 1
            if before is None:
                file.unlink()
            else:
                file.write_text(before, encoding="utf-8")
    print(f"{len(FAULTS) - failed} of {len(FAULTS)} broken plans found")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
