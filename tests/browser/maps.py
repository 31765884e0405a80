"""Journeys to test on, as notebook cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import journey_widgets as jw

# Three stages, five placed cards, one in the pool; `journey` is what the other cells and the tests speak of.
SMALL = """
import journey_widgets as jw
journey = jw.new(language="ja")
_ = journey.apply({
    "about": {"title": "ECサイトの購入体験"},
    "stages": {
        "st_aware": {"name": "認知", "rank": "a0"},
        "st_buy": {"name": "購入", "rank": "a1"},
        "st_use": {"name": "使用", "rank": "a2"},
    },
    "personas": {"pe_hana": {"name": "花"}},
    "touchpoints": {
        "tp_ad": {"title": "SNS広告を見る", "stage": "st_aware", "rank": "a0", "channel": "SNS"},
        "tp_talk": {"title": "友人に聞く", "stage": "st_aware", "rank": "a1", "channel": "口コミ"},
        "tp_cart": {"title": "カートに入れる", "stage": "st_buy", "rank": "a0", "channel": "サイト"},
        "tp_pay": {"title": "支払う", "stage": "st_buy", "rank": "a1", "channel": "サイト", "moment_of_truth": True},
        "tp_open": {"title": "箱を開ける", "stage": "st_use", "rank": "a0", "channel": "商品"},
        "tp_mail": {"title": "お礼のメール", "rank": "a0", "channel": "メール"},
    },
    "scores": {
        "tp_ad//as_is/": {"touchpoint": "tp_ad", "state": "as_is", "score": 1},
        "tp_talk//as_is/": {"touchpoint": "tp_talk", "state": "as_is", "score": 0},
        "tp_cart//as_is/": {"touchpoint": "tp_cart", "state": "as_is", "score": 1},
        "tp_pay//as_is/": {"touchpoint": "tp_pay", "state": "as_is", "score": -2, "reason": "送料が高い"},
    },
}, actor="setup")
"""

BOARD = "board = jw.Board(journey)\nboard"


def many(cards: int, stages: int = 8, *, scored: bool = True) -> str:
    """A cell that makes a journey of so many cards, spread over the stages, with an agreed score each."""
    return f"""
import journey_widgets as jw
from journey_widgets.model.rank import spread
journey = jw.new(language="ja")
_stages, _cards, _scores = {{}}, {{}}, {{}}
for _n, _rank in enumerate(spread({stages})):
    _stages[f"st_{{_n}}"] = {{"name": f"ステージ{{_n + 1}}", "rank": _rank}}
for _n, _rank in enumerate(spread({cards})):
    _cards[f"tp_{{_n:05}}"] = {{"title": f"タッチポイント{{_n + 1}}", "stage": f"st_{{_n * {stages} // {cards}}}", "rank": _rank, "channel": "サイト"}}
    if {scored}:
        _scores[f"tp_{{_n:05}}//as_is/"] = {{"touchpoint": f"tp_{{_n:05}}", "state": "as_is", "score": (_n * 7) % 5 - 2}}
_ = journey.apply({{"about": {{"title": "たくさんのカード"}}, "stages": _stages, "touchpoints": _cards, "scores": _scores}}, actor="setup")
"""


def in_file(folder: Path) -> str:
    """The small map in a file of its own; the file's name."""
    made: dict[str, Any] = {}
    exec(SMALL, made)
    name = f"map-{made['journey'].id}.journey.json"
    jw.save(made["journey"], folder / name)
    made["journey"].close()
    return name
