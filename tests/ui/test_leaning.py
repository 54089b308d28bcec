"""The one list of what we lean on in Textual: it is whole, and all of it is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea

import workbook.ui
from workbook.ui.leaning import LEANS_ON

HERE = Path(workbook.ui.__file__).parent
MODULES = (
    *(f"widgets/{one}" for one in ("area", "clusters", "editor", "prose", "rows", "stepping", "undoing", "wrapped")),
    "widgets/wrapping", "painting", "screens/laidonce", "screens/toldfirst",
)  # fmt: skip


class Stock(App[None]):
    """Textual's own box, with something to take back in it."""

    def compose(self) -> ComposeResult:
        yield TextArea("text")


async def test_textual_still_has_what_we_lean_on() -> None:
    app = Stock()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        box = app.query_one(TextArea)
        there = {
            "TextArea": box,
            "WrappedDocument": box.wrapped_document,
            "DocumentNavigator": box.navigator,
            "Document": box.document,
            "EditHistory": box.history,
            "Edit": box.history.undo_stack[0][0],
            "Screen": app.screen,
            "Widget": box,
            "App": app,
            "Compositor": app.screen._compositor,
            "Console": app.console,
        }
        gone = [f"{owner}.{name}: {why}" for owner in LEANS_ON for name, why in LEANS_ON[owner].items()
                if not hasattr(there[owner], name)]  # fmt: skip
        assert not gone, "Textual has these no more:\n" + "\n".join(gone)


def test_the_list_is_whole() -> None:
    listed = {name for names in LEANS_ON.values() for name in names}
    used, own = set[str](), set[str]()
    for module in MODULES:
        tree = ast.parse((HERE / f"{module}.py").read_text(encoding="utf-8"))
        used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _private(node.attr)}
        own |= set(_made(tree))
    assert not used - own - listed
    # Some we only put ours in the place of, and one runs beside ours.
    assert listed - used <= (own & listed) | {"_watch_selection"}


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _made(tree: ast.AST) -> Iterator[str]:
    """What our own classes define or first set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _private(node.name):
            yield node.name
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for name in ast.walk(target):
                    if isinstance(name, ast.Attribute | ast.Name):
                        found = name.attr if isinstance(name, ast.Attribute) else name.id
                        if _private(found):
                            yield found
