"""The pages in README are those of a book that prints so today. WORKBOOK_REGOLD=1 makes them anew."""

from __future__ import annotations

import os
from pathlib import Path

from pdfsight import Sight
from pictures import Picture, page, read, side_by_side
from readers import book_of

from workbook.desk.prints import Prints
from workbook.printing import pdf

PICTURE = Path(__file__).parents[1] / "golden" / "pages.png"
README = PICTURE.parents[2] / "README.md"
PAGES = ("Name what you feel", "Dear Irene,", "Gold, gravel, not mine", "Before this happened")
"""A line of each page, which is found by it: in the book of the writer, behind the contents."""
WIDTH = 540
MOST = 150_000
"""So many bytes are enough for a picture in README."""


def test_the_pages_in_readme_are_pages_of_today(tmp_path: Path) -> None:
    printed = pdf.render(Prints(book_of("writer", tmp_path)).printout())
    texts = {one.number: " ".join(run.words for run in one.text()) for one in Sight(printed).pages}
    numbers = [next(number for number, text in texts.items() if number > 2 and line in text) for line in PAGES]
    assert numbers == sorted(numbers)
    today = side_by_side([page(printed, number, WIDTH) for number in numbers])
    if os.environ.get("WORKBOOK_REGOLD"):
        PICTURE.write_bytes(today.png())
    assert len(PICTURE.read_bytes()) < MOST
    # Another version of what draws the letters draws their edges a little otherwise.
    assert today.differs_from(read(PICTURE.read_bytes())) < 0.004
    assert f"({PICTURE.relative_to(README.parent)})" in README.read_text(encoding="utf-8")


def test_pictures_are_read_as_they_were_written_and_told_apart() -> None:
    one = Picture(2, 1, b"\x00\x11\x22\xff\xff\xff")
    assert read(one.png()) == one
    assert one.differs_from(one) == 0
    assert one.differs_from(Picture(2, 1, b"\x00\x11\x22\x00\x00\x00")) == 0.5
    assert one.differs_from(Picture(1, 1, b"\x00\x11\x22")) == 1
    both = side_by_side([one, one], gap=1)
    assert (both.width, both.height) == (7, 3)
    assert both.row(1)[3:9] == one.pixels
