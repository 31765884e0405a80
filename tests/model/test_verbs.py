"""What one can do to a journey in words."""

import pytest

from journey_widgets.model import ChangeError, Journey, NoSuchRecord
from journey_widgets.model.order import stages_in_order, touchpoints_in_order, touchpoints_of
from tests.model.journeys import workshop


def lane(journey, stage):
    return touchpoints_of(journey.snapshot().document, stage)


def test_add_makes_an_id_and_puts_the_record_at_the_end_of_its_lane():
    journey = workshop()
    name = journey.add("touchpoints", title="レビューを書く", stage="st_aware", channel=None)
    assert name.startswith("tp_")
    assert lane(journey, "st_aware") == ["tp_ad", "tp_review", name]
    assert "channel" not in journey.record("touchpoints", name)


def test_add_takes_a_place_and_an_id_of_your_own():
    journey = workshop()
    assert journey.add("touchpoints", id="tp_mine", title="x", before="tp_pay") == "tp_mine"
    journey.add("touchpoints", id="tp_2", title="y", after="tp_pay")
    assert lane(journey, "st_buy") == ["tp_cart", "tp_mine", "tp_pay", "tp_2"]
    journey.add("stages", id="st_0", name="気づき", before="st_aware")
    assert stages_in_order(journey.document)[0] == "st_0"


def test_add_composes_the_id_of_a_score():
    journey = workshop()
    name = journey.add("scores", touchpoint="tp_box", persona="pe_ken", state="to_be", score=2.0)
    assert name == "tp_box/pe_ken/to_be/"
    with pytest.raises(ChangeError, match="exists already"):
        journey.add("scores", touchpoint="tp_box", persona="pe_ken", state="to_be", score=1)


@pytest.mark.parametrize(
    ("act", "match"),
    [
        (lambda journey: journey.add("cards", title="x"), "no table 'cards'"),
        (lambda journey: journey.add("touchpoints", id="tp_ad", title="x"), "'tp_ad' exists already"),
        (lambda journey: journey.add("touchpoints", stage="st_buy"), "needs 'title'"),
        (
            lambda journey: journey.add("touchpoints", title="x", chanel="Web"),
            "no field 'chanel'. Did you mean 'channel'",
        ),
        (lambda journey: journey.add("touchpoints", title="x", stage="buy"), "no such stage. Stages: 'st_aware'"),
        (lambda journey: journey.edit("touchpoints", "tp_9", title="x"), "Touchpoint 'tp_9' does not exist"),
        (lambda journey: journey.edit("about", titel="x"), "Did you mean 'title'"),
        (lambda journey: journey.edit("scores", "tp_ad//as_is/", state="to_be"), "is part of what it is"),
        (lambda journey: journey.remove("touchpoints", "tp_ad", "tp_9"), "'tp_9' does not exist"),
        (lambda journey: journey.move("tp_9", stage="st_buy"), "'tp_9' does not exist"),
        (lambda journey: journey.move("tp_ad", stage="buy"), "cannot move to stage 'buy'"),
        (
            lambda journey: journey.move("tp_ad", stage="st_use", before="tp_pay"),
            "'tp_pay' is not in 使用. There are: 'tp_box'",
        ),
        (lambda journey: journey.move("tp_ad", before="tp_9"), "'tp_9' does not exist"),
        (lambda journey: journey.move("tp_ad", before="tp_pay", after="tp_cart"), "either before or after"),
        (lambda journey: journey.move("st_buy", stage="st_use"), "only touchpoints can"),
        (lambda journey: journey.score("tp_9", 1), "touchpoint 'tp_9' does not exist"),
        (lambda journey: journey.score("tp_ad", 7), "7 is not on the scale"),
        (lambda journey: journey.score("tp_ad", 1, persona="pe_9"), "persona 'pe_9' does not exist"),
        (lambda journey: journey.score("tp_ad", 1, state="now"), "It can be: 'as_is', 'to_be'"),
        (lambda journey: journey.vote("no_9", "p01"), "note 'no_9' does not exist"),
        (lambda journey: journey.vote("no_slow", "p01", -1), "the limit is 0"),
        (lambda journey: journey.rescale("1…7"), "no scale '1…7'. Scales: '-2…"),
        (lambda journey: journey.record("touchpoints", "tp_9"), "does not exist"),
    ],
)
def test_a_bad_call_is_refused_and_says_what_is_valid(act, match):
    journey = workshop()
    before = journey.document
    with pytest.raises(ChangeError, match=match):
        act(journey)
    assert journey.document == before


