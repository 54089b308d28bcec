"""What is put before somebody, day after day, and when it steps aside: by keys, in a small pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import Clock, desk_on, opened, picture, press, shown, until, write
from textual.pilot import Pilot

from workbook.ui.app import WorkbookApp

PACK = """format: 1
id: small
title: Small
sections:
  - {id: s, title: A section, exercises: [begin, rest-a-bit, vent, holds, step, tries, since]}
paths:
  - {id: short, title: A quarter, first: true, says: two pages, days: [{day: 1, do: [begin, rest-a-bit]}]}
  - id: week
    title: A week
    says: a little at a time
    days:
      - {day: 1, do: [begin, rest-a-bit]}
      - {day: 2, do: [vent]}
      - {day: 3, do: [holds]}
      - {day: 4, do: [[vent, step]]}
  - {id: weeks, title: The weeks after, says: from the second week on and never more than three of them, days: [{day: 8, do: [tries]}]}
measures:
  weight: {title: Weight, ask: How heavy is it?, offer: {from: 8, says: Talk to somebody.}}
"""  # noqa: E501
DATES = """  - id: call
    kind: date
    core: true
    called: call Ruth
    ask: When will you call?
"""
TRIES = """  - id: more
    kind: line
    core: true
    later: +1d
    called: more tries
    ask: What else?
