"""Journeys to put on slides: one that has everything, and awkward ones."""

from __future__ import annotations

from itertools import count
from typing import Any

from journey_widgets.model import Journey
from journey_widgets.model.ids import score_id
from journey_widgets.model.rank import spread
from journey_widgets.model.scale import DEFAULT

#: Their Chinese forms differ from the Japanese ones; here they stand in titles people could write.
TELLING = "直骨刃誤海"

_SHOP: dict[str, list[tuple[str, str, int | None]]] = {
    "認知": [("SNS広告を見かける", "SNS", 0), ("検索して店を見つける", "検索", 1), ("友人の口コミを聞く", "口コミ", 1)],
    "検討": [
        ("商品ページを開く", "サイト", 1),
        ("写真と動画で質感を確かめる", "サイト", 1),
        ("レビューを読みくらべる", "口コミ", 0),
        ("比較サイトで値段を見る", "比較", -1),
    ],
    "購入": [
        ("カートに入れる", "サイト", 1),
        ("会員登録フォームに入力する", "サイト", -2),
        ("送料と手数料を知る", "サイト", -1),
        ("支払い方法を選ぶ", "サイト", 0),
        ("注文を確定する", "サイト", 1),
    ],
    "配送": [
        ("発送メールを受け取る", "メール", 1),
        ("配送状況を調べる", "アプリ", None),
        ("商品を受け取る", "配送", 2),
    ],
    "利用": [
        ("箱を開けて使ってみる", "商品", 1),
        ("サイズ交換を申し込む", "電話", -1),
        ("誤配の問い合わせに返事を待つ", "メール", -1),
    ],
    "推奨": [("レビューを書く", "サイト", 0), ("会員クーポンを使う", "メール", 1), ("友人にすすめる", "口コミ", 2)],
}


def blank(title: str = "空のマップ", language: str = "ja") -> dict[str, Any]:
    """A document with a title and nothing else."""
    return {
        "format": "journey-map",
        "version": 1,
        "id": "jm_slides",
        "about": {"title": title, "language": language, "scale": DEFAULT.document()},
    }


def with_cards(
    stages: dict[str, list[tuple[str, str, int | None]]], title: str, language: str = "ja"
) -> dict[str, Any]:
    """A document with stages (name → cards of title, channel, score)."""
    document = blank(title, language)
    document |= {"stages": {}, "touchpoints": {}, "scores": {}}
    numbers = count(1)
    for at, (rank, (stage, cards)) in enumerate(zip(spread(len(stages)), stages.items(), strict=True), 1):
        document["stages"][f"st_{at}"] = {"name": stage, "rank": rank}
        for card_rank, (called, channel, score) in zip(spread(len(cards)), cards, strict=True):
            card = f"tp_{next(numbers)}"
            document["touchpoints"][card] = {
                "title": called,
                "channel": channel,
                "stage": f"st_{at}",
                "rank": card_rank,
            }
            if score is not None:
                document["scores"][score_id(card)] = {"touchpoint": card, "state": "as_is", "score": score}
    return document


