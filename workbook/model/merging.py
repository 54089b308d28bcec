"""Two versions of one sitting become one again, answer by answer as somebody chooses. No word is lost unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from .answers import Added, Answer, Lines, Picks, Ratings, Table, Value
from .differing import Side, differences, in_their_order, is_let_go, said, said_in
from .lettinggo import gone
from .numbering import aligned, joined
from .privacy import stays_private
from .sitting import Sitting

_NEVER = datetime.min


def merge(one: Sitting, other: Sitting, choices: Mapping[str, Side], today: date) -> Sitting:
    """Both versions as one: of each answer that differs what was chosen, all others from whichever has them.

    Notes beside answers are kept from both. What is private, closed or let go in either is so. Where somebody takes
    both, words that have no room in the answer stand as a note beside it. Words that were not taken are in the
    version that they came from, and nowhere else: whoever writes this keeps that one too.
    """
    taken = {found.step: choices.get(found.step) or found.usual or Side.ONE for found in differences(one, other)}
    mine, theirs = aligned(one.answers, other.answers, taken)
    answers = {
        step: _merged(mine.get(step), theirs.get(step), taken.get(step), one, other, today)
        for step in in_their_order(mine, theirs)
    }
    later = one if _saved(one) >= _saved(other) else other
    return replace(
        one,
        started=min(one.started, other.started),
        private=one.private or other.private,
        revision=max(one.revision, other.revision),
        finished=min(filter(None, (one.finished, other.finished)), default=None),
        short=one.short and other.short,
        place=later.place or one.place or other.place,
        done=min(max(one.done, other.done, _dealt_with(answers)), max(one.of, other.of)),
        of=max(one.of, other.of),
        answers=answers,
        waiting={**other.waiting, **one.waiting},
        extra={**other.extra, **one.extra},
    )


def loses(one: Sitting, merged: Sitting) -> bool:
    """Whether something that a version says is nowhere in the merged one; what was let go is not meant to be."""
    for step, answer in one.answers.items():
        after = merged.answers.get(step)
        if after is not None and after.let_go and after.value is None:
            if answer.value is not None and not is_let_go(after, answer):
                return True
        elif not all(_stands_in(words, after) for words in said(answer) if words.strip()):
            return True
        if any(after is None or note not in after.added for note in answer.added):
            return True
    return False


def _stands_in(words: str, answer: Answer | None) -> bool:
    """Whether these words stand in an answer or a note beside it, as lines of their own."""
    there = (*said(answer), *(note.text for note in answer.added)) if answer is not None else ()
    return any(f"\n{words}\n" in f"\n{text}\n" for text in there)


def let_go_in(one: Sitting, merged: Sitting) -> dict[str, datetime | None]:
    """The questions whose words this version still has though they were let go in the other; when that was."""
    return {
        step: after.let_go_at
        for step, answer in one.answers.items()
        if answer.value is not None and (after := merged.answers.get(step)) is not None and after.let_go
    }


def _saved(sitting: Sitting) -> float:
    return (sitting.saved or sitting.started).timestamp()


def _dealt_with(answers: Mapping[str, Answer]) -> int:
    return sum(1 for answer in answers.values() if answer.dealt_with() and not answer.off and not answer.measure)


def _merged(
    one: Answer | None, other: Answer | None, side: Side | None, mine: Sitting, theirs: Sitting, today: date
) -> Answer:
    """One answer of the merged sitting; `side` is None where both say the same, or neither says anything."""
    private = _private(one, other, mine, theirs)
    if one is None or other is None:
        only = one if one is not None else other
        assert only is not None
        if side in (Side.ONE, Side.OTHER) and (one if side is Side.ONE else other) is None:
            # Somebody would rather have it empty; notes beside it are words of their own.
            return replace(only, value=None, assembled=False, last=_last(only), private=private)
        return replace(only, private=private)
    base, loser = (other, one) if side is Side.OTHER else (one, other)
    if side is None and loser.dealt_with() and not base.dealt_with():
        base, loser = loser, base
    made = replace(_beside(base, loser), private=private, marked=_marked(one, other, mine, theirs))
    if is_let_go(one, other):
        at = made.let_go_at
        return replace(gone(made, at), let_go_at=at) if at is not None else replace(gone(made, _NEVER), let_go_at=None)
    if side is Side.BOTH:
        made = _both(made, loser, today)
    last = _last(base, loser)
    if isinstance(made.value, Lines | Table):
        return replace(made, value=replace(made.value, last=max(made.value.last, last)))
    return replace(made, last=last) if made.value is None else made


def _beside(base: Answer, loser: Answer) -> Answer:
    """The one that was taken, with what stood beside the other and is in nobody's way."""
    days = [answer.day for answer in (base, loser) if answer.day is not None]
    returns, returned = base.returns, base.returned
    if returns is None:
        returns, returned = loser.returns, loser.returned
    elif returned is None and loser.returns == returns:
        returned = loser.returned
    return replace(
        base,
        day=min(days) if days and base.value is not None else base.day,
        sealed=base.sealed or loser.sealed,
        keep=base.keep or loser.keep,
        let_go_at=max((at for at in (base.let_go_at, loser.let_go_at) if at is not None), default=None),
        returns=returns,
        returned=returned,
        added=_notes(base.added, loser.added),
        extra={**loser.extra, **base.extra},
    )


