"""How many pages a PDF has, as whoever reads it counts them."""

from __future__ import annotations

import io

from pypdf import PdfReader
from sample_books import book_of, small_book

from workbook.printing import pdf
from workbook.printing.pages import pages_in
from workbook.printing.printout import Prose


def test_every_page_is_counted_and_nobodys_words() -> None:
    long = book_of(Prose("A line about /Type /Page, and /Type/Page.\n\n" * 400))
    for book in (small_book(), long):
        made = pdf.render(book)
        assert pages_in(made) == len(PdfReader(io.BytesIO(made)).pages) > 1
