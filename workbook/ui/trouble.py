"""What is said when something can't be: what happened, that nothing is lost, what can be done. Title, then lines."""

from __future__ import annotations

from pathlib import Path

from ..desk import CantOpen
from ..library.problems import Broken
from ..store.kept import BadFile
from .saver import Saved, why

Said = tuple[str, ...]
AT_MOST = 20
"""Mistakes of an author that are shown at once; `workbook check` has them all."""


def not_yet_saved(saved: Saved) -> Said:
    """Another exercise was chosen while words wait for the disk."""
    return (
        "What you typed last is not saved yet.",
        f"{saved.words[:1].upper()}{saved.words[1:]}.",
        "It is kept in memory, and saving is tried again every two seconds. Open this when it is saved.",
    )


def unsaved(saved: Saved, *, leaving: bool) -> Said:
    """Words wait for the disk, and somebody wants to leave, or to keep them elsewhere."""
    reason = saved.words.removeprefix("not saved: ") if saved.trouble else "the disk does not answer"
    return (
        "What you typed last is not saved yet.",
        f"Why: {reason}.",
        "It is kept in memory, and saving is tried again every two seconds.",
        *(("To leave without it, press ctrl+q once more.",) if leaving else ()),
    )


def not_as_written(title: str, broken: Broken) -> Said:
    """An exercise with an author's mistakes."""
    return (
        f"“{title}” can't be opened as it is written.",
        "What you wrote in it before is safe, and prints as ever.",
        "For its author (`workbook check` says the same):",
        *(str(one) for one in broken.problems[:AT_MOST]),
    )


def cannot_open(error: CantOpen) -> Said:
    """A file that is sound, but closed to us or of a newer format."""
    return (
        "What you wrote here can't be opened.",
        str(error.bad.path),
        f"Why: {error.bad.message}.",
        "Nothing in it is changed. The other exercises open as ever.",
    )


def nothing_kept(folder: Path, error: Exception) -> Said:
    """The disk says no before anything is written."""
    return (
        "Nothing can be saved in this folder.",
        f"{folder}:  {why(error)}.",
        "Nothing that was written before is changed. What you write now can go to another folder.",
    )


def book_not_there(folder: str) -> Said:
    """The book that was open last is not on its shelf, and nobody has deleted it."""
    return (
        "The book that you wrote in last is not here.",
        f"It was in a folder of its own in {folder}.",
        "Nothing was deleted from here. Is it on another disk, or not synced yet? Then bring its folder back.",
        "Your other books, where there are any, open as ever.",
    )


def kept_apart(bad: BadFile) -> Said:
    """A damaged file got another name."""
    return (
        "A file of this exercise could not be read. It was kept apart, and nothing in it is changed.",
        str(bad.path),
        f"Line {bad.line}:  {bad.message}.",
        "You can mend it in any editor and give it its old name again.",
    )


def book_not_changed(title: str, reason: str) -> Said:
    """A name, or that a book is put away or closed, could not be kept."""
    return (
        f"Nothing was changed in “{title}”.",
        f"Why: {reason}.",
        "What you wrote in it is as it was. You can try it again.",
    )


def not_deleted(title: str, reason: str) -> Said:
    """A book could not be deleted at all."""
    return (
        f"“{title}” was not deleted.",
        f"Why: {reason}.",
        "All of it is still there. You can try it again.",
    )


def half_deleted(title: str, left: list[str], reason: str) -> Said:
    """A book is gone from the list, but some of its files are still on the disk."""
    return (
        f"“{title}” is deleted, but some of its files could not be removed.",
        f"Why: {reason}.",
        "It is tried again whenever you open your books. You can also remove these by hand:",
        *left[:AT_MOST],
    )


def deleted_elsewhere(title: str) -> Said:
    """Another window deleted the book that is open here."""
    return (
        f"“{title}” was deleted in another window.",
        "It can't be brought back here. Your other books are as they were.",
    )


def not_settled(reason: str) -> Said:
    """Two versions could not be made one, or something could not be thrown away or taken back."""
    return (
        "Nothing was changed.",
        f"Why: {reason}.",
        "All of it is where it was. You can try it again.",
    )


LET_GO_ELSEWHERE: Said = (
    "In another window you let go of words that stood here.",
    "They are taken out here as well. All your other answers are kept.",
)
NO_ANSWER: Said = (
    "This book is open here now. The other window did not answer.",
    "If it wakes up, what it still holds is kept in a second version.",
)
ONLY_READ = "It is open in another window. Here it can only be read."
IN_ANOTHER_FOLDER = "You are writing in another folder now. This has to wait until that is brought back."
NEWER: Said = (
    "A newer version of the workbook wrote in this exercise.",
    "You can read it here. What you type now would not be saved.",
)