def _notes(one: tuple[Added, ...], other: tuple[Added, ...]) -> tuple[Added, ...]:
    """The notes of both, by their days; one that both have stands there once."""
    every = [*one, *(note for note in other if note not in one)]
    return tuple(sorted(every, key=lambda note: note.day)) if len(every) > len(one) else one


def _private(one: Answer | None, other: Answer | None, mine: Sitting, theirs: Sitting) -> bool | None:
    """What stands as `private` beside the merged answer: it is for nobody else where either is."""
    found = [(answer, sitting) for answer, sitting in ((one, mine), (other, theirs)) if answer is not None]
    whole = mine.private or theirs.private
    if any(stays_private(answer, sitting) for answer, sitting in found):
        return True if not whole or any(answer.private for answer, _ in found) else None
    return None if any(answer.private is None for answer, _ in found) else False


def _marked(one: Answer, other: Answer, mine: Sitting, theirs: Sitting) -> bool:
    """Whether somebody has said so of what holds now."""
    private = stays_private(one, mine) or stays_private(other, theirs)
    return any(
        answer.marked and stays_private(answer, sitting) == private
        for answer, sitting in ((one, mine), (other, theirs))
    )


def _last(*answers: Answer) -> int:
    """The highest number that was ever given in any of them."""
    values = [answer.value for answer in answers]
    return max(
        *(answer.last for answer in answers), *(value.last for value in values if isinstance(value, Lines | Table)), 0
    )


def _both(made: Answer, loser: Answer, today: date) -> Answer:
    """The answer with the words of the other too: in it where it has room for them, else in a note beside it."""
    if made.value is None or loser.value is None:
        return made
    value = _together(made, loser)
    there = set(said_in(value))
    left = [words for words in said_in(loser.value) if words.strip() and words not in there]
    if made.sealed and isinstance(value, str) and left:
        # A note would tell of what is closed.
        return replace(made, value="\n\n".join((value, *left)) if made.kind != "line" else " / ".join((value, *left)))
    added = made.added
    if left:
        note = Added(loser.day or today, "\n".join(left))
        added = _notes(added, (note,))
    return replace(made, value=value, added=added)


def _together(made: Answer, loser: Answer) -> Value:
    """Both values in one, as far as there is room; of text, a day, a number and a single choice the one stays."""
    one, other = made.value, loser.value
    assert one is not None and other is not None
    match one, other:
        case Picks(), Picks() if made.kind == "choices":
            ids = one.ids()
            return Picks((*one.picks, *(pick for pick in other.picks if pick.id not in ids)))
        case Ratings(), Ratings():
            had = {rating.id for rating in one.ratings}
            return Ratings((*one.ratings, *(rating for rating in other.ratings if rating.id not in had)))
        case _:
            return joined(one, other)
