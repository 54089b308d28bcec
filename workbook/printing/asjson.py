"""A book as JSON, for those who carry their words elsewhere: what is printed, in the order in which it is printed."""

from __future__ import annotations

import json
from typing import Any, assert_never

from .characters import clean, one_line
from .phrases import written_chapters
from .printout import AddedText, Basis, Body, Bullets, Chapter, Entry, Grid, LetterText, Mark, Printout, Prose, Remark
from .room import Blanks, Boxes, Circles, Gaps, Rated, Ruled, Told

FORMAT = 1
"""Of the file. Keys may join without a new number; none changes its meaning or goes without one."""


def render(printout: Printout) -> bytes:
    """The whole print in UTF-8, its words as they were written, without a control character but newline and tab.

    Every key is there in every file, empty where there is nothing: who reads it asks for no key in vain.
    """
    tree = {
        "format": FORMAT,
        "title": one_line(printout.title),
        "dates": one_line(printout.dates),
        "language": one_line(printout.language),
        "printed": printout.made.isoformat(),
        "order": "days" if printout.by_days else "contents",
        "wish": one_line(printout.wish),
        "chapters": [_chapter(chapter) for chapter in written_chapters(printout)],
        "methods": [
            {
                "title": one_line(pack.title),
                "says": [one_line(one) for one in pack.says],
                "exercises": [_basis(basis) for basis in pack.entries],
                "more": one_line(pack.more),
            }
            for pack in printout.methods
        ],
        "people": [clean(one) for one in printout.people],
    }
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def _chapter(chapter: Chapter) -> dict[str, Any]:
    first, last = chapter.days or (None, None)
    return {
        "section": one_line(chapter.section),
        "exercise": one_line(chapter.of or chapter.title),
        "title": one_line(chapter.title),
        "dates": one_line(chapter.dates),
        "first_day": first and first.isoformat(),
        "last_day": last and last.isoformat(),
        "finished": chapter.finished,
        "entries": [_entry(entry) for entry in chapter.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    kind, answer = _body(entry.body)
    return {
        "question": one_line(entry.ask),
        "kind": kind,
        "answer": answer,
        "added": [_added(one) for one in entry.added],
    }


def _added(added: AddedText) -> dict[str, Any]:
    return {"day": added.day and added.day.isoformat(), "text": clean(added.text)}


def _body(body: Body) -> tuple[str, Any]:
    """What kind of answer it is, and the answer as JSON would have it."""
    match body:
        case Prose():
            return "text", clean(body.text)
        case LetterText():
            return "letter", clean(body.text)
        case Bullets():
            return "list", [clean(item) for item in body.items]
        case Grid():
            return "table", {
                "heads": [one_line(head) for head in body.heads],
                "rows": [[clean(cell) for cell in row] for row in body.rows],
                "remainder": one_line(body.remainder),
            }
        case Mark():
            return "number", {
                "number": body.number,
                "from": body.low,
                "to": body.high,
                "from_means": one_line(body.low_words),
                "to_means": one_line(body.high_words),
            }
        case Remark():
            # The book's own word where nothing is to be shown; with no word at all only a note stands beside it.
            return "remark", one_line(body.text) or None
        case Told():
            return "note", [one_line("".join(words.text for words in one)) for one in body.paragraphs]
        case Boxes() | Rated():
            return "empty", [one_line(option) for option in body.options if option]
        case Ruled() | Circles() | Blanks() | Gaps():
            return "empty", None
        case _:
            assert_never(body)


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "exercise": one_line(basis.title),
        "section": one_line(basis.section),
        "tested": one_line(basis.tested),
        "says": one_line(basis.said),
        "figures": [one_line(one) for one in basis.figures],
        "sources": [one_line(one) for one in basis.sources],
    }
