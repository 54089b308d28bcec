"""What git leaves in a file that it could not merge: parted into the two texts that stand in it."""

from __future__ import annotations

import re
from typing import NamedTuple

_BEGINS = rb"(<{7,})(?: (.*))?\Z"
_LABEL = 60
"""Bytes of what git calls a side that are read."""


class Parted(NamedTuple):
    """The two texts of a file that git has marked."""

    one: bytes
    """As it was here."""
    other: bytes
    """As it came from elsewhere."""
    one_label: str
    """What git calls the first, such as `HEAD`; it may be empty."""
    other_label: str


def is_marked(data: bytes) -> bool:
    """Whether git's marks stand in these bytes, as whole lines from their first character on."""
    return parted(data) is not None


def parted(data: bytes) -> Parted | None:
    """The two texts of a file with git's marks; None where there are none, or where they do not belong together.

    What the two had before (`diff3`) is left out: it is in neither of them. Words that look like a mark stand within
    an answer, and so never at the beginning of a line.
    """
    if b"<<<<<<<" not in data:
        return None
    one: list[bytes] = []
    other: list[bytes] = []
    labels: list[str] = []
    side, size = "", 0
    for line in data.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        if not side:
            if (found := re.match(_BEGINS, bare)) is not None:
                side, size = "one", len(found[1])
                labels = labels or [_label(found[2] or b"")]
            else:
                one.append(line)
                other.append(line)
        elif side == "one" and _is_mark(bare, b"|", size):
            side = "before"
        elif side in ("one", "before") and bare == b"=" * size:
            side = "other"
        elif side == "other" and _is_mark(bare, b">", size):
            side = ""
            labels += [_label(bare[size:])]
        elif side == "one":
            one.append(line)
        elif side == "other":
            other.append(line)
    if side or not labels:
        return None
    return Parted(b"".join(one), b"".join(other), labels[0], labels[1])


def _is_mark(line: bytes, sign: bytes, size: int) -> bool:
    return line.startswith(sign * size) and line[size : size + 1] in (b"", b" ")


def _label(words: bytes) -> str:
    return words.strip()[:_LABEL].decode("utf-8", "ignore")
