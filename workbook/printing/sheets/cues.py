"""What a sheet says instead of carrying an answer forward: where it stands, and what to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.answers import Answer
from ...model.conditions import Name
from ...model.exercise import Exercise
from ...model.known import Known
from ...model.questions import (
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    From,
    OptionWords,
    Question,
    RatingsQuestion,
    ScaleQuestion,
)
from ...model.wording import Gap, Text, inline

Find = Callable[[str], Exercise | None]
"""Another exercise of the same pack, by its id; None where there is none that can be read."""

_QUOTED = 280
"""So many characters of an answer are enough to know it by: it is printed where it belongs."""
GAP = "______"
"""In a question: a place for words that are written elsewhere on the sheet."""


def on_paper(exercise: Exercise) -> tuple[Question, ...]:
    """The questions that an empty sheet asks, in order: their numbers are their places here."""
    return tuple(step for step in exercise.questions() if not step.printing.leave_out)


@dataclass(frozen=True)
class Pages:
    """Where every answer stands, that a sheet may speak of. It answers what `branches.Places` asks."""

    exercise: Exercise
    find: Find
    known: Known
    """What is answered already; on an empty sheet nothing."""
    blank: bool
    """Whether all the sheets are empty: then a question of another one is known by its number."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """By step: of the questions on this sheet."""

    def step(self, name: Name) -> AnyStep | None:
        """The step of that name; None where it is gone."""
        own = name.exercise in ("", self.exercise.id)
        exercise = self.exercise if own else self.find(name.exercise)
        return exercise.step(name.step) if exercise is not None else None

    def is_here(self, name: Name) -> bool:
        """Whether the name is one of this sheet's own questions."""
        return name.exercise in ("", self.exercise.id)

    def number(self, name: Name) -> int:
        """The number of a question; 0 where it has none, or nobody can know it."""
        step = self.step(name)
        if step is None:
            return 0
        if self.is_here(name):
            return self.numbers.get(step.id, 0)
        exercise = self.find(name.exercise)
        if not self.blank or exercise is None:
            return 0
        return next((at for at, one in enumerate(on_paper(exercise), 1) if one.id == step.id), 0)

    def at(self, name: Name) -> str:
        """Such as "at 3", or "at 3 of “One careful look”"; the empty string where it stands nowhere."""
        number = self.number(name)
        if self.is_here(name):
            return f"at {number}" if number else ""
        exercise = self.find(name.exercise)
        if exercise is None or exercise.step(name.step) is None:
            return ""
        return f"at {number} of “{exercise.title}”" if number else f"on “{exercise.title}”"

    def words(self, name: Name, option: str) -> str:
        """An option's words; what was compared itself where it is no option."""
        for one in self._options(name):
            if one.id == option:
                return one.words
        # What was kept is an option by its own name.
        return (self._kept(option) if "." in option else "") or option

    def _kept(self, option: str) -> str:
        try:
            return self.called(Name.parse(option))
        except ValueError:
            return ""

    def _options(self, name: Name) -> tuple[OptionWords, ...]:
        step = self.step(name)
        if name.column:
            columns = getattr(step, "columns", ())
            return next((one.options for one in columns if one.id == name.column), ())
        options = getattr(step, "options", ())
        every = options if isinstance(options, tuple) else ()
        # An option that only stands in other words for it has words all the same.
        return every + tuple(one for words in getattr(step, "wording", {}).values() for one in words.options)

    def ticks(self, name: Name) -> bool:
        """Whether it is answered with a tick."""
        step = self.step(name)
        if isinstance(step, RatingsQuestion):
            return True
        return isinstance(step, ChoiceQuestion | ChoicesQuestion) and not isinstance(step.options, From)

    def counts(self, name: Name) -> bool:
        """Whether it is answered with a number."""
        return isinstance(self.step(name), ScaleQuestion) and not name.column

    def happened(self, name: Name) -> str:
        """What the answer is called that the wording of all exercises goes by, where it is none of this sheet's."""
        by = self.exercise.wording_by
        if by is None or self.is_here(name) or (by.exercise, by.step) != (name.exercise, name.step):
            return ""
        return self.called(name)

    def called(self, name: Name) -> str:
        """A question's short name; the empty string where it has none."""
        step = self.step(name)
        return self.said(step.called) if isinstance(step, Question) else ""

    def said(self, text: Text) -> str:
        """An author's text for paper: with what is known, the words for want of an answer, or a gap to fill."""
        return "".join(part if isinstance(part, str) else self._filled(part) for part in text.parts)

    def _filled(self, gap: Gap) -> str:
        answer = self.known.answer(gap.name)
        if answer is not None:
            return inline(answer)
        return gap.otherwise if gap.otherwise is not None else GAP

    def listed(self, names: Iterable[Name]) -> str:
        """Answers of other sheets one after the other: "a better fit (“Fit or gap”, 9)"."""
        return "; ".join(self._listed(name) for name in names)

    def _listed(self, name: Name) -> str:
        exercise, number = self.find(name.exercise), self.number(name)
        title = exercise.title if exercise is not None else ""
        where = f"“{title}”, {number}" if number else f"“{title}”"
        called = self.called(name)
        return f"{called} ({where})" if called else where


