"""An exercise -> a sheet of paper that is complete without the program: what is answered, and room for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, cast

from ...model.answers import Answer
from ...model.exercise import Exercise
from ...model.questions import (
    AnyQuestion,
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    From,
    LetterQuestion,
    LineQuestion,
    Note,
    RatingsQuestion,
    TableQuestion,
    TextQuestion,
)
from ...model.sitting import Sitting
from ..printout import Chapter, Entry
from ..room import About, Blanks, RoomBody, Ruled
from .cues import Find, choosing, copying, days_on, looking_back
from .forms import LINE, how_many, room_for
from .onsheet import Parts
from .told import told
from .whom import of_several, sends_on, whom

RULE = "Skip any question. Stop when you like."
YOURS = "What you write here is for nobody but you, unless you say so."
TEARING = "This is written for nobody. You can keep the page, or tear it up."
FRESH = "Take a fresh page for it."
_ALREADY = re.compile(r"\b(tear|tore|torn|burn)", re.IGNORECASE)


def blank(exercise: Exercise, find: Find, section: str = "") -> Chapter:
    """An exercise as an empty sheet, in the words that are for everybody. Nothing of a book is in it."""
    return _Sheet(Parts(exercise, find)).chapter(section)


def begun(
    exercise: Exercise,
    find: Find,
    sitting: Sitting,
    earlier: Mapping[str, Answer],
    *,
    measures: bool = False,
) -> Chapter | None:
    """An exercise as far as somebody has come with it: their words, and room for the rest. None where there is none.

    What is closed has neither words nor room; what a branch has switched off is left out.
    """
    parts = Parts(exercise, find, sitting, earlier, measures=measures)
    return _Sheet(parts).chapter("") if parts.has_room() else None


class _Sheet:
    """Everything that stands on a sheet, in words for paper."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._pages = parts.pages

    def chapter(self, section: str) -> Chapter:
        """The sheet."""
        exercise = self._parts.exercise
        about = About(
            purpose=exercise.purpose,
            time=f"About {_minutes(exercise.minutes)}.",
            rule=f"{RULE} {YOURS}" if exercise.private else RULE,
            intro=self._pages.said(exercise.intro),
            caution=exercise.caution,
        )
        entries = (*self._entries(), *self._parts.gone())
        return Chapter(section, exercise.title, "", False, entries, about=about)

    def _entries(self) -> Iterator[Entry]:
        last = ""
        for at, part in enumerate(self._parts.every):
            if part.entry is not None:
                yield replace(part.entry, number=part.number)
                last = ""
                continue
            said = whom(self._parts, at)
            # Of several questions in a row for the same people only the first says so.
            cue = (of_several(self._parts, at, said),) if said and said != last else ()
            last = said
            if isinstance(part.step, Note):
                yield self._note(part.step, cue)
            else:
                yield self._question(at, part.step, cue)

    def _note(self, step: Note, cue: tuple[str, ...]) -> Entry:
        more = [f"About {_minutes(step.minutes)}."] if step.minutes else []
        if step.breathe is not None:
            pace = step.breathe
            more.append(
                f"Breathe in while you count to {pace.breathe_in}, and out while you count to {pace.breathe_out}. "
                "A few times are enough."
            )
        pins = looking_back([name for name in step.pin if name is not None], self._pages, 0)
        if None in step.pin:
            pins += ("Look through your other pages.",)
        return Entry("", told(self._note_text(step), *more), cue=cue, then=pins)

    def _question(self, at: int, step: AnyQuestion, cue: tuple[str, ...]) -> Entry:
        part = self._parts.every[at]
        example = step.example
        return Entry(
            self._on_paper(step, "ask"),
            self._room(step),
            added=part.beside.added if part.beside is not None else (),
            number=part.number,
            cue=(*cue, *self._bringing(step, part.number)),
            hint=" ".join(filter(None, self._hints(step))),
            # Whoever holds one sheet alone has not met the people of the stories.
            example=f"“{self._pages.said(example.says)}”" if example is not None else "",
            then=tuple(filter(None, (sends_on(self._parts, at), *self._after(step)))),
        )

    def _note_text(self, step: Note) -> str:
        return self._on_paper(step, "text")

    def _on_paper(self, step: AnyStep, words: Literal["ask", "hint", "text"]) -> str:
        """An author's words as they are for paper, without what is only so on the screen.

        Other words for paper stand instead of the usual ones, and never instead of those for what happened.
        """
        usual, said = getattr(self._parts.exercise.step(step.id), words), getattr(step, words)
        text = self._pages.said((getattr(step.printing, words) if said == usual else None) or said)
        for sentence in step.printing.without:
            text = text.replace(sentence, "")
        return "\n".join(re.sub(" {2,}", " ", line).strip() for line in text.split("\n"))

    def _room(self, step: AnyQuestion) -> RoomBody:
        room = room_for(step, self._pages)
        if isinstance(room, Ruled) and room.lines > LINE and self._parts.is_for_another_time(step):
            return told(FRESH)
        return room

    def _hints(self, step: AnyQuestion) -> Iterator[str]:
        yield self._on_paper(step, "hint")
        if isinstance(step, LineQuestion | TextQuestion) and step.minutes:
            yield f"About {_minutes(step.minutes)}."
        yield how_many(step, self._pages)
        if isinstance(step, LineQuestion | TextQuestion) and step.let_go and not self._says_tearing(step):
            yield TEARING

    def _says_tearing(self, step: AnyQuestion) -> bool:
        """Whether that is said already: by the author, or at an earlier question."""
        free = [
            one.id for one in self._parts.exercise.steps if isinstance(one, LineQuestion | TextQuestion) and one.let_go
        ]
        if step.id != free[0]:
            return True
        notes = (part.step for part in self._parts.every if isinstance(part.step, Note))
        return any(_ALREADY.search(self._note_text(one)) for one in notes)

    def _bringing(self, step: AnyQuestion, number: int) -> Iterator[str]:
        """What to have at hand, or to copy, where the program would carry an answer forward."""
        source: From | None = None
        if isinstance(step, ChoiceQuestion | ChoicesQuestion | RatingsQuestion) and isinstance(step.options, From):
            source = step.options
            if isinstance(room := room_for(step, self._pages), Ruled) or "" in getattr(room, "options", ()):
                yield choosing(source, self._pages, several=not isinstance(step, ChoiceQuestion))
        if isinstance(step, TableQuestion) and isinstance(step.rows, From):
            source = step.rows
            room = cast(Blanks, room_for(step, self._pages))
            if len(room.heads) > len(step.columns) and not any(row[0] for row in room.rows):
                yield copying(source, self._pages)
        shown = [source.name] if source is not None else []
        pins = [name for name in step.pin if name is not None and name not in shown]
        yield from looking_back([*step.ask.needs(), *pins], self._pages, number)
        begins = [name for name in step.default if name not in shown and not self._pages.is_here(name)]
        if begins:
            yield from looking_back(begins, self._pages, number)
        to_write = (one.step for one in self._parts.every if one.entry is None)
        if step is next((one for one in to_write if isinstance(one, LetterQuestion)), None):
            yield "Fill the gaps with your words from above. Leave out what doesn't fit, and change what you like."

    def _after(self, step: AnyQuestion) -> Iterator[str]:
        again, back = step.again, step.returns
        if again is not None and self._pages.is_here(again) and self._pages.number(again):
            yield f"Your first number stands at {self._pages.number(again)}."
        if back is None:
            return
        if back.another_no:
            yield "Keep it where you find it if another no comes."
        elif back.days is not None:
            yield f"Put this page away, and read it again {days_on(back.days)}."


def _minutes(minutes: int) -> str:
    return "a minute" if minutes <= 1 else f"{minutes} minutes"
