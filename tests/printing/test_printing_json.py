"""A book as JSON: every word of it, as whoever reads it with a program would have it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from authored import authored
from hypothesis import given
from hypothesis import strategies as st
from sample_books import book_of, book_with, small_book

from workbook.printing import asjson, plain
from workbook.printing.characters import clean
from workbook.printing.printout import AddedText, Chapter, Entry, Grid, Printout, Prose, Remark
from workbook.printing.sheets.blank import blank

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def read(printout: Printout) -> Any:
    return json.loads(asjson.render(printout).decode())


def test_it_is_plain_utf_8_with_a_line_for_each_thing_and_nothing_escaped() -> None:
    made = asjson.render(book_of(Prose('می\u200cخواهم “so” 我想写 👩\u200d👩\u200d👧 "\\u0041"'))).decode()
    assert made.endswith("}\n") and '\n  "title": "The novel",\n' in made
    assert 'می\u200cخواهم “so” 我想写 👩\u200d👩\u200d👧 \\"\\\\u0041\\"' in made


@given(st.text())
def test_whatever_was_written_comes_back_without_what_commands_a_terminal(words: str) -> None:
    tree = read(book_of(Prose(words), Grid(("What", ""), ((words, "b"), ("c",)), "Rest: 3")))
    text, table = tree["chapters"][0]["entries"]
    assert text["answer"] == clean(words) == table["answer"]["rows"][0][0]
    assert table["answer"] == {"heads": ["What", ""], "rows": [[clean(words), "b"], ["c"]], "remainder": "Rest: 3"}


def test_a_note_beside_an_empty_question_has_its_day() -> None:
    entry = Entry("When?", Remark(""), (AddedText(date(2026, 12, 1), "Not yet."), AddedText(None, "Or ever.")))
    chapter = Chapter(
        "", "On the river", "", False, (entry,), of="A page", days=(date(2026, 11, 22), date(2026, 12, 1))
    )
    (found,) = read(book_with(chapter, Chapter("", "Empty", "", False, ())))["chapters"]
    assert (found["title"], found["exercise"], found["finished"]) == ("On the river", "A page", False)
    assert (found["first_day"], found["last_day"]) == ("2026-11-22", "2026-12-01")
    assert [found["entries"][0][key] for key in ("question", "kind", "answer")] == ["When?", "remark", None]
    assert found["entries"][0]["added"] == [
        {"day": "2026-12-01", "text": "Not yet."},
        {"day": None, "text": "Or ever."},
    ]


def test_an_empty_sheet_is_not_finished() -> None:
    sheet = blank(
        authored("\n  - id: what\n    kind: line\n    core: true\n    ask: What happened?\n"), lambda id: None
    )
    book = replace(book_with(sheet), form="sheets")
    (found,) = read(book)["chapters"]
    assert (found["finished"], found["dates"]) == (False, "")
    assert "so far" not in plain.render(book).decode()


def keys_in(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return set(tree).union(*map(keys_in, tree.values()))
    return set().union(*map(keys_in, tree)) if isinstance(tree, list) else set()


def test_readme_has_every_key_and_every_kind_of_answer() -> None:
    section = README.partition("### JSON")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+)`", section))
    tree = read(small_book())
    kinds = {entry["kind"] for chapter in tree["chapters"] for entry in chapter["entries"]}
    assert kinds == {"text", "letter", "list", "table", "number", "remark"}
    # Sheets for a pen have two more.
    assert named == keys_in(tree) | kinds | {"note", "empty"}
