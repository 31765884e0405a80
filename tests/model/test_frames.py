"""Tables as DataFrames: what comes out, and what may be assigned back."""

import warnings

import numpy as np
import pandas as pd
import pytest

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.columns import COLUMNS
from journey_widgets.model.records import TABLES
from tests.model.journeys import workshop

# --- out ---


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_all_its_columns_with_the_same_types_empty_or_not(table):
    empty, full = getattr(Journey(), table), getattr(workshop(), table)
    full = full[[name for name in full if not name.startswith("custom.")]]
    assert list(empty.columns) == list(full.columns) == list(TABLES[table].model_fields)
    assert empty.dtypes.equals(full.dtypes)
    assert [str(dtype) for dtype in full.dtypes] == [column.dtype for column in COLUMNS[table]]
    assert (empty.index.name, str(empty.index.dtype), str(full.index.dtype)) == ("id", "str", "str")


def test_rows_are_in_reading_order_with_the_pool_last():
    journey = workshop()
    assert list(journey.touchpoints.index) == ["tp_ad", "tp_review", "tp_cart", "tp_pay", "tp_box", "tp_idea"]
    journey.move("st_use", before="st_aware")
    assert journey.touchpoints.index[0] == "tp_box"
    assert journey.scores["touchpoint"].iloc[0] == "tp_ad"


def test_what_is_not_said_is_missing_and_lists_are_tuples():
    journey = workshop()
    personas, cards = journey.personas, journey.touchpoints
    assert personas.loc["pe_hana", "goals"] == ("速く", "安く")
    assert personas.loc["pe_ken", "goals"] is None
    assert cards["importance"].isna().tolist() == [True, False, True, True, True, True]
    assert cards.loc["tp_cart", "moment_of_truth"]
    assert cards["evidence"].cat.ordered
    assert list(cards["evidence"].cat.categories) == ["assumed", "staff", "customer", "measured"]


def test_a_frame_is_the_readers_own():
    journey = workshop()
    frame = journey.touchpoints
    frame.loc["tp_ad", "title"] = "毒"
    frame.loc["tp_idea", "custom"]["色"] = "毒"
    frame.pop("need")
    again = journey.touchpoints
    assert again.loc["tp_ad", "title"] == "SNS広告"
    assert again.loc["tp_idea", "custom"] == {"色": "赤"}
    assert "need" in again
    assert journey.record("touchpoints", "tp_idea")["custom"] == {"色": "赤"}


def test_pandas_warns_when_a_cell_of_the_property_is_set_and_nothing_changes():
    journey = workshop()
    with pytest.warns(pd.errors.ChainedAssignmentError):
        journey.touchpoints.loc["tp_ad", "title"] = "x"
    assert journey.revision == 1


def test_a_frame_is_of_its_moment():
    journey = workshop()
    frame = journey.touchpoints
    journey.edit("touchpoints", "tp_ad", title="あと")
    assert frame.loc["tp_ad", "title"] == "SNS広告"
    assert journey.touchpoints.loc["tp_ad", "title"] == "あと"


# --- in ---


@pytest.mark.parametrize("table", TABLES)
def test_an_unchanged_frame_makes_no_change(table):
    journey = workshop()
    setattr(journey, table, getattr(journey, table))
    assert journey.revision == 1


def test_a_changed_frame_is_one_change_with_only_what_differs():
    journey = workshop()
    changes = []
    journey.on_change(changes.append)
    cards = journey.touchpoints
    cards.loc["tp_ad", "title"] = "動画広告"
    cards.loc["tp_review", "importance"] = pd.NA
    cards.loc["tp_cart", "stage"] = "st_use"
    journey.touchpoints = cards
    assert [change.patch for change in changes] == [
        {
            "touchpoints": {
                "tp_ad": {"title": "動画広告"},
                "tp_review": {"importance": None},
                "tp_cart": {"stage": "st_use"},
            }
        }
    ]


