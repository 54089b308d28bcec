"""In the content that ships every name leads somewhere, and back: to what somebody may have written already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import CONTENT, EXERCISES, ORDER, PACK

from workbook.library.check import problems_of_pack
from workbook.library.folders import Found, find, read_pack_at
from workbook.library.mentions import REST
from workbook.library.reader import read_exercise
from workbook.model.conditions import All, AnyOf, Condition, Name, Test
from workbook.model.exercise import Exercise, NextRule
from workbook.model.pack import Pack

FOUND = find(CONTENT)


def test_every_name_leads_back() -> None:
    wrong = list(forward(FOUND, PACK))
    assert wrong == [], "\n".join(wrong)


def forward(found: Found, pack: Pack) -> Iterator[str]:
    """Each place that needs an exercise which the contents have later; `next` and paths may lead there.

    Within an exercise the reader sees to it. Across exercises a name may lead ahead: whoever goes another way has an
    answer there already. So `workbook check` says nothing of it, and only here does it count.
    """
    order = [id for section in pack.sections for id in section.exercises]
    place = {id: number for number, id in enumerate(order)}
    for id in order:
        file = found.files[id]
        read = read_exercise(file.read_bytes(), file, pack=pack)
        for one in read.references:
            if one.name.exercise not in ("", id) and place[one.name.exercise] > place[id]:
                yield f"{file.name}:{one.node.line}: `{one.name}` ({one.how}) stands in a later exercise"
        after = {each for rule in (read.exercise.order if read.exercise else ()) for each in rule.after}
        for mention in read.mentions:
            if mention.place == "order" and mention.id in after and place[mention.id] >= place[id]:
                yield f"{file.name}:{mention.node.line}: `after: {mention.id}` stands in a later exercise"


EXERCISE = """\
title: A title
minutes: 3
purpose: To see.
{more}
steps:
  - id: wish
    kind: line
    core: true
    ask: What do you wish for?
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("    pin: [later.wish]", "earlier.yaml:10: `later.wish` (pin) stands in a later exercise"),
        ("    hint: After {later.wish|that}.", "earlier.yaml:10: `later.wish` (text) stands in a later exercise"),
        ("    default: later.wish", "earlier.yaml:10: `later.wish` (default) stands in a later exercise"),
        ("    when: {later.wish: {answered: true}}", "earlier.yaml:10: `later.wish` (when) stands in a later exercise"),
        ("order:\n  - {after: [later], why: It helps.}", "earlier.yaml:11: `after: later` stands in a later exercise"),
        ("next:\n  - {to: later}", None),
        ("order:\n  - {not_right_after: [later], why: It helps.}", None),
    ],
)
def test_a_name_that_leads_ahead_is_told(tmp_path: Path, more: str, told: str | None) -> None:
    (tmp_path / "pack.yaml").write_text(
        "format: 1\nid: p\ntitle: P\nsections:\n"
        "  - {id: one, title: One, exercises: [earlier]}\n  - {id: two, title: Two, exercises: [later]}\n"
    )
    (tmp_path / "later.yaml").write_text(EXERCISE.format(more="intro: Later."))
    (tmp_path / "earlier.yaml").write_text(EXERCISE.format(more="intro: Earlier.") + more + "\n")
    found = find(tmp_path)
    assert problems_of_pack(found) == ()
    assert list(forward(found, read_pack_at(tmp_path))) == ([told] if told else [])


def test_every_exercise_is_on_a_path_or_comes_by_itself() -> None:
    named = {id for path in PACK.paths for day in path.days for each in day.do for id in each}
    alone = {id for id, one in EXERCISES.items() if one.later or one.run_title}
    led_to = {id for one in EXERCISES.values() for rule in one.next for id in leads_to(one, rule)}
    assert set(ORDER) - named - alone - led_to == set()


def test_a_choice_of_what_comes_next_leads_to_exercises() -> None:
    for exercise in EXERCISES.values():
        for rule in exercise.next:
            assert set(leads_to(exercise, rule)) <= {*EXERCISES, *REST}, f"{exercise.id}: next"


def leads_to(exercise: Exercise, rule: NextRule) -> tuple[str, ...]:
    """Where one line of `next` may lead: `from` to the options of a choice, or to those that `when` asks for."""
    if rule.from_answer is None:
        return (rule.to,)
    step = exercise.step(rule.from_answer.step)
    ids = tuple(option.id for option in getattr(step, "options", ()))
    asked = tuple(id for id in ids if id in values(rule.when, rule.from_answer))
    return asked or ids


def values(condition: Condition | None, name: Name) -> tuple[str, ...]:
    """The values that a condition asks an answer for."""
    match condition:
        case All(of) | AnyOf(of):
            return tuple(value for one in of for value in values(one, name))
        case Test(asked, "is" | "includes", value) if asked == name:
            return (value,)
        case _:
            return ()


def test_no_path_goes_against_the_order_that_is_suggested() -> None:
    days: dict[str, list[int]] = {}
    for path in PACK.paths:
        for day in path.days:
            for id in (id for each in day.do for id in each):
                days.setdefault(id, []).append(day.day)
    wrong = []
    for path in PACK.paths:
        done: list[str] = []
        for day in path.days:
            for position, each in enumerate(day.do):
                for id in each:
                    right_before = day.do[position - 1] if position else ()
                    for rule in EXERCISES[id].order:
                        earlier = {one for one, found in days.items() if min(found) < day.day}
                        if rule.after and not set(rule.after) & (earlier | set(done)):
                            wrong.append(f"{path.id}, day {day.day}: {id} before any of {', '.join(rule.after)}")
                        if set(rule.not_right_after) & set(right_before):
                            wrong.append(f"{path.id}, day {day.day}: {id} straight after {', '.join(right_before)}")
                        if rule.from_day > day.day:
                            wrong.append(f"{path.id}, day {day.day}: {id} is suggested from day {rule.from_day}")
                done += each
    assert wrong == []


PRIVATE = {"name-it", "let-it-out", "kind-letter", "thought-check", "what-holds", "own-page"}


def test_what_is_nobody_elses_is_private() -> None:
    assert {id for id, one in EXERCISES.items() if one.private} >= PRIVATE & EXERCISES.keys()


@pytest.mark.parametrize(
    ("id", "key", "named"),
    [
        ("kind-letter", "not_right_after", {"name-it"}),
        ("step-back", "not_right_after", {"name-it"}),
        ("thought-check", "not_right_after", {"name-it"}),
        ("careful-look", "after", {"kind-letter", "what-holds"}),
        ("feedback-sorter", "after", {"kind-letter", "what-holds"}),
        ("wish-snag-plan", "after", {"other-doors"}),
        ("comma", "from_day", 7),
    ],
)
def test_the_order_that_the_studies_suggest_is_suggested(id: str, key: str, named: object) -> None:
    if id not in EXERCISES or (isinstance(named, set) and not named & EXERCISES.keys()):
        pytest.skip(f"{id}, or what it comes after, is not in the pack")
    found = [getattr(rule, key) for rule in EXERCISES[id].order if getattr(rule, key)]
    assert found and (set(found[0]) if isinstance(named, set) else found[0]) == named
