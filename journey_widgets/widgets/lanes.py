"""Python functions as lanes of a board: what they say of each card, worked out away from the hand's path."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from journey_widgets.model.plain import thaw
from journey_widgets.words import Said, said

if TYPE_CHECKING:
    from journey_widgets.model.change import Change
    from journey_widgets.model.journey import Journey

__all__ = ["Lane", "Lanes", "Message"]

_log = logging.getLogger("journey_widgets")

#: fn(touchpoint) → what its card says on this lane.
Lane = Callable[[Mapping[str, Any]], object]
Message = dict[str, dict[str, Any]]
Value = str | int | float

#: Letters of a value: more would be no lane but a text.
_LONGEST: Final = 120


class Lanes:
    """What the functions of a board say of its cards, kept up to date.

    Each function gets a touchpoint as a mapping of its own (its fields, and `id`), and is called for touched
    touchpoints only, in a thread of its own, while anybody looks (`watch`). `None`, `""`, `NaN` and `NA` say nothing;
    numbers are shown as numbers and summed up by stage; anything else as `str()` writes it. An exception is said in
    words on its lane; the other cards and lanes go on.

    Args:
        journey: whose touchpoints.
        lanes: the functions by the lane's name.
        tell: called in the thread with what has changed: `{lane: {values: {id: value | None}, problem: words | None}}`.

    """

    def __init__(self, journey: Journey, lanes: Mapping[str, Lane], tell: Callable[[Message], None]) -> None:
        self._journey = journey
        self._lanes = dict(lanes)
        self._tell = tell
        self._values: dict[str, dict[str, Value]] = {lane: {} for lane in lanes}
        self._problems: dict[str, dict[str, str]] = {lane: {} for lane in lanes}
        self._wake = threading.Condition()
        self._touched: set[str] | None = None  # None: all of them
        self._watching = 0
        self._due = True
        self._ended = False
        self._thread: threading.Thread | None = None
        self._stop = journey.on_change(self._changed)

    def watch(self) -> None:
        """Somebody looks: from now on it is kept up to date."""
        with self._wake:
            self._watching += 1
            if self._thread is None and not self._ended:
                self._thread = threading.Thread(target=self._work, name="lanes of a board", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def leave(self) -> None:
        """One fewer looks; what nobody looks at is not worked out."""
        with self._wake:
            self._watching = max(0, self._watching - 1)

    def whole(self) -> Message:
        """Everything there is now, for a page that has just come."""
        with self._wake:
            return {
                lane: {"values": dict(values), "problem": self._problem(lane), "whole": True}
                for lane, values in self._values.items()
            }

    def settled(self, seconds: float) -> bool:
        """Wait until nothing is to be worked out any more; returns whether that came about."""
        with self._wake:
            return self._wake.wait_for(lambda: not self._due, seconds)

    def close(self) -> None:
        """Stop following the journey."""
        self._stop()
        with self._wake:
            self._ended = True
            self._wake.notify_all()

    def _changed(self, change: Change) -> None:
        touched = change.patch.get("touchpoints")
        if not touched:
            return
        with self._wake:
            if not self._due:
                self._touched = set()
            if self._touched is not None:
                self._touched |= touched.keys()
            self._due = True
            self._wake.notify_all()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: (self._due and self._watching > 0) or self._ended)
                if self._ended:
                    return
                touched, self._touched = self._touched, set()
            message = self._worked_out(touched)
            try:
                if message:
                    self._tell(message)
            except Exception:
                _log.exception("what the lanes say could not be sent")
            with self._wake:
                # What was touched meanwhile comes next; nothing touched, and it is done.
                self._due = bool(self._touched)
                self._wake.notify_all()

    def _worked_out(self, touched: set[str] | None) -> Message:
        cards = self._journey.snapshot().document["touchpoints"]
        ids: Iterable[str] = cards if touched is None else touched
        found: Message = {}
        for lane, function in self._lanes.items():
            before = self._problem(lane)
            values: dict[str, Value | None] = {}
            for name in ids:
                value = self._called(lane, function, name, cards.get(name))
                if value != self._values[lane].get(name) or touched is None:
                    values[name] = value
            with self._wake:
                for name, value in values.items():
                    if value is None:
                        self._values[lane].pop(name, None)
                    else:
                        self._values[lane][name] = value
            problem = self._problem(lane)
            if values or problem != before:
                found[lane] = {"values": values, "problem": problem}
        return found

    def _called(self, lane: str, function: Lane, name: str, card: dict[str, Any] | None) -> Value | None:
        self._problems[lane].pop(name, None)
        if card is None:
            return None
        try:
            return _shown(function(MappingProxyType({**cast("dict[str, Any]", thaw(card)), "id": name})))
        except Exception as error:  # noqa: BLE001 - the facilitator's own function may raise anything, and it is all said
            self._problems[lane][name] = f"{type(error).__name__}: {error}"[:_LONGEST]
            return None

    def _problem(self, lane: str) -> Said | None:
        problems = self._problems[lane]
        if not problems:
            return None
        name, problem = next(iter(problems.items()))
        card = self._journey.snapshot().document["touchpoints"].get(name, {}).get("title", name)
        more = len(problems) - 1
        key = "facts.lane_failed" if more else "facts.lane_failed_one"
        return said(key, lane=lane, problem=problem, card=card, n=more)


def _shown(value: object) -> Value | None:
    """A value as it is sent; None where it says nothing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if type(value).__module__ == "numpy":
        value = cast("Any", value).tolist()
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, int | float):
        # JSON has no infinity, and the page no number as large as Python's.
        return None if math.isnan(value) else value if abs(value) < 2**53 else str(value)
    return str(value)[:_LONGEST] or None
