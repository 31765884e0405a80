"""The emotion curve as an Altair chart: what it is made of, that it renders, and what steers it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest
import vl_convert

import journey_widgets as jw
from journey_widgets import faces
from journey_widgets.charts.emotion_curve import LAYERS_READ, drawing, live_specification
from journey_widgets.charts.named import fields, names_in, table_rows


@pytest.fixture(scope="module")
def journey() -> jw.Journey:
    made = jw.Journey(
        {
            "format": "journey-map",
            "version": 1,
            "about": {"title": "ECサイトの購入", "language": "ja", "scale": {"low": -2, "high": 2}},
        }
    )
    hana, ken = made.add("personas", id="pe_a", name="花"), made.add("personas", id="pe_b", name="健一")
    for at, stage in enumerate(["認知", "購入", "利用"]):
        made.add("stages", id=f"st_{at}", name=stage)
        for card in range(3):
            made.add("touchpoints", id=f"tp_{at}{card}", title=f"カード{at}{card}", stage=f"st_{at}", channel="サイト")
    for at, name in enumerate(list(made.touchpoints.index)[:-1]):
        for person in range(4):
            made.score(
                name, (at + person) % 5 - 2, persona=hana, participant=f"p{person}", reason=f"<b>理由</b>{person}"
            )
        made.score(name, at % 3 - 1, persona=ken)
    made.score("tp_10", 2, persona=hana, state="to_be")
    made.edit("touchpoints", "tp_10", moment_of_truth=True)
    return made


def layers(chart: alt.LayerChart) -> list[dict[str, Any]]:
    return chart.to_dict()["layer"]


def test_it_carries_its_data_and_asks_for_nothing_else(journey: jw.Journey):
    spec = jw.charts.emotion_curve(journey).to_dict()
    assert set(spec["datasets"]) == set(LAYERS_READ)
    assert names_in(spec) <= set(spec["datasets"])
    assert "url" not in json.dumps(spec["layer"])
    assert {row["touchpoint"] for row in spec["datasets"]["curve"]} >= {"tp_00", "tp_22"}


@pytest.mark.parametrize("axes", [True, False])
@pytest.mark.parametrize(
    "options", [{}, {"theme": "dark", "language": "en"}, {"state": "to_be"}, {"density": "compact", "band": "range"}]
)
def test_it_renders_without_a_complaint(
    journey: jw.Journey, axes: bool, options: dict[str, Any], capfd: pytest.CaptureFixture[str]
):
    svg = vl_convert.vegalite_to_svg(jw.charts.emotion_curve(journey, axes=axes, **options).to_dict())
    assert capfd.readouterr().err == ""
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert ("認知" in svg) is axes


def test_an_empty_journey_renders_too():
    svg = vl_convert.vegalite_to_svg(jw.charts.emotion_curve(jw.Journey()).to_dict())
    assert "NaN" not in svg


def test_a_feeling_is_a_face_and_a_place_and_not_only_a_colour(journey: jw.Journey):
    svg = vl_convert.vegalite_to_svg(jw.charts.emotion_curve(journey, axes=False, persona="pe_a").to_dict())
    shapes = {path[:40] for path in re.findall(r'd="(M-?[\d.,-]+[^"]*)"', svg)}
    assert len(shapes) > 5
    used = {
        row["face"]
        for row in jw.charts.emotion_curve(journey).to_dict()["datasets"]["curve"]
        if row["score"] is not None
    }
    assert len(used) >= 3


def test_the_lowest_point_is_said_with_its_signed_number(journey: jw.Journey):
    for language, word in (("ja", "最も低い"), ("en", "lowest")):
        svg = vl_convert.vegalite_to_svg(jw.charts.emotion_curve(journey, persona="pe_b", language=language).to_dict())
        assert f">{word}<" in svg
        assert ">−1<" in svg


def test_a_title_is_never_markup(journey: jw.Journey):
    odd = journey.copy()
    odd.edit("about", title="<script>alert(1)</script>")
    assert "<script>" not in vl_convert.vegalite_to_svg(jw.charts.emotion_curve(odd).to_dict())


def test_everything_a_view_chooses_is_a_parameter(journey: jw.Journey):
    names = {parameter["name"] for parameter in live_specification({}, by="persona", axes=False, band="iqr")["params"]}
    assert {
        "jw_theme",
        "jw_stages",
        "jw_scale",
        "jw_persona",
        "jw_state",
        "jw_selected",
        "jw_language",
        "jw_density",
        "jw_overall",
        "jw_alone",
    } <= names
    one = jw.charts.emotion_curve(
        journey, persona="pe_a", theme="dark", selected="tp_00", language="en", state="to_be"
    ).to_dict()
    other = jw.charts.emotion_curve(journey, persona="pe_b").to_dict()
    assert one["layer"] == other["layer"]


def test_a_live_specification_has_no_rows_and_stays_the_same_whatever_is_scored(journey: jw.Journey):
    before = live_specification(journey.snapshot().document, by="persona", axes=True, band="iqr")
    assert "datasets" not in before
    scored = journey.copy()
    scored.score("tp_22", 2, persona="pe_a")
    assert live_specification(scored.snapshot().document, by="persona", axes=True, band="iqr") == before


def test_one_persona_alone_has_fewer_layers(journey: jw.Journey):
    # Neither the other personas (a line, its points) nor all customers (two lines, points, faces, a number with its halo).
    assert len(layers(jw.charts.emotion_curve(journey, by=None))) == len(layers(jw.charts.emotion_curve(journey))) - 9


def test_all_customers_stand_in_front_of_the_personas_they_are_made_of(journey: jw.Journey):
    whole = journey.copy()
    for name, share in {"pe_a": 0.75, "pe_b": 0.25}.items():
        whole.edit("personas", name, share=share)
    one, all_of_them = (
        vl_convert.vegalite_to_svg(jw.charts.emotion_curve(whole, by=by, language="ja", width=700).to_dict())
        for by in ("persona", "overall")
    )
    assert "全体（構成比で加重）" in all_of_them
    assert "全体" not in one
    assert (
        jw.charts.emotion_curve(whole, by="overall").to_dict()["layer"]
        == jw.charts.emotion_curve(whole).to_dict()["layer"]
    )


def test_the_table_says_what_all_customers_feel_where_several_personas_scored(journey: jw.Journey):
    whole = journey.copy()
    whole.edit("personas", "pe_a", share=0.75)
    table = jw.charts.emotion_curve_table(whole, language="en")
    name = "All customers (by share), as-is"
    overall = jw.curve(whole, by="overall").set_index("touchpoint")["score"]
    assert table.loc["tp_00", name] == pytest.approx(overall["tp_00"])
    for score in list(whole.scores.query("persona == 'pe_b'").index):
        whole.remove("scores", score)
    assert name not in jw.charts.emotion_curve_table(whole, language="en").columns


def test_two_charts_do_not_share_what_they_say(journey: jw.Journey):
    first, second = jw.charts.emotion_curve(journey), jw.charts.emotion_curve(jw.Journey())
    assert first.to_dict()["datasets"]["places"]
    assert not second.to_dict()["datasets"]["places"]
    assert len(drawing("persona", True, "iqr").to_dict()["params"]) == 4  # noqa: FBT003


def test_choices_that_do_not_exist_are_refused(journey: jw.Journey):
    with pytest.raises(ValueError, match="by is 'persona', 'overall' or None, not 'channel'"):
        jw.charts.emotion_curve(journey, by="channel")  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="no data named 'curves'"):
        jw.data("curves")


def test_a_table_has_the_columns_of_its_frame(journey: jw.Journey):
    document = journey.snapshot().document
    for name in ("touchpoints", "scores", "stages", "personas", "notes"):
        assert fields(name) == list(getattr(journey, name).reset_index().columns), name
        rows = table_rows(document, name)
        assert [row["id"] for row in rows] == list(getattr(journey, name).index)
        assert all(list(row)[: len(fields(name))] == fields(name) for row in rows)


def places(spec: dict[str, Any], wanted: Callable[[dict[str, Any]], bool]) -> list[tuple[float, float]]:
    """Where the marks of the first layer that is `wanted` are drawn, in pixels of the plot."""
    at = next(index for index, layer in enumerate(spec["layer"]) if wanted(layer))
    svg = vl_convert.vegalite_to_svg(spec)
    group = re.search(rf'<g class="mark-\w+ role-mark layer_{at}_marks".*?</g>', svg, re.DOTALL)
    assert group
    found = re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", group.group())
    return [(float(left), float(top)) for left, top in found]


def is_star(layer: dict[str, Any]) -> bool:
    return (
        isinstance(layer["mark"], dict) and layer["mark"].get("shape") == faces.star() and "color" not in layer["mark"]
    )


def is_change(layer: dict[str, Any]) -> bool:
    text = layer["mark"].get("text", {}) if isinstance(layer["mark"], dict) else {}
    return isinstance(text, dict) and "datum.delta" in text.get("expr", "")


@pytest.mark.parametrize("state", ["as_is", "to_be"])
@pytest.mark.parametrize("scores", [(-1, 1, -1), (1, -1, 1)], ids=["peak", "dip"])
@pytest.mark.parametrize("change", [-1, -0.5, 0, 0.5, 1])
def test_a_star_never_covers_the_number_of_what_should_be(state: Any, scores: tuple[float, ...], change: float):
    made = jw.Journey({"about": {"title": "x", "scale": {"low": -2, "high": 2, "step": 0.5}}})
    made.add("stages", id="st", name="s")
    for at, score in enumerate(scores):
        made.add("touchpoints", id=f"tp_{at}", title="t", stage="st")
        made.score(f"tp_{at}", score)
    made.edit("touchpoints", "tp_1", moment_of_truth=True)
    made.score("tp_1", scores[1] + change, state="to_be")
    spec = jw.charts.emotion_curve(made, axes=False, state=state).to_dict()
    [(_, star)], [(_, number)] = places(spec, is_star), places(spec, is_change)
    # Half a star and half a line of text.
    assert abs(star - number) >= 6 + 6
