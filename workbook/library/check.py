"""What is wrong with a whole pack: every file, and what the files say of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..files import atomic
from ..model.conditions import Name
from ..model.pack import Pack
from .folders import Found, find
from .mentions import WORDING
from .problems import Problem, did_you_mean
from .reader import PackRead, Read, read_exercise, read_pack_file
from .references import Reference, misused


def problems_of_pack(found: Found) -> tuple[Problem, ...]:
    """Every problem of a pack, file by file."""
    file = found.folder / "pack.yaml"
    pack = _read_pack(file)
    reads = {id: _read(path, pack) for id, path in found.files.items()}
    problems = list(pack.problems)
    for first, second in found.twice:
        problems.append(Problem(second, 1, 1, f"{first.name} stands twice in this pack; rename one of the two"))
    problems += _of_pack_file(pack, file, reads, found)
    for id, read in reads.items():
        of_file = [*read.problems, *_across(found.files[id], read, reads, pack.pack)]
        problems += sorted(of_file, key=lambda one: (one.line, one.column))
    return tuple(problems)


def problems_of_file(path: Path) -> tuple[Problem, ...]:
    """The problems of one exercise, read with the pack above it where there is one."""
    for folder in path.resolve().parents:
        file = folder / "pack.yaml"
        if file.is_file():
            if path.name == "pack.yaml":
                return problems_of_pack(find(folder))
            pack = _read_pack(file)
            return (*pack.problems, *_read(path, pack).problems)
    return _read(path, PackRead(None, ())).problems


def _read_pack(file: Path) -> PackRead:
    try:
        return read_pack_file(atomic.read(file), file)
    except OSError as error:
        return PackRead(None, (_not_opened(file, error),))


def _read(path: Path, pack: PackRead) -> Read:
    try:
        return read_exercise(atomic.read(path), path, pack=pack.pack, pack_is_broken=bool(pack.problems))
    except OSError as error:
        return Read(None, (_not_opened(path, error),))


def _not_opened(file: Path, error: OSError) -> Problem:
    return Problem(file, 1, 1, f"can't be opened: {error.strerror or error}")


def _of_pack_file(pack: PackRead, file: Path, reads: Mapping[str, Read], found: Found) -> Iterator[Problem]:
    sections: dict[str, str] = {}
    for one in pack.mentions:
        message = ""
        if one.id not in reads:
            message = f"{one.place} names `{one.id}`; there is no such exercise.{did_you_mean(one.id, reads)}"
        elif one.place.startswith("section ") and one.id in sections:
            message = f"`{one.id}` stands in {sections[one.id]} already"
        if one.place.startswith("section "):
            sections.setdefault(one.id, one.place)
        if message:
            yield Problem(file, one.node.line, one.node.column, message)
    if pack.mentions:
        for id in sorted(reads.keys() - sections.keys()):
            yield Problem(found.files[id], 1, 1, "no section of pack.yaml names this exercise; nobody will find it")
    yield from _of_names(file, pack.references, "", reads)


def _across(file: Path, read: Read, reads: Mapping[str, Read], pack: Pack | None) -> Iterator[Problem]:
    yield from _of_names(file, read.references, file.stem, reads)
    for one in read.mentions:
        if one.place != WORDING and one.id not in reads:
            message = f"there is no exercise `{one.id}`.{did_you_mean(one.id, reads)}"
            yield Problem(file, one.node.line, one.node.column, message)
    yield from _of_wording(file, read, reads, pack.wording_by if pack is not None else None)


def _of_names(file: Path, references: tuple[Reference, ...], own: str, reads: Mapping[str, Read]) -> Iterator[Problem]:
    mine = reads[own].exercise if own in reads else None
    for one in references:
        if own and one.name.exercise in ("", own):
            continue
        by = mine.step(one.step) if mine is not None and one.step else None
        other = reads.get(one.name.exercise)
        message = ""
        if not one.name.exercise:
            message = f"`{one.name}` is in no exercise; write `exercise.{one.name}`"
        elif other is None:
            message = f"there is no exercise `{one.name.exercise}`.{did_you_mean(one.name.exercise, reads)}"
        elif other.exercise is not None:
            step = other.exercise.step(one.name.step)
            if step is None:
                near = did_you_mean(one.name.step, [step.id for step in other.exercise.steps])
                message = f"`{one.name.exercise}` has no step `{one.name.step}`.{near}"
            else:
                message = misused(one, step, by)
        if message:
            yield Problem(file, one.node.line, one.node.column, message)


def _of_wording(file: Path, read: Read, reads: Mapping[str, Read], by: Name | None) -> Iterator[Problem]:
    """`wording:` that waits for an option which nobody can choose."""
    other = reads[by.exercise].exercise if by is not None and by.exercise in reads else None
    step = other.step(by.step) if other is not None and by is not None else None
    options = getattr(step, "options", None)
    if not isinstance(options, tuple):
        return
    ids = [option.id for option in options] + (["other"] if getattr(step, "other", False) else [])
    for one in read.mentions:
        if one.place == WORDING and one.id not in ids:
            message = f"`{one.id}` is no option of `{by}`.{did_you_mean(one.id, ids)}"
            yield Problem(file, one.node.line, one.node.column, message)
