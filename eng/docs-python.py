"""Looks at the Python that the documents show: compiles every block, and runs those of ours.

usage: docs-python.py <folder of a built quickstart>

A block behind "```python (tool)" is that tool's own: it is compiled only. A block that needs a module which is not
installed is named and not run. Ends with 1 when a block is wrong.
"""

import ast
import importlib.util
import os
import re
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```python(?: \((?P<tool>[^)\n]*)\))?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            line = text.count("\n", 0, found.start("code")) + 1
            yield f"{page.relative_to(ROOT).as_posix()}:{line}", found["tool"], found["code"]


def missing(tree):
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return sorted({name.split(".")[0] for name in names if importlib.util.find_spec(name.split(".")[0]) is None})


def main():
    os.chdir(sys.argv[1])
    compiled = ran = wrong = 0
    absent = set()
    for place, tool, code in blocks():
        try:
            tree = ast.parse(code, place)
            compiled += 1
            if tool is None:
                lacking = missing(tree)
                absent.update(lacking)
                if not lacking:
                    exec(compile(tree, place, "exec"), {"__name__": "__main__"})
                    ran += 1
        except Exception:
            wrong += 1
            print(f"{place} does not work:", file=sys.stderr)
            traceback.print_exc()
    note = f"; not run for want of {', '.join(sorted(absent))}" if absent else ""
    print(f"docs: {compiled} blocks of Python compiled, {ran} run{note}, {wrong} wrong")
    return 1 if wrong or not compiled else 0


sys.exit(main())
