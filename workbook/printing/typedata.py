"""A printout as the data that the template sets: cleaned words, in pieces that may part, with their direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .characters import (
    clean,
    clusters,
    language_runs_right_to_left,
    one_line,
    paragraphs,
    runs_right_to_left,
    width,
)
from .phrases import (
    CONTENTS,
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    dates_of,
    ends_of,
    place_of,
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
from .tongues import tongue_of
from .typesheet import room_data, sheet_data

_LANGUAGE_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?(?:-.*)?")
_RUNNING_HEAD = 60
_FEW = 2
"""So many chapters need no page of contents."""
_LABEL = 48
"""The longest beginning of a line of the plan that can stand beside it."""
_PIECES_TOGETHER = 400
_DASHES = ("- ", "– ", "• ", "* ")
_LONGEST_LINE_WORD = 1920
_PIECE = 6
# By how many columns a table has: the longest word that a cell holds without breaking it.
_LONGEST_CELL_WORD = {1: 56, 2: 32, 3: 21, 4: 17, 5: 13}
_LONGEST_WORD = 56
_MOST_COLUMNS = max(_LONGEST_CELL_WORD)
# Where a line cannot be broken by itself: neither space, nor Chinese, Japanese, Korean, Thai, Lao, Khmer,
# Burmese, nor emoji, which break between characters.
_UNBROKEN = (
    r"[^\s\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff"
    r"\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff]"
)


def data_of(printout: Printout) -> dict[str, Any]:
    """All that the template needs of a printout; nothing in it is ever read as Typst."""
    tag = _LANGUAGE_TAG.fullmatch(printout.language)
    title = one_line(printout.title)
    sheets = printout.form == "sheets"
    parts = [] if sheets else _parts(printout)
    return {
        "name": title,
        "title": _line(title),
        "head": _line(_shortened(title)),
        "dates": _line(printout.dates),
        "wish": _line(wish_of(printout)),
        "form": printout.form,
        "language": tag["language"].lower() if tag else "en",
        "rtl": language_runs_right_to_left(printout.language),
        "region": tag["region"].upper() if tag and tag["region"] else None,
        "made": [printout.made.year, printout.made.month, printout.made.day],
        "contents": sum(len(part["chapters"]) for part in parts) > _FEW,
        "sections": any(part["title"] for part in parts),
        "parts": parts,
        "sheets": [sheet_data(one, _line, _sheet_entry) for one in written_chapters(printout)] if sheets else [],
        "plan": next((_plan(one) for one in written_chapters(printout) if one.is_plan), None),
        "methods": [_methods(methods) for methods in printout.methods],
        "people": [_text(person) for person in printout.people],
        "words": {"contents": CONTENTS, "methods": METHODS, "people": PEOPLE, "nothing": NOTHING_YET},
    }


def _parts(printout: Printout) -> list[dict[str, Any]]:
    """Chapters that follow one another in one section stand under its title: in a whole book alone.

    Elsewhere every chapter says itself where it is from.
    """
    whole = printout.form == "book"
    chapters = [one for one in written_chapters(printout) if not one.is_plan]
    if not whole or printout.by_days or not all(one_line(chapter.section) for chapter in chapters):
        return (
            [{"title": None, "chapters": [_chapter(one, whole, place_of(one)) for one in chapters]}] if chapters else []
        )
    return [
        {"title": _line(section), "chapters": [_chapter(one, whole, one_line(one.of)) for one in together]}
        for section, together in groupby(chapters, lambda chapter: one_line(chapter.section))
    ]


def _chapter(chapter: Chapter, whole: bool, place: str) -> dict[str, Any]:
    return {
        "place": _line(place),
        "title": _line(chapter.title),
        "dates": _line(dates_of(chapter)),
        "entries": [_entry(entry, whole) for entry in chapter.entries],
    }


def _plan(chapter: Chapter) -> dict[str, Any]:
    """A line such as "One door: the library" has its first words beside it."""
    lines: list[dict[str, Any]] = []
    for entry in chapter.entries:
        if entry.ask or not isinstance(entry.body, Prose):
            lines.append({"about": _line(entry.ask), "body": _body(entry.body)})
            continue
        for paragraph in paragraphs(entry.body.text):
            about, colon, said = "\n".join(paragraph.lines).partition(": ")
            if not colon or len(about) > _LABEL:
                about, said = "", "\n".join(paragraph.lines)
            lines.append({"about": _line(about), "body": _body(Prose(said))})
    return {"title": _line(chapter.title), "lines": lines}


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
        "ask": None if alone else _line(entry.ask),
        "body": _body(entry.body),
        "added": [{"when": added_on(added), "text": _text(added.text)} for added in entry.added],
    }


def _body(body: Body) -> dict[str, Any]:
    match body:
        case Prose():
            return {"kind": "prose", "text": _text(body.text)}
        case LetterText():
            return {"kind": "letter", "text": _text(body.text), "own_page": body.own_page, "open": body.open_ended}
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
    longest = _LONGEST_CELL_WORD.get(columns, _LONGEST_WORD)
    heads = [*grid.heads, *[""] * (columns - len(grid.heads))]
    return {
        "kind": "grid" if 0 < columns <= _MOST_COLUMNS else "records",
        "heads": [_line(head, longest) for head in heads],
        "rows": [
            [_text(cell, longest) for cell in (*row, *[""] * (columns - len(row)))] for row in grid.rows if any(row)
        ],
        "lines": [_lines_of(row, longest) for row in grid.rows if any(row)],
        "remainder": _line(grid.remainder),
    }


def _lines_of(row: tuple[str, ...], columns: int) -> int:
    """At most so many lines a row of a table takes, with the space around it."""
    cells = (sum(1 + width(line) * 3 // (columns * 2) for line in clean(cell).split("\n")) for cell in row)
    return 1 + max(cells, default=0)


def _shortened(title: str) -> str:
    """A title for the head of every page, where there is one line for it."""
    if len(title) <= _RUNNING_HEAD:
        return title
    words = title[:_RUNNING_HEAD].rpartition(" ")[0]
    return (words or "".join(list(clusters(title))[: _RUNNING_HEAD // 2])) + "…"


def _line(text: str, longest: int = _LONGEST_WORD) -> dict[str, Any] | None:
    """One line and how it is written, in pieces that may part; None where there is nothing to set."""
    text = one_line(text)
    if not text:
        return None
    return {"rtl": runs_right_to_left(text), "tongue": tongue_of(text), "pieces": _pieces(text, longest)}


def _text(text: str, longest: int = _LONGEST_WORD) -> list[dict[str, Any]]:
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
        for line in (part for one in paragraph.lines for part in _settable(one)):
            turned = any(character.isalpha() for character in line) and runs_right_to_left(line) != rtl
            # A paragraph of very many pieces costs typesetting time by the square of them.
            item = line.startswith(_DASHES)
            if lines is None or turned or item or blocks[-1]["item"] or together > _PIECES_TOGETHER:
                rtl = rtl != turned
                lines = []
                blocks.append({"gap": gap, "rtl": rtl, "tongue": tongue, "lines": lines, "item": item})
                gap = together = 0
            lines.append(_pieces(line, longest))
            together += len(lines[-1])
    return blocks


def _settable(line: str) -> Iterator[str]:
    """A line with its tabs as spaces; a word of thousands of characters parted, as no page is that wide."""
    line = line.expandtabs(4)
    parts = re.split(f"({_UNBROKEN}{{{_LONGEST_LINE_WORD}}})", line) if len(line) > _LONGEST_LINE_WORD else [line]
    yield from filter(None, parts)


def _pieces(line: str, longest: int) -> list[str]:
    """A line parted within words too long for it and within one sign repeated and repeated."""
    if len(line) <= longest:
        return [line]
    pieces: list[str] = []
    at = 0
    for match in re.finditer(rf"(\S)\1{{{longest},}}|{_UNBROKEN}{{{longest + 1},}}", line):
        pieces.append(line[at : match.start()])
        long = list(clusters(match[0]))
        pieces += ["".join(long[start : start + _PIECE]) for start in range(0, len(long), _PIECE)]
        at = match.end()
    return [piece for piece in (*pieces, line[at:]) if piece]
