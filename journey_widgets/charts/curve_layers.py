"""The layers of the emotion curve, back to front. Each is a plain Altair chart on named data."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from journey_widgets import faces
from journey_widgets.charts.marks import (
    COLOUR,
    DASH,
    FACED,
    FOCUS,
    FRONT,
    MARKER,
    QUIET_COLOUR,
    SCORED,
    expr,
    face_at,
    figure,
    rows,
    words,
    words_at,
    x,
    y,
)
from journey_widgets.charts.named import data
from journey_widgets.words import say

__all__ = ["focus", "grid", "hit", "labels", "other_state", "others", "overall", "points", "spread"]


def grid() -> list[alt.Chart]:
    """A line at every step, a darker one at neutral."""
    return [
        rows("steps")
        .mark_rule(stroke=expr("datum.neutral ? jw_theme.zero : jw_theme.grid"), strokeWidth=1)
        .encode(x=alt.value(0), x2=alt.value(expr("width")), y=y()),
    ]


def spread() -> list[alt.Chart]:
    """How far apart people are, and on a crowded map the stages' means."""
    return [
        rows("ribbon", FOCUS, "isValid(datum.low)")
        .mark_area(fill=expr("jw_theme.band"), interpolate="linear", opacity=1, line=False)
        .encode(x=x(), y=y("low"), y2="high:Q", detail="run:N"),
        rows("stages_curve", FOCUS, "jw_density == 'compact'")
        .mark_rule(stroke=expr("jw_theme.mean"), strokeWidth=4)
        .encode(x=x("x0"), x2="x1:Q", y=y("mean")),
    ]


def others() -> list[alt.Chart]:
    """The other personas: thin, each with its dash and marker. A crowd of points is left with faint lines alone."""
    where = (f"{FRONT} || datum.persona != jw_persona", "datum.state == jw_state", SCORED, "!jw_alone")
    return [
        rows("curve", *where)
        .mark_line(
            interpolate="monotone",
            strokeWidth=expr("jw_density == 'compact' ? 1 : jw_density == 'presentation' ? 2 : 1.5"),
            opacity=expr("jw_density == 'compact' ? 0.55 : 1"),
            stroke=expr(QUIET_COLOUR),
            strokeDash=expr(DASH),
            strokeJoin="round",
        )
        .encode(x=x(), y=y(), detail=["persona:N", "run:N"]),
        rows("curve", *where, "jw_density != 'compact'")
        .mark_point(
            filled=True,
            fill=expr("jw_theme.surface"),
            stroke=expr(QUIET_COLOUR),
            strokeWidth=1.5,
            opacity=1,
            shape=expr(MARKER),
            size=expr("jw_density == 'presentation' ? 64 : 30"),
        )
        .encode(x=x(), y=y()),
    ]


def other_state() -> list[alt.Chart]:
    """The same persona as it should be (dotted, leaving and joining the line as it is), and the change as arrows."""
    mine = f"!({FRONT}) && datum.persona == jw_persona"
    tall = "abs(datum.delta) / (jw_scale.to - jw_scale.from) * height > jw_reach + 16"
    changed = (mine, "datum.state == 'to_be'", SCORED, "isValid(datum.delta)")
    up = "datum.delta > 0"
    return [
        rows("ribbon", mine, "datum.state == 'to_be'", "jw_state == 'as_is'")
        .mark_line(
            interpolate="linear",
            strokeWidth=expr("jw_density == 'presentation' ? 2 : 1.5"),
            stroke=expr(COLOUR),
            strokeDash=[0.5, 4],
            strokeCap="round",
        )
        .encode(x=x(), y=y(), detail="run:N"),
        rows("curve", mine, "datum.state == 'as_is'", "jw_state == 'to_be'", SCORED)
        .mark_line(interpolate="monotone", strokeWidth=1.25, stroke=expr("jw_theme.inkMuted"))
        .encode(x=x(), y=y(), detail="run:N"),
        rows("curve", *changed, tall)
        .mark_rule(
            strokeWidth=1.25,
            stroke=expr("jw_theme.ink"),
            yOffset=expr(f"({up} ? -1 : 1) * (jw_state == 'as_is' ? jw_reach + 2 : 5)"),
            y2Offset=expr(f"({up} ? 1 : -1) * (jw_state == 'to_be' ? jw_reach + 6 : 9)"),
        )
        .encode(x=x(), y=y("was"), y2="score:Q"),
        rows("curve", *changed, tall)
        .mark_point(
            filled=True,
            opacity=1,
            size=34,
            fill=expr("jw_theme.ink"),
            shape=expr(f"{up} ? 'triangle-up' : 'triangle-down'"),
            yOffset=expr(f"({up} ? 1 : -1) * (jw_state == 'to_be' ? jw_reach + 4 : 7)"),
        )
        .encode(x=x(), y=y()),
        rows("curve", mine, "datum.state != jw_state", SCORED)
        .mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            fill=expr("jw_theme.surface"),
            stroke=expr(COLOUR),
            strokeWidth=1.5,
            size=expr("jw_density == 'compact' ? 26 : jw_density == 'presentation' ? 110 : 56"),
        )
        .encode(x=x(), y=y()),
        *words_at(
            rows("curve", *changed).encode(x=x(), y=y()),
            figure("datum.delta", signed=True),
            weight=600,
            dy=f"({up} ? -1 : 1) * (jw_state == 'to_be' ? jw_reach + 7 : 11)",
            show="jw_density != 'compact'",
        ),
    ]


