"""Sheets to write on, as the data that the template sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

from ..characters import clean, one_line, runs_right_to_left
from ..phrases import example_of, own_words, rating_words, scale_words
from ..printout import Chapter, Entry
from ..room import Blanks, Boxes, Circles, Gaps, Hole, Rated, RoomBody, Ruled, Told

Line = Callable[[str], dict[str, Any] | None]
"""One line as pieces that may part; None where there is nothing to set."""

_SHORT_OPTION = 64
"""Options of up to so many characters stand two beside one another."""
_SHORT_WORD = 22
"""And of up to so many, three."""
_AROUND, _HALF_A_PAGE, _ROWS_TOGETHER = 40, 2400, 15
"""What is longer, by a careful guess, may be parted by the end of a page."""
_FEW = 3
"""So many options have one row, or a column."""


def sheet_data(chapter: Chapter, line: Line, entry_of: Callable[[Entry], dict[str, Any]]) -> dict[str, Any]:
    """One sheet, from its title to its last question; `entry_of` sets what an entry has in any book."""
    about = chapter.about
    return {
        "section": line(chapter.section),
        "title": line(chapter.title),
        "dates": line(chapter.dates),
        "purpose": line(about.purpose) if about else None,
        "time": line(about.time) if about else None,
        "rule": line(" ".join(filter(None, (about.time, about.rule)))) if about else None,
        "intro": line(about.intro) if about else None,
        "caution": line(about.caution) if about else None,
        "entries": [
            entry_of(entry)
            | {
                "number": str(entry.number) if entry.number else None,
                "cue": [line(one) for one in entry.cue if one_line(one)],
                "hint": line(entry.hint),
                "example": line(example_of(entry)),
                "then": [line(one) for one in entry.then if one_line(one)],
            }
            for entry in chapter.entries
        ],
    }


def room_data(body: RoomBody, line: Line) -> dict[str, Any]:
    """What there is to read or to fill."""
    match body:
        case Told():
            return {
                "kind": "told",
                "paragraphs": [
                    {
                        "rtl": runs_right_to_left("".join(words.text for words in one)),
                        "words": [{"text": clean(words.text), "weight": words.weight} for words in one],
                    }
                    for one in body.paragraphs
                ],
            }
        case Ruled():
            return {"kind": "ruled", "lines": body.lines, "numbered": body.numbered, "short": body.short}
        case Circles():
            return {
                "kind": "circles",
                "numbers": [str(number) for number in range(body.low, body.high + 1)],
                "low": line(body.low_words),
                "high": line(body.high_words),
                "ends": line(scale_words(body)),
            }
        case Boxes():
            return {
                "kind": "boxes",
                "options": [line(option) for option in body.options],
                "own": line(own_words(body)) if body.own else None,
                "columns": _columns(body.options),
                "whole": sum(len(option) + _AROUND for option in body.options) <= _HALF_A_PAGE,
            }
        case Rated():
            return {
                "kind": "rated",
                "options": [line(option) for option in body.options],
                "ends": line(rating_words(body)),
                "columns": _columns(body.options),
                "whole": sum(len(option) + _AROUND for option in body.options) <= _HALF_A_PAGE,
            }
        case Blanks():
            return {
                "kind": "blanks",
                "heads": [
                    {"title": line(head.title), "choose": line(head.choose), "room": head.room} for head in body.heads
                ],
                "rows": [[line(cell) for cell in row] for row in body.rows],
                "lines": body.lines,
                "whole": sum(body.lines + sum(map(len, row)) // _AROUND for row in body.rows) <= _ROWS_TOGETHER,
                "rest": line(f"{body.remainder}:" if body.remainder else ""),
            }
        case Gaps():
            return {
                "kind": "gaps",
                "paragraphs": [[[_part(part, line) for part in one] for one in lines] for lines in body.paragraphs],
                "lines": body.lines,
            }
        case _:
            assert_never(body)


def _part(part: str | Hole, line: Line) -> dict[str, Any]:
    if isinstance(part, str):
        return {"text": clean(part)}
    return {"text": None, "label": line(part.label), "lines": part.lines}


def _columns(options: tuple[str, ...]) -> int:
    """How many options stand beside one another: few short ones in one row, many in two columns or three."""
    longest = max((len(option) for option in options), default=0)
    if longest <= _SHORT_WORD:
        return len(options) if len(options) <= _FEW else 3 if len(options) > 2 * _FEW else 2
    return 2 if len(options) > _FEW and longest <= _SHORT_OPTION else 1
