"""A terminal with sixteen colours, or none: every word can be read, and what stands out does so without its colour."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as Sent
from rich.color import ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

READABLE = 4.5
"""The least contrast of text that WCAG 2.2 asks for at its level AA (success criterion 1.4.3)."""
_STANDS_OUT = 3.0
"""The contrast from which on a ground is seen as another one, as of a button (success criterion 1.4.11)."""

XTERM = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)
CONSOLE = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
"""What the sixteen colours look like in xterm, and on Linux without a window."""
_BLACK, _WHITE = 0, 7
"""The grounds: every terminal with colours has these two. Bright ones are no ground in some."""


def luminance(colour: tuple[int, int, int]) -> float:
    """WCAG 2's relative luminance, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [value / 255 for value in colour]
    # The standard says 0.03928 here; sRGB itself says this, and of eight bits none lies between the two.
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2's contrast ratio, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class FewColours(LineFilter):
    """What both have in common: what has the colour of its ground is not to be seen, so blanks are sent for it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same text in fewer colours."""
        ground = background.rgb
        return [
            Segment(" " * cells if hidden else text, style, control)
            for text, before, control in segments
            for style, hidden in (self.style(before, ground),)
            for cells in (Segment(text).cell_length if hidden else 0,)
        ]

    def style(self, style: Style | None, ground: tuple[int, int, int]) -> tuple[Style | None, bool]:
        """The style to send, and whether the text has the colour of its ground."""
        raise NotImplementedError


class NoColours(FewColours):
    """The terminal's own colours alone. What lies on a ground that stands out from the page's is reversed."""

    def __init__(self, page: tuple[int, int, int]) -> None:
        super().__init__()
        self.page = page
        """The colour of the page."""

    def style(self, style: Style | None, ground: tuple[int, int, int]) -> tuple[Style | None, bool]:
        """As it is asked for."""
        return _without(style, ground, self.page)


class SixteenColours(FewColours):
    """The nearest of the sixteen, where it can be read; black or white where it can not."""

    def style(self, style: Style | None, ground: tuple[int, int, int]) -> tuple[Style | None, bool]:
        """As it is asked for."""
        return _sixteen(style, ground)


_OWN = Style.from_color(Sent.default(), Sent.default())


@lru_cache(1024)
def _without(
    style: Style | None, ground: tuple[int, int, int], page: tuple[int, int, int]
) -> tuple[Style | None, bool]:
    if style is None:
        return None, False
    on = _seen(style.bgcolor, ground)
    hidden = _hidden(style.color, ground, on)
    reverse = style.reverse or contrast(on, page) >= _STANDS_OUT
    return style + _OWN + Style(reverse=reverse and not (hidden and on == page)), hidden


@lru_cache(1024)
def _sixteen(style: Style | None, ground: tuple[int, int, int]) -> tuple[Style | None, bool]:
    if style is None:
        return None, False
    on = _seen(style.bgcolor, ground)
    light = contrast(on, (0, 0, 0)) >= contrast(on, (255, 255, 255))
    number = _WHITE if light else _BLACK
    colour = style.color
    near = _near(colour) if colour is not None else number
    if any(contrast(palette[near], palette[number]) < READABLE for palette in (XTERM, CONSOLE)):
        near = _BLACK if light else _WHITE
    hidden = _hidden(colour, ground, on)
    return style + Style.from_color(_numbered(near), _numbered(number)), hidden


def _seen(colour: Sent | None, ground: tuple[int, int, int]) -> tuple[int, int, int]:
    return ground if colour is None or colour.is_default else tuple(colour.get_truecolor())  # type: ignore[return-value]


def _hidden(colour: Sent | None, ground: tuple[int, int, int], on: tuple[int, int, int]) -> bool:
    return colour is not None and not colour.is_default and _seen(colour, ground) == on


def _near(colour: Sent) -> int:
    return colour.downgrade(ColorSystem.STANDARD).number or 0


def _numbered(number: int) -> Sent:
    return Sent(f"color({number})", ColorType.STANDARD, number)
