"""Two sides of an experience: what is matched with what, how far they differ, and what that says."""

from __future__ import annotations

from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets.charts.compare import Comparison, compare
from journey_widgets.model.errors import NoSuchRecord
from journey_widgets.slides.render import chart_svg
from journey_widgets.storage.errors import ReadError


def shop(title: str = "店", language: str = "en") -> jw.Journey:
    made = jw.Journey({"about": {"title": title, "language": language, "scale": {"low": -2, "high": 2, "neutral": 0}}})
    made.add("personas", id="pe_a", name="花")
    made.add("personas", id="pe_b", name="健")
    made.add("stages", id="st_1", name="認知")
    made.add("stages", id="st_2", name="購入")
    for at, (name, stage) in enumerate((("SNS広告", "st_1"), ("比較", "st_1"), ("支払い", "st_2"), ("開封", "st_2"))):
        made.add("touchpoints", id=f"tp_{at}", title=name, stage=stage)
    for name, score in {"tp_0": 1, "tp_1": 0, "tp_2": -2}.items():
        made.score(name, score)
    return made


def rows(found: Comparison, *columns: str) -> list[list[object]]:
    frame = found.frame[list(columns)]
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def test_states_are_compared_touchpoint_by_touchpoint():
    journey = shop()
    journey.score("tp_2", 1, state="to_be")
    journey.score("tp_0", 0, state="to_be")
    found = compare(journey, states=("as_is", "to_be"))
    assert rows(found, "title", "a", "b", "delta") == [
        ["SNS広告", 1, 0, -1],
        ["比較", 0, None, None],
        ["支払い", -2, 1, 3],
        ["開封", None, None, None],
    ]
    assert found.sentences("en") == [
        "The mean is −0.5 in as-is and +0.5 in to-be (+1; n = 2 scored on both sides).",
        "“支払い” rises most: −2 to +1 (+3).",
        "“SNS広告” falls most: +1 to 0 (−1).",
        "1 rose, 1 fell, 0 stayed the same.",
        "“支払い” is lowest in as-is (−2), “SNS広告” in to-be (0).",
    ]
    assert found.sentences("ja")[1] == "最も上がったのは「支払い」：−2 から +1（+3）。"
    assert str(found) == "\n".join(found.sentences("en"))


def test_personas_differ_and_nothing_rises_or_falls():
    journey = shop()
    journey.score("tp_2", 2, persona="pe_a", participant="p1")
    journey.score("tp_2", -1, persona="pe_b")
    found = compare(journey, personas=("花", "pe_b"))
    assert rows(found, "a", "b", "delta", "n_a", "n_b")[2] == [2, -1, -3, 1, 0]
    assert found.sentences("en")[1] == "健 is furthest below 花 at “支払い”: −1 against +2."
    assert not any("rise" in sentence or "fell" in sentence for sentence in found.sentences("en"))
    assert found.sentence("ja") == "平均は花が +2、健が −1（1件）。差が最も大きいのは「支払い」で、花のほうが 3 高い。"


def test_moments_of_one_journey():
    journey = shop()
    kept = journey.checkpoint("改装前")
    journey.score("tp_2", 2)
    journey.add("touchpoints", id="tp_9", title="再訪", stage="st_2")
    journey.move("tp_1", stage="st_2")
    for which in (kept, "改装前"):
        found = compare(journey, checkpoints=(which, None))
        assert found.frame.loc["tp_2", "delta"] == 4
        assert found.frame.loc["tp_9", "matched"] == "only_b"
        assert found.frame.index[found.frame["moved"]].tolist() == ["tp_1"]
        assert "From 改装前 to now, the mean goes from −0.3 to +1" in found.sentence("en")
        assert "Only in now (1): “再訪”." in found.sentences("en")
        assert "In another stage (1): “比較”." in found.sentences("en")
    with pytest.raises(NoSuchRecord):
        compare(journey, checkpoints=("なかった", None))


def test_two_maps_are_matched_by_id_then_by_title_whatever_its_width_and_case(tmp_path: Path):
    before = shop("春")
    after = jw.Journey({"about": {"title": "夏", "scale": {"low": -2, "high": 2}}})
    after.add("stages", id="st_x", name="購入")
    after.add("touchpoints", id="tp_2", title="お支払い", stage="st_x")  # the same id, another title
    after.add("touchpoints", id="other", title="ｓｎｓ 広告", stage="st_x")  # another id, the same title
    after.add("touchpoints", id="new", title="再訪", stage="st_x")
    after.score("tp_2", -1)
    after.score("other", 1)
    path = tmp_path / "summer.journey.json"
    jw.save(after, path)
    found = compare(before, path)
    frame = found.frame
    assert frame.loc["tp_2", ["matched", "was_called", "delta"]].tolist() == ["id", "支払い", 1]
    assert frame.loc["other", ["matched", "delta", "moved"]].tolist() == ["title", 0, True]
    assert frame.loc["new", "matched"] == "only_b"
    assert frame.loc[["tp_1", "tp_3"], "matched"].tolist() == ["only_a", "only_a"]
    # Who is gone stands behind whom it stood behind.
    assert frame.index.tolist() == ["tp_2", "tp_3", "other", "tp_1", "new"]
    assert any("春" in sentence and "夏" in sentence for sentence in found.sentences("ja"))


