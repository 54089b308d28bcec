"""Whom a question on a sheet is for, on what day, and where a choice sends people on."""

from __future__ import annotations

from datetime import date
from typing import cast

from ...model.conditions import Condition, Name, Test, names_in
from ...model.days import spoken_day
from ...model.questions import AnyStep, ChoiceQuestion, From, Note
from .branches import Fate, if_so, is_run, only_if, open_part
from .cues import days_on
from .goto import going_on, settles
from .onsheet import Parts


def whom(parts: Parts, at: int) -> str:
    """For whom the step at this place is, and when, where it is not for everybody today; else the empty string."""
    part = parts.every[at]
    when = open_part(part.step.when, parts.pages.known, parts.is_open) if part.fate is Fate.OPEN else None
    said = ""
    if when is not None and not _goes_without_saying(part.step, when) and _sayable(parts, at):
        said = if_so(when, parts.pages) if isinstance(part.step, Note) else only_if(when, parts.pages)
    return " ".join(filter(None, (_when_asked(parts, part.step), said)))


def _goes_without_saying(step: AnyStep, when: Condition) -> bool:
    if when == Test(Name("sitting"), "is", "1"):
        return True  # whoever holds the sheet is there for the first time
    if step.later is not None and when == Test(cast(Name, step.later.date), "answered", "true"):
        return True  # the day says it already
    # Whoever wrote nothing there loses nothing by reading on.
    return isinstance(step, Note) and isinstance(when, Test) and (when.test, when.value) == ("answered", "true")


def _sayable(parts: Parts, at: int) -> bool:
    """Whether it is to be said: not where its choice has said it, nor where nobody could look it up."""
    names = list(names_in(parts.every[at].step.when))
    if not all(is_run(name) or parts.pages.at(name) for name in names):
        return False
    choices = {name.step for name in names}
    if len(choices) != 1 or not all(parts.pages.is_here(name) for name in names):
        return True
    for earlier, part in enumerate(parts.every[:at]):
        if part.step is parts.pages.step(names[0]) or part.step.id in choices:
            return not (sends_on(parts, earlier) and _settled(parts, earlier, at))
    return True


def _settled(parts: Parts, choice: int, at: int) -> bool:
    """Whether nobody whom the step at this place is not for comes as far, as the choice has sent them on."""
    step = cast(ChoiceQuestion, parts.every[choice].step)
    to_write = [place for place in range(choice + 1, len(parts.every)) if parts.every[place].entry is None]
    after = [(parts.every[place].number, parts.every[place].step) for place in to_write]
    return at in to_write and settles(step, after, to_write.index(at), parts.pages.known, parts.is_open)


def of_several(parts: Parts, at: int, said: str) -> str:
    """The same for several questions in a row: "7 and 8: only if you ticked “no” at 5."."""
    numbers = [parts.every[at].number]
    for later in range(at + 1, len(parts.every)):
        if parts.every[later].entry is not None or whom(parts, later) != said:
            break
        numbers.append(parts.every[later].number)
    numbers = [number for number in numbers if number]
    if len(numbers) < 2 or not parts.every[at].number:
        return said
    said = f"{said[:1].lower()}{said[1:]}".replace("leave this out", "leave these out")
    return f"{numbers[0]} {'and' if len(numbers) == 2 else 'to'} {numbers[-1]}: {said}"


def _when_asked(parts: Parts, step: AnyStep) -> str:
    """For a question that belongs to a later day."""
    wait = step.later
    if wait is None:
        return ""
    waiting = parts.sitting.waiting.get(step.id) if parts.sitting is not None else None
    named = parts.pages.known.answer(wait.date) if wait.date is not None else None
    day = waiting.day if waiting is not None else named.value if named is not None else None
    if isinstance(day, date):
        return f"On {spoken_day(day)}, or later."
    after = days_on(wait.offset) if wait.offset is not None else ""
    at = parts.pages.at(wait.date) if wait.date is not None else ""
    if at:
        return (
            f"On the day that you wrote {at}; {after}, if you wrote none."
            if after
            else f"On the day that you wrote {at}."
        )
    return f"{after[:1].upper()}{after[1:]}, or later." if after else "For a later day."


def sends_on(parts: Parts, at: int) -> str:
    """Where a choice sends those who need not read on; the empty string where everybody does."""
    part = parts.every[at]
    if part.entry is not None or not isinstance(part.step, ChoiceQuestion) or isinstance(part.step.options, From):
        return ""
    after = [(one.number, one.step) for one in parts.every[at + 1 :] if one.entry is None]
    return going_on(part.step, after, parts.pages, parts.is_open)
