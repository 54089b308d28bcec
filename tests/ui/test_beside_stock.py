"""The box for prose beside Textual's own: after any steps the same text, the same place, the same cells."""

from __future__ import annotations

import random

import pytest
from twins import difference, led, steps, text_of


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    return range(40) if request.config.getoption("--long") else range(2)


async def test_any_steps_lead_to_the_same_cells(seeds: range) -> None:
    compared = 0
    for seed in seeds:
        chance = random.Random(seed)
        text, size = text_of(chance, 30), (chance.randrange(24, 90), chance.randrange(7, 30))
        way = steps(chance, 80)
        stock, ours = await led(False, text, way, size), await led(True, text, way, size)
        assert all(seen.fits for seen in ours)
        for number, (a, b) in enumerate(zip(stock, ours, strict=True)):
            if not a.fits:
                # After some changes of the window, stock stays divided for the width that it had before.
                break
            found = difference(a, b)
            assert not found, f"seed {seed}, after step {number} {way[number - 1] if number else ''}: {found}"
            compared += 1
    assert compared > 60 * len(seeds)
