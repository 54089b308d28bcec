"""Books that are hard to print, proofread: every word is there, nothing runs over an edge, nothing is parted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import proofread
import pytest
from hard_books import ARABIC, CHINESE, EMOJI, HEBREW, SIGNS, hard_books, in_every_place, mixed, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pdfsight import Sight
from proofread import BOOK, PAPER, faults, missing
from sample_books import book_of, small_book

from workbook.printing import html, markdown, pdf, plain
from workbook.printing.characters import clean
from workbook.printing.formats import NoFont
from workbook.printing.printout import Bullets, Grid, LetterText, Printout, Prose
from workbook.printing.setting import USUAL, Setting

BOOKS = hard_books()
# Where a character has no font, the file can't say that it is accessible.
UNSURE_OF_FONTS = {"joined emoji", "Chinese", "Arabic", "Hebrew", "Arabic and English", "controls"}


@cache
def printed(name: str, setting: Setting = USUAL) -> Sight:
    return Sight(pdf.render(BOOKS[name], replace(setting, boxes=name in UNSURE_OF_FONTS)))


class Page(HTMLParser):
    """The words of a page's body, and its elements in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[str] = []
        self.feed(page.partition("<body>")[2] or page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag} {sorted(name for name, _ in attrs)}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def as_html(book: Printout) -> Page:
    return Page(html.render(book).decode())


def as_markdown(book: Printout) -> Page:
    return Page(MarkdownIt("commonmark").enable("table").render(markdown.render(book).decode()))


@pytest.mark.parametrize("name", BOOKS)
def test_the_pages_are_as_they_should_be(name: str) -> None:
    checks = [one for one in BOOK if name not in UNSURE_OF_FONTS or one is not proofread.not_accessible]
    assert faults(printed(name), PAPER, checks) == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_word_is_on_paper(name: str) -> None:
    book = BOOKS[name]
    try:
        text = Sight(pdf.render(book)).read_aloud() if name in UNSURE_OF_FONTS else printed(name).read_aloud()
    except NoFont as error:
        # Only where it is asked for is there a page with boxes. The rest of the book is on it.
        assert not name.isascii() or set("".join(error.characters)) <= set(CHINESE + EMOJI + ARABIC + HEBREW)
        assert "What happened?" in printed(name).read_aloud()
        return
    assert missing(text, book) == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_word_is_in_each_other_format(name: str) -> None:
    whole = replace(BOOKS[name], form="pages")
    for text, in_columns in (
        (plain.render(whole).decode(), True),
        ("".join(as_markdown(whole).words), False),
        ("".join(as_html(whole).words), False),
    ):
        assert missing(text, whole, in_columns=in_columns) == []
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("setting", [Setting("letter"), Setting("a4", large=True), Setting("letter", large=True)])
@pytest.mark.parametrize("name", ["a small book", "a wide table of 60 rows", "everything, once"])
def test_other_paper_and_large_print_are_as_they_should_be(name: str, setting: Setting) -> None:
    assert faults(printed(name, setting), PAPER) == []
    assert missing(printed(name, setting).read_aloud(), BOOKS[name]) == []
    wide = {"a4": 595, "letter": 612}[setting.paper]
    assert {round(page.width) for page in printed(name, setting).pages} == {wide}


@pytest.mark.parametrize("name", ["a small book", "Arabic", "signs", "a table of 60 rows", "everything, twice"])
def test_some_pages_for_somebody_are_as_they_should_be(name: str) -> None:
    book = replace(BOOKS[name], form="pages", wish="Is this lesson the right one?", methods=())
    sight = Sight(pdf.render(book))
    assert faults(sight, PAPER) == []
    assert missing(sight.read_aloud(), book) == []


@pytest.mark.parametrize("lines", [3, 9, 40])
@pytest.mark.parametrize("setting", [USUAL, Setting("letter", large=True)])
def test_a_plan_that_is_too_long_for_one_page_goes_on_to_another(lines: int, setting: Setting) -> None:
    book = plan(lines)
    sight = Sight(pdf.render(book, setting))
    # On one page there are no bookmarks to lead to it.
    checks = [one for one in BOOK if one is not proofread.wrong_bookmarks]
    assert faults(sight, PAPER, checks) == []
    assert missing(sight.read_aloud(), book) == []
    assert lines > 9 or setting.large or len(sight.pages) == 1


