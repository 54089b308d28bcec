"""What the print screen does once it is chosen: the print is read first, or made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

from textual.widgets import Static

from ...files.locations import tidy
from ...printing.formats import Format, NoFont, Stopped
from ...printing.setting import Setting
from .. import printing
from ..apart import apart
from ..printchoice import Choice
from ..printing import Build, NothingGoesIn, NotThere, Target, brief, free_name, started_in
from ..viewer import opener
from ..widgets.editor import Editor
from ..widgets.oneof import OneOf
from ..widgets.push import Push
from ..widgets.questions.cells import CellLine
from .underway import UnderWay

STOPPED = "Stopped. Nothing was printed."


@dataclass(frozen=True, slots=True)
class Job:
    """One print as it was chosen when it began."""

    build: Build
    format: Format
    setting: Setting
    target: Target | None
    """None where it is for a printer."""


class Making(UnderWay):
    """A page on which a print is chosen and made."""

    choice: Choice
    """What is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Path | None = None
        """The file that was printed last, while the page says so."""
        self.there: Path | None = None
        """The file that would be replaced, while the page says that it is there."""

    @property
    def ready(self) -> bool:
        """Whether a print can be begun now."""
        return self.choice.anything and not self.busy

    # What is said

    def say(self, words: str, *, made: Path | None = None, there: Path | None = None) -> None:
        """Say how it stands, with what can be done about it."""
        self.made, self.there = made, there
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)
        self.show_offers()

    def show_offers(self) -> None:
        """Show what can be done now, beside reading and making a print."""
        offers = {
            "meanwhile": self.is_long,
            "stop": self.is_long and self.may_stop,
            "open-it": self.made is not None and bool(opener()),
            "copy-path": self.made is not None,
            "replace": self.there is not None,
        }
        for id, offered in offers.items():
            push = self.query_one(f"#{id}", Push)
            if push.has_focus and not offered:
                # The keys stay near: on what is always there.
                self.query_one("#make", Push).focus(scroll_visible=False)
            push.display = offered
        self.query_one("#offers").display = any(offers.values())

    def tell(self, words: str, *, made: Path | None = None) -> None:
        """Say how it ended: on this page, or wherever somebody is by now."""
        if self.is_attached:
            self.say(words, made=made)
        else:
            self.app.notify(words, markup=False, timeout=12)

    def show_progress(self, words: str) -> None:
        """Say how it stands."""
        if self.is_attached:
            self.say(words)

    # The print

    async def action_read_first(self) -> None:
        """The print as text, laid over the page."""
        from .readfirst import ReadFirst

        if not self.ready:
            return
        try:
            printout = await apart(self.choice.build())
        except NothingGoesIn as error:
            self.say(str(error))
            return
        except Exception as error:
            self.say(printing.not_set(error))
            return

        def then(make_it: bool | None) -> None:
            if make_it:
                self.action_make()

        self.app.push_screen(ReadFirst(printout, self.choice.is_for), then)

    def action_make(self) -> None:
        """Print into a new file."""
        if not self.ready:
            return
        try:
            target = self._target()
        except NotThere as error:
            self._instead(error)
        else:
            self.do(self._job(target))

    def _job(self, target: Target) -> Job:
        wanted = self.choice.wanted
        return Job(self.choice.build(), wanted.format, self.book_app.print_setting, target)

    def do(self, job: Job) -> None:
        """Begin to make a print. Whatever is chosen meanwhile, it is this one."""
        if self.ready:
            self.begin("Setting the pages …" if job.format == "pdf" else "Printing …", partial(self._do, job))

    async def _do(self, job: Job, stop: Event) -> None:
        try:
            data = await printing.set_print(job.build, job.format, job.setting, stop)
        except NothingGoesIn as error:
            self.tell(str(error))
        except Stopped:
            self.tell(STOPPED)
        except NoFont as error:
            self._no_font(error, job)
        except Exception as error:
            self.tell(printing.not_set(error))
        else:
            await (self._put(data, job.target) if job.target is not None else self.give(data))

    async def _put(self, data: bytes, target: Target) -> None:
        try:
            path = await printing.put(target, data)
        except NotThere as error:
            self._instead(error)
        except Exception as error:
            self.tell(printing.not_put(error, target.path))
        else:
            self.tell(f"Printed: {brief(path)}", made=path)
            if self.is_attached and target.ours:
                self.seed_to()

    async def give(self, pdf: bytes) -> None:
        """What becomes of a print that is for no file."""
        raise NotImplementedError

    def _no_font(self, error: NoFont, job: Job) -> None:
        """Ask what to do about characters that no font has."""
        if not self.is_attached:
            self.tell(f"It was not printed. {error}")
            return
        from .nofont import BOXES, HTML, NoFontFor

        def then(way: str | None) -> None:
            if way == HTML:
                self._as_html(job)
            elif way == BOXES:
                self.do(replace(job, setting=replace(job.setting, boxes=True)))

        self.say("")
        self.app.push_screen(NoFontFor(error), then)

    def _as_html(self, job: Job) -> None:
        """The same print under the same name with another ending, or a free one beside it."""
        today = self.book_app.desk.clock().date()
        if self.choice.wanted.format == job.format:
            self.choice.wanted.format = "html"
            self.query_one("#as", OneOf).chosen = "html"
            self.take_format()
        self.do(replace(job, format="html", target=printing.as_html(job.target, today, self.choice.stem)))

    # Where to

    def _target(self) -> Target:
        wanted = self.choice.wanted
        words, today = self.query_one("#to", CellLine).text, self.book_app.desk.clock().date()
        return printing.target(words, wanted.format, today, self.choice.stem, ours=not wanted.to)

    def seed_to(self) -> None:
        """A free name of ours, where somebody has not typed one."""
        wanted = self.choice.wanted
        today = self.book_app.desk.clock().date()
        words = wanted.to or tidy(free_name(started_in(), today, wanted.format, self.choice.stem))
        self.query_one("#to", CellLine).seed(words, len(words))

    def take_format(self) -> None:
        """The name's ending follows the format."""
        wanted = self.choice.wanted
        if not wanted.to:
            self.seed_to()
            return
        box = self.query_one("#to", CellLine)
        if printing.format_of(box.text) not in (None, wanted.format):
            box.take(f"{box.text.rstrip().rpartition('.')[0]}.{wanted.format}")

    def _instead(self, error: NotThere) -> None:
        """Why it can't go there, with a free name in the box; taking that back is one undo."""
        if not self.is_attached:
            self.tell(str(error))
            return
        self.say(str(error), there=error.there)
        if error.instead is not None:
            self._take_name(error.instead)
        self.query_one("#to", CellLine).focus()

    def _take_name(self, path: Path) -> None:
        box = self.query_one("#to", CellLine)
        with self.prevent(Editor.Edited):
            box.take(tidy(path))
        self.choice.wanted.to = box.text

    def replace_it(self) -> None:
        """Print over the file that was named, this once."""
        if self.there is not None:
            self.do(self._job(Target(self.there, over=True)))

    # What may be done while it goes on

    def action_leave(self) -> None:
        """Stop what is under way; else back to where one was."""
        if not self.stop():
            self.dismiss()
