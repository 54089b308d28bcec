"""Where the time of one key goes, in one soft-wrapped paragraph of 5,000 words with an é: Textual's own box, and ours.

    python tests/bench/keyprofile.py

A letter is typed in the middle of the paragraph and followed until it is ready to be sent to a terminal. A profiler
makes what is called often look slower than it is: it shows where the time goes, and `editor.py` how long a key takes.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bare_area import BareArea
from editor import ENGLISH, words
from textual._compositor import CompositorUpdate
from textual.events import Key
from textual.screen import Screen
from textual.widgets import TextArea

TEXT = words(5_000, ENGLISH, 5_000).replace("bread box", "café", 1)
IDLE = ("poll", "select", "sleep", "acquire")
"""What only waits."""


class Drawn(BareArea):
    """The bare app, which says when it has drawn something."""

    def __init__(self, which: str) -> None:
        super().__init__(which, TEXT, "middle")
        self.drawn = asyncio.Event()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
            self.drawn.set()
        super()._display(screen, renderable)

    async def typed(self, letter: str) -> None:
        """Type a letter, and wait until it is drawn."""
        assert self._driver is not None
        key = Key(letter, letter)
        key.set_sender(self)
        self.drawn.clear()
        self._driver.send_message(key)
        await self.drawn.wait()


async def profile(which: str, keys: int) -> pstats.Stats:
    """The profile of so many keys, one after the other, when the first few are typed."""
    app = Drawn(which)
    seen = cProfile.Profile()
    async with app.run_test(size=(120, 40)) as pilot:
        app.query(TextArea).first().cursor_blink = False
        for letter in "abc":
            await app.typed(letter)
        for letter in ("defghij" * keys)[:keys]:
            await pilot.pause()
            seen.enable()
            await app.typed(letter)
            seen.disable()
    return pstats.Stats(seen)


def rows(stats: pstats.Stats, keys: int, most: int) -> Iterator[str]:
    """A title, and the functions that took most: calls, milliseconds in them and in all that they call, for one key."""
    found = {
        where: timed for where, timed in stats.stats.items()  # type: ignore[attr-defined]
        if not any(one in where[2] for one in IDLE)
    }  # fmt: skip
    calls, ms = (sum(timed[at] for timed in found.values()) / keys for at in (1, 2))
    yield f"{ms * 1000:.1f} ms, {calls:,.0f} calls"
    yield f"{'calls':>9} {'own ms':>8} {'all ms':>8}"
    for (file, line, name), (_, calls, own, everything, _) in sorted(found.items(), key=lambda one: -one[1][2])[:most]:
        place = f"{Path(file).parent.name}/{Path(file).name}:{line} " if line else ""
        yield f"{calls / keys:9,.1f} {own / keys * 1000:8.2f} {everything / keys * 1000:8.2f}  {place}{name}"


def main() -> int:
    """Profile both, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keys", type=int, default=10, help="How many keys it is the mean of.")
    options.add_argument("--most", type=int, default=10, help="How many functions are shown of each.")
    given = options.parse_args()
    for which, called in (("stock", "Textual's TextArea"), ("ours", "our Editor")):
        title, *table = rows(asyncio.run(profile(which, given.keys)), given.keys, given.most)
        sys.stdout.write("\n".join((f"{called}: a key takes {title} under the profiler", *table, "", "")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
