"""A book as text: for a pipe, for a terminal, for reading as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from .characters import clean, clusters, is_wide, one_line, paragraphs, width
from .phrases import (
    NOTHING_YET,
    PEOPLE,
    added_on,
    below_the_title,
    ends_of,
    written_chapters,
)
from .printout import (
    Body,
    Bullets,
    Chapter,
    Entry,
    Grid,
    LetterText,
    Mark,
    Printout,
    Prose,
    Remark,
)

COLUMNS = 72
"""No line is wider, but for a word that is wider by itself."""
_ANSWER = "    "
_SPACES = re.compile("([ \t]+)")
_NEVER_FIRST = frozenset("、。，．：；？！）］｝〕〉》」』】’”…ー々ゝゞ,.:;?!)]}")
_NEVER_LAST = frozenset("（［｛〔〈《「『【‘“([{")


def render(printout: Printout) -> bytes:
    """The whole book in UTF-8, at most 72 columns wide; no control character but newline and tab."""
    lines = [*_heading(printout.title, "="), *wrapped(one_line(printout.dates), COLUMNS)]
    chapters = written_chapters(printout)
    if not chapters:
        lines += ["", NOTHING_YET]
    for chapter in chapters:
        lines += ["", "", *_chapter(chapter)]
    if printout.people:
        lines += ["", "", *_heading(PEOPLE, "-")]
        for person in printout.people:
            lines += ["", *_set(person, "")]
    return ("\n".join(lines).strip("\n") + "\n").encode()


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
    for piece in _pieces(line):
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


def _pieces(line: str) -> Iterator[str]:
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


def _set(text: str, indent: str, first: str | None = None) -> Iterator[str]:
    """Somebody's text with its own line breaks, wrapped and indented; `first` is its first line's indent."""
    lead = indent if first is None else first
    for paragraph in paragraphs(text):
        yield from [""] * paragraph.blank_lines_before
        for line in paragraph.lines:
            for part in wrapped(line, COLUMNS - width(indent)):
                yield lead + part
                lead = indent


def _heading(title: str, rule: str) -> Iterator[str]:
    lines = list(wrapped(one_line(title), COLUMNS))
    if lines:
        yield from lines
        yield rule * min(COLUMNS, max(width(line) for line in lines))


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from _heading(chapter.title, "-")
    yield from wrapped(below_the_title(chapter), COLUMNS)
    for entry in chapter.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield ""
    yield from wrapped(one_line(entry.ask), COLUMNS)
    yield ""
    yield from _body(entry.body)
    for added in entry.added:
        yield from ("", f"  {added_on(added)}:", "")
        yield from _set(added.text, _ANSWER)


def _body(body: Body) -> Iterator[str]:
    match body:
        case Prose() | LetterText():
            yield from _set(body.text, _ANSWER)
        case Bullets():
            for item in body.items:
                yield from _set(item, _ANSWER + "  ", first=_ANSWER + "- ")
        case Grid():
            yield from _records(body)
        case Mark():
            yield from _set(f"{body.number}  ({ends_of(body)})", _ANSWER)
        case Remark():
            if body.text:
                yield from _set(f"({one_line(body.text)})", _ANSWER)
        case _:
            assert_never(body)


def _records(grid: Grid) -> Iterator[str]:
    """A table row by row, "What: ...": columns beside one another would have to cut what is long."""
    apart = False
    for row in grid.rows:
        cells = [(at, cell) for at, cell in enumerate(row) if clean(cell).strip()]
        if apart and cells:
            yield ""
        for at, cell in cells:
            head = one_line(grid.heads[at]) if at < len(grid.heads) else ""
            text = f"{head}: {clean(cell).lstrip()}" if head else cell
            yield from _set(text, _ANSWER + "  ", first=_ANSWER)
        apart = apart or bool(cells)
    if grid.remainder:
        yield from ("", *_set(one_line(grid.remainder), _ANSWER))
