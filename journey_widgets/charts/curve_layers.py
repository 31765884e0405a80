"""The layers of the emotion curve, back to front. Each is a plain Altair chart on named data."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.scores import Band
from journey_widgets.charts.named import data
from journey_widgets.words import say

__all__ = ["derived", "focus", "frame", "grid", "hit", "labels", "legend", "other_state", "others", "points", "spread"]

#: Where the legend stands above a chart with its own axes.
LEGEND = -54

FOCUS = "datum.persona == jw_persona && datum.state == jw_state"
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


def expr(text: str) -> Any:
    """A Vega expression as a value; Altair's stubs know the class only."""
    return alt.expr(text)


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
    """An expression that writes a score as people read it: one decimal at most, a true minus, a plus where there is a minus."""
    form = "'+.1~f'" if signed else "jw_scale.low < 0 ? '+.1~f' : '.1~f'"
    return f"(abs({value}) < 0.05 ? '0' : format({value}, {form}))"


def _x(field: str = "x") -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, expr("jw_stages")], nice=False, zero=False))


def _y(field: str = "score") -> alt.Y:
    scale = alt.Scale(domain=[expr("jw_scale.from"), expr("jw_scale.to")], nice=False, zero=False)
    return alt.Y(f"{field}:Q", axis=None, scale=scale)


def _chart(name: str, *where: str) -> alt.Chart:
    chart = alt.Chart(data(name))
    return chart.transform_filter(" && ".join(f"({test})" for test in where)) if where else chart


def frame() -> list[alt.Chart]:
    """What a chart by itself has and a board draws around it: bands, names, numbers, faces at the side."""
    under, head = "height + 26", -32
    muted: dict[str, Any] = {
        "fill": expr("jw_theme.inkMuted"),
        "fontSize": expr("(jw_theme.size + jw_text) / 2"),
        "font": expr("jw_theme.font"),
    }
    spacing = "width * 0.93 / jw_stages / datum.cards"
    number, face = "width / jw_stages > 104", "width / jw_stages > 150"
    many = f"{spacing} <= 17"
    return [
        _chart("bands")
        .mark_rect(fill=expr("datum.index % 2 ? jw_theme.bandEven : jw_theme.bandOdd"), tooltip=None)
        .encode(x=_x("x0"), x2="x1:Q", y=alt.value(head), y2=alt.value(expr(under))),
        _chart("bands")
        .mark_rule(stroke=expr("jw_theme.line"), strokeWidth=1)
        .encode(x=_x("x0"), y=alt.value(head), y2=alt.value(expr(under))),
        _chart("bands")
        .mark_text(
            align="left",
            baseline="middle",
            dx=8,
            fontWeight=600,
            fill=expr("jw_theme.ink"),
            fontSize=expr("jw_text + 1"),
            font=expr("jw_theme.font"),
            limit=expr(f"width / jw_stages - ({face} ? 66 : {number} ? 44 : 12)"),
        )
        .encode(x=_x("x0"), y=alt.value(head + 16), text="name:N"),
        _chart("stages_curve", FOCUS, number)
        .mark_text(align="right", baseline="middle", dx=-8, text=expr(figure("datum.mean")), **muted)
        .encode(x=_x("right"), y=alt.value(head + 16))
        .transform_calculate(right="datum.index + 1"),
        *_face_at(
            _chart("stages_curve", FOCUS, face).transform_calculate(right="datum.index + 1"),
            {"x": _x("right"), "y": alt.value(head + 16)},
            size="14",
            x_offset=-44,
        ),
        # The axis: word, number, face.
        _chart("steps")
        .mark_text(
            align="right", baseline="middle", dx=-50, text=expr("jw_language == 'ja' ? datum.ja : datum.en"), **muted
        )
        .encode(x=alt.value(0), y=_y()),
        _chart("steps")
        .mark_text(align="right", baseline="middle", dx=-26, text=expr(figure("datum.score")), **muted)
        .encode(x=alt.value(0), y=_y()),
        *_face_at(_chart("steps"), {"x": alt.value(0), "y": _y()}, size="14", x_offset=-13),
        # A card's number is its tick: dashed where nobody scored it, filled where it is selected.
        _chart("curve", FOCUS, f"!{SCORED}", "jw_density != 'compact'")
        .mark_point(
            shape="circle",
            size=360,
            filled=False,
            fill=None,
            stroke=expr("jw_theme.lineControl"),
            strokeDash=[2.5, 2.5],
            strokeWidth=1,
            opacity=1,
        )
        .encode(x=_x(), y=alt.value(expr("height + 13"))),
        _chart("places", "datum.id == jw_selected")
        .mark_point(shape="circle", size=400, filled=True, fill=expr("jw_theme.accent"), opacity=1)
        .encode(x=_x(), y=alt.value(expr("height + 13"))),
        _chart(
            "places",
            f"datum.id == jw_selected || datum.first || !({many}) || (datum.last && {spacing} * datum.cards > 44)",
        )
        .mark_text(
            baseline="middle",
            text=expr("'' + datum.no"),
            # On a crowded map a stage shows its first and last number, outwards-in, so that neighbours do not touch.
            align=expr(f"{many} && datum.id != jw_selected ? (datum.first ? 'left' : 'right') : 'center'"),
            dx=expr(f"{many} && datum.id != jw_selected ? (datum.first ? -4 : 4) : 0"),
            fill=expr("datum.id == jw_selected ? jw_theme.onAccent : jw_theme.inkMuted"),
            fontWeight=expr("datum.id == jw_selected ? 600 : 400"),
            fontSize=expr("jw_text"),
            font=expr("jw_theme.font"),
        )
        .encode(x=_x(), y=alt.value(expr("height + 13"))),
    ]


