"""Who has a journey open in a page, and what they have in hand. Never journalled, gone with the kernel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

__all__ = ["HOLDS", "Doing", "Held", "People"]

Doing = Literal["drag", "edit"]
Message = dict[str, Any]

#: Seconds after which a hand that has not said so again holds nothing: its page is gone.
HOLDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Held:
    """A record somebody drags or writes in."""

    table: str
    id: str
    doing: Doing


@dataclass(frozen=True, slots=True)
class _Person:
    actor: str
    held: Held | None
    heard: float


class People:
    """The pages of one journey, by client.

    Nobody is asked to go on saying that they are still there. Instead, whoever comes in clears the list: a page that
    finds itself missing in it says so, and one that is gone does not.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._people: dict[str, _Person] = {}
        self._observers: list[Callable[[], None]] = []

    def greet(self, client: str, actor: str) -> None:
        """A page says hello, under a name or none."""
        with self._lock:
            known = self._people.get(client)
            if known is None:
                self._people = {name: person for name, person in self._people.items() if person.held is not None}
            elif known.actor == actor:
                return
            self._people[client] = _Person(actor, known and known.held, self._clock())
            self._tell()

    def hold(self, client: str, actor: str, held: Held | None) -> None:
        """A page says what its hand holds; again and again as long as it does."""
        with self._lock:
            self._people[client] = _Person(actor, held, self._clock())
            self._tell()

    def leave(self, client: str) -> None:
        """A page says good-bye."""
        with self._lock:
            if self._people.pop(client, None) is not None:
                self._tell()

    def now(self) -> list[Message]:
        """Everyone who is there: `{"client", "actor"}`, with something in hand also `"table", "id", "doing", "ago"`.

        `ago` is how many seconds ago that was said.
        """
        with self._lock:
            now = self._clock()
            since = now - HOLDS
            self._people = {
                client: person for client, person in self._people.items() if person.held is None or person.heard > since
            }
            return [_message(client, person, now) for client, person in self._people.items()]

    def on_change(self, observer: Callable[[], None]) -> Callable[[], None]:
        """Call `observer()` after each change, in order; returns what ends it."""
        with self._lock:
            self._observers.append(observer)

        def stop() -> None:
            with self._lock:
                if observer in self._observers:
                    self._observers.remove(observer)

        return stop

    def _tell(self) -> None:
        # Under the lock, so that pages hear of changes in the order in which they happened.
        for observer in list(self._observers):
            observer()


def _message(client: str, person: _Person, now: float) -> Message:
    message: Message = {"client": client, "actor": person.actor}
    held = person.held
    if held is not None:
        message |= {"table": held.table, "id": held.id, "doing": held.doing, "ago": round(now - person.heard, 1)}
    return message
