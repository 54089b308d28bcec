"""A book as one page of HTML: no script, nothing fetched from anywhere, for screen, phone and paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from importlib import resources
from itertools import count

from .characters import clean, language_runs_right_to_left, one_line, width
from .parts import parts, placed, plan_lines, plan_of
from .phrases import (
    CONTENTS,
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    dates_of,
    ends_of,
    is_one_sheet,
    nearby,
    wish_of,
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
from .room import Ruled
from .setting import USUAL, Setting
from .sheets.ashtml import about_of, above, room_of
from .tongues import tongue_of, usual_tongue

_LITTLE = 6
"""So many lines to write on are never parted by the end of a page."""
_BESIDE = 3
"""A table of more columns has no room beside its question, and stands below it."""
_MANY = 5
"""A table of more has narrow ones, in small letters."""
_KEPT_WHOLE = 24
"""A row of so many lines has room on a page, in large print too."""
_CHARACTERS = 60
"""In a line of a table on paper, over all its columns: a careful guess."""
_LONGEST_WORD = 20
"""A word of more letters is broken in a table, rather than that it widens its column."""
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def render(printout: Printout, setting: Setting = USUAL) -> bytes:
    """The whole book in UTF-8 as one file. Its policy forbids every script, picture and address.

    The paper is the browser's business; large print is not.
    """
    styles = ("page.css", "sheets/sheets.css") if printout.form == "sheets" else ("page.css",)
    css = "".join(resources.files(__package__).joinpath(style).read_text("utf-8") for style in styles)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    language = printout.language if _LANGUAGE_TAG.fullmatch(printout.language) else "en"
    way = ' dir="rtl"' if language_runs_right_to_left(language) else ""
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    kinds = [*["large"] * setting.large, *["pen"] * (printout.form == "sheets")]
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    page = [
        "<!doctype html>",
        f'<html lang="{escape(language)}"{way}{classes}>',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="date" content="{printout.made.isoformat()}">',
        f"<title>{_inline(printout.title)}</title>",
        f"<style>{css}</style>",
        "</head>",
        "<body>",
        _spoken("\n".join(_book(printout)), language),
        "</body>",
        "</html>",
    ]
    return ("\n".join(page) + "\n").encode()


def _way(text: str) -> str:
    """Which way a text runs; and whose characters it is written in, where several languages share them."""
    tongue = tongue_of(text)
    return f'dir="auto" lang="{tongue}"' if tongue else 'dir="auto"'


def _spoken(page: str, language: str) -> str:
    """The page with the book's language where a text does not say whose characters these are."""
    unsaid = ' lang="shared"'
    return page.replace(unsaid, f' lang="{usual_tongue(language, set(page))}"') if unsaid in page else page


def _inline(text: str) -> str:
    return escape(one_line(text))


def _said(text: str) -> str:
    """Somebody's words with their breaks and spaces; the style keeps both as they are."""
    return escape(clean(text).strip("\n").rstrip())


def _line(tag: str, text: str, classes: str = "") -> str:
    """An element around one line, or nothing around nothing."""
    if not one_line(text):
        return ""
    attribute = f' class="{classes}"' if classes else ""
    return f"<{tag}{attribute} {_way(text)}>{_inline(text)}</{tag}>"


_MAIN = {"book": '<main class="book">', "letters": '<main class="letters">'}


def _book(printout: Printout) -> Iterator[str]:
    divided, plan = parts(printout), plan_of(printout)
    covered = printout.form in _MAIN
    yield '<header class="cover">' if covered else '<header class="cover short">'
    if wish := wish_of(printout):
        yield _line("p", wish, "wish")
    yield _line("h1", printout.title)
    yield _line("p", printout.dates, "dates")
    if not divided and plan is None:
        yield _line("p", NOTHING_YET, "nothing")
    yield "</header>"
    yield _MAIN.get(printout.form, '<main class="short">')
    end = nearby(printout) if not is_one_sheet(printout) else ""
    numbers, sheet, titled = count(1), printout.form == "sheets", not is_one_sheet(printout)
    if printout.form in ("book", "sheets") and sum(len(chapters) for _, chapters in divided) > 2:
        yield from _contents(divided, plan, printout)
    for title, chapters in divided:
        if title:
            yield '<section class="part">'
            yield _line("h2", title, "title")
        for place, chapter in placed(title, chapters, again=sheet):
            depth = 3 if title else 2
            yield from _chapter(next(numbers), chapter, place, depth, end, sheet=sheet, titled=titled)
        if title:
            yield "</section>"
    if plan is not None:
        yield from _plan(next(numbers), plan)
    if printout.methods:
        yield '<section class="methods" id="methods">'
        yield _line("h2", METHODS, "title")
        for methods in printout.methods:
            yield from _methods(methods)
        yield "</section>"
    if printout.people:
        yield '<section class="people" id="people">'
        yield _line("h2", PEOPLE, "title")
        for person in printout.people:
            yield f'<p class="said" {_way(person)}>{_said(person)}</p>'
        yield "</section>"
    yield "</main>"


def _contents(divided: list[tuple[str, list[Chapter]]], plan: Chapter | None, printout: Printout) -> Iterator[str]:
    numbers = count(1)
    yield f'<nav aria-label="{CONTENTS}">'
    yield f'<h2 class="title">{CONTENTS}</h2>'
    for title, chapters in [*divided, *([("", [plan])] if plan else [])]:
        # A section's name stands beside the first of its exercises.
        yield '<div class="part">'
        yield _line("p", title, "section")
        yield "<ol>"
        for chapter in chapters:
            yield f'<li><a href="#chapter-{next(numbers)}" {_way(chapter.title)}>{_inline(chapter.title)}</a>'
            time = chapter.about.time if chapter.about is not None else ""
            yield f"{_line('span', dates_of(chapter) or time, 'dates')}</li>"
        yield "</ol>"
        yield "</div>"
    ends = [("methods", METHODS)] * bool(printout.methods) + [("people", PEOPLE)] * bool(printout.people)
    if ends:
        yield '<div class="part">'
        yield "<ol>"
        yield from (f'<li><a href="#{id}">{title}</a></li>' for id, title in ends)
        yield "</ol>"
        yield "</div>"
    yield "</nav>"