def test_a_missing_column_stays_and_a_missing_cell_clears():
    journey = workshop()
    journey.touchpoints = pd.DataFrame({"channel": [None, "店"]}, index=["tp_ad", "tp_pay"]).reindex(
        journey.touchpoints.index
    )
    assert "channel" not in journey.record("touchpoints", "tp_ad")
    assert journey.record("touchpoints", "tp_pay")["channel"] == "店"
    assert journey.record("touchpoints", "tp_review")["importance"] == 4


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
def test_every_kind_of_missing_cell_clears_its_field(missing):
    journey = workshop()
    journey.touchpoints = journey.touchpoints.astype({"channel": object}).assign(channel=missing)
    assert "channel" not in journey.record("touchpoints", "tp_ad")


def test_a_card_without_stage_goes_to_the_pool():
    journey = workshop()
    cards = journey.touchpoints
    cards["stage"] = ["", None, *cards["stage"].iloc[2:]]
    journey.touchpoints = cards
    assert list(journey.touchpoints.index)[-3:] == ["tp_ad", "tp_idea", "tp_review"]


def test_a_new_label_is_a_new_record_at_the_end_of_its_lane():
    journey = workshop()
    fresh = pd.DataFrame({"title": ["一", "二"], "stage": ["st_buy", "st_buy"]}, index=["tp_1", "tp_2"])
    journey.touchpoints = pd.concat([journey.touchpoints, fresh])
    assert list(journey.touchpoints.index)[2:6] == ["tp_cart", "tp_pay", "tp_1", "tp_2"]


def test_a_whole_table_can_be_made_from_a_frame():
    journey = Journey()
    journey.stages = pd.DataFrame({"id": ["st_1", "st_2"], "name": ["認知", "購入"]})
    journey.touchpoints = pd.DataFrame(
        {"title": list("abc"), "stage": ["st_2", "st_1", "st_2"]}, index=["t1", "t2", "t3"]
    )
    journey.scores = pd.DataFrame({"touchpoint": ["t1", "t2"], "state": "as_is", "score": [1.0, -2.0]})
    assert list(journey.stages["name"]) == ["認知", "購入"]
    assert list(journey.touchpoints.index) == ["t2", "t1", "t3"]
    assert list(journey.scores.index) == ["t2//as_is/", "t1//as_is/"]
    assert journey.record("scores", "t1//as_is/")["score"] == 1
    assert journey.revision == 3


def test_the_id_of_a_score_follows_its_key_columns():
    journey = workshop()
    scores = journey.scores
    scores.loc["tp_ad//as_is/", "state"] = "to_be"
    journey.scores = scores.reset_index(drop=True)
    assert "tp_ad//to_be/" in journey.document["scores"]
    assert "tp_ad//as_is/" not in journey.document["scores"]


def test_scores_can_be_written_back_without_their_key_columns():
    journey = workshop()
    journey.scores = journey.scores[["score"]].assign(score=0)
    assert set(journey.scores["score"]) == {0}
    assert journey.record("scores", "tp_ad//as_is/")["reason"] == "目を引く"


def test_a_missing_row_is_removed_where_nothing_refers_to_it():
    journey = workshop()
    journey.touchpoints = journey.touchpoints.drop(index=["tp_idea", "tp_box"])
    journey.scores = journey.scores.query("score > 0")
    assert {"tp_idea", "tp_box"}.isdisjoint(journey.document["touchpoints"])
    assert len(journey.document["scores"]) == 2


def test_a_missing_row_that_is_needed_is_refused_with_the_verb_for_it():
    journey = workshop()
    with pytest.raises(
        ChangeError, match=r"Rows 'tp_ad', 'tp_pay' are missing.*journey\.remove\(\"touchpoints\", id\)"
    ):
        journey.touchpoints = journey.touchpoints.drop(index=["tp_ad", "tp_pay", "tp_idea"])
    assert "tp_idea" in journey.document["touchpoints"]


