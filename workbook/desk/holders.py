"""Where words stand beside the answer that they were written in: a letter, a title, a line that was taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..files.clean import one_line
from ..printing.blocks import entry_of, texts_of
from ..printing.guard import PrivateWords

if TYPE_CHECKING:
    from ..model.answers import Answer
    from ..model.sitting import Sitting
    from .desk import Desk


def holders(desk: Desk, sitting: Sitting, step: str) -> tuple[str, ...]:
    """In words, everything else on the shelf that holds some of this answer's words. Every book is read for it."""
    answer = sitting.answers[step]
    words = PrivateWords((replace(answer, added=()),))
    found: list[str] = []
    for book in desk.shelf.read().books:
        own = desk.book is not None and book.folder == desk.book.folder
        where = "" if own else f", in the book “{one_line(book.title)}”"
        if book.facts.title and words.are_in(book.facts.title):
            found.append(f"the name of the book “{one_line(book.title)}”")
        for kept in book.read()[0]:
            mine = own and _which(kept.sitting) == _which(sitting)
            found += [f"{called}{where}" for called in _in_sitting(kept.sitting, words, step if mine else "")]
    return tuple(dict.fromkeys(found))


def _which(sitting: Sitting) -> tuple[object, ...]:
    return (sitting.pack, sitting.exercise, sitting.run, sitting.started)


def _in_sitting(sitting: Sitting, words: PrivateWords, but: str) -> Iterator[str]:
    for id, answer in sitting.answers.items():
        if id != but and words.are_in(*_texts(answer)):
            yield f"{one_line(answer.called or answer.ask)} ({one_line(sitting.title)})"


def _texts(answer: Answer) -> Iterator[str]:
    """All that stands there, whether or not it would be printed; the question may have taken an answer in too."""
    yield answer.ask
    entry = entry_of(replace(answer, off=False, sealed=False), measures=True)
    if entry is not None:
        yield from texts_of(entry)
