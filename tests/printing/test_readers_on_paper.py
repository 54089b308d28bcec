"""The books of people who went the whole way, proofread in every edition: what somebody really holds at the end."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import proofread
import pytest
from pdfsight import Sight
from proofread import BOOK, PAPER, faults, frame, missing
from readers import book_of

from workbook.desk.prints import Edition, Prints
from workbook.printing import pdf
from workbook.printing.printout import LetterText, Printout
from workbook.printing.setting import USUAL, Setting

WHO = ("writer", "laid-off")
EDITIONS: tuple[Edition, ...] = ("full", "share", "plan", "letters")


ON_SHEETS: tuple[Edition, ...] = ("blank", "half")
SHEET = frame(side=14, top=14, bottom=14)
"""Sheets have narrower margins: there has to be room for a pen."""
SETTINGS = (USUAL, Setting("letter"), Setting("a4", large=True), Setting("letter", large=True))


@pytest.fixture
def printouts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Edition], Printout]:
    """Every edition of every book, made once."""
    return _printouts(tmp_path_factory.getbasetemp())


@cache
def _printouts(folder: Path) -> dict[tuple[str, Edition], Printout]:
    found: dict[tuple[str, Edition], Printout] = {}
    for who in WHO:
        prints = Prints(book_of(who, folder / who))
        for edition in ON_SHEETS:
            found[who, edition] = prints.printout(edition)
        for edition in EDITIONS:
            wish = "Is this step small enough?" if edition == "share" else ""
            found[who, edition] = prints.printout(edition, wish=wish, measures=who == "writer")
    return found


@pytest.mark.parametrize(
    "setting", [USUAL, Setting("letter"), Setting("a4", large=True), Setting("letter", large=True)]
)
@pytest.mark.parametrize("who", WHO)
def test_every_edition_of_a_real_book_is_as_it_should_be(
    who: str, setting: Setting, printouts: dict[tuple[str, Edition], Printout]
) -> None:
    for edition in EDITIONS:
        book = printouts[who, edition]
        sight = Sight(pdf.render(book, setting))
        # On one page there are no bookmarks to lead to it.
        checks = [one for one in BOOK if edition != "plan" or one is not proofread.wrong_bookmarks]
        assert (edition, faults(sight, PAPER, checks)) == (edition, [])
        assert (edition, missing(sight.read_aloud(), book)) == (edition, [])
        if edition == "plan" and not setting.large:
            assert len(sight.pages) == 1


@pytest.mark.parametrize("setting", [USUAL, Setting("letter", large=True)])
def test_sheets_to_write_on_are_as_they_should_be(
    setting: Setting, printouts: dict[tuple[str, Edition], Printout]
) -> None:
    # Empty ones are the same for everybody.
    for sheets in (printouts["writer", "blank"], printouts["laid-off", "half"]):
        sight = Sight(pdf.render(sheets, setting))
        # A label beside a line to write on is no paragraph that goes over a page's end.
        checks = [one for one in BOOK if one not in (proofread.single_lines, proofread.unparagraphed)]
        assert faults(sight, SHEET, checks) == []


@pytest.mark.parametrize("who", WHO)
def test_letters_and_the_story_that_goes_on_stand_alone(
    who: str, printouts: dict[tuple[str, Edition], Printout]
) -> None:
    book = printouts[who, "full"]
    sight = Sight(pdf.render(book))
    texts = {page.number: _folded("".join(run.words for run in page.text())) for page in sight.pages}
    kept = [
        entry.body
        for chapter in book.chapters
        for entry in chapter.entries
        if isinstance(entry.body, LetterText) and entry.body.own_page
    ]
    assert len(kept) >= 3
    for letter in kept:
        first = letter.text.strip().splitlines()[0]
        on = [number for number, text in texts.items() if _folded(first) in text]
        others = [entry.ask for one in book.chapters for entry in one.entries if entry.body is not letter]
        for number in on[-1:]:
            assert not [ask for ask in others if ask and len(ask) > 30 and _folded(ask) in texts[number]]
            page = sight.pages[number - 1]
            ruled = [box for box in page.strokes if box.right - box.left > 200]
            assert len(ruled) == (5 if letter.open_ended else 0)
            if letter.open_ended:
                assert number % 2 == 1, "it is no right-hand page"


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text)
