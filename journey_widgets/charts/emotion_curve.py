"""The emotion curve as an Altair chart.

Every colour, size and choice is a parameter (`jw_…`), so a live view turns the theme, the language, the persona or the
selection without building the chart again. Nothing is said by colour alone: a feeling is a face, a place and a number,
a persona a dash and a marker.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.reading import scale_in
from journey_widgets.analysis.scores import Band
from journey_widgets.charts import curve_layers as layers
from journey_widgets.charts.curve_frame import frame, legend
from journey_widgets.charts.marks import derived
from journey_widgets.charts.named import grain, rows_for
from journey_widgets.words import Language

if TYPE_CHECKING:
    from journey_widgets.model import Journey

__all__ = ["By", "Density", "emotion_curve", "live_specification"]

Density = Literal["compact", "comfortable", "presentation"]
By = Literal["persona", "overall"] | None

#: Room around the plot when the chart draws its own axes, in pixels.
PADDING = {"left": 126, "right": 14, "top": 98, "bottom": 34}
FONT = (
    'Inter, "SF Pro Text", "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", "Hiragino Kaku Gothic ProN", '
    '"Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", "Yu Gothic UI", Meiryo, sans-serif'
)
#: More touchpoints than this are drawn as dots, with faces only where it matters.
CROWDED = 40
HEIGHT = {"compact": 176, "comfortable": 212, "presentation": 300}


def emotion_curve(
    journey: Journey,
    *,
    by: By = "persona",
    band: Band = "iqr",
    axes: bool = True,
    persona: str | None = None,
    state: Literal["as_is", "to_be"] = "as_is",
    selected: str = "",
    language: Language | None = None,
    theme: faces.Theme = "light",
    density: Density | None = None,
    width: int | None = None,
    height: int | None = None,
) -> alt.LayerChart:
    """Draw the emotion curve of a journey, with its data inside: it can be shown, saved and put on a slide as it is.

    Args:
        journey: the journey.
        by: "persona" draws a line for every persona, one of them in focus; "overall" one of all customers in front of
            them, weighted by the personas' shares (`jw.curve(journey, by="overall")`); None only the one in focus.
        band: the spread of the participants' scores: their quartiles ("iqr") or their range ("range").
        axes: with stage names, numbers, faces and a legend; without, the bare plot that a board puts under its lanes.
        persona: whose line is in focus, by id; "" is everyone's. By default everyone's where there is one, otherwise
            the first persona's that has scores.
        state: which line is in focus, "as_is" or "to_be"; the other is drawn lightly, with the change as arrows.
        selected: id of a touchpoint to ring.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        density: "compact", "comfortable" or "presentation"; by default as many touchpoints ask for.
        width: of the plot in pixels, without axes.
        height: of the plot in pixels, without axes.

    """
    document = journey.snapshot().document
    chart = drawing(by, axes, band).copy(deep=False)
    size = {
        "width": width or max(560, 118 * stage_count(document)),
        "height": height or HEIGHT[density or fitting(document)],
    }
    chosen = parameters(
        document,
        by=by,
        persona=persona,
        state=state,
        selected=selected,
        language=language,
        theme=theme,
        density=density,
    )
    chart["params"] = [*(alt.param(name=name, value=value).param for name, value in chosen.items()), *chart["params"]]
    chart["datasets"] = rows_for(document, LAYERS_READ, band=band, grain=grain(document))
    return chart.properties(**size)


#: The data the layers read.
LAYERS_READ = ("curve", "ribbon", "stages_curve", "lines", "overall", "places", "bands", "steps")


@cache
def drawing(by: By, axes: bool, band: Band) -> alt.LayerChart:
    """The chart without size, data and steering parameters: the same for every journey, so it is built once."""
    if by not in ("persona", "overall", None):
        raise ValueError(f"by is 'persona', 'overall' or None, not {by!r}")
    if band not in ("iqr", "range"):
        raise ValueError(f"band is 'iqr' (the middle half) or 'range' (lowest to highest), not {band!r}")
    parts = [
        *(frame() if axes else []),
        *layers.grid(),
        *layers.spread(),
        *(layers.others() if by else []),
        *(layers.overall() if by else []),
        *layers.other_state(),
        *layers.focus(),
        *layers.points(),
        *layers.labels(),
        *(legend(band) if axes else []),
        *layers.hit(),
    ]
    chart = alt.layer(*parts).properties(
        padding=PADDING if axes else 0,
        autosize=alt.AutoSizeParams(type="none"),
        background=alt.ExprRef("jw_theme.surface") if axes else "transparent",
        config=alt.Config(
            # The page gives the whole picture one name and a table; its hundred marks need none of their own.
            aria=False,
            font=FONT,
            view=alt.ViewConfig(stroke=None, fill=None),
        ),
    )
    # With plain parameters alone, Altair's `add_params` returns what it is given.
    return cast("alt.LayerChart", chart.add_params(*derived()))


@cache
def specification(by: By, axes: bool, band: Band) -> dict[str, Any]:
    """`drawing` as a Vega-Lite specification. Shared: never mutate."""
    return drawing(by, axes, band).to_dict(validate=False)


def live_specification(document: dict[str, Any], *, by: By, axes: bool, band: Band) -> dict[str, Any]:
    """What a live view is given: the specification with its parameters, and no data."""
    shared = specification(by, axes, band)
    steered = [{"name": name, "value": value} for name, value in parameters(document, by=by).items()]
    size = {"width": max(560, 118 * stage_count(document)), "height": HEIGHT[fitting(document)]}
    return {**shared, **size, "params": [*steered, *shared["params"]]}


def parameters(
    document: dict[str, Any],
    *,
    by: By = "persona",
    persona: str | None = None,
    state: str = "as_is",
    selected: str = "",
    language: str | None = None,
    theme: faces.Theme = "light",
    density: Density | None = None,
) -> dict[str, Any]:
    """What steers the chart: `jw_…` → value. A live page sets the same ones itself (`js/src/chart/steering.ts`)."""
    scale = scale_in(document)
    air = (scale.high - scale.low) / 8
    about = document.get("about", {})
    return {
        "jw_theme": faces.theme(theme) | {"font": FONT, "size": 11},
        "jw_title": about.get("title", ""),
        "jw_stages": stage_count(document),
        "jw_scale": {"low": scale.low, "high": scale.high, "from": scale.low - air, "to": scale.high + air},
        "jw_persona": default_persona(document) if persona is None else persona,
        "jw_state": state,
        "jw_overall": "front" if by == "overall" else "",
        "jw_alone": False,
        "jw_selected": selected,
        "jw_language": language or about.get("language") or "en",
        "jw_density": density or fitting(document),
    }


def fitting(document: dict[str, Any]) -> Density:
    """How densely as many touchpoints are drawn."""
    placed = sum(1 for record in document.get("touchpoints", {}).values() if record.get("stage"))
    return "compact" if placed > CROWDED else "comfortable"


def stage_count(document: dict[str, Any]) -> int:
    """Stages along the x axis; one where there are none, so that the axis has a length."""
    return max(1, len(document.get("stages", {})))


def default_persona(document: dict[str, Any]) -> str:
    """Everyone's line where there is one, otherwise the first persona's that has scores."""
    scored = {record.get("persona") or "" for record in document.get("scores", {}).values()}
    personas = sorted(document.get("personas", {}))
    return "" if "" in scored else next((name for name in personas if name in scored), next(iter(personas), ""))
