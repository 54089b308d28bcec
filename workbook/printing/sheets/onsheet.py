"""What stands on a sheet: which steps of an exercise, with what numbers, answered or with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...model.answers import Answer
from ...model.asking import worded
from ...model.conditions import Name, names_in
from ...model.exercise import Exercise
from ...model.known import Known
from ...model.questions import AnyQuestion, AnyStep, From, LetterQuestion, Note
from ...model.sitting import Sitting
from ..blocks import entry_of
from ..printout import Entry
from .branches import Fate, fate_of, is_run
from .cues import Find, Pages


@dataclass(frozen=True)
class Part:
    """A step that stands on the sheet."""

    step: AnyStep
    number: int
    """0 of a note."""
    fate: Fate
    entry: Entry | None = None
    """What was answered; None where there is room to write."""
    beside: Entry | None = None
    """What was noted beside a question that has room."""


class Parts:
    """One exercise, gone through in order: what stands earlier decides about what stands later.

    Without a sitting it is an empty sheet, on which everything depends on what is still to be written.
    """

    def __init__(
        self,
        exercise: Exercise,
        find: Find,
        sitting: Sitting | None = None,
        earlier: Mapping[str, Answer] | None = None,
        *,
        measures: bool = False,
    ) -> None:
        self.exercise = exercise
        self.sitting = sitting
        self._earlier = earlier or {}
        self._measures = measures
        self._rooms: set[str] = set()
        """Steps that there is room for: what depends on them is open."""
        self._numbers: dict[str, int] = {}
        self._own: dict[str, Answer] = {}
        self._met: set[str] = set()
        """Answers to questions that the exercise has."""
        run = sitting.run if sitting is not None else 1
        known = Known(self._own, self._earlier, run, exercise.id)
        self.pages = Pages(exercise, find, known, sitting is None, self._numbers)
        """Where the answers stand that the sheet speaks of."""
        self.every = tuple(self._gone_through())

    def has_room(self) -> bool:
        """Whether anything is to be written by hand."""
        return bool(self._rooms)

    def gone(self) -> Iterator[Entry]:
        """What was answered to questions that the exercise has no more."""
        for id, answer in self.sitting.answers.items() if self.sitting is not None else ():
            entry = entry_of(answer, measures=self._measures) if id not in self._met else None
            if entry is not None:
                yield entry

    def _gone_through(self) -> Iterator[Part]:
        for given in self.exercise.steps:
            step = worded(self.exercise, given, self.pages.known)
            fate = fate_of(step.when, self.pages.known, self.is_open)
            asked = not given.printing.leave_out and fate is not Fate.NO and self._can_be_asked(step)
            if isinstance(step, Note):
                if asked:
                    yield Part(step, 0, fate)
                continue
            answer = self._answer(step)
            if answer is not None and (answer.off or answer.sealed):
                continue
            entry = entry_of(answer, measures=self._measures) if answer is not None else None
            if not asked:
                # Nobody is asked this by a sheet. What somebody has written all the same stays in its place.
                if entry is not None:
                    yield Part(step, 0, fate, entry)
                continue
            written = answer is not None and (answer.value is not None or answer.let_go)
            if answer is not None and written:
                self._own[step.id] = answer
                if entry is None:
                    continue  # a number that was asked around the exercise, or blanks alone
            else:
                self._rooms.add(step.id)
            number = self._numbers[step.id] = len(self._numbers) + 1
            yield Part(step, number, fate, entry if written else None, None if written else entry)

    def _answer(self, step: AnyQuestion) -> Answer | None:
        """What was answered to a question, under its name or one that it had before."""
        answers = self.sitting.answers if self.sitting is not None else {}
        id = next((id for id in (step.id, *step.was) if id in answers), None)
        if id is None:
            return None
        self._met.add(id)
        return answers[id]

    def is_open(self, name: Name) -> bool:
        """Whether an answer is still to be written by hand, here or on another sheet."""
        if is_run(name):
            return self.sitting is None
        if self.pages.is_here(name):
            step = self.pages.step(name)
            # What sheets leave out may still be so: what depends on it stays on them.
            return step is not None and (step.id in self._rooms or step.printing.leave_out)
        found = self._earlier.get(f"{name.exercise}.{name.step}")
        return found is None or found.skipped

    def is_for_another_time(self, step: AnyStep) -> bool:
        """Whether it is for whoever comes back to the exercise: there is no room for that on the first sheet."""
        if self.sitting is not None or not any(is_run(name) for name in names_in(step.when)):
            return False
        first = replace(self.pages.known, run=1)
        return fate_of(step.when, first, lambda name: self.is_open(name) and not is_run(name)) is Fate.NO

    def _can_be_asked(self, step: AnyStep) -> bool:
        """Whether everything that a step speaks of is there, or can be written by hand."""
        if isinstance(step, Note):
            return not step.pin or any(name is None or self._is_there(name) for name in step.pin)
        needs = list(step.ask.needs())
        for source in (getattr(step, "options", None), getattr(step, "rows", None)):
            if isinstance(source, From) and source.name is not None:
                needs.append(source.name)
        if not all(self._is_there(name) for name in needs):
            return False
        letter = step.template.needs() if isinstance(step, LetterQuestion) else ()
        return not letter or any(self._is_there(name) for name in letter)

    def _is_there(self, name: Name) -> bool:
        return self.is_open(name) or self.pages.known.answer(name) is not None