def test_what_runs_from_the_right_ends_at_the_right() -> None:
    for name in ("Arabic", "Hebrew"):
        page = printed(name).pages[1]
        lines = [line for line in page.lines() if _is_from_the_right(line[0].words)]
        ends = [max(run.box.right for run in line) for line in lines]
        assert len(ends) > 5
        assert max(ends) - min(ends) < 4


def _is_from_the_right(words: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)


def test_an_answer_over_many_pages_is_read_in_one_go() -> None:
    sight = printed("an answer of 5,000 words")
    assert len(sight.pages) > 15
    first = BOOKS["an answer of 5,000 words"].chapters[0].entries[0].body
    assert isinstance(first, Prose)
    assert " ".join(first.text.split()) in " ".join(sight.read_aloud().split())


def test_a_letter_of_four_pages_has_them_for_itself() -> None:
    sight = printed("a letter of four pages")
    [start] = [page.number for page in sight.pages if "Dear M.," in [run.words.strip() for run in page.runs]]
    [behind] = [page.number for page in sight.pages if "behind" in [run.words.strip() for run in page.runs]]
    assert behind - start >= 4
    for page in sight.pages[start - 1 : behind - 1]:
        assert not {"before", "behind", "What happened?"} & {run.words.strip() for run in page.runs}


def test_tables_and_lists_are_told_as_such() -> None:
    tags = printed("a table of 60 rows").tags
    [table] = tags.of("Table")
    assert len([row for row in table.of("TR") if row.of("TD")]) == 60
    assert len(table.of("TH")) == 3
    lists = printed("signs").tags.of("L")
    assert [len(one.of("LI")) for one in lists] == [len(SIGNS)]
    assert [one.of("Lbl") != [] for one in lists] == [True]


def test_the_same_hard_book_is_the_same_bytes() -> None:
    for name in ("Arabic", "everything, once"):
        assert pdf.render(BOOKS[name]) == printed(name).bytes


def test_no_sign_becomes_an_element() -> None:
    def book(word: str) -> Printout:
        bodies = (Prose(word), Bullets((word,)), LetterText(word, own_page=False), Grid((word,), ((word,),), word))
        return Printout(word, word, "en", book_of(*bodies, ask=word).chapters, (word,), small_book().made, wish=word)

    for sign in SIGNS:
        harmless = re.sub(r"[^\n]+", "x", sign)
        assert as_html(book(sign)).elements == as_html(book(harmless)).elements
        assert as_markdown(book(sign)).elements == as_markdown(book(harmless)).elements


# Anything that the fonts which come along can show.
SHOWN = st.text(
    st.characters(codec="latin-1", exclude_categories=("Cc", "Cf", "Zs")) | st.sampled_from(" \n\n€–“”…\u00a0Ωж"),
    max_size=300,
).map(lambda text: text if text.strip() else "x")  # a question without an answer is never printed
ANY = st.text(max_size=200) | st.lists(st.sampled_from([*SIGNS, CHINESE, EMOJI, "ب", "\t", "\n", "x" * 200])).map(
    " ".join
)


@settings(max_examples=6, deadline=None)
@given(st.lists(SHOWN, min_size=10, max_size=30))
def test_any_words_that_have_a_font_are_on_paper_and_stay_on_it(texts: list[str]) -> None:
    book = book_of(*(body for text in texts for body in (Prose(text), Grid(("A", "B"), ((text, "x"),)))))
    sight = Sight(pdf.render(book))
    assert faults(sight, PAPER, proofread.LAYOUT) == []
    assert missing(sight.read_aloud(), book) == []


@settings(max_examples=4, deadline=None)
@given(st.lists(ANY, min_size=5, max_size=15))
def test_any_words_at_all_stay_on_the_paper(texts: list[str]) -> None:
    texts = [f"({number}) {text}" for number, text in enumerate(texts)]
    sight = Sight(pdf.render(book_of(*map(Prose, texts), Bullets(tuple(texts))), Setting(boxes=True)))
    assert faults(sight, PAPER, (proofread.outside, proofread.empty_pages, proofread.lone_headings)) == []


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_words_at_all_are_in_every_other_format(text: str) -> None:
    book = in_every_place(text)
    for printed in (
        plain.render(book).decode(),
        "".join(as_markdown(book).words),
        "".join(as_html(book).words),
    ):
        assert _packed(clean(text)) in _packed(printed)


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3, 40))
def test_pages_of_any_book_end_well(seed: int) -> None:
    sight = Sight(pdf.render(mixed(seed)))
    assert faults(sight, PAPER) == []
