"""A book as PDF. The typesetting happens in a process of its own, to which the words go as data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .printout import Printout
from .setting import USUAL, Setting
from .typedata import data_of

_TYPESETTER = Path(__file__).with_name("typesetter.py")
_REASONS = {3: "The PDF could not be set.", 4: "A PDF needs the package typst, which is not installed."}


class TypesettingFailed(Exception):
    """No PDF came of it. Its text is one plain line and holds nobody's words."""


def render(printout: Printout, setting: Setting = USUAL, *, timeout: float = 120.0) -> bytes:
    """The whole book as tagged PDF; the same bytes for the same printout on the same machine.

    Raises TypesettingFailed where typesetting fails, or takes longer than `timeout` seconds.
    """
    request = json.dumps({"paper": setting.paper, "large": setting.large, "book": data_of(printout)})
    command = [sys.executable, "-I", str(_TYPESETTER)]
    with tempfile.TemporaryDirectory(prefix="workbook-") as empty:
        try:
            done = subprocess.run(
                command, input=request.encode(), capture_output=True, cwd=empty, timeout=timeout, check=False
            )
        except subprocess.TimeoutExpired:
            raise TypesettingFailed(f"The PDF took longer than {timeout:g} seconds.") from None
        except OSError as error:
            raise TypesettingFailed(f"The PDF could not be set: {error.strerror}.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise TypesettingFailed(_REASONS.get(done.returncode, "The PDF could not be set: its process ended early."))
    return done.stdout