"""


def content(folder: Path, **more: str) -> Path:
    """The pack; `more` goes before the steps of an exercise, or behind them where it is a step."""
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK)
    titles = {"begin": "Begin here", "rest_a_bit": "Rest a bit", "vent": "Let it out", "holds": "What holds",
              "step": "Step back", "tries": "Ten tries", "since": "Since then"}  # fmt: skip
    for name, title in titles.items():
        added = more.get(name, "")
        head, steps = ("", added) if added.startswith("  - ") else (added, "")
        step = f"steps:\n  - id: x\n    kind: line\n    core: true\n    ask: What is it?\n{steps}"
        text = f"title: {title}\nminutes: 2\npurpose: To try a thing.\n{head}{step}"
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text)
    return folder


async def at_the_end(app: WorkbookApp, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: getattr(app.screen, "ready", False))


async def do(app: WorkbookApp, pilot: Pilot[None], id: str, *more: str) -> None:
    """An exercise from its first page to its end."""
    await app.open_exercise(id)
    await press(pilot, "enter")
    for words in ("A word.", *more):
        await write(pilot, f"{words}\n")
    await at_the_end(app, pilot)


async def test_the_first_evening_goes_on_by_enter_and_ends_with_rest(tmp_path: Path) -> None:
    pack, shelf = content(tmp_path / "pack"), tmp_path / "shelf"
    async with opened(shelf, content=pack) as (app, pilot):
        await press(pilot, "enter", "enter")
        await write(pilot, "A no.\n")
        # Whoever presses Enter once too often goes nowhere.
        await press(pilot, "enter")
        await at_the_end(app, pilot)
        page = picture(app)
        assert "▸ Next: Rest a bit" in page and page.index("Rest here") < page.index("Next:")
        await press(pilot, "enter", "enter")
        await write(pilot, "On the sofa.\n")
        await at_the_end(app, pilot)
        assert "▸ Rest here" in picture(app) and "Next:" not in picture(app)
        await press(pilot, "space")
        assert app.is_running and "Rest here" in picture(app)
        await press(pilot, "escape")
        page = shown(app)
        assert page.count("“A week” goes on from here, when you like.") == 1
        assert "▸ “A week”" in page, "the first open thing is highlighted, not one that is done"
        await press(pilot, "enter", "enter")
        assert desk_on(shelf, content=pack).ahead.path.id == "week"  # type: ignore[union-attr]
        assert "That is enough for today." in shown(app) and "goes on from here" not in shown(app)


async def test_on_a_heavy_evening_rest_is_highlighted(tmp_path: Path) -> None:
    pack, shelf = content(tmp_path / "pack", begin="measures: [weight]\n"), tmp_path / "shelf"
    async with opened(shelf, content=pack) as (app, pilot):
        await press(pilot, "enter", "8", "enter")
        await write(pilot, "A no.\n")
        await at_the_end(app, pilot)
        assert "▸ Rest here" in picture(app) and "Next:" not in picture(app)


async def test_what_was_passed_over_is_not_put_forward_again(tmp_path: Path) -> None:
    pack, shelf, clock = content(tmp_path / "pack"), tmp_path / "shelf", Clock()
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        app.desk.path = "week"
        await do(app, pilot, "begin")
        await do(app, pilot, "rest-a-bit")
    async with opened(shelf, content=pack, clock=clock, days=8) as (app, pilot):
        assert "▸ Let it out" in shown(app), "whoever was away goes on where they were"
    async with opened(shelf, content=pack, clock=clock, days=2) as (app, pilot):
        assert "▸ Let it out" in shown(app)
        await do(app, pilot, "holds")
        assert "Next:" not in shown(app)
        await press(pilot, "escape")
        above = shown(app).split("All exercises")[0]
        assert "That is enough for today." in above and "Another time, if you like · Let it out" in above
        assert "▸ · Let it out" not in picture(app)
    async with opened(shelf, content=pack, clock=clock, days=3) as (app, pilot):
        above = shown(app).split("All exercises")[0]
        assert "▸ Step back" in above and above.index("Step back") < above.index("Let it out")
        await do(app, pilot, "step")
        assert "Next:" not in shown(app)
    async with opened(shelf, content=pack, clock=clock, days=6, size=(60, 20)) as (app, pilot):
        assert "▸ How much do you want today?" in shown(app) and "Let it out" not in shown(app).split("All ex")[0]
        await press(pilot, "t")
        # Nothing is left on the week but what was passed over: it is not offered first.
        assert "▸ ○ The weeks after goes on from here from the second week on and never more than three" in shown(app)
        assert "It begins on Sunday 29 November." in shown(app) and "● A week" in shown(app)
        await press(pilot, "enter")
        assert "You chose “The weeks after”. It begins tomorrow." in shown(app)


async def test_next_never_leads_to_what_is_done(tmp_path: Path) -> None:
    rules = "next:\n  - {to: holds}\n  - {to: step}\n"
    pack, shelf = content(tmp_path / "pack", vent=rules, step=rules), tmp_path / "shelf"
    async with opened(shelf, content=pack) as (app, pilot):
        app.desk.path = "short"
        await do(app, pilot, "vent")
        assert "▸ Next: What holds" in picture(app)
        await press(pilot, "enter", "enter")
        await write(pilot, "My hands.\n")
        await at_the_end(app, pilot)
        # What holds has no rule of its own: the way goes on.
        assert "▸ Next: Begin here" in picture(app)
        await app.open_exercise("vent")
        await press(pilot, "enter", "enter")
        await at_the_end(app, pilot)
        assert "▸ Next: Step back" in picture(app)
        await do(app, pilot, "step")
        assert "▸ Next: Begin here" in picture(app)
        await do(app, pilot, "begin")
        await do(app, pilot, "rest-a-bit")
        await app.open_exercise("vent")
        await press(pilot, "enter", "enter")
        await at_the_end(app, pilot)
        assert "Next:" not in picture(app), "all are done: rest alone"


async def test_what_can_be_filled_at_any_time_stands_above_nothing(tmp_path: Path) -> None:
    pack = content(tmp_path / "pack", tries=TRIES, vent=DATES, since="later: [+7d]\n")
    shelf, clock = tmp_path / "shelf", Clock()
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        app.desk.path = "short"
        await do(app, pilot, "begin")
        await do(app, pilot, "tries")
    async with opened(shelf, content=pack, clock=clock, days=1) as (app, pilot):
        assert "▸ Rest a bit" in shown(app) and "any day more tries" in shown(app)
        await do(app, pilot, "rest-a-bit")
        assert "▸ Rest here" in picture(app) and "Next: Ten tries" in picture(app)
        await do(app, pilot, "vent", "+2d")
    async with opened(shelf, content=pack, clock=clock, days=3) as (app, pilot):
        above = shown(app).split("All exercises")[0]
        assert "▸ Ten tries Whenever you like: more tries" in above and "Waiting today call Ruth" in above
    async with opened(shelf, content=pack, clock=clock, days=4) as (app, pilot):
        above = shown(app).split("All exercises")[0]
        assert "▸ Ten tries" not in above
        assert "yesterday call Ruth Sun 29 Nov Since then any day more tries" in above
    async with opened(shelf, content=pack, clock=clock, days=7) as (app, pilot):
        above = shown(app).split("All exercises")[0]
        assert "▸ Since then" in above and above.count("Since then") == 1 and "any day more tries" in above
        await do(app, pilot, "since")
        assert "Next:" not in picture(app)
        await press(pilot, "escape")
        assert "call Ruth" not in shown(app), "it was named once"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_way_shows_all_its_words(size: tuple[int, int], tmp_path: Path) -> None:
    pack = content(tmp_path / "pack")
    async with opened(tmp_path / "shelf", content=pack, size=size) as (app, pilot):
        await press(pilot, "end", "enter", "t", "home")
        for words in (
            "two pages",
            "a little at a time",
            "never more than three of them. It begins on Sunday 29 November.",
        ):
            assert words in shown(app)
