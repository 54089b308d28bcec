"""Books that are hard to print: very long, in other scripts, full of signs that mean something to a program."""

from __future__ import annotations

import random
from dataclasses import replace

from sample_books import METHODS, PEOPLE, book_of, book_with, small_book

from workbook.printing.printout import (
    AddedText,
    Body,
    Bullets,
    Chapter,
    Entry,
    Grid,
    LetterText,
    Mark,
    Printout,
    Prose,
    Remark,
)

_WORDS = """
the a no letter river tram agent book she he they said wrote asked panel role three again because and but when
nobody yet morning kitchen soup Ruth Vera manuscript list enough slowly afternoon interview unfortunately
rejection understanding I we it is was not for of to in on with one careful look I'd didn't “maybe” — two
"""
_VOCABULARY = _WORDS.split()
SIGNS = (
    '#panic("x")',
    "$x^2$ and $ x $ and \\$",
    '#import "@preview/a:1.0.0": *',
    "\\u{1F600} \\n \\",
    "@ref <label> = Heading == More",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"> <svg/onload=alert(1)>',
    "[click](javascript:alert(1)) ![a](http://example.org/y.png)",
    "</style></title></body><b>bold</b>",
    "<![CDATA[x]]> <!-- ]]> -->",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# not a title\n- not a list\n> not a quote\n1. no\n```\nno code\n```\n---",
    "&lt; &amp;amp; &#x3c; &notin; `code` *a* _b_ ~~c~~ **d**",
    "//comment /* this */ 'a' \"b\" -- --- ... http://example.org",
    "{{x}} {% x %} ${x} %s %d \\begin{x}",
)


def words(number: int, *, seed: int = 1) -> str:
    """So many words, as they might stand in an answer; the same ones each time."""
    chance = random.Random(seed)
    return " ".join(chance.choice(_VOCABULARY) for _ in range(number))


def paragraphs(number: int, *, each: int = 80, seed: int = 1) -> str:
    """So many words in paragraphs with a blank line between."""
    return "\n\n".join(words(min(each, number - start), seed=seed + start) for start in range(0, number, each))


def table(rows: int, *, columns: int = 3, seed: int = 1) -> Grid:
    """A table with cells of one line and of many."""
    chance = random.Random(seed)
    heads = ("What they said", "It is", "What I could do", "By when", "Who", "Where", "And then")[:columns]
    lengths = (18, 2, 8, 3, 2, 1, 5)[:columns]
    return Grid(
        heads,
        tuple(
            tuple(f"{row}. {words(chance.randint(1, many), seed=seed + row)}" for many in lengths)
            for row in range(rows)
        ),
    )


ARABIC = "ذهبت إلى النهر ثم عدت إلى البيت. قالت لي روث إن الكتاب جيد، وأنا أصدقها اليوم. "
HEBREW = "הלכתי לנהר ואז חזרתי הביתה. רות אמרה לי שהספר טוב, והיום אני מאמין לה. "
CHINESE = "我去河边走了走，然后回家。她说这本书很好，今天我相信她。"
EMOJI = "👩\u200d👩\u200d👧 🏳️\u200d🌈 🇦🇹 👍🏽 ☕ ✓ ★"
CONTROLS = (
    "before\x00 \x1b[31mred\x1b]52;c;aGk=\x07 \x9b1m \u2066kept\u2069 \ufeffso\u00adft after "
    # It is set from the right, and reads the same.
    "\u202eanna\u202c"
)


def in_every_place(text: str) -> Printout:
    """A text as answer, point of a list, letter, cell of a table, and as what was added."""
    entries = (
        Entry("What happened?", Prose(text), (AddedText(None, text),)),
        Entry("What else?", Bullets((text, text))),
        Entry("A letter", LetterText(text, own_page=True)),
        Entry("A table", Grid(("What", "When"), ((text, "Monday"), ("", text)), "Left over: 3")),
    )
    return book_with(Chapter("Coping", "What holds", "22 November 2026", True, entries), people=PEOPLE)


def long_answer() -> Printout:
    """One answer of 5,000 words without a paragraph's end, and one with."""
    return book_of(Prose(words(5000)), Prose(paragraphs(5000)))


