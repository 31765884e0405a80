"""Many journeys on one scale: a row for every touchpoint, persona and state, whatever the maps' own scales."""

from __future__ import annotations

from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets import charts
from journey_widgets.analysis.portfolio import COLUMNS, portfolio
from journey_widgets.storage.errors import ReadError


def made(title: str, scores: list[float], scale: str = "-2…+2") -> jw.Journey:
    journey = jw.Journey({"about": {"title": title, "language": "en"}})
    journey.rescale(scale)
    journey.add("stages", id="st", name="stage")
    for at, score in enumerate(scores):
        journey.add("touchpoints", id=f"tp_{at}", title=f"{title} {at}", stage="st", channel="web")
        journey.score(f"tp_{at}", score)
    return journey


def test_scores_of_any_scale_are_units_and_keep_their_own():
    frame = portfolio([made("a", [-2, 0, 2]), made("b", [1, 3, 5], "1…5"), made("c", [0, 50, 100], "0…100")])
    assert frame["unit"].tolist() == [-1, 0, 1] * 3
    assert frame["score"].tolist() == [-2, 0, 2, 1, 3, 5, 0, 50, 100]
    assert frame["scale"].unique().tolist() == ["−2…+2", "1…5", "0…100"]
    assert frame["map"].unique().tolist() == ["a", "b", "c"]
    assert frame["no"].tolist() == [1, 2, 3] * 3
    assert frame["at"].is_monotonic_increasing is False
    assert frame["at"].between(0, 1).all()


def test_a_row_for_every_persona_and_state_and_one_for_what_nobody_scored():
    journey = made("a", [1])
    journey.add("personas", id="pe", name="花", segment="新規")
    journey.add("touchpoints", id="tp_gap", title="gap", stage="st")
    for person, score in enumerate([-2, -2, 2, 2]):
        journey.score("tp_0", score, persona="pe", participant=f"p{person}")
    journey.score("tp_0", 2, state="to_be")
    frame = portfolio(journey)
    assert frame[["touchpoint", "persona", "segment", "state", "n"]].to_numpy().tolist() == [
        ["tp_0", "", "", "as_is", 0],
        ["tp_0", "", "", "to_be", 0],
        ["tp_0", "花", "新規", "as_is", 4],
        ["tp_gap", "", "", "as_is", 0],
    ]
    assert frame["unit"].isna().tolist() == [False, False, False, True]
    assert frame.loc[2, ["spread", "agreement"]].tolist() == pytest.approx([2, -1])


def test_a_folder_stands_for_its_maps_and_files_are_only_read(tmp_path: Path):
    for name in ("b", "a"):
        jw.save(made(name, [0]), tmp_path / f"{name}.journey.json")
    (tmp_path / "notes.txt").write_text("no map")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    frame = portfolio(tmp_path)
    assert frame["map"].tolist() == ["a", "b"]
    assert [Path(path).name for path in frame["path"]] == ["a.journey.json", "b.journey.json"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert portfolio([tmp_path, tmp_path / "a.journey.json"])["map"].tolist() == ["a", "b", "a"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "bad.journey.json").write_text("{")
    with pytest.raises(ReadError, match=r"bad\.journey\.json"):
        portfolio(tmp_path)
    with pytest.raises(TypeError, match="not int"):
        portfolio([3])  # pyright: ignore[reportArgumentType]


def test_no_maps_are_a_frame_with_all_columns():
    frame = portfolio([])
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)
    assert charts.portfolio_sentence(frame, "en") == "There are no journeys."
    assert charts.portfolio(frame).to_dict()["layer"]


def test_the_journey_that_hurts_most_comes_first_whatever_its_scale():
    maps = [made("good", [1, 2]), made("bad", [10, 20], "0…100"), made("none", [])]
    table = charts.portfolio_table(maps, language="en")
    assert table["Journey"].tolist() == ["bad", "good"]
    assert table["Mean"].tolist() == pytest.approx([-0.7, 0.75])
    assert table["Lowest point"].tolist() == ["bad 0", "good 0"]
    assert table["Peak–end"].tolist() == pytest.approx([(-0.8 - 0.6) / 2, (1 + 1) / 2])
    assert charts.portfolio_sentence(portfolio(maps), "en") == (
        "Of 2 journeys, “bad” has the lowest mean (−0.7); its lowest point is “bad 0”."
    )
