"""Settings: how it looks, seen at once; and the keys."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from ...files.locations import tidy
from .. import keys
from ..commands import bindings
from ..themes import OURS
from ..widgets.picklist import Item, PickList
from .page import Page
from .presskey import PressKey

LOOKS = {"paper": ("Paper", "light"), "lamp": ("Lamp", "dark"), "contrast": ("High contrast", "white on black")}


class SettingsPage(Page):
    """Lies over the page that somebody came from, and gives it back untouched."""

    place = "settings"
    BINDINGS = [*bindings("settings")]

    def __init__(self) -> None:
        super().__init__()
        self.more = False
        """Whether the themes that are not ours are listed too."""
        self.said = ""
        """What was changed last, in words."""

    def page_parts(self) -> list[Widget]:
        """One list, as everywhere."""
        if self.book_app.kept_theme not in LOOKS:
            self.more = True
        return [PickList(self._items(), id="settings", classes="-always")]

    def on_mount(self) -> None:
        """The theme that holds is highlighted, so that nothing changes by looking."""
        self.fill_frame()
        self.top.left = "Settings"
        found = self.query_one(PickList)
        found.highlight(f"theme {self.book_app.kept_theme}")
        found.focus(scroll_visible=False)
        self.watch(found, "cursor", self._try_on, init=False)
        self.watch(self.app, "theme", self._look, init=False)

    def on_unmount(self) -> None:
        """Whatever way it goes, a theme that was only tried on goes with it."""
        self.book_app.theme = self.book_app.kept_theme

    def _items(self) -> tuple[Item, ...]:
        kept = self.book_app.kept_theme
        items = [Item("", "How it looks", look="heading")]
        items += [_theme(name, *LOOKS[name], kept) for name in LOOKS]
        others = sorted(
            name for name in self.book_app.available_themes
            if name not in {one.name for one in OURS} and "ansi" not in name
        )  # fmt: skip
        items.append(Item("more", "More", "−" if self.more else "+", str(len(others))))
        if self.more:
            dark = {name: self.book_app.available_themes[name].dark for name in others}
            items += [_theme(name, _title(name), "dark" if dark[name] else "light", kept) for name in others]
        items += [Item("", ""), Item("", "Keys", look="heading")]
        items += [_key(id) for id in keys.changeable()]
        if keys.own():
            items.append(Item("usual", "All keys back to the usual ones"))
        path = self.book_app.remembered.path
        if path is not None:
            items += [Item("", ""), Item("", f"Remembered in {tidy(path)}", look="quiet")]
        return tuple(items)

    def _look(self) -> None:
        self.query_one(PickList).show(self._items())

    def _try_on(self) -> None:
        item = self.query_one(PickList).highlighted
        what, _, name = item.id.partition(" ") if item is not None else ("", "", "")
        self.book_app.theme = name if what == "theme" else self.book_app.kept_theme

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, id = event.item.id.partition(" ")
        match what:
            case "theme":
                self.book_app.remember_theme(id)
                self._look()
            case "more":
                self.more = not self.more
                self._look()
            case "usual":
                keys.forget()
                self._changed("All keys are the usual ones again.")
            case "key":
                self.app.push_screen(PressKey(id), self._changed)

    def _changed(self, said: str | None) -> None:
        if said:
            self.book_app.remember_keys()
            self._look()
            self.notify(said, markup=False)

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    def action_leave(self) -> None:
        """Back to the page that lies below."""
        self.dismiss()


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _theme(name: str, title: str, says: str, kept: str) -> Item:
    mark = "●" if name == kept else "○"
    return Item(f"theme {name}", title, mark, f"{says}, chosen" if name == kept else says)


def _key(id: str) -> Item:
    row = keys.rows(id)[0]
    usual = " or ".join(dict.fromkeys(one.shown for one in keys.rows(id)))
    own = keys.own_key(id)
    right = f"{keys.readable(own)}, also {usual}" if own else usual
    seldom = keys.seldom(own) if own else ""
    under = f"{seldom} {usual} works too." if seldom else ""
    return Item(f"key {id}", row.tooltip.partition(". ")[0].rstrip(".") + ".", " ", right, under=under)
