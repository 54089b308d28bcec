"""Where a line on paper may part that does not part by itself: in a word too long for the room it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..characters import clusters

# A line parts by itself at spaces, and between Chinese, Japanese, Korean, Thai, Lao, Burmese characters and emoji.
_PARTS = r"\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
_UNPARTED = rf"(?:[^\s{_PARTS}]|[\xa0\u2007\u202f])"
"""Spaces that hold two words together are as good as letters."""
# Signs that may not begin a line, and those that may not end one: many of them together never part.
_BOUND = (
    r"[!),.:;?\]}¢°·’”†‡›℃∶、。〃〆〉》」』】〕〗〙〛々〻ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾ"
    r"ㇰ-ㇿ！），．：；？］｝｠｡｣､･ｰﾞﾟ〜～…‥—―（「『【〔〖〘〚《〈［｛｟｢“‘]"
)
_LINE = 1920
"""So many letters without a space are more than any line holds, and cost typesetting time by the square of them."""
_PIECE = 6
_WIDEST, _WIDE, _CAPITAL, _SMALL, _OTHER = 1.3, 1.0, 0.72, 0.54, 0.75
_BROAD = frozenset("mwMWŒœÆæ@%&—…‰™")


def settable(line: str) -> Iterator[str]:
    """A line with its tabs as spaces; a word of thousands of characters parted, as no page is that wide."""
    line = line.expandtabs(4)
    parts = re.split(f"({_UNPARTED}{{{_LINE}}})", line) if len(line) > _LINE else [line]
    yield from filter(None, parts)


def pieces(line: str, room: float) -> list[str]:
    """The line in pieces between which it may part. `room` is the width that it has, in em.

    Only what may be wider than that is parted: a long word goes on to the next line whole, as long as one holds it.
    """
    few = int(room / _WIDEST)
    if len(line) <= few:
        return [line]
    found: list[str] = []
    at = 0
    for match in re.finditer(rf"{_UNPARTED}{{{few + 1},}}|(\S)\1{{{few},}}|{_BOUND}{{{few + 1},}}", line):
        if _em(match[0]) > room:
            found.append(line[at : match.start()])
            signs = list(clusters(match[0]))
            many = min(_PIECE, few)
            found += ["".join(signs[start : start + many]) for start in range(0, len(signs), many)]
            at = match.end()
    return [piece for piece in (*found, line[at:]) if piece]


def widest(text: str) -> float:
    """At most so wide, in em, is the widest word of it, by a careful guess; what has none is as wide as one letter."""
    return max(map(_em, text.split()), default=0.0) or 1.0


def _em(word: str) -> float:
    """At most so wide is a word, in em, by a careful guess."""
    return sum(map(_wide, word))


def _wide(character: str) -> float:
    if character in _BROAD:
        return _WIDE
    if character.isascii() or "\xa0" <= character < "\u0250":
        return _CAPITAL if character.isupper() else _SMALL
    if character >= "\U0001f000":
        return _WIDEST
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(character) in ("W", "F") else _OTHER
