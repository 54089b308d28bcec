"""Signs that a terminal does not have, and letters that it sends in an encoding of its own."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from rich.cells import cell_len
from textual.driver import Driver

NEAR = {
    "▸": ">", "›": ">", "‹": "<", "●": "*", "○": "o", "◐": "/", "✓": "x", "■": "x", "□": "_", "▪": "*", "✉": "@",
    "·": ".", "•": "*", "…": ".", "−": "-", "–": "-", "—": "-", "━": "=", "‖": "=", "│": "|", "▌": "|", "▐": "|",
    "█": "#", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " ",
    **dict.fromkeys("▁▂▃▄▅▆▇▊▎▀▔▏▕", " "),
}  # fmt: skip
"""What stands for a sign of ours where there is none: as wide as it is, and told apart from the others beside it."""
_CONSOLE = str.maketrans({sign: near for sign, near in NEAR.items() if not sign.encode("cp437", "ignore")})
"""On Linux without a window there is room for a few hundred signs, those of cp437 among them; more is luck."""
_INSTEAD = "workbook.near"
_TYPED = "workbook.typed"


def _near(error: UnicodeError) -> tuple[str, int]:
    """Something as wide as what can't be sent: else all that follows it would stand elsewhere."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown, unknown = "", ""
    for sign in error.object[error.start : error.end]:
        if sign in NEAR:
            shown += "?" * cell_len(unknown) + NEAR[sign]
            unknown = ""
        else:
            unknown += sign
    return shown + "?" * cell_len(unknown), error.end


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, from a terminal that does not say what else they are: most likely Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    letters = error.object[error.start : error.end].decode("latin-1")
    return "".join(one if one >= "\xa0" else "\ufffd" for one in letters), error.end


codecs.register_error(_INSTEAD, _near)
codecs.register_error(_TYPED, _as_latin)


def with_own_signs(driver: type[Driver]) -> type[Driver]:
    """Let this driver read and write as the terminal does: stock ends the app at a byte that is no UTF-8."""
    for one in driver.__mro__:
        module = vars(sys.modules[one.__module__])
        if "getincrementaldecoder" in module:
            # A driver takes it from its module by name and offers no other place to put one.
            module["getincrementaldecoder"] = _decoder
    console = os.environ.get("TERM", "").startswith("linux")

    class Signs(driver):  # type: ignore[valid-type, misc]
        def start_application_mode(self) -> Any:
            file = getattr(self, "_file", None)
            if isinstance(file, io.TextIOWrapper):
                file.reconfigure(errors=_INSTEAD)
            return super().start_application_mode()

        def write(self, data: str) -> None:
            super().write(data.translate(_CONSOLE) if console else data)

    return Signs


def _decoder(_: str) -> Callable[[], codecs.IncrementalDecoder]:
    """For what is typed, in the encoding that Python found for the terminal."""
    found = getattr(sys.__stdin__, "encoding", None) or "utf-8"
    # Nobody's keyboard is ASCII alone: it is only that nobody has said what it is.
    plain = codecs.lookup(found).name in ("ascii", "utf-8")
    if plain:
        return partial(codecs.getincrementaldecoder("utf-8"), errors=_TYPED)
    return partial(codecs.getincrementaldecoder(found), errors="replace")
