"""What is offered to whoever writes: people to talk to, and a short break. At a joint, once a day each, and passed."""

from __future__ import annotations

import errno
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import cast

import pytest
from onscreen import EVENING, Clock, click, opened, picture, press, shown, sitting_on, text_in, until, write
from smallpack import PACK as SMALL
from smallpack import one, small
from textual.pilot import Pilot

from workbook.desk.ahead import Ahead
from workbook.desk.care import LONG, Care, Offering
from workbook.desk.care import NIGHT as NIGHT_REASON
from workbook.desk.people import Asking
from workbook.library.library import Library
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book
from workbook.ui.app import WorkbookApp
from workbook.ui.screens.help import Help
from workbook.ui.screens.shortbreak import ShortBreak

NIGHT = datetime(2026, 11, 23, 0, 40, tzinfo=timezone(timedelta(hours=1)))
SOMEBODY = "Do you want to talk to a person?"
THIS_LONG = "That's a lot to carry this long. A doctor or someone you trust could help."
A_WHILE = "You have been writing for a while."
LATE = "Your pages can wait until morning."
A_LOT = "The next page can wait until another day."


async def write_for(pilot: Pilot[None], clock: Clock, minutes: int) -> None:
    """Type now and then for so long."""
    for _ in range(minutes // 3):
        clock.later(minutes=3)
        await write(pilot, "on ")
    await write(pilot, "and on")


async def to_the_end(app: WorkbookApp, pilot: Pilot[None]) -> None:
    """Past every question of an exercise that is open at its opening page."""
    for _ in range(24):
        await press(pilot, "ctrl+n")
        if app.screen.place == "end":  # type: ignore[attr-defined]
            break
    await until(pilot, lambda: getattr(app.screen, "ready", False))


async def test_a_heavy_number_offers_people_at_once_and_only_once(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "8")
        assert SOMEBODY in shown(app) and "Press ?." in shown(app)
        await press(pilot, "enter")
        assert SOMEBODY not in shown(app)
        await write(pilot, "Nobody will read it.\n")
        await press(pilot, *["ctrl+n"] * 6)
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        assert SOMEBODY not in shown(app)
        # On the contents it stands all day: there nothing new is put forward, and it leads to people.
        await press(pilot, "escape")
        assert SOMEBODY in shown(app) and "about" not in picture(app).split("All exercises")[0]
        await press(pilot, "enter")
        assert isinstance(app.screen, Help) and "Add somebody you know" in picture(app)
    # Another start on the same day does not begin anew with it.
    async with opened(tmp_path, "name-it", clock=clock) as (app, pilot):
        await to_the_end(app, pilot)
        assert SOMEBODY not in shown(app)
    async with opened(tmp_path, "what-holds", clock=clock, days=1) as (app, pilot):
        assert SOMEBODY not in shown(app)
        await press(pilot, "escape")
        assert SOMEBODY not in shown(app)


async def test_a_heavy_number_within_an_exercise_is_met_on_the_next_page(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "ctrl+g", "end", "enter")
        await press(pilot, "9", "ctrl+r")
        assert SOMEBODY in shown(app) and "Press ctrl+t." in shown(app)
        await click(pilot, SOMEBODY)
        assert isinstance(app.screen, Help)
        await press(pilot, "escape")
        await press(pilot, "ctrl+n")
        assert SOMEBODY not in shown(app)
        await press(pilot, "ctrl+n")
        assert SOMEBODY not in shown(app) and "That is enough for today." in shown(app)


async def test_as_heavy_a_week_later_names_somebody_who_could_help(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "9", "enter", "escape")
    async with opened(tmp_path, "step-back", clock=clock, days=6) as (app, pilot):
        await press(pilot, "8")
        assert SOMEBODY in shown(app) and THIS_LONG not in shown(app)
        await press(pilot, "7")
        assert SOMEBODY not in shown(app), "a number that is taken back offers nothing"
        await press(pilot, "escape")
    async with opened(tmp_path, "step-back", clock=clock, days=7) as (app, pilot):
        await press(pilot, "8")
        assert THIS_LONG in shown(app) and SOMEBODY not in shown(app)
        await press(pilot, "enter", "escape")
        assert THIS_LONG in shown(app) and picture(app).count("People to talk to") == 1


async def test_what_has_become_heavier_is_met_at_the_end_with_one_line(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "4", "enter")
        await write(pilot, "Nobody will read it.\n")
        clock.later(minutes=70)
        await press(pilot, "ctrl+n")
        # A pause of an hour was a break: none is offered.
        assert A_WHILE not in shown(app)
        await press(pilot, *["ctrl+n"] * 5)
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        assert SOMEBODY not in shown(app)
        await press(pilot, "shift+tab", "5")
        assert "About the same as last time." in shown(app) and SOMEBODY not in shown(app)
        await press(pilot, "6")
        assert "Heavier than before." in shown(app) and shown(app).count(SOMEBODY) == 1


async def test_a_long_stretch_is_met_between_two_questions_and_leads_back_to_the_cursor(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "thought-check", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write_for(pilot, clock, 24)
        await press(pilot, "ctrl+n", "ctrl+r")
        assert A_WHILE not in shown(app)
        clock.later(minutes=4)
        await write(pilot, ", still")
        assert A_WHILE not in shown(app), "nobody is spoken to in the middle of a sentence"
        await press(pilot, "ctrl+n")
        assert A_WHILE in shown(app)
        before = app.screen
        await click(pilot, "A short break")
        assert "five things that you can see" in shown(app) and "All is saved." in shown(app)
        clock.later(minutes=3)
        await press(pilot, "enter")
        assert app.screen is before and A_WHILE not in shown(app)
        await press(pilot, "ctrl+r")
        await write(pilot, "!")
        assert str(text_in(tmp_path, "thought-check", "thought")).endswith("still")
        # The same is not offered twice on one day, and a break that nobody offered is one key away.
        await write_for(pilot, clock, 27)
        await press(pilot, "ctrl+n")
        assert A_WHILE not in shown(app)
        await press(pilot, "escape", "s")
        assert isinstance(app.screen, ShortBreak)
        await press(pilot, "escape")
        assert "All exercises" in picture(app)
    answer = sitting_on(tmp_path, "thought-check").answers["thought"].value
    assert str(answer).count("still!") == 1


async def test_the_middle_of_a_sentence_is_found_again_before_anything_is_offered(tmp_path: Path) -> None:
    clock = Clock(NIGHT - timedelta(hours=1))
    async with opened(tmp_path, "step-back", clock=clock) as (app, pilot):
        await press(pilot, "enter", "enter")
        await write(pilot, "She sa")
        await press(pilot, "escape")
    clock.later(hours=1)
    async with opened(tmp_path, "step-back", clock=clock) as (app, pilot):
        assert LATE not in shown(app) and "She sa" in shown(app)
        await write(pilot, "ng.")
        await press(pilot, "ctrl+n")
        assert LATE in shown(app)


async def test_past_midnight_the_contents_say_that_it_keeps(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "landing", clock=clock) as (app, pilot):
        await press(pilot, "enter", "6", "ctrl+n")
        await write(pilot, "the novel\n")
    clock.at = NIGHT
    async with opened(tmp_path, clock=clock) as (app, pilot):
        assert LATE in shown(app)
        await click(pilot, "A short break")
        assert isinstance(app.screen, ShortBreak)
        await press(pilot, "tab", "enter")
        assert "Let it move" in picture(app)
        await press(pilot, "question_mark")
        assert "To talk to a person" in picture(app)
        await press(pilot, "escape", "escape")
        assert LATE not in shown(app) and "All exercises" in picture(app)
    async with opened(tmp_path, "name-it", clock=clock) as (app, pilot):
        assert LATE not in shown(app)
    clock.at = NIGHT.replace(hour=5, day=24)
    async with opened(tmp_path, clock=clock) as (app, pilot):
        assert LATE not in shown(app)


async def test_the_first_evening_is_not_interrupted_and_what_comes_on_top_may_wait(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await press(pilot, "down", "enter")
        for _ in range(4):
            await press(pilot, "enter", "a")
            assert A_LOT not in shown(app)
            for _ in range(14):
                clock.later(seconds=15)
                await press(pilot, "ctrl+n")
                assert not app.screen.query("OfferLine")
                if app.screen.place == "end":  # type: ignore[attr-defined]
                    break
            await until(pilot, lambda: getattr(app.screen, "ready", False))
            assert not app.screen.query("OfferLine")
            following = app.screen.next_id  # type: ignore[attr-defined]
            if following:
                await app.open_exercise(following)
        assert sitting_on(tmp_path, "kind-letter").finished is not None
        await app.open_exercise("step-back")
        await pilot.pause()
        assert A_LOT in shown(app)
        await press(pilot, "enter", "escape")
        await app.open_exercise("thought-check")
        await pilot.pause()
        assert A_LOT not in shown(app)


PACK = """format: 1
id: small
title: Small
sections:
  - {id: s, title: A section, exercises: [weigh, deep, light]}
paths:
  - {id: way, title: A way, first: true, days: [{day: 1, do: [weigh, [deep, light]]}]}
measures:
  weight: {title: Weight, ask: How heavy is it?}
support:
  - {where: Anywhere, say: "Call 112."}
"""


def exercise(title: str, more: str = "", kind: str = "line") -> str:
    ask = "measure: weight" if kind == "scale" else "ask: What is it?"
    step = f"steps:\n  - id: x\n    kind: {kind}\n    core: true\n    {ask}\n"
    return f"title: {title}\nminutes: 2\npurpose: To try a thing.\n{more}{step}"


async def test_what_is_not_for_so_heavy_a_day_is_not_put_forward_and_says_why(tmp_path: Path) -> None:
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(PACK)
    deep = "order:\n  - {not_when: {weight: 8}, why: Today is heavy enough.}\n"
    (content / "weigh.yaml").write_text(exercise("Weigh it", "next:\n  - {to: deep}\n", "scale"))
    (content / "deep.yaml").write_text(exercise("Go deep", deep))
    (content / "light.yaml").write_text(exercise("Go lightly"))
    for number, following in (("7", "Go deep"), ("8", "Go lightly")):
        async with opened(tmp_path / number, content=content) as (app, pilot):
            await press(pilot, "enter", "enter", number, "enter")
            await until(pilot, lambda: getattr(app.screen, "ready", False))
            assert f"Next: {following}" in shown(app)
            await press(pilot, "escape")
            today = shown(app).split("All exercises")[0]
            assert following in today and ("Go deep" in today) == (number == "7")
            # It opens all the same, and the reader decides.
            await app.open_exercise("deep")
            await pilot.pause()
            assert ("Today is heavy enough. You decide." in shown(app)) == (number == "8")
            # A pack without breaks offers none.
            await press(pilot, "escape", "s")
            assert not isinstance(app.screen, ShortBreak)


async def test_a_break_calls_nothing_saved_that_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path, "thought-check") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody")

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Book, "save", full)
        await write(pilot, " will read it")
        await until(pilot, lambda: app.saver.state.trouble)
        await app.show_break()
        await until(pilot, lambda: isinstance(app.screen, ShortBreak))
        assert "Your page stays where it is." in shown(app) and "All is saved" not in shown(app)
        await press(pilot, "escape")
        monkeypatch.undo()


class Reasons:
    """Stands for what lies ahead: numbers of today that give more than one reason to offer people."""

    def __init__(self, library: Library, *reasons: str) -> None:
        self.library = library
        self._reasons = reasons

    def people(self, *given: object) -> tuple[Asking, ...]:
        return tuple(Asking(one, f"Because of {one}.", "weight") for one in self._reasons)

    def on_path(self) -> tuple[object, ...]:
        return ()


def caring(tmp_path: Path, at: datetime, *reasons: str) -> tuple[Care, Ahead, Clock]:
    content = small(tmp_path / "pack", one("line"))
    breaks = "breaks: {long: {minutes: 25, says: Long.}, night: {until: 5, says: Late.}, page: {text: Rest.}}\n"
    (content / "pack.yaml").write_text(SMALL + breaks)
    clock = Clock(at)
    return Care(Shelf(tmp_path / "shelf"), clock), cast(Ahead, Reasons(Library((content,)), *reasons)), clock


def test_one_line_answers_every_reason_that_there_is_at_once(tmp_path: Path) -> None:
    care, ahead, clock = caring(tmp_path, NIGHT)
    for _ in range(10):
        care.touched()
        clock.later(minutes=3)
    # Late, and for long: whoever passes the one line is not offered the same on the next page.
    assert care.offer(ahead) == Offering("Late.", rest=True)
    assert care.offer(ahead) is None and care.said() == {NIGHT_REASON, LONG}
    care, ahead, _ = caring(tmp_path / "people", EVENING, "still", "high")
    assert care.offer(ahead) == Offering("Because of still.", rest=False)
    assert care.people(ahead) == "" and care.offer(ahead) is None


def test_whoever_has_rested_has_not_been_writing_for_long(tmp_path: Path) -> None:
    care, ahead, clock = caring(tmp_path, EVENING)

    def writing(minutes: int) -> None:
        care.touched()
        for _ in range(minutes // 3):
            clock.later(minutes=3)
            care.touched()

    writing(30)
    care.rested()
    assert care.offer(ahead) is None
    writing(21)
    assert care.offer(ahead) is None
    writing(6)
    assert care.offer(ahead) == Offering("Long.", rest=True)
