"""How long one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(BaseException):
    """The document used up its time. No `Exception`: libraries catch those, and would go on with half a page."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Stop what runs inside after so many seconds of CPU time, by raising `OutOfTimeError` in it.

    CPU time and not the clock: a busy machine must not change what a scan finds. A library's own code is stopped
    when it comes back to Python. No limit holds where there is no such timer (Windows) or outside the main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