def merged(journey):
    names = journey.stages[["name"]].reset_index().rename(columns={"id": "stage", "name": "need"})
    return journey.touchpoints.drop(columns="need").merge(names, on="stage", how="left")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (merged, "Row 1 is labelled 0: the index must be ids; did merge or reset_index drop it"),
        (lambda journey: pd.concat([journey.touchpoints, pd.DataFrame({"title": ["x"]})]), "Row 7 is labelled 0"),
        (lambda journey: journey.touchpoints.rename({"tp_ad": None}), "Row 1 is labelled"),
        (lambda journey: pd.concat([journey.touchpoints] * 2), "there twice: 'tp_ad', 'tp_box'"),
        (lambda journey: journey.touchpoints.assign(chanel="Web"), "no column 'chanel'. Did you mean 'channel'"),
        (lambda journey: journey.touchpoints.assign(x=1, y=2), "no column 'x', 'y'. Columns: 'title', 'stage'"),
        (lambda journey: journey.touchpoints[["title", "title"]], "columns 'title' are there twice"),
        (lambda journey: journey.touchpoints.to_dict(), "takes a DataFrame, not dict"),
        (
            lambda journey: journey.touchpoints.assign(title=1),
            "Row 'tp_ad', column 'title': 1 can't be used; it must be text",
        ),
        (lambda journey: journey.touchpoints.assign(title=None), "'tp_ad' needs 'title'"),
        (lambda journey: journey.touchpoints.assign(importance=2.5), "column 'importance': 2.5 .* whole number"),
        (lambda journey: journey.touchpoints.assign(importance=True), "column 'importance': True"),
        (lambda journey: journey.touchpoints.assign(importance=9), "'tp_ad': importance must be within 1–5, not 9"),
        (lambda journey: journey.touchpoints.assign(moment_of_truth="yes"), "must be True or False"),
        (lambda journey: journey.touchpoints.assign(evidence="guess"), "it can be: 'assumed', 'staff'"),
        (lambda journey: journey.touchpoints.assign(stage="buy"), "no such stage. Stages: 'st_aware'"),
        (
            lambda journey: journey.touchpoints.assign(custom="x"),
            "column 'custom': 'x' can't be used; it must be a dict",
        ),
        (lambda journey: journey.touchpoints.assign(rank="a0!"), "is no rank"),
    ],
)
def test_a_bad_frame_is_refused_whole_and_names_the_place(change, match):
    journey = workshop()
    before = journey.document
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = change(journey)
    with pytest.raises(ChangeError, match=match):
        journey.touchpoints = frame
    assert (journey.document, journey.revision) == (before, 1)


def test_a_score_off_the_scale_in_a_frame_is_refused():
    journey = workshop()
    with pytest.raises(ChangeError, match=r"'tp_ad//as_is/': 5 is not on the scale −2…\+2"):
        journey.scores = journey.scores.assign(score=5)
    with pytest.raises(ChangeError, match="column 'score': inf"):
        journey.scores = journey.scores.assign(score=float("inf"))


def test_a_list_cell_must_be_a_list_of_texts():
    journey = workshop()
    personas = journey.personas
    personas.at["pe_ken", "goals"] = ["早く", "楽に"]
    journey.personas = personas
    assert journey.record("personas", "pe_ken")["goals"] == ["早く", "楽に"]
    with pytest.raises(
        ChangeError, match="Row 'pe_hana', column 'goals': '速く' can't be used; it must be a list of texts"
    ):
        journey.personas = journey.personas.assign(goals="速く")


def test_the_index_may_have_any_name_and_the_frame_any_order():
    journey = workshop()
    journey.touchpoints = journey.touchpoints.sort_values("title").rename_axis(None)
    assert journey.revision == 1


def test_a_csv_round_trip_keeps_every_text(tmp_path):
    journey = workshop()
    journey.edit("touchpoints", "tp_ad", title="NA")
    path = tmp_path / "cards.csv"
    journey.touchpoints.drop(columns=["checks", "custom"]).to_csv(path)
    back = pd.read_csv(path, index_col="id", keep_default_na=False, na_values=[""], dtype={"importance": "Int64"})
    journey.touchpoints = back.astype({"moment_of_truth": "boolean"})
    assert journey.revision == 2


# --- a map's own fields ---


def own(journey, card):
    return journey.record("touchpoints", card).get("custom")


