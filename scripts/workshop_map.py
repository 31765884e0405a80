"""The map of the workshop's pictures: an online shop after an hour and a half of work, in Japanese or English."""

from __future__ import annotations

from typing import Any

from journey_widgets.model import Journey
from tests.slides.maps import shop

_ENGLISH = {
    "ECサイトの購入体験": "Buying on the online shop", "会員登録から支払いまでの離脱を減らす": "Fewer people leave between signing up and paying",
    "はじめて買う20〜30代": "First-time buyers in their twenties and thirties", "購入完了率 62% → 70%": "Checkout rate 62% → 70%",
    "認知": "Awareness", "検討": "Consider", "購入": "Purchase", "配送": "Delivery", "利用": "Use", "推奨": "Advocacy",
    "SNS広告を見かける": "Sees an ad", "検索して店を見つける": "Finds the shop by search", "友人の口コミを聞く": "Hears a friend’s tip",
    "商品ページを開く": "Opens the product page", "写真と動画で質感を確かめる": "Checks photos and video", "レビューを読みくらべる": "Compares reviews",
    "比較サイトで値段を見る": "Compares prices", "カートに入れる": "Adds to the cart", "会員登録フォームに入力する": "Fills in the sign-up form",
    "送料と手数料を知る": "Learns of shipping and fees", "支払い方法を選ぶ": "Chooses how to pay", "注文を確定する": "Places the order",
    "発送メールを受け取る": "Gets the shipping mail", "配送状況を調べる": "Tracks the parcel", "商品を受け取る": "Receives the parcel",
    "箱を開けて使ってみる": "Unpacks and tries it", "サイズ交換を申し込む": "Asks to exchange the size", "誤配の問い合わせに返事を待つ": "Waits for an answer",
    "レビューを書く": "Writes a review", "会員クーポンを使う": "Uses a coupon", "友人にすすめる": "Tells a friend", "ギフト包装を選ぶ": "Chooses gift wrapping",
    "店舗で実物を見る": "Sees it in a store", "アプリを入れる": "Installs the app", "定期便を知る": "Learns of subscriptions",
    "SNS": "Social media", "検索": "Search", "口コミ": "Word of mouth", "サイト": "Site", "比較": "Comparison", "メール": "Mail", "アプリ": "App", "商品": "Product", "電話": "Phone",
    "ほしい物に気づく": "Notices something", "失敗なく選ぶ": "Chooses well", "迷わず買い終える": "Buys without doubt", "いつ届くかを知る": "Knows when it comes",
    "すぐに使いはじめる": "Uses it at once", "よさを人に伝える": "Tells others", "花": "Hana", "健一": "Kenichi", "初回購入": "First purchase", "リピーター": "Regular",
    "28歳": "28", "45歳": "45", "会社員": "Office worker", "買うだけなのに、なぜ登録がいるの？": "I only want to buy. Why register?",
    "通勤中に買い物を終えたい": "Wants to shop on the train", "失敗したくない": "Wants no mistakes", "個人情報をどこまで渡すのか": "How much data to give away",
    "送料が後から増えること": "Shipping added at the end", "SNSで見つけ、口コミで確かめる": "Finds on social media, checks reviews", "同じ物をすぐに買いたい": "Wants the same again, fast",
    "項目が14個もあり、途中でやめたくなった": "Fourteen fields: I nearly gave up", "氏名・住所・電話・パスワードを入力する": "Types name, address, phone, password",
    "なぜ登録がいるの？": "Why register?", "入力項目が多すぎる": "Too many fields", "パスワードの条件が後から出る": "Password rules appear late",
    "送料が最後までわからない": "Shipping is unknown until the end", "ゲスト購入を用意する": "Guest checkout", "送料を商品ページに出す": "Shipping on the product page",
    "配送状況を自動で知らせる": "Tell delivery status by itself", "箱を開ける体験が楽しい": "Unboxing is fun", "直営店なら安心なのに": "A real store would feel safer",
    "住所の自動入力": "Fill in the address by itself", "ゲスト購入の導線を追加する": "Add guest checkout", "送料の表示位置を変える": "Move where shipping is shown",
    "誤配の問い合わせ手順を見直す": "Rework how wrong parcels are handled", "佐藤": "Sato", "田中": "Tanaka", "カゴ落ち率": "Cart abandonment", "離脱率": "Drop-off",
    "アクセス解析": "Web analytics", "配送会社": "Carrier", "平均配送日数": "Days to deliver", "日": "days", "2026年9月": "September 2026",
    "返事が遅い": "Answers come late", "交換の受付が電話だけ": "Exchanges by phone only", "つまずくのは、買う直前と、買ったあとの困りごと。": "She stumbles just before buying, and when something is wrong after.",
    "登録と送料を直すと、ここまで上がる": "Fixing sign-up and shipping lifts it this far", "サイトの上で起きていること": "What happens on the site",
    "花・現状": "Hana, As-is",
    **{f"参加者{n}": f"Participant {n}" for n in range(1, 6)},
}  # fmt: skip


def workshop_map(language: str) -> Journey:
    """Two personas, people's scores, what should be, notes, a plan, an agenda and three saved views."""
    document = shop().document
    document["about"]["north_star"] = "購入完了率 62% → 70%"
    for n, title in enumerate(["店舗で実物を見る", "アプリを入れる", "定期便を知る"]):
        document["touchpoints"][f"tp_pool{n}"] = {"title": title, "rank": f"b{n}"}
    document["notes"] |= {
        "no_a": {"kind": "pain", "text": "返事が遅い", "touchpoint": "tp_18", "impact": 3, "effort": 3, "severity": 3},
        "no_b": {"kind": "pain", "text": "交換の受付が電話だけ", "touchpoint": "tp_17", "impact": 4, "effort": 4, "severity": 4},
    }  # fmt: skip
    for note, impact, effort in (("no_1", 4, 2), ("no_2", 2, 1), ("no_3", 5, 2)):
        document["notes"][note] |= {"impact": impact, "effort": effort}
    document["views"] = {
        "vi_1": {"name": "花・現状", "rank": "a0", "personas": ["pe_hana"], "state": "as_is"},
        "vi_2": {"name": "つまずくのは、買う直前と、買ったあとの困りごと。", "rank": "a1", "personas": ["pe_hana"], "state": "as_is"},
        "vi_3": {"name": "サイトの上で起きていること", "rank": "a2", "personas": ["pe_hana"], "state": "as_is", "where": {"channel": ["サイト"]}},
        "vi_4": {"name": "登録と送料を直すと、ここまで上がる", "rank": "a3", "personas": ["pe_hana"], "state": "to_be"},
    }  # fmt: skip
    journey = Journey(document if language == "ja" else _translated(document) | {"about": _about(document)})
    journey.set_agenda(120, language=language)
    return journey


def _about(document: dict[str, Any]) -> dict[str, Any]:
    return _translated(document["about"]) | {"language": "en"}


def _translated(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _translated(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_translated(one) for one in value]
    return _ENGLISH.get(value, value) if isinstance(value, str) else value
