"""Every pack that can be found, read on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..files.atomic import Seen
from .folders import find
from .titles import Heading, PackTitles, Titles

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.pack import Pack
    from .problems import Problem


class NoSuchExercise(LookupError):
    """An exercise was asked for that no pack has; the message says what is near."""


class Library:
    """The packs below some folders. Nothing is read before it is asked for."""

    def __init__(self, folders: tuple[Path, ...], cache: Path | None = None) -> None:
        self.folders = folders
        """Folders with a pack.yaml, and folders of such folders."""
        self._titles = Titles(cache)
        self._packs: dict[Path, tuple[Seen, Pack]] = {}
        """Each pack.yaml as it was read last, so that it is read again where it has changed."""
        self._exercises: dict[Path, tuple[Seen, Pack | None, Exercise]] = {}
        """The same of exercises, each with the pack that it was read for."""

    @cached_property
    def titles(self) -> tuple[PackTitles, ...]:
        """What the contents need of every pack: from the cache where nothing has changed."""
        return tuple(self._titles.of(find(folder)) for folder in self._pack_folders())

    def titles_unchecked(self) -> tuple[PackTitles, ...]:
        """The titles as they were remembered, for a page that stands until `titles` has looked at every file."""
        found = [self._titles.unchecked(folder) for folder in self._pack_folders()]
        known = tuple(one for one in found if one is not None)
        return known if len(known) == len(found) else self.titles

    def _pack_folders(self) -> Iterator[Path]:
        for folder in self.folders:
            if (folder / "pack.yaml").is_file():
                yield folder
            elif folder.is_dir():
                with suppress(OSError):
                    yield from sorted(one for one in folder.iterdir() if (one / "pack.yaml").is_file())

    def forget_titles(self) -> None:
        """Remove the cache of titles from the disk."""
        self._titles.forget()

    def pack(self, id: str) -> PackTitles | None:
        """The pack of that id, as the contents know it."""
        return next((one for one in self.titles if one.id == id), None)

    def heading(self, words: str) -> Heading:
        """The exercise that somebody names: `thought-check`, or `resilience/thought-check`.

        Raises NoSuchExercise, with a message for people.
        """
        pack, slash, id = words.rpartition("/")
        found = [
            heading for titles in self.titles for heading in titles.headings
            if heading.id == id and (not slash or heading.pack == pack)
        ]  # fmt: skip
        if found:
            return found[0]
        from .problems import did_you_mean

        every = [heading.id for titles in self.titles for heading in titles.headings]
        near = did_you_mean(words, every)
        raise NoSuchExercise(f"There is no exercise `{words}`.{near} `workbook list` has them all.")

    def load(self, heading: Heading) -> Exercise:
        """Read an exercise, and only that. Raises Broken with every problem; OSError when it can't be opened."""
        pack, file = self.whole_pack(heading.pack), Path(heading.file)
        seen, of, exercise = self._exercises.get(file, (None, None, None))
        # What an exercise is depends on its pack too.
        found = atomic.read_if_changed(file, seen if of is pack else None)
        if found is None:
            assert exercise is not None
            return exercise
        from .problems import Broken
        from .reader import read_exercise

        data, seen = found
        read = read_exercise(data, file, pack=pack)
        if read.exercise is None:
            raise Broken(read.problems)
        if seen is not None:
            self._exercises[file] = seen, pack, read.exercise
        return read.exercise

    def whole_pack(self, id: str) -> Pack | None:
        """All that pack.yaml holds; None when no such pack is there. Raises Broken."""
        titles = self.pack(id)
        if titles is None:
            return None
        file = titles.folder / "pack.yaml"
        seen, pack = self._packs.get(file, (None, None))
        found = atomic.read_if_changed(file, seen)
        if found is None:
            return pack
        from .reader import read_pack

        data, seen = found
        pack = read_pack(data, file)
        if seen is not None:
            self._packs[file] = seen, pack
        return pack

    def check(self) -> tuple[Problem, ...]:
        """Every problem of every pack."""
        from .check import problems_of_pack

        return tuple(problem for folder in self._pack_folders() for problem in problems_of_pack(find(folder)))
