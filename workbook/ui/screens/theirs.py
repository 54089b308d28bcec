"""What the end of an exercise shows of a person's own words, and where it shows none of them."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.answers import Table, cell_words, items
from ...model.lettinggo import may_be_let_go, words_in
from ...model.walking import Walk


def what_became(at: Walk) -> str:
    """Where something was written for nobody, what became of it: never a word of it. Empty where nothing was."""
    answers = [at.known.own.get(step.id) for step in at.exercise.questions() if may_be_let_go(step)]
    written = [one for one in answers if one is not None and not one.skipped and (one.let_go or words_in(one))]
    if not written:
        return ""
    last = written[-1]
    if last.let_go:
        return "You wrote, and let it go."
    return "You wrote, and closed it. It is in your book." if last.sealed else "You wrote. It is in your book."


@dataclass(frozen=True, slots=True)
class Theirs:
    """What they wrote, as the end of an exercise shows it."""

    called: str
    """Its short name; a letter needs none."""
    words: str
    is_page: bool
    """Whether it is a letter, or another text of several lines."""


def line_of_theirs(at: Walk) -> Theirs | None:
    """The first of what the author thought worth keeping; None where none of it speaks."""
    for id in at.exercise.end_with or at.exercise.keep:
        answer = at.known.own.get(id)
        # Written for nobody: not even this page shows it.
        if may_be_let_go(at.exercise.step(id)):
            continue
        if answer is None or not answer.speaks() or answer.value is None:
            continue
        called = "" if answer.kind == "letter" else answer.called
        if isinstance(answer.value, Table):
            rows = answer.value.shown()
            words = (", ".join(cell_words(cell) for cell in row.cells.values()) for row in rows)
            return Theirs(called, "\n".join(words), is_page=False)
        said = "\n".join(items(answer.value))
        return Theirs(called, said, is_page=isinstance(answer.value, str) and "\n" in said)
    return None
