"""A pack and a shelf in which every text from outside is a random one between two marks, so that it is known again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from onscreen import EVENING
from wicked import must_show, text

from workbook.files import atomic
from workbook.files.clean import clean, one_line
from workbook.library.unseen import unseen
from workbook.model.answers import (
    Added,
    Answer,
    AnsweredColumn,
    Line,
    Lines,
    Pick,
    Picks,
    Rating,
    Ratings,
    Row,
    Table,
    Value,
)
from workbook.model.sitting import Place, Sitting
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import encode

BEGINS = re.compile(r"q(\d+)Q")
ENDS = re.compile(r"Q(\d+)q")


@dataclass
class Marks:
    """Every text by its number."""

    chance: Random
    texts: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def _marked(self, words: str) -> str:
        number = len(self.texts)
        self.texts.append(f"q{number}Q{words}Q{number}q")
        return self.texts[-1]

    def author(self, *, gaps: bool = False) -> str:
        """A text of an author's, as it stands in YAML. With `gaps`, one in which braces mean something."""
        words = clean(text(self.chance, lone=False, most=5))
        while next(unseen(words), None):
            words = clean(text(self.chance, lone=False, most=5))
        marked = self._marked(words)
        return quoted(marked.replace("{", "{{").replace("}", "}}") if gaps else marked)

    def person(self, *, line: bool = False) -> str:
        """Words of somebody's, as the workbook keeps them."""
        words = clean(text(self.chance, most=6))
        return self._marked(one_line(words) if line else words)

    def wrong(self, words: str) -> list[str]:
        """Every text that is on the screen and not whole; those that are whole have been seen."""
        found = []
        for begin in BEGINS.finditer(words):
            wanted = must_show(self.texts[int(begin[1])])
            if words.startswith(wanted, begin.start()):
                self.seen.add(int(begin[1]))
            elif not _cut(words[begin.start() :], wanted):
                found.append(f"{wanted!r} is shown as {words[begin.start() : begin.start() + len(wanted) + 10]!r}")
        return found


def _cut(words: str, wanted: str) -> bool:
    """Whether only the beginning is shown, which is then said by three dots."""
    beginning, dots, _ = words.partition("…")
    return bool(dots) and wanted.startswith(beginning)


def quoted(words: str) -> str:
    """A text in YAML, whatever is in it."""
    return '"' + "".join(sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}" for sign in words) + '"'


def pack(folder: Path, marks: Marks) -> None:
    """A pack that has every key whose words are shown."""
    a, g = marks.author, lambda: marks.author(gaps=True)
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(f"""\
format: 1
id: p
title: {a()}
book_title: every.line
sections:
  - {{id: one, title: {a()}, exercises: [every, free, plain]}}
paths:
  - {{id: way, title: {a()}, says: {a()}, first: true, days: [{{day: 1, do: [every, free]}}]}}
  - {{id: second, title: {a()}, says: {a()}, days: [{{day: 1, do: [plain]}}]}}
measures:
  heavy:
    title: {a()}
    ask: {g()}
    low: {a()}
    high: {a()}
    offer: {{from: 8, rise: 2, says: {a()}, still: {{days: 7, says: {a()}}}}}
support:
  - {{where: {a()}, say: {a()}, checked: 2026-11-22}}
methods: {a()}
breaks:
  long: {{minutes: 25, says: {a()}}}
  page: {{text: {a()}}}
plan: {g()}
""")
    question = f"    hint: {g()}\n    called: {g()}\n    example: {{who: Sarah, says: {g()}}}\n"
    options = f"    options: {{r: {a()}, s: {a()}}}\n"
    (folder / "every.yaml").write_text(f"""\
title: {a()}
minutes: 5
purpose: {a()}
intro: {g()}
caution: {a()}
measures: [heavy]
evidence: {{tested: others, claim: {a()}, caveat: {a()}, figures: {a()}, sources: [{a()}]}}
order: [{{from_day: 7, why: {a()}}}]
keep: [letter, text]
steps:
  - id: line
    kind: line
    core: true
    ask: {g()}
{question}  - id: text
    kind: text
    ask: {g()}
    pin: [line]
    return: +7d
{question}  - id: choice
    kind: choice
    ask: {g()}
    other: true
{options}  - id: choices
    kind: choices
    ask: {g()}
{options}  - id: scale
    kind: scale
    ask: {g()}
    again: line
    low: {a()}
    high: {a()}
  - id: ratings
    kind: ratings
    ask: {g()}
    low: {a()}
    high: {a()}
{options}  - id: list
    kind: list
    ask: {g()}
  - id: table
    kind: table
    ask: {g()}
    rows: {{from: list}}
    columns: [{{id: c, title: {a()}, kind: text}}]
  - id: table2
    kind: table
    ask: {g()}
    columns:
      - {{id: c, title: {a()}, kind: text}}
  - id: letter
    kind: letter
    ask: {g()}
    return: another-no
    template: "Dear {{line}}, {{text}}"
  - id: day
    kind: date
    ask: {g()}
    options: {{+2d: {a()}}}
""")
    (folder / "free.yaml").write_text(f"""\
title: {a()}
minutes: 5
purpose: {a()}
steps:
  - id: nobody
    kind: text
    core: true
    ask: {g()}
    let_go: true
""")
    (folder / "plain.yaml").write_text(f"""\
title: {a()}
minutes: 1
purpose: {a()}
steps:
  - id: x
    kind: line
    core: true
    ask: {g()}
""")


