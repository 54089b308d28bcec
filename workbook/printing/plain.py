"""A book as text: for a pipe, for a terminal, for reading as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from .characters import clean, clusters, is_wide, one_line, paragraphs, width
from .phrases import (
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    below_the_title,
    ends_of,
    wish_of,
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
    Methods,
    Printout,
    Prose,
    Remark,
)

COLUMNS = 72
"""No line is wider, unless a screen says otherwise; but for a word that is wider by itself."""
_ANSWER = "    "
_SPACES = re.compile("([ \t]+)")
_NEVER_FIRST = frozenset("、。，．：；？！）］｝〕〉》」』】’”…ー々ゝゞ,.:;?!)]}")
_NEVER_LAST = frozenset("（［｛〔〈《「『【‘“([{")


def render(printout: Printout, columns: int = COLUMNS) -> bytes:
    """The whole print in UTF-8, at most `columns` wide; no control character but newline and tab."""
    page = _Page(columns)
    lines = list(page.wrapped(wish_of(printout)))
    lines += [*([""] if lines else ()), *page.heading(printout.title, "="), *page.wrapped(one_line(printout.dates))]
    chapters = written_chapters(printout)
    if not chapters:
        lines += ["", NOTHING_YET]
    for chapter in chapters:
        lines += ["", "", *page.chapter(chapter)]
    if printout.methods:
        lines += ["", "", *page.heading(METHODS, "-"), *page.methods(printout.methods)]
    if printout.people:
        lines += ["", "", *page.heading(PEOPLE, "-")]
        for person in printout.people:
            lines += ["", *page.set(person, "")]
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


class _Page:
    """Sets texts on a page of so many columns."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def wrapped(self, line: str) -> Iterator[str]:
        """One line over the whole width."""
        return wrapped(line, self.columns)

    def set(self, text: str, indent: str, first: str | None = None) -> Iterator[str]:
        """Somebody's text with its own line breaks, wrapped and indented; `first` is its first line's indent."""
        lead = indent if first is None else first
        for paragraph in paragraphs(text):
            yield from [""] * paragraph.blank_lines_before
            for line in paragraph.lines:
                for part in wrapped(line, self.columns - width(indent)):
                    yield lead + part
                    lead = indent

    def heading(self, title: str, rule: str) -> Iterator[str]:
        """A title, underlined; nothing for no title."""
        lines = list(self.wrapped(one_line(title)))
        if lines:
            yield from lines
            yield rule * min(self.columns, max(width(line) for line in lines))

    def chapter(self, chapter: Chapter) -> Iterator[str]:
        """One exercise."""
        yield from self.heading(chapter.title, "-")
        yield from self.wrapped(below_the_title(chapter))
        for entry in chapter.entries:
            yield from self._entry(entry)

    def methods(self, methods: tuple[Methods, ...]) -> Iterator[str]:
        """What the exercises rest on: under each title its words a little further in."""
        for pack in methods:
            for paragraph in pack.says:
                yield from ("", *self.wrapped(one_line(paragraph)))
            for basis in pack.entries:
                yield from ("", "", *self.wrapped(one_line(basis.title)))
                for paragraph in filter(None, (basis.tested, basis.said, *basis.figures)):
                    yield from ("", *self.set(one_line(paragraph), _ANSWER))
                if basis.sources:
                    yield ""
                for source in basis.sources:
                    yield from self.set(one_line(source), _ANSWER + "  ", first=_ANSWER + "- ")
            if pack.more:
                yield from ("", "", *self.wrapped(one_line(pack.more)))

    def _entry(self, entry: Entry) -> Iterator[str]:
        for block in (self.wrapped(one_line(entry.ask)), self._body(entry.body)):
            lines = list(block)
            if lines:
                yield from ("", *lines)
        for added in entry.added:
            yield from ("", f"  {added_on(added)}:", "")
            yield from self.set(added.text, _ANSWER)

    def _body(self, body: Body) -> Iterator[str]:
        match body:
            case Prose() | LetterText():
                yield from self.set(body.text, _ANSWER)
            case Bullets():
                for item in body.items:
                    yield from self.set(item, _ANSWER + "  ", first=_ANSWER + "- ")
            case Grid():
                yield from self._records(body)
            case Mark():
                yield from self.set(f"{body.number}  ({ends_of(body)})", _ANSWER)
            case Remark():
                if words := one_line(body.text):
                    yield from self.set(f"({words})", _ANSWER)
            case _:
                assert_never(body)

    def _records(self, grid: Grid) -> Iterator[str]:
        """A table row by row, "What: ...": columns beside one another would have to cut what is long."""
        apart = False
        for row in grid.rows:
            cells = [(at, cell) for at, cell in enumerate(row) if clean(cell).strip()]
            if apart and cells:
                yield ""
            for at, cell in cells:
                head = one_line(grid.heads[at]) if at < len(grid.heads) else ""
                text = f"{head}: {clean(cell).lstrip()}" if head else cell
                yield from self.set(text, _ANSWER + "  ", first=_ANSWER)
            apart = apart or bool(cells)
        if grid.remainder:
            yield from ("", *self.set(one_line(grid.remainder), _ANSWER))
