"""A book as far as it has come, for pen and paper: what is answered is printed, what is not has room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ...model.days import span
from ...model.sitting import Sitting, earlier_of
from ..book import Facts, chapters_of, days_of, in_order
from ..printout import Chapter, Printout
from .blank import begun
from .cues import Find

Finder = Callable[[str], Find]
"""The exercises of a pack, by the pack's id."""


def is_named(only: frozenset[str], pack: str, exercise: str) -> bool:
    """Whether an exercise is among those that were asked for, by its id or as `pack/exercise`; all are, of none."""
    return not only or exercise in only or f"{pack}/{exercise}" in only


def half(
    facts: Facts,
    sittings: Sequence[Sitting],
    finder: Finder,
    *,
    only: frozenset[str] = frozenset(),
    measures: bool = False,
) -> Printout:
    """Every exercise that was begun; with `only` those that are named, begun or not.

    What is closed has neither words nor room. An exercise that is gone is printed as it was done.
    """
    sections = {(one.pack, one.exercise): one.section_title for one in facts.order}
    chosen = [one for one in sittings if is_named(only, one.pack, one.exercise)]
    if only:
        chosen += _not_begun(facts, sittings, finder, only)
    chapters: list[Chapter] = []
    seen: Counter[tuple[str, str]] = Counter()
    for sitting in in_order(facts, chosen):
        chapter = _chapter(facts, sitting, sittings, finder(sitting.pack), measures)
        if chapter is None:
            continue
        where = (sitting.pack, sitting.exercise)
        seen[where] += 1
        if seen[where] > 1 and not chapter.of:
            chapter = replace(chapter, title=f"{chapter.title} ({seen[where]})")
        chapters.append(replace(chapter, section=sections.get(where, "")))
    days = [facts.started, *(day for one in chosen for day in days_of(one))]
    return Printout(
        title=facts.title,
        dates=span(min(days), max(days)),
        language=facts.language,
        chapters=tuple(chapters),
        people=facts.people,
        made=facts.today,
        form="sheets",
    )


def _not_begun(facts: Facts, sittings: Sequence[Sitting], finder: Finder, only: frozenset[str]) -> list[Sitting]:
    """For an exercise that somebody names: a sitting in which nothing is written."""
    there = {(one.pack, one.exercise) for one in sittings}
    moment = datetime(facts.today.year, facts.today.month, facts.today.day, tzinfo=UTC)
    fresh = []
    for place in facts.order:
        exercise = finder(place.pack)(place.exercise) if is_named(only, place.pack, place.exercise) else None
        if exercise is not None and (place.pack, place.exercise) not in there:
            fresh.append(Sitting(exercise.id, exercise.title, place.pack, exercise.section, moment))
    return fresh


def _chapter(facts: Facts, sitting: Sitting, sittings: Sequence[Sitting], find: Find, measures: bool) -> Chapter | None:
    done = next(iter(chapters_of(facts, [sitting], measures=measures)), None)
    exercise = find(sitting.exercise)
    if exercise is None:
        return done
    sheet = begun(exercise, find, sitting, earlier_of(sittings, sitting.pack), measures=measures)
    if sheet is None:
        return done
    if done is None:
        return sheet
    return replace(sheet, title=done.title, dates=done.dates, finished=done.finished, of=done.of, days=done.days)
