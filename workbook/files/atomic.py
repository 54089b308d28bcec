"""Reads and replaces whole files so that a fault leaves the old one or the new one, and nobody else's touched."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .momentlock import moment_lock

__all__ = [
    "TOO_YOUNG",
    "Seen",
    "Stamp",
    "make_folder",
    "make_new_folder",
    "make_private",
    "moment_lock",
    "move_durably",
    "read",
    "read_if_changed",
    "remove_durably",
    "remove_folder_durably",
    "replace",
    "second_name",
    "stamp_of",
    "sweep",
    "sync_folder",
]

TOO_YOUNG = 2_000_000_000
"""Nanoseconds within which a file may change again without a new time."""
_CHUNK = 1 << 20
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_TEMP = r"(?s)\.~.+\.[0-9a-f]{16}\.tmp"
# Of the 255 bytes that a name may have (143 where names are encrypted), with room for a disk that decomposes accents.
_NAME_BYTES = 80
_NO_LINKS = frozenset((errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV))
_NOT_KNOWN = frozenset((errno.EINVAL, errno.ENOTTY, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS))


class Stamp(NamedTuple):
    """Which bytes a file held: its content alone, never a clock."""

    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    size: int
    """How many bytes."""


class Seen(NamedTuple):
    """What tells without reading a file whether it has changed: enough to look at it again, never to write over it."""

    inode: int
    size: int
    written: int
    """When its bytes were written, in nanoseconds."""
    changed: int
    """When anything of it changed, in nanoseconds."""


def stamp_of(data: bytes) -> Stamp:
    """The stamp of these bytes."""
    # Not at the start, which only looks: this loads OpenSSL.
    import hashlib

    return Stamp(hashlib.sha256(data).hexdigest(), len(data))


def make_folder(path: Path, *, durable: bool = True) -> None:
    """Makes the folder and those above it that are missing, 0700 whatever the umask; those that exist stay as they are.

    Raises FileExistsError where something else has the name, and other OSErrors as they come.
    """
    missing = []
    while not path.is_dir():
        missing.append(path)
        if path.parent == path:
            break
        path = path.parent
    for folder in reversed(missing):
        try:
            make_new_folder(folder, durable=durable)
        except FileExistsError:
            if not folder.is_dir():
                raise


def make_new_folder(path: Path, *, durable: bool = True) -> None:
    """Makes a folder that was not there, 0700 whatever the umask, so that it is there after a power cut too.

    Raises FileExistsError where something has the name, and other OSErrors as they come.
    """
    path.mkdir(0o700)
    if stat.S_IMODE(path.lstat().st_mode) != 0o700:
        path.chmod(0o700)
    if durable:
        sync_folder(path.parent)


def read(path: Path, *, at_most: int | None = None) -> bytes:
    """The bytes of a regular file; with `at_most`, no more than that and one, so that a reader sees its limit passed.

    Raises OSError for a link, a folder, a pipe or a device: nothing that waits or leads elsewhere is read.
    """
    file, _ = _opened(path)
    try:
        return _read_all(file, sys.maxsize if at_most is None else at_most + 1)
    finally:
        os.close(file)


def read_if_changed(path: Path, before: Seen | None) -> tuple[bytes, Seen | None] | None:
    """The bytes of a regular file, and what tells whether it changes; None where it has not changed since `before`.

    A file that was written just now may change again without other times: nothing tells that, and it is read anew.
    Raises OSError as `read` does.
    """
    file, found = _opened(path)
    try:
        seen = Seen(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if seen == before:
            return None
        settled = max(seen.written, seen.changed) < time.time_ns() - TOO_YOUNG
        return _read_all(file, sys.maxsize), seen if settled else None
    finally:
        os.close(file)


def _opened(path: Path) -> tuple[int, os.stat_result]:
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "is a link, and links are not followed", str(path)) from None
        raise
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "is not a regular file", str(path))
    except OSError:
        os.close(file)
        raise
    return file, found


def replace(
    path: Path,
    data: bytes,
    *,
    check: Callable[[], None] | None = None,
    lock: Callable[[], AbstractContextManager[object]] | None = None,
    verify: Callable[[bytes], None] | None = None,
    overwrite: bool = True,
    durable: bool = True,
) -> None:
    """Makes the file hold these bytes, on the disk and not in its cache alone, with mode 0600.

    `verify` is given the bytes before they are waited for, and what is read back from the temporary file afterwards
    has to be these very bytes; `check` runs inside `lock()`, right before the rename. Either refuses by raising, and
    then nothing has changed. With `overwrite=False` a file that is there stays, and FileExistsError is raised. A link
    at `path` is replaced, never followed. Without `durable` nobody waits for the disk, and a power cut may leave half
    of the file: for what can be made again.

    Raises OSError. Then `path` holds what it held, or these bytes, whole; the latter if only the folder could not be
    synced, so a caller that tries again compares the file with its own bytes too. The temporary file is gone, unless
    the program was killed or removing it failed: then the next write in this folder takes it away, an hour later.
    """
    temp = path.with_name(_temp_name(path.name))
    file = os.open(temp, _NEW, 0o600)
    try:
        _fill(file, data, verify, durable=durable)
        with lock() if lock else nullcontext():
            if check:
                check()
            if overwrite:
                temp.replace(path)
            else:
                _place_new(temp, path)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise
    if durable:
        sync_folder(path.parent)
    sweep(path.parent)


def remove_durably(path: Path) -> None:
    """Removes a file, so that it does not come back after a power cut. Raises FileNotFoundError and other OSErrors."""
    path.unlink()
    sync_folder(path.parent)


def remove_folder_durably(path: Path) -> None:
    """Removes an empty folder, so that it does not come back after a power cut. Raises OSError."""
    path.rmdir()
    sync_folder(path.parent)


def move_durably(source: Path, target: Path) -> None:
    """Moves a file or a folder within its disk, so that it stays moved after a power cut.

    Raises FileExistsError where the target's name is taken, if only by an empty file, and other OSErrors.
    """
    _place_new(source, target, safely=True)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def second_name(path: Path, name: Path) -> bool:
    """Give a file a second name on its disk, 0600 under both; False where the disk, or the file's owner, allows none.

    Nor where it has another name already: whoever gave it that one, a backup or somebody else, may change what it
    holds, and its mode is theirs too. Not a byte is written for it, and it need not wait for the disk: `sync_folder`
    makes the name last. Once the file is replaced under the first name, the second alone leads to what it held.
    Raises FileExistsError, other OSErrors; then the name is free again.
    """
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            state = os.fstat(file)
            alone = state.st_nlink <= 2
            if alone and stat.S_IMODE(state.st_mode) != 0o600:
                os.fchmod(file, 0o600)
        finally:
            os.close(file)
    except BaseException:
        with suppress(OSError):
            name.unlink()
        raise
    if not alone:
        name.unlink()
    return alone


def make_private(path: Path) -> None:
    """Make a file 0600 that came from elsewhere. Not one that has a second name, which may be somebody else's.

    Nothing is raised, no link is followed: what can't be changed stays as it is.
    """
    with suppress(OSError):
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            state = os.fstat(file)
            if stat.S_ISREG(state.st_mode) and state.st_nlink == 1 and stat.S_IMODE(state.st_mode) != 0o600:
                os.fchmod(file, 0o600)
        finally:
            os.close(file)


def sweep(folder: Path, older_than: float = 3600.0) -> None:
    """Removes temporary files that a killed write left in this folder more than `older_than` seconds ago.

    Younger ones may belong to a write that is still going on. Nothing is raised: what cannot be removed stays.
    """
    with suppress(OSError):
        with os.scandir(folder) as found:
            temps = [folder / one.name for one in found if one.name.startswith(".~") and re.fullmatch(_TEMP, one.name)]
        for path in temps:
            with suppress(OSError):
                state = path.lstat()
                if stat.S_ISREG(state.st_mode) and time.time() - state.st_mtime > older_than:
                    path.unlink()


def _temp_name(name: str) -> str:
    short = os.fsencode(name)[:_NAME_BYTES].decode("utf-8", "ignore")
    import secrets

    return f".~{short}.{secrets.token_hex(8)}.tmp"


def _fill(file: int, data: bytes, verify: Callable[[bytes], None] | None, *, durable: bool) -> None:
    """Writes, syncs, reads back and closes a new file. A sync that failed is not repeated: it would lie."""
    try:
        os.fchmod(file, 0o600)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest[:_CHUNK]) :]
        if verify:
            _begin_writing(file)
            verify(data)
        if durable:
            _sync(file)
        if verify:
            os.lseek(file, 0, os.SEEK_SET)
            if _read_all(file, len(data) + 1) != data:
                raise OSError(errno.EIO, "what was read back is not what was written")
    finally:
        os.close(file)


def _begin_writing(file: int) -> None:
    """Lets the disk begin with what is in the system's cache, where it can be asked to; `_sync` alone waits for it."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            # Not needed in the cache means: write it out. It is there all the same until it is written.
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def _place_new(source: Path, target: Path, *, safely: bool = False) -> None:
    """Renames a file or a folder, where the target's name is free; raises FileExistsError where it is not.

    With `safely` no power cut leaves a file without any name, whichever of its names a disk changes first.
    """
    folder = stat.S_ISDIR(source.lstat().st_mode)
    give_back = target.rmdir if folder else target.unlink
    take_over: Callable[[], object] = partial(source.replace, target)
    # A rename alone would replace what has the name. So the name is taken first: by a second link to the file, or
    # by something empty, where the source is a folder or the disk knows no hard links.
    if folder:
        target.mkdir(0o700)
    else:
        try:
            os.link(source, target, follow_symlinks=False)
            take_over = source.unlink
            if safely:
                take_over = partial(_after_sync, target.parent, source.unlink)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(target, _NEW, 0o600))
    try:
        take_over()
    except BaseException:
        with suppress(OSError):
            give_back()
        raise


def _after_sync(folder: Path, do: Callable[[], object]) -> None:
    sync_folder(folder)
    do()


def _read_all(file: int, at_most: int) -> bytes:
    chunks = []
    while at_most > 0 and (chunk := os.read(file, min(_CHUNK, at_most))):
        chunks.append(chunk)
        at_most -= len(chunk)
    return b"".join(chunks)


def _sync(file: int) -> None:
    """Waits until the disk itself has the file's bytes."""
    if sys.platform == "darwin":
        import fcntl

        # There fsync stops at the drive's own cache; but not every disk knows the stronger wish.
        try:
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in _NOT_KNOWN:
                raise
    os.fsync(file)


def sync_folder(folder: Path) -> None:
    """Waits until the disk itself has the folder's names, where its filesystem can say so. Raises OSError."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(file)
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise
    finally:
        os.close(file)
