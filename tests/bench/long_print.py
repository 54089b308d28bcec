"""How long a book of 300 pages takes, against bare Typst with the same template and words, one after the other in turn.

    python tests/bench/long_print.py --rounds 10

Both start a process of their own and end with a PDF in memory. The book is made of whole books of readers who are made
up, again and again, each time with other words. Each ratio is of two that followed one another, so that a machine that
is busy spoils few of them. The memory is the most that the typesetter's process held, and the one that asked for it.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from readers import book_of

from workbook.desk.prints import Prints
from workbook.printing import html, pdf
from workbook.printing.printout import Chapter, Printout
from workbook.printing.typeset import typesetter
from workbook.printing.typeset.data import data_of
from workbook.printing.typeset.fonts import faces

PAGES = 300
TARGET = 1.2
"""How many times bare Typst's time our PDF may take."""
HTML_TARGET = 0.1
"""How much of our PDF's time HTML may take."""
BARE = Path(__file__).with_name("bare_typst.py")
READERS = ("writer", "laid-off")


def numbered(block: Any, number: int) -> Any:
    """The same block with other words, of the same length in every copy: no text of it is set twice."""
    if isinstance(block, str):
        return re.sub(r"(?<=[a-z]{3})[aeiou](?=[a-z])", lambda one: "aeiou"[(number + one.start()) % 5], block)
    if isinstance(block, tuple):
        return tuple(numbered(one, number) for one in block)
    if is_dataclass(block) and not isinstance(block, type):
        return replace(block, **{one.name: numbered(getattr(block, one.name), number) for one in fields(block)})
    return block


def long_book(pages: int = PAGES) -> Printout:
    """A whole book of so many pages, or a few more."""
    with tempfile.TemporaryDirectory() as folder:
        prints = [Prints(book_of(who, Path(folder) / who)).printout(measures=True) for who in READERS]
    first = prints[0]
    chapters = [chapter for one in prints for chapter in one.chapters]

    def copies(number: int) -> Printout:
        made: list[Chapter] = [
            replace(numbered(chapter, copy), section=chapter.section) for copy in range(number) for chapter in chapters
        ]
        return replace(first, chapters=tuple(made))

    number = pages // (pages_of(pdf.render(copies(2))) - pages_of(pdf.render(copies(1))))
    while pages_of(pdf.render(copies(number))) < pages:
        number += 1
    return copies(number)


def pages_of(printed: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(printed)
    try:
        return len(document)
    finally:
        document.close()


def prepare(book: Printout, folder: Path) -> None:
    """All that bare Typst needs, as the typesetter would hand it over."""
    template = Path(typesetter.__file__).with_name("template")
    parts = [(template / f"{part}.typ").read_text("utf-8") for part in typesetter._PARTS]
    (folder / "book.typ").write_text("\n".join(parts), encoding="utf-8")
    words = json.dumps(data_of(book), ensure_ascii=False)
    inputs = {"book": words, "faces": json.dumps(faces(book.language, [])), "paper": "a4", "large": ""}
    (folder / "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")


def bare(folder: Path) -> bytes:
    """The PDF by bare Typst."""
    command = [sys.executable, "-I", str(BARE), str(folder)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def peak(who: int) -> float:
    """The most memory in MB that a process of these ever held."""
    most = resource.getrusage(who).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def memory(of: str, folder: Path) -> tuple[float, float]:
    """The most that the typesetter's process and the one that asked for it held, each in a process of its own."""
    command = [sys.executable, __file__, "--memory", of, str(folder)]
    own, other = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return float(own), float(other)


def measure_memory(of: str, folder: Path) -> str:
    """Set the book once in this process, and say what it took."""
    if of == "bare":
        bare(folder)
    else:
        import pickle

        book = pickle.loads((folder / "book.pickle").read_bytes())
        (html if of == "html" else pdf).render(book)
    return f"{peak(resource.RUSAGE_CHILDREN)} {peak(resource.RUSAGE_SELF)}"


def spread(times: Sequence[float]) -> str:
    """A median with its outermost values, in milliseconds."""
    return f"{statistics.median(times):7.0f} ms  ({min(times):.0f} to {max(times):.0f})"


def ratio(parts: Sequence[float], wholes: Sequence[float]) -> float:
    """The median of the ratios, pair by pair."""
    return statistics.median(part / whole for part, whole in zip(parts, wholes, strict=True))


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--pages", type=int, default=PAGES)
    options.add_argument("--memory", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.memory:
        sys.stdout.write(measure_memory(given.memory[0], Path(given.memory[1])))
        return 0
    book = long_book(given.pages)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(book, folder)
        printed = pdf.render(book)
        same = printed == bare(folder)
        size, words = len(printed), len((folder / "inputs.json").read_bytes())
        rounds = []
        for _ in range(given.rounds):
            rounds.append(
                (timed(lambda: bare(folder)), timed(lambda: pdf.render(book)), timed(lambda: html.render(book)))
            )
        import pickle

        (folder / "book.pickle").write_bytes(pickle.dumps(book))
        held = {of: memory(of, folder) for of in ("bare", "ours", "html")}
    bare_times, ours, page = zip(*rounds, strict=True)
    pdf_ratio, html_ratio = ratio(ours, bare_times), ratio(page, ours)
    sys.stdout.write(
        f"{pages_of(printed)} pages, {size >> 10} KB of PDF from {words >> 10} KB of data; "
        f"{'the same bytes' if same else 'OTHER BYTES'} both ways\n"
        f"bare Typst  {spread(bare_times)}  {held['bare'][0]:5.0f} MB in its process\n"
        f"our PDF     {spread(ours)}  {held['ours'][0]:5.0f} MB in its process, {held['ours'][1]:.0f} MB in ours\n"
        f"our HTML    {spread(page)}  {held['html'][1]:5.0f} MB in ours\n"
        f"PDF to bare Typst  {pdf_ratio:5.2f}   target {TARGET}   {'met' if pdf_ratio <= TARGET else 'MISSED'}\n"
        f"HTML to our PDF    {html_ratio:5.3f}   target {HTML_TARGET}   "
        f"{'met' if html_ratio <= HTML_TARGET else 'MISSED'}\n"
    )
    return 0 if pdf_ratio <= TARGET and html_ratio <= HTML_TARGET and same else 1


if __name__ == "__main__":
    sys.exit(main())
