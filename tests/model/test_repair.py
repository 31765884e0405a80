"""A document from outside: what can be put right is, and is said; the rest is refused."""

import pytest

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.repair import repair
from tests.model.journeys import workshop


def test_a_journeys_own_document_needs_no_repair_and_comes_back_the_same():
    document = workshop().document
    repaired, repairs = repair(document)
    assert (repaired, repairs) == (document, [])


def test_nothing_at_all_is_an_empty_journey():
    journey = Journey({})
    assert journey.document["stages"] == {}
    assert journey.scale.low == -2
    assert journey.id.startswith("jm_")


def test_nulls_are_dropped_and_listed():
    journey = Journey({"touchpoints": {"tp_1": {"title": "x", "rank": "a0", "need": None, "custom": {"a": None}}}})
    assert journey.record("touchpoints", "tp_1") == {"title": "x", "rank": "a0", "custom": {}}
    assert list(journey.repairs["place"]) == ["touchpoints / tp_1 / need", "touchpoints / tp_1 / custom / a"]
    assert journey.repairs["repair"].str.contains("dropped a null").all()


def test_ranks_that_are_none_are_replaced_in_the_order_of_the_file():
    stages = {
        "st_b": {"name": "B", "rank": "b"},
        "st_a": {"name": "A", "rank": ""},
        "st_c": {"name": "C", "rank": "a0"},
    }
    journey = Journey({"stages": {**stages, "st_d": {"name": "D"}}})
    assert list(journey.stages.index) == ["st_c", "st_b", "st_a", "st_d"]
    assert len(journey.repairs) == 2


def test_references_to_nothing_are_cleared_and_orphans_dropped():
    score = {"touchpoint": "tp_gone", "state": "as_is", "score": 1}
    vote = {"note": "no_1", "participant": "p9", "dots": 1}
    journey = Journey(
        {
            "about": {"language": "ja"},
            "touchpoints": {"tp_1": {"title": "x", "rank": "a0", "stage": "st_gone"}},
            "scores": {"tp_gone//as_is/": score},
            "notes": {"no_1": {"kind": "pain", "text": "x", "touchpoint": "tp_gone"}},
            "votes": {"no_1/p9": vote, "no_9/p9": {**vote, "note": "no_9"}},
        }
    )
    document = journey.document
    assert document["touchpoints"]["tp_1"] == {"title": "x", "rank": "a0"}
    assert document["scores"] == {}
    assert document["votes"] == {"no_1/p9": vote}
    assert document["participants"] == {"p9": {"label": "p9"}}
    assert "取り除きました" in " ".join(journey.repairs["repair"])
    assert len(journey.repairs) == 4


def test_unknown_tables_and_fields_are_kept():
    document = {
        "x_table": {"a": {"b": 1}},
        "about": {"title": "t", "x": [1]},
        "stages": {"s": {"name": "n", "rank": "a0", "y": 2}},
    }
    journey = Journey(document)
    journey.edit("stages", "s", name="m")
    assert journey.document["x_table"] == {"a": {"b": 1}}
    assert journey.document["stages"]["s"]["y"] == 2


@pytest.mark.parametrize(
    ("document", "match"),
    [
        (["a"], "must be a JSON object"),
        ({"about": 5}, "'about' must be an object"),
        ({"about": {"title": 5}}, "title must be text"),
        ({"stages": []}, "'stages' must be an object of records"),
        ({"stages": {"st": []}}, "'st' in 'stages' must be an object"),
        ({"stages": {"st": {"rank": "a0"}}}, "Stage 'st' needs 'name'"),
        ({"touchpoints": {"tp": {"title": "x", "stage": []}}}, "stage must be text"),
        ({"scores": {"x": {"state": "as_is", "score": 1}}}, "can't be the id of a score"),
        ({"scores": {"x///": {"state": "as_is", "score": 1}}}, "needs 'touchpoint'"),
        ({"about": {"scale": {"low": 1, "high": 1}}}, "A scale needs low < high"),
    ],
)
def test_what_cannot_be_put_right_is_refused_with_its_place(document, match):
    with pytest.raises(ChangeError, match=match):
        Journey(document)