def grid() -> list[alt.Chart]:
    """A line at every step, a darker one at neutral."""
    return [
        _chart("steps")
        .mark_rule(stroke=expr("datum.neutral ? jw_theme.zero : jw_theme.grid"), strokeWidth=1)
        .encode(x=alt.value(0), x2=alt.value(expr("width")), y=_y()),
    ]


def spread() -> list[alt.Chart]:
    """How far apart people are, and on a crowded map the stages' means."""
    return [
        _chart("ribbon", FOCUS, "isValid(datum.low)")
        .mark_area(fill=expr("jw_theme.band"), interpolate="linear", opacity=1, line=False)
        .encode(x=_x(), y=_y("low"), y2="high:Q", detail="run:N"),
        _chart("stages_curve", FOCUS, "jw_density == 'compact'")
        .mark_rule(stroke=expr("jw_theme.mean"), strokeWidth=4)
        .encode(x=_x("x0"), x2="x1:Q", y=_y("mean")),
    ]


def others() -> list[alt.Chart]:
    """The other personas: thin, each with its dash and marker."""
    where = ("datum.persona != jw_persona", "datum.state == jw_state", SCORED)
    return [
        _chart("curve", *where)
        .mark_line(
            interpolate="monotone",
            strokeWidth=expr("jw_density == 'presentation' ? 2 : 1.5"),
            stroke=expr(QUIET_COLOUR),
            strokeDash=expr(DASH),
            strokeJoin="round",
        )
        .encode(x=_x(), y=_y(), detail=["persona:N", "run:N"]),
        _chart("curve", *where)
        .mark_point(
            filled=True,
            fill=expr("jw_theme.surface"),
            stroke=expr(QUIET_COLOUR),
            strokeWidth=1.5,
            opacity=1,
            shape=expr(MARKER),
            size=expr("jw_density == 'compact' ? 14 : jw_density == 'presentation' ? 64 : 30"),
        )
        .encode(x=_x(), y=_y()),
    ]


