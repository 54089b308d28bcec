"""What is spoken of from other exercises, and what follows whom into privacy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from authored import authored, of_everything
from hypothesis import given
from hypothesis import strategies as st
from walk import EVENING, Walker

from workbook.files.clean import clean
from workbook.model.answers import Answer, Pick, Picks, Value
from workbook.model.asking import is_private
from workbook.model.conditions import Name
from workbook.model.sitting import Sitting, earlier_of
from workbook.model.walking import next_exercise
from workbook.model.wording import Text


def sitting(exercise: str = "other", run: int = 1, days: int = 0, *, private: bool = False, **said: Answer) -> Sitting:
    """A sitting as its file gives it; nothing of its exercise is loaded."""
    begun = EVENING + timedelta(days=days)
    return Sitting(exercise, exercise.title(), "tried", "first", begun, run, private, answers=said)


def words(value: Value = "words", **more: object) -> Answer:
    return Answer("What?", "line", value=value, **more)  # type: ignore[arg-type]


def test_the_newest_run_that_has_an_answer_speaks() -> None:
    sittings = [
        sitting(run=1, a=words("first"), b=words("only in the first")),
        sitting(run=2, days=1, a=words("second"), b=words(skipped=True, value="")),
        sitting(run=3, days=2, b=words("hidden away", sealed=True)),
    ]
    found = earlier_of(reversed(sittings), "tried")
    assert {name: answer.value for name, answer in found.items()} == {
        "other.a": "second", "other.b": "only in the first"
    }  # fmt: skip


def test_the_newest_run_is_known_by_its_number_also_when_the_clock_was_put_back() -> None:
    sittings = [sitting(run=2, days=-400, a=words("second")), sitting(run=1, a=words("first"))]
    assert earlier_of(sittings, "tried")["other.a"].value == "second"


def test_exercises_of_another_pack_are_not_heard() -> None:
    assert earlier_of([replace(sitting(a=words()), pack="another")], "tried") == {}


@pytest.mark.parametrize("state", ["skipped", "off", "sealed", "let_go"])
def test_what_may_not_be_spoken_of_is_not_among_them(state: str) -> None:
    assert earlier_of([sitting(a=words(**{state: True}))], "tried") == {}


def test_a_question_is_not_asked_without_what_it_speaks_of() -> None:
    steps = """
      - id: a
        kind: line
        core: true
        ask: About {other.a}?
      - id: b
        kind: line
        ask: About {other.a|it}?
        hint: Think of {other.a}.
        example: {who: Alex, says: "{other.a}, I said"}
    """
    assert Walker(authored(steps)).go() == ["b"]
    bare = Walker(authored(steps)).shown("b").asked
    assert (bare.ask, bare.hint, bare.example, bare.example_who) == ("About it?", "", "", "")
    walker = Walker(authored(steps), earlier=earlier_of([sitting(a=words("the novel."))], "tried"))
    assert walker.go() == ["a", "b"]
    assert walker.shown("a").asked.ask == "About the novel?"
    assert walker.shown("b").asked.example == "the novel, I said"


def test_a_note_drops_the_lines_that_have_no_answer_and_is_not_asked_without_any() -> None:
    steps = """
      - id: note
        kind: note
        text: |-
          Hello {other.a}.
          And {other.b|nothing}.
          And {other.c}.
      - id: bare
        kind: note
        text: Only {other.a}.
      - id: q
        kind: line
        core: true
        ask: Well?
    """
    walker = Walker(authored(steps))
    assert walker.go() == ["note", "q"]
    assert walker.shown("note").asked.ask == "And nothing."
    walker = Walker(authored(steps), earlier=earlier_of([sitting(a=words("you"))], "tried"))
    assert walker.go() == ["note", "bare", "q"]
    assert walker.shown("note").asked.ask == "Hello you.\nAnd nothing."


@given(st.text().map(clean) | st.text("*_[]()#>-+1. `\\<>&;~|!=\n:/aAmp"))
def test_an_answer_is_never_a_mark_in_a_note(answer: str) -> None:
    from markdown_it import MarkdownIt

    given_words = Answer("?", "line", value=answer)
    speak = (lambda name: given_words) if given_words.speaks() else (lambda name: None)
    made = Text.parse("*So* {x|nothing} it is.").say_lines(speak, marked=True)
    tokens = MarkdownIt("commonmark").parse(made)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inside = tokens[1].children or []
    assert [token.type for token in inside if token.type not in ("text", "text_special")] == ["em_open", "em_close"]
    shown = "".join(token.content for token in inside)
    assert shown == Text.parse("So {x|nothing} it is.").say(speak)


def test_wording_goes_by_what_happened() -> None:
    told = {"first-words.kind": words(Picks((Pick("no-reply", "no reply"),)))}
    walker = Walker(of_everything("first-words"))
    walker.answer("kind", "no-reply")
    assert walker.shown("name").asked.ask == "What do you call the silence?"
    assert walker.shown("name").asked.example == "the long wait"
    assert walker.shown("silence").asked.markdown == "Silence is *no* verdict."
    walker.answer("kind", "laid-off")
    assert walker.shown("name").asked.ask == "Give it a short name."
    assert walker.shown("name").asked.hint == "A month is a good name."
    elsewhere = Walker(replace(of_everything("first-words"), id="elsewhere"), earlier=told)
    assert elsewhere.shown("name").asked.ask == "What do you call the silence?"


def test_wording_has_other_options_and_another_letter_too() -> None:
    steps = """
  - id: kind
    kind: choice
    core: true
    ask: What happened?
    options: {laid-off: laid off, refused: refused}
  - id: whom
    kind: choice
    ask: Whom will you ask?
    options: {panel: somebody of the panel, friend: a friend}
    wording:
      laid-off: {options: {colleague: a colleague, friend: an old friend}}
  - id: mail
    kind: letter
    ask: Your message.
    template: I ask you, {whom}, about the no.
    wording:
      laid-off: {template: "I ask you, {whom}, about what comes next."}
