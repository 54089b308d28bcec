"""What a reader takes for one sign: an emoji with all that is joined to it, a letter with its accents, a flag.

After Unicode's text segmentation (UAX 29, extended grapheme clusters), without the signs that are put before numbers
in Arabic and without the conjuncts of Indic scripts, which writers of these take apart as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

PLAIN: Final = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0621-\u064a\u0671-\u06d3"
    "\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u2319"
)
"""For a class of a regular expression: signs that take one cell, and never join one another. Nearly all of prose."""

JOINER: Final = "\u200d"
_PLAIN_TEXT = re.compile(f"[{PLAIN}]*")
_PLAIN_SIGN = re.compile(f"[{PLAIN}]")
_PICTURE = re.compile(
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\U0001fc00-\U0001fffd]"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_EXTENDS = re.compile("[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_LEAD = re.compile("[\u1100-\u115f\ua960-\ua97c]")
_VOWEL = re.compile("[\u1160-\u11a7\ud7b0-\ud7c6]")
_TAIL = re.compile("[\u11a8-\u11ff\ud7cb-\ud7fb]")
_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_MARKED_BY_HAND = re.compile("[\u0590-\u10ff\u1700-\u1cff\ua800-\uabff\U00010a00-\U00011fff]")
"""Scripts, from Hebrew to those of India and of South East Asia, whose writers set each mark with a key of its own."""


def plain(text: str) -> bool:
    """Whether each code point is one sign and one cell."""
    return _PLAIN_TEXT.fullmatch(text) is not None


def after(text: str, at: int) -> int:
    """Where the sign ends that begins at `at`. That must be a beginning, and not the end of the text."""
    end, size = at + 1, len(text)
    if end == size or _PLAIN_SIGN.match(text, end):
        return end
    first = text[at]
    if _stands_alone(first):
        return end
    if _FLAG.match(first) and _FLAG.match(text, end):
        end += 1
    picture = _PICTURE.match(first) is not None
    while end < size and (
        _extends(text[end])
        or (picture and text[end - 1] == JOINER and _PICTURE.match(text, end))
        or _one_syllable(text[end - 1], text[end])
    ):
        end += 1
    return end


def floor(text: str, at: int) -> int:
    """The beginning of the sign that `at` is in: `at` itself where it is a beginning, or the end of the text."""
    if at <= 0 or at >= len(text) or _PLAIN_SIGN.match(text, at):
        return max(0, min(at, len(text)))
    begin = at
    while begin and _may_join(text[begin - 1], text[begin]):
        begin -= 1
    while (end := after(text, begin)) <= at:
        begin = end
        if begin == at:
            break
    return begin


def ceiling(text: str, at: int) -> int:
    """The end of the sign that `at` is in: `at` itself where a sign begins or the text ends."""
    begin = floor(text, at)
    return after(text, begin) if begin < at else begin


def before(text: str, at: int) -> int:
    """Where the sign begins that is left of `at`; 0 at the beginning."""
    return floor(text, at - 1) if at > 0 else 0


def rubbed_out(text: str, at: int) -> int:
    """From where a backspace at `at` takes away: the whole sign, as a rule.

    A mark that was typed with a key of its own goes alone, as in every word processor: a vowel of Hebrew, Arabic, Thai
    or Hindi, and the joiner between two letters.
    """
    begin = before(text, at)
    last = text[at - 1 : at]
    alone = last in ("\u200c", JOINER) or _MARKED_BY_HAND.match(text[begin : begin + 1])
    return at - 1 if at - begin > 1 and alone else begin


def cells(text: str) -> int:
    """How many cells a text without tabs takes.

    As Textual measures; but to it a joiner swallows whatever comes next, and here only what it joins.
    """
    if JOINER not in text:
        return cell_len(text)
    found = at = 0
    while at < len(text):
        end = after(text, at)
        found += cell_len(text[at:end])
        at = end
    return found


def _may_join(left: str, right: str) -> bool:
    return (
        _extends(right)
        or (left == JOINER and _PICTURE.match(right) is not None)
        or (_FLAG.match(left) is not None and _FLAG.match(right) is not None)
        or _one_syllable(left, right)
    )


def _one_syllable(left: str, right: str) -> bool:
    if _LEAD.match(left):
        return bool(_LEAD.match(right) or _VOWEL.match(right) or _SYLLABLE.match(right))
    if _VOWEL.match(left):
        return bool(_VOWEL.match(right) or _TAIL.match(right))
    if _SYLLABLE.match(left):
        closed = (ord(left) - 0xAC00) % 28 != 0
        return bool(_TAIL.match(right) or (not closed and _VOWEL.match(right)))
    return bool(_TAIL.match(left) and _TAIL.match(right))


@lru_cache(4096)
def _extends(sign: str) -> bool:
    if _EXTENDS.match(sign):
        return True
    category = unicodedata.category(sign)
    # A mark that is younger than Python's tables has no width in those of the terminal.
    return category in ("Mn", "Me", "Mc") or (category == "Cn" and cell_len(sign) == 0)


@lru_cache(4096)
def _stands_alone(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Zl", "Zp") or (
        unicodedata.category(sign) == "Cf" and not _EXTENDS.match(sign)
    )
