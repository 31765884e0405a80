"""Undo where several people work: only what is still mine, and what stays is said."""

import pytest

from tests.model.journeys import workshop


def said(change):
    return [note["en"] for note in change.notes]


def test_undo_and_redo_walk_back_and_forth():
    journey = workshop()
    before = journey.document
    journey.move("tp_ad", stage="st_use")
    journey.score("tp_ad", -2)
    after = journey.document
    assert journey.undo().label == {"ja": "元に戻す：採点", "en": "Undo: Score"}
    journey.undo()
    assert journey.document == before
    assert journey.history_state()["redo"]["en"] == "Move a card"
    journey.redo()
    journey.redo()
    assert journey.document == after
    assert journey.redo() is None
    assert journey.history_state() == {"undo": {"ja": "採点", "en": "Score"}, "redo": None}


def test_a_new_change_forgets_what_could_be_done_again():
    journey = workshop()
    journey.score("tp_ad", -2)
    journey.undo()
    journey.score("tp_ad", 2)
    assert journey.redo() is None


def test_everybody_undoes_only_their_own_steps():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_ad": {"need": "A"}}}, actor="A")
    journey.apply({"touchpoints": {"tp_pay": {"need": "B"}}}, actor="B")
    journey.undo("A")
    assert "need" not in journey.record("touchpoints", "tp_ad")
    assert journey.record("touchpoints", "tp_pay")["need"] == "B"
    assert journey.undo("A") is None
    assert journey.history_state("B")["undo"] is not None


def test_undo_leaves_what_another_has_changed_since_and_takes_back_the_rest():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_ad": {"title": "A", "channel": "Web"}}}, actor="A")
    journey.apply({"touchpoints": {"tp_ad": {"title": "B"}}}, actor="花")
    change = journey.undo("A")
    record = journey.record("touchpoints", "tp_ad")
    assert (record["title"], record["channel"]) == ("B", "SNS")
    assert said(change) == ["Not undone: “B”. It has been changed since by 花."]
    assert change.notes[0]["ja"] == "「B」は元に戻していません。その後、花が変更しています。"


def test_an_added_card_stays_when_another_has_scored_it():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_new": {"title": "新", "rank": "a5"}}}, actor="A")
    key = "tp_new//as_is/p01"
    journey.apply(
        {"scores": {key: {"touchpoint": "tp_new", "state": "as_is", "participant": "p01", "score": 1}}}, actor="花"
    )
    change = journey.undo("A")
    assert change.patch == {}
    assert said(change) == ["Not undone: “新” stays; 花 has scored it since."]
    assert key in journey.document["scores"]
    assert journey.undo("A") is None


def test_an_added_stage_stays_when_another_has_placed_a_card_on_it_but_the_rest_of_the_step_goes():
    journey = workshop()
    journey.apply(
        {
            "stages": {"st_new": {"name": "推奨", "rank": "a5"}},
            "touchpoints": {"tp_new": {"title": "新", "rank": "a0", "stage": "st_new"}},
        },
        actor="A",
    )
    journey.apply({"touchpoints": {"tp_idea": {"stage": "st_new", "rank": "a1"}}}, actor="花")
    change = journey.undo("A")
    assert "st_new" in journey.document["stages"]
    assert "tp_new" not in journey.document["touchpoints"]
    assert said(change) == ["Not undone: “推奨” stays; 花 has placed a card on it since."]


def test_what_stays_keeps_what_it_stands_on():
    journey = workshop()
    journey.apply(
        {
            "stages": {"st_new": {"name": "推奨", "rank": "a5"}},
            "touchpoints": {"tp_new": {"title": "新", "rank": "a0", "stage": "st_new"}},
        },
        actor="A",
    )
    journey.apply({"scores": {"tp_new//as_is/": {"touchpoint": "tp_new", "state": "as_is", "score": 1}}}, actor="B")
    assert journey.undo("A").patch == {}
    assert journey.record("touchpoints", "tp_new")["stage"] == "st_new"


def test_a_deleted_card_comes_back_with_its_scores_but_without_the_stage_that_is_gone():
    journey = workshop()
    scores = journey.document["scores"]
    journey.apply({"touchpoints": {"tp_pay": None}}, actor="A")
    journey.apply({"stages": {"st_buy": None}}, actor="花")
    change = journey.undo("A")
    assert "stage" not in journey.record("touchpoints", "tp_pay")
    assert journey.document["scores"] == scores
    assert said(change) == ["Not all of “支払い” came back: what it belonged to has been deleted since by 花."]


def test_scores_do_not_come_back_to_a_card_that_is_gone():
    journey = workshop()
    journey.apply({"personas": {"pe_hana": None}}, actor="A")
    journey.apply({"touchpoints": {"tp_pay": None}}, actor="B")
    journey.undo("A")
    document = journey.document
    assert "pe_hana" in document["personas"]
    assert set(document["scores"]) == {"tp_ad//as_is/"}


