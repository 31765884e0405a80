"""What belongs to the workshop of this moment, not to the map: small, never journalled, gone with the kernel."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Final

from journey_widgets.model.check import nearest
from journey_widgets.model.errors import ChangeError

__all__ = ["LONGEST", "MOST_DOTS", "Session", "moment", "steered"]

#: Seconds a timer may have left: a day.
LONGEST: Final = 86_400
#: Dots one person may have.
MOST_DOTS: Final = 99


@dataclass(frozen=True, slots=True)
class Session:
    """The step at hand, its timer, and what the room may see. Changed by `journey.steer(…)`, never in place."""

    #: Id of the agenda item at hand; "" for none.
    step: str = ""
    #: When the timer ends, ISO 8601 in UTC; "" where none runs.
    timer_ends: str = ""
    #: Seconds left on a timer that stands; 0 where none does.
    timer_left: float = 0
    #: Whether scores and votes of others are shown while people still score and vote.
    revealed: bool = True
    #: Whether everyone writes alone: a page shows its own person's notes, the others' as a count.
    silent: bool = False
    #: Whether the room (the participants' phones) may no longer change anything.
    frozen: bool = False
    #: Dots each person may give; 0 where nobody votes.
    voting: int = 0
    #: Whether the timer is heard: two minutes before its end, and at its end.
    sound: bool = True
    #: Whether its last two minutes are seen.
    sight: bool = True

    def remaining(self, now: datetime | None = None) -> float | None:
        """Seconds left on the timer at `now` (aware; None: this moment), below 0 once it is over; None without one."""
        if self.timer_ends:
            return (datetime.fromisoformat(self.timer_ends) - (now or datetime.now(UTC))).total_seconds()
        return self.timer_left or None

    def document(self) -> dict[str, Any]:
        """The session as plain JSON."""
        return asdict(self)


def moment(value: datetime) -> str:
    """An aware time as it stands in a session: ISO 8601 in UTC, to the millisecond."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def steered(session: Session, changes: Mapping[str, object], steps: Collection[str]) -> Session:
    """`session` with some fields changed. A timer that is set going no longer stands, and the other way round.

    Args:
        session: as it is.
        changes: field → new value.
        steps: ids of the agenda's items.

    Raises:
        ChangeError: no such field or step, or a value the field cannot have; names it and what would be valid.

    """
    known = {field.name: field.type for field in fields(Session)}
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in known:
            near = nearest(name, list(known))
            key = "agenda.no_such_field_near" if near else "agenda.no_such_field"
            raise ChangeError(key, field=name, near=near, valid=list(known))
        values[name] = _READ[str(known[name])](name, value, steps)
    if values.get("timer_ends") and values.get("timer_left"):
        raise ChangeError("agenda.runs_and_stands")
    if values.get("timer_ends"):
        values["timer_left"] = 0
    elif values.get("timer_left"):
        values["timer_ends"] = ""
    return replace(session, **values)


def _text(name: str, value: object, steps: Collection[str]) -> str:
    if name == "timer_ends":
        return _end(value)
    if not isinstance(value, str) or (value and value not in steps):
        raise ChangeError("agenda.no_such_step", value=repr(value), valid=sorted(steps))
    return value


def _end(value: object) -> str:
    given = value
    if isinstance(given, str) and given:
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise ChangeError("agenda.no_end", value=repr(value)) from None
    if given == "":
        return ""
    if not isinstance(given, datetime) or given.tzinfo is None:
        raise ChangeError("agenda.no_end", value=repr(value))
    try:
        return moment(given)
    except OverflowError:  # the first and the last day of the calendar, seen from elsewhere
        raise ChangeError("agenda.no_end", value=repr(value)) from None


def _flag(name: str, value: object, _steps: Collection[str]) -> bool:
    if not isinstance(value, bool):
        raise ChangeError("agenda.no_flag", field=name, value=repr(value))
    return value


def _number(name: str, value: object, _steps: Collection[str]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ChangeError("agenda.no_number", field=name, value=repr(value), most=LONGEST)
    if not 0 <= value <= LONGEST:
        raise ChangeError("agenda.no_number", field=name, value=repr(value), most=LONGEST)
    return value


def _count(name: str, value: object, _steps: Collection[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DOTS:
        raise ChangeError("agenda.no_number", field=name, value=repr(value), most=MOST_DOTS)
    return value


_READ: Final = {"str": _text, "float": _number, "int": _count, "bool": _flag}
