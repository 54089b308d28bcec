"""Every screen, with a random text in every place that shows words from outside."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from random import Random

import pytest
from marked import BEGINS, ENDS, Marks, pack, shelve
from onscreen import EVENING, Clock, opened, press, until
from textual.pilot import Pilot
from textual.screen import Screen
from wicked import look_closely

import workbook.ui.screens as package
from workbook.desk.versions import AsItWas, Versions, Which
from workbook.model.asitwas import Differs
from workbook.store.holding import Elsewhere
from workbook.store.owner import Owner
from workbook.store.trash import throw
from workbook.ui import palette
from workbook.ui.app import WorkbookApp
from workbook.ui.screens.asitwas import AsItWasPage
from workbook.ui.screens.choosing import Choosing
from workbook.ui.screens.elsewhere import WentElsewhere, WhoHasIt
from workbook.ui.screens.message import Message
from workbook.ui.screens.naming import Naming
from workbook.ui.screens.narrowing import Narrowing
from workbook.ui.screens.people import People
from workbook.ui.screens.readfirst import Paper
from workbook.ui.screens.unsaved import Unsaved
from workbook.ui.screens.versions import VersionsPage
from workbook.ui.widgets.compared import Compared
from workbook.ui.widgets.picklist import Item, PickList
from workbook.ui.widgets.rategrid import RateGrid
from workbook.ui.widgets.topline import TopLine

SIZE = (100, 90)
BARE = {
    "AMoment": "our own words",
    "Becomes": "an exercise's title alone, on the line at the top",
    "Closed": "a book's title alone, on the line at the top",
    "Folder": "a path in a box",
    "NoFontFor": "characters, each made visible",
    "PressKey": "keys and our own words for them",
    "SettingsPage": "keys and our own words for them",
    "VersionsPage": "days and times, and a title on the line at the top",
}
"""Screens that show nothing from outside but what other tests look at, and why."""


class Tour:
    """Somebody who goes everywhere and looks."""

    def __init__(self, app: WorkbookApp, pilot: Pilot[None], marks: Marks) -> None:
        self.app, self.pilot, self.marks = app, pilot, marks
        self.wrong: list[str] = []
        self.places: set[str] = set()

    @property
    def place(self) -> str:
        """Where it is now."""
        return getattr(self.app.screen, "place", "")

    async def go(self, *keys: str) -> None:
        """Press keys, and look after each."""
        for key in keys:
            await press(self.pilot, key)
            # What was below has been seen.
            if key != "escape":
                await self.look()

    async def look(self) -> None:
        """Look at the screen."""
        assert self.app.is_running
        name = type(self.app.screen).__name__
        seen, each = look_closely(self.app)
        self.wrong += [f"{name}: {one}" for one in seen.obeyed]
        for widget, words in each:
            # The line on top is cut where there is no room.
            if not isinstance(widget, TopLine) and BEGINS.search(words):
                self.places.add(name)
                if isinstance(widget, Paper):
                    # What is begun on its last line goes on below the page.
                    words = words[: max((found.end() for found in ENDS.finditer(words)), default=0)]
                wrong = self.marks.wrong(words)
                # In a list something may stand at the right of what goes on below, two versions stand side by side,
                # and of a question three lines stand above a note beside it; all of it is looked at elsewhere.
                if not isinstance(widget, PickList | RateGrid | Compared) and name != "Beside":
                    self.wrong += [f"{name}, {type(widget).__name__}: {one}" for one in wrong]


async def tour(folder: Path, seed: str) -> tuple[Marks, list[str], set[str]]:
    """Every screen."""
    marks = Marks(Random(seed))
    pack(folder / "pack", marks)
    shelf = shelve(folder / "shelf", marks)
    found = []
    for name, way in (
        ("none", welcome),
        ("shelf", contents),
        ("shelf", exercises),
        ("shelf", beside),
        ("shelf", cards),
        ("shelf", the_end),
    ):
        async with opened(folder / name, content=folder / "pack", size=SIZE, clock=Clock()) as (app, pilot):
            one = Tour(app, pilot, marks)
            await one.look()
            await way(one)
            found.append(one)
    assert shelf.read().books
    return marks, [wrong for one in found for wrong in one.wrong], {place for one in found for place in one.places}


async def welcome(one: Tour) -> None:
    """Before there is anything."""
    await one.go("m", "escape", "ctrl+t", "escape", "ctrl+p", "escape")


async def contents(one: Tour) -> None:
    """What came back, the contents, and all that lies around them."""
    while one.place == "returned":
        await one.go("enter", "ctrl+t", "escape", "ctrl+n")
    assert one.place == "contents"
    await one.go("end", "up", "t", "escape", "ctrl+p", "escape", "f12", "escape", "m", "escape", "s", "escape")
    await one.go("p", "down", "space", "tab", "down", "enter", "down", "r", "escape", "escape")
    await one.go(
        "b", "r", "escape", "d", "escape", "y", "escape", "n", "down", "enter", "down", "down", "space", "escape"
    )


async def exercises(one: Tour) -> None:
    """An exercise as it is asked anew, with all that can be laid over it; and as it was answered."""
    app = one.app
    await app.open_exercise("p/every", run=1)
    await one.go(
        "r",
        "down",
        "down",
        "escape",
        "enter",
        "x",
        "ctrl+g",
        "escape",
        "ctrl+b",
        "escape",
        "ctrl+t",
        "escape",
        "f2",
        "escape",
    )
    for _ in range(12):
        await one.go("ctrl+n")
    await until(one.pilot, lambda: one.place == "end", "the end")
    await one.look()
    await one.go("ctrl+t", "escape")
    await app.open_heading(app.desk.library.heading("p/every"), again=True)
    await one.go(
        "8", "enter", "A", "n", "n", "enter", *["ctrl+n"] * 4, "5", "ctrl+n", "ctrl+n", "x", "enter", "y", "ctrl+n"
    )
    await one.go(*["ctrl+n"] * 4)
    await app.open_exercise("p/free")
    await one.go("enter", "x", "ctrl+n", "escape", "escape")


async def beside(one: Tour) -> None:
    """Two versions side by side, earlier versions, the trash."""
    app = one.app
    folder = app.desk.need_book().folder / "p"
    other = folder / "every.sync-conflict-20261122-183100-ABCDEFG.yaml"
    other.write_bytes((folder / "away.yaml").read_bytes().replace(b"exercise: away", b"exercise: every"))
    await one.go("escape")
    app.desk.look()
    await one.go("v", "escape")
    kept = next(kept for kept in app.desk.kept if kept.path.name == "every.yaml")
    now = app.desk.clock()
    then = AsItWas("v", str(kept.path), now, kept.sitting, dict.fromkeys(kept.sitting.answers, Differs.OTHER))
    lost = AsItWas("w", one.marks.person(line=True), now, None, wrong=one.marks.person(line=True))
    found = Versions(Which("p", "every", 1), kept.sitting.title, kept, (then, lost))
    for page in (VersionsPage(found), AsItWasPage(found, then)):
        await app.show_page(page)
        await one.pilot.pause()
        await one.look()
    await one.go("escape")
    throw(app.desk.shelf, app.desk.need_book(), folder / "away.yaml", now)
    await one.go("x", "r", "escape", "escape")


async def cards(one: Tour) -> None:
    """What is laid over a page with words that come from far: errors, names of files, people."""
    word = one.marks.person
    item = Item("a", word(line=True), under=word())
    for screen in (
        Message(word(), (word(), word())),
        Choosing(word(), (word(),), (item, item)),
        Narrowing(word(), (item,), {}),
        Naming(word(line=True)),
        People((word(line=True), word(line=True))),
        WhoHasIt(Elsewhere(Owner("x", word(line=True), 1, EVENING), False), EVENING, others=True),
        WentElsewhere(Elsewhere(Owner("x", word(line=True), 1, EVENING), False), EVENING, conflict=True),
        Unsaved((word(), word()), word()),
    ):
        await one.app.push_screen(screen)
        await one.pilot.pause()
        await one.look()
        one.app.pop_screen()
        await one.pilot.pause()


async def the_end(one: Tour) -> None:
    """A file that is broken, one of an author's that is, and a book that is closed."""
    app = one.app
    (file,) = (
        path
        for path in app.desk.shelf.folder.glob("*/p/every.yaml")
        if path.parent.parent == app.desk.need_book().folder
    )
    file.write_bytes(file.read_bytes()[:-5])
    await one.go("escape")
    await app.open_exercise("p/every")
    await one.go("escape", "escape")
    await one.go("b", "y", "down", "enter")
    await until(one.pilot, lambda: one.place == "closed", "closed")
    await one.look()


