"""What the exercises rest on, as the packs say it: read when somebody asks, and never before."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..library.library import Library
from ..library.problems import Broken
from ..library.titles import PackTitles
from ..printing.methods import basis_of, flowing
from ..printing.printout import Basis, Methods


def methods_of(library: Library, only: Collection[tuple[str, str]] | None = None) -> tuple[Methods, ...]:
    """Every pack's methods pages; with `only`, of these exercises by pack and id.

    What can't be read is passed over: the contents and `workbook check` tell of that.
    """
    return tuple(_methods(library, only))


def _methods(library: Library, only: Collection[tuple[str, str]] | None) -> Iterator[Methods]:
    for titles in library.titles:
        entries = tuple(_entries(library, titles, only))
        try:
            pack = library.whole_pack(titles.id) if entries or only is None else None
        except (Broken, OSError):
            continue
        if pack is not None and (entries or pack.methods):
            yield Methods(pack.title, flowing(pack.methods), entries)


def _entries(library: Library, titles: PackTitles, only: Collection[tuple[str, str]] | None) -> Iterator[Basis]:
    sections = {one.id: one.title for one in titles.sections}
    for heading in titles.headings:
        if only is not None and (heading.pack, heading.id) not in only:
            continue
        try:
            basis = basis_of(library.load(heading), sections.get(heading.section, ""))
        except (Broken, OSError):
            continue
        if basis is not None:
            yield basis
