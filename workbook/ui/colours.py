"""As many colours as the terminal has, and as its user wants."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.color import Color
from textual.filter import LineFilter, Monochrome

from .veil import Veiled

if TYPE_CHECKING:
    from .fewcolours import FewColours


class Coloured(Veiled):
    """An app that can be read in any terminal.

    Where there are few colours it has the class `-plain`, so that style sheets and widgets can show otherwise what
    they else show by a colour.
    """

    no_colours = False
    """Whether the terminal's own colours alone are to be used: https://no-color.org. There an empty wish is none."""
    sixteen = False
    """Whether the terminal has no more than the sixteen colours that its user chose."""
    _few: FewColours | None = None
    _few_for = ""

    def __init__(self) -> None:
        super().__init__()
        self.no_colours = bool(os.environ.get("NO_COLOR")) or self.console.color_system is None
        self.sixteen = self.console.color_system == "standard"
        self.update_classes({"-plain": self.plain}, update=False)

    @property
    def plain(self) -> bool:
        """Whether colours can't be relied on."""
        return self.no_colours or self.sixteen

    def get_css_variables(self) -> dict[str, str]:
        """A bar at the side that is hardly darker than its ground would not be seen."""
        found = super().get_css_variables()
        bars = ("scrollbar", "scrollbar-hover", "scrollbar-active")
        return {**found, **dict.fromkeys(bars, found["foreground"])} if self.plain else found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is between a page and the terminal. Textual's own way without colours is grey, which is a colour too."""
        filters = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        return [*filters, self._few_colours()] if self.plain else filters

    def _few_colours(self) -> FewColours:
        if self._few is None or self._few_for != self.theme:
            from .fewcolours import NoColours, SixteenColours

            page = Color.parse(self.get_css_variables()["background"]).rgb
            self._few = NoColours(page) if self.no_colours else SixteenColours()
            self._few_for = self.theme
        return self._few