def other_state() -> list[alt.Chart]:
    """The same persona as it should be (dotted, leaving and joining the line as it is), and the change as arrows."""
    mine = "datum.persona == jw_persona"
    tall = f"abs(datum.delta) / (jw_scale.to - jw_scale.from) * height > jw_reach + 16"
    changed = (mine, "datum.state == 'to_be'", SCORED, "isValid(datum.delta)")
    up = "datum.delta > 0"
    return [
        _chart("ribbon", mine, "datum.state == 'to_be'", "jw_state == 'as_is'")
        .mark_line(
            interpolate="linear",
            strokeWidth=expr("jw_density == 'presentation' ? 2 : 1.5"),
            stroke=expr(COLOUR),
            strokeDash=[0.5, 4],
            strokeCap="round",
        )
        .encode(x=_x(), y=_y(), detail="run:N"),
        _chart("curve", mine, "datum.state == 'as_is'", "jw_state == 'to_be'", SCORED)
        .mark_line(interpolate="monotone", strokeWidth=1.25, stroke=expr("jw_theme.inkMuted"))
        .encode(x=_x(), y=_y(), detail="run:N"),
        _chart("curve", *changed, tall)
        .mark_rule(
            strokeWidth=1.25,
            stroke=expr("jw_theme.ink"),
            yOffset=expr(
                f"({up} ? -1 : 1) * ((jw_state == 'as_is' && {FACED.replace('datum.lowest', 'true')}) ? jw_reach + 2 : 5)"
            ),
            y2Offset=expr(f"({up} ? 1 : -1) * (jw_state == 'to_be' ? jw_reach + 6 : 9)"),
        )
        .encode(x=_x(), y=_y("was"), y2="score:Q"),
        _chart("curve", *changed, tall)
        .mark_point(
            filled=True,
            opacity=1,
            size=34,
            fill=expr("jw_theme.ink"),
            shape=expr(f"{up} ? 'triangle-up' : 'triangle-down'"),
            yOffset=expr(f"({up} ? 1 : -1) * (jw_state == 'to_be' ? jw_reach + 4 : 7)"),
        )
        .encode(x=_x(), y=_y()),
        _chart("curve", mine, "datum.state != jw_state", SCORED)
        .mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            fill=expr("jw_theme.surface"),
            stroke=expr(COLOUR),
            strokeWidth=1.5,
            size=expr("jw_density == 'compact' ? 26 : jw_density == 'presentation' ? 110 : 56"),
        )
        .encode(x=_x(), y=_y()),
        *_said(
            _chart("curve", *changed).encode(x=_x(), y=_y()),
            figure("datum.delta", signed=True),
            weight=600,
            dy=f"({up} ? -1 : 1) * (jw_state == 'to_be' ? jw_reach + 7 : 11)",
            show="jw_density != 'compact'",
        ),
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
        _chart("curve", FOCUS, SCORED, "!datum.sampled")
        .mark_line(interpolate="monotone", **line)
        .encode(x=_x(), y=_y(), detail="run:N"),
        _chart("ribbon", FOCUS, "!datum.lead")
        .mark_line(interpolate="linear", **line)
        .encode(x=_x(), y=_y(), detail="run:N"),
    ]


def points() -> list[alt.Chart]:
    """Faces (or dots), the ring of the selected one with the thread to its number, stars."""
    chosen = "datum.touchpoint == jw_selected"
    return [
        _chart("curve", FOCUS, SCORED, chosen)
        .mark_rule(
            strokeWidth=1,
            stroke=expr("jw_theme.accent"),
            strokeDash=[2, 3],
            yOffset=expr("min(jw_reach + (datum.moment_of_truth && datum.side < 0 ? 20 : 6), height)"),
        )
        .encode(x=_x(), y=_y(), y2=alt.value(expr("height"))),
        _chart("curve", FOCUS, SCORED, f"!{FACED}")
        .mark_point(
            shape="circle",
            filled=True,
            opacity=1,
            size=25,
            fill=expr("jw_theme.edge[datum.face + 2]"),
            stroke=expr("jw_theme.canvas"),
            strokeWidth=1,
        )
        .encode(x=_x(), y=_y()),
        *_face_at(_chart("curve", FOCUS, SCORED, FACED), {"x": _x(), "y": _y()}, size="jw_face"),
        _chart("curve", FOCUS, SCORED, chosen)
        .mark_point(
            shape="circle",
            filled=False,
            fill=None,
            opacity=1,
            stroke=expr("jw_theme.accent"),
            strokeWidth=2,
            size=expr("pow(jw_face + 7, 2)"),
        )
        .encode(x=_x(), y=_y()),
        _chart("curve", FOCUS, SCORED, "datum.moment_of_truth")
        .mark_point(
            shape=faces.star(),
            filled=True,
            opacity=1,
            size=expr("pow(jw_face * 0.66, 2)"),
            fill=expr("jw_theme.ink"),
            yOffset=expr(
                f"-datum.side * (jw_reach + ({chosen} ? 12 : 9) + (isValid(datum.delta) && datum.side > 0 ? 14 : 0))"
            ),
        )
        .encode(x=_x(), y=_y()),
    ]


