"""A finished PDF as whoever reads it meets it: what stands where on each page, and what a reading machine is told."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.generic import DictionaryObject, IndirectObject

Spot = tuple[int, int]
"""A page's number and a mark on it: what a tag says of what stands on paper."""
FURNITURE = -1
"""The mark of what is no part of the text: running heads, page numbers, rules, a table's head said again."""
_HEADING = re.compile("H[1-6]")


@dataclass(frozen=True, slots=True)
class Box:
    """Where ink is, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def common(self, other: Box) -> tuple[float, float]:
        """How wide and how high the part is that two boxes share; nothing below 0."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0.0), max(high, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set in one go, in one font: a line, or a piece of one."""

    words: str
    box: Box
    baseline: float
    size: float
    font: str
    mark: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `strokes` are rules and frames, `pictures` are images."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    strokes: tuple[Box, ...]
    pictures: tuple[Box, ...]

    def text(self) -> tuple[Run, ...]:
        """What belongs to the text, from top to bottom."""
        return tuple(run for run in _downwards(self.runs) if run.mark != FURNITURE)

    def furniture(self) -> tuple[Run, ...]:
        """Running heads, numbers and the like, from top to bottom."""
        return tuple(run for run in _downwards(self.runs) if run.mark == FURNITURE)

    def lines(self) -> list[list[Run]]:
        """Its text by lines, from top to bottom; what stands beside one another is one line."""
        found: list[list[Run]] = []
        for run in self.text():
            if found and abs(found[-1][0].baseline - run.baseline) < 1:
                found[-1].append(run)
            else:
                found.append([run])
        return found


def _downwards(runs: tuple[Run, ...]) -> list[Run]:
    return sorted(runs, key=lambda run: (-round(run.baseline), run.box.left))


@dataclass(frozen=True, slots=True)
class Tag:
    """An element as a reading machine is told of it, in reading order."""

    kind: str
    inside: tuple[Tag | Spot, ...]

    def all(self) -> Iterator[Tag]:
        """Itself and every element in it."""
        yield self
        for one in self.inside:
            if isinstance(one, Tag):
                yield from one.all()

    def spots(self) -> Iterator[Spot]:
        """Everything that it says stands on paper."""
        for one in self.inside:
            if isinstance(one, Tag):
                yield from one.spots()
            else:
                yield one

    def of(self, *kinds: str) -> list[Tag]:
        """The elements of some kinds in it."""
        return [one for one in self.all() if one.kind in kinds]

    def shape(self) -> str:
        """Kinds within kinds, such as "L(LI(Lbl LBody(P)))"; for comparing."""
        within = " ".join(one.shape() for one in self.inside if isinstance(one, Tag))
        return f"{self.kind}({within})" if within else self.kind


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the bookmarks."""

    depth: int
    title: str
    page: int


class Sight:
    """A PDF, read once."""

    def __init__(self, printed: bytes) -> None:
        self.bytes = printed
        self.pages: tuple[Page, ...] = tuple(_pages(printed))

    @cached_property
    def _reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.bytes))

    @cached_property
    def catalog(self) -> DictionaryObject:
        """What the file says of itself as a whole."""
        root: Any = self._reader.trailer["/Root"]
        return root.get_object()

    @property
    def title(self) -> str:
        """The title in its metadata."""
        metadata = self._reader.metadata
        return (metadata and metadata.title) or ""

    @cached_property
    def tags(self) -> Tag:
        """The tree of elements; empty where there is none."""
        pages = {_number_of(page.indirect_reference): at for at, page in enumerate(self._reader.pages, 1)}
        tree = self.catalog.get("/StructTreeRoot")
        found = None if tree is None else _tag(tree, pages, 0)
        return found if isinstance(found, Tag) else Tag("", ())

    @cached_property
    def headings(self) -> list[Tag]:
        """The headings, in reading order."""
        return [tag for tag in self.tags.all() if _HEADING.fullmatch(tag.kind)]

    @cached_property
    def _by_spot(self) -> dict[Spot, list[Run]]:
        found: dict[Spot, list[Run]] = {}
        for page in self.pages:
            for run in page.runs:
                found.setdefault((page.number, run.mark), []).append(run)
        return found

    def runs(self, tag: Tag) -> list[tuple[int, Run]]:
        """What of an element stands on paper: page numbers and runs, in reading order."""
        return [(spot[0], run) for spot in tag.spots() for run in self._by_spot.get(spot, ())]

    def words(self, tag: Tag) -> str:
        """An element's words on one line."""
        return " ".join(" ".join(run.words for _, run in self.runs(tag)).split())

    def read_aloud(self) -> str:
        """All words in reading order, a run a line; the cover's first, the furniture never."""
        return "\n".join(run.words for _, run in self.runs(self.tags))

    def seen(self) -> str:
        """All words as they stand on the pages, furniture too."""
        return "\n".join(run.words for page in self.pages for run in _downwards(page.runs))

    @cached_property
    def bookmarks(self) -> list[Mark]:
        """The outline that a viewer shows beside the pages."""
        document = pypdfium2.PdfDocument(self.bytes)
        try:
            return [
                Mark(one.level, one.get_title(), (dest.get_index() or 0) + 1 if (dest := one.get_dest()) else 0)
                for one in document.get_toc()
            ]
        finally:
            document.close()

    def links(self, page: int) -> list[tuple[Box, int]]:
        """The links on a page that lead to another page of this print, from top to bottom: where, and to which."""
        document = pypdfium2.PdfDocument(self.bytes)
        try:
            return sorted(_links(document, page), key=lambda one: (-one[0].top, one[0].left))
        finally:
            document.close()

    def fonts(self) -> dict[str, bool]:
        """Every font that is used by its name, such as "ABCDEF+LibertinusSerif", and whether it is in the file."""
        found: dict[str, bool] = {}
        for page in self._reader.pages:
            resources: Any = page.get("/Resources", DictionaryObject())
            for font in resources.get_object().get("/Font", DictionaryObject()).get_object().values():
                whole = font.get_object()
                for part in [one.get_object() for one in whole.get("/DescendantFonts", [])] or [whole]:
                    described = part.get("/FontDescriptor", DictionaryObject()).get_object()
                    held = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    # Type 3 fonts are drawings in the file itself.
                    name = str(part.get("/BaseFont", "/drawn")).removeprefix("/")
                    found[name] = held or whole.get("/Subtype") == "/Type3"
        return found

    def accessible(self) -> bool:
        """Whether it says that it keeps to PDF/UA."""
        return b"<pdfuaid:part>1</pdfuaid:part>" in self.bytes


