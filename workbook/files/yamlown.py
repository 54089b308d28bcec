"""Reads at once what our own writer has written in its plainest form, and leaves everything else to the YAML parser.

A start reads such files alone, and loading the parser takes longer than all of them. Whatever this gives is what the
parser would give, to the last place; where that is not certain, it gives nothing.
"""

from __future__ import annotations

import re
from typing import cast

from .yamltree import Limits, Mapping, Node, Scalar, Sequence

_ENTRY = r'( *)((?:- )*)(?:([A-Za-z0-9][A-Za-z0-9_-]{0,99}|"[A-Za-z0-9_-]{1,99}"):(?: (.+))?|(.+))'
"""The margin of a line, the dashes behind it, then a key with its value or a value alone."""
_PLAIN = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[0-9])(?:[^:#\t]|:(?! )(?!\Z)|(?<! )#)*(?<! )"
_DOUBLE = r'"((?:[^"\\]|\\["\\nt0rNLP]|\\x[0-9A-F]{2}|\\u(?!D[89A-F])[0-9A-F]{4})*)"'
_SINGLE = r"'((?:[^']|'')*)'"
_ESCAPED = r"\\(?:x(..)|u(....)|(.))"
_SHORT = {"n": "\n", "t": "\t", "0": "\0", "r": "\r", "N": "\x85", "L": "\u2028", "P": "\u2029"}
_IN_BRACES = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\[\]{},:?#\"'\s]| (?=[^\[\]{},:?#\"'\s]))*|-[0-9.]+"
_WITHIN = f"{_DOUBLE}|{_SINGLE}|{_IN_BRACES}"
"""A value in braces."""
_BLOCK = {"|": "", "|-": "-", "|+": "+", "|2": "", "|2-": "-", "|2+": "+"}


class _Other(Exception):
    """It is not certain what the parser would make of this."""


def read_own(text: str, limits: Limits) -> Mapping | None:
    """The tree of a text in the form that our writer gives it; None for any other, be it sound or not."""
    # No part of a file takes less than a character.
    if not text.endswith("\n") or "\ufeff" in text or len(text) + 8 > limits.events:
        return None
    try:
        return _Lines(text, limits.depth).whole()
    except _Other:
        return None


class _Lines:
    """The lines of one file, and how far they have been read."""

    def __init__(self, text: str, depth: int) -> None:
        self.lines = text.split("\n")
        self.lines.pop()
        if self.lines and self.lines[-1] == "...":
            self.lines.pop()
        self.at = 0
        self.depth = depth
        self.entry = re.compile(_ENTRY).fullmatch

    def whole(self) -> Mapping:
        """All of it: one mapping at the margin."""
        tree = self.block(0, 0) if self.lines else None
        if not isinstance(tree, Mapping) or self.at != len(self.lines):
            raise _Other
        return tree

    def block(self, margin: int, depth: int) -> Node:
        """The collection that begins in the line that is next, at this margin."""
        found = self.entry(self.lines[self.at])
        if found is None or found.end(1) != margin:
            raise _Other
        return self.items(margin, depth) if found[2] else self.pairs(margin, depth, 0)

    def pairs(self, margin: int, depth: int, behind: int) -> Mapping:
        """Keys and values at this margin; the first may stand `behind` as many signs that are no spaces."""
        if depth >= self.depth:
            raise _Other
        lines, entry, first = self.lines, self.entry, self.at
        pairs: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        while self.at < len(lines):
            found = entry(lines[self.at])
            if found is None:
                raise _Other
            if behind:
                # The dashes before the first key were seen to already.
                behind = 0
            elif found.end(1) != margin or found[2]:
                if found.end(1) >= margin:
                    raise _Other
                break
            key, value = found[3], found[4]
            if key is None:
                raise _Other
            plain = key[0] != '"'
            name = Scalar(key if plain else key[1:-1], self.at + 1, margin + 1, plain, not plain)
            if name.text in seen:
                raise _Other
            seen.add(name.text)
            self.at += 1
            if value is not None:
                pairs.append((name, self.value(value, found.start(4), margin, depth)))
            elif self.at < len(lines):
                pairs.append((name, self.block(margin + 2, depth + 1)))
            else:
                raise _Other
        return Mapping(tuple(pairs), first + 1, margin + 1, False)

    def items(self, margin: int, depth: int, behind: int = 0) -> Sequence:
        """What stands behind dashes at this margin; the first may stand `behind` as many dashes of other lists."""
        if depth >= self.depth:
            raise _Other
        lines, entry, first = self.lines, self.entry, self.at
        items: list[Node] = []
        while self.at < len(lines):
            found = entry(lines[self.at])
            if found is None:
                raise _Other
            dashes = len(found[2]) // 2 - behind
            if not behind and (found.end(1) != margin or not dashes):
                if found.end(1) >= margin:
                    raise _Other
                break
            if dashes > 1:
                items.append(self.items(margin + 2, depth + 1, behind + 1))
            elif found[3] is not None:
                items.append(self.pairs(margin + 2, depth + 1, 1))
            else:
                self.at += 1
                items.append(self.value(found[5], found.start(5), margin, depth))
            behind = 0
        return Sequence(tuple(items), first + 1, margin + 1, False)

    def value(self, words: str, column: int, margin: int, depth: int) -> Node:
        """What stands behind a key or a dash; `self.at` is the line below it."""
        line, sign = self.at, words[0]
        if sign == "|":
            return Scalar(self.literal(words, margin + 2), line, column + 1, False)
        if sign in "{[":
            node, end = _flow(words, 0, line, column, self.depth - depth - 1)
            if end != len(words):
                raise _Other
            return node
        text, plain = _scalar(words)
        return Scalar(text, line, column + 1, plain, sign == '"')

    def literal(self, head: str, margin: int) -> str:
        """The text of a block below the line that is read."""
        if head not in _BLOCK:
            raise _Other
        lines, begin, space = self.lines, self.at, " " * margin
        at = begin
        while at < len(lines) and (not lines[at] or lines[at].startswith(space)):
            at += 1
        while at > begin and not lines[at - 1].strip(" "):
            if len(lines[at - 1]) > margin:
                break
            at -= 1
        end = at
        while at < len(lines) and (not lines[at] or lines[at] == space):
            at += 1
        if begin == end or (at < len(lines) and not lines[at].strip(" \t")):
            raise _Other
        if "2" not in head and (len(lines[begin]) <= margin or lines[begin][margin] in " \t"):
            # Where the text begins with space, its margin has to be told.
            raise _Other
        self.at = at
        text = "\n".join([line[margin:] for line in lines[begin:end]])
        return text + {"": "\n", "-": "", "+": "\n" * (1 + at - end)}[_BLOCK[head]]


def _scalar(words: str) -> tuple[str, bool]:
    """The text of a value that fills the rest of its line, and whether it stands without quotes."""
    if words[0] == '"':
        found = re.fullmatch(_DOUBLE, words)
        if found is None:
            raise _Other
        return (re.sub(_ESCAPED, _meant, found[1]) if "\\" in words else found[1]), False
    if words[0] == "'":
        found = re.fullmatch(_SINGLE, words)
        if found is None:
            raise _Other
        return found[1].replace("''", "'"), False
    if re.fullmatch(_PLAIN, words) is None:
        raise _Other
    return words, True


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])


