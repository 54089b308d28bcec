"""What pack.yaml holds: the sections and their order, paths, measures, people to talk to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Name
from .exercise import Measure
from .questions import NOTHING, key
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
    plan: Text = key("the one-page plan: a letter over the whole book", NOTHING)

    def section_of(self, exercise: str) -> Section | None:
        """The section that names this exercise."""
        return next((section for section in self.sections if exercise in section.exercises), None)
