"""What a proofreader would mark in a finished PDF: each check tells its faults, page by page, and none if all is well.

They hold for any print. What a page looks like is given as a Frame; headings, rows and lists are known by their tags.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pdfsight import FURNITURE, Box, Page, Run, Sight, Tag

from workbook.printing.blocks import texts_of
from workbook.printing.characters import clean
from workbook.printing.phrases import written_chapters
from workbook.printing.printout import LetterText, Printout

MM = 72 / 25.4
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"Added (on|later)\b.*")


@dataclass(frozen=True, slots=True)
class Frame:
    """How much of a page stays free, in points."""

    left: float
    right: float
    top: float
    bottom: float
    edge: float
    """What heads and numbers keep free all around."""
    row: float = 0.85
    """A row that is higher than so much of a page may be parted."""

    def room(self, page: Page) -> Box:
        """Where the text of a page has to stand."""
        return Box(self.left, self.bottom, page.width - self.right, page.height - self.top)


def frame(*, side: float, top: float, bottom: float, edge: float = 8, row: float = 0.85) -> Frame:
    """A frame in millimetres that is the same left and right."""
    return Frame(side * MM, side * MM, top * MM, bottom * MM, edge * MM, row)


PAPER = frame(side=18.5, top=32, bottom=34)
"""The workbook's own pages. Their column is narrower; a table of many columns reaches so far."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as it is read: its page, its runs, and the innermost element that it belongs to."""

    page: int
    runs: tuple[Run, ...]
    kind: str
    """"H2" and the like for headings, "TR" for what stands in a table, else the element's own."""
    element: int
    """Lines of one number belong together: a paragraph, a heading, a row, a point of a list."""

    @property
    def words(self) -> str:
        return " ".join(" ".join(run.words for run in self.runs).split())

    @property
    def baseline(self) -> float:
        return self.runs[0].baseline

    @property
    def is_heading(self) -> bool:
        return bool(re.fullmatch("H[1-6]", self.kind))


_TOGETHER = {"P", "TR", "LI", "TOCI", *(f"H{depth}" for depth in range(1, 7))}
"""Elements whose inner parts are not told apart."""


@lru_cache(maxsize=4)
def read(sight: Sight) -> list[Line]:
    """The text line by line, in reading order."""
    found: list[Line] = []
    number = 0

    def enter(tag: Tag, kind: str, whole: int | None) -> None:
        nonlocal number
        if whole is None and tag.kind in _TOGETHER:
            number += 1
            kind, whole = tag.kind, number
        for one in tag.inside:
            if isinstance(one, Tag):
                enter(one, kind or one.kind, whole)
                continue
            if whole is None:
                number += 1
            for page, run in sight.runs(Tag("", (one,))):
                element = whole or number
                last = found[-1] if found else None
                if last and (last.page, last.element) == (page, element) and abs(last.baseline - run.baseline) < 1:
                    found[-1] = Line(page, (*last.runs, run), last.kind, element)
                else:
                    found.append(Line(page, (run,), kind or tag.kind, element))

    enter(sight.tags, "", None)
    return found


# What stands on the paper


def outside(sight: Sight, frame: Frame) -> Iterator[str]:
    """Text beyond the margins; heads, numbers and rules too near an edge."""
    for page in sight.pages:
        room = frame.room(page)
        paper = Box(frame.edge, frame.edge, page.width - frame.edge, page.height - frame.edge)
        for run in page.runs:
            if not _within(run.box, paper if run.mark == FURNITURE else room, run.size):
                yield f"page {page.number}: {_short(run.words)} stands beyond the margin, at {_place(run.box)}"
        for box in (*page.strokes, *page.pictures):
            # A page's own ground may fill it.
            ground = box.right - box.left > page.width - 2 and box.height > page.height - 2
            if not ground and not _within(box, paper):
                yield f"page {page.number}: a rule or picture goes beyond the edge, at {_place(box)}"


def _within(inner: Box, outer: Box, size: float = 10) -> bool:
    # Letters reach a little beyond where they stand, and below the line.
    return (
        inner.left >= outer.left - 1.5
        and inner.right <= outer.right + 1.5
        and inner.bottom >= outer.bottom - 0.45 * size
        and inner.top <= outer.top + 3
    )


