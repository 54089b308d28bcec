"""A book as Markdown: reads well as it is, and renders to exactly the words that were written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .characters import clean, one_line, paragraphs, width
from .columns import filled
from .phrases import (
    METHODS,
    NOTHING_YET,
    PEOPLE,
    added_on,
    below_the_title,
    ends_of,
    example_of,
    is_one_sheet,
    wish_of,
    written_chapters,
)
from .printout import (
    Body,
    Bullets,
    Chapter,
    Grid,
    LetterText,
    Mark,
    Methods,
    Printout,
    Prose,
    Remark,
)
from .sheets.asmarkdown import room_blocks
from .sheets.asplain import about_lines

_HARD_BREAK = "  "
"""Two spaces and not a backslash: nobody sees them who reads the file as it is."""
_NO_BREAK_SPACE = "\u00a0"
_WIDEST_TABLE = 100

# What means something anywhere in a line: code, emphasis, strikethrough, links, tags, entities.
# An underscore between letters, a "<" before a space or a number and a lone "&" mean nothing.
_ANYWHERE = re.compile(
    r"""[\\`*~\[]
    | (?<![^\W_])_ | _(?![^\W_])
    | <(?![\s\d=]|$)
    | &(?=\#|\w+;)""",
    re.VERBOSE,
)
# What means something where a line begins: headings, quotes, lists, rules, tables.
_AT_THE_START = re.compile(r"(?P<sign>[#>+=|:-])|(?P<number>\d{1,9})(?P<dot>[.)])")
_SPACES = re.compile(r"  +|\t[ \t]*")


def render(printout: Printout) -> bytes:
    """The whole book in UTF-8 as CommonMark. Answers are escaped so that their own signs stay signs."""
    blocks = [_inline(wish_of(printout)), f"# {_heading(printout.title)}", _inline(printout.dates)]
    chapters = written_chapters(printout)
    if not chapters:
        blocks.append(NOTHING_YET)
    for chapter in chapters:
        blocks += _chapter(chapter, titled=not is_one_sheet(printout))
    if printout.methods:
        blocks += [f"## {METHODS}", *_methods(printout.methods)]
    if printout.people:
        blocks += [f"## {PEOPLE}", *(block for person in printout.people for block in _blocks(person))]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def escaped(line: str) -> str:
    """One line of somebody's, cleaned, as Markdown that shows the same characters and means nothing else.

    Space in front and every space after the first in a row become no-break spaces, so that they show.
    """
    kept = line.lstrip(" \t")
    front = len(line[: len(line) - len(kept)].expandtabs(4))
    return _NO_BREAK_SPACE * front + _AT_THE_START.sub(_start, _signs(kept), count=1)


def _signs(text: str) -> str:
    return _SPACES.sub(_show_spaces, _ANYWHERE.sub(r"\\\g<0>", text))


def _start(match: re.Match[str]) -> str:
    if match.start() > 0:
        return match[0]
    if match["sign"] == "-" and match.string[1:2] == " ":
        # Lines that begin with a dash are many; with a backslash each they would be hard to read as they are.
        return f"{_NO_BREAK_SPACE}-"
    return f"{match['number']}\\{match['dot']}" if match["number"] else f"\\{match['sign']}"


def _show_spaces(match: re.Match[str]) -> str:
    return " " + _NO_BREAK_SPACE * (len(match[0].expandtabs(4)) - 1)


def _inline(text: str) -> str:
    """Folded to one line, for what begins a line or stands by itself in one."""
    return escaped(one_line(text))


def _heading(text: str) -> str:
    # Number signs at a heading's end would be taken for its closing, and vanish.
    return re.sub(r"(?<!\\)#", r"\\#", _inline(text))


def _blocks(text: str) -> Iterator[str]:
    """Somebody's text as paragraphs: line breaks hard, blank lines beyond the first as empty paragraphs."""
    for paragraph in paragraphs(text):
        yield from [_NO_BREAK_SPACE] * (paragraph.blank_lines_before - 1)
        yield f"{_HARD_BREAK}\n".join(escaped(line) for line in paragraph.lines)


def _behind(prefix: str, text: str) -> str:
    """Every line of a block after a prefix; nothing but the prefix itself before an empty one."""
    return "\n".join((prefix + line) if line else prefix.rstrip() for line in text.split("\n"))


def _item(text: str) -> str:
    return "- " + _behind("  ", text).removeprefix("  ")


def _chapter(chapter: Chapter, *, titled: bool = True) -> Iterator[str]:
    if titled:
        yield f"## {_heading(chapter.title)}"
    yield _inline(below_the_title(chapter))
    if chapter.about is not None:
        yield from map(_inline, about_lines(chapter.about))
    for entry in chapter.entries:
        yield from map(_emphasis, entry.cue)
        yield f"**{entry.number}. {_signs(one_line(entry.ask))}**" if entry.number else _emphasis(entry.ask)
        yield from map(_inline, (entry.hint, example_of(entry)))
        yield from _body(entry.body)
        yield from map(_emphasis, entry.then)
        for added in entry.added:
            yield _emphasis(f"{added_on(added)}:")
            yield from _blocks(added.text)


def _methods(methods: tuple[Methods, ...]) -> Iterator[str]:
    for pack in methods:
        yield from map(_inline, pack.says)
        for basis in pack.entries:
            yield f"### {_heading(basis.title)}"
            yield _emphasis(basis.tested)
            yield from map(_inline, (basis.said, *basis.figures))
            yield "\n".join(_item(_inline(source)) for source in basis.sources)
        yield _inline(pack.more)


def _emphasis(text: str) -> str:
    text = _signs(one_line(text))
    return f"*{text}*" if text else ""


def _body(body: Body) -> Iterator[str]:
    match body:
        case Prose():
            yield from _blocks(body.text)
        case LetterText():
            yield _behind("> ", "\n\n".join(_blocks(body.text)))
        case Bullets():
            items = ("\n\n".join(_blocks(item)) for item in body.items)
            yield "\n".join(_item(item) for item in items if item)
        case Grid():
            yield _table(body) or "\n".join(_record(body.heads, row) for row in body.rows if any(row))
            yield _inline(body.remainder)
        case Mark():
            yield f"**{body.number}** ({_signs(ends_of(body))})"
        case Remark():
            yield _emphasis(body.text)
        case _:
            yield from room_blocks(body, escaped)


def _table(grid: Grid) -> str:
    """A table in columns; empty where it would be no help.

    Not every reader of Markdown knows tables: the columns stand in line, for whoever sees them as they are. A cell
    with a line break can't be one, and a row that is wider than a screen can't be read so.
    """
    heads, rows = filled(grid)
    if len(heads) < 2 or len(rows) < 2 or not any(heads) or any("\n" in cell for row in rows for cell in row):
        return ""
    lines = [[_signs(cell.strip()).replace("|", "\\|") for cell in row] for row in (heads, *rows)]
    widths = [max(3, *(width(line[at]) for line in lines)) for at in range(len(heads))]
    if sum(widths) + 3 * len(widths) + 1 > _WIDEST_TABLE:
        return ""
    lines.insert(1, ["-" * wide for wide in widths])
    padded = ((cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in padded)


def _record(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    """A row as one item of a list, "What: ..." line under line."""
    cells: list[str] = []
    for at, cell in enumerate(row):
        text = "\n\n".join(_blocks(clean(cell).lstrip()))
        if text:
            head = _emphasis(f"{one_line(heads[at])}:") if at < len(heads) and one_line(heads[at]) else ""
            cells.append(f"{head} {text}".lstrip(" "))
    return _item(f"{_HARD_BREAK}\n".join(cells)) if cells else ""
