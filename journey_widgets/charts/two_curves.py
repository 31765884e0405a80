"""Two curves over each other and, under them, how far the second is above the first, touchpoint by touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.compare import Pair, Pairs
from journey_widgets.analysis.compare_words import headline
from journey_widgets.charts.sheet import ink
from journey_widgets.charts.staged import Key, Look, Slot, Staged
from journey_widgets.charts.telling import change_words, score_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["two_curves", "two_curves_table"]

#: The tallest bar of a difference, and the room for its number.
_BAR, _NUMBER = 30, 22


def two_curves(
    pairs: Pairs, language: str, *, sentence: str | None = None, theme: faces.Theme = "light", width: int | None = None
) -> alt.LayerChart:
    """Draw the pairs. Of two states the first is drawn through and the second dotted; otherwise the first is dashed."""
    looks = _states() if pairs.kind == "states" else _versions()
    names = pairs.a.name[language], pairs.b.name[language]
    keys = [Key(name, "line", line) for name, (line, _, _) in zip(names, looks, strict=True)]
    keys.append(Key(say("charts.difference", language), "square", _KEY_OF_BAR))
    slots = [Slot(row.id, _number(row), row.title, row.stage) for row in pairs.rows]
    said = headline(pairs, language) if sentence is None else sentence
    above, below = _reach(pairs)
    extra = _NUMBER + above + below + (_NUMBER if below else 6)
    drawing = Staged(slots, pairs.scale, language, sentence=said, keys=keys, width=width, extra=extra)
    drawn = [row.score_a for row in pairs.rows], [row.score_b for row in pairs.rows]
    # Not saying how it should be is no gap: it may stay as it is.
    through = [b if b is not None else a for a, b in zip(*drawn, strict=True)] if pairs.kind == "states" else drawn[1]
    any_b = any(value is not None for value in drawn[1])
    for values, (line, _, _) in zip((drawn[0], through if any_b else drawn[1]), looks, strict=True):
        drawing.curve(values, **line)
    for values, look, name in zip(drawn, looks, names, strict=True):
        _points(drawing, values, look, name)
    _differences(drawing, pairs, drawing.bottom + _NUMBER + above)
    if slots and not any(value is not None for value in (*drawn[0], *drawn[1])):
        drawing.nothing(say("charts.nobody_scored", language))
    return drawing.chart(theme)


_KEY_OF_BAR: Look = {"filled": True, "fill": ink("lineControl"), "strokeWidth": 0}
#: A line, the shape of its points, their look.
_Drawn = tuple[Look, str, Look]


def _states() -> tuple[_Drawn, _Drawn]:
    through: Look = {"stroke": ink("ink"), "strokeWidth": 2.25}
    dotted: Look = {"stroke": ink("ink"), "strokeWidth": 1.75, "strokeDash": [1, 4]}
    return (
        (through, "circle", {"filled": True, "fill": ink("ink"), "stroke": ink("surface"), "strokeWidth": 1}),
        (dotted, "circle", {"filled": True, "fill": ink("surface"), "stroke": ink("ink"), "strokeWidth": 1.75}),
    )


def _versions() -> tuple[_Drawn, _Drawn]:
    dashed: Look = {"stroke": ink("inkMuted"), "strokeWidth": 1.75, "strokeDash": [5, 4]}
    through: Look = {"stroke": ink("ink"), "strokeWidth": 2.25}
    return (
        (dashed, "square", {"filled": True, "fill": ink("surface"), "stroke": ink("inkMuted"), "strokeWidth": 1.75}),
        (through, "circle", {"filled": True, "fill": ink("ink"), "stroke": ink("surface"), "strokeWidth": 1}),
    )


def _number(row: Pair) -> str:
    return {"only_a": f"−{row.no}", "only_b": f"+{row.no}"}.get(row.matched, row.no)


def _points(drawing: Staged, values: list[float | None], look: _Drawn, name: str) -> None:
    rows = [
        {
            "x": drawing.x(at),
            "y": drawing.y(value),
            "title": drawing.slots[at].title,
            "line": name,
            "score": score_words(value, drawing.scale),
        }
        for at, value in enumerate(values)
        if value is not None
    ]
    hints = [
        alt.Tooltip("title:N", title=say("charts.touchpoint", drawing.language)),
        alt.Tooltip("line:N", title=say("charts.line", drawing.language)),
        alt.Tooltip("score:N", title=say("charts.score", drawing.language)),
    ]
    drawing.points(rows, look[1], size=min(70.0, max(14.0, drawing.column * 1.6)), hints=hints, **look[2])


def _tallest(pairs: Pairs) -> float:
    return max((abs(row.delta or 0) for row in pairs.rows), default=0) or 1


def _reach(pairs: Pairs) -> tuple[float, float]:
    """How far the bars reach above and below their line, in pixels."""
    unit = _BAR / _tallest(pairs)
    deltas = [0.0, *(row.delta or 0 for row in pairs.rows)]
    return max(deltas) * unit, -min(deltas) * unit


def _differences(drawing: Staged, pairs: Pairs, middle: float) -> None:
    """Bars up and down from a line of their own, each with its signed number."""
    tallest = _tallest(pairs)
    bars: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    narrow = drawing.column < 22
    for at, row in enumerate(pairs.rows):
        if row.delta is None:
            continue
        tall = row.delta / tallest * _BAR
        x, half = drawing.x(at), min(11.0, drawing.column * 0.3)
        bars.append({"x": x - half, "x2": x + half, "y": middle - max(tall, 0), "y2": middle - min(tall, 0)})
        if not narrow:
            text = change_words(row.delta)
            words.append({"x": x, "y": middle - tall - (8 if row.delta >= 0 else -8), "text": text})
    drawing.rules(
        [{"x": drawing.left, "x2": drawing.width, "y": middle, "y2": middle}], stroke=ink("zero"), strokeWidth=1
    )
    drawing.sheet.boxes(bars, ink("lineControl"))
    drawing.sheet.words(words, "ink", size=10.5, weight=600, halo="canvas", align="center", baseline="middle")


def two_curves_table(pairs: Pairs, language: str) -> pd.DataFrame:
    """The table twin: number, touchpoint, stage, both scores, difference (Float64) and how many scored (Int64)."""
    one, two = pairs.a.name[language], pairs.b.name[language]
    rows = pairs.rows
    return twin_table(
        [row.id for row in rows],
        [
            (say("charts.number", language), "str", [_number(row) for row in rows]),
            (say("charts.touchpoint", language), "str", [row.title for row in rows]),
            (say("charts.stage", language), "str", [row.stage for row in rows]),
            (one, "Float64", [row.score_a for row in rows]),
            (two, "Float64", [row.score_b for row in rows]),
            (say("charts.difference", language), "Float64", [row.delta for row in rows]),
            (say("charts.people_of", language, name=one), "Int64", [row.a.n if row.a else 0 for row in rows]),
            (say("charts.people_of", language, name=two), "Int64", [row.b.n if row.b else 0 for row in rows]),
        ],
    )
