"""Whether a folder takes anything, seen by doing it."""

from __future__ import annotations

import secrets
from pathlib import Path

from . import atomic

ROOM = 256 * 1024
"""Bytes that must find room, so that it is worth going there."""


def takes(folder: Path) -> None:
    """Write so much into the folder, onto the disk itself, and remove it again. Raises OSError where that fails."""
    path = folder / f".~workbook-try.{secrets.token_hex(8)}.tmp"
    try:
        atomic.replace(path, bytes(ROOM), overwrite=False)
    finally:
        path.unlink(missing_ok=True)
