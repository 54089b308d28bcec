"""Opening a finished print with the program that the desktop has for such files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

PATIENCE = 10.0
"""Seconds for which an opener may say that it could not; one that runs on is showing the file."""


def opener() -> str:
    """The program that opens files; empty where there is none, or no desktop to open them on."""
    if sys.platform == "darwin":
        return which("open") or ""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        # A terminal alone: what opens files would look for a browser that draws over this very page.
        return ""
    return which("xdg-open") or ""


def show(path: Path) -> bool:
    """Open a file in a program of its own, which outlives this one. Whether it seems to have worked.

    It waits a little: never to be called on the event loop.
    """
    command = opener()
    if not command:
        return False
    try:
        process = subprocess.Popen(
            [command, str(path)], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError):
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        # Some openers are the viewer themselves. It goes on; its end is nobody's business but the system's.
        return True
