"""How a journey is kept, as its pages are told: saved, waiting, failed, in memory only, or for reading only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from journey_widgets.model.binding import Binding, BindingState
from journey_widgets.model.journey import Journey
from journey_widgets.storage.migrations import VERSION
from journey_widgets.words import Said, said

__all__ = ["Status", "Watch", "status"]

#: `{"saved": "saved" | "waiting" | "failed" | "memory", "problem": Said | None, "read_only": bool,
#: "owner": Said | None}`
Status = dict[str, Any]


def status(journey: Journey) -> Status:
    """How `journey` is kept now. `problem` is for the person at the board, and says what to do.

    "memory": there is no file; everything ends with the kernel.
    """
    binding = journey.binding
    state = None if binding is None else binding.state()
    read_only = journey.read_only or (state is not None and state.read_only)
    owner = None if state is None else state.owner
    return {
        "saved": "memory" if state is None else state.saving,
        "problem": _why_not(journey, state) if read_only else state and state.problem,
        "read_only": read_only,
        "owner": owner,
    }


def _why_not(journey: Journey, state: BindingState | None) -> Said:
    """Why it is for reading only."""
    name = "" if journey.path is None else journey.path.name
    if state is not None and state.owner is not None:
        if state.owner == said("storage.superseded"):
            return said("sync.opened_anew")
        return said("sync.read_only_owner", owner=state.owner, name=name)
    version = journey.snapshot().document["version"]
    if version > VERSION:
        return said("sync.read_only_newer", name=name, version=version, ours=VERSION)
    if state is not None and state.problem is not None:
        return state.problem
    if state is None and journey.read_only_because is not None:
        return said("model.read_only_because", why=journey.read_only_because)
    return said("sync.read_only")


class Watch:
    """Calls `tell(status)` whenever it has changed, from any thread."""

    def __init__(self, journey: Journey, tell: Callable[[Status], None]) -> None:
        self._journey = journey
        self._tell = tell
        self._lock = threading.Lock()
        self._wanted = False
        self._looking = False
        self._stopped = False
        self._binding: Binding | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._said = status(journey)
        self._forget = journey.on_binding(self.look)
        self.look()

    def look(self) -> None:
        """Follow the binding the journey has now, and tell what is new.

        One thread looks at a time, and again when another wanted to meanwhile: so what is told last is what is so, and
        nobody holds a lock while asking a journey that may be locked itself.
        """
        with self._lock:
            self._wanted = True
            if self._looking:
                return
            self._looking = True
        try:
            while self._is_wanted():
                self._follow()
                self._tell_news()
        except BaseException:
            with self._lock:
                self._looking = False
            raise

    def _is_wanted(self) -> bool:
        with self._lock:
            wanted = self._wanted and not self._stopped
            self._looking, self._wanted = wanted, False
            return wanted

    def _follow(self) -> None:
        binding = self._journey.binding
        if binding is self._binding:
            return
        self._let_go()
        self._binding = binding
        if binding is not None:
            self._unsubscribe = binding.on_state(lambda _: self.look())

    def _tell_news(self) -> None:
        if self._binding is None and self._journey.read_only and self._said["read_only"]:
            return  # let go of: why it is for reading only has been said
        now = status(self._journey)
        if now != self._said:
            self._said = now
            self._tell(now)

    def stop(self) -> None:
        """End it."""
        with self._lock:
            self._stopped = True
        self._forget()
        self._let_go()

    def _let_go(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
