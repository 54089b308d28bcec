"""Room to write on, as Markdown: what is a line where it is read as it is, is one where it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import assert_never

from ..characters import one_line
from ..phrases import own_words, rating_words, scale_words
from ..room import Blanks, Boxes, Circles, Gaps, Hole, Rated, RoomBody, Ruled, Told, Words

_LINE = "_" * 40
_SHORT = "_" * 20
_DOTS = "○ ○ ○ ○ ○"
_BREAK = "  \n"

Escape = Callable[[str], str]
"""One line of somebody's as Markdown that means nothing."""


def room_blocks(body: RoomBody, escaped: Escape) -> Iterator[str]:
    """The blocks of what there is to read or to fill."""
    match body:
        case Told():
            for paragraph in body.paragraphs:
                yield "".join(_marked(words, escaped) for words in paragraph)
        case Ruled():
            line = _SHORT if body.short else _LINE
            if body.numbered:
                yield "\n".join(f"{number}. {line}" for number in range(1, body.lines + 1))
            else:
                yield from [line] * body.lines
        case Circles():
            yield " \N{MIDDLE DOT} ".join(str(number) for number in range(body.low, body.high + 1))
            yield escaped(scale_words(body))
        case Boxes():
            boxes = [f"- [ ] {escaped(one_line(option))}" for option in body.options]
            yield "\n".join([*boxes, f"- [ ] {own_words(body)} {_SHORT}"] if body.own else boxes)
        case Rated():
            yield "\n".join(f"- [ ] {escaped(one_line(option)) or _SHORT} {_DOTS}" for option in body.options)
            yield escaped(rating_words(body))
        case Blanks():
            yield "\n".join(_record(body, row, escaped) for row in body.rows)
            if body.remainder:
                yield f"{escaped(one_line(body.remainder))}: {_SHORT}"
        case Gaps():
            for lines in body.paragraphs:
                yield _BREAK.join("> " + _line(line, escaped) for line in lines)
            yield from [_LINE] * body.lines
        case _:
            assert_never(body)


def _marked(words: Words, escaped: Escape) -> str:
    """Words that stand out, with their spaces outside of the marks, where Markdown wants them."""
    kept = words.text.strip()
    mark = {"strong": "**", "emphasis": "*"}.get(words.weight, "") if kept else ""
    front, _, behind = words.text.partition(kept) if kept else (words.text, "", "")
    return f"{front[:1]}{mark}{escaped(kept)}{mark}{behind[:1]}"


def _record(body: Blanks, row: tuple[str, ...], escaped: Escape) -> str:
    """A row as an item of a list, a line for each column."""
    lines = []
    for head, cell in zip_longest(body.heads, row):
        title = escaped(one_line(head.title)) if head else ""
        choose = f" ({escaped(one_line(head.choose))})" if head and head.choose else ""
        lead = f"*{title}*{choose}: " if title else ""
        lines.append(lead + (escaped(one_line(cell)) if cell else _LINE))
    return f"- {lines[0]}" + "".join(f"{_BREAK}  {line}" for line in lines[1:])


def _line(line: tuple[str | Hole, ...], escaped: Escape) -> str:
    parts: list[str] = []
    more = 0
    for part in line:
        if isinstance(part, str):
            front, behind = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
            parts.append(f"{front[:1]}{escaped(one_line(part))}{behind[:1] if part.strip() else ''}")
        else:
            label = escaped(one_line(part.label))
            parts.append(f"{_SHORT} ({label})" if label else _SHORT)
            more += part.lines
    return "".join(parts) + f"{_BREAK}> {_LINE}" * more
