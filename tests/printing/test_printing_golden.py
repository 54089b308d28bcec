"""One small book in every format. WORKBOOK_REGOLD=1 writes the golden files anew; read the diff then."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdf
from sample_books import small_book

from workbook.printing import html, markdown, pdf, plain

GOLDEN = Path(__file__).parents[1] / "golden"


def holds(name: str, printed: bytes) -> None:
    """Compare with a golden file as text, so that a difference can be read."""
    path = GOLDEN / name
    if os.environ.get("WORKBOOK_REGOLD") == "1":
        path.write_bytes(printed)
    assert printed.decode() == path.read_bytes().decode()


def test_the_small_book_as_text() -> None:
    holds("book.txt", plain.render(small_book()))


def test_the_small_book_as_markdown() -> None:
    holds("book.md", markdown.render(small_book()))


def test_the_small_book_as_html() -> None:
    holds("book.html", html.render(small_book()))


def test_the_small_book_as_pdf_page_by_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(small_book()))).pages
    texts = (f"--- {number} ---\n{page.extract_text().strip()}\n" for number, page in enumerate(pages, 1))
    holds("book.pdf.txt", "".join(texts).encode())