def test_a_moved_card_does_not_go_back_to_a_stage_that_is_gone():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_cart": {"stage": "st_use", "rank": "a7"}}}, actor="A")
    journey.apply({"stages": {"st_buy": None}}, actor="B")
    change = journey.undo("A")
    assert journey.record("touchpoints", "tp_cart")["stage"] == "st_use"
    assert len(change.notes) == 1


def test_a_record_that_another_made_again_is_not_overwritten():
    journey = workshop()
    key = "tp_ad//as_is/"
    journey.apply({"scores": {key: None}}, actor="A")
    journey.apply({"scores": {key: {"touchpoint": "tp_ad", "state": "as_is", "score": -2}}}, actor="B")
    change = journey.undo("A")
    assert journey.record("scores", key)["score"] == -2
    assert said(change) == ["Not undone: “SNS広告”. It has been changed since by B."]


def test_a_record_that_another_deleted_stays_deleted():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_cart": {"title": "かご"}}}, actor="A")
    journey.apply({"touchpoints": {"tp_cart": None}}, actor="花")
    change = journey.undo("A")
    assert "tp_cart" not in journey.document["touchpoints"]
    assert said(change) == ["Not undone: “tp_cart”. It has been deleted since by 花."]


def test_changes_of_one_gesture_are_one_step():
    journey = workshop()
    before = journey.document
    for number in range(10):
        journey.apply({"touchpoints": {"tp_ad": {"need": str(number), f"x{number}": 1}}}, gesture="drag-1")
    journey.apply({"touchpoints": {"tp_ad": None}}, gesture="drag-1")
    journey.apply({"touchpoints": {"tp_pay": {"need": "x"}}}, gesture="drag-2")
    after = journey.document
    journey.undo()
    journey.undo()
    assert journey.document == before
    journey.redo()
    journey.redo()
    assert journey.document == after


def test_what_another_does_during_a_gesture_stays():
    journey = workshop()
    for number in range(4):
        journey.apply({"touchpoints": {"tp_ad": {"importance": number + 1}}}, actor="A", gesture="g")
        journey.apply({"touchpoints": {"tp_ad": {"need": f"B{number}"}}}, actor="B")
    journey.undo("A")
    record = journey.record("touchpoints", "tp_ad")
    assert "importance" not in record
    assert record["need"] == "B3"


def test_a_changed_scale_comes_back_with_all_its_scores():
    journey = workshop()
    before = journey.document
    change = journey.rescale("1…5")
    assert change.notes[0]["en"] == "3 scores converted; 0 of them rounded to the nearest value."
    assert journey.record("scores", "tp_ad//as_is/")["score"] == 4
    journey.undo()
    assert journey.document == before


def test_a_changed_scale_stays_once_somebody_has_scored_on_it():
    journey = workshop()
    journey.rescale("1…5")
    journey.apply({"scores": {"tp_box//as_is/": {"touchpoint": "tp_box", "state": "as_is", "score": 2}}}, actor="花")
    change = journey.undo()
    assert change.patch == {}
    assert journey.scale.high == 5
    assert said(change) == ["Not undone: the scale. Scores have been given on the new one since by 花."]


def test_a_title_of_the_map_that_another_changed_stays():
    journey = workshop()
    journey.apply({"about": {"title": "A", "purpose": "x"}}, actor="A")
    journey.apply({"about": {"title": "B"}}, actor="花")
    change = journey.undo("A")
    assert (journey.about["title"], "purpose" in journey.about) == ("B", False)
    assert said(change) == ["Not undone: “map”. It has been changed since by 花."]


def test_a_score_from_another_scale_does_not_come_back():
    journey = workshop()
    journey.apply({"scores": {"tp_ad//as_is/": None}}, actor="A")
    journey.rescale("1…5")  # 1 is on this scale too, and means the opposite
    change = journey.undo("A")
    assert "tp_ad//as_is/" not in journey.document["scores"]
    assert said(change) == [
        "Not undone: the score of “SNS広告” is of another scale, which has been changed since by someone."
    ]


def test_a_score_comes_back_when_the_scale_has_come_back_too():
    journey = workshop()
    before = journey.document
    journey.apply({"scores": {"tp_ad//as_is/": None}}, actor="A")
    journey.rescale("1…5")
    journey.undo()
    journey.undo("A")
    assert journey.document == before


def test_a_participant_made_by_a_score_goes_with_it_unless_needed():
    journey = workshop()
    journey.score("tp_box", 1, participant="p07")
    journey.score("tp_box", 2, participant="p08")
    journey.apply({"votes": {"no_slow/p08": {"note": "no_slow", "participant": "p08", "dots": 1}}}, actor="B")
    assert journey.undo().notes == ()
    journey.undo()
    assert set(journey.document["participants"]) == {"p01", "p02", "p08"}


@pytest.mark.parametrize("actor", ["", "花"])
def test_there_is_nothing_to_undo_at_first(actor):
    journey = workshop().copy()
    assert journey.undo(actor) is None
    assert journey.history_state(actor) == {"undo": None, "redo": None}
