"""The wheel: built from the tracked files, installed alone, it lists and prints with no checkout near."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from commandline import ANSWER, CommandLine

ROOT = Path(__file__).parents[1]


def done(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Run a command that must succeed: its stdout."""
    run = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environ}, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of what git tracks, and of nothing that happens to lie beside it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in done("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    done(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=source)
    [built] = out.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    done(*pip, "--disable-pip-version-check", "--target", target, wheel, cwd=target)
    return target


def apart(installed: Path, *arguments: str) -> str:
    """Run Python from `/` on what is installed: without `site`, so that no `.pth` leads back to the checkout."""
    paths = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return done(sys.executable, "-S", *arguments, cwd=Path("/"), PYTHONPATH=os.pathsep.join(paths))


def test_the_wheel_has_all_that_the_program_reads_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    code = [path for path in done("git", "ls-files", "-z", "workbook", cwd=ROOT).split("\0") if path]
    assert set(code) <= names
    content = [path for path in done("git", "ls-files", "-z", "content", cwd=ROOT).split("\0") if path]
    assert {f"workbook/_{path}" for path in content} <= names
    assert "workbook/_content/pack.yaml" in names
    assert not [name for name in names if name.startswith(("tests", "content")) or "__pycache__" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_what_is_installed_is_what_runs(installed: Path) -> None:
    code = "import workbook, sys; print(workbook.__file__); print([one for one in sys.path if 'workbook' in one])"
    file = apart(installed, "-c", code).splitlines()[0]
    assert Path(file).is_relative_to(installed)
    assert not Path(file).is_relative_to(ROOT)


def test_the_command_is_installed(installed: Path) -> None:
    script = installed / "bin" / "workbook"
    assert os.access(script, os.X_OK)
    assert "from workbook.__main__ import main" in script.read_text()


def test_it_lists_the_exercises_with_no_checkout_near(installed: Path) -> None:
    listed = json.loads(apart(installed, "-m", "workbook", "list", "--json"))
    shipped = sorted(path.stem for path in (ROOT / "content").glob("*/*.yaml"))
    assert sorted(one["id"] for one in listed) == shipped
    where = apart(installed, "-m", "workbook", "where")
    assert f"exercises    {installed}/workbook/_content\n" in where
    assert apart(installed, "-m", "workbook", "check") == ""


def test_it_prints_a_book_as_pdf_with_no_checkout_near(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = CommandLine(tmp_path, capsysbinary)
    line.book("a", "The novel")
    monkeypatch.setenv("WORKBOOK_SHELF", str(line.shelf))
    apart(installed, "-m", "workbook", "print", "-o", str(tmp_path / "book.pdf"))
    import pypdf

    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "book.pdf").pages)
    assert ANSWER in " ".join(text.split())
