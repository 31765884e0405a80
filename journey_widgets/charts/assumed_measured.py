"""What the room assumes against what customers said and what was measured, on the same scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.charts.sheet import ink
from journey_widgets.charts.staged import Key, Look, Staged, slots_of, spoken_language
from journey_widgets.charts.telling import called, change_words, score_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["assumed_measured", "assumed_measured_sentence", "assumed_measured_table"]

State = Literal["as_is", "to_be"]
#: Evidence that comes from customers.
MEASURED = ("customer", "measured")


def assumed_measured(
    journey: Journey,
    *,
    persona: str | None = None,
    state: State = "as_is",
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int | None = None,
) -> alt.LayerChart:
    """Draw for every touchpoint what is assumed (open) and what is measured (filled), and the gap between them.

    Measured is a score whose evidence is "customer" or "measured", or, where it says none, one given by a participant
    who is a customer. Everything else is assumed, also what staff say. Each side is the mean of its own scores; an
    agreed score stands for the participants on its side.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's; None: the mean of all lines.
        state: "as_is" or "to_be".
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels; by default as wide as its touchpoints need.

    """
    spoken = spoken_language(journey.language, language)
    found = _Sides.of(journey.snapshot().document, persona, state)
    keys = [
        Key(say("charts.assumed", spoken), "circle", _ASSUMED),
        Key(say("charts.measured", spoken), "circle", _MEASURED),
        Key(say("charts.gap", spoken), "line", _GAP),
    ]
    sentence = assumed_measured_sentence(journey, spoken, persona=persona, state=state)
    slots = slots_of(found.reading)
    drawing = Staged(slots, found.reading.scale, spoken, sentence=sentence, keys=keys, width=width)
    sides = [(found.assumed.get(slot.id), found.measured.get(slot.id)) for slot in slots]
    gaps = [
        {"x": drawing.x(at), "x2": drawing.x(at), "y": drawing.y(assumed[0]), "y2": drawing.y(measured[0])}
        for at, (assumed, measured) in enumerate(sides)
        if assumed is not None and measured is not None
    ]
    drawing.rules(gaps, **_GAP)
    hints = [
        alt.Tooltip("title:N", title=say("charts.touchpoint", spoken)),
        alt.Tooltip("side:N", title=say("charts.line", spoken)),
        alt.Tooltip("score:N", title=say("charts.score", spoken)),
        alt.Tooltip("n:Q", title=say("charts.scores", spoken)),
    ]
    for which, look in enumerate((_ASSUMED, _MEASURED)):
        rows = [
            {
                "x": drawing.x(at),
                "y": drawing.y(side[0]),
                "title": slots[at].title,
                "side": say(f"charts.{('assumed', 'measured')[which]}", spoken),
                "score": score_words(side[0], found.reading.scale),
                "n": side[1],
            }
            for at, pair in enumerate(sides)
            if (side := pair[which]) is not None
        ]
        drawing.points(rows, "circle", size=min(90.0, max(16.0, drawing.column * 2)), hints=hints, **look)
    if drawing.column >= 40:
        words = [
            {
                "x": drawing.x(at) + 8,
                "y": (drawing.y(assumed[0]) + drawing.y(measured[0])) / 2,
                "text": change_words(measured[0] - assumed[0]),
            }
            for at, (assumed, measured) in enumerate(sides)
            if assumed is not None and measured is not None and abs(measured[0] - assumed[0]) >= 0.05
        ]
        drawing.sheet.words(words, "ink", size=10, weight=600, halo="canvas", align="left", baseline="middle")
    if slots and not found.assumed and not found.measured:
        drawing.nothing(say("charts.nobody_scored", spoken))
    return drawing.chart(theme)


_ASSUMED: Look = {
    "filled": True,
    "fill": ink("surface"),
    "stroke": ink("ink"),
    "strokeWidth": 1.5,
    "strokeDash": [2, 2],
}
_MEASURED: Look = {"filled": True, "fill": ink("ink"), "stroke": ink("surface"), "strokeWidth": 1}
_GAP: Look = {"stroke": ink("lineControl"), "strokeWidth": 3}


@dataclass(frozen=True, slots=True)
class _Sides:
    """Touchpoint id → its score and how many scores it is the mean of, assumed and measured."""

    reading: Reading
    assumed: dict[str, tuple[float, int]]
    measured: dict[str, tuple[float, int]]

    @staticmethod
    def of(document: Document, persona: str | None, state: str) -> _Sides:
        scores: dict[str, dict[str, Any]] = document.get("scores", {})
        sides: list[dict[str, tuple[float, int]]] = []
        for measured in (False, True):
            mine = {name: record for name, record in scores.items() if _is_measured(document, record) is measured}
            sides.append(_means(Reading({**document, "scores": mine}, "iqr", 1), persona, state))
        return _Sides(Reading({**document, "scores": {}}, "iqr", 1), *sides)


def _is_measured(document: Document, score: dict[str, Any]) -> bool:
    if "evidence" in score:
        return score["evidence"] in MEASURED
    return document.get("participants", {}).get(score.get("participant"), {}).get("role") == "customer"


def _means(reading: Reading, persona: str | None, state: str) -> dict[str, tuple[float, int]]:
    found: dict[str, list[tuple[float, int]]] = {}
    for (whose, of), line in reading.lines.items():
        if of == state and (persona is None or whose == persona):
            for name, (measure, _) in line.items():
                found.setdefault(name, []).append((measure.score, max(1, measure.n)))
    return {
        name: (sum(score for score, _ in all_) / len(all_), sum(n for _, n in all_)) for name, all_ in found.items()
    }


def assumed_measured_table(
    journey: Journey, *, persona: str | None = None, state: State = "as_is", language: Language | None = None
) -> pd.DataFrame:
    """The chart's table twin: a row a touchpoint (index: its id), columns named in the reader's language.

    Columns: number (Int64), touchpoint, stage (str), assumed, measured, gap = measured − assumed (Float64, on the
    journey's scale), how many scores each is the mean of (Int64), and the touchpoint's measures in words (str).
    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    found = _Sides.of(document, persona, state)
    slots = slots_of(found.reading)
    pairs = [(found.assumed.get(slot.id), found.measured.get(slot.id)) for slot in slots]
    columns: list[tuple[str, str, list[Any]]] = [
        ("number", "Int64", [int(slot.no) for slot in slots]),
        ("touchpoint", "str", [slot.title for slot in slots]),
        ("stage", "str", [slot.stage for slot in slots]),
        ("assumed", "Float64", [assumed and assumed[0] for assumed, _ in pairs]),
        ("measured", "Float64", [measured and measured[0] for _, measured in pairs]),
        ("gap", "Float64", [measured[0] - assumed[0] if assumed and measured else None for assumed, measured in pairs]),
        ("scores_assumed", "Int64", [assumed[1] if assumed else 0 for assumed, _ in pairs]),
        ("scores_measured", "Int64", [measured[1] if measured else 0 for _, measured in pairs]),
        ("measures", "str", [_measures(document, slot.id, spoken) for slot in slots]),
    ]
    return twin_table(
        [slot.id for slot in slots], [(say(f"charts.{name}", spoken), kind, values) for name, kind, values in columns]
    )


def _measures(document: Document, touchpoint: str, language: str) -> str:
    records: dict[str, dict[str, Any]] = document.get("measures", {})
    said = [
        f"{record['metric']} {record['value']}{record.get('unit', '')}"
        for record in records.values()
        if record.get("touchpoint") == touchpoint
    ]
    return ("、" if language == "ja" else ", ").join(said)


def assumed_measured_sentence(
    journey: Journey, language: str | None = None, *, persona: str | None = None, state: State = "as_is"
) -> str:
    """The chart in a sentence: how much is measured, and where the room is furthest from it."""
    spoken = spoken_language(journey.language, language)
    found = _Sides.of(journey.snapshot().document, persona, state)
    if not found.reading.places:
        return say("chart.no_cards", spoken)
    if not found.assumed and not found.measured:
        return say("charts.nobody_scored", spoken)
    if not found.measured:
        return say("charts.all_assumed", spoken, n=len(found.assumed))
    both = {name: found.measured[name][0] - found.assumed[name][0] for name in found.measured if name in found.assumed}
    values = {"n": len(found.measured), "all": len(found.measured.keys() | found.assumed.keys())}
    if not both:
        return say("charts.no_overlap", spoken, **values)
    widest = max(both, key=lambda name: abs(both[name]))
    if abs(both[widest]) < 0.05:
        return say("charts.assumed_right", spoken, **values, both=len(both))
    scale = found.reading.scale
    return say(
        "charts.assumed_too_high" if both[widest] < 0 else "charts.assumed_too_low",
        spoken,
        **values,
        title=called(found.reading, widest),
        assumed=score_words(found.assumed[widest][0], scale),
        measured=score_words(found.measured[widest][0], scale),
    )
