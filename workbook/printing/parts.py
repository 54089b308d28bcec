"""How a print is divided, in every format: what stands under a section's title, and the lines of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .characters import one_line, paragraphs
from .phrases import place_of, written_chapters
from .printout import Body, Chapter, Printout, Prose

_LABEL = 48
"""The longest beginning of a line of the plan that can stand beside it."""


def parts(printout: Printout) -> list[tuple[str, list[Chapter]]]:
    """The chapters but the plan, by sections: those that follow one another in one stand under its title.

    The title is empty where there are no sections to go by: in anything but a whole book, and in the order of days.
    """
    chapters = [one for one in written_chapters(printout) if not one.is_plan]
    if printout.form != "book" or printout.by_days or not all(one_line(chapter.section) for chapter in chapters):
        return [("", chapters)] if chapters else []
    return [
        (section, list(together)) for section, together in groupby(chapters, lambda chapter: one_line(chapter.section))
    ]


def placed(part: str, chapters: list[Chapter], *, again: bool = False) -> Iterator[tuple[str, Chapter]]:
    """Each chapter with what stands above its title: its place, but for what the part's title says already.

    A section that the chapter before is of as well is not named again, but where each stands alone (`again`).
    """
    before = ""
    for chapter in chapters:
        section = one_line(chapter.section)
        known = part or (section == before and not again)
        yield (one_line(chapter.of) if known else place_of(chapter)), chapter
        before = section


def plan_of(printout: Printout) -> Chapter | None:
    """What comes next, where the print has it."""
    return next((one for one in written_chapters(printout) if one.is_plan), None)


def plan_lines(chapter: Chapter) -> Iterator[tuple[str, Body]]:
    """What each line of the plan is about, and what it says: "One door: the library" has its first words beside it."""
    for entry in chapter.entries:
        if entry.ask or not isinstance(entry.body, Prose):
            yield entry.ask, entry.body
            continue
        for paragraph in paragraphs(entry.body.text):
            line = "\n".join(paragraph.lines)
            about, colon, said = line.partition(": ")
            yield (about, Prose(said)) if colon and len(about) <= _LABEL else ("", Prose(line))
