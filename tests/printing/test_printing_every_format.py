"""What holds for a book in whatever format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pypdf
import pytest
from markdown_it import MarkdownIt
from sample_books import PEOPLE, book_of, book_with, small_book

from workbook.printing import html, markdown, pdf, plain
from workbook.printing.printout import (
    AddedText,
    Basis,
    Bullets,
    Chapter,
    Entry,
    Grid,
    LetterText,
    Methods,
    Printout,
    Prose,
)

Printed = Callable[[Printout], str]


class Words(HTMLParser):
    """The text of a page's body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page.partition("<body>")[2] or page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def as_text(book: Printout) -> str:
    return plain.render(book).decode()


def as_markdown(book: Printout) -> str:
    return "".join(Words(MarkdownIt("commonmark").render(markdown.render(book).decode())).parts)


def as_html(book: Printout) -> str:
    return "".join(Words(html.render(book).decode()).parts)


def as_pdf(book: Printout) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(book))).pages)


every_format = pytest.mark.parametrize("printed", [as_text, as_markdown, as_html, as_pdf])

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "javascript:alert(1)",
    "</style></title><b>",
    "url(http://x.example/)",
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": y',
    "$x$ \\alpha $$",
    "[/] [link](http://x.example) [@click=app.exit]",
    "{braces} {{two}} {0.__class__}",
    "*_`bold`_* ~~gone~~",
    "=cmd|' /C calc'!A0",
    "&lt; &amp; &#0; &notanentity",
    "// comment /* x */ @ref <label> -- ---",
]


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


@every_format
@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.fault("A16", "A17", "A18")
def test_words_that_look_like_code_are_printed_as_they_are(printed: Printed, words: str) -> None:
    book = Printout(words, words, "en", (book_of(Prose(words), ask=words).chapters), (words,), small_book().made)
    assert folded(printed(book)).count(folded(words)) >= 5 - (printed is as_pdf)


@every_format
@pytest.mark.fault("A11", "A16", "A17")
def test_words_that_look_like_code_are_harmless_in_every_place(printed: Printed) -> None:
    words = "<i>*a*</i> #b [c]"
    chapter = Chapter(
        words,
        words,
        words,
        True,
        (
            Entry(words, Bullets((words,)), (AddedText(None, words),)),
            Entry(words, LetterText(words, own_page=True)),
            Entry(words, Grid((words,), ((words,),), words)),
        ),
    )
    methods = Methods(words, (words,), (Basis(words, words, words, words, words, (words,), (words,)),))
    book = book_with(chapter, people=(words,), methods=(methods,))
    # On paper a letter to keep has no question above it; beside it stand its exercise and days. On the next page the
    # exercise is named again, and the section is in the running head.
    assert folded(printed(book)).count(folded(words)) == 19 + (-1 + 4) * (printed is as_pdf)
    pages = replace(book, wish=words, form="pages", methods=())
    assert folded(printed(pages)).count(folded(words)) == 14


@every_format
@pytest.mark.fault("A1")
def test_no_control_character_is_printed(printed: Printed) -> None:
    unclean = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
    text = printed(book_of(Prose(f"before{unclean}after \x1b]52;c;aGk=\x07 \x9b31m"), ask=f"Why{unclean}?"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert "before" in text
    assert "after" in text


@every_format
def test_every_line_break_in_an_answer_is_kept(printed: Printed) -> None:
    text = printed(book_of(Prose("one\ntwo\rthree\r\nfour\x0bfive\u2028six")))
    assert re.search(r"one\s*\n\s*two\s*\n\s*three\s*\n\s*four\s*\n\s*five\s*\n\s*six", text)


@every_format
def test_an_empty_book_says_so(printed: Printed) -> None:
    unwritten = Chapter("Coping", "Not begun", "", False, ())
    text = printed(book_with(unwritten, people=PEOPLE))
    assert "The novel" in text
    assert "Nothing is written here yet." in text
    assert "Not begun" not in text
    assert "People to talk to" in text


@every_format
def test_an_unfinished_chapter_says_so_after_its_dates(printed: Printed) -> None:
    text = printed(small_book())
    assert "1 December 2026, so far" in text
    assert "22 November 2026, so far" not in text
    assert "Nothing was written here" not in text
    assert "Nothing is written here yet." not in text


@every_format
def test_the_people_to_talk_to_come_last(printed: Printed) -> None:
    text = printed(small_book())
    assert text.rindex("People to talk to") > text.rindex("She said yes.")
    assert "findahelpline.com" in text[text.rindex("People to talk to") :]


@every_format
def test_a_book_without_people_has_no_page_for_them(printed: Printed) -> None:
    assert "People to talk to" not in printed(book_of(Prose("words")))


@every_format
def test_a_hundred_thousand_words_are_all_printed(printed: Printed) -> None:
    words = [f"w{number}" for number in range(100_000)]
    text = printed(book_of(Prose(" ".join(words[:50_000]) + "\n\n" + " ".join(words[50_000:]))))
    assert set(words) <= set(text.split())


@pytest.mark.parametrize("printed", [as_text, as_markdown, as_html])
@pytest.mark.parametrize("words", ["x" * 1_000_000, "word " * 200_000, "<*_" * 300_000, "می\u200cخواهم " * 100_000])
def test_one_line_of_a_megabyte_is_printed_whole(printed: Printed, words: str) -> None:
    assert folded(words) in folded(printed(book_of(Prose(words))))


@every_format
def test_a_table_loses_neither_a_cell_without_a_head_nor_a_line(printed: Printed) -> None:
    rows = (("a1\na2", "b1", "c1"), ("", "b3"), ("", "", ""))
    text = printed(book_of(Grid(("Head A", ""), rows, "Can't know: 30")))
    for word in ("Head A", "a1", "a2", "b1", "c1", "b3", "Can't know: 30"):
        assert word in text


@every_format
def test_persian_chinese_and_joined_emoji_are_printed_whole(printed: Printed) -> None:
    text = printed(book_of(Prose("می\u200cخواهم\n我想写\n👩\u200d👩\u200d👧 ok")))
    assert "我想写" in text
    assert "ok" in text
    if printed is not as_pdf:
        assert "می\u200cخواهم" in text
        assert "👩\u200d👩\u200d👧" in text


@every_format
def test_a_title_of_thousands_of_characters_is_printed_whole(printed: Printed) -> None:
    title = "endless " * 60 + "x" * 3000
    book = Printout(title, "", "en", book_of(Prose("words")).chapters, (), small_book().made)
    assert folded(title) in folded(printed(book))
