"""Cut off in the middle, and back at the same line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from onscreen import Clock, opened, picture, press, sitting_on, text_in, until, write

from workbook.ui.widgets.editor import Editor


async def test_the_same_question_the_same_words_the_same_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex\n")
        await write(pilot, "They chose someone else.\nHe went home")
        await press(pilot, "left", "left", "left", "left")
        await until(pilot, lambda: sitting_on(tmp_path, "step-back").place is not None)
        await until(pilot, lambda: getattr(sitting_on(tmp_path, "step-back").place, "at", 0) == 33)
    async with opened(tmp_path) as (app, pilot):
        page = picture(app)
        assert "From across the street" in page
        assert "You stopped at “Tell it as a kind reporter" in page
        await press(pilot, "enter")
        assert "He went home" in picture(app)
        await write(pilot, "straight ")
        await until(pilot, lambda: "straight" in str(text_in(tmp_path, "step-back", "story")) or _any(tmp_path))
    words = [answer.value for answer in sitting_on(tmp_path, "step-back").answers.values()]
    assert "They chose someone else.\nHe went straight home" in words


def _any(shelf: Path) -> bool:
    return any("straight" in str(answer.value) for answer in sitting_on(shelf, "step-back").answers.values())


async def test_going_back_erases_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        await press(pilot, "ctrl+n", "ctrl+r")
        assert "Sarah" in picture(app)
        await press(pilot, "ctrl+r")
        assert "3 questions" in picture(app)
        await press(pilot, "enter")
        assert "Sarah" in picture(app)
    assert text_in(tmp_path, "step-back", "callme") == "Sarah"


async def test_a_branch_that_is_switched_off_comes_back_with_its_words(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check") as (app, pilot):
        await press(pilot, "enter", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "1", "ctrl+n")
        assert "What could you do about the part that is true?" in picture(app)
        await write(pilot, "ring the office")
        await press(pilot, "ctrl+r", "3", "ctrl+n")
        assert "fairer sentence" in picture(app)
        await until(pilot, lambda: sitting_on(tmp_path, "thought-check").answers["fix"].off)
        assert text_in(tmp_path, "thought-check", "fix") == "ring the office"
        await press(pilot, "ctrl+r", "1", "ctrl+n")
        assert "ring the office" in picture(app)
        await until(pilot, lambda: not sitting_on(tmp_path, "thought-check").answers["fix"].off)


async def test_all_questions_lead_to_any_of_them(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody reads it")
        await press(pilot, "ctrl+g")
        page = picture(app)
        assert "you are here" in page and "✓" in page
        await press(pilot, "end", "enter")
        assert "How far do you believe the hard sentence now?" in picture(app)
        await press(pilot, "5", "enter")
        assert "That is enough for today" in picture(app)
    sitting = sitting_on(tmp_path, "thought-check")
    assert sitting.finished is not None
    assert (sitting.done, sitting.of) == (2, 7)


async def test_a_finished_exercise_can_be_read_changed_and_done_again(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "step-back", clock=clock) as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n")
    clock.later(days=3)
    async with opened(tmp_path, "step-back", clock=clock) as (app, pilot):
        assert "You came to its end on Sunday 22 November" in picture(app)
        await press(pilot, "enter")
        assert "Sarah" in picture(app)
        await press(pilot, "ctrl+r", "tab", "enter")
        assert "3 questions" in picture(app)
        await press(pilot, "enter")
        await write(pilot, "S.")
        await until(pilot, lambda: sitting_on(tmp_path, "step-back").run == 2)
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "S.")
    assert (tmp_path / "2026-11-22" / "resilience" / "step-back.yaml").exists()


async def test_what_belongs_to_a_later_day_waits_and_then_is_asked_first(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "practice-loop", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "openings")
        for _ in range(12):
            await press(pilot, "ctrl+n")
            if "That is enough" in picture(app):
                break
        await press(pilot, "escape")
        assert "Waiting" in picture(app) and "Mon 23 Nov" in picture(app)
    clock.later(days=1)
    async with opened(tmp_path, "practice-loop", clock=clock) as (app, pilot):
        assert isinstance(app.focused, Editor)
        assert "more tries" in picture(app).lower() or "tries" in picture(app).lower()


async def test_an_offered_answer_is_taken_by_going_on(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "format: 1\nid: small\ntitle: Small\nsections:\n  - {id: s, title: S, exercises: [first]}\n"
    )
    (pack / "first.yaml").write_text(
        "title: First\nminutes: 1\npurpose: To try.\nsteps:\n"
        "  - id: a\n    kind: line\n    core: true\n    ask: One?\n"
        "  - id: b\n    kind: line\n    ask: Two?\n    default: a\n"
        "  - id: c\n    kind: letter\n    ask: A letter.\n    template: |-\n      Dear {a},\n\n      bye.\n"
    )
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Tom\n")
        assert "Tom" in picture(app)
        await press(pilot, "ctrl+n")
        assert "Dear Tom," in picture(app)
        await press(pilot, "ctrl+n", "escape")
    from onscreen import desk_on

    desk = desk_on(tmp_path / "s", content=pack)
    kept = desk.newest(desk.library.heading("first"))
    assert kept is not None
    assert kept.sitting.answers["b"].value == "Tom"
    assert kept.sitting.answers["c"].value == "Dear Tom,\n\nbye."
    assert kept.sitting.answers["c"].assembled


async def test_the_last_letter_counts_when_the_next_key_comes_at_once(tmp_path: Path) -> None:
    """Keys that arrive in one go: a letter, and the key that leaves the question."""
    from textual.events import Key

    for way in ("ctrl+n", "ctrl+r", "escape"):
        shelf = tmp_path / way
        async with opened(shelf, "step-back") as (app, pilot):
            await press(pilot, "enter")
            driver = app._driver
            assert driver is not None
            for name, letter in (("a", "a"), ("b", "b"), (way, None)):
                key = Key(name, letter)
                key.set_sender(app)
                driver.send_message(key)
            await until(pilot, lambda shelf=shelf: text_in(shelf, "step-back", "callme") == "ab", way)


async def test_whoever_is_gone_while_a_slow_disk_is_waited_for_leaves_no_trouble_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, on = asyncio.Event(), asyncio.Event()

    async def slow() -> bool:
        waits.set()
        await on.wait()
        return True

    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        monkeypatch.setattr(app.saver, "flush", slow)
        back = asyncio.ensure_future(app.back_to_contents())
        await waits.wait()
    assert not app.screen_stack
    on.set()
    await back
