"""A clock that is put back or far ahead, and another time zone: the last words stay the last, and times are right."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from onscreen import EVENING, Clock, opened, picture, press, sitting_on, text_in, until, write
from terminal import WORKBOOK, Terminal, environment

from workbook.store.sittingfile import decode

# The library itself, not the command `faketime`: that one leaves shared memory behind whenever it is killed, under
# the number of its process, and does not start once the number comes round again.
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))

CLOCKS = {
    "two days back": EVENING - timedelta(days=2),
    "1970": datetime(1970, 1, 1, 0, 0, 30, tzinfo=UTC),
    "2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    "the hour that comes twice": datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))),
    "the same hour again": datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1))),
}


@pytest.mark.fault("F26")
@pytest.mark.parametrize("name", CLOCKS)
async def test_whatever_the_clock_says_the_last_words_are_the_last_ones(tmp_path: Path, name: str) -> None:
    for words, clock in (("Ann", Clock()), ("AnnAnn", Clock(CLOCKS[name])), ("AnnAnnAnn", Clock())):
        async with opened(tmp_path, "step-back", clock=clock) as (_, pilot):
            if words == "Ann":
                await press(pilot, "enter")
            await write(pilot, "Ann")
            await until(pilot, partial(lambda wanted: text_in(tmp_path, "step-back", "callme") == wanted, words))
    assert sitting_on(tmp_path, "step-back").revision >= 3
    (folder,) = tmp_path.glob("*/resilience")
    assert [path.name for path in folder.iterdir()] == ["step-back.yaml"]


@pytest.mark.fault("F27")
async def test_in_another_time_zone_both_times_are_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def live_in(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    live_in("Europe/Berlin")
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Ann")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Ann")
    (file,) = tmp_path.glob("*/resilience/step-back.yaml")
    live_in("Pacific/Auckland")
    away = Clock(EVENING.astimezone(ZoneInfo("Pacific/Auckland")) + timedelta(minutes=5))
    async with opened(tmp_path, "step-back", clock=away) as (app, pilot):
        # 18:31 in Berlin, said in the time of the place where somebody is now.
        assert "saved 06:31" in picture(app)
        await write(pilot, "a")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Anna")
        await until(pilot, lambda: "saved 06:36" in picture(app))
    kept = decode(file.read_bytes())[0]
    assert kept.saved is not None
    assert (kept.started.utcoffset(), kept.saved.utcoffset()) == (timedelta(hours=1), timedelta(hours=13))
    assert kept.started < kept.saved < kept.started + timedelta(minutes=10)


@pytest.mark.fault("F26")
@pytest.mark.skipif(not FAKETIME, reason="no libfaketime here: the clock itself can't be put back")
def test_the_computers_own_clock_goes_back_and_far_ahead(tmp_path: Path) -> None:
    for count, moment in enumerate(("2026-11-22 18:31:00", "1970-01-02 00:00:30", "2038-01-20 03:14:08"), 1):
        command = [*WORKBOOK, "open", "step-back", "--shelf", str(tmp_path / "shelf")]
        env = environment(tmp_path) | {"LD_PRELOAD": str(FAKETIME[0]), "FAKETIME": f"@{moment}"}
        with Terminal(command, env=env, cwd=tmp_path) as terminal:
            if count == 1:
                terminal.wait_for("Begin", 20)
                terminal.send("\r")
            terminal.wait_for("What would you like to be called", 20)
            terminal.wait_for("Ann" * (count - 1) or "called")
            terminal.send("Ann")
            terminal.wait_for("Ann" * count)
            terminal.send("\x11")
            assert terminal.wait(20) == 0
        (file,) = (tmp_path / "shelf").glob("*/resilience/*.yaml")
        assert decode(file.read_bytes())[0].answers["callme"].value == "Ann" * count
