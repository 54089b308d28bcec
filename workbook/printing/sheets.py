"""An exercise -> a sheet of paper that is complete without the program: what is answered, and room for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from ..model.answers import Answer
from ..model.asking import worded
from ..model.conditions import Name, Test, names_in
from ..model.days import spoken_day
from ..model.exercise import Exercise
from ..model.known import Known
from ..model.questions import (
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
    one_row_a_screen,
)
from ..model.sitting import Sitting
from .blocks import entry_of
from .branches import Fate, fate_of, if_so, only_if, open_part
from .cues import Find, Pages, choosing, copying, days_on, looking_back
from .forms import LINE, how_many, room_for
from .goto import going_on
from .printout import Chapter, Entry
from .room import About, Blanks, RoomBody, Ruled
from .told import told

RULE = "Skip any question. Stop when you like."
YOURS = "What you write here is for nobody but you, unless you say so."
TEARING = "This is written for nobody. You can keep the page, or tear it up."
FRESH = "Take a fresh page for it."
_ALREADY = re.compile(r"\b(tear|tore|torn|burn)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A step that stands on the sheet."""

    step: AnyStep
    number: int
    """0 of a note."""
    fate: Fate
    answer: Answer | None = None
    """What is printed of it; None where there is room to write."""


def blank(exercise: Exercise, find: Find, section: str = "") -> Chapter:
    """An exercise as an empty sheet, in the words that are for everybody. Nothing of a book is in it."""
    return _chapter(_Sheet(exercise, find, None, {}), section)


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
    sheet = _Sheet(exercise, find, sitting, earlier, measures=measures)
    return _chapter(sheet, "") if sheet.has_room() else None


def _chapter(sheet: _Sheet, section: str) -> Chapter:
    exercise = sheet.exercise
    about = About(
        purpose=exercise.purpose,
        time=f"About {exercise.minutes} minutes." if exercise.minutes > 1 else "A minute.",
        rule=f"{RULE} {YOURS}" if exercise.private else RULE,
        intro=sheet.pages.said(exercise.intro),
        caution=exercise.caution,
    )
    return Chapter(section, exercise.title, "", True, tuple(sheet.entries()), about=about)


