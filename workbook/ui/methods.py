"""From a page to what the book rests on. The exercises are read when somebody asks, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.methods import methods_of

if TYPE_CHECKING:
    from .routes import Routes

NOTHING = "The exercises that are here say nothing of what they rest on."


async def show_methods(app: Routes, name: str = "") -> None:
    """Lay it over the page, once; with a name it begins with that exercise."""
    from .screens.methods import MethodsPage

    if isinstance(app.screen, MethodsPage):
        return
    await app.saver.flush()
    found = methods_of(app.desk.library)
    if not found:
        app.notify(NOTHING, markup=False)
        return
    await app.push_screen(MethodsPage(found, name))