"""
    walker = Walker(replace(authored(steps, id="first"), wording_by=Name("kind", "first")))
    walker.answer("kind", "laid-off")
    assert [(one.id, one.words) for one in walker.shown("whom").options] == [
        ("colleague", "a colleague"), ("friend", "an old friend")
    ]  # fmt: skip
    walker.answer("whom", "friend")
    assert walker.shown("mail").asked.default == "I ask you, an old friend, about what comes next."
    walker.answer("kind", "refused")
    assert [one.id for one in walker.shown("whom").options] == ["panel", "friend"]
    # What was picked stays as it was picked.
    assert walker.shown("mail").asked.default == "I ask you, an old friend, about the no."


def test_pins_show_and_a_pin_of_all_that_is_kept_shows_all() -> None:
    earlier = earlier_of(
        [
            sitting("first-words", name=words("the novel", keep=True, called="the name you gave it")),
            sitting("every-kind", days=1, who=words("Ruth", keep=True), told=words("not kept")),
        ],
        "tried",
    )
    walker = Walker(of_everything("every-key"), earlier=earlier)
    walker.answer("thought", "Nobody will read it.")
    pins = [(one.called, one.words) for one in walker.shown("belief").asked.pins]
    assert pins == [
        ("the thought", "Nobody will read it."), ("the name you gave it", "the novel"), ("What?", "Ruth")
    ]  # fmt: skip
    assert [(one.id, one.words) for one in walker.shown("which").options] == [
        ("first-words.name", "the novel"), ("every-kind.who", "Ruth")
    ]  # fmt: skip


def test_a_default_is_the_first_that_is_there_and_is_saved_on_going_on() -> None:
    name = {"first-words.name": words("the novel")}
    both = {**name, "every-kind.who": words("Ruth")}
    assert Walker(of_everything("every-key"), earlier=both).shown("thought").asked.default == "Ruth"
    walker = Walker(of_everything("every-key"), earlier=name)
    assert "thought" not in walker.sitting.answers
    walker.answer("thought")
    taken = walker.sitting.answers["thought"]
    assert (taken.value, taken.assembled) == ("the novel", False)
    walker.answer("thought", "My own.")
    assert walker.sitting.answers["thought"].value == "My own."


def test_a_default_keeps_its_lines_where_there_is_room_for_lines() -> None:
    steps = """
      - id: line
        kind: line
        core: true
        ask: One?
        default: other.a
      - id: text
        kind: text
        ask: Many?
        default: other.a
    """
    walker = Walker(authored(steps), earlier={"other.a": words("One.\n\nTwo.")})
    assert walker.shown("line").asked.default == "One. Two."
    assert walker.shown("text").asked.default == "One.\n\nTwo."


def test_again_stands_beside_it() -> None:
    walker = Walker(of_everything("every-key"))
    walker.answer("belief", 8)
    again = walker.shown("belief-again").asked.again
    assert again is not None and again.words == "8"
    walker.answer("belief-again", 3)
    assert walker.sitting.answers["belief-again"].again == "belief"


PRIVATE = {
    "text": ("ask: About {other.a}?", True),
    "words": ("ask: About {other.a|it}?", True),
    "hint": ("ask: What?\n    hint: About {other.a}.", True),
    "default": ("ask: What?\n    default: other.a", True),
    "second-default": ("ask: What?\n    default: [other.open, other.a]", False),
    "pin": ("ask: What?\n    pin: [other.a]", False),
    "said-no": ("ask: About {other.a}?\n    private: false", False),
    "said-yes": ("ask: What?\n    private: true", True),
    "open": ("ask: About {other.open}?", False),
    "again": ("ask: What?\n    again: other.a", False),
    "wording": ("ask: What?\n    wording: {refused: {ask: 'About {other.a}?'}}", True),
}


@pytest.mark.parametrize("how", PRIVATE)
@pytest.mark.parametrize("whole", [True, False])
def test_privacy_follows_words(how: str, whole: bool) -> None:
    keys, private = PRIVATE[how]
    marked = words("secret", private=None if whole else True)
    others = [sitting(private=whole, a=marked, open=words("open", private=False))]
    steps = f"  - id: q\n    kind: line\n    core: true\n    {keys}\n"
    told = {"first.kind": words(Picks((Pick("refused", "refused"),)))}
    exercise = replace(authored(steps), wording_by=Name("kind", "first"))
    walker = Walker(exercise, earlier={**earlier_of(others, "tried"), **told})
    walker.answer("q", "Mine.")
    assert (walker.sitting.answers["q"].private is True) is private


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("choice", "options: {from: other.picked}"), ("choices", "options: {from: kept}"),
        ("ratings", "options: {from: other.picked}"),
        ("table", "rows: {from: other.picked}\n    columns: [{id: c, title: C}]"),
        ("letter", "template: Dear {other.picked}"),
    ],
)  # fmt: skip
def test_privacy_follows_options_rows_and_letters(kind: str, keys: str) -> None:
    picked = words(Picks((Pick("a", "secret"),)), private=True, keep=True)
    step = f"  - id: q\n    kind: {kind}\n    core: true\n    ask: What?\n    {keys}\n"
    walker = Walker(authored(step), earlier={"other.picked": picked})
    assert is_private(walker.exercise, walker.question("q"), walker.at.known)
    openly = Walker(authored(step), earlier={"other.picked": replace(picked, private=False)})
    assert not is_private(openly.exercise, openly.question("q"), openly.at.known)


def test_privacy_goes_on_from_answer_to_answer() -> None:
    steps = """
      - id: a
        kind: line
        core: true
        private: true
        ask: What?
      - id: b
        kind: line
        ask: And {a}?
      - id: c
        kind: line
        ask: And {b}?
      - id: d
        kind: line
        ask: Openly?
    """
    walker = Walker(authored(steps))
    walker.go({"a": "1", "b": "2", "c": "3", "d": "4"})
    assert [walker.sitting.answers[id].private for id in "abcd"] == [True, True, True, None]


def test_an_answer_may_be_open_in_a_private_exercise() -> None:
    name = words("the novel", keep=True, private=False)
    walker = Walker(of_everything("every-key"), earlier={"first-words.name": name})
    walker.answer("which", ["first-words.name"])
    assert (walker.sitting.private, walker.sitting.answers["which"].private) == (True, False)
    assert earlier_of([replace(walker.sitting, pack="p")], "p")["every-key.which"].private is False


@pytest.mark.parametrize(
    ("script", "after"),
    [
        ({"kind": "interview", "heavy": 9}, "rest"), ({"kind": "interview", "heavy": 2}, "every-kind"),
        ({}, "every-kind"),
    ],
)  # fmt: skip
def test_the_first_rule_that_holds_says_what_is_next(script: dict[str, object], after: str) -> None:
    walker = Walker(of_everything("first-words"))
    walker.go(script)
    assert next_exercise(walker.at) == after


@pytest.mark.parametrize(
    ("script", "after"),
    [
        ({"onward": "every-kind"}, "every-kind"), ({"belief-again": 1}, "close-book"),
        ({"another-no": "Walk."}, "new-book"), ({}, ""),
    ],
)  # fmt: skip
def test_an_answer_may_name_what_is_next(script: dict[str, object], after: str) -> None:
    walker = Walker(of_everything("every-key"))
    walker.go(script)
    assert next_exercise(walker.at) == after


def test_a_letter_stays_when_the_other_words_for_it_have_nothing_to_stand_on() -> None:
    steps = """
  - id: kind
    kind: choice
    core: true
    ask: What happened?
    options: {job: a job, novel: a novel}
  - id: a
    kind: line
    ask: A?
  - id: b
    kind: line
    ask: B?
  - id: letter
    kind: letter
    ask: The letter.
    template: I would pick {a}.
    wording:
      novel: {template: "My novel needs {b}."}
"""
    walker = Walker(replace(authored(steps, id="first"), wording_by=Name("kind", "first")))
    walker.go({"kind": "job", "a": "apples"})
    walker.answer("kind", "novel")
    letter = walker.sitting.answers["letter"]
    assert (letter.value, letter.off) == ("I would pick apples.", False)
    walker.answer("b", "a middle")
    assert walker.sitting.answers["letter"].value == "My novel needs a middle."


def test_a_question_counts_that_waits_for_an_answer_by_its_full_name() -> None:
    steps = """
  - id: a
    kind: line
    core: true
    ask: A?
  - id: b
    kind: line
    when: {first.a: {answered: true}}
    ask: B?
"""
    assert Walker(authored(steps, id="first")).at.of() == 2