def every_screen() -> set[str]:
    """Every screen of the package that somebody can come to: those that others are made of are none."""
    found: set[type[Screen[object]]] = set()
    names = [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    for name in (*names, palette.__name__):
        for thing in vars(importlib.import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__.startswith("workbook."):
                found.add(thing)
    bases = {base for one in found for base in one.__mro__[1:]} - {Choosing, Narrowing}
    return {one.__name__ for one in found - bases}


@pytest.fixture(autouse=True)
def _unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at a terminal here: what would be sent there is read from the compositor itself."""
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda screen: screen._dirty_widgets.clear())


@pytest.mark.long
@pytest.mark.fault("A4", "A1")
@pytest.mark.parametrize("seed", range(2, 42))
async def test_every_screen_shows_the_characters_of_many_texts(tmp_path: Path, seed: int) -> None:
    _, wrong, _ = await tour(tmp_path, str(seed))
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.fault("A4", "A1")
async def test_every_screen_shows_the_characters_of_any_text(tmp_path: Path) -> None:
    marks, wrong, places = await tour(tmp_path, "1")
    assert not wrong, "\n".join(wrong[:20])
    assert every_screen() - set(BARE) - places == set()
    unseen = [f"{one}" for number, one in enumerate(marks.texts) if number not in marks.seen]
    assert len(unseen) < 0.2 * len(marks.texts), "\n".join(unseen)
