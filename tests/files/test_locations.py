"""Locations: what is said first counts, and a strange environment is no reason to crash."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

import pytest

from workbook.files import locations as module
from workbook.files.locations import Locations, locations


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith(("XDG_", "WORKBOOK_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return home


def found(shelf: str | None = None, content: str | None = None, **environ: str) -> Locations:
    return locations(shelf=Path(shelf) if shelf else None, content=Path(content) if content else None, environ=environ)


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_without_a_word_the_platforms_folders_are_used(home: Path) -> None:
    here = found()
    assert here.shelf == home / ".local/share/workbook/shelf"
    assert here.packs == home / ".local/share/workbook/packs"
    assert here.settings == home / ".config/workbook/settings.yaml"
    assert here.cache == home / ".cache/workbook"
    assert not list(home.iterdir())


def test_what_is_given_comes_before_the_environment(tmp_path: Path) -> None:
    said = {"WORKBOOK_SHELF": "/from/environment", "WORKBOOK_CONTENT": "/content/environment"}
    assert found(**said).shelf == Path("/from/environment")
    assert found(**said).content == Path("/content/environment")
    assert found("/given", "/content/given", **said).shelf == Path("/given")
    assert found("/given", "/content/given", **said).content == Path("/content/given")
    assert found(WORKBOOK_SHELF="").shelf == found().shelf


@pytest.mark.fault("F38")
def test_paths_are_settled_once(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert found("~/books").shelf == home / "books"
    assert found(WORKBOOK_SHELF="~").shelf == home
    assert found("link").shelf == tmp_path / "real"
    assert found("a/../b").shelf == tmp_path / "b"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert found().shelf.is_absolute()


@pytest.mark.fault("F38")
def test_links_in_a_circle_are_no_reason_to_crash(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert found(str(tmp_path / "a")).shelf == tmp_path / "a"


@pytest.mark.fault("F38")
def test_a_home_that_nobody_knows_is_no_reason_to_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> object:
        raise KeyError("no such user")

    monkeypatch.delenv("HOME")
    assert found().shelf.is_absolute()
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(pwd, "getpwnam", unknown)
    assert found().shelf.is_absolute()
    assert "~" not in found().shelf.parts
    assert found("~/books").shelf == tmp_path / "books"


def test_the_content_that_ships_is_beside_the_checkout_or_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "workbook"
    package.mkdir()
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert found().content is None
    (package / "_content").mkdir()
    assert found().content == package / "_content"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pack.yaml").touch()
    assert found().content == package / "_content"
    (tmp_path / "pyproject.toml").touch()
    assert found().content == tmp_path / "content"
