"""When the state of a sitting that a save is about to replace is kept as an earlier version, and which of them stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .answers import Answer, Lines, Picks, Table, Value, cell_text
from .sitting import Sitting

EVERY = timedelta(minutes=10)
"""While writing goes on, a version is kept at most so often; but for what takes much away."""
PASSAGE = 40
"""So many characters of a text may go without a version: they are typed again in a minute."""
LINE = 12
"""The same of the lines of a list, or of the cells of a table."""
OTHER = "other"
"""The id under which a pick has the person's own words."""
NEWEST = 10
"""So many versions stay, whenever they were written."""
DAYS = 30
"""Of so many days, the latest that there are, the newest version stays."""
AT_MOST = NEWEST + DAYS
"""More of one sitting there never are."""
BYTES = 20_000_000
"""And all of one sitting together are never larger, but for the newest: that one stays, whatever its size."""


Lost = tuple[tuple[str, Sitting], ...]
"""Answers of which much is gone, each with the state in which most of it stood."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of the states that an open sitting has had, while it is written in."""

    there: Sitting
    """As it is on disk."""
    since: datetime | None = None
    """When one was kept last, by what the sitting says; None until the first words since it was opened are saved."""
    fullest: Mapping[str, Sitting] = field(default_factory=dict)
    """For each answer the state in which most of it stood: it may be taken away letter by letter."""
    kept: Sitting | None = None
    """The state that was kept last."""
    at: datetime | None = None
    """When the words that are there were saved first: to look at them on another day makes them no newer."""


@dataclass(frozen=True, slots=True)
class Version:
    """What its name and its size say of a version that is kept."""

    number: int
    """The order in which they were kept. No clock says that."""
    day: date
    """The day on which it was saved."""
    size: int
    """In bytes."""


def due(
    watch: Watch | None, there: Sitting, after: Sitting, *, whole: bool = False, gone: Lost | None = None
) -> tuple[Sitting, ...]:
    """The states that are to be kept now that `after` takes the place of `there`; mostly none.

    Without a `watch` it is the first save since the sitting was opened. With `whole` answers are replaced as a whole,
    and what is there is kept in any case. Where words are let go in between, nothing is kept that has them still.
    `gone` is what `lost` says, where that is known.
    """
    if lets_go(there, after):
        return ()
    found = [state for _, state in (lost(watch, after) if gone is None else gone)]
    if written(there) != written(after) and (whole or watch is None or _is_time(watch, after)):
        found.append(there)
    said: list[Sitting] = []
    for state in sorted(found, key=lambda one: one.revision):
        if written(state) and all(written(state) != written(one) for one in said):
            said.append(state)
    return tuple(said)


def watched(
    watch: Watch | None,
    there: Sitting | None,
    after: Sitting,
    kept: Iterable[Sitting] = (),
    missed: Iterable[Sitting] = (),
    gone: Lost | None = None,
) -> Watch:
    """What is known once `after` is on disk, and `kept` were due; `there` is None where there was no file.

    `missed` were due too, and could not be kept: they are due again with the next save. `gone` is as for `due`.
    """
    kept = tuple(kept)
    still = [written(one) for one in missed]
    if there is not None and lets_go(there, after):
        return Watch(after, at=after.saved)
    first = there is not None and (watch is None or watch.since is None)
    same = there is not None and written(there) == written(after)
    since = after.saved if kept or first or watch is None else watch.since
    at = after.saved
    if same and there is not None:
        since = None if first else since
        at = watch.at if watch is not None else there.saved
    before = watch.fullest if watch is not None else {}
    if watch is None and there is not None:
        before = dict.fromkeys(there.answers, there)
    gone = lost(watch, after) if gone is None else gone
    seen_to = {id for id, state in gone if written(state) not in still}
    fullest: dict[str, Sitting] = {}
    for id in dict.fromkeys((*before, *after.answers)):
        state = before.get(id)
        if (
            state is None
            or id in seen_to
            or state.answers.get(id) is after.answers.get(id)
            or _amount(state, id) <= max(_amount(one, id) for one in (after, *kept))
        ):
            state = after
        fullest[id] = state
    last = kept[-1] if kept else watch.kept if watch is not None else None
    return Watch(after, since, fullest, last, at)


def lets_go(there: Sitting, after: Sitting) -> bool:
    """Whether words that are there are let go by what takes its place."""
    return any(
        answer.let_go_at is not None
        and (before := there.answers.get(id)) is not None
        and before.value is not None
        and before.let_go_at != answer.let_go_at
        for id, answer in after.answers.items()
    )


def written(sitting: Sitting) -> dict[str, object]:
    """What somebody has written: without the place, marks, and whatever else is worked out or set by a key."""
    return {
        id: (answer.value, answer.added)
        for id, answer in sitting.answers.items()
        if answer.added or (answer.value is not None and not answer.skipped)
    }


