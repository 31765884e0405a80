"""How long each stage takes: bars that begin where the one before ends, so that they add up to the journey's length."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.durations import StageTime, spoken, stage_times
from journey_widgets.charts.sheet import Sheet, ink, wide, wrapped
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["durations", "durations_sentence", "durations_table"]

State = Literal["as_is", "to_be"] | None

_ROW, _BAR, _RAIL, _TAIL, _HEAD = 44, 18, 148, 132, 30
#: Units of the axis, and steps of it that are easy to count in.
_UNITS = (
    ("week", 604_800, (1, 2, 4, 8, 13, 26, 52)),
    ("day", 86_400, (1, 2, 5, 7, 10, 14)),
    ("hour", 3_600, (1, 2, 3, 6, 12)),
    ("minute", 60, (1, 2, 5, 10, 15, 30)),
    ("second", 1, (1, 2, 5, 10, 15, 30)),
)
_TICKS = 8


def durations(
    journey: Journey,
    *,
    state: State = None,
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int = 760,
) -> alt.LayerChart:
    """Draw each stage as a bar along the time since the journey began; the last one ends at its length.

    A filled piece is time at touchpoints, a pale one waiting between them; a thin line is the wait until the next
    stage. A stage that states its own duration is one outlined bar. What is counted, and how, see `jw.journey_time`.

    Args:
        journey: the journey.
        state: "as_is" or "to_be" leaves out touchpoints that do not exist then; None counts all.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: of the whole plot in pixels, names included.

    """
    spoken_in = _language(journey, language)
    times = stage_times(journey.snapshot().document, state)
    length = sum((time.total for time in times), Fraction(0))
    sheet = Sheet(width, _HEAD + _ROW * max(1, len(times)) + 34)
    room = width - _RAIL - _TAIL
    scale = float(length) or 1.0
    _axis(sheet, length, room, spoken_in)
    pieces: list[dict[str, Any]] = []
    starts = Fraction(0)
    for at, time in enumerate(times):
        y = _HEAD + _ROW * at + _ROW / 2
        stretch = _stretch(time)
        left = starts
        for kind, seconds in stretch:
            if seconds:
                x, x2 = (_RAIL + float(place) / scale * room for place in (left, left + seconds))
                told = {"stage": time.name, "part": say(f"paths.time_{kind}", spoken_in)}
                # A minute among weeks is still there.
                pieces.append(
                    {"kind": kind, "x": x, "x2": max(x2, x + 1.5), "y": y - _BAR / 2, "y2": y + _BAR / 2, "middle": y}
                    | told
                    | {"time": spoken(seconds, spoken_in)}
                )
            left += seconds
        starts = left
    _draw_pieces(sheet, pieces, spoken_in)
    _draw_names(sheet, times, room, scale, spoken_in)
    if not times or not length:
        none = [{"x": _RAIL + room / 2, "y": _HEAD + _ROW / 2, "text": say("paths.time_none", spoken_in)}]
        sheet.words(none, "inkMuted", size=12, align="center", baseline="middle")
    else:
        _end(sheet, length, room, spoken_in)
    _legend(sheet, {piece["kind"] for piece in pieces}, spoken_in)
    return sheet.chart(theme, durations_sentence(journey, spoken_in, state=state))


def _language(journey: Journey, language: Language | None) -> Language:
    return "ja" if (language or journey.language) == "ja" else "en"


def _stretch(time: StageTime) -> list[tuple[str, Fraction]]:
    """What a stage's bar is made of, from left to right."""
    if time.stated is not None:
        return [("stated", time.stated), ("onward", time.onward)]
    return [("own", time.own), ("between", time.between), ("onward", time.onward)]


