"""Writing an answer in the editor that the environment names."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from ..files.clean import clean

if TYPE_CHECKING:
    from .app import WorkbookApp
    from .widgets.editor import Editor


def edit_outside(app: WorkbookApp, folder: Path, text: str, called: str) -> str | None:
    """The text as it came back; None when nothing did, and then a word on the screen says why.

    The text lies in a file of its own, 0600, on the shelf and nowhere else, for as long as the editor runs. What it
    is `called` says whose it is, so that nobody who lets other words go takes it away.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        app.notify("Set VISUAL or EDITOR to the editor of your choice first.", markup=False)
        return None
    handle, name = tempfile.mkstemp(prefix=called, suffix=".txt", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with app.leaving.to_another(), app.suspend():
            status = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
        try:
            back = path.read_bytes()
        except FileNotFoundError:
            app.notify("The text is no longer where your editor had it. The answer is as it was.", markup=False)
            return None
        edited = clean(back.decode("utf-8", "replace"))
        # Most editors end a file with a newline that nobody typed.
        edited = edited[:-1] if edited.endswith("\n") and not text.endswith("\n") else edited
        if status != 0:
            kept = "What it had saved is taken over." if edited != text else "The answer is as it was."
            app.notify(f"Your editor reported an error. {kept}", markup=False)
        return edited
    except SuspendNotSupported:
        app.notify("Another editor can't be opened from here.", markup=False)
    except (OSError, ValueError):
        app.notify("Your editor could not be started. Look at VISUAL and EDITOR.", markup=False)
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
    return None


def write_box_outside(app: WorkbookApp, box: Editor, called: str) -> None:
    """The text of a box that is no answer's own, such as a note beside one; what comes back can be undone."""
    edited = edit_outside(app, app.desk.shelf.folder, box.text, called)
    if edited is not None and edited != box.text:
        box.take(edited)
