"""Takes out of a text what a terminal would obey: one boundary for every string from outside."""

from __future__ import annotations

import re

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAKS = re.compile("[\n\t\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without control characters: no C0 but newline and tab, no DEL, no C1, no lone surrogate.

    CR LF, CR and NEL become a newline, a lone surrogate becomes U+FFFD. Cleaning twice is cleaning once. Everything
    else stays as it is: joiners, direction marks, U+2028 and U+FEFF are somebody's words.
    """
    if not _UNCLEAN.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _LONE.sub("\ufffd", _OBEYED.sub("", text))


def one_line(text: str) -> str:
    """The cleaned text on one line: each run of newlines, tabs, U+2028 and U+2029 is one space, both ends stripped."""
    return _BREAKS.sub(" ", clean(text)).strip()
