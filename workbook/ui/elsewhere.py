"""When the disk says no: another folder for what is typed, and the way home from there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.locations import other_folders, tidy
from ..files.trying import takes
from ..model.days import WEEKDAYS
from ..store import whereabouts
from ..store.bringingback import Brought, How, bring_back, waits_in
from ..store.elsewhere import Elsewhere, read_origin
from ..store.marks import Unreadable
from . import trouble
from .apart import apart
from .books import on_disk
from .saver import why
from .widgets.picklist import Item

if TYPE_CHECKING:
    from .app import WorkbookApp

TRIED_FOR = 1.5
"""Seconds that a folder may take to show that it can be written: one on a disk that hangs never does."""
Then = Callable[[], Awaitable[None]]


async def folder_that_takes() -> Path | None:
    """The first of the usual folders that can really be written; None where there is none."""
    for folder in await apart(other_folders):
        if not await refusal_of(folder):
            return folder
    return None


async def refusal_of(folder: Path) -> str:
    """Why nothing can be kept in this folder, which is there; empty where it can."""
    try:
        async with asyncio.timeout(TRIED_FOR):
            await apart(partial(takes, folder))
    except TimeoutError:
        return "it does not answer"
    except OSError as error:
        return why(error)
    return ""


def offer(app: WorkbookApp, *, leaving: bool = False) -> None:
    """Lay the ways over the page: to wait, to keep it in another folder, to leave without it."""
    from .screens.unsaved import Unsaved

    async def chosen(id: str | None) -> None:
        match id:
            case "elsewhere":
                _ask_for_folder(app, app.leave_now if leaving else None)
            case "leave":
                await app.leave_now()
            case "saved":
                app.notify("It is saved now.", markup=False)
            case _:
                app.stay()

    saver = app.saver
    since = f"what you wrote since {saver.since.astimezone():%H:%M}" if saver.since is not None else "what you wrote"
    app.push_screen(Unsaved(trouble.unsaved(saver.state, leaving=leaving), since if leaving else ""), chosen)


def offer_before(app: WorkbookApp, said: trouble.Said, then: Then | None) -> None:
    """The same where nothing is typed yet: nothing could be saved. `then` is done where a folder was found."""
    from .screens.choosing import Choosing

    async def chosen(id: str | None) -> None:
        if id == "elsewhere":
            _ask_for_folder(app, then)

    ways = (Item("elsewhere", "Write in another folder"), Item("later", "Not now"))
    app.push_screen(Choosing(said[0], said[1:], ways), chosen)


def _ask_for_folder(app: WorkbookApp, then: Then | None) -> None:
    from .screens.folder import Folder

    async def chosen(folder: Path | None) -> None:
        if folder is None:
            app.stay()
        elif then is not None:
            await then()

    app.push_screen(Folder(partial(go_on_in, app)), chosen)


async def go_on_in(app: WorkbookApp, parent: Path) -> str:
    """Save in another folder from now on, beginning with what is typed. Empty, or why that can't be."""
    desk, saver = app.desk, app.saver
    book, kept = saver.book, saver.kept

    def begin() -> Elsewhere:
        return Elsewhere.begin(parent, desk.shelf.folder, desk.clock(), desk.elsewhere)

    try:
        async with asyncio.timeout(TRIED_FOR):
            found = await apart(begin)
            held = await apart(partial(found.to_keep, book, kept)) if book is not None and kept is not None else None
    except TimeoutError:
        return "it does not answer"
    except FileNotFoundError:
        return "there can be no such folder"
    except OSError as error:
        return why(error)
    desk.elsewhere = found
    if held is not None:
        saver.divert(*held, tidy(parent))
        if not await saver.flush():
            return saver.state.words.removeprefix("not saved: ") if saver.state.trouble else "it does not answer"
    else:
        saver.go_on_in(tidy(parent))
    remember(app)
    app.notify(f"It goes on in {tidy(found.folder)}", markup=False, timeout=8)
    return ""


def remember(app: WorkbookApp) -> None:
    """Note where words went, on the writer's thread. Where that can't be, the last line of the run says it all."""
    found, settings = app.desk.elsewhere, app.remembered.path
    if found is None or settings is None:
        return

    def write() -> None:
        with suppress(OSError):
            whereabouts.note(settings.with_name(whereabouts.NAME), found.folder)

    app.saver.run(write)


def farewell(app: WorkbookApp) -> str:
    """What whoever leaves is told: where it is, and the way home. Empty where nothing was kept elsewhere."""
    found = app.desk.elsewhere
    if found is None or not any(found.shelf.folders()):
        return ""
    command = f"workbook bring-back {_quoted(found.folder)}"
    return f"What you wrote today is in {tidy(found.folder)}\nWhen your usual folder can be written again:  {command}\n"


def _quoted(folder: Path) -> str:
    import shlex

    words = tidy(folder)
    return words if words.startswith("~/") and shlex.quote(words[2:]) == words[2:] else shlex.quote(str(folder))


async def offer_to_bring_back(app: WorkbookApp) -> None:
    """At the start: what was kept elsewhere, where the usual folder can be written again."""
    settings = app.remembered.path
    if settings is None or app.desk.shelf.refusal() is not None:
        return
    noted = settings.with_name(whereabouts.NAME)
    for folder in whereabouts.noted(noted):
        if _is_ours(app, folder):
            _offer_one(app, noted, folder)
            return


def _is_ours(app: WorkbookApp, folder: Path) -> bool:
    """Whether words wait there that belong to this shelf."""
    try:
        return read_origin(folder).shelf == app.desk.shelf.folder and waits_in(folder) > 0
    except (OSError, Unreadable):
        return False


def _offer_one(app: WorkbookApp, noted: Path, folder: Path) -> None:
    from .screens.choosing import Choosing

    count = waits_in(folder)
    begun = read_origin(folder).begun.astimezone()
    day = f"on {WEEKDAYS[begun.weekday()]}" if (app.desk.clock() - begun).days < 7 else f"on {begun:%d %B %Y}"

    async def chosen(id: str | None) -> None:
        if id != "bring":
            return
        await app.owning.known()
        # Another window has the book: it is offered again at the next start.
        if not app.only_read():
            await _bring(app, noted, folder)

    what = "One exercise is" if count == 1 else f"{count} exercises are"
    lines = (tidy(folder), f"{what} there. Your usual folder can be written again.")
    ways = (Item("bring", "Bring it in"), Item("later", "Not now", right="it stays where it is"))
    app.push_screen(Choosing(f"What you wrote {day} is in another folder.", lines, ways), chosen)


async def _bring(app: WorkbookApp, noted: Path, folder: Path) -> None:
    done: list[Brought] = []
    error = await on_disk(app, lambda: done.extend(bring_back(folder, app.desk.shelf, app.desk.clock())))
    if app.desk.book is None:
        app.desk.open_current()
    await app.back_to_contents()
    left = [one for one in done if one.how is How.LEFT]
    beside = [one for one in done if one.how is How.BESIDE]
    if error is not None or left:
        reason = why(error) if error is not None else left[0].why
        app.say(("Not all of it could be brought in.", f"Why: {reason}.", f"It stays in {tidy(folder)}"))
        return
    with suppress(OSError):
        whereabouts.forget(noted, folder)
    more = " Some of it is kept beside a newer version." if beside else ""
    app.notify(f"It is in your book again.{more} You can delete {tidy(folder)}", markup=False, timeout=12)
