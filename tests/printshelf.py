"""A shelf with a book that has something of everything a print must tell apart."""

from __future__ import annotations

from pathlib import Path

BOOK = """\
format: 1
id: 2026-11-22-the-novel
title: The novel
started: 2026-11-22T18:00:00+01:00
...
"""
SITTINGS = {
    "landing": """\
format: 1
exercise: landing
title: Where you are today
pack: resilience
section: start
content: sha256:0
revision: 3
started: 2026-11-22T18:04:05+01:00
saved: 2026-11-22T18:19:40+01:00
finished: 2026-11-22T18:19:40+01:00
done: 3
of: 3
answers:
  kind:
    ask: What happened?
    called: what happened
    kind: choice
    day: 2026-11-22
    answer: {refused: a manuscript refused}
  name:
    ask: Give it a short name that only you need to understand.
    called: the name you gave it
    kind: line
    day: 2026-11-22
    keep: true
    answer: The novel
  heavy:
    ask: How heavy is The novel right now?
    kind: scale
    measure: heaviness
    day: 2026-11-22
    answer: 7
    min: 0
    max: 10
    low: not at all
    high: as heavy as it could be
...
""",
    "thought-check": """\
format: 1
exercise: thought-check
title: Put the thought on the table
pack: resilience
section: coping
private: true
content: sha256:0
revision: 3
started: 2026-11-24T18:04:05+01:00
saved: 2026-11-24T18:19:40+01:00
finished: 2026-11-24T18:19:40+01:00
done: 1
of: 1
answers:
  thought:
    ask: What sentence about it keeps coming back?
    called: the thought
    kind: line
    day: 2026-11-24
    answer: Nobody will ever read it.
...
""",
    "practice-loop": """\
format: 1
exercise: practice-loop
title: One small piece
pack: resilience
section: learning
content: sha256:0
revision: 3
started: 2026-11-26T18:04:05+01:00
saved: 2026-11-26T18:19:40+01:00
done: 1
of: 4
answers:
  piece:
    ask: Which small piece do you want to get better at?
    called: the small piece
    kind: line
    day: 2026-11-26
    answer: opening a chapter in the middle of something
    added:
      - day: 2026-12-01
        text: Ruth says the tram scene does it already.
  first:
    ask: When is the first hour?
    kind: line
    skipped: true
    added:
      - day: 2026-12-01
        text: Not before the holidays.
...
""",
    "wish-snag-plan": """\
format: 1
exercise: wish-snag-plan
title: Wish, snag, plan
pack: resilience
section: turning-setbacks
content: sha256:0
revision: 3
started: 2026-12-01T18:04:05+01:00
saved: 2026-12-01T18:19:40+01:00
finished: 2026-12-01T18:19:40+01:00
done: 6
of: 6
answers:
  wish:
    ask: What do you wish for in the next four weeks that is in your hands?
    called: the wish
    kind: line
    day: 2026-12-01
    answer: send three chapters to two small presses
  snag:
    ask: Which mood, habit or thought might get in the way? Finish the sentence. If I …
    called: the snag
    kind: line
    day: 2026-12-01
    private: true
    answer: I open the file and read the old letter again
  then:
    ask: Finish the sentence. If I open the file and read the old letter again, then I will …
    called: the plan
    kind: line
    day: 2026-12-01
    keep: true
    answer: close it and write one new sentence by hand
  another-no:
    ask: Finish the sentence. If another no comes, then for the first hour I will …
    called: if another no comes
    kind: line
    day: 2026-12-01
    keep: true
    answer: walk to the river and ring Mara
  steps:
    ask: What small things come first, and when and where?
    called: the steps
    kind: table
    day: 2026-12-01
    columns:
      - {id: what, title: What, kind: line}
      - {id: day, title: When, kind: date}
      - {id: where, title: Where, kind: line}
    answer:
      - {row: {1: Print chapter two}, what: Print chapter two, day: 2026-12-03, where: the library}
      - {row: {2: Find two presses}, what: Find two presses, where: at home}
  asker:
    ask: Who will ask you how it went?
    called: who will ask you
    kind: line
    day: 2026-12-01
    sealed: true
    answer: Tom
...
""",
}


def print_shelf(folder: Path, *only: str) -> Path:
    """A shelf with the book, or with some of its exercises."""
    book = folder / "2026-11-22-the-novel"
    (book / "resilience").mkdir(parents=True)
    (book / "workbook.yaml").write_text(BOOK, encoding="utf-8")
    for name, text in SITTINGS.items():
        if not only or name in only:
            (book / "resilience" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
