"""The content that ships, and all of it that somebody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.library.folders import read_pack_at
from workbook.library.library import Library
from workbook.model.exercise import Exercise
from workbook.model.questions import AnyStep, LetterQuestion, OptionWords, TableQuestion, Wording
from workbook.model.wording import Text

CONTENT = Path(__file__).parents[1] / "content"
LIBRARY = Library((CONTENT,))
EXERCISES = {heading.id: LIBRARY.load(heading) for pack in LIBRARY.titles for heading in pack.headings}
PACK = read_pack_at(CONTENT)
ORDER = tuple(id for section in PACK.sections for id in section.exercises)
"""Every exercise, in the order in which the contents have them."""
READINGS = "stories"
"""The section whose notes are stories: they may be longer."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One text that somebody reads."""

    at: str
    """Where it stands: `thought: hint`."""
    limit: int
    """How many words it may have."""
    words: str
    whole: bool = True
    """Whether it is made of whole sentences; titles, options and the heads of columns are not."""
    study: bool = False
    """Whether it tells of a study, in the study's words."""
    figures: bool = False
    """Whether it stands on the page of methods, where figures may stand."""


def plain(text: Text | str) -> str:
    """An author's text as somebody may read it; each answer counts as one word."""
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else (part.otherwise or "it") for part in text.parts)


def count(words: str) -> int:
    """How many words there are; a hyphen or an apostrophe parts none, nor does the point of a number."""
    return len(re.findall(r"[\w'’&-]+(?:[.,]\d+)*", words))


def sentences(words: str) -> list[str]:
    """The sentences of a text, and what colons and empty lines part."""
    return [one for one in re.split(r"(?<=[.!?…:;])\s+|\n\n", words) if one.strip()]


def options(step: AnyStep) -> tuple[OptionWords, ...]:
    """The options that stand in the file."""
    found = getattr(step, "options", ())
    return found if isinstance(found, tuple) else ()


def wordings(step: AnyStep) -> Iterator[tuple[str, AnyStep | Wording]]:
    """The step's own words, and those for each thing that may have happened."""
    yield "", step
    yield from step.wording.items()


def shown(exercise: Exercise) -> Iterator[Shown]:
    """Every text of an exercise."""
    yield Shown("title", 7, exercise.title, whole=False)
    yield Shown("purpose and intro", 60, f"{exercise.purpose} {plain(exercise.intro)}".strip())
    yield Shown("caution", 60, exercise.caution)
    for rule in exercise.order:
        yield Shown("order", 25, rule.why)
    evidence = exercise.evidence
    if evidence is not None:
        yield Shown("evidence", 60, f"{evidence.claim} {evidence.caveat}", study=True)
        yield Shown("figures", 125, evidence.figures, study=True, figures=True)
    for step in exercise.steps:
        yield from _of_step(step, reading=exercise.section == READINGS)


def _of_step(step: AnyStep, *, reading: bool) -> Iterator[Shown]:
    for kind, words in wordings(step):
        at = f"{step.id} {kind}".strip()
        for name, limit in (("ask", 25), ("hint", 30), ("text", 120 if reading else 60)):
            text = getattr(words, name, None)
            if isinstance(text, Text):
                yield Shown(f"{at}: {name}", limit, plain(text))
        example = getattr(words, "example", None)
        if example is not None:
            yield Shown(f"{at}: example", 35, plain(example.says))
    called = getattr(step, "called", None)
    if isinstance(called, Text):
        yield Shown(f"{step.id}: called", 8, plain(called), whole=False)
    if isinstance(step, LetterQuestion):
        yield Shown(f"{step.id}: template", 120, plain(step.template), whole=False)
    for end in ("low", "high"):
        yield Shown(f"{step.id}: {end}", 8, getattr(step, end, ""), whole=False)
    for option in options(step):
        yield Shown(f"{step.id}: option {option.id}", 10, option.words, whole=False)
    for column in step.columns if isinstance(step, TableQuestion) else ():
        yield Shown(f"{step.id}: column {column.id}", 6, column.title, whole=False)
        for option in column.options:
            yield Shown(f"{step.id}: column {column.id}, option {option.id}", 6, option.words, whole=False)


def shown_of_pack() -> Iterator[Shown]:
    """Every text of pack.yaml."""
    for section in PACK.sections:
        yield Shown(f"section {section.id}", 7, section.title, whole=False)
    for path in PACK.paths:
        yield Shown(f"path {path.id}", 7, path.title, whole=False)
        yield Shown(f"path {path.id}: says", 12, path.says, whole=False)
    for id, measure in PACK.measures.items():
        yield Shown(f"measure {id}: title", 7, measure.title, whole=False)
        yield Shown(f"measure {id}: ask", 25, plain(measure.ask))
        yield Shown(f"measure {id}: low and high", 12, f"{measure.low}, {measure.high}", whole=False)
        if measure.offer is not None:
            yield Shown(f"measure {id}: offer", 30, measure.offer.says)
    yield Shown("plan", 120, plain(PACK.plan), whole=False)
    yield Shown("methods", 150, PACK.methods, study=True, figures=True)
