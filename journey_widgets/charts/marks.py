"""What the layers of the emotion curve are made of: places, sizes, colours, words and faces as Vega expressions."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from journey_widgets import faces
from journey_widgets.charts.named import data
from journey_widgets.words import say

__all__ = [
    "COLOUR",
    "DASH",
    "FACED",
    "FOCUS",
    "FRONT",
    "MARKER",
    "QUIET_COLOUR",
    "SCORED",
    "derived",
    "expr",
    "face_at",
    "figure",
    "rows",
    "words",
    "words_at",
    "x",
    "y",
]

#: Whether all customers' line takes the place of the persona in focus; "beside" draws it as one more.
FRONT = "jw_overall == 'front'"
FOCUS = f"!({FRONT}) && datum.persona == jw_persona && datum.state == jw_state"
SCORED = "isValid(datum.score)"
#: What shows a face: every score, or on a crowded map only the moments of truth, the lowest and the selected.
FACED = "(jw_density != 'compact' || datum.moment_of_truth || datum.lowest || datum.touchpoint == jw_selected)"

_MARKERS = json.dumps([style["marker"] for style in faces.personas()])
_DASHES = json.dumps([style["dash"] for style in faces.personas()])
_PATHS = json.dumps(faces.paths())
_STYLE = "[(datum.persona_index + 3) % 4]"
#: A persona's colour; everyone's is ink where it is in focus and quiet elsewhere.
COLOUR = f"datum.persona_index ? jw_theme.persona{_STYLE} : jw_theme.ink"
QUIET_COLOUR = f"datum.persona_index ? jw_theme.persona{_STYLE} : jw_theme.inkMuted"
DASH = f"datum.persona_index ? {_DASHES}{_STYLE} : []"
MARKER = f"datum.persona_index ? {_MARKERS}{_STYLE} : 'cross'"


def expr(text: str) -> alt.ExprRef:
    """A Vega expression in place of a value."""
    return alt.ExprRef(text)


def derived() -> list[alt.Parameter]:
    """Sizes that follow from the density."""
    by_density = "jw_density == 'compact' ? {} : jw_density == 'presentation' ? {} : {}"
    return [
        alt.param(name="jw_face", expr=by_density.format(15, 30, 19)),
        alt.param(name="jw_stroke", expr=by_density.format(1.5, 3.5, 2.25)),
        alt.param(name="jw_text", expr="jw_theme.size * (jw_density == 'presentation' ? 1.4 : 1)"),
        # What is drawn above and below a point moves with the size of its face.
        alt.param(name="jw_reach", expr="jw_face / 2"),
    ]


def words(key: str) -> str:
    """An expression that says `chart.<key>` in the language of the view."""
    return f"(jw_language == 'ja' ? {json.dumps(say(f'chart.{key}', 'ja'))} : {json.dumps(say(f'chart.{key}', 'en'))})"


def figure(value: str, *, signed: bool = False) -> str:
    """An expression that writes a score as people read it: one decimal at most, a true minus."""
    form = "'+.1~f'" if signed else "jw_scale.low < 0 ? '+.1~f' : '.1~f'"
    return f"(abs({value}) < 0.05 ? '0' : format({value}, {form}))"


def x(field: str = "x") -> alt.X:
    """A place along the curve, from the first stage to the last."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, expr("jw_stages")], nice=False, zero=False))


def y(field: str = "score") -> alt.Y:
    """A score, on the scale with a little air at both ends."""
    scale = alt.Scale(domain=[expr("jw_scale.from"), expr("jw_scale.to")], nice=False, zero=False)
    return alt.Y(f"{field}:Q", axis=None, scale=scale)


def rows(name: str, *where: str) -> alt.Chart:
    """A chart of named data, of the rows that pass every test."""
    chart = alt.Chart(data(name))
    return chart.transform_filter(" && ".join(f"({test})" for test in where)) if where else chart


def face_at(chart: alt.Chart, at: dict[str, Any], *, size: str, x_offset: float = 0) -> list[alt.Chart]:
    """A disc with a rim, and the features of the face on it; `datum.face` is −2 … 2."""
    feeling = "[datum.face + 2]"
    return [
        chart.mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            size=expr(f"pow({size} * 0.93, 2)"),
            fill=expr(f"jw_theme.fill{feeling}"),
            stroke=expr(f"jw_theme.edge{feeling}"),
            strokeWidth=expr(f"{size} * 0.05"),
            xOffset=x_offset,
        ).encode(**at),
        chart.mark_point(
            shape=expr(f"{_PATHS}{feeling}"),
            filled=True,
            opacity=1,
            size=expr(f"pow({size}, 2)"),
            fill=expr(f"jw_theme.mark{feeling}"),
            stroke=expr(f"jw_theme.mark{feeling}"),
            strokeWidth=expr(f"{size} * 0.07"),
            strokeCap="round",
            strokeJoin="round",
            xOffset=x_offset,
        ).encode(**at),
    ]


def words_at(
    chart: alt.Chart,
    text: str,
    *,
    weight: int = 400,
    dx: str = "0",
    dy: str = "0",
    align: str = "'center'",
    show: str = "true",
    quiet: bool = False,
) -> list[alt.Chart]:
    """Words with a halo, so that a line running behind does not strike them out."""
    common: dict[str, Any] = {
        "text": expr(f"({show}) ? {text} : ''"),
        "font": expr("jw_theme.font"),
        "fontSize": expr("jw_text"),
        "fontWeight": weight,
        "dx": expr(dx),
        "dy": expr(dy),
        "align": expr(align),
        "baseline": "middle",
    }
    ink = "jw_theme.inkMuted" if quiet else "jw_theme.ink"
    return [
        chart.mark_text(
            stroke=expr("jw_theme.canvas"), strokeWidth=3.5, strokeJoin="round", fill=expr("jw_theme.canvas"), **common
        ),
        chart.mark_text(fill=expr(ink), **common),
    ]
