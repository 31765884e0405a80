"""`journey.merge(other)`: two maps that were never one become one, as one undo step."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.ids import PREFIXES
from journey_widgets.model.integrity import dangling
from journey_widgets.model.joining import taken_in
from journey_widgets.model.joining.identity import _CALLED, _ORDER
from journey_widgets.model.order import by_rank, touchpoints_of
from journey_widgets.model.records import TABLES
from tests.model.journeys import workshop
from tests.model.test_properties import STEPS, take


def text(document):
    return json.dumps(document, sort_keys=True)


def titles(journey, stage):
    cards = journey.document["touchpoints"]
    return [cards[name]["title"] for name in touchpoints_of(journey.document, stage)]


def with_stages(*names, cards=(), **about):
    """A map whose ids say nothing: st_1, st_2, … and tp_1, … on the first stage."""
    journey = Journey()
    journey.edit("about", title="x", language="en", **about)
    for number, name in enumerate(names, 1):
        journey.add("stages", id=f"st_{number}", name=name)
    for number, title in enumerate(cards, 1):
        journey.add("touchpoints", id=f"tp_{number}", title=title, stage="st_1")
    return journey


class TestTheSameThing:
    def test_a_map_merged_with_itself_or_a_copy_of_itself_stays_as_it_is(self):
        journey = workshop()
        revision = journey.revision
        assert journey.merge(journey).patch == {}
        assert journey.merge(journey.copy()).patch == {}
        assert journey.revision == revision

    def test_what_only_one_of_them_says_is_there_afterwards(self):
        journey, other = workshop(), workshop()
        other.edit("touchpoints", "tp_ad", need="安心", importance=4)
        other.edit("personas", "pe_hana", goals=["安く", "楽に"], quote="早く")
        other.edit("about", purpose="迷う所を見つける", title="別の題")
        journey.merge(other)
        assert journey.record("touchpoints", "tp_ad")["need"] == "安心"
        assert journey.record("personas", "pe_hana")["goals"] == ["速く", "安く", "楽に"]
        assert journey.record("personas", "pe_hana")["quote"] == "早く"
        assert journey.about["purpose"] == "迷う所を見つける"
        assert journey.about["title"] == "通販の購入体験"

    def test_where_both_speak_this_map_stays_and_the_notes_say_so(self):
        journey, other = workshop(), workshop()
        journey.edit("touchpoints", "tp_ad", custom={"費用": 3, "色": "青"})
        other.edit("touchpoints", "tp_ad", channel="新聞", custom={"費用": 5, "形": "丸"})
        change = journey.merge(other)
        assert journey.record("touchpoints", "tp_ad")["channel"] == "SNS"
        assert journey.record("touchpoints", "tp_ad")["custom"] == {"費用": 3, "色": "青", "形": "丸"}
        assert change.notes[0]["ja"] == (
            "2か所は内容がちがうため、こちらのままにしました：「SNS広告」のチャネル、「SNS広告」の追加の項目 / 費用"
        )
        assert change.notes[0]["en"].startswith(
            "2 fields say something else there and stay as they are here: the channel"
        )

    def test_the_reason_of_another_score_is_not_put_on_ours(self):
        journey, other = workshop(), workshop()
        journey.score("tp_cart", 1)
        other.score("tp_cart", -2, reason="遅い")
        journey.merge(other)
        assert journey.record("scores", "tp_cart//as_is/") == {"touchpoint": "tp_cart", "state": "as_is", "score": 1}

    def test_a_card_in_the_pool_goes_where_the_other_map_has_it_and_a_placed_one_stays(self):
        journey, other = workshop(), workshop()
        other.move("tp_idea", stage="st_buy", before="tp_pay")
        other.move("tp_box", stage="st_aware")
        journey.merge(other)
        assert titles(journey, "st_buy") == ["カート", "思いつき", "支払い"]
        assert titles(journey, "st_use") == ["開封"]

    def test_an_id_drawn_at_random_is_the_same_thing_whatever_it_is_called_now(self):
        journey = workshop()
        card = journey.add("touchpoints", title="レジ", stage="st_buy")
        other = journey.copy()
        other.edit("touchpoints", card, title="お会計", need="早く")
        journey.merge(other)
        assert journey.record("touchpoints", card)["title"] == "レジ"
        assert journey.record("touchpoints", card)["need"] == "早く"

    def test_a_long_word_is_no_id_drawn_at_random(self):
        here, there = with_stages("A"), with_stages("A")
        here.add("touchpoints", id="tp_registration", title="Registers at the desk", stage="st_1")
        there.add("touchpoints", id="tp_registration", title="Registers the warranty", stage="st_1")
        here.merge(there)
        assert titles(here, "st_1") == ["Registers at the desk", "Registers the warranty"]


class TestAnotherThing:
    def test_the_same_id_for_something_else_gets_one_of_its_own_and_every_reference_follows(self):
        journey, other = workshop(), workshop()
        other.edit("touchpoints", "tp_pay", title="後払い")
        other.edit("notes", "no_slow", text="審査が長い")
        other.edit("personas", "pe_hana", name="別の花")
        other.add("measures", metric="CVR", value=3, touchpoint="tp_pay")
        view = other.add("views", name="花だけ", personas=["pe_hana"], where={"stage": ["st_buy"]})
        journey.merge(other)
        document = journey.document
        card = journey.find("後払い")
        note = next(name for name, one in document["notes"].items() if one["text"] == "審査が長い")
        persona = journey.find("別の花")
        assert {card, note, persona}.isdisjoint({"tp_pay", "no_slow", "pe_hana"})
        assert document["touchpoints"]["tp_pay"]["title"] == "支払い"
        assert document["notes"][note]["touchpoint"] == card
        assert document["scores"][f"{card}/{persona}/as_is/p01"]["score"] == -2
        assert document["votes"][f"{note}/p01"] == {"note": note, "participant": "p01", "dots": 2}
        assert [one["touchpoint"] for one in document["measures"].values()] == [card]
        assert document["views"][view]["personas"] == [persona]

    def test_a_stage_that_means_something_else_takes_its_cards_and_its_views_along(self):
        here, there = with_stages("A", "B"), with_stages("X", cards=["x1", "x2"])
        view = there.add("views", name="v", where={"stage": "st_1"})
        here.merge(there)
        stage = here.find("X")
        assert stage != "st_1"
        assert titles(here, stage) == ["x1", "x2"]
        assert here.record("views", view)["where"] == {"stage": stage}

    def test_unnamed_people_of_two_workshops_are_other_people_once_they_say_something_else(self):
        here, there = with_stages("A", cards=["a"]), with_stages("A", cards=["a"])
        for person, mine, theirs in (("p1", 2, -2), ("p2", 1, 1)):
            here.score("tp_1", mine, participant=person)
            there.score("tp_1", theirs, participant=person)
        here.merge(there)
        assert sorted(score["score"] for score in here.document["scores"].values()) == [-2, 1, 2]
        assert len(here.document["participants"]) == 3
        assert here.merge(there).patch == {}

    def test_what_was_taken_in_under_an_id_of_its_own_is_found_again_when_the_other_one_is_gone(self):
        here, there = with_stages("A"), with_stages("X", cards=["x"])
        here.merge(there)
        here.remove("stages", "st_1")
        assert here.merge(there).patch == {}

    def test_a_named_person_is_the_same_person_and_their_first_score_stays(self):
        here, there = with_stages("A", cards=["a"]), with_stages("A", cards=["a"])
        for journey, score in ((here, 2), (there, -2)):
            journey.add("participants", id="p1", label="Sato")
            journey.score("tp_1", score, participant="p1")
        here.merge(there)
        assert [score["score"] for score in here.document["scores"].values()] == [2]

    def test_two_notes_merged_into_each_other_do_not_go_round_in_a_circle(self):
        here, there = workshop(), workshop()
        here.edit("notes", "no_fast", merged_into=None)
        here.edit("notes", "no_slow", merged_into="no_fast")
        here.merge(there)
        assert "merged_into" not in here.record("notes", "no_fast")

    def test_by_name_one_stage_of_each_map_that_is_called_the_same_is_one(self):
        here, there = Journey(), Journey()
        for journey, cards in ((here, ["広告"]), (there, ["広告", "口コミ"])):
            stage = journey.add("stages", name="認知")
            for card in cards:
                journey.add("touchpoints", title=card, stage=stage)
            journey.score(journey.find("広告"), 1)
        apart = here.copy()
        apart.merge(there)
        assert list(apart.stages["name"]) == ["認知", "認知"]
        here.merge(there, by_name=True)
        assert list(here.stages["name"]) == ["認知"]
        assert list(here.touchpoints["title"]) == ["広告", "口コミ"]
        assert len(here.scores) == 1
        assert here.merge(there, by_name=True).patch == {}

    def test_every_table_can_be_told_apart(self):
        assert set(_ORDER) == set(_CALLED) == set(PREFIXES)


class TestOrder:
    @pytest.mark.parametrize(
        ("mine", "theirs", "both"),
        [
            ("ABC", "AXC", "AXBC"),
            ("ABC", "XYA", "XYABC"),
            ("ABC", "XY", "ABCXY"),
            ("ABC", "CXYB", "ABCXY"),
            ("", "XYZ", "XYZ"),
        ],
    )
    def test_what_is_new_stands_behind_what_it_stands_behind_there(self, mine, theirs, both):
        here, there = Journey(), Journey()
        for journey, names in ((here, mine), (there, theirs)):
            for name in names:
                journey.add("stages", id=f"st_{name}", name=name)
        here.merge(there)
        assert "".join(here.stages["name"]) == both

    def test_two_cards_of_one_rank_make_room_for_a_third_between_them(self):
        here, there = with_stages("A", cards=["a", "b"]), with_stages("A", cards=["a", "b"])
        here.apply({"touchpoints": {"tp_2": {"rank": here.record("touchpoints", "tp_1")["rank"]}}})
        there.add("touchpoints", id="tp_9", title="x", stage="st_1", after="tp_1")
        here.merge(there)
        assert titles(here, "st_1") == ["a", "x", "b"]


class TestScales:
    def test_scores_are_converted_and_the_notes_say_how_many_were_rounded(self):
        here, there = workshop(), Journey()
        there.rescale("1…10")
        for number, score in enumerate((1, 10, 6)):
            there.score(there.add("touchpoints", title=f"n{number}"), score)
        change = here.merge(there)
        scores = {
            here.record("touchpoints", one["touchpoint"])["title"]: one["score"]
            for one in here.document["scores"].values()
        }
        assert (scores["n0"], scores["n1"], scores["n2"]) == (-2, 2, 0)
        assert change.notes[0]["en"] == "3 scores converted; 1 of them rounded to the nearest value."

    def test_what_actions_say_of_scores_is_converted_along(self):
        here, there = Journey(), Journey()
        action = there.add("actions", title="x", effect=2, score_before=-1, score_after=0.5)
        there.rescale("0…100")
        assert there.record("actions", action) == {"title": "x", "effect": 50, "score_before": 25, "score_after": 62.5}
        here.merge(there)
        assert here.record("actions", action) == {"title": "x", "effect": 2, "score_before": -1, "score_after": 0.5}


class TestTheWayBack:
    def test_it_is_one_step_with_a_name_and_undo_restores_exactly(self):
        journey, other = workshop(), with_stages("X", cards=["x"])
        before, steps = text(journey.document), len(journey.history())
        change = journey.merge(other)
        assert change.label == {"ja": "「x」の取り込み", "en": "Take in “x”"}
        assert len(journey.history()) == steps + 1
        journey.undo()
        assert text(journey.document) == before

    def test_a_read_only_map_and_what_is_no_map_are_refused(self):
        journey, other = workshop(), workshop()
        with pytest.raises(ChangeError, match="takes in another Journey, not dict"):
            journey.merge(other.document)
        journey.read_only = True
        with pytest.raises(ChangeError, match="read-only"):
            journey.merge(with_stages("X"))

    def test_pictures_come_along_and_one_that_is_lost_leaves_no_name_behind(self):
        here, there = with_stages("A"), with_stages("A", cards=["a", "b"])
        picture = io.BytesIO()
        Image.new("RGB", (2, 2), "red").save(picture, "PNG")
        there.attach("tp_1", picture.getvalue(), alt="a red field")
        there.edit("touchpoints", "tp_2", image="0" * 32 + ".png", image_alt="lost")
        here.merge(there)
        card = here.record("touchpoints", "tp_1")
        assert here.pictures.get(card["image"]) == picture.getvalue()
        assert card["image_alt"] == "a red field"
        assert not {"image", "image_alt"} & here.record("touchpoints", "tp_2").keys()
        assert here.merge(there).patch == {}


@st.composite
def maps(draw):
    """A map that random hands worked on; half of them on another scale, or with another thing under an old id."""
    journey = Journey({**workshop().document, "id": draw(st.sampled_from(["jm_a", "jm_b"]))})
    for step in draw(STEPS):
        take(journey, *step)
    if draw(st.booleans()):
        journey.rescale(draw(st.sampled_from(["1…5", "0…100"])))
    return journey


@given(maps(), maps(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_merged_nothing_dangles_it_is_idempotent_and_undo_restores_exactly(here, there, by_name):  # noqa: FBT001 - hypothesis
    before, other = text(here.document), text(there.document)
    mine = {table: by_rank(here.document[table]) for table in ("stages", "agenda", "views")}
    lanes = {stage: touchpoints_of(here.document, stage) for stage in here.document["stages"]}
    here.merge(there, by_name=by_name)
    document = here.document
    for table in TABLES:
        for name, record in document[table].items():
            assert dangling(document, table, record) is None, (table, name)
    assert len(Journey(document).repairs) == 0
    for table, names in mine.items():
        assert [name for name in by_rank(document[table]) if name in names] == names
    for stage, cards in lanes.items():
        assert [name for name in touchpoints_of(document, stage) if name in cards] == cards
    assert here.merge(there, by_name=by_name).patch == {}
    assert text(there.document) == other
    if text(document) != before:
        here.undo()
    assert text(here.document) == before


@given(maps(), maps())
@settings(max_examples=60, deadline=None)
def test_nothing_of_either_map_is_lost(here, there):
    both = taken_in(here.document, there.document).document
    for table in ("stages", "touchpoints", "personas", "notes", "actions"):
        for field in ("name", "title"):
            said = {record[field] for record in both[table].values() if field in record}
            for journey in (here, there):
                if journey is there and there.id == here.id:
                    continue  # a version of this map: renamed here
                assert {record[field] for record in journey.document[table].values() if field in record} <= said
    assert here.document["scores"].keys() <= both["scores"].keys()
