"""Every score as a dot, with how far apart they are: what a mean alone would hide."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.agreement import agreement_of, given_scores
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import quantile
from journey_widgets.charts.sheet import ink
from journey_widgets.charts.staged import Key, Look, Staged, slots_of, spoken_language, whose_line
from journey_widgets.charts.telling import called, score_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["dots", "dots_sentence", "dots_table"]

State = Literal["as_is", "to_be"]


def dots(
    journey: Journey,
    *,
    persona: str | None = None,
    state: State = "as_is",
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int | None = None,
) -> alt.LayerChart:
    """Draw every person's score as a dot over its touchpoint, the middle half as a bar, the line's value as a ring.

    Equal scores stand beside each other. A square is what the room agreed on. The number above is how many scored.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's. By default the one that most people scored.
        state: "as_is" or "to_be".
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels; by default as wide as its touchpoints need.

    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    line = reading.lines.get(whose_line(reading, state, persona), {})
    keys = [
        Key(say("charts.one_person", spoken), "circle", _DOT),
        Key(say("charts.middle_half", spoken), "line", {"stroke": ink("mean"), "strokeWidth": 8}),
        Key(say("charts.mean", spoken), "circle", _RING),
        Key(say("charts.agreed", spoken), "square", _RING),
    ]
    sentence = dots_sentence(journey, spoken, persona=persona, state=state)
    drawing = Staged(slots_of(reading), reading.scale, spoken, sentence=sentence, keys=keys, width=width)
    single: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    rings: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for at, slot in enumerate(drawing.slots):
        if slot.id not in line:
            continue
        measure, entry = line[slot.id]
        single += _swarm(drawing, at, given_scores(entry), slot.title)
        x = drawing.x(at)
        if measure.n > 1 and measure.low is not None and measure.high is not None:
            bars.append({"x": x, "x2": x, "y": drawing.y(measure.low), "y2": drawing.y(measure.high)})
        words = score_words(measure.score, reading.scale)
        shape = "square" if measure.agreed else "circle"
        rings.append({"x": x, "y": drawing.y(measure.score), "shape": shape, "title": slot.title, "score": words})
        if measure.n and drawing.column >= 22:
            counts.append({"x": x, "y": drawing.top + 3, "text": str(measure.n)})
    drawing.rules(bars, stroke=ink("mean"), strokeWidth=min(10.0, drawing.column * 0.4))
    hints = [
        alt.Tooltip("title:N", title=say("charts.touchpoint", spoken)),
        alt.Tooltip("score:N", title=say("charts.score", spoken)),
    ]
    drawing.points(single, "circle", size=_size(drawing) * 0.8, hints=hints, **_DOT)
    for shape in ("circle", "square"):
        drawing.points(
            (ring for ring in rings if ring["shape"] == shape), shape, size=_size(drawing) * 2, hints=hints, **_RING
        )
    drawing.sheet.words(counts, "inkMuted", size=10, align="center", baseline="top")
    if not line and drawing.slots:
        drawing.nothing(say("charts.nobody_scored", spoken))
    return drawing.chart(theme)


_DOT: Look = {"filled": True, "fill": ink("inkMuted"), "stroke": ink("surface"), "strokeWidth": 1}
_RING: Look = {"filled": False, "fill": None, "stroke": ink("ink"), "strokeWidth": 2}


def _size(drawing: Staged) -> float:
    """The area of a ring: smaller where columns are narrow."""
    return min(60.0, max(10.0, drawing.column * 1.4))


def _swarm(drawing: Staged, at: int, scores: list[float], title: str) -> list[dict[str, Any]]:
    """The dots of one column, equal scores side by side around its middle, as far apart as there is room."""
    rows: list[dict[str, Any]] = []
    for score, many in sorted(Counter(scores).items()):
        apart = min(9.0, (drawing.column - 8) / many)
        words = score_words(score, drawing.scale)
        rows += [
            {
                "x": drawing.x(at) + (place - (many - 1) / 2) * apart,
                "y": drawing.y(score),
                "title": title,
                "score": words,
            }
            for place in range(many)
        ]
    return rows


def dots_table(
    journey: Journey,
    *,
    persona: str | None = None,
    state: State = "as_is",
    language: Language | None = None,
) -> pd.DataFrame:
    """The chart's table twin: a row a touchpoint (index: its id), columns named in the reader's language.

    Columns: number (Int64), touchpoint, stage (str), people (Int64), mean, lowest, lower quartile, median, upper
    quartile, highest (Float64, on the journey's scale), agreement (Float64, van der Eijk's A), agreed score (Float64).
    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    line = reading.lines.get(whose_line(reading, state, persona), {})
    slots = slots_of(reading)
    measures = [line[slot.id][0] if slot.id in line else None for slot in slots]
    given = [sorted(given_scores(line[slot.id][1])) if slot.id in line else [] for slot in slots]

    def share(of: float) -> list[float | None]:
        return [quantile(scores, of) if scores else None for scores in given]

    agreed = [measure.score if measure is not None and measure.agreed else None for measure in measures]
    columns: list[tuple[str, str, list[Any]]] = [
        ("number", "Int64", [int(slot.no) for slot in slots]),
        ("touchpoint", "str", [slot.title for slot in slots]),
        ("stage", "str", [slot.stage for slot in slots]),
        ("people", "Int64", [len(scores) for scores in given]),
        ("value", "Float64", [None if measure is None else measure.score for measure in measures]),
        ("lowest", "Float64", share(0)),
        ("lower", "Float64", share(0.25)),
        ("median", "Float64", share(0.5)),
        ("upper", "Float64", share(0.75)),
        ("highest", "Float64", share(1)),
        ("agreement", "Float64", [agreement_of(scores, reading.scale) for scores in given]),
        ("agreed", "Float64", agreed),
    ]
    return twin_table(
        [slot.id for slot in slots], [(say(f"charts.{name}", spoken), kind, values) for name, kind, values in columns]
    )


def dots_sentence(
    journey: Journey, language: str | None = None, *, persona: str | None = None, state: State = "as_is"
) -> str:
    """The chart in a sentence: how many scored how much, and where they are furthest apart."""
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    if not reading.places:
        return say("chart.no_cards", spoken)
    line = reading.lines.get(whose_line(reading, state, persona), {})
    given = {name: given_scores(entry) for name, (_, entry) in line.items()}
    people = {person for _, entry in line.values() for person, _ in entry.given}
    if not people:
        return say("charts.nobody_scored" if not line else "charts.only_agreed", spoken, n=len(line))
    apart = {name: scores for name, scores in given.items() if len(set(scores)) > 1}
    # The same touchpoint that is to be discussed first: agreement goes before range.
    widest = min(
        apart,
        key=lambda name: (agreement_of(apart[name], reading.scale) or 0, min(apart[name]) - max(apart[name])),
        default=None,
    )
    values = {
        "n": len(people),
        "cards": len(line),
        "all": len(reading.places),
    }
    if widest is None:
        return say("charts.dots_alike", spoken, **values)
    low, high = (score_words(end(apart[widest]), reading.scale) for end in (min, max))
    return say("charts.dots_apart", spoken, **values, title=called(reading, widest), low=low, high=high)
