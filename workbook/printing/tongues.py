"""Chinese, Japanese and Korean share characters that each draws in its own way: which way is meant in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Tongue = Literal["zh-Hans", "zh-Hant", "zh-HK", "ja", "ko"]
"""A BCP 47 tag of a language and its way to draw."""

_SHARED = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
_ANY = re.compile(f"[{_SHARED}{_KANA}{_HANGUL}]")
_JAPANESE = re.compile(f"[{_KANA}]")
_KOREAN = re.compile(f"[{_HANGUL}]")


def usual_tongue(language: str, characters: Iterable[str]) -> Tongue:
    """Whose way shared characters are drawn in a book of this language (a BCP 47 tag), in which these stand."""
    first, *others = language.lower().split("-")
    if first in ("ja", "ko"):
        return "ja" if first == "ja" else "ko"
    if "hk" in others or "mo" in others:
        return "zh-HK"
    if "hant" in others or "tw" in others:
        return "zh-Hant"
    if "hans" in others or (first == "zh" and others):
        return "zh-Hans"
    there = "".join(characters)
    if first != "zh":
        if _JAPANESE.search(there):
            return "ja"
        if _KOREAN.search(there):
            return "ko"
    return "zh-Hant" if _known(there, "big5") > _known(there, "gb2312") else "zh-Hans"


def _known(characters: str, codec: str) -> int:
    """How many of them an old character set has, which held one way of writing alone."""
    return len(characters.encode(codec, "ignore").decode(codec))


def tongue_of(text: str) -> Tongue | Literal["shared"] | None:
    """The language of a text that is written for the most part in these characters; None for any other.

    `shared` where the text itself does not say it: it is the book's usual one then.
    """
    if text.isascii() or not (many := len(_ANY.findall(text))):
        return None
    if many * 2 < sum(map(str.isalpha, text)):
        return None
    if _JAPANESE.search(text):
        return "ja"
    return "ko" if _KOREAN.search(text) else "shared"
