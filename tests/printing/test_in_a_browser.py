"""A page of HTML in a real Chromium: printed and proofread, on a phone, in the dark; and nothing that it asks for."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from browser import Browser, browser, needs_browser
from hard_books import SIGNS, hard_books, mixed, table, words
from pdfsight import Sight
from proofread import LAYOUT, faults, frame, missing, texts
from sample_books import PEOPLE, book_of, book_with, small_book

from workbook.printing import html
from workbook.printing.printout import Bullets, Chapter, Entry, Grid, LetterText, Printout, Prose
from workbook.printing.setting import USUAL, Setting

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

SHEET = frame(side=18.5, top=29, bottom=29, row=0.45)
"""As the page's style has it. How high a row will be is a careful guess there: a very high one may be parted."""
PAPERS = {"a4": (8.27, 11.69), "letter": (8.5, 11.0)}
BOOKS = hard_books()
SIMILAR = {"controls", "200 chapters", "a wide table of 60 rows", "everything, twice", "joined emoji", "an empty book"}
KEPT = "Before this happened, I wrote from five to seven. What comes next I don't know yet,"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


def page(book: Printout, folder: Path, setting: Setting = USUAL) -> Path:
    """The book as a file that a browser opens."""
    path = folder / "book.html"
    path.write_bytes(html.render(book, setting))
    return path


@pytest.mark.parametrize("name", [name for name in BOOKS if name not in SIMILAR])
def test_a_hard_book_prints_from_a_browser_as_it_should(chromium: Browser, tmp_path: Path, name: str) -> None:
    book = BOOKS[name]
    chromium.open(page(book, tmp_path))
    sight = Sight(chromium.printed())
    assert faults(sight, SHEET, LAYOUT) == []
    if name in ("Arabic", "Hebrew", "Arabic and English"):
        # A browser's PDF has these letters in the order in which they stand, from the left.
        wanted = Counter(letter for one in texts(book) for letter in one if letter.isalpha())
        assert not wanted - Counter(unicodedata.normalize("NFKC", sight.seen()))
    else:
        assert missing(sight.read_aloud(), book) == []


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", False), ("a4", True)])
def test_it_prints_well_on_either_paper_and_in_large_print(
    chromium: Browser, tmp_path: Path, paper: str, large: bool
) -> None:
    for book in (small_book(), mixed(3, chapters=4), replace(mixed(4, chapters=1), form="pages", methods=())):
        chromium.open(page(book, tmp_path, Setting(large=large)))
        sight = Sight(chromium.printed(paper=PAPERS[paper]))
        assert faults(sight, SHEET, LAYOUT) == []
        assert missing(sight.read_aloud(), book) == []
        sizes = Counter[float]()
        for run in (run for one in sight.pages for run in one.text()):
            sizes[round(run.size)] += len(run.words)
        assert sizes.most_common(1)[0][0] == (18 if large else 12)
        assert min(sizes) >= (9 if large else 8)


def test_a_letter_stands_alone_and_a_story_that_goes_on_has_lines_to_go_on_with(
    chromium: Browser, tmp_path: Path
) -> None:
    entries = (
        Entry("What happened?", Prose("It was a no.")),
        Entry("Your letter", LetterText("Dear M.,\n\nthis is hard.\n\nFrom your own side", own_page=True)),
        Entry("Your story", LetterText(KEPT, own_page=True)),
        Entry("What else?", Prose("Soup.")),
    )
    book = book_with(Chapter("Closing", "A comma, not an end", "1 December 2026", True, entries), people=PEOPLE)
    chromium.open(page(book, tmp_path))
    sight = Sight(chromium.printed())
    found = {one.number: " ".join(run.words for run in one.text()) for one in sight.pages}
    [letter] = [number for number, text in found.items() if "Dear M." in text]
    [story] = [number for number, text in found.items() if "Before this happened" in text]
    for number in (letter, story):
        assert not [text for text in ("It was a no", "Soup", "Your letter", "Your story") if text in found[number]]
    assert len([box for box in sight.pages[story - 1].strokes if box.right - box.left > 250]) == 5
    chromium.open(page(book, tmp_path))
    assert chromium.value("getComputedStyle(document.querySelector('.ruled')).display") == "none"


