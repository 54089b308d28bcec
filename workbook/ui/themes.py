"""The themes of the book: paper by day, lamp by night, and one for eyes that need more contrast."""

from __future__ import annotations

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#7a4b2a",
    secondary="#515f46",
    accent="#a4532a",
    warning="#8a4b12",
    error="#8a3a1d",
    success="#515f46",
    foreground="#2b2620",
    background="#f6f1e7",
    surface="#fbf8f1",
    panel="#ebe3d3",
    dark=False,
    text_alpha=1.0,
    variables={
        "quiet": "#575046",
        "heading": "#734627",
        "own": "#2b2620",
        "pinned": "#48553e",
        "cursor-ground": "#ebe3d3",
        "mark": "#9d5028",
        "block-cursor-foreground": "#fbf8f1",
        "block-cursor-background": "#575046",
        "input-selection-background": "#dccbb0",
        "scrollbar": "#d9cfbc",
        "scrollbar-hover": "#c8bba3",
        "scrollbar-active": "#b8a88c",
        "scrollbar-background": "#f6f1e7",
        "scrollbar-background-hover": "#f6f1e7",
        "scrollbar-background-active": "#f6f1e7",
        "scrollbar-corner-color": "#f6f1e7",
    },
)

LAMP = Theme(
    name="lamp",
    primary="#d9a766",
    secondary="#9fb08f",
    accent="#d9a766",
    warning="#e0b27a",
    error="#e0a080",
    success="#9fb08f",
    foreground="#e8dfd0",
    background="#1d1a17",
    surface="#24201c",
    panel="#332d27",
    dark=True,
    text_alpha=1.0,
    variables={
        "quiet": "#b5ab9b",
        "heading": "#d9a766",
        "own": "#e8dfd0",
        "pinned": "#a0b190",
        "cursor-ground": "#332d27",
        "mark": "#d9a766",
        "block-cursor-foreground": "#1d1a17",
        "block-cursor-background": "#b5ab9b",
        "input-selection-background": "#51422f",
        "scrollbar": "#3f3830",
        "scrollbar-hover": "#4c443a",
        "scrollbar-active": "#5a5145",
        "scrollbar-background": "#1d1a17",
        "scrollbar-background-hover": "#1d1a17",
        "scrollbar-background-active": "#1d1a17",
        "scrollbar-corner-color": "#1d1a17",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffd75f",
    secondary="#9fe0ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ffc078",
    success="#9fe0ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#3a3a3a",
    dark=True,
    text_alpha=1.0,
    variables={
        "quiet": "#dadada",
        "heading": "#ffd75f",
        "own": "#ffffff",
        "pinned": "#9fe0ff",
        "cursor-ground": "#3a3a3a",
        "mark": "#ffd75f",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffffff",
        "input-selection-background": "#005f87",
        "scrollbar": "#8a8a8a",
        "scrollbar-hover": "#a8a8a8",
        "scrollbar-active": "#c6c6c6",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
    },
)

OURS = (PAPER, LAMP, CONTRAST)
"""Those of the book's own."""


def fill(variables: dict[str, str]) -> dict[str, str]:
    """The variables of a theme, with what ours have and it has not."""
    usual = {
        "quiet": variables.get("foreground-muted", variables.get("foreground", "#888888")),
        "heading": variables.get("primary", "#888888"),
        "own": variables.get("foreground", "#dddddd"),
        "pinned": variables.get("secondary", variables.get("primary", "#888888")),
        "cursor-ground": variables.get("panel", "#333333"),
        "mark": variables.get("accent", variables.get("primary", "#888888")),
    }
    return {**usual, **variables}
