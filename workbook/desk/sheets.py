"""Empty sheets for pen and paper: every exercise of every pack, or those that are named. No book is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from ..library.library import Library
from ..library.problems import Broken
from ..library.titles import PackTitles
from ..model.exercise import Exercise
from ..printing.printout import Chapter, Printout
from ..printing.sheets.blank import blank
from ..printing.sheets.cues import Find
from ..printing.sheets.half import Finder, is_named

TITLE = "Pen and paper"


def finder_of(library: Library) -> Finder:
    """The exercises of every pack, read when they are asked for."""
    finds = {titles.id: finder(library, titles) for titles in library.titles}

    def nothing(id: str) -> Exercise | None:
        return None

    return lambda pack: finds.get(pack, nothing)


def finder(library: Library, titles: PackTitles) -> Find:
    """The exercises of a pack by their id, each read once, when it is asked for. What can't be read is not there."""
    headings = {one.id: one for one in titles.headings}

    @cache
    def find(id: str) -> Exercise | None:
        heading = headings.get(id)
        try:
            return library.load(heading) if heading is not None else None
        except (Broken, OSError):
            return None

    return find


def empty_sheets(library: Library, today: date, only: frozenset[str] = frozenset()) -> Printout:
    """Sheets that somebody fills with a pen; in the order of their pack. `only` names them as `is_named` takes it."""
    chapters = tuple(chapter for titles in library.titles for chapter in _sheets(library, titles, only))
    packs = library.titles
    alone = chapters[0].title if len(chapters) == 1 else ""
    return Printout(
        title=alone or (packs[0].title if len(packs) == 1 else TITLE),
        dates="",
        language=packs[0].language if packs else "en",
        chapters=chapters,
        people=people_of(library),
        made=today,
        form="sheets",
    )


def people_of(library: Library) -> tuple[str, ...]:
    """Whom to talk to, as the packs say it, each line once."""
    lines = (f"{where}: {say}" for pack in library.titles for where, say, _ in pack.support)
    return tuple(dict.fromkeys(lines))


def _sheets(library: Library, titles: PackTitles, only: frozenset[str]) -> Iterator[Chapter]:
    find = finder(library, titles)
    sections = {one.id: one.title for one in titles.sections}
    for heading in titles.headings:
        if not is_named(only, titles.id, heading.id):
            continue
        exercise = find(heading.id)
        if exercise is not None:
            yield blank(exercise, find, sections.get(heading.section, ""))
