"""Sittings -> a Printout. Nothing of the exercises is needed: every answer stands with its question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ..model.answers import Answer
from ..model.days import span
from ..model.sitting import Sitting
from ..model.wording import inline
from .blocks import entry_of, stands_in
from .printout import Chapter, Entry, Methods, Printout


@dataclass(frozen=True, slots=True)
class Order:
    """Where an exercise stands in its pack: what the sittings themselves do not know."""

    pack: str
    exercise: str
    section_title: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a print needs beside the sittings."""

    title: str
    started: date
    today: date
    order: Sequence[Order] = ()
    people: tuple[str, ...] = ()
    language: str = "en"
    run_titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By pack and exercise: the step whose answer names each run."""


def whole(
    facts: Facts,
    sittings: Iterable[Sitting],
    *,
    measures: bool = False,
    only: frozenset[str] = frozenset(),
    methods: tuple[Methods, ...] = (),
    by_days: bool = False,
) -> Printout:
    """The whole book, finished or not. Sittings come in the order of their pack; those of unknown exercises at the end.

    With `by_days` they come as they were written. `measures` prints the numbers that were asked around exercises too;
    `only` names exercises, all where it is empty.
    `methods` tells what the exercises rest on: the one thing that sittings themselves do not know.
    """
    chosen = in_order(facts, (one for one in sittings if not only or one.exercise in only))
    if by_days:
        chosen = as_they_came(chosen)
    days = [day for one in chosen for day in days_of(one)]
    return Printout(
        title=facts.title,
        dates=span(min([facts.started, *days]), max([facts.started, *days])),
        language=facts.language,
        chapters=chapters_of(facts, chosen, measures=measures),
        people=facts.people,
        made=facts.today,
        methods=methods,
        by_days=by_days,
    )


def in_order(facts: Facts, sittings: Iterable[Sitting]) -> list[Sitting]:
    """Sittings in the order of their pack, runs one after the other."""
    places = {(one.pack, one.exercise): number for number, one in enumerate(facts.order)}
    return sorted(
        sittings, key=lambda one: (places.get((one.pack, one.exercise), len(places)), one.pack, one.exercise, one.run)
    )


def as_they_came(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Sittings by the first day of what is printed of them; on one day as they were begun."""
    return sorted(sittings, key=_first_written)


def _first_written(sitting: Sitting) -> tuple[date, datetime]:
    # By the clock on the wall: a moment without a zone can't be compared with one that has one.
    return min(days_of(sitting), default=sitting.started.date()), sitting.started.replace(tzinfo=None)


def days_of(sitting: Sitting) -> list[date]:
    """The days on which something was written that is printed."""
    answers = [one for one in sitting.answers.values() if not one.off and not one.sealed]
    days = [one.day for one in answers if one.day is not None]
    return days + [added.day for one in answers for added in one.added]


def _any_title(words: str) -> bool:
    return True


def chapters_of(
    facts: Facts,
    sittings: Sequence[Sitting],
    *,
    measures: bool = False,
    may_name: Callable[[str], bool] = _any_title,
) -> tuple[Chapter, ...]:
    """A chapter for each sitting in which something is to be printed.

    A run is named by what the person called it; without such words the second of several is "(2)": counted among
    those that are printed, so that nothing shows that one is missing. `may_name` says which words may be a title.
    """
    sections = {(one.pack, one.exercise): one.section_title for one in facts.order}
    made: list[Chapter] = []
    seen: Counter[tuple[str, str]] = Counter()
    for sitting in sittings:
        where = (sitting.pack, sitting.exercise)
        step = facts.run_titles.get(where, "")
        name = run_name(sitting, step)
        if name and not may_name(name):
            name = ""
        # What stands above the chapter or the book is not said again below it, unless nothing else is said.
        above = {id for id, answer in sitting.answers.items() if _names_the_book(answer, facts.title)}
        entries = _entries(sitting, measures, above | {step} if name else above) or _entries(sitting, measures)
        if not entries:
            continue
        seen[where] += 1
        title = sitting.title if may_name(sitting.title) else "A page"
        days = days_of(sitting) or [sitting.started.date()]
        made.append(
            Chapter(
                section=sections.get(where, ""),
                title=name or (title if seen[where] == 1 else f"{title} ({seen[where]})"),
                dates=span(min(days), max(days)),
                finished=sitting.finished is not None,
                entries=entries,
                of=title if name else "",
                days=(min(days), max(days)),
            )
        )
    return tuple(made)


def run_name(sitting: Sitting, step: str) -> str:
    """What the person called this run, on one line; the empty string where it has no name."""
    answer = sitting.answers.get(step) if step else None
    return " ".join(inline(answer).split()) if answer is not None and answer.speaks() else ""


def _names_the_book(answer: Answer, title: str) -> bool:
    return answer.kind == "line" and answer.value is not None and " ".join(inline(answer).split()) == title


def _entries(sitting: Sitting, measures: bool, above: Collection[str] = ()) -> tuple[Entry, ...]:
    answers = list(sitting.answers.items())
    found: list[Entry] = []
    for number, (id, answer) in enumerate(answers):
        said_later = any(stands_in(id, answer, later) for _, later in answers[number + 1 :])
        if said_later or (id in above and not answer.added):
            continue
        entry = entry_of(answer, measures=measures)
        if entry is not None:
            found.append(entry)
    return tuple(found)