def overlapping(sight: Sight, frame: Frame) -> Iterator[str]:
    """Words over words, and rules through words."""
    for page in sight.pages:
        runs = sorted(page.runs, key=lambda run: -run.box.top)
        for at, run in enumerate(runs):
            for other in runs[at + 1 :]:
                if other.box.top <= run.box.bottom:
                    break
                wide, high = run.box.common(other.box)
                least = min(run.box.height, other.box.height)
                # Accents and Arabic letters reach into the line above; a letter that leans reaches over the next.
                if wide > 0.3 * min(run.size, other.size) and high > 0.45 * least:
                    yield f"page {page.number}: {_short(run.words)} stands over {_short(other.words)}"
            for stroke in page.strokes:
                wide, high = run.box.common(stroke)
                middle = run.baseline + 0.12 * run.size < (stroke.top + stroke.bottom) / 2 < run.box.top - 1
                if wide > 2 and stroke.height < 3 and high and middle:
                    yield f"page {page.number}: a rule goes through {_short(run.words)}"


def parted_rows(sight: Sight, frame: Frame) -> Iterator[str]:
    """Rows of a table that go over a page's end though there is room for them on one page."""
    for row in sight.tags.of("TR"):
        # A head is said again.
        found = sight.runs(row) if row.of("TD") else []
        on = sorted({page for page, _ in found})
        if len(on) < 2:
            continue
        high = sum(_height([run for page, run in found if page == number]) for number in on)
        room = frame.room(sight.pages[on[0] - 1]).height
        if high < frame.row * room:
            yield f"page {on[0]}: the row {_short(sight.words(row))} is parted by the page's end"


def _height(runs: list[Run]) -> float:
    return max(run.box.top for run in runs) - min(run.box.bottom for run in runs)


def headless_tables(sight: Sight, frame: Frame) -> Iterator[str]:
    """Tables that go on over a page's end without saying their head again."""
    for table in sight.tags.of("Table"):
        heads = list(filter(None, (_first_words(sight, one) for one in table.of("TH"))))
        if not heads:
            continue
        rows = [one for one in table.of("TR") if one.of("TD")]
        tops: dict[int, float] = {}
        for page, run in (found for row in rows for found in sight.runs(row)):
            tops[page] = max(tops.get(page, 0), run.box.top)
        for page, top in sorted(tops.items()):
            above = _folded(
                "".join(run.words for run in _by_place(sight.pages[page - 1].runs) if run.box.bottom >= top - 1)
            )
            missing = [head for head in heads if head not in above]
            if missing:
                yield f"page {page}: the table goes on without its head {_short(missing[0])}"


def _first_words(sight: Sight, head: Tag) -> str:
    """A head as it stands on its first page: a browser tells the ones said again as the same element."""
    runs = sight.runs(head)
    return _folded("".join(run.words for page, run in runs if page == runs[0][0]))


def _by_place(runs: Iterable[Run]) -> list[Run]:
    """By columns, so that a head of two lines is read as one."""
    return sorted(runs, key=lambda run: (round(run.box.left / 8), -run.baseline))


def lone_headings(sight: Sight, frame: Frame) -> Iterator[str]:
    """Headings, questions and labels last on a page, or with less than two lines of what follows, if it has two."""
    lines = read(sight)
    for at, line in enumerate(lines):
        heading = line.is_heading or _LABEL.fullmatch(line.words)
        goes_on = at + 1 < len(lines) and lines[at + 1].element == line.element
        if not heading or goes_on:
            continue
        # The heading's own lines stay together.
        start = at
        while start and lines[start - 1].element == line.element:
            start -= 1
        if lines[start].page != line.page:
            yield f"page {lines[start].page}: the heading {_short(line.words)} is parted by the page's end"
        if at + 1 == len(lines):
            yield f"page {line.page}: nothing comes after the heading {_short(line.words)}"
            continue
        if lines[at + 1].page != line.page and _has_room_below(sight, line):
            continue
        following = [one for one in lines[at + 1 :][:40] if one.element == lines[at + 1].element]
        beside = sum(one.page == line.page for one in following)
        if beside < min(2, len(following)):
            yield f"page {line.page}: {_short(line.words)} stands last, {_short(following[0].words)} goes over the page"
    for at, line in enumerate(lines):
        # A title with its day alone below the end of another chapter. Its questions are looked after above.
        if not line.is_heading or at + 2 >= len(lines) or lines[at + 1].element == line.element:
            continue
        first, second = lines[at + 1], lines[at + 2]
        deeper = second.is_heading and second.kind > line.kind and not first.is_heading
        # A title that is the first of all stands on a cover.
        cover = at == 0 and line.page == 1
        if second.page != line.page and not cover and (deeper or (line.kind == "H1" and not second.is_heading)):
            yield f"page {line.page}: too little stands below {_short(line.words)}"


