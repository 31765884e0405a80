"""What an emotion curve by itself has and a board draws around it: bands, names, numbers, faces, a legend."""

from __future__ import annotations

from typing import Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.scores import Band
from journey_widgets.charts.marks import (
    COLOUR,
    DASH,
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
    x,
    y,
)
from journey_widgets.charts.named import data

__all__ = ["frame", "legend"]

#: Where the legend stands above the plot.
LEGEND = -54


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
        rows("bands")
        .mark_rect(fill=expr("datum.index % 2 ? jw_theme.bandEven : jw_theme.bandOdd"), tooltip=None)
        .encode(x=x("x0"), x2="x1:Q", y=alt.value(head), y2=alt.value(expr(under))),
        rows("bands")
        .mark_rule(stroke=expr("jw_theme.line"), strokeWidth=1)
        .encode(x=x("x0"), y=alt.value(head), y2=alt.value(expr(under))),
        rows("bands")
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
        .encode(x=x("x0"), y=alt.value(head + 16), text="name:N"),
        rows("stages_curve", FOCUS, number)
        .mark_text(align="right", baseline="middle", dx=-8, text=expr(figure("datum.mean")), **muted)
        .encode(x=x("right"), y=alt.value(head + 16))
        .transform_calculate(right="datum.index + 1"),
        *face_at(
            rows("stages_curve", FOCUS, face).transform_calculate(right="datum.index + 1"),
            {"x": x("right"), "y": alt.value(head + 16)},
            size="14",
            x_offset=-44,
        ),
        # The axis: word, number, face.
        rows("steps")
        .mark_text(
            align="right", baseline="middle", dx=-50, text=expr("jw_language == 'ja' ? datum.ja : datum.en"), **muted
        )
        .encode(x=alt.value(0), y=y()),
        rows("steps")
        .mark_text(align="right", baseline="middle", dx=-26, text=expr(figure("datum.score")), **muted)
        .encode(x=alt.value(0), y=y()),
        *face_at(rows("steps"), {"x": alt.value(0), "y": y()}, size="14", x_offset=-13),
        # A card's number is its tick: dashed where nobody scored it, filled where it is selected.
        rows("curve", FOCUS, f"!{SCORED}", "jw_density != 'compact'")
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
        .encode(x=x(), y=alt.value(expr("height + 13"))),
        rows("places", "datum.id == jw_selected")
        .mark_point(shape="circle", size=400, filled=True, fill=expr("jw_theme.accent"), opacity=1)
        .encode(x=x(), y=alt.value(expr("height + 13"))),
        rows(
            "places",
            f"datum.id == jw_selected || datum.first || !({many}) || (datum.last && {spacing} * datum.cards > 62)",
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
        .encode(x=x(), y=alt.value(expr("height + 13"))),
    ]


def legend(band: Band) -> list[alt.Chart]:
    """Title, and one entry for each line: its dash, its marker, its name, how many people."""
    row = LEGEND
    people = "(datum.n_low == datum.n_high ? datum.n_low : datum.n_low + '–' + datum.n_high)"
    name = f"(datum.persona ? datum.persona_name : {words('everyone')})"
    state = f"(datum.state == 'to_be' ? {words('to_be')} : {words('as_is')})"
    persons = "(datum.n_high == 1 ? ' person)' : ' people)')"
    label = (
        f"jw_language == 'ja' ? {name} + '・' + {state}"
        f" + (datum.n_high ? '（' + replace('' + {people}, '–', '〜') + '人）' : '')"
        f" : {name} + ', ' + {state} + (datum.n_high ? ' (' + {people} + {persons} : '')"
    )
    # Widths of the host's font are unknown here: Latin letters count as half an em and a bit, kana and kanji as one.
    width = (
        "(length(datum.label) * 0.44 + length(replace(datum.label, regexp('[ -~–]', 'g'), '')) * 0.56 + 0.6) * jw_text"
    )
    entries = (
        rows("lines", f"!({FRONT}) && datum.persona == jw_persona || datum.state == jw_state")
        .transform_calculate(
            label=label,
            rank="(datum.persona == jw_persona ? 0 : 10) + (datum.state != jw_state) + datum.persona_index / 100",
            mine=FOCUS,
            own=f"!({FRONT}) && datum.persona == jw_persona",
        )
        .transform_calculate(room=f"44 + {width}")
        .transform_window(sort=[alt.SortField("rank")], frame=[None, 0], end="sum(room)")
        .transform_calculate(start="datum.end - datum.room", middle="datum.start + 14")
    )
    sample: dict[str, Any] = {"stroke": expr(f"datum.mine ? ({COLOUR}) : datum.own ? ({COLOUR}) : ({QUIET_COLOUR})")}
    text: dict[str, Any] = {"baseline": "middle", "fontSize": expr("jw_text"), "font": expr("jw_theme.font")}

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=None)

    spacious = "width > 620"
    star = (
        rows("curve", FOCUS, "datum.moment_of_truth", spacious)
        .transform_aggregate(n="count()")
        .transform_filter("datum.n > 0")
    )
    band_key = rows("lines", FOCUS, "datum.n_high > 1", spacious)
    band_words, star_words = words("middle_half" if band == "iqr" else "range"), words("moment_of_truth")
    star_start = "width - 18 - (jw_language == 'ja' ? 56 : 88) * jw_text / 11"
    # All customers' key takes the place of the band's, which that line has none of.
    all_key = rows("steps", "datum.neutral", FRONT, spacious)
    all_start = f"{star_start} - 52 - (jw_language == 'ja' ? 122 : 166) * jw_text / 11"
    band_start = f"{star_start} - 32 - (jw_language == 'ja' ? 56 : 68) * jw_text / 11"

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
            strokeDash=expr(f"datum.own ? (datum.state == 'to_be' && !datum.mine ? [0.5, 4] : []) : ({DASH})"),
            strokeCap=expr("datum.own ? 'round' : 'butt'"),
            **sample,
        )
        .encode(x=at("start"), x2="stop:Q", y=alt.value(row))
        .transform_calculate(stop="datum.start + 28"),
        entries.mark_point(
            filled=True,
            opacity=1,
            strokeWidth=1.5,
            fill=expr(f"datum.mine ? ({COLOUR}) : jw_theme.surface"),
            shape=expr(f"datum.own ? 'circle' : ({MARKER})"),
            size=expr("datum.own ? 56 : 30"),
            **sample,
        ).encode(x=at("middle"), y=alt.value(row)),
        entries.mark_text(align="left", dx=34, text=expr("datum.label"), fill=expr("jw_theme.inkMuted"), **text).encode(
            x=at("start"), y=alt.value(row)
        ),
        all_key.mark_rule(strokeCap="round", stroke=expr("jw_theme.mean"), strokeWidth=expr("jw_stroke + 5")).encode(
            x=alt.value(expr(all_start)), x2=alt.value(expr(f"{all_start} + 28")), y=alt.value(row)
        ),
        all_key.mark_rule(strokeCap="round", stroke=expr("jw_theme.ink"), strokeWidth=expr("jw_stroke")).encode(
            x=alt.value(expr(all_start)), x2=alt.value(expr(f"{all_start} + 28")), y=alt.value(row)
        ),
        all_key.mark_text(
            align="left", dx=36, text=expr(words("overall")), fill=expr("jw_theme.inkMuted"), **text
        ).encode(x=alt.value(expr(all_start)), y=alt.value(row)),
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
