"""Calling a function a little later, however often it is asked for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from weakref import WeakMethod

__all__ = ["Rest"]


class Rest:
    """Calls a method once, `after` seconds after it was first asked to, however often it is asked meanwhile."""

    def __init__(self, function: Callable[[], None], after: float) -> None:
        #: Weakly: what waits here does not keep a closed widget.
        self._function = WeakMethod(function)
        self._after = after
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def soon(self) -> None:
        """Call when the rest time is over. Any thread may ask."""
        with self._lock:
            if self._timer is not None:
                return
            self._timer = threading.Timer(self._after, self._ring, (_loop(),))
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        """Forget a call that was asked for."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None

    def _ring(self, loop: asyncio.AbstractEventLoop | None) -> None:
        with self._lock:
            self._timer = None
        function = self._function()
        if function is None:
            return
        # In a kernel, between cells and messages, where the person's own code runs too; without one, here.
        if loop is not None and loop.is_running():
            loop.call_soon_threadsafe(function)
        else:
            function()


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