def test_edit_replaces_a_value_whole_and_none_clears_it():
    journey = workshop()
    journey.edit("touchpoints", "tp_idea", custom={"形": "丸"}, channel=None)
    assert journey.record("touchpoints", "tp_idea")["custom"] == {"形": "丸"}
    journey.edit("touchpoints", "tp_idea", custom=None)
    assert "custom" not in journey.record("touchpoints", "tp_idea")


def test_a_new_scale_keeps_no_labels_of_the_old_one():
    journey = Journey()
    journey.edit("about", scale={"low": 1, "high": 7})
    assert journey.about["scale"] == {"low": 1, "high": 7}


def test_scoring_again_drops_the_old_reason():
    journey = workshop()
    journey.score("tp_ad", -1)
    assert journey.record("scores", "tp_ad//as_is/") == {"touchpoint": "tp_ad", "state": "as_is", "score": -1}


def test_none_takes_a_score_back_and_no_dots_a_vote():
    journey = workshop()
    journey.score("tp_ad", None)
    journey.score("tp_ad", None)
    journey.vote("no_slow", "p01", 0)
    assert "tp_ad//as_is/" not in journey.document["scores"]
    assert journey.document["votes"] == {}


def test_voting_again_replaces():
    journey = workshop()
    journey.vote("no_slow", "p01", 3)
    assert journey.record("votes", "no_slow/p01")["dots"] == 3


def test_move_puts_a_card_before_after_at_the_end_and_into_the_pool():
    journey = workshop()
    journey.move("tp_ad", stage="st_buy", before="tp_pay")
    assert lane(journey, "st_buy") == ["tp_cart", "tp_ad", "tp_pay"]
    journey.move("tp_ad", after="tp_pay")
    assert lane(journey, "st_buy") == ["tp_cart", "tp_pay", "tp_ad"]
    journey.move("tp_cart")
    assert lane(journey, "st_buy") == ["tp_pay", "tp_ad", "tp_cart"]
    journey.move("tp_ad", stage=None)
    assert lane(journey, "") == ["tp_idea", "tp_ad"]
    journey.move("tp_idea", stage="")
    assert lane(journey, "") == ["tp_ad", "tp_idea"]
    journey.move("tp_idea", before="tp_box")
    assert lane(journey, "st_use") == ["tp_idea", "tp_box"]


def test_move_orders_stages_and_agenda_items_too():
    journey = workshop()
    journey.move("st_use", before="st_buy")
    assert stages_in_order(journey.document) == ["st_aware", "st_use", "st_buy"]
    first = journey.add("agenda", title="説明", minutes=10)
    second = journey.add("agenda", title="採点", minutes=20)
    journey.move(first, after=second)
    assert list(journey.agenda.index) == [second, first]


def test_a_move_to_where_a_card_already_stands_is_no_change():
    journey = workshop()
    for place in ({"before": "tp_pay"}, {"stage": "st_buy", "before": "tp_pay"}):
        assert journey.move("tp_cart", **place).patch == {}
    assert journey.move("tp_pay").patch == {}
    assert journey.move("tp_pay", after="tp_cart").patch == {}
    assert journey.move("tp_pay", before="tp_pay").patch == {}


