"""Somebody's line, parted where it may be parted: at spaces and beside wide characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .characters import clusters, is_wide, width

# An ellipsis or a dash stays with the word before it, which it goes on from.
_SPACES = re.compile("([ \t]+)(?!…)")
_NEVER_FIRST = frozenset("、。，．：；？！）］｝〕〉》」』】’”…ー々ゝゞ,.:;?!)]} ")
_NEVER_LAST = frozenset("（［｛〔〈《「『【‘“([{")


def wrapped(line: str, columns: int) -> Iterator[str]:
    """One line of somebody's as lines of at most `columns` columns.

    It breaks at spaces (which are dropped there) and beside wide characters; a piece that is wider than
    `columns` by itself stays whole on a line of its own. Nothing comes of an empty line.
    """
    if width(line) <= columns:
        if line:
            yield line
        return
    taken, used, space = "", 0, ""
    for piece in pieces(line):
        if not piece.strip(" \t"):
            space = piece
            continue
        wide, gap = width(piece), width(space)
        if used and used + gap + wide > columns:
            yield taken
            taken, used = piece, wide
        else:
            taken, used = taken + space + piece, used + gap + wide
        space = ""
    yield taken


def pieces(line: str) -> Iterator[str]:
    """Spaces, and what may not be broken, in turn."""
    for word in _SPACES.split(line):
        if not word:
            continue
        if word.isascii():
            yield word
            continue
        piece: list[str] = []
        for cluster in clusters(word):
            if piece and _may_part(piece[-1], cluster):
                yield "".join(piece)
                piece = []
            piece.append(cluster)
        yield "".join(piece)


def _may_part(left: str, right: str) -> bool:
    if left in _NEVER_LAST or right in _NEVER_FIRST:
        return False
    return is_wide(left) or is_wide(right)
