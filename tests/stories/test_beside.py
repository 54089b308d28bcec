"""A note of one's own beside an answer, and an answer that is for nobody else."""

from __future__ import annotations

from pathlib import Path

from onscreen import Clock, desk_on, opened, picture, press, sitting_on, until, write
from smallpack import PACK, one, small

from workbook.desk.prints import Prints
from workbook.model.answers import Added, Answer
from workbook.model.sitting import Sitting
from workbook.printing import plain
from workbook.ui.screens.beside import Beside
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.push import Push

STEPS = one("line") + "  - id: y\n    kind: text\n    ask: And then?\n"


def sitting(shelf: Path, pack: Path, exercise: str = "first") -> Sitting | None:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading(exercise))
    return kept.sitting if kept is not None else None


def answer(shelf: Path, pack: Path, step: str = "x", exercise: str = "first") -> Answer | None:
    found = sitting(shelf, pack, exercise)
    return found.answers.get(step) if found is not None else None


def noted(shelf: Path, pack: Path, step: str = "x") -> list[str]:
    found = answer(shelf, pack, step)
    return [one.text for one in found.added] if found is not None else []


async def test_a_note_is_kept_as_it_is_typed_and_changed_on_another_day(tmp_path: Path) -> None:
    pack, shelf, clock = small(tmp_path / "pack", STEPS), tmp_path / "s", Clock()
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "ctrl+b")
        assert "There is no question here" in picture(app)
        await press(pilot, "enter", "ctrl+b")
        assert "A note of your own, beside your answer" in picture(app)
        await write(pilot, "She said [it]\nfirst.")
        # The terminal is closed with the card open, before the question has an answer.
        await until(pilot, lambda: noted(shelf, pack) == ["She said [it]\nfirst."])
    found = answer(shelf, pack)
    assert found is not None and found.value is None and not found.skipped
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        assert "1 note beside it  (ctrl+b)" in picture(app)
        await write(pilot, "Nobody reads it.")
        await press(pilot, "ctrl+b")
        await write(pilot, " In March.")
        await press(pilot, "escape")
        assert isinstance(app.focused, Editor) and app.focused.text == "Nobody reads it."
        await write(pilot, " Still.")
        await press(pilot, "escape")
    assert noted(shelf, pack) == ["She said [it]\nfirst. In March."]
    clock.later(days=7)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "ctrl+b")
        assert "Sunday 22 November" in picture(app) and "In March." in picture(app)
        await write(pilot, "Quieter now.")
        await until(pilot, lambda: len(noted(shelf, pack)) == 2)
        # Taken out, put back, taken out and taken back by the box itself, then changed.
        await press(pilot, "tab")
        for on_disk, then in ((1, "Put it back"), (2, "Take out"), (1, "Put it back")):
            await until(pilot, lambda: isinstance(app.focused, Push), "the focus is on the button")
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.focused, Editor), "the focus is in the box")
            await until(pilot, lambda on_disk=on_disk: len(noted(shelf, pack)) == on_disk)
            assert then in picture(app)
            await press(pilot, "shift+tab")
        await until(pilot, lambda: isinstance(app.focused, Push))
        await press(pilot, "tab")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Take out" in picture(app))
        await press(pilot, "ctrl+end")
        await write(pilot, " Or April.")
        await press(pilot, "ctrl+b")
        assert "2 notes beside it" in picture(app)
        await press(pilot, "escape")
    found = answer(shelf, pack)
    assert found is not None and found.value == "Nobody reads it. Still."
    assert [(one.day.day, one.text) for one in found.added] == [
        (22, "She said [it]\nfirst. In March. Or April."),
        (29, "Quieter now."),
    ]


async def test_a_note_is_printed_also_where_the_question_was_skipped(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "ctrl+b")
        await write(pilot, "Not yet, and why.")
        await press(pilot, "escape", "ctrl+n", "escape")
        assert "Nothing is written there yet" not in picture(app)
    assert answer(shelf, pack) == Answer(
        "What is it?", "line", skipped=True, added=(Added(Clock()().date(), "Not yet, and why."),)
    )
    text = plain.render(Prints(desk_on(shelf, content=pack)).printout()).decode()
    assert "Not yet, and why." in text and "()" not in text


