"""Conditions on paper: whether a question is for everybody, and in plain words for whom it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from typing import Protocol, assert_never

from ...model.conditions import All, AnyOf, Condition, Name, Not, Test, holds
from ...model.days import counted, ordinal
from ...model.known import Known


class Fate(Enum):
    """Whether a question is asked, as far as paper can know."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    """It depends on what is still to be written by hand."""


def fate_of(condition: Condition | None, known: Known, is_open: Callable[[Name], bool]) -> Fate:
    """Whether a condition holds, does not, or depends on an answer for which the sheet has room."""
    match condition:
        case None:
            return Fate.YES
        case All(of):
            return _all([fate_of(one, known, is_open) for one in of])
        case AnyOf(of):
            return _turned(_all([_turned(fate_of(one, known, is_open)) for one in of]))
        case Not(inner):
            return _turned(fate_of(inner, known, is_open))
        case Test(name):
            if is_open(name):
                return Fate.OPEN
            return Fate.YES if holds(condition, known) else Fate.NO
        case _:
            assert_never(condition)


def _all(fates: Collection[Fate]) -> Fate:
    if Fate.NO in fates:
        return Fate.NO
    return Fate.OPEN if Fate.OPEN in fates else Fate.YES


def _turned(fate: Fate) -> Fate:
    return {Fate.YES: Fate.NO, Fate.NO: Fate.YES, Fate.OPEN: Fate.OPEN}[fate]


def open_part(condition: Condition | None, known: Known, is_open: Callable[[Name], bool]) -> Condition | None:
    """What of a condition still depends on something: the rest is settled, and need not be said on paper."""
    match condition:
        case All(of) | AnyOf(of):
            left = tuple(part for one in of if (part := open_part(one, known, is_open)) is not None)
            if len(left) <= 1:
                return left[0] if left else None
            return All(left) if isinstance(condition, All) else AnyOf(left)
        case Not(inner):
            part = open_part(inner, known, is_open)
            return Not(part) if part is not None else None
        case Test(name):
            return condition if is_open(name) else None
        case None:
            return None
        case _:
            assert_never(condition)


class Places(Protocol):
    """Where on paper an answer stands, in words."""

    def at(self, name: Name) -> str:
        """Such as "at 3", or "at 3 of “One careful look”"."""

    def words(self, name: Name, option: str) -> str:
        """An option's words; its id where there are none."""

    def number(self, name: Name) -> int:
        """Its number; 0 where it has none."""

    def is_here(self, name: Name) -> bool:
        """Whether it is a question of this sheet."""

    def ticks(self, name: Name) -> bool:
        """Whether it is answered with a tick."""

    def counts(self, name: Name) -> bool:
        """Whether it is answered with a number."""

    def happened(self, name: Name) -> str:
        """What the answer is called that the whole book goes by; the empty string of any other."""


def only_if(condition: Condition, places: Places) -> str:
    """Whom a question is for, in one sentence: "Only if you ticked “gap” at 2."."""
    if isinstance(condition, Not):
        return f"Leave this out if {_said(condition.condition, places, True)}."
    if isinstance(condition, Test) and is_run(condition.name):
        return f"{_run(condition)}."
    return f"Only if {_said(condition, places, True)}."


def if_so(condition: Condition, places: Places) -> str:
    """The same above something to read: "If you ticked “gap” at 2:"."""
    if isinstance(condition, Test) and is_run(condition.name):
        return f"{_run(condition)}:"
    return f"If {_said(condition, places, True)}:"


def _said(condition: Condition, places: Places, yes: bool) -> str:
    match condition:
        case All(of) | AnyOf(of):
            both = isinstance(condition, All) == yes
            if isinstance(condition, All) and (said := _between(of, places, yes)):
                return said
            return (" and " if both else ", or ").join(_several(of, places, yes, both))
        case Not(inner):
            return _said(inner, places, not yes)
        case Test():
            return _test(condition, places, yes)
        case _:
            assert_never(condition)


