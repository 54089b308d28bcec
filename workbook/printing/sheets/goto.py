"""Where a choice sends people on a sheet: "If “no”, go to 8."."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.answers import Answer, Pick, Picks
from ...model.conditions import Name
from ...model.known import Known
from ...model.questions import AnyStep, ChoiceQuestion
from .branches import Fate, either, fate_of
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
    ways: dict[int, list[str]] = {}
    for pick, to in _ways(step, after, pages.known, is_open):
        if to is not None:
            ways.setdefault(to, []).append(f"“{pick.words}”")
    return " ".join(
        f"If {either(words)}, {f'go to {to}' if to else 'you are at the end of this page'}."
        for to, words in ways.items()
    )


def settles(
    step: ChoiceQuestion,
    after: Sequence[tuple[int, AnyStep]],
    place: int,
    known: Known,
    is_open: Callable[[Name], bool],
) -> bool:
    """Whether a choice has sent on everybody whom the step at this place of `after` is not for, and said so.

    `place` counts from 0.
    """
    number = next((number for number, _ in after[place:] if number), 0)
    ways = _ways(step, after, known, is_open)
    if all(to is None for _, to in ways):
        return False
    here = [pick for pick, to in ways if to is None or 0 < to <= number]
    return all(_fate_with(pick, step, after[place][1], known, is_open) is not Fate.NO for pick in here)


def _ways(
    step: ChoiceQuestion,
    after: Sequence[tuple[int, AnyStep]],
    known: Known,
    is_open: Callable[[Name], bool],
) -> list[tuple[Pick, int | None]]:
    """Every option with where it sends; none where it would send everybody on, as then nobody is asked what follows."""
    if not isinstance(step.options, tuple) or not after:
        return []
    picks = [Pick(option.id, option.words) for option in step.options]
    if step.other:
        picks.append(Pick("other", "something else"))
    ways = [(pick, _passed_to(pick, step, after, known, is_open)) for pick in picks]
    return ways if any(to is None for _, to in ways) else []


def _passed_to(
    pick: Pick,
    step: ChoiceQuestion,
    after: Sequence[tuple[int, AnyStep]],
    known: Known,
    is_open: Callable[[Name], bool],
) -> int | None:
    """The number of the first question that somebody with this answer may need; 0 at the end, None where it follows."""
    for at, (number, one) in enumerate(after):
        if _fate_with(pick, step, one, known, is_open) is not Fate.NO:
            return number if number and any(passed for passed, _ in after[:at]) else None
    return 0 if any(passed for passed, _ in after) else None


def _fate_with(pick: Pick, step: ChoiceQuestion, later: AnyStep, known: Known, is_open: Callable[[Name], bool]) -> Fate:
    """Whether a later step is asked of those who ticked this at the choice."""
    answered = replace(known, own={**known.own, step.id: Answer("", step.kind, value=Picks((pick,)))})

    def still_open(name: Name) -> bool:
        return is_open(name) and not (name.exercise in ("", known.exercise) and name.step in (step.id, *step.was))

    return fate_of(later.when, answered, still_open)
