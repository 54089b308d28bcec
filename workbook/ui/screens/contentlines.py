"""The lines of the contents, block by block."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ...desk import Ahead, Progress, Upcoming
from ...files.clean import one_line
from ...library.titles import PathTitles
from ...model.days import ago, short_day, spoken_day
from ..whohas import said_of
from ..widgets.picklist import Item

if TYPE_CHECKING:
    from ...store.holding import Elsewhere

CARD_EDGE = Item("", "", look="card-quiet")
WAITING = 6
"""Lines of what waits that are shown; the rest comes nearer by itself."""


def card(id: str, title: str, right: str, under: str) -> list[Item]:
    """What to do next, on a ground of its own."""
    return [CARD_EDGE, Item(id, title, right=right, look="card"), Item("", under, look="card-quiet"), CARD_EDGE]


def only_read(other: Elsewhere | None, now: datetime) -> list[Item]:
    """That the book is only read here, and the way to open it. The highlight passes it over at first."""
    said = said_of(other, now) if other is not None else "It is not open in another window any more."
    return [
        Item("", f"{said} Here you are reading."),
        Item("here", "Open it here" if other is None else "Open it here instead", right="o", past=True),
    ]


def from_here(path: PathTitles) -> str:
    """That a way goes on from where the chosen one ended."""
    return f"“{path.title}” goes on from here, when you like."


def until(path: PathTitles, day: int, on: date, today: date) -> str:
    """What is said while a way has nothing for today, and something for a later day."""
    when = "tomorrow" if (on - today).days == 1 else f"on {spoken_day(on)}"
    begins = day < min(earliest for earliest, _ in path.days)
    goes = "It begins" if begins else "It goes on"
    return f"You chose “{path.title}”. {goes} {when}. Until then open anything below, or rest."


def minutes(one: Progress) -> str:
    """About how long it takes; nothing for a question whose day has come."""
    return "" if one.due_question else f"about {one.minutes_left()} min"


def offered(ahead: Ahead) -> list[Item]:
    """People to talk to, on a day that is heavy."""
    offer = ahead.offered_help()
    return [Item("", offer), Item("people", "People to talk to", right="?")] if offer else []


def of_today(ahead: Ahead) -> list[Item]:
    """What the chosen way has for today; where that is one thing, it stands above. Below it what was passed over."""
    own, aside = ahead.of_path()
    items = []
    if len(own) > 1:
        items += [Item("", "Today", look="heading"), *(exercise(one, "today") for one in own)]
    if own and aside:
        items += [
            Item("", "Another time, if you like", look="heading"),
            *(exercise(one, "today")._replace(past=True) for one in aside),
        ]
    return items


def waiting(ahead: Ahead) -> list[Item]:
    """What waits, as much of it as is near."""
    going = ahead.go_on()
    come = ahead.come(going) if going is not None else None
    called = come.called if come is not None else going.heading.title if going is not None and going.due_again else ""
    said = (going.name if going is not None else "", called)
    # What the card above says has come is not said once more.
    shown = [one for one in ahead.waiting() if (one.exercise, one.called) != said or one.day > ahead.today]
    if not shown:
        return []
    items = [Item("", "Waiting", look="heading")]
    days = [_day_of(one, ahead.today) for one in shown[:WAITING]]
    wide = max(12, *(len(day) + 1 for day in days))
    for number, (one, day) in enumerate(zip(shown, days, strict=False)):
        words = f"{day:<{wide}} {one.called}"
        nothing_to_do = one.named or one.day > ahead.today
        items.append(Item(f"wait {one.exercise} {number}", words, " ", past=nothing_to_do))
    if len(shown) > WAITING:
        items.append(Item("", f"and {len(shown) - WAITING} more", " ", look="quiet"))
    return items


def _day_of(one: Upcoming, today: date) -> str:
    """When it is, in a few letters. Nothing is late: what had its day before today can be done on any."""
    if one.day > today:
        return short_day(one.day)
    if one.named:
        return ago(one.day, today)
    return "any day" if one.any_day or one.day < today else "today"


def exercise(one: Progress, what: str = "open") -> Item:
    """An exercise, with how far it is."""
    heading = one.heading
    if heading.problems:
        return Item(f"{what} {one.name}", heading.id, "  !", "can't be read")
    mark = "✓" if one.finished else "◐" if one.begun else "·"
    inner = "  " if what == "open" else ""
    right = "" if one.finished else f"{one.minutes_left()} min"
    return Item(f"{what} {one.name}", heading.title, inner + mark, right, past=one.finished)


def runs(one: Progress, ahead: Ahead) -> list[Item]:
    """The pages of an exercise that can be done any number of times, by their names."""
    if not one.heading.run_title:
        return []
    items = []
    for run in ahead.runs(one.heading):
        named = dict(run.lines).get(one.heading.run_title, "").strip()
        day = run.started.date()
        words = one_line(named) or f"begun {ago(day, ahead.today)}"
        items.append(Item(f"run {one.name} {run.run}", words, "     ", short_day(day)))
    return items
