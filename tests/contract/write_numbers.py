"""Writes numbers.json: documents, their summary and what to discuss first, for both languages.

Run it when the numbers are meant to change: python -m tests.contract.write_numbers
"""

import copy
import json
import random
from pathlib import Path
from typing import Any

from journey_widgets.analysis.disagreement import disputed
from journey_widgets.analysis.summary import summary_numbers
from journey_widgets.model.scale import SCALES

HERE = Path(__file__).parent


def base(scale: dict[str, Any]) -> dict[str, Any]:
    """Two stages, six placed cards and one in the pool, two personas, four people of unequal weight."""
    cards = {f"tp_{at}": {"title": f"題{at}", "stage": f"st_{at // 3}", "rank": f"a{at}"} for at in range(6)}
    cards["tp_3"] |= {"importance": 5, "moment_of_truth": True}
    cards["tp_pool"] = {"title": "まだ", "rank": "a0"}
    people = {f"p{at}": {"label": f"人{at}"} | ({"weight": 2} if at == 1 else {}) for at in range(4)}
    return {
        "format": "journey-map",
        "version": 1,
        "id": "jm_n",
        "about": {"title": "数", "language": "ja", "scale": scale},
        "personas": {"pe_a": {"name": "花"}, "pe_b": {"name": "健"}},
        "stages": {"st_0": {"name": "前", "rank": "a0"}, "st_1": {"name": "後", "rank": "a1"}},
        "touchpoints": cards,
        "participants": people,
        "scores": {},
    }


def filled(document: dict[str, Any], seed: int) -> dict[str, Any]:
    chance, made = random.Random(seed), copy.deepcopy(document)
    scale = made["about"]["scale"]
    count = round((scale["high"] - scale["low"]) / scale.get("step", 1))
    for name in made["touchpoints"]:
        for persona in ("", "pe_a", "pe_b"):
            for state in ("as_is", "to_be"):
                for person in ("", "p0", "p1", "p2", "p3"):
                    if chance.random() < (0.15 if person == "" else 0.45):
                        score = scale["low"] + chance.randint(0, count) * scale.get("step", 1)
                        made["scores"][f"{name}/{persona}/{state}/{person}"] = {
                            "touchpoint": name,
                            "state": state,
                            "score": score,
                            **({"persona": persona} if persona else {}),
                            **({"participant": person} if person else {}),
                        }
    return made


def cases() -> list[dict[str, Any]]:
    """A case for each scale, one scale whose neutral is not its middle, and a map nobody has scored."""
    plain = base(SCALES["-2…+2"].document())
    found = [{"name": "nobody has scored", "document": plain}]
    scales = {name: scale.document() for name, scale in SCALES.items()}
    scales["0…10, neutral 6"] = {"low": 0, "high": 10, "step": 1, "neutral": 6}
    scales["halves"] = {"low": -2, "high": 2, "step": 0.5, "neutral": 0}
    for seed, (name, scale) in enumerate(scales.items()):
        scale.pop("labels", None)
        found.append({"name": name, "document": filled(base(scale), seed)})
    for case in found:
        document = case["document"]
        asked = ((None, "as_is"), ("", "as_is"), ("pe_a", "to_be"))
        case["summary"] = [
            {"persona": whose, "state": state, "numbers": summary_numbers(document, persona=whose, state=state)}
            for whose, state in asked
        ]
        case["disputed"] = [
            {
                "persona": whose,
                "state": state,
                "settled": settled,
                "rows": [
                    {key: row[key] for key in row if key not in ("title", "stage")}
                    for row in disputed(document, persona=whose, state=state, settled=settled)
                ],
            }
            for whose, state in asked
            for settled in (False, True)
        ]
    return found


def text() -> str:
    """The fixture as it is written: a line a case."""
    lines = (json.dumps(case, ensure_ascii=False, sort_keys=True) for case in cases())
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    (HERE / "numbers.json").write_text(text(), encoding="utf-8")