def shop() -> Journey:
    """A Japanese map with everything in it: two personas, people's scores, what should be, notes, plan, measures."""
    document = with_cards(_SHOP, "ECサイトの購入体験")
    document["about"] |= {
        "purpose": "会員登録から支払いまでの離脱を減らす",
        "target": "はじめて買う20〜30代",
        "north_star": "初回購入率",
        "reviewed_on": "2026-10-01",
    }
    for stage, goal in zip(
        document["stages"].values(),
        [
            "ほしい物に気づく",
            "失敗なく選ぶ",
            "迷わず買い終える",
            "いつ届くかを知る",
            "すぐに使いはじめる",
            "よさを人に伝える",
        ],
        strict=True,
    ):
        stage["goal"] = goal
    document["personas"] = {
        "pe_hana": {
            "name": "花",
            "segment": "初回購入",
            "age": "28歳",
            "occupation": "会社員",
            "quote": "買うだけなのに、なぜ登録がいるの？",
            "share": 0.4,
            "goals": ["通勤中に買い物を終えたい", "失敗したくない"],
            "fears": ["個人情報をどこまで渡すのか", "送料が後から増えること"],
            "habits": ["SNSで見つけ、口コミで確かめる"],
        },
        "pe_ken": {"name": "健一", "segment": "リピーター", "age": "45歳", "goals": ["同じ物をすぐに買いたい"]},
    }
    document["participants"] = {f"p0{n}": {"label": f"参加者{n}"} for n in range(1, 6)}
    scores: dict[str, Any] = {}
    for card in document["scores"].values():
        middle = card["score"]
        for n in range(1, 6):
            value = max(-2, min(2, middle + (-1, -1, 0, 1, 1)[n - 1]))
            record = {"touchpoint": card["touchpoint"], "persona": "pe_hana", "state": "as_is"}
            record |= {"participant": f"p0{n}", "score": value}
            if card["touchpoint"] == "tp_9" and n == 2:
                record["reason"] = "項目が14個もあり、途中でやめたくなった"
            scores[score_id(card["touchpoint"], "pe_hana", "as_is", f"p0{n}")] = record
        record = {"touchpoint": card["touchpoint"], "persona": "pe_ken", "state": "as_is"}
        scores[score_id(card["touchpoint"], "pe_ken", "as_is")] = {**record, "score": max(-2, min(2, middle - 1))}
    for card, value in (("tp_9", 1), ("tp_10", 0), ("tp_17", 1)):
        record = {"touchpoint": card, "persona": "pe_hana", "state": "to_be", "score": value}
        scores[score_id(card, "pe_hana", "to_be")] = record
    document["scores"] = scores
    document["touchpoints"]["tp_9"]["moment_of_truth"] = True
    document["touchpoints"]["tp_9"] |= {
        "action": "氏名・住所・電話・パスワードを入力する",
        "thought": "なぜ登録がいるの？",
    }
    document["touchpoints"]["tp_15"] |= {"moment_of_truth": True, "evidence": "customer"}
    document["touchpoints"]["tp_pool"] = {"title": "ギフト包装を選ぶ", "channel": "サイト", "rank": "a0"}
    document["notes"] = {
        "no_1": {"kind": "pain", "text": "入力項目が多すぎる", "touchpoint": "tp_9", "severity": 5, "frequency": 4},
        "no_2": {"kind": "pain", "text": "パスワードの条件が後から出る", "touchpoint": "tp_9", "severity": 3},
        "no_3": {"kind": "pain", "text": "送料が最後までわからない", "touchpoint": "tp_10", "severity": 4},
        "no_4": {
            "kind": "opportunity", "text": "ゲスト購入を用意する", "touchpoint": "tp_9", "impact": 5, "effort": 2,
        },
        "no_5": {
            "kind": "opportunity", "text": "送料を商品ページに出す", "touchpoint": "tp_4", "impact": 4, "effort": 1,
        },
        "no_6": {
            "kind": "opportunity", "text": "配送状況を自動で知らせる", "touchpoint": "tp_14", "impact": 4, "effort": 4,
        },
        "no_7": {"kind": "gain", "text": "箱を開ける体験が楽しい", "touchpoint": "tp_16"},
        "no_8": {"kind": "quote", "text": "直営店なら安心なのに", "touchpoint": "tp_9"},
        "no_9": {"kind": "opportunity", "text": "住所の自動入力", "touchpoint": "tp_9", "impact": 4, "effort": 1},
    }  # fmt: skip
    document["votes"] = {"no_4/p01": {"note": "no_4", "participant": "p01", "dots": 3}}
    document["actions"] = {
        "ac_1": {
            "title": "ゲスト購入の導線を追加する", "note": "no_4", "owner": "佐藤", "due": "2026-12-15",
            "status": "doing", "kpi": "カゴ落ち率", "effect": 2,
        },
        "ac_2": {"title": "送料の表示位置を変える", "touchpoint": "tp_4", "owner": "田中", "due": "2026-11-30"},
        "ac_3": {"title": "誤配の問い合わせ手順を見直す", "touchpoint": "tp_18"},
    }  # fmt: skip
    document["measures"] = {
        "me_1": {
            "touchpoint": "tp_9", "metric": "離脱率", "value": 62.5, "unit": "%", "n": 12480, "low": 61, "high": 64,
            "period": "2026年9月", "source": "アクセス解析",
        },
        "me_2": {"stage": "st_4", "metric": "平均配送日数", "value": 2.4, "unit": "日", "n": 3100, "source": "配送会社"},
    }  # fmt: skip
    return Journey(document)


def crowd(cards: int = 500, stages: int = 6) -> Journey:
    """A large map with long titles, some of them in Latin letters."""
    each = -(-cards // stages)
    rows: dict[str, list[tuple[str, str, int | None]]] = {}
    n = 0
    for stage in range(stages):
        lane: list[tuple[str, str, int | None]] = []
        for _ in range(min(each, cards - n)):
            n += 1
            lane.append((_title(n), ("サイト", "店舗", "電話", "メール")[n % 4], (n * 7 % 5) - 2 if n % 11 else None))
        rows[f"ステージ{stage + 1}"] = lane
    return Journey(with_cards(rows, f"{cards}枚のカードがあるマップ"))


def _title(n: int) -> str:
    if n % 10 == 0:
        return "会員登録の途中でエラーになり、入力した内容がすべて消えてしまったので、もう一度はじめから入力しなおすことになった顧客"[
            :60
        ]
    if n % 10 == 5:
        return "Opens the confirmation e-mail, follows the link and logs in"
    return ("商品を比べる", "在庫を問い合わせる", "店員に声をかける", "アプリで支払う")[n % 4]