def _has_room_below(sight: Sight, line: Line) -> bool:
    """Whether rules or boxes to write in stand below a line or on it: what a sheet has in place of an answer."""
    strokes = sight.pages[line.page - 1].strokes
    return any(one.top < line.baseline + 4 and one.right - one.left > 30 for one in strokes)


def single_lines(sight: Sight, frame: Frame) -> Iterator[str]:
    """The last line of a paragraph alone on top of a page, or its first alone at the foot."""
    lines = [line for line in read(sight) if line.kind in ("P", "LI") and not line.is_heading]
    elements: dict[int, list[Line]] = {}
    for line in lines:
        elements.setdefault(line.element, []).append(line)
    for element in elements.values():
        pages = [line.page for line in element]
        if len(set(pages)) < 2 or len(element) < 4:
            continue
        for page in (pages[0], pages[-1]):
            if pages.count(page) == 1:
                words = element[0 if page == pages[0] else -1].words
                yield f"page {page}: {_short(words)} stands alone, parted from its paragraph"


def empty_pages(sight: Sight, frame: Frame) -> Iterator[str]:
    """Pages with nothing on them but a head or a number. A left-hand page may be left white on purpose, wholly."""
    for page in sight.pages:
        to_write_on = len(page.strokes) >= 5
        if page.text() or page.pictures or to_write_on:
            continue
        white = not page.runs and not page.strokes
        if not (white and page.number % 2 == 0 and page.number < len(sight.pages)):
            yield f"page {page.number}: nothing stands on it"


# Heads, numbers, contents, bookmarks


def folio(page: Page, frame: Frame) -> str:
    """The number that a page says it has; empty where it says none."""
    for run in page.furniture():
        outside_text = run.box.top < frame.bottom or run.box.bottom > page.height - frame.top
        if outside_text and re.fullmatch(r"\d+", run.words.strip()):
            return run.words.strip()
    return ""


def wrong_numbers(sight: Sight, frame: Frame) -> Iterator[str]:
    """Page numbers that are not one more than those before."""
    seen = [(page.number, int(said)) for page in sight.pages if (said := folio(page, frame))]
    for (before, low), (after, high) in pairwise(seen):
        if high - low != after - before:
            yield f"page {after}: it is called {high}, and page {before} is called {low}"


def wrong_heads(sight: Sight, frame: Frame) -> Iterator[str]:
    """Running heads that name neither the book nor the chapter that one is in."""
    headings = _headings(sight)
    for page in sight.pages:
        named = [sight.title, *(words for on, _, words in headings if on == page.number)]
        # Of each depth the one that is gone on with.
        named += {kind: words for on, kind, words in headings if on < page.number}.values()
        for words in _heads(page, frame):
            said = _folded(words.replace("…", ""))
            if not any(_folded(one).startswith(said) for one in named):
                yield f"page {page.number}: its head says {_short(words)}"


def _heads(page: Page, frame: Frame) -> list[str]:
    """What stands above the text in the margin, and is no number."""
    above = [run for run in page.furniture() if run.box.bottom > page.height - frame.top]
    return [run.words.strip() for run in above if not re.fullmatch(r"\d+", run.words.strip())]


