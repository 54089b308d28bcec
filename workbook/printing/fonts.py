"""Which characters of a print may need a font of the computer's own."""

from __future__ import annotations

import re

from .characters import clusters

# What the fonts that Typst brings with it show: a book of these alone looks the same on every machine.
_UNUSUAL = re.compile("[^\t\n -~\xa0-\u024f\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac]+")


def unusual(text: str) -> list[str]:
    """The characters that the typesetter's own fonts may not have, each once, as they come.

    A sign made of several, such as a family of emoji, is one of them: with what it stands on, if that is usual.
    """
    if text.isascii():
        return []
    found: dict[str, None] = {}
    for at, run in dict.fromkeys(
        (text[max(0, one.start() - 1) : one.start()], one[0]) for one in _UNUSUAL.finditer(text)
    ):
        first, *others = clusters(at + run)
        found.update(dict.fromkeys([*([first] if first != at else []), *others]))
    return list(found)
