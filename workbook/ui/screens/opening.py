"""The opening page of an exercise: what it is for, how long, what it rests on, when not to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ...model.days import counted, ordinal, spoken_day
from ...model.exercise import Evidence, Exercise
from ...model.lettinggo import may_be_let_go
from ...model.marking import holds_something
from ...model.walking import Walk
from ...printing.claims import TESTED, claim_of
from ..widgets.push import Push


@dataclass(frozen=True, slots=True)
class NextTime:
    """The next time through an exercise that asks something else each time."""

    run: int
    """Its number."""
    writes: bool
    """Whether it is an exercise for writing."""
    now: bool
    """Whether its day has come: it is never the day of the time before."""

    @property
    def words(self) -> str:
        """What the button says."""
        return f"{'Write again' if self.writes else 'Once more'}, {ordinal(self.run)} time"

    @property
    def another_day(self) -> str:
        """What is said on the day of the time before."""
        return f"The {ordinal(self.run)} time asks something else. It is for another day: tomorrow, if you like."


def opening_page(
    at: Walk, better_later: tuple[str, ...] = (), numbers: Sequence[Widget] = (), next_time: NextTime | None = None
) -> list[Widget]:
    """What stands on the page, from top to bottom, and the buttons.

    `better_later` says why another time may suit it better; `numbers` are asked before it begins; `next_time` is what
    an exercise that asks something else each time offers once it was done.
    """
    begun = at.sitting.place is not None
    word = "Go through it" if at.sitting.finished else "Go on" if begun else "Begin"
    anew = next_time is not None and next_time.now
    buttons: list[Widget] = [Push(word, id="begin", classes="" if anew else "-first")]
    if next_time is not None and anew:
        buttons.insert(0, Push(next_time.words, id="again", classes="-first"))
    elif at.sitting.finished is not None:
        buttons.append(Push("Do it again", id="again"))
    if holds_something((at.sitting,)):
        buttons.append(Push("Read it back", id="read"))
    buttons.append(Push("Contents", id="contents"))
    return [
        *_parts(at, better_later, next_time),
        *numbers,
        Horizontal(*buttons, classes="pushes -two-rows" if anew else "pushes"),
    ]


def _parts(at: Walk, better_later: tuple[str, ...], next_time: NextTime | None) -> list[Widget]:
    exercise = at.exercise
    parts: list[Widget] = [
        Static(exercise.title, markup=False, classes="title"),
        Static(exercise.purpose, markup=False, classes="purpose"),
    ]
    if exercise.intro and (intro := exercise.intro.say(at.known.answer)):
        parts.append(Static(intro, markup=False, classes="para"))
    parts.append(Static(_length(at), markup=False, classes="length"))
    if at.sitting.run > 1 and not at.sitting.answers and not any(may_be_let_go(step) for step in exercise.steps):
        parts.append(Static("What you kept here before stays in your book.", markup=False, classes="length"))
    if at.sitting.finished is not None:
        went = any(answer.let_go for answer in at.sitting.answers.values())
        parts.append(Static(_finished(at.sitting.finished, went=went), markup=False, classes="length"))
    if next_time is not None and not next_time.now:
        parts.append(Static(next_time.another_day, markup=False, classes="length"))
    if exercise.evidence is not None:
        tested = TESTED.get(exercise.evidence.tested, "")
        parts.append(Static(f"{tested} ctrl+t says more.", markup=False, classes="rests"))
    parts += [Static(f"{why} You decide.", markup=False, classes="caution") for why in better_later]
    if exercise.caution:
        parts.append(Static(exercise.caution, markup=False, classes="caution"))
    return parts


def _length(at: Walk) -> str:
    count = at.of()
    questions = "1 question" if count == 1 else f"{count} questions"
    left = at.minutes_left()
    if at.done() and left:
        return f"{questions}, {at.done()} done, about {left} min left"
    more = f"; {counted(len(at.more()))} more, if you like" if at.more() else ""
    minutes = max(1, round(at.exercise.minutes * at.share_of_exercise()))
    skip = "Skip it, or stop when you like." if count == 1 else "Skip any of them; stop when you like."
    return f"{questions}, about {minutes} min{more}. {skip}"


def _finished(moment: datetime, *, went: bool) -> str:
    end = f"You came to its end on {spoken_day(moment.date())}"
    return f"{end}, and let words go." if went else f"{end}. You can read and change what you wrote."


def rests_on(evidence: Evidence) -> str:
    """What an exercise rests on, in one plain line, with its caveat."""
    return " ".join(filter(None, (claim_of(evidence), TESTED.get(evidence.tested, ""))))


def why(exercise: Exercise) -> tuple[str, ...]:
    """The same for help, with the sources."""
    if exercise.evidence is None:
        return ()
    return (rests_on(exercise.evidence), *exercise.evidence.sources)