def answer(marks: Marks, kind: str, value: Value, **more: object) -> Answer:
    """An answer with everything beside it that can have words."""
    known = {"called": marks.person(), "day": EVENING.date(), "added": (Added(EVENING.date(), marks.person()),), **more}
    return Answer(marks.person(), kind, value=value, **known)  # type: ignore[arg-type]


def sitting(marks: Marks, *, returns: date | None = None) -> Sitting:
    """A finished one of `every`."""
    w, line = marks.person, lambda: marks.person(line=True)
    columns = (AnsweredColumn("c", marks.person(line=True), "text"),)
    answers = {
        "line": answer(marks, "line", line()),
        "text": answer(marks, "text", w(), returns=returns),
        "choice": answer(marks, "choice", Picks((Pick("other", line()),))),
        "choices": answer(marks, "choices", Picks((Pick("r", line()), Pick("gone", line())))),
        "scale": answer(marks, "scale", 3),
        "ratings": answer(marks, "ratings", Ratings((Rating("r", line(), 3),))),
        "list": answer(marks, "list", Lines((Line(1, line()), Line(2, line())))),
        "table2": answer(marks, "table", Table(columns, (Row("1", line(), {"c": w()}),))),
        "letter": answer(marks, "letter", w(), keep=True, returns="another-no"),
        "gone": answer(marks, "text", w()),
    }
    return Sitting(
        "every", w(), "p", "one", EVENING - timedelta(days=8), saved=EVENING, finished=EVENING - timedelta(days=7),
        place=Place("line"), done=9, of=9, answers=answers,
    )  # fmt: skip


def shelve(folder: Path, marks: Marks) -> Shelf:
    """Two books, people of one's own, a sitting of an exercise that is gone, one that breaks off."""
    shelf = Shelf(folder)
    for number, when in enumerate((EVENING - timedelta(days=9), EVENING - timedelta(days=8))):
        book = shelf.make(marks.person(), when)
        if not number:
            continue
        one = sitting(marks, returns=EVENING.date())
        for name, kept in (("every", one), ("away", one)):
            path = book.folder / "p" / f"{name}.yaml"
            atomic.make_folder(path.parent)
            atomic.replace(path, encode(Sitting(**{**_fields(kept), "exercise": name, "title": marks.person()})))
    shelf.keep_people([marks.person(line=True), marks.person(line=True)])
    return shelf


def _fields(one: Sitting) -> dict[str, object]:
    return {name: getattr(one, name) for name in Sitting.__slots__}  # type: ignore[attr-defined]


__all__ = ["Decimal", "Marks", "datetime", "pack", "shelve"]
