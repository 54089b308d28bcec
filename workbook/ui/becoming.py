"""What may become of words that were written for nobody: how it is said, and how they are let go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..model.lettinggo import let_go, words_in
from ..store.letgone import Gone, all_gone, seconds
from ..store.lettinggo import begin, delete_left, go_on, not_after_all
from ..store.takingout import Left
from .keys import shown
from .saver import why

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ..model.questions import AnyQuestion
    from ..model.sitting import Sitting
    from ..store.kept import Kept
    from ..store.workbook import Book
    from .app import WorkbookApp

KEPT_MEANWHILE = "It is kept as you write. At the end you decide: keep it, close it, or let it go."
KEEP = ("Keep it", "it stays in your book, like any answer")
CLOSE = ("Close it", "it stays; nothing shows or prints it until you open it")
LET_GO = ("Let it go", "it is taken out of your book, and can't come back")
CLOSED = "You closed what you wrote here. It is in your book. Nothing shows or prints it."
NOTHING_LOST = "It is kept as you write, so that nothing is lost. At the end you are asked what to do with it."
TAKEN_OUT = "It is taken out of your book, and out of its older versions and copies in the folder of your books."
FOR_GOOD = "There is no undo."
TRACES = "A disk may keep traces until it needs the room."


def before() -> tuple[str, str]:
    """What is said above the box: in full, and where there is little room."""
    beyond = f"Letting go can't reach backups, synced copies, your own editor{_key()}, what you copied, or a print."
    return (
        f"{KEPT_MEANWHILE} {beyond}",
        f"Kept as you write. You decide at the end ({shown('help', 'exercise')}).",
    )


def beyond() -> str:
    """What letting go can't reach."""
    return (
        f"It can't reach backups, synced copies elsewhere, a text in your own editor{_key()}, what you copied, "
        "a text saved as a file, or a print."
    )


def in_help() -> tuple[str, ...]:
    """All of it, for help."""
    ways = (f"{words}: {says}." for words, says in (KEEP, CLOSE, LET_GO))
    return NOTHING_LOST, *ways, f"{TAKEN_OUT} {FOR_GOOD}", beyond(), TRACES


def _key() -> str:
    key = shown("write_outside", "exercise")
    return f" ({key})" if key else ""


def history(app: WorkbookApp, book: Book | None) -> str:
    """That a history of versions of somebody's own can't be reached, where there is one; else the empty string."""
    folder = book.folder if book is not None else app.desk.shelf.folder
    found = next((one / ".git" for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    return f"It can't reach the history in {found} either." if found is not None else ""


@dataclass(frozen=True, slots=True)
class Done:
    """How it went."""

    wrong: str = ""
    """Why the words are still in the book; empty when they are not."""
    where: str = ""
    """The file that could not be changed then."""
    left: tuple[Left, ...] = ()
    """Other files that still have them."""


class LettingGo:
    """Letting one answer go, and trying again what did not work."""

    def __init__(self, app: WorkbookApp, sitting: Sitting, step: AnyQuestion) -> None:
        self._app = app
        self._shelf: Path = app.desk.shelf.folder
        self._sitting = sitting
        self._step = step.id
        answer = sitting.answers[step.id]
        self._words = words_in(answer)
        now = app.desk.clock()
        # Later than the last time in any case: a clock may have been put back.
        self.at: datetime = now if answer.let_go_at is None else max(now, answer.let_go_at + timedelta(seconds=1))
        self._gone = Gone(
            sitting.pack, sitting.exercise, seconds(sitting.started), (step.id, *step.was), self.at,
        )  # fmt: skip

    async def now(self) -> Done:
        """Take the words out of every file. The book's own file comes last; only then the answer counts as let go."""
        left: tuple[Left, ...] = ()
        where = ""
        bare = let_go(self._sitting, (self._step,), self.at)

        def job(book: Book, kept: Kept) -> Kept:
            nonlocal left, where
            where = str(kept.path)
            saved = kept

            def save() -> None:
                nonlocal saved
                # Also where it is written and the disk complains after that: nothing is to hold the words any more.
                saved = kept._replace(sitting=replace(bare, revision=kept.sitting.revision), watch=None)
                saved = book.save(saved, self._app.desk.clock())

            left = begin(self._shelf, self._gone, self._words, kept.path, save)
            return saved

        error = await self._app.saver.swap(job)
        if error is not None:
            return Done(why(error), where)
        self._app.desk.look()
        return Done(left=left)

    async def again(self, *, delete: tuple[Left, ...] = ()) -> Done:
        """Try again to take them out of other files, or delete damaged ones whole."""

        def job() -> tuple[Left, ...]:
            delete_left(delete)
            return go_on(self._shelf, self._gone, self._words)

        return await self._beside(job)

    async def not_now(self) -> Done:
        """Leave the words in the book after all."""

        def job() -> tuple[Left, ...]:
            if any(one.same(self._gone) for one in all_gone(self._shelf, strict=True)):
                not_after_all(self._shelf, self._gone)
            return ()

        return await self._beside(job)

    async def _beside(self, job: Callable[[], tuple[Left, ...]]) -> Done:
        from .books import on_disk

        left: tuple[Left, ...] = ()

        def doing() -> None:
            nonlocal left
            left = job()

        error = await on_disk(self._app, doing)
        return Done(why(error), left=left) if error is not None else Done(left=left)
