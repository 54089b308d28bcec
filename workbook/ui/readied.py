"""What saving and leaving need is imported while the program's files are still those that were started."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

_NEEDED = (
    # Of others
    "secrets", "socket", "hashlib", "json", "filelock", "yaml.events", "yaml.error", "yaml._yaml",
    # Saving: over the file, beside it, without words that were let go, with what it replaces
    "workbook.store.saving", "workbook.store.sittingfile", "workbook.store.versions", "workbook.store.versionkeeping",
    "workbook.store.conflicts", "workbook.store.secondfacts", "workbook.files.yamlwords",
    "workbook.store.holding", "workbook.store.letgone", "workbook.model.lettinggo", "workbook.model.overwritten",
    # Saying what went wrong, and leaving
    "workbook.ui.trouble", "workbook.ui.books", "workbook.ui.elsewhere", "workbook.ui.screens.message",
    "workbook.ui.screens.unsaved", "workbook.ui.screens.folder", "workbook.ui.widgets.troubleline", "workbook.ui.crash",
    "workbook.store.elsewhere", "textual.scrollbar",
    # What nearly everybody opens next
    "workbook.ui.screens.exercise", "workbook.ui.widgets.questions.text", "workbook.library.reader",
    "workbook.ui.beforehand",
)  # fmt: skip


def be_ready() -> None:
    """Import all of it; on the writer's thread, after the first screen stands.

    Whoever installs another version meanwhile takes nothing away that the words need to get to the disk; nor does a
    system that lets no more files be opened.
    """
    for name in _NEEDED:
        with suppress(ImportError):  # what is not there now is asked for, and missed, where it is needed
            import_module(name)
    with suppress(ImportError, AttributeError):
        filelock = import_module("filelock")
        for lazy in ("FileLock", "SoftFileLock", "Timeout"):
            getattr(filelock, lazy)