def _flow(words: str, at: int, line: int, column: int, depth: int) -> tuple[Node, int]:
    """The value in braces that begins `at` this sign, and where it ends. The words begin in this column, from 0."""
    sign = words[at]
    if sign not in "{[":
        found = re.compile(_WITHIN).match(words, at)
        if found is None:
            raise _Other
        text, plain = _scalar(found[0])
        return Scalar(text, line, column + at + 1, plain, sign == '"'), found.end()
    if depth <= 0:
        raise _Other
    closing, begin, parts = {"{": "}", "[": "]"}[sign], at, cast("list[Node]", [])
    at += 1
    if words[at : at + 1] == closing:
        at += 1
    else:
        more = True
        while more:
            node, at = _flow(words, at, line, column, depth - 1) if at < len(words) else _none()
            parts.append(node)
            if sign == "{" and len(parts) & 1:
                if not words.startswith(": ", at) or not isinstance(node, Scalar):
                    raise _Other
                at += 2
                continue
            more = words.startswith(", ", at)
            at += 2 if more else 1
        if words[at - 1 : at] != closing:
            raise _Other
    if sign == "[":
        return Sequence(tuple(parts), line, column + begin + 1, True), at
    pairs = cast("tuple[tuple[Scalar, Node], ...]", tuple(zip(parts[::2], parts[1::2], strict=True)))
    if len({key.text for key, _ in pairs}) < len(pairs) or any(key.text == "<<" for key, _ in pairs):
        raise _Other
    return Mapping(pairs, line, column + begin + 1, True), at


def _none() -> tuple[Node, int]:
    raise _Other
