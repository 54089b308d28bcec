"""The one seam between what is meant and what lies on disk: every byte of the store passes here.

Today both ways change nothing. Encryption would begin here, and nowhere else.
"""

from __future__ import annotations


def closed(data: bytes) -> bytes:
    """The bytes as they lie on disk."""
    return data


def opened(data: bytes) -> bytes:
    """The bytes as they are meant."""
    return data