def test_two_cards_of_one_title_are_matched_in_their_own_stages():
    def twice(ids: tuple[str, str]) -> jw.Journey:
        made = jw.Journey({"about": {"title": "x"}})
        for stage, name, card in (("st_1", "前", ids[0]), ("st_2", "後", ids[1])):
            made.add("stages", id=stage, name=name)
            made.add("touchpoints", id=card, title="電話", stage=stage)
        return made

    left, right = twice(("a1", "a2")), twice(("b1", "b2"))
    right.move("st_2", before="st_1")
    left.score("a1", -2)
    right.score("b1", -1)
    assert compare(left, right).frame.loc["b1", "delta"] == 1


def test_other_scales_are_made_one_and_said_so():
    before, after = shop("春"), shop("夏")
    before.rescale("1…5")
    found = compare(before, after)
    assert found.converted
    assert found.frame["a"].dropna().tolist() == [1, 0, -2]
    assert found.frame["delta"].dropna().tolist() == [0, 0, 0]
    assert found.sentences("en")[0] == "Scores of 春 (1…5) are shown on −2…+2."
    assert compare(after, shop("秋")).sentences("en")[0].startswith("The mean")


def test_a_scale_whose_neutral_is_not_its_middle_is_converted_in_two_pieces():
    before, after = shop("春"), shop("夏")
    document = before.document
    document["about"]["scale"] = {"low": 0, "high": 10, "step": 1, "neutral": 6}
    document["scores"] = {}
    odd = jw.Journey(document)
    odd.score("tp_0", 8)  # half of the way from neutral up
    odd.score("tp_2", 3)  # half of the way from neutral down
    found = compare(odd, after).frame
    assert found.loc["tp_0", "a"] == pytest.approx(1)
    assert found.loc["tp_2", "a"] == pytest.approx(-1)


def test_somebody_who_scored_on_one_side_alone_is_no_change():
    before, after = shop("春"), shop("夏")
    after.score("tp_2", 2, persona="pe_a")
    after.score("tp_3", 1, persona="pe_a")
    assert compare(before, after).frame["delta"].dropna().tolist() == [0, 0, 0]
    before.score("tp_3", -1, persona="pe_b")
    assert compare(before, after).frame.loc["tp_3", "delta"] == 2  # nobody scored it on both sides: all that there is
    # The same persona under another id is found by its name.
    other = shop("秋")
    other.add("personas", id="pe_z", name="花")
    other.remove("personas", "pe_a")
    other.score("tp_2", 1, persona="pe_z")
    assert compare(after, other).frame.loc["tp_2", "delta"] == pytest.approx((1 - 2) / 2)


def test_people_agreeing_less_is_a_finding():
    before, after = shop("春"), shop("夏")
    for person, (was, now) in enumerate([(1, 2), (1, 2), (1, -2), (1, -2)]):
        before.score("tp_3", was, participant=f"p{person}")
        after.score("tp_3", now, participant=f"p{person}")
    found = compare(before, after)
    assert found.frame.loc["tp_3", ["agreement_a", "agreement_b", "spread_b"]].tolist() == pytest.approx([1, -1, 4])
    assert "People agree less on “開封” (agreement A 1.00 to −1.00)." in found.sentences("en")


def test_the_same_twice_is_said_to_be_the_same_and_nothing_in_common_too():
    assert "are the same" in compare(shop("春"), shop("夏")).sentence("en")
    empty = jw.Journey({"about": {"title": "空"}})
    assert "No touchpoint is scored both" in compare(shop("春"), empty).sentence("en")
    assert compare(empty, empty).frame.empty


@pytest.mark.parametrize("which", ["journeys", "personas", "states", "empty"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_comparison_has_a_chart_and_its_table(which: str, language: str):
    journey = shop()
    journey.score("tp_2", 1, state="to_be")
    journey.score("tp_2", 2, persona="pe_a")
    found = {
        "journeys": lambda: compare(shop("春"), journey),
        "personas": lambda: compare(journey, personas=("pe_a", "")),
        "states": lambda: compare(journey, states=("as_is", "to_be")),
        "empty": lambda: compare(jw.Journey(), jw.Journey()),
    }[which]()
    chart = found.chart(language=language)  # pyright: ignore[reportArgumentType]
    svg = chart_svg(chart)
    assert "NaN" not in svg
    assert chart.to_dict()["description"] == found.sentence(language)  # pyright: ignore[reportArgumentType]
    assert len(found.table(language)) == len(found.frame)  # pyright: ignore[reportArgumentType]
    if which == "states":
        assert ">+3<" in svg


def test_what_cannot_be_compared_is_refused_in_words(tmp_path: Path):
    journey = shop()
    for wrong in (
        lambda: compare(journey),
        lambda: compare(journey, journey, states=("as_is", "to_be")),
        lambda: compare(journey, states=("as_is", "to_be"), personas=("a", "b")),
    ):
        with pytest.raises(ValueError, match="compare two maps"):
            wrong()
    with pytest.raises(ValueError, match=r"no persona 'pe_x'.*花"):
        compare(journey, personas=("pe_a", "pe_x"))
    with pytest.raises(ValueError, match="not 'future'"):
        compare(journey, states=("as_is", "future"))
    with pytest.raises(ValueError, match="two to compare"):
        compare(journey, personas=("pe_a",))  # pyright: ignore[reportArgumentType]
    with pytest.raises(ReadError, match=r"none\.journey\.json"):
        compare(journey, tmp_path / "none.journey.json")
    with pytest.raises(TypeError, match="not int"):
        compare(journey, 3)  # pyright: ignore[reportArgumentType]


def test_a_file_is_only_read(tmp_path: Path):
    path = tmp_path / "a.journey.json"
    jw.save(shop(), path)
    before = path.read_bytes(), sorted(tmp_path.iterdir())
    compare(path, path)
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before
