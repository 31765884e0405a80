"""The emotion curves of two versions of a map over each other: where the experience got better, and where worse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, cast

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.rows import dataset_rows
from journey_widgets.model.order import touchpoints_in_order
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = ["two_versions"]

_HEIGHT = 190
_STEP = 52  # pixels for each card
_LEAST = 420


def two_versions(
    before: Journey, after: Journey, *, names: tuple[str, str] | None = None, language: Language | None = None
) -> alt.VConcatChart:
    """Draw both curves as the journey is now, one panel for everyone and one for each persona that has scores.

    Cards stand in the order of `after`, new ones with a ＋; those that only `before` has stand where they stood, with
    a －. Scores of `before` are
    converted to the scale of `after`. Where a score differs, the difference is written at the point.

    Args:
        before: the older version; its line is dashed, with open squares.
        after: the newer version; its line is drawn through, with filled discs.
        names: what the legend calls the two; "before" and "after" where None.
        language: "ja" or "en"; the one of `after` where None.

    Returns:
        The chart, with its data inside.

    """
    spoken = "ja" if (language or after.language) == "ja" else "en"
    called = names or (say("difference.before", spoken), say("difference.after", spoken))
    documents = before.snapshot().document, after.snapshot().document
    order = _order(*(_placed(document) for document in documents))
    points = [
        point for which, journey in zip(called, (before, after), strict=True) for point in _points(journey, which)
    ]
    for point in points:
        point["slot"] = order.index(point["card"])
        point["score"] = None if point["unit"] is None else after.scale.score(point["unit"])
    titles = [_title(name, documents) for name in order]
    panels = [
        _panel(_told(points, persona, called), name or say("chart.everyone", spoken), titles, after, called)
        for persona, name in dict.fromkeys(
            (point["persona"], point["persona_name"]) for point in points if point["score"] is not None
        )
    ]
    if not panels:
        panels = [_panel([], say("chart.no_cards", spoken), titles, after, called)]
    title = alt.TitleParams(after.about["title"] or say("chart.untitled", spoken), anchor="start", fontSize=15)
    return alt.vconcat(*panels, title=title, config=alt.Config(view=alt.ViewConfig(stroke=None)))


def _placed(document: Document) -> list[str]:
    return [name for name in touchpoints_in_order(document) if document["touchpoints"][name].get("stage")]


def _order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """All cards from left to right: the order of `after`; who is gone stands behind whom it stood behind."""
    order = list(after)
    for left, name in pairwise(["", *before]):
        if name not in order:
            order.insert(order.index(left) + 1 if left else 0, name)
    return order


def _points(journey: Journey, which: str) -> list[dict[str, Any]]:
    rows = dataset_rows(journey.snapshot().document, band="iqr")["curve"]
    return [
        {
            "card": row["touchpoint"],
            "persona": row["persona"],
            "persona_name": row["persona_name"],
            "unit": row["unit"],
            "which": which,
        }
        for row in rows
        if row["state"] == "as_is"
    ]


def _told(points: Sequence[dict[str, Any]], persona: str, called: tuple[str, str]) -> list[dict[str, Any]]:
    """The points of one panel in order, with the stretch each one is in and what it gained, in words."""
    mine = sorted((p for p in points if p["persona"] == persona), key=lambda p: (called.index(p["which"]), p["slot"]))
    was = {point["slot"]: point["score"] for point in mine if point["which"] == called[0]}
    rows: list[dict[str, Any]] = []
    for (which, scored), run in groupby(mine, key=lambda point: (point["which"], point["score"] is not None)):
        stretch = list(run)
        for point in stretch if scored else ():
            gain = point["score"] - old if (old := was.get(point["slot"])) is not None and which == called[1] else 0
            words = f"{'▲' if gain > 0 else '▼'} {abs(gain):.1f}".removesuffix(".0") if abs(gain) > 0.05 else ""
            shown = {key: point[key] for key in ("slot", "score", "which")}
            rows.append({**shown, "run": f"{which}/{stretch[0]['slot']}", "gain": words})
    return rows


def _title(name: str, documents: tuple[Document, Document]) -> str:
    record = documents[1]["touchpoints"].get(name) or documents[0]["touchpoints"][name]
    placed = [bool(document["touchpoints"].get(name, {}).get("stage")) for document in documents]
    mark = "" if all(placed) else "＋" if placed[1] else "－"
    return f"{mark}{record['title']}"


def _panel(
    rows: list[dict[str, Any]], title: str, cards: Sequence[str], after: Journey, called: tuple[str, str]
) -> alt.LayerChart:
    ink = faces.theme("light")
    scale = after.scale
    place = alt.X(
        "slot:Q",
        title=None,
        scale=alt.Scale(domain=[-0.5, max(len(cards), 1) - 0.5], nice=False, zero=False),
        axis=alt.Axis(
            values=list(range(len(cards))),
            labelExpr=f"{json.dumps(list(cards), ensure_ascii=False)}[datum.value]",
            labelAngle=-40,
            labelLimit=110,
            labelOverlap=False,
            grid=False,
            ticks=False,
            domain=False,
        ),
    )
    feeling = alt.Y(
        "score:Q",
        title=None,
        scale=alt.Scale(domain=[scale.low, scale.high], padding=14, nice=False, zero=False),
        axis=alt.Axis(
            tickMinStep=scale.step,
            tickCount=5,
            labelExpr=f"datum.value > 0 && {json.dumps(scale.low < 0)} ? '+' + datum.label : datum.label",
            domain=False,
            ticks=False,
        ),
    )
    legend = alt.Legend(title=None, orient="top", symbolSize=80, symbolStrokeWidth=2)
    which = list(called)
    chart = alt.Chart(alt.InlineData(rows))
    lines = chart.mark_line(strokeWidth=2, interpolate="monotone").encode(
        place,
        feeling,
        alt.Color("which:N", scale=alt.Scale(domain=which, range=[ink["inkMuted"], ink["accent"]]), legend=legend),
        alt.StrokeDash("which:N", scale=alt.Scale(domain=which, range=[[5, 4], [1, 0]]), legend=legend),
        alt.Detail("run:N"),
    )
    dots = chart.mark_point(size=70, strokeWidth=2, opacity=1).encode(
        place,
        feeling,
        alt.Color("which:N"),
        alt.Shape("which:N", scale=alt.Scale(domain=which, range=["square", "circle"]), legend=legend),
        fill=alt.Fill("which:N", scale=alt.Scale(domain=which, range=[ink["surface"], ink["accent"]]), legend=None),
    )
    gain = chart.encode(place, feeling, text="gain:N")
    halo = gain.mark_text(dy=-15, fontSize=11, fontWeight=600, stroke=ink["surface"], strokeWidth=4)
    gains = gain.mark_text(dy=-15, fontSize=11, fontWeight=600, color=ink["ink"])
    zero = (
        alt.Chart(alt.InlineData([{"score": scale.low if scale.neutral is None else scale.neutral}]))
        .mark_rule(color=ink["zero"])
        .encode(feeling)
    )
    width = max(_LEAST, _STEP * len(cards))
    heading = alt.TitleParams(title, anchor="start")
    layers = (zero, lines, dots, halo, gains)
    return cast("alt.LayerChart", alt.layer(*layers, title=heading, width=width, height=_HEIGHT))