async def test_an_answer_is_kept_for_oneself_before_and_after_it_is_written(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert "f4 ○ only for me" in picture(app)
        await press(pilot, "f4")
        assert "● only for me" in picture(app)
        assert "f4 ● only for me" in picture(app)
        await until(pilot, lambda: answer(shelf, pack) is not None)
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "● only for me" in picture(app)
        await write(pilot, "Nobody reads it.\n")
        assert "And then?" in picture(app) and "● only for me" not in picture(app)
        await press(pilot, "ctrl+r")
        assert "● only for me" in picture(app)
        await until(pilot, lambda: getattr(answer(shelf, pack), "value", "") == "Nobody reads it.")
    found = answer(shelf, pack)
    assert found is not None and found.private is True
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "f4", "escape")
    found = answer(shelf, pack)
    assert found is not None and found.private is None and found.value == "Nobody reads it."


async def test_both_can_be_done_by_mouse_and_from_the_palette(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await pilot.click("BesideKeys", offset=(app.screen.query_one("BesideKeys").size.width - 3, 0))
        await until(pilot, lambda: "● only for me" in picture(app))
        width = app.screen.query_one("BesideKeys").size.width
        await pilot.click("BesideKeys", offset=(width - len("ctrl+b note   f4 ● only for me") + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, Beside))
        await write(pilot, "By mouse.")
        await pilot.click("#close")
        await until(pilot, lambda: "1 note beside it" in picture(app))
        await pilot.click("BesideLines", offset=(2, 0))
        await until(pilot, lambda: isinstance(app.screen, Beside))
        await press(pilot, "escape", "f2")
        await write(pilot, "out of prints")
        await press(pilot, "enter")
        await until(pilot, lambda: "● only for me" not in picture(app))
        assert isinstance(app.screen, ExerciseScreen)


async def test_a_letter_in_another_exercise_goes_with_the_words_that_it_takes_in(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    (pack / "pack.yaml").write_text(PACK.replace("[first]", "[first, second]"))
    (pack / "second.yaml").write_text(
        "title: Second\nminutes: 1\npurpose: To write.\nsteps:\n"
        "  - id: letter\n    kind: letter\n    core: true\n    ask: A letter.\n"
        "    template: |-\n      Dear {first.x},\n\n      bye.\n"
    )
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Tom\n")
        await press(pilot, "escape")
    async with opened(shelf, "second", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert "Dear Tom," in picture(app) and "● only for me" not in picture(app)
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: answer(shelf, pack, "letter", "second") is not None)
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "ctrl+g", "home", "enter", "f4")
        await until(pilot, lambda: getattr(answer(shelf, pack, "letter", "second"), "private", None) is True)
        await press(pilot, "f4")
        await until(pilot, lambda: getattr(answer(shelf, pack, "letter", "second"), "private", None) is None)


async def test_the_person_may_open_what_its_author_keeps_private(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody reads it.")
        assert "● only for me" in picture(app)
        await press(pilot, "f4")
        assert "Prints for others may show this one." in picture(app)
        await press(pilot, "enter", "ctrl+r")
        assert "Prints for others may show this one." in picture(app)
    found = sitting_on(tmp_path, "thought-check")
    assert found.private and found.answers["thought"].private is False


async def test_the_last_question_in_a_narrow_window_shows_its_keys_as_well(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("line")), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=(60, 20)) as (app, pilot):
        await press(pilot, "enter")
        assert "To the end     ctrl+b note   f4 ○ for me" in picture(app)


async def test_on_a_small_screen_the_card_can_be_written_in_and_closed(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=(40, 12)) as (app, pilot):
        await press(pilot, "enter", "ctrl+b")
        await write(pilot, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nlast")
        await until(pilot, lambda: "last" in picture(app))
        assert "Close" in picture(app)
        await press(pilot, "escape")
        # The keys stand in two rows here: never the words without their keys.
        await until(pilot, lambda: "f4 ○ only for me" in picture(app) and "ctrl+b note\n" in picture(app))
        width = app.screen.query_one("BesideKeys").size.width
        await pilot.click("BesideKeys", offset=(width - 3, 1))
        await until(pilot, lambda: "f4 ● only for me" in picture(app))
        assert "1 note beside it" in picture(app)
        await until(pilot, lambda: noted(shelf, pack) == ["a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nlast"])