def _chapter(
    number: int, chapter: Chapter, place: str, depth: int, end: str, *, sheet: bool, titled: bool
) -> Iterator[str]:
    yield f'<section class="chapter{" sheet" if sheet else ""}" id="chapter-{number}">'
    yield "<header>"
    yield _line("p", place, "section")
    if titled:
        yield _line(f"h{depth}", chapter.title, "chapter-title")
    yield _line("p", dates_of(chapter), "dates")
    yield "</header>"
    if chapter.about is not None:
        yield from about_of(chapter.about)
    for entry in chapter.entries:
        yield from _entry(entry, depth + 1, sheet=sheet)
    if end:
        # Only on paper, where each sheet may be given away alone.
        yield _line("p", end, "nearby")
    yield "</section>"


def _plan(number: int, plan: Chapter) -> Iterator[str]:
    yield f'<section class="plan" id="chapter-{number}">'
    yield _line("h2", plan.title, "title")
    yield _line("p", dates_of(plan), "dates")
    for about, body in plan_lines(plan):
        yield "<div>"
        yield _line("p", about, "what")
        yield from _body(body)
        yield "</div>"
    yield "</section>"


def _methods(methods: Methods) -> Iterator[str]:
    for paragraph in methods.says:
        yield _line("p", paragraph)
    for basis in methods.entries:
        yield "<section>"
        yield _line("h3", basis.title)
        yield _line("p", basis.tested, "tested")
        for paragraph in (basis.said, *basis.figures):
            yield _line("p", paragraph)
        if basis.sources:
            yield "<ul>"
            for source in basis.sources:
                yield _line("li", source)
            yield "</ul>"
        yield "</section>"
    if methods.more:
        yield _line("p", methods.more, "remark")


def _entry(entry: Entry, depth: int, *, sheet: bool) -> Iterator[str]:
    body = entry.body
    kinds = []
    if isinstance(body, LetterText) and body.own_page:
        kinds = ["own-page", "open"] if body.open_ended else ["own-page"]
    elif isinstance(body, Ruled) and body.lines > _LITTLE:
        kinds = ["long"]
    elif isinstance(body, Grid):
        columns = _columns(body)
        kinds = ["tabled", *["wide"] * (columns > _BESIDE), *["many"] * (columns > _MANY)]
    yield f'<article class="{" ".join(kinds)}">' if kinds else "<article>"
    if sheet:
        yield from above(entry)
    else:
        yield _line(f"h{depth}", entry.ask, "ask")
    yield from _body(body)
    for line in entry.then:
        yield _line("p", line, "then")
    for added in entry.added:
        yield f'<p class="added">{added_on(added)}</p>'
        yield f'<div class="said" {_way(added.text)}>{_said(added.text)}</div>'
    if "open" in kinds:
        # What comes after the comma may be written by hand: on paper alone.
        yield f'<div class="ruled" aria-hidden="true">{"<div></div>" * 5}</div>'
    yield "</article>"


def _body(body: Body) -> Iterator[str]:
    match body:
        case Prose():
            yield f'<div class="said" {_way(body.text)}>{_said(body.text)}</div>'
        case LetterText():
            yield f'<div class="said letter" {_way(body.text)}>{_said(body.text)}</div>'
        case Bullets():
            yield '<ul class="said">'
            for item in body.items:
                yield f"<li {_way(item)}>{_said(item)}</li>"
            yield "</ul>"
        case Grid():
            yield from _table(body)
            yield _line("p", body.remainder, "remainder")
        case Mark():
            yield f'<p class="mark"><strong>{body.number}</strong> {_line("span", ends_of(body))}</p>'
        case Remark():
            yield _line("p", body.text, "remark")
        case _:
            yield from room_of(body)


def _columns(grid: Grid) -> int:
    return max([len(grid.heads), *(len(row) for row in grid.rows)])


def _table(grid: Grid) -> Iterator[str]:
    columns = _columns(grid)
    heads = [one_line(head) for head in grid.heads] + [""] * (columns - len(grid.heads))
    yield "<table>"
    if any(heads):
        cells = (f'<th scope="col" {_way(head)}>{escape(head)}</th>' for head in heads)
        yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        padded = [*row, *[""] * (columns - len(row))]
        cells = (_cell(head, cell) for head, cell in zip(heads, padded, strict=True))
        # Chromium never comes to an end with a row that may not be parted and is higher than a page.
        high = max((_lines(cell, columns) for cell in row), default=0) > _KEPT_WHOLE
        yield f"""{'<tr class="high">' if high else "<tr>"}{"".join(cells)}</tr>"""
    yield "</tbody>"
    yield "</table>"


def _lines(cell: str, columns: int) -> int:
    """At most so many lines a cell takes on paper."""
    return sum(1 + width(line) * columns // _CHARACTERS for line in clean(cell).split("\n"))


def _cell(head: str, cell: str) -> str:
    # On a narrow screen the row becomes a record, and the style writes the head before each cell.
    label = f' data-head="{escape(head)}"' if head else ""
    long = " long" if any(len(word) > _LONGEST_WORD for word in cell.split()) else ""
    return f'<td class="said{long}" {_way(cell)}{label}>{_said(cell)}</td>'
