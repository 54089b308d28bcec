"""A file under a name that nobody has yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbook.files import newfile
from workbook.files.newfile import write_new

DAY = date(2026, 11, 22)


def test_each_file_gets_the_next_free_name_and_none_is_written_over(tmp_path: Path) -> None:
    names = [write_new(tmp_path, "letter", DAY, ".txt", bytes([number])).name for number in range(3)]
    assert names == ["letter-2026-11-22.txt", "letter-2026-11-22-2.txt", "letter-2026-11-22-3.txt"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"\0", b"\1", b"\2"]


@pytest.mark.fault("A21")
def test_a_link_that_leads_nowhere_has_its_name_too(tmp_path: Path) -> None:
    (tmp_path / "book-2026-11-22.pdf").symlink_to(tmp_path / "gone")
    assert write_new(tmp_path, "book", DAY, ".pdf", b"x").name == "book-2026-11-22-2.pdf"


def test_a_folder_that_is_full_of_them_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newfile, "MOST", 2)
    write_new(tmp_path, "book", DAY, ".pdf", b"a")
    write_new(tmp_path, "book", DAY, ".pdf", b"b")
    with pytest.raises(FileExistsError, match="2 files"):
        write_new(tmp_path, "book", DAY, ".pdf", b"c")
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"a", b"b"]
