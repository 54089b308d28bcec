"""What a printer must know of characters: which may be printed, how wide they are, which way they run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..files.clean import clean as without_controls

_OTHER_BREAKS = re.compile("[\x0b\x0c\u2028\u2029]")
_JOINER = "\u200d"
_TAB_COLUMNS = 8
_RIGHT_TO_LEFT = re.compile(
    r"(?!\w+-latn\b)(?:(?:ar|ckb|dv|fa|he|iw|ks|ps|sd|syr|ug|ur|yi)\b|\w+-(?:arab|hebr|syrc|thaa|nkoo|adlm)\b)", re.I
)


def clean(text: str) -> str:
    """The same words without a control character but newline and tab. Whatever else breaks a line becomes
    a newline, so that no two words run together."""
    return without_controls(_OTHER_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The same words on one line, for titles and questions."""
    return " ".join(clean(text).split())


class Paragraph(NamedTuple):
    """Lines that follow one another without a blank one between."""

    blank_lines_before: int
    """How many blank lines parted it from the one before; 0 for the first."""
    lines: tuple[str, ...]
    """At least one; none is blank. Space in front stays, space behind is dropped."""


def paragraphs(text: str) -> Iterator[Paragraph]:
    """A person's text, cleaned, with every line break accounted for but blank lines around the whole."""
    blank = 0
    lines: list[str] = []
    seen = False
    for line in [*clean(text).split("\n"), ""]:
        if line.strip():
            lines.append(line.rstrip())
            continue
        if lines:
            yield Paragraph(blank if seen else 0, tuple(lines))
            lines, blank, seen = [], 0, True
        blank += 1


def runs_right_to_left(text: str) -> bool:
    """Whether the first character with a direction of its own is Arabic, Hebrew or the like."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def language_runs_right_to_left(tag: str) -> bool:
    """Whether a book in this language (a BCP 47 tag) is bound on the right."""
    return _RIGHT_TO_LEFT.match(tag) is not None


def _holds_on(before: str, character: str) -> bool:
    """Whether `character` belongs to the cluster that ends so far with `before`."""
    if before == _JOINER:
        return True
    if character < "\u0300":
        return False
    if unicodedata.category(character) in ("Mn", "Me", "Mc"):
        return True
    code = ord(character)
    return (
        character in "\u200c\u200d"
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or 0x1160 <= code <= 0x11FF
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def clusters(text: str) -> Iterator[str]:
    """The text in pieces that are seen as one character each, so that none is ever broken in two."""
    if text.isascii():
        yield from text
        return
    start = 0
    for at in range(1, len(text)):
        if _holds_on(text[at - 1], text[at]):
            continue
        if at - start == 1 and _is_flag_half(text[start]) and _is_flag_half(text[at]):
            continue
        yield text[start:at]
        start = at
    if text:
        yield text[start:]


def is_wide(cluster: str) -> bool:
    """Whether a cluster takes two columns of a terminal."""
    first = cluster[:1]
    if not first or (first < "\u1100" and len(cluster) == 1):
        return False
    return "\ufe0f" in cluster or _is_flag_half(first) or unicodedata.east_asian_width(first) in ("W", "F")


def _columns(cluster: str) -> int:
    if cluster == "\t":
        return _TAB_COLUMNS
    if is_wide(cluster):
        return 2
    return 0 if unicodedata.category(cluster[0]) in ("Mn", "Me", "Cf") else 1


def width(text: str) -> int:
    """Columns of a terminal that the text takes; a tab counts as the eight that it takes at most."""
    if text.isascii():
        return len(text) + text.count("\t") * (_TAB_COLUMNS - 1)
    return sum(_columns(cluster) for cluster in clusters(text))
