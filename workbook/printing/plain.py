"""A book as text: for a pipe, for a terminal, for reading as it is."""

from __future__ import annotations

from collections.abc import Iterator

from .characters import clean, one_line, paragraphs, width
from .columns import side_by_side
from .phrases import (
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    below_the_title,
    ends_of,
    is_one_sheet,
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
from .sheets.asplain import about_lines, heading_of, room_lines
from .wrapping import wrapped

COLUMNS = 72
"""No line is wider, unless a screen says otherwise; but for a word that is wider by itself."""
_ANSWER = "    "


def render(printout: Printout, columns: int = COLUMNS) -> bytes:
    """The whole print in UTF-8, at most `columns` wide; no control character but newline and tab."""
    page = _Page(columns)
    lines = list(page.wrapped(wish_of(printout)))
    lines += [*([""] if lines else ()), *page.heading(printout.title, "="), *page.wrapped(one_line(printout.dates))]
    chapters = written_chapters(printout)
    if not chapters:
        lines += ["", NOTHING_YET]
    alone = is_one_sheet(printout)
    for chapter in chapters:
        lines += [*([] if alone else ["", ""]), *page.chapter(chapter, titled=not alone)]
    if printout.methods:
        lines += ["", "", *page.heading(METHODS, "-"), *page.methods(printout.methods)]
    if printout.people:
        lines += ["", "", *page.heading(PEOPLE, "-")]
        for person in printout.people:
            lines += ["", *page.set(person, "")]
    return ("\n".join(lines).strip("\n") + "\n").encode()


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
                room = self.columns - width(indent)
                # What goes on from the first line of a listed thing stands below its words.
                hang = "  " if line.startswith("- ") and width(line) > room else ""
                for number, part in enumerate(wrapped(line, room - len(hang))):
                    yield lead + (hang if number else "") + part
                    lead = indent

    def heading(self, title: str, rule: str) -> Iterator[str]:
        """A title, underlined; nothing for no title."""
        lines = list(self.wrapped(one_line(title)))
        if lines:
            yield from lines
            yield rule * min(self.columns, max(width(line) for line in lines))

    def chapter(self, chapter: Chapter, *, titled: bool = True) -> Iterator[str]:
        """One exercise."""
        if titled:
            yield from self.heading(chapter.title, "-")
        yield from self.wrapped(below_the_title(chapter))
        if chapter.about is not None:
            for line in about_lines(chapter.about):
                yield from ("", *self.wrapped(line))
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
        above = [*entry.cue, *heading_of(entry)]
        for block in (*(self.wrapped(one_line(line)) for line in above), self._body(entry.body)):
            lines = list(block)
            if lines:
                yield from ("", *lines)
        for line in entry.then:
            yield from ("", *self.wrapped(one_line(line)))
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
                yield from self._table(body)
            case Mark():
                yield from self.set(f"{body.number}  ({ends_of(body)})", _ANSWER)
            case Remark():
                if words := one_line(body.text):
                    yield from self.set(f"({words})", _ANSWER)
            case _:
                for words, indent in room_lines(body, self.columns - len(_ANSWER)):
                    yield from self.set(words, _ANSWER + indent, first=_ANSWER) if words else ("",)

    def _table(self, grid: Grid) -> Iterator[str]:
        lines = side_by_side(grid, self.columns - width(_ANSWER))
        if lines is None:
            yield from self._records(grid)
        else:
            yield from (_ANSWER + line if line else "" for line in lines)
        if grid.remainder:
            yield from ("", *self.set(one_line(grid.remainder), _ANSWER))

    def _records(self, grid: Grid) -> Iterator[str]:
        """A table row by row, "What: ...", where columns beside one another would be hard to read."""
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
