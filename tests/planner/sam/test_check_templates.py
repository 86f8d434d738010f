#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks a written template in one way after the other: check_templates.py must see each.

Usage: test_check_templates.py FOLDER OWN_SCHEMA
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

folder = pathlib.Path(sys.argv[1])
schema = sys.argv[2]
checker = pathlib.Path(__file__).with_name("check_templates.py")

# What is replaced in the template of the order service, by what, and a word of the fault.
BREAKS = [
    ("!Ref Statistics\n      Policies", "!Ref Statistiks\n      Policies", "nothing is called"),
    ("    Type: AWS::Events::EventBus\n", "    Type: AWS::Events::EventBus\n"
     "    DependsOn: OrderEventsToNotifyQueue\n", "a circle"),
    ("        - DynamoDBReadPolicy:", "        - DynamoDBCrudPolicy:", "which no edge needs"),
    ("              Action: s3:PutObject", "              Action: s3:GetObject", "may not s3:Put"),
    ("Resource: !Sub \"${OrderArchive.Arn}/orders/*\"", "Resource: \"*\"", "everywhere"),
    ("${AWS::AccountId}", "123456789012", "an account number"),
    ("${AWS::Region}", "eu-west-1", "the name of a Region"),
    ("ManageMasterUserPassword: true", "MasterUserPassword: secret", "has a password"),
    ("    DeletionPolicy: Retain\n", "", "the project's schema"),
]


def faults(change):
    """The output of the checks on the order service with a change of the text and the record."""
    with tempfile.TemporaryDirectory() as place:
        for suffix in ("yaml", "json", "stratoplan"):
            shutil.copy(folder / f"order-service.{suffix}", place)
        change(pathlib.Path(place))
        run = subprocess.run(["/usr/bin/python3", checker, place, schema], capture_output=True,
                             text=True)
        return run.returncode, run.stdout


def replaced(before, after):
    def change(place):
        path = place / "order-service.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text, f"the template has no {before!r}"
        path.write_text(text.replace(before, after), encoding="utf-8")
    return change


def without(key, index):
    """The same as if reading the template had missed one entry."""
    def change(place):
        path = place / "order-service.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        del data["readBack"][key][index]
        path.write_text(json.dumps(data), encoding="utf-8")
    return change


failed = 0
status, output = faults(lambda place: None)
if status != 0:
    print("the unchanged template has faults:\n" + output)
    failed += 1
for before, after, word in BREAKS:
    status, output = faults(replaced(before, after))
    if status == 0 or word not in output:
        print(f"not seen: {after!r}\n{output}")
        failed += 1
for key in ("elements", "connections"):
    status, output = faults(without(key, 0))
    if status == 0 or "read back" not in output:
        print(f"not seen: a missing entry of {key}\n{output}")
        failed += 1
print(f"{len(BREAKS) + 3} cases, {failed} not as they should be")
sys.exit(1 if failed else 0)
