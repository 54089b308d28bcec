"""A letter on paper: its words stand, and where somebody's own go there is room for a pen."""

from __future__ import annotations

from dataclasses import replace

from ...model.conditions import Name
from ...model.questions import (
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    LetterQuestion,
    LineQuestion,
    ListQuestion,
    ScaleQuestion,
    TextQuestion,
)
from ...model.wording import Gap, inline
from ..room import Gaps, Hole
from .cues import Pages

LETTER = 14
"""Lines that a letter has where its author names no other number."""
YOUR_NAME = "your name"
_LABEL = 40
_SHORT_OPTION = 40
_CLOSING = 4
"""So many words without a stop, at the end of a letter, are what a name stands under."""
_OPEN = 2
"""So many lines, at least, follow an end that is none: "And now,"."""
_STOPS = ".,:;!?…)”"

Line = tuple[str | Hole, ...]


def letter(step: LetterQuestion, pages: Pages) -> Gaps:
    """The letter with its gaps. What is left of its lines is given to the last gap for more than a line, or follows."""
    paragraphs: list[list[Line]] = [[]]
    for given in step.template.lines():
        parts = [_part(part, pages) for part in given]
        if any(isinstance(part, Hole) or part.strip() for part in parts):
            paragraphs[-1] += _lines(parts)
        elif paragraphs[-1]:
            paragraphs.append([])
    kept = [paragraph for paragraph in paragraphs if paragraph]
    signed = bool(kept) and _closes(kept[-1][-1])
    if signed:
        kept[-1].append((Hole(YOUR_NAME),))
    used = sum(1 + sum(part.lines for part in line if isinstance(part, Hole)) for one in kept for line in one)
    last = kept[-1][-1][-1] if kept else ""
    least = _OPEN if isinstance(last, str) and last.rstrip().endswith(",") else 0
    left = max(least, (step.printing.lines or LETTER) - used - len(kept))
    return _with_room(kept, left, signed)


def _with_room(paragraphs: list[list[Line]], left: int, signed: bool) -> Gaps:
    for paragraph in reversed(paragraphs):
        for at, line in enumerate(paragraph):
            only = line[0] if len(line) == 1 else ""
            if isinstance(only, Hole) and only.lines > 2:
                paragraph[at] = (replace(only, lines=only.lines + left),)
                return Gaps(tuple(map(tuple, paragraphs)))
    return Gaps(tuple(map(tuple, paragraphs)), 0 if signed else left)


def _closes(line: Line) -> bool:
    """Whether it is such as "With kind regards"."""
    words = "".join(part for part in line if isinstance(part, str)).strip()
    return all(isinstance(part, str) for part in line) and len(words.split()) <= _CLOSING and words[-1:] not in _STOPS


def _lines(parts: list[str | Hole]) -> list[Line]:
    """A line of a letter in as many as a pen needs: after a gap that goes on below, the words begin anew."""
    holes = [part for part in parts if isinstance(part, Hole)]
    words = [part.strip(_STOPS + " ") for part in parts if isinstance(part, str)]
    if len(holes) == 1 and len(" ".join(words).split()) <= 1 and any(words):
        # "Dear …," and "To …:" have a name or a few words.
        return [tuple(replace(part, lines=0) if isinstance(part, Hole) else part for part in parts)]
    found: list[Line] = []
    line: list[str | Hole] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        if isinstance(part, str):
            part = part if line else part.lstrip()
            line += [part] if part else []
            continue
        alone = part.lines and not line and not any(isinstance(one, Hole) or one.strip(_STOPS + " ") for one in rest)
        line.append(replace(part, lines=part.lines + 1) if alone else part)
        if part.lines:
            behind = rest.pop(0) if rest and isinstance(rest[0], str) else ""
            stop, after = _parted(behind) if isinstance(behind, str) else ("", "")
            line += [stop] if stop and not alone else []
            rest[:0] = [after] if after.strip() else []
            found.append(tuple(line))
            line = []
    return [*found, tuple(line)] if line else found


def _parted(words: str) -> tuple[str, str]:
    """The stop that belongs to what stands before, and what begins after it."""
    after = words.lstrip(_STOPS)
    return words[: len(words) - len(after)], after.lstrip()


def _part(part: str | Gap, pages: Pages) -> str | Hole:
    if isinstance(part, str):
        return part
    answer = pages.known.answer(part.name)
    if answer is not None:
        return inline(answer)
    return Hole(_label(part.name, pages), _more_lines(pages.step(part.name)))


def _more_lines(step: AnyStep | None) -> int:
    """How many lines a gap has below the one that it stands on; only names, days and few words have none."""
    match step:
        case LineQuestion():
            return 0 if step.printing.lines == 1 else 1
        case ChoiceQuestion():
            options = step.options if isinstance(step.options, tuple) else ()
            return 1 if any(len(option.words) > _SHORT_OPTION for option in options) else 0
        case TextQuestion() | ListQuestion() | LetterQuestion() | ChoicesQuestion():
            return 2
        case ScaleQuestion() | DateQuestion() | None:
            return 0
        case _:
            return 1


def _label(name: Name, pages: Pages) -> str:
    number, called = pages.number(name), pages.called(name)
    if len(called) > _LABEL:
        called = ""  # there is no room for it beside a gap
    if pages.is_here(name):
        return f"{called}, {number}" if called and number else called or str(number or "")
    return called
