"""What is known at a step: this sitting's answers so far, and those of other exercises of the same book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Answer
from .conditions import Name


@dataclass(frozen=True, slots=True)
class Known:
    """The answers that may be spoken of."""

    own: Mapping[str, Answer]
    earlier: Mapping[str, Answer]
    """`exercise.step` of the same book."""
    run: int = 1
    exercise: str = ""
    """The exercise itself: it may be named like any other."""

    def answer(self, name: Name) -> Answer | None:
        """The answer that a name stands for, when it speaks."""
        if name.exercise in ("", self.exercise):
            found = self.own.get(name.step)
            if found is not None and found.speaks():
                return found
        # Named in full, the exercise itself is like any other: an older run may have what this one lacks.
        found = self.earlier.get(f"{name.exercise}.{name.step}") if name.exercise else None
        return found if found is not None and found.speaks() else None

    def __call__(self, name: Name) -> Answer | int | None:
        """As `answer`, and the number of the run for `sitting`: what conditions ask."""
        if name.step == "sitting" and not name.exercise:
            return self.run
        return self.answer(name)

    def kept(self) -> dict[str, Answer]:
        """Every answer of other exercises that was named worth keeping, by `exercise.step`."""
        return {name: answer for name, answer in self.earlier.items() if answer.keep and answer.speaks()}
