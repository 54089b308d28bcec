"""Characters in authored text that nobody sees: they may turn words around, hide others, or command a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# Overrides, embeddings and isolates of direction; what has no width; fillers; tags; marks for annotations.
_HIDDEN = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_UNSEEN = re.compile(f"[{_CONTROLS}{_HIDDEN}]")
# Letters that join their neighbours: Arabic and its kin, the scripts of India and South-East Asia, Mongolian.
_JOINING = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua8ff\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_MARKS_OF_DIRECTION = "\u200e\u200f\u061c"
_NEAR = 200


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text an unseen character stands that has no business there, and which.

    Joiners between letters of scripts that join, and within emoji, are words; so are marks of direction in a line
    that has letters from right to left.
    """
    for found in _UNSEEN.finditer(text):
        if not _belongs(text, found.start()):
            yield found.start(), found[0]


def made_visible(text: str) -> str:
    """The text with the name of each such character in its place, such as `U+202E`."""
    parts: list[str] = []
    end = 0
    for at, character in unseen(text):
        parts += (text[end:at], code_point(character))
        end = at + 1
    return "".join((*parts, text[end:]))


def code_point(character: str) -> str:
    """Such as `U+202E`."""
    return f"U+{ord(character):04X}"


def _belongs(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if character in (_JOINER, _NON_JOINER):
        sides = [bool(_JOINING.match(before)), bool(_JOINING.match(after))]
        if character == _NON_JOINER:
            return all(sides)
        return any(sides) or (_emoji(before) and _emoji(after))
    if character in _MARKS_OF_DIRECTION:
        near = text[max(0, at - _NEAR) : at].rpartition("\n")[2] + text[at + 1 : at + _NEAR].partition("\n")[0]
        return any(unicodedata.bidirectional(one) in ("R", "AL") for one in near if one not in _MARKS_OF_DIRECTION)
    return False


def _emoji(character: str) -> bool:
    # After the picture may stand U+FE0F, or the tone of a skin.
    return character == "\ufe0f" or (character != "" and unicodedata.category(character) in ("So", "Sk"))
