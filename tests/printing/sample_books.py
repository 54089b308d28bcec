"""Books to print in tests: a small complete one, and ways to make others."""

from __future__ import annotations

import datetime

from workbook.printing.printout import (
    AddedText,
    Basis,
    Body,
    Bullets,
    Chapter,
    Entry,
    Grid,
    LetterText,
    Mark,
    Methods,
    Printout,
    Prose,
    Remark,
)

METHODS = Methods(
    "After a no",
    ("Nobody has tested this workbook. Below stands what it rests on.", "Every number is an average."),
    (
        Basis(
            "resilience/kind-letter",
            "Coping",
            "A letter from your own side",
            "It rests on something tested with other people, or in one small trial.",
            "In one study, people wrote seven such letters and felt less low. This is one letter.",
            ("The effect was g\u00a0=\u00a00.5. (That is medium.)", "Half of the trials, 50%, may be missing."),
            (
                "A. Author & B. Author 2019, A Journal 10:979-995, doi:10.1007/s12671-019-01134-6",
                "C. Author 2010, A Book",
            ),
        ),
        Basis("resilience/landing", "Start", "Where I am now", "It comes from experience, not from tests.", "", (), ()),
    ),
)
MADE = datetime.date(2026, 12, 1)
PEOPLE = (
    "If you might hurt yourself or are in danger, call your local emergency number (112, 911, 999).",
    "US and Canada: 988 (call or text).",
    "UK and Ireland: Samaritans 116 123 (free, day or night).",
    "Elsewhere: findahelpline.com.",
)


def book_of(*bodies: Body, ask: str = "What happened?") -> Printout:
    """A book of one chapter that answers one question after the other."""
    entries = tuple(Entry(ask, body) for body in bodies)
    return book_with(Chapter("Coping", "What holds", "22 November 2026", True, entries))


def book_with(*chapters: Chapter, people: tuple[str, ...] = (), methods: tuple[Methods, ...] = ()) -> Printout:
    """A book of the given chapters."""
    return Printout("The novel", "22 to 29 November 2026", "en", chapters, people, MADE, methods=methods)


def small_book() -> Printout:
    """A book that has every kind of block."""
    return book_with(
        Chapter(
            "Start",
            "Where I am now",
            "22 November 2026",
            True,
            (
                Entry(
                    "What happened? Only what a camera would have seen.",
                    Prose(
                        "On Tuesday at ten past nine an e-mail came from the agent.\n"
                        "It had four lines. The third said no.\n"
                        "\n"
                        "I was on the tram. I read it twice, put the phone in my bag, and got out two "
                        "stops early because I didn't want anybody to see my face. Then I walked home along "
                        "the river."
                    ),
                ),
                Entry(
                    "How heavy is the novel right now?",
                    Mark(7, 0, 10, "not at all", "as heavy as it could be"),
                ),
                Entry(
                    "What else is true today?",
                    Bullets(("Soup on the stove", "Ruth rang", "It rained\nall day")),
                ),
            ),
        ),
        Chapter("Coping", "Nothing was written here", "23 November 2026", False, ()),
        Chapter(
            "Coping",
            "A letter from your own side",
            "22 to 29 November 2026",
            True,
            (
                Entry("What did you say to yourself about the novel?", Prose("Nobody will ever read it.")),
                Entry("Where does it touch the rest of your life?", Remark("Written, and let go.")),
                Entry(
                    "Your words, put together.",
                    LetterText(
                        "Dear M.,\n\nthis is hard because you gave it three years. You are not the first. "
                        "Tom papered a wall with his. Two people read it to the end and wrote to you about "
                        "Vera. That's so. One agent said no to one book.\n\nFrom your own side",
                        own_page=True,
                    ),
                    (AddedText(datetime.date(2026, 11, 29), "And I have started the next one."),),
                ),
            ),
        ),
        Chapter(
            "Learning",
            "Gold, gravel, not mine",
            "1 December 2026",
            False,
            (
                Entry(
                    "Sort their words. What could you do with each?",
                    Grid(
                        ("What they said", "It is", "What I could do"),
                        (
                            (
                                "It drags in the middle.",
                                "gravel",
                                "Cut chapter two by a third.\nRead it aloud after.",
                            ),
                            ("Vera is alive on every page.", "gold", "Open with her."),
                            ("Not for our list.", "not mine", ""),
                        ),
                        "Can't know: 30",
                    ),
                ),
                Entry(
                    "A message to one person.",
                    LetterText("Hi Ana,\ncould I ask you ten minutes about chapter two?\nM.", own_page=False),
                    (AddedText(None, "She said yes."),),
                ),
            ),
        ),
        people=PEOPLE,
        methods=(METHODS,),
    )
