"""Files: at any fault the old one or the new one is there, whole; nobody else's is touched, nobody else can read."""

from __future__ import annotations

import errno
import fcntl
import gc
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock
import pytest

from workbook.files import atomic

OLD = b"old words\n" * 1000
NEW = b"new words, more of them\n" * 1000


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=["umask 000", "umask 022", "umask 777"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.fault("A19")
def test_files_and_folders_are_for_their_owner_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    atomic.make_folder(folder)
    assert mode(tmp_path / "a") == mode(folder) == 0o700
    seen: list[int] = []
    atomic.replace(folder / "c", NEW, check=lambda: seen.extend(mode(path) for path in folder.iterdir()))
    atomic.replace(folder / "d", NEW, overwrite=False)
    with atomic.moment_lock(folder / ".lock"):
        assert mode(folder / ".lock") == 0o600
    assert seen == [0o600]
    assert mode(folder / "c") == mode(folder / "d") == 0o600


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    atomic.make_folder(tmp_path / "shared")
    atomic.make_folder(tmp_path / "shared" / "mine")
    assert mode(tmp_path / "shared") == 0o755


def test_a_folder_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(FileExistsError):
        atomic.make_folder(tmp_path / "file")
    with pytest.raises(FileExistsError):
        atomic.make_folder(tmp_path / "file" / "b")
    assert (tmp_path / "file").read_bytes() == OLD


def test_a_stamp_tells_bytes_apart_by_content_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic.replace(path, OLD)
    before = atomic.stamp_of(atomic.read(path))
    os.utime(path, (1, 1))
    assert atomic.stamp_of(atomic.read(path)) == before
    assert atomic.stamp_of(OLD[:-1] + b"x") != before
    assert before.size == len(OLD)


def test_reading_gives_every_byte_or_as_many_as_were_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a"
    big = os.urandom(3 << 20)
    path.write_bytes(big)
    assert atomic.read(path) == big
    assert atomic.read(path, at_most=10) == big[:11]
    assert atomic.read(path, at_most=len(big)) == big


@pytest.mark.fault("A21")
def test_nothing_but_a_regular_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="is a link"):
        atomic.read(tmp_path / "link")
    for name in ("folder", "pipe"):
        with pytest.raises(OSError, match="not a regular file"):
            atomic.read(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        atomic.read(tmp_path / "nothing")


@pytest.mark.parametrize(
    "name",
    ["a", "a" * 255, "é" * 127, "👩" * 63, ".hidden", "line\nbreak", b"\xff\xfe".decode("utf-8", "surrogateescape")],
)
def test_a_file_is_replaced_whole_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    atomic.replace(path, OLD)
    atomic.replace(path, b"")
    assert path.read_bytes() == b""
    atomic.replace(path, NEW)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [name]


def test_the_bytes_are_verified_before_anything_changes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)

    def verify(data: bytes) -> None:
        assert data == NEW
        assert path.read_bytes() == OLD
        raise ValueError("not what was meant")

    with pytest.raises(ValueError, match="not what was meant"):
        atomic.replace(path, NEW, verify=verify)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("altered", [lambda back: back[:-1], lambda back: b"x" + back[1:], lambda back: back + b"x"])
def test_what_is_read_back_is_what_was_verified_or_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, altered: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: altered(back) if (back := read(file, size)) else back)
    with pytest.raises(OSError, match="read back"):
        atomic.replace(path, NEW, verify=lambda data: None)
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["a"]


