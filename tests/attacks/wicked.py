"""Texts that a terminal or a screen could take for something else than words, and what of them must be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any

from rich.style import Style
from textual.app import App
from textual.widget import Widget

from workbook.files.clean import clean

PIECES = (
    "[", "]", "[[", "]]", "[/]", "[/b]", "[b]", "[bold red]", "[bold", "\\[", "\\", "[@click=app.quit]",
    "[@click=app.bell()]x[/]", "[@click=screen.dismiss('x')]y[/]", "[link=https://x.example]z[/link]",
    "[link=file:///etc/passwd]", "[$primary]", "[on blue]", "[#ff0000]", "[reverse]", "[=]", "[1]", "[x]", "{", "}",
    "{{", "}}", "{x}", "{0.__class__}", "{x|y}", "${PATH}", "%s", "%(x)s", "{% raw %}", "<b>", "</b>",
    "<script>alert(1)</script>", "&lt;", "&#27;", "`", "**", "_", "#", "- ", "> ", "|", "~", ":smile:", "'", '"',
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "$(id)", ";", "&&", "--help", "../../x", "/etc/passwd", "C:\\",
    "CON", "NUL", "null", "---", "...", "!", "?", ", ", ". ", "…", "\x1b", "\x1b[2J", "\x1b[31m", "\x1b]0;title\x07",
    "\x1b]52;c;ZXZpbA==\x07", "\x1b]8;;https://x.example\x1b\\", "\x1bP+q\x1b\\", "\x1b[?1049l", "\x1b[200~", "\x1bc",
    "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x7f", "\x00", "\x90", "\x9b31m", "\x9d0;x\x9c", "\x84", "\x85",
    "\r", "\r\n", "\n", "\n\n", "\t", "\u202e", "\u202a", "\u202c", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\U000e0041", "\U000e007f", "\u2028",
    "\u2029", "\u00a0", "\u3000", "\ufff9", "\u034f", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f44d\U0001f3fd", "\U0001f1e9\U0001f1ea", "\U0001f600", "e\u0301",
    "a\u0300\u0301\u0302\u0303\u0304\u0305", "\u0301", "\u1100\u1161\u11a8", "\u0e01\u0e33", "\u0915\u094d\u0937",
    "می\u200cخواهم", "مرحبا", "שלום", "被拒绝之后", "日本語", "한국어", "ｆｕｌｌ", "ﷺ", "\u0130", "ß", "\uff1b",
    "\U00020000", "\ue000", "\ufffd",
)  # fmt: skip
"""What texts are made of, beside plain words."""
LONE = ("\ud800", "\udc9b", "\udfff")
"""Halves of characters: they come from file names, and never from YAML."""
WORDS = ("no", "the letter", "Nobody", "will ever read it.", "Mara", "x", "on Tuesday", "2026", "after all")
FRAME = frozenset("│║┃▌▐▏▕▎▊▁▂▃▄▅▆▇█▔")
"""Signs at the sides of a box, and of a scroll bar."""


_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def text(chance: Random, *, lone: bool = True, most: int = 12) -> str:
    """One of them. Now and then a word without end."""
    pieces = [
        chance.choice(WORDS) if chance.random() < 0.3 else chance.choice(LONE) if lone and chance.random() < 0.02
        else chance.choice(PIECES)
        for _ in range(chance.randint(1, most))
    ]  # fmt: skip
    if chance.random() < 0.04:
        pieces.insert(
            chance.randrange(len(pieces)), chance.choice(("w", "被", "\U0001f600", "[")) * chance.randint(100, 300)
        )
    return chance.choice(("", " ")).join(pieces)


def squeezed(words: str) -> str:
    """Without blanks and frames: the same however it is wrapped."""
    return "".join(sign for sign in words if not sign.isspace() and sign not in FRAME)


def must_show(words: str) -> str:
    """What is to be seen of a text, squeezed."""
    return squeezed(clean(words))


@dataclass(frozen=True)
class Seen:
    """The screen as it is given to the terminal, looked at once."""

    rows: list[list[tuple[str, Style | None]]]

    @property
    def words(self) -> str:
        """Every character, row by row, squeezed."""
        return squeezed("\n".join("".join(words for words, _ in row) for row in self.rows))

    @property
    def obeyed(self) -> list[str]:
        """What would do something: a control character, a link, an action behind words."""
        found = []
        for words, style in (one for row in self.rows for one in row):
            if _OBEYED.search(words):
                found.append(f"control: {words!r}")
            if style is not None and style.link:
                found.append(f"link: {words!r}")
            if style is not None and "@click" in style.meta:
                found.append(f"action: {words!r}")
        return found


def look(app: App[Any]) -> Seen:
    """The screen as it is now."""
    return Seen([[(one.text, one.style) for one in strip] for strip in app.screen._compositor.render_strips()])


def look_closely(app: App[Any]) -> tuple[Seen, list[tuple[Widget, str]]]:
    """The same, and what every widget without another in it shows: things side by side are read one by one."""
    strips = list(app.screen._compositor.render_strips())
    found = []
    for widget, place in app.screen._compositor.visible_widgets.items():
        region = place[0]
        # What is cut off by the end of the screen is read after scrolling.
        if region.area and region == region.intersection(place[1]) and not any(one.display for one in widget.children):
            rows = strips[region.y : region.bottom]
            found.append((widget, squeezed("\n".join(strip.crop(region.x, region.right).text for strip in rows))))
    return Seen([[(one.text, one.style) for one in strip] for strip in strips]), found