class _Sheet:
    """One exercise, gone through in order: what stands earlier decides about what stands later."""

    def __init__(
        self,
        exercise: Exercise,
        find: Find,
        sitting: Sitting | None,
        earlier: Mapping[str, Answer],
        *,
        measures: bool = False,
    ) -> None:
        self.exercise = exercise
        self._sitting = sitting
        self._earlier = earlier
        self._measures = measures
        self._rooms: set[str] = set()
        """Steps that there is room for: what depends on them is open."""
        self._numbers: dict[str, int] = {}
        self._own: dict[str, Answer] = {}
        self.pages = self._pages(find)
        self._parts = list(self._gone_through())

    def _pages(self, find: Find) -> Pages:
        run = self._sitting.run if self._sitting is not None else 1
        known = Known(self._own, self._earlier, run, self.exercise.id)
        return Pages(self.exercise, find, known, self._sitting is None, self._numbers)

    def has_room(self) -> bool:
        """Whether anything is to be written by hand."""
        return bool(self._rooms)

    def _gone_through(self) -> Iterator[Part]:
        for given in self.exercise.steps:
            if given.printing.leave_out:
                continue
            step = worded(self.exercise, given, self.pages.known)
            fate = fate_of(step.when, self.pages.known, self._is_open)
            if fate is Fate.NO or not self._can_be_asked(step):
                continue
            if isinstance(step, Note):
                yield Part(step, 0, fate)
                continue
            answer = self._sitting.answers.get(step.id) if self._sitting is not None else None
            if answer is not None and (answer.off or answer.sealed):
                continue
            written = answer is not None and (answer.value is not None or answer.let_go)
            if answer is not None and written:
                self._own[step.id] = answer
                if entry_of(answer, measures=self._measures) is None:
                    continue  # a number that was asked around the exercise, or blanks alone
            else:
                self._rooms.add(step.id)
            self._numbers[step.id] = len(self._numbers) + 1
            yield Part(step, len(self._numbers), fate, answer if written else None)

    def _is_open(self, name: Name) -> bool:
        """Whether an answer is still to be written by hand, here or on another sheet."""
        if name.step == "sitting" and not name.exercise:
            return self._sitting is None
        if self.pages.is_here(name):
            step = self.pages.step(name)
            return step is not None and step.id in self._rooms
        found = self._earlier.get(f"{name.exercise}.{name.step}")
        return found is None or found.skipped

    def _is_for_another_time(self, step: AnyStep) -> bool:
        """Whether it is for whoever comes back to the exercise: there is no room for that on the first sheet."""
        if self._sitting is not None or not any(_is_run(name) for name in names_in(step.when)):
            return False
        first = replace(self.pages.known, run=1)
        return fate_of(step.when, first, lambda name: self._is_open(name) and not _is_run(name)) is Fate.NO

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
        return self._is_open(name) or self.pages.known.answer(name) is not None

    def entries(self) -> Iterator[Entry]:
        """Everything that stands on the sheet, from top to bottom."""
        last = ""
        for at, part in enumerate(self._parts):
            if part.answer is not None:
                entry = entry_of(part.answer, measures=self._measures)
                if entry is not None:
                    yield replace(entry, number=part.number)
                last = ""
                continue
            whom = self._whom(at)
            # Of several questions in a row for the same people only the first says so.
            cue = (self._of_several(at, whom),) if whom and whom != last else ()
            last = whom
            if isinstance(part.step, Note):
                yield self._note(part.step, cue)
            else:
                yield self._question(at, part.step, cue)

    def _whom(self, at: int) -> str:
        part = self._parts[at]
        when = open_part(part.step.when, self.pages.known, self._is_open) if part.fate is Fate.OPEN else None
        if part.step.later is not None and when == Test(cast(Name, part.step.later.date), "answered", "true"):
            when = None  # the day says it already
        said = ""
        if when == Test(Name("sitting"), "is", "1"):
            when = None  # whoever holds the sheet is there for the first time
        if isinstance(part.step, Note) and isinstance(when, Test) and (when.test, when.value) == ("answered", "true"):
            when = None  # whoever wrote nothing there loses nothing by reading on
        if when is not None and not self._decided_above(at, when):
            said = if_so(when, self.pages) if isinstance(part.step, Note) else only_if(when, self.pages)
        return " ".join(filter(None, (self._when_asked(part.step), said)))

    def _decided_above(self, at: int, when: object) -> bool:
        """Whether the question directly above sends everybody else on."""
        above = self._parts[at - 1] if at else None
        if above is None or not self._going_on(at - 1):
            return False
        names = names_in(self._parts[at].step.when)
        return all(self.pages.is_here(name) and self.pages.step(name) is above.step for name in names)

    def _of_several(self, at: int, whom: str) -> str:
        numbers = [self._parts[at].number]
        for later in range(at + 1, len(self._parts)):
            if self._parts[later].answer is not None or self._whom(later) != whom:
                break
            numbers.append(self._parts[later].number)
        numbers = [number for number in numbers if number]
        if len(numbers) < 2 or not self._parts[at].number:
            return whom
        whom = f"{whom[:1].lower()}{whom[1:]}".replace("leave this out", "leave these out")
        return f"{numbers[0]} {'and' if len(numbers) == 2 else 'to'} {numbers[-1]}: {whom}"

    def _when_asked(self, step: AnyStep) -> str:
        """For a question that belongs to a later day."""
        wait = step.later
        if wait is None:
            return ""
        waiting = self._sitting.waiting.get(step.id) if self._sitting is not None else None
        if waiting is not None:
            return f"On {spoken_day(waiting.day)}, or later."
        after = days_on(wait.offset) if wait.offset is not None else ""
        if wait.date is None:
            return f"{after[:1].upper()}{after[1:]}, or later." if after else "For a later day."
        at = self.pages.at(wait.date)
        day = self.pages.known.answer(wait.date)
        if day is not None and isinstance(day.value, date):
            return f"On {spoken_day(day.value)}, or later."
        if not at:
            return "For a later day."
        if wait.offset is None:
            return f"On the day that you wrote {at}."
        return f"On the day that you wrote {at}; {after}, if you wrote none."

    def _note(self, step: Note, cue: tuple[str, ...]) -> Entry:
        more = [f"About {_minutes(step.minutes)}."] if step.minutes else []
        if step.breathe is not None:
            pace = step.breathe
            more.append(
                f"Breathe in while you count to {pace.breathe_in}, and out while you count to {pace.breathe_out}. "
                "A few times are enough."
            )
        pins = looking_back([name for name in step.pin if name is not None], self.pages, 0)
        if None in step.pin:
            pins += ("Look through your other pages.",)
        return Entry("", told(self._note_text(step), *more), cue=cue, then=pins)

    def _question(self, at: int, step: AnyQuestion, cue: tuple[str, ...]) -> Entry:
        number = self._parts[at].number
        example = step.example
        return Entry(
            self._on_paper(step, "ask"),
            self._room(step),
            number=number,
            cue=(*cue, *self._bringing(step, number)),
            hint=" ".join(filter(None, self._hints(step))),
            example=f"{example.who}: “{self.pages.said(example.says)}”" if example is not None else "",
            then=tuple(filter(None, (self._going_on(at), *self._after(step)))),
        )

    def _note_text(self, step: Note) -> str:
        return self._on_paper(step, "text")

    def _on_paper(self, step: AnyStep, words: Literal["ask", "hint", "text"]) -> str:
        """An author's words as they are for paper, without what is only so on the screen.

        Other words for paper stand instead of the usual ones, and never instead of those for what happened.
        """
        usual, said = getattr(self.exercise.step(step.id), words), getattr(step, words)
        text = self.pages.said((getattr(step.printing, words) if said == usual else None) or said)
        for sentence in step.printing.without:
            text = text.replace(sentence, "")
        return "\n".join(re.sub(" {2,}", " ", line).strip() for line in text.split("\n"))

    def _room(self, step: AnyQuestion) -> RoomBody:
        room = room_for(step, self.pages)
        if isinstance(room, Ruled) and room.lines > LINE and self._is_for_another_time(step):
            return told(FRESH)
        return room

    def _hints(self, step: AnyQuestion) -> Iterator[str]:
        yield self._on_paper(step, "hint")
        if isinstance(step, LineQuestion | TextQuestion) and step.minutes:
            yield f"About {_minutes(step.minutes)}."
        yield how_many(step, self.pages)
        if isinstance(step, LineQuestion | TextQuestion) and step.let_go and not self._says_tearing(step):
            yield TEARING

    def _says_tearing(self, step: AnyQuestion) -> bool:
        """Whether that is said already: by the author, or at an earlier question."""
        free = [one.id for one in self.exercise.steps if isinstance(one, LineQuestion | TextQuestion) and one.let_go]
        if step.id != free[0]:
            return True
        notes = (part.step for part in self._parts if isinstance(part.step, Note))
        return any(_ALREADY.search(self._note_text(one)) for one in notes)

    def _bringing(self, step: AnyQuestion, number: int) -> Iterator[str]:
        """What to have at hand, or to copy, where the program would carry an answer forward."""
        source: From | None = None
        if isinstance(step, ChoiceQuestion | ChoicesQuestion | RatingsQuestion) and isinstance(step.options, From):
            source = step.options
            if isinstance(room := room_for(step, self.pages), Ruled) or "" in getattr(room, "options", ()):
                yield choosing(source, self.pages, several=not isinstance(step, ChoiceQuestion))
        if isinstance(step, TableQuestion) and isinstance(step.rows, From):
            source = step.rows
            room = cast(Blanks, room_for(step, self.pages))
            if len(room.heads) > len(step.columns) and not any(row[0] for row in room.rows):
                yield copying(source, self.pages)
            elif one_row_a_screen(step) and len(room.heads) > len(step.columns):
                pass
        shown = [source.name] if source is not None else []
        pins = [name for name in step.pin if name is not None and name not in shown]
        yield from looking_back([*step.ask.needs(), *pins], self.pages, number)
        begins = [name for name in step.default if name not in shown and not self.pages.is_here(name)]
        if begins:
            yield from looking_back(begins, self.pages, number)
        letters = [part.step for part in self._parts if isinstance(part.step, LetterQuestion) and part.answer is None]
        if letters and step is letters[0]:
            yield "Fill the gaps with your words from above. Leave out what doesn't fit, and change what you like."

    def _after(self, step: AnyQuestion) -> Iterator[str]:
        again, back = step.again, step.returns
        if again is not None and self.pages.is_here(again) and self.pages.number(again):
            yield f"Your first number stands at {self.pages.number(again)}."
        if back is None:
            return
        if back.another_no:
            yield "Keep it where you find it if another no comes."
        elif back.days is not None:
            yield f"Put this page away, and read it again {days_on(back.days)}."

    def _going_on(self, at: int) -> str:
        """Where a choice sends those who need not read on."""
        step = self._parts[at].step
        if self._parts[at].answer is not None or not isinstance(step, ChoiceQuestion) or isinstance(step.options, From):
            return ""
        return going_on(step, self._after_here(at), self.pages, self._is_open)

    def _after_here(self, at: int) -> list[tuple[int, AnyStep]]:
        return [(part.number, part.step) for part in self._parts[at + 1 :] if part.answer is None]


def _is_run(name: Name) -> bool:
    return name.step == "sitting" and not name.exercise


def _minutes(minutes: int) -> str:
    return "a minute" if minutes == 1 else f"{minutes} minutes"