def test_the_check_is_made_under_the_lock_and_may_refuse(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    happened: list[str] = []

    @contextmanager
    def lock() -> Iterator[None]:
        happened.append("locked")
        yield
        happened.append("new words" if path.read_bytes() == NEW else "old words")

    atomic.replace(
        path, NEW, lock=lock, check=lambda: happened.append("checked"), verify=lambda _: happened.append("verified")
    )
    assert happened == ["verified", "locked", "checked", "new words"]

    def refuse() -> None:
        raise PermissionError("somebody else wrote it")

    with pytest.raises(PermissionError, match="somebody else"):
        atomic.replace(path, OLD, lock=lock, check=refuse)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["a"]


def test_a_lock_that_cannot_be_had_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    with filelock.FileLock(tmp_path / ".lock"), pytest.raises(TimeoutError, match="locked by another"):
        in_thread(lambda: atomic.replace(path, NEW, lock=lambda: atomic.moment_lock(tmp_path / ".lock", 0.05)))
    assert path.read_bytes() == OLD
    assert names(tmp_path) == [".lock", "a"]


def in_thread(work: Callable[[], object]) -> None:
    """Does the work in a thread of its own and raises here what it raised there."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def test_a_file_that_exists_is_not_replaced_unless_that_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic.replace(path, OLD, overwrite=False)
    with pytest.raises(FileExistsError):
        atomic.replace(path, NEW, overwrite=False)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["a"]
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        atomic.replace(tmp_path / "dangling", NEW, overwrite=False)
    assert names(tmp_path) == ["a", "dangling"]


@pytest.fixture
def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("no_hard_links")
def test_on_a_disk_without_hard_links_nothing_is_replaced_either(tmp_path: Path) -> None:
    test_a_file_that_exists_is_not_replaced_unless_that_is_meant(tmp_path)


@pytest.mark.usefixtures("no_hard_links")
def test_a_name_taken_in_vain_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(*_: object) -> None:
        raise OSError(errno.EIO, "bad disk")

    monkeypatch.setattr(os, "replace", rename)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="bad disk"):
        atomic.replace(tmp_path / "a", NEW, overwrite=False)
    with pytest.raises(OSError, match="bad disk"):
        atomic.move_durably(tmp_path / "folder", tmp_path / "b")
    assert names(tmp_path) == ["folder"]


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.fault("A21")
def test_links_planted_where_we_write_leave_their_victims_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    victim.chmod(0o644)
    if overwrite:
        (shelf / "soft").symlink_to(victim)
        (shelf / "hard").hardlink_to(victim)
        for name in ("soft", "hard"):
            atomic.replace(shelf / name, NEW)
            assert (shelf / name).read_bytes() == NEW
            assert not (shelf / name).is_symlink()
    monkeypatch.setattr("secrets.token_hex", lambda size: "0" * 2 * size)
    planted = shelf / f".~a.{'0' * 16}.tmp"
    planted.symlink_to(victim)
    with pytest.raises(FileExistsError):
        atomic.replace(shelf / "a", NEW, overwrite=overwrite)
    assert planted.is_symlink()
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)), atomic.moment_lock(planted):
        pass
    assert victim.read_bytes() == OLD
    assert mode(victim) == 0o644


CALLS = (
    "open",
    "fchmod",
    "write",
    "fsync",
    "lseek",
    "read",
    "close",
    "link",
    "replace",
    "unlink",
    "mkdir",
    "chmod",
    "rmdir",
)


class Failing:
    """Lets the n-th call to the system fail, and where it is `for_good` each later one of the same kind."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, error: int, for_good: bool) -> None:
        self.count = 0
        self.failed = ""
        self.on = False
        for name in CALLS:
            monkeypatch.setattr(os, name, self.instead(name, getattr(os, name), number, error, for_good))

    def instead(
        self, name: str, call: Callable[..., object], number: int, error: int, for_good: bool
    ) -> Callable[..., object]:
        def failing(*args: object, **kwargs: object) -> object:
            if not self.on:
                return call(*args, **kwargs)
            self.count += 1
            if self.count == number or (for_good and self.failed == name):
                self.failed = name
                if name == "close":
                    call(*args, **kwargs)
                raise OSError(error, os.strerror(error))
            if name == "write":
                file, data = args
                return call(file, data[:5000])  # type: ignore[index]
            return call(*args, **kwargs)

        return failing

    @contextmanager
    def system(self) -> Iterator[None]:
        self.on = True
        try:
            yield
        finally:
            self.on = False


def replaced(path: Path) -> None:
    atomic.replace(path, NEW, verify=lambda data: None)


def made(path: Path) -> None:
    atomic.replace(path.with_name("b"), NEW, verify=lambda data: None, overwrite=False)


def moved(path: Path) -> None:
    atomic.move_durably(path, path.with_name("b"))


def removed(path: Path) -> None:
    atomic.remove_durably(path)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EPERM], ids=errno.errorcode.get)
@pytest.mark.parametrize("act", [replaced, made, moved, removed])
@pytest.mark.fault("F11")
def test_whichever_call_fails_every_file_is_whole(
    tmp_path: Path, act: Callable[[Path], None], error: int, for_good: bool
) -> None:
    number = 0
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "a"
        path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as monkeypatch:
            failing = Failing(monkeypatch, number, error, for_good)
            with failing.system():
                try:
                    act(path)
                    went_well = True
                except OSError as raised:
                    assert raised.errno == error
                    went_well = False
        found = {name: (folder / name).read_bytes() for name in names(folder)}
        if not failing.failed:
            assert went_well
            break
        # What failed is told, but for a disk without hard links, which is got around, and the removal of a temp file.
        assert not went_well or (failing.failed == "link" and error == errno.EPERM)
        if not for_good:
            assert all(name in ("a", "b") for name in found)
        whole = {name: data for name, data in found.items() if name in ("a", "b")}
        if act is replaced:
            assert whole in ({"a": OLD}, {"a": NEW})
            assert failing.failed not in ("write", "lseek", "read") or whole == {"a": OLD}
        elif act is made:
            assert whole in ({"a": OLD}, {"a": OLD, "b": NEW})
        elif act is moved:
            assert whole in ({"a": OLD}, {"b": OLD}) or (for_good and whole == {"a": OLD, "b": OLD})
        else:
            assert whole in ({"a": OLD}, {})
    assert number > (3 if act is removed else 4)


