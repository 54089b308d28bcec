"""What a save costs that is read back and lasts, against the same bytes written raw beside it, one after the other.

    python tests/bench/durable_save.py --rounds 100

Raw is what any program must do: a temporary file, fsync, rename, fsync of the folder. Ours is `Book.save` of a book
that is held, as the Saver calls it while somebody types: the words are put into YAML, read back from the disk, read as
a sitting and compared, and another window's are never written over. A disk that takes long to sync hides the rest of
the work: a ratio from a disk with a quick cache is the worst that there is.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pairs import Pairs, run
from terminal import ROOT

from workbook.desk import Desk, now
from workbook.library.library import Library
from workbook.model.questions import TextQuestion
from workbook.model.recording import answered
from workbook.model.sitting import Sitting
from workbook.store.holding import Hold, claim
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book

TARGETS = {10_000: 2.0, 100_000: 6.0}
"""How many times the raw write's time a save of so many bytes may take."""
WARM = 5
SENTENCE = "la lettre est arrivée un mardi et je l’ai posée près du pain où personne ne la cherchait"


def text_of(size: int) -> str:
    """So many bytes of prose, in paragraphs."""
    paragraph = " ".join([SENTENCE] * 6) + "\n\n"
    return (paragraph * (size // len(paragraph) + 1)).encode()[:size].decode("utf-8", "ignore")


def sync(file: int) -> None:
    """Wait for the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    else:
        os.fsync(file)


def raw(path: Path, data: bytes) -> None:
    """The least that makes a file hold these bytes, whole and for good."""
    temp = f"{path}.{secrets.token_hex(8)}"
    file = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(file, data)
    sync(file)
    os.close(file)
    os.rename(temp, path)  # noqa: PTH104
    folder = os.open(path.parent, os.O_RDONLY)
    sync(folder)
    os.close(folder)


def held_book(shelf: Path) -> tuple[Book, Kept, Callable[[str], Sitting]]:
    """A book that is open here, an exercise of it, and what makes its sitting of a text."""
    desk = Desk(Library((ROOT / "content",)), Shelf(shelf))
    taken = desk.take(desk.library.heading("step-back"))
    exercise = taken.at(now().date())
    told = next(step for step in exercise.questions() if isinstance(step, TextQuestion))
    book = desk.need_book()
    kept = book.save(Kept(taken.kept.path, answered(exercise, told, "The letter.", now())), now())
    hold = claim(book, now())
    assert isinstance(hold, Hold)
    book.hold = hold
    return book, kept, lambda text: answered(replace(exercise, sitting=kept.sitting), told, text, now())


def measure(size: int, rounds: int) -> Pairs:
    """Write both in turn, in the same folder, each time with other words of the same length."""
    found = Pairs(f"a save of {size // 1000} KB, read back", "temp, fsync, rename, fsync", TARGETS[size])
    # A folder in memory needs no syncing: only on a disk is there anything to measure.
    with tempfile.TemporaryDirectory(dir=os.environ.get("WORKBOOK_BENCH_DISK")) as folder:
        book, kept, sitting_of = held_book(Path(folder) / "shelf")
        text = text_of(size)
        for number in range(rounds + WARM):
            sitting = replace(sitting_of(f"{number:06d} {text}"), revision=kept.sitting.revision)
            data = kept.path.read_bytes()
            began = time.perf_counter()
            kept = book.save(kept._replace(sitting=sitting), now(), thorough=False)
            saved = time.perf_counter()
            raw(kept.path.with_name("raw.bin"), data)
            ended = time.perf_counter()
            if number >= WARM:
                found.add((ended - saved) * 1000, (saved - began) * 1000)
        assert book.hold is not None
        book.hold.give_back()
    return found


def both(rounds: int) -> list[Pairs]:
    """Both sizes."""
    return [measure(size, rounds) for size in TARGETS]


if __name__ == "__main__":
    sys.exit(run(__doc__, both, 100))