def labels() -> list[alt.Chart]:
    """The number at the lowest and at moments of truth, beside the face, on the side the line leaves free."""
    # What should be already carries its change as a number.
    spoken = (FOCUS, SCORED, "jw_state == 'as_is'", "datum.lowest || datum.moment_of_truth")
    chart = _chart("curve", *spoken).encode(x=_x(), y=_y())
    number = f"{figure('datum.score')}"
    # Beside the face, outwards from the line; at the right edge on the other side.
    left = "(datum.x > jw_stages - 0.9 * 118 * jw_stages / width)"
    near = "(jw_reach + 8)"
    down = "(datum.side > 0 ? -4 : jw_reach + 4)"
    before = f"(jw_density == 'compact' ? (length('' + datum.no) + 0.6) * jw_text * 0.58 : 0)"
    wide = f"(length({number}) * jw_text * 0.56 + 6)"
    return [
        *_said(
            chart,
            "'' + datum.no",
            dx=f"{left} ? -{near} - {wide} : {near}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
            show="jw_density == 'compact'",
            quiet=True,
        ),
        *_said(
            chart,
            number,
            weight=600,
            dx=f"{left} ? -{near} : {near} + {before}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
        ),
        *_said(
            chart,
            words("lowest"),
            dx=f"{left} ? -{near} - {wide} : {near} + {wide}",
            dy=down,
            align=f"{left} ? 'right' : 'left'",
            show="datum.lowest && jw_density != 'compact'",
            quiet=True,
        ),
    ]


def legend(band: Band) -> list[alt.Chart]:
    """Title, and one entry for each line: its dash, its marker, its name, how many people."""
    row = LEGEND
    people = "(datum.n_low == datum.n_high ? datum.n_low : datum.n_low + '–' + datum.n_high)"
    name = f"(datum.persona ? datum.persona_name : {words('everyone')})"
    state = f"(datum.state == 'to_be' ? {words('to_be')} : {words('as_is')})"
    label = (
        f"jw_language == 'ja' ? {name} + '・' + {state} + (datum.n_high ? '（' + replace('' + {people}, '–', '〜') + '人）' : '')"
        f" : {name} + ', ' + {state} + (datum.n_high ? ' (' + {people} + (datum.n_high == 1 ? ' person)' : ' people)') : '')"
    )
    # Widths of the host's font are unknown here: Latin letters count as a bit more than half an em, kana and kanji as one.
    width = (
        "(length(datum.label) * 0.44 + length(replace(datum.label, regexp('[ -~–]', 'g'), '')) * 0.56 + 0.6) * jw_text"
    )
    entries = (
        _chart("lines", "datum.persona == jw_persona || datum.state == jw_state")
        .transform_calculate(
            label=label,
            rank=f"(datum.persona == jw_persona ? 0 : 10) + (datum.state == jw_state ? 0 : 1) + datum.persona_index / 100",
            mine="datum.persona == jw_persona && datum.state == jw_state",
        )
        .transform_calculate(room=f"44 + {width}")
        .transform_window(sort=[alt.SortField("rank")], frame=[None, 0], end="sum(room)")
        .transform_calculate(start="datum.end - datum.room", middle="datum.start + 14")
    )
    sample: dict[str, Any] = {
        "stroke": expr(f"datum.mine ? ({COLOUR}) : datum.persona == jw_persona ? ({COLOUR}) : ({QUIET_COLOUR})")
    }
    text: dict[str, Any] = {"baseline": "middle", "fontSize": expr("jw_text"), "font": expr("jw_theme.font")}

    def at(field: str) -> Any:
        return alt.X(f"{field}:Q", axis=None, scale=None)

    spacious = "width > 620"
    star = (
        _chart("curve", FOCUS, "datum.moment_of_truth", spacious)
        .transform_aggregate(n="count()")
        .transform_filter("datum.n > 0")
    )
    band_key = _chart("lines", FOCUS, "datum.n_high > 1", spacious)
    band_words, star_words = words("middle_half" if band == "iqr" else "range"), words("moment_of_truth")
    star_start = "width - (jw_language == 'ja' ? 74 : 106)"
    band_start = f"{star_start} - (jw_language == 'ja' ? 88 : 100)"

    return [
        alt.Chart(data("steps"))
        .transform_filter("datum.neutral")
        .mark_text(
            align="left",
            baseline="middle",
            dx=8,
            fontWeight=600,
            fontSize=expr("jw_text + 4"),
            font=expr("jw_theme.font"),
            fill=expr("jw_theme.ink"),
            text=expr("jw_title"),
            limit=expr("width - 8"),
        )
        .encode(x=alt.value(-8), y=alt.value(row - 25)),
        entries.mark_rule(
            strokeWidth=expr("datum.mine ? jw_stroke : 1.5"),
            strokeDash=expr(
                f"datum.persona == jw_persona ? (datum.state == 'to_be' && !datum.mine ? [0.5, 4] : []) : ({DASH})"
            ),
            strokeCap=expr("datum.persona == jw_persona ? 'round' : 'butt'"),
            **sample,
        )
        .encode(x=at("start"), x2="stop:Q", y=alt.value(row))
        .transform_calculate(stop="datum.start + 28"),
        entries.mark_point(
            filled=True,
            opacity=1,
            strokeWidth=1.5,
            fill=expr(f"datum.mine ? ({COLOUR}) : jw_theme.surface"),
            shape=expr(f"datum.persona == jw_persona ? 'circle' : ({MARKER})"),
            size=expr("datum.persona == jw_persona ? 56 : 30"),
            **sample,
        ).encode(x=at("middle"), y=alt.value(row)),
        entries.mark_text(align="left", dx=34, text=expr("datum.label"), fill=expr("jw_theme.inkMuted"), **text).encode(
            x=at("start"), y=alt.value(row)
        ),
        band_key.mark_point(shape="square", size=169, filled=True, opacity=1, fill=expr("jw_theme.band")).encode(
            x=alt.value(expr(f"{band_start} + 8")), y=alt.value(row)
        ),
        band_key.mark_text(align="left", dx=20, text=expr(band_words), fill=expr("jw_theme.inkMuted"), **text).encode(
            x=alt.value(expr(band_start)), y=alt.value(row)
        ),
        star.mark_point(shape=faces.star(), size=169, filled=True, opacity=1, fill=expr("jw_theme.ink")).encode(
            x=alt.value(expr(f"{star_start} + 6")), y=alt.value(row)
        ),
        star.mark_text(align="left", dx=17, text=expr(star_words), fill=expr("jw_theme.inkMuted"), **text).encode(
            x=alt.value(expr(star_start)), y=alt.value(row)
        ),
    ]


