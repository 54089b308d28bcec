"""Which words of two texts are not in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+")
"""A word; in a script that has no spaces, a letter."""
_MOST = 4_000_000
"""So many pairs of words are compared at most: beyond that every word counts as another, and nobody waits."""

Spans = list[tuple[int, int]]


def differing(one: str, other: str) -> tuple[Spans, Spans]:
    """From where to where words stand that the other text does not have there, for each of the two."""
    mine, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    begin = 0
    while begin < min(len(mine), len(theirs)) and mine[begin][0] == theirs[begin][0]:
        begin += 1
    end = 0
    while end < min(len(mine), len(theirs)) - begin and mine[-1 - end][0] == theirs[-1 - end][0]:
        end += 1
    mine, theirs = mine[begin : len(mine) - end], theirs[begin : len(theirs) - end]
    if len(mine) * len(theirs) > _MOST:
        return _spans(mine), _spans(theirs)
    matcher = SequenceMatcher(None, [word[0] for word in mine], [word[0] for word in theirs], autojunk=False)
    found: tuple[Spans, Spans] = ([], [])
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            found[0].extend(_spans(mine[a:b]))
            found[1].extend(_spans(theirs[c:d]))
    return found


def _spans(words: list[re.Match[str]]) -> Spans:
    """Words that follow one another, from the first to the last."""
    return [(words[0].start(), words[-1].end())] if words else []
