"""A book as Markdown."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample_books import book_of, book_with

from workbook.printing import markdown
from workbook.printing.characters import clean
from workbook.printing.printout import AddedText, Bullets, Chapter, Entry, Grid, LetterText, Prose

SIGNS = [
    *"#*_`~-+=><|[]()!&;:\\1.ab \n\t",
    *(
        "  ",
        "    ",
        "\n\n",
        "&lt;",
        "&#35;",
        "&nbsp;",
        "<b>",
        "<!--",
        "-->",
        "```",
        "~~~",
        "---",
        "***",
        "===",
    ),
    *("1. ", "- ", "* ", "| - |", "[a]: /b", "![x](y)", "https://a.b", "<https://a.b>"),
    *("\u00a0", "你", "。", "\u200b", "é"),
]
CONSTRUCTS = [
    *(
        "a\n===",
        "a\n---",
        "a\n=",
        "---",
        "***",
        "___",
        "# a",
        "a #",
        "####### a",
        "> a",
        "- a",
        "+ a",
        "* a",
        "1. a",
        "1) a",
    ),
    *(
        "    code",
        "\tcode",
        "a\n\n    code",
        "```\na\n```",
        "~~~\na\n~~~",
        "`a`",
        "a\\",
        "a\\\nb",
        "a  \nb",
        "\\*a\\*",
    ),
    *(
        "*a*",
        "_a_",
        "**a**",
        "__a__",
        "a_b_c",
        "~~a~~",
        "[a](b)",
        "![a](b)",
        "[a]\n\n[a]: /b",
        "[a]: /b",
        "- [ ] a",
    ),
    *(
        "<b>",
        "<!-- a",
        "<a@b.c>",
        "<https://a.b>",
        "<?a?>",
        "<![CDATA[a",
        "&amp;",
        "&#65;",
        "&nbsp",
        "a & b; c",
    ),
    *(
        "| a | b |\n| - | - |\n| c | d |",
        "a | b\n:- | -:\nc | d",
        "a\n:-",
        "1986. A year",
        "10) a",
        "-",
        "+",
        "1.",
    ),
]
TEXTS = st.one_of(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join), st.text())
READERS = {"commonmark": MarkdownIt("commonmark"), "github": MarkdownIt("gfm-like", {"linkify": False})}


class Page(HTMLParser):
    """What a rendered page shows, and the elements that it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown = ""
        self.elements: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.shown += " " if tag in ("p", "li", "h1", "h2") else ""

    def handle_data(self, data: str) -> None:
        self.shown += data


def folded(text: str) -> str:
    return " ".join(text.split())


def page_of(text: str, reader: str = "commonmark") -> Page:
    return Page(READERS[reader].render(text))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=400)
@given(text=TEXTS)
def test_an_answer_renders_to_exactly_what_was_written(reader: str, text: str) -> None:
    page = page_of(markdown.render(book_of(Prose(text))).decode(), reader)
    assert folded(page.shown.partition("What happened?")[2]) == folded(clean(text))
    assert set(page.elements) <= {"h1", "h2", "p", "em", "br"}
    assert [page.elements.count(tag) for tag in ("h1", "h2", "em")] == [1, 1, 1]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", CONSTRUCTS)
def test_what_would_be_a_construct_is_just_words(reader: str, text: str) -> None:
    page = page_of(markdown.render(book_of(Prose(text))).decode(), reader)
    assert folded(page.shown.partition("What happened?")[2]) == folded(text)
    assert set(page.elements) <= {"h1", "h2", "p", "em", "br"}
    assert [page.elements.count(tag) for tag in ("h1", "h2", "em")] == [1, 1, 1]


@settings(max_examples=300)
@given(title=TEXTS, ask=TEXTS, item=TEXTS, cell=TEXTS, letter=TEXTS, added=TEXTS, person=TEXTS)
def test_words_anywhere_in_a_book_render_to_what_was_written(
    title: str, ask: str, item: str, cell: str, letter: str, added: str, person: str
) -> None:
    entries = (
        Entry(ask, Bullets((item, item)), (AddedText(None, added),)),
        Entry(ask, Grid((ask, title), ((cell, item), (item, cell)), person)),
        Entry(ask, LetterText(letter, own_page=False)),
    )
    book = book_with(Chapter(title, title, title, True, entries), people=(person,))
    shown = folded(page_of(markdown.render(book).decode()).shown)
    for text in (title, ask, item, cell, letter, added, person):
        assert folded(clean(text)) in shown


