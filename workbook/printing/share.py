"""A print for somebody else: what may go in, what stays with the person, and nothing that shows the difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from ..model.answers import Answer
from ..model.days import span, spoken_day
from ..model.sitting import Sitting
from .blocks import entry_of, stands_in, texts_of
from .book import Facts, as_they_came, chapters_of, days_of, in_order, run_name
from .characters import one_line
from .guard import PrivateWords
from .printout import Entry, Printout


class Spot(NamedTuple):
    """One run of an exercise in the book, or with a step one answer of it."""

    pack: str
    exercise: str
    run: int
    step: str = ""


class Stays(Enum):
    """Why an answer stays with the person."""

    PRIVATE = "private"
    SEALED = "sealed"
    HOLDS = "holds private words"
    """It is not private itself, but words of a private answer stand in it."""
    LEFT_OUT = "holds words that were left out"
    """Words of an answer that the person has left out stand in it: it was written, picked or put together from that."""


@dataclass(frozen=True, slots=True)
class Item:
    """One answer that could be printed."""

    spot: Spot
    called: str
    """What it is, on one line. For the person alone: it may hold private words.

    It is the question, word for word as it was asked and as it stands in print: whoever chooses knows it again. Short
    names tell apart less, and one may be that of two answers. Of a letter it is the short name, for its question stands
    above no letter, and asks for none.
    """
    stays: Stays | None
    """None when it may go in."""


@dataclass(frozen=True, slots=True)
class Part:
    """One run of an exercise with everything in it that could be printed."""

    spot: Spot
    title: str
    items: tuple[Item, ...]

    @property
    def going(self) -> tuple[Item, ...]:
        """The answers that may go in."""
        return tuple(item for item in self.items if item.stays is None)

    @property
    def staying(self) -> tuple[Item, ...]:
        """The answers that stay with the person."""
        return tuple(item for item in self.items if item.stays is not None)


def parts_of(
    facts: Facts, sittings: Iterable[Sitting], *, measures: bool = False, unticked: Collection[Spot] = ()
) -> tuple[Part, ...]:
    """Everything that could be printed for somebody, exercise by exercise, and what of it stays.

    `sittings` are all of the book: words of a private answer are looked for wherever they may stand. What was let go
    is no part of such a print, for even its remark would tell that there was something. What was written after one of
    the `unticked` answers and has its words would let them out, and stays as well.
    """
    every = in_order(facts, sittings)
    words = private_words(every)
    left = list(_left_out(every, unticked))
    parts: list[Part] = []
    for sitting in every:
        where = Spot(sitting.pack, sitting.exercise, sitting.run)
        items: list[Item] = []
        for number, (step, answer) in enumerate(sitting.answers.items()):
            # What is closed is no part of any print; that it stays is said all the same.
            entry = entry_of(replace(answer, sealed=False), measures=measures)
            if entry is None or (answer.let_go and not answer.added):
                continue
            stays = _stays(sitting, answer)
            if stays is None and words.are_in(*texts_of(entry)):
                stays = Stays.HOLDS
            elif stays is None and any(one.stands_in(sitting, number, answer, entry) for one in left):
                stays = Stays.LEFT_OUT
            items.append(Item(where._replace(step=step), _called(answer), stays))
        if items:
            name = run_name(sitting, facts.run_titles.get((sitting.pack, sitting.exercise), ""))
            parts.append(Part(where, one_line(name or sitting.title), tuple(items)))
    return tuple(parts)


class _LeftOut(NamedTuple):
    """An answer that the person has left out, while its exercise goes in."""

    sitting: Sitting
    number: int
    step: str
    answer: Answer
    words: PrivateWords

    def stands_in(self, sitting: Sitting, number: int, answer: Answer, entry: Entry) -> bool:
        """Whether something that was written later has its words."""
        if sitting is self.sitting:
            return number > self.number and (
                stands_in(self.step, self.answer, answer) or self.words.are_in(*texts_of(entry))
            )
        return sitting.started > self.sitting.started and self.words.are_in(*texts_of(entry))


def _left_out(sittings: Iterable[Sitting], unticked: Collection[Spot]) -> Iterator[_LeftOut]:
    for sitting in sittings:
        whole = Spot(sitting.pack, sitting.exercise, sitting.run)
        for number, (step, answer) in enumerate(sitting.answers.items()):
            if whole not in unticked and whole._replace(step=step) in unticked:
                # A single word, such as a name or a yes, may stand anywhere.
                yield _LeftOut(sitting, number, step, answer, PrivateWords((answer,), single_words=False))


def _called(answer: Answer) -> str:
    first, second = (answer.called, answer.ask) if answer.kind == "letter" else (answer.ask, answer.called)
    words = one_line(first) or one_line(second)
    return f"{words} (with what you added)" if answer.added else words


def private_words(sittings: Iterable[Sitting]) -> PrivateWords:
    """The words of everything that stays with the person, whether it is printed or not."""
    return PrivateWords(
        answer
        for sitting in sittings
        for answer in sitting.answers.values()
        if _stays(sitting, answer) is not None
    )  # fmt: skip


def _stays(sitting: Sitting, answer: Answer) -> Stays | None:
    if answer.sealed:
        return Stays.SEALED
    return Stays.PRIVATE if (sitting.private if answer.private is None else answer.private) else None


def share(
    facts: Facts,
    sittings: Sequence[Sitting],
    *,
    unticked: frozenset[Spot] = frozenset(),
    wish: str = "",
    measures: bool = False,
    only: frozenset[str] = frozenset(),
    by_days: bool = False,
) -> Printout:
    """What somebody else may read. `unticked` are exercises and answers that the person left out.

    `by_days` puts the exercises in the order in which they were written.

    Exercises, answers and days are those that go in, and runs are numbered among themselves: nothing shows that
    something is missing. Titles that hold private words give way to plain ones.
    """
    words = private_words(sittings)
    # The book may be called by an answer that was left out.
    left = PrivateWords(one.answer for one in _left_out(sittings, unticked))
    going = {
        item.spot
        for part in parts_of(facts, sittings, measures=measures, unticked=unticked)
        for item in part.going
        if part.spot not in unticked and item.spot not in unticked
    }
    chosen = [
        kept
        for sitting in in_order(facts, sittings)
        if not only or sitting.exercise in only
        if (kept := _kept(sitting, going, measures)).answers
    ]
    if by_days:
        chosen = as_they_came(chosen)
    days = [day for one in chosen for day in days_of(one)] or [facts.today]
    return Printout(
        title=facts.title if not (words.are_in(facts.title) or left.are_in(facts.title)) else spoken_day(min(days)),
        dates=span(min(days), max(days)),
        language=facts.language,
        chapters=chapters_of(facts, chosen, measures=measures, may_name=lambda name: not words.are_in(name)),
        people=facts.people,
        made=facts.today,
        wish=wish.strip(),
        by_days=by_days,
        form="pages",
    )


def _kept(sitting: Sitting, going: set[Spot], measures: bool) -> Sitting:
    where = Spot(sitting.pack, sitting.exercise, sitting.run)
    answers = {
        step: _noted(answer, measures) for step, answer in sitting.answers.items() if where._replace(step=step) in going
    }
    # Nor does it show that there is more to come, which might be what stays.
    return replace(sitting, answers=answers, finished=sitting.finished or sitting.started)


def _noted(answer: Answer, measures: bool) -> Answer:
    """The answer; only the note beside it, where the answer itself is let go, or a number that is not asked for."""
    if answer.let_go:
        return replace(answer, let_go=False, day=None)
    return replace(answer, day=None) if answer.measure and not measures else answer
