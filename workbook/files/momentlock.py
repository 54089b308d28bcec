"""A lock that is held for the moment of a rename, between processes and between threads."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

NO_FLOCK = frozenset((errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP))
"""What a disk says that knows no locks."""


@contextmanager
def moment_lock(path: Path, timeout: float = 10.0) -> Iterator[bool]:
    """Holds the lock file, 0600, waiting up to `timeout` seconds; its folder must be there.

    Gives True where the system itself holds the lock, False where the disk has no flock and a file beside `path`,
    which a killed program leaves behind, stands for it. The lock file stays: removing it would let two hold it.
    Raises TimeoutError when somebody else keeps it, and other OSErrors as they come.
    """
    import filelock

    # A missing folder would be made, also where a disk is gone.
    path.parent.stat()
    hard = _hard(path, os.getpid())
    if hard.is_locked:
        # Taken by this very thread: another one refuses that, where this one would let it in a second time.
        hard = _hard.__wrapped__(path, 0)
    try:
        _acquire(hard, path, timeout)
    except OSError as error:
        if error.errno not in NO_FLOCK:
            raise
    else:
        try:
            yield True
        finally:
            _release(hard)
        return
    soft = filelock.SoftFileLock(path.with_name(f"{path.name}.owner"), mode=0o600)
    _acquire(soft, path, timeout)
    try:
        yield False
    finally:
        soft.release()


@lru_cache(maxsize=4)
def _hard(path: Path, process: int) -> BaseFileLock:
    """The lock of a path. It is kept, since making one takes as long as locking it; not beyond a fork."""
    import filelock

    return filelock.FileLock(path, mode=0o600, fallback_to_soft=False)


def _release(lock: BaseFileLock) -> None:
    try:
        lock.release()
    except BaseException:
        # What the system did not take back is held as long as anybody has the lock, and by nobody after that.
        _hard.cache_clear()
        with suppress(OSError):
            lock.release(force=True)
        raise


def _acquire(lock: BaseFileLock, path: Path, timeout: float) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=timeout, poll_interval=0.01)
    except Timeout as error:
        raise TimeoutError(errno.ETIMEDOUT, "is locked by another program", str(path)) from error
