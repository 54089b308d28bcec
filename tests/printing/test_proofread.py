"""The proofreader sees what is wrong with a PDF, and finds nothing where all is well."""

from __future__ import annotations

import proofread
import pytest
import typst
from pdfsight import Sight
from proofread import MM, Check, faults, frame
from sample_books import small_book

FRAME = frame(side=20, top=20, bottom=20)
PAGE = """
#set document(title: "The novel", date: datetime(year: 2026, month: 12, day: 1))
#set page(width: 100mm, height: 100mm, margin: 20mm)
#set text(lang: "en", size: 10pt)
#set par(spacing: 1.2em)
#let rows(n) = range(n).map(it => ([row #it], [a\\ b])).flatten()
"""
NUMBERED = "#set page(footer: context align(center, counter(page).display()))\n"


def seen(source: str, *, standard: str | None = "ua-1") -> Sight:
    return Sight(typst.compile((PAGE + source).encode(), format="pdf", pdf_standards=standard or []))


WRONG: list[tuple[Check, str]] = [
    (proofread.outside, "#lorem(20) #place(dx: 50mm, [far to the right])"),
    (proofread.outside, "#place(dx: -19mm, line(length: 100mm))"),
    (proofread.outside, "#box(height: 5mm)" + "#block[line]" * 20 + "#place(bottom, dy: 12mm)[deep]"),
    (proofread.overlapping, "#par[Words that stand here] #place(top, [Others that stand there])"),
    (proofread.overlapping, "#par[Words] #place(top, dy: 1mm, line(length: 10mm))"),
    (proofread.parted_rows, "#v(42mm)\n#table([1\\ 2\\ 3\\ 4\\ 5\\ 6], [x])"),
    (proofread.headless_tables, "#table(columns: 2, table.header([What], [When], repeat: false), ..rows(40))"),
    (proofread.lone_headings, "#v(52mm)\n#block(heading[Why?])\n#pagebreak()\nBecause."),
    (proofread.lone_headings, "Words.\n#v(35mm)\n#block(heading[Why?])\n#block(sticky: true)[1 May]\n"
        "#pagebreak()\nBecause."),
    (proofread.lone_headings, "#v(48mm)\n= Why?\n#set text(costs: (widow: 0%, orphan: 0%))\n" + "word " * 90),
    (proofread.lone_headings, "Words.\n\nAdded on 1 May 2026\n#pagebreak()\nMore."),
    (proofread.lone_headings, "Words.\n= The end"),
    (proofread.single_lines, "#set text(costs: (widow: 0%, orphan: 0%))\n#v(54mm)\n" + "word " * 90),
    (proofread.empty_pages, NUMBERED + "One.\n#pagebreak()\n#pagebreak()\nThree."),
    (proofread.empty_pages, "One.\n#pagebreak()\nTwo.\n#pagebreak()\n#pagebreak()\nFour."),
    (proofread.wrong_numbers, NUMBERED + "One.\n#pagebreak()\n#counter(page).update(7)\nSeven."),
    (proofread.wrong_heads, "#set page(header: [Another book])\n= One\nWords."),
    (proofread.wrong_heads, "#set page(header: [Two])\n= One\nWords.\n#pagebreak()\n= Two\nMore."),
    (proofread.wrong_contents, "#show outline.entry: it => link(it.element.location())[#it.body() 9]\n"
        "#outline(title: none)\n#pagebreak()\n= One\nWords."),
    (proofread.wrong_contents, "#show outline.entry: it => link((page: 1, x: 0pt, y: 0pt))[#it.body() #it.page()]\n"
        "#outline(title: none)\n#pagebreak()\n= One\nWords."),
    (proofread.wrong_contents, "#outline(title: none)\n#pagebreak()\n= One\nWords.\n"
        "#heading(outlined: false)[Two]\nMore."),
    (proofread.wrong_bookmarks, "= One\nWords.\n#heading(bookmarked: false)[Two]\nMore."),
    (proofread.wrong_tags, "= One\nWords.\n=== Three\nMore."),
    (proofread.wrong_tags, "#place(top, dy: 30mm)[= Two]\n#place(top)[= One]\nWords."),
    (proofread.unparagraphed, "= One\n#block(text(size: 9pt)[small])\nWords."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "source"), WRONG)
def test_it_sees_what_is_wrong(check: Check, source: str) -> None:
    standard = None if "===" in source else "ua-1"
    found = list(check(seen(source, standard=standard), FRAME))
    assert found, check.__doc__


RIGHT = (
    "#show outline.entry: it => link(it.element.location(), par[#it.body() #h(1fr) #it.page()])\n"
    "#outline(title: none, depth: 1)\n"
    '#set page(header: [The novel])\n' + NUMBERED + "#pagebreak()\n= One\n== Why?\n" + "word " * 300
    + "\n#pagebreak()\n= Two\n== Which?\n- one\n- two\n#set table.cell(breakable: false)\n"
    "#table(columns: 2, table.header([What], [When]), ..rows(40))\n== And then?\nNothing.\n"
)  # fmt: skip


def test_it_finds_nothing_where_all_is_well() -> None:
    sight = seen(RIGHT)
    assert len(sight.pages) > 5
    assert faults(sight, FRAME, proofread.BOOK) == []


def test_a_row_higher_than_a_page_may_be_parted() -> None:
    tall = seen("#table(columns: 2, [" + "word " * 300 + "], [x])")
    assert len(tall.pages) > 1
    assert list(proofread.parted_rows(tall, FRAME)) == []


def test_a_left_hand_page_may_be_white_on_purpose() -> None:
    sight = seen("One.\n#pagebreak()\n#pagebreak()\nThree.")
    assert [len(page.runs) for page in sight.pages] == [1, 0, 1]
    assert list(proofread.empty_pages(sight, FRAME)) == []


def test_a_file_that_says_little_of_itself_is_marked() -> None:
    bare = Sight(typst.compile(b"#set document(date: none)\nWords.", format="pdf"))
    assert [one.partition(":")[0] for one in faults(bare, FRAME, (proofread.wrong_file, proofread.not_accessible))] == [
        "file",
        "file",
    ]
    untagged = Sight(typst.compile(b"Words.", format="pdf", pdf_tags=False))
    assert list(proofread.wrong_tags(untagged, FRAME)) == ["tags: there are none"]


def test_a_page_is_seen_with_its_words_and_where_they_stand() -> None:
    sight = seen("#v(10mm)\nWords in *bold*\n#line(length: 30mm)\n= Below")
    [page] = sight.pages
    assert [run.words.strip() for run in page.runs] == ["Words in", "bold", "Below"]
    assert page.runs[0].box.left == pytest.approx(20 * MM, abs=1)
    assert [len(line) for line in page.lines()] == [2, 1]
    [rule] = page.strokes
    assert rule.right - rule.left == pytest.approx(30 * MM, abs=3)
    assert sight.tags.shape().startswith("(Document(P(Strong)")
    assert sight.title == "The novel"
    assert all(sight.fonts().values())


def test_what_a_print_should_show_and_does_not_is_told() -> None:
    book = small_book()
    assert proofread.missing(" ".join(proofread.texts(book)), book) == []
    assert "Nobody will ever read it." in proofread.missing("The novel", book)
