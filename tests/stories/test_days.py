"""A book that somebody lives with: the first day, day 4, the letter on day 8, the comma on day 31."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onscreen import Clock, click, desk_on, opened, picture, press, shown, sitting_on, until, wheel, write
from textual.pilot import Pilot

from workbook.model.answers import Added


async def name_it_landing(pilot: Pilot[None]) -> None:
    """Landing, as a writer goes through it on the way of a quarter of an hour."""
    await press(pilot, "down", "enter", "enter", "6", "ctrl+n")
    await write(pilot, "the novel\n")
    await press(pilot, "ctrl+n", "ctrl+n", "6", "enter")


async def test_the_first_day_from_the_first_screen_to_enough_for_today(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "How much do you want today?" in picture(app)
        await name_it_landing(pilot)
        assert "Next: Name what you feel" in picture(app)
        # The day's first number was given a moment ago: nothing asks for it again within the hour.
        assert "how heavy" not in picture(app)
        await press(pilot, "escape")
        assert "Today" in picture(app) and "✓ Where you are today" in picture(app)
        clock.later(minutes=5)
        await press(pilot, "enter")
        assert "Name what you feel" in picture(app) and "more, if you like" in shown(app)
        await press(pilot, "enter", "space", "ctrl+n")
        assert "strongest" in picture(app)
        await press(pilot, "enter", "escape")
        clock.later(minutes=5)
        await press(pilot, "enter", "enter")
        await write(pilot, "+2d\n")
        await press(pilot, "ctrl+n", "ctrl+n")
        await write(pilot, "my sister\n")
        clock.later(minutes=5)
        await press(pilot, "escape")
        assert picture(app).count("Tue 24 Nov") == 1
        await press(pilot, "home", "enter")
        assert "A letter from your own side" in picture(app)
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, "enter")
        await write(pilot, "gave it three years\n")
        await write(pilot, "Two people read it to the end.")
        await press(pilot, "ctrl+n", "ctrl+n")
        assert "That is enough for today. Nothing is left undone." in shown(app)
        assert "○ Show me the letter again on Sunday 29 November" in shown(app)
        await until(pilot, lambda: app.screen.ready)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "The letter comes back to you on Sunday 29 November" in shown(app)
        await press(pilot, "escape")
        assert "That is enough for today. Nothing is left undone." in shown(app)
        assert "Sun 29 Nov" in picture(app)
    letter = sitting_on(shelf, "kind-letter").answers["letter"]
    assert str(letter.returns) == "2026-11-29" and letter.returned is None
    assert sitting_on(shelf, "kind-letter").short


async def first_day(shelf: Path, clock: Clock) -> None:
    """A book whose letter has been sent to day 8."""
    async with opened(shelf, clock=clock) as (app, pilot):
        await name_it_landing(pilot)
    async with opened(shelf, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, "ctrl+n", "ctrl+n")
        await write(pilot, "Two people read it to the end.")
        await press(pilot, "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await press(pilot, "enter")
        await until(pilot, lambda: sitting_on(shelf, "kind-letter").answers["letter"].returns is not None)


async def test_the_letter_comes_back_before_anything_else_and_can_be_added_to(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    await first_day(shelf, clock)
    clock.later(days=6)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "You wrote to yourself" not in picture(app)
        assert "Sun 29 Nov" in picture(app)
    clock.later(days=1)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "You wrote to yourself a week ago." in picture(app)
        assert "Two people" not in picture(app) and "Today\n" not in picture(app)
        await press(pilot, "down", "enter")
        assert "has come back. Read it when you like." in picture(app)
        await press(pilot, "enter", "ctrl+n")
        assert "Two people read it to the end." in shown(app)
        assert "What would you add?" in picture(app)
        await write(pilot, "And I have started the next one.")
        await until(pilot, lambda: "saved" in picture(app))
        await until(pilot, lambda: bool(sitting_on(shelf, "kind-letter").answers["letter"].added))
        # The key that goes on everywhere goes on here too.
        await press(pilot, "ctrl+n")
        assert "What would you add?" not in picture(app) and "All exercises" in picture(app)
    clock.later(days=1)
    answer = sitting_on(shelf, "kind-letter").answers["letter"]
    assert answer.added == (Added(date(2026, 11, 29), "And I have started the next one."),)
    assert answer.returned == date(2026, 11, 29)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "came back" not in picture(app) and "You wrote to yourself" not in picture(app)


async def test_the_comma_comes_back_with_the_cursor_behind_it(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, clock=clock) as (app, pilot):
        await name_it_landing(pilot)
    clock.later(days=9)
    async with opened(shelf, "comma", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "wrote in the mornings\n")
        await press(pilot, *["ctrl+n"] * 10)
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        assert "on Tuesday 22 December" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: sitting_on(shelf, "comma").answers["story"].returns is not None)
    clock.later(days=21)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "You left a sentence open three weeks ago." in picture(app)
        await press(pilot, "enter")
        assert "wrote in the mornings" in shown(app)
        await write(pilot, "I am at")
        await until(pilot, lambda: bool(sitting_on(shelf, "comma").answers["story"].added))
    # The terminal was closed in the middle: the same day leads back to the half sentence.
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "The story came back today. Go on with it when you like." in shown(app)
        await click(pilot, "The story came back today.")
        await until(pilot, lambda: "I am at" in picture(app))
        await write(pilot, " chapter four.")
        await press(pilot, "escape")
    story = sitting_on(shelf, "comma").answers["story"]
    assert str(story.value).endswith(",")
    assert story.added == (Added(clock().date(), "I am at chapter four."),)


async def test_a_number_is_asked_when_a_day_begins_and_when_it_ends_and_never_twice_within_an_hour(
    tmp_path: Path,
) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, "step-back", clock=clock) as (app, pilot):
        assert "how heavy" in picture(app)
        await press(pilot, "7", "enter")
        await write(pilot, "Sarah")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n")
        assert "how heavy" not in picture(app)
    answers = sitting_on(shelf, "step-back").answers
    assert next(iter(answers)) == "heaviness-before" and answers["heaviness-before"].value == 7
    clock.later(minutes=70)
    async with opened(shelf, "thought-check", clock=clock) as (app, pilot):
        assert "how heavy" not in picture(app)
        await press(pilot, "enter")
        await write(pilot, "Nobody will.")
        await press(pilot, *["ctrl+n"] * 7)
        assert "how heavy" in picture(app)
        await press(pilot, "up", "5")
        await until(pilot, lambda: "Earlier today: 7. Now: 5." in shown(app))
        assert "can't say why" in shown(app)
        await press(pilot, "escape")
    assert sitting_on(shelf, "thought-check").answers["heaviness-after"].value == 5
    clock.later(minutes=70)
    async with opened(shelf, "what-holds", clock=clock) as (app, pilot):
        assert "how heavy" not in picture(app)


async def test_numbers_of_other_days_stand_beside_one_that_was_given_and_up_is_said_as_plainly_as_down(
    tmp_path: Path,
) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, "step-back", clock=clock) as (app, pilot):
        await press(pilot, "7", "enter")
        await write(pilot, "Sarah")
        await app.saver.flush()

    async def look_again(days: int, numbers: dict[str, str]) -> None:
        """The page "Since then" so many days later, up to what is said to each number; the last one stays."""
        clock.later(days=days)
        async with opened(shelf, "look-again", clock=clock, again=days > 7) as (app, pilot):
            await press(pilot, "enter")
            for _ in range(4):
                if "how heavy" not in shown(app):
                    await press(pilot, "ctrl+n")
            assert "how heavy" in shown(app) and " on 22 November" not in shown(app)
            for digit, said in numbers.items():
                await press(pilot, digit)
                assert said in shown(app)
            await press(pilot, "backspace")
            assert " on 22 November" not in shown(app)
            await press(pilot, *list(numbers)[-1:])
            for _ in range(6 if days == 7 else 0):
                await press(pilot, "ctrl+n")
            await app.saver.flush()

    why = "Numbers move for many reasons; this can't say why."
    lighter = f"7 on 22 November, 4 today. Lighter than last time. {why}"
    await look_again(7, {"8": f"7 on 22 November, 8 today. About the same as last time. {why}", "4": lighter})
    await look_again(24, {"6": f"7 on 22 November, 4 on 29 November, 6 today. Heavier than last time. {why}"})
    # What was given on another day is held against what stood there before that day.
    async with opened(shelf, "look-again", clock=clock, days=5) as (app, pilot):
        await until(pilot, lambda: "4 on 29 November, 6 on 23 December. Heavier than last time." in shown(app))


async def test_another_way_can_be_chosen_and_says_what_comes_next(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, clock=clock) as (app, pilot):
        await press(pilot, "enter", "enter", "6", "ctrl+n")
        await write(pilot, "the novel\n")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "escape")
        assert "That is enough for today" in shown(app)
    clock.later(days=1)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "How much do you want today?" in shown(app)
        assert "“A quarter of an hour” goes on from here" in shown(app)
        await press(pilot, "t")
        # What goes on from here stands first, what is done stands last; long words have a line of their own.
        ways = shown(app)
        assert ways.index("A quarter of an hour") < ways.index("A week") < ways.index("A few minutes done")
        assert "three or four a week. It begins on Sunday 29 November." in ways
        await press(pilot, "enter")
        assert "Name what you feel" in shown(app) and "Today" in picture(app)
    desk = desk_on(shelf)
    assert desk.book is not None and desk.book.facts.path == "pause"


async def test_order_suggests_and_says_why(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, "name-it", clock=clock) as (app, pilot):
        await press(pilot, "enter", "space", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
    clock.later(minutes=2)
    async with opened(shelf, "kind-letter", clock=clock) as (app, pilot):
        assert "You decide." in shown(app)
        await press(pilot, "enter")
        assert "1 of" in picture(app)
    clock.later(hours=3)
    async with opened(shelf, "kind-letter", clock=clock) as (app, pilot):
        assert "You decide." not in shown(app)


async def test_the_first_evening_by_mouse_alone(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, clock=clock) as (app, pilot):
        await click(pilot, "A quarter of an hour")
        await click(pilot, "Begin")
        await click(pilot, "a manuscript refused")
        await click(pilot, "Next")
        await write(pilot, "the novel")
        await click(pilot, "Next")
        await click(pilot, "Next")
        await click(pilot, "Next")
        await click(pilot, "4 5 6 7")
        await click(pilot, "To the end")
        assert "You can stop here." in shown(app)
        await until(pilot, lambda: app.screen.ready)  # type: ignore[attr-defined]
        await click(pilot, "See the other exercises")
        await click(pilot, "+ Coping")
        assert "Twenty minutes, no audience" in shown(app)
        await click(pilot, "− Coping")
        await wheel(pilot, 12)
        await click(pilot, "How much do you want?")
        await click(pilot, "The whole book")
        await click(pilot, "people, keys")
        assert "To talk to a person" in picture(app)
    answers = sitting_on(shelf, "landing").answers
    assert answers["name"].value == "the novel" and answers["heavy"].value == 4


async def test_three_more_asks_only_what_was_left_out_and_comes_back_to_the_end(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, clock=clock) as (app, pilot):
        await name_it_landing(pilot)
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await click(pilot, "One more question, if you like")
        assert "On what day did you hear?" in picture(app)
        await write(pilot, "yesterday evening\n")
        assert "You can stop here." in shown(app)
        assert "more question" not in shown(app)
        # Space picks in a list, and must not be what ends the evening; ctrl+r leads back.
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await press(pilot, "up", "space", "ctrl+r")
        assert "how heavy is it right now?" in picture(app)
    day = sitting_on(shelf, "landing").answers["day"].value
    assert str(day) == "2026-11-21"


async def test_a_day_that_somebody_named_is_still_there_on_the_day_itself(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, "landing", clock=clock) as (app, pilot):
        await press(pilot, "enter", "6", "ctrl+n", "ctrl+n")
        await write(pilot, "today\nthe appeal\n+9d\n")
        await press(pilot, "escape")
        # The day on which they heard is today, and waits for nobody.
        assert "Tue 1 Dec" in picture(app) and "today the day" not in shown(app)
    clock.later(days=9)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "today the appeal" in shown(app)
    clock.later(days=1)
    async with opened(shelf, clock=clock) as (app, pilot):
        assert "yesterday the appeal" in shown(app)
    clock.later(days=1)
    async with opened(shelf, "what-holds", clock=clock) as (app, pilot):
        await press(pilot, "enter", "space", "ctrl+n", "escape")
        await until(pilot, lambda: app.saver.state.words.startswith("saved"))
        # It was named once; a day that was over before somebody came again would have been named to them then.
        assert "the appeal" not in shown(app)


async def test_a_long_letter_that_came_back_is_read_by_keys_from_its_top(tmp_path: Path) -> None:
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await write(pilot, "\n".join(f"Line {number} of it." for number in range(40)))
        await press(pilot, "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        assert "Dear you" in picture(app)
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: sitting_on(shelf, "kind-letter").answers["letter"].returns is not None)
    clock.later(days=7)
    async with opened(shelf, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        assert "Dear you" in picture(app) and "Line 30" not in picture(app)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "Line 30" in picture(app)
        await press(pilot, "pageup", "pageup", "pageup", "pageup")
        assert "Dear you" in picture(app)
        await write(pilot, "Still true.")
        assert "Still true." in picture(app)


async def test_a_question_whose_day_has_come_is_said_once(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    async with opened(shelf, "mourning-window") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "+2d\n")
        await press(pilot, *["ctrl+n"] * 4)
        await until(pilot, lambda: getattr(app.screen, "ready", False))
    async with opened(shelf, days=1) as (app, pilot):
        assert picture(app).count("see how you are") == 1 and "Waiting" in picture(app)
    async with opened(shelf, days=3) as (app, pilot):
        assert "Its day has come" in picture(app)
        assert picture(app).count("see how you are") == 1
