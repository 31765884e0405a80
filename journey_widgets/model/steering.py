"""Steering the workshop: the step at hand, its timer and what the room may see. Kept by no journal."""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from journey_widgets.model.agendas import beginning, ending, following, records
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.patch import diff
from journey_widgets.model.session import Session, steered
from journey_widgets.words import said

if TYPE_CHECKING:
    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.words import Said

__all__ = ["Helm", "Steering"]

_log = logging.getLogger("journey_widgets")
SessionObserver = Callable[[Session], None]


class Helm:
    """The session of a journey, who wants to hear of it, and when it was last changed."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.session = Session()
        #: Seconds since 1970, growing with every change: tells an older session from a newer one. 0: never changed.
        self.at = 0.0
        self._observers: tuple[SessionObserver, ...] = ()
        self._waiting: deque[Session] = deque()
        self._busy = False

    def put(self, session: Session) -> None:
        """Take a changed session while holding the lock; `deliver` tells of it."""
        self.session = session
        self.at = max(time.time(), self.at + 1e-3)
        self._waiting.append(session)

    def observe(self, observer: SessionObserver) -> Callable[[], None]:
        """Tell `observer` of every change from now on, until the function that comes back is called."""
        # A wrapper of its own, so that the same function can be given twice and ended once.
        mine = partial(observer)
        with self.lock:
            self._observers = (*self._observers, mine)

        def stop() -> None:
            with self.lock:
                self._observers = tuple(other for other in self._observers if other is not mine)

        return stop

    def deliver(self) -> None:
        """Tell what has not been told, in order, without the lock: one thread at a time, also for the others."""
        while True:
            with self.lock:
                if self._busy or not self._waiting:
                    return
                self._busy = True
                session, observers = self._waiting.popleft(), self._observers
            try:
                for observer in observers:
                    _tell(observer, session)
            finally:
                with self.lock:
                    self._busy = False


def _tell(observer: SessionObserver, session: Session) -> None:
    try:
        observer(session)
    except Exception:
        _log.exception("an observer of the session failed at step %r", session.step)


class Steering(ABC):
    """How a `Journey` is steered through a workshop."""

    __slots__ = ()

    _helm: Helm

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(self, patch: Mapping[str, Any], *, label: str | Said | None = None) -> Change:
        """The one door."""

    @property
    @abstractmethod
    def language(self) -> str:
        """The language errors are said in."""
        ...

    @property
    def session(self) -> Session:
        """The step at hand, its timer and what the room may see; `journey.steer(…)` changes it."""
        return self._helm.session

    @property
    def steered_at(self) -> float:
        """When the session was last changed, in seconds since 1970; 0.0 where it never was."""
        return self._helm.at

    def steer(self, /, **fields: object) -> Session:
        """Change the session: `journey.steer(silent=True)`. It is no change of the map: no undo step, no revision.

        Args:
            **fields: of `Session`. `timer_ends` may also be an aware datetime.

        Returns:
            The session as it is then.

        Raises:
            ChangeError: no such field or step, or a value the field cannot have. Nothing is changed.

        """
        steps = self.snapshot().document["agenda"]
        with self._helm.lock:
            try:
                session = steered(self._helm.session, fields, steps)
            except ChangeError as error:
                error.language = self.language
                raise
            if session != self._helm.session:
                self._helm.put(session)
        self._helm.deliver()
        return session

    def begin_step(self, step: str | None = None) -> Session:
        """Begin a step of the agenda: its minutes run on the timer, its activity says what the room may see.

        In a silent step everyone writes alone, and scores of others are hidden; in a vote everyone has the step's dots
        (three where it does not say), and votes of others are hidden; in any other step all is shown.

        Args:
            step: the id of an agenda item; None: the one after the step at hand, after the last one the end.

        Returns:
            The session as it is then.

        Raises:
            ChangeError: no such step.

        """
        agenda = self.snapshot().document["agenda"]
        wanted = following(agenda, self.session.step) if step is None else step
        item = agenda.get(wanted)
        # An unknown step is refused in words by `steer`.
        fields = {"step": wanted} if wanted and item is None else beginning(wanted, item, datetime.now(UTC))
        return self.steer(**(fields if wanted else ending()))

    def set_agenda(self, minutes: int = 120, language: str | None = None) -> Change:
        """Put one of the ready agendas in the place of the one there is, as one undo step.

        Args:
            minutes: 60, 120 or 240.
            language: "ja" or "en"; the map's where None.

        Raises:
            ChangeError: there is no agenda of that length, or no such language.

        """
        try:
            items = records(minutes, self.language if language is None else language)
        except ChangeError as error:
            error.language = self.language
            raise
        patch = diff({"agenda": self.snapshot().document["agenda"]}, {"agenda": items})
        return self.apply(patch, label=said("agenda.set", minutes=minutes))

    def on_session(self, observer: SessionObserver) -> Callable[[], None]:
        """Call `observer(session)` after every change of the session, in order; returns what ends it."""
        return self._helm.observe(observer)
