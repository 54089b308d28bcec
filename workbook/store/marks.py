"""Reading a file of our own node by node: values by their keys, and where the first wrong one stands."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..files import yamlfile
from ..files.clean import clean
from ..files.yamlfile import Limits, Mapping, Node, Scalar, Sequence

FORMAT = 1
END = b"\n..."

_MAY_BE_EMPTY = (str, dict, list)
_QUOTED = "`[^`]{4,}`"
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z"
_TIME = "%s is no time such as 2026-11-22T18:04:05+01:00"


class Unreadable(Exception):
    """A file that can't be taken for what it should be. It is never written over."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.column = column
        self.message = message


class Newer(Unreadable):
    """A file of a format that this program does not know: not broken, only not to be understood here."""


def tree_of(data: bytes, limits: Limits, *, at_a_glance: bool = False) -> Mapping:
    """The keys and values of a file that ends with its end mark; of small files, `at_a_glance`. Raises Unreadable."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(1, 1, "nothing is in it")
    ended = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    if not ended.endswith((END, END + b"\n")):
        lines = data.count(b"\n") + 1
        raise Unreadable(lines, 1, "it breaks off: the last line, `...`, is missing")
    tree, flaws = yamlfile.read(data, limits, at_a_glance=at_a_glance)
    if flaws:
        # What YAML stumbles over may be somebody's words; the place is enough to find them.
        message = re.sub(_QUOTED, "`…`", flaws[0].message)
        raise Unreadable(flaws[0].line, flaws[0].column, message)
    if not isinstance(tree, Mapping):
        raise Unreadable(1, 1, "it holds no keys and values")
    return tree


class Fields:
    """The values of one mapping. What nobody asked for is left in `rest`."""

    def __init__(self, node: Node) -> None:
        if not isinstance(node, Mapping):
            raise Unreadable(node.line, node.column, "keys and values are wanted here")
        self.node = node
        self._values = {key.text: value for key, value in node.pairs}

    def take(self, key: str) -> Node | None:
        """The node of a key, once."""
        return self._values.pop(key, None)

    def has(self, key: str) -> bool:
        """Whether a key is there and nobody has taken it."""
        return key in self._values

    def put_back(self, key: str, node: Node) -> None:
        """Leave a node among the rest after all."""
        self._values[key] = node

    def node_pairs(self) -> list[tuple[str, Node]]:
        """Every key that is left, with its node."""
        return list(self._values.items())

    def text(self, key: str, default: str | None = None) -> str:
        """A text. Raises Unreadable where it is missing and there is no default."""
        node = self._values.pop(key, None)
        if node is None:
            if default is None:
                raise Unreadable(self.node.line, self.node.column, f"`{key}` is missing")
            return default
        return text_of(node)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        node = self.take(key)
        if node is None and default is not None:
            return default
        if node is None:
            raise Unreadable(self.node.line, self.node.column, f"`{key}` is missing")
        return whole_of(node)

    def flag(self, key: str) -> bool:
        """Whether a key is there and true."""
        return key in self._values and self.maybe_flag(key) is True

    def maybe_flag(self, key: str) -> bool | None:
        """`true` or `false`; None where the key is not there."""
        node = self.take(key)
        if node is None:
            return None
        words = text_of(node)
        if words not in ("true", "false"):
            raise Unreadable(node.line, node.column, f"`{key}` is neither `true` nor `false`")
        return words == "true"

    def day(self, key: str) -> date | None:
        """An ISO day; None where the key is not there."""
        node = self.take(key)
        return None if node is None else day_of(node)

    def moment(self, key: str) -> datetime | None:
        """A time with its offset; None where the key is not there."""
        node = self.take(key)
        if node is None:
            return None
        words = text_of(node)
        try:
            moment = datetime.fromisoformat(words)
            return moment if moment.tzinfo is not None else moment.astimezone()
        except (ValueError, OverflowError, OSError):
            raise Unreadable(node.line, node.column, _TIME % f"`{key}`") from None

    def rest(self) -> dict[str, object]:
        """What nobody asked for, to be kept as it is."""
        return {key: plain(value) for key, value in self._values.items()}


def text_of(node: Node) -> str:
    """The words of a node. Raises Unreadable for a list or mapping."""
    if not isinstance(node, Scalar):
        raise Unreadable(node.line, node.column, "a text is wanted here")
    # What stands there without escapes has been seen already: a file with characters to be cleaned away is not read.
    return clean(node.text) if node.escaped else node.text


def whole_of(node: Node) -> int:
    """A whole number. Raises Unreadable."""
    number = whole_in(text_of(node))
    if number is None:
        raise Unreadable(node.line, node.column, "a whole number is wanted here")
    return number


def whole_in(words: str) -> int | None:
    """The whole number that is written so; None when it is none."""
    return int(words) if _WHOLE.match(words) else None


def day_of(node: Node) -> date:
    """An ISO day. Raises Unreadable."""
    day = day_in(text_of(node))
    if day is None:
        raise Unreadable(node.line, node.column, "a day such as 2026-11-22 is wanted here")
    return day


def day_in(words: str) -> date | None:
    """The day that is written 2026-11-22; None for anything else, also where ISO knows it."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.isoformat() == words else None


def items_of(node: Node) -> tuple[Node, ...]:
    """The items of a list. Raises Unreadable."""
    if not isinstance(node, Sequence):
        raise Unreadable(node.line, node.column, "a list is wanted here")
    return node.items


def pair_of(node: Node) -> tuple[str, str]:
    """The one key and value of `{id: words}`. Raises Unreadable."""
    if not isinstance(node, Mapping) or len(node.pairs) != 1:
        raise Unreadable(node.line, node.column, "one `id: words` is wanted here")
    key, value = node.pairs[0]
    return clean(key.text), text_of(value)


def plain(node: Node) -> object:
    """A node as it is written again: numbers, days and flags that stood plain stay so."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return _as_it_stood(node.text) if node.plain else node.text


def _as_it_stood(words: str) -> Any:
    if words in ("true", "false"):
        return words == "true"
    if _WHOLE.match(words):
        return int(words)
    if (day := day_in(words)) is not None:
        return day
    if (made := number(words)) is not None:
        return made
    # Only what is written again as it stood: no time without its offset.
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return words
    return moment if moment.tzinfo is not None and moment.isoformat(timespec="seconds") == words else words


def number(words: str) -> Decimal | None:
    """A number as it was written; None when it is none."""
    return Decimal(words) if re.match(_NUMBER, words) else None


def without_empty(tree: dict[str, Any], keep: Collection[str] = ()) -> dict[str, Any]:
    """A tree without its None, False, empty text and empty collections, but for the keys to keep."""
    return {
        key: value
        for key, value in tree.items()
        if value or key in keep or not (value is None or value is False or isinstance(value, _MAY_BE_EMPTY))
    }
