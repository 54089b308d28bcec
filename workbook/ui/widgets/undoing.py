"""What can be taken back in a box: everything since it was opened, in little memory."""

from __future__ import annotations

from collections import deque

from textual.widgets.text_area import Edit, EditHistory, EditResult, Selection

MOST = 8_000_000
"""Code points that are kept to take back and to do again: some ten times a whole life's diary pasted and deleted."""


class Undoing(EditHistory):
    """Keeps every step while all of them together are not huge; then the oldest are forgotten first.

    Stock keeps fifty steps, and one object for each key. Here the keys of one step are one edit.
    """

    most = MOST

    def __init__(self) -> None:
        # The same rhythm as stock's: a step ends after two seconds, at a line, and at a hundred keys.
        super().__init__(max_checkpoints=0, checkpoint_timer=2.0, checkpoint_max_characters=100)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._undo_stack: deque[list[Edit]] = deque()
        self._kept = 0

    @property
    def kept(self) -> int:
        """How much is kept, in code points; an edit counts as some of its own."""
        return self._kept

    def record(self, edit: Edit) -> None:
        """Keep an edit that was done, with the step it belongs to."""
        undone = sum(map(_size, self._redo_stack))
        super().record(edit)
        if not self._undo_stack or (batch := self._undo_stack[-1])[-1] is not edit:
            return
        before = _size(batch[:-1])
        if len(batch) > 1 and (one := joined(batch[-2], edit)) is not None:
            batch[-2:] = [one]
        self._kept += _size(batch) - before - undone
        while len(self._undo_stack) > 1 and self._kept > self.most:
            self._kept -= _size(self._undo_stack.popleft())

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._kept = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._undo_stack)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back."""
        return bool(self._redo_stack)


def joined(first: Edit, then: Edit) -> Edit | None:
    """Both as one, where the second goes on where the first ended: letters after letters, backspaces, deletes."""
    done, next_done = first._edit_result, then._edit_result
    if done is None or next_done is None:
        return None
    if first.maintain_selection_offset or then.maintain_selection_offset:
        return None
    if not done.replaced_text and not next_done.replaced_text and then.top == done.end_location:
        return _one(first, then, Edit(first.text + then.text, first.top, first.top, False), "")
    if first.text or then.text or "\n" in done.replaced_text + next_done.replaced_text:
        return None
    if then.bottom == first.top:
        return _one(first, then, Edit("", then.top, first.bottom, False), next_done.replaced_text + done.replaced_text)
    if then.top == first.top:
        row, column = first.bottom
        bottom = (row, column + len(next_done.replaced_text))
        return _one(first, then, Edit("", first.top, bottom, False), done.replaced_text + next_done.replaced_text)
    return None


def _one(first: Edit, then: Edit, edit: Edit, replaced: str) -> Edit:
    assert then._edit_result is not None
    edit._edit_result = EditResult(then._edit_result.end_location, replaced)
    edit._original_selection = first._original_selection
    at = then._edit_result.end_location
    edit._updated_selection = Selection(at, at)
    return edit


def _size(batch: list[Edit]) -> int:
    return sum(
        500 + len(edit.text) + len(edit._edit_result.replaced_text if edit._edit_result else "") for edit in batch
    )
