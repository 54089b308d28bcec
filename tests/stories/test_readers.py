"""The books of people who went all or some of the way, printed: an example of what somebody holds at the end.

One of them in every edition and format, as `golden/readers/graduate/` has them; the others in one format each.
WORKBOOK_REGOLD=1 writes them anew; read the diff then as that person would. A PDF stands there as the words of its
pages and its bookmarks: how it looks is for tests that look at it.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from readers import READERS, book_of, visits
from shipped import PACK

from workbook.desk import Desk
from workbook.desk.prints import Edition, Prints
from workbook.printing import asjson, html, markdown, pdf, plain
from workbook.printing.formats import Format, render
from workbook.printing.printout import Printout

WHO = ("writer", "laid-off")
"""Who went the whole way."""
EVERYBODY = (*WHO, "graduate")
EDITIONS: tuple[Edition, ...] = ("full", "share", "plan", "letters")
WISH = "Is this step small enough?"


def holds(name: str, printed: str) -> None:
    path = READERS / name
    if os.environ.get("WORKBOOK_REGOLD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def graduate(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return book_of("graduate", tmp_path_factory.mktemp("graduate"))


def edition_of(desk: Desk, edition: Edition) -> Printout:
    # What the exercises rest on is the authors', who may put it better at any time.
    return Prints(desk).printout(edition, wish=WISH if edition == "share" else "", methods=False)


def as_text(printout: Printout, format: Format) -> str:
    """A print as a text that a difference can be read in."""
    match format:
        case "pdf":
            made = pypdf.PdfReader(io.BytesIO(pdf.render(printout)))
            pages = (f"--- {number} ---\n{page.extract_text().strip()}\n" for number, page in enumerate(made.pages, 1))
            return "".join(pages) + "--- bookmarks ---\n" + "\n".join(bookmarks(made.outline)) + "\n"
        case "html":
            # How it looks is the style's, which stands above.
            return html.render(printout).decode().partition("<body>\n")[2].replace("</body>\n</html>\n", "")
        case _:
            return render(printout, format).decode()


def bookmarks(outline: Any, deep: int = 0) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one, deep + 1)
        else:
            yield "  " * deep + str(one.title)


@pytest.mark.parametrize("format", ["txt", "md", "html", "json", "pdf"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_in_every_format_prints_as_it_did(graduate: Desk, edition: Edition, format: Format) -> None:
    ending = "pdf.txt" if format == "pdf" else format
    holds(f"graduate/{edition}.{ending}", as_text(edition_of(graduate, edition), format))


@pytest.mark.parametrize("who", WHO)
def test_the_whole_book_and_the_pages_for_others_print_as_they_did(who: str, tmp_path: Path) -> None:
    desk = book_of(who, tmp_path)
    holds(f"{who}.md", markdown.render(edition_of(desk, "full")).decode())
    holds(f"{who}-for-somebody.txt", plain.render(edition_of(desk, "share")).decode())
    holds(f"{who}-for-the-desk.txt", plain.render(edition_of(desk, "plan")).decode())
    holds(f"{who}-letters.txt", plain.render(edition_of(desk, "letters")).decode())


def said_by(who: str) -> Iterator[str]:
    """Every line of some words that somebody wrote."""
    for visit in visits(who):
        for said in (*visit.answers.values(), *visit.added.values()):
            if isinstance(said, str) and len(said.split()) > 3:
                yield from said.splitlines()


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_word_of_the_book_is_in_its_pdf(who: str, tmp_path: Path) -> None:
    prints = Prints(book_of(who, tmp_path))
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(prints.printout()))).pages
    found = "".join("".join(page.extract_text().split()) for page in pages)
    for line in said_by(who):
        words = line.split()
        apart = [at for at in range(len(words) - 2) if "".join(words[at : at + 3]) not in found]
        # Where a page ends, its number and the next one's head stand between two words.
        assert len(apart) <= 2 or "-" in line, line


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_word_of_the_book_is_in_its_json(who: str, tmp_path: Path) -> None:
    printout = Prints(book_of(who, tmp_path)).printout()
    found = " ".join(" ".join(texts_in(json.loads(asjson.render(printout)))).split())
    for line in said_by(who):
        # An answer within a letter ends as the letter does.
        assert " ".join(line.split()).rstrip(".") in found, line


def texts_in(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        for one in tree:
            yield from texts_in(one)
    elif isinstance(tree, str):
        yield tree


@pytest.mark.parametrize("who", EVERYBODY)
def test_in_the_order_of_days_every_chapter_is_there_and_none_begins_before_the_one_above_it(
    who: str, tmp_path: Path
) -> None:
    prints = Prints(book_of(who, tmp_path))
    chapters = [one for one in prints.printout(by_days=True).chapters if one.days]
    assert {one.title for one in chapters} == {one.title for one in prints.printout().chapters if one.days}
    days = [one.days[0] for one in chapters if one.days]
    assert days == sorted(days) and len(days) > 10


@pytest.mark.parametrize("who", WHO)
def test_no_exercise_is_left_out(who: str) -> None:
    """Each of the two does everything that the book has, but for the long stories of the others."""
    done = {visit.exercise for visit in visits(who)}
    every = {id for section in PACK.sections for id in section.exercises}
    assert every - done <= {"alex", "michael", "ruth"}
