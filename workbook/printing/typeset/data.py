"""A printout as the data that the template sets: cleaned words, in pieces that may part, with their direction."""

from __future__ import annotations

import re
from typing import Any

from ..characters import (
    clean,
    clusters,
    language_runs_right_to_left,
    one_line,
    paragraphs,
    runs_right_to_left,
    width,
)
from ..parts import parts, placed, plan_lines, plan_of
from ..phrases import (
    CONTENTS,
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    dates_of,
    ends_of,
    nearby,
    wish_of,
    written_chapters,
)
from ..printout import (
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
from ..sheets.astyped import room_data, sheet_data
from ..tongues import tongue_of
from .parting import pieces, settable, widest

_LANGUAGE_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?(?:-.*)?")
_RUNNING_HEAD = 60
_FEW = 2
"""So many chapters need no page of contents."""
_PIECES_TOGETHER = 400
_DASHES = ("- ", "– ", "• ", "* ")
# How much room there is for a word, in em of what it is set in: by how many columns a table has, and where it stands.
_CELL = {1: 25.0, 2: 14.0, 3: 9.0, 4: 6.9, 5: 5.4}
_ROOM = 25.0
_BESIDE, _LETTER, _OPEN_LETTER, _TITLE = 10.5, 23.0, 16.5, 15.0
_MOST_COLUMNS = max(_CELL)


def data_of(printout: Printout) -> dict[str, Any]:
    """All that the template needs of a printout; nothing in it is ever read as Typst."""
    tag = _LANGUAGE_TAG.fullmatch(printout.language)
    title = one_line(printout.title)
    sheets = printout.form == "sheets"
    divided = [] if sheets else _parts(printout)
    return {
        "name": title,
        "title": _line(title, _TITLE),
        "widest": widest(title),
        "head": _line(_shortened(title)),
        "dates": _line(printout.dates),
        "wish": _line(wish_of(printout)),
        "form": printout.form,
        "language": tag["language"].lower() if tag else "en",
        "rtl": language_runs_right_to_left(printout.language),
        "region": tag["region"].upper() if tag and tag["region"] else None,
        "made": [printout.made.year, printout.made.month, printout.made.day],
        "contents": sum(len(part["chapters"]) for part in divided) > _FEW,
        "sections": any(part["title"] for part in divided),
        "parts": divided,
        "sheets": [sheet_data(one, _line, _sheet_entry) for one in written_chapters(printout)] if sheets else [],
        "plan": _plan(plan) if (plan := plan_of(printout)) else None,
        "methods": [_methods(methods) for methods in printout.methods],
        "people": [_text(person) for person in printout.people],
        "nearby": _line(nearby(printout)),
        "words": {"contents": CONTENTS, "methods": METHODS, "people": PEOPLE, "nothing": NOTHING_YET},
    }


def _parts(printout: Printout) -> list[dict[str, Any]]:
    whole = printout.form == "book"
    return [
        {
            "title": _line(title, _BESIDE),
            "chapters": [_chapter(one, whole, place) for place, one in placed(title, chapters)],
        }
        for title, chapters in parts(printout)
    ]


def _chapter(chapter: Chapter, whole: bool, place: str) -> dict[str, Any]:
    return {
        "place": _line(place),
        "title": _line(chapter.title, _BESIDE),
        "dates": _line(dates_of(chapter)),
        "entries": [_entry(entry, whole) for entry in chapter.entries],
    }


def _plan(chapter: Chapter) -> dict[str, Any]:
    return {
        "title": _line(chapter.title),
        "lines": [{"about": _line(about, _BESIDE), "body": _body(body)} for about, body in plan_lines(chapter)],
    }


def _methods(methods: Methods) -> dict[str, Any]:
    return {
        "says": [_line(one) for one in methods.says],
        "more": _line(methods.more),
        "entries": [
            {
                "title": _line(basis.title),
                "tested": _line(basis.tested),
                "words": [_line(one) for one in (basis.said, *basis.figures) if one],
                "sources": [_line(one) for one in basis.sources],
            }
            for basis in methods.entries
        ],
    }


def _sheet_entry(entry: Entry) -> dict[str, Any]:
    return _entry(entry, False)


def _entry(entry: Entry, whole: bool) -> dict[str, Any]:
    # In a whole book a letter to keep stands alone on its page, with no question above it.
    alone = whole and isinstance(entry.body, LetterText) and entry.body.own_page
    return {
        "ask": None if alone else _line(entry.ask, _BESIDE),
        "body": _body(entry.body),
        "added": [{"when": added_on(added), "text": _text(added.text)} for added in entry.added],
    }


def _body(body: Body) -> dict[str, Any]:
    match body:
        case Prose():
            return {"kind": "prose", "text": _text(body.text)}
        case LetterText():
            text = _text(body.text, _OPEN_LETTER if body.open_ended else _LETTER)
            return {"kind": "letter", "text": text, "own_page": body.own_page, "open": body.open_ended}
        case Bullets():
            return {"kind": "bullets", "items": [_text(item) for item in body.items]}
        case Grid():
            return _grid(body)
        case Mark():
            return {"kind": "mark", "number": str(body.number), "ends": _line(ends_of(body))}
        case Remark():
            return {"kind": "remark", "text": _line(body.text)}
        case _:
            return room_data(body, _line)


def _grid(grid: Grid) -> dict[str, Any]:
    columns = max([len(grid.heads), *(len(row) for row in grid.rows)])
    room = _CELL.get(columns, _ROOM)
    heads = [*grid.heads, *[""] * (columns - len(grid.heads))]
    return {
        "kind": "grid" if 0 < columns <= _MOST_COLUMNS else "records",
        "heads": [_line(head, room) for head in heads],
        "rows": [[_text(cell, room) for cell in (*row, *[""] * (columns - len(row)))] for row in grid.rows if any(row)],
        "lines": [_lines_of(row, room) for row in grid.rows if any(row)],
        "remainder": _line(grid.remainder),
    }


def _lines_of(row: tuple[str, ...], room: float) -> int:
    """At most so many lines a row of a table takes, with the space around it."""
    cells = (sum(1 + int(width(line) / room / 1.5) for line in clean(cell).split("\n")) for cell in row)
    return 1 + max(cells, default=0)


def _shortened(title: str) -> str:
    """A title for the head of every page, where there is one line for it."""
    if len(title) <= _RUNNING_HEAD:
        return title
    words = title[:_RUNNING_HEAD].rpartition(" ")[0]
    return (words or "".join(list(clusters(title))[: _RUNNING_HEAD // 2])) + "…"


def _line(text: str, room: float = _ROOM) -> dict[str, Any] | None:
    """One line and how it is written, in pieces that may part; None where there is nothing to set."""
    text = one_line(text)
    if not text:
        return None
    return {"rtl": runs_right_to_left(text), "tongue": tongue_of(text), "pieces": pieces(text, room)}


def _text(text: str, room: float = _ROOM) -> list[dict[str, Any]]:
    """A person's text as blocks of lines that run in one direction.

    `gap` is the number of blank lines before a block; a line is a list of pieces between which it may part. A line
    that begins with a dash, as one of a list, is a block of its own: what goes on below it hangs beside the dash.
    """
    blocks: list[dict[str, Any]] = []
    for paragraph in paragraphs(text):
        whole = "\n".join(paragraph.lines)
        gap, rtl, tongue = paragraph.blank_lines_before, runs_right_to_left(whole), tongue_of(whole)
        lines: list[list[str]] | None = None
        together = 0
        for line in (part for one in paragraph.lines for part in settable(one)):
            turned = any(character.isalpha() for character in line) and runs_right_to_left(line) != rtl
            # A paragraph of very many pieces costs typesetting time by the square of them.
            item = line.startswith(_DASHES)
            if lines is None or turned or item or blocks[-1]["item"] or together > _PIECES_TOGETHER:
                rtl = rtl != turned
                lines = []
                blocks.append({"gap": gap, "rtl": rtl, "tongue": tongue, "lines": lines, "item": item})
                gap = together = 0
            lines.append(pieces(line, room))
            together += len(lines[-1])
    return blocks
