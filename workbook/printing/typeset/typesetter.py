"""A request on stdin to a PDF on stdout, in a process of its own whose folder is empty; nothing else is read.

The request is a line of JSON with how it is to be set, and the book as JSON after it. It is started by its path and
isolated from its surroundings, so it imports nothing of the workbook.
Exit status: 0 done, 3 not to be set, 4 no typst, 5 no font for the characters that are on stdout as JSON, 6 no
memory, 7 a typst that does not load. It prints no message: one could hold somebody's words.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from typst import Compiler, PDFStandards

_NOT_SET, _NO_TYPST, _NO_FONT, _NO_MEMORY, _BAD_TYPST = 3, 4, 5, 6, 7
_LOOK = 0.5
"""Seconds between two looks at whether somebody still waits."""
_TEMPLATE = Path(__file__).with_name("template")
_PARTS = ("base", "answers", "chapters", "page", "book", "pages", "letters", "sheets", "main")
"""The template's files, each of which may use what stands in those before it."""
_MISSING = re.compile(r"could not be displayed[^\n]*\n\s*┌─ [^\n]*:(\d+):\d+")
"""What Typst says of a character that no font has, and the line where it stands."""
_ITS_TEXT = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_ITS_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
_FIRST_BOXES = b"""
#set page(background: context if here().page() == 1 {
  set text(size: 0.01pt, fill: rgb(0, 0, 0, 0))
  place(pdf.artifact[\\u{ffff}#emph[\\u{ffff}]])
})
"""
"""Which character a box stands for is kept for whoever copies the text, but for the first that a font has none for."""


class _NoFont(Exception):
    """No font has some of the characters."""

    def __init__(self, characters: list[str]) -> None:
        super().__init__()
        self.characters = characters


def _missing(compiler: Compiler, characters: list[str]) -> list[str]:
    """Those of the characters that no font has.

    Only an accessible PDF refuses them, all at once. Each stands on a line of its own, by which it is known again.
    """
    import typst

    lines = b"".join(b"#par(text(characters.at(%d)))\n" % number for number in range(len(characters)))
    above = b'#set document(title: "-"); #let characters = json(bytes(sys.inputs.characters))\n'
    try:
        compiler.compile(
            above + lines,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"characters": json.dumps(characters)},
        )
    except typst.TypstError as error:
        numbers = sorted({int(number) for number in _MISSING.findall(error.diagnostic)})
        return [characters[number - 2] for number in numbers if 0 <= number - 2 < len(characters)]
    return []


def _set(request: dict[str, Any], book: bytes) -> bytes:
    """The PDF for one request. Raises _NoFont, typst.TypstError, or whatever a wrong request leads to."""
    import typst

    root = Path.cwd()
    if any(root.iterdir()):
        raise ValueError("the folder is not empty")
    characters: list[str] = request["unusual"]
    template = b"\n".join((_TEMPLATE / f"{part}.typ").read_bytes() for part in _PARTS)
    compiler = typst.Compiler(
        root=root,
        # What the fonts that Typst brings can show looks the same on every machine.
        ignore_system_fonts=not characters,
        package_path=root,
        package_cache_path=root,
    )
    inputs = {
        "book": book.decode(),
        "faces": json.dumps(request["faces"]),
        "paper": request["paper"],
        "large": "yes" if request["large"] else "",
    }
    missing = _missing(compiler, characters) if characters else []
    if missing and not request["boxes"]:
        raise _NoFont(missing)
    # A page that is not marked as accessible beats no page.
    attempts: tuple[PDFStandards, ...] = ([],) if missing else ("ua-1", [])
    for number, standards in enumerate(attempts, 1):
        try:
            pdf = compiler.compile(
                _FIRST_BOXES * bool(missing) + template, format="pdf", pdf_standards=standards, sys_inputs=inputs
            )
        except typst.TypstError as error:
            if number == len(attempts):
                raise
            if not request["boxes"] and (texts := dict.fromkeys(_ITS_TEXT.findall(error.diagnostic))):
                # Together they are drawn otherwise than each by itself: a mark that goes with no other letter's font.
                raise _NoFont([_ITS_NUMBER.sub(lambda one: chr(int(one[1], 16)), text) for text in texts]) from None
        else:
            return cast(bytes, pdf)
    raise AssertionError("the last attempt returns or raises")


def _give_way(seconds: int) -> None:
    """Where memory runs out, end this process before any other; and after so many seconds, even if nobody waits."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _outlive_nobody() -> None:
    """Where whoever started this process is gone, end it too, and take its folder with it: nobody else will."""
    asker, folder = os.getppid(), Path.cwd()

    def look() -> None:
        while os.getppid() == asker:
            time.sleep(_LOOK)
        with suppress(OSError):
            folder.rmdir()
        os._exit(_NOT_SET)

    Thread(target=look, daemon=True).start()


def main() -> int:
    """Answer the one request on stdin. Returns the exit status."""
    _outlive_nobody()
    status = 0
    try:
        line, _, book = sys.stdin.buffer.read().partition(b"\n")
        request = json.loads(line)
        _give_way(request["seconds"])
        answer = _set(request, book)
    except ModuleNotFoundError:
        return _NO_TYPST
    except ImportError:
        return _BAD_TYPST
    except MemoryError:
        return _NO_MEMORY
    except _NoFont as error:
        status, answer = _NO_FONT, json.dumps(error.characters).encode()
    except Exception:
        # Everything, on purpose: a traceback of this process would hold somebody's words.
        return _NOT_SET
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
