"""The letters of a book, one after the other: for the person's own drawer, or to read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..model.answers import Answer
from ..model.days import full_day, span
from ..model.sitting import Sitting
from .blocks import entry_of, is_one_sentence
from .book import Facts, in_order, run_name
from .printout import Chapter, Entry, LetterText, Printout

_Placed = tuple[date, datetime, Chapter]


def letters(
    facts: Facts, sittings: Iterable[Sitting], *, only: frozenset[str] = frozenset(), by_days: bool = True
) -> Printout:
    """Every letter with what was added to it, private ones too: a chapter for each, and no question above it.

    They come as they were written, or in the order of the contents. A plan in one sentence, put together and left so,
    is no letter; once somebody has made it theirs, it is.
    """
    found = [one for sitting in in_order(facts, sittings) if not only or sitting.exercise in only
             for one in _letters(facts, sitting)]  # fmt: skip
    if by_days:
        found.sort(key=lambda one: one[:2])
    chapters = tuple(chapter for _, _, chapter in found)
    days = [day for chapter in chapters for day in chapter.days or ()] or [facts.today]
    return Printout(
        title=facts.title,
        dates=span(min(days), max(days)),
        language=facts.language,
        chapters=chapters,
        people=facts.people,
        made=facts.today,
        by_days=by_days,
        form="letters",
    )


def _letters(facts: Facts, sitting: Sitting) -> Iterator[_Placed]:
    name = run_name(sitting, facts.run_titles.get((sitting.pack, sitting.exercise), ""))
    found = [(answer, entry) for answer in sitting.answers.values() if (entry := _letter(answer)) is not None]
    for answer, entry in found:
        title = name or sitting.title
        if len(found) > 1 and answer.called:
            # Of two letters from one exercise each says which it is.
            title = answer.called[:1].upper() + answer.called[1:]
        day = answer.day or sitting.started.date()
        last = max([day, *(one.day for one in entry.added if one.day is not None)])
        yield day, sitting.started.replace(tzinfo=None), Chapter(
            section="",
            title=title,
            dates=full_day(day),
            # A letter is whole, however far its exercise went.
            finished=True,
            entries=(entry,),
            of=sitting.title if title != sitting.title else "",
            days=(day, last),
        )  # fmt: skip


def _letter(answer: Answer) -> Entry | None:
    entry = entry_of(answer) if answer.kind == "letter" else None
    if entry is None or not isinstance(entry.body, LetterText):
        return None
    if answer.assembled and is_one_sentence(entry.body.text) and not entry.added:
        return None
    return Entry("", LetterText(entry.body.text, own_page=True), entry.added)
