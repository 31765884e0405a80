"""What holds whatever people do: random hands, random steps back, random frames."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.integrity import dangling
from journey_widgets.model.rank import between, insert, is_rank
from journey_widgets.model.records import TABLES
from tests.model.journeys import VALUES, workshop

CARDS = st.sampled_from(["tp_ad", "tp_review", "tp_cart", "tp_pay", "tp_box", "tp_idea", "tp_n1", "tp_n2"])
STAGES = st.sampled_from(["st_aware", "st_buy", "st_use", "st_n1", None])
PEOPLE = st.sampled_from(["", "p01", "p02", "p03"])
PERSONAS = st.sampled_from([None, "pe_hana", "pe_ken"])
NOTES = st.sampled_from(["no_slow", "no_fast"])
ACTORS = st.sampled_from(["", "A", "B"])
TITLES = st.sampled_from(["x", "y", "題"])
RANKS = st.sampled_from(["a0", "a1", "a0V", "Zz"])


#: A map's own fields: named by anyone, of any kind, taken away again.
OWN = st.dictionaries(
    st.sampled_from(["費用", "色", "a.b", "custom.x", "toString"]), st.one_of(st.none(), VALUES), max_size=3
)


def _scores(card, persona, person, score):
    key = f"{card}/{persona or ''}/as_is/{person}"
    record = {"touchpoint": card, "persona": persona, "state": "as_is", "participant": person or None, "score": score}
    return {"scores": {key: record}}


PATCHES = st.one_of(
    st.builds(lambda card, stage, rank: {"touchpoints": {card: {"stage": stage, "rank": rank}}}, CARDS, STAGES, RANKS),
    st.builds(lambda card, title: {"touchpoints": {card: {"title": title, "rank": "a3"}}}, CARDS, TITLES),
    st.builds(lambda card, own: {"touchpoints": {card: {"title": "x", "rank": "a3", "custom": own}}}, CARDS, OWN),
    st.builds(lambda card: {"touchpoints": {card: None}}, CARDS),
    st.builds(lambda stage: {"stages": {stage: None}}, STAGES.filter(bool)),
    st.builds(lambda stage, title: {"stages": {stage: {"name": title, "rank": "a1"}}}, STAGES.filter(bool), TITLES),
    st.builds(_scores, CARDS, PERSONAS, PEOPLE, st.integers(-3, 2)),
    st.builds(lambda person: {"participants": {person: None}}, PEOPLE.filter(bool)),
    st.builds(lambda persona: {"personas": {persona: None}}, PERSONAS.filter(bool)),
    st.builds(lambda note: {"notes": {note: None}}, NOTES),
    st.builds(
        lambda note, card, other: {
            "notes": {note: {"kind": "pain", "text": "x", "touchpoint": card, "merged_into": other}}
        },
        NOTES,
        st.one_of(CARDS, st.none()),
        st.one_of(NOTES, st.none()),
    ),
    st.builds(
        lambda note, person, dots: {"votes": {f"{note}/{person}": {"note": note, "participant": person, "dots": dots}}},
        NOTES,
        PEOPLE.filter(bool),
        st.integers(0, 3),
    ),
    st.builds(lambda title: {"about": {"title": title, "purpose": title}}, TITLES),
)
#: (what, who, gesture): a patch, an undo or a redo.
STEPS = st.lists(
    st.tuples(
        st.one_of(PATCHES, PATCHES, PATCHES, st.sampled_from(["undo", "redo"])),
        ACTORS,
        st.sampled_from([None, "g1", "g2"]),
    ),
    max_size=25,
)


def take(journey, what, actor, gesture):
    if what == "undo":
        journey.undo(actor)
    elif what == "redo":
        journey.redo(actor)
    else:
        try:
            journey.apply(what, actor=actor, gesture=gesture)
        except ChangeError as error:
            said_in_both_languages(error)


def said_in_both_languages(error):
    assert set(error.said) == {"ja", "en"}


def text(document):
    return json.dumps(document, sort_keys=True)


def assert_sound(journey):
    document = journey.document
    for table in TABLES:
        for name, record in document[table].items():
            assert dangling(document, table, record) is None, (table, name)
    # The strictest reader there is takes it without a repair.
    again = Journey(document)
    assert len(again.repairs) == 0
    assert text(again.document) == text(document)


@given(STEPS)
@settings(max_examples=80)
def test_no_sequence_of_hands_leaves_anything_dangling_or_invalid(steps):
    journey = workshop()
    for step in steps:
        take(journey, *step)
    assert_sound(journey)


@given(STEPS)
@settings(max_examples=100)
def test_every_change_leads_forward_and_back_exactly(steps):
    journey = workshop()
    documents = {journey.revision: journey.document}
    changes = []
    journey.on_change(changes.append)
    for step in steps:
        take(journey, *step)
        documents[journey.revision] = journey.document
    assert [change.revision for change in changes] == list(range(2, journey.revision + 1))
    from journey_widgets.model.patch import apply

    for change in changes:
        before, after = documents[change.revision - 1], documents[change.revision]
        assert text(apply(before, change.patch)) == text(after)
        assert text(apply(after, change.inverse)) == text(before)


@given(st.lists(st.tuples(PATCHES, st.just("A"), st.sampled_from([None, "g1", "g2"])), max_size=20))
@settings(max_examples=80)
def test_undoing_everything_and_redoing_everything_is_identity(steps):
    journey = Journey(workshop().document)
    first = text(journey.document)
    for step in steps:
        take(journey, *step)
    last = text(journey.document)
    while (change := journey.undo("A")) is not None:
        assert change.notes == ()
    assert text(journey.document) == first
    while (change := journey.redo("A")) is not None:
        assert change.notes == ()
    assert text(journey.document) == last


@given(STEPS)
@settings(max_examples=30)
def test_frames_of_any_journey_can_be_assigned_to_an_empty_one_and_give_the_same(steps):
    journey = workshop()
    for step in steps:
        take(journey, *step)
    other = Journey({"id": journey.id, "about": journey.document["about"]})
    order = ["participants", "personas", "stages", "touchpoints", "notes", "links", "scores", "votes", "actions"]
    for table in order:
        setattr(other, table, getattr(journey, table))
        setattr(journey, table, getattr(journey, table))
    assert text(other.document) == text(journey.document)


CELLS = {
    "channel": st.one_of(st.none(), TITLES),
    "importance": st.one_of(st.none(), st.integers(1, 5)),
    "moment_of_truth": st.one_of(st.none(), st.booleans()),
    "evidence": st.one_of(st.none(), st.sampled_from(["assumed", "staff", "customer", "measured"])),
    "duration": st.one_of(st.none(), st.just("P1DT2H")),
}


@given(st.fixed_dictionaries({name: st.lists(cells, min_size=6, max_size=6) for name, cells in CELLS.items()}))
@settings(max_examples=40)
def test_what_is_written_into_a_frame_is_what_comes_back(columns):
    journey = workshop()
    cards = journey.touchpoints
    for name, cells in columns.items():
        cards[name] = type(cards[name])(cells, index=cards.index, dtype=cards[name].dtype)
    journey.touchpoints = cards
    assert journey.touchpoints.equals(cards)
    for name, cells in columns.items():
        records = journey.document["touchpoints"]
        assert [records[card].get(name) for card in cards.index] == cells


@given(st.lists(st.one_of(st.none(), VALUES), min_size=6, max_size=6), st.booleans())
@settings(max_examples=60)
def test_any_values_written_into_a_column_of_an_own_field_come_back_and_are_the_cards(values, whole):  # noqa: FBT001 - hypothesis
    journey = workshop()
    cards = journey.touchpoints if whole else journey.touchpoints[["title"]]
    cards["custom.own"] = type(cards["title"])(values, index=cards.index, dtype=object)
    journey.touchpoints = cards
    records = journey.document["touchpoints"]
    assert text([records[card].get("custom", {}).get("own") for card in cards.index]) == text(values)
    assert records["tp_idea"]["custom"]["色"] == "赤"
    revision = journey.revision
    journey.touchpoints = journey.touchpoints
    assert journey.revision == revision


@given(st.lists(st.integers(0, 1000), max_size=120))
def test_cards_dropped_anywhere_stay_in_that_order(places):
    order, ranks = [], {}
    for number, place in enumerate(places):
        name, position = f"c{number:03}", place % (len(order) + 1)
        # Half of the drops are made by somebody who has not seen the neighbour's yet: equal ranks.
        rank, moved = insert([(other, ranks[other]) for other in order], position)
        ranks.update(moved)
        ranks[name] = rank
        order.insert(position, name)
        assert is_rank(rank)
        assert sorted(order, key=lambda other: (ranks[other], other)) == order


@given(st.lists(st.sampled_from("ab"), max_size=60), st.lists(st.sampled_from("ab"), max_size=60))
def test_between_any_two_keys_there_is_a_key(left, right):
    low, high = "a0", "a1"
    for turn in left + right:
        middle = between(low, high)
        assert low < middle < high
        low, high = (middle, high) if turn == "a" else (low, middle)
