"""Words too long for their line: they part, nothing of them runs over an edge, and no other word is ever parted."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfsight import Run, Sight
from sample_books import book_of, book_with

from workbook.printing import pdf
from workbook.printing.characters import clusters
from workbook.printing.printout import Bullets, Chapter, Entry, Grid, LetterText, Printout, Prose
from workbook.printing.setting import Setting
from workbook.printing.typeset.parting import pieces, widest

WORDS = (
    "W" * 60,
    "M" * 27,
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "https://example.org/" + "path/" * 30,
    "one\u00a0" * 60,
    "！？" * 60,
    "「『" * 60,
    "っゃー" * 40,
    "ーー" * 60,
    "字" * 100,
    "ไทย" * 60,
    "👍🏽" * 60,
    "رسالة" * 30,
)


def runs(book: Printout, *, large: bool = False) -> list[Run]:
    return [run for page in Sight(pdf.render(book, Setting(large=large, boxes=True))).pages for run in page.text()]


def edge(found: list[Run]) -> float:
    return max(run.box.right for run in found)


@pytest.fixture(scope="module", params=[False, True], ids=["usual", "large"])
def large(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def column(large: bool) -> float:
    """Where the column ends: there the number of the page stands."""
    page = Sight(pdf.render(book_of(Prose(".")), Setting(large=large))).pages[1]
    return edge([run for run in page.furniture() if run.words.strip() == "2"]) + 1


@pytest.mark.parametrize("word", WORDS, ids=lambda word: ascii(word[:9]))
def test_no_word_runs_over_an_edge(word: str, large: bool, column: float) -> None:
    bodies = (
        Prose(word),
        Bullets((word,)),
        LetterText(f"{word}\n\nM.", own_page=True),
        LetterText(f"and so I {word},", own_page=True),
        *(Grid(("",) * many, ((word,) * many,)) for many in range(1, 7)),
        Grid((word,) * 3, (("a",) * 3,), word),
    )
    chapter = Chapter(word, word, "22 November 2026", True, tuple(Entry(word, body) for body in bodies))
    book = dataclasses.replace(book_with(chapter, chapter, chapter), title=word)
    for one in (book, dataclasses.replace(book, form="pages", wish=word)):
        assert edge(runs(one, large=large)) <= column


@pytest.mark.parametrize("word", WORDS, ids=lambda word: ascii(word[:9]))
def test_a_question_stays_in_its_own_column(word: str) -> None:
    found = runs(book_of(Prose("Answer"), ask=word))
    answer = next(run for run in found if run.words.strip() == "Answer")
    beside = [run for run in found if run.size < 10 and run.box.left < answer.box.left - 20]
    assert beside
    assert edge(beside) <= answer.box.left


def test_the_title_is_set_smaller_rather_than_parted() -> None:
    for word in ("Verlagsabsagenbuch", "Selbstmitgefühlsübung, die zweite"):
        found = runs(dataclasses.replace(book_of(Prose(".")), title=word))
        assert word.split(",")[0] in found[0].words


@pytest.mark.parametrize("line", ["a few responsibilities, misunderstandings", "今朝、返事が来た。" * 9, "ไทย " * 9])
def test_what_fits_is_left_as_it_is(line: str) -> None:
    assert pieces(line, 10.5) == [line]


@given(st.text(st.sampled_from("abWé \u00a0。！ー字👍🏽\u0301س"), max_size=80), st.sampled_from([5.4, 10.5, 25.0]))
def test_nothing_is_lost_by_parting_and_no_sign_is_broken(line: str, room: float) -> None:
    found = pieces(line, room)
    assert "".join(found) == line
    assert [sign for piece in found for sign in clusters(piece)] == list(clusters(line))


def test_the_widest_word_counts() -> None:
    assert widest("a few words") == widest("words")
    assert widest("WWWW") > widest("iiiiii")
    assert widest("字字") >= 2
    assert widest("") == widest("\u200d") == 1.0