def wrong_contents(sight: Sight, frame: Frame) -> Iterator[str]:
    """Contents that name a wrong page, leave a chapter out, lead elsewhere, or stand in another order."""
    items = sight.tags.of("TOCI")
    if not items:
        return
    contents = {page for item in items for page, _ in sight.runs(item)}
    headings = [one for one in _headings(sight) if one[0] not in contents]
    targets = {page: sight.links(page) for page in contents}
    at = 0
    listed: set[int] = set()
    for item in items:
        words = sight.words(item)
        # The title of a section may stand there without a page.
        match = re.fullmatch(r"(.*?)[\s.]*(\d+)", words)
        title = _folded(match[1] if match else words)
        found = next((n for n in range(at, len(headings)) if _folded(headings[n][2]) == title), None)
        if found is None:
            yield f"contents: {_short(words)} is no heading, or not in this order"
            continue
        listed.add(found)
        at, page = found + 1, headings[found][0]
        said = folio(sight.pages[page - 1], frame)
        if match and match[2] != (said or str(page)):
            yield f"contents: {_short(words)}, and it is on page {page}"
        here, run = sight.runs(item)[0]
        led = {to for box, to in targets[here] if all(run.box.common(box))}
        if led != {page}:
            yield f"contents: {_short(words)} leads to {sorted(led) or 'nowhere'} and not to page {page}"
    yield from (f"contents: {_short(words)} is missing" for words in _left_out(headings, listed))


def _left_out(headings: list[tuple[int, str, str]], listed: set[int]) -> list[str]:
    """The headings that are not listed though others beside them are, and those of the first depth."""
    left: list[str] = []
    first = 0
    for at in range(1, len(headings) + 1):
        if at == len(headings) or headings[at][1] == "H1":
            kinds = {"H1", *(headings[n][1] for n in listed & set(range(first, at)))}
            left += [headings[n][2] for n in range(first, at) if headings[n][1] in kinds and n not in listed]
            first = at
    return left


def _headings(sight: Sight) -> list[tuple[int, str, str]]:
    """The headings in order: page, kind, words."""
    found: dict[int, list[Line]] = {}
    for line in read(sight):
        if line.is_heading:
            found.setdefault(line.element, []).append(line)
    return [(of[0].page, of[0].kind, " ".join(line.words for line in of)) for of in found.values()]


def wrong_bookmarks(sight: Sight, frame: Frame) -> Iterator[str]:
    """Bookmarks that are not the chapters' headings in their order, on their pages."""
    contents = {page for item in sight.tags.of("TOCI") for page, _ in sight.runs(item)}
    named = {_folded(mark.title) for mark in sight.bookmarks}
    # The page of contents may be bookmarked or not.
    headings = [one for one in _headings(sight) if one[0] not in contents or _folded(one[2]) in named]
    at = 0
    listed: set[int] = set()
    for mark in sight.bookmarks:
        found = next((n for n in range(at, len(headings)) if _folded(headings[n][2]) == _folded(mark.title)), None)
        if found is None:
            yield f"bookmarks: {_short(mark.title)} is no heading, or not in this order"
            continue
        listed.add(found)
        at = found + 1
        if headings[found][0] != mark.page:
            yield f"bookmarks: {_short(mark.title)} leads to page {mark.page} and stands on {headings[found][0]}"
    yield from (f"bookmarks: {_short(words)} is missing" for words in _left_out(headings, listed))


# What a reading machine is told

_INSIDE = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


def wrong_tags(sight: Sight, frame: Frame) -> Iterator[str]:
    """Elements in the wrong place, words that no element has, headings that skip a level, and the wrong order."""
    root = sight.tags
    if not any(True for _ in root.spots()):
        yield "tags: there are none"
        return
    for tag in root.all():
        allowed = _INSIDE.get(tag.kind)
        for one in tag.inside:
            kind = one.kind if isinstance(one, Tag) else "text"
            if allowed is not None and kind not in allowed:
                yield f"tags: {kind} stands in {tag.kind}, {_short(sight.words(tag))}"
    told = set(root.spots())
    for page in sight.pages:
        for run in page.text():
            if (page.number, run.mark) not in told:
                yield f"page {page.number}: {_short(run.words)} belongs to no element"
    depth = 0
    for heading in sight.headings:
        level = int(heading.kind[1:])
        if level > depth + 1:
            yield f"tags: {heading.kind} {_short(sight.words(heading))} comes below H{depth}"
        depth = level
    yield from _wrong_order(sight)


def _wrong_order(sight: Sight) -> Iterator[str]:
    """Elements that are read in another order than they stand on the pages."""
    firsts: list[Line] = []
    for line in read(sight):
        # A row that goes over a page's end is read cell by cell.
        if not firsts or firsts[-1].element != line.element:
            firsts.append(line)
    for before, after in pairwise(firsts):
        # What stands beside, in a margin or in the next column, may begin higher.
        beside = after.runs[0].box.common(before.runs[0].box)[0] == 0
        up = after.page == before.page and after.baseline > before.baseline + 3
        if after.page < before.page or (up and not beside):
            yield f"page {after.page}: {_short(after.words)} is read after {_short(before.words)} and stands before it"


