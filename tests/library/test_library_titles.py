"""The cache of titles: nothing depends on it, and it holds nobody's words but the authors'."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.library import titles as module
from workbook.library.folders import Found
from workbook.library.library import Library
from workbook.library.titles import Heading, PackTitles

EXERCISE = "title: First\nminutes: 3\npurpose: To begin\nsteps:\n  - {id: a, kind: note, text: Read}\n"
PACK = (
    "format: 1\nid: small\ntitle: Small\nbook_title: first.a\n"
    "sections:\n  - {id: start, title: Start, exercises: [first, broken]}\n"
    "paths:\n  - {id: p, title: P, says: So, first: true, short: [first], "
    "days: [{day: 2, do: [first, [first, broken]]}]}\n"
    "support:\n  - {where: Here, say: '112', checked: 2026-11-22}\n"
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK)
    (folder / "first.yaml").write_text(EXERCISE)
    (folder / "broken.yaml").write_text("title: 1\n")
    return folder


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """Files that were written this very moment are not cached; so let an hour pass."""
    now = time.time_ns() + 3600 * 10**9
    with mock.patch.object(time, "time_ns", lambda: now):
        yield


def titles(pack: Path, cache: Path | None) -> PackTitles:
    return Library((pack,), cache).titles[0]


def file_of(cache: Path) -> Path:
    [file] = cache.iterdir()
    return file


def test_the_answers_are_the_same_with_and_without_a_cache(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    without = titles(pack, None)
    assert titles(pack, cache) == without
    with mock.patch.object(module, "_made", side_effect=AssertionError("read anew")):
        assert titles(pack, cache) == without
    assert [(one.id, one.title, one.problems) for one in without.headings] == [
        ("first", "First", 0),
        ("broken", "broken", 1),
    ]
    assert without.paths[0].days == ((2, (("first",), ("first", "broken"))),)
    assert without.support == (("Here", "112", "2026-11-22"),)


def test_a_cache_that_is_gone_is_made_again(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = titles(pack, cache)
    file_of(cache).unlink()
    assert titles(pack, cache) == before
    cache.rename(tmp_path / "moved")
    assert titles(pack, cache) == before
    assert file_of(cache).is_file()


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"\0\0\0", b"\xff\xfe", b"{", b"[]", b"null", b"[" * 200_000, b'{"state": 1}', b'{"a": NaN}',
    ],
)  # fmt: skip
def test_a_damaged_cache_is_as_good_as_none(pack: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    before = titles(pack, cache)
    file_of(cache).write_bytes(damage)
    assert titles(pack, cache) == before
    assert json.loads(file_of(cache).read_bytes())["titles"]["title"] == "Small"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_cache_of_the_right_state_with_anything_in_it_does_no_harm(
    pack: Path, tmp_path: Path, data: st.DataObject
) -> None:
    cache = tmp_path / "cache"
    titles(pack, cache)
    kept = json.loads(file_of(cache).read_bytes())
    key = data.draw(st.sampled_from(sorted(kept["titles"])))
    if data.draw(st.booleans()):
        del kept["titles"][key]
    else:
        inner = st.none() | st.integers() | st.text(max_size=3) | st.lists(st.lists(st.integers()), max_size=2)
        kept["titles"][key] = data.draw(inner | st.lists(st.dictionaries(st.just("id"), inner), min_size=1, max_size=2))
    file_of(cache).write_text(json.dumps(kept))
    Library((pack,), cache).titles_unchecked()
    titles(pack, cache)
    file_of(cache).unlink()


@pytest.mark.fault("A12")
def test_a_cache_never_leads_out_of_the_pack(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = titles(pack, cache)
    kept = json.loads(file_of(cache).read_bytes())
    kept["titles"]["headings"][0][Heading._fields.index("file")] = "/etc/passwd"
    file_of(cache).write_text(json.dumps(kept))
    assert titles(pack, cache) == before


def test_a_cache_that_cannot_be_written_changes_nothing(pack: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file")
    assert titles(pack, in_the_way) == titles(pack, None)
    assert titles(pack, in_the_way / "below") == titles(pack, None)
    assert in_the_way.read_text() == "a file"


def test_an_edit_shows_at_once(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert titles(pack, cache).headings[0].title == "First"
    (pack / "first.yaml").write_text(EXERCISE.replace("title: First", "title: Other words"))
    assert titles(pack, cache).headings[0].title == "Other words"
    (pack / "broken.yaml").write_text(EXERCISE)
    assert titles(pack, cache).headings[1].problems == 0
    (pack / "first.yaml").unlink()
    assert [one.id for one in titles(pack, cache).headings] == ["broken"]
    (pack / "pack.yaml").write_text(PACK.replace("title: Small", "title: Large"))
    assert titles(pack, cache).title == "Large"


def test_an_edit_in_the_same_tick_of_the_clock_and_of_the_same_length_shows_too(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    tick = (pack / "first.yaml").stat().st_ctime_ns
    real = module._state

    def coarse(found: Found) -> list[object]:
        return [[*one[:3], tick, tick] if isinstance(one, list) else one for one in real(found)]

    with mock.patch.object(module, "_state", coarse), mock.patch.object(time, "time_ns", lambda: tick + 10**9):
        for title in ("Third", "Fifth", "Sixth", "First"):
            (pack / "first.yaml").write_text(EXERCISE.replace("title: First", f"title: {title}"))
            assert titles(pack, cache).headings[0].title == title


def test_what_is_remembered_is_there_before_any_file_is_looked_at(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = titles(pack, cache)
    (pack / "pack.yaml").write_text(PACK.replace("title: Small", "title: Large"))
    [known] = Library((pack,), cache).titles_unchecked()
    assert (known.title, known.sections, known.paths) == (before.title, before.sections, before.paths)
    assert [(one.id, one.title) for one in known.headings] == [(one.id, one.title) for one in before.headings]
    assert {one.file for one in known.headings} == {""}, "nothing can be opened by it"


@pytest.mark.parametrize("damage", [None, b"{", b'{"state": 1, "titles": {}}'])
def test_where_nothing_is_remembered_the_files_are_looked_at(pack: Path, tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    before = titles(pack, cache)
    if damage is None:
        with mock.patch.object(module, "__version__", "99"):
            assert Library((pack,), cache).titles_unchecked() == (before,)
        file_of(cache).unlink()
    else:
        file_of(cache).write_bytes(damage)
    assert Library((pack,), cache).titles_unchecked() == (before,)


def test_another_version_of_the_program_reads_anew(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    titles(pack, cache)
    with mock.patch.object(module, "__version__", "99"), mock.patch.object(module, "_made", wraps=module._made) as made:
        titles(pack, cache)
    assert made.called


def test_two_packs_do_not_share_a_cache_file(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    other = tmp_path / "other"
    other.mkdir()
    (other / "pack.yaml").write_text(PACK.replace("title: Small", "title: Other"))
    assert [titles(one, cache).title for one in (pack, other, pack)] == ["Small", "Other", "Small"]


@pytest.mark.fault("A19")
def test_the_cache_is_private_and_holds_authors_words_alone(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    titles(pack, cache)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(cache).stat().st_mode) == 0o600
    known = json.loads(file_of(cache).read_bytes())
    authored = PACK + EXERCISE + (pack / "broken.yaml").read_text()

    def words(tree: object) -> Iterator[str]:
        if isinstance(tree, dict):
            for value in tree.values():
                yield from words(value)
        elif isinstance(tree, list):
            for value in tree:
                yield from words(value)
        elif isinstance(tree, str):
            yield tree

    for word in words(known["titles"]):
        assert word in authored or Path(word).is_relative_to(pack)


def test_a_pack_that_cannot_be_read_says_why(pack: Path, tmp_path: Path) -> None:
    (pack / "pack.yaml").write_text(PACK + "colour: red\n")
    for _ in range(2):
        found = titles(pack, tmp_path / "cache")
        assert found.headings == ()
        assert "unknown key `colour`" in found.problem
