"""How long a journey takes: ISO 8601 durations read exactly, said in words, and added up stage by stage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from journey_widgets.model.order import stages_in_order, touchpoints_of
from journey_widgets.words import say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = ["StageTime", "iso", "journey_time", "parse", "spoken", "stage_times"]

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3_600, 86_400, 604_800
_UNITS: Final = (("W", _WEEK), ("D", _DAY), ("H", _HOUR), ("M", _MINUTE), ("S", 1))
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_FORM: Final = re.compile(
    rf"P(?=\d|T\d)(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)
#: Largest first, as people say them. A week is said only where it comes out even: nobody says "1 week 3 days".
_SPOKEN: Final = (("days", _DAY), ("hours", _HOUR), ("minutes", _MINUTE), ("seconds", 1))


def parse(text: str) -> Fraction:
    """The seconds of an ISO 8601 duration, exactly: `parse("P2DT4H") == 187_200`.

    Weeks, days, hours, minutes and seconds, each with a decimal fraction if wanted (`"PT0.1S"` is 1/10, not a float). A
    day has 24 hours: a duration is a length, not a date in a calendar.

    Raises:
        ValueError: it is none, or speaks of months or years, which have no length.

    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text!r} is no duration in weeks, days and times. Valid: 'P2W', 'P3D', 'PT90M', 'P2DT4H30M'. "
            "Months and years have no length."
        )
    parts = zip(found.groups(), _UNITS, strict=True)
    return sum(
        (Fraction(number.replace(",", ".")) * size for number, (_, size) in parts if number is not None), Fraction(0)
    )


