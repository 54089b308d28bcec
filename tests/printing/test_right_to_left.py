"""Arabic and Hebrew: alone, in the middle of an English book, and in a book of their own."""

from __future__ import annotations

import dataclasses
import re

import pypdfium2
import pytest
from pdfsight import Page, Run, Sight
from sample_books import book_of, book_with

from workbook.printing import html, pdf
from workbook.printing.characters import language_runs_right_to_left
from workbook.printing.printout import Bullets, Chapter, Entry, Grid, LetterText, Printout, Prose

HEBREW = "בוקר"
ARABIC = "رسالة"
ENGLISH = "A letter came today"


def sight(book: Printout) -> Sight:
    return Sight(pdf.render(book))


def found(pages: tuple[Page, ...], words: str) -> Run:
    """The one run with these words; letters of other scripts may come in any of their forms."""
    runs = [run for page in pages for run in page.text() if words in run.words]
    assert len(runs) == 1, (words, [run.words for page in pages for run in page.text()])
    return runs[0]


def middle(pages: tuple[Page, ...]) -> float:
    """The middle of the column that the answers stand in."""
    boxes = [run.box for page in pages for run in page.text() if run.size > 11]
    return (min(box.left for box in boxes) + max(box.right for box in boxes)) / 2


@pytest.mark.parametrize("kind", [Prose, lambda text: LetterText(text, own_page=True), lambda text: Bullets((text,))])
def test_each_paragraph_begins_on_its_own_side(kind: type[Prose]) -> None:
    pages = sight(book_of(Prose(f"{ENGLISH} and " + "on " * 60), kind(HEBREW), kind("Noon"))).pages[1:]
    assert found(pages, HEBREW).box.left > middle(pages)
    assert found(pages, "Noon").box.right < middle(pages)


def test_a_line_that_turns_stands_on_the_other_side_of_the_same_answer() -> None:
    pages = sight(book_of(Prose(f"{ENGLISH} and " + "on " * 60 + f"\n{HEBREW}\nNoon"))).pages[1:]
    hebrew, noon = found(pages, HEBREW), found(pages, "Noon")
    assert noon.box.right < middle(pages) < hebrew.box.left
    assert noon.baseline < hebrew.baseline


def test_each_line_of_a_list_has_its_dash_where_it_begins() -> None:
    pages = sight(book_of(Bullets(("Noon", HEBREW, "Evening")))).pages[1:]
    dashes = [run.box for page in pages for run in page.text() if run.words.strip() == "–"]
    assert len(dashes) == 3
    for dash, words in zip(dashes, ("Noon", HEBREW, "Evening"), strict=True):
        run = found(pages, words)
        assert dash.left > run.box.right if words == HEBREW else dash.right < run.box.left


def test_lines_are_copied_in_the_order_in_which_they_were_typed() -> None:
    lines = ("הבוקר הגיע מכתב", "ארבע שורות, לא יותר", "وصلت رسالة اليوم", "A letter came today")
    printed = pypdfium2.PdfDocument(pdf.render(book_of(Prose("."), LetterText("\n".join(lines), own_page=True))))
    copied = printed[len(printed) - 1].get_textpage().get_text_range()
    at = [copied.index(line) for line in lines]
    assert at == sorted(at)


HEBREW_BOOK = dataclasses.replace(
    book_with(
        Chapter(
            "קבלה", "מה קרה", "22", True, (Entry("מה קרה?", Prose(f"{HEBREW} " * 60)), Entry("ואז?", Prose("ערב")))
        ),
        Chapter("קבלה", "טבלה", "22", True, (Entry("מה?", Grid(("ראשון", "שני"), (("א", "ב"), ("ג", "ד")))),)),
        Chapter("קבלה", "מכתב", "22", True, (Entry("", LetterText(f"{HEBREW} " * 60, own_page=True)),)),
    ),
    title="הרומן",
    language="he",
)


def test_a_book_that_runs_from_right_to_left_is_all_the_other_way_round() -> None:
    said = sight(HEBREW_BOOK)
    assert said.accessible()
    pages = said.pages[2:]
    width = pages[0].width
    question, answer = found(pages, "ואז?"), found(pages, "ערב")
    assert question.box.left > answer.box.right, "the narrow column is on the right"
    assert found(pages, "שני").box.right < found(pages, "ראשון").box.left
    inner = min(run.box.left for page in pages for run in page.text())
    outer = max(run.box.right for page in pages for run in page.text())
    assert width - outer < inner, "the narrow margin is on the side of the narrow column"


def test_in_html_a_book_that_runs_from_right_to_left_says_so() -> None:
    assert b'<html lang="he" dir="rtl">' in html.render(HEBREW_BOOK)
    assert b'<html lang="en">' in html.render(book_of(Prose(HEBREW)))
    assert re.search(rf'dir="auto"[^>]*>{HEBREW}<', html.render(book_of(Prose(HEBREW))).decode())


@pytest.mark.parametrize(
    ("tag", "other_way"),
    [
        ("ar", True),
        ("fa-IR", True),
        ("HE", True),
        ("uz-Arab-AF", True),
        ("ur", True),
        ("en", False),
        ("ks-Latn", False),
        ("arn", False),
        ("hebrew", False),
        ("", False),
    ],
)
def test_which_languages_run_from_right_to_left(tag: str, other_way: bool) -> None:
    assert language_runs_right_to_left(tag) is other_way
