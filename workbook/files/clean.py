"""Takes out of a text what a terminal would obey: one boundary for every string from outside."""

from __future__ import annotations

import re

_UNCLEAN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_LONE = "[\ud800-\udfff]"
_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_FEW = 500
_OF_ONE_BYTE = bytes((*range(9), *range(11, 32), 127))
_C1 = b"\xc2[\x80-\x9f]"
_BREAKS = "[\n\t\u2028\u2029]+"


def is_clear(text: str) -> bool:
    """Whether a long text surely holds nothing that is obeyed or odd; False says nothing.

    No C0 but newline and tab, no DEL, no C1, no lone surrogate, none of U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF.
    A search for all of these at once takes five times as long: with every save of a long text that counts.
    """
    if len(text) < _FEW:
        return False
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    if len(data.translate(None, _OF_ONE_BYTE)) != len(data):
        return False
    if len(data) == len(text):
        return True
    return not (re.search(_C1, data) or any(odd in text for odd in "\u2028\u2029\ufeff\ufffe\uffff"))


def clean(text: str) -> str:
    """The text without control characters: no C0 but newline and tab, no DEL, no C1, no lone surrogate.

    CR LF, CR and NEL become a newline, a lone surrogate becomes U+FFFD. Cleaning twice is cleaning once. Everything
    else stays as it is: joiners, direction marks, U+2028 and U+FEFF are somebody's words.
    """
    if is_clear(text) or text.isprintable() or not re.search(_UNCLEAN, text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return re.sub(_LONE, "\ufffd", re.sub(_OBEYED, "", text))


def one_line(text: str) -> str:
    """The cleaned text on one line: each run of newlines, tabs, U+2028 and U+2029 is one space, both ends stripped."""
    return (text if text.isprintable() else re.sub(_BREAKS, " ", clean(text))).strip()
