"""All commands by name: those of this screen first. There is no screenshot: it would write answers to disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .commands import COMMANDS, commands
from .keys import close_too
from .screens.narrowing import Narrowing
from .widgets.picklist import Item

if TYPE_CHECKING:
    from .app import WorkbookApp


class Palette(Narrowing):
    """Gives back the id of what was chosen; the empty string for nothing."""

    def __init__(self, found: Iterable[Item]) -> None:
        called: dict[str, str] = {}
        for command in COMMANDS:
            called[command.id] = f"{called.get(command.id, '')} {command.words}"
        super().__init__("What do you want to do? Type a word of it.", found, called)
        close_too(self, "palette", "dismiss('')")


def _everything(app: WorkbookApp, place: str) -> Iterator[Item]:
    """The commands of this place, those of everywhere, and every exercise."""
    seen = {"palette"}
    does = getattr(app.screen, "does", lambda id: True)
    for command in (*commands(place), *commands("everywhere")):
        if command.id not in seen and does(command.id):
            seen.add(command.id)
            yield Item(command.id, command.tooltip, right=command.shown)
    for pack in app.desk.library.titles:
        for one in pack.headings:
            if not one.problems:
                yield Item(f"exercise {pack.id}/{one.id}", f"Open: {one.title}", right=f"{one.minutes} min")


async def _open(app: WorkbookApp, words: str) -> None:
    """Open an exercise from wherever somebody is, with everything that was typed there."""
    app.pull_all()
    if getattr(app.screen, "place", "") == "welcome":
        await app.from_welcome(begin=False)
    await app.open_exercise(words)


def open_palette(app: WorkbookApp) -> None:
    """Lay the palette over the screen, and do what is chosen there."""
    screen = app.screen
    if isinstance(screen, Palette):
        screen.dismiss("")
        return
    place = getattr(screen, "place", "")
    if not place:
        return

    async def do(id: str | None) -> None:
        what, _, words = (id or "").partition(" ")
        if what == "exercise":
            await _open(app, words)
        elif what:
            await app.do(what)

    app.push_screen(Palette(_everything(app, place)), do)
