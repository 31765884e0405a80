"""Telling observers what happened: every change once, in revision order, without holding the journey's lock."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from functools import partial

from journey_widgets.model.change import Change

__all__ = ["Delivery", "Observer"]

Observer = Callable[[Change], None]
_log = logging.getLogger("journey_widgets")


class Delivery:
    """A queue of changes and who wants to hear of them. `lock` is the journey's."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._waiting: deque[Change] = deque()
        self._busy = False
        self._observers: tuple[Observer, ...] = ()

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` of every change from now on, until the function that comes back is called."""
        # A wrapper of its own, so that the same function can be given twice and ended once.
        mine = partial(observer)
        with self._lock:
            self._observers = (*self._observers, mine)

        def stop() -> None:
            with self._lock:
                self._observers = tuple(other for other in self._observers if other is not mine)

        return stop

    def put(self, change: Change) -> None:
        """Queue a change while holding the lock; `deliver` tells it."""
        self._waiting.append(change)

    def deliver(self) -> None:
        """Tell what has not been told. One thread tells at a time, also for the others; so order is kept.

        A change made by an observer comes back here, finds it busy and is told when its turn comes.
        """
        while True:
            with self._lock:
                if self._busy or not self._waiting:
                    return
                self._busy = True
                change, observers = self._waiting.popleft(), self._observers
            try:
                for observer in observers:
                    _tell(observer, change)
            finally:
                with self._lock:
                    self._busy = False


def _tell(observer: Observer, change: Change) -> None:
    try:
        observer(change)
    except Exception:
        _log.exception("an observer of the journey failed at revision %d", change.revision)
