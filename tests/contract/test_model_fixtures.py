"""The fixtures both languages must agree on, run in Python. `test_typescript_agrees.py` runs the same ones in TypeScript."""

import json
from pathlib import Path

import pytest

from journey_widgets.model import rank
from journey_widgets.model.integrity import complete
from journey_widgets.model.patch import apply, diff
from journey_widgets.model.scale import SCALES, scale_of

HERE = Path(__file__).parent


def cases(name, part=None):
    loaded = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return loaded if part is None else loaded[part]


def text(value):
    """JSON text tells 1 from true, which Python's == does not."""
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize("case", cases("patch"), ids=lambda case: text(case["patch"])[:50])
def test_patches_apply_as_rfc_7396_says(case):
    before = text(case["document"])
    assert text(apply(case["document"], case["patch"])) == text(case["result"])
    assert text(case["document"]) == before


@pytest.mark.parametrize("case", cases("diff"), ids=lambda case: text(case["patch"])[:50])
def test_diffs_are_the_smallest_patch_by_json_type(case):
    assert text(diff(case["before"], case["after"])) == text(case["patch"])
    assert text(apply(case["before"], case["patch"])) == text(case["after"])


@pytest.mark.parametrize("case", cases("integrity"), ids=lambda case: case["name"])
def test_deletes_are_completed(case):
    assert text(complete(case["document"], case["patch"])) == text(case["completed"])


@pytest.mark.parametrize("case", cases("integrity"), ids=lambda case: case["name"])
def test_completing_twice_changes_nothing(case):
    assert text(complete(case["document"], case["completed"])) == text(case["completed"])


def test_ranks_are_those_of_the_npm_package():
    for case in cases("rank", "between"):
        assert rank.between(case["a"], case["b"]) == case["result"], case
    for case in cases("rank", "many"):
        assert rank.many(case["a"], case["b"], case["count"]) == case["result"], case


def test_a_place_between_equal_ranks_is_made():
    for case in cases("rank", "insert"):
        siblings = [(name, key) for name, key in case["siblings"]]
        assert rank.insert(siblings, case["position"]) == (case["rank"], case["moved"]), case


@pytest.mark.parametrize("key", cases("rank", "invalid"))
def test_what_is_no_rank_is_refused(key):
    assert not rank.is_rank(key)
    with pytest.raises(ValueError, match="is not a rank"):
        rank.between(key, None)


def test_scores_mean_the_same_on_every_scale():
    for case in cases("scale", "scores"):
        scale = scale_of(case["scale"])
        assert scale.unit(case["score"]) == pytest.approx(case["unit"], abs=1e-12), case
        assert scale.face(case["score"]) == case["face"], case
        assert (scale.label(case["score"], "ja"), scale.label(case["score"], "en")) == (case["ja"], case["en"]), case
    for case in cases("scale", "convert"):
        assert scale_of(case["from"]).convert(case["score"], scale_of(case["to"])) == case["result"], case
    for case in cases("scale", "values"):
        assert text(scale_of(case["scale"]).values()) == text(case["values"]), case


@pytest.mark.parametrize("name", SCALES)
def test_the_ends_of_every_scale_are_the_ends_of_every_other(name):
    scale = SCALES[name]
    assert (scale.unit(scale.low), scale.unit(scale.high)) == (-1, 1)
    for other in SCALES.values():
        assert scale.convert(scale.low, other) == other.low
        assert scale.convert(scale.high, other) == other.high
