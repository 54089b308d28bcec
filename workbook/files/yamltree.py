"""What reading YAML gives: nodes with their places, flaws, and how much is read."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """One value, as text."""

    text: str
    """Exactly as YAML gives it; `key:` with nothing behind it is an empty plain text."""
    line: int
    """Where it begins, from 1."""
    column: int
    """Where it begins, from 1, in characters."""
    plain: bool
    """Whether it stands without quotes and not as a block."""
    escaped: bool = False
    """Whether it stands in double quotes: escapes there may write what a file is refused for elsewhere."""


class Sequence(NamedTuple):
    """Values in an order."""

    items: tuple[Node, ...]
    """The values."""
    line: int
    """Where it begins, from 1."""
    column: int
    """Where it begins, from 1, in characters."""
    flow: bool
    """Whether it is written in brackets."""


class Mapping(NamedTuple):
    """Values by their keys, in the file's order; no key stands twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    """The keys with their values."""
    line: int
    """Where it begins, from 1."""
    column: int
    """Where it begins, from 1, in characters."""
    flow: bool
    """Whether it is written in braces."""

    def get(self, key: str) -> Node | None:
        """The value of this key, or None when the key is not there."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


class Flaw(NamedTuple):
    """One thing that is wrong with a file."""

    line: int
    """Where it is, from 1."""
    column: int
    """Where it is, from 1, in characters."""
    message: str
    """What is wrong and what to do, on one line, without control characters."""


class Limits(NamedTuple):
    """How much is read before a file is refused."""

    size: int
    """Bytes of the file."""
    events: int
    """Beginnings, ends and values that YAML reports."""
    depth: int
    """Collections within collections."""


CONTENT = Limits(size=1 << 20, events=50_000, depth=40)
SITTING = Limits(size=64 << 20, events=1_000_000, depth=40)
