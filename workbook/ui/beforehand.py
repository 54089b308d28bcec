"""While somebody reads the contents, what the page that they open next needs is made ready."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from .widgets.picklist import PickList

if TYPE_CHECKING:
    from ..library.library import Library
    from ..library.titles import Heading
    from .app import WorkbookApp


def dress(app: WorkbookApp) -> None:
    """Parse what the page of an exercise is dressed in. On the app's turn: a sixth of the time until it stands."""
    from .screens import exercise
    from .widgets.oneline import OneLine

    sheet = str(Path(exercise.__file__).with_name(exercise.ExerciseScreen.CSS_PATH))
    if not app.stylesheet.has_source(sheet):
        app.stylesheet.read(sheet)
    for one in (Static(markup=False), Vertical(), Horizontal(), OneLine()):
        one._post_register(app)
    app.stylesheet.parse()


def read_ahead(app: WorkbookApp) -> None:
    """Have the exercise read that is highlighted, and nothing of the book."""
    listed = app.screen.query(PickList) if app.screen_stack else ()
    item = next((one.highlighted for one in listed), None)
    pack, _, id = item.id.rpartition(" ")[2].partition("/") if item is not None else ("", "", "")
    known = app.desk.library.pack(pack) if id else None
    heading = next((one for one in known.headings if one.id == id), None) if known is not None else None
    if heading is not None:
        runs = {one.run: one.step for one in app.desk.glances if (one.pack, one.exercise) == (pack, id)}
        apart(partial(_read, app.desk.library, heading, runs[max(runs)] if runs else ""))


def apart(work: Callable[[], object]) -> None:
    """Do it on a thread of its own: whatever it waits for, no save waits with it. Where it fails it is done later."""

    def try_it() -> None:
        with suppress(Exception):
            work()

    Thread(target=try_it, name="beforehand", daemon=True).start()


def _read(library: Library, heading: Heading, step: str) -> None:
    from .widgets.questions import ready_for

    there = library.load(heading).step(step)
    ready_for([there] if there is not None else [])
