"""One authored file -> an Exercise or a Pack, or all of its problems at once."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..files.yamlfile import Mapping
from ..model.exercise import Exercise
from ..model.pack import Pack
from .mentions import Mention, ids_in_pack, in_exercise, in_pack, inside
from .problems import Broken, Problem
from .reading import Enough, Reading
from .references import Reference, problems_of_exercise, problems_of_references, problems_of_steps

NOON = 12


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading an exercise's file alone."""

    exercise: Exercise | None
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...] = ()
    """Every mention of an answer."""
    mentions: tuple[Mention, ...] = ()
    """Every mention of another exercise."""


@dataclass(frozen=True, slots=True)
class PackRead:
    """What came of reading a pack.yaml alone."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...] = ()
    """Every mention of an answer."""
    mentions: tuple[Mention, ...] = ()
    """Every mention of an exercise."""


def read_exercise(data: bytes, file: Path, *, pack: Pack | None = None, pack_is_broken: bool = False) -> Read:
    """An exercise from its bytes; the id is the file's name. Every problem is found, not only the first.

    `pack_is_broken` leaves out the problems that only a pack.yaml which can't be read gives.
    """
    measures = None if pack is None and pack_is_broken else pack.measures if pack is not None else {}
    reading = Reading(file, measures, in_pack=pack is not None)
    made: Exercise | None = None
    tree: Mapping | None = None
    with suppress(Enough):
        tree = reading.tree(data, "an exercise begins with `title: ...`")
        if tree is not None:
            reading.file_id(file.stem, tree)
            made = reading.record(Exercise, tree)
            reading.extend(problems_of_exercise(made, tree, reading.steps, reading.nodes, measures, file))
            reading.extend(problems_of_steps(reading.steps, reading.nodes, file))
            reading.extend(
                problems_of_references(file.stem, reading.steps, tuple(reading.nodes), reading.references, file)
            )
    problems = reading.sorted()
    references = tuple(reading.references)
    mentions = in_exercise(tree) if tree is not None else ()
    if problems or made is None:
        return Read(None, problems, references, mentions)
    section = pack.section_of(file.stem) if pack is not None else None
    whole = replace(
        made,
        id=file.stem,
        pack=pack.id if pack is not None else "",
        section=section.id if section is not None else "",
        fingerprint="sha256:" + hashlib.sha256(data).hexdigest(),
        wording_by=pack.wording_by if pack is not None else None,
        measured=pack.measures if pack is not None else {},
    )
    return Read(whole, (), references, mentions)


def read_pack(data: bytes, file: Path) -> Pack:
    """A pack from the bytes of its pack.yaml. Raises Broken with every problem."""
    read = read_pack_file(data, file)
    if read.pack is None:
        raise Broken(read.problems)
    return read.pack


def read_pack_file(data: bytes, file: Path) -> PackRead:
    """A pack.yaml with all that it mentions; `pack` is None when it has problems."""
    reading = Reading(file, {}, in_pack=True)
    made: Pack | None = None
    tree: Mapping | None = None
    with suppress(Enough):
        tree = reading.tree(data, "a pack begins with `format: 1`")
        if tree is not None:
            made = reading.record(Pack, tree)
            if made is not None and made.format != 1:
                message = f"format {made.format} is newer than this program knows; it reads format 1"
                reading.problem(tree.get("format"), message)
            until = inside(tree, "breaks", "night", "until")
            night = made.breaks.night if made is not None and made.breaks is not None else None
            if night is not None and night.until > NOON:
                reading.problem(until, f"the night ends at {NOON} at the latest; write an hour from 1 to {NOON}")
            for key, ids in ids_in_pack(tree).items():
                reading.unique(key.removesuffix("s"), ids)
    problems = reading.sorted()
    mentions = in_pack(tree) if tree is not None else ()
    return PackRead(None if problems else made, problems, tuple(reading.references), mentions)
