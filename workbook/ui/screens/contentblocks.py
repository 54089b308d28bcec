"""The blocks of the contents that say how it stands: what came back, what to go on with, what is wrong."""

from __future__ import annotations

from ...desk import Ahead, Desk, Progress, comes_next, going_on
from ...desk.seconds import Two
from ...files.clean import one_line
from ..widgets.picklist import Item
from .contentlines import card, from_here, minutes, until

CHOOSE = "Choose how much, or open anything below. Or rest."


def back(ahead: Ahead) -> list[Item]:
    """What came back and was put off, or was read today and can be gone on with."""
    waiting, read = ahead.back(), ahead.read_today()
    said = "has come back. Read it when you like." if waiting else "came back today. Go on with it when you like."
    return [
        Item("back", f"{one.returning.called[:1].upper()}{one.returning.called[1:]} {said}", "✉")
        for one in (waiting or read)[:1]
    ]


def go_on(desk: Desk, ahead: Ahead) -> list[Item]:
    """What to do next, or that nothing is left undone today."""
    going = ahead.go_on()
    if going is not None:
        under = _under(desk, going, ahead)
        return [*_named_today(ahead), *card(f"goon {going.name}", going.heading.title, minutes(going), under)]
    own, _ = ahead.of_path()
    on = going_on(ahead)
    if own and all(one.finished for one in own):
        # Nobody is told that nothing is left undone on the day that they named because it can't wait.
        enough = Item("", "That is enough for today. Nothing is left undone.")
        return [
            *(_named_today(ahead) or [enough]),
            *([Item("ways on", from_here(on), right="t")] if on is not None else []),
        ]
    if ahead.path is None or own or ahead.offered_help():
        return []
    if (day := comes_next(ahead)) is not None:
        return [Item("", until(ahead.path, ahead.day, day, ahead.today))]
    under = f"{from_here(on)} Or open anything below." if on is not None else CHOOSE
    return card("ways", "How much do you want today?", "", under)


def _under(desk: Desk, going: Progress, ahead: Ahead) -> str:
    if (come := ahead.come(going)) is not None:
        return f"{'Whenever you like' if come.whenever else 'Its day has come'}:  {come.called}"
    stopped = desk.stopped_at(going)
    return f"You stopped at “{stopped}”" if stopped else going.heading.purpose


def wrong(desk: Desk, two_versions: Two, *, unlocked: bool) -> list[Item]:
    """What of the book can't be read, is not there, or is not safe; `unlocked` where its disk knows no locks."""
    said: list[str] = []
    two = {pair.other.path for pair in two_versions.pairs}
    if bad := [one for one in desk.bad if one.path not in two]:
        names = ", ".join(f"{one_line(one.path.name)} (line {one.line})" for one in bad[:3])
        said.append(f"Can't be read; not a word in it is changed: {names}")
    if desk.missing:
        titles = dict.fromkeys(desk.title_of(one) for one in desk.missing)
        more = ", and others" if len(titles) > 3 else ""
        names = ", ".join(one_line(title) for title in list(titles)[:3])
        said.append(f"No longer in your book's folder: {names}{more}. Was it moved, or is a disk not there?")
    if desk.still:
        names = ", ".join(f"{one_line(one.path.name)} ({one.why})" for one in desk.still[:3])
        said.append(f"Words that you let go still stand in: {names}")
    if unlocked:
        said.append("This disk can't lock files. Keep this book open in one window at a time.")
    return [Item("", words, look="quiet") for words in said]


def _named_today(ahead: Ahead) -> list[Item]:
    """A day that somebody named stands on top when it is there, whatever else could be done."""
    named = [one.called for one in ahead.waiting() if one.named and one.day == ahead.today]
    return [Item("", f"Today: {', '.join(named)}")] if named else []
