"""What stands on a screen in which colours: every sign that is read, with its contrast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.color import ColorSystem
from textual.app import App
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widget import Widget

from workbook.ui.fewcolours import contrast

FRAMES = " ▌▐█▀▁▂▃▄▅▆▇▊▎▔▏▕│━"
"""Signs that make a frame or a bar: of these nothing is read."""


class Seen(NamedTuple):
    """Words in one colour on one ground."""

    ratio: float
    words: str
    colour: str
    ground: str


def seen(app: App[Any], system: ColorSystem = ColorSystem.TRUECOLOR) -> Iterator[Seen]:
    """All words of the screen as they are sent; under a card only the card's, for the page below is out of use."""
    for strip in strips(app):
        for text, style, _ in strip:
            if text.strip(FRAMES) and style is not None and style.color is not None and style.bgcolor is not None:
                front, ground = (one.downgrade(system).get_truecolor() for one in (style.color, style.bgcolor))
                if style.reverse:
                    front, ground = ground, front
                yield Seen(round(contrast(front, ground), 2), text.strip(), front.hex, ground.hex)


def strips(app: App[Any]) -> Iterator[Any]:
    """The rows of the screen, or of what lies on top of it."""
    screen = app.screen
    cards: list[Widget] = list(screen.query(".card")) if isinstance(screen, ModalScreen) else []
    region = cards[0].region if cards else Region(0, 0, *app.size)
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        yield strip.crop(region.x, region.right)
