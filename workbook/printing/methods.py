"""What an exercise rests on, in the words that the screen and every print share."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model.exercise import Exercise
from .claims import TESTED, claim_of
from .phrases import FIGURES
from .printout import Basis, Methods

_EQUALS = re.compile(r"\b(\w) = (?=[-\d])")


def basis_of(exercise: Exercise, section: str = "") -> Basis | None:
    """What stands about an exercise on the methods pages; None where it claims nothing."""
    evidence = exercise.evidence
    if evidence is None:
        return None
    return Basis(
        name=f"{exercise.pack}/{exercise.id}",
        section=section,
        title=exercise.title,
        tested=TESTED.get(evidence.tested, ""),
        said=claim_of(evidence),
        figures=flowing(evidence.figures),
        sources=evidence.sources,
    )


def without_figures(methods: tuple[Methods, ...]) -> tuple[Methods, ...]:
    """The same in words alone, with a last line that says where the numbers are, where there are any.

    A book is read for what its writer wrote: pages of figures behind it would be read by nobody.
    """
    bare = [replace(one, entries=tuple(replace(basis, figures=()) for basis in one.entries)) for one in methods]
    if any(basis.figures for one in methods for basis in one.entries):
        bare[-1] = replace(bare[-1], more=FIGURES)
    return tuple(bare)


def flowing(text: str) -> tuple[str, ...]:
    """An author's paragraphs, each as one line: where the lines of its file end means nothing.

    A line never ends within something like "d = 0.45".
    """
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if words := line.split():
            found[-1] += words
        elif found[-1]:
            found.append([])
    return tuple(_EQUALS.sub("\\1\u00a0=\u00a0", " ".join(words)) for words in found if words)
