"""What was typed on a choice: the letters of an option, or words that belong somewhere else."""

from __future__ import annotations

from collections.abc import Iterable

PAUSE = 1.5
"""Seconds after which a letter begins anew."""
WORD = 3
"""Letters from which on what is typed can be words: one or two may be a slip."""


class Spelling:
    """Collects what is typed on the options of a cell, so that no sentence chooses by its letters."""

    def __init__(self, options: Iterable[str]) -> None:
        self._options = tuple(option.casefold() for option in options)
        self._last = 0.0
        self._strange = False
        self.typed = ""
        """What was typed in one go."""

    def forget(self) -> None:
        """Begin anew: another key was pressed, or the cell was left."""
        self.typed, self._strange = "", False

    def goes_on(self, at: float) -> bool:
        """Whether what is typed at so many seconds follows on something."""
        return bool(self.typed) and at - self._last <= PAUSE

    def take(self, character: str, at: float) -> bool:
        """Take one more character, typed at so many seconds. Whether it is the first in one go."""
        if not self.goes_on(at):
            self.forget()
        self._last = at
        self.typed += character
        letter = character.casefold()
        fits = character.isspace() or self._is_digit(letter) or any(one.startswith(letter) for one in self._options)
        self._strange = self._strange or not (fits or self.spells)
        return len(self.typed) == 1

    def _is_digit(self, letter: str) -> bool:
        return letter.isdecimal() and 1 <= int(letter) <= len(self._options)

    @property
    def spells(self) -> bool:
        """Whether more than one letter of an option has been spelt, and nothing else."""
        typed = self.typed.casefold()
        return len(typed) > 1 and any(option.startswith(typed) for option in self._options)

    @property
    def fitting(self) -> int:
        """Which option is spelt so far; only where `spells`."""
        typed = self.typed.casefold()
        return next(number for number, option in enumerate(self._options) if option.startswith(typed))

    @property
    def words(self) -> bool:
        """Whether it is words: some letters, of which one begins no option and spells none on."""
        return self._strange and len(self.typed.strip()) >= WORD
