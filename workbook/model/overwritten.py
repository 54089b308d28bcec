"""What another program has put in the place of a sitting: whether words of ours are lost by it."""

from __future__ import annotations

from .answers import Answer
from .sitting import Sitting


def loses_words(held: Sitting, found: Sitting) -> bool:
    """Whether something that was answered does not stand in `found` any more, and nobody meant to take it out.

    Whoever edits the very file that was saved last may take out what they like. Whoever writes an older state over
    it, or one from another computer, knew nothing of the words that it lacks.
    """
    if (found.revision, found.saved) == (held.revision, held.saved):
        return False
    return any(not _stands(answer, found.answers.get(id)) for id, answer in held.answers.items())


def _stands(answer: Answer, found: Answer | None) -> bool:
    if (answer.value is None and not answer.added) or (found is not None and found.let_go):
        return True
    if found is None:
        return False
    if any(note not in found.added for note in answer.added):
        return False
    if isinstance(answer.value, str) and isinstance(found.value, str):
        return answer.value in found.value
    return answer.value == found.value