def test_an_own_field_is_a_column_typed_by_what_it_holds():
    journey = workshop()
    kinds = {"色": ["赤", "青"], "費用": [100, 250], "率": [1, 0.5], "済": [True, False], "雑": ["x", 1]}
    for card, at in (("tp_ad", 0), ("tp_box", 1)):
        journey.edit("touchpoints", card, custom={name: values[at] for name, values in kinds.items()})
    cards = journey.touchpoints
    assert [name for name in cards if name.startswith("custom.")] == sorted(f"custom.{name}" for name in kinds)
    found = [str(cards[f"custom.{name}"].dtype) for name in kinds]
    assert found == ["str", "Int64", "Float64", "boolean", "object"]
    assert cards.loc["tp_box", "custom.費用"] == 250
    assert cards["custom.費用"].isna().sum() == 4


def test_a_column_of_an_own_field_is_written_back_cell_by_cell():
    journey = workshop()
    changes = []
    journey.on_change(changes.append)
    cards = journey.touchpoints
    cards["custom.費用"] = [1200, None, 3.5, None, None, 0]
    cards.loc["tp_idea", "custom.色"] = None
    journey.touchpoints = cards
    assert [change.patch for change in changes] == [
        {
            "touchpoints": {
                "tp_ad": {"custom": {"費用": 1200}},
                "tp_cart": {"custom": {"費用": 3.5}},
                "tp_idea": {"custom": {"費用": 0, "色": None}},
            }
        }
    ]
    assert "custom.色" not in journey.touchpoints


def test_the_last_own_field_of_a_card_takes_custom_with_it():
    journey = workshop()
    journey.touchpoints = journey.touchpoints[["custom.色"]].assign(**{"custom.色": None})
    assert own(journey, "tp_idea") is None


def test_of_the_whole_and_its_columns_what_differs_from_the_map_counts():
    journey = workshop()
    cards = journey.touchpoints
    cards.at["tp_idea", "custom"] = {"色": "青", "形": "丸"}
    journey.touchpoints = cards
    assert own(journey, "tp_idea") == {"色": "青", "形": "丸"}
    cards = journey.touchpoints
    cards.at["tp_idea", "custom"] = {"色": "緑"}
    cards.loc["tp_idea", "custom.色"] = "黒"
    journey.touchpoints = cards
    assert own(journey, "tp_idea") == {"色": "黒"}
    cards = journey.touchpoints
    cards["custom"] = None
    journey.touchpoints = cards
    assert own(journey, "tp_idea") is None


def test_own_fields_belong_to_touchpoints_and_have_a_name():
    journey = workshop()
    with pytest.raises(ChangeError, match=r"no column 'custom\.x'"):
        journey.stages = journey.stages.assign(**{"custom.x": 1})
    with pytest.raises(ChangeError, match=r"no column 'custom\.'"):
        journey.touchpoints = journey.touchpoints.assign(**{"custom.": 1})
    with pytest.raises(ChangeError, match="__proto__"):
        journey.touchpoints = journey.touchpoints.assign(**{"custom.__proto__": 1})
    with pytest.raises(ChangeError, match=r"column 'custom\.x': inf"):
        journey.touchpoints = journey.touchpoints.assign(**{"custom.x": float("inf")})
    assert journey.revision == 1


# --- the readable table ---


def test_the_readable_table_says_names_means_and_spread():
    table = workshop().table()
    assert list(table.index) == ["tp_ad", "tp_review", "tp_cart", "tp_pay", "tp_box", "tp_idea"]
    pay = table.loc["tp_pay"]
    assert (pay["stage"], pay["persona"], pay["mean"], pay["n"], pay["spread"]) == ("購入", "花", -0.5, 2, 1.5)
    assert table.loc["tp_ad", "mean"] == 1
    assert table.loc["tp_ad", "n"] == 0
    assert pd.isna(table.loc["tp_idea", "stage"])


def test_the_readable_table_weighs_participants():
    journey = workshop()
    journey.edit("participants", "p01", weight=3)
    assert journey.table().loc["tp_pay", "mean"] == -1.25
    journey.score("tp_pay", 2, persona="pe_hana")
    assert journey.table().loc["tp_pay", "mean"] == 2


def test_the_readable_table_of_nothing_has_its_columns():
    table = Journey().table()
    assert list(table.columns) == list(workshop().table().columns)
    assert table.dtypes.equals(workshop().table().dtypes)
