"""The fonts of a PDF: which may be needed, and in which order they are asked for a character."""

from __future__ import annotations

import re
from typing import Any

from ..characters import clusters
from ..tongues import Tongue, usual_tongue

# What the fonts that Typst brings with it show: a book of these alone looks the same on every machine, and is set
# sooner, as no other font is looked for. Latin, Greek, Cyrillic, punctuation, and the signs that people type.
_USUAL = (
    "\t\n -~\xa0-\u02e4\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0477\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u2037\u2039\u203a\u20ac\u2116\u2122\u2153-\u215e\u2190-\u2199\u2212\u221e\u2248\u2260\u2264"
    "\u2265\u25a0\u25a1\u25cb\u25cf\u2605\u2610\u2611\u2639-\u263b\u2665\u2713\u2717"
)
_UNUSUAL = re.compile(f"[^{_USUAL}]+")

_TEXT = "Libertinus Serif"
"""Brought by Typst."""
# Serif where there is one; as they are called on Linux, macOS and Windows. Others are found without being named.
_SCRIPTS = (
    *("Noto Serif", "Noto Naskh Arabic", "Geeza Pro", "Noto Serif Hebrew", "Arial Hebrew", "Noto Sans Hebrew"),
    *("Noto Serif Thai", "Thonburi", "Leelawadee UI", "Noto Serif Lao", "Noto Serif Khmer", "Noto Serif Myanmar"),
    *("Noto Serif Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Serif Bengali", "Noto Serif Gujarati"),
    *("Noto Serif Gurmukhi", "Noto Serif Kannada", "Noto Serif Malayalam", "Noto Serif Sinhala", "Noto Serif Tamil"),
    *("Noto Serif Telugu", "Noto Serif Tibetan", "Noto Serif Ethiopic", "Noto Serif Georgian", "Noto Serif Armenian"),
)
_SHARED: dict[Tongue, tuple[str, ...]] = {
    "zh-Hans": ("Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC", "Songti SC", "SimSun"),
    "zh-Hant": ("Noto Serif CJK TC", "Noto Serif TC", "Noto Sans CJK TC", "Songti TC", "PMingLiU"),
    "zh-HK": ("Noto Serif CJK HK", "Noto Serif HK", "Noto Sans CJK HK", "Songti TC", "MingLiU_HKSCS"),
    "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Noto Sans CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "Noto Serif KR", "Noto Sans CJK KR", "AppleMyungjo", "Apple SD Gothic Neo", "Batang"),
}
_SIGNS = (
    *("Noto Emoji", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"),
    *("DejaVu Serif", "DejaVu Sans", "Segoe UI Symbol"),
)
_REGIONS: dict[Tongue, str] = {"zh-Hans": "CN", "zh-Hant": "TW", "zh-HK": "HK"}


def unusual(text: str) -> list[str]:
    """The characters of a JSON text that the typesetter's own fonts may not have, each once, as they come.

    A sign made of several, such as a family of emoji, is one of them: with what it stands on, if that is usual. Words
    may begin with a mark that stands on nothing: then that is no sign of JSON's own.
    """
    if text.isascii():
        return []
    runs = ((_stands_on(text, run.start()), run[0]) for run in _UNUSUAL.finditer(text))
    found: dict[str, None] = {}
    for before, run in dict.fromkeys(runs):
        first, *others = clusters(before + run)
        found.update(dict.fromkeys([*([first] if first != before else []), *others]))
    return list(found)


def _stands_on(text: str, at: int) -> str:
    before = text[max(0, at - 1) : at]
    return " " if before == '"' or text[max(0, at - 2) : at - 1] == "\\" else before


def faces(language: str, characters: list[str]) -> dict[str, Any]:
    """The fonts that are asked one after the other, by name: for the book, and for texts in Chinese and the like.

    None of them needs to be there: after them, every font of the computer is asked.
    """
    usual = usual_tongue(language, characters)
    return {
        "usual": [_TEXT, *_SCRIPTS, *_shared(usual), *_SIGNS],
        "tongues": {"shared": _of(usual), "ja": _of("ja"), "ko": _of("ko")},
    }


def _shared(first: Tongue) -> list[str]:
    others = (face for faces in _SHARED.values() for face in faces)
    return list(dict.fromkeys([*_SHARED[first], *others]))


def _of(tongue: Tongue) -> dict[str, Any]:
    """As Typst's `text` wants it. Chinese and Japanese quotation marks and dashes come with their characters."""
    latin = _TEXT if tongue == "ko" else {"name": _TEXT, "covers": "latin-in-cjk"}
    return {
        "lang": tongue.partition("-")[0],
        "region": _REGIONS.get(tongue),
        "font": [latin, *_shared(tongue), *_SCRIPTS, *_SIGNS],
    }
