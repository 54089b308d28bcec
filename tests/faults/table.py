"""Every fault and every attack that must do no harm, and the tests that show of each that it does none.

    python -m pytest --fault-table

A test says what it shows by `@pytest.mark.fault("F10", ...)`. The marks are read from the files' own text, so that the
table is whole whichever tests are run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROWS: Mapping[str, str] = {
    "F1": "killed at any moment",
    "F2": "killed at every operation on a file",
    "F3": "half of a write on disk",
    "F4": "the power is cut",
    "F5": "ended by a signal",
    "F6": "the terminal is closed",
    "F7": "stopped and continued, or asleep",
    "F8": "a mistake in the program",
    "F9": "no memory left while saving",
    "F10": "the disk is full, and then is not",
    "F11": "no quota left; an error on write or sync",
    "F13": "a disk that is read-only",
    "F14": "one file that may not be opened",
    "F15": "too many open files",
    "F16": "a slow disk, or one that hangs",
    "F18": "a disk without locks",
    "F19": "two at once on one shelf",
    "F20": "a lock that a killed program left",
    "F21": "a file that is changed outside while it is open",
    "F22": "second versions that sync programs leave",
    "F23": "a file or the folder gone while it is open",
    "F24": "a file that breaks off, is empty or full of zeros",
    "F25": "a bit that is wrong",
    "F26": "a clock that is wrong",
    "F27": "another time zone",
    "F28": "a question with other words or of another kind",
    "F29": "a question or an exercise that is gone",
    "F31": "a file of a newer version",
    "F33": "another version installed while it runs",
    "F34": "a very large paste, a very long text",
    "F35": "odd and changing sizes of the window",
    "F36": "a plain terminal, no colours, another character set",
    "F37": "no terminal at all",
    "F38": "no home, odd folders, links to them",
    "F39": "odd titles and names",
    "F40": "a print that is killed or has no room",
    "F43": "a second fault while the first is mended",
    "A1": "control characters in any words",
    "A3": "characters that nobody sees",
    "A4": "words that look like markup",
    "A6": "links that are not what they seem",
    "A7": "YAML that grows when it is read",
    "A8": "YAML that is odd in any way",
    "A11": "words that look like a template",
    "A12": "ids and paths that lead elsewhere",
    "A16": "words that look like HTML",
    "A17": "words that look like Typst",
    "A18": "words that look like a formula",
    "A19": "a umask that lets everybody in",
    "A20": "words left where nobody looks for them",
    "A21": "links planted where files are written",
    "A24": "words where other programs see them",
    "A25": "the network",
    "A26": "a paste that becomes keys",
}
"""Each in a few words."""


def marked(tests: Path) -> dict[str, list[str]]:
    """The tests of every row, as pytest names them. A mark of something that is no row is there under its own name."""
    found: dict[str, list[str]] = {row: [] for row in ROWS}
    for path in sorted(tests.rglob("test_*.py")):
        for row, name in _marks(ast.parse(path.read_bytes())):
            found.setdefault(row, []).append(f"{path.relative_to(tests.parent)}::{name}")
    return found


def missing(found: Mapping[str, list[str]]) -> list[str]:
    """The rows without a test."""
    return [row for row in ROWS if not found[row]]


def printed(found: Mapping[str, list[str]]) -> str:
    """The table, a row and then its tests."""
    lines = []
    for row, fault in ROWS.items():
        lines.append(f"{row:<4} {fault}")
        lines.extend(f"       {name}" for name in found[row] or ["-"])
    tests = {name for names in found.values() for name in names}
    lines.append(f"{len(ROWS)} rows, {len(tests)} tests; without one: {', '.join(missing(found)) or 'none'}")
    return "\n".join(lines) + "\n"


def _marks(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            rows = [row for decorator in node.decorator_list for row in _rows(decorator)]
            yield from ((row, node.name) for row in dict.fromkeys(rows))


def _rows(decorator: ast.expr) -> Iterator[str]:
    """The rows that are named in a decorator, or in the marks of one of its cases."""
    for node in ast.walk(decorator):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))