def iso(seconds: Fraction | int) -> str:
    """The ISO 8601 duration of so many seconds: days, hours, minutes, seconds; `P2W` for whole weeks, `PT0S` for none.

    Raises:
        ValueError: it is negative, or its seconds have no finite decimal fraction.

    """
    if seconds < 0:
        raise ValueError(f"a duration is not negative: {seconds}")
    rest = Fraction(seconds)
    if rest and rest % _WEEK == 0:
        return f"P{rest // _WEEK}W"
    days, rest = divmod(rest, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    day = f"{days}D" if days else ""
    time = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{_decimal(rest)}S" * bool(rest)
    if time or not day:
        return f"P{day}T{time or '0S'}"
    return f"P{day}"


def _decimal(number: Fraction) -> str:
    places = 0
    rest = number.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest != 1:
        raise ValueError(f"{number} seconds have no finite decimal fraction")
    whole = number * 10**places
    digits = f"{whole.numerator:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def spoken(seconds: Fraction | float, language: str | None = None) -> str:
    """A duration as people say it: "2日4時間", "2 days 4 hours"; "約3日" where smaller units were left out.

    At most the two largest units that are not zero, the second rounded half up; weeks where they come out even
    ("2週間"), otherwise days.
    """
    exact = Fraction(seconds)
    if exact and exact % _WEEK == 0:
        return say(_plural("weeks", exact // _WEEK), language, n=f"{exact // _WEEK:,}")
    if exact < 1:
        return say("paths.seconds", language, n=0) if not exact else say("paths.under_a_second", language)
    told, about = _two_largest(exact)
    each = [say(_plural(unit, number), language, n=f"{number:,}") for unit, number in told]
    words = each[0] if len(each) == 1 else say("paths.two_units", language, large=each[0], small=each[1])
    return say("paths.about", language, time=words) if about else words


def _plural(unit: str, number: int) -> str:
    return f"paths.{unit}_one" if number == 1 else f"paths.{unit}"


def _two_largest(seconds: Fraction) -> tuple[list[tuple[str, int]], bool]:
    """The two largest units that are not zero, and whether anything was rounded."""
    rest, sizes = seconds, dict(_SPOKEN)
    told: list[str] = []
    for unit, size in _SPOKEN:
        number, rest = divmod(rest, size)
        if number:
            told.append(unit)
        if len(told) == 2 or not rest:
            break
    # Rounding may fill the unit up (59.6 minutes): what it comes to is counted anew.
    least = sizes[told[-1]]
    rounded = Fraction((seconds + Fraction(least, 2)) // least * least)
    counted: list[tuple[str, int]] = []
    left = rounded
    for unit, size in _SPOKEN:
        number, left = divmod(left, size)
        if number:
            counted.append((unit, int(number)))
    return counted[:2], rounded != seconds


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage takes, in exact seconds."""

    stage: str
    name: str
    #: Sum of its touchpoints' own durations.
    own: Fraction
    #: Sum of the waits between neighbours inside it.
    between: Fraction
    #: The wait from its last touchpoint to the next stage's first.
    onward: Fraction
    #: What the stage itself says it takes, or None.
    stated: Fraction | None
    touchpoints: int
    #: How many of them say how long they take.
    timed: int

    @property
    def inside(self) -> Fraction:
        """What happens in the stage: what it states, otherwise what its parts add up to."""
        return self.own + self.between if self.stated is None else self.stated

    @property
    def total(self) -> Fraction:
        """The stage's share of the journey's length."""
        return self.inside + self.onward


def stage_times(document: Document, state: Literal["as_is", "to_be"] | None = None) -> list[StageTime]:
    """The times of all stages in order; their `total` add up to the journey's length. See `journey_time`."""
    cards: Mapping[str, Any] = document.get("touchpoints", {})
    lanes = {
        stage: [name for name in touchpoints_of(document, stage) if _exists(cards[name], state)]
        for stage in stages_in_order(document)
    }
    waits = _waits(document)
    line = [(stage, name) for stage, lane in lanes.items() for name in lane]
    between = dict.fromkeys(lanes, Fraction(0))
    onward = dict.fromkeys(lanes, Fraction(0))
    for (stage, name), (after, follower) in pairwise(line):
        wait = waits.get((name, follower), Fraction(0))
        (between if stage == after else onward)[stage] += wait
    stages: Mapping[str, Any] = document.get("stages", {})
    return [
        StageTime(
            stage=stage,
            name=stages[stage].get("name", ""),
            own=sum((parse(cards[name]["duration"]) for name in lane if "duration" in cards[name]), Fraction(0)),
            between=between[stage],
            onward=onward[stage],
            stated=parse(stages[stage]["duration"]) if "duration" in stages[stage] else None,
            touchpoints=len(lane),
            timed=sum("duration" in cards[name] for name in lane),
        )
        for stage, lane in lanes.items()
    ]


def _exists(card: Mapping[str, Any], state: str | None) -> bool:
    return state is None or card.get("exists_in", "both") in (state, "both")


def _waits(document: Document) -> dict[tuple[str, str], Fraction]:
    """(source, target) → delay; the longest where several links say one."""
    waits: dict[tuple[str, str], Fraction] = {}
    for link in document.get("links", {}).values():
        if "delay" in link:
            pair = (link["source"], link["target"])
            waits[pair] = max(waits.get(pair, Fraction(0)), parse(link["delay"]))
    return waits


def journey_time(journey: Journey, *, state: Literal["as_is", "to_be"] | None = None) -> pd.DataFrame:
    """How long the journey takes, stage by stage; `journey_time(journey)["total"].sum()` is its length in seconds.

    The rules:

    - The journey is its placed touchpoints in reading order. Cards in the pool take no time.
    - A touchpoint takes its `duration`; one that says none takes 0 (`timed` of `touchpoints` say one).
    - Between two neighbours passes the `delay` of the link from the one to the next; 0 where there is none. With
      several such links, the longest counts. A link that skips, goes back or stays is a branch or a loop and adds
      nothing: it is not walked by everybody.
    - A stage that has a `duration` of its own takes that, not the sum of its parts (`stated`); what its parts add up
      to is still shown.
    - The wait between two stages belongs to the one that is left (`onward`), also where that one has a `duration`.

    Args:
        journey: the journey.
        state: "as_is" leaves out touchpoints that exist only as they should be, "to_be" those that exist only as it
            is; None counts all.

    Returns:
        A row a stage in order, indexed by `stage` (id): `name` (str); `own`, `between`, `onward`, `stated` (missing
        where the stage says none), `total` (Float64, seconds); `iso` (str, `total` as ISO 8601); `share` (Float64, of
        the whole length; missing where that is 0); `starts` (Float64, seconds from the journey's beginning);
        `touchpoints`, `timed` (Int64).

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    times = stage_times(journey.snapshot().document, state)
    length = sum((time.total for time in times), Fraction(0))
    starts = Fraction(0)
    rows: list[dict[str, Any]] = []
    for time in times:
        rows.append(
            {
                "name": time.name,
                "own": float(time.own),
                "between": float(time.between),
                "onward": float(time.onward),
                "stated": None if time.stated is None else float(time.stated),
                "total": float(time.total),
                "iso": iso(time.total),
                "share": float(time.total / length) if length else None,
                "starts": float(starts),
                "touchpoints": time.touchpoints,
                "timed": time.timed,
            }
        )
        starts += time.total
    index = pd.Index([time.stage for time in times], dtype="str", name="stage")
    kinds = {"name": "str", "iso": "str", "touchpoints": "Int64", "timed": "Int64"}
    columns = ("name", "own", "between", "onward", "stated", "total", "iso", "share", "starts", "touchpoints", "timed")
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], index=index, dtype=kinds.get(name, "Float64"))
            for name in columns
        }
    )
