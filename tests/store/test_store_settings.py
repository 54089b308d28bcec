"""settings.yaml: what is set comes back, what is unknown stays, what can't be read is never written over."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook.files.clean import clean
from workbook.store.marks import Newer, Unreadable
from workbook.store.settingsfile import (
    Settings,
    change_settings,
    decode_settings,
    encode_settings,
    read_settings,
    with_keys,
    with_theme,
)

WORDS = st.text(max_size=30).map(clean)
IDS = st.text(min_size=1, max_size=20).map(clean).filter(bool)
SETTINGS = st.builds(
    Settings,
    theme=WORDS,
    keys=st.dictionaries(IDS, WORDS, max_size=5),
    extra=st.dictionaries(IDS.filter(lambda id: id not in ("format", "theme", "keys")), WORDS, max_size=3),
)
BROKEN = (
    b"theme: [lamp\n",
    b"theme: lamp\ntheme: paper\n",
    b"- lamp\n",
    b"\xff\xfe\x00",
    b"keys: lamp\n",
    b"format: x\n",
)


@given(SETTINGS)
@example(Settings(theme="0 \n"))
def test_what_is_set_comes_back(settings: Settings) -> None:
    assert decode_settings(encode_settings(settings)) == settings


@given(st.binary(max_size=300))
@pytest.mark.fault("F25")
def test_whatever_is_in_the_file_it_is_read_or_refused(data: bytes) -> None:
    try:
        decode_settings(data)
    except Unreadable:
        return


def test_a_file_written_by_hand_needs_no_end_mark() -> None:
    assert decode_settings(b"theme: lamp\nkeys:\n  help: f4\n") == Settings("lamp", {"help": "f4"})
    assert decode_settings(b"format: 1\ntheme: lamp\n...\n") == Settings("lamp")
    assert decode_settings(b"") == decode_settings(b"\n \n") == Settings()


def test_only_what_was_changed_changes(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.yaml"
    assert read_settings(path) == Settings()
    assert change_settings(path, lambda one: with_theme(one, "lamp")) is None
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(path.read_text() + "speech: loud\n")
    change_settings(path, lambda one: with_keys(one, {"help": "f4"}))
    assert read_settings(path) == Settings("lamp", {"help": "f4"}, {"speech": "loud"})


@pytest.mark.parametrize("data", BROKEN)
@pytest.mark.fault("F24")
def test_a_broken_file_is_kept_apart_word_for_word(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(data)
    with pytest.raises(Unreadable):
        read_settings(path)
    apart = change_settings(path, lambda one: with_theme(one, "lamp"))
    assert apart is not None and apart.read_bytes() == data
    assert read_settings(path) == Settings("lamp")


@pytest.mark.fault("F31")
def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("format: 2\ntheme: lamp\n")
    with pytest.raises(Newer):
        change_settings(path, lambda one: with_theme(one, "paper"))
    assert path.read_text() == "format: 2\ntheme: lamp\n"


def test_two_windows_at_once_lose_neither_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    many = [
        threading.Thread(
            target=change_settings,
            args=(path, lambda one, id=str(number): with_keys(one, {**one.keys, id: "f4"})),
        )
        for number in range(6)
    ]
    for one in many:
        one.start()
    for one in many:
        one.join()
    assert set(read_settings(path).keys) == {str(number) for number in range(6)}
