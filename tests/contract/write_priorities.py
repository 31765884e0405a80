"""Writes priorities.json: documents, and what both languages must make of them. Run it when that is meant to change.

python -m tests.contract.write_priorities
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from journey_widgets.analysis.action_plan import calendar_text, plan_rows, table_text
from journey_widgets.analysis.bootstrap import Draws, resamples
from journey_widgets.analysis.effects import effect_rows
from journey_widgets.analysis.ranking import ranking
from journey_widgets.analysis.what_if import fix_rows, what_if_rows

HERE = Path(__file__).parent
DAY = date(2026, 6, 15)
STAMP = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
SCALES = [
    {"low": -2, "high": 2, "step": 1, "neutral": 0},
    {"low": 1, "high": 5, "step": 1, "neutral": 3},
    {"low": 0, "high": 10, "step": 0.5, "neutral": 6},
]


def made(seed: int, people: int, *, asked: bool = True) -> dict[str, Any]:
    """A workshop by chance: people who scored, voted and were (or were not) asked what matters; notes and a plan."""
    chance = random.Random(seed)
    scale = SCALES[seed % len(SCALES)]
    cards = [f"tp_{name}" for name in "abcdef"]
    steps = round((scale["high"] - scale["low"]) / scale["step"])

    def score() -> float:
        value = scale["low"] + chance.randint(0, steps) * scale["step"]
        return int(value) if value == int(value) else value

    document: dict[str, Any] = {
        "format": "journey-map",
        "version": 1,
        "id": f"jm_{seed}",
        "about": {"title": "購入体験", "language": "ja", "scale": scale},
        "personas": {"pe_a": {"name": "花"}},
        "stages": {"st_1": {"name": "検討", "rank": "a0"}, "st_2": {"name": "購入", "rank": "a1"}},
        "touchpoints": {
            name: {"title": f"接点{name[-1]}", "rank": f"a{at}", "stage": f"st_{1 + at % 2}"}
            for at, name in enumerate(cards)
        },
        "participants": {},
        "scores": {},
        "notes": {},
        "votes": {},
        "actions": {},
    }
    document["touchpoints"]["tp_pool"] = {"title": "まだ", "rank": "a0"}
    document["touchpoints"]["tp_b"]["importance"] = 4
    document["touchpoints"]["tp_e"]["importance"] = 1
    for at in range(people):
        who = f"p{at:02}"
        document["participants"][who] = {"label": who} | ({"weight": chance.choice([0, 0.3, 2])} if at % 3 == 1 else {})
        for card in cards:
            for persona in ("", "pe_a"):
                if card == "tp_f" or chance.random() < 0.35:
                    continue
                record: dict[str, Any] = {"touchpoint": card, "state": "as_is", "participant": who, "score": score()}
                record |= {"persona": persona} if persona else {}
                record |= {"importance": chance.randint(1, 5)} if asked and chance.random() < 0.5 else {}
                record |= {"weight": 0.7} if chance.random() < 0.2 else {}
                record |= {"scored_on": chance.choice(["2026-05-01", "2026-06-20"])} if chance.random() < 0.6 else {}
                document["scores"][f"{card}/{persona}/as_is/{who}"] = record
    document["scores"]["tp_f//as_is/"] = {"touchpoint": "tp_f", "state": "as_is", "score": score()}
    document["scores"]["tp_a//to_be/"] = {"touchpoint": "tp_a", "state": "to_be", "score": scale["high"]}
    document["scores"]["tp_c/pe_a/to_be/"] = {
        "touchpoint": "tp_c", "persona": "pe_a", "state": "to_be", "score": scale["high"],
    }  # fmt: skip
    for at in range(9):
        note: dict[str, Any] = {"kind": ["pain", "opportunity", "gain"][at % 3 % 2 if at else 0], "text": f"付箋{at}"}
        note |= {"touchpoint": chance.choice(cards)} if at % 4 else {}
        note |= {"severity": chance.randint(1, 5), "frequency": chance.randint(1, 5)} if at % 5 else {}
        note |= {"impact": chance.randint(1, 5), "effort": chance.randint(1, 5)} if at % 2 else {}
        document["notes"][f"no_{at}"] = note
        for who in document["participants"]:
            if chance.random() < 0.5:
                dots = {"note": f"no_{at}", "participant": who, "dots": chance.randint(0, 3)}
                document["votes"][f"no_{at}/{who}"] = dots
    document["notes"]["no_8"]["merged_into"] = "no_5"
    document["notes"]["no_2"] = {"kind": "gain", "text": "良い点", "merged_into": "no_1"}
    document["actions"] = {
        "ac_1": {"title": "送料を,先頭に;出す\\ " * 5, "note": "no_1", "owner": "伊藤", "due": "2026-06-14", "status": "doing"},
        "ac_2": {"title": "=HYPERLINK(\"x\")", "touchpoint": "tp_c", "effect": -0.5, "effort": 2, "pillar": "automation"},
        "ac_3": {"title": "確かめる\n二行目", "touchpoint": "tp_a", "effect": 1.25, "check_on": "2026-06-10", "due": "2026-05-30",
                 "status": "done", "kpi": "完了率", "outcome": "＋5ポイント", "score_before": 1, "score_after": 1.5},
        "ac_4": {"title": "見直す", "touchpoint": "tp_b", "check_on": "2026-06-10", "status": "done"},
        "ac_6": {"title": "今日まで", "owner": "森", "due": DAY.isoformat(), "kpi": "＝SUM(A1)", "outcome": "−＋"},
        "ac_5": {"title": "やめた", "touchpoint": "tp_b", "status": "dropped", "due": "2026-01-01"},
    }  # fmt: skip
    return document


def case(name: str, document: dict[str, Any]) -> dict[str, Any]:
    changes = {"tp_a": 1, "tp_b": -0.5, "tp_f": 99}
    rankings = [
        {"by": by, "persona": persona, "draws": 200, "seed": 7}
        for by, persona in (("ulwick", None), ("ulwick", "pe_a"), ("severity", None), ("votes", None))
    ]
    for each in rankings:
        found = ranking(document, each["by"], persona=each["persona"], draws=each["draws"], seed=each["seed"])
        each |= {"rows": found.rows, "people": found.people, "same": found.same}
    return {
        "name": name,
        "document": document,
        "rankings": rankings,
        "changes": changes,
        "what_if": [what_if_rows(document, changes, persona=persona) for persona in (None, "pe_a")],
        "best_fix": [fix_rows(document, persona=persona) for persona in (None, "pe_a")],
        "effects": effect_rows(document),
        "plan": plan_rows(document, DAY),
        "calendar": {language: calendar_text(document, language, STAMP).decode() for language in ("ja", "en")},
        "csv": {language: table_text(document, language, DAY).decode() for language in ("ja", "en")},
    }


def fixture() -> dict[str, Any]:
    numbers: list[dict[str, Any]] = []
    for seed in (0, 1, 7, 123456789, 4294967295):
        chance = Draws(seed)
        numbers.append(
            {"seed": seed, "next": [chance.next() for _ in range(4)], "below": [chance.below(10) for _ in range(8)]}
        )
    return {
        "numbers": numbers,
        "resamples": {"people": 5, "draws": 6, "seed": 3, "counts": resamples(5, 6, 3).tolist()},
        "day": DAY.isoformat(),
        "stamp": STAMP.isoformat(),
        "cases": [
            case("a workshop of twelve", made(3, 12)),
            case("nobody was asked what matters", made(1, 5, asked=False)),
            case("a scale with half steps", made(2, 7)),
            case("nobody was there", made(6, 0)),
        ],
    }


def text() -> str:
    """A case's part a line, so that a diff shows which part changed."""
    found = fixture()
    spelled = {key: json.dumps(value, ensure_ascii=False) for key, value in found.items() if key != "cases"}
    cases = [
        ",\n".join(f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in each.items())
        for each in found["cases"]
    ]
    head = "".join(f'"{key}": {value},\n' for key, value in spelled.items())
    return "{\n" + head + '"cases": [\n' + ",\n".join(f"{{\n{each}\n}}" for each in cases) + "\n]\n}\n"


if __name__ == "__main__":
    (HERE / "priorities.json").write_text(text(), encoding="utf-8")