@pytest.mark.parametrize("reader", READERS)
def test_line_breaks_are_hard_and_blank_lines_part_paragraphs(reader: str) -> None:
    page = READERS[reader].render(markdown.render(book_of(Prose("one\ntwo\n\nthree"))).decode())
    assert "<p>one<br />\ntwo</p>\n<p>three</p>" in page


def test_several_blank_lines_are_several_blank_lines() -> None:
    assert "one\n\n\u00a0\n\n\u00a0\n\ntwo" in markdown.render(book_of(Prose("one\n\n\n\ntwo"))).decode()


def test_plain_words_are_left_as_they_are() -> None:
    words = "A < B & C, 3-4 people (snake_case) said: 5% = 1/20! I <3 it; why? #1 + 2 > 1. \"So\" | 'so' ]"
    assert words in markdown.render(book_of(Prose(words))).decode()


def test_what_was_listed_by_hand_reads_well_as_it_is() -> None:
    made = markdown.render(book_of(LetterText("Three things:\n- a walk\n- soup\n-", own_page=False))).decode()
    assert "> Three things:  \n> \u00a0- a walk  \n> \u00a0- soup  \n> \\-" in made
    assert "<li>" not in READERS["github"].render(made)


def test_indents_and_runs_of_spaces_show() -> None:
    assert "a \u00a0\u00a0b" in markdown.render(book_of(Prose("a   b"))).decode()
    assert "x  \n\u00a0\u00a0\u00a0\u00a0y" in markdown.render(book_of(Prose("x\n    y"))).decode()


LINES = TEXTS.map(lambda text: clean(" ".join(text.split("\n"))).replace("\n", " ").strip())


@settings(max_examples=300)
@given(rows=st.lists(st.tuples(LINES, LINES), min_size=2, max_size=3), heads=st.tuples(LINES, LINES))
def test_a_table_in_columns_renders_to_exactly_what_was_written(
    rows: list[tuple[str, str]], heads: tuple[str, str]
) -> None:
    grid = Grid(heads, (*rows, ("So", "that both columns are there"), ("", "")))
    made = markdown.render(book_of(grid)).decode()
    cells = [cell for row in (heads, *grid.rows[:-1]) if any(row) for cell in row]
    page = READERS["github"].render(made)
    if "<table>" in page:
        shown = re.findall(r"<t[hd]>(.*?)</t[hd]>", page, re.DOTALL)
        assert [folded(html.unescape(cell)) for cell in shown] == [folded(clean(cell)) for cell in cells]
    plain = folded(page_of(made).shown)
    assert all(folded(clean(cell)) in plain for cell in cells)


def test_a_table_stands_in_columns_that_line_up_as_it_is() -> None:
    rows = (("想 | 写", "6", ""), ("*a* \\| b", "10", ""))
    assert (
        "| Where        | Want |\n| ------------ | ---- |\n| 想 \\| 写     | 6    |\n| \\*a\\* \\\\\\| b | 10   |\n"
    ) in markdown.render(book_of(Grid(("Where", "Want", "Nobody wrote"), rows))).decode()


@pytest.mark.parametrize(
    "grid",
    [
        Grid(("What", "When"), (("Ring Ana", "Monday"),)),
        Grid(("What", "When"), (("Ring Ana", ""), ("Ring Tom", ""))),
        Grid(("What", "When"), (("Ring Ana", "Monday\nor later"), ("Ring Tom", ""))),
        Grid(("What", "When"), (("Ring Ana " * 9, "Monday " * 3), ("Ring Tom", ""))),
    ],
)
def test_a_table_that_columns_are_no_help_to_stands_row_by_row(grid: Grid) -> None:
    made = markdown.render(book_of(grid)).decode()
    assert "- *What:* Ring Ana" in made and "|" not in made