def hit() -> alt.Chart:
    """An unseen target over each point: what a finger can hit, and what says the details."""

    def lines(language: str) -> str:
        key = lambda name: json.dumps(say(f"chart.{name}", language))  # noqa: E731
        to = "〜" if language == "ja" else " … "
        parts = {
            "'title'": "datum.no + ' ' + datum.title",
            key("stage"): "datum.stage_name",
            key(
                "line"
            ): f"(datum.persona ? datum.persona_name + ({json.dumps('・' if language == 'ja' else ', ')}) : '') + {state(language)}",
            key("score"): figure("datum.score"),
            key("people"): "'' + datum.n",
            key(
                "spread"
            ): f"isValid(datum.low) && datum.n > 1 ? {figure('datum.low')} + {json.dumps(to)} + {figure('datum.high')} : ''",
            key("reasons"): "datum.reasons",
        }
        return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items()) + "}"

    def state(language: str) -> str:
        return f"(datum.state == 'to_be' ? {json.dumps(say('chart.to_be', language))} : {json.dumps(say('chart.as_is', language))})"

    return (
        _chart("curve", "datum.state == jw_state || datum.persona == jw_persona", SCORED)
        .mark_point(
            shape="circle",
            filled=True,
            opacity=0,
            cursor="pointer",
            size=expr(f"({FOCUS}) ? pow(max(jw_face + 5, 12), 2) : 120"),
            tooltip=expr(f"jw_language == 'ja' ? {lines('ja')} : {lines('en')}"),
        )
        .encode(x=_x(), y=_y())
    )


def _face_at(chart: alt.Chart, at: dict[str, Any], *, size: str, x_offset: float = 0) -> list[alt.Chart]:
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


def _said(
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