def _several(of: Collection[Condition], places: Places, yes: bool, both: bool) -> list[str]:
    """Each in words; several options of one question as one: "you ticked “a” or “b” at 2"."""
    said: list[str] = []
    alike: dict[Name, list[Test]] = {}
    for one in of:
        if isinstance(one, Test) and one.test in ("is", "includes") and both != yes:
            alike.setdefault(one.name, []).append(one)
    answered = [one for one in of if isinstance(one, Test) and places.is_here(one.name) and one.test == "answered"]
    if len(answered) == len(of) > 1 and not both and len({one.value for one in answered}) == 1:
        numbers = [str(number) for number in sorted(places.number(one.name) for one in answered)]
        something = (answered[0].value == "true") == yes
        return [f"you {'wrote' if something else 'left'} {'something at' if something else 'out'} {either(numbers)}"]
    for one in of:
        group = alike.get(one.name, []) if isinstance(one, Test) and one.test in ("is", "includes") else []
        if len(group) < 2:
            said.append(_said(one, places, yes))
        elif one is group[0]:
            said.append(_picked(one.name, [each.value for each in group], places, yes))
    return said


def _between(of: Collection[Condition], places: Places, yes: bool) -> str:
    """Two bounds of one number: "your number at 2 is 7 to 9"."""
    tests = [one for one in of if isinstance(one, Test)]
    if len(tests) != len(of) or [one.test for one in tests] != ["at_least", "at_most"]:
        return ""
    low, high = tests
    if low.name != high.name or is_run(low.name):
        return ""
    return f"your number {places.at(low.name)} is {'' if yes else 'not '}{low.value} to {high.value}"


def _picked(name: Name, options: list[str], places: Places, yes: bool) -> str:
    if happened := places.happened(name):
        words = either([f"“{places.words(name, one)}”" for one in options])
        return f"{happened} {'is' if yes else 'is not'} {words}"
    words = either([f"“{places.words(name, one)}”" for one in options])
    if places.counts(name):
        return f"your number {places.at(name)} is {'' if yes else 'not '}{either(options)}"
    if name.column:
        return f"you {'marked one of them as' if yes else 'marked none of them as'} {words} {places.at(name)}"
    verb = ("ticked" if yes else "did not tick") if places.ticks(name) else ("wrote" if yes else "did not write")
    return f"you {verb} {words} {places.at(name)}"


def either(words: list[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _test(test: Test, places: Places, yes: bool) -> str:
    if is_run(test.name):
        return _time(test, yes)
    at = places.at(test.name)
    if test.test == "answered":
        something = (test.value == "true") == yes
        if places.ticks(test.name):
            return f"you {'ticked something' if something else 'ticked nothing'} {at}"
        return f"you {'wrote something' if something else 'wrote nothing'} {at}"
    if test.test in ("is", "includes"):
        return _picked(test.name, [test.value], places, yes)
    more = "more" if test.test == "at_least" else "less"
    return f"your number {at} is {'' if yes else 'not '}{test.value} or {more}"


def is_run(name: Name) -> bool:
    """Whether a name stands for the number of the time that an exercise is done."""
    return name.step == "sitting" and not name.exercise


def _run(test: Test) -> str:
    """A time by itself, such as "For the second time"."""
    number = int(test.value) if test.value.isdecimal() else 1
    if test.test == "at_least":
        return f"From the {ordinal(number)} time on"
    return f"{'Up to' if test.test == 'at_most' else 'For'} the {ordinal(number)} time"


def _time(test: Test, yes: bool) -> str:
    """Conditions about how often an exercise was done."""
    number = int(test.value) if test.value.isdecimal() else 1
    if test.test == "is":
        return f"this is {'' if yes else 'not '}the {ordinal(number)} time that you do this page"
    # Up to the first time means no more than once, and not from the second on is the same.
    latest = number if test.test == "at_most" else number - 1
    if (test.test == "at_least") == yes:
        return f"you have done this page {_times(latest)} before, or more often"
    if latest <= 1:
        return "this is the first time that you do this page"
    return f"you have done this page no more than {_times(latest - 1)} before"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{counted(number)} times")