def looking_back(names: Iterable[Name], pages: Pages, number: int) -> tuple[str, ...]:
    """What to look at before a question: earlier ones of this sheet by their numbers, others by their sheet.

    What stands directly above needs no word. What is known is shown.
    """
    every = tuple(dict.fromkeys(names))
    here = [name for name in every if pages.is_here(name) and pages.number(name) and pages.number(name) != number - 1]
    away = [name for name in every if not pages.is_here(name)]
    cues: list[str] = []
    if here:
        cues.append(f"Look again at {_and([_numbered(name, pages) for name in here])}.")
    cues += [quoted(name, answer, pages) for name in away if (answer := pages.known.answer(name)) is not None]
    missing = [name for name in away if pages.known.answer(name) is None and pages.at(name)]
    if missing:
        cues.append(f"Look at, if you have {'it' if len(missing) == 1 else 'them'}: {pages.listed(missing)}.")
    return tuple(cues)


def quoted(name: Name, answer: Answer, pages: Pages) -> str:
    """An answer of another sheet, in its own words."""
    called, words = answer.called or pages.called(name), inline(answer)
    if len(words) > _QUOTED:
        words = f"{words[:_QUOTED].rpartition(' ')[0] or words[:_QUOTED]} …"
    return f"{called[:1].upper()}{called[1:]}: “{words}”" if called else f"“{words}”"


def _numbered(name: Name, pages: Pages) -> str:
    called = pages.called(name)
    return f"{pages.number(name)} ({called})" if called else str(pages.number(name))


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def source_of(name: Name | None, pages: Pages) -> str:
    """What a source is called where something is to be chosen or copied from it: "what you ticked at 3"."""
    if name is None:
        return "your other pages"
    verb = "ticked" if pages.ticks(name) else "wrote"
    return f"what you {verb} {pages.at(name)}" if pages.at(name) else "what you wrote before"


def _if_there(source: From, pages: Pages) -> str:
    """A sheet that is spoken of need not be among those that somebody was given."""
    return ", if you have that page" if source.name is not None and not pages.is_here(source.name) else ""


def choosing(source: From, pages: Pages, *, several: bool) -> str:
    """How to choose where the options are the person's own words."""
    it, away = "them" if several else "it", _if_there(source, pages)
    if source.where and source.name is not None:
        column, option = source.where[0]
        words = pages.words(Name(source.name.step, source.name.exercise, column), option)
        return f"Choose from what you marked as “{words}” {pages.at(source.name)}{away}, and copy {it} here."
    if source.name is None:
        return "Look through your other pages, and copy the lines that you choose here."
    return f"Choose from {source_of(source.name, pages)}{away}, and copy {it} here."


def copying(source: From, pages: Pages) -> str:
    """What goes into the first column of a table."""
    if source.name is None:
        return "Copy the lines that you choose from your other pages into the first column."
    what = source_of(source.name, pages)
    if source.where:
        column, option = source.where[0]
        words = pages.words(Name(source.name.step, source.name.exercise, column), option)
        what = f"what you marked as “{words}” {pages.at(source.name)}"
    return f"Copy {what} into the first column{_if_there(source, pages)}."


def days_on(days: int) -> str:
    """So many days from now, as people say it: "in a week"."""
    plain = {1: "tomorrow", 2: "in two days", 7: "in a week", 14: "in two weeks", 21: "in three weeks"}
    if days in plain:
        return plain[days]
    return "in a month" if 28 <= days <= 31 else f"in {days} days"
