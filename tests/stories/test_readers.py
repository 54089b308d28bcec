"""The books of people who went the whole way, printed: an example of what somebody holds at the end.

WORKBOOK_REGOLD=1 writes them anew; read the diff then as that person would.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pypdf
import pytest
from readers import READERS, book_of, visits
from shipped import PACK

from workbook.desk.prints import Prints
from workbook.printing import markdown, pdf, plain

WHO = ("writer", "laid-off")


def holds(name: str, printed: str) -> None:
    path = READERS / name
    if os.environ.get("WORKBOOK_REGOLD"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("who", WHO)
def test_the_whole_book_and_the_pages_for_others_print_as_they_did(who: str, tmp_path: Path) -> None:
    prints = Prints(book_of(who, tmp_path))
    holds(f"{who}.md", markdown.render(prints.printout(methods=False)).decode())
    holds(f"{who}-for-somebody.txt", plain.render(prints.printout("share", wish="Is this step small enough?")).decode())
    holds(f"{who}-for-the-desk.txt", plain.render(prints.printout("plan")).decode())


@pytest.mark.parametrize("who", WHO)
def test_every_word_of_the_book_is_in_its_pdf(who: str, tmp_path: Path) -> None:
    prints = Prints(book_of(who, tmp_path))
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(prints.printout()))).pages
    # An answer that goes on over a page's end has a running head and a number in it.
    furniture = re.compile(r"\A(the blue folder|that Thursday)( [A-Z][a-z ]+)?\n|\n\d+\Z")
    found = "".join("".join(furniture.sub("", page.extract_text().strip()).split()) for page in pages)
    for visit in visits(who):
        for said in visit.answers.values():
            if isinstance(said, str) and len(said.split()) > 3:
                for line in said.splitlines():
                    assert "".join(line.split()) in found or "-" in line, line


@pytest.mark.parametrize("who", WHO)
def test_no_exercise_is_left_out(who: str) -> None:
    """Each of the two does everything that the book has, but for the long stories of the others."""
    done = {visit.exercise for visit in visits(who)}
    every = {id for section in PACK.sections for id in section.exercises}
    assert every - done <= {"alex", "michael", "ruth"}
