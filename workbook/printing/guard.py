"""Which texts hold a private answer's words. Their own mark says most of it; this looks at the words themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from ..model.answers import Answer, Cell, Lines, Pick, Picks, Ratings, Table, number_of
from ..model.days import full_day, spoken_day
from ..model.wording import without_i

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?;:…。！？]+\s*|\n+")
# From Thai on there are scripts that put no space between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]")
_ANYBODYS = frozenset(
    {"i", "it", "me", "no", "not", "ok", "okay", "yes", "all", "none", "some", "maybe", "nothing", "nobody", "never"}
)
"""Answers of one word that anybody writes: they give nothing away, and stand in every other text."""
_PHRASE = 3
"""So many words of an author's make a phrase that is not there by chance."""


class PrivateWords:
    """The words of answers that stay with the person, to be looked for in everything that goes out."""

    def __init__(self, answers: Iterable[Answer], *, single_words: bool = True) -> None:
        self._single_words = single_words
        self._words: set[str] = set()
        """Single words, as they are spelled; none where they are not looked for."""
        # Both by how they begin, or each of a big book's sentences would be looked for in each of its texts.
        self._phrases: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._pieces: defaultdict[str, set[str]] = defaultdict(set)
        """What has no words, or no spaces between them."""
        for answer in answers:
            for text in _fragments(answer):
                # After "I will" a text says an answer's own "I" no second time.
                for one in {text, without_i("I will ", text)}:
                    self._learn(one)

    def _learn(self, text: str) -> None:
        words = _WORD.findall(text.casefold())
        if _UNSPACED.search(text) or not words:
            piece = _pressed(text)
            if len(piece) > 1 or (not words and piece and not piece.isascii()):
                self._pieces[piece[:2]].add(piece)
        elif len(words) > 1:
            self._phrases[tuple(words[:2])].add(_phrase(words))
        elif self._single_words and words[0] not in _ANYBODYS and (len(words[0]) > 1 or not words[0].isascii()):
            self._words.update(_WORD.findall(text))

    def are_in(self, *texts: str) -> bool:
        """Whether any of these texts holds any of them, whatever the punctuation, spaces or capitals of a phrase."""
        return any(self._are_in(text) for text in texts)

    def _are_in(self, text: str) -> bool:
        if not self._words.isdisjoint(_WORD.findall(text)):
            return True
        words = _WORD.findall(text.casefold())
        phrase = _phrase(words)
        for beginning in set(pairwise(words)) & self._phrases.keys():
            if any(one in phrase for one in self._phrases[beginning]):
                return True
        pressed = _pressed(text)
        pairs = {pressed[at : at + 2] for at in range(len(pressed))} | set(pressed)
        return any(one in pressed for pair in pairs & self._pieces.keys() for one in self._pieces[pair])


def _phrase(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _pressed(text: str) -> str:
    """Without spaces and their like, and in small letters."""
    return "".join(text.split()).casefold().strip(".,-–…")


def _fragments(answer: Answer) -> Iterator[str]:
    """What of an answer may stand somewhere else: all of it, its lines, its sentences."""
    for text in (*_own_words(answer), *(added.text for added in answer.added)):
        yield text
        yield from (line for line in text.splitlines() if line.strip())
        yield from (part for part in _SENTENCE.split(text) if len(_WORD.findall(part)) >= _PHRASE)
    for words in _authors_words(answer):
        if len(_WORD.findall(words)) >= _PHRASE:
            yield words


def _is_own(id: str) -> bool:
    """Whether an option's words are somebody's own: typed beside the options, or from a list or an answer."""
    return id == "other" or bool(number_of(id)) or "." in id


def _own_words(answer: Answer) -> Iterator[str]:
    value = answer.value
    match value:
        case None | int() | date():
            return
        case str():
            yield value
        case Picks(picks):
            yield from (pick.words for pick in picks if _is_own(pick.id))
        case Ratings(ratings):
            yield from (rating.words for rating in ratings if _is_own(rating.id))
        case Lines(lines):
            yield from (line.text for line in lines)
        case Table(rows=rows):
            for row in rows:
                if _is_own(row.key):
                    yield row.words
                yield from (words for cell in row.cells.values() if (words := _own_cell(cell)))
        case _:
            assert_never(value)


def _own_cell(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case Pick():
            return cell.words if _is_own(cell.id) else ""
        case int() | Decimal() | date():
            return ""
        case _:
            assert_never(cell)


def _authors_words(answer: Answer) -> Iterator[str]:
    """Options and days: words that are not the person's, and still say what they answered."""
    value = answer.value
    if isinstance(value, Picks):
        yield from (pick.words for pick in value.picks)
    elif isinstance(value, Ratings):
        yield from (rating.words for rating in value.ratings)
    elif isinstance(value, Table):
        yield from (row.words for row in value.rows)
    elif isinstance(value, date):
        yield from (spoken_day(value), full_day(value))
