"""An author's Markdown -> paragraphs to read on paper. What is left of its marks is what stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..room import Told, Weight, Words

if TYPE_CHECKING:
    from markdown_it.token import Token


def told(markdown: str, *more: str) -> Told:
    """A note as paragraphs; headings stand out, an item of a list has a dash. `more` are plain ones after it."""
    from markdown_it import MarkdownIt

    blocks: list[tuple[Words, ...]] = []
    lead: Weight = "plain"
    item = False
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.type == "heading_open":
            lead = "strong"
        elif token.type == "heading_close":
            lead = "plain"
        elif token.type == "list_item_open":
            item = True
        elif token.type == "inline":
            words = tuple(_joined(_words(token.children or (), lead)))
            if words:
                blocks.append((Words("– "), *words) if item else words)
            item = False
        elif token.type in ("code_block", "fence") and token.content.strip():
            blocks.append((Words(token.content.strip("\n")),))
    blocks += [(Words(one),) for one in more if one]
    return Told(tuple(blocks))


def _words(children: Sequence[Token], lead: Weight) -> Iterator[Words]:
    weight = lead
    for child in children:
        if child.type in ("strong_open", "em_open"):
            weight = "strong" if child.type == "strong_open" else "emphasis"
        elif child.type in ("strong_close", "em_close"):
            weight = lead
        elif child.type in ("softbreak", "hardbreak"):
            yield Words(" ", weight)
        elif child.content:
            yield Words(child.content, weight)


def _joined(words: Iterator[Words]) -> Iterator[Words]:
    """Neighbours of one weight as one."""
    last: Words | None = None
    for one in words:
        if last is not None and last.weight == one.weight:
            last = Words(last.text + one.text, one.weight)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