def unparagraphed(sight: Sight, frame: Frame) -> Iterator[str]:
    """Text that belongs to no paragraph, heading, list, row or the like: it is read on without a stop."""
    for line in read(sight):
        if line.kind not in _TOGETHER:
            yield f"page {line.page}: {_short(line.words)} is {line.kind or 'nothing'} and no paragraph"


def wrong_file(sight: Sight, frame: Frame) -> Iterator[str]:
    """What the file says of itself, and its fonts."""
    viewer = sight.catalog.get("/ViewerPreferences", {})
    if not sight.title or not viewer.get("/DisplayDocTitle"):
        yield "file: its title is not shown"
    if not sight.catalog.get("/Lang"):
        yield "file: it has no language"
    if not sight.catalog.get("/MarkInfo", {}).get("/Marked"):
        yield "file: it is not marked as tagged"
    for name, held in sight.fonts().items():
        if not held:
            yield f"file: the font {name} is not in it"
        elif not re.match(r"[A-Z]{6}\+|drawn", name):
            yield f"file: the font {name} is in it with all its letters"


def not_accessible(sight: Sight, frame: Frame) -> Iterator[str]:
    """Whether it says that it keeps to PDF/UA; not so where a character has no font."""
    if not sight.accessible():
        yield "file: it does not say that it is accessible (PDF/UA-1)"


Check = Callable[[Sight, Frame], Iterator[str]]

LAYOUT: tuple[Check, ...] = (
    outside,
    overlapping,
    parted_rows,
    headless_tables,
    lone_headings,
    empty_pages,
)
"""What holds for every PDF, from whatever program."""
BOOK: tuple[Check, ...] = (
    *LAYOUT,
    single_lines,
    wrong_numbers,
    wrong_heads,
    wrong_contents,
    wrong_bookmarks,
    wrong_tags,
    unparagraphed,
    wrong_file,
    not_accessible,
)
"""What holds for the workbook's own."""


def faults(sight: Sight, frame: Frame, checks: Iterable[Check] = BOOK) -> list[str]:
    """All that is wrong, in words."""
    return [fault for check in checks for fault in check(sight, frame)]


# Whether every word is there


def texts(printout: Printout) -> Iterator[str]:
    """Every text that a print of this has to show, in its order."""
    yield from (printout.wish, printout.title, printout.dates)
    for chapter in written_chapters(printout):
        if chapter.is_plan:
            yield chapter.title
            # The beginning of a line stands beside it, without its colon.
            yield from (part for entry in chapter.entries for text in texts_of(entry) for part in _parts(text))
            continue
        yield from (chapter.section, chapter.title, chapter.dates)
        for entry in chapter.entries:
            alone = printout.form == "book" and isinstance(entry.body, LetterText) and entry.body.own_page
            # In a book a letter to keep stands alone on its page, with no question above it.
            yield from list(texts_of(entry))[alone:]
    yield from printout.people


def _parts(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in line.split(": ")]


def missing(text: str, printout: Printout, *, in_columns: bool = False) -> list[str]:
    """What of a printout is not in a text, whatever the spaces.

    Where something runs right to left each word has to be there: a PDF keeps the words of a line as they stand. The
    same holds for a plain text, whose tables stand in columns.
    """
    held, counted = _folded(text), Counter(_WORD.findall(_bare(text)))
    turned = in_columns or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    gone = [words for one in texts(printout) if _folded(words := _bare(clean(one))) not in held]
    return [words for words in gone if not turned or Counter(_WORD.findall(words)) - counted]


def _bare(text: str) -> str:
    """Without the signs that are not seen, as they steer directions and joining."""
    if text.isascii():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _folded(text: str) -> str:
    # A hyphen at the end of a line may be taken for one that parts a word, and left out.
    return re.sub(r"[\s\x02\ufffe-]+", "", _bare(text))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return repr(words if len(words) < 48 else words[:44] + "…")


def _place(box: Box) -> str:
    return f"{box.left:.0f},{box.bottom:.0f} to {box.right:.0f},{box.top:.0f}"
