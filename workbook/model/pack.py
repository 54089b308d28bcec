"""What pack.yaml holds: the sections and their order, paths, measures, people to talk to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Name
from .exercise import Measure
from .questions import NOTHING, Breathe, key
from .wording import Text


@dataclass(frozen=True, kw_only=True)
class Section:
    """An ordered group of exercises."""

    id: str = key("the section's id")
    title: str = key("its words on screen and in print")
    exercises: tuple[str, ...] = key("the ids of its exercises, in order")


@dataclass(frozen=True, kw_only=True)
class PathDay:
    """What a path suggests for a day."""

    day: int = key("the earliest day of the book; nothing is ever late", 1)
    do: tuple[tuple[str, ...], ...] = key("exercises; a list inside is one of these")


@dataclass(frozen=True, kw_only=True)
class Path:
    """A suggested way through the exercises."""

    id: str = key("the path's id")
    title: str = key("its words on screen")
    says: str = key("what it is, in a few words", "")
    first: bool = key("true shows it on the first screen", False)
    short: tuple[str, ...] = key("exercises of which only the core is asked", ())
    days: tuple[PathDay, ...] = key("a list of {day, do}")


@dataclass(frozen=True, kw_only=True)
class Support:
    """People to talk to."""

    where: str = key("for whom, such as UK and Ireland")
    say: str = key("whom to call, and how")
    checked: str = key("the day on which it was last checked", "")


@dataclass(frozen=True, kw_only=True)
class LongBreak:
    """A break is offered after a long stretch of writing."""

    minutes: int = key("minutes of writing without a pause", 25)
    says: str = key("what is said")


@dataclass(frozen=True, kw_only=True)
class FeltBreak:
    """A break is offered before yet another exercise, on a day of much feeling."""

    exercises: tuple[str, ...] = key("the exercises that work on feelings")
    after: int = key("how many of them are enough for a day", 2)
    says: str = key("what is said")


@dataclass(frozen=True, kw_only=True)
class NightBreak:
    """A break is offered past midnight."""

    until: int = key("the hour at which the night ends", 5)
    says: str = key("what is said")


@dataclass(frozen=True, kw_only=True)
class BreakPage:
    """The page of a short break."""

    text: str = key("what may help, a line for each")
    minutes: int = key("about how long; nothing happens when it ends", 0)
    breathe: Breathe | None = key("a pace to breathe by: {in: 4, out: 6}")


@dataclass(frozen=True, kw_only=True)
class Breaks:
    """When a short break is offered, once a day each, and its page; what is left out is not offered."""

    long: LongBreak | None = key("after a long stretch: {minutes: 25, says: ...}")
    feeling: FeltBreak | None = key("after much feeling: {exercises: [a, b], after: 2, says: ...}")
    night: NightBreak | None = key("past midnight: {until: 5, says: ...}")
    page: BreakPage = key("the page itself: {text, minutes, breathe}")


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A folder of authored content."""

    format: int = key("1")
    id: str = key("the pack's id: a-z, 0-9, hyphens")
    title: str = key("its title")
    language: str = key("a language tag such as en", "en")
    licence: str = key("the licence of its words", "")
    book_title: Name | None = key("the answer that names the book")
    wording_by: Name | None = key("the answer that `wording:` goes by")
    sections: tuple[Section, ...] = key("a list of {id, title, exercises}")
    paths: tuple[Path, ...] = key("a list of {id, title, says, first, short, days}", ())
    measures: Mapping[str, Measure] = key("measures by their id", factory=dict)
    support: tuple[Support, ...] = key("a list of {where, say, checked}", ())
    methods: str = key("what all of it rests on, in paragraphs: the methods pages begin with it", "")
    breaks: Breaks | None = key("when a short break is offered, and its page: {long, feeling, night, page}")
    plan: Text = key("the one-page plan: a letter over the whole book", NOTHING)

    def section_of(self, exercise: str) -> Section | None:
        """The section that names this exercise."""
        return next((section for section in self.sections if exercise in section.exercises), None)
