"""About the methods: at the end of the whole book, of what was done, as far as it is there, and nowhere else."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from onscreen import CONTENT, EVENING
from printshelf import print_shelf

from workbook.desk import Desk
from workbook.desk.prints import Prints
from workbook.library.library import Library
from workbook.printing import asjson, html, markdown, pdf, plain
from workbook.printing.methods import flowing, without_figures
from workbook.printing.phrases import FIGURES, METHODS, PEOPLE
from workbook.printing.printout import Printout
from workbook.store.shelf import Shelf
from workbook.ui.screens.help import METHODS as SCREEN


def prints_of(shelf: Path, content: Path = CONTENT) -> Prints:
    desk = Desk(Library((content,)), Shelf(shelf), lambda: EVENING)
    desk.open_current()
    return Prints(desk)


def test_it_stands_before_the_people_and_tells_of_what_was_done_alone(tmp_path: Path) -> None:
    said = plain.render(prints_of(print_shelf(tmp_path, "thought-check")).printout()).decode()
    head, _, rest = said.partition(f"\n{METHODS}\n")
    methods, people, _ = rest.partition(f"\n{PEOPLE}\n")
    assert "Nobody has tested this workbook." in methods and people
    assert "Proudfoot et al. 1997" in methods and "%" not in head
    assert "Put the thought on the table" in methods
    assert "A letter from your own side" not in methods, "it was not done"


def test_numbers_are_for_who_asks_and_a_line_says_where_they_are(tmp_path: Path) -> None:
    prints = prints_of(print_shelf(tmp_path, "thought-check"))
    more = " ".join(FIGURES.split())
    assert more.endswith(f"“{SCREEN}”.")
    for render in (plain.render, markdown.render, html.render, asjson.render, pdf_text):
        bare, whole = (" ".join(render(prints.printout(figures=figures)).decode().split()) for figures in (False, True))
        assert "34%" in whole and "34%" not in bare
        assert more in bare and more not in whole
    numberless = replace(prints.printout(figures=True).methods[0], entries=())
    assert without_figures((numberless,)) == (numberless,), "there is nothing to look for"
    assert without_figures(()) == ()


def pdf_text(printout: Printout) -> bytes:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(printout))).pages).encode()


def test_only_the_whole_book_has_it_and_only_where_it_is_wanted(tmp_path: Path) -> None:
    prints = prints_of(print_shelf(tmp_path))
    assert prints.printout().methods
    assert not prints.printout(methods=False).methods
    assert not prints.printout(only=frozenset({"landing"})).methods
    assert not prints.printout("share").methods
    assert not prints.printout("plan").methods


@pytest.mark.parametrize("broken", ["gone", "pack", "exercise", "all"])
def test_a_book_prints_without_the_exercises_it_rests_on(tmp_path: Path, broken: str) -> None:
    shelf = print_shelf(tmp_path / "shelf")
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    if broken == "all":
        shutil.rmtree(content)
    elif broken == "gone":
        (content / "coping" / "thought-check.yaml").unlink()
    else:
        path = content / ("pack.yaml" if broken == "pack" else "coping/thought-check.yaml")
        path.write_text("title: [", encoding="utf-8")
    prints = prints_of(shelf, content)
    printout = prints.printout()
    assert [chapter.title for chapter in printout.chapters if "thought" in chapter.title]
    titles = [basis.title for methods in printout.methods for basis in methods.entries]
    assert "Put the thought on the table" not in titles
    assert prints.has_methods() is bool(titles) is (broken in ("gone", "exercise"))


def test_a_pack_that_claims_nothing_says_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    shelf = print_shelf(tmp_path / "shelf", "landing")
    path = content / "start" / "landing.yaml"
    lines = path.read_text("utf-8").split("\n")
    start = lines.index("evidence:")
    path.write_text("\n".join(lines[:start] + lines[start + 4 :]), encoding="utf-8")
    assert prints_of(shelf, content).printout().methods == ()


def test_paragraphs_flow_and_a_number_stays_with_its_letter() -> None:
    assert flowing("\n\nOne line\n  and more.\n \n\nAnd d = 0.45, so a = b.\n") == (
        "One line and more.",
        "And d\u00a0=\u00a00.45, so a = b.",
    )
    assert flowing("") == ()
