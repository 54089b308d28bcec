"""`workbook doctor`: whether every file on the shelf opens; each that does not, with what can be done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Options, locations_of, say, shelf_of
from .options import everywhere

if TYPE_CHECKING:
    from ..store.checking import Checked
    from ..store.owner import Owner
    from ..store.shelf import Shelf
    from ..store.surveying import Found


@click.command("doctor")
@everywhere
@click.pass_context
def doctor(context: click.Context) -> None:
    """Open every file of your books, and name each that does not open. Nothing is changed.

    Exit status 1 where a file does not open, or a book is half deleted; 0 where there is only something to know.
    """
    from ..store.checking import check_shelf
    from ..store.surveying import survey

    options = context.ensure_object(Options)
    found = locations_of(options)
    shelf = shelf_of(options)
    say(f"Your books are in {shelf.folder}")
    count: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in check_shelf(shelf, found.settings):
        count[one.kind] += 1
        if one.second:
            say(f"A second version, kept beside the first. Compare the two from the contents of its book: {one.path}")
        if one.wrong:
            wrong[one.kind] += 1
            say(_told(one))
    for kind, called in (("versions", "Earlier versions"), ("trash", "In the trash")):
        say(f"{called}: {_opening(count[kind], wrong[kind])}, in {shelf.folder / kind}")
    besides = survey(shelf)
    for name, owner in besides.owners:
        say(_who(name, owner))
    _say_found(
        besides.left, "left by a run that was killed. The workbook sweeps such after an hour", "file was", "files were"
    )
    _say_found(besides.outside, "in an editor of your own, or was left there by one", "answer is", "answers are")
    _say_found(besides.links, "a link. What is behind a link is not looked at", "name is", "names are")
    _say_found(
        besides.of_nobody, "kept of a book that is not here. If that book is gone for good, delete",
        "folder is", "folders are",
    )  # fmt: skip
    _say_found(besides.strangers, "not the workbook's, and not looked at", "file is", "files are")
    if besides.wide.count:
        _say_found(besides.wide, "open to others on this computer", "file or folder is", "files or folders are")
        say(f"  To close them:  chmod -R go-rwx {_quoted(shelf.folder)}")
    _say_away(shelf, found.settings)
    files, not_open = sum(count.values()), sum(wrong.values())
    if not_open:
        say(f"{files - not_open} of {files} files can be opened. Nothing was changed.")
        raise SystemExit(1)
    say(
        "There is no file yet."
        if not files
        else "The one file can be opened."
        if files == 1
        else f"All {files} files can be opened."
    )


def _told(one: Checked) -> str:
    line = f" line {one.line}" if one.line else ""
    return f"{one.path}{line}: {one.wrong}. {one.remedy}"


def _opening(count: int, wrong: int) -> str:
    if not count:
        return "none"
    return (
        f"{count}, of which {count - wrong} can be opened"
        if wrong
        else f"{count}, and {'it' if count == 1 else 'all'} can be opened"
    )


def _say_found(found: Found, what: str, singular: str, plural: str) -> None:
    if found.count:
        names = ", ".join(str(path) for path in found.named)
        more = ", and others" if found.count > len(found.named) else ""
        say(f"{found.count} {singular if found.count == 1 else plural} {what}: {names}{more}")


def _who(name: str, owner: Owner) -> str:
    since = f"since {owner.since:%Y-%m-%d %H:%M}"
    if owner.is_here and not owner.is_running:
        return f"{name} was open {since} in a run that was killed. That is in nobody's way."
    return f"{name} is open {'here' if owner.is_here else f'on {owner.host}'} {since}."


def _say_away(shelf: Shelf, settings: Path) -> None:
    """What keeps it from being written now, and words that wait in another folder."""
    from ..store import whereabouts
    from ..store.bringingback import waits_in

    refused = shelf.refusal()
    if refused is not None:
        say(f"Nothing can be saved there now: {refused.strerror}. The workbook offers another folder.")
    for folder in whereabouts.noted(settings.with_name(whereabouts.NAME)):
        if waits_in(folder):
            say(f"What you wrote elsewhere waits in {folder}. To bring it home:  workbook bring-back {_quoted(folder)}")
        elif not folder.exists():
            say(f"What you wrote elsewhere is in {folder}, and that folder is not there now.")


def _quoted(folder: Path) -> str:
    import shlex

    return shlex.quote(str(folder))
