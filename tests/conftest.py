"""What every test shares: no test touches a real home, and the tests' own modules can be imported."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

sys.path.insert(0, str(TESTS))


@pytest.fixture(autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own, empty, one time zone, one country's paper, and a terminal with all colours."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower().replace("_", "-")) if name != "HOME" else str(home))
    for name in ("WORKBOOK_SHELF", "WORKBOOK_BOOK", "WORKBOOK_CONTENT", "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_PAPER", "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def pytest_configure() -> None:
    import parsedonce
    import settling

    settling.put_in_place()
    parsedonce.put_in_place()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run what takes minutes")
    parser.addoption(
        "--fault-table", action="store_true", help="print every fault and attack with the tests that show it, and end"
    )


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    if not config.getoption("--fault-table"):
        return None
    from faults.table import marked, printed

    sys.stdout.write(printed(marked(TESTS)))
    return 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="takes minutes: run with --long")
    for item in items:
        if item.get_closest_marker("long") is not None and not config.getoption("--long"):
            item.add_marker(skip)
        # Some files make one thing for all their tests; and what runs in real terminals, several at once, says
        # something about how soon: with `--dist loadgroup` each of these stays with one worker.
        # A file that needs no quiet machine says so by a group of its own.
        if item.get_closest_marker("xdist_group") is not None:
            continue
        if item.path.parent == TESTS / "faults":
            item.add_marker(pytest.mark.xdist_group("terminals"))
        elif item.path.name == "test_package.py":
            item.add_marker(pytest.mark.xdist_group("package"))
