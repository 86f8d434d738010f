# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program on texts that are broken, hostile or too large.

    bad_input.py PROGRAM

For `import`, `set` and `export --onto` each must end with status 3 and a problem that names the file,
within bounds of memory and processor time, and leave the file as it was. Prints what each took.
"""
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile

MEMORY = 1024 ** 3  # address space; the program itself maps some 400 MB of it
SECONDS = 60  # of processor time, also under a sanitizer or on a slow machine
PEAK_MB = 200

GOOD = """Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: "a.b"
      Runtime: python3.12
"""
JSON = '{"Resources": {"Fn": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "a.b"}}}}'


def bomb():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 12):
        lines.append("a%d: &a%d [%s]" % (level, level, ", ".join(["*a%d" % (level - 1)] * 10)))
    return "\n".join(lines + ["Resources: *a11", ""])


def cases():
    deep = 100_000
    yield "truncated in a quote", GOOD[: GOOD.index("a.b") + 2]
    yield "truncated JSON", JSON[:-7]
    yield "binary", random.Random(7).randbytes(65536)
    yield "nested brackets", "Resources: " + "[" * deep
    yield "nested braces", "Resources: " + "{a: " * deep
    yield "nested dashes", "Resources:\n  " + "- " * deep + "x\n"
    yield "nested JSON", '{"Resources": ' + '{"a": ' * deep
    yield "nested and closed JSON", '{"Resources": ' + "[" * deep + "]" * deep + "}"
    yield "alias bomb", bomb()
    yield "alias in itself", "Resources: &r\n  Fn: *r\n"
    yield "50 MB", GOOD + "      Description: x\n" + "# a comment line of some length\n" * 1_600_000
    yield "50 MB on one line", "Resources: " + "x" * 50_000_000
    yield "50 MB of JSON", '{"Resources": {"A": "' + "x" * 50_000_000 + '"}}'
    yield "NUL", GOOD.replace("a.b", "a\0b")
    yield "NULs behind the text", GOOD + "\0" * 100
    yield "invalid UTF-8", GOOD.encode().replace(b"a.b", b"a\xff\xfeb")
    yield "surrogates", GOOD.encode().replace(b"a.b", b"a\xed\xa0\x80b")
    yield "empty", ""
    yield "blank", " \n\n"
    yield "no template", "- a\n- b\n"


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(arguments):
    environment = dict(os.environ, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="offscreen")
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, preexec_fn=limits, env=environment)
    # Both are small: what is printed fits into a pipe.
    out = process.stdout.read()
    err = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, out, err.decode("utf-8", "replace"), usage


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    program = sys.argv[1]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        good = os.path.join(folder, "good.yaml")
        with open(good, "w", encoding="utf-8") as file:
            file.write(GOOD)
        design = os.path.join(folder, "good.stratoplan")
        status, _, err, _ = run([program, "import", good, "-o", design])
        if status != 0:
            sys.exit("the good template is refused: " + err)
        path = os.path.join(folder, "bad.yaml")
        for name, text in cases():
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
            before = digest(path)
            made = os.path.join(folder, "made.stratoplan")
            for command in (["import", path, "-o", made], ["set", path, "Fn.memory=256"],
                            ["export", design, "--onto", path]):
                status, out, err, usage = run([program] + command)
                peak = usage.ru_maxrss / 1024
                faults = []
                if status != 3:
                    faults.append("status %d" % status)
                if "bad.yaml" not in err or len(err) > 5000:
                    faults.append("no clear problem: %r" % err[:200])
                if peak > PEAK_MB:
                    faults.append("%d MB of memory" % peak)
                if digest(path) != before:
                    faults.append("the file is another one")
                if os.path.exists(made):
                    faults.append("a design was written")
                    os.unlink(made)
                print("%-26s %-6s %6.2f s %6.1f MB  %s" % (name, command[0], usage.ru_utime + usage.ru_stime,
                                                          peak, err.strip().split("\n")[0][-110:]))
                wrong += ["%s, %s: %s" % (name, command[0], fault) for fault in faults]
    for fault in wrong:
        print("WRONG", fault)
    sys.exit(1 if wrong else 0)


main()
