"""What belongs to the workshop of this moment, not to the map: small, never journalled, gone with the kernel."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Session"]


@dataclass(slots=True)
class Session:
    """The step at hand and what the room may see."""

    #: Id of the agenda item at hand; "" for none.
    step: str = ""
    #: When the timer ends, ISO 8601 in UTC; "" where none runs.
    timer_ends: str = ""
    #: Whether scores of others are shown while people still score.
    revealed: bool = True
    #: Whether the room may still change anything.
    frozen: bool = False
