#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that an HTML report is well-formed, stands alone and can be read without seeing it."""

import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input"}
FETCHES = {"src", "srcset", "data", "poster", "action", "formaction", "background"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.faults = []
        self.ids = []
        self.links = []
        self.counts = {}
        self.styles = ""
        self.headings = []
        self.titles_of_pictures = 0

    def fault(self, text):
        self.faults.append("%d:%d: %s" % (*self.getpos(), text))

    def handle_starttag(self, tag, attributes):
        self.element(tag, dict(attributes))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.element(tag, dict(attributes))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fault("</%s> closes nothing" % tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.styles += data

    def element(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag == "title" and self.open and self.open[-1] == "svg":
            self.titles_of_pictures += 1
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            if self.headings and level > self.headings[-1] + 1:
                self.fault("<%s> skips a level" % tag)
            self.headings.append(level)
        if tag in ("script", "iframe", "object", "embed", "link", "base"):
            self.fault("<%s>" % tag)
        if tag == "th" and attributes.get("scope") not in ("col", "row"):
            self.fault("<th> without scope")
        if tag == "svg" and attributes.get("role") != "img":
            self.fault("<svg> without role")
        if tag == "html" and not attributes.get("lang"):
            self.fault("<html> without lang")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name, value in attributes.items():
            if name in FETCHES or name.startswith("on"):
                self.fault("%s=%s" % (name, value))
            if name.endswith("href"):
                if not value.startswith("#"):
                    self.fault("%s leads outside: %s" % (name, value))
                self.links.append(value[1:])
            if name == "aria-labelledby":
                self.links.append(value)


def main(path):
    checker = Checker()
    with open(path, encoding="utf-8") as file:
        text = file.read()
    checker.feed(text)
    checker.close()
    faults = checker.faults
    faults += ["<%s> is not closed" % tag for tag in checker.open]
    faults += ["id %s is given twice" % i for i in set(checker.ids) if checker.ids.count(i) > 1]
    faults += ["nothing has the id %s" % i for i in checker.links if i not in checker.ids]
    faults += ["style sheet: " + s for s in re.findall(r"@import|url\([^)]*\)", checker.styles)]
    for tag in ("header", "nav", "main", "footer", "h1"):
        if checker.counts.get(tag) != 1:
            faults.append("%s times <%s>" % (checker.counts.get(tag, 0), tag))
    for tag in ("svg", "table", "figcaption"):
        if not checker.counts.get(tag):
            faults.append("no <%s>" % tag)
    if checker.titles_of_pictures != checker.counts.get("svg"):
        faults.append("a picture has no title")
    if checker.counts.get("thead") != checker.counts.get("table"):
        faults.append("a table has no head")
    for media in ("prefers-color-scheme: dark", "@media print"):
        if media not in checker.styles:
            faults.append("style sheet: no " + media)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
