"""Says where an authored file has characters that nobody sees, written as they are or by an escape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..files.yamlfile import CONTENT, Mapping, Node, Scalar
from .problems import Problem
from .unseen import code_point, unseen

_ESCAPE = re.compile(r'\\[^ nt"/\\\n]')
"""What may write, in quotes, a character that nobody sees."""


def problems_of_characters(data: bytes, tree: Node | None, file: Path) -> Iterator[Problem]:
    """A problem for each of them, comments included; none when the file can't be parsed, which says enough."""
    if tree is None or len(data) > CONTENT.size:
        return
    text = data.decode("utf-8", "ignore").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    shown: set[str] = set()
    line, begins, end = 1, 0, 0
    for at, character in unseen(text):
        line += text.count("\n", end, at)
        begins, end = max(begins, text.rfind("\n", end, at) + 1), at
        shown.add(character)
        yield Problem(file, line, at - begins + 1, _said(character))
    if _ESCAPE.search(text) is None:
        return
    for node, character in _in_values(tree):
        if character not in shown:
            yield Problem(file, node.line, node.column, f"{_said(character)}; an escape in these quotes writes it")


def _said(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    named = f"{code_point(character)} ({name})" if name else code_point(character)
    return f"the invisible character {named} stands here; take it out"


def _in_values(tree: Node) -> Iterator[tuple[Scalar, str]]:
    """The unseen characters of every key and value."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Scalar):
            yield from ((one, character) for _, character in unseen(one.text))
        elif isinstance(one, Mapping):
            waiting.extend(part for pair in one.pairs for part in pair)
        else:
            waiting.extend(one.items)
