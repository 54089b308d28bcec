"""A process that has everything imported, and tries the faults that it is asked to try."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from shim import NoShim, environment

COUNTER = Path(__file__).with_name("counter.py")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks it, as `ask(flow="answer", share=7)`; what comes back is a report. Skips where the shim can't be built."""
    try:
        env = environment()
    except NoShim as error:
        pytest.skip(str(error))
    with subprocess.Popen(
        [sys.executable, str(COUNTER), "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        asking, answering = process.stdin, process.stdout

        def asked(**what: Any) -> dict[str, Any]:
            asking.write(json.dumps(what) + "\n")
            asking.flush()
            found: dict[str, Any] = json.loads(answering.readline())
            return found

        yield asked
        asking.close()
