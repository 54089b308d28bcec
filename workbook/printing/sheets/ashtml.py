"""Room to write on, as HTML: the style draws the lines, the boxes and the circles."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import zip_longest
from typing import assert_never

from ..characters import clean, one_line
from ..phrases import example_of, own_words, rating_words, scale_words
from ..printout import Entry
from ..room import About, Blanks, Boxes, Circles, Gaps, Head, Hole, Rated, RoomBody, Ruled, Told, Words

_BOX = '<span class="box"></span>'
_FILL = '<span class="fill"></span>'
_DOTS = f'<span class="dots">{"<i></i>" * 5}</span>'
_REST = '<span class="rest"></span>'
_TAGS = {"plain": "", "strong": "strong", "emphasis": "em"}


def about_of(about: About) -> Iterator[str]:
    """What stands before the first question."""
    yield '<div class="about">'
    texts = (
        (about.purpose, "purpose"),
        (f"{about.time} {about.rule}", "rule"),
        (about.intro, ""),
        (about.caution, "caution"),
    )
    yield from filter(None, (_line("p", text, classes) for text, classes in texts))
    yield "</div>"


def above(entry: Entry) -> Iterator[str]:
    """The question, with all that stands around it on a sheet."""
    for line in entry.cue:
        yield _line("p", line, "cue")
    if entry.number and one_line(entry.ask):
        ask = escape(one_line(entry.ask))
        yield f'<h3 dir="auto"><span class="number">{entry.number}.</span> {ask}</h3>'
    else:
        yield _line("h3", entry.ask)
    yield from filter(None, (_line("p", entry.hint, "hint"), _line("p", example_of(entry), "hint example")))


def room_of(body: RoomBody) -> Iterator[str]:
    """What there is to read or to fill."""
    match body:
        case Told():
            yield '<div class="told">'
            for paragraph in body.paragraphs:
                yield f'<p dir="auto">{"".join(map(_marked, paragraph))}</p>'
            yield "</div>"
        case Ruled():
            yield from _ruled(body.lines, numbered=body.numbered, short=body.short)
        case Circles():
            numbers = "".join(f"<li>{number}</li>" for number in range(body.low, body.high + 1))
            yield f'<ol class="circles">{numbers}</ol>'
            yield _line("p", scale_words(body), "ends")
        case Boxes():
            yield '<ul class="boxes">'
            for option in body.options:
                yield f'<li dir="auto">{_BOX}{escape(one_line(option))}</li>'
            if body.own:
                yield f'<li class="own">{_BOX}{own_words(body)} {_FILL}</li>'
            yield "</ul>"
        case Rated():
            yield '<ul class="boxes rated">'
            for option in body.options:
                words = escape(one_line(option)) or _FILL
                yield f'<li dir="auto">{_BOX}<span class="word">{words}</span>{_DOTS}</li>'
            yield "</ul>"
            yield _line("p", rating_words(body), "ends")
        case Blanks():
            yield from _blanks(body)
        case Gaps():
            yield '<div class="gaps">'
            for lines in body.paragraphs:
                yield f'<p dir="auto">{"<br>".join(map(_gapped, lines))}</p>'
            yield "</div>"
            yield from _ruled(body.lines)
        case _:
            assert_never(body)


def _line(tag: str, text: str, classes: str = "") -> str:
    words = one_line(text)
    attribute = f' class="{classes}"' if classes else ""
    return f'<{tag}{attribute} dir="auto">{escape(words)}</{tag}>' if words else ""


def _marked(words: Words) -> str:
    tag, text = _TAGS[words.weight], escape(clean(words.text))
    return f"<{tag}>{text}</{tag}>" if tag else text


def _ruled(lines: int, *, numbered: bool = False, short: bool = False) -> Iterator[str]:
    if lines:
        tag = "ol" if numbered else "ul"
        classes = "lines short" if short else "lines"
        yield f'<{tag} class="{classes}">{"<li></li>" * lines}</{tag}>'


def _blanks(body: Blanks) -> Iterator[str]:
    yield '<table class="blanks">'
    yield f"<thead><tr>{''.join(map(_head, body.heads))}</tr></thead>"
    yield "<tbody>"
    for row in body.rows:
        yield f"<tr>{''.join(_cell(head, cell, body.lines) for head, cell in zip_longest(body.heads, row))}</tr>"
    yield "</tbody>"
    yield "</table>"
    if body.remainder:
        yield f'<p class="remainder">{escape(one_line(body.remainder))}: {_FILL}</p>'


def _head(head: Head) -> str:
    choose = f" <small>{escape(one_line(head.choose))}</small>" if head.choose else ""
    return f'<th scope="col" dir="auto">{escape(one_line(head.title))}{choose}</th>'


def _cell(head: Head | None, cell: str | None, lines: int) -> str:
    title = escape(one_line(head.title)) if head else ""
    label = f' data-head="{title}"' if title else ""
    if cell:
        return f'<td dir="auto"{label}>{escape(one_line(cell))}</td>'
    # Room is as high as so many lines; no cell may say so by a style of its own.
    return f'<td class="room"{label}>{"<i></i>" * lines}</td>'


def _gapped(line: tuple[str | Hole, ...]) -> str:
    """A line of a letter, with the lines below it where its gap goes on."""
    more = sum(part.lines for part in line if isinstance(part, Hole))
    only = line[0] if len(line) == 1 else ""
    if more and isinstance(only, Hole):
        return f"<small>{_label(only)}</small>{_REST * more}"
    return "".join(map(_part, line)) + _REST * more


def _part(part: str | Hole) -> str:
    if isinstance(part, str):
        return escape(clean(part))
    return f'<span class="hole"></span><small>{_label(part)}</small>'


def _label(hole: Hole) -> str:
    return f" ({escape(one_line(hole.label))})" if one_line(hole.label) else ""
