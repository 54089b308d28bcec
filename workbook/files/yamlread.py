"""Reads YAML into a tree with line marks in one pass, and says everything that is wrong with it in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from .clean import is_clear, one_line
from .yamlown import read_own
from .yamltree import Flaw, Limits, Mapping, Node, Scalar, Sequence

_MOST_FLAWS = 100
# Beside what YAML forbids, what this parser takes for the end of a line, and editors and newer parsers do not.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_AS_UTF8 = "save the file as UTF-8"


# A named tuple's own maker is a function in Python, which takes longer than all else that is done for a node.
_make = tuple.__new__


class _Full(Exception):
    """So much is wrong that looking further would not help."""


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("column", "flow", "line", "parts", "seen")

    def __init__(self, line: int, column: int, flow: bool, mapping: bool) -> None:
        self.line = line
        self.column = column
        self.flow = flow
        self.parts: list[Node] = []
        self.seen: dict[str, int] | None = {} if mapping else None

    def closed(self) -> Node:
        if self.seen is None:
            return _make(Sequence, (tuple(self.parts), self.line, self.column, self.flow))
        # Whatever stands as a key has been made a Scalar.
        parts = iter(self.parts)
        return _make(Mapping, (tuple(zip(parts, parts, strict=True)), self.line, self.column, self.flow))


def read(data: bytes, limits: Limits, *, at_a_glance: bool = False) -> tuple[Node | None, tuple[Flaw, ...]]:
    """The tree of a file's bytes; or None and every flaw that could be found, in the order of the file.

    `at_a_glance` may read what our own writer has written without the parser, so that a start need not load it. What
    is to be written again, and what a save reads back, is the parser's in any case.

    Whatever the bytes are, nothing is raised but RuntimeError, when PyYAML was built without libyaml. The tree comes
    from the parser's events, never from the composer: the C composer crashes the process on deep nesting, and aliases
    and merge keys make gigabytes of a few hundred bytes.
    """
    text, flaws = decoded(data, limits)
    if text is None:
        return None, flaws
    own = read_own(text, limits) if at_a_glance else None
    return (own, ()) if own is not None else parse(text, limits)


def parse(text: str, limits: Limits) -> tuple[Node | None, tuple[Flaw, ...]]:
    """What the YAML parser makes of a text: the tree, or None and every flaw."""
    building = _Building(limits)
    with suppress(_Full):
        building.run(text)
    if not building.flaws:
        return building.root, ()
    return None, tuple(sorted(building.flaws, key=lambda flaw: (flaw.line, flaw.column)))


class _Building:
    """One pass over the events of one file; iterative, so that no depth of nesting can exhaust the stack."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root: Node | None = None
        self.flaws: list[Flaw] = []
        self.stack: list[_Open] = []
        self.top: _Open | None = None

    def run(self, text: str) -> None:
        """Builds the tree; raises _Full where going on is of no use."""
        parser = _parser(text)
        from yaml.error import YAMLError

        try:
            self.build(iter(parser.get_event, None))
        except YAMLError as error:
            from .yamlwords import failure

            at, message = failure(error, text)
            self.flaw(*_place(text, at), message)

    def build(self, found: Iterator[Any]) -> None:
        """Builds the tree of a parser's events."""
        from yaml import events

        scalar_event, make, put = events.ScalarEvent, _make, self.put
        parts: list[Node] | None = None
        seen: dict[str, int] | None = None
        documents = 0
        for event in islice(found, self.limits.events):
            kind = type(event)
            if kind is scalar_event:
                # Two of three events. Here stands what `put` does: to call it would take as long again.
                mark, value, style = event.start_mark, event.value, event.style
                line = mark.line + 1
                if event.anchor is not None or event.tag is not None:
                    self.decorated(event)
                node = make(Scalar, (value, line, mark.column + 1, not style, style == '"'))
                if parts is None:
                    self.root = node
                    continue
                if seen is not None and not len(parts) & 1:
                    if value in seen or value == "<<":
                        self.key(seen, node)
                    else:
                        seen[value] = line
                parts.append(node)
                continue
            if kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                self.begin(event, kind is events.MappingStartEvent)
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                closed = self.stack.pop().closed()
                self.top = self.stack[-1] if self.stack else None
                put(closed)
            elif kind is events.AliasEvent:
                self.alias(event)
            elif kind is events.DocumentStartEvent:
                documents += 1
                self.document(event, documents)
            elif kind is events.StreamEndEvent:
                break
            parts, seen = (self.top.parts, self.top.seen) if self.top is not None else (None, None)
        else:
            most = f"{self.limits.events:,}"
            self.flaw(1, 1, f"the file has more than {most} parts; split it into smaller files")
        if documents == 0 and not self.flaws:
            self.flaw(1, 1, "the file is empty")

    def flaw(self, line: int, column: int, message: str) -> None:
        self.flaws.append(Flaw(line, column, message))
        if len(self.flaws) >= _MOST_FLAWS:
            raise _Full

    def begin(self, event: Any, mapping: bool) -> None:
        mark = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self.decorated(event)
        if len(self.stack) >= self.limits.depth:
            message = f"more than {self.limits.depth} collections stand one within the other; write it flatter"
            self.flaw(mark.line + 1, mark.column + 1, message)
            raise _Full
        self.top = _Open(mark.line + 1, mark.column + 1, bool(event.flow_style), mapping)
        self.stack.append(self.top)

    def put(self, node: Node) -> None:
        """Gives a finished node to the collection that is open."""
        top = self.top
        if top is None:
            self.root = node
            return
        # In a mapping a key comes where keys and values so far are even.
        if top.seen is not None and not len(top.parts) & 1:
            node = self.key(top.seen, node)
        top.parts.append(node)

    def key(self, seen: dict[str, int], node: Node) -> Scalar:
        """The node as a key, after saying what is wrong with it."""
        if type(node) is not Scalar:
            mark = "{" if type(node) is Mapping else "["
            message = f"a collection cannot be a key; a text that begins with `{mark}` must stand in quotes"
            self.flaw(node.line, node.column, message)
            return Scalar("", node.line, node.column, False)
        count = len(seen)
        if node.text == "<<" and node.plain:
            self.flaw(node.line, node.column, "merge keys (`<<`) are not read; write the keys out")
        first = seen.setdefault(node.text, node.line)
        if len(seen) == count:
            name = f"`{_short(node.text)}`" if node.text else "a key without a name"
            self.flaw(node.line, node.column, f"{name} stands twice; the first is in line {first}")
        return node

    def decorated(self, event: Any) -> None:
        """Says that an anchor or a tag is not read."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if event.anchor is not None:
            anchor = f"`&{_short(event.anchor)}` is an anchor, which is not read"
            self.flaw(line, column, f"{anchor}; a text that begins with `&` must stand in quotes")
        if event.tag is not None:
            self.flaw(line, column, "a tag is not read; a text that begins with `!` must stand in quotes")

    def alias(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        name = f"*{_short(event.anchor)}"
        message = f"`{name}` is an alias, which is not read; a text that begins with `*` must stand in quotes"
        self.flaw(line, column, message)
        self.put(Scalar(name, line, column, True))

    def document(self, event: Any, number: int) -> None:
        mark = event.start_mark
        if event.tags:
            self.flaw(mark.line + 1, 1, "a `%TAG` line is not read; take it out")
        if number > 1:
            self.flaw(mark.line + 1, mark.column + 1, "a second document begins here; a file holds one: take out `---`")
            raise _Full


def _parser(text: str) -> Any:
    """The C parser over the text."""
    try:
        from yaml._yaml import CParser
    except ImportError as error:
        message = "PyYAML was built without libyaml, which this program needs; install a PyYAML wheel that has it"
        raise RuntimeError(message) from error
    return CParser(text)


def _short(text: str) -> str:
    text = one_line(text[:200])
    return text if len(text) <= 40 else text[:39] + "…"


def decoded(data: bytes, limits: Limits) -> tuple[str | None, tuple[Flaw, ...]]:
    """The text of the bytes, or None and why there is none."""
    if len(data) > limits.size:
        return None, (Flaw(1, 1, f"the file is larger than {_bytes(limits.size)}; split it into smaller files"),)
    if data.startswith(_UTF16_OR_32):
        return None, (Flaw(1, 1, f"the file is written in UTF-16 or UTF-32; {_AS_UTF8}"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return None, (Flaw(*_place(before, len(before)), f"this character is not UTF-8; {_AS_UTF8}"),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not (is_clear(text) or text.replace("\n", "").isprintable()) and re.search(_FORBIDDEN, text):
        return None, tuple(_forbidden(text))
    return text, ()


def _forbidden(text: str) -> Iterator[Flaw]:
    """A flaw for each line that holds a character which must not stand there; after a NUL, no more."""
    line, begins, told = 1, 0, 0
    for count, found in enumerate(re.finditer(_FORBIDDEN, text), 1):
        line += text.count("\n", begins, found.start())
        begins = max(begins, text.rfind("\n", begins, found.start()) + 1)
        if found[0] == "\0":
            message = f"a NUL byte: the file is damaged, or in another encoding; {_AS_UTF8}"
            yield Flaw(line, found.start() - begins + 1, message)
            return
        if line != told:
            told = line
            message = f"the invisible character U+{ord(found[0]):04X} cannot stand here; take it out"
            yield Flaw(line, found.start() - begins + 1, message)
        if count >= _MOST_FLAWS:
            return


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1, of an index into a text."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _bytes(size: int) -> str:
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size:,} bytes"
