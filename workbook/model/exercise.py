"""An exercise as it was authored, and what its pack lends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Condition, Name
from .questions import NOTHING, AnyQuestion, AnyStep, Note, key
from .wording import Text


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What an exercise rests on, in words."""

    tested: str = key("job-seekers, others or craft")
    claim: str = key("what was seen, in one sentence", "")
    caveat: str = key("what speaks against leaning on it", "")
    figures: str = key("the numbers behind it, in paragraphs; shown on the methods pages alone", "")
    sources: tuple[str, ...] = key("who, when, where", ())


@dataclass(frozen=True, kw_only=True)
class OrderRule:
    """A suggestion about when to do it. It says why, and forbids nothing."""

    after: tuple[str, ...] = key("better after one of these exercises", ())
    not_right_after: tuple[str, ...] = key("better not straight after these", ())
    from_day: int = key("better from this day of the book on", 0)
    not_when: Mapping[str, int] = key("better on another day, when a measure of today is this high", factory=dict)
    why: str = key("said to the person")


@dataclass(frozen=True, kw_only=True)
class NextRule:
    """What the end of the exercise suggests: the first rule that holds."""

    to: str = key("an exercise, or rest, close-book, new-book", "")
    from_answer: Name | None = key("a choice of this exercise whose options' ids are exercises", name="from")
    when: Condition | None = key("only when answers are so")


@dataclass(frozen=True, kw_only=True)
class Due:
    """A day on which an exercise comes up by itself."""

    day: int | None = None
    """Days after the book's first day."""
    date: Name | None = None
    """A date answer."""


@dataclass(frozen=True, kw_only=True)
class Still:
    """What is said when a number is as high as it was days ago."""

    days: int = key("days between two such numbers", 7)
    says: str = key("what is said")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """When a measure offers a person to talk to; the words are the author's, the rule is the program's."""

    at: int = key("from this number on", 8, name="from")
    rise: int = key("or when it rose by this much", 2)
    says: str = key("what is said", "")
    still: Still | None = key("when it was so high days ago already: {days: 7, says: ...}")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number that may be asked around an exercise, once a day."""

    title: str = key("what it is called in print")
    ask: Text = key("the question")
    low: str = key("what 0 means", "")
    high: str = key("what 10 means", "")
    offer: Offer | None = key("when to offer a person to talk to: {from, rise, says, still}")


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One authored file."""

    id: str = ""
    """The file's name; unique in its pack."""
    pack: str = ""
    section: str = ""
    fingerprint: str = ""
    """`sha256:` of the file's bytes."""
    wording_by: Name | None = None
    """From pack.yaml: the answer that `wording:` goes by."""
    measured: Mapping[str, Measure] = key("", factory=dict)
    """From pack.yaml."""

    title: str = key("at most seven words")
    minutes: int = key("about how long it takes")
    purpose: str = key("what it is for, in one line")
    intro: Text = key("one short paragraph before it begins", NOTHING)
    private: bool = key("true keeps it out of prints for others", False)
    measures: tuple[str, ...] = key("measures of pack.yaml that may be asked around it", ())
    evidence: Evidence | None = key("what it rests on: {tested, claim, caveat, figures, sources}")
    caution: str = key("when not to do it", "")
    order: tuple[OrderRule, ...] = key("when it is better done", ())
    later: tuple[Due, ...] = key("days on which it comes up by itself: [+7d, +30d, page-to-keep.look]", ())
    steps: tuple[AnyStep, ...] = key("the steps, one a screen")
    keep: tuple[str, ...] = key("steps whose answers are worth keeping; the first that is there ends the exercise", ())
    end_with: tuple[str, ...] = key(
        "steps whose first answer that is there ends the exercise, instead of those of `keep`", ()
    )
    next: tuple[NextRule, ...] = key("what to do after it", ())
    run_title: str = key("a step whose answer names each run", "")

    def step(self, id: str) -> AnyStep | None:
        """The step of that id, or of one that was called so before."""
        for step in self.steps:
            if step.id == id:
                return step
        return next((step for step in self.questions() if id in step.was), None)

    def questions(self) -> tuple[AnyQuestion, ...]:
        """The steps that ask something."""
        return tuple(step for step in self.steps if not isinstance(step, Note))


AUTHORED = (
    "title", "minutes", "purpose", "intro", "private", "measures", "evidence", "caution", "order", "later",
    "steps", "keep", "end_with", "next", "run_title",
)  # fmt: skip
"""The fields of an Exercise that its file holds; the others come from where the file stands."""
