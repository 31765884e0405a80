"""The emotion curve on a slide: the Altair chart as a picture and, in a live deck, as one that answers the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from journey_widgets import faces
from journey_widgets.charts.emotion_curve import PADDING, Density, emotion_curve, fitting
from journey_widgets.model.order import touchpoints_of
from journey_widgets.slides import fonts
from journey_widgets.slides.chapters.curve import Curve
from journey_widgets.slides.chapters.source import Source, cleaned
from journey_widgets.slides.deck.html import Html, json_script, tag
from journey_widgets.slides.deck.marks import number
from journey_widgets.slides.deck.paging import ROOM, WIDTH
from journey_widgets.slides.deck.svg import inline

if TYPE_CHECKING:
    from journey_widgets.model import Journey
    from journey_widgets.words import Language

__all__ = ["pages"]

#: The chart's own room above holds a title; a slide has said it already.
_TITLE: Final = 30
_LINE: Final = 20
#: Less width for each card than this, in pixels, and the faces of the largest size would touch.
_FACE: Final = 34
#: With more stages than this their names would be cut in the largest type.
_WIDE: Final = 6
#: Where naming the cards would take more room than this, in pixels, the board's slides alone say what the numbers are.
_LISTED: Final = 230


def pages(
    journey: Journey, source: Source, content: Curve, *, label: str, live: bool, words: dict[str, str]
) -> list[Html]:
    """One page: the curve, under each stage what its numbers stand for, and a table for who cannot see it."""
    dense = _density(source)
    # Of the axis: a step's name, its figure and its face.
    left = int(max(fonts.width(step.name, _text(dense)) for step in content.steps) + 2.4 * _text(dense) + 24)
    band = (WIDTH - left - PADDING["right"]) / max(1, len(source.reading.stages))
    listed = _listed(source, band)
    below = _below(source, listed, band) if listed else 0
    height = int(ROOM - below - (PADDING["top"] - _TITLE) - PADDING["bottom"])
    light, dark = _colours("light", dense), _colours("dark", dense)
    spec = _specification(journey, source, dense, left, height)
    picture = inline(_drawn(_worn(spec, light)), _drawn(_worn(spec, dark)), "curve", label)
    data = json_script({"spec": _worn(spec, light), "themes": {"light": light, "dark": dark}})
    return [
        tag(
            "div",
            tag(
                "figure",
                tag("div", picture, class_="still"),
                data if live else None,
                class_="is-to-live" if live else None,
            ),
            _under(source, listed, band, left) if listed else None,
            _table(source, content, words),
            class_="curve",
        )
    ]


def _listed(source: Source, band: float) -> list[list[str]]:
    """The cards of each stage, where there is room to say what they are."""
    cards = [touchpoints_of(source.document, stage) for stage in source.reading.stages]
    return cards if cards and _below(source, cards, band) <= _LISTED else []


def _under(source: Source, listed: list[list[str]], band: float, left: int) -> Html:
    """Under each stage of the curve what its numbers stand for, and its name where the chart cuts it."""
    stages = source.reading.stages if _cut(source, band) else [""] * len(listed)
    lanes = [
        tag(
            "ol",
            tag("li", source.reading.stage_name(stage), class_="stage") if stage else None,
            [tag("li", number(source.places[card].no), _title(source, card)) for card in cards],
        )
        for stage, cards in zip(stages, listed, strict=True)
    ]
    return tag("div", lanes, class_="under", style=f"--left:{left}px", aria_hidden="true")


def _below(source: Source, listed: list[list[str]], band: float) -> float:
    """How high that is."""
    width = band - 34
    lines = [[fonts.wrap(f"00 {_title(source, card)}", width * 0.95, 14) for card in cards] for cards in listed]
    names = [fonts.wrap(source.reading.stage_name(stage), width, 14, weight=700) for stage in source.reading.stages]
    heads = map(len, names) if _cut(source, band) else [0] * len(names)
    return 14 + _LINE * max(head + sum(map(len, stage)) for head, stage in zip(heads, lines, strict=True))


def _cut(source: Source, band: float) -> bool:
    """Whether the chart has not the room for all names of stages beside their figures."""
    room = band - 50
    return any(fonts.width(source.reading.stage_name(stage), 15, 700) > room for stage in source.reading.stages)


def _title(source: Source, card: str) -> str:
    return source.table("touchpoints")[card]["title"]


def _density(source: Source) -> Density:
    stages, cards = len(source.reading.stages), len(source.places)
    dense = fitting(source.document)
    return "presentation" if dense == "comfortable" and stages <= _WIDE and WIDTH / max(1, cards) > _FACE else dense


def _specification(journey: Journey, source: Source, dense: Density, left: int, height: int) -> dict[str, Any]:
    """The chart without its colours."""
    width = WIDTH - left - PADDING["right"]
    language = cast("Language", source.language)
    chart = emotion_curve(journey, language=language, density=dense, width=width, height=height)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    # A control character in a title would make the picture no XML.
    spec["datasets"] = cleaned(spec["datasets"])
    spec["padding"] = {**PADDING, "left": left, "top": PADDING["top"] - _TITLE}
    spec["config"]["font"] = fonts.STACK
    for parameter in spec["params"]:
        if parameter["name"] == "jw_title":
            parameter["value"] = ""
    return spec


def _text(dense: Density) -> float:
    """The size of the chart's type, in pixels."""
    return 11 * 1.4 if dense == "presentation" else 13


def _colours(theme: faces.Theme, dense: str) -> dict[str, Any]:
    return faces.theme(theme) | {"font": fonts.STACK, "size": 11 if dense == "presentation" else 13}


def _worn(spec: dict[str, Any], colours: dict[str, Any]) -> dict[str, Any]:
    params = [one | {"value": colours} if one["name"] == "jw_theme" else one for one in spec["params"]]
    return {**spec, "params": params}


def _drawn(spec: dict[str, Any]) -> str:
    import vl_convert  # noqa: PLC0415 - 30 MB, only for who draws

    fonts.register()
    return vl_convert.vegalite_to_svg(spec)


def _table(source: Source, content: Curve, words: dict[str, str]) -> Html:
    """The curve in figures: read aloud, not drawn."""
    head = [words["no"], words["card"], *(line.name for line in content.lines)]
    table = tag(
        "table",
        tag("tr", [tag("th", text, scope="col") for text in head]),
        [
            tag(
                "tr",
                tag("td", str(place.no)),
                tag("td", _title(source, place.id)),
                [tag("td", "—" if (value := line.values[at]) is None else f"{value:.1f}") for line in content.lines],
            )
            for at, place in enumerate(content.places)
        ],
    )
    return tag("div", table, class_="unseen")