@pytest.mark.fault("A16")
def test_nothing_is_asked_for_and_nothing_runs(chromium: Browser, tmp_path: Path) -> None:
    entries = [Prose(sign) for sign in SIGNS]
    book = replace(book_of(*entries, Bullets(SIGNS), LetterText(SIGNS[5], own_page=True)), title=SIGNS[5])
    path = page(book, tmp_path)
    chromium.open(path)
    assert [one["request"]["url"] for one in chromium.said("Network.requestWillBeSent")] == [path.as_uri()]
    # A refusal would tell that something was tried.
    assert chromium.said("Log.entryAdded") == []
    assert chromium.said("Audits.issueAdded") == []
    assert chromium.said("Runtime.exceptionThrown") == chromium.said("Page.javascriptDialogOpening") == []
    assert chromium.value("document.querySelectorAll('script, img, svg, iframe, link, b').length") == 0
    assert chromium.value("document.title").startswith("<script>")
    assert chromium.value("document.styleSheets.length") == 1
    # The policy holds: what is put in afterwards is refused, and the refusal is seen here.
    chromium.value("document.body.append(Object.assign(new Image(), {src: 'http://x.example/y.png'}))")
    chromium.value("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert chromium.value("window.ran") is None
    assert {one["issue"]["code"] for one in chromium.said("Audits.issueAdded")} == {"ContentSecurityPolicyIssue"}
    assert {one.get("blockedReason") for one in chromium.said("Network.loadingFailed")} <= {"csp"}


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_never_runs_over_the_side_of_a_window(chromium: Browser, tmp_path: Path, width: int, large: bool) -> None:
    word = "https://example.org/" + "path" * 60
    cells = Grid(("What", "When", "A longer head"), ((word, "x", word), ("a", word, "c")))
    chapters = (
        Chapter("Coping", word, "22 November 2026", True, (Entry(word, Prose(word)), Entry("Why?", Bullets((word,))))),
        Chapter("Coping", "A table", "", True, (Entry("Which?", cells), Entry("All?", table(4, columns=5)))),
        Chapter("Learning", words(30), "", True, (Entry("Number?", table(3, columns=7)),)),
    )
    book = replace(book_with(*chapters, people=(word,)), title=word)
    chromium.open(page(book, tmp_path, Setting(large=large)), width=width, height=740)
    assert chromium.value("document.documentElement.scrollWidth") <= width
    script = """[...document.querySelectorAll('body *')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && box.height && (box.left < -1 || box.right > innerWidth + 1)
            && getComputedStyle(one).position !== 'absolute' && !one.closest('thead');
    }).map(one => one.tagName + '.' + one.className)"""
    assert chromium.value(script) == []


def test_it_is_dark_where_the_readers_system_is_and_can_be_read_in_both(chromium: Browser, tmp_path: Path) -> None:
    path = page(small_book(), tmp_path)
    script = """[...new Set([...document.querySelectorAll('body, body *')].filter(one => one.innerText)
        .map(one => getComputedStyle(one).color))].concat(getComputedStyle(document.body).backgroundColor)"""
    grounds = []
    for dark in (False, True):
        chromium.open(path, dark=dark)
        *inks, ground = chromium.value(script)
        assert len(inks) >= 3
        assert min(_contrast(ink, ground) for ink in inks) >= 4.5
        said = chromium.value("getComputedStyle(document.querySelector('.said')).color")
        assert _contrast(said, ground) >= 7
        grounds.append(_light(ground))
    assert grounds[0] > 0.8
    assert grounds[1] < 0.1


def _light(color: str) -> float:
    """How light a color such as "rgb(1, 2, 3)" is, as WCAG reckons it."""
    parts = [int(one) / 255 for one in color[color.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_its_contents_lead_to_the_chapters(chromium: Browser, tmp_path: Path) -> None:
    chromium.open(page(BOOKS["200 chapters"], tmp_path))
    assert chromium.value("document.querySelectorAll('nav a[href^=\"#chapter\"]').length") == 200
    lost = "[...document.querySelectorAll('nav a')].filter(one => !document.querySelector(one.getAttribute('href')))"
    assert chromium.value(f"{lost}.length") == 0
    titles = """[...document.querySelectorAll('nav a[href^="#chapter"]')].filter(one =>
        one.innerText !== document.querySelector(one.getAttribute('href') + ' .chapter-title').innerText).length"""
    assert chromium.value(titles) == 0
    headings = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1])"
    depths = chromium.value(headings)
    assert depths[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))