@pytest.mark.fault("F11")
def test_a_failed_sync_is_not_repeated_on_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def fsync(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        raise OSError(errno.EIO, "bad disk")

    monkeypatch.setattr(os, "fsync", fsync)
    if sys.platform == "darwin":
        monkeypatch.delattr("fcntl.F_FULLFSYNC")
    with pytest.raises(OSError, match="bad disk"):
        atomic.replace(tmp_path / "a", NEW)
    assert len(synced) == 1
    assert names(tmp_path) == []


@pytest.mark.fault("F4")
def test_the_bytes_are_synced_before_the_rename_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    happened: list[tuple[str, bytes]] = []
    real = os.fsync

    def fsync(file: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file"
        happened.append((kind, path.read_bytes()))
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(sys, "platform", "linux")
    atomic.replace(path, NEW)
    assert happened == [("file", OLD), ("folder", NEW)]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_disk_that_cannot_sync_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(number, os.strerror(number))
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    atomic.replace(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW


@pytest.mark.fault("F10")
def test_on_a_full_disk_the_old_file_stays(tmp_path: Path) -> None:
    """A real disk of 64 KiB, mounted for this test alone in namespaces of its own."""
    program = f"""
import errno, os, subprocess, sys
from pathlib import Path
sys.path[:0] = {sys.path!r}
from workbook.files import atomic
disk = Path({str(tmp_path)!r})
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], check=True)
path = disk / "a"
atomic.replace(path, b"old" * 10000)
try:
    atomic.replace(path, b"new" * 20000)
except OSError as error:
    assert error.errno == errno.ENOSPC
else:
    raise SystemExit("there was room")
assert path.read_bytes() == b"old" * 10000
assert os.listdir(disk) == ["a"]
atomic.replace(path, b"new")
assert path.read_bytes() == b"new"
print("whole")
"""
    try:
        probe = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", tmp_path], capture_output=True)
    except FileNotFoundError:
        pytest.skip("no unshare on this system")
    if probe.returncode:
        pytest.skip("a disk may not be mounted here")
    done = subprocess.run(["unshare", "-rm", sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("whole\n", "")


@pytest.mark.fault("F19")
def test_two_threads_under_the_lock_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic.replace(path, b"0")

    def add() -> None:
        for _ in range(100):
            added = False
            while not added:
                before = atomic.read(path)

                def check(before: bytes = before) -> None:
                    if atomic.read(path) != before:
                        raise BlockingIOError

                try:
                    data = str(int(before) + 1).encode()
                    atomic.replace(path, data, lock=lambda: atomic.moment_lock(tmp_path / ".lock"), check=check)
                    added = True
                except BlockingIOError:
                    pass

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"200"
    assert names(tmp_path) == [".lock", "a"]


@pytest.mark.fault("F3")
def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic.replace(path, OLD)
    done = threading.Event()

    def write() -> None:
        for _ in range(50):
            atomic.replace(path, NEW)
            atomic.replace(path, OLD)
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        assert atomic.read(path) in (OLD, NEW)
    thread.join()


def test_the_lock_is_one_between_threads_and_stays_on_the_disk(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with atomic.moment_lock(lock) as hard:
        assert hard is True
        with pytest.raises(TimeoutError):
            in_thread(lambda: atomic.moment_lock(lock, 0.05).__enter__())
    in_thread(lambda: atomic.moment_lock(lock, 0.05).__enter__())
    assert names(tmp_path) == [".lock"]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP], ids=errno.errorcode.get)
@pytest.mark.fault("F18")
def test_without_flock_a_file_stands_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", flock)
    lock = tmp_path / ".lock"
    with atomic.moment_lock(lock) as hard:
        assert hard is False
        assert mode(tmp_path / ".lock.owner") == 0o600
        with pytest.raises(TimeoutError):
            in_thread(lambda: atomic.moment_lock(lock, 0.05).__enter__())
    assert ".lock.owner" not in names(tmp_path)
    with atomic.moment_lock(lock, 1):
        pass


def test_the_lock_lets_nobody_in_twice_not_even_within_itself(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with atomic.moment_lock(lock), pytest.raises(TimeoutError), atomic.moment_lock(lock, 0.05):
        pass
    with atomic.moment_lock(lock, 0.05):
        in_fork = os.fork()
        if not in_fork:
            with suppress(TimeoutError), atomic.moment_lock(lock, 0.05):
                os._exit(1)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(in_fork, 0)[1]) == 0
    with atomic.moment_lock(lock, 0.05):
        pass


def test_what_a_lock_guards_may_fail_and_the_lock_is_free_again(tmp_path: Path) -> None:
    with pytest.raises(KeyError), atomic.moment_lock(tmp_path / ".lock"):
        raise KeyError
    with atomic.moment_lock(tmp_path / ".lock", 0.05):
        pass


def test_sweeping_takes_our_old_temporary_files_and_nothing_else(tmp_path: Path) -> None:
    ours = f".~thought-check.yaml.{'0a' * 8}.tmp"
    kept = [".~a.tmp", "a.yaml", ".~a.0123456789abcdeg.tmp", f"a.{'0' * 16}.tmp", f".~fresh.{'1' * 16}.tmp"]
    for name in (ours, *kept):
        (tmp_path / name).write_bytes(OLD)
        os.utime(tmp_path / name, (1, 1))
    os.utime(tmp_path / kept[-1])
    (tmp_path / f".~link.{'2' * 16}.tmp").symlink_to("a.yaml")
    os.utime(tmp_path / f".~link.{'2' * 16}.tmp", (1, 1), follow_symlinks=False)
    (tmp_path / f".~folder.{'3' * 16}.tmp").mkdir()
    before = set(names(tmp_path))
    atomic.sweep(tmp_path)
    assert before - set(names(tmp_path)) == {ours}
    atomic.sweep(tmp_path / "nothing here")


@pytest.mark.fault("F3")
def test_what_a_killed_write_leaves_is_swept(tmp_path: Path) -> None:
    program = "import os, sys, pathlib; from workbook.files import atomic\n"
    program += "atomic.replace(pathlib.Path(sys.argv[1]), b'x', check=lambda: os._exit(9))"
    subprocess.run([sys.executable, "-c", program, tmp_path / "a"], timeout=60)
    assert len(names(tmp_path)) == 1
    atomic.sweep(tmp_path, older_than=-1)
    assert names(tmp_path) == []


@pytest.mark.parametrize("folder", [False, True], ids=["a file", "a folder"])
def test_moving_never_replaces(tmp_path: Path, folder: bool) -> None:
    source, target = tmp_path / "a", tmp_path / "trash" / "a"
    target.parent.mkdir()
    if folder:
        source.mkdir()
        (source / "words").write_bytes(OLD)
        target.mkdir()
    else:
        source.write_bytes(OLD)
        target.write_bytes(b"")
    with pytest.raises(FileExistsError):
        atomic.move_durably(source, target)
    assert source.exists()
    atomic.move_durably(source, tmp_path / "trash" / "b")
    assert not source.exists()
    moved = tmp_path / "trash" / "b"
    assert (moved / "words" if folder else moved).read_bytes() == OLD
    with pytest.raises(FileNotFoundError):
        atomic.move_durably(source, tmp_path / "trash" / "c")
    assert names(tmp_path / "trash") == ["a", "b"]


def test_moving_a_link_moves_the_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(OLD)
    (tmp_path / "a").symlink_to("victim")
    atomic.move_durably(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").is_symlink()
    assert names(tmp_path) == ["b", "victim"]


@pytest.mark.fault("F4")
def test_new_folders_are_there_after_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
    monkeypatch.setattr(sys, "platform", "linux")
    atomic.make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path.stat().st_ino, (tmp_path / "a").stat().st_ino]


@pytest.mark.fault("F4")
def test_removing_a_file_syncs_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(OLD)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
    monkeypatch.setattr(sys, "platform", "linux")
    atomic.remove_durably(tmp_path / "a")
    assert synced == [tmp_path.stat().st_ino]
    assert names(tmp_path) == []
    with pytest.raises(FileNotFoundError):
        atomic.remove_durably(tmp_path / "a")


@pytest.mark.parametrize("times", [1, 2])
def test_a_lock_that_the_disk_does_not_take_back_is_not_held_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    flock, left = fcntl.flock, [times]

    def failing(file: int, what: int) -> None:
        if what & fcntl.LOCK_UN and left[0]:
            left[0] -= 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flock(file, what)

    monkeypatch.setattr(fcntl, "flock", failing)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), atomic.moment_lock(tmp_path / ".lock"):
        pass
    assert not left[0]
    gc.collect()
    with atomic.moment_lock(tmp_path / ".lock", timeout=1.0) as sound:
        assert sound
