"""Where a choice sends people on a sheet: "If “no”, go to 8."."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.answers import Answer, Pick, Picks
from ...model.conditions import Name
from ...model.known import Known
from ...model.questions import AnyStep, ChoiceQuestion
from .branches import Fate, begun_with, either, fate_of
from .cues import Pages


def going_on(
    step: ChoiceQuestion,
    after: Sequence[tuple[int, AnyStep]],
    pages: Pages,
    is_open: Callable[[Name], bool],
) -> str:
    """For which options the questions directly below are passed over. A note that is for them stands in the way;
    only a note is passed over without a word.

    `after` are the steps that follow with their numbers, 0 for a note.
    """
    if isinstance(step.options, tuple) and after:
        ways: dict[int, list[str]] = {}
        every = [option.words for option in step.options]
        for option in step.options:
            to = _passed_to(Pick(option.id, option.words), step, after, pages.known, is_open)
            if to is not None:
                ways.setdefault(to, []).append(f"“{begun_with(option.words, every)}”")
        if step.other:
            to = _passed_to(Pick("other", "…"), step, after, pages.known, is_open)
            if to is not None:
                ways.setdefault(to, []).append("“something else”")
        everybody = len(step.options) + step.other
        if sum(map(len, ways.values())) < everybody:
            return " ".join(
                f"If {either(words)}, {f'go to {to}' if to else 'you are at the end of this page'}."
                for to, words in ways.items()
            )
    return ""


def _passed_to(
    pick: Pick,
    step: ChoiceQuestion,
    after: Sequence[tuple[int, AnyStep]],
    known: Known,
    is_open: Callable[[Name], bool],
) -> int | None:
    """The number of the first question that somebody with this answer may need; 0 at the end, None where it follows."""
    answered = replace(known, own={**known.own, step.id: Answer("", step.kind, value=Picks((pick,)))})

    def still_open(name: Name) -> bool:
        return is_open(name) and not (name.exercise in ("", known.exercise) and name.step in (step.id, *step.was))

    for at, (number, one) in enumerate(after):
        if fate_of(one.when, answered, still_open) is not Fate.NO:
            return number if number and any(passed for passed, _ in after[:at]) else None
    return 0 if any(passed for passed, _ in after) else None