def _number_of(reference: IndirectObject | None) -> int:
    return -1 if reference is None else reference.idnum


def _tag(node: Any, pages: dict[int, int], page: int) -> Tag | Spot | None:
    whole = node.get_object()
    if isinstance(whole, int):
        return page, whole
    page = pages.get(_number_of(whole.raw_get("/Pg")), page) if "/Pg" in whole else page
    if whole.get("/Type") == "/OBJR":
        return None
    if "/MCID" in whole and "/S" not in whole:
        return page, int(whole["/MCID"])
    below = whole.get("/K")
    below = [] if below is None else below.get_object()
    children = below if isinstance(below, list) else [whole.raw_get("/K")] if "/K" in whole else []
    inside = tuple(found for child in children if (found := _tag(child, pages, page)) is not None)
    return Tag(str(whole.get("/S", "")).removeprefix("/"), inside)


def _pages(printed: bytes) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(printed)
    try:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            runs, strokes, pictures = [], [], []
            for thing in page.get_objects(max_depth=8):
                if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                    runs.append(_run(thing, text))
                elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
                    strokes.append(Box(*thing.get_bounds()))
                elif thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                    pictures.append(Box(*thing.get_bounds()))
            yield Page(number, width, height, tuple(_joined(filter(None, runs))), tuple(strokes), tuple(pictures))
            text.close()
            page.close()
    finally:
        document.close()


def _run(thing: Any, text: Any) -> Run | None:
    """A run, or None where there is no ink."""
    box = Box(*thing.get_bounds())
    words = _words(thing, text)
    if not words.strip():
        return None
    matrix = thing.get_matrix()
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(thing), name, 200)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    return Run(
        words=words,
        box=box,
        baseline=matrix.f,
        size=size.value * abs(matrix.d or matrix.c),
        font=name.value.decode(errors="replace"),
        mark=pdfium.FPDFPageObj_GetMarkedContentID(thing),
    )


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs with those that go on where they end: a browser sets each letter by itself."""
    last: Run | None = None
    for run in runs:
        if last is not None and _goes_on(last, run):
            last = replace(last, words=last.words + run.words, box=last.box.around(run.box))
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _goes_on(last: Run, run: Run) -> bool:
    same = (last.mark, last.font, round(last.size, 2)) == (run.mark, run.font, round(run.size, 2))
    return same and abs(last.baseline - run.baseline) < 0.5 and -0.4 < (run.box.left - last.box.right) / run.size < 0.7


def _words(thing: Any, text: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(thing, text, None, 0)
    letters = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(thing, text, letters, length)
    return bytes(letters)[: max(length - 2, 0)].decode("utf-16-le", errors="replace")


def _links(document: Any, number: int) -> Iterator[tuple[Box, int]]:
    page = document[number - 1]
    at = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, at, link):
        place = pdfium.FPDFLink_GetDest(document, link)
        if not place:
            place = pdfium.FPDFAction_GetDest(document, pdfium.FPDFLink_GetAction(link))
        area = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, area)
        if place:
            box = Box(area.left, area.bottom, area.right, area.top)
            yield box, pdfium.FPDFDest_GetDestPageIndex(document, place) + 1
    page.close()