def _axis(sheet: Sheet, length: Fraction, room: float, language: Language) -> None:
    unit, size, step = _ticks(length)
    rows: list[dict[str, Any]] = []
    bottom = sheet.height - 34
    count = int(length // (size * step)) if length else 0
    for number in range(count + 1):
        x = _RAIL + (float(Fraction(number * step * size) / length) * room if length else 0)
        rows.append({"x": x, "x2": x, "y": _HEAD - 8, "y2": bottom, "text": str(number * step)})
    rule = sheet.draw(rows).mark_rule(stroke=ink("grid"), strokeWidth=1, tooltip=None)
    sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    figures = [
        {"x": row["x"], "y": _HEAD - 16, "text": row["text"]} for row in rows if length and row["x"] < _RAIL + room - 76
    ]
    sheet.words(figures, "inkMuted", align="center", baseline="middle")
    title = [{"x": _RAIL - 10, "y": _HEAD - 16, "text": say(f"paths.unit_{unit}", language)}] if length else []
    sheet.words(title, "inkMuted", align="right", baseline="middle")


def _end(sheet: Sheet, length: Fraction, room: float, language: Language) -> None:
    """Where the journey ends, and how long it was."""
    x, bottom = _RAIL + room, sheet.height - 34
    rule = sheet.draw([{"x": x, "x2": x, "y": _HEAD - 8, "y2": bottom}]).mark_rule(
        stroke=ink("ink"), strokeWidth=1, tooltip=None
    )
    sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    text = f"{say('paths.time_whole', language)} {spoken(length, language)}"
    sheet.words(
        [{"x": x, "y": _HEAD - 16, "text": text}], "ink", weight=600, halo="surface", align="center", baseline="middle"
    )


def _ticks(length: Fraction) -> tuple[str, int, int]:
    """The unit of the axis, its seconds, and how many of it from one tick to the next."""
    for unit, size, steps in _UNITS:
        # Weeks are counted in only where days would be too many.
        if length >= (10 if unit == "week" else 2) * size or unit == "second":
            return unit, size, next((step for step in steps if length / (size * step) <= _TICKS), _coarse(length, size))
    raise AssertionError("seconds are the last unit")


def _coarse(length: Fraction, size: int) -> int:
    step = 1
    while length / (size * step) > _TICKS:
        step *= 10
    return step


def _draw_pieces(sheet: Sheet, pieces: list[dict[str, Any]], language: Language) -> None:
    hints = [
        alt.Tooltip("stage:N", title=say("paths.time_stage", language)),
        alt.Tooltip("part:N", title=" "),
        alt.Tooltip("time:N", title=say("paths.duration", language)),
    ]
    looks: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("own", "lineControl", {"strokeWidth": 0}),
        ("between", "band", {"stroke": ink("lineControl"), "strokeWidth": 1, "strokeDash": [2, 2]}),
        ("stated", "surface", {"stroke": ink("ink"), "strokeWidth": 1.5}),
    )
    for kind, fill, mark in looks:
        chart = sheet.draw(piece for piece in pieces if piece["kind"] == kind).mark_rect(fill=ink(fill), **mark)
        sheet.add(chart.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q"), tooltip=hints))
    wait = sheet.draw(piece for piece in pieces if piece["kind"] == "onward").mark_rule(
        stroke=ink("lineControl"), strokeWidth=2, strokeDash=[2, 3]
    )
    sheet.add(wait.encode(sheet.x(), sheet.y("middle"), alt.X2("x2:Q"), tooltip=hints))


def _draw_names(sheet: Sheet, times: list[StageTime], room: float, scale: float, language: Language) -> None:
    names: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    starts = 0.0
    for at, time in enumerate(times):
        y = _HEAD + _ROW * at + _ROW / 2
        note = "" if time.stated is None else say("paths.time_stated", language)
        names.append({"x": _RAIL - 10, "y": y - (7 if note else 0), "text": wrapped(time.name, 11, 1 if note else 2)})
        if note:
            notes.append({"x": _RAIL - 10, "y": y + 9, "text": note})
        starts += float(time.total)
        if time.total:
            end = _RAIL + starts / scale * room
            totals.append({"x": max(end, _RAIL + 1.5) + 8, "y": y, "text": spoken(time.total, language)})
    sheet.words(names, "ink", size=12, weight=600, align="right", baseline="middle")
    sheet.words(notes, "inkMuted", align="right", baseline="middle")
    sheet.words(totals, "ink", size=12, halo="surface", align="left", baseline="middle")


def _legend(sheet: Sheet, kinds: set[str], language: Language) -> None:
    left, y = float(_RAIL), sheet.height - 12
    for kind in ("own", "between", "stated", "onward"):
        if kind not in kinds:
            continue
        piece = {"kind": kind, "x": left, "x2": left + 20, "y": y - 5, "y2": y + 5, "middle": y}
        _draw_pieces(sheet, [piece | {"stage": "", "part": "", "time": ""}], language)
        text = say(f"paths.time_{kind}", language)
        sheet.words([{"x": left + 26, "y": y, "text": text}], "inkMuted", align="left", baseline="middle")
        left += 26 + wide(text) * 11 + 18


def durations_table(journey: Journey, *, state: State = None, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a stage and one for the whole journey, in words; columns in the reader's language.

    Columns (all str): stage, at touchpoints, waiting, until the next stage, total, share, starts after, timed cards.
    "" where it is nothing; a stage that states its duration says so in the second column.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    spoken_in = _language(journey, language)
    times = stage_times(journey.snapshot().document, state)
    length = sum((time.total for time in times), Fraction(0))

    def told(seconds: Fraction) -> str:
        return spoken(seconds, spoken_in) if seconds else ""

    rows: list[list[str]] = []
    starts = Fraction(0)
    for time in times:
        stated = time.stated is not None
        rows.append(
            [
                time.name,
                f"{told(time.inside)} ({say('paths.time_stated', spoken_in)})" if stated else told(time.own),
                "" if stated else told(time.between),
                told(time.onward),
                told(time.total),
                _percent(time.total, length),
                told(starts),
                f"{time.timed} / {time.touchpoints}",
            ]
        )
        starts += time.total
    timed, cards = sum(time.timed for time in times), sum(time.touchpoints for time in times)
    plain = [time for time in times if time.stated is None]
    rows.append(
        [
            say("paths.time_whole", spoken_in),
            told(sum((time.own for time in plain), Fraction(0))),
            told(sum((time.between for time in plain), Fraction(0))),
            told(sum((time.onward for time in times), Fraction(0))),
            told(length),
            _percent(length, length),
            "",
            f"{timed} / {cards}",
        ]
    )
    keys = ("stage", "own", "between", "onward", "total", "share", "starts", "timed")
    index = pd.Index([*(time.stage for time in times), ""], dtype="str", name="id")
    return pd.DataFrame(
        {
            say(f"paths.time_{key}", spoken_in): pd.Series([row[at] for row in rows], index=index, dtype="str")
            for at, key in enumerate(keys)
        }
    )


def _percent(part: Fraction, whole: Fraction) -> str:
    return f"{_share(part, whole)} %" if whole else ""


def _share(part: Fraction, whole: Fraction) -> str:
    """A share in per cent; nearly all is not all."""
    rounded = round(part / whole * 100)
    if rounded == 100 and part < whole:
        return f"{min(99.9, float(part / whole * 100)):.1f}"
    return str(rounded)


def durations_sentence(journey: Journey, language: Language | None = None, *, state: State = None) -> str:
    """The chart in a few sentences: length, longest stage, waiting, what is not said, what overrides the sum."""
    spoken_in = _language(journey, language)
    times = stage_times(journey.snapshot().document, state)
    length = sum((time.total for time in times), Fraction(0))
    if not length:
        return say("paths.time_none", spoken_in)
    longest = max(times, key=lambda time: time.total)
    told = [
        say(
            "paths.time_sentence",
            spoken_in,
            time=spoken(length, spoken_in),
            stage=longest.name,
            longest=spoken(longest.total, spoken_in),
            share=_share(longest.total, length),
        )
    ]
    waiting = sum((time.onward + (time.between if time.stated is None else 0) for time in times), Fraction(0))
    if waiting:
        share = _share(waiting, length)
        told.append(say("paths.time_waiting", spoken_in, time=spoken(waiting, spoken_in), share=share))
    open_ = [time for time in times if time.stated is None]
    untimed, cards = sum(time.touchpoints - time.timed for time in open_), sum(time.touchpoints for time in open_)
    if untimed:
        key = "paths.time_untimed_one" if untimed == 1 else "paths.time_untimed"
        told.append(say(key, spoken_in, n=untimed, of=cards))
    stated = [time.name for time in times if time.stated is not None]
    if stated:
        told.append(say("paths.time_stated_stages", spoken_in, stages=say("paths.cards_apart", spoken_in).join(stated)))
    return ("" if spoken_in == "ja" else " ").join(told)
