"""What we lean on that Textual does not promise to keep: one list, for the day when Textual changes.

It is that of the box for prose, and of how pages are laid out and painted. A test says which of it went, and that the
list is whole. What is not a name is in `widgets/area`: `on_idle` of a subclass runs before that of `Widget`, and
watchers are found by their names, `watch_` and `_watch_` both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEANS_ON: Final[Mapping[str, Mapping[str, str]]] = {
    "TextArea": {
        "_build_highlight_map": "called after another document has come in",
        "_cursor_offset": "set before the terminal's own cursor is led there",
        "_delete_via_keyboard": "what the person takes away goes through it",
        "_draw_cursor": "whether the cursor is drawn at this moment of its blinking",
        "_highlight_query": "set where stock has to paint",
        "_matching_bracket_location": "set where stock has to paint",
        "_on_key": "what the person types goes through it",
        "_refresh_size": "called before the cursor is brought into sight",
        "_replace_via_keyboard": "what the person types or pastes goes through it",
        "_restart_blink": "called when a key types",
        "_rewrap_and_refresh_virtual_size": "called after another document has come in",
        "_scroll_update": "called when the number of rows has changed, instead of a layout",
        "_size_updated": "the text is divided for the width that the box was given",
        "_set_document": "every document comes in through it",
        "_theme": "the styles of cursor and selection",
        "_watch_selection": "runs beside our own watcher, and brings the cursor into sight",
    },
    "WrappedDocument": {
        "_offset_to_line_info": "stock paints by it",
        "_tab_width": "how wide a tab is",
        "_width": "how wide a row is",
        "_wrap_offsets": "the breaks of each line",
    },
    "DocumentNavigator": {"_document": "the lines that it goes through"},
    "Document": {"_lines": "the lines"},
    "EditHistory": {"_redo_stack": "what was taken back", "_undo_stack": "what can be taken back"},
    "Edit": {
        "_edit_result": "what it did",
        "_original_selection": "where the cursor was before",
        "_updated_selection": "where the cursor was after",
    },
    "Screen": {
        "_callbacks": "what waits for the painting",
        "_compositor": "ours is put in its place, which asks few widgets how they look",
        "_compositor_refresh": "what is about to be drawn is told first; a page that is covered is not painted",
        "_dirty_widgets": "what of a page waits to be painted",
        "_invoke_and_clear_callbacks": "what is to come after the painting waits for it",
        "_layout_widgets": "whether it was scrolled, and no more",
        "_message_loop_exit": "what waits still goes on to the next page",
        "_on_screen_resume": "runs before stock's, which would have a new page dressed twice",
        "_on_timer_update": "paints now, where stock would wait for its next frame",
        "_refresh_layout": "a new page is laid out once",
        "_screen_resized": "a page is not told of a size that it has",
    },
    "Widget": {
        "_layout_required": "whether it wants to be laid out anew",
        "_repaint_required": "whether it wants to be painted anew",
        "_scroll_required": "whether it was scrolled",
        "_size": "the size that it was given",
    },
    "App": {"_batch_count": "whether a page is being put together"},
    "Compositor": {
        "_dirty_regions": "what of a page is to be painted",
        "_full_map": "where everything lay at the last layout",
        "_full_map_invalidated": "whether it would be made anew, with what has come and gone since",
        "_get_renders": "asks the widgets how they look",
    },
    "Console": {"_color_system": "how many colours there are"},
}
"""By class, each name and what for."""