def many_chapters(number: int = 200) -> Printout:
    """A book of so many chapters in four sections."""
    sections = ("Start", "Stories", "Coping", "Learning from rejection")
    chapters = (
        Chapter(
            sections[4 * at // number],
            f"{words(2 + at % 9, seed=at).capitalize()} ({at})",
            "22 to 29 November 2026",
            at % 5 > 0,
            (Entry(words(9, seed=at) + "?", Prose(words(20 + at, seed=at))),),
        )
        for at in range(number)
    )
    return book_with(*chapters, people=PEOPLE, methods=(METHODS,))


def plan(lines: int) -> Printout:
    """What comes next, on one page, of so many lines."""
    entries = tuple(
        Entry("", Prose(f"One {word}: {words(14 + 3 * at % 20, seed=at)}"))
        for at, word in zip(range(lines), _VOCABULARY, strict=False)
    )
    chapter = Chapter("", "What comes next", "1 December 2026", True, entries, is_plan=True)
    return replace(book_with(chapter, people=PEOPLE), form="page")


def mixed(seed: int, chapters: int = 12) -> Printout:
    """A book of everything in any order and of any length, to see how pages end."""
    chance = random.Random(seed)

    def body() -> Body:
        one = chance.randint(0, 7)
        if one == 0:
            return Prose(words(chance.randint(1, 40), seed=chance.randint(0, 999)))
        if one <= 2:
            return Prose(paragraphs(chance.randint(90, 600), each=chance.randint(5, 90)))
        if one == 3:
            return Bullets(tuple(words(chance.randint(1, 25), seed=at) for at in range(chance.randint(2, 9))))
        if one == 4:
            return table(chance.randint(1, 16), columns=chance.randint(2, 4), seed=chance.randint(0, 999))
        if one == 5:
            return Mark(chance.randint(0, 10), 0, 10, "not at all", "as heavy as it could be")
        if one == 6:
            return LetterText(paragraphs(chance.randint(60, 700), each=45), own_page=chance.random() < 0.7)
        return Remark("Written, and let go.")

    def entry(at: int) -> Entry:
        later = (AddedText(None, words(chance.randint(2, 80), seed=at)),) if chance.random() < 0.3 else ()
        return Entry(words(chance.randint(3, 26), seed=at) + "?", body(), later)

    return book_with(
        *(
            Chapter(
                "Coping",
                words(chance.randint(1, 9), seed=at).capitalize(),
                "22 November 2026",
                at % 4 > 0,
                tuple(entry(at) for _ in range(chance.randint(1, 8))),
            )
            for at in range(chapters)
        ),
        people=PEOPLE,
        methods=(METHODS,),
    )


def hard_books() -> dict[str, Printout]:
    """All of them by what is hard in them."""
    return {
        "a small book": small_book(),
        "an answer of 5,000 words": long_answer(),
        "Arabic": in_every_place(ARABIC * 20),
        "Hebrew": in_every_place(HEBREW * 20),
        "Arabic and English": in_every_place(f"{ARABIC}(The novel, 1 December) {ARABIC}\nShe said: {HEBREW}"),
        "Chinese": in_every_place(CHINESE * 20),
        "joined emoji": in_every_place(f"{words(20)} {EMOJI} {words(20)}"),
        "signs": book_of(*map(Prose, SIGNS), Bullets(SIGNS), table(3), *(Grid((one,), ((one,),)) for one in SIGNS)),
        "signs in letters": book_of(*(LetterText(one, own_page=True) for one in SIGNS)),
        "a table of 60 rows": book_of(table(60)),
        "a wide table of 60 rows": book_of(table(60, columns=4)),
        "a table of seven columns": book_of(table(20, columns=7)),
        "a row higher than a page": book_of(Grid(("What", "When"), (("a", "b"), (paragraphs(1500), "c"), ("d", "e")))),
        "a letter of four pages": book_of(
            Prose("before"), LetterText("Dear M.,\n\n" + paragraphs(1700), own_page=True), Prose("behind")
        ),
        "an answer without its question": book_of(Prose("only words"), Bullets(("one", "two")), ask=""),
        "controls": in_every_place(CONTROLS),
        "200 chapters": many_chapters(),
        "an empty book": book_with(people=PEOPLE),
        "everything, once": mixed(1),
        "everything, twice": mixed(2),
    }
