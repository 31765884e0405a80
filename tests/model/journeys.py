"""Journeys and JSON for the model's tests: made by hand, or by hypothesis."""

from hypothesis import strategies as st

from journey_widgets.model import Journey

#: Names a document of anything may hold; few, so that patches meet what is there.
NAMES = st.sampled_from(["a", "b", "c", "0", "ab", "toString", "あ"])
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-3, 3),
    st.floats(-2, 2, allow_nan=False).filter(lambda number: not number.is_integer()),
    st.text("xあ1", max_size=2),
)


def _objects(values):
    return st.dictionaries(NAMES, values, max_size=4)


#: Null-free JSON.
VALUES = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), _objects(inner)), max_leaves=12)
DOCUMENTS = _objects(VALUES)
#: JSON with nulls as members.
PATCHES = st.recursive(st.one_of(SCALARS, st.none(), st.lists(SCALARS, max_size=2)), _objects, max_leaves=12).filter(
    lambda value: isinstance(value, dict)
)


def workshop() -> Journey:
    """Three stages, five placed cards and one in the pool, two personas, scores, notes, votes, an action, a link."""
    journey = Journey()
    journey.apply(
        {
            "about": {"title": "通販の購入体験", "language": "en"},
            "stages": {
                "st_aware": {"name": "認知", "rank": "a0"},
                "st_buy": {"name": "購入", "rank": "a1"},
                "st_use": {"name": "使用", "rank": "a2"},
            },
            "personas": {"pe_hana": {"name": "花", "goals": ["速く", "安く"], "share": 0.4}, "pe_ken": {"name": "健"}},
            "touchpoints": {
                "tp_ad": {"title": "SNS広告", "stage": "st_aware", "rank": "a0", "channel": "SNS"},
                "tp_review": {"title": "口コミ", "stage": "st_aware", "rank": "a1", "importance": 4},
                "tp_cart": {"title": "カート", "stage": "st_buy", "rank": "a0", "moment_of_truth": True},
                "tp_pay": {"title": "支払い", "stage": "st_buy", "rank": "a1", "evidence": "customer"},
                "tp_box": {"title": "開封", "stage": "st_use", "rank": "a0", "duration": "PT5M"},
                "tp_idea": {"title": "思いつき", "rank": "a0", "custom": {"色": "赤"}},
            },
            "links": {"li_1": {"source": "tp_ad", "target": "tp_cart"}},
            "scores": {
                "tp_ad//as_is/": {"touchpoint": "tp_ad", "state": "as_is", "score": 1, "reason": "目を引く"},
                "tp_pay/pe_hana/as_is/p01": {
                    "touchpoint": "tp_pay",
                    "persona": "pe_hana",
                    "state": "as_is",
                    "participant": "p01",
                    "score": -2,
                },
                "tp_pay/pe_hana/as_is/p02": {
                    "touchpoint": "tp_pay",
                    "persona": "pe_hana",
                    "state": "as_is",
                    "participant": "p02",
                    "score": 1,
                },
            },
            "notes": {
                "no_slow": {"kind": "pain", "text": "送料が最後まで分からない", "touchpoint": "tp_pay"},
                "no_fast": {"kind": "gain", "text": "すぐ届く", "stage": "st_use", "merged_into": "no_slow"},
            },
            "votes": {"no_slow/p01": {"note": "no_slow", "participant": "p01", "dots": 2}},
            "actions": {
                "ac_show": {"title": "送料を先に示す", "note": "no_slow", "touchpoint": "tp_pay", "status": "todo"}
            },
        },
        label="workshop",
    )
    return journey
