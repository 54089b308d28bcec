"""Letters put together from answers, and answers inside a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from anysitting import TEXTS
from authored import authored
from hypothesis import given
from hypothesis import strategies as st
from walk import Walker

from workbook.model.answers import Answer, Line, Lines, Pick, Picks, Rating, Ratings, Value
from workbook.model.conditions import Name
from workbook.model.wording import Text, assemble, inline, without_i

VALUES: dict[str, Value] = {
    "name": "Tom",
    "stop": "It drags.",
    "comma": "Well,",
    "asked": "Remember the piano?",
    "open": "I don't know...",
    "lines": "One line.\nAnother.\n\nA third.",
    "list": Lines((Line(1, "It drags."), Line(2, "hidden", hidden=True), Line(4, "Not for us"))),
    "one-line": Lines((Line(1, "Alone."),)),
    "one": Picks((Pick("a", "an agent"),)),
    "three": Picks((Pick("a", "family"), Pick("b", "friends"), Pick("c", "music"))),
    "felt": Ratings((Rating("sad", "sad", 3), Rating("calm", "calm", None))),
    "day": date(2026, 11, 29),
    "number": 6,
    "blank": "  \n ",
    "skipped": "kept",
}


def speak(name: Name) -> Answer | None:
    value = VALUES.get(name.step)
    answer = Answer("?", "text", value=value, skipped=name.step == "skipped")
    return answer if answer.speaks() else None


@pytest.mark.parametrize(
    ("template", "letter"),
    [
        # A line with a bare name without an answer is left out; one with words never is.
        ("Dear {name},\nI miss {gone}.\nYours", "Dear Tom, Yours"),
        ("Dear {gone|you},", "Dear you,"),
        ("{name} and {gone|nobody}, {gone}", ""),
        ("From {skipped|me}\n{name}", "From me Tom"),
        # Lines that follow one another are a paragraph; a blank line parts paragraphs.
        ("One.\nTwo.\n\nThree {name}.", "One. Two.\n\nThree Tom."),
        ("One {name}.\n\n{gone}\n\nThree.", "One Tom.\n\nThree."),
        ("\n\nOne {name}.\n\n\n\nTwo.\n\n", "One Tom.\n\nTwo."),
        # Alone on its line a text keeps its lines and a list becomes lines.
        ("{lines}", "One line.\nAnother.\n\nA third."),
        ("They said:\n{list}\nThat was it.", "They said:\n- It drags.\n- Not for us\nThat was it."),
        ("{one-line}", "- Alone."),
        ("{list}  \nEnd.", "- It drags.\n- Not for us\nEnd."),
        ("{felt}", "- sad\n- calm"),
        # Inside a sentence line breaks become spaces, and lists "a, b and c".
        ("So: {lines} That.", "So: One line. Another. A third. That."),
        ("I keep {three}, and {one}.", "I keep family, friends and music, and an agent."),
        ("They said {list} again.", "They said It drags and Not for us again."),
        # Choices give their words, dates are said.
        ("{one}", "an agent"),
        ("{three}", "- family\n- friends\n- music"),
        ("On {day} it was {number}.", "On Sunday 29 November it was 6."),
        # One closing full stop or comma is dropped where the template goes on with punctuation.
        ("You said {stop}.", "You said It drags."),
        ("You said {stop}, and went.", "You said It drags, and went."),
        ("{comma}: yes", "Well: yes"),
        ("You said {stop}", "You said It drags."),
        ("{stop} And {name}", "It drags. And Tom"),
        # A sentence that ends in another way takes no full stop after it.
        ("{asked}. I do.", "Remember the piano? I do."),
        ("{asked}, {open}. So.", "Remember the piano?, I don't know... So."),
        # A brace.
        ("{{name}} is {name}", "{name} is Tom"),
        # With bare names of which none is answered there is no letter; without any there is.
        ("Dear you,\n{gone} {blank}", None),
        ("Dear you, after {gone|a no}.", "Dear you, after a no."),
        ("Nothing to fill in.", "Nothing to fill in."),
    ],
)  # fmt: skip
def test_a_letter_is_put_together(template: str, letter: str | None) -> None:
    assert assemble(Text.parse(template), speak) == letter


def test_an_answer_inside_a_sentence() -> None:
    said = {name: inline(Answer("?", "text", value=value)) for name, value in VALUES.items()}
    assert said["three"] == "family, friends and music"
    assert said["lines"] == "One line. Another. A third."
    assert said["list"] == "It drags and Not for us"
    assert said["day"] == "Sunday 29 November"
    assert inline(Answer("?", "text")) == ""


def test_a_letter_follows_its_answers_until_it_is_edited() -> None:
    steps = """
      - id: who
        kind: line
        core: true
        ask: Who?
      - id: letter
        kind: letter
        ask: Your words.
        template: |-
          Dear {who},
          yours
    """
    walker = Walker(authored(steps))
    assert walker.go({"who": "Ruth"}) == ["who", "letter"]
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.assembled) == ("Dear Ruth, yours", True)
    walker.answer("who", "Tom")
    assert walker.sitting.answers["letter"].value == "Dear Tom, yours"
    walker.answer("letter")
    assert walker.sitting.answers["letter"].assembled
    walker.type("letter", "Dear Tom, I did it.")
    walker.answer("who", "Vera")
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.assembled, letter.off) == ("Dear Tom, I did it.", False, False)
    walker.type("who", "")
    walker.answer("who")
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.off) == ("Dear Tom, I did it.", False)


def test_a_letter_that_is_only_put_together_goes_and_comes_with_its_answers() -> None:
    steps = """
      - id: who
        kind: line
        core: true
        ask: Who?
      - id: letter
        kind: letter
        ask: Your words.
        template: Dear {who}
    """
    walker = Walker(authored(steps))
    walker.go({"who": "Ruth"})
    walker.type("who", None)
    walker.answer("who")
    assert walker.sitting.answers["letter"].off
    walker.answer("who", "Tom")
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.off) == ("Dear Tom", False)


def test_what_is_typed_into_a_letter_whose_branch_was_off_is_theirs() -> None:
    steps = """
      - id: who
        kind: line
        core: true
        ask: Who?
      - id: letter
        kind: letter
        ask: Your words.
        template: Dear {who}
    """
    walker = Walker(authored(steps))
    walker.go({"who": "Ruth"})
    walker.type("who", None)
    walker.answer("who")
    walker.type("letter", "My own.")
    walker.answer("letter")
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.assembled, letter.off) == ("My own.", False, False)


def test_a_stop_inside_closing_quotation_marks_takes_no_other_behind_it() -> None:
    said = Text.parse("They said: {x}. And so.")
    for words in ('"Not quite right."', "“No.”", "(I know!)", "Not yet"):
        spoken = said.say(lambda name, words=words: Answer("?", "line", value=words))
        assert spoken == f"They said: {words}{'.' if words == 'Not yet' else ''} And so."


@pytest.mark.parametrize(
    ("template", "typed", "said"),
    [
        ("If so, then I will {x}.", "I write one line.", "If so, then I will write one line."),
        ("If so, then I will {x}.", "i write one line", "If so, then I will write one line."),
        ("If so, then I will {x}.", "I will write one line", "If so, then I will write one line."),
        ("If so, then I will {x}.", "I'll write one line", "If so, then I will write one line."),
        ("I will {x}", "I\u2019ll write,\nif I can", "I will write, if I can"),
        ("When I {x}, I stop.", "I read it again", "When I read it again, I stop."),
        ("When I {x}, I stop.", "I will read it", "When I will read it, I stop."),
        # Nothing but that one word, and only where the author has said it.
        ("If so, then I will {x}.", "I", "If so, then I will I."),
        ("If so, then I will {x}.", "I will", "If so, then I will I will."),
        ("If so, then I will {x}.", "I'm off", "If so, then I will I'm off."),
        ("If so, then I will {x}.", "Iris waits", "If so, then I will Iris waits."),
        ("If so, then I will {x}.", "wait until I can", "If so, then I will wait until I can."),
        ("If so: {x}.", "I write one line", "If so: I write one line."),
        ("Part HI {x}.", "I write one line", "Part HI I write one line."),
        ("I will:\n{x}", "I write one line", "I will:\nI write one line"),
    ],
)
def test_an_i_that_the_author_has_said_is_not_said_again(template: str, typed: str, said: str) -> None:
    def known(name: Name) -> Answer:
        return Answer("?", "line", value=typed)

    assert Text.parse(template).say(known) == said
    assert Text.parse(template).say_lines(known).replace("\\", "") == said
    assert assemble(Text.parse(template), known) == said.replace("\n", " ")


AGAIN = ("I ", "I will ", "I'll ", "I\u2019ll ", "i ")
STARTS = st.sampled_from(("", *AGAIN, "I", "I will", "Iris ", "will ", "I'm ", '"I '))
BEFORE = st.sampled_from(("", "then I will ", "When I ", "HI ", "so I ", "so: ", "I will: ", "I will\n", "so ", "Ill "))


@given(STARTS, TEXTS, BEFORE)
def test_nothing_else_is_ever_taken_from_what_was_written(start: str, typed: str, before: str) -> None:
    words = inline(Answer("?", "line", value=start + typed))
    said = without_i(before, words)
    if said == words:
        return
    assert before.endswith(("I will ", "I ")) and before[:-1] not in ("H", "Il")
    dropped = words[: len(words) - len(said)]
    assert words == dropped + said
    assert dropped.lower().replace("\u2019", "'") in ("i ", "i will ", "i'll ")
    assert said[0].isalnum() or said[0] == "_"
