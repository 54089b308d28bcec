"""An author's mistakes: where, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..files.clean import one_line

ELSEWHERE_CALLED = {
    "prompt": "ask", "question": "ask", "label": "ask", "type": "kind", "name": "id", "help": "hint",
    "description": "hint", "choices": "options", "values": "options", "if": "when", "visible": "when",
    "show_if": "when", "required": "core", "time": "minutes", "duration": "minutes", "body": "text",
    "content": "text", "questions": "steps", "summary": "purpose", "sensitive": "private",
    "placeholder": "example",
}  # fmt: skip
"""Keys that other programs use for the same thing."""

_LONGEST_MESSAGE = 400
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file."""

    file: Path
    line: int
    """From 1."""
    column: int
    """From 1."""
    message: str
    """On one line; what nobody can see in an author's words is named in it."""

    def __post_init__(self) -> None:
        from .unseen import made_visible

        message = one_line(made_visible(self.message[: 4 * _LONGEST_MESSAGE]))
        if len(message) > _LONGEST_MESSAGE:
            message = message[: _LONGEST_MESSAGE - 1] + "…"
        object.__setattr__(self, "message", message)

    def __str__(self) -> str:
        from .unseen import made_visible

        return f"{one_line(made_visible(str(self.file)))}:{self.line}:{self.column}: {self.message}"


class Broken(Exception):
    """An exercise or pack that can't be used as it is written. `problems` has every reason, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; the empty string when none is near."""
    names = list(known)
    usual = ELSEWHERE_CALLED.get(word.lower())
    if usual in names:
        return usual
    if len(word) > _LONGEST_WORD:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(word, names, n=1, cutoff=0.65)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean `x`?", or nothing when no known word is near."""
    near = nearest(word, known)
    return f" Did you mean `{near}`?" if near else ""


def listed(words: Iterable[str]) -> str:
    """`a`, `b` and `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]
