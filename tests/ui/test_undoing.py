"""Everything since the box was opened can be taken back and done again, in little memory."""

from __future__ import annotations

import random

from textual.widgets import TextArea
from twins import Twin, steps, take, text_of

from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.undoing import Undoing


def history_of(app: Twin) -> Undoing:
    box = app.box
    assert isinstance(box, Editor)
    return box.history


async def test_any_steps_are_taken_back_to_the_beginning_and_done_again() -> None:
    for seed in range(2):
        chance = random.Random(seed)
        text = text_of(chance, 6)
        app = Twin(True, text)
        async with app.run_test(size=(60, 16)) as pilot:
            for step in steps(chance, 80):
                if step[0] in ("key", "paste", "insert", "cut out", "select"):
                    await take(pilot, step)
            history = history_of(app)
            while history.can_redo:
                app.box.redo()
            after = app.box.text
            while history.can_undo:
                app.box.undo()
            assert app.box.text == text
            while history.can_redo:
                app.box.redo()
            assert app.box.text == after


async def test_a_whole_sitting_is_taken_back_step_by_step_as_stock_takes_it() -> None:
    texts: list[list[object]] = []
    for ours in (False, True):
        app = Twin(ours)
        async with app.run_test(size=(60, 16)):
            box = app.box
            if not ours:
                box.history = type(box.history)(9999, checkpoint_timer=2.0, checkpoint_max_characters=100)
            for number in range(90):
                for letter in f"word {number}, ":
                    box._replace_via_keyboard(letter, *box.selection)
                for _ in range(number % 3):
                    box.action_delete_left()
                if number % 7 == 0:
                    box.action_cursor_left()
                    box.action_cursor_left()
                    box.action_delete_right()
                    box.action_delete_right()
                    # No line is broken here: stock ends on some ways of taking that back.
                    box._replace_via_keyboard("— ", *box.selection)
            seen: list[object] = [(box.text, box.selection)]
            while box.history.undo_stack:
                box.undo()
                seen.append((box.text, box.selection))
            assert box.text == ""
            while box.history.redo_stack:
                box.redo()
                seen.append((box.text, box.selection))
            texts.append(seen)
    assert len(texts[0]) > 250
    assert texts[0] == texts[1]


async def test_a_thousand_keys_are_some_ten_edits() -> None:
    app = Twin(True)
    async with app.run_test(size=(60, 16)):
        for _ in range(2_000):
            app.box._replace_via_keyboard("a", *app.box.selection)
        history = history_of(app)
        assert sum(map(len, history.undo_stack)) == 20
        assert history.kept == 2_000 + 20 * 500
        for _ in range(2_000):
            app.box.action_delete_left()
        assert sum(map(len, history.undo_stack)) <= 2_000 // 100 + 40


async def test_when_all_of_it_is_huge_the_oldest_is_forgotten_and_the_newest_never() -> None:
    app = Twin(True)
    async with app.run_test(size=(60, 16)):
        history = history_of(app)
        history.most = 5_000
        for number in range(8):
            app.box._replace_via_keyboard(f"{number}" * 1_000, *app.box.selection)
        assert history.kept <= history.most
        while history.can_undo:
            app.box.undo()
        assert app.box.text == "".join(f"{number}" * 1_000 for number in range(5))
        app.box._replace_via_keyboard("x" * 9_000, *app.box.selection)
        assert not history.can_redo
        app.box.undo()
        assert app.box.text == "".join(f"{number}" * 1_000 for number in range(5))
        assert isinstance(app.box, TextArea)
