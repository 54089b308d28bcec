"""A book as PDF."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_books import MADE, book_of, book_with, small_book

from workbook.printing import pdf
from workbook.printing.printout import Body, Bullets, Chapter, Entry, Grid, LetterText, Printout, Prose
from workbook.printing.setting import Setting
from workbook.printing.typeset.data import data_of
from workbook.printing.typeset.fonts import faces

LONG = "https://example.org/" + "path" * 200


def read(printed: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed))


def pages(*bodies: Body) -> list[str]:
    """The text of each page but the cover, without its head and its number."""
    texts = [page.extract_text().strip() for page in read(pdf.render(book_of(*bodies))).pages]
    return [
        text.removeprefix("The novel Coping\n").removesuffix(f"\n{number}") for number, text in enumerate(texts[1:], 2)
    ]


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_two_prints_of_a_book_are_the_same_bytes() -> None:
    assert pdf.render(small_book()) == pdf.render(small_book())


def test_its_dates_are_the_day_of_printing_and_no_clock() -> None:
    book = dataclasses.replace(small_book(), made=date(2031, 2, 3))
    metadata = read(pdf.render(book)).metadata
    assert metadata is not None
    assert metadata["/CreationDate"] == metadata["/ModDate"] == "D:20310203000000Z"


def test_it_is_tagged_and_accessible_and_knows_its_title_and_language() -> None:
    book = dataclasses.replace(small_book(), title="Der Roman", language="de-AT")
    printed = pdf.render(book)
    root = read(printed).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de-AT"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed
    metadata = read(printed).metadata
    assert metadata is not None
    assert metadata.title == "Der Roman"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_it_is_set_on_the_asked_for_paper(paper: Any, size: tuple[int, int]) -> None:
    for page in read(pdf.render(small_book(), Setting(paper))).pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == size


def test_contents_name_the_pages_of_more_than_two_chapters() -> None:
    book = small_book()
    assert "Gold, gravel, not mine 6" in read(pdf.render(book)).pages[1].extract_text()
    short = read(pdf.render(book_with(*book.chapters[:3])))
    assert "Contents" not in short.pages[1].extract_text()


def test_a_letter_to_keep_has_a_page_of_its_own() -> None:
    kept = pages(Prose("before"), LetterText("Dear M.", own_page=True), Prose("behind"))
    ends = ["What happened? before", "What holds\n22 November 2026\nDear M.", "What happened? behind"]
    assert [text.endswith(end) for text, end in zip(kept, ends, strict=True)] == [True] * 3
    assert len(pages(Prose("before"), LetterText("Dear M.", own_page=False), Prose("behind"))) == 1


def test_a_story_that_ends_in_a_comma_stands_on_the_right() -> None:
    story = LetterText("It was hard.\nAnd now,", own_page=True)
    for before in ((Prose("a"),), (Prose("a"), LetterText("Dear M.,\n\nb.", own_page=True))):
        texts = [page.extract_text() for page in read(pdf.render(book_of(*before, story))).pages]
        (at,) = [number for number, text in enumerate(texts, 1) if "And now," in text]
        assert at % 2 == 1
        # What has to lie before it for that is empty.
        assert all(
            text.strip() == "" or len(text) > 20 or number == 1 for number, text in enumerate(texts[: at - 1], 1)
        )


def test_a_line_with_a_dash_hangs_by_itself() -> None:
    [entry] = data_of(book_of(Prose("- one\n- two\nand more")))["parts"][0]["chapters"][0]["entries"]
    assert [block["item"] for block in entry["body"]["text"]] == [True, True, False]


def test_pages_are_numbered_and_carry_the_title_but_where_a_chapter_begins() -> None:
    printed = read(pdf.render(book_of(Prose("word " * 2000)))).pages
    texts = [page.extract_text().strip() for page in printed]
    assert texts[1].startswith("Coping")
    assert [text.split("\n")[0] for text in texts[2:]] == ["The novel Coping"] * (len(texts) - 2)
    assert [text.split("\n")[-1] for text in texts[1:]] == [str(n) for n in range(2, len(texts) + 1)]


def test_a_table_goes_on_over_pages_below_its_head() -> None:
    texts = pages(Grid(("What", "When"), tuple((f"row{n} " + "word " * 30, "Monday") for n in range(60))))
    assert len(texts) > 3
    for text in texts:
        assert "What When" in text
    assert {f"row{n}" for n in range(60)} <= set(" ".join(texts).split())


def test_a_small_table_is_never_parted_by_the_end_of_a_page() -> None:
    rows = tuple((f"row{n}", "Monday") for n in range(8))
    for lines in range(15, 45, 3):
        texts = pages(Prose("line\n" * lines), Grid(("What", "When"), rows))
        assert sorted(text.count("row") for text in texts) in ([8], [0, 8])


def test_a_cell_longer_than_a_page_is_not_cut() -> None:
    words = [f"w{n}" for n in range(3000)]
    assert set(words) <= set(" ".join(pages(Grid(("A", "B", "C"), ((" ".join(words), "x", "y"),)))).split())


def test_a_table_of_many_columns_loses_nothing() -> None:
    cells = tuple(f"cell{n}" for n in range(12))
    text = " ".join(pages(Grid(tuple(f"Head{n}" for n in range(12)), (cells,))))
    assert {*cells, *(f"Head{n}" for n in range(12))} <= set(text.split())


@pytest.mark.parametrize("word", [LONG, "ー" * 1000, "!" * 1000, "👍" * 1000, "字" * 1000, "ไทย" * 300])
def test_a_word_without_end_stays_on_the_paper_and_whole(word: str) -> None:
    for body in (
        Prose(word),
        Bullets((word,)),
        LetterText(word, own_page=True),
        Grid(("", ""), ((word, ""),)),
    ):
        text = "\n".join(pages(body))
        assert max(len(line) for line in text.split("\n")) < 140
        assert packed(word) in packed(text)


def test_five_columns_of_words_without_end_stay_in_their_columns() -> None:
    text = "\n".join(pages(Grid(("A", "B", "C", "D", "E"), ((LONG,) * 5,))))
    assert max(len(line) for line in text.split("\n")) < 140
    assert text.count("t") == LONG.count("t") * 5 + "What happened? What holds".count("t")


def test_no_question_stands_last_on_a_page() -> None:
    for lines in range(20, 50):
        entries = (Entry("First?", Prose("line\n" * lines)), Entry("Second question?", Prose("the answer")))
        texts = [page.extract_text() for page in read(pdf.render(book_with(Chapter("", "T", "", True, entries)))).pages]
        assert [("Second question?" in text) == ("the answer" in text) for text in texts] == [True] * len(texts)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abc XYZ#$@*_`~<>[](){}=+-/\\|\"'&%^!?.:;,0123\n", max_size=80), max_size=8))
def test_signs_of_every_kind_are_set_as_they_are(texts: list[str]) -> None:
    texts = [f"({n}){text}" for n, text in enumerate(texts)]
    printed = packed("".join(pages(*map(Prose, texts), Prose("."))))
    for text in texts:
        assert packed(text) in printed


def test_a_print_that_takes_too_long_is_ended_and_said_in_one_line() -> None:
    with pytest.raises(pdf.TypesettingFailed) as caught:
        pdf.render(book_of(Prose("secret words")), timeout=0.001)
    assert str(caught.value) == "The PDF took longer than 0.001 seconds."


@pytest.mark.fault("A20")
def test_a_failure_holds_nobodys_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "typesetter.py"
    broken.write_text("import sys; sys.stderr.write(sys.stdin.read()); raise ValueError(1)")
    monkeypatch.setattr(pdf, "_TYPESETTER", broken)
    with pytest.raises(pdf.TypesettingFailed) as caught:
        pdf.render(book_of(Prose("secret words")))
    assert str(caught.value) == "The PDF could not be set: its process ended early."


def test_a_typesetter_that_is_slow_to_listen_hears_all_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "typesetter.py"
    slow.write_text(
        "import sys, time; time.sleep(0.4); heard = sys.stdin.buffer.read()\n"
        "sys.stdout.buffer.write(b'%PDF-' + str(heard.count(b'unheard-of')).encode() + b'%%EOF')"
    )
    monkeypatch.setattr(pdf, "_TYPESETTER", slow)
    # More than a pipe holds.
    assert pdf.render(book_of(Prose("unheard-of " * 50_000)), timeout=60) == b"%PDF-50000%%EOF"


def typeset(request: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(pdf._TYPESETTER)]
    return subprocess.run(command, input=request, capture_output=True, cwd=folder, check=False)


@pytest.mark.fault("A17")
def test_the_typesetter_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    how = {"paper": "a4", "large": False, "boxes": False, "unusual": [], "faces": faces("en", []), "seconds": 60}
    request = f"{json.dumps(how)}\n{json.dumps(data_of(small_book()))}".encode()
    assert typeset(request, tmp_path).returncode == 0
    (tmp_path / "private.txt").write_text("x")
    assert typeset(request, tmp_path).returncode == 3


def test_the_typesetter_says_nothing_about_a_request_that_it_cannot_read(tmp_path: Path) -> None:
    done = typeset(b'{"book": "secret words', tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"")


@pytest.mark.fault("A20")
def test_nothing_stays_behind_in_the_temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf.tempfile, "tempdir", str(tmp_path))
    pdf.render(small_book())
    with pytest.raises(pdf.TypesettingFailed):
        pdf.render(small_book(), timeout=0.001)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("A17")
def test_an_answer_that_names_a_file_does_not_read_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret itself")
    words = f'#read("{secret}")'
    text = packed("".join(pages(Prose(words))))
    assert packed(words) in text
    assert "thesecretitself" not in text


def test_the_book_is_an_unusual_language_or_none() -> None:
    for language in ("", "zh-Hans-CN", "not a language", "x"):
        assert pdf.render(dataclasses.replace(small_book(), language=language)).startswith(b"%PDF-")


def test_a_book_without_any_title_or_dates_is_still_printed() -> None:
    chapter = Chapter("", "", "", True, (Entry("", Prose("only words")),))
    book = Printout("", "", "en", (chapter,), (), MADE)
    assert "only words" in "".join(page.extract_text() for page in read(pdf.render(book)).pages)