def staying(versions: Iterable[Version]) -> frozenset[Version]:
    """Those that stay: the newest ten, and the newest of each of thirty days, as far as the bound of bytes allows.

    What counts is the order in which they were kept, and the days that they name. No clock is asked, so that one
    that was wrong for an hour takes nothing away.
    """
    newest = sorted(versions, key=lambda one: (one.number, one.day, one.size), reverse=True)
    by_day: dict[date, Version] = {}
    for one in newest:
        by_day.setdefault(one.day, one)
    of_days = {by_day[day] for day in sorted(by_day, reverse=True)[:DAYS]}
    stay: list[Version] = []
    size = 0
    for one in (one for place, one in enumerate(newest) if place < NEWEST or one in of_days):
        size += one.size
        if stay and size > BYTES:
            break
        stay.append(one)
    return frozenset(stay)


def takes_much(before: Answer | None, after: Answer | None) -> bool:
    """Whether so much of an answer is gone that somebody may want it back: lines or rows, or the half of a text."""
    return _is_gone(before, after, half=True)


def _is_gone(before: Answer | None, after: Answer | None, *, half: bool) -> bool:
    """Whether more than a passage of a text is gone, and half of it where that is asked for; or lines, or rows."""
    if before is after or before is None:
        return False
    was, now = dict(_pieces(before)), dict(_pieces(after))
    gone = [text for at, text in was.items() if at[0] == "line" and text.strip() and not now.get(at, "").strip()]
    if len(gone) > 1 or sum(map(len, gone)) >= LINE:
        return True
    for at, text in was.items():
        left = now.get(at, "")
        if len(text) > PASSAGE and text != left:
            away = _away(text, left)
            if away > PASSAGE and (not half or 2 * away >= len(text)):
                return True
    return False


def lost(watch: Watch | None, after: Sitting) -> Lost:
    """The answers of which much is gone that was not kept yet, each with the state in which most of it stood."""
    if watch is None:
        return ()
    kept = watch.kept.answers if watch.kept is not None else {}
    found: list[tuple[str, Sitting]] = []
    for id, state in watch.fullest.items():
        before = state.answers.get(id)
        if takes_much(before, after.answers.get(id)) and _is_gone(before, kept.get(id), half=False):
            found.append((id, state))
    return tuple(found)


def _is_time(watch: Watch, after: Sitting) -> bool:
    # A clock that was put back makes one too many, never none.
    return watch.since is None or after.saved is None or abs(after.saved - watch.since) >= EVERY


def _amount(sitting: Sitting, id: str) -> int:
    answer = sitting.answers.get(id)
    return sum(len(text) for _, text in _pieces(answer))


_Place = tuple[str, str, str]
"""Where in an answer a piece stands: what it is, and by which number."""


def _pieces(answer: Answer | None) -> Iterator[tuple[_Place, str]]:
    """What somebody has written in an answer, and beside it, piece by piece."""
    if answer is None:
        return
    yield from _of_value(answer.value)
    if answer.added:
        yield ("note", "", ""), "\n".join(one.text for one in answer.added)


def _of_value(value: Value | None) -> Iterator[tuple[_Place, str]]:
    match value:
        case str():
            yield ("text", "", ""), value
        case Picks():
            yield from ((("text", OTHER, ""), pick.words) for pick in value.picks if pick.id == OTHER)
        case Lines():
            yield from ((("line", str(line.number), ""), line.text) for line in value.lines)
        case Table():
            for row in value.rows:
                yield from ((("line", row.key, column), cell_text(cell)) for column, cell in row.cells.items())
        case _:
            # Days, numbers and what was picked are set again by a key.
            return


def _away(was: str, now: str) -> int:
    """How many characters of a text are in the other no more, wherever they stand there."""
    front = _alike(was, now)
    was, now = was[front:], now[front:]
    back = _alike(was, now, behind=True)
    was, now = was[: len(was) - back], now[: len(now) - back]
    if len(was) <= PASSAGE:
        return len(was)
    there = Counter(_words(now))
    return sum(len(word) * max(count - there[word], 0) for word, count in Counter(_words(was)).items())


def _alike(one: str, other: str, *, behind: bool = False) -> int:
    """How many characters from the beginning on are the same in both, or from the end on."""
    low, high = 0, min(len(one), len(other))
    ends = (len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        first, second = (slice(end - middle, end - low) if behind else slice(low, middle) for end in ends)
        if one[first] == other[second]:
            low = middle
        else:
            high = middle - 1
    return low


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the blank after it; of a script without spaces, the characters."""
    for word in text.split():
        if len(word) > 30:
            yield from word
        else:
            yield f"{word} "