def overall() -> list[alt.Chart]:
    """All customers, weighted by the personas' shares: a line in a wide, pale one. With faces where it is in front."""
    where = ("jw_overall", "datum.state == jw_state", SCORED)
    chart = rows("overall", *where).encode(x=x(), y=y())
    line: dict[str, Any] = {"interpolate": "monotone", "strokeJoin": "round", "strokeCap": "round"}
    lowest = rows("overall", *where, FRONT, "datum.lowest").encode(x=x(), y=y())
    return [
        chart.mark_line(stroke=expr("jw_theme.mean"), strokeWidth=expr("jw_stroke + 5"), **line).encode(detail="run:N"),
        chart.mark_line(
            stroke=expr(f"{FRONT} ? jw_theme.ink : jw_theme.inkMuted"),
            strokeWidth=expr(f"{FRONT} ? jw_stroke : 1.25"),
            **line,
        ).encode(detail="run:N"),
        rows("overall", *where, f"!({FRONT})", "jw_density != 'compact'")
        .mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            fill=expr("jw_theme.surface"),
            stroke=expr("jw_theme.inkMuted"),
            strokeWidth=1.25,
            size=expr("jw_density == 'presentation' ? 90 : 44"),
        )
        .encode(x=x(), y=y()),
        *face_at(rows("overall", *where, FRONT), {"x": x(), "y": y()}, size="jw_face"),
        *words_at(lowest, figure("datum.score"), weight=600, dy="jw_reach + 9"),
    ]


def focus() -> list[alt.Chart]:
    """The line in focus: monotone by itself, sampled with flat tangents where it has a band to stay in."""
    line: dict[str, Any] = {
        "stroke": expr(COLOUR),
        "strokeWidth": expr("jw_stroke"),
        "strokeJoin": "round",
        "strokeCap": "round",
    }
    return [
        rows("curve", FOCUS, SCORED, "!datum.sampled")
        .mark_line(interpolate="monotone", **line)
        .encode(x=x(), y=y(), detail="run:N"),
        rows("ribbon", FOCUS, "!datum.lead")
        .mark_line(interpolate="linear", **line)
        .encode(x=x(), y=y(), detail="run:N"),
    ]


def points() -> list[alt.Chart]:
    """Faces (or dots), the ring of the selected one with the thread to its number, stars."""
    chosen = "datum.touchpoint == jw_selected"
    return [
        _starred(chosen)
        .mark_rule(
            strokeWidth=1,
            stroke=expr("jw_theme.accent"),
            strokeDash=[2, 3],
            yOffset=expr("min(jw_reach + (datum.moment_of_truth && datum.star < 0 ? 20 + datum.room : 6), height)"),
        )
        .encode(x=x(), y=y(), y2=alt.value(expr("height"))),
        rows("curve", FOCUS, SCORED, f"!{FACED}")
        .mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            size=25,
            fill=expr("jw_theme.edge[datum.face + 2]"),
            stroke=expr("jw_theme.canvas"),
            strokeWidth=1,
        )
        .encode(x=x(), y=y()),
        *face_at(rows("curve", FOCUS, SCORED, FACED), {"x": x(), "y": y()}, size="jw_face"),
        rows("curve", FOCUS, SCORED, chosen)
        .mark_point(
            shape="circle",
            filled=False,
            fill=None,
            opacity=1,
            stroke=expr("jw_theme.accent"),
            strokeWidth=2,
            size=expr("pow(jw_face + 7, 2)"),
        )
        .encode(x=x(), y=y()),
        _starred("datum.moment_of_truth")
        .mark_point(
            shape=faces.star(),
            filled=True,
            opacity=1,
            size=expr("pow(jw_face * 0.66, 2)"),
            fill=expr("jw_theme.ink"),
            yOffset=expr(f"-datum.star * (jw_reach + ({chosen} ? 12 : 9) + datum.room)"),
        )
        .encode(x=x(), y=y()),
    ]


