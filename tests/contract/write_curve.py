"""Writes curve.json: documents and the rows both languages derive from them. Run it when the rows are meant to change.

python -m tests.contract.write_curve
"""

import copy
import json
import random
import re
from pathlib import Path

from journey_widgets.analysis.rows import dataset_rows


def base(scale=None):
    return {
        "format": "journey-map",
        "version": 1,
        "id": "jm_c",
        "about": {"title": "契約", "language": "ja", "scale": scale or {"low": -2, "high": 2, "step": 1, "neutral": 0}},
        "personas": {"pe_b": {"name": "健一"}, "pe_a": {"name": "花"}},
        "stages": {
            "st_2": {"name": "購入", "rank": "a1"},
            "st_1": {"name": "認知", "rank": "a0"},
            "st_3": {"name": "空", "rank": "a2"},
        },
        "touchpoints": {
            "tp_a": {"title": "広告", "stage": "st_1", "rank": "a1", "channel": "SNS"},
            "tp_b": {"title": "検索", "stage": "st_1", "rank": "a0"},
            "tp_c": {"title": "登録", "stage": "st_2", "rank": "a0", "moment_of_truth": True},
            "tp_d": {"title": "支払い", "stage": "st_2", "rank": "a0"},
            "tp_e": {"title": "確認", "stage": "st_2", "rank": "a2"},
            "tp_f": {"title": "届く", "stage": "st_2", "rank": "a3"},
            "tp_pool": {"title": "まだ", "rank": "a0"},
        },
        "participants": {
            "p1": {"label": "あ"},
            "p2": {"label": "い", "weight": 3},
            "p3": {"label": "う", "role": "staff", "weight": 0},
        },
        "scores": {},
    }


def score(d, t, s, persona="", state="as_is", p="", **k):
    r = {"touchpoint": t, "state": state, "score": s, **k}
    if persona:
        r["persona"] = persona
    if p:
        r["participant"] = p
    d["scores"][f"{t}/{persona}/{state}/{p}"] = r


cases = []
PIECES = ("0", "5", "12")  # a start, a middle and an end say enough of a segment


def case(name, d, band="iqr"):
    cases.append((name, d, band))


d = base()
case("nobody has scored", d)
d = base()
for t, s in zip(["tp_b", "tp_a", "tp_c", "tp_e", "tp_pool"], [1, -1, -2, 2, 2], strict=False):
    score(d, t, s)
case("agreed scores for everyone, a gap and the pool", d)
d = base()
for t in ["tp_a", "tp_b", "tp_c", "tp_d", "tp_e"]:
    for p, s in zip(["p1", "p2", "p3", "p4"], [-2, -1, 1, 2] if t != "tp_d" else [0, 1, 1], strict=False):
        score(d, t, s, "pe_a", p=p, **({"reason": f"理由{p}"} if p in ("p1", "p3") else {}))
score(d, "tp_d", -1, "pe_a", reason="みんなで決めた")
score(d, "tp_c", 2, "pe_b", p="p1")
score(d, "tp_e", 1, "pe_a", p="p5", weight=0.5)
case("participants, weights, an agreed score among them", d)
case("the same, as a range", copy.deepcopy(d), "range")
score(d, "tp_c", 1, "pe_a", "to_be")
score(d, "tp_f", 2, "pe_a", "to_be")
score(d, "tp_d", 1, "pe_a", "to_be")
case("what should be, with and without what is", copy.deepcopy(d))
d = base({"low": 1, "high": 5, "step": 1, "neutral": 3})
for t, s in zip(["tp_b", "tp_a", "tp_c", "tp_d", "tp_e", "tp_f"], [3, 4, 3, 5, 1, 1], strict=False):
    score(d, t, s, "pe_b")
case("one to five", d)
d = base(
    {
        "low": 0,
        "high": 100,
        "step": 1,
        "neutral": 60,
        "labels": {"0": {"ja": "最悪", "en": "Worst"}, "100": {"ja": "最高", "en": "Best"}},
    }
)
for t, s in zip(["tp_b", "tp_a", "tp_c"], [60, 83, 12], strict=False):
    score(d, t, s)
case("nought to a hundred, neutral off the middle", d)
d = base({"low": 0, "high": 10, "step": 0.5})
score(d, "tp_b", 7.5)
case("half steps", d)
d = base()
d["personas"] = {"pe_a": {"name": "花", "share": 0.6}, "pe_b": {"name": "健一", "share": 0.3}, "pe_c": {"name": "未"}}
for t, scores in {"tp_b": [2, -1, 0], "tp_a": [-2, 1], "tp_c": [None, -2], "tp_e": [None, None, 2]}.items():
    for persona, s in zip(["pe_a", "pe_b", "pe_c"], scores, strict=False):
        if s is not None:
            score(d, t, s, persona)
score(d, "tp_b", 1, "pe_a", "to_be")
score(d, "tp_d", 2)
case("all customers by shares, one of them unsaid", copy.deepcopy(d))
d["personas"]["pe_a"]["share"] = 0.7
d["personas"]["pe_b"]["share"] = 0.5
case("shares of more than all: nothing is left for the unsaid one", copy.deepcopy(d))
for persona in d["personas"].values():
    persona["share"] = 0
case("nobody has a share: all weigh the same", copy.deepcopy(d))
R = random.Random(7)
for i in range(3):
    d = base(R.choice([None, {"low": -3, "high": 3, "step": 1, "neutral": 0}, {"low": 1, "high": 10, "step": 1}]))
    sc = d["about"]["scale"]
    for t in list(d["touchpoints"]):
        if R.random() < 0.3:
            d["touchpoints"][t]["stage"] = R.choice(["st_1", "st_2", "st_3"])
        d["touchpoints"][t]["rank"] = "a" + R.choice("0123")
        for persona in ("", "pe_a", "pe_b"):
            for state in ("as_is", "to_be"):
                for p in ("", "p1", "p2", "p3", "p9"):
                    if R.random() < (0.25 if p else 0.15):
                        score(
                            d,
                            t,
                            R.randint(sc["low"], sc["high"]),
                            persona,
                            state,
                            p,
                            **({"weight": R.choice([0.5, 2, 1.25])} if R.random() < 0.2 else {}),
                        )
    case(f"by chance {i + 1}", d, R.choice(["iqr", "range"]))


def rows_of(document, band):
    tables = {}
    for name, rows in dataset_rows(document, band=band).items():
        if name == "ribbon":
            rows = [row for row in rows if row["id"].rsplit("/", 1)[1] in PIECES]  # noqa: PLW2901
        columns = list(rows[0]) if rows else []
        tables[name] = {"columns": columns, "rows": [[row[column] for column in columns] for row in rows]}
    return tables


def text() -> str:
    """One row a line, so that a diff shows which rows changed."""
    spelled = json.dumps(
        [
            {"name": name, "band": band, "document": document, "rows": rows_of(document, band)}
            for name, document, band in cases
        ],
        ensure_ascii=False,
    )
    return (
        re.sub(
            r'(\], \[|"rows": \[\[|, "[a-z_]+": \{"columns")', lambda match: match[0].replace(", ", ",\n", 1), spelled
        )
        + "\n"
    )


if __name__ == "__main__":
    Path(__file__).with_name("curve.json").write_text(text(), encoding="utf-8")
