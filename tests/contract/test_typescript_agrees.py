"""The page computes what the kernel computes: any document, any patch, any interleaving of two pages and a cell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journey_widgets.model import rank
from journey_widgets.model.integrity import complete
from journey_widgets.model.order import stages_in_order, touchpoints_of
from journey_widgets.model.patch import apply, diff, invert, minimal, same
from journey_widgets.model.scale import Scale
from tests import node
from tests.contract.bridge import Bridge, PageError
from tests.contract.wire import Wire, workshop

HEAVY = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bridge]:
    bridge = Bridge(tmp_path_factory.mktemp("bridge"))
    yield bridge
    bridge.close()


def test_the_generated_types_are_those_of_the_schema():
    node.run("node", "types.mjs", "--check")


# --- patches ---

# Few names, so that patches meet documents; among them those that JavaScript keeps for itself.
names = st.sampled_from(["a", "b", "c", "", "名", "__proto__", "constructor", "toString", "0"])
scalars = st.one_of(
    st.booleans(),
    st.integers(-3, 3),
    st.floats(-2, 2, width=32).map(lambda x: int(x) if x.is_integer() else x),
    st.text(max_size=3),
)


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(leaves, lambda inner: st.dictionaries(names, inner, max_size=4), max_leaves=12)


values = st.one_of(scalars, st.lists(scalars, max_size=2))
documents = st.dictionaries(names, trees(values), max_size=5)
patches = st.dictionaries(names, trees(st.one_of(st.none(), values)), max_size=5)


@HEAVY
@given(documents, patches)
@example({"a": {"b": 1}}, {"a": {"b": True}})
@example({}, {"__proto__": {"polluted": "yes"}})
def test_patches_do_the_same_in_both_languages(page: Bridge, document: Any, patch: Any):
    after = apply(document, patch)
    assert same(page.ask("apply", document=document, patch=patch), after)
    inverse = page.ask("invert", document=document, patch=patch)
    assert same(inverse, invert(document, patch))
    assert same(page.ask("apply", document=after, patch=inverse), document)
    assert same(page.ask("minimal", document=document, patch=patch), minimal(document, patch))
    assert same(page.ask("diff", before=document, after=after), diff(document, after))


# --- ranks ---

ranks = st.from_regex(r"[A-Za-z][0-9A-Za-z]{1,4}", fullmatch=True)


@HEAVY
@given(st.one_of(st.none(), ranks), st.one_of(st.none(), ranks), st.integers(0, 6))
def test_ranks_are_the_same_in_both_languages(page: Bridge, a: str | None, b: str | None, count: int):
    for each in (a, b):
        if each is not None:
            assert page.ask("isRank", rank=each) == rank.is_rank(each)
    try:
        expected = rank.between(a, b)
    except ValueError:
        with pytest.raises(PageError):
            page.ask("between", a=a, b=b)
        return
    assert page.ask("between", a=a, b=b) == expected
    low, high = (a, b) if a is None or b is None or a < b else (b, a)
    assert page.ask("many", a=low, b=high, count=count) == rank.many(low, high, count)


@HEAVY
@given(st.lists(st.sampled_from(["a0", "a0V", "a1", "a2", "Zz"]), max_size=6), st.integers(0, 6))
def test_making_room_is_the_same_in_both_languages(page: Bridge, taken: list[str], position: int):
    siblings = [(f"tp_{index}", key) for index, key in enumerate(sorted(taken))]
    position = min(position, len(siblings))
    expected = rank.insert(siblings, position)
    assert page.ask("insert", siblings=siblings, position=position) == list(expected)


# --- scales ---


@HEAVY
@given(st.integers(-3, 3), st.integers(1, 10), st.sampled_from([1, 0.5, 2]), st.floats(0, 1), st.floats(0, 1))
def test_scales_are_the_same_in_both_languages(
    page: Bridge, low: int, width: int, step: float, at: float, middle: float
):
    scale = Scale(low, low + width, step, round(low + middle * width, 1))
    score = low + at * width
    unit, face, given_values = page.ask("scale", scale=scale.document(), score=score)
    assert unit == pytest.approx(scale.unit(score))
    assert face == scale.face(score)
    assert given_values == scale.values()


# --- journeys ---

STAGES = ["st_a", "st_b"]
CARDS = ["tp_1", "tp_2", "tp_3"]
NOTES = ["no_1", "no_2"]
PEOPLE = ["p01", "p02"]

stage = st.sampled_from([*STAGES, None])
card = st.sampled_from(CARDS)
key = st.sampled_from(["a0", "a1", "a0V", "a2"])


def _score(card: str, who: str, score: int) -> Any:
    record = {"touchpoint": card, "state": "as_is", "participant": who, "score": score}
    return {"scores": {f"{card}//as_is/{who}": record}}


changes = st.one_of(
    st.builds(lambda c, s, r: {"touchpoints": {c: {"stage": s, "rank": r}}}, card, stage, key),
    st.builds(lambda c, t: {"touchpoints": {c: {"title": t}}}, card, st.sampled_from(["広告", "検索", "x"])),
    st.builds(lambda c, s: {"touchpoints": {c: {"title": "再", "rank": "a3", "stage": s}}}, card, stage),
    st.builds(lambda c: {"touchpoints": {c: None}}, card),
    st.builds(lambda s: {"stages": {s: None}}, st.sampled_from(STAGES)),
    st.builds(lambda s, n: {"stages": {s: {"name": n, "rank": "a1"}}}, st.sampled_from(STAGES), st.sampled_from("AB")),
    st.builds(_score, card, st.sampled_from(PEOPLE), st.integers(-2, 3)),
    st.builds(lambda who: {"participants": {who: None}}, st.sampled_from(PEOPLE)),
    st.builds(
        lambda n, c: {"notes": {n: {"kind": "pain", "text": "遅い", "touchpoint": c}}}, st.sampled_from(NOTES), card
    ),
    st.builds(lambda n, m: {"notes": {n: {"merged_into": m}}}, st.sampled_from(NOTES), st.sampled_from(NOTES)),
    st.builds(lambda n: {"notes": {n: None}}, st.sampled_from(NOTES)),
    st.builds(
        lambda n, w, d: {"votes": {f"{n}/{w}": {"note": n, "participant": w, "dots": d}}},
        st.sampled_from(NOTES),
        st.sampled_from(PEOPLE),
        st.integers(0, 3),
    ),
)


@HEAVY
@given(st.lists(changes, max_size=8), st.lists(changes, min_size=1, max_size=2))
def test_what_follows_from_a_delete_is_the_same_in_both_languages(page: Bridge, before: list[Any], asked: list[Any]):
    journey = workshop()
    for patch in before:
        try:
            journey.apply(patch)
        except ValueError:
            continue  # refused: the document is as it was
    document = journey.document
    patch: Any = {}
    for each in asked:
        for table, records in each.items():
            patch.setdefault(table, {}).update(copy.deepcopy(records))
    expected = minimal(document, complete(document, patch))
    found = page.ask("complete", document=document, patch=patch)
    assert same(minimal(document, found), expected)
    stages, lanes = page.ask("order", document=document)
    assert stages == stages_in_order(document)
    assert lanes == [touchpoints_of(document, name) for name in [*stages, None]]


@HEAVY
@given(st.lists(changes, max_size=8), card, stage, st.one_of(st.none(), card))
def test_a_drop_lands_where_the_hand_let_go_whatever_the_ranks(
    page: Bridge, before: list[Any], moved: str, lane: str | None, target: str | None
):
    journey = workshop()
    for patch in before:
        try:
            journey.apply(patch)
        except ValueError:
            continue
    document = journey.document
    if moved not in document["touchpoints"] or (lane is not None and lane not in document["stages"]):
        return
    journey.apply(page.ask("place", document=document, id=moved, stage=lane or "", before=target))
    expected = [name for name in touchpoints_of(document, lane) if name != moved]
    expected.insert(expected.index(target) if target in expected else len(expected), moved)
    assert touchpoints_of(journey.document, lane) == expected


# --- two pages, a cell, and a wire that loses, doubles and shuffles ---

two = st.sampled_from(["p1", "p2"])
events = st.one_of(
    st.tuples(st.just("change"), two, changes),
    st.tuples(st.just("change"), two, changes),
    st.tuples(st.sampled_from(["undo", "redo"]), two),
    st.tuples(st.just("cell"), changes),
    st.tuples(st.sampled_from(["rise", "fall"]), two, st.integers(0, 2)),
    st.tuples(st.just("rise"), two, st.just(1)),
    st.tuples(st.sampled_from(["rise", "fall"]), two, st.just(0)),
    st.tuples(st.just("exchange"), two),
    st.tuples(st.sampled_from(["lose up", "lose down", "double"]), two),
    st.tuples(st.just("load again"), two),
    st.tuples(st.just("advance"), st.sampled_from([50, 500, 6_000])),
)


@settings(HEAVY, max_examples=120)
@given(st.lists(events, min_size=10, max_size=60))
def test_any_interleaving_of_two_pages_and_a_cell_converges_to_the_kernels_document(page: Bridge, story: list[Any]):
    wire = Wire(page, ["p1", "p2"], workshop())
    for event in story:
        wire.happen(event)
    wire.settle()
    wire.assert_in_step()
    wire.assert_once_and_in_order()
    wire.close()