def _starred(where: str) -> alt.Chart:
    """Points in focus with the side their star is on (1 above, −1 below) and the room it leaves for a number.

    Above a peak and below a dip, where nothing else is. But how it should be is drawn there too: as it is, its dot, its
    arrow and its number stand on the side of the change, so the star takes the other one; as it should be, the arrow
    comes from one side and the number is on the other, so the star goes beyond the number. The change is in the rows of
    what should be, so those of what is look it up.
    """
    planned = alt.LookupData(data=data("curve"), key="id", fields=["delta"])
    change = "isValid(datum.change)"
    toward = "(datum.change > 0 ? 1 : -1)"
    return (
        rows("curve", FOCUS, SCORED, where)
        .transform_calculate(planned="datum.touchpoint + '/' + datum.persona + '/to_be'")
        .transform_lookup(lookup="planned", from_=planned, as_=["change"])
        .transform_calculate(
            star=f"!{change} ? datum.side : jw_state == 'to_be' ? {toward} : -{toward}",
            room=f"{change} && jw_state == 'to_be' && jw_density != 'compact' ? 14 : 0",
        )
    )


def labels() -> list[alt.Chart]:
    """The number at the lowest and at moments of truth, beside the face, on the side the line leaves free."""
    # What should be already carries its change as a number.
    spoken = (FOCUS, SCORED, "jw_state == 'as_is'", "datum.lowest || datum.moment_of_truth")
    chart = rows("curve", *spoken).encode(x=x(), y=y())
    number = f"{figure('datum.score')}"
    # Beside the face, outwards from the line; at the right edge on the other side.
    left = "(datum.x > jw_stages - 0.9 * 118 * jw_stages / width)"
    near = "(jw_reach + 8)"
    down = "(datum.side > 0 ? -4 : jw_reach + 4)"
    before = "(jw_density == 'compact' ? (length('' + datum.no) + 0.6) * jw_text * 0.58 : 0)"
    wide = f"(length({number}) * jw_text * 0.56 + 6)"
    return [
        *words_at(
            chart,
            "'' + datum.no",
            dx=f"{left} ? -{near} - {wide} : {near}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
            show="jw_density == 'compact'",
            quiet=True,
        ),
        *words_at(
            chart,
            number,
            weight=600,
            dx=f"{left} ? -{near} : {near} + {before}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
        ),
        *words_at(
            chart,
            words("lowest"),
            dx=f"{left} ? -{near} - {wide} : {near} + {wide}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
            show="datum.lowest && jw_density != 'compact'",
            quiet=True,
        ),
    ]


def hit() -> list[alt.Chart]:
    """An unseen target over each point: what a finger can hit, and what says the details."""
    return [
        rows("overall", "jw_overall", "datum.state == jw_state", SCORED)
        .mark_point(
            shape="circle",
            filled=True,
            opacity=0,
            cursor="pointer",
            size=expr("pow(jw_face + 5, 2)"),
            tooltip=expr(f"jw_language == 'ja' ? {_details_of_all('ja')} : {_details_of_all('en')}"),
        )
        .encode(x=x(), y=y()),
        rows("curve", "datum.persona == jw_persona || datum.state == jw_state && !jw_alone", SCORED)
        .mark_point(
            shape="circle",
            filled=True,
            opacity=0,
            cursor="pointer",
            size=expr(f"({FOCUS}) ? pow(max(jw_face + 5, 12), 2) : 120"),
            tooltip=expr(f"jw_language == 'ja' ? {_details('ja', '・', '〜')} : {_details('en', ', ', ' to ')}"),
        )
        .encode(x=x(), y=y()),
    ]


def _details_of_all(language: str) -> str:
    """The same for a point of all customers' line."""

    def name(key: str) -> str:
        return json.dumps(say(f"chart.{key}", language))

    parts = {
        "'title'": "datum.no + ' ' + datum.title",
        name("stage"): "datum.stage_name",
        name("line"): name("overall"),
        name("score"): figure("datum.score"),
        name("personas"): "'' + datum.personas",
        name("covered"): "format(datum.covered, '.0%')",
    }
    return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items()) + "}"


def _details(language: str, comma: str, to: str) -> str:
    """An expression of everything there is to say about a point: name → text, as Vega's tooltips are."""

    def name(key: str) -> str:
        return json.dumps(say(f"chart.{key}", language))

    state = f"(datum.state == 'to_be' ? {name('to_be')} : {name('as_is')})"
    spread = f"{figure('datum.low')} + {json.dumps(to)} + {figure('datum.high')}"
    parts = {
        "'title'": "datum.no + ' ' + datum.title",
        name("stage"): "datum.stage_name",
        name("line"): f"(datum.persona ? datum.persona_name + {json.dumps(comma)} : '') + {state}",
        name("score"): figure("datum.score"),
        name("people"): "'' + datum.n",
        name("spread"): f"isValid(datum.low) && datum.n > 1 ? {spread} : ''",
        name("reasons"): "datum.reasons",
    }
    return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items()) + "}"
