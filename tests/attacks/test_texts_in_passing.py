"""Words that come up by themselves, and those of the terminal's own furniture: nothing in them does anything either."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from onscreen import desk_on
from rich.cells import cell_len
from textual.pilot import Pilot
from wicked import look, must_show, text

import workbook.ui
from workbook.files.clean import clean
from workbook.ui.app import WorkbookApp

UI = Path(workbook.ui.__file__).parent
READS_MARKUP = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "OptionList", "SelectionList", "Select", "Collapsible",
    "Digits", "Header", "Tab", "TabPane", "Link", "DataTable", "Tree", "Input", "Log", "RichLog",
}  # fmt: skip
"""Widgets of Textual's whose words are markup unless something else is said."""


async def toasts(app: WorkbookApp, pilot: Pilot[None], texts: list[str]) -> list[str]:
    """What is wrong with these texts as toasts. Of signs that take no room there is nothing to be seen."""
    found = [words for words in map(clean, texts) if cell_len(words.strip())]
    wrong = []
    for start in range(0, len(found), 10):
        missed, obeyed = await _missed(app, pilot, found[start : start + 10])
        # Ten of them may be higher than the screen: then each has it for itself.
        for words in missed:
            alone, also = await _missed(app, pilot, [words])
            wrong += [f"{one!r} is not shown" for one in alone]
            obeyed += also
        wrong += obeyed
    return wrong


async def _missed(app: WorkbookApp, pilot: Pilot[None], page: list[str]) -> tuple[list[str], list[str]]:
    """Those that are not to be seen as toasts, and what was obeyed."""
    app.clear_notifications()
    await pilot.pause()
    for words in page:
        app.notify(words, markup=False, timeout=1000)
    await pilot.pause()
    await pilot.pause()
    seen = look(app)
    return [words for words in page if must_show(words) not in seen.words], list(seen.obeyed)


async def of_toasts(folder: Path, count: int, seed: str) -> list[str]:
    """What is wrong with so many texts as toasts."""
    chance = Random(seed)
    app = WorkbookApp(desk_on(folder))
    async with app.run_test(size=(80, 200), notifications=True) as pilot:
        return await toasts(app, pilot, [text(chance) for _ in range(count)])


@pytest.mark.fault("A4", "A1")
async def test_a_toast_shows_the_characters_of_any_text(tmp_path: Path) -> None:
    wrong = await of_toasts(tmp_path, 40, "toasts")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.long
@pytest.mark.fault("A4", "A1")
async def test_ten_thousand_texts_in_toasts(tmp_path: Path) -> None:
    wrong = []
    for part in range(40):
        # An app that has shown thousands is slow.
        wrong += await of_toasts(tmp_path / str(part), 250, f"toasts {part}")
    assert not wrong, "\n".join(wrong[:20])


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the package's screens: the file, what is called, the call."""
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                yield f"{path.name}:{node.lineno}", name, node


def says_no_markup(node: ast.Call) -> bool:
    """Whether it says that its words are words, or is given what is no plain string."""
    if any(
        key.arg == "markup" and isinstance(key.value, ast.Constant) and key.value.value is False
        for key in node.keywords
    ):
        return True
    first = node.args[0] if node.args else None
    return isinstance(first, ast.Call) and getattr(first.func, "id", "") == "Content"


@pytest.mark.fault("A4")
def test_wherever_words_could_be_read_as_markup_it_is_said_that_they_are_words() -> None:
    wanted = [(where, node) for where, name, node in calls() if name == "notify" or name in READS_MARKUP]
    assert len(wanted) > 50
    assert [where for where, node in wanted if not says_no_markup(node)] == []


@pytest.mark.fault("A4", "A24")
def test_titles_of_boxes_tooltips_and_windows_hold_no_text_from_outside() -> None:
    """Textual reads those as markup, and the window's title is seen by others: there are few, and they are known."""
    found = []
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            for target in targets:
                name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
                if name in {"border_title", "border_subtitle", "tooltip", "title", "sub_title"} and isinstance(
                    target, ast.Attribute
                ):
                    found.append(f"{path.name} {ast.unparse(target)}")
    # How many words a letter has.
    assert found == ["letter.py self.box.border_subtitle"]
