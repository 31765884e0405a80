"""What actions were to change and what they did, side by side on the curve as it is and as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journey_widgets import faces
from journey_widgets.analysis.effects import effect_rows, scores_at
from journey_widgets.analysis.reading import Reading
from journey_widgets.charts.sheet import ink
from journey_widgets.charts.staged import Key, Look, Staged, slots_of, spoken_language
from journey_widgets.charts.telling import change_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["effects", "effects_sentence", "effects_table"]

_EXPECTED: Look = {"filled": True, "fill": ink("surface"), "stroke": ink("inkMuted"), "strokeWidth": 1.75}
_REAL: Look = {"filled": True, "fill": ink("ink"), "stroke": ink("ink"), "strokeWidth": 1}
#: How far the two arrows of an action stand beside their touchpoint's middle, as a share of its column.
_ASIDE = 0.13


def effects(
    journey: Journey, *, language: Language | None = None, theme: faces.Theme = "light", width: int | None = None
) -> alt.LayerChart:
    """Draw two lines for every action with an outcome: dashed to what was expected, full to what came of it.

    Both start from the touchpoint's score before the action. Behind them, the curve as it is (through) and as it should
    be (dotted), the mean of all lines.

    Args:
        journey: the journey.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels; by default as wide as its touchpoints need.

    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    told = _told(document)
    as_is, to_be = scores_at(document, "as_is"), scores_at(document, "to_be")
    lines: dict[str, dict[str, Any]] = {
        "as_is": {"stroke": ink("inkMuted"), "strokeWidth": 1.75},
        "to_be": {"stroke": ink("inkMuted"), "strokeWidth": 1.75, "strokeDash": [1, 4]},
    }
    keys = [
        Key(say("actions.as_is", spoken), "line", lines["as_is"]),
        Key(say("actions.to_be", spoken), "line", lines["to_be"]),
        Key(say("actions.expected", spoken), "circle", _EXPECTED),
        Key(say("actions.real", spoken), "circle", _REAL),
    ]
    sentence = effects_sentence(journey, spoken)
    drawing = Staged(slots_of(reading), reading.scale, spoken, sentence=sentence, keys=keys, width=width)
    drawing.curve([as_is.get(slot.id) for slot in drawing.slots], **lines["as_is"])
    # Where nothing is said of how it should be, it stays as it is.
    should = [to_be.get(slot.id, as_is.get(slot.id)) if to_be else None for slot in drawing.slots]
    drawing.curve(should, **lines["to_be"])
    place = {slot.id: at for at, slot in enumerate(drawing.slots)}
    for row in told:
        _arrows(drawing, row, drawing.x(place[row["touchpoint"]]))
    if not told and drawing.slots:
        drawing.nothing(say("actions.effects_none", spoken))
    return drawing.chart(theme)


def _arrows(drawing: Staged, row: dict[str, Any], x: float) -> None:
    before = row["before"]
    if before is None:
        return
    low, high = drawing.scale.low, drawing.scale.high
    for key, side, look, dash in (("expected", -1, _EXPECTED, [3, 3]), ("real", 1, _REAL, [1, 0])):
        change = row[key]
        if change is None:
            continue
        aside = x + side * max(5.0, drawing.column * _ASIDE)
        end = drawing.y(min(max(before + change, low), high))
        drawing.rules(
            [{"x": aside, "x2": aside, "y": drawing.y(before), "y2": end}], stroke=ink("ink"), strokeDash=dash
        )
        drawing.points([{"x": aside, "y": end}], "circle", size=60, **look)
        words = [{"x": aside + side * 7, "y": end, "text": change_words(change)}]
        align = "right" if side < 0 else "left"
        colour, weight = ("inkMuted", 400) if side < 0 else ("ink", 600)
        drawing.sheet.words(words, colour, weight=weight, halo="surface", align=align, baseline="middle")


def effects_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row per action with an outcome (index: its id), along the journey.

    Columns: number (Int64), touchpoint, action (str), score before and after, expected and real effect and their
    difference (Float64, on the journey's scale), outcome (str).
    """
    spoken = spoken_language(journey.language, language)
    rows = _told(journey.snapshot().document)

    def name(key: str) -> str:
        return say(f"actions.{key}", spoken)

    columns: list[tuple[str, str, list[Any]]] = [
        (say("charts.number", spoken), "Int64", [row["no"] for row in rows]),
        (name("where"), "str", [row["touchpoint_title"] for row in rows]),
        (name("action"), "str", [row["title"] for row in rows]),
        (name("score_before"), "Float64", [row["before"] for row in rows]),
        (name("score_after"), "Float64", [row["after"] for row in rows]),
        (name("expected"), "Float64", [row["expected"] for row in rows]),
        (name("real"), "Float64", [row["real"] for row in rows]),
        (say("charts.difference", spoken), "Float64", [row["gap"] for row in rows]),
        (name("outcome"), "str", [row["outcome"] or None for row in rows]),
    ]
    return twin_table([row["id"] for row in rows], columns)


def effects_sentence(journey: Journey, language: str | None = None) -> str:
    """How many actions did what was expected, and which is furthest from it."""
    spoken = spoken_language(journey.language, language)
    compared = [row for row in _told(journey.snapshot().document) if row["gap"] is not None]
    if not compared:
        return say("actions.effects_none", spoken)
    # A rest of floating-point arithmetic is no miss.
    met = sum(row["gap"] >= -1e-9 for row in compared)
    key = "actions.effects_say_one" if len(compared) == 1 else "actions.effects_say"
    told = [say(key, spoken, n=len(compared), met=met)]
    far = max(compared, key=lambda row: abs(row["gap"]))
    if abs(far["gap"]) >= 0.05:
        expected, real = change_words(far["expected"]), change_words(far["real"])
        told.append(say("actions.effects_far", spoken, title=far["title"], expected=expected, real=real))
    return ("" if spoken == "ja" else " ").join(told)


def _told(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Actions whose outcome was written down or measured."""
    return [row for row in effect_rows(document) if row["real"] is not None or row["outcome"]]
