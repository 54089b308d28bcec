"""What a question begins with: an earlier answer, as a value of the question's own kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from .answers import Answer, Line, Lines, Pick, Picks, Rating, Ratings, Value, items
from .questions import (
    AnyQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    LetterQuestion,
    LineQuestion,
    ListQuestion,
    RatingsQuestion,
    ScaleQuestion,
    TableQuestion,
    TextQuestion,
)
from .wording import inline

_WORDS = frozenset({"line", "text", "letter"})
_SEVERAL = frozenset({"choice", "choices", "ratings", "list", "table"})
TAKES: Mapping[str, frozenset[str]] = {
    "line": _WORDS | _SEVERAL | {"scale", "date"},
    "text": _WORDS | _SEVERAL | {"scale", "date"},
    "choice": _WORDS | _SEVERAL,
    "choices": _WORDS | _SEVERAL,
    "ratings": _WORDS | _SEVERAL,
    "list": _WORDS | _SEVERAL,
    "scale": frozenset({"scale"}),
    "date": frozenset({"date"}),
    "table": frozenset(),
    "letter": frozenset(),
}
"""Of each kind of question: the kinds of answer that it may begin with."""


def beginning(step: AnyQuestion, found: Answer, options: tuple[Pick, ...]) -> Value | None:
    """An earlier answer as this question would hold it; None where it says nothing that fits.

    Options are found by their id or by their words, whatever the case.
    """
    value = found.value
    if value is None:
        return None
    match step:
        case LineQuestion():
            return inline(found)
        case TextQuestion():
            # A text keeps its lines in a box that has lines.
            return value if isinstance(value, str) else inline(found)
        case ChoiceQuestion():
            return _picked(_meant(_strongest(value), options)[:1])
        case ChoicesQuestion():
            return _picked(_meant(value, options))
        case RatingsQuestion():
            rated = {one.id: one.rating for one in value.ratings} if isinstance(value, Ratings) else {}
            made = tuple(Rating(one.id, one.words, rated.get(one.id)) for one in _meant(value, options))
            return Ratings(made) if made else None
        case ListQuestion():
            said = [line for item in items(value) for line in item.split("\n") if line.strip()]
            return Lines(tuple(Line(number, words) for number, words in enumerate(said, 1))) if said else None
        case ScaleQuestion():
            return value if isinstance(value, int) and step.min <= value <= step.max else None
        case DateQuestion():
            return value if isinstance(value, date) else None
        case TableQuestion() | LetterQuestion():
            return None
        case _:
            assert_never(step)


def _strongest(value: Value) -> Value:
    """Of ratings the one that stands above all others: where two are equal, or none has a number, nobody is chosen."""
    if not isinstance(value, Ratings):
        return value
    highest = max((one.rating or 0 for one in value.ratings), default=0)
    top = tuple(one for one in value.ratings if highest and one.rating == highest)
    return Ratings(top if len(top) == 1 else ())


def _picked(picks: list[Pick]) -> Picks | None:
    return Picks(tuple(picks)) if picks else None


def _meant(value: Value, options: tuple[Pick, ...]) -> list[Pick]:
    """The options that an earlier answer names, in their own order."""
    named = {_plain(words) for words in (*_ids(value), *items(value))}
    return [one for one in options if _plain(one.id) in named or _plain(one.words) in named]


def _ids(value: Value) -> Iterable[str]:
    match value:
        case Picks(picks):
            return (pick.id for pick in picks)
        case Ratings(ratings):
            return (rating.id for rating in ratings)
        case _:
            return ()


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")