def test_a_place_between_equal_ranks_is_made_in_one_change():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_pay": {"rank": "a0"}, "tp_box": {"stage": "st_buy", "rank": "a0"}}})
    assert lane(journey, "st_buy") == ["tp_box", "tp_cart", "tp_pay"]
    journey.move("tp_ad", stage="st_buy", before="tp_cart")
    assert lane(journey, "st_buy") == ["tp_box", "tp_ad", "tp_cart", "tp_pay"]
    assert journey.revision == 3


def test_a_thousand_cards_dropped_at_one_spot_keep_their_order():
    journey = Journey()
    last = journey.add("touchpoints", title="終")
    names = [journey.add("touchpoints", title="x", before=last) for _ in range(1000)]
    assert touchpoints_in_order(journey.snapshot().document) == [*names, last]


def test_find_gives_the_id_of_what_is_called_so():
    journey = workshop()
    assert journey.find("SNS広告") == "tp_ad"
    assert journey.find("sns広告") == "tp_ad"
    assert journey.find("ＳＮＳ広告 ") == "tp_ad"
    assert journey.find("花", "personas") == "pe_hana"


def test_find_says_what_is_near_and_what_is_ambiguous():
    journey = workshop()
    with pytest.raises(NoSuchRecord, match="Did you mean 'SNS広告'"):
        journey.find("SNS広吉")
    with pytest.raises(LookupError, match=r"Nothing is called 'どこにもない'\."):
        journey.find("どこにもない")
    journey.add("touchpoints", title="カート")
    with pytest.raises(ChangeError, match="touchpoints / tp_cart"):
        journey.find("カート")


@pytest.mark.parametrize("spelling", ["1…5", "1-5", "1–5", "1..5", "1 〜 5", "1 to 5"])
def test_a_scale_is_known_however_its_dash_is_typed(spelling):
    journey = workshop()
    journey.rescale(spelling)
    assert (journey.scale.low, journey.scale.high) == (1, 5)


def test_rescaling_says_how_many_scores_it_rounded():
    journey = Journey()
    journey.rescale("-3…+3")
    for number, score in enumerate((-3, -2, 0, 1)):
        journey.score(journey.add("touchpoints", title=str(number)), score)
    change = journey.rescale("-2..+2")
    assert change.notes[0]["ja"] == "スコア4件を換算しました。うち2件は最も近い値に丸めました。"
    assert sorted(record["score"] for record in journey.document["scores"].values()) == [-2, -1, 0, 1]


@pytest.mark.parametrize(
    ("patch", "label"),
    [
        ({"touchpoints": {"tp_ad": {"stage": "st_use", "rank": "a1"}}}, "Move a card"),
        ({"touchpoints": {"tp_ad": {"title": "x"}}}, "Rename a card"),
        ({"touchpoints": {"tp_ad": {"title": "x", "need": "y"}}}, "Edit a card"),
        ({"touchpoints": {"tp_ad": None}}, "Delete a card"),
        ({"touchpoints": {"tp_n": {"title": "x", "rank": "a4"}, "tp_ad": {"rank": "a5"}}}, "Add a card"),
        ({"stages": {"st_buy": None}}, "Delete a stage"),
        (
            {
                "scores": {
                    "tp_box//as_is/p9": {"touchpoint": "tp_box", "state": "as_is", "participant": "p9", "score": 1}
                }
            },
            "Score",
        ),
        ({"scores": {"tp_ad//as_is/": {"score": 0}}}, "Score"),
        ({"scores": {"tp_ad//as_is/": None}}, "Take back a score"),
        ({"personas": {"pe_new": {"name": "x"}}}, "Add persona"),
        ({"about": {"title": "x"}}, "Edit the map"),
        ({"touchpoints": {"tp_ad": {"need": "y"}}, "stages": {"st_buy": {"goal": "z"}}}, "Several changes"),
    ],
)
def test_a_change_is_called_by_what_it_does(patch, label):
    journey = workshop()
    assert journey.apply(patch).label["en"] == label
    assert journey.history_state()["undo"]["en"] == label
