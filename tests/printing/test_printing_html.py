"""A book as a page of HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_books import book_of, book_with, small_book

from workbook.printing import html
from workbook.printing.characters import clean
from workbook.printing.printout import Bullets, Grid, LetterText, Printout, Prose
from workbook.printing.tongues import Tongue

TOKENS = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "</div>",
    "<script>",
    "--",
    "\n",
    "  ",
    "&amp;",
    "&#x3c;",
    "<!--",
    "]]>",
    "a",
    "ب",
    "\t",
]
TEXTS = st.one_of(st.lists(st.sampled_from(TOKENS), max_size=20).map("".join), st.text())
NEVER = {
    "script",
    "img",
    "link",
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "svg",
    "video",
    "audio",
    "input",
    "button",
}


TONGUES = {*get_args(Tongue)}


class Page(HTMLParser):
    """The elements of a page, their attributes, and what stands in those of the person's words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self._open = False
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = "said" in (dict(attrs).get("class") or "").split() and tag != "ul"
        if self._open:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.said[-1] += data


@given(text=TEXTS)
@pytest.mark.fault("A16")
def test_an_answer_shows_exactly_what_was_written(text: str) -> None:
    page = Page(html.render(book_of(Prose(text), LetterText(text, own_page=True), Grid(("A",), ((text,),)))))
    assert page.said == [clean(text).strip("\n").rstrip()] * 3


@given(text=TEXTS)
@pytest.mark.fault("A16")
def test_no_words_become_an_element_or_an_attribute(text: str) -> None:
    def shape(words: str) -> list[tuple[str, list[str]]]:
        bodies = (Prose(words), Bullets((words,)), Grid((words + "x",), ((words,),), words + "x"))
        chapters = book_of(*bodies, ask=words + "x").chapters
        book = Printout(words + "x", words + "x", words, chapters, (words,), small_book().made)
        elements = Page(html.render(book)).elements
        assert {attributes["lang"] for tag, attributes in elements if tag != "html" and "lang" in attributes} <= TONGUES
        return [(tag, sorted({*attributes} - {"lang"})) for tag, attributes in elements]

    assert shape(text) == shape("x")


@pytest.mark.fault("A16")
def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = html.render(small_book())
    for tag, attributes in Page(page).elements:
        assert tag not in NEVER
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "action")}
        assert (attributes.get("href") or "#").startswith("#")
    assert b"url(" not in page
    assert b"@import" not in page
    assert b"//" not in page.replace(b"<!doctype html>", b"").partition(b"<style>")[2].partition(b"</style>")[0]


@pytest.mark.fault("A16")
def test_the_policy_allows_this_style_and_nothing_else() -> None:
    page = html.render(small_book()).decode()
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in page


def test_the_page_says_its_language_and_title() -> None:
    book = Printout('A "title" <b>', "", "fa", (), (), small_book().made)
    page = html.render(book).decode()
    assert '<html lang="fa" dir="rtl">' in page
    assert "<title>A &quot;title&quot; &lt;b&gt;</title>" in page
    assert '<html lang="en">' in html.render(Printout("T", "", '"><b>', (), (), small_book().made)).decode()


def test_every_answer_finds_its_own_direction() -> None:
    page = Page(html.render(small_book()))
    said = [attributes for tag, attributes in page.elements if attributes.get("class") == "said" and tag != "ul"]
    assert len(said) > 10
    assert all(attributes["dir"] == "auto" for attributes in said)


def test_contents_stand_before_more_than_two_chapters_only() -> None:
    book = small_book()
    assert b"<nav" in html.render(book)
    assert b"<nav" not in html.render(book_with(*book.chapters[:3]))


def test_the_same_book_is_the_same_bytes() -> None:
    assert html.render(small_book()) == html.render(small_book())
