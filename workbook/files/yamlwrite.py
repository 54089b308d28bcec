"""Writes a tree as YAML that people can read, and that every YAML reader gives back exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .clean import is_clear


class OneLine(dict[Any, Any]):
    """A mapping that is written as `{step: sides, row: 2}` where it fits into one line."""


class OneLineList(list[Any]):
    """A list that is written as `[a, b]` where it fits into one line."""


_WIDTH = 100
# A key has to end within 1,024 characters, or YAML wants it marked by `?`.
_LONGEST_KEY = 1_000
_WORDS = frozenset(("", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "=", "<<"))
_NUMBER = r"[-+.0-9][-+.,:_0-9A-FINOTXZa-finotxz ]*"
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_CLEARLY_PLAIN = r"[^\W\d_](?:[\w ,.;'()!?/-]*[\w.;)!?])?"
_NOT_PLAIN_INSIDE_BRACES = r"[\[\]{},:?#\"']"
_ESCAPED = "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_SHORT_ESCAPES = {"\0": "\\0", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def write(tree: object) -> str:
    """The tree in block style, ending in a newline; without `...`.

    A tree is made of dict, list, str, int, bool, Decimal, date and datetime; keys are str or int. Every str comes back
    as the same text, from any reader of YAML 1.1 or 1.2. Raises TypeError for anything else in the tree, ValueError for
    a text with a lone surrogate (see `clean`), a number that is not finite or a time without its offset.
    """
    if not (isinstance(tree, dict | list) and tree):
        return f"{_inline(tree)}\n"
    parts: list[str] = []
    _collection(parts.append, tree, "")
    return "".join(parts)


def _collection(put: Callable[[str], None], tree: dict[Any, Any] | list[Any], margin: str) -> None:
    """The lines of a collection that is not empty, the first without its margin."""
    lead = ""
    if isinstance(tree, dict):
        for key, value in tree.items():
            name = _key(key)
            # YAML wants to be told of a key so long.
            begin = f"{lead}{name}:" if len(name) <= _LONGEST_KEY else f"{lead}? {name}\n{margin}:"
            lead = margin
            if isinstance(value, dict | list) and value:
                line = _one_line(value, len(margin) + len(name) + 2)
                if line:
                    put(f"{begin} {line}\n")
                else:
                    put(f"{begin}\n{margin}  ")
                    _collection(put, value, margin + "  ")
            else:
                put(begin)
                put(_scalar(value, margin))
    else:
        for value in tree:
            put(f"{lead}-")
            lead = margin
            if isinstance(value, dict | list) and value:
                put(" ")
                line = _one_line(value, len(margin) + 2)
                if line:
                    put(f"{line}\n")
                else:
                    _collection(put, value, margin + "  ")
            else:
                put(_scalar(value, margin))


def _scalar(value: object, margin: str) -> str:
    """What stands behind `key:` or `-` in a collection with this margin, with its newline."""
    if isinstance(value, str) and "\n" in value and _fits_block(value):
        return _block(value, margin + "  ")
    return f" {_inline(value)}\n"


def _one_line(value: dict[Any, Any] | list[Any], column: int) -> str:
    """A collection that wishes to stand on one line, as it stands there; empty where it does not wish to or fit."""
    if not isinstance(value, OneLine | OneLineList):
        return ""
    parts = _flow(value)
    if parts is None or column + len(parts) > _WIDTH:
        return ""
    return parts


def _flow(value: object) -> str | None:
    """A value in braces or brackets, or None where it holds a text that would not be read with ease there."""
    if isinstance(value, dict):
        pairs = [(_flow(key), _flow(each)) for key, each in value.items()]
        if any(key is None or each is None for key, each in pairs):
            return None
        return "{" + ", ".join(f"{key}: {each}" for key, each in pairs) + "}"
    if isinstance(value, list):
        items = [_flow(each) for each in value]
        return None if None in items else "[" + ", ".join(_strings(items)) + "]"
    if isinstance(value, str):
        if len(value) > _WIDTH or "\n" in value or "\t" in value or _needs_escapes(value):
            return None
        return value if _is_plain(value) and not re.search(_NOT_PLAIN_INSIDE_BRACES, value) else _in_quotes(value)
    return _inline(value)


def _strings(items: Iterable[str | None]) -> list[str]:
    return [item for item in items if item is not None]


@lru_cache(maxsize=1024, typed=True)
def _key(key: object) -> str:
    # The same few keys come again and again; values are not kept, since they are somebody's words.
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise TypeError(f"a key is a text or a whole number, not {type(key).__name__}")
    return _inline(key)


def _inline(value: object) -> str:
    """A scalar, or an empty collection, within its line."""
    match value:
        case str():
            return value if _is_plain(value) else _in_quotes(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case Decimal():
            if not value.is_finite():
                raise ValueError("a number that is not finite cannot be written")
            return format(value, "f")
        case datetime():
            if value.tzinfo is None:
                raise ValueError("a time without its offset cannot be written")
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case dict() | list() if not value:
            return "{}" if isinstance(value, dict) else "[]"
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be written as YAML")


def _is_plain(text: str) -> bool:
    """Whether any YAML reads the text as this text without quotes."""
    if re.fullmatch(_CLEARLY_PLAIN, text):
        return len(text) > 5 or text.lower() not in _WORDS
    if text.lower() in _WORDS or text[0] in _INDICATORS or text[0].isspace() or text[-1].isspace() or text[-1] == ":":
        return False
    if ": " in text or " #" in text or "\t" in text or "\n" in text or text.startswith("..."):
        return False
    return not (re.fullmatch(_NUMBER, text) or _needs_escapes(text))


def _needs_escapes(text: str) -> bool:
    """Whether the text holds what YAML writes in double quotes alone; tabs and newlines are not among that."""
    return not text.isprintable() and re.search(_ESCAPED, text) is not None


def _in_quotes(text: str) -> str:
    """The text on one line, in single quotes where that spares it backslashes."""
    if ('"' in text or "\\" in text) and "\n" not in text and "\t" not in text and not _needs_escapes(text):
        return "'" + text.replace("'", "''") + "'"
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{re.sub(_ESCAPED, _escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        raise ValueError("a text with a lone surrogate cannot be written; clean it first")
    short = _SHORT_ESCAPES.get(char)
    if short:
        return short
    return f"\\x{ord(char):02X}" if ord(char) < 0x100 else f"\\u{ord(char):04X}"


def _fits_block(text: str) -> bool:
    """Whether a literal block gives the text back exactly."""
    return not text.isspace() and (is_clear(text) or re.search(_ESCAPED, text) is None)


def _block(text: str, margin: str) -> str:
    """The text as a literal block with this margin, from the space before `|` to the end of its last line."""
    # The reader takes the margin from the first line, so one that itself begins with space has to be told.
    told = "2" if text[0] in " \t\n" else ""
    keep = "-" if text[-1] != "\n" else "+" if text[-2] == "\n" else ""
    # Empty lines get no margin.
    lines = [f"\n{margin}{line}" if line else "\n" for line in text.removesuffix("\n").split("\n")]
    return f" |{told}{keep}{''.join(lines)}\n"
