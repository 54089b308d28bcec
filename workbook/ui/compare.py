"""Comparing two versions, and what is done when it is settled. Each is on disk before it is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..desk.seconds import called, facts_called, seconds_of
from ..files.clean import one_line
from ..model.days import full_day
from ..store.disk import Changed
from ..store.secondfacts import TwoFacts, of_both, take
from ..store.settling import keep_both, settle
from ..store.workbookfile import ShelfFacts
from . import trouble
from .books import on_disk
from .saver import why
from .widgets.picklist import Item

if TYPE_CHECKING:
    from ..desk.seconds import Two
    from ..model.sitting import Sitting
    from ..store.conflicts import TwoVersions
    from .routes import Routes

NOTHING = "There are no two versions of anything in this book. Earlier ones: r on an exercise, then v."
CHANGED = "It was changed meanwhile. Here is how it stands now."
SETTLED = "Settled. The other version is in the trash."


async def compare(app: Routes, words: str = "") -> None:
    """To the page on which two versions are compared. Where there is more than one such thing, it is asked which."""
    if app.only_read():
        return
    if not await app.saver.flush():
        app.say(trouble.not_yet_saved(app.saver.state))
        return
    app.desk.look()
    found = seconds_of(app.desk)
    pairs = [pair for pair in found.pairs if not words or f"{pair.sitting.pack}/{pair.sitting.exercise}" == words]
    if not found or (words and not pairs):
        app.notify(NOTHING, markup=False)
        return
    if len(pairs) == 1 and (words or not (found.facts or found.unread)):
        await show(app, pairs[0])
        return
    await _ask(app, found)


async def show(app: Routes, pair: TwoVersions) -> None:
    """Lay the two side by side."""
    from .screens.compare import Compare

    await app.show_page(Compare(pair))


async def _ask(app: Routes, found: Two) -> None:
    from .screens.choosing import Choosing

    same = [one for one in found.facts if one.same]
    other = [one for one in found.facts if not one.same]
    ways = [
        Item(f"pair {at}", f"Compare {called(pair)}", right=pair.other.whose) for at, pair in enumerate(found.pairs)
    ]
    ways += [Item(f"facts {at}", f"Choose {facts_called(one)}", right=one.whose) for at, one in enumerate(other)]
    if same:
        number = "1 file that says" if len(same) == 1 else f"{len(same)} files that say"
        ways.append(Item("same", f"To the trash: {number} the same as another"))
    lines = ["Both are kept until you have settled it. The one that you do not take goes to the trash."]
    lines += [
        f"Can't be read, and stays where it is: {one_line(one.path.name)}, line {one.line}: {one_line(one.message)}."
        for one in found.unread
    ]
    if not ways:
        app.say(("A second version can't be read.", *lines[1:], "Mend it in an editor, or delete it there."))
        return

    async def do(id: str | None) -> None:
        what, _, at = (id or "").partition(" ")
        match what:
            case "pair":
                await show(app, found.pairs[int(at)])
            case "facts":
                await _choose(app, other[int(at)])
            case "same":
                await _throw_same(app, same)
            case _:
                return

    await app.push_screen(Choosing("There is more than one version.", tuple(lines), tuple(ways)), do)


async def _choose(app: Routes, two: TwoFacts) -> None:
    """A book's name and days, or people to talk to: the one or the other, whole."""
    from .screens.choosing import Choosing

    together = of_both(two)
    ways = [
        Item(
            "one",
            "Keep the one in your book" if not two.of_shelf else "Keep the one that is here",
            under=_said(two.one),
        ),
        Item("other", f"Take the one {two.whose}", under=_said(two.other)),
        *([Item("both", "Take both", under=_said(together))] if together is not None else []),
        Item("later", "Not now"),
    ]

    async def do(id: str | None) -> None:
        taken = {"one": two.one, "other": two.other, "both": together}.get(id or "")
        if taken is not None:
            await _done(app, await on_disk(app, lambda: take(app.desk.shelf, two, taken, app.desk.clock())))

    name = facts_called(two)
    lines = ("The other one goes to the trash.",)
    await app.push_screen(Choosing(f"Two versions of {name}", lines, tuple(ways)), do)


def _said(facts: object) -> str:
    """What a version says, on one line."""
    if isinstance(facts, ShelfFacts):
        return ", ".join(map(one_line, facts.support)) or "nobody"
    title, started, closed = (getattr(facts, name, None) for name in ("title", "started", "closed"))
    parts = [
        f"“{one_line(title)}”" if title else "without a name",
        f"begun on {full_day(started.date())}" if started else "",
    ]
    parts += [f"closed on {full_day(closed)}"] if closed else []
    parts += ["put away"] if getattr(facts, "put_away", False) else []
    return ", ".join(filter(None, parts))


async def _throw_same(app: Routes, same: list[TwoFacts]) -> None:
    def throw() -> None:
        for one in same:
            take(app.desk.shelf, one, one.one, app.desk.clock())

    await _done(app, await on_disk(app, throw))


async def _done(app: Routes, error: Exception | None) -> None:
    """Say how it went, and go back to the contents, which have the next one."""
    if isinstance(error, Changed):
        app.notify(CHANGED, markup=False)
    elif error is not None:
        app.say(trouble.not_settled(why(error)))
        return
    else:
        app.notify(SETTLED, markup=False)
    own = app.desk.book
    if own is not None and own.placed:
        # What the book is called may be another now.
        app.saver.hold_nothing()
        app.desk.open_book(next((one for one in app.desk.shelf.read().books if one.folder == own.folder), own))
    await app.back_to_contents()


async def settled(app: Routes, pair: TwoVersions, merged: Sitting) -> None:
    """Settle two versions of an exercise as was chosen, then go on with what else there is of it."""
    await _write(app, pair, partial(settle, merged=merged, now=app.desk.clock()))


async def kept_both(app: Routes, pair: TwoVersions) -> None:
    """Keep both, as two times through the exercise."""
    await _write(app, pair, keep_both, "Both are kept, as two times through it.")


async def _write(app: Routes, pair: TwoVersions, do: partial[object] | object, words: str = SETTLED) -> None:
    if not await app.saver.flush():
        app.say(trouble.not_yet_saved(app.saver.state))
        return
    book = app.desk.need_book()
    # Whatever is held was written: from here on the exercise's own file is the one to go on in.
    app.saver.hold_nothing()
    assert callable(do)
    error = await on_disk(app, lambda: do(app.desk.shelf, book, pair))
    if error is not None and not isinstance(error, Changed):
        app.say(trouble.not_settled(why(error)))
        return
    app.notify(CHANGED if error is not None else words, markup=False)
    await app.back_to_contents()
    exercise = f"{pair.sitting.pack}/{pair.sitting.exercise}"
    left = [one for one in seconds_of(app.desk).pairs if f"{one.sitting.pack}/{one.sitting.exercise}" == exercise]
    if left:
        await show(app, left[0])
