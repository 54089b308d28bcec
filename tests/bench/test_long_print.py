"""What is measured against bare Typst is the same work: both end with the same bytes."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "printing"))

from long_print import bare, numbered, prepare
from sample_books import small_book

from workbook.printing import pdf


def test_bare_typst_sets_the_same_book(tmp_path: Path) -> None:
    prepare(small_book(), tmp_path)
    assert bare(tmp_path) == pdf.render(small_book())


def test_every_copy_of_the_book_has_other_words() -> None:
    copies = {str(numbered(small_book(), number)) for number in range(5)}
    assert len(copies) == 5
    assert len({len(one) for one in copies}) == 1
