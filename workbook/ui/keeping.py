"""An app that says when nothing can be saved, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..desk import Desk
from .saver import why
from .settings import Remembering

if TYPE_CHECKING:
    from .app import WorkbookApp
    from .elsewhere import Then


class Keeping(Remembering):
    """Looks whether the usual folder can be written, and leads to another one."""

    desk: Desk

    async def save_now(self) -> None:
        """Save now. Where the disk says no, another folder is offered."""
        if await self.saver.flush() and not self.saver.closed:
            return
        self.see_what_can_be_saved()
        if self.saver.unsaved:
            self.offer_elsewhere()
        elif (refused := self.desk.shelf.refusal()) is not None:
            self.nothing_kept(refused)

    def offer_elsewhere(self, *, leaving: bool = False) -> None:
        """Lay over the page what can be done about words that are not saved."""
        try:
            from .elsewhere import offer

            offer(cast("WorkbookApp", self), leaving=leaving)
        except Exception as error:  # not even a page can be opened, as where no file can: it is said all the same
            again = " Leave again to leave without it." if leaving else ""
            self.notify(f"Not saved yet: {why(error)}. It is tried again.{again}", markup=False, timeout=12)

    def nothing_kept(self, error: OSError, then: Then | None = None) -> None:
        """Nothing can be saved in the usual folder: another is offered, and `then` is done once there is one."""
        from . import trouble
        from .elsewhere import offer_before

        self.see_what_can_be_saved()
        offer_before(cast("WorkbookApp", self), trouble.nothing_kept(self.desk.shelf.folder, error), then)

    def see_what_can_be_saved(self) -> None:
        """Look whether the shelf can be written, and say it on top where it can't, before a word is lost by it."""
        if self.desk.elsewhere is None:
            refused = self.desk.shelf.refusal()
            self.saver.look_closed(why(refused) if refused is not None else "")

    async def say_what_is_away(self) -> None:
        """At the start: what lies in another folder, or is not where it was."""
        if self.desk.shelf.lost:
            from ..files.locations import tidy
            from . import trouble
            from .screens.message import Message

            said = trouble.book_not_there(tidy(self.desk.shelf.folder))
            self.push_screen(Message(said[0], said[1:]))
        elif self.remembered.path is not None and self.remembered.path.with_name("elsewhere.yaml").is_file():
            from .elsewhere import offer_to_bring_back

            await offer_to_bring_back(cast("WorkbookApp", self))

    async def leave_now(self) -> None:
        """Leave, whether all is saved or not: that was chosen."""
        self.exit()
